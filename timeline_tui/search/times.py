"""The values of ``when:``, ``before:`` and ``after:``: EDTF, ranges with ``..``, dates as people say them."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from typing import cast

from timeline_tui.model.edtf import EdtfError, When
from timeline_tui.model.edtf import parse as parse_edtf
from timeline_tui.search.errors import QueryError
from timeline_tui.search.expressions import Span, Time, TimeOperator, value_text

# What holds no letters but EDTF's own is meant as EDTF, so that its fault is named instead of guessed around.
_LONGEST_WORDS = 60
_MEANT_AS_EDTF = re.compile(r"[-\d~?%XYTZ:+/.]+")


def read_time(name: str, value: str, start: int, span: Span, *, today: date | None, zone: tzinfo) -> Time:
    """Return the time that the field ``name`` with ``value`` asks for.

    ``start`` is the offset of the value in the query's text, ``span`` that of the whole term. Days are those
    of ``zone``; ``today``, by default the current day there, is what "last friday" is counted from.
    ``before`` means before the time begins, ``after`` after it has ended.

    Raises:
        QueryError: The value is no time, or none that has a before or after.
    """
    text = _canonical(value, start, today, zone)
    when = parse_edtf(text, zone)
    if name in {"when", "when!"}:
        return Time("when", text, when.earliest_start, when.latest_end, name == "when!", span)
    op = cast("TimeOperator", name)
    edge = when.earliest_start if op == "before" else when.latest_end
    if edge is None:
        missing = "beginning to be before" if op == "before" else "end to be after"
        raise QueryError(f"“{value}” has no {missing}", start, start + len(value))
    return Time(op, text, None, edge, span=span) if op == "before" else Time(op, text, edge, None, span=span)


def is_date_in_words(words: str, today: date | None, zone: tzinfo) -> bool:
    """Return whether ``words`` are a date as people say it, such as "last friday" and "15 aug"."""
    return len(words) <= _LONGEST_WORDS and not words.isdecimal() and _loose(words, today, zone) is not None


def _canonical(value: str, start: int, today: date | None, zone: tzinfo) -> str:
    """Return ``value`` as EDTF."""
    if "/" in value or ".." not in value:
        return _one(value, start, today, zone).text
    first, _, second = value.partition("..")
    before = _one(first.strip(), start, today, zone) if first.strip() else None
    gap = len(first) + 2 + len(second) - len(second.lstrip())
    after = _one(second.strip(), start + gap, today, zone) if second.strip() else None
    if before is None and after is None:
        raise QueryError("a range needs a beginning or an end", start, start + len(value), incomplete=True)
    lo = ".." if before is None or before.start is None else before.start.text
    hi = ".." if after is None or after.end is None else after.end.text
    try:
        return parse_edtf(f"{lo}/{hi}", zone).text
    except EdtfError as error:
        turned = value_text(f"{second.strip()}..{first.strip()}")
        reversed_range = error.code == "interval-reversed"
        message = "the range ends before it begins" if reversed_range else error.message
        raise QueryError(message, start, start + len(value), turned if reversed_range else None) from error


def _one(value: str, start: int, today: date | None, zone: tzinfo) -> When:
    """Return a value without ``..`` as a time."""
    try:
        return parse_edtf(value, zone)
    except EdtfError as error:
        fault = error
    if len(value) <= _LONGEST_WORDS and not _MEANT_AS_EDTF.fullmatch(value):
        # "aug-15" needs no quotation marks, and so is what people type.
        said = _loose(value, today, zone) or _loose(value.replace("-", " "), today, zone)
        if said is not None:
            return said
    suggestion = fault.suggestion or _clamped(value, fault.code, zone)
    column = start
    if suggestion is None and fault.code != "not-edtf":
        column += min(fault.column, len(value) - 1)
    message = "this is no date that can be read" if fault.code == "not-edtf" else fault.message
    # A date that is still being typed: 2025-0, 2025-08-1
    incomplete = re.fullmatch(r"-?\d{1,3}|-?\d{4}-\d?|-?\d{4}-\d\d-\d?|[\d-]+T[\d:]*", value) is not None
    shown = None if suggestion is None else value_text(suggestion)
    raise QueryError(message, column, start + len(value), shown, incomplete=incomplete) from fault


def _clamped(value: str, code: str, zone: tzinfo) -> str | None:
    """Return the nearest real month or day for one that there is not ("2025-13", "2025-02-30")."""
    pattern = {"no-such-month": r"(-?\d{4})-\d\d", "no-such-day": r"(-?\d{4}-\d\d)-\d\d"}.get(code)
    match = re.fullmatch(pattern, value) if pattern else None
    if match is None:
        return None
    if value.endswith("00"):
        return f"{match[1]}-01"
    for last in (12,) if code == "no-such-month" else (31, 30, 29, 28):
        try:
            return parse_edtf(f"{match[1]}-{last}", zone).text
        except EdtfError:
            continue
    return None


def _loose(value: str, today: date | None, zone: tzinfo) -> When | None:
    """Return what a date in words means, None if nothing."""
    # Loads a date parser of some weight, which is needed only for dates in words.
    from timeline_tui.normalize.dates import loose_date

    if today is None:
        today = datetime.now(zone).date()
    try:
        said = loose_date(value, today)
        return None if said is None else parse_edtf(said, zone)
    except Exception:  # whatever a date parser makes of text in the middle of a word, a query only gets "no"
        return None
