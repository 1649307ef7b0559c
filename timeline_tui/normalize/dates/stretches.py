"""Days of what lasts longer than one: "the opening night", "the second day of the trial", "day five".

They are known where the text tells the day on which it began ("the trial began on 4 May") or ended, or sets
the day beside them ("Saturday, the opening night"). Otherwise they stay unmarked in news.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.lexicon import NUMBERS, ORDINALS
from timeline_tui.normalize.dates.point import Point, day_point

STRETCH = (
    r"(?:tournament|festival|competition|championships?|world cup|games|fair|exhibition|exhibit|show|"
    r"convention|congress|conference|summit|trial|hearing|inquest|strike|siege|battle|war|campaign|offensive|"
    r"invasion|uprising|rebellion|revolt|mutiny|revolution|expedition|voyage|talks|season|tour|test|sale|"
    r"auction|lockdown|evacuation|operation|rescue|mission|race|march|search|visit|trip|protests?|sit-in|occupation)"
)
_BEGAN = (
    r"(?:began|begins?|begun|opened|opens|started|starts|broke out|breaks out|kicked off|kicks off|"
    r"(?:got|gets) under way|(?:was|is) (?:declared|launched|begun|opened)|commenced|"
    r"runs? from|ran from|lasted from)"
)
_ENDED = (
    r"(?:ended|ends|closed|closes|finished|finishes|concluded|concludes|came to an end|was over|wrapped up)"
)
_REACH = 140
_BEGINS = re.compile(
    rf"\b(?P<stretch>{STRETCH})\b[^.;,]{{0,40}}?\s(?:{_BEGAN}|(?P<ended>{_ENDED}))\b[^.;,]{{0,24}}$",
    re.IGNORECASE,
)
_WAR = re.compile(r"\b(?:declared|went to)\s(?P<stretch>war)\b(?P<ended>(?!))?[^.;,]{0,50}$")
_BEGINS_AFTER = re.compile(
    rf",?\s(?:(?:the|a|an|their|its|his)\s)?(?:[\w-]{{1,20}}\s){{0,3}}?(?P<stretch>{STRETCH})\s(?:had\s)?"
    rf"(?:{_BEGAN}|(?P<ended>{_ENDED}))\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\b(?P<stretch>{STRETCH})\b[^.;]{{0,80}}\b(?:to|until|through)\s(?:the\s)?$", re.IGNORECASE
)


def opens(context: Context, day: Point) -> None:
    """Remember "Opening night, January 23" as the first day of what the text is about."""
    context.stretches.setdefault(("", "first"), day)


def remember(context: Context, start: int, end: int, day: Point) -> None:
    """Give what lasts its first or last day, where the sentence of a day says that it began or ended then."""
    first, _ = context.sentence(start)
    before = context.text[max(first, start - _REACH) : start]
    until = _UNTIL.search(before)
    if until is not None and (until["stretch"].lower(), "first") in context.stretches:
        context.stretches[until["stretch"].lower(), "last"] = day
        return
    told = _BEGINS.search(before) or _WAR.search(before) or _BEGINS_AFTER.match(context.text, end, end + 90)
    if told is not None:
        edge = "last" if told["ended"] else "first"
        context.stretches[told["stretch"].lower(), edge] = day


_OF = re.compile(rf"\sof\s(?:[\w’'-]{{1,20}}\s){{0,4}}?(?P<stretch>{STRETCH})\b", re.IGNORECASE)
_PARTS = {"night": "NI", "evening": "EV", "morning": "MO", "afternoon": "AF"}


def nth_day(reading: Reading, context: Context) -> Meaning | None:
    """Read "the opening night", "the second day of the trial", "day five of the tournament".

    A history whose first day is unknown leaves the day open (XXXX-XX-XX).
    """
    point = _day_beside(reading, context) or _counted(reading, context)
    if point is not None:
        return dated(replace(point, unit="day", part=None, clock=None), confidence=0.7, focus=False)
    if reading.rule.name == "stretch-day" and context.narrative:
        return Meaning("DATE", "XXXX-XX-XX", None, focus=False, confidence=0.4)
    return Meaning("DATE", UNKNOWN, None, focus=False) if reading.rule.name != "stretch-day" else None


UNKNOWN = "XXXX-XX-XX?"
"""Value of a day that only a date beside it can tell; without one the phrase is dropped."""


def _day_beside(reading: Reading, context: Context) -> Point | None:
    """The day that a phrase explains: "Saturday night, the opening night", "Yesterday, day five"."""
    if not context.days_near:
        return None
    _, end, day = context.days_near[-1]
    return day if context.text[end : reading.start] in _BESIDE else None


_BESIDE = frozenset({", ", " (", " – ", " — "})


def _counted(reading: Reading, context: Context) -> Point | None:
    """The day counted from the first that is known, or the last."""
    which = (reading["which"] or reading["nth"] or "").lower()
    of = _OF.match(context.text, reading.end, reading.end + 90)
    if of is None:
        return _from_only_opening(which, context) if reading.rule.name != "stretch-day" else None
    stretch = of["stretch"].lower()
    first, last = context.stretches.get((stretch, "first")), context.stretches.get((stretch, "last"))
    if which in {"last", "final", "closing"}:
        return last
    count = _number(which)
    if first is None or first.days is None or count is None:
        return None
    return day_point(first.days + count - 1)


def _from_only_opening(which: str, context: Context) -> Point | None:
    """The day counted from the first day of the only stretch whose first day the text told."""
    firsts = {day.days for (_, edge), day in context.stretches.items() if edge == "first"}
    first, count = firsts.pop() if len(firsts) == 1 else None, _number(which)
    return day_point(first + count - 1) if first is not None and count is not None else None


def _number(which: str) -> int | None:
    digits = which.rstrip("stndrh")
    if digits.isdigit():
        return int(digits)
    return 1 if which == "opening" else ORDINALS.get(which) or int(NUMBERS.get(which, 0)) or None


_ORDINAL = (
    r"(?:opening|last|final|closing|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"\d{1,2}(?:st|nd|rd|th))"
)
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"

RULES: tuple[Rule, ...] = (
    Rule(
        "opening-night",
        r"(?:[Tt]he\s|[Ii]ts\s)?(?P<which>(?i:opening))\s(?:night|day|evening)(?!\w|['’]s\s)",
        nth_day,
        typed=False,
    ),
    Rule(
        "stretch-day",
        rf"[Tt]he\s(?P<which>{_ORDINAL})\s(?:full\s)?(?:day|night|evening|morning)"
        rf"(?=\sof\s(?:[\w’'-]{{1,20}}\s){{0,4}}?(?i:{STRETCH})\b)",
        nth_day,
        typed=False,
    ),
    Rule(
        "day-number",
        rf"(?:[Dd]ay\s(?P<which>{_COUNT})(?!\w|[.:,]\d)(?=\sof\s)|"
        rf"(?<=[Oo]n )day\s(?P<nth>{_COUNT})(?=[.,;]))",
        nth_day,
        typed=False,
    ),
)
