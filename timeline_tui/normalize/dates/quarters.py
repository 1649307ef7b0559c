"""Quarters, halves and business years: "the third quarter", "Q3 2025", "a year-ago quarter", "fiscal 1988".

A report on earnings names its quarter once and then speaks of "the quarter" and "a year earlier": both hang
on the quarter named last.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.lexicon import MONTH_SHORT, MONTH_WORD, ORDINALS, month_number
from timeline_tui.normalize.dates.point import Point, in_unit, is_real, step
from timeline_tui.normalize.dates.story import year_given

_LAST = {"former": 1, "latter": 2}
_MONTHS = {"quarter": 3, "half": 6}


def quarter_date(reading: Reading, context: Context) -> Meaning | None:
    """A quarter or half: "the third quarter of 2025", "Q3 2025", "the first half", "third-quarter profit".

    Without a year it is, in news, the latest that has begun, where the words look ahead the first that has
    not ended; in a story that of the story's year.
    """
    words = (reading["ordinal"] or "").lower()
    unit, parts = ("half", 2) if reading["half"] else ("quarter", 4)
    digits = reading["number"] or words
    number = int(digits) if digits.isdigit() else _ordinal(words) or _LAST.get(words, parts)
    if not 1 <= number <= parts:
        return None
    year = year_given(reading, context)
    if reading["earlier"]:
        last = context.quarter
        year = last.year - 1 if last is not None and last.year is not None else None
        if year is None and context.anchor is not None and context.anchor.year is not None:
            year = context.anchor.year - 1
    if year is None:
        ended = (
            _ENDED.search(context.text, reading.end, reading.end + _NEAR)
            if _FISCAL.search(_words(reading, context))
            else None
        )
        closed = _closed_with(ended, context) if ended is not None else None
        if closed is not None:
            return dated(closed, confidence=0.7)
        year = _year_of(number, unit, reading, context)
    return dated(Point(unit, year, number=number), focus=not reading["earlier"])


_UNREPORTED = 2
"""In January and February the fourth quarter that results are due for is the one just over."""
_REPORTED = re.compile(
    r"\b(?:reports?|results?|figures?|data|earnings|product|growth|profits?)\b[^.;]{0,30}$"
)
_FISCAL = re.compile(r"\bfiscal\b")
_ENDED = re.compile(
    rf"\bquarter,?\s(?:that\s|which\s)?ended\s({MONTH_WORD}|{MONTH_SHORT})\s(\d{{1,2}})(?!\d)"
)


def _words(reading: Reading, context: Context) -> str:
    return context.text[max(0, reading.start - 8) : reading.end]


def _closed_with(ended: re.Match[str], context: Context) -> Point | None:
    """Return the calendar quarter that a fiscal one is: "the fiscal fourth quarter … ended Sept. 30" is Q3.

    Only where both end together, to ten days or so; others keep their number.
    """
    here, month, day = context.anchor, month_number(ended[1]), int(ended[2])
    if day < _HALF_MONTH:
        month -= 1
    if here is None or here.year is None or month % 3:
        return None
    return Point("quarter", here.year - (month > (here.month or 12)), number=month // 3 or 4)


_HALF_MONTH = 12


def _ordinal(words: str) -> int | None:
    digits = words.rstrip("stndrh")
    return int(digits) if digits.isdigit() else ORDINALS.get(words)


def _year_of(number: int, unit: str, reading: Reading, context: Context) -> int | None:
    here = context.anchor
    if here is None or here.year is None or here.month is None:
        here = here or context.focus
        return here.year if here else None
    length = _MONTHS[unit]
    first, last = (number - 1) * length + 1, number * length
    ended = context.text.startswith(" ended", reading.end)
    if not ended and context.direction(reading.start, reading.end) > 0:
        if 0 < here.month - last <= _UNREPORTED and _REPORTED.search(
            context.text, max(0, reading.start - _NEAR // 10), reading.start
        ):
            return here.year  # "They wait for Thursday's report on the first quarter", written in April
        just_over = last < here.month + 12 <= last + _UNREPORTED and number == 12 // length
        return here.year - 1 if just_over else here.year + (last < here.month)
    return here.year - (first > here.month)


def that_quarter(reading: Reading, context: Context) -> Meaning | None:
    """Read "the quarter", "the latest period", "the same period last year", "the current quarter".

    "The period" is one only where a quarter was named shortly before.
    """
    which = "year-ago" if reading["back"] else (reading["which"] or "").lower()
    known = context.quarter
    if reading["unit"] != "quarter" and (known is None or reading.start - context.quarter_at > _NEAR):
        if which not in {"year-earlier", "year-ago"}:
            return None
        anchor = context.anchor or context.focus
        back = step(anchor, "year", -1) if anchor else None
        return dated(back, confidence=0.6, focus=False) if back else None
    now = in_unit(context.anchor, "quarter") if context.anchor is not None else None
    if which == "current":
        return dated(now) if now else None
    here = known or (step(now, "quarter", -1) if now else None)
    focus = context.focus
    if reading["back"] and focus is not None and focus.unit == "quarter":
        here = focus if context.focus_at >= context.sentence(reading.start)[0] else here
    if here is None:
        return None
    if reading["year"]:
        return dated(replace(here, year=int(reading["year"])), confidence=0.8, focus=False)
    if which in {"year-earlier", "year-ago"}:
        earlier = replace(here, year=here.year - 1) if here.year is not None else None
        return dated(earlier, confidence=0.8, focus=False) if earlier else None
    if which in {"previous", "prior", "preceding", "preceeding"}:
        moved = step(here, here.unit, -1)
        return dated(moved, confidence=0.8, focus=False) if moved else None
    return dated(here, confidence=0.8)


_NEAR = 600


def quarter_of_months(reading: Reading, context: Context) -> Meaning | None:
    """Read "the January-March quarter": the latest that has ended."""
    number = (month_number(reading["first"] or "") + 2) // 3
    year = _year_of(number, "quarter", reading, context)
    return dated(Point("quarter", year, number=number)) if year is not None else None


def quarter_then(reading: Reading, context: Context) -> Meaning | None:
    """Read "the 1997 quarter", "the 1988 period": the report's quarter in that year, else the year."""
    year, known = int(reading["year"] or 0), context.quarter
    if known is None or known.unit != "quarter":
        return dated(Point("year", year), focus=False)
    return dated(replace(known, year=year), confidence=0.8, focus=False)


