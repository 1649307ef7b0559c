"""Facets: which people, places, tags, publishers and review states occur among some rows, and how often."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from timeline_tui.model.timeline import REVIEW_STATES
from timeline_tui.search.expressions import State
from timeline_tui.search.index import Cancelled, Index, RowNumbers, never
from timeline_tui.search.narrow import field_term
from timeline_tui.search.store.schema import state_bit

FacetName = Literal["who", "speaker", "place", "tag", "publisher", "review"]

FACETS: tuple[tuple[FacetName, str], ...] = (
    ("who", "Participants"),
    ("speaker", "Speakers"),
    ("place", "Places"),
    ("tag", "Tags"),
    ("publisher", "Publishers"),
    ("review", "Review"),
)
"""Each facet with its heading, in the order they are shown."""

MOST = 200
"""Values of a facet that are looked up: more than anybody reads."""

_STEPS = 100_000
"""Steps of SQLite between two questions whether anybody still waits: about a millisecond."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. ``words`` is what it is called, ``count`` how many of the rows have it."""

    facet: FacetName
    value: str
    words: str
    count: int

    def term(self, *, negated: bool = False) -> str:
        """Return the term that asks for exactly this value, or leaves it out."""
        if self.facet == "review":
            return f"{'-' if negated else ''}{State('is', self.value)}"
        return field_term(self.facet, self.value, negated=negated)


def facet(
    index: Index,
    name: FacetName,
    rows: RowNumbers,
    *,
    most: int = MOST,
    cancelled: Callable[[], bool] = never,
) -> tuple[FacetValue, ...]:
    """Return the values of a facet among sorted ``rows``: most frequent first, then by name.

    Not for the event loop: half a second for half a million rows.

    Raises:
        Cancelled: ``cancelled`` returned true.
        BrokenIndex: the index file is damaged.
    """
    if cancelled():
        raise Cancelled
    among, given = _among(rows)
    if name == "review":
        bits = ", ".join(f"sum((states & {state_bit('is', state)}) != 0)" for state in REVIEW_STATES)
        (counts,) = _asked(index, f"SELECT {bits} FROM facts f WHERE {among}", given, cancelled)  # noqa: S608
        found = [(state, state, count or 0) for state, count in zip(REVIEW_STATES, counts, strict=True)]
    else:
        query = (
            # The values of one field have numbers that follow each other.
            "WITH of AS (SELECT min(number) AS first, max(number) AS last"  # noqa: S608
            " FROM field_values WHERE field = :field)"
            " SELECT v.value, n.count FROM (SELECT o.value AS number, count(*) AS count"
            " FROM of CROSS JOIN occurrences o ON o.value >= of.first AND o.value <= of.last"
            f" AND {among} GROUP BY o.value ORDER BY count DESC, number LIMIT :most) n"
            " JOIN field_values v ON v.number = n.number"
        )
        values = _asked(index, query, {**given, "field": name, "most": most}, cancelled)
        called = index.names.of if name in {"who", "speaker"} else lambda value: (value,)
        found = [(value, called(value)[0], count) for value, count in values]
    some = (FacetValue(name, value, words, count) for value, words, count in found if count)
    return tuple(sorted(some, key=lambda one: (-one.count, one.words)))


def rows_of(index: Index, value: FacetValue, rows: RowNumbers) -> RowNumbers:
    """Return those of ``rows`` that have a value, ascending; ``histogram.curve`` draws them over time."""
    if value.facet == "review":
        having: RowNumbers = index.find(State("is", value.value))
    else:
        having = index.rows_with(value.facet, value.value)
    if len(rows) == len(index):
        return having
    chosen = rows if isinstance(rows, range) else set(rows)
    return array("I", (row for row in having if row in chosen))


def _among(rows: RowNumbers) -> tuple[str, dict[str, Any]]:
    """Return a condition on ``row`` that holds for these rows, and its parameters."""
    if isinstance(rows, range):
        return "row >= :first AND row < :after", {"first": rows.start, "after": rows.stop}
    return "row IN (SELECT value FROM json_each(:rows))", {"rows": json.dumps(list(rows))}


def _asked(index: Index, query: str, given: dict[str, Any], cancelled: Callable[[], bool]) -> Sequence[Any]:
    with index.database.connection() as connection:
        connection.set_progress_handler(cancelled, _STEPS)
        try:
            return connection.execute(query, given).fetchall()
        except sqlite3.OperationalError:
            if cancelled():
                raise Cancelled from None
            raise
        finally:
            connection.set_progress_handler(None, 0)
