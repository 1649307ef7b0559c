"""Where the cursor goes: plain functions from the lines shown and a position in them to another position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from timeline_tui.tui.timeline.lines import Lines


def nearest(lines: Lines, starts: Sequence[int], row: int) -> int | None:
    """Return the position of ``row`` or of the event shown nearest to it in time; None if there is none.

    ``starts`` are the seconds at which the dated rows stand; undated ones stand after all others.
    """
    shown = lines.shown
    if not shown:
        return None
    if lines.grouped:
        section = lines.sections.of_row(row)
        block = bisect_left(lines.section, section)
        if block < len(lines.section) and lines.section[block] == section:
            return block
    at = bisect_left(shown, row)
    if at == len(shown):
        return at - 1
    if at == 0 or shown[at] == row:
        return at
    here, before, after = (
        starts[one] if one < len(starts) else inf for one in (row, shown[at - 1], shown[at])
    )
    return at - 1 if here - before < after - here else at


def at_time(lines: Lines, starts: Sequence[int], moment: int) -> int | None:
    """Return the position of the first event at or after ``moment``, else of the last dated one before it."""
    shown = lines.shown
    if not shown:
        return None
    row = bisect_left(starts, moment)
    if lines.grouped:
        return nearest(lines, starts, min(row, lines.sections.rows - 1))
    at = bisect_left(shown, row)
    if at == len(shown) or (at and shown[at] >= len(starts)):
        at -= 1
    return at


def near_line(lines: Lines, line: int) -> int:
    """Return the position of the event on ``line``, or of the first below it, or of the last."""
    line = max(line, 0)
    while (what := lines.at(line)) is not None:
        if what.kind == "event":
            return lines.position_of(what.row) or 0
        line += 1
    return len(lines.shown) - 1


def last_before(lines: Lines, line: int) -> int:
    """Return the position of the last event above ``line``, -1 if there is none."""
    line = min(line, lines.total) - 1
    while (what := lines.at(line)) is not None:
        if what.kind == "event":
            position = lines.position_of(what.row)
            return -1 if position is None else position
        line -= 1
    return -1


def next_day(lines: Lines, position: int) -> int:
    """Return the first event of the next day shown; the same position if there is none."""
    block = lines.block_of(position) + 1
    return lines.position[block] if block < len(lines.position) else position


def previous_day(lines: Lines, position: int) -> int:
    """Return the first event of the day, or from there that of the day before."""
    block = lines.block_of(position)
    if lines.position[block] == position and block:
        block -= 1
    return lines.position[block]


def next_month(lines: Lines, position: int) -> int:
    """Return the first event of the next month shown; the same position if there is none."""
    at = bisect_left(lines.shown, _month(lines, position)[1])
    return at if at < len(lines.shown) else position


def previous_month(lines: Lines, position: int) -> int:
    """Return the first event of the month, or from there that of the month before."""
    at = bisect_left(lines.shown, _month(lines, position)[0])
    if at == position and at:
        at = bisect_left(lines.shown, _month(lines, at - 1)[0])
    return at


def _month(lines: Lines, position: int) -> tuple[int, int]:
    """Return the rows under the month head of the event at ``position``."""
    return lines.sections.month_range(lines.sections.of_row(lines.shown[position]))
