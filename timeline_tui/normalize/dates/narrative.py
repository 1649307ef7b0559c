"""Dates that hang on the story: "that day", "the next day", "two days later", "a year earlier"."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.durations import lasts_throughout, period
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.happenings import day_of_event_after
from timeline_tui.normalize.dates.lexicon import ORDINALS, PARTS_OF_DAY, number
from timeline_tui.normalize.dates.point import Point, day_point, in_unit, is_real, step
from timeline_tui.normalize.dates.story import same_stretch_then


def _open(unit: str, part: str | None = None) -> Meaning:
    value = Point(unit).timex
    point = Point("day", part=part) if part else None
    return Meaning(
        "TIME" if part else "DATE", f"{value}T{part}" if part else value, None, point, 0.5, focus=False
    )


def _here(context: Context, unit: str, reading: Reading) -> Point | None:
    """What "that day" or "the next year" steps from: for days the last day, else the last thing named.

    Told as past in news, "the day before" is not that of a day still to come: "she would not stand next
    Tuesday. Only the day before she had vowed to."
    """
    if unit in {"day", "week", "weekend"}:
        if unit == "week" and context.focus is not None and context.focus.unit == "week":
            return context.focus
        if context.focus_day is None and context.anchor is not None:
            return context.anchor
        if context.past_day is not context.focus_day and context.direction(reading.start, reading.end) < 0:
            return context.past_day or context.focus_day
        return context.focus_day or context.focus
    if unit == "month" and context.compared(reading.start):
        return context.reported(reading.start)
    if unit in {"year", "decade"} and context.narrative and context.story is not None:
        beside = context.focus is not None and context.focus_at >= context.sentence(reading.start)[0]
        return context.focus if beside else context.story
    return context.focus or context.anchor


def that_unit(reading: Reading, context: Context) -> Meaning | None:
    """Read "that day", "the same month", "later that year", "that afternoon": the unit the story is in."""
    part = PARTS_OF_DAY.get((reading["part"] or "").lower())
    unit = "day" if part else reading.unit or "day"
    here = _here(context, unit, reading)
    point = in_unit(here, unit) if here else None
    if point is None:
        return _open(unit, part)
    return dated(replace(point, part=part))


def next_unit(reading: Reading, context: Context) -> Meaning | None:
    """Read "the next day", "the following morning", "the day before": one step from where the story is."""
    part = PARTS_OF_DAY.get((reading["part"] or "").lower())
    unit = "day" if part else reading.unit or "day"
    words = (reading["which"] or reading["side"] or "").lower()
    if _explains_a_date(reading, context) and context.focus_day is not None:
        return dated(context.focus_day)
    here = _here(context, unit, reading)
    if reading["side"] and not context.narrative and _names_something(reading, context):
        here = day_of_event_after(context, reading.end)[1]
    if unit == "day" and here is not None and here.day is None:
        here = None
    back = words in {"previous", "preceding", "before", "prior", "earlier"}
    moved = step(here, unit, -1 if back else 1) if here else None
    if moved is None:
        return _open(unit, part)
    # What came before moves no news story: "1.45 percent, from 1.51 the day before".
    return dated(replace(moved, part=part), focus=context.narrative or not back)


def is_neighbour(match: re.Match[str]) -> bool:
    """Refuse lengths: "over the next year", "in the next decade"."""
    return not (match["unit"] and match["which"] == "next" and lasts_throughout(match))


def counted_step(reading: Reading, context: Context) -> Meaning | None:
    """Read "twelve days later", "two years earlier": as many steps, as exact as the coarser of the two.

    A vague count ("a few weeks later") leaves the day open but keeps the side: EDTF ``2025-08-15/..``.
    """
    unit = reading.unit
    count = number(reading["n"]) if reading["n"] else None
    if not context.narrative and _until_something(reading, context):
        length = reading.end - len(reading["side"] or "") - 1
        return Meaning("DURATION", period(count, unit), None, focus=False, end=length)
    if _explains_a_date(reading, context) and context.focus_day is not None:
        return dated(context.focus_day)
    side = (reading["side"] or "").lower()
    back = side in {"earlier", "before", "previously", "prior", "beforehand"}
    named, day = day_of_event_after(context, reading.end) if side in {"before", "after"} else (False, None)
    here = (
        day
        if named
        else _here(context, unit, reading)
        if unit not in {"hour", "minute", "second"}
        else context.focus_day
    )
    if unit in {"hour", "minute", "second"} and not context.narrative:
        return Meaning("DURATION", period(count, unit), None, confidence=0.6, focus=False)
    if here is None or here.year is None:
        if unit in {"hour", "minute", "second"}:
            return Meaning("TIME", "XXXX-XX-XXTXX", None, confidence=0.5, focus=False)
        return _open("week" if unit == "fortnight" else unit)
    if unit in {"hour", "minute", "second"}:
        day_of_it = replace(here, part=None, unit="day")
        return Meaning("TIME", f"{day_of_it.timex}TXX", day_of_it.edtf, focus=False, confidence=0.5)
    if count is None or count != int(count):
        edge = here.edtf
        open_end = None if edge is None or "/" in edge else f"../{edge}" if back else f"{edge}/.."
        value = "PAST_REF" if back else "FUTURE_REF"
        return Meaning("DATE", value, open_end, confidence=0.5, focus=False)
    compared = same_stretch_then(reading, context, back) if unit == "year" and count == 1 else None
    if compared is not None:
        return dated(compared, confidence=0.8, focus=False)
    moved = step(here, unit, -int(count) if back else int(count))
    if moved is None:
        return _open(unit)
    if side == "after" and _is_unwritten(moved, context) and _names_something(reading, context):
        length = reading.end - len(side) - 1  # "38 years after the war" counts from another year
        return Meaning("DURATION", period(count, unit), None, focus=False, end=length)
    return dated(moved)


def _is_unwritten(point: Point, context: Context) -> bool:
    """Whether a point lies after the text was written."""
    told, written = point.days, context.published.days if context.published is not None else None
    return told is not None and written is not None and told > written


def nights_step(reading: Reading, context: Context) -> Meaning | None:
    """Read "two nights later": the night of that day."""
    count, here = number(reading["n"] or ""), _here(context, "day", reading)
    if count is None or count != int(count) or here is None:
        return None
    back = (reading["side"] or "").lower() in {"earlier", "before"}
    moved = step(replace(here, part=None), "day", -int(count) if back else int(count))
    return dated(replace(moved, part="NI")) if moved is not None else None


def _names_something(reading: Reading, context: Context) -> bool:
    """Whether "after" goes on with what it is after: "the day after the vote"."""
    if re.match(
        r"\s(?:he|she|it|they|we|I)\s(?:had|was|were)\b(?! to\b)",
        context.text[reading.end : reading.end + 16],
    ):
        return False
    return bool(
        re.match(r"\s(?![-–—]|(?:and|or|but)\b)[\w\"'“‘$]", context.text[reading.end : reading.end + 6])
    )


def _until_something(reading: Reading, context: Context) -> bool:
    """Whether a length leads up to something whose day is unknown: "three months after the invasion began".

    Annotators of news mark the length alone. "Two weeks after, he left" and "two days before the vote", the
    vote's day known, are dates.
    """
    if (reading["side"] or "").lower() not in {"before", "after"}:
        return False
    if not _names_something(reading, context):
        return False
    named, day = day_of_event_after(context, reading.end)
    return not (named and day is not None)


def _explains_a_date(reading: Reading, context: Context) -> bool:
    """Whether a step repeats the date before it: "On 27 June 1950, two days after the army invaded"."""
    last = context.days_near[-1] if context.days_near else None
    if last is None or (reading["side"] or "").lower() not in {"after", "before", "following"}:
        return False
    gap = context.text[last[1] : reading.start]
    return gap in {", ", "-", "–", " – ", " — ", " ("} and context.text[reading.end : reading.end + 1] == " "


def vague_days(reading: Reading, context: Context) -> Meaning | None:
    """Read "in the subsequent days", "over the following weeks": after the story's last day, open-ended."""
    unit = reading.unit
    if context.anchor is not None and "coming" in (reading["which"] or ""):
        return Meaning("DATE", "FUTURE_REF", f"{context.anchor.edtf}/..", focus=False, confidence=0.7)
    here = context.focus_day or context.focus or context.anchor
    edtf = None
    if here is not None and here.edtf is not None and "/" not in here.edtf:
        after = step(here, "day", 1) or here
        edtf = f"{after.edtf or here.edtf}/.."
    return Meaning("DURATION", period(None, unit), edtf, focus=False, confidence=0.7)


