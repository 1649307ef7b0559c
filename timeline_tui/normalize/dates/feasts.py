"""Feasts and days known by a name: "Christmas 1963", "Easter Monday", "Thanksgiving", "D-Day", "9/11".

Fixed days come from a table, those that move are counted: Easter by the Gregorian (or Julian) rule, the
others as the n-th weekday of a month; ``moon`` has those of other calendars. What a country keeps on
another day is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.model.calendar import days_from_civil, days_in_month, weekday
from timeline_tui.normalize.dates import moon
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.lexicon import PARTS_OF_DAY
from timeline_tui.normalize.dates.point import Point, day_point, in_unit
from timeline_tui.normalize.dates.story import year_for, year_given

_FIXED = {
    "new year's day": (1, 1), "new year": (1, 1), "epiphany": (1, 6), "orthodox christmas": (1, 7),
    "australia day": (1, 26), "midsummer day": (6, 24),
    "groundhog day": (2, 2), "valentine's day": (2, 14), "international women's day": (3, 8),
    "st. patrick's day": (3, 17), "april fools' day": (4, 1), "april fool's day": (4, 1),
    "earth day": (4, 22),
    "anzac day": (4, 25),
    "may day": (5, 1), "juneteenth": (6, 19), "canada day": (7, 1),
    "fourth of july": (7, 4), "bastille day": (7, 14), "halloween": (10, 31), "all saints' day": (11, 1),
    "guy fawkes night": (11, 5),
    "bonfire night": (11, 5), "veterans day": (11, 11), "remembrance day": (11, 11),
    "armistice day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
_FROM_EASTER = {
    "shrove tuesday": -47, "mardi gras": -47, "ash wednesday": -46, "palm sunday": -7,
    "maundy thursday": -3,
    "holy thursday": -3, "good friday": -2, "holy saturday": -1, "easter eve": -1,
    "easter sunday": 0, "easter": 0,
    "easter monday": 1, "ascension day": 39, "whit sunday": 49, "pentecost": 49, "whit monday": 50,
    "orthodox good friday": -2, "orthodox easter": 0,
}  # fmt: skip
_NTH = {  # month, weekday (0 is Monday), which of the month (-1 the last), days after it
    "martin luther king day": (1, 0, 3, 0), "martin luther king jr. day": (1, 0, 3, 0),
    "presidents day": (2, 0, 3, 0), "presidents' day": (2, 0, 3, 0), "mother's day": (5, 6, 2, 0),
    "memorial day": (5, 0, -1, 0), "father's day": (6, 6, 3, 0), "labor day": (9, 0, 1, 0),
    "columbus day": (10, 0, 2, 0), "election day": (11, 0, 1, 1), "thanksgiving day": (11, 3, 4, 0),
    "thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1), "cyber monday": (11, 3, 4, 4),
}  # fmt: skip
_ONCE = {
    "d-day": (1944, 6, 6), "ve day": (1945, 5, 8), "v-e day": (1945, 5, 8), "vj day": (1945, 8, 15),
    "v-j day": (1945, 8, 15), "9/11": (2001, 9, 11), "sept. 11": (2001, 9, 11), "september 11": (2001, 9, 11),
    "september 11th": (2001, 9, 11),
}  # fmt: skip


def easter(year: int, *, julian: bool = False) -> int:
    """Return Easter Sunday of a year as days from 1970-01-01, by the western or the Orthodox (Julian) rule.

    The western one is the "anonymous Gregorian algorithm" (Nature, 20 April 1876), the other Meeus's.

    >>> day_point(easter(2024)).timex, day_point(easter(2024, julian=True)).timex
    ('2024-03-31', '2024-05-05')
    """
    if julian:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return days_from_civil(year, month, day + 1) + year // 100 - year // 400 - 2
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return days_from_civil(year, month, day + 1)


def _nth(year: int, month: int, day: int, which: int, after: int) -> int:
    if which < 0:
        last = days_from_civil(year, month, days_in_month(year, month))
        return last - (weekday(last) - day) % 7 + after
    first = days_from_civil(year, month, 1)
    return first + (day - weekday(first)) % 7 + 7 * (which - 1) + after


def feast_day(name: str, year: int) -> Point | None:
    """Return the day of a feast in a year, None for a name that is not in the tables.

    >>> feast_day("thanksgiving", 2023).timex
    '2023-11-23'
    """
    if name in _FIXED:
        return Point("day", year, *_FIXED[name])
    if name in _FROM_EASTER and year > 0:
        return day_point(easter(year, julian=name.startswith("orthodox")) + _FROM_EASTER[name])
    if name in _NTH:
        return day_point(_nth(year, *_NTH[name]))
    return None


def holiday(reading: Reading, context: Context) -> Meaning | None:
    """A day by its name: "Christmas 1963", "Easter Monday"; its year by tense, as for a date."""
    name = " ".join((reading["holiday"] or "").lower().replace("’", "'").split())
    name = name.replace("saint ", "st. ").replace("st patrick", "st. patrick")
    if name in _ONCE:
        return dated(Point("day", *_ONCE[name]), confidence=0.9, focus=False)
    year, guessed = year_given(reading, context), False
    if name in moon.NAMES:
        return _by_the_moon(name, year, reading, context)
    if year is None:
        here = context.anchor or context.story
        near = feast_day(name, here.year if here is not None and here.year is not None else 2000)
        if near is None or near.month is None:
            return None
        year, guessed = year_for(reading, context, near.month, near.day)
        if year is None:
            value = f"XXXX-{near.month:02d}-{near.day:02d}" if name in _FIXED else "XXXX-XX-XX"
            return Meaning("DATE", value, None, confidence=0.5, focus=False)
    point = feast_day(name, year)
    return dated(point, guessed=guessed, confidence=0.8) if point else None


def holiday_weekend(reading: Reading, context: Context) -> Meaning | None:
    """Read "the Easter weekend", "Labor Day weekend": the Saturday and Sunday at or before the feast."""
    found = holiday(reading, context)
    days = found.point.days if found is not None and found.point is not None else None
    weekend = in_unit(day_point(days - (weekday(days) == 0)), "weekend") if days is not None else None
    return dated(weekend, confidence=0.7) if weekend is not None else None


def holiday_part(reading: Reading, context: Context) -> Meaning | None:
    """Read "Christmas morning", "Thanksgiving night"."""
    found = holiday(reading, context)
    if found is None or found.point is None:
        return found
    part = PARTS_OF_DAY[(reading["part"] or "").lower()]
    return dated(replace(found.point, part=part), guessed=found.guessed, confidence=found.confidence)


def holiday_which(reading: Reading, context: Context) -> Meaning | None:
    """Read "last Christmas", "next Easter": the nearest before or after publication."""
    here, which = context.anchor, (reading["which"] or "").lower()
    if here is None or here.year is None or here.days is None or which == "this":
        return holiday(reading, context)
    for year in (here.year, here.year - 1) if which == "last" else (here.year, here.year + 1):
        named = replace(reading, parts={**reading.parts, "year": str(year)})
        found = holiday(named, context)
        days = found.point.days if found is not None and found.point is not None else None
        if days is not None and (days < here.days if which == "last" else days > here.days):
            return found
    return None


def _by_the_moon(name: str, year: int | None, reading: Reading, context: Context) -> Meaning | None:
    """A feast that moves through the year: "Passover", "Ramadan 2023"; by tense, else the nearest one."""
    here = context.anchor or context.story
    now = here.days if here is not None else None
    if year is not None:
        days = moon.feast_days(name, year)
    elif context.narrative or here is None or here.year is None or now is None:
        return None
    else:
        around = [day for near in (-1, 0, 1) for day in moon.feast_days(name, here.year + near)]
        direction = context.direction(reading.start, reading.end)
        lasts = moon.LENGTHS.get(name, 1) - 1
        sides = [
            day for day in around if direction == 0 or (day + lasts >= now if direction > 0 else day <= now)
        ]
        days = sorted(sides, key=lambda day: abs(day - now))
    if not days:
        return None
    point = day_point(days[0])
    if name in moon.LENGTHS:
        last = day_point(days[0] + moon.LENGTHS[name] - 1)
        return Meaning(
            "DATE", f"{point.timex}/{last.timex}", f"{point.edtf}~/{last.edtf}~", focus=False, confidence=0.6
        )
    if name in moon.BY_SIGHT:
        return replace(dated(point, confidence=0.6), edtf=f"{point.edtf}~")
    return dated(point, confidence=0.8)


_NAMES = "|".join(
    re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s").replace(r"st\.", r"(?:St\.?|Saint)")
    for name in sorted(
        [*_FIXED, *_FROM_EASTER, *_NTH, *moon.NAMES, "d-day", "ve day", "v-e day", "vj day", "v-j day"],
        key=len,
        reverse=True,
    )
)


def is_feast(match: re.Match[str]) -> bool:
    """Refuse names and things made with a feast's: "Easter Island", "the Christmas tree", "an easter"."""
    text = match.string
    word = match["holiday"]
    if not (word[0].isupper() or word.startswith("fourth")):
        return False
    if word.lower() == "new year" and not _AT.search(text, max(0, match.start() - 8), match.start()):
        return False
    if _FIRST_NAME.search(text, max(0, match.start() - 16), match.start()):
        return False
    return not _THING.match(text, match.end("holiday")) and not _TOWN.match(text, match.end("holiday"))


