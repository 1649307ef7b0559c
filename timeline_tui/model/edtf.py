"""Read dates: EDTF (ISO 8601-2) levels 0 and 1, sub-year codes, instants and intervals of them.

Written by hand because a timeline may hold a million dates: a common form takes a few microseconds.

Seasons (21 to 24) have no dates in the standard; here they are the northern meteorological ones, in whole
months: spring is March to May, winter December to February of the next year. 25 to 28 say northern, 29 to 32
southern.
"""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from functools import lru_cache

from timeline_tui.model.calendar import DAY, days_from_civil, days_in_month
from timeline_tui.model.when import Edge, EdtfError, Precision, When, anchor, overlaps, sort_key, within
from timeline_tui.model.zones import offset_and_note, offset_at_local

__all__ = ["Edge", "EdtfError", "When", "anchor", "overlaps", "parse", "sort_key", "within"]

SUB_YEAR: dict[int, tuple[int, int, Precision]] = {
    **dict.fromkeys((21, 25, 31), (3, 3, "season")),
    **dict.fromkeys((22, 26, 32), (6, 3, "season")),
    **dict.fromkeys((23, 27, 29), (9, 3, "season")),
    **dict.fromkeys((24, 28, 30), (12, 3, "season")),
    **{33 + n: (1 + 3 * n, 3, "quarter") for n in range(4)},
    **{37 + n: (1 + 4 * n, 4, "quadrimester") for n in range(3)},
    **{40 + n: (1 + 6 * n, 6, "half") for n in range(2)},
}
"""Sub-year code → (first month, number of months, precision)."""

_MAX_TEXT = 80
# Eleven digits keep seconds within 64 bits, which is what an index can store.
_DATE = re.compile(
    r"((?!-0000)-?\d{4}|Y-?\d{5,11})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::\d\d)?)?)?)?)?([?~%]?)",
    re.ASCII,
)
_UNSPECIFIED = re.compile(
    r"(-?)(\d{0,3})(X{1,4})([?~%]?)|(-?\d{4})-(?:(XX)|(\d\d)-XX|XX-XX)([?~%]?)", re.ASCII
)
_DIGIT_PRECISION: dict[int, Precision] = {1: "decade", 2: "century", 3: "millennium", 4: "unspecified"}


@lru_cache(maxsize=65_536)
def parse(text: str, zone: tzinfo = UTC) -> When:
    """Read one date, instant or interval; local times and days are those of ``zone``.

    Raises:
        EdtfError: The text is no such date; says where, why and what was probably meant.
    """
    try:
        return _parse(text, zone)
    except EdtfError as error:
        if error.suggestion is None and len(text) <= _MAX_TEXT:
            error.suggestion = _suggestion(text, zone)
        raise


def _suggestion(text: str, zone: tzinfo) -> str | None:
    from timeline_tui.model.edtf_hints import candidates  # not needed where all dates are sound

    for candidate in candidates(text):
        try:
            return _parse(candidate, zone).text
        except EdtfError:
            continue
    return None


def _parse(text: str, zone: tzinfo) -> When:
    if "/" in text:
        return _interval(text, zone)
    edge = _edge(text, 0, zone)
    lo, hi = edge.lo, edge.hi
    return When(edge.text, lo, hi, lo, hi, edge, edge, False, False, (edge.note,) if edge.note else ())


def _interval(text: str, zone: tzinfo) -> When:
    first, _, second = text.partition("/")
    if "/" in second:
        raise EdtfError("not-edtf", "an interval has one “/”", len(first) + 1 + second.index("/"))
    start = None if first in {"", ".."} else _edge(first, 0, zone)
    end = None if second in {"", ".."} else _edge(second, len(first) + 1, zone)
    if start is None and end is None:
        raise EdtfError("not-edtf", "an interval without any date says nothing")
    early_start = late_start = early_end = late_end = None
    notes: tuple[str, ...] = ()
    if start is not None:
        early_start, late_start = start.lo, start.hi
        if start.note:
            notes = (start.note,)
    if end is not None:
        early_end, late_end = end.lo, end.hi
        if end.note:
            notes += (end.note,)
    if start is not None and end is not None:
        if start.lo >= end.hi:
            reversed_text = f"{second}/{first}"
            raise EdtfError(
                "interval-reversed", "the interval ends before it starts", len(first) + 1, reversed_text
            )
        # What overlaps is narrowed: an event does not end before its start nor start after its end.
        late_start, early_end = min(start.hi, end.hi), max(start.lo, end.lo)
    canonical = f"{start.text if start else first}/{end.text if end else second}"
    return When(
        canonical,
        early_start,
        late_start,
        early_end,
        late_end,
        start,
        end,
        first == "..",
        second == "..",
        notes,
    )


