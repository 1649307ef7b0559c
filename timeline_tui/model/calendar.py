"""The proleptic Gregorian calendar on plain integers, for any year.

Years are astronomical: year 0 is 1 BCE, year -1 is 2 BCE. Days count from 1970-01-01. The arithmetic is the
well-known one over eras of 400 years that begin on 1 March (Howard Hinnant, "chrono-compatible low-level date
algorithms").
"""

from __future__ import annotations

DAY = 86_400
"""Seconds in a day of the calendar (leap seconds do not exist here)."""

ERA_DAYS = 146_097
"""Days in 400 years, after which dates and weekdays repeat."""

_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Return whether ``year`` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of ``month`` (1 to 12)."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month]


def days_from_civil(year: int, month: int, day: int) -> int:
    """Return the days from 1970-01-01 to the date; negative before it."""
    if month <= 2:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 719_469


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a count of days from 1970-01-01."""
    era, day_of_era = divmod(days + 719_468, ERA_DAYS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153  # months since March
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (month <= 2)
    return year, month, day_of_year - (153 * shifted + 2) // 5 + 1


def weekday(days: int) -> int:
    """Return the day of the week of a count of days from 1970-01-01: Monday is 0, Sunday 6."""
    return (days + 3) % 7


def iso_week(days: int) -> tuple[int, int]:
    """Return (year, week 1 to 53) of ISO 8601; the year is that of the week's Thursday."""
    thursday = days - weekday(days) + 3
    year = civil_from_days(thursday)[0]
    return year, (thursday - days_from_civil(year, 1, 1)) // 7 + 1
