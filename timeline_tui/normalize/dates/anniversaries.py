"""Anniversaries: "the 30th anniversary of the launch" is thirty years after the day that the text gives it.

The date stands in the phrase ("the 20th anniversary of his death in 1987"), or the text told it before ("the
attack was on 5 May 2001 … the tenth anniversary of the attack"), or a date beside it is that of the
anniversary itself ("the 30th anniversary of the launch on Saturday"). Without one the phrase stays unmarked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.happenings import day_of_event_after
from timeline_tui.normalize.dates.lexicon import ORDINALS
from timeline_tui.normalize.dates.point import Point, is_real

OPEN = "XXXX?"
"""Value of an anniversary whose date is not found yet; in the end the phrase is dropped."""
_ROUND = {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100, "100th": 100, "centenary": 100, "bicentenary": 200, "centennial": 100,
    "bicentennial": 200,
}  # fmt: skip


def anniversary(reading: Reading, context: Context) -> Meaning | None:
    """Read "the tenth anniversary of the attack": counted from its day, if the text told that."""
    count = _count(reading["which"] or reading["round"] or "")
    if count is None:
        return None
    of = context.text.startswith(" of", reading.end)
    _, day = day_of_event_after(context, reading.end + 3) if of else (False, None)
    later = years_after(day, count, context) if day is not None else None
    if later is not None:
        return dated(later, confidence=0.7, focus=False)
    return Meaning("DATE", OPEN, None, focus=False)


_COMMEMORATED = re.compile(r"\sof\s[^.,;:()\"”\n]{0,70}")


def settled(phrase: str, gap: str, point: Point, context: Context) -> Point | None:
    """Return what an anniversary means by the date after it: so many years later, or that date itself."""
    words = re.search(r"\w+(?:-\w+)?(?=[\s-](?:[Aa]nniversary))|\w+$", phrase)
    count = _count(words[0]) if words is not None else None
    if count is None or point.year is None or not _COMMEMORATED.fullmatch(gap):
        return None
    later = years_after(point, count, context)
    return later if later is not None else replace(point, part=None, clock=None)


def years_after(point: Point, count: int, context: Context) -> Point | None:
    """Move a day, month or year by years; None where it would lie more than a year after publication."""
    if point.year is None or point.unit not in {"day", "month", "year"}:
        return None
    year, written = point.year + count, context.published
    if written is not None and written.year is not None and year > written.year + 1:
        return None
    if point.day is not None and point.month is not None and not is_real(year, point.month, point.day):
        return None
    return replace(point, year=year, part=None, clock=None)


def _count(word: str) -> int | None:
    word = word.lower()
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdigit() else ORDINALS.get(word) or _ROUND.get(word)


_ORDINAL_WORDS = "|".join(
    sorted((w for w in (*ORDINALS, *_ROUND) if w.isalpha() or "-" in w), key=len, reverse=True)
)

RULES: tuple[Rule, ...] = (
    Rule(
        "anniversary",
        rf"[Tt]he\s(?:(?P<which>\d{{1,3}}(?:st|nd|rd|th)|(?i:{_ORDINAL_WORDS}))[\s-]anniversary|"
        r"(?P<round>centenary|bicentenary|centennial|bicentennial))(?!\w)",
        anniversary,
        typed=False,
    ),
)
