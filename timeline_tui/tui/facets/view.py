"""The values of facets as a list: lines drawn when they come on screen, a cursor that stays on its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline_tui.search.chosen import Chosen, How
from timeline_tui.search.facets import Facet, FacetName, FacetValue
from timeline_tui.tui.actions import bindings
from timeline_tui.tui.facets import drawing
from timeline_tui.tui.facets.drawing import Columns, Inks, Look
from timeline_tui.tui.facets.lines import Entry, lay_out
from timeline_tui.tui.glyphs import Glyphs

_LEAST_COUNT = 3
"""Cells of counts at least."""


class FacetList(ScrollView, can_focus=True):
    """Facets with their values. Nothing is measured or drawn but what is on screen."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("facets")
    DEFAULT_CSS = """
    FacetList {
        height: 1fr;
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .facets--cursor { background: $block-cursor-background; color: $foreground; }
        & > .facets--head { background: $panel; color: $foreground; }
        & > .facets--text { color: $foreground; }
        & > .facets--quiet { color: $text-muted; }
        & > .facets--remark { color: $text-muted; text-style: italic; }
        & > .facets--time { color: $time; }
        & > .facets--rule { color: $border-blurred; }
        & > .facets--accent { color: $primary; }
        & > .facets--wrong { color: $error; }
        & > .facets--match { color: $match-text; background: $accent; }
        &.-ascii { scrollbar-size-vertical: 0; }
        &:nocolor > .facets--cursor { text-style: reverse; }
        &:nocolor > .facets--match { text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"facets--{name}" for name in Inks._fields if name != "ground"}
    wanted: reactive[str] = reactive("", init=False)
    """What was typed to find, folded: lit in the names."""

    class Pressed(Message):
        """A value is to be added to the filter, excluded, or asked for alone."""

        def __init__(self, value: FacetValue, how: How) -> None:
            super().__init__()
            self.value = value
            self.how = how

    class Looking(Message):
        """The find line is wanted."""

    class Shown(Message):
        """Other values may be on screen, or there is another width for their curves."""

    def __init__(self, *, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.set_class(glyphs.is_ascii, "-ascii")
        self.entries: list[Entry] = []
        self.curves: Mapping[tuple[str, str], Sequence[int]] = {}
        self._facets: Sequence[Facet] = ()
        self._listed: Sequence[FacetValue] = ()
        self._named: dict[tuple[str, str], bool] = {}
        self._opened: set[FacetName] = set()
        self._remark = ""
        self._cursor = 0
        self._count = _LEAST_COUNT
        self._look_kept: Look | None = None
        self._inks_kept: Inks | None = None

    # --- what is shown ---

    def put(
        self,
        facets: Sequence[Facet],
        choices: Sequence[Chosen],
        *,
        kept: Sequence[FacetValue] = (),
        remark: str = "",
        anew: bool = False,
    ) -> None:
        """Show other counts, or the same with other choices: what the filter asks for or leaves out.

        The cursor stays on its value, and that on its line; with ``anew`` it goes to the first. ``kept`` are
        values to be listed even if they do not occur; ``remark`` is said where there is none at all.
        """
        self._facets, self._remark = facets, remark
        self._named = {one.value.key: one.negated for one in choices}
        self._listed = (*(one.value for one in choices), *kept)
        most = max((value.count for facet in facets for value in facet.values[:1]), default=0)
        if len(f"{most:,}") > self._count:  # the columns widen once, they never move back and forth
            self._count = len(f"{most:,}")
            self._look_kept = None
        self._lay_out(anew=anew)

    def _lay_out(self, *, anew: bool = False) -> None:
        key, line = self.key, self._cursor - self.scroll_offset.y
        room = self.size.height
        entries = lay_out(self._facets, self._listed, self._opened, room, finding=bool(self.wanted))
        self.entries = entries or [Entry("remark", words=f" {self._remark}" if self._remark else "")]
        keys = [entry.key for entry in self.entries]
        self._fit_size(len(keys))
        if not anew and key is not None and key in keys:
            self._cursor = keys.index(key)
            # The heads stay where they are as long as the top of the list is seen, and the cursor with it.
            at_top = not self.scroll_offset.y and self._cursor < room
            if 0 <= line < room and not at_top:
                self.scroll_to(y=self._cursor - line, animate=False, force=True)
        else:
            at = 0 if anew else min(self._cursor, len(keys) - 1)
            self._cursor = self._near(at, 1)
            if anew:
                self.scroll_to(y=0, animate=False, force=True)
        self.refresh()
        self.post_message(self.Shown())

    def _fit_size(self, lines: int) -> None:
        """Tell Textual how many lines there are, without laying out the screen: the widget's size stays."""
        size = Size(0, lines)
        if self.virtual_size != size:
            self.set_reactive(FacetList.virtual_size, size)
            if self.is_attached:
                self._scroll_update(size)

    @property
    def key(self) -> tuple[str, str] | None:
        """What the cursor stands on."""
        return self.entries[self._cursor].key if self._cursor < len(self.entries) else None

    @property
    def value(self) -> FacetValue | None:
        """The value under the cursor."""
        return self.entries[self._cursor].value if self._cursor < len(self.entries) else None

    @property
    def on_screen(self) -> list[FacetValue]:
        """The values on screen, from top to bottom."""
        top = self.scroll_offset.y
        shown = self.entries[top : top + self.size.height]
        return [entry.value for entry in shown if entry.value is not None]

    def on_resize(self) -> None:
        """Show as many values as there is room for."""
        self._look_kept = None
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that other values are on screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Shown())

    def watch_has_focus(self, value: bool) -> None:
        """Draw the cursor as focused or not."""
        self._look_kept = None
        super().watch_has_focus(value)

    def watch_wanted(self) -> None:
        """Light up what was typed."""
        self._look_kept = None

    def notify_style_update(self) -> None:
        """Take up changed colours."""
        super().notify_style_update()
        self._look_kept = self._inks_kept = None

    # --- drawing ---

    @property
    def look(self) -> Look:
        """All that drawing depends on besides the line itself."""
        if self._inks_kept is None:
            whole = {"cursor", "head"}
            self._inks_kept = Inks(
                self.rich_style,
                *(self._ink(name, partial=name not in whole) for name in Inks._fields if name != "ground"),
            )
        if self._look_kept is None:
            self._look_kept = Look(self.columns, self._inks_kept, self.glyphs, self.has_focus, self.wanted)
        return self._look_kept

    @property
    def columns(self) -> Columns:
        """The cells of names, curves and counts."""
        return drawing.columns(self.scrollable_content_region.width, self._count)

    def _ink(self, name: str, *, partial: bool) -> Style:
        return self.get_component_rich_style(f"facets--{name}", partial=partial)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        at, look = self.scroll_offset.y + y, self.look
        cells, ground = look.columns.cells, look.inks.ground
        if at >= len(self.entries) or cells < 1:
            return Strip.blank(self.size.width, ground)
        entry, here = self.entries[at], at == self._cursor and self.key is not None
        key = entry.key or ("", "")
        line = drawing.line_of(
            entry, look, negated=self._named.get(key), amounts=self.curves.get(key), here=here
        )
        under = line[-1].style if here and line else ground
        return Strip(line).adjust_cell_length(cells, under)

    # --- the cursor ---

    def _near(self, at: int, by: int) -> int:
        """Return the line nearest to ``at`` where the cursor can stand: from there on, or else back."""
        at = min(max(at, 0), len(self.entries) - 1)
        for step in (by, -by):
            line = at
            while 0 <= line < len(self.entries):
                if self.entries[line].key is not None:
                    return line
                line += step
        return at

    def _move(self, line: int, by: int) -> None:
        before, self._cursor = self._cursor, self._near(line, by)
        for at in {before, self._cursor}:
            self.refresh_line(at)
        top, height = self.scroll_offset.y, self.size.height
        head = self._cursor
        while head > 0 and self.entries[head - 1].key is None:
            head -= 1  # the head over the first value is to be seen too
        if self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, force=True)
        elif head < top:
            self.scroll_to(y=head, animate=False, force=True)

    def action_cursor_up(self) -> None:
        """Move to the value before; from the first to the find line."""
        before = self._near(self._cursor - 1, -1) if self._cursor else 0
        if before >= self._cursor:
            self.post_message(self.Looking())
        else:
            self._move(self._cursor - 1, -1)

    def action_cursor_down(self) -> None:
        """Move to the value after."""
        if self._near(self._cursor + 1, 1) > self._cursor:
            self._move(self._cursor + 1, 1)

    def action_page_up(self) -> None:
        """Move up by a screenful."""
        self._move(self._cursor - max(1, self.size.height - 1), -1)

    def action_page_down(self) -> None:
        """Move down by a screenful."""
        self._move(self._cursor + max(1, self.size.height - 1), 1)

    def action_home(self) -> None:
        """Move to the first value."""
        self._move(0, 1)

    def action_end(self) -> None:
        """Move to the last value."""
        self._move(len(self.entries) - 1, -1)

    # --- what keys and clicks do ---

    def action_facet_add(self) -> None:
        """Add the value to the filter, or take it out again; open and close on "more" and "fewer"."""
        self._press("add")

    def action_facet_exclude(self) -> None:
        """Leave the value out, or no longer."""
        if self.value is not None:
            self._press("exclude")

    def action_facet_only(self) -> None:
        """Ask for this value alone of its facet, or no longer."""
        self._press("only")

    def action_facet_find(self) -> None:
        """Go to the find line."""
        self.post_message(self.Looking())

    def _press(self, how: How) -> None:
        if self._cursor >= len(self.entries):
            return
        entry = self.entries[self._cursor]
        if entry.value is not None:
            self.post_message(self.Pressed(entry.value, how))
        elif entry.kind == "rest":
            self.post_message(self.Looking())
        elif entry.facet is not None and entry.kind in {"more", "fewer"}:
            self._open(entry.facet)

    def _open(self, facet: FacetName) -> None:
        """Show all values of a facet, the cursor on the first that was hidden; or the first few again."""
        closing = facet in self._opened
        self._opened ^= {facet}
        at = self._cursor
        self._lay_out()
        if closing:
            heads = [line for line, entry in enumerate(self.entries) if entry[:2] == ("head", facet)]
            at = heads[0] + 1 if heads else 0
        self._move(at, 1)

    def on_click(self, event: events.Click) -> None:
        """Do with the value clicked what Space does; further clicks of a double click do nothing."""
        offset = event.get_content_offset(self)
        if offset is None or event.chain > 1:
            return
        at = self.scroll_offset.y + offset.y
        if at < len(self.entries) and self.entries[at].key is not None:
            self._move(at, 1)
            self._press("add")
