"""What the explorer has open and what its keys do; how it is laid out and filtered stands in ``explorer``."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from timeline_tui.model.display import zone_label
from timeline_tui.model.timeline import Evidence
from timeline_tui.search.errors import QueryError
from timeline_tui.search.narrow import field_term, with_term
from timeline_tui.search.parse import Query, parse_query
from timeline_tui.tui.actions import ACTIONS, Action, Place, bindings, here
from timeline_tui.tui.copying import copy
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.header import TopLine
from timeline_tui.tui.overview import OverviewStrip
from timeline_tui.tui.session import Session, zones
from timeline_tui.tui.text import visible
from timeline_tui.tui.theme import THEMES
from timeline_tui.tui.timeline import TimelineView
from timeline_tui.tui.widgets.filter_bar import FilterBar

WHILE_TYPING = frozenset({"drop_term", "next_pane", "previous_pane"})
"""What keys do even in the filter bar; all others are letters there."""
_NOT_IN = {one.id: frozenset(one.not_in) for one in ACTIONS}


class Commands(Screen[None]):
    """The state of an explorer and its commands, one ``action_`` method for each row of the table."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("explorer")

    marked: reactive[frozenset[int]] = reactive[frozenset[int]](frozenset(), init=False)
    """Rows that the reader marked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.index = session.index
        self.zones: tuple[tzinfo, ...] = (self.index.zone,)
        self.zone = self.index.zone
        self.shown: Sequence[int] | None = None
        self.last_query: Query | None = None
        self.nearest: int | None = None
        self.goal: int | None = None
        """The row to go to once the filter that hides it is dropped."""
        self.marks: dict[int, str] = {}
        """The ids of the marked events by their rows."""

    # --- parts ---

    def learn_zones(self) -> None:
        """Find out which zones the zone key goes through."""
        self.zones = zones(self.index)
        self.detail.zones = tuple(other for other in self.zones if other is not self.zone)

    @property
    def timeline(self) -> TimelineView:
        """The timeline."""
        return self.query_one(TimelineView)

    @property
    def detail(self) -> DetailView:
        """The detail of the event under the cursor."""
        return self.query_one(DetailView)

    @property
    def top(self) -> TopLine:
        """The top line."""
        return self.query_one(TopLine)

    @property
    def strip(self) -> OverviewStrip:
        """The overview strip."""
        return self.query_one(OverviewStrip)

    @property
    def bar(self) -> FilterBar:
        """The filter bar."""
        return self.query_one(FilterBar)

    @property
    def query_text(self) -> str:
        """What stands in the filter bar."""
        return self.bar.input.value if self.is_mounted else ""

    @query_text.setter
    def query_text(self, text: str) -> None:
        self.bar.input.value = text

    @abstractmethod
    def ask(self, text: str) -> None:
        """Let the index answer a query and show what it lets through."""

    @abstractmethod
    def actions_here(self) -> list[Action]:
        """Return the actions that can do something here and now."""

    @abstractmethod
    def then(self, do: Callable[[], None]) -> None:
        """Do something once what stands in the filter bar is answered; at once if it is."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the keys go now."""
        focused = self.focused
        if isinstance(focused, Input):
            return ("filter",)
        if focused is None or isinstance(focused, TimelineView):
            return ("explorer", "timeline")
        return ("explorer", "detail")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say which actions can do something here and now."""
        del parameters
        if isinstance(self.focused, Input) and action not in WHILE_TYPING:
            return False
        if not _NOT_IN.get(action, frozenset()).isdisjoint(self.places):
            return False
        if action == "drop_all":
            return bool(self.query_text)
        if action == "problems":
            return bool(self.session.problems)
        return True

    def cursor_seconds(self) -> int:
        """Return where the cursor stands in time; the last event's time if its event is undated."""
        row, starts = self.timeline.cursor_row, self.index.starts
        if row is not None and row < len(starts):
            return starts[row]
        return starts[-1] if starts else 0

    # --- move ---

    def action_previous_day(self) -> None:
        """Go to the day before."""
        self.timeline.action_previous_day()

    def action_next_day(self) -> None:
        """Go to the day after."""
        self.timeline.action_next_day()

    def action_previous_month(self) -> None:
        """Go to the month before."""
        self.timeline.action_previous_month()

    def action_next_month(self) -> None:
        """Go to the month after."""
        self.timeline.action_next_month()

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.focus_next()
        self._skip_input(self.focus_next)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.focus_previous()
        self._skip_input(self.focus_previous)

    def _skip_input(self, further: object) -> None:
        """Lines to type in have keys of their own; Tab goes through the panes."""
        for _ in range(2):
            if isinstance(self.focused, Input) and callable(further):
                further()

    def action_tab(self, number: int) -> None:
        """Show one part of the detail."""
        self.detail.show_tab(number)

    # --- narrow ---

    def narrow(self, field: str, value: str) -> None:
        """Add a term to the filter."""
        self.query_text = with_term(self.query_text, field_term(field, value), zone=self.index.zone)

    def go_to_nearest(self) -> None:
        """Drop a filter that lets nothing through and go to the event that came nearest."""
        self.goal = self.nearest
        self.query_text = ""

    def action_filter(self) -> None:
        """Type a filter."""
        self.set_focus(self.bar.input)
        self.bar.input.cursor_position = len(self.query_text)

    def action_drop_term(self) -> None:
        """Escape, a ladder: leave the bar, leave the detail, drop the last term, then do nothing."""
        if self.focused is not None and not isinstance(self.focused, TimelineView):
            self.timeline.focus()
            return
        try:
            query = parse_query(self.query_text, zone=self.index.zone)
        except QueryError:
            self.query_text = ""
        else:
            self.query_text = query.without(*query.terms[-1:])

    def action_drop_all(self) -> None:
        """Drop the whole filter."""
        self.query_text = ""

    def action_activate(self) -> None:
        """Enter where nothing matches: go to the nearest event."""
        self.then(self.go_to_nearest_if_empty)

    def go_to_nearest_if_empty(self) -> None:
        """Go to the nearest event if the filter lets nothing through."""
        if self.shown is not None and not self.shown and self.nearest is not None:
            self.go_to_nearest()

    def action_mark(self) -> None:
        """Mark the event under the cursor, or take the mark away."""
        row, event = self.timeline.cursor_row, self.timeline.cursor_event
        if row is not None and event is not None:
            if self.marks.pop(row, None) is None:
                self.marks[row] = event.id
            self.marked = self.timeline.marked = frozenset(self.marks)
            self.ask(self.query_text)

    # --- see ---

    def action_next_zone(self) -> None:
        """Show times in the next zone."""
        self.learn_zones()
        names = [str(other) for other in self.zones]
        at = names.index(str(self.zone)) if str(self.zone) in names else 0
        self.zone = self.zones[(at + 1) % len(self.zones)]
        self.timeline.zone = self.zone
        self.detail.zone = self.zone
        self.detail.zones = tuple(other for other in self.zones if other is not self.zone)
        self.name_zone()

    def name_zone(self) -> None:
        """Say in the top line which zone times are shown in, by its name at the cursor's time."""
        self.top.zone = zone_label(self.zone, self.cursor_seconds())

    def action_next_theme(self) -> None:
        """Take the next theme."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.app.theme) if self.app.theme in names else 0
        self.app.theme = names[(at + 1) % len(names)]

    # --- evidence ---

    def open_source(self, evidence: Evidence) -> None:
        """Open a source at a passage; its screen may send the reader on to an event."""
        from timeline_tui.tui.screens.source import SourceScreen

        screen = SourceScreen(
            self.session.path,
            self.index,
            evidence.source,
            evidence,
            zone=self.zone,
            glyphs=choose(),
            row=self.timeline.cursor_row,
        )
        self.app.push_screen(screen, self._back_from_source)

    def _back_from_source(self, event_id: str | None) -> None:
        row = self.index.row_of(event_id) if event_id else None
        if row is None:
            return
        if self.shown is not None and not _holds(self.shown, row):
            self.goal = row
            self.query_text = ""
        else:
            self.timeline.go_to_row(row)

    def action_open_source(self) -> None:
        """Open the source at the sentence under the cursor."""
        evidence = self.detail.current_evidence()
        if evidence is None:
            self.app.notify("This event names no source.", markup=False)
        else:
            self.open_source(evidence)

    def action_copy(self) -> None:
        """Copy what is under the cursor, with its source."""
        if isinstance(self.focused, TimelineView):
            copy(self.app, self.detail.event_text(), "the event with its sources")
        else:
            copy(self.app, self.detail.current_text(), "the words with their source")

    def action_go_to_date(self) -> None:
        """Ask for a date and go there."""
        from timeline_tui.tui.screens.go_to import GoToScreen

        self.app.push_screen(GoToScreen(self.index, self.zone, self.cursor_seconds()), self._went)

    def _went(self, seconds: int | None) -> None:
        if seconds is not None:
            self.timeline.go_to(seconds)
            self.timeline.focus()

    # --- file ---

    def action_export(self) -> None:
        """Write a part of the timeline to a file, once what is shown is whole."""
        if self.session.is_part:
            words = "Only the beginning is here yet. Export works once all of it is indexed."
            self.app.notify(words, title="Export", severity="warning", markup=False)
        else:
            self.then(self._export)

    def _export(self) -> None:
        from timeline_tui.tui.screens.export import ExportScreen

        query = self.last_query.text if self.last_query else ""
        shown = range(len(self.index)) if self.shown is None else self.shown
        self.app.push_screen(
            ExportScreen(self.session, query, shown, tuple(sorted(self.marked))), self._written
        )

    def _written(self, path: Path | None) -> None:
        if path is not None:
            self.app.notify(visible(f"Written: {path}"), title="Export", markup=False)

    def action_problems(self) -> None:
        """List the problems of the file."""
        from timeline_tui.tui.screens.problems import ProblemsScreen

        self.app.push_screen(ProblemsScreen(self.session.problems))

    def action_palette(self) -> None:
        """Find a command by name."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """Show the keys that work here."""
        from timeline_tui.tui.screens.help import HelpScreen

        part = next((one for one in ("detail", "facets") if one in self.places), "timeline").capitalize()
        where = part + (", filtered" if self.shown is not None else "")
        title = self.timeline.cursor_event.title if self.timeline.cursor_event else ""
        self.app.push_screen(HelpScreen(self.actions_here(), where, title), self._do)

    def _do(self, action: str | None) -> None:
        if action is not None:
            lists = here(["timeline", "detail", "facets"])
            target = self.focused if action in {one.id for one in lists} else self
            self.run_worker((target or self).run_action(action))

    def action_leave(self) -> None:
        """Leave the explorer."""
        self.app.exit()


def _holds(rows: Sequence[int], row: int) -> bool:
    """Return whether sorted rows hold one."""
    at = bisect_left(rows, row)
    return at < len(rows) and rows[at] == row