def day_alone(reading: Reading, context: Context) -> Meaning | None:
    """Read "the 20th", "on the 7th": a day of the month the story is in."""
    words = (reading["ordinal"] or "").lower()
    day = int(re.match(r"\d+", words)[0]) if words[:1].isdigit() else ORDINALS[words]  # type: ignore[index]
    named = (context.focus, context.story, context.focus_day, context.anchor)
    here = next((point for point in named if point is not None and point.month), None)
    if here is None or here.month is None or not is_real(here.year, here.month, day):
        return Meaning("DATE", f"XXXX-XX-{day:02d}", None, confidence=0.5) if 1 <= day <= 31 else None
    return dated(Point("day", here.year, here.month, day))


_ON = re.compile(
    r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Tt]ill|[Ss]ince|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Bb]etween|[Tt]o|[Tt]hrough|[Aa]nd|"
    r"[Dd]uring)\s$"
)


def on_that_day(match: re.Match[str]) -> bool:
    """Accept "on the 20th", "until the 7th"; "at the 18th" is a hole, "in the 7th" a round."""
    text = match.string
    if _UNIT_OF_ARMS.match(text, match.end()):
        return False
    return bool(_ON.search(text, max(0, match.start() - 8), match.start()))


_UNIT_OF_ARMS = re.compile(
    r"\s(?:Divisions?|Arm(?:y|ies)|Corps|Regiments?|Battalions?|Brigades?|Infantry|Cavalry|Panzer|Guards?|Fleet|Squadron|"
    r"Wing|Air|Airborne|Marines?|Foot|Light|Mountain|Armou?red|Rifles?|Group|Congress|Parliament|Amendment|Century|"
    r"Street|Avenue|Hole|District|Circuit|Party|Dynasty|Arrondissement|Legion|Ward)\b"
)


