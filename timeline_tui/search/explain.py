"""Why a query lets nothing through."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from timeline_tui.files.nearest import nearest
from timeline_tui.search.expressions import KEYWORDS, And, Expression, Field, Phrase, Time, Word, quoted
from timeline_tui.search.fold import fold_words
from timeline_tui.search.index import Index, RowNumbers, never
from timeline_tui.search.parse import Query
from timeline_tui.search.terms import Term

_SHORTEST_NAME = 3
_MOST_NAMES = 5000
_MOST_SETS = 64
"""How many sets of terms are tried: all of six terms."""
_EQUAL = 1e-9


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
    weights: list[tuple[float, Expression]] = []

    def find(expression: Expression) -> RowNumbers:
        return index.find(expression, marked=marked, noted=noted, cancelled=cancelled)

    for term in query.terms:
        found = len(find(term.expression))
        if term.negated:
            counts.append(TermCount(term, len(index) - found))
        else:
            counts.append(TermCount(term, found, None if found else _near_name(index, term.expression)))
        if 0 < found < len(index) and not isinstance(term.expression, Time):
            weights.append((math.log(len(index) / found), term.expression))
    return Explanation(tuple(counts), _nearest(index, query, weights, find))


def _near_name(index: Index, expression: Expression) -> str | None:
    """Return a word or field with the name of a participant that was probably meant, if any."""
    match expression:
        case Word(text) | Phrase(text) | Field("who" | "speaker" | "to", text, exact=False):
            known = (name for one in index.participants() for name in (one.name, *one.aliases))
        case _:
            return None
    words = (word for name in known for word in (name, *name.split()) if len(word) >= _SHORTEST_NAME)
    found = nearest(text, list(islice(words, _MOST_NAMES)))
    if found is None or fold_words(found) == fold_words(text):
        return None
    if isinstance(expression, Field):
        return str(Field(expression.name, found))
    return found if found.isalnum() and found not in KEYWORDS else quoted(found)


Weighted = Sequence[tuple[float, Expression]]
"""Terms, each with how much it counts."""


def _nearest(
    index: Index, query: Query, weights: Weighted, find: Callable[[Expression], RowNumbers]
) -> int | None:
    asked = [one.expression for one in query.terms if isinstance(one.expression, Time)]
    if weights:
        groups = _heaviest(weights, find)
    elif len(asked) == len(query.terms):
        groups = [range(len(index.starts))]
    else:
        return None
    found = [row for rows in groups if (row := _first_nearest(index.starts, rows, asked)) is not None]
    return min(found, key=lambda row: (_distance(index.starts, row, asked), row), default=None)


def _heaviest(weights: Weighted, find: Callable[[Expression], RowNumbers]) -> list[RowNumbers]:
    """Return the rows that satisfy the heaviest set of terms that any row satisfies; of equal sets all.

    After so many sets that nothing satisfies, terms are joined one by one instead, the heaviest first.
    """
    best: list[RowNumbers] = []
    weight = 0.0
    for tried, (total, terms) in enumerate(_sets(weights)):
        if (best and total < weight - _EQUAL) or tried >= _MOST_SETS:
            break
        rows = find(_all_of(terms))
        if rows:
            best.append(rows)
            weight = total
    if best:
        return best
    ordered = sorted(weights, key=lambda one: -one[0])
    joined = [ordered[0][1]]
    rows = find(joined[0])
    for _, term in ordered[1:]:
        narrowed = find(_all_of([*joined, term]))
        if narrowed:
            rows = narrowed
            joined.append(term)
    return [rows]


def _sets(weights: Weighted) -> Iterator[tuple[float, list[Expression]]]:
    """Yield the sets of terms but the empty one, the heaviest first.

    The lightest set to leave out comes first: each follows from one before it by leaving out one more term,
    or the next heavier one in place of the last.
    """
    ordered = sorted(weights, key=lambda one: one[0])
    whole = sum(weight for weight, _ in ordered)
    yield whole, [term for _, term in ordered]
    waiting: list[tuple[float, tuple[int, ...]]] = [(ordered[0][0], (0,))]
    while waiting:
        lost, out = heapq.heappop(waiting)
        if len(out) < len(ordered):
            yield whole - lost, [term for number, (_, term) in enumerate(ordered) if number not in out]
        after = out[-1] + 1
        if after < len(ordered):
            heapq.heappush(waiting, (lost + ordered[after][0], (*out, after)))
            heapq.heappush(waiting, (lost + ordered[after][0] - ordered[out[-1]][0], (*out[:-1], after)))


def _all_of(terms: Sequence[Expression]) -> Expression:
    return terms[0] if len(terms) == 1 else And(tuple(terms))


def _first_nearest(starts: Sequence[int], rows: RowNumbers, asked: Sequence[Time]) -> int | None:
    """Return the row nearest to the times asked for, of equals the first; undated ones are far from all."""
    dated = bisect_left(rows, len(starts))
    if not dated:
        return rows[0] if rows else None
    lo = max((time.lo for time in asked if time.lo is not None), default=None)
    hi = min((time.hi for time in asked if time.hi is not None), default=None)
    if lo is None:
        return rows[0]

    def first_from(second: int) -> int:
        return bisect_left(rows, second, 0, dated, key=lambda row: starts[row])

    # Before this second rows come nearer, after it they go away, or are as near for a while.
    at = first_from(lo if hi is None or lo <= hi else (lo + hi + 1) // 2)
    near = [rows[at]] if at < dated else []
    if at:
        near.append(rows[first_from(starts[rows[at - 1]])])
    return min(near, key=lambda row: (_distance(starts, row, asked), row))


def _distance(starts: Sequence[int], row: int, asked: Sequence[Time]) -> float:
    """Return how many seconds the row lies outside the times asked for."""
    if row >= len(starts):
        return math.inf
    at = starts[row]
    too_early = (time.lo - at for time in asked if time.lo is not None)
    too_late = (at - time.hi for time in asked if time.hi is not None)
    return max(0, 0, *too_early, *too_late)
