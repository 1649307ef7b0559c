"""The main screen: timeline, overview, detail and filter, and what each key does there."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from timeline_tui.model.display import local_day, zone_label
from timeline_tui.model.timeline import Event, Evidence
from timeline_tui.search.chips import chip
from timeline_tui.search.explain import Explanation
from timeline_tui.search.narrow import field_term, with_term
from timeline_tui.search.parse import Query
from timeline_tui.tui.actions import Place, bindings, here
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.header import TopLine
from timeline_tui.tui.overview import OverviewStrip
from timeline_tui.tui.session import Session, counts, zones
from timeline_tui.tui.text import visible
from timeline_tui.tui.theme import THEMES
from timeline_tui.tui.timeline import TimelineView
from timeline_tui.tui.widgets.answers import Answer, Answers
from timeline_tui.tui.widgets.filter_bar import Chips, FilterBar
from timeline_tui.tui.widgets.key_bar import KeyBar
from timeline_tui.tui.widgets.nothing import NothingFound

WHILE_TYPING = frozenset({"drop_term", "next_pane", "previous_pane"})
"""What keys do even in the filter bar; all others are letters there."""
WIDE = 120
"""From this width on the detail stands beside the timeline; below, under it, in tabs."""


def iso_day(day: tuple[int, int, int]) -> str:
    """Return a day as a query writes it."""
    year, month, date = day
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{date:02}"


class ExplorerTimeline(TimelineView, inherit_bindings=False):
    """The timeline with the keys of the table of actions."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("timeline")


