"""Explicit dates: full dates, month and year, month and day, ISO, year, decade, century, quarter, half, season.

dateparser normalises the full forms ("the 5th of March, 1942"); the rest is calendar work on the parts a pattern
names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule
from timeline_tui.normalize.dates.lexicon import ORDINALS, SEASONS, month_number
from timeline_tui.normalize.dates.phrases import fields_of
from timeline_tui.normalize.dates.point import Point, is_real
from timeline_tui.normalize.dates.story import year_for

Parts = Mapping[str, str | None]


def dated(point: Point, *, confidence: float = 1.0, guessed: bool = False, focus: bool = True) -> Meaning:
    """Return the meaning of a phrase that names a point."""
    kind = "TIME" if point.clock or point.part else "DATE"
    return Meaning(kind, point.timex, point.edtf, point, confidence, guessed, focus)  # type: ignore[arg-type]


def full_date(reading: Reading, context: Context) -> Meaning | None:
    """ "14 August 1914", "Friday, August 15, 2025", "August 15": a day, its year given or found."""
    if reading["only"]:
        return year_date(reading, context)
    month, day = month_number(reading["month"] or ""), int(reading["day"] or 0)
    year = _year(reading, context)
    guessed = False
    if year is None and reading["yearref"] is None:
        year, guessed = year_for(reading, context, month, day)
    elif reading["year"] and not reading["era"] and not reading["weekday"]:
        parsed = fields_of(f"{reading['day']} {reading['month']} {reading['year']}")
        if parsed is not None and parsed[1] is not None and parsed[2] is not None:
            year, month, day = parsed[0], parsed[1], parsed[2]
    if not is_real(year, month, day):
        return None
    return dated(Point("day", year, month, day), guessed=guessed, confidence=0.8 if guessed else 1.0)


def _year(reading: Reading, context: Context) -> int | None:
    """The year a phrase gives itself: in digits, as BC, or as "of that year"."""
    words = reading["year"] or reading["bc"]
    if words is not None:
        year = int(words)
        return 1 - year if is_bc(reading) else year
    reference = reading["yearref"]
    if reference is None:
        return None
    here = context.anchor if reference in {"this", "last", "next"} and context.anchor else context.focus
    if here is None or here.year is None:
        return None
    return here.year + {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(reference, 0)


def is_bc(reading: Reading) -> bool:
    """Whether the phrase says "BC" or "BCE"."""
    return (reading["era"] or "").upper().replace(".", "").startswith("BC")


def month_date(reading: Reading, context: Context) -> Meaning | None:
    """ "March 2024", "early October", "August of that year", "September": a month."""
    if reading["only"]:
        return year_date(reading, context)
    month = month_number(reading["month"] or "")
    year = _year(reading, context)
    guessed = False
    if year is None and reading["yearref"] is None:
        year, guessed = year_for(reading, context, month)
    return dated(Point("month", year, month), guessed=guessed, confidence=0.8 if guessed else 1.0)


def iso_date(reading: Reading, context: Context) -> Meaning | None:
    """ "2025-08-15", "15.08.2025", "15/08/2025": a day in digits. Day before month unless only the reverse is possible."""
    year, month, day = (int(reading[part] or 0) for part in ("year", "month", "day"))
    if not is_real(year, month, day):
        month, day = day, month
    return dated(Point("day", year, month, day)) if is_real(year, month, day) else None


def year_date(reading: Reading, context: Context) -> Meaning | None:
    """ "2008", "early 1941", "the year 1950", "490 BC", "AD 79": a year."""
    year = _year(reading, context)
    return None if year is None else dated(Point("year", year))


def decade_date(reading: Reading, context: Context) -> Meaning | None:
    """ "the 1930s", "the late '60s", "the sixties": ten years. Without a century, the twentieth."""
    digits = reading["decade"]
    if digits is None:
        return dated(Point("decade", 1900 + _DECADES[(reading["decadeword"] or "").lower()]))
    return dated(Point("decade", int(digits) if len(digits) == 4 else 1900 + int(digits)))


_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip


def century_date(reading: Reading, context: Context) -> Meaning | None:
    """ "the 19th century" is 18: TIMEX3 and EDTF both write the hundreds that the years begin with."""
    words = (reading["ordinal"] or "").lower()
    number = int(re.match(r"\d+", words)[0]) if words[0].isdigit() else ORDINALS[words]  # type: ignore[index]
    if is_bc(reading):
        return Meaning("DATE", f"BC{number - 1:02d}", None)
    return dated(Point("century", (number - 1) * 100))


def season_date(reading: Reading, context: Context) -> Meaning | None:
    """ "the summer of 2024", "autumn 1918", "this spring", "the winter": a season; winter belongs to the year it starts in."""
    season = SEASONS[(reading["season"] or "").lower()]
    year = _year(reading, context)
    guessed = False
    if year is None:
        year = reading.year_ahead
    if year is None and reading["yearref"] is None:
        here = context.anchor or context.focus
        if here is None or here.year is None:
            return dated(Point("season", None, season=season))
        year, guessed = here.year, context.anchor is not None and not context.typed
    return dated(Point("season", year, season=season), guessed=guessed, confidence=0.7 if guessed else 1.0)


def quarter_date(reading: Reading, context: Context) -> Meaning | None:
    """ "the third quarter of 2025", "Q3 2025", "the first half of 1944"."""
    words = (reading["ordinal"] or "").lower()
    number = int(words[0]) if words[0].isdigit() else _PLACES[words]
    unit = "half" if reading["half"] else "quarter"
    if number > (2 if unit == "half" else 4):
        return None
    year = _year(reading, context)
    if year is None:
        here = context.anchor or context.focus
        year = here.year if here else None
    return dated(Point(unit, year, number=number))


_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "former": 1, "latter": 2, "last": 4, "final": 4}

_COUNTED = re.compile(
    r"\s+(?:(?:other|more|new|armed|British|French|German|American|US|U\.S\.)\s+)?(?:people|men|women|soldiers|troops|"
    r"civilians|dead|deaths|casualties|prisoners|wounded|killed|miles|mi|km|kilomet\w+|m|met(?:er|re)s|feet|ft|"
    r"tonn?e?s|pounds|dollars|euros|francs|guns|tanks|aircraft|planes|ships|vehicles|men|workers|votes|seats|"
    r"fighters|rebels|troopers|volunteers|refugees|homes|houses|cases|students|persons|times|horses|cavalry|"
    r"infantry|bombs|missiles|points|runs|per cent|percent|hours|days|weeks|months|years|members|square|acres|"
    r"officers|sorties|attacks|words|pages|RPM|rpm|hp|kg|lbs?|watts?|MHz|volts?|employees|jobs|companies)\b"
)
_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#№§]\s?|\b(?:No|no|Nos|nos|Article|Articles|Section|Resolution|Law|Flight|flight|Room|Route|Highway|"
    r"Boeing|Airbus|Windows|Act|Bill|Order|Directive|Regulation|page|pages|pp|p|chapter|line|Unit|Building|Suite|"
    r"Apollo|Interstate|version|Version|model|Model|ISO|IEC|EN|RFC|CVE|Lot|lot|[Cc]ase|number|Number|channel|Channel|"
    r"than|another|additional|exactly|total of|USS|Mark|Type|"
    r"[Pp]opulation|code|PIN|ZIP|[Aa]pproximately|nearly|[Nn]early|almost|[Ss]ome)\.?\s{1,2}|[\w)]-|[\d][.,:/]|\d\s|[.:/@])$"
)


def plausible_year(match: re.Match[str]) -> bool:
    """Refuse numbers that count, name or price something: "1500 men", "Boeing 1747", "$2000", "Article 1948"."""
    text, start, end = match.string, match.start(), match.end()
    if _COUNTED.match(text, end):
        return False
    before = text[max(0, start - 14) : start]
    if _NOT_A_YEAR_BEFORE.search(before):
        return bool(re.search(r"[a-z]-$", before)) and before.endswith(("mid-", "pre-", "post-"))
    after = text[end : end + 2]
    return not re.match(r"[%$€£°]|[-–/]\d|[.,:]\d|-[A-Za-z]", after) or bool(re.match(r"-[a-z]", after))


_BARE_MONTH_BEFORE = re.compile(
    r"\b(?:in|In|by|By|of|since|Since|until|Until|till|from|From|during|During|for|to|and|or|through|throughout|"
    r"before|Before|after|After|between|Between|last|Last|next|this|every|each|the|The|previous|following|early|"
    r"late|mid|on|around|about|into|within|as of|costly|[a-z]+ly|[-–,(])[\s-]{1,3}$|[-–(]$"
)
_SURNAME_BEFORE = re.compile(r"[A-Z][\w.]*\s$")
_NOT_A_MONTH_AFTER = re.compile(
    r"['’]s\b|\s+(?:said|says|told|added|has|is|and her|and his)\b|\s[A-Z][a-z]+ (?:said|told)"
)


def plausible_month(match: re.Match[str]) -> bool:
    """Refuse a bare "May", "March" or "April" that no time word leads to: names ("Theresa May"), marches."""
    text, start, end = match.string, match.start("month"), match.end()
    word = match["month"]
    if word.endswith(".") or len(word) < 4 and word != "May":
        return bool(_BARE_MONTH_BEFORE.search(text[max(0, start - 16) : start]))
    before = text[max(0, start - 16) : start]
    if _BARE_MONTH_BEFORE.search(before):
        if before.rstrip().endswith(
            ("the", "The", "to", "for", "and", "or", "this", "on", ",", "-", "–", "(")
        ):
            return word not in {"May", "March"} or bool(match.group("edge")) or text[end : end + 1] in "-–"
        return True
    return word not in {"May", "March", "April", "June", "August"}


def date_and_year(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """ "11 March this year" is two readings, "11 March" and "this year"; "July of that year" is one."""
    parts = match.groupdict()
    reference = match["yearref"]
    if reference is None or match.string[: match.start("yearref")].rstrip().endswith("of"):
        yield match.start(), match.end(), parts
        return
    before = match.string[match.start() : match.start("yearref")].rstrip(" ,")
    yield match.start(), match.start() + len(before), parts
    yield match.start("yearref"), match.end(), {"yearref": reference, "only": "year"}


def day_range(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """ "18–19 March 2024", "March 18-19, 2024": two days that share month and year."""
    common = {"month": match["month"], "year": match["year"], "bc": None, "era": None, "yearref": None}
    first_end = match.end("day") if match["month"] is None else match.end("first")
    yield _first_start(match), first_end, common | {"day": re.match(r"\d+", match["first"])[0]}  # type: ignore[index]
    last_start = match.start("last")
    last_end = match.end()
    yield last_start, last_end, common | {"day": re.match(r"\d+", match["last"])[0]}  # type: ignore[index]


def _first_start(match: re.Match[str]) -> int:
    return min(match.start("first"), match.start())


def year_range(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """ "1915–17", "1939-1945", "480–479 BC": two years, the second perhaps shortened."""
    first, last, era = match["first"], match["last"], match["era"]
    if len(last) < len(first) and era is None:
        last = first[: len(first) - len(last)] + last
    yield match.start("first"), match.end("first"), {"year": first, "era": era}
    yield match.start("last"), match.end(), {"year": last, "era": era}


def _ascending(match: re.Match[str]) -> bool:
    first, last = match["first"], match["last"]
    if match["era"]:
        return int(first) >= int(last)
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return int(first) < int(full) and not re.search(
        r"(?:[$€£¥#]|\d[.,:/-]|[-–])$", match.string[max(0, match.start() - 2) : match.start()]
    )


_OFYEAR = r"(?:(?:,|\s+of|,\s+of)?\s{1,3}(?:of\s)?(?P<yearref>that|the same|this|last|next|the previous|the following) year)"
_BC = r"(?:\s?(?P<era>B\.?C\.?(?:E\.?)?|A\.?D\.?|CE)(?!\w))"
_YEAR = rf"(?:(?P<bc>\d{{1,4}}){_BC}|{{YEAR}})"
_RANGE = r"\s?(?:-|–|—|/|to|until|through|and)\s?"
_DASH = r"\s?[-–—]\s?"
_DAYNUM = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WD = r"(?:{ANYWEEKDAY},?\s{1,2}(?:the\s)?)?"
_EDGE = r"(?:(?:[Tt]he\s)?{EDGE}(?:\s(?:of|in)(?:\sthe)?\s|\s|-))"
_ORD = r"(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))"

_SEASON_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Dd]uring|[Tt]hat|[Tt]his|[Ss]ame|[Nn]ext|[Ll]ast|[Ee]very|[Ee]ach|[Ll]ate|"
    r"[Ee]arly|and|or|to|through)\s$"
)


def _led_season(match: re.Match[str]) -> bool:
    """ "in spring", "late fall": "spring" and "fall" alone are other words too."""
    if match["season"] == "fall" and match.string[: match.start()].endswith(
        (" to ", " and ", " or ", " through ")
    ):
        return False
    edge = match.group()[0] in "eElLm"
    return edge or bool(_SEASON_BEFORE.search(match.string[max(0, match.start() - 10) : match.start()]))


_HOLIDAYS = {
    "Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Christmas": (12, 25), "Boxing Day": (12, 26),
    "New Year['’]s Eve": (12, 31), "New Year['’]s Day": (1, 1),
}  # fmt: skip


def holiday(reading: Reading, context: Context) -> Meaning | None:
    """ "Christmas 1963", "New Year's Eve": feasts that stand on a fixed day of the calendar."""
    words = (reading["holiday"] or "").replace("’", "'")
    month, day = _HOLIDAYS.get(words) or _HOLIDAYS[words.replace("'", "['’]")]
    year, guessed = _year(reading, context), False
    if year is None:
        year, guessed = year_for(reading, context, month, day)
    return dated(Point("day", year, month, day), guessed=guessed, confidence=0.8)


RULES: tuple[Rule, ...] = (
    Rule(
        "day-month-year",
        rf"{_WD}(?:[Tt]he\s)?{{DAY}}\s{{1,2}}(?:of\s|day of\s)?{{MONTH}}(?:,?\s{{1,2}}|\sof\s){_YEAR}",
        full_date,
    ),
    Rule(
        "month-day-year",
        rf"{_WD}{{MONTH}}\s{{1,2}}(?:the\s)?{{DAY}}(?:,\s{{1,2}}|\s{{1,2}}|\sof\s){_YEAR}",
        full_date,
    ),
    Rule(
        "day-month",
        rf"{_WD}(?:[Tt]he\s)?{{DAY}}\s{{1,2}}(?:of\s|day of\s)?{{MONTH}}{_OFYEAR}?",
        full_date,
        split=date_and_year,
    ),
    Rule(
        "month-day",
        rf"{_WD}{{MONTH}}\s{{1,2}}(?:the\s)?{{DAY}}(?![.,]\d){_OFYEAR}?",
        full_date,
        split=date_and_year,
    ),
    Rule(
        "day-range-month",
        rf"(?:[Tt]he\s)?(?P<first>{_DAYNUM}){_RANGE}(?:the\s)?(?P<last>{_DAYNUM})\s{{1,2}}(?:of\s)?{{MONTH}}(?:,?\s{{1,2}}{{YEAR}})?",
        full_date,
        split=day_range,
    ),
    Rule(
        "month-day-range",
        rf"{{MONTH}}\s{{1,2}}(?P<first>{_DAYNUM}){_RANGE}(?:the\s)?(?P<last>{_DAYNUM})(?![\w]|[.,]\d)(?:,?\s{{1,2}}{{YEAR}})?",
        full_date,
        split=day_range,
    ),
    Rule("month-year", rf"(?:{_EDGE})?{{MONTH}}(?:,?\s{{1,2}}|\sof\s){_YEAR}", month_date),
    Rule(
        "month", rf"(?:{_EDGE})?{{MONTH}}{_OFYEAR}?", month_date, guard=plausible_month, split=date_and_year
    ),
    Rule("iso-date", r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-]|\.\d)", iso_date),
    Rule(
        "numeric-date", r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>[12]\d{3})(?![\w/-]|\.\d)", iso_date
    ),
    Rule("slashed-date", r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>[12]\d{3})(?![\w/-]|\.\d)", iso_date),
    Rule("year", rf"(?:[Tt]he\syear\s)?(?:{_EDGE})?{{YEAR}}", year_date, guard=plausible_year),
    Rule("year-bc", rf"(?:(?:[Tt]he\s)?{{EDGE}}(?:\s(?:of|in)\s|\s))?(?P<bc>\d{{1,4}}){_BC}", year_date),
    Rule("year-ad", r"A\.?D\.?\s(?P<year>\d{1,4})(?!\w)", year_date),
    Rule(
        "year-range",
        rf"(?P<first>1\d{{3}}|20\d\d){_DASH}(?P<last>1\d{{3}}|20\d\d|\d\d)(?![\w%]|[.,:/]\d|[-–]\d)(?P<era>(?!))?",
        year_date,
        guard=_ascending,
        split=year_range,
    ),
    Rule(
        "year-range-bc",
        rf"(?P<first>\d{{2,4}})(?:{_DASH}|\s(?:to|and)\s)(?P<last>\d{{2,4}}){_BC}",
        year_date,
        guard=_ascending,
        split=year_range,
    ),
    Rule(
        "decade",
        rf"(?:(?:[Tt]he\s)?(?:{{EDGE}}(?:\s(?:of\s)?(?:the\s)?|-))?)?(?P<decade>[12]\d\d0)['’]?s(?!\w)",
        decade_date,
    ),
    Rule(
        "decade-short",
        rf"(?:[Tt]he\s)(?:{{EDGE}}(?:\s(?:of\s)?(?:the\s)?|-))?(?:['’](?P<decade>[2-9]0)s|(?P<decadeword>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)))(?!\w)",
        decade_date,
    ),
    Rule(
        "century",
        rf"(?:[Tt]he\s)?(?:{{EDGE}}(?:\s(?:of\s)?(?:the\s)?|-))?{_ORD}[\s-][Cc]entury(?!\w)(?:{_BC})?",
        century_date,
    ),
    Rule(
        "season-year",
        rf"(?:(?:[Tt]he\s)?{{EDGE}}(?:\s(?:of\s)?(?:the\s)?|-))?(?:[Tt]he\s)?{{SEASON}}(?:(?:,?\s|\sof\s|\sof\sthe\syear\s){_YEAR}|{_OFYEAR})",
        season_date,
    ),
    Rule(
        "season",
        r"(?:(?:[Tt]he\s)?{EDGE}(?:\s(?:of\s|in\s)?(?:the\s)?|-))?[Tt]he\s(?P<season>spring|summer|autumn|winter)(?!\w)(?!\s(?:of|loaded|water|Olympic))",
        season_date,
    ),
    Rule(
        "season-bare",
        r"(?:{EDGE}(?:\s(?:of\s|in\s)?(?:the\s)?|-))?(?P<season>summer|autumn|winter)(?!['’]?\w|s\b|-)",
        season_date,
    ),
    Rule(
        "season-led",
        r"(?:[Ee]arly |[Ll]ate |mid-)?(?P<season>spring|fall)(?!\w)(?!\s(?:from|to|into|in|back|apart|short))",
        season_date,
        guard=_led_season,
    ),
    Rule("holiday", rf"(?P<holiday>{'|'.join(_HOLIDAYS)})(?!\w)(?:(?:,?\s|\sof\s){_YEAR})?", holiday),
    Rule(
        "quarter",
        rf"(?:[Tt]he\s)?(?P<ordinal>(?i:first|second|third|fourth|last|final)|[1-4](?:st|nd|rd|th)) quarter(?:(?:\sof|,|\sin)?\s(?:the\syear\s)?{{YEAR}}|{_OFYEAR})",
        quarter_date,
    ),
    Rule("quarter-short", rf"Q(?P<ordinal>[1-4])(?:\s|\sof\s|,\s|/)?{{YEAR}}", quarter_date),
    Rule(
        "half",
        rf"(?:[Tt]he\s)?(?P<ordinal>(?i:first|second|latter|former)) (?P<half>half)(?:\sof\s(?:the\syear\s)?{{YEAR}}|{_OFYEAR})",
        quarter_date,
    ),
)
