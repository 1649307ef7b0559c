"""Why a query lets nothing through."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from timeline_tui.files.nearest import nearest
from timeline_tui.search.expressions import KEYWORDS, Expression, Field, Phrase, Time, Word, quoted
from timeline_tui.search.fold import fold_words
from timeline_tui.search.index import Index, RowNumbers, never
from timeline_tui.search.parse import Query
from timeline_tui.search.terms import Term

_SHORTEST_NAME = 3
_MOST_NAMES = 5000


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many events a term lets through without the others; if it is negated, how many it leaves out.

    ``suggestion`` is the term with a name that occurs, where the one asked for does not and another is near.
    """

    term: Term
    count: int
    suggestion: str | None = None


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
        if term.negated:
            counts.append(TermCount(term, len(index) - len(rows)))
        else:
            counts.append(TermCount(term, len(rows), None if rows else _near_name(index, term.expression)))
        if 0 < len(rows) < len(index) and not isinstance(term.expression, Time):
            weight = math.log(len(index) / len(rows))
            for row in rows:
                scores[row] = scores.get(row, 0.0) + weight
    return Explanation(tuple(counts), _nearest(index, query, scores))


def _near_name(index: Index, expression: Expression) -> str | None:
    """Return a word or field with the name of a participant that was probably meant, if any."""
    match expression:
        case Word(text) | Phrase(text) | Field("who" | "speaker" | "to", text, exact=False):
            known = [name for names in index.names.participants.values() for name in names]
        case _:
            return None
    words = [word for name in known for word in (name, *name.split()) if len(word) >= _SHORTEST_NAME]
    found = nearest(text, words[:_MOST_NAMES])
    if found is None or fold_words(found) == fold_words(text):
        return None
    if isinstance(expression, Field):
        return str(Field(expression.name, found))
    return found if found.isalnum() and found not in KEYWORDS else quoted(found)


def _nearest(index: Index, query: Query, scores: dict[int, float]) -> int | None:
    asked = [one.expression for one in query.terms if isinstance(one.expression, Time)]
    if scores:
        best = max(scores.values())
        rows: RowNumbers = sorted(row for row, score in scores.items() if score > best - 1e-9)
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
