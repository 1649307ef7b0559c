"""Dates relative to publication: "on Friday", "last week", "yesterday", "two years ago", "now"."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.durations import vague_period
from timeline_tui.normalize.dates.grammar import Meaning, Normaliser, Reading, Rule, dated
from timeline_tui.normalize.dates.guards import plausible_weekday
from timeline_tui.normalize.dates.lexicon import PARTS_OF_DAY, SEASONS, month_number, number, weekday_number
from timeline_tui.normalize.dates.point import SEASON_MONTHS, Point, day_point, in_unit, step
from timeline_tui.normalize.dates.story import same_stretch_then

_OPEN_WEEK = "XXXX-WXX"


def weekday_date(reading: Reading, context: Context) -> Meaning | None:
    """Read "on Friday": the day of publication or one of the six before; after it where a verb looks ahead.

    Without a publication day the nearest such weekday to the last day named in the text is guessed.
    """
    wanted = weekday_number(reading["weekday"] or "")
    which = (reading["which"] or "").lower()
    part = PARTS_OF_DAY.get((reading["part"] or "").lower())
    anchor = context.anchor if context.anchor and context.anchor.day else None
    here = anchor or context.focus_day
    days = here.days if here else None
    if days is None:
        return _open_day(f"{_OPEN_WEEK}-{wanted}", part)
    beside = _listed_after(reading, context)
    if beside is not None and beside.days is not None and not which:
        first = beside.days + 1
        return dated(
            replace(day_point(first + (wanted - 1 - (first + 3) % 7) % 7), part=part), confidence=0.9
        )
    ahead = (wanted - 1 - (days + 3) % 7) % 7  # days from here to that weekday, 0 to 6
    guessed = False
    if which in {"last", "past", "previous", "this past", "the previous", "the past"}:
        moved = ahead - 7
    elif which in {"next", "the next", "the following", "following", "the coming", "this coming"}:
        moved = ahead or 7
    elif anchor is None:
        moved, guessed = (ahead if ahead <= 3 else ahead - 7), True
    else:
        direction = 1 if _set_for(reading, context) else context.direction(reading.start, reading.end)
        if which == "this" and direction >= 0:
            direction = 1
        moved = ahead if direction > 0 or ahead == 0 else ahead - 7
        guessed = direction == 0 and ahead != 0 and not context.typed
    point = replace(day_point(days + moved), part=part)
    return dated(point, guessed=guessed, confidence=0.7 if guessed else 0.95)


def _listed_after(reading: Reading, context: Context) -> Point | None:
    """Return the weekday just before in a list: "Thursday" follows it in "next Wednesday and Thursday"."""
    if not context.days_near or reading.rule.name != "weekday":
        return None
    first, last, day = context.days_near[-1]
    if context.text[last : reading.start] not in _AND:
        return None
    return day if _ENDS_IN_WEEKDAY.search(context.text, max(first, last - 9), last) else None


_AND = frozenset(
    {" and ", " or ", " to ", " through ", " until ", " into ", ", ", " and on ", " and again on "}
)
_ENDS_IN_WEEKDAY = re.compile(r"day$")
_FOR = re.compile(
    r"\bfor\s(?:(?:early|late|noon|midnight|\d{1,2}(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d\d:\d\d)\s)?(?:on\s)?$"
)


_READY = re.compile(
    r"\b(?:tickets?|teams?|squads?|ready|waiting|prepar(?:e|es|ed|ing|ations?)|plans|candidates|ballots) for\s$",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad\b[^.;]{0,60}$")


def _set_for(reading: Reading, context: Context) -> bool:
    """Whether something is set for a weekday: "recalled for noon on Friday", not "for Friday's attack"."""
    before = context.text[max(0, reading.start - 70) : reading.start]
    if context.text.startswith(("'s", "’s"), reading.end):
        return bool(_READY.search(before))
    return bool(_FOR.search(before)) and not _HAD.search(before)


def _open_day(value: str, part: str | None) -> Meaning:
    point = Point("day", part=part) if part else None
    return Meaning(
        "TIME" if part else "DATE", f"{value}T{part}" if part else value, None, point, 0.6, focus=False
    )


def near_day(reading: Reading, context: Context) -> Meaning | None:
    """Read "today", "yesterday afternoon", "the day before yesterday", "tonight", "this morning"."""
    words = " ".join((reading["deictic"] or "").lower().split())
    offset = _NEAR.get(words)
    if offset is None:
        offset = -1 if words.startswith("last") else 0
    part = PARTS_OF_DAY.get((reading["part"] or "").lower()) or PARTS_OF_DAY.get(words)
    anchor = context.anchor if context.anchor and context.anchor.day else None
    speech = context.in_speech(reading.start)
    if anchor is not None and speech and words == "today" and _NOWADAYS.match(context.text, reading.end):
        return Meaning("DATE", "PRESENT_REF", anchor.edtf, focus=False, confidence=0.5)
    if anchor is None or anchor.days is None:
        if words == "today":
            return Meaning("DATE", "PRESENT_REF", None, confidence=0.6)
        return _open_day("XXXX-XX-XX", part)
    return dated(
        replace(day_point(anchor.days + offset), part=part), focus=not speech
    )


_NOWADAYS = re.compile(
    r",?\s(?:I|you|we|they|people|everyone|nobody|the [a-z]{2,12}['’]s|it['’]s|that['’]s|there['’]s|there (?:is|are))\s"
    r"(?!(?:announce|release|launch|sign|decide|vote|mark|celebrate|declare|lost|won|met|saw|had|were|did|went|came|"
    r"made|took|got|heard|agreed|will|shall|are|have|begin|start)\b|[a-z]{2,}ed\b)"
)
"""What makes a speaker's "today" these days: "We had a shop. Today I sell from my bedroom."."""
_NEAR = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2, "overnight": 0,
    "now": 0,
}  # fmt: skip


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
    """Refuse lengths: "the past decade", "the last week of August"."""
    which = match["which"].lower().removeprefix("the ")
    return which != "past" and not (which == "last" and match.string.startswith(" of ", match.end()))


