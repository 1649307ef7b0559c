"""Which day a time of day belongs to: one of its sentence, the last one told, publication's, or none.

A sentence that names a day gives it to its times. Where it names none, the story goes on: "A ferry sank on
Tuesday. It had left at 7 p.m." What repeats ("The bridge is open from 8 a.m. to 6 p.m.") has no day.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from timeline_tui.normalize.dates.context import NEWS_DAYS, Context
from timeline_tui.normalize.dates.grammar import Reading
from timeline_tui.normalize.dates.point import Point

SURE_ENOUGH = 0.7
"""A day believed less than this is a guess: EDTF gets "?"."""
_TOLD, _FAR, _ASSUMED = 0.85, 0.65, 0.5
"""Confidence in a day told shortly before, further away, and in that of publication, which nobody named."""
_NEAR = 400
_REACH = 200
_DAYS_BACK = 40
"""So far around a time, and so many days back, is looked for its day."""

_Near = tuple[int, int, Point]


def day_beside(reading: Reading, clock: str, context: Context) -> Point | None:
    """The day a time belongs to: the nearest that its sentence names, None if it names none.

    A part of a day gives it to no time of another part: "It resumed at 6pm, and by this morning …".
    """
    first, last = context.sentence(reading.start)
    sure_half = bool(reading["half"]) or clock >= "13"
    to_another = _TO_ANOTHER.match(context.text, reading.end)
    near = [
        day
        for days in (context.days_near, context.days_spoken)
        for day in _around(days, reading.start)
        if day[0] >= first
        and day[1] <= last
        and not (day[0] >= reading.end and context.attributes(day[0]))
        and not (day[0] >= reading.end and sure_half and _is_elsewhen(day[2].part, clock))
        and (to_another or not _OTHER_CLOCK.search(context.text, reading.end, max(reading.end, day[0])))
        and (abs(day[0] - reading.end) <= _BESIDE or not is_to_come(day[2], reading, context))
    ]
    if not near:
        return None
    return min(near, key=lambda day: min(abs(day[0] - reading.end), abs(reading.start - day[1])))[2]


def _around(days: Sequence[_Near], at: int) -> Sequence[_Near]:
    """The day named last before an offset, and the next."""
    after = bisect_right(days, at, key=lambda near: near[0])
    return days[max(0, after - 1) : after + 1]


def _is_elsewhen(part: str | None, clock: str) -> bool:
    """Whether a time falls into another part of a day than the one named."""
    first, last = _HOURS_OF.get(part or "", ("00", "24"))
    return not first <= clock < last if first < last else last <= clock < first


_HOURS_OF = {"MO": ("00", "12"), "AF": ("12", "19"), "EV": ("12", "24"), "NI": ("16", "07")}
_TO_ANOTHER = re.compile(r"\s?(?:to|and|until|through|-|–|—)\s?\d")
_BESIDE = 14
_OTHER_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:noon|midnight)\b")


def day_told(reading: Reading, context: Context) -> tuple[Point | None, float]:
    """Return the day of a time whose sentence names none, and how far it is believed.

    It is the last day named that may be meant: told as past, one neither to come nor over a week before
    publication. Without one it is the day of publication, unless the story has gone back to an older year.
    """
    if _ENTRY.match(context.text, reading.end) and _opens_line(reading.start, context):
        anchor = context.anchor
        return (None, 0.0) if anchor is None or anchor.day is None else (anchor, _ASSUMED)
    before = context.day_before.get(reading.start)
    if before is not None and _lies_ahead(before, reading, context):
        return context.anchor, _ASSUMED
    after = bisect_right(context.days_near, reading.start, key=lambda near: near[0])
    days = context.days_near[max(0, after - _DAYS_BACK) : after]
    if before is not None and not _is_news_of(before, reading, context):
        past = [day for _, _, day in reversed(days) if not is_to_come(day, reading, context)]
        before = next((day for day in past if _is_news_of(day, reading, context)), past[0] if past else None)
    told, told_at = context.told_before.get(reading.start, (None, 0))
    at = max((last for _, last, day in days if before is not None and day.days == before.days), default=0)
    if told_at > at and _is_older(told, told_at, context):
        return None, 0.0
    if before is not None:
        far = reading.start - at
        if far > _REACH and context.in_speech(reading.start):
            before = replace(
                before, part=None
            )  # "last night" in the story says nothing of a speaker's "9:10"
        return before, _TOLD if far <= _NEAR else _FAR
    anchor = context.anchor
    return (None, 0.0) if anchor is None or anchor.day is None else (anchor, _ASSUMED)


def _lies_ahead(told: Point, reading: Reading, context: Context) -> bool:
    """Whether a time is still to come though the last day told is over: "He was to speak at 8:45 a.m."."""
    anchor = context.anchor
    if context.narrative or anchor is None or anchor.days is None or anchor.day is None or told.days is None:
        return False
    return told.days < anchor.days and context.direction(reading.start, reading.end) > 0


_ENTRY = re.compile(r"\s{0,3}(?:[A-Z]{2,4}\s{0,3})?(?:\n|$)")
"""A time that is a line by itself heads an entry of a log written on that day."""


def _opens_line(at: int, context: Context) -> bool:
    """Whether nothing stands before an offset in its line."""
    return context.text[context.text.rfind("\n", 0, at) + 1 : at].strip() == ""


def _is_older(told: int | None, told_at: int, context: Context) -> bool:
    """Whether a news story has gone back to an older year: "In 1995 she went to sea. She rose at 6 a.m."."""
    anchor = context.anchor
    if context.narrative or anchor is None or told is None or told == anchor.year:
        return False
    return context.text[max(0, told_at - 3) : told_at].lower() == "in "


def is_to_come(day: Point, reading: Reading, context: Context) -> bool:
    """Whether a day lies after publication while the time is told as past: then it is another day's."""
    told, published = day.days, context.published.days if context.published is not None else None
    if told is None or published is None or context.published is None or context.published.day is None:
        return False
    return told > published and context.direction(reading.start, reading.end) < 0


