"""Parts of the calendar as whole numbers: day 20315, month 24307, year 2025, decade 202, century 20.

Numbers of one unit that follow each other are periods that follow each other, for any year and in any zone.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import Literal

from timeline_tui.model.calendar import DAY, civil_from_days, days_from_civil
from timeline_tui.model.local import local_day
from timeline_tui.model.names import MONTHS_SHORT, year_words
from timeline_tui.model.zones import offset_at_local

Unit = Literal["century", "decade", "year", "month", "day"]

UNITS: tuple[Unit, ...] = ("century", "decade", "year", "month", "day")
"""From coarse to fine."""

_YEARS: dict[str, int] = {"century": 100, "decade": 10, "year": 1}


def first_day(unit: Unit, number: int) -> tuple[int, int, int]:
    """Return (year, month, day) on which a period begins."""
    if unit == "day":
        return civil_from_days(number)
    if unit == "month":
        year, month = divmod(number, 12)
        return year, month + 1, 1
    return number * _YEARS[unit], 1, 1


def start_of(unit: Unit, number: int, zone: tzinfo) -> int:
    """Return the second since 1970-01-01T00:00Z at which a period begins in ``zone``."""
    local = days_from_civil(*first_day(unit, number)) * DAY
    return local - offset_at_local(local, zone)


def number_at(unit: Unit, second: int, zone: tzinfo) -> int:
    """Return the number of the period that ``second`` lies in, by the calendar of ``zone``."""
    day = local_day(second, zone)
    if unit == "day":
        return days_from_civil(*day)
    if unit == "month":
        return day[0] * 12 + day[1] - 1
    return day[0] // _YEARS[unit]


def period_label(unit: Unit, number: int) -> str:
    """Return a period in few words: "15 Aug 2025", "Aug 2025", "2025", "2020s", "1900–1999"."""
    year, month, day = first_day(unit, number)
    if unit == "day":
        return f"{day} {MONTHS_SHORT[month]} {year_words(year)}"
    if unit == "month":
        return f"{MONTHS_SHORT[month]} {year_words(year)}"
    if unit == "decade" and year >= 10:
        return f"{year}s"
    if unit == "year":
        return year_words(year)
    last = year + _YEARS[unit] - 1
    if last > 0:
        return f"{year if year > 0 else year_words(year)}–{last}"
    return f"{year_words(year).removesuffix(' BCE')}–{year_words(last)}"
