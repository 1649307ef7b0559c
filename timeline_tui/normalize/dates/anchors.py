"""What the relative dates of a text hang on: its date line, its publication, or its own story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Reading
from timeline_tui.normalize.dates.lexicon import month_number
from timeline_tui.normalize.dates.point import Point, is_real

DEICTIC = frozenset(
    {"weekday", "weekday-part", "near-day", "near-part", "unit", "ago", "weekend", "neighbour", "overnight"}
)
"""Rules of phrases that hang on the day a text is written: "yesterday", "last week", "two years ago"."""


def context_for(
    text: str, readings: Sequence[Reading], published: Point | None, sentences: Sequence[Span], zone: str
) -> Context:
    """Return the state in which a document is read from its start; a story has no anchor."""
    dateline = _dateline(text, readings, published)
    narrative_text = dateline is None and _is_narrative(text, readings, published)
    anchor = None if narrative_text else published
    context = Context(text, dateline or anchor, published, narrative_text, zone, sentences)
    context.day_first = _day_first(readings, published)
    return context


def _day_first(readings: Sequence[Reading], published: Point | None) -> bool | None:
    """The order of a text's dates in digits, None where it has no other or they disagree.

    "25/12/2024" among them tells, else how days and months are spelled out: "15 August" or "August 15", else
    one that is the day of publication in one of the orders.
    """
    orders = {
        int(r["day"] or 0) > int(r["month"] or 0)
        for r in readings
        if r["separator"] and max(int(r["day"] or 0), int(r["month"] or 0)) > 12
    }
    if not orders:
        orders = {r.rule.name.startswith("day-") for r in readings if r.rule.name in _SPELLED}
    if not orders and published is not None:
        here = (published.day, published.month)
        pairs = [(int(r["day"] or 0), int(r["month"] or 0)) for r in readings if r["separator"]]
        orders = {pair == here for pair in pairs if here in {pair, pair[::-1]}}
    return orders.pop() if len(orders) == 1 else None


_SPELLED = frozenset({"day-month-year", "day-month", "month-day-year", "month-day"})
_SAYING = re.compile(r"\b(?:said|says|told|announced|(?:News|Times|Post|Journal|AP|Reuters) reported)\b")
_YEARS_PER_VOICE = 3
_FEWEST_YEARS = 2
_DISTANCE = 10


def _is_narrative(text: str, readings: Sequence[Reading], published: Point | None) -> bool:
    """Whether a text tells a story: it names years, hardly that of its publication, and nobody speaks in it.

    Fewer than a quarter of the years named are that of publication, and there are three for each "yesterday",
    "last week" or "said": histories run to ten and more, news to one or two. Two or three years make a story
    only where they lie ten years before publication and nobody speaks at all.
    """
    if published is None or published.year is None:
        return False
    years = [int(r["year"]) for r in readings if r["year"] and r["year"].isdigit()]
    named = len(years) + sum(bool(r["bc"]) for r in readings)
    near = sum(year == published.year for year in years)
    if named < _FEWEST_YEARS or near * 4 >= named:
        return False
    voices = sum(_speaks(reading) for reading in readings)
    for _ in _SAYING.finditer(text):
        voices += 1
        if voices * _YEARS_PER_VOICE >= named:
            return False
    if _tells_of_now(text):
        return False
    if named <= _YEARS_PER_VOICE:
        return voices == 0 and all(year <= published.year - _DISTANCE for year in years)
    return voices * _YEARS_PER_VOICE < named


_PRESENT = re.compile(r"\b(?:is|are|has|have|will|can|may|does|do)\b")
_PAST = re.compile(r"\b(?:was|were|had|did|could|would)\b")
_FEWEST_VERBS = 8
_PRESENT_SHARE = 0.45


def _tells_of_now(text: str) -> bool:
    """Whether nearly half of the auxiliary verbs are in the present; in histories few are, or a third."""
    present = sum(1 for _ in _PRESENT.finditer(text))
    both = present + sum(1 for _ in _PAST.finditer(text))
    return both >= _FEWEST_VERBS and present >= _PRESENT_SHARE * both


def _speaks(reading: Reading) -> bool:
    """Whether a phrase hangs on the day of writing: "last week", "today", not "the following week"."""
    which = (reading["which"] or "").lower()
    return reading.rule.name in DEICTIC and not which.startswith("the ") and which not in _STORY


_STORY = frozenset({"previous", "preceding", "following", "subsequent"})


def _dateline(text: str, readings: Sequence[Reading], published: Point | None) -> Point | None:
    """The day an article says it speaks from, in its head.

    Either a line of its own ("Friday, July 21, 2017") or the start of an agency report ("WASHINGTON, Aug. 12
    (Reuters) –"), whose year is that of publication.
    """
    for reading in readings[:3]:
        if reading.start > _HEAD:
            break
        if not (reading["month"] and reading["day"]):
            continue
        line_start = text.rfind("\n", 0, reading.start) + 1
        before = text[line_start : reading.start]
        if reading["year"]:
            line_end = text.find("\n", reading.end)
            after = text[reading.end : line_end if line_end >= 0 else len(text)]
            stands_alone = len((before + after).strip(" .,|-–—")) <= _BYLINE
            year: int | None = int(reading["year"])
        else:
            stands_alone = bool(_AGENCY_BEFORE.fullmatch(before) and _AGENCY_AFTER.match(text, reading.end))
            year = published.year if published else None
        word = reading["month"]
        month, day = int(word) if word.isdigit() else month_number(word), int(reading["day"])
        if not reading["year"] and published is not None and published.month == 1 and month == 12 and year:
            year -= 1  # "Dec. 31" in a report published on 1 January
        if stands_alone and year is not None and is_real(year, month, day):
            return Point("day", year, month, day)
    return None


_HEAD = 600
_BYLINE = 24
_AGENCY_BEFORE = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][A-Za-z. ]{1,20})?,? ")
_AGENCY_AFTER = re.compile(r"\.? (?:\([A-Z/][\w /]{1,20}\)|/[A-Z]|[-–—])")
