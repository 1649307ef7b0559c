"""Time zones as texts name them: letters ("ET", "AKDT", "MSK"), "Moscow time", "in Anchorage", "local time".

A zone's name wins, then a city that the IANA database (or the short table of capitals it lacks) knows, then
the zone the caller gives. Without any the time keeps no offset: whoever reads the timeline's zone decides.
"""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from timeline_tui.coverage.document import Span
from timeline_tui.model.calendar import DAY, days_from_civil
from timeline_tui.model.zones import ZoneError, offset_at_local, zone
from timeline_tui.normalize.dates.letters import OPEN, zone_of_letters
from timeline_tui.normalize.dates.point import Point

WORDS = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu",
    "british summer": "Europe/London", "greenwich mean": "UTC", "washington": "America/New_York",
    "beijing": "Asia/Shanghai", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "india": "Asia/Kolkata", "ottawa": "America/Toronto", "geneva": "Europe/Zurich",
    "ankara": "Europe/Istanbul",
    "islamabad": "Asia/Karachi", "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland",
    "rio de janeiro": "America/Sao_Paulo", "brasilia": "America/Sao_Paulo", "hanoi": "Asia/Bangkok",
    "tel aviv": "Asia/Jerusalem", "gaza": "Asia/Gaza", "abu dhabi": "Asia/Dubai",
    "st petersburg": "Europe/Moscow",
    "moscow": "Europe/Moscow", "kiev": "Europe/Kyiv", "kyiv": "Europe/Kyiv", "japan": "Asia/Tokyo",
    "korea": "Asia/Seoul", "texas": "America/Chicago", "california": "America/Los_Angeles",
    "miami": "America/New_York",
    "boston": "America/New_York", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "houston": "America/Chicago", "dallas": "America/Chicago", "florida": "America/New_York",
    "boise": "America/Boise",
}  # fmt: skip
"""Places without an IANA zone of their own name."""

_AFTER = re.compile(
    r"(?:\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=\sin\s))?\s{0,2}[,(]?\s?(?:"
    r"(?P<letters>[A-Z]{2,4}T?)(?P<hours>[+-]\d{1,2})?(?!\w)"
    r"|(?P<place>[A-Z][a-z]+(?:\s[A-Za-z][a-z]+){0,2}?)(?:\s(?:[Dd]aylight|[Ss]tandard|local))?(?:\s"
    r"(?P<time>[Tt]ime)\b|\))"
    r"|(?P<local>local(?: time)?)\b"
    r"|(?:in|at)\s(?P<inplace>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?))"
)
_INSIDE = re.compile(r"\b([A-Z]{2,4})(?:\s?([+-]\d{1,2}))?\)?$")
_DATELINE = re.compile(
    r"\s*([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)(?:,[^\n—–]{0,40})?(?:\s\([A-Za-z /]{2,20}\))?\s(?:—|–|--?|_)\s"
)


@cache
def _cities() -> dict[str, str]:
    """IANA zones by the city they are named after, in small letters; exact names only, unlike ``zone``."""
    areas = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    names = sorted(name for name in available_timezones() if name.startswith(areas))
    return {name.rpartition("/")[2].replace("_", " ").lower(): name for name in names}


def zone_of_place(place: str) -> str | None:
    """Return the IANA zone of a city or region as written in a text, None if unknown."""
    folded = place.lower().removeprefix("the ").strip()
    return WORDS.get(folded) or _cities().get(folded)


def zone_at(text: str, start: int, end: int, sentence: Span, default: str = "UTC") -> str | None:
    """Return the zone named in or right after the time at ``start``–``end``, or by "in <City>" after it.

    ``letters.OPEN`` where letters are named that may mean several; ``default`` is the caller's zone.
    """
    inside = _INSIDE.search(text, start, end)
    if inside is not None:
        named = zone_of_letters(inside[1], text, default)
        if named is not None:
            return _shifted(named, inside[2])
    after = _AFTER.match(text, end, min(len(text), end + 60))
    if after is None:
        return None
    if after["letters"]:
        named = zone_of_letters(after["letters"], text, default)
        return _shifted(named, after["hours"]) if named else None
    if after["local"]:
        return _place_in(text, start, sentence)
    return zone_of_place(after["place"] or after["inplace"])


def _shifted(named: str, hours: str | None) -> str:
    if hours is None:
        return named
    return f"{hours[0]}{int(hours[1:]):02d}:00"


_PLACE = re.compile(r"(?<!\d\s)(?<!m\.\s)(?<!m\s)\b(?:in|at|near)\s([A-Z][a-z]+(?: [A-Z][a-z]+)?)")
_ASIDE = re.compile(r"\([^()]{0,80}\)")
_REACH = 200


def _place_in(text: str, start: int, sentence: Span) -> str | None:
    """The zone of the place a sentence is set in, which is not named in brackets or after another time."""
    around = text[max(sentence[0], start - _REACH) : min(sentence[1], start + _REACH)]
    for place in _PLACE.finditer(_ASIDE.sub("", around)):
        found = zone_of_place(place[1])
        if found:
            return found
    return zone_of_dateline(text)


def zone_of_dateline(text: str) -> str | None:
    """Return the zone of the place in a report's dateline: "ANCHORAGE, Alaska (AP) — …"; None without one."""
    dateline = _DATELINE.match(text[:120])
    return zone_of_place(dateline[1].title()) if dateline else None


def offset_of(place: str | None, default: str, day: Point, clock: str) -> str:
    """Return what EDTF writes after the time: "-08:00", "Z", or "" where no zone is known.

    ``default`` is the caller's zone; "UTC" is its way to say that it knows none.
    """
    if place is None:
        if default == "UTC":
            return ""
        place = default
    if place == OPEN:
        return ""
    if place[0] in "+-":
        return place
    if place == "UTC":
        return "Z"
    try:
        where = zone(place)
    except ZoneError:
        return ""
    if day.year is None or day.month is None or day.day is None:
        return ""
    hour, minute = int(clock[:2]), int(clock[3:5])
    seconds = offset_at_local(
        days_from_civil(day.year, day.month, day.day) * DAY + hour * 3600 + minute * 60, where
    )
    if seconds % 60:
        return ""  # local mean time has odd seconds that EDTF cannot write
    return offset_words(seconds)


def offset_words(seconds: int) -> str:
    """Return an offset in seconds as EDTF writes it: -28800 is "-08:00"."""
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
