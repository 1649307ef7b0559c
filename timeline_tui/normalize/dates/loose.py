"""Dates as people type them into a search or a "go to" box: the same rules, without regard to capitals."""

from __future__ import annotations

import datetime
import re
from functools import cache

from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.find import RULES, expressions
from timeline_tui.normalize.dates.grammar import Grammar
from timeline_tui.normalize.dates.phrases import typed_fields
from timeline_tui.normalize.dates.point import Point

_LONGEST = 80
_LEAD = re.compile(
    r"(?:on|in|at|from|since|until|till|before|after|about|around|between|the|during|by|of)?\s*", re.I
)
_BARE_YEAR = re.compile(r"\d{3}[\dx]?s?|\d{4}", re.I)


@cache
def _grammar() -> Grammar:
    # Guards tell dates from names and counts in running text; all that is typed here is meant as a date.
    return Grammar([rule for rule in RULES if rule.typed], re.IGNORECASE, guarded=False)


def loose_date(phrase: str, today: datetime.date) -> str | None:
    """Return what a typed phrase means as EDTF, None if it is not understood.

    EDTF itself comes back as it is. A day or month without a year is that of ``today``'s year; a weekday is
    the last one, today included.

    >>> loose_date("15 aug", datetime.date(2025, 11, 3)), loose_date("summer 2024", datetime.date(2025, 11,
    3)) ('2025-08-15', '2024-22')
    """
    words = " ".join(phrase.split())
    if not words or len(words) > _LONGEST:
        return None
    try:
        return parse(words).text
    except EdtfError:
        pass
    found = _by_rules(words, today)
    if found is not None:
        return found
    fields = typed_fields(words, today)
    if fields is None:
        return None
    year, month, day = fields
    return Point("day" if day else "month" if month else "year", year, month, day).edtf


def _by_rules(words: str, today: datetime.date) -> str | None:
    base = Point("day", today.year, today.month, today.day)
    context = Context(
        words,
        base,
        base,
        narrative=False,
        sentences=[(0, len(words))],
        focus=base,
        focus_day=base,
        typed=True,
    )
    found = expressions(words, list(_grammar().readings(words)), context)
    if not found or found[-1].end != len(words) or not _LEAD.fullmatch(words[: found[0].start]):
        return None
    first, last = found[0].edtf, found[-1].edtf
    if first is None or any(item.edtf != first for item in found):
        return None
    return first if last == first else None
