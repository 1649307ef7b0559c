"""The widget that shows a timeline: rows on a spine, of which only those on screen are ever drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, tzinfo
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message

from timeline_tui.model.timeline import Event
from timeline_tui.model.when import anchor
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import Names
from timeline_tui.search.rows import NO_ROWS, Rows
from timeline_tui.tui.glyphs import Glyphs
from timeline_tui.tui.timeline import moves
from timeline_tui.tui.timeline.canvas import TimelineCanvas
from timeline_tui.tui.timeline.groups import ZOOMS, Zoom, grouped
from timeline_tui.tui.timeline.lines import Lines, lay_out, lay_out_groups
from timeline_tui.tui.timeline.marks import Search


class TimelineView(TimelineCanvas, can_focus=True):
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
        self._hits: Sequence[int] | None = None
        self._shown: Sequence[int] | None = None  # what the filter lets through, and context
        self._window: tuple[int, int] | None = None

    # --- what is shown ---

    def load(self, rows: Rows, *, names: Names | None = None) -> None:
        """Show another timeline, all of it, with the cursor at its first event."""
        self._rows = rows
        self._names = names or Names({}, {})
        self._part()
        self._wanted = 0 if rows else None
        self._search = self._hits = None
        self._position = None
        self._show(None)

    def set_rows(
        self,
        row_numbers: Sequence[int] | None,
        query: Query | None = None,
        *,
        context: Collection[int] = (),
    ) -> None:
        """Show these events only: sorted row numbers, a filter's result; None shows all.

        The hits of ``query`` are highlighted. ``context`` are rows shown besides, quiet and without a node
        (events only, not groups). The cursor stays on its event, or goes to the nearest in time (and back to
        its own when that is let through again), on the same screen line.
        """
        self._search = None if query is None else Search(query, self._names)
        self._hits = row_numbers
        if row_numbers is not None and context:
            row_numbers = sorted({*row_numbers, *context})
        self._show(row_numbers)

    def _show(self, shown: Sequence[int] | None) -> None:
        """Lay out anew, keeping the cursor's event or the nearest, and its screen line."""
        offset = self._screen_line()
        before = self.cursor_row
        self._shown = shown
        if self.zoom == "event":
            self._lines = lay_out(self._sections, shown, hits=self._hits, sticky_day=self._sticky_day)
        else:
            heads = self.zoom in {"day", "month"}
            self._lines = lay_out_groups(self._sections, self._hits, heads=heads)
        self._shows += 1
        self._position = moves.nearest(self._lines, self._rows, self._wanted or 0)
        self._redraw()
        self._fit_size()
        if self._position is not None:
            if offset is not None:
                self._scroll(self._lines.line_of(self._position) - offset)
            self._reveal()
        if self.cursor_row != before or before is None:
            self.post_message(self.CursorMoved(self, self.cursor_row))
        self._tell_window()

    def _part(self) -> None:
        """Find the runs of the rows again."""
        by_day = self._rows.sections(self.zone)
        self._sections = by_day if self.zoom == "event" else grouped(by_day, self.zoom)

    def watch_zone(self) -> None:
        """Group the days anew."""
        self._part()
        self._show(self._shown)

    def watch_zoom(self) -> None:
        """Show the same from nearer or further; the event under the cursor stays."""
        self._part()
        self._show(self._shown)
        self.post_message(self.Zoomed(self, self.zoom))

    def action_zoom_out(self) -> None:
        """Show days, then months, years, decades instead of events."""
        self.zoom = ZOOMS[min(ZOOMS.index(self.zoom) + 1, len(ZOOMS) - 1)]

    def action_zoom_in(self) -> None:
        """Show it from one step nearer."""
        self.zoom = ZOOMS[max(ZOOMS.index(self.zoom) - 1, 0)]

    # --- the cursor ---

    @property
    def cursor_event(self) -> Event | None:
        """The event under the cursor, None if nothing is shown."""
        row = self.cursor_row
        return None if row is None else self._rows[row].event

    @property
    def shown_window(self) -> tuple[int, int] | None:
        """The seconds from the first event on screen to the last; None if there is none with a date."""
        first = last = None
        for y in range(1, self.size.height):
            line = self._lines.at(self.scroll_offset.y + y)
            if line is None:
                break
            if line.kind == "event" and (when := self._rows[line.row].when) is not None:
                first = anchor(when) if first is None else first
                end = self._rows[self._lines.members(line.block)[-1]].when if self._lines.grouped else when
                last = anchor(end or when)
        return None if first is None or last is None else (first, last + 1)

    def go_to(self, seconds: int) -> None:
        """Move the cursor to the first shown event at or after ``seconds`` since 1970, or the last before."""
        position = moves.at_time(self._lines, self._rows, seconds)
        if position is not None:
            self._move(position, jump=True)

    def go_to_row(self, row: int) -> None:
        """Move the cursor to row ``row``, or to the shown event nearest to it in time."""
        position = moves.nearest(self._lines, self._rows, row)
        if position is not None:
            self._move(position, jump=True)

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
            self.post_message(self.CursorMoved(self, self.cursor_row))

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

    def _screen_line(self) -> int | None:
        """Return the screen line of the cursor, None if it is not on screen."""
        if self._position is None or not self.size.height:
            return None
        offset = self._lines.line_of(self._position) - self.scroll_offset.y
        return offset if 0 < offset < self.size.height else None

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True)

    def _reveal(self, *, jump: bool = False) -> None:
        """Scroll as little as needed to see the cursor, and its head if it is the first under it."""
        if self._position is None or self.size.height < 2:
            return
        line = self._lines.line_of(self._position)
        head = self._lines.head_line_of(self._position)
        top, height = self.scroll_offset.y, self.size.height
        if line >= top + height:
            self._scroll(max(head - 1 - height // 4, line - height + 1) if jump else line - height + 1)
        elif head <= top:
            self._scroll(max(0, head - 1 - height // 4 if jump else head - 1))

    def _fit_size(self) -> None:
        """Tell Textual how many lines there are, if that changed: it lays the screen out anew."""
        size = Size(0, self._lines.total)
        if self.virtual_size != size:
            self.virtual_size = size

    def _tell_window(self) -> None:
        window = self.shown_window
        if window is not None and window != self._window:
            self._window = window
            self.post_message(self.WindowMoved(self, *window))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say which events are on screen now."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._tell_window()

    def on_mount(self) -> None:
        """Take the size of what is shown."""
        super().on_mount()  # type: ignore[no-untyped-call]
        self._fit_size()

    def on_resize(self) -> None:
        """Choose the columns for the new width and keep the cursor in sight."""
        self.set_class(self._narrow, "-narrow")
        if not self._lines.grouped and self._lines.sticky_day != self._sticky_day:
            self._show(self._shown)
        self._redraw()
        self._reveal()
        self._tell_window()

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