def same_month_then(reading: Reading, context: Context) -> Meaning | None:
    """Read "the same month last year", "the year-ago month": a year before the month that is reported on.

    "The same day last year" is that of the day named last.
    """
    if reading.unit in {"day", "date"}:
        day = context.focus_day or context.anchor
        if day is None or day.year is None or not day.month or not day.day:
            return None
        if not is_real(day.year - 1, day.month, day.day):
            return None
        return dated(Point("day", day.year - 1, day.month, day.day), confidence=0.8, focus=False)
    here = context.reported(reading.start)
    month = in_unit(here, reading.unit) if here is not None else None
    if month is None or month.year is None:
        return None
    moved = step(month, "year", -1) if reading.unit == "week" else replace(month, year=month.year - 1)
    return dated(moved, confidence=0.8, focus=False) if moved else None


def whole_year(reading: Reading, context: Context) -> Meaning | None:
    """Read "for the year, net was $3 million": the year reported on, early in a year the last one."""
    here = context.anchor
    if here is None or here.year is None:
        return None
    if context.quarter is not None and reading.start - context.quarter_at < _NEAR * 3:
        return dated(Point("year", context.quarter.year), confidence=0.7, focus=False)
    early = (here.month or 12) <= 3 and context.direction(reading.start, reading.end) < 0
    return dated(Point("year", here.year - early), confidence=0.7, focus=False)


