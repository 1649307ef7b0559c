"""The short forms of a date that hang left of a timeline's spine: at most 11 cells, 7 where it is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import Literal

from timeline_tui.model.calendar import DAY
from timeline_tui.model.edtf import SUB_YEAR
from timeline_tui.model.local import clock, edge_day, local_day, on_same_day
from timeline_tui.model.names import MONTHS, MONTHS_SHORT, SEASONS, weekday_word, year_words
from timeline_tui.model.when import Edge, When

WIDE = 11
"""Cells of the time gutter."""

NARROW = 7
"""Cells of the time gutter below 80 columns."""

Day = tuple[int, int, int]


def mark(when: When) -> Literal["exact", "about", "within"]:
    """Return which node stands on the spine.

    "exact": the clock time is known. "about": marked ``~`` or ``?``, or only before or after a time.
    "within": somewhere in a day, month or longer, or a span.
    """
    start, end = when.start, when.end
    if start is None or end is None or when.approximate or when.uncertain:
        return "about"
    if start is end:
        return "exact" if start.is_instant else "within"
    one_sided = start.is_instant != end.is_instant and start.lo < end.hi <= start.lo + DAY + 7200
    return "about" if one_sided and "day" in {start.precision, end.precision} else "within"


def gutter(when: When, zone: tzinfo, day: Day | None, *, narrow: bool = False) -> str:
    """Return ``when`` in at most 11 cells (7 if ``narrow``): "11:26", "~15:00", "all day", "by 14:20".

    ``day`` is the day under whose head it stands and which needs no repeating; None where there is no such
    head.
    """
    width = NARROW if narrow else WIDE
    shortest = ""
    for words in _forms(when, zone, day, narrow=narrow):
        if len(words) <= width:
            return words
        shortest = words
    return shortest[: width - 1] + "…"


def _forms(when: When, zone: tzinfo, day: Day | None, *, narrow: bool) -> Iterator[str]:
    """Yield ways to say it, fullest first."""
    start, end = when.start, when.end
    if start is None or end is None:
        edge = start or end
        if edge is not None:
            yield from _one_sided(when, _short(edge, zone, day, narrow=narrow), narrow=narrow)
        return
    if start is end:
        if (
            start.precision == "day"
            and edge_day(start, zone) == day
            and not start.qualifier
            and not start.unspecified
        ):
            yield "all day"
        yield from _short(start, zone, day, narrow=narrow)
        return
    if on_same_day(start, end, zone):
        instant, wide, sign = (end, "by ", "≤") if end.is_instant else (start, "after ", "≥")
        for words in _short(instant, zone, day, narrow=narrow):
            yield (sign if narrow else wide) + words
            yield sign + words
        return
    yield from _span(start, end, zone, day, narrow=narrow)


def _one_sided(when: When, forms: Iterator[str], *, narrow: bool) -> Iterator[str]:
    wide, sign = ("by ", "≤") if when.start is None else ("after ", "≥")
    unknown = when.unknown_start or when.unknown_end
    for words in forms:
        if unknown:
            yield f"?–{words}" if when.start is None else f"{words}–?"
            continue
        if not narrow:
            yield wide + words
        yield sign + words


def _span(start: Edge, end: Edge, zone: tzinfo, day: Day | None, *, narrow: bool) -> Iterator[str]:
    firsts = tuple(_short(start, zone, day, narrow=narrow))
    if not narrow:
        first_day, last_day = edge_day(start, zone), edge_day(end, zone)
        if start.is_instant and end.is_instant:
            if first_day == last_day == day:
                yield f"{firsts[0]}–{_doubted(end, clock(end, zone))}"
                yield (
                    f"{clock(start, zone)[:5]}–{clock(end, zone)[:5]}"
                    if not _doubtful(start, end)
                    else firsts[0] + "→"
                )
            elif first_day == last_day:
                yield firsts[0]
            elif 0 < end.lo - start.lo < 6 * DAY:
                yield f"{firsts[0]} → {weekday_word(last_day)}"
        elif start.precision == end.precision == "day":
            if first_day[:2] == last_day[:2]:
                yield _doubted(start, f"{_month_day(first_day)} → {_doubted(end, str(last_day[2]))}")
            elif first_day[0] == last_day[0]:
                yield f"{_month_day(first_day)}→{_month_day(last_day)}".replace(" ", "")
        if start.precision in {"day", "month"} and end.lo - start.lo > 300 * DAY and start.year != end.year:
            yield f"{_doubted(start, str(start.year))}→{_doubted(end, str(end.year))}"
        lasts = tuple(_short(end, zone, day, narrow=True))
        for first in firsts:
            for last in lasts:
                yield f"{first} → {last}"
                yield f"{first}→{last}"
    elif (
        start.precision == end.precision == "year"
        and start.year // 100 == end.year // 100
        and start.year >= 1000
    ):
        yield f"{_doubted(start, str(start.year))}–{_doubted(end, f'{end.year % 100:02}')}"
    for first in firsts:
        yield first + "→"


def _doubtful(*edges: Edge) -> bool:
    return any(edge.qualifier for edge in edges)


def _doubted(edge: Edge, words: str) -> str:
    return f"{'~' if edge.approximate else ''}{words}{'?' if edge.uncertain else ''}"


def _month_day(day: Day) -> str:
    return f"{MONTHS_SHORT[day[1]]} {day[2]}"


def _short(edge: Edge, zone: tzinfo, day: Day | None, *, narrow: bool) -> Iterator[str]:
    """Yield short forms of one end, fullest first."""
    for words in _plain(edge, zone, day, narrow=narrow):
        yield _doubted(edge, words)


def _plain(edge: Edge, zone: tzinfo, day: Day | None, *, narrow: bool) -> Iterator[str]:
    year, month = edge.year, edge.month
    if edge.is_instant:
        moment_day = local_day(edge.lo, zone)
        if moment_day == day:
            yield clock(edge, zone)
            yield clock(edge, zone)[:5]
        else:
            yield _month_day(moment_day)
            yield _month_day(moment_day).replace(" ", "")
    elif edge.precision == "day":
        yield _month_day((year, month, edge.day))
        yield _month_day((year, month, edge.day)).replace(" ", "")
    elif edge.precision == "month":
        if not narrow:
            yield MONTHS[month]
        yield MONTHS_SHORT[month]
    elif month:
        yield from _sub_year(edge)
    elif edge.precision == "decade" and year >= 1000:
        yield f"{year}s"
    elif edge.precision == "year":
        yield from _year(year)
    else:
        yield edge.text.rstrip("?~%")


def _sub_year(edge: Edge) -> Iterator[str]:
    first, _, precision = SUB_YEAR[edge.month]
    if precision == "season":
        words = SEASONS[(edge.month - 21) % 4]
    elif precision == "quarter":
        words = f"Q{edge.month - 32}"
    elif precision == "half":
        words = f"H{edge.month - 39}"
    else:
        words = f"{MONTHS_SHORT[first]}–{MONTHS_SHORT[first + 3]}"
    yield f"{words} {year_words(edge.year)}"
    yield words


def _year(year: int) -> Iterator[str]:
    yield year_words(year)
    yield year_words(year).replace(",", "").replace(" BCE", "BC").replace(" CE", "")
    era = "BC" if year <= 0 else ""
    for size, letter in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if abs(year) >= size * 10:
            yield f"{abs(year) // size}{letter}{era}"
            return