def part_of_year(reading: Reading, context: Context) -> Meaning | None:
    """Read "the end of the month", "late in the year", "year end": the unit the story is in."""
    unit = reading.unit or "year"
    here = context.focus or context.anchor
    if unit == "day":
        beside = context.days_near and context.days_near[-1][0] >= context.sentence(reading.start)[0]
        here = (context.past_day if beside else context.anchor) or context.focus_day or here
    elif context.anchor is not None and reading["which"] != "that":
        here = context.anchor
    point = in_unit(here, unit) if here else None
    return dated(point) if point else _open(unit)


def in_the_part(reading: Reading, context: Context) -> Meaning | None:
    """Read "in the morning", "earlier in the evening": of the day spoken of; histories leave it open."""
    here = None if context.narrative else context.anchor
    if (
        here is not None
        and context.days_near
        and context.days_near[-1][0] >= context.sentence(reading.start)[0]
    ):
        here = context.past_day if context.direction(reading.start, reading.end) < 0 else context.focus_day
    elif (
        here is not None
        and here.days is not None
        and reading["late"] == "night"
        and context.direction(reading.start, reading.end) < 0
    ):
        here = day_point(here.days - 1)  # "They dug through the night and on Monday reached him"
    elif here is not None and not reading["trading"]:
        past = context.direction(reading.start, reading.end) < 0
        here = (context.news_day(reading.start) if past else None) or here
    here = here or (None if context.narrative else context.focus_day)
    part = PARTS_OF_DAY[(reading["part"] or reading["late"] or reading["trading"] or "").lower()]
    before = context.text[
        max(context.sentence(reading.start)[0], reading.start - _HABIT_REACH) : reading.start
    ]
    if here is None or here.day is None or _NOT_ONCE.search(before):
        return _open("day", part)
    return dated(replace(here, unit="day", clock=None, part=part), confidence=0.6, focus=False)


_HABIT_REACH = 80
_NOT_ONCE = re.compile(
    r"\b(?:(?:does|do)(?:n['’]t| not)|usually|always|often|never|normally|sometimes)\b[^.;]{0,60}$"
)
"""What makes "in the morning" that of no day: "He does not drink coffee in the morning"."""


def part_of_day(reading: Reading, context: Context) -> Meaning | None:
    """Read "the night of April 18", "early in the morning of 29 April": joined to the date that follows."""
    part = PARTS_OF_DAY[(reading["part"] or "").lower()]
    here = context.focus_day
    if here is None:
        return _open("day", part)
    return dated(replace(here, part=part), focus=False)


_PREFIX = r"(?:(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate|[Oo]n|[Aa]lso)\s)?"
_THAT = r"(?:[Tt]hat(?: very| same)?|[Tt]he (?:very )?same|[Ss]ame)"

