"""What a group's line looks like: its period, a curve of when, how many events, the foremost titles."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.names import MONTHS_SHORT, year_words
from timeline_tui.model.timeline import Event
from timeline_tui.search.sections import Period
from timeline_tui.tui.text import cut, fit_right, quoted, segments, visible, width
from timeline_tui.tui.timeline.drawing import Look, Standing, bar_of
from timeline_tui.tui.timeline.marks import Search

_BOLD = Style(bold=True)
_COUNT = 6
_DISPUTES = 4
_LONGEST = 300
_FULL = 4
"""Events that fill a cell of a curve, if none holds more: one alone is a low bar."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is said of a group. ``curve`` has one amount per cell; None leaves its ``cells`` empty.

    If not all of its events were weighed, there may be more ``disputes`` and others may have mattered more.
    """

    period: Period
    count: int
    cells: int
    curve: tuple[int, ...] | None
    foremost: tuple[Event, ...]
    disputes: int
    all_weighed: bool = True


def curve_cells(look: Look) -> int:
    """Return the cells there are for a curve."""
    cells = look.columns.width
    return 24 if cells >= 90 else 12 if cells >= 70 else 0


def label(period: Period) -> str:
    """Return what stands in the gutter: "Wed 6", "Aug", "1867", "1990s"."""
    if period.date:
        return period.day_words
    return MONTHS_SHORT[period.month] if period.month else period.wide


def group_line(group: Group, standing: Standing, look: Look, search: Search | None = None) -> list[Segment]:
    """Return the line of a group."""
    inks, where, glyphs = look.inks, look.columns, look.glyphs
    ground = inks.ground
    if standing.cursor:
        ground = inks.cursor if look.focused else inks.head
    bold = _BOLD if standing.cursor else Style.null()
    bar, bar_ink = bar_of(look, focused=look.focused) if standing.cursor else (" ", inks.quiet)
    name = inks.time if group.period.month else inks.title + _BOLD
    node = glyphs.exact if group.count == 1 else glyphs.within
    disputes = f"{group.disputes}{'' if group.all_weighed else '+'}" if group.disputes else ""
    line = [
        Segment(bar, ground + bar_ink),
        Segment(fit_right(glyphs.words(label(group.period)), where.gutter), ground + name + bold),
        Segment(" ", ground),
        Segment(node, ground + inks.time),
        Segment("  ", ground),
    ]
    if group.curve is None:
        line.append(Segment(" " * group.cells, ground))
    else:
        most = max(_FULL, *group.curve)
        line += [
            Segment(glyphs.bar(amount, most), ground + inks.time)
            if amount
            else Segment("_", ground + inks.rule)
            for amount in group.curve
        ]
    line.append(Segment(f"{group.count:>{_COUNT}}  ", ground + inks.title + bold))
    room = max(0, where.width - sum(width(part.text) for part in line) - _DISPUTES - 1)
    return [
        *line,
        *_titles(group, room, look, ground, search),
        Segment(f"{disputes:>{_DISPUTES}} ", ground + inks.dispute),
    ]


def _titles(group: Group, cells: int, look: Look, ground: Style, search: Search | None) -> list[Segment]:
    """Return the foremost titles, as many as fit, and how many more there are."""
    inks, glyphs = look.inks, look.glyphs
    text = ""
    spans: list[tuple[int, int, Style]] = []
    shown = 0
    for event in group.foremost:
        raw = event.title[:_LONGEST]
        title = visible(raw)
        more = group.count - shown - 1
        suffix = f" {glyphs.dot} {more} more" if more else ""
        lead = f" {glyphs.dot} " if text else ""
        if text and width(text + lead + title + suffix) > cells:
            break
        if not text:
            title = cut(title, max(1, cells - len(suffix)), glyphs.cut)
        at = len(text) + len(lead)
        spans.append((len(text), at, inks.quiet))
        spans += [(at + start, at + end, inks.said) for start, end in quoted(title)]
        if search is not None:
            hits = search.in_title(raw)
            spans += [
                (at + start, at + min(end, len(title)), inks.match)
                for start, end in hits
                if start < len(title)
            ]
        text += lead + title
        shown += 1
    more = group.count - shown
    if shown and more and width(text) + len(suffix := f" {glyphs.dot} {more} more") <= cells:
        spans.append((len(text), len(text) + len(suffix), inks.quiet))
        text += suffix
    used = width(text)
    out = segments(glyphs.words(text), ground + inks.title, spans)
    return [*out, Segment(" " * max(0, cells - used), ground)]


def group_head(words: str, cells: int, look: Look) -> list[Segment]:
    """Return the sticky head over groups: the years covered, and the columns' names."""
    inks, where, glyphs = look.inks, look.columns, look.glyphs
    words = glyphs.words(words.replace(" ", "") if look.narrow else words)
    bar, bar_ink = bar_of(look, focused=True) if look.focused else (" ", inks.accent)
    name = (inks.accent if look.focused else inks.title) + _BOLD
    left = f" {cut(words, where.title - 3, glyphs.cut)}".ljust(where.title - 1)
    names = f"{'when in the period' if cells > 18 else 'when' if cells else '':<{cells}}"
    names += f"{'events':>{_COUNT}}  what mattered most"
    last = "disputes " if where.width >= 60 else f"{glyphs.dispute} "
    names = cut(names, where.width - where.title - len(last), glyphs.cut)
    return [
        Segment(bar, inks.head + bar_ink),
        Segment(left, inks.head + name),
        Segment(names.ljust(where.width - where.title - len(last)) + last, inks.head + inks.quiet),
    ]


def group_month_words(period: Period, *, by_month: bool) -> str:
    """Return the head over groups: the year over months, the month over days."""
    return year_words(period.year) if by_month and period.month else period.month_words
