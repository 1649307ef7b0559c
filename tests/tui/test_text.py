from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from timeline_tui.tui.text import (
    content,
    cut,
    fit,
    fit_right,
    quoted,
    segments,
    visible,
    whole_words,
    width,
    wrap,
)

FAMILY = "👩\u200d👩\u200d👧"

HOSTILE = [
    "plain",
    "[sic] [/] [red]x[/red] [@click=app.quit]x[/]",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x9b31m\x85\x90",
    "a\u202egnp.exe\u202c",
    "\u200bzero\u2060width\ufeff",
    f"family {FAMILY} ends",
    "e\u0301\u0302\u0303\u0304 combining",
    "\u0301starts with a mark",
    "北京と東京 会談",
    "ak\u200d\u200dsh\u200cara",
    "\u200d\ufe0f\u200d",
    "x" * 300,
    "tab\there\nand line",
    "\U000e0041\ufdd0\ufffe",
    "❤️ ☎️ 1️⃣",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_visible_keeps_offsets_and_leaves_nothing_a_terminal_obeys(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not set(shown) & set("\u202e\u202c\u200b\u2060\ufeff")


def test_visible_keeps_what_is_not_dangerous() -> None:
    assert visible("[sic] “Ушаков” 北京 é [/]") == "[sic] “Ушаков” 北京 é [/]"
    assert visible(FAMILY) == FAMILY
    assert visible("a\nb") == "a b"
    assert visible("a\nb", keep_newlines=True) == "a\nb"


def test_joiners_stay_only_in_emoji() -> None:
    # "a" ZWJ "b" is two letters in a terminal; width tables count one.
    assert width(visible("a\u200db")) == 2


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("Talks", 5, "Talks"),
        ("Talks end", 6, "Talks…"),
        ("Talks end", 7, "Talks…"),
        ("Talks end", 8, "Talks e…"),
        ("Talks", 1, "…"),
        ("Talks", 0, ""),
        ("", 0, ""),
        ("北京会談", 8, "北京会談"),
        ("北京会談", 7, "北京会…"),
        ("北京会談", 6, "北京…"),
        ("cafe\u0301s are open", 5, "cafe\u0301…"),
        (f"{FAMILY}{FAMILY}", 3, f"{FAMILY}…"),
        (f"{FAMILY}{FAMILY}", 2, "…"),
    ],
)
def test_cut(text: str, cells: int, expected: str) -> None:
    assert cut(text, cells) == expected


def test_cut_with_another_mark() -> None:
    assert cut("Talks end", 6, ">") == "Talks>"


@given(st.text(max_size=60), st.integers(min_value=0, max_value=40))
@settings(max_examples=300)
def test_fitted_text_takes_exactly_its_cells(raw: str, cells: int) -> None:
    text = visible(raw)
    assert cell_len(fit(text, cells)) == cells
    assert cell_len(fit_right(text, cells)) == cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin: “quite sincere” efforts", ["“quite sincere”"]),
        ("“a” and “b”", ["“a”", "“b”"]),
        ("cut “off here", ["“off here"]),
        ("no quote", []),
        ("” stray", []),
    ],
)
def test_quoted(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == expected


def test_whole_words() -> None:
    text = "Sergey Lavrov's hotel"
    assert text[slice(*whole_words(text, (8, 10)))] == "Lavrov"
    assert whole_words("ab", (0, 2)) == (0, 2)


def test_segments_lay_later_spans_over_earlier_ones() -> None:
    base, said, match = Style(color="white"), Style(color="green"), Style(bold=True)
    assert segments("a “bc” d", base, [(2, 6, said), (3, 4, match), (7, 99, match)]) == [
        Segment("a ", base),
        Segment("“", base + said),
        Segment("b", base + said + match),
        Segment("c”", base + said),
        Segment(" ", base),
        Segment("d", base + match),
    ]
    assert segments("", base) == []


def test_content_is_never_markup() -> None:
    shown = content("[sic] \x1b[0m [/]", [(0, 5, "bold $success"), (4, 2, "bold")])
    assert shown.plain == "[sic] ␛[0m [/]"
    assert [(span.start, span.end) for span in shown.spans] == [(0, 5)]


@pytest.mark.parametrize(
    ("text", "cells", "hanging", "expected"),
    [
        ("one two three", 7, 0, ["one two", "three"]),
        ("one two three", 7, 2, ["one two", "three"]),
        ("one two three four", 9, 4, ["one two", "three", "four"]),
        ("", 10, 0, [""]),
        ("a\n\nb", 10, 0, ["a", "", "b"]),
        ("  leading and   inner  ", 30, 0, ["leading and   inner"]),
        ("abcdefghij", 4, 0, ["abcd", "efgh", "ij"]),
        ("abcdefghij", 4, 1, ["abcd", "efg", "hij"]),
        ("北京会談の後", 5, 0, ["北京", "会談", "の後"]),
        ("x 北京会談", 5, 0, ["x", "北京", "会談"]),
    ],
)
def test_wrap(text: str, cells: int, hanging: int, expected: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, cells, hanging=hanging)] == expected


@given(st.text(max_size=80), st.integers(min_value=2, max_value=20), st.integers(min_value=0, max_value=1))
@settings(max_examples=200)
def test_wrapping_loses_nothing_but_white_space_and_stays_within_the_width(
    raw: str, cells: int, hanging: int
) -> None:
    text = visible(raw, keep_newlines=True)
    lines = wrap(text, cells, hanging=hanging)
    kept = "".join("".join(text[start:end].split()) for start, end in lines)
    assert kept == "".join(text.split())
    for number, (start, end) in enumerate(lines):
        room = cells - (hanging if number else 0)
        # A single character wider than the line cannot be broken.
        assert width(text[start:end]) <= max(room, 2)