def business_year(reading: Reading, context: Context) -> Meaning | None:
    """Read "fiscal 1988", "the 2013 fiscal year", "FY13", "the current fiscal year": the year by its name."""
    short = reading["short"]
    if short:
        number = int(short)
        return dated(Point("year", number + (1900 if number > _PIVOT else 2000)))
    year = year_given(reading, context)
    if year is None:
        here = context.anchor or context.focus
        if here is None or here.year is None:
            return Meaning("DATE", "XXXX", None, confidence=0.5)
        which = (reading["which"] or "").lower()
        year = here.year + {"last": -1, "previous": -1, "prior": -1, "next": 1, "coming": 1}.get(which, 0)
    return dated(Point("year", year))


_PIVOT = 50
_REACH = 220
_MONEY = re.compile(
    r"\b(?:profits?|earn(?:ed|ings)|revenues?|sales|net|incomes?|growth|grew|econom\w{1,6}|GDP|"
    r"gross domestic|results|"
    r"loss(?:es)?|shares?|orders|shipments|output|inflation|forecasts?|percent|per cent|million|billion|"
    r"fiscal|"
    r"dividends?|analysts?|compan(?:y|ies)|investors?|exports?|deliveries|production|prices?|"
    r"spending)\b|[%$€£]",
    re.IGNORECASE,
)
_SPORT = re.compile(
    r"\b(?:touchdowns?|field goals?|yards?|scor(?:ed?|ing)|goals?(?! of)|kick(?:ed|off)?|coach|halftime|"
    r"half-time|"
    r"quarterback|rebounds?|innings?|three-pointers?|minutes? (?:left|remaining)|penalt(?:y|ies)|trail"
    r"(?:ed|ing)|"
    r"match(?:es)?|keeper|league|injured|cup tie|equali[sz]\w{1,4}|possession|substitut\w{1,4}|header|"
    r"striker|midfielder|goalkeeper|turnovers?|"
    r"win over)\b"
)


def of_business(match: re.Match[str]) -> bool:
    """Accept a bare quarter or half where money is spoken of: "third-quarter profit".

    "Scored in the first half" is none. Looks at the line up to ``_REACH`` characters either side.
    """
    text = match.string
    first = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
    last = text.find("\n", match.end(), match.end() + _REACH)
    around = text[first : last if last >= 0 else match.end() + _REACH]
    return bool(_MONEY.search(around)) and not _SPORT.search(around)


_ORDER = r"(?P<ordinal>(?i:first|second|third|fourth|last|final)|[1-4](?:st|nd|rd|th))"
_YEARS_QUARTER = r"(?P<yearref>this|last|next)\syear['’]s\s"
_EARLIER = r"(?P<earlier>year-earlier|year-ago)\s"

