"""How many events when: counts per period, by bisection in sorted numbers.

``starts`` are the seconds at which the dated rows stand on the timeline, ascending; ``matched`` are sorted
row numbers. The cost grows with the number of periods shown, not with the number of events.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise

from timeline_tui.search.periods import Unit, number_at, period_label, start_of


@dataclass(frozen=True, slots=True)
class Bucket:
    """A period that holds events: half-open in seconds and in rows."""

    unit: Unit
    number: int
    start: int
    end: int
    label: str
    first_row: int
    after_row: int
    matched: int

    @property
    def total(self) -> int:
        """How many events stand in the period."""
        return self.after_row - self.first_row


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods without events between two that have some. ``periods`` is how many."""

    start: int
    end: int
    periods: int


def count_between(rows: Sequence[int], first_row: int, after_row: int) -> int:
    """Return how many of the sorted ``rows`` lie in ``first_row`` to ``after_row``, half-open."""
    return bisect_left(rows, after_row) - bisect_left(rows, first_row)


def histogram(
    starts: Sequence[int],
    matched: Sequence[int],
    unit: Unit,
    zone: tzinfo,
    *,
    first_row: int = 0,
    after_row: int | None = None,
    most: int | None = None,
) -> tuple[Bucket | Gap, ...]:
    """Return the periods of ``unit`` that hold dated events, in order, with the gaps between them.

    ``first_row`` and ``after_row`` narrow it to a part of the timeline; ``most`` ends it after so many.
    """
    found: list[Bucket | Gap] = []
    row = first_row
    last = len(starts) if after_row is None else min(after_row, len(starts))
    previous: Bucket | None = None
    while row < last and (most is None or len(found) < 2 * most):
        number = number_at(unit, starts[row], zone)
        start, end = start_of(unit, number, zone), start_of(unit, number + 1, zone)
        # A zone that skipped a day has a period without length; go on all the same.
        after = max(bisect_left(starts, end, row, last), row + 1)
        label = period_label(unit, number)
        bucket = Bucket(unit, number, start, end, label, row, after, count_between(matched, row, after))
        if previous is not None and number - previous.number > 1:
            found.append(Gap(previous.end, start, number - previous.number - 1))
        found.append(bucket)
        previous = bucket
        row = after
    return tuple(found)


def curve(starts: Sequence[int], matched: Sequence[int], edges: Sequence[int]) -> tuple[int, ...]:
    """Return how many of ``matched`` stand in each span between neighbouring ``edges`` (ascending seconds).

    This draws the small curves of facets and participants: one amount per cell.
    """
    rows = [bisect_left(starts, edge) for edge in edges]
    places = [bisect_left(matched, row) for row in rows]
    return tuple(after - before for before, after in pairwise(places))


def even_edges(start: int, end: int, cells: int) -> tuple[int, ...]:
    """Return ``cells + 1`` seconds that part ``start`` to ``end`` evenly."""
    span = max(end - start, 1)
    return tuple(start + span * cell // cells for cell in range(cells + 1))
