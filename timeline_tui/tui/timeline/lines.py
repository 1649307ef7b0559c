"""Which line of the screen shows what: events under their heads, with a remark where time was left out.

Pure arithmetic on sorted numbers. What is kept per shown section is a few integers; per event nothing. A
line is found by bisection when it is drawn.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline_tui.search.sections import UNDATED, Period, Sections

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

    def members(self, block: int) -> Sequence[int]:
        """Return the rows of the section shown that the filter lets through."""
        first, end = self.sections.row_range(self.section[block])
        if self.hits is None:
            return range(first, end)
        return self.hits[bisect_left(self.hits, first) : bisect_left(self.hits, end)]

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
    left, right = sections.periods[before], sections.periods[after]
    if UNDATED in (left, right):
        return Gap(0, hidden)
    days = max(0, right.first_day - left.last_day - 1)
    return Gap(days, hidden, left.last_day + 1 if days == 1 else None)


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
    """
    if shown is None:
        shown = range(sections.rows)
    elif hits is None:
        hits = shown
    section, position, top, lead = array("q"), array("q"), array("q"), array("b")
    line = at = 0
    while at < len(shown):
        now = sections.of_row(shown[at])
        end = bisect_left(shown, sections.first[now + 1], at)
        bits = _lead(sections, section[-1] if section else None, now, sticky_day)
        section.append(now)
        position.append(at)
        top.append(line)
        lead.append(bits)
        line += bits.bit_count() + end - at
        at = end
    return Lines(sections, shown, hits, section, position, top, lead, line + 2, sticky_day)


def lay_out_groups(groups: Sections, hits: Sequence[int] | None = None, *, heads: bool) -> Lines:
    """Return the lines for groups that hold ``hits`` (None: all), one line each.

    ``shown`` are the first hits of the groups. With ``heads`` groups stand under month heads, and the first
    of them lies under the sticky head.
    """
    rows: Sequence[int] = range(groups.rows) if hits is None else hits
    section, top, lead, shown = array("q"), array("q"), array("b"), array("q")
    line = at = 0
    while at < len(rows):
        now = groups.of_row(rows[at])
        head = heads and (not section or groups.month_range(section[-1]) != groups.month_range(now))
        gap = _gap(groups, section[-1], now) if section else None
        bits = (_MONTH if head else 0) | (_GAP if gap and gap.days else _BLANK if head and gap else 0)
        bits = bits if section or head else _BLANK
        section.append(now)
        top.append(line)
        lead.append(bits)
        shown.append(rows[at])
        line += bits.bit_count() + 1
        at = bisect_left(rows, groups.first[now + 1], at)
    position = array("q", range(len(section)))
    return Lines(groups, shown, hits, section, position, top, lead, line + 2, grouped=True)


def _lead(sections: Sections, before: int | None, now: int, sticky_day: bool) -> int:
    """Return what stands before the first event of a section: space or a remark, and the heads."""
    period = sections.periods[now]
    day = _DAY if period.has_day else 0
    if before is None:
        return day if sticky_day and day else _MONTH | day
    gap = _gap(sections, before, now)
    space = _GAP if gap.days or gap.hidden else _BLANK
    month = _MONTH if sections.periods[before].month_key != period.month_key else 0
    return space | month | day
