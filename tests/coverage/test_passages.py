from __future__ import annotations

import pytest

from timeline_tui.coverage.passages import MOST, find_passage


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("He said yes, and yes again.", "yes", ["yes", "yes"]),
        ("It’s “over” — now", 'It\'s "over" - now', ["It’s “over” — now"]),
        ("spread over\n  two\u00a0lines", "over two lines", ["over\n  two\u00a0lines"]),
        ("wait… what", "wait... what", ["wait… what"]),
        ("co\u00adoperate now", "cooperate now", ["co\u00adoperate now"]),
        ("nothing here", "absent", []),
        ("nothing here", "  ", []),
        ("nothing here", "\u00ad", []),
        ("", "a", []),
    ],
)
def test_where_a_passage_stands(text, quote, wanted):
    assert [text[start:end] for start, end in find_passage(text, quote)] == wanted


def test_nearest_first():
    text = "no " * 5
    assert find_passage(text, "no", near=(9, 11))[0] == (9, 11)
    assert find_passage(text, "no")[0] == (0, 2)


def test_not_without_end():
    assert len(find_passage("a " * 1000, "a")) == MOST
