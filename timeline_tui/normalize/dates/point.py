"""A place on the calendar as words name it: its TIMEX3 value, its EDTF, and steps from it.

A point has a unit and only the fields that its unit needs; ``year`` None is a point whose year the text
leaves open. Years are astronomical (0 is 1 BCE) as in ``timeline_tui.model.calendar``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from timeline_tui.model.calendar import civil_from_days, days_from_civil, days_in_month, iso_week, weekday
from timeline_tui.normalize.dates.narrowing import narrowed

SEASON_CODES: Final = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}

_LAST_YEAR: Final = 9999  # beyond it EDTF writes whole years only
FINENESS: Final = {
    "century": 0, "decade": 1, "year": 2, "half": 3, "quarter": 4, "season": 4, "month": 5, "week": 6,
    "fortnight": 6, "weekend": 7, "day": 8, "minute": 9,
}  # fmt: skip
"""Units from coarse to fine, as numbers that can be compared."""


@dataclass(frozen=True, slots=True)
class Point:
    """A named stretch of calendar time.

    ``number`` is the quarter, half or ISO week, ``season`` the TIMEX3 season ("SU"), ``part`` the TIMEX3
    part of day ("MO"), ``clock`` the time as "11:26" or "11:26:05", ``offset`` what EDTF writes after it
    ("-08:00", "Z", ""), ``mod`` the TIMEX3 modifier START, MID or END ("early 1941").
    """

    unit: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    season: str | None = None
    part: str | None = None
    clock: str | None = None
    offset: str = ""
    mod: str | None = None

    @property
    def fineness(self) -> int:
        """How fine the unit is (``FINENESS``)."""
        return FINENESS[self.unit]

    @property
    def days(self) -> int | None:
        """Days from 1970-01-01 to the first day, None without a year."""
        if self.year is None:
            return None
        if self.unit in {"week", "weekend", "fortnight"} and self.number is not None:
            return _week_start(self.year, self.number) + (5 if self.unit == "weekend" else 0)
        return days_from_civil(self.year, self.first_month, self.day or 1)

    @property
    def first_month(self) -> int:
        """The month the point begins in."""
        if self.month is not None:
            return self.month
        if self.season is not None:
            return SEASON_MONTHS[self.season]
        if self.unit == "quarter":
            return 3 * (self.number or 1) - 2
        if self.unit == "half":
            return 6 * (self.number or 1) - 5
        return 1

    @property
    def timex(self) -> str:
        """The TIMEX3 value: "2025-08-15", "2025-W33", "196", "XXXX-08-15T11:26"."""
        return _timex(self)

    @property
    def edtf(self) -> str | None:
        """EDTF, None without a year. Weeks and weekends are intervals of days, EDTF has no name for them."""
        if self.year is None or (abs(self.year) > _LAST_YEAR and self.unit != "year"):
            return None
        whole = _edtf(self, self.year)
        if self.mod is None or whole is None:
            return whole
        return narrowed(self.mod, self.unit, self.year, self.month, whole) or whole


def _year_words(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _timex(point: Point) -> str:
    year, unit = point.year, point.unit
    if unit == "century":
        return "XX" if year is None else f"{year // 100:02d}" if year > 0 else f"BC{-year // 100:02d}"
    if unit == "decade":
        return "XXX" if year is None else f"{year // 10:03d}" if year > 0 else f"BC{(1 - year) // 10:03d}"
    words = _year_words(year)
    if unit == "half":
        return f"{words}-H{point.number}"
    if unit == "quarter":
        return f"{words}-Q{point.number or 'X'}"
    if unit == "season":
        return f"{words}-{point.season}"
    if unit in {"week", "weekend", "fortnight"}:
        week = "XX" if point.number is None else f"{point.number:02d}"
        return f"{words}-W{week}" + ("-WE" if unit == "weekend" else "")
    if unit != "year":
        words += "-XX" if point.month is None else f"-{point.month:02d}"
    if unit in {"day", "minute"}:
        words += "-XX" if point.day is None else f"-{point.day:02d}"
    if point.clock is not None:
        return f"{words}T{point.clock}"
    return f"{words}T{point.part}" if point.part else words


def edtf_year(year: int) -> str:
    """Return a year as EDTF writes it: "2025", "-0489", "Y12025"."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _edtf(point: Point, year: int) -> str | None:
    unit = point.unit
    if unit == "century":
        return edtf_year(year)[:-2] + "XX"
    if unit == "decade":
        return edtf_year(year)[:-1] + "X" if year > 0 else f"{edtf_year(year - 9)}/{edtf_year(year)}"
    words = edtf_year(year)
    if unit == "year":
        return words
    if unit == "half":
        return f"{words}-{39 + (point.number or 1)}"
    if unit == "quarter":
        return words if point.number is None else f"{words}-{32 + point.number}"
    if unit == "season":
        return f"{words}-{SEASON_CODES[point.season or 'SP']}"
    if unit in {"week", "weekend", "fortnight"}:
        start = point.days
        if point.number is None or start is None:
            return words
        length = {"week": 6, "weekend": 1, "fortnight": 13}[unit]
        first, last = day_point(start).edtf, day_point(start + length).edtf
        return f"{first}/{last}" if first and last else None
    if point.month is None:
        return words
    words += f"-{point.month:02d}"
    if unit == "month":
        return words
    if point.day is None:
        return words
    words += f"-{point.day:02d}"
    return words if point.clock is None else f"{words}T{point.clock}{point.offset}"


