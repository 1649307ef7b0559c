"""Times of day: "11:26 a.m.", "22:30 Moscow time", "15:11 GMT", "noon", "3 p.m.

ET", "at 10:54 a.m. in Anchorage".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline_tui.model.calendar import DAY
from timeline_tui.normalize.dates.clock_days import SURE_ENOUGH, day_beside, day_told, is_habit, is_to_come
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.figures import among_figures, in_prose
from timeline_tui.normalize.dates.grammar import Meaning, Parts, Reading, Rule, dated
from timeline_tui.normalize.dates.letters import ALL_LETTERS
from timeline_tui.normalize.dates.lexicon import NUMBERS, PARTS_OF_DAY, number
from timeline_tui.normalize.dates.places import offset_of, zone_at
from timeline_tui.normalize.dates.point import HALF_OPEN, Point, after_noon, day_point, with_clock


def clock_time(reading: Reading, context: Context) -> Meaning | None:
    """A time of day, on the day that the same sentence names, else on the last day named."""
    clock = _clock(reading)
    if clock is None:
        return None
    day = beside = day_beside(reading, clock, context)
    sure = 1.0
    if day is None:
        if is_habit(reading, context):
            return _of_no_day(clock, context)
        day, sure = day_told(reading, context)
    if day is None:
        return _of_no_day(clock, context)
    if reading.rule.name in HALF_OPEN and day.part in {"EV", "NI"}:
        clock = after_noon(clock, day.part)
    if _ends_the_day(reading, day, context):
        context.last_clock = with_clock(day, "24:00", ""), reading.start
        return _day_ends(day, sure)
    if day.part in {"EV", "NI"} and clock < _DAYBREAK and day.days is not None:
        after = day_point(day.days + 1)
        day = day if is_to_come(after, reading, context) else after
    if beside is None:
        day, clock = _later(day, clock, reading, context)
    named = zone_at(context.text, reading.start, reading.end, context.sentence(reading.start), context.zone)
    place = _like_before(named, reading, context)
    confidence = sure
    if place is None and context.page_zone is not None:
        place, confidence = context.page_zone, min(sure, 0.7)
    offset = offset_of(place, context.zone, day, clock)
    point = with_clock(day, clock, offset)
    context.last_clock = point, reading.start
    guessed = sure < SURE_ENOUGH
    return dated(point, confidence=confidence, guessed=guessed, focus=False)


def _ends_the_day(reading: Reading, day: Point, context: Context) -> bool:
    """Whether "midnight" ends the day told: after its evening ("at 9 p.m. … and by midnight") it does."""
    if context.narrative or (reading["named"] or "").lower() != "midnight" or day.days is None:
        return False
    last, at = context.last_clock
    later = last is not None and last.days == day.days and (last.clock or "") >= _DUSK and at < reading.start
    return day.part in {"EV", "NI"} or (later and "\n" not in context.text[at : reading.start])


def _day_ends(day: Point, sure: float) -> Meaning:
    """The end of a day, T24:00, in EDTF 00:00 of the next."""
    after = with_clock(day_point((day.days or 0) + 1), "00:00", "")
    value = with_clock(day, "24:00", "").timex
    return Meaning("TIME", value, after.edtf, after, sure, guessed=sure < SURE_ENOUGH, focus=False)


def _of_no_day(clock: str, context: Context) -> Meaning:
    """A time of day whose day is open, as annotators of news (T08:00) and of histories write it."""
    value = f"XXXX-XX-XXT{clock}" if context.narrative else f"T{clock}"
    return Meaning("TIME", value, None, focus=False, confidence=0.6)


def _later(day: Point, clock: str, reading: Reading, context: Context) -> tuple[Point, str]:
    """Let the clocks of a paragraph go on: after "11:15 p.m." "11:20" is 23:20, "1 a.m." the next day."""
    last, at = context.last_clock
    if last is None or last.clock is None or last.days is None or "\n" in context.text[at : reading.start]:
        return day, clock
    if last.days != day.days:
        return day, clock
    if reading.rule.name == "clock-24" and clock < "12" and clock[0] != "0" and last.clock >= "12":
        evening = f"{int(clock[:2]) + 12}{clock[2:]}"
        return (day, evening) if evening >= last.clock else (day, clock)
    if last.clock >= _DUSK and clock < _DAYBREAK and context.direction(reading.start, reading.end) < 0:
        return day_point(last.days + 1), clock
    return day, clock


def later_by_clock(reading: Reading, context: Context) -> Meaning | None:
    """Read "eight minutes later" where the paragraph told a time of day: after "3:45 p.m." 15:53."""
    last, at = context.last_clock
    count = number(reading["n"] or "") if reading["n"] else None
    if last is None or last.clock is None or last.days is None or count is None:
        return None
    if reading.start - at > _NEAR_CLOCK or "\n" in context.text[at : reading.start]:
        return None
    seconds = int(count * {"hour": 3600, "minute": 60}.get(reading.unit, 1))
    back = (reading["side"] or "").lower() in {"earlier", "before", "previously", "prior", "beforehand"}
    hour, minute = int(last.clock[:2]), int(last.clock[3:5])
    at_second = hour * 3600 + minute * 60 + (-seconds if back else seconds)
    day = day_point(last.days + at_second // DAY)
    left = at_second % DAY
    point = with_clock(day, f"{left // 3600:02d}:{left % 3600 // 60:02d}", last.offset)
    return Meaning("TIME", point.timex, point.edtf, point, focus=False, confidence=0.7)


_NEAR_CLOCK = 400
_DUSK = "18"
_DAYBREAK = "06"
"""Earlier than this the night goes on: "On Monday night he walked until 2 a.m." is Tuesday."""


def at_night(reading: Reading, _context: Context) -> Meaning | None:
    """Read "at night", "at dawn": a time of no day in particular."""
    return Meaning(
        "TIME", f"XXXX-XX-XXT{PARTS_OF_DAY[reading['part'] or '']}", None, focus=False, confidence=0.6
    )


def by_dawn(reading: Reading, context: Context) -> Meaning | None:
    """Read "at dawn", "after sunset": of the day told, joined with one that follows; open in histories."""
    part = PARTS_OF_DAY[reading["part"] or ""]
    if context.narrative and reading["part"] == "dark":
        return None
    day = None if context.narrative else context.focus_day or context.anchor
    if not context.narrative and context.direction(reading.start, reading.end) < 0:
        day = context.news_day(reading.start) or day
    if day is not None and day.days is not None and part == "MO" and _after_dusk(reading, context):
        day = day_point(day.days + 1)
    if day is None or day.day is None:
        return Meaning(
            "TIME", f"XXXX-XX-XXT{part}", None, Point("day", part=part), focus=False, confidence=0.6
        )
    point = Point("day", day.year, day.month, day.day, part=part)
    return Meaning("TIME", point.timex, point.edtf, point, focus=False, confidence=0.6)


def _like_before(place: str | None, reading: Reading, context: Context) -> str | None:
    """Return a time's zone, or, where none is named, that of the time told before in the same paragraph.

    Times in brackets ("(9:22 a.m. Moscow time)") explain another and pass nothing on.
    """
    if place is None:
        known, at = context.clock_zone
        same = at <= reading.start and "\n" not in context.text[at : reading.start]
        return known if same else None
    before = context.text[max(0, reading.start - 80) : reading.start]
    if before.rfind("(") <= before.rfind(")"):
        context.clock_zone = (place, reading.start)
    return place


def clock_of_that(reading: Reading, context: Context) -> Meaning | None:
    """Read "at 6 this morning", "by four that afternoon": of publication's day, of the last day told."""
    clock = _clock(reading)
    day = context.anchor if reading["which"] == "this" else context.day_before.get(reading.start)
    if clock is None or day is None or day.day is None:
        return None
    return dated(with_clock(replace(day, part=None), clock, ""), focus=False)