RULES: tuple[Rule, ...] = (
    Rule(
        "quarter",
        r"(?:[Tt]he\s)?(?:fiscal\s)?" + _ORDER + r"[\s-]quarter(?:(?:\sof|,|\sin)?\s(?:the\syear\s|"
        r"fiscal\s)?{YEAR}"
        r"|{OFYEAR})",
        quarter_date,
    ),
    Rule(
        "quarter-of-year",
        rf"(?:{_YEARS_QUARTER}|(?:[Tt]he\s)?{{YEAR}}(?:['’]s)?\s|(?:[Tt]he\s)?{_EARLIER})"
        r"(?P<ordinal>(?i:first|second|third|fourth|final)|[1-4](?:st|nd|rd|th))[\s-](?:fiscal\s)?"
        r"(?:quarter|(?P<half>half))"
        r"(?!\w)",
        quarter_date,
    ),
    Rule(
        "quarter-bare",
        r"(?:[Tt]he\s)?(?:fiscal\s)?(?P<ordinal>(?i:first|second|third|fourth|final)|[1-4](?:st|nd|rd|th))"
        r"(?:\s(?:fiscal|calendar))?[\s-]quarter(?!\w)",
        quarter_date,
        guard=of_business,
    ),
    Rule(
        "quarter-short",
        r"(?:Q(?P<ordinal>[1-4])(?:\s|\sof\s|,\s|/)?|(?P<number>[1-4])Q\s?){YEAR}",
        quarter_date,
    ),
    Rule(
        "quarter-letter",
        r"(?:Q(?P<ordinal>[1-4])|{YEAR}\sQ(?P<number>[1-4]))(?![\w-])",
        quarter_date,
        guard=of_business,
    ),
    Rule(
        "half",
        r"(?:[Tt]he\s)?(?P<ordinal>(?i:first|second|latter|former)) (?P<half>half)"
        r"(?:\sof\s(?:the\syear\s)?{YEAR}|{OFYEAR}|\sof\sthe\syear(?!\w))",
        quarter_date,
    ),
    Rule(
        "half-bare",
        r"(?:[Tt]he\s)?(?P<ordinal>(?i:first|second))[ -](?P<half>half)(?!\w|\s(?:of|hour|century|dozen|"
        r"decade|time|day))",
        quarter_date,
        guard=of_business,
    ),
    Rule(
        "that-quarter",
        r"(?:[Tt]he|[Tt]hat)\s(?:(?P<which>latest|most recent|current|same|just-ended|year-earlier|"
        r"year-ago|prior|"
        r"previous|preceding|fiscal|latest fiscal)\s)?(?P<unit>quarter|period)(?!\w|\s(?:of|finals?|"
        r"point|century|back)\b)",
        that_quarter,
        guard=of_business,
    ),
    Rule(
        "quarter-months",
        r"(?:[Tt]he\s)?(?P<first>January|April|July|October)[-–](?:March|June|September|December)\s(?:quarter|period)",
        quarter_of_months,
    ),
    Rule("year-quarter", r"(?:[Tt]he\s)?{YEAR}\s(?:quarter|period)(?!\w)", quarter_then, guard=of_business),
    Rule(
        "same-quarter",
        r"(?:[Tt]he\s)?(?:same|comparable|corresponding)\s(?:fiscal\s)?(?P<unit>quarter|period)"
        r"(?P<back>\s(?:(?:of|in)\s)?(?:last|the\sprevious|the\sprior)\syear|\sa\syear\s(?:ago|earlier|before)|"
        r"\s(?:of|in)\s{YEAR})",
        that_quarter,
    ),
    Rule(
        "same-month",
        r"(?:[Tt]he\s)?same\s(?P<unit>month|day|date)\s(?:(?:of|in)\s)?(?:last year|"
        r"a year (?:ago|earlier|before)|the (?:previous|prior) year)",
        same_month_then,
    ),
    Rule("year-ago-month", r"(?:[Tt]he\s)?year-(?:ago|earlier)\s(?P<unit>month)(?!\w)", same_month_then),
    Rule(
        "whole-year",
        r"(?<=[Ff]or )the\s(?:full\s|entire\s)?(?P<unit>year)(?=[,;.]|\son\s[A-Z]|\sas a whole\b|"
        r"\sto date\b)",
        whole_year,
        guard=of_business,
        typed=False,
    ),
    Rule(
        "full-year",
        r"(?P<unit>[Ff]ull-year)(?=\s(?:\w{2,14}\s)?(?:profits?|earnings|results|forecasts?|guidance|sales|revenues?|targets?|loss|"
        r"figures|outlook|net|income|estimates?)\b)",
        whole_year,
        typed=False,
    ),
    Rule("year-earlier", r"(?P<which>year-(?:earlier|ago))(?!\w)", that_quarter),
    Rule(
        "fiscal-year",
        r"(?:(?:[Tt]he\s)?(?:[Ff]iscal|[Ff]inancial)(?:[\s-]year)?[\s-]|FY\s?){YEAR}",
        business_year,
    ),
    Rule("fiscal-year-short", r"FY\s?['’]?(?P<short>\d\d)(?!\d)", business_year),
    Rule("year-fiscal", r"(?:[Tt]he\s)?{YEAR}\s(?:fiscal|financial)\syear", business_year),
    Rule(
        "this-fiscal-year",
        r"(?:(?:[Tt]he|[Ii]ts|[Tt]heir)\s)?(?P<which>[Tt]his|[Cc]urrent|[Ll]ast|[Nn]ext|[Pp]revious|"
        r"[Pp]rior|[Cc]oming|"
        r"[Nn]ew)\s(?:fiscal|financial|budget|tax|academic|school)\syear(?!\w)",
        business_year,
    ),
)
