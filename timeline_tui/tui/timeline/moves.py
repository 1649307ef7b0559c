"""Where the cursor goes: plain functions from the lines shown and a position in them to another position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.model.order import Dated
from timeline_tui.model.when import anchor
from timeline_tui.tui.timeline.lines import Lines


def seconds(dated: Dated) -> float:
    """Return the second at which an event stands on the timeline; undated ones stand after all others."""
    return float("inf") if dated.when is None else anchor(dated.when)


def nearest(lines: Lines, rows: Sequence[Dated], row: int) -> int | None:
    """Return the position of ``row`` or of the event shown nearest to it in time; None if there is none."""
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
    here, before, after = (seconds(rows[r]) for r in (row, shown[at - 1], shown[at]))
    return at - 1 if here - before < after - here else at


def at_time(lines: Lines, rows: Sequence[Dated], moment: int) -> int | None:
    """Return the position of the first event at or after ``moment``, else of the last dated one before it."""
    shown = lines.shown
    if not shown:
        return None
    if lines.grouped:
        at = bisect_left(rows, float(moment), key=seconds)
        return nearest(lines, rows, min(at, lines.sections.rows - 1))
    at = bisect_left(shown, float(moment), key=lambda row: seconds(rows[row]))
    if at == len(shown) or (at and rows[shown[at]].when is None):
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
