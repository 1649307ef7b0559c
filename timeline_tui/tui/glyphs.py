"""The signs the explorer draws with, and their ASCII stand-ins.

Every sign is one cell wide, has no emoji form and needs no dingbat font. Where the terminal cannot be
trusted with them (not UTF-8, the Linux console, a dumb terminal) or the reader says so, the ASCII set is
used.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

ASCII_VARIABLE = "TIMELINE_TUI_ASCII"
"""The environment variable that asks for ASCII (any value but ``""`` and ``0``) or refuses it (``0``)."""

_POOR_TERMINALS = frozenset({"linux", "dumb", "vt100", "vt220", "ansi"})


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs. Each is one cell, except ``fold``, which is two."""

    exact: str
    about: str
    within: str
    spine: str
    nothing: str
    cross: str
    rule: str
    heavy_rule: str
    dispute: str
    quote: str
    quote_end: str
    source: str
    cursor: str
    chosen: str
    marked: str
    cut: str
    dot: str
    times: str
    dash: str
    arrow: str
    bars: str
    fold: str
    window: tuple[str, str, str]
    brackets: tuple[str, str]
    direct: str
    mixed: str
    indirect: str
    is_ascii: bool = False

    def bar(self, amount: int, most: int) -> str:
        """Return the bar for ``amount`` of ``most``, on a square-root scale: a space for 0, never for 1."""
        if amount <= 0 or most <= 0:
            return " "
        level = round(sqrt(min(amount, most) / most) * len(self.bars))
        return self.bars[max(1, level) - 1]

    def words(self, text: str) -> str:
        """Return the explorer's own words in this set: unchanged, or with their signs as ASCII."""
        return text.translate(_ASCII_WORDS) if self.is_ascii else text


_ASCII_WORDS = str.maketrans(
    {
        "·": ".",
        "–": "-",
        "—": "-",
        "…": ">",
        "“": '"',
        "”": '"',
        "’": "'",
        "≤": "<",
        "≥": ">",
        "→": ">",
        "≠": "!",
        "×": "x",
        "¶": "#",
        "▸": ">",
        "↑": "^",
        "↓": "v",
    }
)

UNICODE = Glyphs(
    exact="●",
    about="○",
    within="┃",
    spine="│",
    nothing="┊",
    cross="┼",
    rule="─",
    heavy_rule="━",
    dispute="≠",
    quote="“",
    quote_end="”",
    source="¶",
    cursor="▌",
    chosen="▸",
    marked="◆",
    cut="…",
    dot="·",
    times="×",
    dash="–",
    arrow="→",
    bars="▁▂▃▄▅▆▇█",
    fold="╱╱",
    window=("┗", "━", "┛"),
    brackets=("[", "]"),
    direct="┃",
    mixed="┇",
    indirect="┊",
)

ASCII = Glyphs(
    exact="*",
    about="o",
    within="|",
    spine="|",
    nothing=":",
    cross="+",
    rule="-",
    heavy_rule="=",
    dispute="!",
    quote='"',
    quote_end='"',
    source="#",
    cursor=">",
    chosen=">",
    marked="+",
    cut=">",
    dot=".",
    times="x",
    dash="-",
    arrow=">",
    bars=".-+#",
    fold="//",
    window=("[", "=", "]"),
    brackets=("[", "]"),
    direct="|",
    mixed=";",
    indirect=":",
    is_ascii=True,
)


def choose(environ: Mapping[str, str] | None = None, encoding: str | None = None) -> Glyphs:
    """Return the set that fits this terminal.

    ``environ`` and ``encoding`` (of the locale) default to those of the process.
    """
    environ = os.environ if environ is None else environ
    wish = environ.get(ASCII_VARIABLE, "")
    if wish:
        return UNICODE if wish == "0" else ASCII
    if environ.get("TERM", "") in _POOR_TERMINALS:
        return ASCII
    encoding = locale.getpreferredencoding(False) if encoding is None else encoding
    return UNICODE if encoding.lower().replace("-", "").replace("_", "") in {"utf8", "cp65001"} else ASCII