def _is_news_of(day: Point, reading: Reading, context: Context) -> bool:
    """Whether a time told in news may be that day's: it is neither to come nor over ``NEWS_DAYS`` old."""
    if is_to_come(day, reading, context):
        return False
    told, published = day.days, context.published.days if context.published is not None else None
    if context.narrative or told is None or published is None:
        return True
    return published - told <= NEWS_DAYS


_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|noon|midnight)"
_OFTEN = re.compile(
    r"\b(?:usually|typically|normally|generally|often|always|routinely|"
    r"(?:every|each) (?:day|morning|afternoon|evening|night|week|weekday|weekend|month|year|[A-Z][a-z]+day)|"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|weekday|weekend|morning|evening|night)s|"
    r"daily (?:from|at|between|until)|"
    r"(?:once|twice|times|meals|hours|trains|flights|shifts) (?:a|per) (?:day|night|week))\b"
)
"""What makes a time that of many days: "He usually eats at noon", "six meals a day, the last at midnight"."""
_HOURS = re.compile(
    r"\b(?:is|are|was|were|be|been|stays?|remains?|runs?|opens?|operates?|works?|working|lasts?|appl(?:y|ies)|bans?|closed|shut|"
    r"hours|curfew)\b[^.;:]{0,40}\b(?:from|between)\s(?:" + _CLOCK + r"\s(?:to|until|till|and|through)\s)?$"
)
_RELATIVE = re.compile(r"\b(?:which|that)\s")
_SPAN = re.compile(r"\s?(?:to|until|till|and|through|-|–)\s" + _CLOCK)
_PAST = re.compile(r"\b(?:had|did|said|ended|began|lasted|(?:was|were) (?!open\b|closed\b|shut\b|working\b))")


def is_habit(reading: Reading, context: Context) -> bool:
    """Whether a time repeats: "The library is open from 8 a.m. to 6 p.m.", "fires usually peak at 1 a.m.".

    Hours of opening right after a day still to come are that day's: "They vote on Sunday. Polling stations
    are open from 7 a.m. to 10 p.m."
    """
    if context.narrative:
        return False
    first, last = context.sentence(reading.start)
    text = context.text
    if _OFTEN.search(text, max(first, reading.start - _REACH), min(last, reading.end + _REACH)):
        return True
    behind = text[max(first, reading.start - 90) : reading.start]
    hours = _HOURS.search(behind)
    if hours is None or _PAST.search(behind, hours.start()):
        return False
    both = behind.endswith(("to ", "until ", "till ", "and ", "through ")) or _SPAN.match(text, reading.end)
    if not both:
        return False
    return bool(_RELATIVE.search(hours.group())) or not _after_a_day_to_come(first, reading.start, context)


def _after_a_day_to_come(first: int, at: int, context: Context) -> bool:
    """Whether the sentence before the one at ``first`` names a day after publication."""
    here = context.anchor.days if context.anchor is not None else None
    if here is None:
        return False
    before = context.sentence(max(0, first - 2))[0]
    after = bisect_right(context.days_near, at, key=lambda near: near[0])
    return any(
        before <= start < first and day.days is not None and day.days > here
        for start, _, day in context.days_near[max(0, after - _DAYS_BACK) : after]
    )
