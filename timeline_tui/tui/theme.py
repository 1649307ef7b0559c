"""The explorer's three themes: dark, light and high contrast. Colour is meaning; each token means one thing.

``DARK``, ``LIGHT`` and ``CONTRAST`` are Textual themes. Besides Textual's own variables they define ``$time``
(every date, clock and curve), ``$ghost`` (bars of what is hidden) and ``$match-text`` (the words of a hit,
which stand on ``$accent``). An app registers ``THEMES`` and answers ``get_theme_variable_defaults`` with
``VARIABLE_DEFAULTS``, so that the stylesheets can be read under any other theme too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, by what they mean."""

    ground: str
    band: str
    head: str
    cursor: str
    text: str
    quiet: str
    accent: str
    time: str
    said: str
    who: str
    dispute: str
    wrong: str
    match: str
    match_text: str
    rule: str
    ghost: str

    @property
    def grounds(self) -> tuple[str, str, str, str]:
        """The colours that text stands on."""
        return self.ground, self.band, self.head, self.cursor


DARK_PALETTE = Palette(
    ground="#12161c",
    band="#191f27",
    head="#222a35",
    cursor="#21354f",
    text="#dfe5ec",
    quiet="#96a3b4",
    accent="#6cb8ff",
    time="#a9c4e4",
    said="#86d9b9",
    who="#cdb3ff",
    dispute="#ffab66",
    wrong="#ff8f95",
    match="#f4d35e",
    match_text="#15181d",
    rule="#414d5d",
    ghost="#394657",
)
LIGHT_PALETTE = Palette(
    ground="#fcfbf8",
    band="#f3f0e9",
    head="#e9e5db",
    cursor="#d3e4f8",
    text="#20262e",
    quiet="#545d68",
    accent="#0a56b4",
    time="#2b4b75",
    said="#075c4a",
    who="#5b32a3",
    dispute="#923c06",
    wrong="#a5161c",
    match="#ffdf6b",
    match_text="#20262e",
    rule="#bdb7aa",
    ghost="#cdc5b4",
)
CONTRAST_PALETTE = Palette(
    ground="#000000",
    band="#000000",
    head="#1e1e1e",
    cursor="#00366b",
    text="#ffffff",
    quiet="#d0d0d0",
    accent="#7fd0ff",
    time="#cfe6ff",
    said="#7dffcf",
    who="#e2cbff",
    dispute="#ffbf5f",
    wrong="#ff9c9c",
    match="#ffff55",
    match_text="#000000",
    rule="#8c8c8c",
    ghost="#5a5a5a",
)


def _variables(palette: Palette) -> dict[str, str]:
    """Return the theme variables: our own, and Textual's where its rule would give another colour."""
    return {
        "time": palette.time,
        "ghost": palette.ghost,
        "match-text": palette.match_text,
        # Said again, because Textual's way through another colour space shifts some by one step.
        "primary": palette.accent,
        "secondary": palette.who,
        "warning": palette.dispute,
        "error": palette.wrong,
        "success": palette.said,
        "accent": palette.match,
        "background": palette.ground,
        "surface": palette.band,
        "panel": palette.head,
        "text": palette.text,
        "text-muted": palette.quiet,
        "text-disabled": palette.quiet,
        "foreground-muted": palette.quiet,
        "foreground-disabled": palette.quiet,
        "text-primary": palette.accent,
        "text-secondary": palette.who,
        "text-success": palette.said,
        "text-warning": palette.dispute,
        "text-error": palette.wrong,
        "text-accent": palette.accent,
        "border": palette.accent,
        "border-blurred": palette.rule,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": palette.head,
        "block-cursor-blurred-foreground": palette.text,
        "block-cursor-blurred-text-style": "bold",
        "block-hover-background": palette.head,
        "surface-active": palette.head,
        "scrollbar": palette.rule,
        "scrollbar-hover": palette.quiet,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.ground,
        "scrollbar-background-hover": palette.ground,
        "scrollbar-background-active": palette.ground,
        "scrollbar-corner-color": palette.ground,
        "footer-background": palette.ground,
        "footer-foreground": palette.quiet,
        "footer-key-foreground": palette.accent,
        "footer-key-background": palette.ground,
        "footer-description-foreground": palette.quiet,
        "footer-description-background": palette.ground,
        "footer-item-background": palette.ground,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.ground,
        "input-selection-background": palette.cursor,
        "screen-selection-background": palette.cursor,
        "link-color": palette.accent,
        "link-color-hover": palette.ground,
        "link-background-hover": palette.accent,
        "link-style": "underline",
        "link-style-hover": "bold",
        "button-foreground": palette.text,
        "button-color-foreground": palette.ground,
        "button-focus-text-style": "bold reverse",
    }


def _theme(name: str, palette: Palette, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.who,
        warning=palette.dispute,
        error=palette.wrong,
        success=palette.said,
        accent=palette.match,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.band,
        panel=palette.head,
        boost=palette.head,
        dark=dark,
        variables=_variables(palette),
    )


PALETTES: dict[str, Palette] = {
    "timeline-dark": DARK_PALETTE,
    "timeline-light": LIGHT_PALETTE,
    "timeline-contrast": CONTRAST_PALETTE,
}
"""Theme name → its colours."""

DARK = _theme("timeline-dark", DARK_PALETTE, dark=True)
LIGHT = _theme("timeline-light", LIGHT_PALETTE, dark=False)
CONTRAST = _theme("timeline-contrast", CONTRAST_PALETTE, dark=True)
THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST)
"""All themes, in the order in which the theme key goes through them."""

VARIABLE_DEFAULTS: dict[str, str] = {
    "time": DARK_PALETTE.time,
    "ghost": DARK_PALETTE.ghost,
    "match-text": DARK_PALETTE.match_text,
}
"""What ``App.get_theme_variable_defaults`` has to return for the explorer's stylesheets to be readable."""


def wants_no_colour(environ: Mapping[str, str] | None = None) -> bool:
    """Return whether the reader asked for no colour at all (``NO_COLOR``, see no-color.org).

    Textual turns colours to greys then, unless the app is made with ``ansi_color=True``: only so are they
    left out altogether. Call it before ``App.__init__``, which takes ``NO_COLOR`` out of the environment::

        super().__init__(ansi_color=True if wants_no_colour() else None)
    """
    environ = os.environ if environ is None else environ
    return bool(environ.get("NO_COLOR"))
