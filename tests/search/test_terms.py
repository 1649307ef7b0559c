from __future__ import annotations

import pytest

from tests.search.examples import SUMMIT
from timeline_tui.search.chips import Chip, chip
from timeline_tui.search.explain import explain_empty
from timeline_tui.search.index import Index
from timeline_tui.search.narrow import field_term, with_term
from timeline_tui.search.parse import parse_query

INDEX = Index(SUMMIT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("lavrov", [("lavrov", "word", "lavrov", False)]),
        (
            "lavrov after:2025-08-11 -who:jaishankar",
            [
                ("lavrov", "word", "lavrov", False),
                ("after:2025-08-11", "after", "2025-08-11", False),
                ("-who:jaishankar", "participant", "jaishankar", True),
            ],
        ),
        ("a OR b c", [("a OR b c", "either", "a OR b c", False)]),
        ("(a OR b) c", [("(a OR b)", "either", "a OR b", False), ("c", "word", "c", False)]),
        ("(a b) c", [("(a b)", "both", "a b", False), ("c", "word", "c", False)]),
        ("(a b)", [("(a b)", "both", "a b", False)]),
        ("-(a OR b)", [("-(a OR b)", "either", "a OR b", True)]),
        ("a AND NOT b", [("a", "word", "a", False), ("NOT b", "word", "b", True)]),
        ('"new start"', [('"new start"', "phrase", "new start", False)]),
        ("/a+/ has:conflict", [("/a+/", "pattern", "a+", False), ("has:conflict", "has", "conflict", False)]),
        ("when!:2025", [("when!:2025", "within", "2025", False)]),
    ],
)
def test_terms_are_what_a_query_joins(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    found = [(text[slice(*one.span)], one.field, one.words, one.negated) for one in parse_query(text).terms]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "position", "left"),
    [
        ("lavrov  after:2025 -x", 1, "lavrov -x"),
        ("lavrov", 0, ""),
        ("a AND b", 0, "b"),
        ("a AND b", 1, "a"),
        ("(a OR b) c", 1, "(a OR b)"),
        ("a OR b", 0, ""),
        ("a a", 1, "a"),
    ],
)
def test_a_term_can_be_taken_away(text: str, position: int, left: str) -> None:
    query = parse_query(text)
    assert query.without(query.terms[position]) == left
    parse_query(left)


@pytest.mark.parametrize(
    ("text", "added", "result"),
    [
        ("", "who:putin", "who:putin"),
        ("lavrov", "who:putin", "lavrov who:putin"),
        ("a OR b", "who:putin", "(a OR b) who:putin"),
        ("a", "b OR c", "a (b OR c)"),
        ("a who:putin", "who:putin", "a who:putin"),
        ("-who:putin a", "who:putin", "a who:putin"),
        ("who:putin a", "-who:putin", "a -who:putin"),
        ("a (", "b", "a ( b"),
        ("a b", 'who:="J. D. Vance"', 'a b who:="J. D. Vance"'),
    ],
)
def test_a_term_can_be_added(text: str, added: str, result: str) -> None:
    assert with_term(text, added) == result


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (field_term("who", "putin"), "who:=putin"),
        (field_term("who", "J. D. Vance", negated=True), '-who:="J. D. Vance"'),
        (field_term("place", 'the "Hall" (2)'), 'place:="the \\"Hall\\" (2)"'),
        (field_term("said", "no deal", exact=False), 'said:"no deal"'),
        (field_term("tag", "=x", exact=False), 'tag:"=x"'),
    ],
)
def test_field_terms_are_quoted_as_needed(term: str, expected: str) -> None:
    assert term == expected
    assert len(parse_query(term).terms) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lavrov", Chip(False, "word", "lavrov")),
        ("-who:vladimir", Chip(True, "participant", "Vladimir Putin")),
        ("who:us", Chip(False, "participant", "us (3 names)")),
        ("who:=us", Chip(False, "participant", "United States")),
        ("who:nobody", Chip(False, "participant", "nobody")),
        ("speaker:trump", Chip(False, "speaker", "Donald Trump")),
        ("when:2025-08", Chip(False, "when", "August 2025")),
        ("after:2025-08-11", Chip(False, "after", "Mon 11 Aug 2025")),
        ("place:=Moscow", Chip(False, "place", "Moscow")),
        ("is:pending", Chip(False, "is", "pending")),
    ],
)
def test_chips_speak_the_words_of_the_timeline(text: str, expected: Chip) -> None:
    (term,) = parse_query(text, zone=INDEX.zone).terms
    assert chip(term, INDEX) == expected


def test_an_empty_result_is_explained_term_by_term() -> None:
    query = parse_query("sweatshirt after:2025-08-14 -who:lavrov", zone=INDEX.zone)
    assert len(INDEX.search(query)) == 0
    explanation = explain_empty(INDEX, query)
    assert [(one.term.words, one.count) for one in explanation.counts] == [
        ("sweatshirt", 1),
        ("2025-08-14", 4),
        ("lavrov", 2),
    ]
    # The rarest term decides: one event has the word, though more satisfy the other two.
    assert explanation.nearest is not None
    assert INDEX.rows[explanation.nearest].event.id == "sweatshirt"


def test_of_equal_events_the_nearest_in_time_is_shown() -> None:
    query = parse_query("lavrov when:2025-08-16", zone=INDEX.zone)
    explanation = explain_empty(INDEX, query)
    assert explanation.nearest is not None
    assert INDEX.rows[explanation.nearest].event.id == "talks"


def test_a_time_without_events_is_near_those_beside_it() -> None:
    explanation = explain_empty(INDEX, parse_query("when:1950", zone=INDEX.zone))
    assert explanation.nearest is not None
    assert INDEX.rows[explanation.nearest].event.id == "treaty"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("lavrof", "Lavrov"),
        ("who:lavrof", "who:Lavrov"),
        ('speaker:"donald trunp"', 'speaker:"Donald Trump"'),
        ("xyzzy", None),
        ("-lavrof xyzzy", None),
        ("who:=lavrof", None),
        ("place:nowhere", None),
    ],
)
def test_a_name_that_does_not_occur_is_compared_with_those_that_do(text: str, suggestion: str | None) -> None:
    query = parse_query(text)
    assert explain_empty(INDEX, query).counts[-1].suggestion == suggestion
    if suggestion is not None:
        parse_query(suggestion)


def test_nothing_is_near_if_no_term_lets_anything_through() -> None:
    explanation = explain_empty(INDEX, parse_query("xyzzy"))
    assert explanation.counts[0].count == 0
    assert explanation.nearest is None
