"""What the overview strip looks like: plain functions from a layout and amounts to segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from rich.segment import Segment
from rich.style import Style

from timeline_tui.search.overview import Label, OverviewLayout
from timeline_tui.tui.glyphs import Glyphs

Columns = range
"""A run of columns."""


@dataclass(frozen=True, slots=True)
class StripInks:
    """The styles of the parts. ``ground`` and ``window`` are whole, the others lie over them."""

    ground: Style
    window: Style
    inside: Style
    hit: Style
    ghost: Style
    rule: Style
    quiet: Style
    strong: Style
    cursor: Style


@dataclass(frozen=True, slots=True)
class StripLook:
    """One state of the strip, in columns of its layout.

    ``matched`` counts per bar what the filter lets through; ``window`` are the columns on screen in the
    timeline (or being drawn with the mouse), ``cursor`` is the bar of the event under the cursor.
    """

    layout: OverviewLayout
    matched: tuple[int, ...]
    window: Columns
    cursor: int | None
    inks: StripInks
    glyphs: Glyphs


def bar_columns(layout: OverviewLayout, first: int, last: int) -> Columns:
    """Return the columns that the bars ``first`` to ``last`` fill."""
    end = layout.bars[last]
    return range(layout.bars[first].column, end.column + end.drawn)


def height(amount: int, most: int, steps: int) -> int:
    """Return how many of ``steps`` an amount is high, on a square-root scale and never 0 for 1."""
    if amount <= 0 or most <= 0:
        return 0
    return max(1, round(sqrt(min(amount, most) / most) * steps))


def bar_line(look: StripLook, row: int, rows: int) -> list[Segment]:
    """Return line ``row`` (0 is the top) of the bars, which are ``rows`` lines high."""
    layout, inks, bars = look.layout, look.inks, look.glyphs.bars
    steps = len(bars)
    below = (rows - 1 - row) * steps
    cells = [(" ", _ground(look, column)) for column in range(layout.width)]
    for bar, matched in zip(layout.bars, look.matched, strict=True):
        hit = min(max(height(matched, layout.most, rows * steps) - below, 0), steps)
        whole = min(max(height(bar.total, layout.most, rows * steps) - below, 0), steps)
        for column in range(bar.column, min(bar.column + bar.drawn, layout.width)):
            ground = _ground(look, column)
            if hit:
                ink = inks.inside if column in look.window else inks.hit
                # A full ghost behind a lower bar is the cell's ground; a partial one has no room in the cell.
                behind = Style(bgcolor=inks.ghost.color) if whole == steps > hit else Style.null()
                cells[column] = (bars[hit - 1], ground + ink + behind)
            elif whole:
                cells[column] = (bars[whole - 1], ground + inks.ghost)
    return _joined(cells)


def rule_line(look: StripLook) -> list[Segment]:
    """Return the line under the bars: a rule, folded stretches, and the window on screen."""
    layout, inks, glyphs = look.layout, look.inks, look.glyphs
    end = layout.bars[-1].column + layout.bars[-1].width if layout.bars else 0
    cells = [
        (glyphs.rule if column < end else " ", inks.ground + inks.rule) for column in range(layout.width)
    ]
    for fold in layout.folds:
        for at, sign in enumerate(glyphs.fold):
            cells[fold.column + at] = (sign, inks.ground + inks.quiet)
    left, middle, right = glyphs.window
    for column in look.window:
        sign = left if column == look.window[0] else right if column == look.window[-1] else middle
        sign = middle if len(look.window) == 1 else sign
        cells[column] = (sign, inks.window + inks.inside)
    return _joined(cells)


def label_line(look: StripLook) -> list[Segment]:
    """Return the line of dates. The cursor's period is always named, in the place of others if need be."""
    layout, inks = look.layout, look.inks
    labels = list(layout.labels)
    own = _cursor_label(look)
    if own is not None:
        reach = range(own.column - 1, own.column + len(own.text) + 1)
        labels = [
            one for one in labels if one.column + len(one.text) <= reach.start or one.column >= reach.stop
        ]
        labels.append(own)
    cells = [(" ", inks.ground)] * layout.width
    for label in labels:
        inside = label.column in look.window
        ink = inks.inside if inside else inks.strong if label.emphasised else inks.quiet
        ink = inks.cursor if label is own else ink + Style(bold=inside or label.emphasised)
        for at, sign in enumerate(look.glyphs.words(label.text)):
            if label.column + at < layout.width:
                cells[label.column + at] = (sign, inks.ground + ink)
    return _joined(cells)


def _cursor_label(look: StripLook) -> Label | None:
    if look.cursor is None:
        return None
    bar = look.layout.bars[look.cursor]
    for label in look.layout.labels:
        if label.column == bar.column:
            return label
    text = bar.label.split(" ")[0]
    return Label(max(0, min(bar.column, look.layout.width - len(text))), text, False) if text else None


def compact_line(look: StripLook, first: str, last: str, count: str, cells: int) -> list[Segment]:
    """Return the strip on one line: the first date, the bars, the last date, and the count at the right."""
    layout, inks, glyphs = look.layout, look.inks, look.glyphs
    bars = bar_line(look, 0, 1)
    middle: list[tuple[str, Style]] = [
        (sign, part.style or inks.ground) for part in bars for sign in part.text
    ]
    end = layout.bars[-1].column + layout.bars[-1].width if layout.bars else 0
    middle = [("_", inks.ground + inks.rule) if sign == " " else (sign, ink) for sign, ink in middle[:end]]
    for fold in layout.folds:
        for at in range(fold.width):
            sign = glyphs.fold[at] if at < len(glyphs.fold) else " "
            middle[fold.column + at] = (sign, inks.ground + inks.quiet)
    if look.window:
        for column, sign in zip((look.window[0] - 1, look.window[-1] + 1), glyphs.brackets, strict=True):
            if 0 <= column < len(middle):
                middle[column] = (sign, inks.ground + inks.inside + Style(bold=True))
    space = max(0, cells - len(first) - len(middle) - len(last) - len(count) - 2)
    return [
        Segment(f"{first} ", inks.ground + inks.quiet),
        *_joined(middle),
        Segment(f" {last}" + " " * space, inks.ground + inks.quiet),
        Segment(count, inks.ground + inks.strong),
    ]


def _ground(look: StripLook, column: int) -> Style:
    return look.inks.window if column in look.window else look.inks.ground


def _joined(cells: Sequence[tuple[str, Style]]) -> list[Segment]:
    """Return cells as segments, neighbours of one style together."""
    out: list[Segment] = []
    for sign, style in cells:
        if out and out[-1].style == style:
            out[-1] = Segment(out[-1].text + sign, style)
        else:
            out.append(Segment(sign, style))
    return out
