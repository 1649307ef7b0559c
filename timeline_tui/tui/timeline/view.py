"""The widget that shows a timeline: rows on a spine, of which only those on screen are ever drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from timeline_tui.model.timeline import Event
from timeline_tui.search.parts import Names
from timeline_tui.search.rows import NO_ROWS, Rows
from timeline_tui.tui.glyphs import Glyphs
from timeline_tui.tui.timeline import moves
from timeline_tui.tui.timeline.groups import ZOOMS, Zoom
from timeline_tui.tui.timeline.lines import Lines
from timeline_tui.tui.timeline.showing import TimelineShowing


class TimelineView(TimelineShowing, can_focus=True):
    """Events in order under day and month heads, with a sticky head at the top.

    ``rows`` and ``names`` are those of an ``Index``; ``zone`` is the time zone of days and clock times, and
    setting it groups the days anew. Nothing of ``rows`` is copied.

    Keys bound here: ↑ ↓ j k, page up and down, home, end, [ ] (day), { } (month), Enter (activate). An app
    with a table of its own subclasses with ``inherit_bindings=False``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "home", "First", show=False),
        Binding("end", "end", "Last", show=False),
        Binding("right_square_bracket", "next_day", "Next day", show=False),
        Binding("left_square_bracket", "previous_day", "Previous day", show=False),
        Binding("right_curly_bracket", "next_month", "Next month", show=False),
        Binding("left_curly_bracket", "previous_month", "Previous month", show=False),
        Binding("plus", "zoom_in", "Zoom in", show=False),
        Binding("minus", "zoom_out", "Zoom out", show=False),
        Binding("enter", "activate", "Open", show=False),
    ]

    class CursorMoved(Message):
        """The cursor stands on another event. ``row`` is its row number, None if nothing is shown."""

        def __init__(self, view: TimelineView, row: int | None) -> None:
            super().__init__()
            self.view = view
            self.row = row

        @property
        def control(self) -> TimelineView:
            """The sender, for ``@on(…, selector)``."""
            return self.view

    class Activated(Message):
        """Enter or a double click on an event."""

        def __init__(self, view: TimelineView, row: int) -> None:
            super().__init__()
            self.view = view
            self.row = row

        @property
        def control(self) -> TimelineView:
            """The sender, for ``@on(…, selector)``."""
            return self.view

    class WindowMoved(Message):
        """Other events are on screen: from ``lo`` to before ``hi`` (seconds), for the overview's window."""

        def __init__(self, view: TimelineView, lo: int, hi: int) -> None:
            super().__init__()
            self.view = view
            self.lo = lo
            self.hi = hi

        @property
        def control(self) -> TimelineView:
            """The sender, for ``@on(…, selector)``."""
            return self.view

    class Zoomed(Message):
        """Another zoom: "event", "day", "month", "year" or "decade"."""

        def __init__(self, view: TimelineView, zoom: Zoom) -> None:
            super().__init__()
            self.view = view
            self.zoom = zoom

        @property
        def control(self) -> TimelineView:
            """The sender, for ``@on(…, selector)``."""
            return self.view

    def __init__(
        self,
        rows: Rows = NO_ROWS,
        *,
        zone: tzinfo = UTC,
        names: Names | None = None,
        glyphs: Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(rows, zone=zone, names=names, glyphs=glyphs, id=id, classes=classes)
        self._window: tuple[int, int] | None = None

    def action_zoom_out(self) -> None:
        """Show days, then months, years, decades instead of events."""
        self.zoom = ZOOMS[min(ZOOMS.index(self.zoom) + 1, len(ZOOMS) - 1)]

    def action_zoom_in(self) -> None:
        """Show it from one step nearer."""
        self.zoom = ZOOMS[max(ZOOMS.index(self.zoom) - 1, 0)]

    # --- what it tells ---

    def _say_cursor(self) -> None:
        self.post_message(self.CursorMoved(self, self.cursor_row))

    def _say_zoom(self) -> None:
        self.post_message(self.Zoomed(self, self.zoom))

    # --- the cursor ---

    @property
    def cursor_event(self) -> Event | None:
        """The event under the cursor, None if nothing is shown."""
        row = self.cursor_row
        return None if row is None else self._drawn.rows[row].event

    def go_to(self, seconds: int) -> None:
        """Move the cursor to the first shown event at or after ``seconds`` since 1970, or the last before."""
        starts = self._drawn.rows.starts
        position = moves.at_time(self._lines, starts, seconds)
        if position is not None:
            self._move(position, jump=True)
        if self._busy and self._aim.rows:
            starts = self._aim.rows.starts
            self._wanted = max(0, min(bisect_left(starts, seconds), len(starts) - 1))

    def go_to_row(self, row: int) -> None:
        """Move the cursor to row ``row``, or to the shown event nearest to it in time."""
        position = moves.nearest(self._lines, self._drawn.rows.starts, row)
        if position is not None:
            self._move(position, jump=True)
        if self._busy:
            self._wanted = row  # what is being laid out may hold it

    def _move(self, position: int, *, jump: bool = False) -> None:
        """Put the cursor on the event at ``position`` in what is shown, within bounds."""
        if self._position is None:
            return
        position = min(max(position, 0), len(self._lines.shown) - 1)
        before, self._position = self._position, position
        if before != position or not self._lines.grouped:
            self._wanted = self._lines.shown[position]
        for at in {before, position}:
            self.refresh_line(self._lines.line_of(at))
        self._reveal(jump=jump)
        if before != position:
            self._say_cursor()

    def action_cursor_up(self) -> None:
        """Move the cursor to the event above."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """Move the cursor to the event below."""
        self._step(1)

    def action_page_up(self) -> None:
        """Move the cursor up by a screenful."""
        self._step(-max(1, self.size.height - 3))

    def action_page_down(self) -> None:
        """Move the cursor down by a screenful."""
        self._step(max(1, self.size.height - 3))

    def _step(self, by: int) -> None:
        """Move by one event, or by so many lines."""
        if self._position is None:
            return
        if abs(by) == 1:
            self._move(self._position + by)
            return
        target = self._lines.line_of(self._position) + by
        position = moves.near_line(self._lines, target)
        self._move(position if position != self._position else self._position + (1 if by > 0 else -1))

    def action_home(self) -> None:
        """Move the cursor to the first event."""
        self._move(0)

    def action_end(self) -> None:
        """Move the cursor to the last event."""
        self._move(len(self._lines.shown) - 1)

    def action_next_day(self) -> None:
        """Move the cursor to the first event of the next day shown."""
        self._go(moves.next_day)

    def action_previous_day(self) -> None:
        """Move the cursor to the first event of its day, or else of the day before."""
        self._go(moves.previous_day)

    def action_next_month(self) -> None:
        """Move the cursor to the first event of the next month shown."""
        self._go(moves.next_month)

    def action_previous_month(self) -> None:
        """Move the cursor to the first event of its month, or else of the month before."""
        self._go(moves.previous_month)

    def _go(self, where: Callable[[Lines, int], int]) -> None:
        if self._position is not None:
            self._move(where(self._lines, self._position), jump=True)

    def action_activate(self) -> None:
        """Send ``Activated`` for the event under the cursor; over a group, zoom in on it."""
        if self.zoom != "event":
            self.action_zoom_in()
        elif (row := self.cursor_row) is not None:
            self.post_message(self.Activated(self, row))

    # --- scrolling ---

    def _say_window(self) -> None:
        window = self.shown_window
        if window is not None and window != self._window:
            self._window = window
            self.post_message(self.WindowMoved(self, *window))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say which events are on screen now."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._say_window()

    def on_mount(self) -> None:
        """Take the size of what is shown."""
        super().on_mount()  # type: ignore[no-untyped-call]
        self._scroll_update(self.virtual_size)
        if self._busy:
            self._arrange()

    def on_resize(self) -> None:
        """Choose the columns for the new width and keep the cursor in sight."""
        self.set_class(self._narrow, "-narrow")
        self._arrange_anew()
        self._redraw()
        self._reveal()
        self._say_window()

    # --- the mouse ---

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the event clicked; a second click activates it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        line = self._lines.at(self.scroll_offset.y + offset.y)
        if line is None or line.kind != "event":
            return
        position = self._lines.position_of(line.row)
        if position is not None:
            self._move(position)
            if event.chain == 2:
                self.action_activate()
