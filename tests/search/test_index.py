from __future__ import annotations

import pytest

from tests.search.examples import SUMMIT
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.search.index import Cancelled, Index
from timeline_tui.search.parse import parse_query

INDEX = Index(SUMMIT)
ALL = ["sale", "treaty", "call", "sweatshirt", "talks", "press", "aftermath", "rumour"]


def found(text: str, **passed: frozenset[str]) -> list[str]:
    query = parse_query(text, zone=INDEX.zone)
    return [INDEX.rows[row].event.id for row in INDEX.search(query, **passed)]


def test_rows_stand_in_timeline_order() -> None:
    assert [dated.event.id for dated in INDEX.rows] == ALL


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ALL),
        # Words: anywhere in the event, its people, statements and places
        ("alaska", ["sale"]),
        ("lavrov", ["sweatshirt", "talks"]),
        ("LAVROV talks", ["talks"]),
        ("foreign", ["talks"]),
        ('"russian president"', ["talks", "press"]),
        ("elmendorf-richardson", ["talks"]),
        ("torpedo", ["press"]),
        ("warned", ["press"]),
        ("half past", ["talks"]),
        ("tariff", ["rumour"]),
        ("treaty", ["treaty"]),
        ("11:20", ["talks"]),
        ("10:30", ["sweatshirt"]),
        ("united", ["sale", "treaty", "press"]),
        # … but not in the titles and publishers of sources
        ("tass", []),
        ("arrives", []),
        # Case, accents, width and typographic marks
        ("zelensky", ["call"]),
        ("Zelenskyy", ["call"]),
        ("lodz", ["aftermath"]),
        ("ŁÓDŹ", ["aftermath"]),
        ("kyiv", ["press", "aftermath"]),
        ('"there\'s no deal"', ["press"]),
        ("“there’s no deal”", ["press"]),
        # A phrase does not run over from one text into the next
        ('"signed in prague"', ["treaty"]),
        ('"prague united"', []),
        # Not, either, both
        ("-lavrov talks", []),
        ("-who:russia", ["call", "sweatshirt", "aftermath", "rumour"]),
        ("sold OR undated", ["sale", "rumour"]),
        ("(sold OR talks) -lavrov", ["sale"]),
        ("-(sold OR talks OR press)", ["treaty", "call", "sweatshirt", "aftermath", "rumour"]),
        # Fields: parts of id, name or alias; = for the whole
        ("who:putin", ["talks", "press"]),
        ("who:vladimir", ["talks", "press"]),
        ("who:us", ["sale", "treaty", "talks", "press"]),
        ("who:=us", ["sale", "treaty"]),
        ("who:=USA", ["sale", "treaty"]),
        ("who:=putin", ["talks", "press"]),
        ("speaker:trump", ["press"]),
        ("speaker:lavrov", []),
        ("to:press", ["press"]),
        ("to:america", []),
        ("to:=usa", ["press"]),
        ("place:anchorage", ["talks"]),
        ("tag:hist", ["sale"]),
        ("tag:=hist", []),
        ("source:tass", ["talks"]),
        ("source:arrives", ["talks"]),
        ("source:tass.example", ["talks"]),
        ("publisher:cnn", ["sweatshirt", "press"]),
        ('said:"no deal"', ["press"]),
        ("said:talks", []),
        ("mode:direct", ["press"]),
        ("mode:mixed", []),
        # Time: may overlap; with "!" lies within
        ("when:2025-08-15", ["call", "talks", "press"]),
        ("when!:2025-08-15", ["talks", "press"]),
        ("when!:2025-08", ["call", "sweatshirt", "talks", "press"]),
        ("when:2025", ["call", "sweatshirt", "talks", "press", "aftermath"]),
        ("when:2031", ["aftermath"]),
        ("when:2025-08-15T12:00..2025-08-15T16:00", ["call", "press"]),
        ("before:2025-08-15", ["sale", "treaty", "call", "sweatshirt"]),
        ("after:2025-08-14", ["call", "talks", "press", "aftermath"]),
        ("after:2025", ["aftermath"]),
        ("before:1867", []),
        # States
        ("has:conflict", ["talks"]),
        ("has:statement", ["press"]),
        ("has:source", ["sweatshirt", "talks", "press"]),
        ("has:date", ALL[:-1]),
        ("is:undated", ["rumour"]),
        ("is:accepted", ["sale"]),
        ("is:rejected", ["call"]),
        ("is:pending -has:statement when:2010", ["treaty"]),
        ("is:marked", []),
        ("has:note", []),
        # Patterns
        ("/three.on.three/", ["talks"]),
        ("/^both/", ["press"]),
        (r"/\bTALKS?\b/", ["talks"]),
        ("/łódź|prague/", ["treaty", "aftermath"]),
        ("/prague.*united/", []),
    ],
)
def test_what_a_query_lets_through(text: str, ids: list[str]) -> None:
    assert found(text) == ids


def test_marks_and_notes_come_with_the_question() -> None:
    assert found("is:marked", marked=frozenset({"sale", "press"})) == ["sale", "press"]
    assert found("-is:marked when:1867", marked=frozenset({"sale"})) == []
    assert found("has:note", noted=frozenset({"talks"})) == ["talks"]


def test_a_search_that_is_cancelled_ends_and_the_next_one_answers() -> None:
    index = Index(SUMMIT)
    query = parse_query("lavrov")
    with pytest.raises(Cancelled):
        index.search(query, cancelled=lambda: True)
    assert list(index.search(query)) == [3, 4]


def test_a_search_cancelled_while_texts_are_folded_goes_on_later() -> None:
    index = Index(SUMMIT)
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        index.search(parse_query("lavrov"), cancelled=lambda: next(answers))
    assert list(index.search(parse_query("lavrov"))) == [3, 4]


def test_rows_by_id_and_by_value() -> None:
    assert INDEX.row_of("talks") == 4
    assert INDEX.row_of("nothing") is None
    assert list(INDEX.rows_with("speaker", "trump")) == [5]
    assert list(INDEX.rows_with("publisher", "CNN")) == [3, 5]
    assert list(INDEX.rows_with("publisher", "C")) == []
    assert len(INDEX.starts) == 7


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("when:1900", ["by-march"]),
        ("before:2024-02", ["early", "by-march"]),
        ("when:2024-06", ["ever-since"]),
    ],
)
def test_open_ends_reach_as_far_as_is_asked(text: str, ids: list[str]) -> None:
    dates = {"early": "2024-01", "by-march": "../2024-03", "late": "2024-05-01", "ever-since": "2024-04/.."}
    events = tuple(Event(id=name, when=when, title=name) for name, when in dates.items())
    index = Index(Timeline(events=events))
    assert [index.rows[row].event.id for row in index.search(parse_query(text))] == ids


def test_an_empty_timeline_has_no_answers() -> None:
    index = Index(SUMMIT.model_copy(update={"events": ()}))
    assert index.search(parse_query("a -b when:2024 who:x OR is:pending /z/")) == range(0)
