"""What the lines of the facet pane look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from timeline_tui.search.facets import FacetValue
from timeline_tui.search.fold import fold_with_offsets
from timeline_tui.tui.detail.curves import bars
from timeline_tui.tui.detail.page import BOLD, Line, line_width, one_line
from timeline_tui.tui.facets.lines import Entry
from timeline_tui.tui.glyphs import Glyphs

MARK = 5
"""Cells of the cursor's bar, the mark and the space after it."""
_CURVES = (24, 16, 12, 8)
_LEAST_NAME = 12


class Inks(NamedTuple):
    """The styles of the parts; ``ground``, ``cursor`` and ``head`` are whole, the others lie over them."""

    ground: Style
    cursor: Style
    head: Style
    text: Style
    quiet: Style
    remark: Style
    time: Style
    rule: Style
    accent: Style
    wrong: Style
    match: Style


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of names, curves and counts in a pane so many ``cells`` wide."""

    cells: int
    name: int
    curve: int
    count: int

    def each(self, amounts: int) -> int:
        """Return how many cells each of so many amounts of a curve takes."""
        return max(1, self.curve // max(1, amounts))


@dataclass(frozen=True, slots=True)
class Look:
    """All besides the line itself that drawing depends on. ``wanted`` is what was typed to find, folded."""

    columns: Columns
    inks: Inks
    glyphs: Glyphs
    focused: bool
    wanted: str = ""


def columns(cells: int, count: int) -> Columns:
    """Return the columns for counts that take ``count`` cells: counts are never cut, names before curves."""
    room = cells - MARK - 1 - count
    least = max(_LEAST_NAME, cells * 2 // 5)
    curve = next((one for one in _CURVES if room - one - 1 >= least), 0)
    if not curve and room - _CURVES[-1] - 1 >= _LEAST_NAME:
        curve = _CURVES[-1]
    return Columns(cells, max(0, room - (curve + 1 if curve else 0)), curve, count)


def line_of(
    entry: Entry,
    look: Look,
    *,
    negated: bool | None,
    amounts: Sequence[int] | None,
    here: bool,
) -> list[Segment]:
    """Return a line with its ground. ``negated`` says how the filter names a value, None that it does not.

    ``amounts`` are the counts of the curve's cells, None while they are not known.
    """
    inks, glyphs = look.inks, look.glyphs
    ground = inks.ground
    if here:
        ground = inks.cursor if look.focused else inks.head
    lead = Segment(glyphs.cursor if here and look.focused else " ", inks.accent)
    line: Line = [lead]
    match entry:
        case Entry("value", value=FacetValue() as value):
            line += _value(value, look, negated=negated, amounts=amounts, here=here)
        case Entry("head"):
            number = f" {entry.number:,}"
            line += [Segment(entry.words, inks.text + BOLD), Segment(number, inks.quiet)]
        case Entry("more" | "rest" | "fewer"):
            words = {"more": "{:,} more", "fewer": "fewer", "rest": "{:,} rarer: F finds them"}[entry.kind]
            line += [Segment(" " * (MARK - 1)), Segment(words.format(entry.number), inks.quiet)]
        case Entry("remark"):
            line.append(Segment(glyphs.words(entry.words), inks.remark))
    return [Segment(text, ground + style if style else ground) for text, style, _ in line]


def _value(
    value: FacetValue, look: Look, *, negated: bool | None, amounts: Sequence[int] | None, here: bool
) -> Line:
    """Return mark, name, curve and count."""
    inks, cells = look.inks, look.columns
    sign = {None: " ", False: "+", True: "-"}[negated]
    ink = {None: inks.quiet, False: inks.accent + BOLD, True: inks.wrong + BOLD}[negated]
    base = inks.quiet if negated else inks.text + BOLD if here or negated is False else inks.text
    hits = [(*span, inks.match) for span in found(value.words, look.wanted)]
    name = one_line(value.words, cells.name, base, hits, look.glyphs)
    line = [Segment(f"[{sign}]", ink), Segment(" "), *name, Segment(" " * (cells.name - line_width(name)))]
    if cells.curve:
        wide = [amount for amount in amounts or () for _ in range(cells.each(len(amounts or ())))]
        curve = bars(wide, look.glyphs, inks.rule, inks.time)
        line += [Segment(" "), *curve, Segment(" " * (cells.curve - line_width(curve)))]
    return [*line, Segment(f" {value.count:>{cells.count},}", inks.quiet if negated else inks.text)]


def found(words: str, wanted: str) -> list[tuple[int, int]]:
    """Return where ``wanted`` stands in a name; all of it where the value was found by another name."""
    if not wanted:
        return []
    folded = fold_with_offsets(words)
    at = folded.text.find(wanted)
    return [folded.original(at, at + len(wanted)) if at >= 0 else (0, len(words))]


def head_line(title: str, right: str, cells: int, look: Look) -> list[Segment]:
    """Return the rule over the pane: heavy and in the accent colour where the focus is."""
    inks, glyphs = look.inks, look.glyphs
    bar, ink = (glyphs.heavy_rule, inks.accent) if look.focused else (glyphs.rule, inks.rule)
    left = [Segment(f"{bar * 2} ", ink), Segment(title, (inks.accent if look.focused else inks.text) + BOLD)]
    tail = [Segment(f" {glyphs.words(right)} ", inks.remark), Segment(bar, ink)] if right else []
    fill = cells - line_width(left) - line_width(tail) - 1
    line = [*left, Segment(" "), Segment(bar * max(0, fill), ink), *tail]
    return [Segment(text, inks.ground + style if style else inks.ground) for text, style, _ in line]


def axis_cells(cells: Columns) -> int:
    """Return how many cells the names of the columns take."""
    return cells.count + (cells.curve + 1 if cells.curve else 0)


def axis_line(first: str, last: str, amounts: int, look: Look) -> list[Segment]:
    """Return the names of the columns: the ends of curves of so many ``amounts``, and ``n``."""
    inks, cells = look.inks, look.columns
    words = ""
    if cells.curve:
        room = amounts * cells.each(amounts)
        short = [f"’{end[-2:]}" if end.isdecimal() else end for end in (first, last)]
        for left, right in ((first, last), short):
            if first != last and len(left) + len(right) < room:
                words = left + " " * (room - len(left) - len(right)) + right
                break
        else:
            words = first if len(first) <= cells.curve else ""
        words = look.glyphs.words(words)
        words = f"{words:<{cells.curve}} "
    return [Segment(f"{words}{'n':>{cells.count}}", inks.ground + inks.quiet)]
