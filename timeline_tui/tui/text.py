"""Text from files on the screen: made safe, measured in cells, cut, wrapped and highlighted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.content import Span as ContentSpan

from timeline_tui.model.literal import literal

Span = tuple[int, int]
"""A half-open pair of code point offsets."""

PROSE_WIDTH = 74
"""The widest line of prose, in cells."""

_JOINER = "\u200d"
_NON_JOINER = "\u200c"
_QUOTED = re.compile("“[^”]*”?")
_WORD = re.compile(r"\S+")


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """Return ``text`` safe for the screen (see ``literal``), code point for code point.

    Zero width joiners stay only inside emoji: elsewhere terminals and width tables disagree about the cells
    that the next letter takes, and columns would shift.
    """
    shown = literal(text, keep_newlines=keep_newlines)
    if _JOINER not in shown:
        return shown
    return "".join(
        _NON_JOINER if char == _JOINER and not _joins_emoji(shown, at) else char
        for at, char in enumerate(shown)
    )


def _joins_emoji(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")[-1:]
    after = text[at + 1 : at + 2]
    return all(char and (char >= "\U0001f000" or "\u2190" <= char <= "\u2bff") for char in (before, after))


def width(text: str) -> int:
    """Return the cells that ``text`` takes; it must have gone through ``visible``."""
    return cell_len(text)


def _head(text: str, cells: int) -> int:
    """Return how many code points of ``text`` fit into ``cells``, whole characters with their marks only."""
    taken = 0
    for start, _end, size in split_graphemes(text)[0]:
        if taken + size > cells:
            return start
        taken += size
    return len(text)


def cut(text: str, cells: int, mark: str = "…") -> str:
    """Return ``text`` in at most ``cells`` cells, ended by one ``mark`` if it was longer.

    No character is split from its combining marks, no emoji sequence is torn.
    """
    if width(text) <= cells:
        return text
    if cells < width(mark):
        return ""
    return text[: _head(text, cells - width(mark))].rstrip() + mark


def fit(text: str, cells: int, mark: str = "…") -> str:
    """Return ``cut(text, cells)`` filled up with spaces to exactly ``cells`` cells."""
    shown = cut(text, cells, mark)
    return shown + " " * (cells - width(shown))


def fit_right(text: str, cells: int, mark: str = "…") -> str:
    """Return ``cut(text, cells)`` with spaces before it, exactly ``cells`` cells wide."""
    shown = cut(text, cells, mark)
    return " " * (cells - width(shown)) + shown


def quoted(text: str) -> tuple[Span, ...]:
    """Return the spans of ``text`` between “ and ”, marks included; an open mark reaches to the end."""
    return tuple(match.span() for match in _QUOTED.finditer(text))


def whole_words(text: str, span: Span) -> Span:
    """Return ``span`` widened to the words it touches."""
    start, end = span
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def segments(text: str, base: Style, spans: Sequence[tuple[int, int, Style]] = ()) -> list[Segment]:
    """Return ``text`` as segments in ``base``; later spans lie over earlier ones. Offsets are code points.

    What of a span lies outside the text is left out.
    """
    if not spans:
        return [Segment(text, base)] if text else []
    size = len(text)
    edges = {0, size}
    for start, end, _style in spans:
        edges.update((min(max(start, 0), size), min(max(end, 0), size)))
    cuts = sorted(edges)
    out = []
    for left, right in pairwise(cuts):
        style = base
        for start, end, over in spans:
            if start <= left and right <= end:
                style += over
        out.append(Segment(text[left:right], style))
    return out


def content(text: str, spans: Sequence[tuple[int, int, str]] = (), style: str = "") -> Content:
    """Return ``text`` as Content, never as markup; each span carries a style such as ``"bold $success"``.

    ``text`` is made visible here; ``style`` lies under the spans.
    """
    shown = visible(text, keep_newlines=True)
    parts = [ContentSpan(0, len(shown), style)] if style else []
    parts += [
        ContentSpan(max(start, 0), min(end, len(shown)), own) for start, end, own in spans if start < end
    ]
    return Content(shown, spans=parts)


def wrap(text: str, cells: int = PROSE_WIDTH, *, hanging: int = 0) -> list[Span]:
    """Return the lines of ``text`` as spans, each at most ``cells`` wide.

    Lines after the first are narrower by ``hanging``. Lines break at spaces, which then belong to no line;
    a word longer than a line is broken between characters. A line feed ends a line. Offsets stay those of
    ``text``, so highlights stay true.
    """
    lines: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        _wrap_paragraph(text, start, start + len(paragraph), cells, hanging, lines)
        start += len(paragraph) + 1
    return lines


def _wrap_paragraph(text: str, start: int, end: int, cells: int, hanging: int, lines: list[Span]) -> None:
    """Append the lines of ``text[start:end]``."""

    def room() -> int:
        return max(1, cells - (hanging if lines else 0))

    line: Span | None = None
    for match in _WORD.finditer(text, start, end):
        left, right = match.span()
        if line is not None and width(text[line[0] : right]) <= room():
            line = (line[0], right)
            continue
        if line is not None:
            lines.append(line)
        while width(text[left:right]) > room():
            taken = _head(text[left:right], room()) or len(_first_character(text[left:right]))
            if taken >= right - left:
                break
            lines.append((left, left + taken))
            left += taken
        line = (left, right)
    lines.append(line if line is not None else (start, start))


def _first_character(text: str) -> str:
    start, end, _cells = split_graphemes(text)[0][0]
    return text[start:end]
