"""Explicit days and months: "14 August 1914", "August 15", "18–19 March 2024", "2025-08-15", "early May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline_tui.model.calendar import days_in_month
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Parts, Reading, Rule, dated
from timeline_tui.normalize.dates.guards import not_an_address, plausible_day, plausible_month, whole_date
from timeline_tui.normalize.dates.lexicon import ORDINALS, month_number
from timeline_tui.normalize.dates.narrowing import part_named
from timeline_tui.normalize.dates.point import Point, edtf_year, in_unit, is_real, with_clock
from timeline_tui.normalize.dates.story import short_year, year_for, year_given

_SURE, _GUESSED = 1.0, 0.8


def full_date(reading: Reading, context: Context) -> Meaning | None:
    """A day, its year given or found: "14 August 1914", "Friday, August 15, 2025", "August 15"."""
    month, day = month_number(reading["month"] or ""), int(reading["day"] or 0)
    year, guessed = year_given(reading, context), False
    if year is None and reading["yearref"] is None:
        if _is_kept(reading, context):
            return Meaning("DATE", Point("day", None, month, day).timex, None, focus=False, confidence=0.8)
        year, guessed = year_for(reading, context, month, day)
    if not is_real(year, month, day):
        return None
    if reading["weekof"]:
        week = in_unit(Point("day", year, month, day), "week")
        return dated(week) if week else None
    return dated(Point("day", year, month, day), guessed=guessed, confidence=_GUESSED if guessed else _SURE)


_KEPT = re.compile(
    r"\b(?:(?:every|each) year|annually)(?:,)?\s(?:on\s)?(?:the\s)?$|"
    r"\b(?:is|are) (?:still |now |annually |traditionally )?"
    r"(?:celebrated|commemorated|observed|honou?red|remembered|kept)\b"
    r"[^.;,]{0,40}\bon\s(?:the\s)?$"
)
_EVERY_YEAR = re.compile(r"\s(?:of )?(?:every|each) year\b")


def _is_kept(reading: Reading, context: Context) -> bool:
    """Whether a day comes every year: "It is celebrated on 8 September", "They meet every year on 9 May"."""
    if context.typed:
        return False
    before = context.text[max(0, reading.start - _REACH) : reading.start]
    return bool(_KEPT.search(before) or _EVERY_YEAR.match(context.text, reading.end))


_REACH = 90


def ordinal_date(reading: Reading, context: Context) -> Meaning | None:
    """A day counted in words: "the fifth of November", "the first day of May 1945"."""
    day = ORDINALS.get((reading["ordinal"] or "").lower())
    return full_date(replace(reading, parts={**reading.parts, "day": str(day)}), context) if day else None


def month_date(reading: Reading, context: Context) -> Meaning | None:
    """A month: "March 2024", "early October", "August of that year", "September"."""
    month = month_number(reading["month"] or "")
    year, guessed = year_given(reading, context), False
    if year is None and reading["yearref"] is None:
        year, guessed = year_for(reading, context, month)
    return dated(
        Point("month", year, month, mod=part_named(reading["edge"])),
        guessed=guessed,
        confidence=_GUESSED if guessed else _SURE,
    )


def digits_date(reading: Reading, context: Context) -> Meaning | None:
    """A day in digits: "2025-08-15", "15.08.2025", "15/08/2025", "8/15/99".

    Slashes leave the order open: it is that of the text's other dates, whether in digits ("25/12/2024") or
    spelled ("August 15" is American). Where nothing tells, the day stays open and the year is kept.
    """
    year, month, day = (int(reading[part] or 0) for part in ("year", "month", "day"))
    order = reading["separator"] is not None and month <= 12 and day <= 12 and month != day
    if reading["separator"] and len(reading["year"] or "") == 2:
        if order and context.day_first is None and not context.typed:
            return None  # "1/2/24" alone may be anything
        year = short_year(year, context)
    if order and not context.typed:
        if context.day_first is None:
            return Meaning("DATE", f"{year:04d}-XX-XX", f"{year:04d}", confidence=0.4, focus=False)
        if not context.day_first:
            month, day = day, month
    elif not is_real(year, month, day):
        month, day = day, month
    if not is_real(year, month, day):
        return None
    point = Point("day", year, month, day)
    if reading["clock"]:
        return dated(with_clock(point, reading["clock"], reading["offset"] or ""))
    return dated(point, confidence=0.8 if order else 1.0)


def month_in_digits(reading: Reading, _context: Context) -> Meaning | None:
    """A month in digits: "2024-3", "2024/03"."""
    return dated(Point("month", int(reading["year"] or 0), int(reading["month"] or 0)))


def day_range(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """Split "18–19 March 2024" and "March 18-19, 2024" into two days that share month and year."""
    common = {"month": match["month"], "year": match["year"]}
    yield match.start(), match.end("first"), common | {"day": _digits(match["first"])}
    yield match.start("last"), match.end(), common | {"day": _digits(match["last"])}


def night_between(reading: Reading, context: Context) -> Meaning | None:
    """Read "the night of 12–13 February 1945", "the night of 9/10 March": the night of the first day."""
    found = full_date(reading, context)
    if found is None or found.point is None:
        return None
    return dated(replace(found.point, part="NI"), guessed=found.guessed, confidence=found.confidence)


def day_list(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """Split "on 1, 4 and 7 February 1943" into three days that share month and year."""
    yield (
        match.start("zero"),
        match.end("zero"),
        {"month": match["month"], "year": match["year"], "day": _digits(match["zero"])},
    )
    yield (
        match.start("first"),
        match.end("first"),
        {"month": match["month"], "year": match["year"], "day": _digits(match["first"])},
    )
    yield (
        match.start("last"),
        match.end(),
        {"month": match["month"], "year": match["year"], "day": _digits(match["last"])},
    )


def _digits(words: str) -> str:
    return words.rstrip("stndrh")


def week_of_month(reading: Reading, context: Context) -> Meaning | None:
    """Read "the first week of July", "the last week of March 2004": its days, in TIMEX3 the ISO week of most.

    Annotators of histories write how long it is instead: P1W.
    """
    month = month_number(reading["month"] or "")
    year, guessed = year_given(reading, context), False
    if year is None and reading["yearref"] is None:
        year, guessed = year_for(reading, context, month)
    which = (reading["ordinal"] or "").lower()
    if year is None:
        return Meaning("DURATION", "P1W", None, focus=False)
    length = days_in_month(year, month)
    first = length - 6 if which in {"last", "final"} else 7 * (ORDINALS[which] - 1) + 1
    whole = f"{edtf_year(year)}-{month:02d}"
    days = f"{whole}-{first:02d}~/{whole}-{min(first + 6, length):02d}~"
    week = in_unit(Point("day", year, month, first + 3), "week")
    if context.narrative or week is None:
        return Meaning("DURATION", "P1W", days, Point("month", year, month), focus=True)
    return Meaning("DATE", week.timex, days, Point("month", year, month), guessed=guessed, confidence=0.8)


RULES: tuple[Rule, ...] = (
    Rule(
        "day-month-year",
        r"{WEEKDAYLEAD}(?:[Tt]he\s)?{DAY}\s{1,2}(?:of\s|day of\s)?{MONTH}(?:,?\s{1,2}|\sof\s){ANYYEAR}",
        full_date,
    ),
    Rule(
        "month-day-year",
        r"{WEEKDAYLEAD}{MONTH}\s{1,2}(?:the\s)?{DAY}(?:,?\s{1,2}|\sof\s){ANYYEAR}",
        full_date,
    ),
    Rule(
        "day-month",
        r"{WEEKDAYLEAD}(?:[Tt]he\s)?{DAY}\s{1,2}(?:of\s|day of\s)?{MONTH}{OFYEAR}?",
        full_date,
        guard=not_an_address,
    ),
    Rule(
        "month-day",
        r"{WEEKDAYLEAD}{MONTH}\s{1,2}(?:the\s)?{DAY}(?![.,]\d|-\d{1,3}-\d){OFYEAR}?",
        full_date,
        guard=plausible_day,
    ),
    Rule(
        "week-of-month",
        r"[Tt]he\s(?P<ordinal>(?i:first|second|third|fourth|last|final))\s(?:full\s)?week\s(?:of|in)\s{MONTH}"
        r"(?:(?:,?\s|\sof\s){YEAR}|{OFYEAR})?",
        week_of_month,
    ),
    Rule("week-of", r"(?P<weekof>[Tt]he week of\s){MONTH}\s{1,2}{DAY}(?:,?\s{1,2}{YEAR})?", full_date),
    Rule(
        "day-range-month",
        r"(?:[Tt]he\s)?(?P<first>{DAYNUMBER}){TO}(?:the\s)?(?P<last>{DAYNUMBER})\s{1,2}(?:of\s)?{MONTH}"
        r"(?:,?\s{1,2}{YEAR})?",
        full_date,
        split=day_range,
    ),
    Rule(
        "night-between",
        r"[Tt]he\snights?\s(?:of\s(?:the\s)?)?(?P<day>{DAYNUMBER}){DASH_OR_SLASH}{DAYNUMBER}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?",
        night_between,
    ),
    Rule(
        "night-between-american",
        r"[Tt]he\snight\sof\s{MONTH}\s(?P<day>{DAYNUMBER}){DASH_OR_SLASH}{DAYNUMBER}(?!\w)(?:,?\s{YEAR})?",
        night_between,
    ),
    Rule(
        "day-list-month",
        r"(?P<zero>{DAYNUMBER}),\s(?P<first>{DAYNUMBER}),?\s(?:and|or)\s(?P<last>{DAYNUMBER})\s(?:of\s)?{MONTH}(?:,?\s{1,2}{YEAR})?",
        full_date,
        split=day_list,
    ),
    Rule(
        "month-day-range",
        r"{MONTH}\s{1,2}(?P<first>{DAYNUMBER}){TO}(?:the\s)?(?P<last>{DAYNUMBER})(?!\w|[.,]\d|[-–/]\d)"
        r"(?:,?\s{1,2}{YEAR})?",
        full_date,
        split=day_range,
    ),
    Rule("month-year", r"{PARTOF}?{MONTH}(?:,?\s{1,2}|\sof\s){ANYYEAR}", month_date),
    Rule("month", r"{PARTOF}?{MONTH}{OFYEAR}?", month_date, guard=plausible_month),
    Rule("ordinal-month", r"(?:[Tt]he\s){ORDINAL}\s(?:day\s)?of\s{MONTH}(?:,?\s{ANYYEAR})?", ordinal_date),
    Rule(
        "iso-instant",
        r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)[T ]"
        r"(?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.\d{1,9})?"
        r"(?P<offset>Z|[+-](?:0\d|1[0-4]):[0-5]\d)?(?![\w:])",
        digits_date,
    ),
    Rule("iso-date", r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-]|\.\d)", digits_date),
    Rule(
        "dotted-date",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>[12]\d{3})(?![\w/-]|\.\d)",
        digits_date,
    ),
    Rule(
        "slashed-date",
        r"(?<!\d[/-])(?P<day>\d{1,2})(?P<separator>[/-])(?P<month>\d{1,2})[/-](?P<year>[12]\d{3}|\d\d)"
        r"(?![\w/-]|[.,]\d)",
        digits_date,
        guard=whole_date,
    ),
    Rule("iso-slashed", r"(?P<year>[12]\d{3})/(?P<month>\d\d)/(?P<day>\d\d)(?![\w/-]|\.\d)", digits_date),
)