_DUSK_TOLD = re.compile(r"\b(?:[6-9]|1[01])(?:[:.]\d\d)?\s?p\.?m\b|\b(?:night|evening|midnight)\b")


def _after_dusk(reading: Reading, context: Context) -> bool:
    """Whether a sentence told of the evening before it comes to dawn: "at 10:52 p.m. and before dawn"."""
    first = max(context.sentence(reading.start)[0], reading.start - _NEAR_CLOCK)
    return bool(_DUSK_TOLD.search(context.text, first, reading.start))


def beside_noon(reading: Reading, context: Context) -> Meaning | None:
    """Read "one minute before midnight", "ten minutes past noon"; midnight is the end of the day."""
    minutes = number(reading["n"] or "")
    if minutes is None or not 0 < minutes < 60 or minutes != int(minutes):
        return None
    base = 12 * 60 if reading["named"] == "noon" else 24 * 60 if reading["side"] in {"before", "to"} else 0
    at = base + int(minutes) * (-1 if reading["side"] in {"before", "to"} else 1)
    told = replace(
        reading, parts={**reading.parts, "named": None, "hour": str(at // 60), "minute": f"{at % 60:02d}"}
    )
    return clock_time(told, context)


def clock_past(reading: Reading, context: Context) -> Meaning | None:
    """Read "at half past six", "by ten to nine", "at five past three in the afternoon"."""
    words = (reading["past"] or "").lower().removeprefix("a ")
    minutes = {"half": 30, "quarter": 15}.get(words) or int(number(words) or 0)
    hour = int(number(reading["hour"] or "") or 0)
    if reading["side"] == "to":
        if words == "half":
            return None
        hour, minutes = hour - 1 or 12, 60 - minutes
    parts = {**reading.parts, "hour": str(hour), "minute": f"{minutes:02d}"}
    return clock_time(replace(reading, parts=parts), context)


def _clock(reading: Reading) -> str | None:
    named = reading["named"]
    if named:
        return "12:00" if named.lower() in {"noon", "midday"} else "00:00"
    words = (reading["hour"] or "0").lower()
    hour, minute = int(words) if words.isdigit() else NUMBERS[words], int(reading["minute"] or 0)
    half = (reading["half"] or "").lower().replace(".", "").replace(" ", "")
    if reading["late"]:
        half = "pm" if 6 <= hour < 12 else "am"
    if reading["part"]:
        half = "am" if reading["part"] == "morning" else "pm"
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23:
        return None
    second = reading["second"]
    return f"{hour:02d}:{minute:02d}" + (f":{second}" if second else "")


def clock_range(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """Split "10–11 a.m." and "between 9 and 10:30 a.m." into two times of the same half of the day."""
    for name, end in (("first", match.end("first")), ("last", match.end())):
        hour, _, minute = match[name].replace(".", ":").partition(":")
        yield match.start(name), end, {"hour": hour, "minute": minute or None, "half": match["half"]}


_LED = re.compile(
    r"(?:\b(?:at|At|by|By|until|till|from|From|to|around|about|past|before|after|since|between|and|of|"
    r"shortly|just|exactly|"
    r"approximately|starting|GMT|UTC|on|[12]\d{3},?)\s{1,2}|[(,~]\s?|[-–]\s?)$"
)
_TIMED_AFTER = re.compile(
    r"\s?(?:[A-Z]{2,4}T\b|GMT|UTC|local|hours\b|hrs?\b|[A-Z][a-z]+ time|(?:on|the|of) |in [A-Z]|\([A-Z0-9]|"
    r"[A-Z][a-z]+day\b|[A-Z][a-z]+\))"
)


def plausible_clock(match: re.Match[str]) -> bool:
    """A bare "22:30" needs a word before it ("at") or a zone after it: scores and ratios look the same."""
    text = match.string
    after = text[match.end() : match.end() + 24]
    if re.match(r"[.:]\d|%", after):
        return False
    before = text[max(0, match.start() - 16) : match.start()]
    if re.search(r"[\d:.]$", before):
        return False
    if len(match["hour"]) == 1 and among_figures(text, match.start(), match.end()):
        return False  # "2, at 1:39; 3, at 1:50" behind the first
    return bool(_LED.search(before) or _TIMED_AFTER.match(after))


def is_led(match: re.Match[str]) -> bool:
    """Accept "at seven in the evening", not "a staff of seven in the morning"."""
    return bool(_LED_BY.search(match.string, max(0, match.start() - 12), match.start()))


_LED_BY = re.compile(
    r"\b(?:[Aa]t|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Aa]round|[Aa]bout|[Bb]efore|[Aa]fter|[Ss]ince|[Tt]o)\s$"
)

_HOUR = (
    r"(?P<hour>1[0-2]|[1-9]|"
    r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
)
_HALF = r"\s?(?P<half>[aApP](?:\.\s?[mM]\.|\.?[mM](?!\w)))"
_ZONE = rf"(?:\s(?:{ALL_LETTERS})" + r"(?:\s?[+-]\d{1,2})?(?!\w))?"

RULES: tuple[Rule, ...] = (
    Rule(
        "clock-12",
        rf"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?{_HALF}{_ZONE}",
        clock_time,
    ),
    Rule(
        "clock-range",
        rf"(?P<first>(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?){{TO}}(?P<last>(?:1[0-2]|0?[1-9])"
        rf"(?:[:.][0-5]\d)?){_HALF}{_ZONE}",
        clock_time,
        split=clock_range,
    ),
    Rule(
        "clock-24",
        rf"(?P<hour>2[0-3]|[01]?\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\w){_ZONE}",
        clock_time,
        guard=plausible_clock,
    ),
    Rule(
        "clock-hours",
        rf"(?P<hour>2[0-3]|[01]\d):?(?P<minute>[0-5]\d)\s?(?:hours|hrs)(?!\w){_ZONE}",
        clock_time,
    ),
    Rule(
        "clock-military",
        r"(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=until )|(?<=about )|(?<=[Ff]rom )|(?<=before )|(?<=after ))"
        r"(?:(?=0)|(?=\d{4}\son\s(?:the\s)?(?:\d{1,2}(?:st|nd|rd|th)?\b|[A-Z][a-z]{2,8}\s\d|[A-Z][a-z]{2,5}day)))"
        r"(?P<hour>2[0-3]|[01]\d)(?P<minute>[0-5]\d)(?!\w|\s?[-./,]?\d)",
        clock_time,
    ),
    Rule(
        "clock-zone",
        rf"(?P<hour>2[0-3]|[01]\d)(?P<minute>[0-5]\d)\s(?:{ALL_LETTERS})(?!\w)",
        clock_time,
        guard=in_prose,
    ),
    Rule(
        "clock-oclock",
        _HOUR + r"\so['’]clock"
        r"(?:\sin the (?P<part>morning|afternoon|evening)|\sat (?P<late>night))?",
        clock_time,
    ),
    Rule(
        "clock-past",
        r"(?P<past>[Hh]alf|(?:a )?[Qq]uarter|five|ten|twenty|twenty-five)(?:\sminutes)?\s(?P<side>past|to)\s"
        + _HOUR
        + r"(?!\w)(?:\sin the (?P<part>morning|afternoon|evening)|\sat (?P<late>night)|"
        r"\s?(?P<half>[ap]\.?m\.?(?!\w)))?",
        clock_past,
        guard=is_led,
    ),
    Rule(
        "clock-part",
        _HOUR + r"(?::(?P<minute>[0-5]\d))?"
        r"\sin the (?P<part>morning|afternoon|evening)(?!\w)",
        clock_time,
        guard=is_led,
    ),
    Rule(
        "clock-that",
        _HOUR + r"(?::(?P<minute>[0-5]\d))?"
        r"\s(?P<which>that|this)\s(?P<part>morning|afternoon|evening|night)(?!\w)",
        clock_of_that,
        guard=is_led,
    ),
    Rule(
        "clock-beside",
        r"{NUMBER}\s(?P<unit>minute)s?\s(?P<side>before|after|past|to)\s(?P<named>noon|midnight)(?!\w)",
        beside_noon,
    ),
    Rule(
        "by-dawn",
        r"(?:(?<=[Bb]efore )|(?<=[Aa]fter )|(?<=[Aa]t )|(?<=[Bb]y )|(?<=until )|(?<=around )|(?<=[Ff]or )|"
        r"(?<=[Ss]ince ))"
        r"(?P<part>dawn|dusk|dark(?=[.,;]|\s(?:on|and|but|when|as)\b)|daybreak|nightfall|sunrise|sunset|mid-?morning|"
        r"mid-?afternoon)(?!\w|\s(?:of|prayers?)\s)",
        by_dawn,
    ),
    Rule("at-night", r"(?<=[Aa]t )(?P<part>night|dawn|dusk)(?!\w|time|\s(?:of|on)\s)", at_night),
    Rule("clock-named", rf"(?P<named>noon|midnight|midday(?!\strading))(?!\w){_ZONE}", clock_time),
    Rule(
        "clock-capital",
        rf"(?P<named>Noon|Midnight|Midday)(?!\w|\s[A-Z\d]){_ZONE}",
        clock_time,
        guard=in_prose,
    ),
)
