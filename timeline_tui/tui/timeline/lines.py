"""Which line of the screen shows what: events under their heads, with a remark where time was left out.

Pure arithmetic on sorted numbers. What is kept per shown section is a few integers; per event nothing. A
line is found by bisection when it is drawn.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from operator import add, sub
from typing import Literal, NamedTuple

from timeline_tui.search.sections import Period, Sections

LineKind = Literal["blank", "gap", "month", "day", "event", "end"]

_BLANK, _GAP, _MONTH, _DAY = 1, 2, 4, 8
_LEAD: tuple[tuple[int, LineKind], ...] = ((_BLANK, "blank"), (_GAP, "gap"), (_MONTH, "month"), (_DAY, "day"))


class Line(NamedTuple):
    """One line. ``block`` counts the sections shown, -1 after the last; ``row`` is -1 but for events."""

    kind: LineKind
    block: int
    row: int = -1


class Gap(NamedTuple):
    """What lies between two sections shown: whole days with nothing, and events that the filter hides there.

    ``only_day`` is that day if there is just one.
    """

    days: int
    hidden: int
    only_day: int | None = None


class Share(NamedTuple):
    """How many of a period's events the filter lets through. ``shown`` equals ``total`` without a filter."""

    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Members:
    """Rows that stand together: ``rows[lo]`` to before ``rows[hi]``. Nothing is copied."""

    rows: Sequence[int]
    lo: int
    hi: int

    @property
    def count(self) -> int:
        """How many they are."""
        return self.hi - self.lo

    @property
    def last(self) -> int:
        """The last of them."""
        return self.rows[self.hi - 1]

    def some(self, most: int) -> Sequence[int]:
        """Return the first ones, so many at most."""
        return self.rows[self.lo : min(self.hi, self.lo + most)]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a timeline of which ``shown`` rows are let through (sorted row numbers; a range if all).

    ``hits`` is None if nothing filters, else those of ``shown`` that match (the others are context). The
    arrays hold, per section shown: its number, the position in ``shown`` it begins at, its first line (its
    lead included) and what the lead consists of.
    """

    sections: Sections
    shown: Sequence[int]
    hits: Sequence[int] | None
    section: array[int]
    position: array[int]
    top: array[int]
    lead: array[int]
    total: int
    sticky_day: bool = False
    grouped: bool = False

    @property
    def filtered(self) -> bool:
        """Whether a filter is at work."""
        return self.hits is not None

    def at(self, line: int) -> Line | None:
        """Return what stands on ``line``, None beyond the last."""
        if line < 0 or line >= self.total:
            return None
        if line >= self.total - 2:
            return Line("end" if line == self.total - 1 else "blank", -1)
        block = bisect_right(self.top, line) - 1
        offset = line - self.top[block]
        lead = self.lead[block]
        for bit, kind in _LEAD:
            if lead & bit:
                if offset == 0:
                    return Line(kind, block)
                offset -= 1
        return Line("event", block, self.shown[self.position[block] + offset])

    def period(self, block: int) -> Period:
        """Return the period of a section shown."""
        return self.sections.periods[self.section[block]]

    def block_of(self, position: int) -> int:
        """Return the section shown that the event at ``position`` in ``shown`` belongs to."""
        return bisect_right(self.position, position) - 1

    def line_of(self, position: int) -> int:
        """Return the line of the event at ``position`` in ``shown``."""
        block = self.block_of(position)
        return self.top[block] + self.lead[block].bit_count() + position - self.position[block]

    def head_line_of(self, position: int) -> int:
        """Return the line of the head above the event at ``position``; its own if it is not the first."""
        block = self.block_of(position)
        line = self.line_of(position)
        if position > self.position[block]:
            return line
        return line - (self.lead[block] & (_MONTH | _DAY)).bit_count()

    def position_of(self, row: int) -> int | None:
        """Return where ``row`` stands in ``shown``, None if it is hidden."""
        position = bisect_left(self.shown, row)
        return position if position < len(self.shown) and self.shown[position] == row else None

    def members(self, block: int) -> Members:
        """Return the rows of the section shown that the filter lets through, as a part of all of those."""
        first, end = self.sections.row_range(self.section[block])
        if self.hits is None:
            return Members(range(self.sections.rows), first, end)
        lo = bisect_left(self.hits, first)
        return Members(self.hits, lo, bisect_left(self.hits, end, lo))

    def is_hit(self, row: int) -> bool:
        """Whether ``row`` matches (always, if nothing filters)."""
        if self.hits is None:
            return True
        at = bisect_left(self.hits, row)
        return at < len(self.hits) and self.hits[at] == row

    def day_share(self, block: int) -> Share:
        """Return how many events of the section shown match, of how many."""
        return self._share(*self.sections.row_range(self.section[block]))

    def month_share(self, block: int) -> Share:
        """Return how many events under the month head of the section shown match, of how many."""
        return self._share(*self.sections.month_range(self.section[block]))

    def _share(self, first: int, end: int) -> Share:
        if self.hits is None:
            return Share(end - first, end - first)
        return Share(bisect_left(self.hits, end) - bisect_left(self.hits, first), end - first)

    def head(self, block: int) -> tuple[Period | None, Share]:
        """Return what the sticky head says of a section shown: the period, and its share.

        With -1, where nothing is shown, there is no period. The share is the day's if the head names the
        day, else the month's.
        """
        if block < 0:
            return None, Share(0, self.sections.rows)
        period = self.period(block)
        by_day = self.sticky_day and period.has_day
        return period, self.day_share(block) if by_day else self.month_share(block)

    def gap_before(self, block: int) -> Gap:
        """Return what was left out between the section shown and the one before it."""
        return _gap(self.sections, self.section[block - 1], self.section[block])

    def block_at(self, line: int) -> int:
        """Return the section shown that the lines around ``line`` speak of; -1 if nothing is shown.

        The space before a section's head still belongs to the section above.
        """
        if not self.section:
            return -1
        block = bisect_right(self.top, line) - 1
        if block > 0 and line == self.top[block] and self.lead[block] & (_BLANK | _GAP):
            block -= 1
        return max(block, 0)


def _gap(sections: Sections, before: int, after: int) -> Gap:
    """Return what lies between two sections."""
    hidden = sections.first[after] - sections.first[before + 1]
    days = sections.days_between(before, after)
    return Gap(days, hidden, sections.last_days[before] + 1 if days == 1 else None)


def lay_out(
    sections: Sections,
    shown: Sequence[int] | None = None,
    *,
    hits: Sequence[int] | None = None,
    sticky_day: bool = False,
) -> Lines:
    """Return the lines for the ``shown`` rows (sorted; None for all, unfiltered).

    ``hits`` are those that match, if context is shown besides them; by default all of ``shown``. The first
    line lies under the sticky head and says the same: a month head, or with ``sticky_day`` a day head.

    It costs a bisection per section shown, and less if all are; safe in any thread.
    """
    if shown is None:
        section, position = array("q", range(len(sections))), sections.first[:-1]
        shown = range(sections.rows)
    else:
        hits = shown if hits is None else hits
        section, position = _sections_of(sections, shown)
    lead = _leads(sections, section, sticky_day=sticky_day)
    top, total = _tops(lead, _sizes(position, len(shown)))
    return Lines(sections, shown, hits, section, position, top, lead, total, sticky_day)


def lay_out_groups(groups: Sections, hits: Sequence[int] | None = None, *, heads: bool) -> Lines:
    """Return the lines for groups that hold ``hits`` (None: all), one line each.

    ``shown`` are the first hits of the groups. With ``heads`` groups stand under month heads, and the first
    of them lies under the sticky head.
    """
    if hits is None:
        section = array("q", range(len(groups)))
        shown = groups.first[:-1]
    else:
        section, places = _sections_of(groups, hits)
        shown = array("q", map(hits.__getitem__, places))
    lead = _group_leads(groups, section, heads=heads)
    top, total = _tops(lead, repeat(1, len(section)))
    position = array("q", range(len(section)))
    return Lines(groups, shown, hits, section, position, top, lead, total, grouped=True)


def _sections_of(sections: Sections, rows: Sequence[int]) -> tuple[array[int], array[int]]:
    """Return the sections that hold some of ``rows``, and where in ``rows`` each begins."""
    first, count = sections.first, len(rows)
    section, position = array("q"), array("q")
    at = after = 0
    while at < count:
        row = rows[at]
        # The next section is the likeliest.
        now = after if row < first[after + 1] else bisect_right(first, row, after + 1, len(sections)) - 1
        after = now + 1
        section.append(now)
        position.append(at)
        # A section holds no more of them than its own rows that follow.
        at = bisect_left(rows, first[after], at + 1, min(count, at + first[after] - row))
    return section, position


def _sizes(position: array[int], count: int) -> Iterator[int]:
    """Return how many rows each section shows."""
    return map(sub, chain(position[1:], (count,)), position)


def _tops(lead: array[int], sizes: Iterable[int]) -> tuple[array[int], int]:
    """Return the first line of each section shown, and how many lines there are, with the end's two."""
    tops = array("q", accumulate(map(add, map(int.bit_count, lead), sizes), initial=0))
    return tops, tops.pop() + 2