def _edge(text: str, column: int, zone: tzinfo) -> Edge:
    match = _DATE.fullmatch(text)
    if match is None:
        return _unspecified(text, column, zone)
    year_text, month_text, day_text, hour_text, minute_text, second_text, offset_text, qualifier = (
        match.groups()
    )
    if year_text[0] == "Y":
        year = int(year_text[1:])
        if -9999 <= year <= 9999:
            raise EdtfError("not-edtf", "“Y” is for years of more than four digits", column)
    else:
        year = int(year_text)
    if month_text is None:
        return _span(text, year, 1, 12, "year", year, 0, qualifier, zone)
    month = int(month_text)
    if day_text is None:
        if 1 <= month <= 12:
            return _span(text, year, month, 1, "month", year, month, qualifier, zone)
        code = SUB_YEAR.get(month)
        if code is None:
            raise EdtfError("no-such-month", f"there is no month {month_text}", column + match.start(2))
        first, months, precision = code
        return _span(text, year, first, months, precision, year, month, qualifier, zone)
    if not 1 <= month <= 12:
        raise EdtfError("no-such-month", f"there is no month {month_text}", column + match.start(2))
    day = int(day_text)
    if day < 1 or (day > 28 and day > days_in_month(year, month)):
        raise EdtfError(
            "no-such-day", f"{year_text}-{month_text} has no day {day_text}", column + match.start(3)
        )
    lo = days_from_civil(year, month, day) * DAY
    if hour_text is None:
        hi = lo + DAY
        if zone is not UTC:
            lo -= offset_at_local(lo, zone)
            hi -= offset_at_local(hi, zone)
            if hi <= lo:  # a zone that crossed the date line left this day out
                return Edge(text, lo, lo + 1, "day", year, month, day, qualifier, False, "gap")
        return Edge(text, lo, hi, "day", year, month, day, qualifier)
    hour, minute, second = int(hour_text), int(minute_text), int(second_text or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise EdtfError("no-such-time", "there is no such time of day", column + match.start(4))
    lo += hour * 3600 + minute * 60 + second
    note = None
    if offset_text is None:
        shift, note = offset_and_note(lo, zone)
        lo -= shift
    elif offset_text != "Z":
        hours, minutes = int(offset_text[1:3]), int(offset_text[4:] or 0)
        if hours > 18 or minutes > 59:
            raise EdtfError("no-such-offset", "no place is so far from UTC", column + match.start(7))
        shift = hours * 3600 + minutes * 60
        lo += shift if offset_text[0] == "-" else -shift
    if second_text is None:
        return Edge(text, lo, lo + 60, "minute", year, month, day, qualifier, False, note)
    return Edge(text, lo, lo + 1, "second", year, month, day, qualifier, False, note)


def _span(
    text: str,
    year: int,
    first: int,
    months: int,
    precision: Precision,
    shown_year: int,
    shown_month: int,
    qualifier: str,
    zone: tzinfo,
    *,
    unspecified: bool = False,
) -> Edge:
    """Return the edge of ``months`` whole months from month ``first`` of ``year``."""
    after = first + months
    lo = days_from_civil(year, first, 1) * DAY
    years, month_index = divmod(after - 1, 12)
    hi = days_from_civil(year + years, month_index + 1, 1) * DAY
    if zone is not UTC:
        lo -= offset_at_local(lo, zone)
        hi -= offset_at_local(hi, zone)
    return Edge(text, lo, hi, precision, shown_year, shown_month, 0, qualifier, unspecified)


def _complaint(text: str) -> str:
    if not text.strip():
        return "there is no date here"
    if re.fullmatch(r"Y-?\d{12,}", text, re.ASCII):
        return "a year has eleven digits at most"
    return "this is no date that can be read"


def _unspecified(text: str, column: int, zone: tzinfo) -> Edge:
    match = _UNSPECIFIED.fullmatch(text)
    if match is None:
        raise EdtfError("not-edtf", _complaint(text), column)
    sign, digits, crosses, year_qualifier, year_text, _, month_text, qualifier = match.groups()
    if year_text is not None:
        year = int(year_text)
        if month_text is None:
            return _span(text, year, 1, 12, "year", year, 0, qualifier, zone, unspecified=True)
        month = int(month_text)
        if not 1 <= month <= 12:
            raise EdtfError("no-such-month", f"there is no month {month_text}", column + match.start(7))
        return _span(text, year, month, 1, "month", year, month, qualifier, zone, unspecified=True)
    if len(digits) + len(crosses) != 4:
        raise EdtfError("not-edtf", "a year has four digits", column)
    size = 10 ** len(crosses)
    near = int(digits or 0) * size
    first = -(near + size - 1) if sign else near
    return _span(text, first, 1, 12 * size, _DIGIT_PRECISION[len(crosses)], first, 0, year_qualifier, zone)