_TOWN = re.compile(r",\s[A-Z]{2}\s\d")  # "Easter, TX 79027"
_AT = re.compile(r"\b(?:[Ss]ince|[Aa]t|[Aa]fter|[Bb]efore|[Uu]ntil|[Oo]ver)\s$")
_FIRST_NAME = re.compile(
    r"\b(?!(?:At|On|In|By|The|This|That|Last|Next|Every|Each|Before|After|Since|Until|From|During|Over|For|And|Or|"
    r"Orthodox|Greek|Russian|Western|Eastern|Merry|Happy|Early|Late|Its|His|Her|Our|My|Their|Soviet|American|Jewish|"
    r"Muslim|[A-Z][a-z]+day)\s)[A-Z][a-z]{2,}\s$"
)
"""What makes a feast's name a person's: "Noel Easter"."""


_THING = re.compile(
    r"\s(?!Eve|Day|Sunday|Monday|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)"
    r"(?:[A-Z][a-z]+|trees?|cards?|carols?|eggs?|bunny|part(?:y|ies)|markets?|presents?|gifts?|bonus"
    r"(?:es)?|dinners?|"
    r"lights|story|songs?|albums?|cake|pudding|bread|basket|bonnet|said|says|told)\b"
)


def is_that_day(match: re.Match[str]) -> bool:
    """Refuse a fraction or a line of figures: "went 9/11 from the field"."""
    text = match.string
    if text.startswith((" from the ", " shooting", " fg", " on "), match.end()):
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return not re.search(r"(?:\b(?:went|shot|hit|was|made)\s|\b(?<![a-z]{4}\s)of\s|\d[\s,]\s?)$", before)


