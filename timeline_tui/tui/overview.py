"""The overview strip: how many events when, which the filter lets through, which are on screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.model.display import local_day
from timeline_tui.model.names import day_words, year_words
from timeline_tui.search.overview import OverviewLayout, overview
from timeline_tui.tui import overview_drawing as drawing
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.overview_drawing import StripInks, StripLook

COMPACT = 80
"""Screens below this width get the strip on one line."""
TALL = 26
"""Screens from this height on get bars two lines high."""


class OverviewStrip(Widget):
    """A whole timeline in a few lines: bars, a rule with the folded stretches, dates.

    ``starts`` are the seconds at which the dated rows stand, in order; ``zone`` is the timeline's own, so
    that days stay whole. ``rows`` (sorted row numbers, None for all) are what the filter lets through: the
    others stay as ghosts. ``window`` is what is on screen in the timeline, ``cursor`` the second of the
    event under its cursor.

    A click goes to a time, a drag asks to narrow to one.
    """

    ALLOW_SELECT = False  # a drag narrows
    DEFAULT_CSS = """
    OverviewStrip {
        height: 4;
        padding: 0 1;
        background: $background;
        color: $foreground;
        & > .overview--window { background: $panel; color: $foreground; }
        & > .overview--inside { color: $primary; text-style: bold; }
        & > .overview--hit { color: $time; }
        & > .overview--ghost { color: $ghost; }
        & > .overview--rule { color: $border-blurred; }
        & > .overview--quiet { color: $text-muted; }
        & > .overview--strong { color: $foreground; text-style: bold; }
        & > .overview--cursor { background: $primary; color: $background; text-style: bold; }
        &:nocolor > .overview--cursor { text-style: bold reverse; }
        &:nocolor > .overview--hit { text-style: bold; }
        &.-low { height: 3; }
        &.-compact { height: 1; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "overview--window",
        "overview--inside",
        "overview--hit",
        "overview--ghost",
        "overview--rule",
        "overview--quiet",
        "overview--strong",
        "overview--cursor",
    }

    rows: reactive[Sequence[int] | None] = reactive[Sequence[int] | None](
        None, init=False, always_update=True
    )
    """What the filter lets through: sorted row numbers, None for everything."""
    window: reactive[tuple[int, int] | None] = reactive[tuple[int, int] | None](
        None, init=False, repaint=False
    )
    """The seconds on screen in the timeline, half-open."""
    cursor: reactive[int | None] = reactive[int | None](None, init=False, repaint=False)
    """The second of the event under the timeline's cursor."""

    class Picked(Message):
        """A click: the reader wants to see the events from ``seconds`` on."""

        def __init__(self, strip: OverviewStrip, seconds: int) -> None:
            super().__init__()
            self.strip = strip
            self.seconds = seconds

        @property
        def control(self) -> OverviewStrip:
            """The sender, for ``@on(…, selector)``."""
            return self.strip

    class Narrowed(Message):
        """A drag: the reader wants only the events from ``lo`` to before ``hi`` (seconds)."""

        def __init__(self, strip: OverviewStrip, lo: int, hi: int) -> None:
            super().__init__()
            self.strip = strip
            self.lo = lo
            self.hi = hi

        @property
        def control(self) -> OverviewStrip:
            """The sender, for ``@on(…, selector)``."""
            return self.strip

    def __init__(
        self,
        starts: Sequence[int] = (),
        *,
        zone: tzinfo = UTC,
        glyphs: Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs or choose()
        self._starts = starts
        self._zone = zone
        self._events: int | None = None
        self._layout_of: tuple[int, OverviewLayout] | None = None
        self._drag: tuple[int, int] | None = None  # the columns pressed and reached
        self._matched: tuple[int, ...] | None = None
        self._inks_kept: StripInks | None = None
        self._drawn: tuple[object, dict[int, Strip]] = (None, {})  # what it depends on, and the lines
        self._marks: tuple[range, int | None] | None = None  # where window and cursor were drawn

    def load(self, starts: Sequence[int], *, zone: tzinfo = UTC, events: int | None = None) -> None:
        """Show another timeline, unfiltered. ``events`` counts undated ones too."""
        self._starts = starts
        self._zone = zone
        self._events = events
        self._layout_of = self._matched = None
        self.window = self.cursor = None
        self.rows = None

    def watch_rows(self) -> None:
        """Draw the bars anew."""
        self._matched = None
        self.refresh()

    def watch_window(self) -> None:
        """Draw the window where it is now."""
        self._draw_marks()

    def watch_cursor(self) -> None:
        """Name the period of the cursor's event."""
        self._draw_marks()

    def _draw_marks(self) -> None:
        """Draw what changes with the cursor, if that is to be seen: it mostly stays within one bar."""
        if not self.content_size:
            return
        marks = (self._window_columns(), self._cursor_bar())
        before, self._marks = self._marks, marks
        if before is None or before[0] != marks[0]:
            self.refresh()
        elif before[1] != marks[1] and not self.compact:
            # The cursor shows in the dates alone.
            self.refresh(Region(0, self.size.height - 1, self.size.width, 1))

    def notify_style_update(self) -> None:
        """Take up changed colours."""
        super().notify_style_update()
        self._inks_kept = None

    @property
    def compact(self) -> bool:
        """Whether it is one line."""
        return self.app.size.width < COMPACT

    def on_mount(self) -> None:
        """Take the height that fits the screen."""
        self._fit()
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._fit(), immediate=True)

    def on_resize(self) -> None:
        """Take the height that fits the screen."""
        self._fit()

    def _fit(self) -> None:
        self.set_class(self.compact, "-compact")
        self.set_class(not self.compact and self.app.size.height < TALL, "-low")

    # --- columns and times ---

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last day with events in words, or their years if these differ; empty if none."""
        if not self._starts:
            return "", ""
        days = [local_day(at, self._zone) for at in (self._starts[0], self._starts[-1])]
        if days[0][0] == days[1][0]:
            first, last = (day_words(day, named=False, with_year=False) for day in days)
        else:
            first, last = (year_words(day[0]) for day in days)
        return first, last

    def _ends(self) -> tuple[str, str, str]:
        """Return what stands around the compact line's bars: first and last year or day, and the count."""
        shown = len(self._starts) if self.rows is None else len(self.rows)
        total = len(self._starts) if self._events is None else self._events
        count = f"{total} events" if self.rows is None else f"{shown} of {total}"
        return *self.ends, count

    @property
    def layout_of_cells(self) -> OverviewLayout:
        """Which column stands for which time at the present width."""
        width = self.content_size.width
        if self.compact:
            width -= sum(map(len, self._ends())) + 3
        width = max(width, 1)
        if self._layout_of is None or self._layout_of[0] != width:
            self._layout_of = (width, overview(self._starts, self._zone, width))
        return self._layout_of[1]

    def _bar_at(self, x: int) -> int | None:
        """Return the bar at a cell of the content."""
        if self.compact:
            x -= len(self._ends()[0]) + 1
        return self.layout_of_cells.bar_at(max(x, 0))

    def _window_columns(self) -> range:
        layout = self.layout_of_cells
        if not layout.bars:
            return range(0)
        if self._drag is not None:
            ends = [self._bar_at(x) or 0 for x in self._drag]
            return drawing.bar_columns(layout, min(ends), max(ends))
        if self.window is None:
            return range(0)
        lo, hi = self.window
        return drawing.bar_columns(layout, layout.bar_of(lo) or 0, layout.bar_of(max(lo, hi - 1)) or 0)

    # --- the mouse ---

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        offset = event.get_content_offset(self)
        if offset is not None and event.button == 1:
            self._drag = (offset.x, offset.x)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the window that the drag would narrow to."""
        if self._drag is not None:
            x = event.get_content_offset_capture(self).x
            if x != self._drag[1]:
                self._drag = (self._drag[0], min(max(x, 0), self.content_size.width - 1))
                self.refresh()

    def on_mouse_up(self) -> None:
        """Say what was picked: a time after a click, a span after a drag."""
        drag, self._drag = self._drag, None
        self.release_mouse()
        self.refresh()
        if drag is None:
            return
        bars = self.layout_of_cells.bars
        if not bars:
            return
        first, last = (bars[bar] for bar in sorted(self._bar_at(x) or 0 for x in drag))
        if drag[0] == drag[1]:
            self.post_message(self.Picked(self, first.start))
        else:
            self.post_message(self.Narrowed(self, first.start, last.end))

    # --- drawing ---

    def _cursor_bar(self) -> int | None:
        return None if self.cursor is None else self.layout_of_cells.bar_of(self.cursor)

    def _look(self) -> StripLook:
        layout = self.layout_of_cells
        if self._matched is None or len(self._matched) != len(layout.bars):
            self._matched = layout.totals if self.rows is None else layout.matches(self.rows)
        if self._inks_kept is None:
            self._inks_kept = self._inks()
        marks = self._marks = (self._window_columns(), self._cursor_bar())
        return StripLook(layout, self._matched, *marks, self._inks_kept, self.glyphs)

    def _inks(self) -> StripInks:
        def over(name: str) -> Style:
            return self.get_component_rich_style(f"overview--{name}", partial=True)

        names = ("inside", "hit", "ghost", "rule", "quiet", "strong", "cursor")
        return StripInks(
            self.rich_style,
            self.get_component_rich_style("overview--window"),
            *(over(name) for name in names),
        )

    def render_line(self, y: int) -> Strip:
        """Draw one line: bars, then the rule, then the dates; or all of it on one."""
        look = self._look()
        drawn = (look, self.content_size, self._ends() if self.compact else None)
        if self._drawn[0] != drawn:
            self._drawn = drawn, {}
        strips = self._drawn[1]
        if y not in strips:
            strips[y] = self._draw(y, look)
        return strips[y]

    def _draw(self, y: int, look: StripLook) -> Strip:
        width, rows = self.content_size.width, self.content_size.height - 2
        if self.compact:
            line = drawing.compact_line(look, *self._ends(), width)
        elif y < rows:
            line = drawing.bar_line(look, y, rows)
        else:
            line = drawing.rule_line(look) if y == rows else drawing.label_line(look)
        return Strip(line).adjust_cell_length(width, look.inks.ground)
