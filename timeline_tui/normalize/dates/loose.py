"""Dates as people type them into a search or a "go to" box: the same rules, without regard to capitals.

This is the function for other programs too: ``from timeline_tui.normalize.dates import loose_date``.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.day_words import near_day
from timeline_tui.normalize.dates.days import digits_date, month_in_digits
from timeline_tui.normalize.dates.find import RULES, expressions
from timeline_tui.normalize.dates.grammar import Grammar, Rule
from timeline_tui.normalize.dates.phrases import full_date
from timeline_tui.normalize.dates.point import Point
from timeline_tui.normalize.dates.relative import ago_date
from timeline_tui.normalize.dates.weekdays import weekday_date
from timeline_tui.normalize.dates.years import decade_date

_LONGEST = 80
_LEAD = re.compile(
    r"(?:on|in|at|from|since|until|till|before|after|about|around|between|the|during|by|of)?\s*", re.I
)
_TYPED: tuple[Rule, ...] = (
    Rule(
        "weekday-short",
        r"(?:(?P<which>last|next|this|past)\s)?(?P<weekday>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?(?:\s{PART})?",
        weekday_date,
    ),
    Rule("now", r"(?P<deictic>now)(?!\w)", near_day),
    Rule("decade-bare", r"(?:{EDGE}\s)?(?P<decade>[1-9]0)s(?!\w)", decade_date),
    Rule("in-units", r"in\s{NUMBER}\s{UNIT}", ago_date),
    Rule(
        "digits", r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/.-])", digits_date
    ),
    Rule("month-digits", r"(?P<year>[12]\d{3})[-/.](?P<month>0?[1-9]|1[0-2])(?![\d/.-])", month_in_digits),
)
"""What people type and nobody prints."""


@cache
def _grammar() -> Grammar:
    # Guards tell dates from names and counts in running text; all that is typed here is meant as a date.
    return Grammar([*_TYPED, *(rule for rule in RULES if rule.typed)], re.IGNORECASE, guarded=False)


def loose_date(phrase: str, today: datetime.date) -> str | None:
    """Return what a typed phrase means as EDTF, None if it is not understood; nothing is raised.

    EDTF itself comes back as it is. A day or month without a year is that of ``today``'s year; a weekday is
    the last one, today included. Digits are day before month unless only the reverse is a day. At most 80
    characters are read.

    >>> loose_date("15 aug", datetime.date(2025, 11, 3))
    '2025-08-15'
    >>> loose_date("summer 2024", datetime.date(2025, 11, 3))
    '2024-22'
    """
    words = " ".join(phrase.split())
    if not words or len(words) > _LONGEST:
        return None
    try:
        return parse(words).text
    except EdtfError:
        return _by_rules(words, today) or full_date(words)


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
