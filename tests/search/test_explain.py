"""The nearest event when nothing matches: compared with looking at every event."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.search.explain import explain_empty
from timeline_tui.search.expressions import Time
from timeline_tui.search.index import Index
from timeline_tui.search.parse import Query, parse_query

WORDS = ("ant", "bee", "cow", "dog", "elk")
TERMS = (*WORDS, "when:2020-03", "after:2021", "before:2019-06", "when:1950", "-ant")

events = st.lists(
    st.tuples(
        st.sets(st.sampled_from(WORDS)),
        st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2021, 12, 31)).map(date.isoformat)),
    ),
    min_size=1,
    max_size=12,
)


def index_of(rows: Sequence[tuple[set[str], str | None]]) -> Index:
    return Index(
        Timeline(
            events=tuple(
                Event(id=f"e{number}", when=when, title=" ".join(sorted(words)) or "nothing")
                for number, (words, when) in enumerate(rows)
            )
        )
    )


def looked_for(index: Index, query: Query) -> int | None:
    """Score every row: what satisfies the heaviest terms, then what is nearest in time, then the earlier."""
    scores: dict[int, float] = {}
    asked = [one.expression for one in query.terms if isinstance(one.expression, Time)]
    for term in query.terms:
        rows = index.find(term.expression)
        if 0 < len(rows) < len(index) and not isinstance(term.expression, Time):
            for row in rows:
                scores[row] = scores.get(row, 0.0) + math.log(len(index) / len(rows))
    if not scores and len(asked) < len(query.terms):
        return None
    best = max(scores.values(), default=0.0)
    rows = [row for row, score in scores.items() if score > best - 1e-9] or range(len(index.starts))

    def distance(row: int) -> float:
        if row >= len(index.starts):
            return math.inf
        at = index.starts[row]
        early = [time.lo - at for time in asked if time.lo is not None]
        late = [at - time.hi for time in asked if time.hi is not None]
        return max(0, *early, *late, 0)

    return min(rows, key=lambda row: (distance(row), row), default=None)


@given(events, st.lists(st.sampled_from(TERMS), min_size=1, max_size=5, unique=True))
@settings(max_examples=150)
def test_the_nearest_is_what_looking_at_every_event_finds(
    rows: list[tuple[set[str], str | None]], terms: list[str]
) -> None:
    index, query = index_of(rows), parse_query(" ".join(terms))
    assert explain_empty(index, query).nearest == looked_for(index, query)


class Counting(Index):
    asked = 0

    def find(self, *arguments: object, **more: object) -> Sequence[int]:
        self.asked += 1
        return super().find(*arguments, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [3, 8, 14])
def test_however_many_terms_there_are_the_questions_are_few(size: int) -> None:
    words = [f"w{number:02}x" for number in range(size)]
    index = Counting(Timeline(events=tuple(Event(id=word, title=word) for word in [*words, "other"])))
    explanation = explain_empty(index, parse_query(" ".join(words)))
    assert [one.count for one in explanation.counts] == [1] * size
    assert explanation.nearest is not None
    assert index.asked <= 2 * size + 64
