"""The widget that shows a timeline: rows on a spine, of which only those on screen are ever drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event
from timeline_tui.model.when import anchor
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.text import Span
from timeline_tui.tui.timeline import drawing
from timeline_tui.tui.timeline.drawing import Inks, Look, Standing
from timeline_tui.tui.timeline.lines import Line, Lines, lay_out
from timeline_tui.tui.timeline.sections import Sections, sections

NARROW = 80
"""Screens below this width get the short time gutter."""
STICKY_DAY = 100
"""Screens up to this width name the day, not the month, in the sticky head."""

_KEPT_STRIPS = 1024


class TimelineView(ScrollView, can_focus=True):
    """Events in order under day and month heads, with a sticky head at the top.

    ``rows`` are the events of an index in order, ``names`` says what a participant id is called (id → name),
    ``zone`` is the time zone of days and clock times; setting it groups the days anew. Nothing of ``rows``
    is copied.

    Keys bound here: ↑ ↓ j k, page up and down, home, end, [ ] (day), { } (month), Enter (activate). An app
    with a table of its own subclasses with ``inherit_bindings=False``.
    """

    DEFAULT_CSS = """
    TimelineView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .timeline--head { background: $panel; color: $foreground; }
        & > .timeline--cursor { background: $block-cursor-background; color: $foreground; }
        & > .timeline--title { color: $foreground; }
        & > .timeline--quiet { color: $text-muted; }
        & > .timeline--remark { color: $text-muted; text-style: italic; }
        & > .timeline--time { color: $time; }
        & > .timeline--said { color: $success; }
        & > .timeline--match { color: $match-text; background: $accent; }
        & > .timeline--dispute { color: $warning; text-style: bold; }
        & > .timeline--rule { color: $border-blurred; }
        & > .timeline--accent { color: $primary; }
        &.-narrow { scrollbar-size-vertical: 0; }
        &:nocolor > .timeline--cursor { text-style: reverse; }
        &:nocolor > .timeline--match { text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--head",
        "timeline--cursor",
        "timeline--title",
        "timeline--quiet",
        "timeline--remark",
        "timeline--time",
        "timeline--said",
        "timeline--match",
        "timeline--dispute",
        "timeline--rule",
        "timeline--accent",
    }
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
        Binding("enter", "activate", "Open", show=False),
    ]

    zone: reactive[tzinfo] = reactive[tzinfo](UTC, init=False)
    """The zone of days and clock times."""
    marked: reactive[frozenset[int]] = reactive[frozenset[int]](frozenset(), init=False)
    """Row numbers that carry the reader's mark ◆."""

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

    def __init__(
        self,
        rows: Sequence[Dated] = (),
        *,
        zone: tzinfo = UTC,
        names: Mapping[str, str] | None = None,
        glyphs: Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs or choose()
        self.set_reactive(TimelineView.zone, zone)
        self._rows = rows
        self._names: Mapping[str, str] = names or {}
        self._find: Callable[[str], Sequence[Span]] | None = None
        self._hits: Sequence[int] | None = None
        self._search = 0
        self._look: Look | None = None
        self._strips: LRUCache[object, Strip] = LRUCache(_KEPT_STRIPS)
        self._sections: Sections = sections(rows, zone)
        self._lines: Lines = lay_out(self._sections)
        self._position: int | None = 0 if rows else None
        self._wanted: int | None = 0 if rows else None  # the event the reader went to last
        self._window: tuple[int, int] | None = None

    # --- what is shown ---

    def load(self, rows: Sequence[Dated], *, names: Mapping[str, str] | None = None) -> None:
        """Show another timeline, all of it, with the cursor at its first event."""
        self._rows = rows
        self._names = names or {}
        self._sections = sections(rows, self.zone)
        self._wanted = 0 if rows else None
        self._find = self._hits = None
        self._position = None
        self._show(None)

    def set_rows(
        self,
        row_numbers: Sequence[int] | None,
        find: Callable[[str], Sequence[Span]] | None = None,
        *,
        context: Collection[int] = (),
    ) -> None:
        """Show these events only: sorted row numbers, a filter's result; None shows all.

        ``find`` returns the spans to highlight in a text. ``context`` are rows shown besides, quiet and
        without a node. The cursor stays on its event, or goes to the nearest in time (and back to its own
        when that is let through again), on the same screen line.
        """
        self._find = find
        self._hits = row_numbers
        if row_numbers is not None and context:
            row_numbers = sorted({*row_numbers, *context})
        self._show(row_numbers)

    def _show(self, shown: Sequence[int] | None) -> None:
        """Lay out anew, keeping the cursor's event or the nearest, and its screen line."""
        offset = self._screen_line()
        before = self.cursor_row
        self._lines = lay_out(self._sections, shown, hits=self._hits, sticky_day=self._sticky_day)
        self._search += 1
        self._position = self._nearest(self._wanted)
        self._redraw()
        self._fit_size()
        if self._position is not None:
            if offset is not None:
                self._scroll(self._lines.line_of(self._position) - offset)
            self._reveal()
        if self.cursor_row != before or before is None:
            self.post_message(self.CursorMoved(self, self.cursor_row))
        self._tell_window()

    def _nearest(self, row: int | None) -> int | None:
        """Return the position in what is shown of ``row`` or of the event nearest to it in time."""
        shown = self._lines.shown
        if not shown:
            return None
        if row is None:
            return 0
        at = bisect_left(shown, row)
        if at == len(shown):
            return at - 1
        if at == 0 or shown[at] == row:
            return at
        here, before, after = (self._seconds(r) for r in (row, shown[at - 1], shown[at]))
        return at - 1 if here - before < after - here else at

    def _seconds(self, row: int) -> float:
        when = self._rows[row].when
        return float("inf") if when is None else anchor(when)

    @property
    def lines(self) -> Lines:
        """The layout of what is shown."""
        return self._lines

    # --- the cursor ---

    @property
    def cursor_row(self) -> int | None:
        """The row number under the cursor, None if nothing is shown."""
        return None if self._position is None else self._lines.shown[self._position]

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
                last = anchor(when)
        return None if first is None or last is None else (first, last + 1)

    def go_to(self, seconds: int) -> None:
        """Move the cursor to the first shown event at or after ``seconds`` since 1970, or the last before."""
        shown = self._lines.shown
        if shown:
            at = bisect_left(shown, float(seconds), key=self._seconds)
            if at == len(shown) or (at and self._rows[shown[at]].when is None):
                at -= 1
            self._move(at, jump=True)

    def go_to_row(self, row: int) -> None:
        """Move the cursor to row ``row``, or to the shown event nearest to it in time."""
        position = self._nearest(row)
        if position is not None:
            self._move(position, jump=True)

    def _move(self, position: int, *, jump: bool = False) -> None:
        """Put the cursor on the event at ``position`` in what is shown, within bounds."""
        if self._position is None:
            return
        position = min(max(position, 0), len(self._lines.shown) - 1)
        before, self._position = self._position, position
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
        position = self._position_near(target)
        self._move(position if position != self._position else self._position + (1 if by > 0 else -1))

    def _position_near(self, line: int) -> int:
        """Return the position of the event on ``line``, or of the first below it."""
        line = min(max(line, 0), self._lines.total - 1)
        while (what := self._lines.at(line)) is not None:
            if what.kind == "event":
                return self._lines.position_of(what.row) or 0
            line += 1
        return len(self._lines.shown) - 1

    def action_home(self) -> None:
        """Move the cursor to the first event."""
        self._move(0)

    def action_end(self) -> None:
        """Move the cursor to the last event."""
        self._move(len(self._lines.shown) - 1)

    def action_next_day(self) -> None:
        """Move the cursor to the first event of the next day shown."""
        if self._position is not None:
            block = self._lines.block_of(self._position) + 1
            if block < len(self._lines.position):
                self._move(self._lines.position[block], jump=True)

    def action_previous_day(self) -> None:
        """Move the cursor to the first event of its day, or else of the day before."""
        if self._position is not None:
            block = self._lines.block_of(self._position)
            start = self._lines.position[block]
            if start == self._position and block:
                start = self._lines.position[block - 1]
            self._move(start, jump=True)

    def action_next_month(self) -> None:
        """Move the cursor to the first event of the next month shown."""
        if self._position is not None:
            at = bisect_left(self._lines.shown, self._month(self._position)[1])
            if at < len(self._lines.shown):
                self._move(at, jump=True)

    def action_previous_month(self) -> None:
        """Move the cursor to the first event of its month, or else of the month before."""
        if self._position is not None:
            at = bisect_left(self._lines.shown, self._month(self._position)[0])
            if at == self._position and at:
                at = bisect_left(self._lines.shown, self._month(at - 1)[0])
            self._move(at, jump=True)

    def _month(self, position: int) -> tuple[int, int]:
        return self._sections.month_range(self._sections.of_row(self._lines.shown[position]))

    def action_activate(self) -> None:
        """Send ``Activated`` for the event under the cursor."""
        if (row := self.cursor_row) is not None:
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
        if self._lines.sticky_day != self._sticky_day:
            self._show(None if self._hits is None else self._lines.shown)
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

    # --- drawing ---

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < NARROW

    @property
    def _sticky_day(self) -> bool:
        return self.is_attached and self.app.size.width <= STICKY_DAY

    def watch_zone(self) -> None:
        """Group the days anew."""
        self._sections = sections(self._rows, self.zone)
        self._show(None if self._hits is None else self._lines.shown)

    def watch_marked(self) -> None:
        """Draw the marks."""
        self.refresh()

    def watch_has_focus(self, value: bool) -> None:
        """Draw the cursor as focused or not."""
        self._look = None
        super().watch_has_focus(value)

    def notify_style_update(self) -> None:
        """Take up changed colours."""
        super().notify_style_update()
        self._look = None

    def _redraw(self) -> None:
        self._look = None
        self.refresh()

    @property
    def look(self) -> Look:
        """Everything besides the data that drawing depends on."""
        if self._look is None:
            self._look = Look(
                drawing.columns(self.size.width, narrow=self._narrow),
                self._inks(),
                self.glyphs,
                self.zone,
                self.has_focus,
                self._narrow,
                self._sticky_day,
                self._search,
            )
        return self._look

    def _inks(self) -> Inks:
        def over(name: str) -> object:
            return self.get_component_rich_style(f"timeline--{name}", partial=True)

        names = ("title", "quiet", "remark", "time", "said", "match", "dispute", "rule", "accent")
        return Inks(
            self.rich_style,
            self.get_component_rich_style("timeline--head"),
            self.get_component_rich_style("timeline--cursor"),
            **{name: over(name) for name in names},  # type: ignore[arg-type]
        )

    def render_line(self, y: int) -> Strip:
        """Draw screen line ``y``; the first is the sticky head."""
        look = self.look
        if look.columns.width < 2:
            return Strip.blank(look.columns.width, look.inks.ground)
        top = self.scroll_offset.y
        if y == 0:
            return self._strip(("head", self._lines.block_at(top)), look)
        line = self._lines.at(top + y)
        if line is None:
            return Strip.blank(look.columns.width, look.inks.ground)
        if line.kind != "event":
            return self._strip((line.kind, line.block), look)
        standing = Standing(
            cursor=line.row == self.cursor_row,
            marked=line.row in self.marked,
            context=not self._lines.is_hit(line.row),
        )
        return self._strip(("event", line, standing), look)

    def _strip(self, what: tuple[object, ...], look: Look) -> Strip:
        """Return the strip for ``what``, drawn or kept; ``look`` holds all that it depends on besides."""
        key = (what, look)
        strip = self._strips.get(key)
        if strip is None:
            strip = Strip(self.draw(what, look), look.columns.width)
            self._strips[key] = strip
        return strip

    def draw(self, what: tuple[object, ...], look: Look) -> list[Segment]:
        """Draw one line afresh."""
        lines = self._lines
        match what:
            case ("event", Line() as line, Standing() as standing):
                dated = self._rows[line.row]
                find = None if standing.context else self._find
                return drawing.event_line(dated, lines.period(line.block), standing, look, self._names, find)
            case ("day", int(block)):
                return drawing.day_line(
                    lines.period(block), lines.day_share(block), look, filtered=lines.filtered
                )
            case ("month", int(block)):
                return drawing.month_line(lines.period(block), look)
            case ("gap", int(block)):
                return drawing.gap_line(lines.gap_before(block), look, filtered=lines.filtered)
            case ("end", _):
                return self._end(look)
            case ("head", int(block)):
                return drawing.head_line(*lines.head(block), look, filtered=lines.filtered)
            case _:
                return drawing.blank_line(look)

    def _end(self, look: Look) -> list[Segment]:
        lines = self._lines
        undated = self._sections.undated_from
        last = undated - 1
        hidden = last >= 0 and lines.position_of(last) is None
        return drawing.end_line(
            look, filtered=lines.filtered, empty=not lines.shown, last=self._rows[last] if hidden else None
        )

    def region_of(self, position: int) -> Region:
        """Return where the event at ``position`` in what is shown stands on the widget."""
        return Region(0, self._lines.line_of(position) - self.scroll_offset.y, self.size.width, 1)
