"""Which rows of a timeline share a head: runs of events of one day, month or longer period.

Pure data, made once for all rows and again when the zone changes. A run, not a set: an event known to the
month stands between days, and the day after it begins a run of its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import NamedTuple

from timeline_tui.model.calendar import days_from_civil, days_in_month
from timeline_tui.model.display import day_of, gutter
from timeline_tui.model.names import month_words, weekday_word, year_words
from timeline_tui.model.order import Dated
from timeline_tui.model.when import When

Day = tuple[int, int, int]


class Period(NamedTuple):
    """What the events of a run share. ``day`` and ``month`` are 0 where the events are not known that finely.

    ``wide`` names a period that is no month and no day ("2010", "1990s", "spring 2024"); undated events have
    the words "Undated" there.
    """

    year: int
    month: int = 0
    day: int = 0
    wide: str = ""

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
    return Period(day_of(when, zone)[0], wide=gutter(when, zone, None))


@dataclass(frozen=True, slots=True)
class Sections:
    """All runs of a timeline in order.

    ``first`` holds the row each begins with and one entry more, the number of rows. ``months`` holds the
    section each month head begins with and one entry more, the number of sections.
    """

    first: array[int]
    periods: tuple[Period, ...]
    months: array[int]

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


def sections(rows: Sequence[Dated], zone: tzinfo = UTC) -> Sections:
    """Return the runs of ``rows`` as they fall in ``zone``."""
    return runs((period(dated.when, zone) for dated in rows), lambda one: one.month_key)


def runs(periods_of_rows: Iterable[Period], head: Callable[[Period], object]) -> Sections:
    """Return the runs of equal periods; neighbours for which ``head`` is equal stand under one month head."""
    first = array("q")
    months = array("q")
    periods: list[Period] = []
    last: Period | None = None
    rows = 0
    for now in periods_of_rows:
        rows += 1
        if now == last:
            continue
        if last is None or head(now) != head(last) or UNDATED in (now, last):
            months.append(len(periods))
        first.append(rows - 1)
        periods.append(now)
        last = now
    first.append(rows)
    months.append(len(periods))
    return Sections(first, tuple(periods), months)
