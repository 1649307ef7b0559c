"""What must hold for any text, any query and any timeline."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.search.strategies import expressions, timelines
from timeline_tui.model.timeline import Timeline
from timeline_tui.search.errors import QueryError
from timeline_tui.search.evaluate import lets_through
from timeline_tui.search.expressions import Expression
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query

MODEST = settings(max_examples=200)
QUERY_LIKE = st.lists(
    st.sampled_from(
        [
            *'()-"/:=\\ “”«',
            "who:",
            "when:",
            "when!:",
            "said:",
            "has:",
            "is:",
            "mode:",
            "before:",
            "OR",
            " AND ",
            "NOT ",
            "..",
            "2025-08",
            "2025-13",
            "2025-02-30",
            "T10:30",
            "lavrov",
            "a+",
            "[a",
            "{2,1}",
            "(?P<x>",
            "\\1",
            "(?=",
            "é",
            "\u0301",
            "https://x",
            "\n",
            "\x00",
            "\ud800",
        ]
    ),
    max_size=12,
).map("".join)


@MODEST
@given(st.text(max_size=60) | QUERY_LIKE)
@example("-" * 5000)
@example("(" * 5000)
@example("/" + "(" * 299 + "/")
@example("/a{1000}{1000}/")
@example("/a{99999999999999999999}/")
@example("when:" + "9" * 5000)
@example("who:" * 100)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    fault = None
    try:
        parse_query(text, today=date(2025, 8, 15))
    except QueryError as error:
        fault = error
    if fault is not None:
        assert 0 <= fault.start <= fault.end <= len(text)
        assert fault.message


@MODEST
@given(expressions)
def test_an_expression_written_as_a_query_is_read_as_itself(expression: Expression) -> None:
    assert parse_query(str(expression)).expression == expression


@MODEST
@given(QUERY_LIKE)
def test_what_was_read_can_be_written_and_read_again(text: str) -> None:
    try:
        expression = parse_query(text, today=date(2025, 8, 15)).expression
    except QueryError:
        return
    assert parse_query(str(expression)).expression == expression


@MODEST
@given(
    timelines, expressions, st.frozensets(st.sampled_from(["e1", "e2", "e3"])), st.frozensets(st.just("e4"))
)
def test_the_index_answers_as_the_plain_evaluator_does(
    timeline: Timeline, expression: Expression, marked: frozenset[str], noted: frozenset[str]
) -> None:
    index = Index(timeline)
    plain = tuple(
        row
        for row, dated in enumerate(index.rows)
        if lets_through(expression, dated, index.names, marked=marked, noted=noted)
    )
    assert tuple(index.find(expression, marked=marked, noted=noted)) == plain
