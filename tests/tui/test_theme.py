from __future__ import annotations

from itertools import product

import pytest
from rich.cells import cell_len
from textual.color import Color

from timeline_tui.tui import glyphs, theme
from timeline_tui.tui.theme import PALETTES, THEMES, VARIABLE_DEFAULTS, Palette, wants_no_colour


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LOWEST = {
    "text": 9.8,
    "quiet": 4.9,
    "accent": 5.4,
    "time": 6.9,
    "said": 6.1,
    "who": 6.7,
    "dispute": 5.7,
    "wrong": 5.7,
}


@pytest.mark.parametrize(("palette", "token"), list(product(PALETTES.values(), LOWEST)))
def test_words_are_readable_on_every_ground(palette: Palette, token: str) -> None:
    lowest = min(contrast(getattr(palette, token), ground) for ground in palette.grounds)
    assert round(lowest, 1) >= LOWEST[token]


@pytest.mark.parametrize("palette", list(PALETTES.values()))
def test_hits_and_reversed_dates_are_readable(palette: Palette) -> None:
    assert round(contrast(palette.match_text, palette.match), 1) >= 11.6
    assert contrast(palette.ground, palette.accent) >= 4.5


@pytest.mark.parametrize("each", THEMES, ids=lambda each: each.name)
def test_textual_uses_exactly_our_colours(each: theme.Theme) -> None:
    palette = PALETTES[each.name]
    colours = {**each.to_color_system().generate(), **each.variables}  # as App.get_css_variables does
    for variable, token in {
        "background": "ground",
        "surface": "band",
        "panel": "head",
        "foreground": "text",
        "text-muted": "quiet",
        "primary": "accent",
        "secondary": "who",
        "success": "said",
        "warning": "dispute",
        "error": "wrong",
        "accent": "match",
        "block-cursor-background": "cursor",
        "border-blurred": "rule",
        "time": "time",
        "ghost": "ghost",
        "match-text": "match_text",
    }.items():
        assert colours[variable].lower() == getattr(palette, token), variable


def test_defaults_cover_every_variable_of_our_own() -> None:
    own = set(THEMES[0].variables) - set(theme.Theme("x", "#000000").to_color_system().generate())
    assert own <= set(VARIABLE_DEFAULTS)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [({}, False), ({"NO_COLOR": ""}, False), ({"NO_COLOR": "1"}, True), ({"NO_COLOR": "0"}, True)],
)
def test_no_colour(environ: dict[str, str], expected: bool) -> None:
    assert wants_no_colour(environ) is expected


@pytest.mark.parametrize("signs", [glyphs.UNICODE, glyphs.ASCII])
def test_every_glyph_is_one_cell_and_has_no_emoji_form(signs: glyphs.Glyphs) -> None:
    words = [getattr(signs, name) for name in glyphs.Glyphs.__slots__ if name != "is_ascii"]
    for sign in "".join("".join(word) for word in words):
        assert cell_len(sign) == 1, sign
        assert sign.isascii() or cell_len(sign + "\ufe0f") == 1, f"{sign} has an emoji form"
        assert signs is glyphs.UNICODE or sign.isascii()
    assert {
        len(word) for name, word in zip(glyphs.Glyphs.__slots__, words, strict=False) if name == "fold"
    } == {2}


@pytest.mark.parametrize(
    ("environ", "encoding", "is_ascii"),
    [
        ({}, "UTF-8", False),
        ({}, "utf8", False),
        ({}, "ANSI_X3.4-1968", True),
        ({}, "ISO-8859-1", True),
        ({"TERM": "linux"}, "UTF-8", True),
        ({"TERM": "dumb"}, "UTF-8", True),
        ({"TERM": "xterm-256color"}, "UTF-8", False),
        ({"TIMELINE_TUI_ASCII": "1"}, "UTF-8", True),
        ({"TIMELINE_TUI_ASCII": "0", "TERM": "linux"}, "latin-1", False),
        ({"TIMELINE_TUI_ASCII": ""}, "UTF-8", False),
    ],
)
def test_choosing_glyphs(environ: dict[str, str], encoding: str, is_ascii: bool) -> None:
    assert glyphs.choose(environ, encoding).is_ascii is is_ascii


@pytest.mark.parametrize(
    ("amount", "most", "expected"),
    [(0, 10, " "), (1, 1_000_000, "▁"), (10, 10, "█"), (1, 4, "▄"), (5, 0, " "), (20, 10, "█")],
)
def test_bars_grow_with_the_square_root_and_never_vanish(amount: int, most: int, expected: str) -> None:
    assert glyphs.UNICODE.bar(amount, most) == expected


def test_our_own_words_in_ascii() -> None:
    words = glyphs.ASCII.words("“15:00–15:50” · ≤14:20 → … ≥3 ≠ ¶ ×")
    assert words.isascii()
    assert glyphs.UNICODE.words("a · b") == "a · b"
