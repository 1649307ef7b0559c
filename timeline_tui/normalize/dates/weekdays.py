"""Weekdays: "on Friday", "next Wednesday and Thursday", "Tuesday last week", "the last Friday in July"."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.model.calendar import days_from_civil, days_in_month, weekday
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.guards import plausible_weekday
from timeline_tui.normalize.dates.lexicon import ORDINALS, PARTS_OF_DAY, month_number, weekday_number
from timeline_tui.normalize.dates.point import Point, day_point, in_unit, step
from timeline_tui.normalize.dates.story import year_for, year_given
from timeline_tui.normalize.dates.tense import is_contest, is_weakly_ahead

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
    if which.removeprefix("the ") in {"following", "previous"}:
        here = context.focus_day or anchor
    days = here.days if here else None
    if days is None:
        return open_day(f"{_OPEN_WEEK}-{wanted}", part)
    beside = _listed_after(reading, context)
    if beside is not None and beside.days is not None and not which:
        first = beside.days + 1
        return dated(
            replace(day_point(first + (wanted - 1 - (first + 3) % 7) % 7), part=part), confidence=0.9
        )
    ahead = (wanted - 1 - (days + 3) % 7) % 7  # days from here to that weekday, 0 to 6
    guessed = False
    if which == "last" and ahead == _YESTERDAY and not context.typed:
        moved = ahead - 14  # on a Friday, "last Thursday" is not yesterday
    elif which in {"last", "past", "previous", "this past", "the previous", "the past"}:
        moved = ahead - 7
    elif which == "next" and 0 < ahead <= _SO_NEAR and not context.typed:
        moved = ahead + 7  # on a Thursday, "next Saturday" is not the one in two days
    elif which in {"next", "the next", "the following", "following", "the coming", "this coming"}:
        moved = ahead or 7
    elif anchor is None:
        moved, guessed = (ahead if ahead <= 3 else ahead - 7), True
    else:
        direction = 1 if _set_for(reading, context) else context.direction(reading.start, reading.end)
        if which == "this" and direction >= 0:
            direction = 1
        if direction > 0 and ahead and _is_behind(reading, ahead, context):
            direction = -1
        moved = ahead if direction > 0 or ahead == 0 else ahead - 7
        guessed = direction == 0 and ahead != 0 and not context.typed
    point = replace(day_point(days + moved), part=part)
    return dated(point, guessed=guessed, confidence=0.7 if guessed else 0.95)


_HALF_WEEK = 3
_WAS_TO = re.compile(
    r"\b(?:was|were)(?: (?:originally|due|scheduled|expected|supposed|set|also))? to [a-z]{2,}[^.;]{0,60}$"
)
_WAS_TO_AHEAD = re.compile(
    r",?\s(?:[\w’'-]+\s){1,6}?(?:was|were)(?: (?:due|scheduled|expected|supposed|set|also))? to [a-z]{2,}"
)


def _was_to(reading: Reading, context: Context) -> bool:
    """Whether something was to happen: then the nearest such day is meant, "It was to open Monday"."""
    text = context.text
    behind = text[max(context.sentence(reading.start)[0], reading.start - 90) : reading.start]
    ahead = _WAS_TO_AHEAD.match(text, reading.end, reading.end + 90)
    return bool(_WAS_TO.search(behind) or ahead)


_LATER = re.compile(r"\b(?:[Ll]ater|[Ee]arlier)\s(?:on\s)?$")
_DONE = re.compile(
    r"['’]s\s(?:[\w’.-]+\s){0,4}?(?:decision|ruling|outcome|results?|attacks?|wins?|victory|loss|defeat|agreement|deal|verdict|"
    r"shooting|crash|massacre|resignation|announcement)\s(?:will|is|may|might|could)\b"
)
_MAY = re.compile(r"['’]s\s(?:[\w’.-]+\s){1,5}?(?:may|might|could)\b")


def _is_behind(reading: Reading, ahead: int, context: Context) -> bool:
    """Whether a day that words would set half a week ahead has been: "when he speaks later Monday".

    What a day's event may do, it may do afterwards: "Friday's agreement could reset the clock".
    """
    text, start, end = context.text, reading.start, reading.end
    if _DONE.match(text, end, end + 80):
        return True
    if ahead <= _HALF_WEEK or is_contest(text, end):
        return False
    if _LATER.search(text, max(0, start - 12), start) or _was_to(reading, context):
        return True
    if ahead == _YESTERDAY and is_weakly_ahead(text, context.sentence(start), start):
        return True
    return bool(_MAY.match(text, end, end + 80))


_SO_NEAR = 2
_YESTERDAY = 6


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
    r"\b(?:tickets?|teams?|squads?|ready|waiting|prepar(?:e|es|ed|ing|ations?)|plans|candidates|"
    r"ballots) for\s$",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad\b[^.;]{0,60}$")


def _set_for(reading: Reading, context: Context) -> bool:
    """Whether something is set for a weekday: "recalled for noon on Friday", not "for Friday's attack"."""
    before = context.text[max(0, reading.start - 70) : reading.start]
    if context.text.startswith(("'s", "’s"), reading.end):
        return bool(_READY.search(before))
    return bool(_FOR.search(before)) and not _HAD.search(before)


def open_day(value: str, part: str | None) -> Meaning:
    """Return a day, or part of one, whose place nobody knows: "XXXX-WXX-5TEV"."""
    point = Point("day", part=part) if part else None
    return Meaning(
        "TIME" if part else "DATE", f"{value}T{part}" if part else value, None, point, 0.6, focus=False
    )


def weekday_of_week(reading: Reading, context: Context) -> Meaning | None:
    """Read "Tuesday last week", "Monday of next week": that day of the week before or after publication's."""
    here = context.anchor
    week = in_unit(here, "week") if here is not None else None
    moved = step(week, "week", _WEEKS[(reading["which"] or "").lower()]) if week is not None else None
    if moved is None or moved.days is None:
        return None
    day = day_point(moved.days + weekday_number(reading["weekday"] or "") - 1)
    return dated(replace(day, part=PARTS_OF_DAY.get((reading["part"] or "").lower())))