def this_date(_reading: Reading, context: Context) -> Meaning | None:
    """Read "this date", "the same date": the day named last."""
    return dated(context.focus_day) if context.focus_day else None


def weekend_date(reading: Reading, context: Context) -> Meaning | None:
    """Read "this weekend", "at the weekend": Saturday and Sunday, on the side the verb looks to."""
    here = context.anchor
    if here is None or here.days is None or here.day is None:
        return Meaning("DATE", "XXXX-WXX-WE", None, confidence=0.5)
    days = here.days
    which = (reading["which"] or "").lower()
    day_of_week = (days + 3) % 7
    week = 1 if which == "next" else -1 if which == "last" else 0
    if not week and day_of_week < 5 and context.direction(reading.start, reading.end) < 0:
        week = -1
    weekend = in_unit(day_point(days + 7 * week), "weekend")
    return dated(weekend) if weekend else None


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
    point = Point("month", year, month) if month else Point("season", year, season=season)
    return dated(point)


def ago_date(reading: Reading, context: Context) -> Meaning | None:
    """Read "two weeks ago", "five years from now": as exact as its unit ("two years ago" is a year)."""
    count, unit = number(reading["n"] or "a"), reading.unit
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


def season_ago(reading: Reading, context: Context) -> Meaning | None:
    """Read "two winters ago": the latest that has begun is the first of them."""
    count, here = number(reading["n"] or ""), context.anchor
    if count is None or count != int(count) or here is None or here.year is None or here.month is None:
        return None
    season = SEASONS[(reading["season"] or "").lower()]
    year = here.year - (SEASON_MONTHS[season] > here.month) - int(count) + 1
    return dated(Point("season", year, season=season), confidence=0.7)


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
_MONTHLIKE = r"(?:{MONTHNAME}|{SEASON})"

RULES: tuple[Rule, ...] = (
    Rule(
        "weekday",
        r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Tt]he (?:previous|following|next|past|"
        r"coming)|[Pp]ast)\s)?{WEEKDAY}(?:\s{PART})?",
        weekday_date,
        guard=plausible_weekday,
    ),
    Rule(
        "weekday-part",
        r"(?:[Tt]he\s)?(?P<edge>[Ee]arly|[Ll]ate)\s(?:on\s)?{WEEKDAY}(?:\s{PART})?",
        weekday_date,
    ),
    Rule(
        "near-day",
        r"(?P<deictic>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Tt]oday|[Yy]esterday|"
        r"[Tt]omorrow|[Tt]onight)(?!['’]s world)(?:\s{PART})?",
        near_day,
    ),
    Rule(
        "overnight",
        r"(?P<deictic>[Oo]vernight)(?=[.,;]|\s(?:on|after|in|by|from|to|at|into|as|and|amid|but|the|"
        r"that|when|with)\b)",
        near_day,
    ),
    Rule("near-part", r"(?P<deictic>[Ll]ast|[Tt]his)\s{PART}", near_day),
    Rule(
        "unit",
        r"(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s)?" + _WHICH + r"\s{LONGUNIT}",
        unit_date,
        guard=_is_unit,
    ),
    Rule(
        "unit-possessive",
        r"(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s(?P<unit>year|month|week)s(?=\s[a-z])",
        unit_date,
    ),
    Rule("this-date", r"(?:[Tt]h(?:is|at|e same)|[Oo]n the) (?:very )?date(?!\w)", this_date),
    Rule("weekend", r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he)\s)weekend(?!\w|\sof\s)", weekend_date),
    Rule("neighbour", _WHICH + r"\s" + _MONTHLIKE, named_neighbour),
    Rule("ago", r"(?:{ABOUT})?{NUMBER}\s{UNIT}\s(?:(?P<ago>ago)|from now|hence)(?!\w)", ago_date),
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
        r"[Aa]t present|[Ff]or the (?:moment|time being)|[Ff]or now|[Pp]resent[- ]day|[Nn]owadays|[Tt]hese days|[Aa]t the moment|[Tt]o date)(?![\w]|"
        r"-known)",
        reference("PRESENT_REF"),
    ),
    Rule(
        "past",
        r"(?:[Rr]ecently|(?:the )?[Rr]ecent(?:\s(?:days|weeks|months|years|decades|times))?|"
        r"[Tt]hose days|[Tt]he other (?:day|night|week|month)|(?:[Ii]n )?the (?:recent )?past(?!\s(?:\w{1,20}\s)?(?:day|week|month|year|"
        r"decade|centur|hour))|[Ll]ately)(?!\w)",
        reference("PAST_REF"),
    ),
    Rule(
        "future",
        r"(?:[Tt]he (?:days|weeks|months|years) (?:ahead|to come)|"
        r"[Tt]he (?:near |foreseeable )?future|[Ff]uture(?=\s[a-z]))(?!\w)",
        reference("FUTURE_REF"),
    ),
)
