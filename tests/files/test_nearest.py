from __future__ import annotations

import pytest

from timeline_tui.files import nearest as module
from timeline_tui.files.nearest import Nearest, folded, nearest


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("titel", "title"),
        ("TITLE", "title"),
        ("zone", "timezone"),
        ("qqq", None),
        ("", None),
        ("x" * 9999, None),
    ],
)
def test_the_nearest_word(word: str, found: str | None) -> None:
    assert nearest(word, ["title", "timezone", "tags"]) == found


def test_folding_leaves_letters_and_digits() -> None:
    assert folded("São_Paulo - 2") == "saopaulo2"


def test_an_id_is_found_by_spelling_then_name_then_likeness() -> None:
    known = Nearest(
        [("sao-paulo", "sao-paulo"), ("city", "city"), ("The City", "sao-paulo"), ("City", "other")]
    )
    assert known.same_letters("São Paulo") == "sao-paulo"
    assert known.same_letters("the city") == "sao-paulo"
    assert known.same_letters("CITY") == "city"
    assert known.same_letters("sao-paolo") is None
    assert known.suggest("sao-paolo") == "sao-paulo"
    assert known.suggest("sao-paolo") == "sao-paulo"
    assert known.suggest("") is None


def test_suggestions_end_when_they_have_cost_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUDGET", 2)
    known = Nearest([("one", "one"), ("two", "two")])
    assert known.suggest("onee") == "one"
    assert known.suggest("twoo") is None
    assert known.suggest("onee") == "one"
