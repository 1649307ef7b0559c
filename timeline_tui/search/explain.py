"""Why a query lets nothing through."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from timeline_tui.search.expressions import Time
from timeline_tui.search.index import Index, Rows, never
from timeline_tui.search.parse import Query
from timeline_tui.search.terms import Term


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many events a term lets through without the others; if it is negated, how many it leaves out."""

    term: Term
    count: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why nothing matches: each term alone, and the row that comes nearest (None if none comes near)."""

    counts: tuple[TermCount, ...]
    nearest: int | None


def explain_empty(
    index: Index,
    query: Query,
    *,
    marked: Collection[str] = frozenset(),
    noted: Collection[str] = frozenset(),
    cancelled: Callable[[], bool] = never,
) -> Explanation:
    """Return why ``query`` lets nothing through ``index``.

    The nearest event is the one that satisfies most terms but those of time, where a rare term counts for
    more than a common one; of equals the one nearest in time to what the query asks, then the earlier.

    Raises:
        Cancelled: ``cancelled`` returned true.
    """
    counts: list[TermCount] = []
    scores: dict[int, float] = {}
    for term in query.terms:
        rows = index.find(term.expression, marked=marked, noted=noted, cancelled=cancelled)
        counts.append(TermCount(term, len(index) - len(rows) if term.negated else len(rows)))
        if 0 < len(rows) < len(index) and not isinstance(term.expression, Time):
            weight = math.log(len(index) / len(rows))
            for row in rows:
                scores[row] = scores.get(row, 0.0) + weight
    return Explanation(tuple(counts), _nearest(index, query, scores))


def _nearest(index: Index, query: Query, scores: dict[int, float]) -> int | None:
    asked = [one.expression for one in query.terms if isinstance(one.expression, Time)]
    if scores:
        best = max(scores.values())
        rows: Rows = sorted(row for row, score in scores.items() if score > best - 1e-9)
    elif len(asked) == len(query.terms):
        rows = range(len(index.starts))
    else:
        return None

    def distance(row: int) -> float:
        """Return how many seconds the row lies outside the times asked for."""
        if row >= len(index.starts):
            return math.inf
        at = index.starts[row]
        too_early = (time.lo - at for time in asked if time.lo is not None)
        too_late = (at - time.hi for time in asked if time.hi is not None)
        return max(0, 0, *too_early, *too_late)

    return min(rows, key=distance, default=None)