_WEEKS = {"last": -1, "this": 0, "next": 1}


def weekday_after_next(reading: Reading, context: Context) -> Meaning | None:
    """Read the British "Monday week": a week after the next Monday."""
    here = context.anchor
    if here is None or here.day is None or here.days is None:
        return None
    ahead = (weekday_number(reading["weekday"] or "") - 1 - (here.days + 3) % 7) % 7
    return dated(day_point(here.days + (ahead or 7) + 7), confidence=0.8)


def week_from_weekday(reading: Reading, context: Context) -> Meaning | None:
    """Read "a week ago Friday", "a week from Friday": seven days before the last, after the next Friday."""
    here = context.anchor
    if here is None or here.day is None or here.days is None:
        return None
    ahead = (weekday_number(reading["weekday"] or "") - 1 - (here.days + 3) % 7) % 7
    moved = (ahead or 7) + 7 if reading["from"] else ahead - 14 if ahead else -7
    return dated(day_point(here.days + moved), confidence=0.8)


def nth_weekday(reading: Reading, context: Context) -> Meaning | None:
    """Read "the last Friday in July", "the first Monday of May 2019": counted within the month."""
    month, wanted = month_number(reading["month"] or ""), weekday_number(reading["weekday"] or "") - 1
    year, guessed = year_given(reading, context), False
    if year is None and reading["yearref"] is None:
        year, guessed = year_for(reading, context, month)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-XX", None, confidence=0.5, focus=False)
    which = (reading["ordinal"] or "").lower()
    if which in {"last", "final"}:
        last = days_from_civil(year, month, days_in_month(year, month))
        return dated(day_point(last - (weekday(last) - wanted) % 7), guessed=guessed)
    first = days_from_civil(year, month, 1)
    day = day_point(first + (wanted - weekday(first)) % 7 + 7 * (ORDINALS[which] - 1))
    return dated(day, guessed=guessed) if day.month == month else None


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
        "weekday-week",
        r"{WEEKDAY}(?:\s{PART})?,?\s(?:of\s)?(?P<which>last|this|next)\sweek(?!\w)",
        weekday_of_week,
    ),
    Rule(
        "weekday-fortnight",
        r"{WEEKDAY}\s(?P<fortnight>week)(?=[.,;:)\"”’]|\s(?:to|for|and|at|in|when|after|with)\b)",
        weekday_after_next,
        typed=False,
    ),
    Rule("week-weekday", r"[Aa] week (?:ago|(?P<from>from))(?:\son)?\s{WEEKDAY}", week_from_weekday),
    Rule(
        "nth-weekday",
        r"[Tt]he\s(?P<ordinal>(?i:first|second|third|fourth|fifth|last|final))\s{WEEKDAY}\s(?:in|of)\s"
        r"{MONTH}(?:(?:,?\s|\sof\s){YEAR}|{OFYEAR})?",
        nth_weekday,
    ),
)