def _leads(sections: Sections, section: array[int], *, sticky_day: bool) -> array[int]:
    """Return what stands before each section's first event: space or a remark, and the heads."""
    heads, first_days, last_days = sections.heads, sections.first_days, sections.last_days
    periods = sections.periods
    leads = array("b")
    before = -1
    for now in section:
        day = _DAY if periods[now].day else 0
        if before < 0:
            leads.append(day if sticky_day and day else _MONTH | day)
        else:
            left_out = now > before + 1 or first_days[now] > last_days[before] + 1
            month = _MONTH if heads[now] != heads[before] else 0
            leads.append((_GAP if left_out else _BLANK) | month | day)
        before = now
    return leads


def _group_leads(groups: Sections, section: array[int], *, heads: bool) -> array[int]:
    """Return what stands before each group: a head, a remark about time without events, or space."""
    first_days, last_days = groups.first_days, groups.last_days
    leads = array("b")
    before, month_end = -1, 0
    for now in section:
        bits = 0
        if heads and now >= month_end:
            month_end = groups.months[bisect_right(groups.months, now, 0, len(groups.months) - 1)]
            bits = _MONTH
        if before < 0:
            bits = bits or _BLANK
        elif first_days[now] > last_days[before] + 1:
            bits |= _GAP
        elif bits:
            bits |= _BLANK
        leads.append(bits)
        before = now
    return leads
