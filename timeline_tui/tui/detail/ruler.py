"""The small ruler on which rival clock times stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.display import mark
from timeline_tui.model.local import clock, local_day
from timeline_tui.model.when import Edge, When
from timeline_tui.tui.detail.page import Inks, Line
from timeline_tui.tui.glyphs import Glyphs

CELLS = 19
"""The ruler's length."""
NEEDS = 54
"""Cells a line needs at least to carry a ruler."""


class Scale(NamedTuple):
    """The first and last clock time on a ruler."""

    first: Edge
    last: Edge


def scale(times: Sequence[When | None], zone: tzinfo) -> Scale | None:
    """Return the ruler for rival times, None if there are not two clock times on one day in ``zone``."""
    edges = [
        edge
        for when in times
        if when is not None
        for edge in (when.start, when.end)
        if edge is not None and edge.is_instant
    ]
    if not edges:
        return None
    first, last = min(edges, key=lambda edge: edge.lo), max(edges, key=lambda edge: edge.lo)
    if first.lo == last.lo or local_day(first.lo, zone) != local_day(last.lo, zone):
        return None
    return Scale(first, last)


def ticks(on: Scale, zone: tzinfo, ink: Style) -> Line:
    """Return the times at the two ends of the ruler."""
    first, last = clock(on.first, zone), clock(on.last, zone)
    return [Segment(first + " " * (CELLS - len(first) - len(last)) + last, ink)]


def _column(on: Scale, seconds: int) -> int:
    share = (seconds - on.first.lo) * (CELLS - 1) / (on.last.lo - on.first.lo)
    return min(max(round(share), 0), CELLS - 1)


def place(on: Scale, when: When | None, glyphs: Glyphs, inks: Inks) -> Line:
    """Return the ruler with ``when`` on it; ``?`` before an empty one if it has no clock time."""
    edges = (
        []
        if when is None
        else [edge for edge in (when.start, when.end) if edge is not None and edge.is_instant]
    )
    rule = Segment(glyphs.rule * CELLS, inks.rule)
    if when is None or not edges:
        return [Segment("?", inks.dispute), Segment(glyphs.rule * (CELLS - 1), inks.rule)]
    left, right = _column(on, edges[0].lo), _column(on, edges[-1].lo)
    node = getattr(glyphs, mark(when))
    if edges[0] is not edges[-1] and left != right:
        middle = glyphs.heavy_rule * (right - left + 1)
    elif when.start is None or when.open_start:
        left, middle = 0, glyphs.heavy_rule * right + node
    elif when.end is None or when.open_end:
        middle = node + glyphs.heavy_rule * (CELLS - 1 - left)
    else:
        middle = node
    after = CELLS - left - len(middle)
    return [
        Segment(rule.text[:left], inks.rule),
        Segment(middle, inks.dispute),
        Segment(rule.text[:after], inks.rule),
    ]
