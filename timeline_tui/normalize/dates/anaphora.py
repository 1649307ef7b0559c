"""Words that point back: "the day", "the date", "at the time", "of the year", "the eve of the vote".

They mean what the text named before. Where it named nothing that answers, they stay unmarked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.model.calendar import days_in_month
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.durations import period
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.happenings import EVENT, day_of_event_after, day_of_word
from timeline_tui.normalize.dates.lexicon import MONTH_WORD, WEEKDAY_WORD, month_number, number
from timeline_tui.normalize.dates.point import Point, day_point, in_unit, step
from timeline_tui.normalize.dates.story import year_for, year_given

_NEAR = 600
_OLD = 31
"""Days before publication from which on "the time" is another than that of the news."""


def the_day(reading: Reading, context: Context) -> Meaning | None:
    """Read "the last match of the day": the last in the news; "On the day, 300 came": the one before."""
    on = context.text[reading.start - 3 : reading.start].lower() == "on "
    if on and context.news_day(reading.start) is None:
        return the_date(reading, context)
    day = context.news_day(reading.start, reach=len(context.text)) or context.anchor
    if day is None or day.day is None:
        return None
    return dated(replace(day, unit="day", part=None, clock=None), confidence=0.6, focus=False)


def the_date(reading: Reading, context: Context) -> Meaning | None:
    """Read "to commemorate the date", "The date was chosen because …": the full day named last."""
    near = context.days_near[-1] if context.days_near else None
    if near is None or reading.start - near[1] > _NEAR:
        return None
    return dated(replace(near[2], part=None, clock=None), confidence=0.6, focus=False)


def the_time(reading: Reading, context: Context) -> Meaning | None:
    """Read "at the time" in news: of the older day, month or year that the text named shortly before."""
    here, anchor = context.focus, context.anchor
    if here is None or anchor is None or reading.start - context.focus_at > _NEAR:
        return None
    told, published = here.days, anchor.days
    if told is None or published is None or published - told < _OLD or here.unit in {"decade", "century"}:
        return None
    return dated(replace(here, part=None), confidence=0.5, focus=False)


def the_year(_reading: Reading, context: Context) -> Meaning | None:
    """Read "the first storm of the year", "before the year was out": publication's year, or the story's."""
    here = context.anchor or context.story or context.focus
    year = in_unit(here, "year") if here is not None else None
    return dated(year, confidence=0.7, focus=False) if year is not None else None


def edge_day(reading: Reading, context: Context) -> Meaning | None:
    """Read "the last day of May", "the first day of that month", "the last day of the year"."""
    if reading["month"]:
        month = month_number(reading["month"])
        year = year_given(reading, context)
        if year is None and reading["yearref"] is None:
            year = year_for(reading, context, month)[0]
        whole: Point | None = Point("month", year, month)
    else:
        here = context.focus or context.anchor
        whole = in_unit(here, reading.unit) if here is not None else None
    if whole is None or whole.year is None:
        return None
    last = (reading["which"] or "") != "first"
    edge_month = whole.month or (12 if last else 1)
    day = days_in_month(whole.year, edge_month) if last else 1
    return dated(Point("day", whole.year, edge_month, day))


def eve(reading: Reading, context: Context) -> Meaning | None:
    """Read "the eve of the vote", "election eve": the day before, where the text tells when it is."""
    day = day_of_word(context, reading["event"] or reading["before"] or "")
    if day is None or day.days is None:
        return None
    return dated(day_point(day.days - 1), confidence=0.7, focus=False)


def ahead_of_event(reading: Reading, context: Context) -> Meaning | None:
    """Read "two days ahead of the vote": so long before its day; a length where nobody told that."""
    count = number(reading["n"] or "")
    _, day = day_of_event_after(context, reading.end)
    if day is not None and count is not None and count == int(count):
        moved = step(day, reading.unit, -int(count))
        if moved is not None:
            return dated(moved, confidence=0.8, focus=False)
    end = reading.end - len(reading["side"] or "") - 1
    return Meaning("DURATION", period(count, reading.unit), None, focus=False, end=end)


_BEST = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|last|final|only|opening|next|biggest|"
    r"best|worst|most \w{3,12}|\d{1,3}(?:st|nd|rd|th)|"
    r"[a-z]{3,}est)\s(?:[\w’'-]+\s){1,3}of\s$"
)
"""What counts within a day or year: "the first storm of the year", "her 19th goal of the year"."""
_STRETCH_OF = re.compile(r"\b(?:months?|weeks?|days?|quarters?|half|halves|hours?)\sof\s$")
"""Parts of it: "the first nine months of the year"."""
_MARKED = re.compile(
    r"\b(?:mark(?:s|ed|ing)?|commemorat(?:es?|ed|ing)|celebrat(?:es?|ed|ing)|remember(?:s|ed|ing)?|"
    r"chose|chosen|picked)\s$"
)
_CHOSEN = re.compile(
    r"\s(?:was|is|had been|has been)\s(?:\w{3,12}\s)?(?:chosen|picked|selected|significant|symbolic|no\s)"
)


def of_the_best(match: re.Match[str]) -> bool:
    """Accept "the last match of the day", not "the issue of the day"."""
    text, start = match.string, match.start()
    if not text.startswith("of ", start - 3):
        return True
    if _STRETCH_OF.search(text, max(0, start - 16), start):
        return False
    return bool(_BEST.search(text, max(0, start - 60), start))


def marked_or_chosen(match: re.Match[str]) -> bool:
    """Accept "marked the date" and "the date was chosen", not "the date of the trial"."""
    text = match.string
    if _CHOSEN.match(text, match.end()):
        return True
    ends = not text.startswith((" of ", " for ", " when ", " by "), match.end())
    return ends and bool(_MARKED.search(text, max(0, match.start() - 16), match.start()))


_ENDS = r"(?=[,.;:)]|\s(?:in|at|on|for|after|with|so|and|but|against|since|when|as)\b|$)"

RULES: tuple[Rule, ...] = (
    Rule(
        "the-day",
        rf"(?:(?<=of )the\sday{_ENDS}|(?:(?<=[Oo]n )|(?<=[Ff]or ))the\sday(?=[,.;)]))",
        the_day,
        guard=of_the_best,
        typed=False,
    ),
    Rule("the-date", r"[Tt]he\sdate(?!\w)", the_date, guard=marked_or_chosen, typed=False),
    Rule(
        "the-year",
        rf"(?:(?<=of )the\syear{_ENDS}|(?<=[Bb]efore )the\syear(?=\s(?:was|is)\s(?:out|over)\b|\sended\b))",
        the_year,
        guard=of_the_best,
        typed=False,
    ),
    Rule(
        "edge-day",
        r"[Tt]he\s(?P<which>first|last|final)\sday\sof\s(?:(?:the|that)\s(?P<unit>month|year)(?!\w)|"
        r"{MONTH}(?:(?:,?\s|\sof\s){YEAR}|{OFYEAR})?)",
        edge_day,
        typed=False,
    ),
    Rule(
        "eve",
        r"(?:[Tt]he\seve\sof\s(?:the|its|this|that|their)\s"
        rf"(?:(?!{MONTH_WORD}|{WEEKDAY_WORD})[A-Za-z-]{{1,20}}\s){{0,2}}?"
        rf"(?P<event>(?i:{EVENT}))|(?<=[Oo]n )(?P<before>election|polling|wedding|match)\seve)(?!\w)",
        eve,
        typed=False,
    ),
    Rule(
        "ahead-of-event",
        r"{NUMBER}\s{UNIT}\s(?P<side>ahead of|in advance of|prior to)(?=\s(?:the|that|this|their|his|its)\s)",
        ahead_of_event,
        typed=False,
    ),
)
