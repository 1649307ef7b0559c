"""The pass over a document: find phrases, decide what they hang on, resolve them in order, join them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.sentences import sentences as split
from timeline_tui.normalize.dates import (
    anaphora,
    anniversaries,
    antiquity,
    clock,
    day_words,
    days,
    durations,
    feasts,
    happenings,
    histories,
    narrative,
    quarters,
    relative,
    sets,
    stretches,
    weekdays,
    years,
)
from timeline_tui.normalize.dates.anchors import DEICTIC, context_for
from timeline_tui.normalize.dates.context import Context, read_published
from timeline_tui.normalize.dates.grammar import Grammar, Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.joining import Resolved, joined, qualified, same_instant
from timeline_tui.normalize.dates.letters import page_letters, zone_of_letters
from timeline_tui.normalize.dates.lexicon import month_number
from timeline_tui.normalize.dates.places import zone_of_dateline
from timeline_tui.normalize.dates.point import step
from timeline_tui.normalize.records import TimeExpression

RULES: tuple[Rule, ...] = (
    *feasts.RULES,
    *days.RULES,
    *years.RULES,
    *antiquity.RULES,
    *quarters.RULES,
    *clock.RULES,
    *narrative.RULES,
    *weekdays.RULES,
    *day_words.RULES,
    *relative.RULES,
    *happenings.RULES,
    *stretches.RULES,
    *anaphora.RULES,
    *anniversaries.RULES,
    *sets.RULES,
    *durations.RULES,
    *histories.RULES,
)
"""All rules, in the order in which ties are decided."""


@cache
def grammar() -> Grammar:
    """Return the rules compiled for running text."""
    return Grammar(RULES)


def find_dates(
    text: str, *, published: str | None = None, sentences: Sequence[Span] = (), zone: str = "UTC"
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a text in order, none overlapping another.

    ``published`` (EDTF or an instant) anchors "on Friday" and "last year"; without it they hang on dates the
    text names, or stay open. ``sentences`` are the text's sentences if known. ``zone`` is the IANA zone that
    times without a zone of their own mean; "UTC" leaves them without an offset.
    """
    readings = list(grammar().readings(text))
    if not sentences:
        sentences = split(text) if readings else ()
    context = context_for(text, readings, read_published(published), sentences, zone)
    return expressions(text, readings, context)


def expressions(text: str, readings: Sequence[Reading], context: Context) -> tuple[TimeExpression, ...]:
    """Resolve readings in their order and return what they mean, joined and qualified."""
    resolved = _resolve(_with_years_ahead(text, list(readings)), context)
    return tuple(
        TimeExpression(
            item.start,
            item.end,
            text[item.start : item.end],
            item.meaning.type,
            item.meaning.value,
            edtf,
            item.rule,
            item.meaning.confidence,
        )
        for item, edtf in qualified(text, joined(text, same_instant(text, resolved)))
    )


# ------------------------------------------------------------------ years given later in a list

_LIST_GAP = re.compile(
    r"\s?(?:,|and|or|to|through|until|till|thru|&|/|-|–|—|\(|\)|, and|and the|to the)?\s?(?:early |"
    r"late |the |mid-)?",
    re.I,
)


def _with_years_ahead(text: str, readings: list[Reading]) -> list[Reading]:
    """Give "August" in "August and September 1914" the year that follows it."""
    for i in range(len(readings) - 2, -1, -1):
        here, after = readings[i], readings[i + 1]
        if here["year"] or here["bc"] or here["yearref"] or not (here["month"] or here["season"]):
            continue
        gap = text[here.end : after.start]
        if len(gap) > 12 or not _LIST_GAP.fullmatch(gap):
            continue
        digits = after["year"]
        year = int(digits) if digits and digits.isdigit() else after.year_ahead
        if after["bc"]:
            year = 1 - int(after["bc"])
        if year is None:
            continue
        word = after["month"]
        month = (int(word) if word.isdigit() else month_number(word)) if word else None
        readings[i] = replace(here, year_ahead=year, month_ahead=month)
    return readings


# ------------------------------------------------------------------ resolving in order


