"""What stands side by side: a time and its day, two clocks for one instant, a range, "since" and "about"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline_tui.model.calendar import DAY, civil_from_days, days_from_civil
from timeline_tui.normalize.dates.grammar import Meaning
from timeline_tui.normalize.dates.places import offset_words
from timeline_tui.normalize.dates.point import HALF_OPEN, Point, after_noon


@dataclass(frozen=True, slots=True)
class Resolved:
    """A phrase and its meaning."""

    start: int
    end: int
    rule: str
    meaning: Meaning


_PARALLEL = re.compile(
    r",? local(?: time)?,? (?:or )?|"
    r"(?:,? local(?: time)?| [A-Z][a-z]+(?: [A-Z][a-z]+)? (?:local )?time)?"
    r"(?: (?:on )?[A-Z][a-z]{2,5}day)?,? ?"
    r"(?:[(/]|which (?:is|was)) ?(?:at )?"
)


def same_instant(text: str, found: Sequence[Resolved]) -> list[Resolved]:
    """Give a time without a zone the offset that the same instant in another zone implies.

    "at 11:30 a.m. local time (22:30 Moscow)": both are one instant, so local time is 11 hours behind Moscow.
    Where the offset of both is known, the second takes the first one's instant and with it perhaps another
    day.
    """
    out = list(found)
    clocks = [i for i, item in enumerate(out) if item.meaning.point is not None and item.meaning.point.clock]
    for i, j in pairwise(clocks):
        first, second = out[i], out[j]
        gap = text[first.end : second.start]
        if len(gap) > 40 or not _PARALLEL.fullmatch(gap):
            continue
        here, there = first.meaning.point, second.meaning.point
        if here is None or there is None or here.clock is None or there.clock is None:
            continue
        there_offset = _seconds(there.offset)
        local = _clock_seconds(here.clock)
        if there_offset is None or here.year is None:
            continue
        # Where "local time" is was read off the words around; the other clock knows better.
        offset = None if "local" in gap else _seconds(here.offset)
        if offset is None:
            offset = (local - (_clock_seconds(there.clock) or 0) + there_offset + DAY // 2) % DAY - DAY // 2
            if offset % 900:
                continue
            if offset < -11 * 3600:
                offset += DAY
            out[i] = _moved(first, replace(here, offset=offset_words(offset)))
        day = days_from_civil(here.year, here.month or 1, here.day or 1)
        shifted = day * DAY + local - offset + there_offset
        if shifted % DAY != _clock_seconds(there.clock):
            out[i], out[j] = _in_conflict(out[i]), _in_conflict(out[j])
        else:
            year, month, day_of_month = civil_from_days(shifted // DAY)
            out[j] = _moved(second, replace(there, year=year, month=month, day=day_of_month))
    return out


def _in_conflict(item: Resolved) -> Resolved:
    """Flag one of two clocks said to be one instant whose zones do not agree."""
    return replace(
        item, rule=f"{item.rule}+{CONFLICT}", meaning=replace(item.meaning, confidence=_DISBELIEVED)
    )


CONFLICT = "zone-conflict"
"""Stands in the rule of clocks whose zones contradict each other: "noon ET (noon GMT)"."""
_DISBELIEVED = 0.3


def _moved(item: Resolved, point: Point) -> Resolved:
    return replace(item, meaning=replace(item.meaning, value=point.timex, edtf=point.edtf, point=point))


def _clock_seconds(clock: str) -> int:
    hour, minute, *second = (int(part) for part in clock.split(":"))
    return hour * 3600 + minute * 60 + (second[0] if second else 0)


def _seconds(offset: str) -> int | None:
    if not offset:
        return None
    if offset == "Z":
        return 0
    seconds = int(offset[1:3]) * 3600 + int(offset[4:6]) * 60
    return -seconds if offset[0] == "-" else seconds


_JOINT = re.compile(r",?\s(?:on\s|of\s)?(?:the\s)?|,?\s(?:at\s)?(?:about\s|around\s)?", re.I)


def joined(text: str, found: list[Resolved]) -> list[Resolved]:
    """Make one of a time and the day beside it: "11:26 a.m.

    on Friday", "May 8 1:00AM", "the night of April 18, 1775".
    """
    out: list[Resolved] = []
    for item in found:
        before = out[-1] if out else None
        if before is not None and item.start - before.end <= 14 and _belong(text, before, item):
            time = before if _is_time(before) and not _is_part(before, item) else item
            day = item if time is before else before
            point = time.meaning.point
            source = day.meaning.point
            if point is not None and source is not None:
                point = replace(point, year=source.year, month=source.month, day=source.day)
                if time.rule in HALF_OPEN and point.clock is not None:
                    point = replace(point, clock=after_noon(point.clock, source.part))
                if _MIDNIGHT.match(text, time.start, time.end) and time is before:
                    out[-1] = Resolved(
                        before.start, item.end, f"{day.rule}+{time.rule}", _day_ends(time.meaning, point)
                    )
                    continue
                meaning = replace(
                    time.meaning, value=point.timex, edtf=point.edtf, point=point, guessed=day.meaning.guessed
                )
                out[-1] = Resolved(before.start, item.end, f"{day.rule}+{time.rule}", meaning)
                continue
        out.append(item)
    return out


_MIDNIGHT = re.compile(r"[Mm]idnight\b")


def _day_ends(meaning: Meaning, point: Point) -> Meaning:
    """Read "midnight Saturday", "midnight on Nov. 30": the end of that day, T24:00, in EDTF 00:00."""
    days = point.days
    if days is None:
        return meaning
    year, month, day = civil_from_days(days + 1)
    after = replace(point, year=year, month=month, day=day)
    value = replace(point, clock="24:00").timex
    return replace(meaning, value=value, edtf=after.edtf, point=after)


def _is_time(item: Resolved) -> bool:
    return item.meaning.type == "TIME"


def _is_part(item: Resolved, other: Resolved) -> bool:
    """Whether an item is the part of a day that the other's clock falls in: "9 a.m. Friday morning"."""
    part, time = item.meaning.point, other.meaning.point
    return part is not None and time is not None and bool(part.part and part.day and time.clock)