RULES: tuple[Rule, ...] = (
    Rule(
        "that-unit",
        rf"(?:(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate)\s(?:on\s|in\s)?)?{_THAT}\s(?:{{PART}}|"
        r"(?P<unit>day|week|weekend|month|year|decade|century)(?!\w))",
        that_unit,
    ),
    Rule(
        "next-unit",
        r"(?:(?:[Ee]arly|[Ll]ater?)\s(?:on\s)?)?(?:[Tt]he|[Vv]ery)\s(?P<which>(?:very )?next|following|"
        r"previous|preceding|prior|subsequent)\s(?:{PART}|(?P<unit>day|week|month|year|decade|century)"
        r"(?!\w))",
        next_unit,
        guard=is_neighbour,
    ),
    Rule(
        "unit-side",
        r"[Tt]he\s(?:{PART}|(?P<unit>day|week|month|year)(?!\w))\s(?P<side>before|after|following|"
        r"earlier|prior)(?!\w)",
        next_unit,
    ),
    Rule(
        "counted-step",
        r"(?:{ABOUT}|[Jj]ust\s|[Aa] mere\s|[Oo]nly\s|[Ee]xactly\s)?{NUMBER}\s{UNIT}\s"
        r"(?P<side>(?:later|earlier)(?!\sthan)|before|after|afterwards?|previously|prior|beforehand|"
        r"thereafter)(?!\w)",
        counted_step,
    ),
    Rule("nights-step", r"{NUMBER}\snights?\s(?P<side>later|earlier|before|after)(?!\w)", nights_step),
    Rule(
        "vague-step",
        r"(?P<unit>[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Hh]our|[Mm]inute|[Mm]oment)s\s(?P<side>(?:later|"
        r"earlier)(?!\sthan)|"
        r"before|afterwards?|previously|beforehand)(?!\w)",
        counted_step,
    ),
    Rule(
        "vague-days",
        r"(?:[Tt]he\s)?(?P<which>(?:(?<=the )|(?<=The ))(?:subsequent|following|ensuing|intervening|"
        r"next few|next several)|"
        r"coming)\s"
        r"(?P<unit>day|week|month|year|hour)s(?!\w)",
        vague_days,
    ),
    Rule(
        "day-alone",
        r"[Tt]he\s(?P<ordinal>(?:[4-9]|1\d|2[04-9]|30)th|(?:21|31|1)st|22nd|2nd|23rd|3rd)(?!\w)"
        r"(?<=[a-z])(?=\s(?:of that month|of the month|(?:and|to|a|an|the|was|were|had|he|she|it|they|his|"
        r"her|"
        r"its|their|when|with|after|but|as|at|in|all|both|only|another|word|news)\b|[A-Z][a-z])|"
        r"[,.;)]|\s?[-–]\d)",
        day_alone,
        guard=on_that_day,
    ),
    Rule(
        "part-of-unit",
        r"(?:[Tt]he\s)?{EDGE}\s(?:of|in)\s(?P<which>the|that|this)\s(?P<unit>month|year|week|decade|"
        r"century)(?!\w)",
        part_of_year,
    ),
    Rule("end-of-day", r"(?<=[Bb]y )the (?:end|close) of the (?P<unit>day)(?!\w)", part_of_year, typed=False),
    Rule(
        "later-in-unit",
        r"(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate|[Mm]idway)\s(?:on\s)?in\s(?P<which>the|that|this)\s"
        r"(?P<unit>day|month|year|week|decade|century)(?!\w)",
        part_of_year,
    ),
    Rule(
        "in-the-part",
        r"(?:(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\sin\s|(?<=[Ii]n ))[Tt]he\s(?:early\s|late\s)?"
        r"(?P<part>morning|afternoon|evening)|"
        r"(?:(?<=[Ii]n )|(?<=early )|(?<=late ))(?P<trading>morning|midday|afternoon)(?=\strading)|"
        r"(?:(?<=[Tt]hrough )|(?<=[Tt]hroughout )|(?<=[Dd]uring )|(?<=into ))the\s(?P<late>night|evening))"
        r"(?!\w|\s(?:of|on)\s|\s(?:shows?|programs?|papers?|news|session|rush|edition)\b)",
        in_the_part,
        typed=False,
    ),
    Rule("year-end", r"(?:[Tt]he\s)?(?P<unit>year|month)(?:['’]s |[- ])end(?!\w)", part_of_year),
    Rule(
        "part-of-day",
        r"(?:(?:[Ee]arly|[Ll]ate)\s(?:in|on)\s)?(?:[Tt]he\s)(?:early\s|late\s)?"
        r"(?P<part>morning|afternoon|evening|night|dawn|dusk|daybreak|(?:early|small)(?=\shours))(?!\w)(?:\shours)?"
        r"(?=\sof\s(?:the\s)?(?:\d|[A-Z]|that))",
        part_of_day,
    ),
)
