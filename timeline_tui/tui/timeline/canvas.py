"""The part of the timeline widget that draws: which lines there are, how they look, which are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Spacing
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline_tui.search.parts import Names
from timeline_tui.search.rows import NO_ROWS, Rows
from timeline_tui.search.sections import UNDATED, Period, Sections
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.timeline import drawing, groups
from timeline_tui.tui.timeline.ahead import group_rows
from timeline_tui.tui.timeline.arrangement import Arrangement
from timeline_tui.tui.timeline.drawing import Inks, Look, Standing
from timeline_tui.tui.timeline.group_drawing import (
    Group,
    curve_cells,
    group_head,
    group_line,
    group_month_words,
)
from timeline_tui.tui.timeline.groups import Zoom
from timeline_tui.tui.timeline.lines import Gap, Lines, Share, lay_out
from timeline_tui.tui.timeline.marks import Search

NARROW = 80
"""Screens below this width get the short time gutter."""
STICKY_DAY = 100
"""Screens up to this width name the day, not the month, in the sticky head."""

_NO_GUTTER = Spacing()
_THUMB_STEPS = 8  # to a cell
_KEPT_STRIPS, _KEPT_LOOKS = 1024, 8


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
        self._names = names or Names({}, {})
        self._search: Search | None = None
        self._shows = 0  # changes with what is searched for
        self._laid = 0  # changes with the lines
        self._look: tuple[Look, int] | None = None
        self._last_look: tuple[Look, int] | None = None  # what threads draw with
        self._inks_kept: Inks | None = None
        self._painted: dict[int, tuple[object, int]] = {}  # what stands on which screen line, in which look
        self._taking = False  # other lines are being put on screen
        self._looks: LRUCache[Look, int] = LRUCache(_KEPT_LOOKS)
        self._looks_made = 0
        self._strips: LRUCache[object, Strip] = LRUCache(_KEPT_STRIPS)
        self._drawn = Arrangement(rows, zone, "event", sticky_day=False)  # what is on screen is laid out so
        self._lines: Lines = lay_out(NO_ROWS.sections(UTC))
        self._busy = bool(rows)  # something else is being laid out
        self._position: int | None = None
        self._wanted: int | None = 0 if rows else None  # the row that the reader went to last

    @property
    def _sections(self) -> Sections:
        return self._lines.sections

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
        self._look = self._inks_kept = None

    def _redraw(self) -> None:
        self._look = None
        self.refresh()

    def _say_busy(self, busy: bool) -> None:
        """Let the head say whether something else is being laid out."""
        if busy != self._busy:
            self._busy = busy
            self.refresh(Region(0, 0, self.size.width, 1))

    def _looked(self) -> tuple[Look, int]:
        """Return the look, and a number that stands for it."""
        if self._look is None:
            look = Look(
                drawing.columns(self.scrollable_content_region.width, narrow=self._narrow),
                self._inks(),
                self.glyphs,
                self._drawn.zone,
                self.has_focus,
                self._narrow,
                self._drawn.sticky_day,
                self._shows,
            )
            number = self._looks.get(look)
            if number is None:
                self._looks_made += 1
                number = self._looks[look] = self._looks_made
            self._look = self._last_look = look, number
        return self._look

    @property
    def look(self) -> Look:
        """Everything besides the data that drawing depends on."""
        return self._looked()[0]

    def _inks(self) -> Inks:
        if self._inks_kept is None:
            self._inks_kept = self._inks_now()
        return self._inks_kept

    def _inks_now(self) -> Inks:
        def over(name: str) -> Style:
            return self.get_component_rich_style(f"timeline--{name}", partial=True)

        names = ("title", "quiet", "remark", "time", "said", "match", "dispute", "rule", "accent")
        return Inks(
            self.rich_style,
            self.get_component_rich_style("timeline--head"),
            self.get_component_rich_style("timeline--cursor"),
            *(over(name) for name in names),
        )

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the lines from there; the scrollbar only if its thumb is to be seen elsewhere."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = self._thumb_position(new_value)
        if round(old_value) != round(new_value) and not self._taking:
            self.refresh(self.size.region)

    def _refresh_changed(self) -> None:
        """Draw the screen lines that say something else now, or look otherwise: often the head alone."""
        cells, height = self.size
        number = self._looked()[1]
        changed = [y for y in range(height) if self._painted.get(y) != (self._what(y), number)]
        if len(changed) > height // 2:
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, y, cells, 1) for y in changed))

    def _thumb_position(self, line: float) -> float:
        """Return the scrollbar's position for a line: the same for all at which it would look the same."""
        step = self.virtual_size.height / max(1, self.size.height * _THUMB_STEPS)
        if step <= 1 or not 0 < line < self.max_scroll_y:
            return line
        return min(round(line / step) * step, self.max_scroll_y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw screen lines as ``render_line`` does, without Textual's detour over borders and padding.

        The strips handed on are the very ones kept from frame to frame, with what Textual keeps in them: how
        they look through the app's filters, and what is written to the terminal.
        """
        if self.styles.gutter != _NO_GUTTER or self.opacity != 1.0 or self.styles.tint.a:
            return super().render_lines(crop)
        cells, background = self.size.width, self.background_colors[1]
        filters, ground = self.get_line_filters(), self.look.inks.ground
        strips = []
        what = [self._what(y) for y in crop.line_range] if self.look.columns.width >= 2 else []
        self._read_ahead(what)
        number = self._looked()[1]
        self._painted |= {y: (says, number) for y, says in zip(crop.line_range, what, strict=False)}
        for says in what or [None] * crop.height:
            strip = self._strip(says)
            if strip.cell_length != cells:
                strip = strip.adjust_cell_length(cells, ground)
            for each in filters:
                strip = strip.apply_filter(each, background)
            strips.append(strip)
        if crop.column_span != (0, cells):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw screen line ``y``; the first is the sticky head."""
        return self._strip(self._what(y) if self.look.columns.width >= 2 else None)

    def _read_ahead(self, what: Sequence[tuple[object, ...] | None]) -> None:
        """Read with one look into the index what those of some lines say that are not kept."""
        number, lines = self._looked()[1], self._lines
        missing = [says for says in what if says is not None and (says, number) not in self._strips]
        of: dict[str, list[int]] = {"event": [], "group": []}
        for says in missing:
            match says:
                case ("event" | "group" as kind, int(number), *_):
                    of[kind].append(number)
        rows = [*of["event"], *group_rows(lines, of["group"])]
        if len(rows) > 1:
            self._drawn.rows.fetch(rows)

    def _strip(self, what: tuple[object, ...] | None) -> Strip:
        """Return the line that says this, kept or drawn; an empty one for None."""
        look, number = self._looked()
        if what is None:
            return Strip.blank(look.columns.width, look.inks.ground)
        # Look numbers are never used twice, so that what was kept under an old one is not taken for another.
        key = (what, number)
        strip = self._strips.get(key)
        if strip is None:
            strip = Strip(self.draw(what, look)).adjust_cell_length(look.columns.width, look.inks.ground)
            self._strips[key] = strip
        return strip

    def _what(self, y: int) -> tuple[object, ...] | None:
        """Return all that screen line ``y`` says, besides what the look holds; None below the last line.

        Lines are kept by this: no two that differ may have it in common. No event is fetched for it.
        """
        lines, top = self._lines, self.scroll_offset.y
        filtered = lines.filtered
        if y == 0:
            if lines.grouped:
                return ("span", self._span_words(), self._busy)
            return ("head", *lines.head(lines.block_at(top)), filtered, self._busy)
        line = lines.at(top + y)
        if line is None:
            return None
        kind, block, row = line
        match kind:
            case "event":
                here = self._position is not None and row == lines.shown[self._position]
                standing = Standing(here, row in self.marked, not lines.is_hit(row))
                # What a group says depends on all that the filter lets through of it.
                own = (block, self._laid) if lines.grouped else (row, lines.period(block))
                return ("group" if lines.grouped else "event", *own, standing)
            case "day":
                return ("day", lines.period(block), lines.day_share(block), filtered)
            case "month":
                words = group_month_words(lines.period(block), by_month=self._drawn.zoom == "month")
                return ("month", words)
            case "gap":
                return ("gap", lines.gap_before(block), filtered)
            case "end":
                last = self._sections.undated_from - 1
                hidden = last >= 0 and not lines.is_hit(last)
                return ("end", filtered, not lines.shown, last if hidden else None, self._busy)
            case _:
                return ("blank",)

    def draw(self, what: tuple[object, ...], look: Look) -> list[Segment]:
        """Draw one line afresh."""
        rows = self._drawn.rows
        match what:
            case ("event", int(row), Period() as period, Standing() as standing):
                search = None if standing.context else self._search
                return drawing.event_line(rows[row], period, standing, look, search)
            case ("group", int(block), _, Standing() as standing):
                return group_line(self._group(block, look), standing, look, self._search)
            case ("day", Period() as period, Share() as share, bool(filtered)):
                return drawing.day_line(period, share, look, filtered=filtered)
            case ("month", str(words)):
                return drawing.month_line(words, look)
            case ("gap", Gap() as gap, bool(filtered)):
                return drawing.gap_line(gap, look, filtered=filtered)
            case ("end", bool(filtered), bool(empty), last, bool(busy)):
                dated = rows[last] if isinstance(last, int) else None
                return drawing.end_line(look, filtered=filtered, empty=empty, last=dated, busy=busy)
            case ("span", str(words), bool(busy)):
                return group_head(drawing.BUSY if busy else words, self._curve_cells(look), look)
            case ("head", period, Share() as share, bool(filtered), bool(busy)):
                period = period if isinstance(period, Period) else None
                return drawing.head_line(period, share, look, filtered=filtered, busy=busy)
            case _:
                return drawing.blank_line(look)

    def _group(self, block: int, look: Look) -> Group:
        lines, drawn = self._lines, self._drawn
        period, members = lines.period(block), lines.members(block)
        cells = self._curve_cells(look)
        amounts = None
        # What is no more finely known than its group stands nowhere in it.
        if cells and period != UNDATED and (period.month or drawn.zoom != "month"):
            starts = drawn.rows.starts
            amounts = tuple(groups.curve(starts, members, period, drawn.zone, drawn.zoom, cells))
        most = groups.weighed(len(lines.section))
        looked_at = [drawn.rows[row].event for row in members.some(most)]
        return Group(
            period,
            members.count,
            cells,
            amounts,
            tuple(groups.foremost(looked_at, 8)),
            groups.disputes(looked_at),
            all_weighed=members.count <= most,
        )

    def _curve_cells(self, look: Look) -> int:
        return 0 if self._drawn.zoom == "day" else curve_cells(look)

    def _span_words(self) -> str:
        return groups.span_words(self._drawn.rows.starts, self._drawn.zone)
