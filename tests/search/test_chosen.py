"""What a query says of the values of facets, and how pressing on one changes it."""

from __future__ import annotations

import pytest

from tests.search.examples import SUMMIT
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.search.chosen import How, chosen, left_out, toggled
from timeline_tui.search.facets import FacetName, FacetValue
from timeline_tui.search.index import Index
from timeline_tui.search.parse import QueryError, parse_query

INDEX = Index(SUMMIT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("lavrov after:2025", []),
        ("who:=lavrov", [("who", "Sergey Lavrov", False)]),
        ('who:="Sergey Lavrov"', [("who", "Sergey Lavrov", False)]),
        ("who:lavr -speaker:=trump", [("who", "Sergey Lavrov", False), ("speaker", "Donald Trump", True)]),
        ("--tag:=tariff", [("tag", "tariff", False)]),
        ("tag:tar", []),
        ("-is:pending", [("review", "pending", True)]),
        ("is:marked", []),
        ("who:=nobody", [("who", "nobody", False)]),
        ("who:=lavrov OR tag:=tariff", []),
    ],
)
def test_what_a_query_chooses(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = chosen(parse_query(text), INDEX)
    assert [(one.value.facet, one.value.words, one.negated) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "facet", "value", "how", "expected"),
    [
        ("", "who", "lavrov", "add", "who:=lavrov"),
        ("arms", "who", "lavrov", "exclude", "arms -who:=lavrov"),
        ("arms who:=lavrov", "who", "lavrov", "add", "arms"),
        ("arms -who:=lavrov", "who", "lavrov", "exclude", "arms"),
        ("arms -who:=lavrov", "who", "lavrov", "add", "arms who:=lavrov"),
        ("who:lavr", "who", "lavrov", "add", ""),
        ("who:lavr", "who", "lavrov", "exclude", "-who:=lavrov"),
        ("who:=lavrov", "who", "trump", "add", "who:=lavrov who:=trump"),
        ("who:=lavrov x", "who", "trump", "only", "x who:=trump"),
        ("who:=trump -who:=lavrov tag:=tariff", "who", "trump", "only", "tag:=tariff who:=trump"),
        ("x who:=trump", "who", "trump", "only", "x"),
        ("-who:=trump", "who", "trump", "only", "who:=trump"),
        ("a OR b", "tag", "two words", "add", '(a OR b) tag:="two words"'),
        ("", "review", "pending", "exclude", "-is:pending"),
        ("is:pending", "review", "accepted", "only", "is:accepted"),
    ],
)
def test_what_a_press_on_a_value_makes_of_a_query(
    text: str, facet: FacetName, value: str, how: How, expected: str
) -> None:
    assert toggled(text, FacetValue(facet, value, value, 3), how, INDEX) == expected


@pytest.mark.parametrize(("text", "value"), [("(", "a"), ("", "\u200b")], ids=["filter", "value"])
def test_what_cannot_be_read_is_left_alone(text: str, value: str) -> None:
    with pytest.raises(QueryError):
        toggled(text, FacetValue("tag", value, value, 1), "add", INDEX)


@pytest.mark.parametrize(
    "text",
    [
        "-who:=lavrov",
        "-who:lavr",
        "-is:pending",
        "arms -who:=lavrov",
        "-tag:=nothing",
        "(a OR b) -tag:=tariff",
    ],
)
def test_what_a_value_is_left_out_of_is_what_it_would_be_in(text: str) -> None:
    query = parse_query(text)
    (one,) = chosen(query, INDEX)
    without = set(INDEX.search(parse_query(query.without(one.term))))
    assert left_out(query, one, INDEX) == len(without - set(INDEX.search(query)))


HOSTILE = [
    "[/]",
    "\x1b[2J",
    "a\nb\tc",
    "\u202ex",
    "\x00z",
    '"q"\\',
    "=x",
    "(a OR b)",
    "-x",
    "“a”",
    " lead ",
    "a:b",
    "/re/",
]


STRANGE = Index(Timeline(events=(Event(id="e", title="Arms", tags=tuple(HOSTILE)),)))


@pytest.mark.parametrize("how", ["add", "exclude", "only"])
@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_any_value_can_be_asked_for_and_taken_back(value: str, how: How) -> None:
    one = FacetValue("tag", value, value, 1)
    text = toggled("arms", one, how, STRANGE)
    (found,) = chosen(parse_query(text), STRANGE)
    assert found.value.value == value
    assert found.negated is (how == "exclude")
    assert toggled(text, one, how, STRANGE) == "arms"
