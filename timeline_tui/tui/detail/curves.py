"""The small curves of when a participant appears."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.display import local_day
from timeline_tui.model.names import MONTHS_SHORT, year_words
from timeline_tui.search.histogram import curve, even_edges
from timeline_tui.search.periods import number_at, start_of
from timeline_tui.tui.detail.page import Inks, Line, Subject
from timeline_tui.tui.glyphs import Glyphs

_MOST = 16
_NARROW = 12
_ROOMY = 70
"""Cells of text from which curves may have their full length."""


def edges(subject: Subject, cells: int) -> tuple[int, ...]:
    """Return the seconds between which a curve counts, one amount a cell; nothing without dates.

    They reach over the whole days in which nine of ten events stand, and over the event shown if that is
    near: a few events long before or after the others would leave no room for what is to be compared. If
    there is room each cell is a day.
    """
    starts, zone = subject.index.starts, subject.zone
    if not starts:
        return ()
    first, last = starts[len(starts) // 20], starts[-1 - len(starts) // 20]
    when = subject.dated.when
    if when is not None and when.earliest_start is not None:
        near = (last - first) // 2
        if first - near <= when.earliest_start <= last + near:
            first, last = min(first, when.earliest_start), max(last, when.earliest_start)
    most = _MOST if cells >= _ROOMY else _NARROW
    day, after = number_at("day", first, zone), number_at("day", last, zone) + 1
    if after - day <= most:
        return tuple(start_of("day", number, zone) for number in range(day, after + 1))
    return even_edges(start_of("day", day, zone), start_of("day", after, zone), most)


def span_words(between: Sequence[int], subject: Subject) -> str:
    """Return what a curve reaches over in words: "6–21 Aug", "3 Feb – 2 Aug", "1867–2026"."""
    if not between:
        return ""
    first, last = local_day(between[0], subject.zone), local_day(between[-1] - 1, subject.zone)
    if first == last:
        return f"{first[2]} {MONTHS_SHORT[first[1]]}"
    if first[:2] == last[:2]:
        return f"{first[2]}–{last[2]} {MONTHS_SHORT[first[1]]}"
    if first[0] == last[0]:
        return f"{first[2]} {MONTHS_SHORT[first[1]]} – {last[2]} {MONTHS_SHORT[last[1]]}"
    return f"{year_words(first[0])}–{year_words(last[0])}"


def drawn(rows: Sequence[int] | None, between: Sequence[int], subject: Subject, inks: Inks) -> Line:
    """Return one bar a cell over a thin line; blanks while ``rows`` are not known."""
    glyphs = subject.glyphs
    if len(between) < 2:
        return []
    if rows is None:
        return [Segment(" " * (len(between) - 1))]
    return bars(curve(subject.index.starts, rows, between), glyphs, inks.rule, inks.time)


def bars(amounts: Sequence[int], glyphs: Glyphs, rule: Style, time: Style) -> Line:
    """Return one bar an amount, on a scale of its own, over a thin line in the ink ``rule``."""
    most = max(amounts, default=0)
    out: Line = []
    for amount in amounts:
        if not amount:
            out.append(Segment(" " if glyphs.is_ascii else "_", rule))
            continue
        bar = glyphs.bar(amount, most)
        if bar == glyphs.bars[0]:  # as thin as the line it stands on
            bar = glyphs.bars[1]
        out.append(Segment(bar, time))
    return out