def _week_start(year: int, week: int) -> int:
    fourth = days_from_civil(year, 1, 4)  # ISO 8601: 4 January is always in week 1
    return fourth - weekday(fourth) + 7 * (week - 1)


def day_point(days: int) -> Point:
    """Return the day that is ``days`` from 1970-01-01."""
    year, month, day = civil_from_days(days)
    return Point("day", year, month, day)


def is_real(year: int | None, month: int, day: int) -> bool:
    """Return whether the day exists; without a year 29 February does."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(2000 if year is None else year, month)


def season_of(month: int) -> str:
    """Return the northern meteorological season of a month: 1 is "WI"."""
    return ("WI", "SP", "SU", "FA")[month % 12 // 3]


def in_unit(point: Point, unit: str) -> Point | None:
    """Return the stretch of ``unit`` that a point lies in, None where it is too coarse to say.

    >>> in_unit(Point("day", 2025, 8, 15), "week").timex
    '2025-W33'
    """
    year = point.year
    if year is None:
        return None
    if unit in {"century", "decade", "year"}:
        return Point(unit, year) if point.fineness >= FINENESS["year"] or point.unit == unit else None
    if unit == "month":
        month = point.month
        if point.unit in {"week", "weekend", "fortnight"} and point.days is not None:
            year, month, _ = civil_from_days(point.days)
        return Point("month", year, month) if month else None
    if unit == "season":
        return Point("season", year, season=point.season or season_of(point.first_month)) if (
            point.season or point.month) else None  # fmt: skip
    if unit in {"quarter", "half"}:
        if point.month is None:
            return point if point.unit == unit else None
        return Point(unit, year, number=(point.month - 1) // (3 if unit == "quarter" else 6) + 1)
    days = point.days
    if days is None or point.fineness < FINENESS["week"] or (point.unit == "month"):
        return None
    if unit in {"week", "weekend", "fortnight"}:
        week_year, week = iso_week(days)
        return Point(unit, week_year, number=week)
    return day_point(days) if point.day is not None else None


def step(point: Point, unit: str, count: int) -> Point | None:
    """Move a point by whole units; the result is as fine as the coarser of the two.

    "Two years earlier" than 15 August 2025 is the year 2023; "two days later" is 2025-08-17.
    """
    here = in_unit(point, unit)
    if here is None:
        # "Five days after" a month: nothing finer than the month is known.
        return None
    if unit in _DAYS_IN:
        days = here.days
        if days is None:
            return None
        moved = day_point(days + count * _DAYS_IN[unit])
        return moved if unit == "day" else in_unit(moved, unit)
    if here.year is None:
        return None
    months = here.year * 12 + here.first_month - 1 + count * (3 if unit == "season" else _MONTHS_IN[unit])
    year, month = divmod(months, 12)
    if unit in {"century", "decade", "year"}:
        return Point(unit, year)
    return in_unit(Point("month", year, month + 1), unit)


def with_clock(point: Point, clock: str, offset: str) -> Point:
    """Put a time of day on a day."""
    return replace(point, unit="minute", clock=clock, offset=offset, part=None)


HALF_OPEN: Final = frozenset({"clock-24", "clock-oclock", "clock-past"})
"""Rules of times that may leave open which half of the day they are in."""


def after_noon(clock: str, part: str | None) -> str:
    """Move a time without a.m. or p.m. to the half of the day that is said: 8:30 "tonight" is 20:30.

    >>> after_noon("08:30", "NI"), after_noon("08:30", "MO"), after_noon("02:30", "NI")
    ('20:30', '08:30', '02:30')
    """
    first = {"AF": 1, "EV": 1, "NI": 5}.get(part or "", 12)
    hour = int(clock[:2])
    return f"{hour + 12}{clock[2:]}" if first <= hour < 12 else clock
