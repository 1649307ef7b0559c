"""The part of the timeline widget that draws: which lines there are, how they look, which are kept."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline_tui.search.parts import Names
from timeline_tui.search.rows import Rows
from timeline_tui.search.sections import UNDATED
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.timeline import drawing, groups
from timeline_tui.tui.timeline.drawing import Inks, Look, Standing
from timeline_tui.tui.timeline.group_drawing import (
    Group,
    curve_cells,
    group_head,
    group_line,
    group_month_words,
)
from timeline_tui.tui.timeline.groups import Zoom
from timeline_tui.tui.timeline.lines import Line, Lines, lay_out
from timeline_tui.tui.timeline.marks import Search

NARROW = 80
"""Screens below this width get the short time gutter."""
STICKY_DAY = 100
"""Screens up to this width name the day, not the month, in the sticky head."""

_KEPT_STRIPS = 1024


class TimelineCanvas(ScrollView):
    """The lines of a timeline, drawn one by one when they come on screen."""

    ALLOW_SELECT = False  # Textual could only select all of it
    DEFAULT_CSS = """
    TimelineCanvas {
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
        &.-narrow, &.-ascii { scrollbar-size-vertical: 0; }
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
    zone: reactive[tzinfo] = reactive[tzinfo](UTC, init=False)
    """The zone of days and clock times."""
    marked: reactive[frozenset[int]] = reactive[frozenset[int]](frozenset(), init=False)
    """Row numbers that carry the reader's mark ◆."""
    zoom: reactive[Zoom] = reactive[Zoom]("event", init=False)
    """Whether each line is an event, or a day, month, year or decade of them."""

    def __init__(
        self,
        rows: Rows,
        *,
        zone: tzinfo,
        names: Names | None,
        glyphs: Glyphs | None,
        id: str | None,  # noqa: A002 - Textual's name
        classes: str | None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs or choose()
        self.set_class(self.glyphs.is_ascii, "-ascii")  # Textual's scrollbar is drawn with block elements
        self.set_reactive(TimelineCanvas.zone, zone)
        self._rows = rows
        self._names = names or Names({}, {})
        self._search: Search | None = None
        self._shows = 0
        self._look: Look | None = None
        self._strips: LRUCache[object, Strip] = LRUCache(_KEPT_STRIPS)
        self._sections = rows.sections(zone)
        self._lines: Lines = lay_out(self._sections)
        self._position: int | None = 0 if rows else None
        self._wanted = self._position  # the row that the reader went to last

    @property
    def lines(self) -> Lines:
        """The layout of what is shown."""
        return self._lines

    @property
    def cursor_row(self) -> int | None:
        """The row number under the cursor, None if nothing is shown."""
        if self._position is None:
            return None
        row = self._lines.shown[self._position]
        wanted = self._wanted
        if self._lines.grouped and wanted is not None and self._lines.is_hit(wanted):
            same = self._lines.sections.of_row(wanted) == self._lines.section[self._position]
            return wanted if same else row
        return row

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < NARROW

    @property
    def _sticky_day(self) -> bool:
        return self.is_attached and self.app.size.width <= STICKY_DAY

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
                drawing.columns(self.scrollable_content_region.width, narrow=self._narrow),
                self._inks(),
                self.glyphs,
                self.zone,
                self.has_focus,
                self._narrow,
                self._sticky_day,
                self._shows,
            )
        return self._look

    def _inks(self) -> Inks:
        def over(name: str) -> Style:
            return self.get_component_rich_style(f"timeline--{name}", partial=True)

        names = ("title", "quiet", "remark", "time", "said", "match", "dispute", "rule", "accent")
        return Inks(
            self.rich_style,
            self.get_component_rich_style("timeline--head"),
            self.get_component_rich_style("timeline--cursor"),
            *(over(name) for name in names),
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
            cursor=self._position is not None and line.row == self._lines.shown[self._position],
            marked=line.row in self.marked,
            context=not self._lines.is_hit(line.row),
        )
        return self._strip(("event", line, standing), look)

    def _strip(self, what: tuple[object, ...], look: Look) -> Strip:
        """Return the strip for ``what``, drawn or kept; ``look`` holds all that it depends on besides."""
        key = (what, look)
        strip = self._strips.get(key)
        if strip is None:
            strip = Strip(self.draw(what, look)).adjust_cell_length(look.columns.width, look.inks.ground)
            self._strips[key] = strip
        return strip

    def draw(self, what: tuple[object, ...], look: Look) -> list[Segment]:
        """Draw one line afresh."""
        lines = self._lines
        match what:
            case ("event", Line() as line, Standing() as standing) if lines.grouped:
                return group_line(self._group(line.block, look), standing, look, self._search)
            case ("event", Line() as line, Standing() as standing):
                dated = self._rows[line.row]
                search = None if standing.context else self._search
                return drawing.event_line(dated, lines.period(line.block), standing, look, search)
            case ("day", int(block)):
                return drawing.day_line(
                    lines.period(block), lines.day_share(block), look, filtered=lines.filtered
                )
            case ("month", int(block)):
                words = group_month_words(lines.period(block), by_month=self.zoom == "month")
                return drawing.month_line(words, look)
            case ("gap", int(block)):
                return drawing.gap_line(lines.gap_before(block), look, filtered=lines.filtered)
            case ("end", _):
                return self._end(look)
            case ("head", _) if lines.grouped:
                return group_head(self._span_words(), self._curve_cells(look), look)
            case ("head", int(block)):
                return drawing.head_line(*lines.head(block), look, filtered=lines.filtered)
            case _:
                return drawing.blank_line(look)

    def _group(self, block: int, look: Look) -> Group:
        period, members = self._lines.period(block), self._lines.members(block)
        cells = self._curve_cells(look)
        amounts = None
        # What is no more finely known than its group stands nowhere in it.
        if cells and period != UNDATED and (period.month or self.zoom != "month"):
            amounts = tuple(groups.curve(self._rows, members, period, self.zone, self.zoom, cells))
        return Group(
            period,
            len(members),
            cells,
            amounts,
            tuple(groups.foremost(self._rows, members, 8)),
            groups.disputes(self._rows, members),
        )

    def _curve_cells(self, look: Look) -> int:
        return 0 if self.zoom == "day" else curve_cells(look)

    def _span_words(self) -> str:
        last = self._sections.undated_from - 1
        return groups.span_words(self._rows[0], self._rows[last], self.zone) if last >= 0 else ""

    def _end(self, look: Look) -> list[Segment]:
        lines = self._lines
        undated = self._sections.undated_from
        last = undated - 1
        hidden = last >= 0 and not lines.is_hit(last)
        return drawing.end_line(
            look, filtered=lines.filtered, empty=not lines.shown, last=self._rows[last] if hidden else None
        )
