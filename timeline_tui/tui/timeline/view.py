"""The widget that shows a timeline: rows on a spine, of which only those on screen are ever drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event


class TimelineView(ScrollView, can_focus=True):
    """Events in order under day and month heads, with a sticky head at the top.

    ``rows`` are the events of an index in order, ``names`` says what a participant id is called (id → name), ``zone``
    is the time zone that days and clock times are shown in; setting it groups the days anew. Nothing of ``rows`` is
    copied; per event one number is kept.

    Keys bound here: ↑ ↓ j k, page up and down, home, end, [ ] (day), { } (month), Enter (activate). An app with a
    table of its own subclasses with ``inherit_bindings=False``.
    """

    zone: reactive[tzinfo | None] = reactive(None)
    """The zone of days and clock times; UTC if None."""
    marked: reactive[frozenset[int]] = reactive(frozenset())
    """Row numbers that carry the reader's mark ◆."""

    class CursorMoved(Message):
        """The cursor stands on another event. ``row`` is its row number, None if nothing is shown."""

        def __init__(self, view: TimelineView, row: int | None) -> None:
            super().__init__()
            self.view = view
            self.row = row

    class Activated(Message):
        """Enter or a double click on an event."""

        def __init__(self, view: TimelineView, row: int) -> None:
            super().__init__()
            self.view = view
            self.row = row

    class WindowMoved(Message):
        """Other events stand on screen: those from ``lo`` to before ``hi`` (seconds), for the overview's window."""

        def __init__(self, view: TimelineView, lo: int, hi: int) -> None:
            super().__init__()
            self.view = view
            self.lo = lo
            self.hi = hi

    def __init__(
        self,
        rows: Sequence[Dated] = (),
        *,
        zone: tzinfo | None = None,
        names: Mapping[str, str] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)

    def load(self, rows: Sequence[Dated], *, names: Mapping[str, str] | None = None) -> None:
        """Show another timeline, all of it, with the cursor at its first event."""

    def set_rows(self, row_numbers: Sequence[int], query: Any = None, *, context: Collection[int] = ()) -> None:
        """Show these events only: sorted row numbers, a filter's result, with the hits of ``query`` marked.

        ``context`` are rows shown besides, quiet and without a node. The cursor stays on its event or goes to the
        nearest in time (and back to its own event when that is let through again), on the same screen line.
        """

    @property
    def cursor_row(self) -> int | None:
        """The row number under the cursor, None if nothing is shown."""
        return None

    @property
    def cursor_event(self) -> Event | None:
        """The event under the cursor, None if nothing is shown."""
        return None

    @property
    def shown_window(self) -> tuple[int, int] | None:
        """The seconds from the first event on screen to the end of the last; None if none is there or dated."""
        return None

    def go_to(self, seconds: int) -> None:
        """Move the cursor to the first shown event at or after ``seconds`` since 1970, or the last before."""

    def go_to_row(self, row: int) -> None:
        """Move the cursor to row ``row``, or to the shown row nearest in time."""

    def action_cursor_up(self) -> None:
        """Move the cursor to the event above."""

    def action_cursor_down(self) -> None:
        """Move the cursor to the event below."""

    def action_page_up(self) -> None:
        """Move the cursor up by a screenful."""

    def action_page_down(self) -> None:
        """Move the cursor down by a screenful."""

    def action_home(self) -> None:
        """Move the cursor to the first event."""

    def action_end(self) -> None:
        """Move the cursor to the last event."""

    def action_next_day(self) -> None:
        """Move the cursor to the first event of the next day shown."""

    def action_previous_day(self) -> None:
        """Move the cursor to the first event of its day, or else of the day before."""

    def action_next_month(self) -> None:
        """Move the cursor to the first event of the next month shown."""

    def action_previous_month(self) -> None:
        """Move the cursor to the first event of its month, or else of the month before."""

    def action_activate(self) -> None:
        """Send ``Activated`` for the event under the cursor."""
