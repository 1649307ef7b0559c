"""The top line: what is open, how much there is of it, and the time zone that times are shown in."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.search.index import Counts
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.text import cut, visible, width

ROOMY = 120
"""From this width on all counts are shown; below, only that of the events."""
NARROW = 80
"""Below this width the zone is its letters alone and the count stands in the overview strip."""


def _some(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def count_words(counts: Counts, cells: int, shown: int | None = None) -> str:
    """Return the counts in words, as many as a line ``cells`` wide should say.

    ``shown`` is how many events a filter lets through, None without one.
    """
    if cells < NARROW:
        return ""
    if cells < ROOMY:
        if shown is not None:
            return f"{shown:,} of {_some(counts.events, 'event', 'events')}"
        return _some(counts.events, "event", "events")
    return " · ".join(
        (
            _some(counts.events, "event", "events"),
            _some(counts.people, "person", "people"),
            _some(counts.statements, "statement", "statements"),
            _some(counts.conflicts, "conflict", "conflicts"),
        )
    )


class TopLine(Widget):
    """One line; set ``title``, ``counts``, ``zone`` ("Anchorage AKDT") and ``note`` ("every event").

    ``part`` says, where only a part of a timeline is here, how much: the same in several lengths, the longest
    first. It stands in the place of the counts, at any width.
    """

    DEFAULT_CSS = """
    TopLine {
        height: 1;
        padding: 0 1;
        background: $background;
        color: $foreground;
        & > .topline--title { color: $foreground; text-style: bold; }
        & > .topline--quiet { color: $text-muted; }
        & > .topline--zone { color: $time; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"topline--title", "topline--quiet", "topline--zone"}

    title: reactive[str] = reactive("")
    counts: reactive[Counts | None] = reactive[Counts | None](Counts())
    """How much there is; None says nothing of it."""
    shown: reactive[int | None] = reactive[int | None](None)
    """How many events a filter lets through; None without one."""
    part: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """Words for how much of the timeline is here, the longest first; empty if all of it is."""
    zone: reactive[str] = reactive("")
    note: reactive[str] = reactive("")

    def __init__(
        self,
        title: str = "",
        *,
        glyphs: Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs or choose()
        self.set_reactive(TopLine.title, title)

    def render_line(self, y: int) -> Strip:
        """Draw the line; the title is cut last, the note goes first."""
        cells, signs = self.content_size.width, self.glyphs
        if y:
            return Strip.blank(cells, self.rich_style)
        zone = visible(self.zone)
        if self.size.width < NARROW:
            zone = zone.split(" ")[-1]
        counted = ""
        if self.counts is not None:
            counted = signs.words(count_words(self.counts, self.size.width, self.shown))
        room = max(8, cells - width(zone) - 2)
        if self.part:
            fits = (words for words in self.part if width(words) + 3 + min(width(self.title), 16) <= room)
            counted = signs.words(visible(next(fits, self.part[-1])))
        note = signs.words(visible(self.note)) if self.size.width >= ROOMY else ""
        title = visible(self.title)
        if note and width(title) + width(counted) + width(note) + width(zone) + 9 > cells:
            note = ""
        title = cut(title, max(8, room - width(counted) - 3) if self.part else room, signs.cut)
        if width(title) + 3 + width(counted) > room:
            counted = ""
        left = width(title) + (3 + width(counted) if counted else 0)
        right = width(zone) + (width(note) + 3 if note else 0)
        quiet = self._ink("quiet")
        line = [
            Segment(title, self._ink("title")),
            Segment("   " + counted if counted else "", quiet),
            Segment(" " * max(0, cells - left - right), self.rich_style),
            Segment(note + "   " if note else "", quiet),
            Segment(zone, self._ink("zone")),
        ]
        return Strip(line).adjust_cell_length(cells, self.rich_style)

    def _ink(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"topline--{name}", partial=True)
