"""Which rows of a timeline share a head: runs of events of one day, month or longer period.

Made from sorted numbers, a run at a time: nothing is done per event but comparing neighbours. A run, not a
set: an event known to the month stands between days, and the day after it begins a run of its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from itertools import groupby
from typing import Literal, NamedTuple

from timeline_tui.model.calendar import DAY, civil_from_days, days_from_civil, days_in_month
from timeline_tui.model.display import day_of, gutter
from timeline_tui.model.names import month_words, weekday_word, year_words
from timeline_tui.model.when import When, anchor
from timeline_tui.model.zones import offset_at, offset_at_local

Day = tuple[int, int, int]


class Period(NamedTuple):
    """What the events of a run share. ``day`` and ``month`` are 0 where the events are not known that finely.

    ``wide`` names a period that is no month and no day ("2010", "1990s", "spring 2024"); undated events have
    the words "Undated" there. ``reach`` says whether a wide one stays within a year, is a decade or longer.
    """

    year: int
    month: int = 0
    day: int = 0
    wide: str = ""
    reach: Literal["year", "decade", "beyond"] = "year"

    @property
    def has_day(self) -> bool:
        """Whether it is a day."""
        return self.day > 0

    @property
    def date(self) -> Day | None:
        """The day as (year, month, day), None if it is longer."""
        return (self.year, self.month, self.day) if self.day else None

    @property
    def month_key(self) -> tuple[int, int, str]:
        """What periods under one month head share."""
        return self.year, self.month, self.wide

    @property
    def month_words(self) -> str:
        """The head over the month: "August 2025", or the name of the longer period."""
        return self.wide or month_words(self.year, self.month)

    @property
    def day_words(self) -> str:
        """The head over the day: "Wed 6"; nothing for a longer period."""
        return f"{weekday_word(self.date)} {self.day}".lstrip() if self.date else ""

    @property
    def first_day(self) -> int:
        """Days from 1970-01-01 to its first day."""
        return days_from_civil(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> int:
        """Days from 1970-01-01 to its last day (of a longer period: of its first year)."""
        month = self.month or 12
        return days_from_civil(self.year, month, self.day or days_in_month(self.year, month))


UNDATED = Period(0, 0, 0, "Undated")
"""The period of events without a date; they stand at the end."""

_NEVER = -(2**62)  # the day of what is undated: no day lies between it and what stands before it


def period(when: When | None, zone: tzinfo) -> Period:
    """Return the period under whose head ``when`` stands, seen in ``zone``."""
    if when is None:
        return UNDATED
    edge = when.start or when.end
    if edge is None or edge.is_instant or (edge.precision == "day" and not edge.unspecified):
        return Period(*day_of(when, zone))
    if edge.precision == "month":
        return Period(edge.year, edge.month)
    if edge.precision == "year":
        return Period(edge.year, wide=year_words(edge.year))
    reach: Literal["year", "decade", "beyond"] = "year"
    if edge.precision in {"decade", "century", "millennium", "unspecified"}:
        reach = "decade" if edge.precision == "decade" else "beyond"
    return Period(day_of(when, zone)[0], wide=gutter(when, zone, None), reach=reach)


BY_START, BY_EVENT = -1, -2
"""Codes of rows whose period depends on the zone: the day of its start there, or only the event can tell."""


def code_of(when: When | None, known: dict[Period, int]) -> int:
    """Return a number for the period of ``when``: its place in ``known``, where new ones are added.

    ``BY_START`` or ``BY_EVENT`` if the zone matters.
    """
    if when is not None:
        edge = when.start or when.end
        if edge is None or edge.is_instant:
            return BY_START if edge is None or edge.lo == anchor(when) else BY_EVENT
        if when.end is not None and when.end.is_instant:
            return BY_EVENT
    # What has no clock time keeps its period in every zone; any will do.
    return known.setdefault(period(when, UTC), len(known))


@dataclass(frozen=True, slots=True)
class Sections:
    """All runs of a timeline in order.

    ``first`` holds the row each begins with and one entry more, the number of rows. ``months`` holds the
    section each month head begins with and one entry more, the number of sections. ``heads`` has a number per
    section, the same for all of one month or longer period wherever they stand. ``first_days`` and
    ``last_days`` are those of their periods, in days from 1970-01-01.
    """

    first: array[int]
    periods: tuple[Period, ...]
    months: array[int]
    heads: array[int]
    first_days: array[int]
    last_days: array[int]

    def __len__(self) -> int:
        return len(self.periods)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return self.first[-1]

    @property
    def undated_from(self) -> int:
        """The first row without a date; the number of rows if all have one."""
        return self.first[-2] if self.periods and self.periods[-1] == UNDATED else self.first[-1]

    def of_row(self, row: int) -> int:
        """Return the section that ``row`` belongs to."""
        return bisect_right(self.first, row, 0, len(self.periods)) - 1

    def row_range(self, section: int) -> tuple[int, int]:
        """Return the first row of a section and the first after it."""
        return self.first[section], self.first[section + 1]

    def month_range(self, section: int) -> tuple[int, int]:
        """Return the first row under the month head of ``section`` and the first row after that month."""
        month = bisect_right(self.months, section, 0, len(self.months) - 1) - 1
        return self.first[self.months[month]], self.first[self.months[month + 1]]

    def days_between(self, before: int, after: int) -> int:
        """Return how many whole days lie between two sections; none before undated events."""
        return max(0, self.first_days[after] - self.last_days[before] - 1)


def sections(
    codes: Sequence[int],
    periods: Sequence[Period],
    starts: Sequence[int],
    when_at: Callable[[int], When | None],
    zone: tzinfo,
) -> Sections:
    """Return the runs of rows as they fall in ``zone``.

    ``codes`` has a number per row (``code_of``), ``starts`` the second at which each dated row stands, and
    ``when_at`` is asked for the few rows of which neither tells the period.
    """

    def found() -> Iterator[tuple[int, Period]]:
        row = 0
        for code, group in groupby(codes):
            end = row + sum(1 for _ in group)
            if code >= 0:
                yield row, periods[code]
            elif code == BY_EVENT:
                yield from ((at, period(when_at(at), zone)) for at in range(row, end))
            else:
                yield from _days(starts, row, end, zone)
            row = end

    return runs(found(), len(codes), lambda one: one.month_key)


def _days(starts: Sequence[int], row: int, end: int, zone: tzinfo) -> Iterator[tuple[int, Period]]:
    """Yield the days in ``zone`` of the rows from ``row`` to before ``end``, each with its first row."""
    while row < end:
        second = starts[row]
        number = (second + offset_at(second, zone)) // DAY
        yield row, Period(*civil_from_days(number))
        next_day = (number + 1) * DAY
        # A zone that skipped a day has a day without length; go on all the same.
        row = max(bisect_left(starts, next_day - offset_at_local(next_day, zone), row, end), row + 1)


def runs(found: Iterable[tuple[int, Period]], rows: int, head: Callable[[Period], object]) -> Sections:
    """Return the runs of equal periods; neighbours for which ``head`` is equal stand under one month head.

    ``found`` has periods with the row each begins at, in order; ``rows`` is the number of rows.
    """
    first, months, heads = array("q"), array("q"), array("q")
    first_days, last_days = array("q"), array("q")
    known: dict[object, int] = {}
    periods: list[Period] = []
    last: Period | None = None
    for row, now in found:
        if now == last:
            continue
        number = known.setdefault(head(now), len(known))
        if last is None or number != heads[-1] or UNDATED in (now, last):
            months.append(len(periods))
        first.append(row)
        periods.append(now)
        heads.append(number)
        day = _NEVER if now == UNDATED else now.first_day
        first_days.append(day)
        last_days.append(day if now.day or day == _NEVER else now.last_day)
        last = now
    first.append(rows)
    months.append(len(periods))
    return Sections(first, tuple(periods), months, heads, first_days, last_days)