RULES: tuple[Rule, ...] = (
    Rule(
        "holiday",
        rf"(?P<holiday>(?i:{_NAMES}))(?!\w)(?:(?:,?\s|\sof\s|\sin\s){{ANYYEAR}})?",
        holiday,
        guard=is_feast,
    ),
    Rule(
        "holiday-weekend",
        rf"(?:[Tt]he\s)?(?P<holiday>(?i:{_NAMES}))\s(?P<weekend>weekend)(?!\w)",
        holiday_weekend,
        guard=is_feast,
    ),
    Rule(
        "holiday-part",
        rf"(?P<holiday>(?i:{_NAMES}))\s{{PART}}",
        holiday_part,
        guard=is_feast,
    ),
    Rule(
        "holiday-which",
        rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<holiday>(?i:{_NAMES}))(?!\w)",
        holiday_which,
        guard=is_feast,
    ),
    Rule(
        "september-11",
        r"(?P<holiday>Sept\. 11|September 11(?:th)?)(?=\s(?:terror\w{0,5}\s)?(?:attacks?|attackers?|"
        r"hijackers?|"
        r"hijackings|victims|families|commission|Commission|memorial)\b)",
        holiday,
    ),
    Rule("nine-eleven", r"(?P<holiday>9/11)(?![\w/-]|[.,]\d)", holiday, guard=is_that_day),
)
