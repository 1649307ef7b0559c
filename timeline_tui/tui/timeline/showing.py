"""The part of the timeline widget that decides what is shown: which rows, laid out how, from which line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial

from textual.geometry import Size

from timeline_tui.search.parse import Query
from timeline_tui.search.parts import Names
from timeline_tui.search.rows import NO_ROWS, Rows
from timeline_tui.tui.glyphs import Glyphs
from timeline_tui.tui.timeline import moves
from timeline_tui.tui.timeline.ahead import Ahead, Place, draw_events, events_at, read_groups
from timeline_tui.tui.timeline.arrangement import Arrangement, Prepared
from timeline_tui.tui.timeline.canvas import STICKY_DAY, TimelineCanvas
from timeline_tui.tui.timeline.groups import Zoom
from timeline_tui.tui.timeline.marks import Search

_KEPT_ARRANGEMENTS = 12


class TimelineShowing(TimelineCanvas):
    """Lays out what is asked for, at once or in a thread, and keeps the cursor in sight."""

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
        super().__init__(rows, zone=zone, names=names, glyphs=glyphs, id=id, classes=classes)
        self._aim = self._drawn
        """What is wanted on screen: not yet there while it is being laid out."""
        self._arrangements = {self._key(rows, zone, "event", sticky_day=False): self._aim}
        self._screen_line_kept: int | None = None
        self._asked: tuple[Sequence[int] | None, Sequence[int], Search | None] = (None, (), None)
        if self._aim.is_quick(None):
            self._put(self._aim.prepare(None), None)
            self._position = self._wanted

    # --- what is shown ---

    def load(self, rows: Rows, *, names: Names | None = None, keep: bool = False) -> None:
        """Show another timeline, all of it, with the cursor at its first event.

        With ``keep`` the cursor stays at its time, on the same screen line.
        """
        self._names = names or Names({}, {})
        at, starts = self._wanted, self._aim.rows.starts
        self._wanted = 0 if rows else None
        if keep and rows and at is not None:
            beyond = at >= len(starts)
            self._wanted = (
                len(rows) - 1 if beyond else min(bisect_left(rows.starts, starts[at]), len(rows) - 1)
            )
        self._asked = (None, (), None)
        self._arrangements.clear()
        self._aim = self._arrangement(rows)
        if not keep:
            self._position = None
        if not self._aim.is_quick(None):
            self._screen_line_kept = self._screen_line()
            # Row numbers of another timeline mean nothing now: rather nothing than the old picture.
            self._position = None
            self._drawn = Arrangement(NO_ROWS, self.zone, "event", sticky_day=False)
            self._put(self._drawn.prepare(None), None)
            self._redraw()
        self._arrange()

    def prepared_for(self, rows: Rows, row_numbers: Sequence[int] | None) -> Prepared:
        """Lay out other events as these are laid out, for ``swap``; safe in any thread."""
        aim = self._aim
        return Arrangement(rows, aim.zone, aim.zoom, sticky_day=aim.sticky_day).prepare(row_numbers)

    def swap(
        self,
        rows: Rows,
        row: int | None,
        row_numbers: Sequence[int] | None = None,
        query: Query | None = None,
        *,
        names: Names | None = None,
        lines: Prepared | None = None,
    ) -> None:
        """Show the same timeline from other ``rows`` of it, with the cursor at ``row`` on the line it is on.

        ``row_numbers`` and ``query`` are as for ``set_rows``, ``lines`` what ``prepared_for`` made of them.
        Without ``row`` the cursor stays at its time.
        """
        if row is None:
            self.load(rows, names=names, keep=True)
            self.set_rows(row_numbers, query)
            return
        self._names = names or Names({}, {})
        self._asked = (row_numbers, (), None if query is None else Search(query, self._names))
        self._arrangements.clear()
        key = self._key(rows, self.zone, self.zoom, sticky_day=self._aim.sticky_day)
        made = lines.arrangement if lines is not None and lines.rows is row_numbers else None
        if made is not None and key == self._key(made.rows, made.zone, made.zoom, sticky_day=made.sticky_day):
            self._arrangements[key] = made
        self._aim = self._arrangement(rows)
        self._wanted = row
        self._take(lines if lines is not None and self._aim is made else self._aim.prepare(row_numbers))

    def set_rows(
        self,
        row_numbers: Sequence[int] | None,
        query: Query | None = None,
        *,
        context: Sequence[int] = (),
        lines: Prepared | None = None,
    ) -> None:
        """Show these events only: sorted row numbers, a filter's result; None shows all.

        The hits of ``query`` are highlighted. ``context`` are rows shown besides, quiet and without a node
        (events only, not groups). The cursor stays on its event, or goes to the nearest in time (and back to
        its own when that is let through again), on the same screen line.

        ``lines`` are what ``prepared`` made of the same rows. Without them, or if they are out of date, a
        large result is laid out in a thread, and what is on screen stays until it is ready.
        """
        self._asked = (row_numbers, context, None if query is None else Search(query, self._names))
        self._arrange(lines)

    def prepared(
        self,
        row_numbers: Sequence[int] | None,
        query: Query | None = None,
        *,
        context: Sequence[int] = (),
    ) -> Prepared:
        """Lay out what ``set_rows`` is to show, in the present zone and zoom; safe in any thread.

        The lines that will be on screen are drawn too, or the events of groups read.
        """
        search = None if query is None else Search(query, self._names)
        return self._with_ahead(self._aim.prepare(row_numbers, context), search)

    def _with_ahead(self, made: Prepared, search: Search | None) -> Prepared:
        """Draw what will be on screen, in a thread: the reader may move meanwhile, then it helps the less."""
        rows, lines, looked = made.arrangement.rows, made.lines, self._last_look
        position = moves.nearest(lines, rows.starts, self._wanted or 0)
        height = self.size.height
        if looked is None or position is None or height < 2 or self._drawn.rows is not rows:
            return made
        place = Place(position, self._screen_line() or height // 2, height)
        if lines.grouped:
            read_groups(rows, lines, place)
            return made
        look, number = looked
        look = replace(look, zone=made.arrangement.zone, sticky_day=made.arrangement.sticky_day)
        events = events_at(lines, place, self.marked)
        if search == self._search:
            events = [what for what in events if (what, number) not in self._strips]
        return replace(made, ahead=Ahead(look, search, draw_events(rows, events, look, search)))

    def _arrange(self, lines: Prepared | None = None) -> None:
        """Show what is asked for as it is wanted, now or when a thread has laid it out."""
        aim, (rows, context, _search) = self._aim, self._asked
        if lines is not None and lines.answers(aim, rows, context):
            self._take(lines)
        elif aim.is_quick(rows, context):
            self._take(aim.prepare(rows, context))
        else:
            self._say_busy(True)
            if self.is_attached:
                work = partial(self._lay_out, aim, rows, context)
                self.run_worker(work, thread=True, group="lines")

    def _lay_out(self, aim: Arrangement, rows: Sequence[int] | None, context: Sequence[int]) -> None:
        """Lay out what was asked for; runs in a thread."""
        lines = self._with_ahead(aim.prepare(rows, context), self._asked[2])
        if self.is_attached:
            self.app.call_from_thread(self._laid_out, lines)

    def _laid_out(self, lines: Prepared) -> None:
        if lines.answers(self._aim, *self._asked[:2]):
            self._take(lines)

    def _take(self, lines: Prepared) -> None:
        """Show lines, keeping the cursor's event or the nearest, and its screen line."""
        offset, self._screen_line_kept = self._screen_line_kept or self._screen_line(), None
        before = self.cursor_row
        self._taking = True
        self._put(lines, self._asked[2])
        self._position = moves.nearest(self._lines, self._drawn.rows.starts, self._wanted or 0)
        if self._position is not None:
            if offset is not None:
                self._scroll(self._lines.line_of(self._position) - offset)
            self._reveal()
        self._taking = False
        self._refresh_changed()
        if self.cursor_row != before or before is None:
            self._say_cursor()
        self._say_window()

    def _put(self, lines: Prepared, search: Search | None) -> None:
        """Put lines in the place of those on screen."""
        if search != self._search or lines.arrangement.rows is not self._drawn.rows:
            self._shows += 1
        self._drawn, self._lines, self._search = lines.arrangement, lines.lines, search
        self._laid += 1
        self._busy = lines.arrangement is not self._aim
        self._look = None
        self._fit_size()
        if lines.ahead is not None and lines.ahead.strips:
            look, number = self._looked()
            if lines.ahead.fits(look, search):
                for what, strip in lines.ahead.strips.items():
                    self._strips[what, number] = strip

    @staticmethod
    def _key(rows: Rows, zone: tzinfo, zoom: Zoom, *, sticky_day: bool) -> tuple[object, ...]:
        return id(rows), str(zone), zoom, sticky_day

    def _arrangement(self, rows: Rows) -> Arrangement:
        """Return how ``rows`` are to be laid out now; one that was wanted before is kept, with its lines."""
        sticky_day = self.is_attached and self.app.size.width <= STICKY_DAY
        key = self._key(rows, self.zone, self.zoom, sticky_day=sticky_day)
        found = self._arrangements.pop(key, None)
        if found is None:
            found = Arrangement(rows, self.zone, self.zoom, sticky_day=sticky_day)
        self._arrangements[key] = found
        while len(self._arrangements) > _KEPT_ARRANGEMENTS:
            del self._arrangements[next(iter(self._arrangements))]
        return found

    def _arrange_anew(self) -> None:
        """Lay out the same events otherwise."""
        aim = self._arrangement(self._aim.rows)
        if aim is not self._aim:
            self._aim = aim
            self._arrange()

    def watch_zone(self) -> None:
        """Group the days anew."""
        self._arrange_anew()

    def watch_zoom(self) -> None:
        """Show the same from nearer or further; the event under the cursor stays."""
        self._arrange_anew()
        self._say_zoom()

    # --- what is on screen ---

    @property
    def shown_rows(self) -> tuple[int, int] | None:
        """The first and the last event's row on screen; None if there is none."""
        top, height, lines = self.scroll_offset.y, self.size.height, self._lines
        if not lines.shown or height < 2:
            return None
        first = moves.near_line(lines, top + 1)
        last = moves.last_before(lines, top + height)
        if last < first:
            return None
        end = lines.members(lines.block_of(last)).last if lines.grouped else lines.shown[last]
        return lines.shown[first], end

    @property
    def shown_window(self) -> tuple[int, int] | None:
        """The seconds from the first event on screen to the last; None if there is none with a date."""
        rows, starts = self.shown_rows, self._drawn.rows.starts
        if rows is None or rows[0] >= len(starts):
            return None
        return starts[rows[0]], starts[min(rows[1], len(starts) - 1)] + 1

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
        """Tell Textual how many lines there are, without laying out the screen: the widget's size stays."""
        size = Size(0, self._lines.total)
        if self.virtual_size != size:
            self.set_reactive(TimelineShowing.virtual_size, size)
            if self.is_attached:
                self._scroll_update(size)

    # --- what the widget tells others ---

    def _say_cursor(self) -> None:
        """Say that the cursor stands on another event."""
        raise NotImplementedError

    def _say_zoom(self) -> None:
        """Say that the zoom is another."""
        raise NotImplementedError

    def _say_window(self) -> None:
        """Say which events are on screen, if they are others than before."""
        raise NotImplementedError
