"""A document as lines of the screen: which stretch of its text and which marks stand on each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from timeline_tui.tui.source.reading import Reading
from timeline_tui.tui.text import PROSE_WIDTH, Span, visible, wrap

# Characters of one cell that join with none beside them: Latin, Greek, Cyrillic, common punctuation.
_PLAIN = re.compile(
    r"[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]*"
)


class Columns(NamedTuple):
    """Where things stand, in cells: the margin for marks, the text, and sentence numbers at the right."""

    width: int
    margin: int
    text: int
    numbers: int

    @property
    def start(self) -> int:
        """Where the text begins: after the margin, a line and a space."""
        return self.margin + 2


def columns(cells: int) -> Columns:
    """Return the columns for a document ``cells`` wide."""
    margin = 20 if cells >= 98 else 15 if cells >= 76 else 4
    numbers = 6 if cells >= 76 else 0
    return Columns(cells, margin, max(8, min(PROSE_WIDTH, cells - margin - 3 - numbers)), numbers)


class DocLine(NamedTuple):
    """One line: a stretch of the text (empty for a blank), the sentence number, the mark in the margin.

    ``inked`` are the uses that reach into the stretch; ``mark`` is the use that the margin names here.
    """

    span: Span
    number: int = 0
    inked: tuple[int, ...] = ()
    mark: int | None = None
    blank: bool = False


class Layout(NamedTuple):
    """All lines, and the first line of each use's passage and of its mark."""

    lines: tuple[DocLine, ...]
    line_of_use: tuple[int, ...]
    mark_of_use: tuple[int, ...]


def _wrapped(text: str, cells: int) -> list[Span]:
    """Return the lines of one paragraph; where each character takes a cell, without measuring."""
    if _PLAIN.fullmatch(text) is None:
        return wrap(text, cells)
    lines: list[Span] = []
    start, size = 0, len(text)
    while start < size:
        while start < size and text[start] == " ":
            start += 1
        end = start + cells
        if end >= size:
            end = size
        elif (space := text.rfind(" ", start, end + 1)) > start:
            end = space
        if start < end:
            lines.append((start, start + len(text[start:end].rstrip(" "))))
        start = end
    return lines or [(0, 0)]


def lay_out(reading: Reading, where: Columns) -> Layout:
    """Return the lines of the document in these columns.

    Marks stand beside the line in which their passage begins; where several begin together, or close to each
    other, the later ones stand below. A paragraph gets empty lines if its marks need more than it has.
    """
    uses, text = reading.uses, reading.text
    lines: list[DocLine] = []
    starts: list[int] = []
    line_of_use = [0] * len(uses)
    mark_of_use = [0] * len(uses)
    waiting = 0
    for at, (first, after) in enumerate(reading.paragraphs):
        if lines and not _in_one_list(reading, at):
            lines.append(DocLine((first, first), blank=True))
            starts.append(first)
        top = len(lines)
        for start, end in _wrapped(visible(text[first:after]), where.text):
            number = reading.numbers[at] if len(lines) == top else 0
            lines.append(DocLine((first + start, first + end), number))
            starts.append(first + start)
        here: list[int] = []
        limit = reading.paragraphs[at + 1][0] if at + 1 < len(reading.paragraphs) else len(text) + 1
        while waiting < len(uses) and uses[waiting].span[0] < limit:
            here.append(waiting)
            waiting += 1
        free = top
        for use in here:
            own = max(top, min(bisect_right(starts, uses[use].span[0]) - 1, len(lines) - 1))
            line_of_use[use] = own if not lines[own].blank else min(own + 1, len(lines) - 1)
            free = max(free, own)
            while free >= len(lines):
                lines.append(DocLine((after, after), blank=True))
                starts.append(after)
            lines[free] = lines[free]._replace(mark=use)
            mark_of_use[use] = free
            free += 1
    inked: list[list[int]] = [[] for _ in lines]
    for use, one in enumerate(uses):
        at = line_of_use[use]
        while at < len(lines) and (lines[at].blank or lines[at].span[0] < one.span[1]):
            if not lines[at].blank:
                inked[at].append(use)
            elif lines[at].span[0] >= one.span[1]:
                break
            at += 1
    done = tuple(line._replace(inked=tuple(own)) for line, own in zip(lines, inked, strict=True))
    return Layout(done, tuple(line_of_use), tuple(mark_of_use))


def _in_one_list(reading: Reading, at: int) -> bool:
    """Whether a paragraph follows another as an item of the same list, with no blank line between."""
    from timeline_tui.coverage.paragraphs import bullet

    before, here = reading.paragraphs[at - 1], reading.paragraphs[at]
    text = reading.text
    return text.count("\n", before[1], here[0]) < 2 and bullet(text, *before) > 0 and bullet(text, *here) > 0
