"""Say a date in words for people: as much as is known, and no more.

Instants are shown on the clock of a chosen zone. Dates without a clock time are calendar facts and are never
moved between zones.
"""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Literal

from timeline_tui.model.calendar import DAY
from timeline_tui.model.edtf import SUB_YEAR
from timeline_tui.model.gutter import gutter, mark
from timeline_tui.model.local import clock, day_of, local_day, on_same_day, zone_label
from timeline_tui.model.names import MONTHS, SEASONS, day_words, month_words, weekday_word, year_words
from timeline_tui.model.when import Edge, When
from timeline_tui.model.zones import abbreviation, offset_at

__all__ = ["also_at", "day_of", "display", "gutter", "local_day", "mark", "zone_label"]

Style = Literal["event", "period"]

_OPEN_WORDS: dict[Style, tuple[str, str]] = {"event": ("by", "after"), "period": ("until", "since")}
_HALVES = ("first half", "second half")


def display(when: When, zone: tzinfo, *, style: Style = "event") -> str:
    """Return ``when`` in words: "Fri 15 Aug 2025 11:26 AKDT", "March 2024", "about 2010", "44 BCE".

    Open ends read "by …" and "after …"; with ``style="period"`` (how long something held) they read
    "until …" and "since …".
    """
    start, end = when.start, when.end
    before, after = _OPEN_WORDS[style]
    if start is None or end is None:
        edge = start or end
        if edge is None:
            return "unknown"
        if edge.is_instant and (when.open_start or when.open_end):
            return _one_sided(edge, before if start is None else after, zone)
        words = _edge(edge, zone, named=edge.is_instant)
        if start is None:
            return f"{before} {words}" if when.open_start else f"until {words}, start unknown"
        return f"{after} {words}" if when.open_end else f"from {words}, end unknown"
    if start is end:
        return _edge(start, zone, named=start.is_instant or not start.qualifier)
    return _interval(start, end, zone)


def also_at(when: When, zones: list[tzinfo] | tuple[tzinfo, ...], home: tzinfo) -> list[str]:
    """Return the clock time of ``when`` in other zones: "19:26 UTC", "Sat 16, 02:00 Moscow".

    The day is named where it differs from that in ``home``. Zones that show the same clock as ``home`` or
    as one before are left out. What has no clock time has nothing to say elsewhere.
    """
    edges = [edge for edge in (when.start, when.end) if edge is not None and edge.is_instant]
    if not edges:
        return []
    if len(edges) == 2 and edges[0] is edges[1]:
        edges.pop()
    seen = {offset_at(edges[0].lo, home)}
    lines = []
    for other in zones:
        offset = offset_at(edges[0].lo, other)
        if offset in seen:
            continue
        seen.add(offset)
        times = []
        shown = local_day(edges[0].lo, home)
        for edge in edges:
            day = local_day(edge.lo, other)
            name = "" if day == shown else f"{weekday_word(day)} {day[2]}, ".lstrip()
            times.append(f"{name}{'~' if edge.approximate else ''}{clock(edge, other)}")
            shown = day
        lines.append(f"{'–'.join(times)} {_place(other, edges[0].lo)}")
    return lines


def _place(zone: tzinfo, seconds: int) -> str:
    name = str(zone)
    return name.rpartition("/")[2].replace("_", " ") if "/" in name else abbreviation(seconds, zone)


def _doubt(edge: Edge) -> str:
    return ("possibly " if edge.uncertain else "") + ("about " if edge.approximate else "")


def _one_sided(edge: Edge, word: str, zone: tzinfo) -> str:
    day = day_words(local_day(edge.lo, zone))
    return f"{day} {word} {_doubt(edge)}{clock(edge, zone)} {abbreviation(edge.lo, zone)}"


def _edge(edge: Edge, zone: tzinfo, *, named: bool, doubt: bool = True) -> str:
    """Return one end in words; ``named`` adds the weekday to a day."""
    words = _doubt(edge) if doubt else ""
    if edge.is_instant:
        day = day_words(local_day(edge.lo, zone), named=named)
        return f"{day} {words}{clock(edge, zone)} {abbreviation(edge.lo, zone)}"
    if edge.precision == "day":
        return words + day_words((edge.year, edge.month, edge.day), named=named)
    return words + _coarse(edge)