def _resolve(readings: Sequence[Reading], context: Context) -> list[Resolved]:
    found: list[Resolved] = []
    clocks: list[tuple[int, Reading]] = []
    for reading in readings:
        if reading.rule.name.startswith("clock"):
            clocks.append((len(found), reading))
            found.append(Resolved(reading.start, reading.end, reading.rule.name, _NOTHING))
            context.day_before[reading.start] = context.focus_day
            context.told_before[reading.start] = context.told, context.told_at
            continue
        meaning = reading.rule.normalise(reading, context)
        if meaning is None:
            continue
        item = Resolved(reading.start, meaning.end or reading.end, reading.rule.name, meaning)
        if (
            clocks
            and reading.rule.name == "counted-step"
            and meaning.value.startswith("PT")
            and not meaning.end
        ):
            clocks.append((len(found), reading))
        _let_agree(context, found, item, reading)
        _step_from(context, found, item)
        _commemorate(context, found, item)
        found.append(item)
        if reading.rule.name in DEICTIC:
            context.spoken_at = reading.start
        if meaning.point is not None and meaning.focus:
            context.saw(meaning.point, reading.start, bool(reading["year"]) or _names_year(reading))
            if meaning.point.day is not None:
                day = replace(meaning.point, unit="day")
                whole = replace(day, part=None)
                happenings.remember(context, item.start, item.end, whole)
                stretches.remember(context, item.start, item.end, whole)
                context.days_near.append((reading.start, reading.end, day))
        elif reading.rule.name == "near-day" and meaning.point is not None and meaning.point.day is not None:
            # A speaker's "tonight" moves no story, yet it is the day of the times beside it.
            context.days_spoken.append((reading.start, reading.end, replace(meaning.point, unit="day")))
    if clocks:
        letters = page_letters(context.text)
        if letters is not None:
            context.page_zone = zone_of_letters(letters, context.text, context.zone)
        elif context.zone == "UTC":
            context.page_zone = zone_of_dateline(context.text)
    for place, reading in clocks:
        if reading.rule.name == "counted-step":
            later = clock.later_by_clock(reading, context)
            found[place] = replace(found[place], meaning=later or found[place].meaning)
            continue
        meaning = reading.rule.normalise(reading, context)
        found[place] = replace(found[place], meaning=meaning or _NOTHING)
    return [item for item in found if item.meaning is not _NOTHING and item.meaning.value not in _UNSETTLED]


_UNSETTLED = frozenset({stretches.UNKNOWN, anniversaries.OPEN})
"""Values of phrases that only a date beside them can tell."""
_STEPS = frozenset({"counted-step", "unit-side", "next-unit", "opening-night", "day-number"})
_APPOSED = re.compile(
    r"(?:,| \(|,? (?:on|in)| \((?:on|in)|-|–|—|\s[-–—])?\s?|\sthe\s[a-z]{3,12}(?:\s[a-z]{3,12})?, (?:on|in)\s"
)


def _let_agree(context: Context, found: list[Resolved], item: Resolved, reading: Reading) -> None:
    """Read "Six days later, on 7 October": the date given is what the step means, whatever it counts from."""
    before = found[-1] if found else None
    if before is None or before.rule not in _STEPS or before.meaning.value == item.meaning.value:
        return
    point, step = item.meaning.point, before.meaning
    if point is None or not (reading["month"] or reading["year"] or reading["bc"]):
        return
    gap = context.text[before.end : item.start]
    if len(gap) > 36 or len(gap) < 2 or not _APPOSED.fullmatch(gap):
        return
    if (step.point is None and step.type == "DATE") or (
        step.point is not None and step.point.unit == point.unit
    ):
        found[-1] = replace(before, meaning=item.meaning)
        if before.rule == "opening-night":
            stretches.opens(context, point)


def _step_from(context: Context, found: list[Resolved], item: Resolved) -> None:
    """Read "the day after Christmas": one step from the day that follows it."""
    before, point = found[-1] if found else None, item.meaning.point
    if before is None or before.rule != "unit-side" or point is None or point.day is None:
        return
    if context.text[before.end : item.start] not in {" ", " the "}:
        return
    back = context.text[before.start : before.end].endswith(("before", "earlier", "prior"))
    moved = step(replace(point, unit="day", part=None), "day", -1 if back else 1)
    if moved is not None and context.text[before.start : before.end].lower().startswith("the day"):
        found[-1] = replace(before, meaning=dated(moved))


def _commemorate(context: Context, found: list[Resolved], item: Resolved) -> None:
    """Read "the 20th anniversary of his death in 1987"."""
    before, point = found[-1] if found else None, item.meaning.point
    if before is None or before.meaning.value != anniversaries.OPEN or point is None:
        return
    phrase, gap = context.text[before.start : before.end], context.text[before.end : item.start]
    meant = anniversaries.settled(phrase, gap, point, context)
    if meant is not None:
        found[-1] = replace(before, meaning=dated(meant, confidence=0.7, focus=False))


def _names_year(reading: Reading) -> bool:
    """Whether a phrase names another year as plainly as digits do: "a year ago", "July last year"."""
    return bool(reading["yearref"]) or (reading.rule.name in {"ago", "unit"} and reading.unit == "year")


_NOTHING = Meaning("DATE", "")