def _belong(text: str, first: Resolved, second: Resolved) -> bool:
    if first.rule == second.rule or "DURATION" in (first.meaning.type, second.meaning.type):
        return False
    if second.rule in _APART:
        return False
    if first.rule == "counted-step" and text.startswith(",", first.end):
        return False  # "five days later, on the evening of 8 September" tells the day twice
    if _is_part(first, second) or _is_part(second, first):
        return bool(_JOINT.fullmatch(text[first.end : second.start]))
    if _is_time(first) == _is_time(second):
        return False
    day = second if _is_time(first) else first
    return (
        day.meaning.point is not None
        and day.meaning.point.unit == "day"
        and bool(_JOINT.fullmatch(text[first.end : second.start]))
    )


_APART = frozenset({"opening-night", "day-number"})
"""Rules of phrases that explain the day before them: "Saturday night, the opening night"."""
_SOON = re.compile(r"\b(?:shortly|just|soon|right|immediately)\s(?:after|before)\s$", re.I)
_FROM = re.compile(r"\b(?:since|ever since)\s(?:the\s)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|til|up to|up until|by)\s(?:the\s)?$", re.I)
_AFTER = re.compile(r"\bafter\s(?:the\s)?$", re.I)
_BEFORE = re.compile(r"\b(?:before|prior to)\s(?:the\s)?$", re.I)
_ABOUT = re.compile(r"\b(?:about|around|circa|c\.|ca\.|approximately|roughly)\s?$", re.I)
_THROUGH = re.compile(r"\s?(?:-|–|—)\s?|\s(?:to|through|thru|until|till)\s(?:the\s)?", re.I)
_AND = re.compile(r"\sand\s(?:the\s)?", re.I)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.I)


def qualified(text: str, found: Sequence[Resolved]) -> Iterator[tuple[Resolved, str | None]]:
    """Yield each phrase with its EDTF as the words around qualify it; both ends of a range carry it."""
    edtfs = [_qualified(text, item) for item in found]
    for i in range(len(found) - 1):
        whole = _range(text, found[i], found[i + 1])
        if whole is not None:
            edtfs[i] = edtfs[i + 1] = whole
    return zip(found, edtfs, strict=True)


def _range(text: str, first: Resolved, second: Resolved) -> str | None:
    """EDTF of "from 3 to 5 May", "between March and June": both ends carry the whole."""
    gap = text[first.end : second.start]
    if len(gap) > 12:
        return None
    start, end = first.meaning.point, second.meaning.point
    if start is None or end is None or first.meaning.edtf is None or second.meaning.edtf is None:
        return None
    between = _AND.fullmatch(gap) and _BETWEEN.search(text, max(0, first.start - 14), first.start)
    if not (between or _THROUGH.fullmatch(gap)):
        return None
    lo, hi = first.meaning.edtf.split("/")[0], second.meaning.edtf.split("/")[-1]
    if start.clock and end.clock and not start.offset:
        lo += end.offset  # "from 10:00 to 11:30 GMT"
    days = start.days, end.days
    if days[0] is None or days[1] is None or days[0] > days[1] or lo == hi:
        return None
    if days[0] == days[1] and start.clock and end.clock and start.clock >= end.clock:
        return None
    return f"{lo}/{hi}"


def _qualified(text: str, item: Resolved) -> str | None:
    """EDTF with what the words before a phrase say: "since" opens the end, "about" adds "~", a guess "?"."""
    edtf = item.meaning.edtf
    if edtf is None or item.meaning.type in {"DURATION", "SET"}:
        return edtf
    before = text[max(0, item.start - 16) : item.start]
    if item.meaning.guessed:
        edtf = "/".join(f"{part[:-1]}%" if part.endswith("~") else f"{part}?" for part in edtf.split("/"))
    elif _ABOUT.search(before):
        edtf = "/".join(f"{part.rstrip('~')}~" for part in edtf.split("/") if "T" not in part) or edtf
    first, last = edtf.split("/")[0], edtf.split("/")[-1]
    if first == ".." or _SOON.search(text, max(0, item.start - 24), item.start):
        return edtf
    if _FROM.search(before) or _AFTER.search(before):
        return f"{first}/.."
    if _UNTIL.search(before) or _BEFORE.search(before):
        return f"../{last}"
    return edtf