def _coarse(edge: Edge) -> str:
    """Return a month, sub-year, year or wider span in words."""
    year, month = edge.year, edge.month
    if edge.unspecified:
        smaller = "day" if edge.text.count("XX") == 2 or month else "month"
        return f"some {smaller} in {month_words(year, month) if month else year_words(year)}"
    if edge.precision == "month":
        return month_words(year, month)
    if edge.precision == "year":
        return year_words(year)
    if month:
        return _sub_year(year, month)
    if edge.precision == "unspecified":
        return "unknown year"
    size = {"decade": 10, "century": 100, "millennium": 1000}[edge.precision]
    if size == 10 and year >= 1000:
        return f"{year}s"
    return _years(year, year + size - 1)


def _sub_year(year: int, code: int) -> str:
    first, months, precision = SUB_YEAR[code]
    if precision == "season":
        group, index = divmod(code - 21, 4)
        # The only season that does not end in the year it is named after.
        shown = f"{year}–{(year + 1) % 100:02}" if first == 12 and year >= 1000 else year_words(year)
        return f"{SEASONS[index]} {shown}{('', ' (northern)', ' (southern)')[group]}"
    if precision == "quarter":
        return f"Q{code - 32} {year_words(year)}"
    if precision == "half":
        return f"{_HALVES[code - 40]} of {year_words(year)}"
    return f"{MONTHS[first]}–{MONTHS[first + months - 1]} {year_words(year)}"


def _years(first: int, last: int) -> str:
    if first <= 0 < last:
        return f"{year_words(first)} – {last} CE"
    if last <= 0:
        return f"{year_words(first).removesuffix(' BCE')}–{year_words(last)}"
    if last < 1000:
        return f"{first}–{year_words(last)}"
    return f"{year_words(first)}–{year_words(last)}" if first >= 1000 else f"{year_words(first)} – {last}"


def _interval(start: Edge, end: Edge, zone: tzinfo) -> str:
    if start.is_instant and end.is_instant:
        return _instants(start, end, zone)
    if on_same_day(start, end, zone):
        # A day and a clock time in it: that day, before or after the time.
        word, instant = ("by", end) if end.is_instant else ("after", start)
        return _one_sided(instant, word, zone)
    if start.qualifier == end.qualifier and (shared := _shared(start, end)):
        return _doubt(start) + shared
    # One doubt over both ends is said once.
    again = start.qualifier != end.qualifier or end.is_instant
    return f"{_edge(start, zone, named=False)} – {_edge(end, zone, named=False, doubt=again)}"


def _shared(start: Edge, end: Edge) -> str | None:
    """Return an interval of two dates of one kind, what both share said once; None if they share nothing."""
    first, last = (start.year, start.month, start.day), (end.year, end.month, end.day)
    if start.unspecified or end.unspecified or start.precision != end.precision:
        return None
    if first == last:
        return _edge(start, UTC, named=not start.qualifier, doubt=False)
    if start.precision == "day":
        if end.lo - start.lo <= DAY + 7200 and not start.qualifier and weekday_word(first):
            return f"{day_words(first, with_year=first[0] != last[0])} – {day_words(last)}"
        if first[:2] == last[:2]:
            return f"{first[2]}–{day_words(last, named=False)}"
        if first[0] == last[0]:
            return f"{day_words(first, named=False, with_year=False)} – {day_words(last, named=False)}"
        return None
    if start.precision == "month" and first[0] == last[0]:
        return f"{MONTHS[first[1]]}–{month_words(*last[:2])}"
    if start.precision == "quarter" and first[0] == last[0]:
        return f"Q{first[1] - 32}–{_sub_year(*last[:2])}"
    if start.precision == "year":
        return _years(first[0], last[0])
    return None


def _instants(start: Edge, end: Edge, zone: tzinfo) -> str:
    first, last = local_day(start.lo, zone), local_day(end.lo, zone)
    name, end_name = abbreviation(start.lo, zone), abbreviation(end.lo, zone)
    opening = _doubt(start) + clock(start, zone) + (f" {name}" if name != end_name else "")
    closing = ("" if start.qualifier == end.qualifier else _doubt(end)) + f"{clock(end, zone)} {end_name}"
    if first == last:
        dash = "–" if " " not in opening + closing.removesuffix(f" {end_name}") or name == end_name else " – "
        return f"{day_words(first)} {opening}{dash}{closing}"
    return f"{day_words(first, with_year=first[0] != last[0])} {opening} – {day_words(last)} {closing}"
