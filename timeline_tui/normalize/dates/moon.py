"""Feasts that follow the moon: Passover, Hanukkah, Ramadan, the two Eids, the Lunar New Year, Diwali.

The Jewish calendar is arithmetic and exact. The others are counted from the new moon (Meeus, *Astronomical
Algorithms*, chapter 49, to some minutes): Islamic months begin where the crescent is first seen, so that
what is counted here may be a day off from what a country announced. Years from 1900 to 2100 only.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from timeline_tui.model.calendar import days_from_civil

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_EPOCH: Final = 2440587.5  # the Julian day number of 1970-01-01
_MONTH: Final = 29.530588861
_TERMS: Final = (  # amplitude in days, then multiples of the sun's and moon's anomaly and the moon's latitude
    (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0),
    (-0.00514, 1, 1, 0), (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0),
)  # fmt: skip


def new_moon(number: int) -> float:
    """Return the time of a new moon in days from 1970-01-01 (UTC); number 0 is that of 6 January 2000.

    >>> divmod(round(new_moon(0) * 24), 24) == (days_from_civil(2000, 1, 6), 18)
    True
    """
    sun = math.radians(2.5534 + 29.10535670 * number)
    moon = math.radians(201.5643 + 385.81693528 * number)
    latitude = math.radians(160.7108 + 390.67050284 * number)
    moved = sum(size * math.sin(a * sun + b * moon + c * latitude) for size, a, b, c in _TERMS)
    return 2451550.09766 + _MONTH * number + moved - _EPOCH


def _first_after(days: float) -> int:
    """The number of the first new moon at or after a time."""
    number = math.floor((days - new_moon(0)) / _MONTH) - 1
    while new_moon(number) < days:
        number += 1
    return number


_SEEN = 11 / 24
"""A moon that is new before 11:00 UTC is seen in Arabia on the next evening but one at the latest."""


def _islamic(month: int, day: int) -> Callable[[int], list[int]]:
    """Days of an Islamic date in a year: the months are counted from Shawwal 1420, new moon number 0."""

    def days(year: int) -> list[int]:
        first, last = days_from_civil(year, 1, 1), days_from_civil(year + 1, 1, 1)
        numbers = range(_first_after(first - 45), _first_after(last))
        starts = [math.floor(new_moon(n) + 1 - _SEEN) + 1 for n in numbers if (n + 9) % 12 == month - 1]
        return [start + day - 1 for start in starts if first <= start + day - 1 < last]

    return days


def _lunar_new_year(year: int) -> list[int]:
    """The second new moon after that before the winter solstice, by the clock of Beijing."""
    beijing = 8 / 24
    solstice = math.floor(2451900.05952 + 365.24274049 * (year - 2001) - _EPOCH + beijing)
    number = _first_after(solstice + 1 - beijing) - 1
    return [math.floor(new_moon(number + 2) + beijing)]


def _diwali(year: int) -> list[int]:
    """The evening before the new moon that falls while the sun is in sidereal Libra, about 17 October on."""
    sunset = 12.3 / 24
    return [math.floor(new_moon(_first_after(days_from_civil(year, 10, 17))) - sunset)]


def _jewish_year(year: int) -> int:
    """Days from 1970-01-01 to the first of Tishri (Dershowitz and Reingold, *Calendrical Calculations*)."""

    def elapsed(year: int) -> int:
        months = (235 * year - 234) // 19
        days = 29 * months + (12084 + 13753 * months) // 25920
        return days + (3 * (days + 1) % 7 < 3)

    before, here, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    late = 2 if after - here == 356 else int(here - before == 382)
    return here + late - 1373427 - 719163


def _jewish(after: int, *, spring: bool = False) -> Callable[[int], list[int]]:
    """Days so long after New Year; of spring so long after Passover, 163 days before the next New Year."""
    return lambda year: [_jewish_year(year + 3761) + after - (163 if spring else 0)]


def _hanukkah(year: int) -> list[int]:
    first = _jewish_year(year + 3761)
    long_year = (_jewish_year(year + 3762) - first) % 10 == 5
    return [first + (84 if long_year else 83)]


_DAYS: Final[dict[str, Callable[[int], list[int]]]] = {
    "rosh hashanah": _jewish(0), "rosh hashana": _jewish(0), "yom kippur": _jewish(9), "sukkot": _jewish(14),
    "passover": _jewish(0, spring=True), "purim": _jewish(-30, spring=True),
    "shavuot": _jewish(50, spring=True),
    "hanukkah": _hanukkah, "chanukah": _hanukkah, "ramadan": _islamic(9, 1), "eid al-fitr": _islamic(10, 1),
    "eid ul-fitr": _islamic(10, 1), "eid al-adha": _islamic(12, 10), "eid ul-adha": _islamic(12, 10),
    "islamic new year": _islamic(1, 1), "ashura": _islamic(1, 10), "ashoura": _islamic(1, 10),
    "lunar new year": _lunar_new_year, "chinese new year": _lunar_new_year, "tet": _lunar_new_year,
    "diwali": _diwali, "deepavali": _diwali,
}  # fmt: skip
NAMES: Final = tuple(_DAYS)
BY_SIGHT: Final = frozenset(name for name in NAMES if name.startswith(("eid", "islamic", "ash")))
"""Feasts whose day hangs on when the crescent is seen."""
LENGTHS: Final = {"ramadan": 29}
"""Feasts that last: so many days at least."""


def feast_days(name: str, year: int) -> list[int]:
    """Return the days of a feast in a year, from 1970-01-01: mostly one, of Islamic feasts none or two too.

    >>> [feast_days("passover", 2024)] == [[days_from_civil(2024, 4, 23)]]
    True
    """
    return _DAYS[name](year) if FIRST_YEAR <= year <= LAST_YEAR else []
