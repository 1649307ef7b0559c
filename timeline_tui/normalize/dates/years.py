"""Years and longer, and parts of years: "2008", "490 BC", "the 1930s", "the 19th century", "summer 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Parts, Reading, Rule, dated
from timeline_tui.normalize.dates.guards import led_season, no_warmth, seasonal, time_leads
from timeline_tui.normalize.dates.lexicon import ORDINALS, SEASONS, month_number
from timeline_tui.normalize.dates.narrowing import part_named
from timeline_tui.normalize.dates.point import FINENESS, SEASON_MONTHS, Point, edtf_year
from timeline_tui.normalize.dates.story import is_bc, short_year, year_given
from timeline_tui.normalize.dates.year_guards import ascending_years, plausible_year


def year_date(reading: Reading, context: Context) -> Meaning | None:
    """A year: "2008", "early 1941", "the year 1950", "490 BC", "AD 79"."""
    year = year_given(reading, context)
    return None if year is None else dated(Point("year", year, mod=part_named(reading["edge"])))


_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}  # fmt: skip


def apostrophe_year(reading: Reading, context: Context) -> Meaning | None:
    """A year without its century: "in '89", "the summer of ’25"."""
    year = short_year(int(reading["short"] or 0), context)
    season = reading["season"]
    if season:
        return dated(Point("season", year, season=SEASONS[season.lower()]), confidence=0.8)
    if reading["month"]:
        return dated(Point("month", year, month_number(reading["month"])), confidence=0.8)
    return dated(Point("year", year), confidence=0.8)


def decade_date(reading: Reading, context: Context) -> Meaning | None:
    """Ten years: "the 1930s", "the sixties", "the 470s BC"; a lacking century is the nearest."""
    digits, mod = reading["decade"], part_named(reading["edge"])
    if digits is None:
        number = _DECADES[(reading["decadeword"] or "").lower()]
        return dated(Point("decade", short_year(number, context), mod=mod), confidence=0.9)
    if is_bc(reading):
        return dated(Point("decade", 1 - int(digits)))
    year = int(digits) if len(digits) == 4 else short_year(int(digits), context)
    return dated(Point("decade", year, mod=mod))


def century_date(reading: Reading, _context: Context) -> Meaning | None:
    """A century: "the 19th century" is 18, for TIMEX3 and EDTF write the hundreds its years begin with."""
    number = _ordinal(reading)
    if number is None or number < 1:
        return None
    if is_bc(reading):
        return Meaning(
            "DATE", f"BC{number - 1:02d}", f"{edtf_year(1 - number * 100)}/{edtf_year(100 - number * 100)}"
        )
    return dated(Point("century", (number - 1) * 100, mod=part_named(reading["edge"])))


def _ordinal(reading: Reading) -> int | None:
    words = (reading["ordinal"] or "").lower()
    digits = words.rstrip("stndrh")
    return int(digits) if digits.isdigit() else ORDINALS.get(words)


def season_date(reading: Reading, context: Context) -> Meaning | None:
    """A season: "the summer of 2024", "the winter"; a winter belongs to the year it begins in."""
    if reading.rule.name == "season-bare" and not (
        context.narrative or context.typed or seasonal(reading, context)
    ):
        return None
    season = SEASONS[(reading["season"] or "").lower()]
    year, guessed = year_given(reading, context), False
    if year is None:
        year = reading.year_ahead
    if year is None and reading["yearref"] is None:
        here = context.anchor or context.focus
        if here is None or here.year is None:
            return dated(Point("season", None, season=season))
        year, guessed = here.year, context.anchor is not None and not context.typed
        if context.narrative:
            year += _turned(reading, context, season, here)
        if context.anchor is not None and not context.typed and here.month is not None:
            year = _season_by_tense(reading, context, season, here)
            guessed = context.direction(reading.start, reading.end) == 0
    return dated(Point("season", year, season=season), guessed=guessed, confidence=0.7 if guessed else 1.0)


def _turned(reading: Reading, context: Context, season: str, here: Point) -> int:
    """Years from the story's to that of a season it names: the winter it stands in began the year before.

    After "in October 1740" the spring is that of 1741, unless it tells what had been.
    """
    if season == "WI" and here.month is not None and here.month <= _STILL_WINTER:
        return -1
    if here is not context.story or here.fineness <= FINENESS["year"]:
        return 0
    since = context.text[max(0, reading.start - 6) : reading.start].lower() == "since "
    if since or context.aside(reading.start):
        return -int(since and SEASON_MONTHS[season] > here.first_month)
    return int(here.first_month - SEASON_MONTHS[season] >= _TO_TURN)


_TO_TURN = 7
"""A season so many months before the story's month is the next year's: "In October … In the spring"."""
_STILL_WINTER = 3
"""A story that is in January, February or March speaks of the winter that began the year before."""


def _season_by_tense(reading: Reading, context: Context, season: str, here: Point) -> int:
    """The year of a season named in news: the latest that has begun, where words look ahead the next to end.

    "It snowed in the fall", written in February, is last year's; "it will open in the spring" is this year's.
    """
    year, now, first = here.year or 0, here.month or 1, SEASON_MONTHS[season]
    direction = context.direction(reading.start, reading.end)
    if direction > 0:
        if season == "WI":
            return year - (now <= 2)
        return year + (first + 2 < now)
    if direction == 0 and first == now + 1:
        return year  # "With the winter season beginning", written in November
    return year - (first > now)


def year_range(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """Split "1915–17", "1939-1945" and "480–479 BC" into two years, the second perhaps shortened."""
    first, last, era = match["first"], match["last"], match.groupdict().get("era")
    if len(last) < len(first) and era is None:
        last = first[: len(first) - len(last)] + last
    yield match.start("first"), match.end("first"), {"year": first, "era": era}
    yield match.start("last"), match.end(), {"year": last, "era": era}


def across_two_years(match: re.Match[str]) -> bool:
    """Accept a year and the next: "2015-16", "1999/2000", not "2015-17"."""
    first, last = match["year"], match["last"]
    return f"{int(first) + 1}".endswith(last)


def season_of_two(reading: Reading, _context: Context) -> Meaning | None:
    """Read "the 2015-16 season", "in 2015/16": one season, named after the year it begins in."""
    year = int(reading["year"] or 0)
    return Meaning("DATE", f"{year}", f"{year}/{year + 1}", focus=False, confidence=0.9)


_PART = r"(?:(?:[Tt]he\s)?{EDGE}(?:\s(?:of\s|in\s)?(?:the\s)?|-))?"


def decade_of_century(reading: Reading, _context: Context) -> Meaning | None:
    """Read "the first decade of the 2nd century", "the last decade of the 19th century": 010, 189."""
    century, which = _ordinal(reading), (reading["which"] or "").lower()
    if century is None or century < 1:
        return None
    number = 9 if which in {"last", "final", "closing"} else ORDINALS.get(which, 1) - 1
    return dated(Point("decade", (century - 1) * 100 + number * 10)) if number < 10 else None


RULES: tuple[Rule, ...] = (
    Rule("year", r"(?:[Tt]he\syear\s)?{PARTOF}?{YEAR}", year_date, guard=plausible_year),
    Rule("year-bc", r"(?:(?:[Tt]he\s)?{EDGE}(?:\s(?:of|in)\s|\s))?(?P<bc>\d{1,4}){ERA}", year_date),
    Rule("year-ad", r"A\.?D\.?\s(?P<year>\d{1,4})(?!\w)", year_date),
    Rule(
        "season-of-two",
        r"(?P<year>1\d{3}|20\d\d)[-–/](?P<last>\d\d|20\d\d)(?:(?=\s(?:[A-Za-z-]{2,14}\s){0,2}?"
        r"(?:season|year|term|budget)(?!\w))|(?<=(?:in|of) \d{4}/\d\d)(?![\w/-]))",
        season_of_two,
        guard=across_two_years,
    ),
    Rule(
        "year-range",
        r"(?P<first>1\d{3}|20\d\d){DASH}(?P<last>1\d{3}|20\d\d|\d\d)(?![\w%]|[.,:/]\d|[-–]\d)",
        year_date,
        guard=ascending_years,
        split=year_range,
    ),
    Rule(
        "year-range-bc",
        r"(?P<first>\d{2,4})(?:{DASH}|\s(?:to|and)\s)(?P<last>\d{2,4}){ERA}",
        year_date,
        guard=ascending_years,
        split=year_range,
    ),
    Rule("decade", _PART + r"(?:[Tt]he\s)?(?P<decade>[12]\d\d0)['’]?s(?!\w)", decade_date),
    Rule("decade-bc", r"(?:[Tt]he\s)?(?P<decade>\d{1,2}0)s{ERA}", decade_date),
    Rule(
        "year-apostrophe",
        r"(?:(?:[Tt]he\s)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?\s|"
        r"{MONTHNAME}\s)?"
        r"['’‘](?P<short>\d\d)(?![\w'’.,]\w|['’\w])",
        apostrophe_year,
        guard=time_leads,
    ),
    Rule(
        "decade-short",
        r"[Tt]he\s(?:{EDGE}(?:\s(?:of\s)?(?:the\s)?|-))?(?:['’‘]?(?P<decade>[2-9]0)['’]?s|(?P<decadeword>"
        r"(?i:twenties|thirties|"
        r"forties|fifties|sixties|seventies|eighties|nineties)))(?!\w)",
        decade_date,
        guard=no_warmth,
    ),
    Rule(
        "decade-next",
        r"(?<=ies and )(?P<decadeword>twenties|thirties|forties|fifties|sixties|seventies|eighties|"
        r"nineties)(?!\w)",
        decade_date,
        typed=False,
    ),
    Rule("decade-quoted", r"(?:{EDGE}(?:\s|-))?['’‘](?P<decade>[1-9]0)['’]?s(?!\w)", decade_date),
    Rule(
        "century",
        _PART
        + r"(?:[Tt]he\s)?{ORDINAL}[\s-](?:century|Century(?!\s(?:Fox|Studios|Pictures|Television|Insurance|"
        r"Mutual|Fund)\b))(?!\w){ERA}?",
        century_date,
    ),
    Rule(
        "decade-of-century",
        r"[Tt]he\s(?P<which>first|opening|second|third|fourth|fifth|sixth|seventh|eighth|ninth|last|final|closing)\sdecade\s"
        r"of\sthe\s{ORDINAL}[\s-][Cc]entury(?!\w)(?!\sB)",
        decade_of_century,
    ),
    Rule(
        "winter-of-two",
        r"{PARTOF}?(?:[Tt]he\s)?(?P<season>[Ww]inter)(?:\sof)?\s(?P<year>1\d{3}|20\d\d)[-–—/](?:\d\d|1\d{3}|20\d\d)(?![\w-])",
        season_date,
    ),
    Rule(
        "winter-of-two-bc",
        r"{PARTOF}?(?:[Tt]he\s)?(?P<season>[Ww]inter)(?:\sof)?\s(?P<bc>\d{2,3})[-–—/]\d{1,3}{ERA}",
        season_date,
    ),
    Rule(
        "season-year",
        _PART + r"(?:[Tt]he\s)?{SEASON}(?:(?:,?\s|\sof\s|\sof\sthe\syear\s){ANYYEAR}|{OFYEAR})",
        season_date,
    ),
    Rule(
        "season",
        _PART + r"[Tt]he\s(?P<season>spring(?!-)|summer|autumn|winter|"
        r"(?:(?<=[Ii]n the )|(?<=[Bb]y the )|(?<=until the ))fall(?!\s(?:of|in|from)))(?!\w)"
        r"(?!\s(?:of|loaded|water|school|Olympic))",
        season_date,
    ),
    Rule(
        "season-opening",
        r"(?P<season>Spring|Summer|Autumn|Winter)(?=\s(?:begins|began|starts|started|comes|came|arrives|arrived|ends|ended)\b)",
        season_date,
        typed=False,
    ),
    Rule(
        "season-bare",
        r"(?:{EDGE}(?:\s(?:of\s|in\s)?(?:the\s)?|-))?(?P<season>summer|autumn|winter)(?!['’]?\w|-)",
        season_date,
    ),
    Rule(
        "season-led",
        r"(?:[Ee]arly |[Ll]ate |mid-)?(?P<season>spring|fall)(?!\w)(?!\s(?:from|to|into|in|back|apart|"
        r"short))",
        season_date,
        guard=led_season,
    ),
)
