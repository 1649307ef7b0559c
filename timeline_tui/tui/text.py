"""Text from files on the screen: made safe, measured in cells, cut, wrapped and highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.content import Content

Span = tuple[int, int]
"""A half-open pair of code point offsets."""

PROSE_WIDTH = 74
"""The widest line of prose, in cells."""


def visible(text: str) -> str:
    """Return ``text`` safe for the screen (see ``literal``), code point by code point.

    Joiners stay only inside emoji: anywhere else terminals and width tables disagree on the cells they take.
    """
    return text


def width(text: str) -> int:
    """Return the cells ``text`` takes; it must have gone through ``visible``."""
    return len(text)


def cut(text: str, cells: int, mark: str = "…") -> str:
    """Return ``text`` in at most ``cells`` cells, ended by one ``mark`` if it was longer.

    No character is split from its combining marks, no emoji sequence is torn.
    """
    return text


def fit(text: str, cells: int, mark: str = "…") -> str:
    """Return ``cut(text, cells)`` filled up with spaces to exactly ``cells`` cells."""
    return text


def quoted(text: str) -> tuple[Span, ...]:
    """Return the spans of ``text`` between “ and ”, marks included; an open mark reaches to the end."""
    return ()


def segments(text: str, base: Style, spans: Sequence[tuple[int, int, Style]] = ()) -> list[Segment]:
    """Return ``text`` as segments in ``base``; later spans lie over earlier ones. Offsets are code points."""
    return []


def content(text: str, spans: Sequence[tuple[int, int, str]] = (), style: str = "") -> Content:
    """Return ``text`` as Content, never as markup; each span carries a style such as ``"bold $success"``."""
    return Content(text)


def wrap(text: str, cells: int = PROSE_WIDTH, *, hanging: int = 0) -> list[Span]:
    """Return the lines of ``text`` as spans, each at most ``cells`` wide (lines after the first: less ``hanging``).

    Lines break at spaces, which then belong to no line; a word longer than a line is broken between characters.
    A line feed ends a line. Offsets stay those of ``text``, so highlights stay true.
    """
    return []
