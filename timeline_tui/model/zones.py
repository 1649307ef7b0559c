"""Time zones: names, and local time to and from seconds since 1970 for any year.

``datetime`` ends at the years 1 and 9999. Beyond 9999 a zone's last rules are carried on (the calendar
repeats every 400 years); before year 1 the zone's first known offset, its local mean time, holds.
"""

from __future__ import annotations

import difflib
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from timeline_tui.model.calendar import DAY, ERA_DAYS, days_from_civil

ClockNote = Literal["gap", "fold"]

_EPOCH = datetime(1970, 1, 1)  # naive on purpose: it counts local seconds
_ERA = ERA_DAYS * DAY
_FIRST = days_from_civil(1, 1, 3) * DAY
_LAST = days_from_civil(9999, 12, 29) * DAY


class ZoneError(ValueError):
    """A name that is no time zone. ``message`` says so, ``suggestion`` is the nearest IANA name."""

    code = "no-such-zone"

    def __init__(self, message: str, suggestion: str | None, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        self.nearest = nearest


@cache
def _names() -> dict[str, str]:
    """IANA names by folded form; a place alone ("lisbon", "new york") stands for its zone too."""
    names = {"utc": "UTC"}
    for name in sorted(available_timezones(), key=lambda n: (n.count("/") == 0, n)):
        names.setdefault(name.casefold(), name)
        names.setdefault(name.rpartition("/")[2].replace("_", " ").casefold(), name)
    return names


@lru_cache(maxsize=256)
def zone(name: str) -> tzinfo:
    """Return the IANA time zone ``name``.

    Raises:
        ZoneError: There is no such zone; ``nearest`` holds up to three names that look like it.
    """
    if name in {"UTC", "Etc/UTC", "Z"}:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        nearest = _nearest(name)
    raise ZoneError("no such time zone", nearest[0] if nearest else None, nearest)


@lru_cache(maxsize=256)
def _nearest(name: str) -> tuple[str, ...]:
    wanted = name.strip().casefold()[:64]
    names = _names()
    exact = names.get(wanted) or names.get(wanted.replace("_", " ")) or names.get(wanted.replace(" ", "_"))
    found = (
        [exact] if exact else [names[n] for n in difflib.get_close_matches(wanted, names, n=6, cutoff=0.6)]
    )
    return tuple(dict.fromkeys(found))[:3]


def offset_at_local(local: int, where: tzinfo) -> int:
    """Return the UTC offset in seconds that holds at ``local`` seconds (a wall clock read as if it were UTC).

    Where the wall clock shows a time twice, the offset of the first; where it skips it, that before the jump.
    """
    if where is UTC:
        return 0
    return _offset(local, where, fold=0)


def offset_and_note(local: int, where: tzinfo) -> tuple[int, ClockNote | None]:
    """Return ``offset_at_local``, and "gap" if the wall clock skips it, "fold" if it shows it twice."""
    if where is UTC:
        return 0, None
    first, second = _offset(local, where, fold=0), _offset(local, where, fold=1)
    if first == second:
        return first, None
    return first, "fold" if first > second else "gap"


@lru_cache(maxsize=256)
def _epoch(where: tzinfo) -> datetime:
    return _EPOCH.replace(tzinfo=where)


def _offset(local: int, where: tzinfo, fold: int) -> int:
    if local > _LAST:
        local -= ((local - _LAST) // _ERA + 1) * _ERA
    elif local < _FIRST:
        local = _FIRST
    moment = _epoch(where) + timedelta(seconds=local)  # arithmetic on the wall clock, fold=0
    offset = (moment.replace(fold=1) if fold else moment).utcoffset()
    return 0 if offset is None else offset.days * DAY + offset.seconds


def offset_at(seconds: int, where: tzinfo) -> int:
    """Return the UTC offset in seconds that holds at ``seconds`` since 1970-01-01T00:00Z."""
    if where is UTC:
        return 0
    offset = _aware(seconds, where).utcoffset()
    return 0 if offset is None else offset.days * DAY + offset.seconds


def abbreviation(seconds: int, where: tzinfo) -> str:
    """Return the zone's name at ``seconds``: "AKDT", or "UTC+4" where it has no letters of its own."""
    if where is UTC:
        return "UTC"
    name = _aware(seconds, where).tzname() or ""
    return name if name.isalpha() else offset_words(offset_at(seconds, where))


def offset_words(offset: int) -> str:
    """Return an offset in seconds as "UTC", "UTC-8" or "UTC+5:30"."""
    if offset == 0:
        return "UTC"
    minutes = (abs(offset) + 30) // 60
    words = f"UTC{'-' if offset < 0 else '+'}{minutes // 60}"
    return f"{words}:{minutes % 60:02}" if minutes % 60 else words


def _aware(seconds: int, where: tzinfo) -> datetime:
    if seconds > _LAST:
        seconds -= ((seconds - _LAST) // _ERA + 1) * _ERA
    elif seconds < _FIRST:
        seconds = _FIRST
    return (_epoch(UTC) + timedelta(seconds=seconds)).astimezone(where)