class ExplorerScreen(Screen[None]):
    """Explore one opened timeline."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("explorer")
    AUTO_FOCUS = "ExplorerTimeline"

    marked: reactive[frozenset[int]] = reactive[frozenset[int]](frozenset(), init=False)
    """Rows that the reader marked."""

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__()
        self.session = session
        self.index = session.index
        self.zones: tuple[tzinfo, ...] = (self.index.zone,)
        self.zone = self.index.zone
        self.shown: tuple[int, ...] | None = None
        self.last_query: Query | None = None
        self._nearest: int | None = None
        self._goal: int | None = None  # the row to go to once the filter that hid it is dropped
        self._first_query = query
        self._answers = Answers(self.index)

    # --- what is on the screen ---

    def compose(self) -> ComposeResult:
        """Lay out the parts; which of them stand where is the stylesheet's business."""
        glyphs = choose()
        yield TopLine(self.index.timeline.title or self.session.path.name, glyphs=glyphs)
        yield OverviewStrip(self.index.starts, zone=self.index.zone, glyphs=glyphs)
        with Container(id="body"):
            with Container(id="list"):
                yield ExplorerTimeline(self.index.rows, zone=self.zone, names=self.index.names, glyphs=glyphs)
                yield NothingFound(id="nothing")
            yield DetailView(self.index, zone=self.zone, glyphs=glyphs)
        yield FilterBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the whole timeline, or what the first query lets through."""
        self.top.counts = counts(self.index)
        self.strip.load(self.index.starts, zone=self.index.zone, events=len(self.index))
        self._name_zone()
        self.bar.say(len(self.index), len(self.index))
        self._follow(self.timeline.cursor_row)
        if self.session.problems:
            self.top.note = f"{len(self.session.problems)} problems in the file · p shows them"
        self._fit(self.app.size.width)
        if self._first_query:
            self.bar.input.value = self._first_query
        self.call_after_refresh(self._learn_zones)

    def _learn_zones(self) -> None:
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

    def on_resize(self) -> None:
        """Take the layout that fits."""
        self._fit(self.app.size.width)

    def _fit(self, cells: int) -> None:
        wide = cells >= WIDE
        self.set_class(wide, "-wide")
        self.detail.tabs = not wide
        self.query_one(NothingFound).set_class(not wide, "-narrow")
        self._show_keys()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the keys go now."""
        focused = self.focused
        if isinstance(focused, Input):
            return ("filter",)
        if focused is None or isinstance(focused, TimelineView):
            return ("explorer", "timeline")
        return ("explorer", "detail")

    def on_descendant_focus(self) -> None:
        """Show the keys of the part that is focused."""
        self._show_keys()

    def _show_keys(self) -> None:
        if self.places == ("filter",):
            self.query_one(KeyBar).hints = (("Enter", "keep", ""), ("Esc", "leave the bar", ""))
            return
        self.query_one(KeyBar).show([one for one in here(self.places) if self.check_action(one.id, ())])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say which actions can do something here and now."""
        del parameters
        if isinstance(self.focused, Input) and action not in WHILE_TYPING:
            return False
        if action == "drop_all":
            return bool(self.bar.input.value) if self.is_mounted else False
        if action == "problems":
            return bool(self.session.problems)
        return True

    # --- the filter ---

    @on(Input.Changed, "#query")
    def ask(self, event: Input.Changed) -> None:
        """Answer what is typed, in a thread; only the newest answer is shown."""
        self._ask(event.value)

    def _ask(self, text: str) -> None:
        marked = frozenset(self.index.rows[row].event.id for row in self.marked)
        self._answers.ask(self, text, marked, self._answered)

    def _answered(self, answer: Answer) -> None:
        """Show an answer: the rows, or why there is none."""
        total = len(self.index)
        if answer.error is not None:
            shown = total if self.shown is None else len(self.shown)
            self.bar.show_fault(answer.error)
            self.bar.say(shown, total, None, note="last good result", filtered=self.shown is not None)
            return
        assert answer.query is not None  # noqa: S101 -- an answer has a query or an error
        query = answer.query
        self.last_query = None if query.is_empty else query
        self.shown = None if query.is_empty else answer.rows
        self._nearest = answer.why.nearest if answer.why else None
        self.bar.show_terms([chip(term, self.index) for term in query.terms])
        self.bar.say(len(answer.rows), total, answer.milliseconds, filtered=not query.is_empty)
        self.strip.rows = self.shown
        self.top.counts = replace(self.top.counts, shown=None if self.shown is None else len(self.shown))
        self._show_nothing(query, answer.why)
        self.timeline.set_rows(self.shown, self.last_query)
        if self._goal is not None:
            self.timeline.go_to_row(self._goal)
            self._goal = None
        self.detail.show(self.timeline.cursor_row, self.last_query)
        self._show_keys()

    def _show_nothing(self, query: Query, why: Explanation | None) -> None:
        nothing = self.query_one(NothingFound)
        self.set_class(why is not None, "-nothing")
        if why is not None:
            nothing.explain(self.index, query, why)

    @on(Input.Submitted, "#query")
    def keep_filter(self) -> None:
        """Leave the bar; if nothing is found, go to the nearest event instead."""
        if self.shown == () and self._nearest is not None:
            self._go_to_nearest()
        self.timeline.focus()

    def _go_to_nearest(self) -> None:
        self._goal = self._nearest
        self.bar.input.value = ""

    @on(Chips.Dropped)
    def drop_chip(self, event: Chips.Dropped) -> None:
        """Drop the term of a chip."""
        if self.last_query is not None and event.number < len(self.last_query.terms):
            self.bar.input.value = self.last_query.without(self.last_query.terms[event.number])

    def narrow(self, field: str, value: str) -> None:
        """Add a term to the filter."""
        text = with_term(self.bar.input.value, field_term(field, value), zone=self.index.zone)
        self.bar.input.value = text

    @on(OverviewStrip.Narrowed)
    def narrow_to_time(self, event: OverviewStrip.Narrowed) -> None:
        """Narrow to the span that was dragged over."""
        first, last = (iso_day(local_day(at, self.index.zone)) for at in (event.lo, event.hi - 1))
        self.bar.input.value = with_term(self.bar.input.value, f"when:{first}..{last}", zone=self.index.zone)

    @on(OverviewStrip.Picked)
    def go_to_time(self, event: OverviewStrip.Picked) -> None:
        """Go to the time that was clicked."""
        self.timeline.go_to(event.seconds)
        self.timeline.focus()

    # --- cursor, detail and sources ---

    @on(TimelineView.CursorMoved)
    def follow(self, event: TimelineView.CursorMoved) -> None:
        """Let detail and overview follow the cursor."""
        self._follow(event.row)

    def _follow(self, row: int | None) -> None:
        self.detail.show(row, self.last_query)
        dated = row is not None and row < len(self.index.starts)
        self.strip.cursor = self.index.starts[row] if dated and row is not None else None

    @on(TimelineView.WindowMoved)
    def show_window(self, event: TimelineView.WindowMoved) -> None:
        """Show in the overview what is on screen."""
        self.strip.window = (event.lo, event.hi)

    @on(TimelineView.Activated)
    def enter_detail(self) -> None:
        """Enter on an event goes into its detail."""
        self.action_next_pane()

    @on(DetailView.Narrow)
    def narrow_to_name(self, event: DetailView.Narrow) -> None:
        """Narrow to a participant or speaker."""
        self.narrow(event.field, event.id)

    @on(DetailView.OpenSource)
    def open_passage(self, event: DetailView.OpenSource) -> None:
        """Open the source at the passage."""
        self._open(event.evidence)

    def _open(self, evidence: Evidence) -> None:
        from timeline_tui.tui.screens.source import SourceScreen

        screen = SourceScreen(
            self.session.path, self.index, evidence.source, evidence, zone=self.zone, glyphs=choose()
        )
        self.app.push_screen(screen, self._back_from_source)

    def _back_from_source(self, event_id: str | None) -> None:
        row = self.index.row_of(event_id) if event_id else None
        if row is not None:
            if self.shown is not None and row not in self.shown:
                self._goal = row
                self.bar.input.value = ""
            else:
                self.timeline.go_to_row(row)

    @property
    def cursor_event(self) -> Event | None:
        """The event under the cursor."""
        return self.timeline.cursor_event

    # --- actions ---

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
        """The filter bar has a key of its own; Tab goes through the panes."""
        if isinstance(self.focused, Input) and callable(further):
            further()

    def action_tab(self, number: int) -> None:
        """Show one part of the detail."""
        self.detail.show_tab(number)

    def action_filter(self) -> None:
        """Type a filter."""
        self.set_focus(self.bar.input)
        self.bar.input.cursor_position = len(self.bar.input.value)

    def action_drop_term(self) -> None:
        """Escape, a ladder: leave the bar, leave the detail, drop the last term, then do nothing."""
        if self.focused is not None and not isinstance(self.focused, TimelineView):
            self.timeline.focus()
        elif self.last_query is not None and self.last_query.text == self.bar.input.value:
            self.bar.input.value = self.last_query.without(self.last_query.terms[-1])
        else:
            self.bar.input.value = ""

    def action_drop_all(self) -> None:
        """Drop the whole filter."""
        self.bar.input.value = ""

    def action_activate(self) -> None:
        """Enter where nothing matches: go to the nearest event."""
        if self.shown == ():
            self._go_to_nearest()

    def action_mark(self) -> None:
        """Mark the event under the cursor, or take the mark away."""
        row = self.timeline.cursor_row
        if row is not None:
            self.marked = self.marked.symmetric_difference({row})
            self.timeline.marked = self.marked
            self._ask(self.bar.input.value)

    def action_next_zone(self) -> None:
        """Show times in the next zone."""
        self._learn_zones()
        names = [str(other) for other in self.zones]
        at = names.index(str(self.zone)) if str(self.zone) in names else 0
        self.zone = self.zones[(at + 1) % len(self.zones)]
        self.timeline.zone = self.zone
        self.detail.zone = self.zone
        self.detail.zones = tuple(other for other in self.zones if other is not self.zone)
        self._name_zone()

    def _name_zone(self) -> None:
        at = self.index.starts[-1] if self.index.starts else 0
        row = self.timeline.cursor_row
        if row is not None and row < len(self.index.starts):
            at = self.index.starts[row]
        self.top.zone = zone_label(self.zone, at)

    def action_next_theme(self) -> None:
        """Take the next theme."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.app.theme) if self.app.theme in names else 0
        self.app.theme = names[(at + 1) % len(names)]

    def action_open_source(self) -> None:
        """Open the source at the sentence under the cursor."""
        evidence = self.detail.current_evidence()
        if evidence is None:
            self.app.notify("This event names no source.", markup=False)
        else:
            self._open(evidence)

    def action_copy(self) -> None:
        """Copy what is under the cursor, with its source."""
        from timeline_tui.model.literal import literal

        text = literal(self.detail.current_text(), keep_newlines=True)
        if text:
            self.app.copy_to_clipboard(text)
            self.app.notify("Copied with its source.", markup=False)

    def action_go_to_date(self) -> None:
        """Ask for a date and go there."""
        from timeline_tui.tui.screens.go_to import GoToScreen

        row = self.timeline.cursor_row
        starts = self.index.starts
        base = starts[row] if row is not None and row < len(starts) else (starts[-1] if starts else 0)
        self.app.push_screen(GoToScreen(self.index, self.zone, base), self._went)

    def _went(self, seconds: int | None) -> None:
        if seconds is not None:
            self.timeline.go_to(seconds)
            self.timeline.focus()

    def action_export(self) -> None:
        """Write a part of the timeline to a file."""
        from timeline_tui.tui.screens.export import ExportScreen

        query = self.last_query.text if self.last_query else ""
        shown = tuple(range(len(self.index))) if self.shown is None else self.shown
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

        actions = [one for one in here(self.places) if self.check_action(one.id, ())]
        self.app.push_screen(
            HelpScreen(actions, self.cursor_event, filtered=self.shown is not None), self._do
        )

    def _do(self, action: str | None) -> None:
        if action is not None:
            target = self.focused if action in {one.id for one in here(["timeline", "detail"])} else self
            self.run_worker((target or self).run_action(action))

    def action_leave(self) -> None:
        """Leave the explorer."""
        self.app.exit()
