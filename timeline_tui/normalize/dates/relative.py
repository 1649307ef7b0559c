"""Dates relative to publication: "on Friday", "last week", "yesterday", "two years ago", "now"."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.durations import lasts_throughout, vague_period
from timeline_tui.normalize.dates.grammar import Meaning, Normaliser, Reading, Rule, dated
from timeline_tui.normalize.dates.lexicon import SEASONS, month_number, number
from timeline_tui.normalize.dates.point import SEASON_MONTHS, Point, day_point, in_unit, step
from timeline_tui.normalize.dates.story import same_stretch_then


def unit_date(reading: Reading, context: Context) -> Meaning | None:
    """Read "last week", "this year", "next month": the unit around publication, or its neighbour.

    In a narrative they hang on the story: "the previous year" after "in 1941" is 1940.
    """
    unit, which = reading.unit, " ".join((reading["which"] or "").lower().split())
    count = _STEPS.get(which.removeprefix("the "), 0)
    here = context.anchor
    if here is None or which.removeprefix("the ") in _STORY_WORDS:
        here = context.focus if context.focus is not None else here
    if unit == "day":
        here = context.focus_day or here
    moved = step(here, unit, count) if here else None
    if moved is None:
        return Meaning("DATE", Point(unit).timex, None, confidence=0.5)
    return dated(moved)


_STEPS = {
    "last": -1, "past": -1, "this past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1,
    "coming": 1,
    "following": 1, "this coming": 1, "subsequent": 1, "upcoming": 1,
}  # fmt: skip
_STORY_WORDS = {"previous", "preceding", "prior", "following", "subsequent", "that", "same", "that same"}


def _is_unit(match: re.Match[str]) -> bool:
    """Refuse lengths: "the past decade", "over the next year", "the last week of August"."""
    which = match["which"].lower()
    if which in {"the next", "the last", "the coming"} and lasts_throughout(match):
        return False
    which = which.removeprefix("the ")
    return (
        which != "past"
        and match["unit"] != "fortnight"
        and not (which == "last" and match.string.startswith(" of ", match.end()))
    )


def beyond(reading: Reading, context: Context) -> Meaning | None:
    """Read "the week before last", "the month after next": two steps from publication."""
    here = context.anchor
    moved = (
        step(here, reading.unit, -2 if (reading["which"] or "").startswith("before") else 2) if here else None
    )
    return dated(moved) if moved else None


def this_date(_reading: Reading, context: Context) -> Meaning | None:
    """Read "this date", "the same date": the day named last."""
    return dated(context.focus_day) if context.focus_day else None


def weekend_date(reading: Reading, context: Context) -> Meaning | None:
    """Read "this weekend", "at the weekend": Saturday and Sunday, on the side the verb looks to."""
    here = context.anchor
    if here is None or here.days is None or here.day is None:
        return Meaning("DATE", "XXXX-WXX-WE", None, confidence=0.5)
    which = (reading["which"] or "").lower()
    named = context.focus_day if which in {"the following", "the previous"} else None
    days = named.days if named is not None and named.days is not None else here.days
    day_of_week = (days + 3) % 7
    week = 1 if which == "next" else -1 if which in {"last", "the previous"} else 0
    if which == "the following":
        week = int(day_of_week >= _FRIDAY)
    elif not week and day_of_week < _SATURDAY and context.direction(reading.start, reading.end) < 0:
        week = -1
    weekend = in_unit(day_point(days + 7 * week), "weekend")
    return dated(weekend) if weekend else None


_FRIDAY, _SATURDAY = 4, 5


def new_year(_reading: Reading, context: Context) -> Meaning | None:
    """Read "early in the new year": the year that is about to begin, or has just begun."""
    here = context.anchor if context.anchor is not None and not context.narrative else context.focus
    if here is None or here.year is None or here.month is None:
        return None
    return dated(Point("year", here.year + (here.month > _HALF_YEAR)), confidence=0.8, focus=False)


_HALF_YEAR = 6


def named_neighbour(reading: Reading, context: Context) -> Meaning | None:
    """Read "last March", "next summer", "this fall": the nearest before or after publication."""
    which = " ".join((reading["which"] or "").lower().split()).removeprefix("the ")
    count = _STEPS.get(which, 0)
    month = month_number(reading["month"]) if reading["month"] else None
    season = None if month else SEASONS[(reading["season"] or "").lower()]
    first = month or SEASON_MONTHS[season or "SP"]
    here = context.anchor
    if here is None or which in _STORY_WORDS:
        here = context.focus or here
    year = here.year if here else None
    if here is not None and year is not None and here.fineness > 2:
        now = here.first_month
        length = 1 if month else 3
        if count < 0:
            year -= first + length > now
        elif count > 0:
            year += first <= now
    elif year is not None:
        year += count
    if season == "WI" and count == 0 and here is not None and here.month is not None and year is not None:
        year -= here.month <= _STILL_WINTER
    point = Point("month", year, month) if month else Point("season", year, season=season)
    return dated(point)


_STILL_WINTER = 3
"""From January to March "that winter" is the one that began the year before."""


def ago_date(reading: Reading, context: Context) -> Meaning | None:
    """Read "two weeks ago", "five years from now": as exact as its unit ("two years ago" is a year)."""
    count, unit = number(reading["n"] or "a"), reading.unit
    if count == _HALF and unit in _YEARS:
        count, unit = _YEARS[unit] * count, "year"  # "half a century ago"
    back = reading["ago"] is not None
    here = context.anchor or (context.focus if back else None)
    if count is None or here is None or count != int(count):
        value = ("PAST_REF" if back else "FUTURE_REF") if count is None else vague_period(count, unit)
        if count is None:
            return Meaning("DATE", value, None, confidence=0.7)
        return Meaning("DATE", Point(_COARSE.get(unit, unit)).timex, None, confidence=0.5)
    compared = same_stretch_then(reading, context, back) if unit == "year" and count == 1 else None
    if compared is not None:
        return dated(compared, confidence=0.8, focus=False)
    moves = -int(count) if back else int(count)
    if unit in {"hour", "minute", "second"}:
        return dated(here, focus=False) if here.day else Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    moved = step(here, unit, moves)
    if moved is None:
        return Meaning("DATE", Point(_COARSE.get(unit, unit)).timex, None, confidence=0.5)
    if unit in {"week", "fortnight"} and moved.number is not None:
        return dated(moved)
    return dated(moved)


def in_so_long(reading: Reading, context: Context) -> Meaning | None:
    """Read "in two years' time", "in a month's time": so long from publication."""
    if reading["one"]:
        reading = replace(reading, parts={**reading.parts, "n": "a", "unit": reading["single"]})
    if context.anchor is None:
        return Meaning("DURATION", vague_period(number(reading["n"] or "a"), reading.unit), None, focus=False)
    return ago_date(reading, context)


def midweek(_reading: Reading, context: Context) -> Meaning | None:
    """Read "by midweek": the week that the story is in."""
    here = context.focus_day or context.anchor
    week = in_unit(here, "week") if here is not None else None
    return dated(week, confidence=0.6, focus=False) if week is not None else None


def nights_ago(reading: Reading, context: Context) -> Meaning | None:
    """Read "two nights ago": the night of that day."""
    count, here = number(reading["n"] or ""), context.anchor
    if count is None or count != int(count) or here is None or here.day is None or here.days is None:
        return None
    return dated(replace(day_point(here.days - int(count)), part="NI"))


def season_ago(reading: Reading, context: Context) -> Meaning | None:
    """Read "two winters ago": the latest that has begun is the first of them."""
    count, here = number(reading["n"] or ""), context.anchor
    if count is None or count != int(count) or here is None or here.year is None or here.month is None:
        return None
    season = SEASONS[(reading["season"] or "").lower()]
    year = here.year - (SEASON_MONTHS[season] > here.month) - int(count) + 1
    return dated(Point("season", year, season=season), confidence=0.7)


_HALF = 0.5
_YEARS = {"decade": 10, "century": 100}
_COARSE = {"hour": "day", "minute": "day", "second": "day", "centurie": "century"}


def reference(value: str) -> Normaliser:
    """Return a normaliser for words that point at no stretch of their own: "now", "recently"."""

    def normalise(_reading: Reading, _context: Context) -> Meaning | None:
        """Read "now", "recently", "in the future"."""
        return Meaning("DATE", value, None, focus=False)

    return normalise


_WHICH = (
    r"(?P<which>(?:[Tt]he\s)?(?:[Ll]ast|[Nn]ext|[Pp]ast|[Pp]revious|[Pp]receding|[Cc]oming|[Ff]ollowing|"
    r"[Cc]urrent|"
    r"[Ss]ubsequent|[Pp]resent)|[Tt]his(?: past| coming| very| same)?)"
)
_CLAUSE = re.compile(r"(?:\b(?:and|but|later|of|by|until|in)\s|[.;!?][\"”’)]?\s|,\s|\n|^)$")


_SAID = re.compile(
    r"\b(?:said|says|told \w{2,12}|reported|showed?|shows|believed?|knew|known?|thought|thinks?|meant|"
    r"means|so|found|"
    r"suggests?(?:ed)?|announced|added|argued|claimed|hoped?|feared|confirmed|is|was|now)\s$"
)
_ADVERB = re.compile(r"[,.;)]|\s(?:he|she|it|they|the|and|when|after|with|at|in|to|by|his|her|their|as)\b")


def after_a_clause(match: re.Match[str]) -> bool:
    """Accept "he left that August.", "…, and that August he fell", not "he said that March was cold"."""
    text, start = match.string, match.start()
    if _CLAUSE.search(text, max(0, start - 7), start):
        return True
    return bool(_ADVERB.match(text, match.end())) and not _SAID.search(text, max(0, start - 20), start)


_MONTHLIKE = r"(?:{MONTHNAME}|{SEASON})"

RULES: tuple[Rule, ...] = (
    Rule(
        "unit",
        r"(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s)?" + _WHICH + r"\s{LONGUNIT}",
        unit_date,
        guard=_is_unit,
    ),
    Rule(
        "beyond",
        r"[Tt]he\s(?P<unit>week|weekend|month|year)\s(?P<which>before\slast|after\snext)(?!\w)",
        beyond,
    ),
    Rule(
        "unit-possessive",
        r"(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s(?P<unit>year|month|week)s(?=\s[a-z])",
        unit_date,
    ),
    Rule("this-date", r"(?:[Tt]h(?:is|at|e same)|[Oo]n the) (?:very )?date(?!\w)", this_date),
    Rule(
        "weekend",
        r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he(?: following| previous)?)\s)weekend(?!\w|\sof\s)",
        weekend_date,
    ),
    Rule(
        "new-year",
        r"(?:(?<=[Ii]n )|(?<=[Ii]nto )|(?<=[Uu]ntil )|(?<=[Bb]efore )|(?<=[Ff]or ))the new year(?!\w|['’])",
        new_year,
        typed=False,
    ),
    Rule("that-month", r"(?P<which>[Tt]hat)\s" + _MONTHLIKE, named_neighbour, guard=after_a_clause),
    Rule("neighbour", _WHICH + r"\s" + _MONTHLIKE, named_neighbour),
    Rule("ago", r"(?:{ABOUT})?{NUMBER}\s{UNIT}\s(?:(?P<ago>ago)|from now|hence)(?!\w)", ago_date),
    Rule(
        "in-so-long",
        r"(?<=[Ii]n )(?:{ABOUT})?{NUMBER}\s{UNIT}['’]s?\stime(?!\w)|"
        r"(?<=[Ii]n )(?P<one>an?)\s(?P<single>week|month|year)['’]s\stime",
        in_so_long,
    ),
    Rule("midweek", r"(?<=[Bb]y )mid-?week(?!\w)", midweek, typed=False),
    Rule("nights-ago", r"{NUMBER}\s(?P<part>night)s?\sago(?!\w)", nights_ago),
    Rule("seasons-ago", r"{NUMBER}\s(?P<season>spring|summer|autumn|fall|winter)s\sago(?!\w)", season_ago),
    Rule(
        "ago-vague",
        r"(?P<n>(?:[Aa] few )?)(?P<unit>day|week|month|year|decade|centurie|century|hour|minute)s "
        r"(?P<ago>ago)(?!\w)",
        reference("PAST_REF"),
    ),
    Rule(
        "present",
        r"(?:[Rr]ight |[Uu]ntil |[Uu]p to |[Bb]y )?(?<![-\w])(?P<now>[Nn]ow|[Cc]urrently|[Cc]urrent|"
        r"[Aa]t present|[Ff]or the (?:moment|time being)|[Ff]or now|[Pp]resent[- ]day|[Nn]owadays|"
        r"[Tt]hese days|[Aa]t the moment|[Tt]o date)(?![\w]|"
        r"-known)",
        reference("PRESENT_REF"),
    ),
    Rule(
        "past",
        r"(?:[Rr]ecently|(?:the )?[Rr]ecent(?:\s(?:days|weeks|months|years|decades|times))?|"
        r"[Tt]hose days|[Tt]he (?:good )?old days|[Tt]he other (?:day|night|week|month)|"
        r"(?:[Ii]n )?the (?:recent )?past(?!\s(?:\d|few|several|couple|{NUMBERWORD})|"
        r"\s(?:\w{1,20}\s)?(?:day|week|month|year|"
        r"decade|centur|hour))|[Ll]ately)(?!\w)",
        reference("PAST_REF"),
    ),
    Rule(
        "future",
        r"(?:[Tt]he (?:days|weeks|months|years) (?:ahead|to come)|"
        r"[Tt]he (?:near |foreseeable )?future|(?:future|(?<![A-Za-z] )Future)(?=\s[a-z]))(?!\w)",
        reference("FUTURE_REF"),
    ),
)
