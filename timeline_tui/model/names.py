"""English words for parts of the calendar, fixed here so that no locale changes them."""

from __future__ import annotations

from timeline_tui.model.calendar import days_from_civil, weekday

MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Month names by number; index 0 is empty."""

MONTHS_SHORT = tuple(name[:3] for name in MONTHS)
"""Month names of three letters by number."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Weekday names of three letters, Monday first."""

SEASONS = ("spring", "summer", "autumn", "winter")
"""Season names in the order of their EDTF codes."""

FIRST_GREGORIAN_YEAR = 1583
"""First whole year of the Gregorian calendar; weekdays before it are not those people lived by."""


def year_words(year: int) -> str:
    """Return an astronomical year in words: "2024", "476 CE", "44 BCE", "12,024"."""
    if year <= 0:
        before = 1 - year
        return f"{before if before < 10_000 else format(before, ',')} BCE"
    if year < 1000:
        return f"{year} CE"
    return str(year) if year < 10_000 else format(year, ",")


def weekday_word(day: tuple[int, int, int]) -> str:
    """Return "Fri" for a (year, month, day), or nothing before the Gregorian calendar."""
    return "" if day[0] < FIRST_GREGORIAN_YEAR else WEEKDAYS[weekday(days_from_civil(*day))]


def day_words(day: tuple[int, int, int], *, named: bool = True, with_year: bool = True) -> str:
    """Return "Fri 15 Aug 2025" for a (year, month, day); less if not ``named`` or ``with_year``."""
    words = f"{day[2]} {MONTHS_SHORT[day[1]]}"
    if with_year:
        words += f" {year_words(day[0])}"
    name = weekday_word(day) if named else ""
    return f"{name} {words}" if name else words


def month_words(year: int, month: int) -> str:
    """Return "August 2025"."""
    return f"{MONTHS[month]} {year_words(year)}"
