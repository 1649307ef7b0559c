"""The main screen: how timeline, overview, detail and filter are laid out, and how they follow each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Input

from timeline_tui.model.display import local_day
from timeline_tui.search.chips import chip
from timeline_tui.search.explain import Explanation
from timeline_tui.search.narrow import with_term
from timeline_tui.search.parse import Query
from timeline_tui.tui.actions import Action, bindings, here
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.header import TopLine
from timeline_tui.tui.overview import OverviewStrip
from timeline_tui.tui.screens.faceting import Faceting
from timeline_tui.tui.session import Session
from timeline_tui.tui.timeline import TimelineView
from timeline_tui.tui.widgets.afterwards import Afterwards
from timeline_tui.tui.widgets.answers import Answer, Answers, Question
from timeline_tui.tui.widgets.filter_bar import Chips, FilterBar
from timeline_tui.tui.widgets.key_bar import Hint, KeyBar
from timeline_tui.tui.widgets.nothing import NothingFound

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


class ExplorerScreen(Faceting):
    """Explore one opened timeline."""

    AUTO_FOCUS = "ExplorerTimeline"

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__(session)
        self._first_query = query
        self.answers = Answers(
            self.index,
            self.show_answer,
            lay_out=lambda rows, query: self.timeline.prepared(rows, query),
            broken=self.repair,
        )
        self._amounts = Afterwards(self, self._show_amounts)
        self._window: tuple[int, int] | None = None

    # --- what is on the screen ---

    def compose(self) -> ComposeResult:
        """Lay out the parts; which of them stand where is the stylesheet's business."""
        glyphs = choose()
        yield TopLine(self.index.title or self.session.path.name, glyphs=glyphs)
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
        self.present_session()
        self.bar.say(len(self.index), len(self.index))
        self.follow_cursor(self.timeline.cursor_row)
        self._fit(self.app.size.width)
        if self._first_query:
            self.query_text = self._first_query
        self.call_after_refresh(self.learn_zones)
        self.complete()

    def on_resize(self) -> None:
        """Take the layout that fits."""
        self._fit(self.app.size.width)

    def _fit(self, cells: int) -> None:
        wide = cells >= WIDE
        self.set_class(wide, "-wide")
        self.detail.tabs = not wide
        self.fit_facets(cells)
        self.query_one(NothingFound).set_class(not wide, "-narrow")
        self._show_keys()

    def on_descendant_focus(self) -> None:
        """Show the keys of the part that is focused, and the part."""
        if self.focused is not None and not {"filter", "facets"}.intersection(self.places):
            self.uncover(self.focused)
        self._show_keys()

    def _show_keys(self) -> None:
        if self.places == ("filter",) and self.focused is not self.bar.input:
            self.query_one(KeyBar).hints = (Hint("Enter", "to the values"), Hint("Esc", "leave", "drop_term"))
            return
        if self.places == ("filter",):
            nothing = self.shown is not None and not self.shown
            keys = "nearest event" if nothing and self.nearest is not None else "keep"
            self.query_one(KeyBar).hints = (Hint("Enter", keys), Hint("Esc", "leave the bar", "drop_term"))
            return
        self.query_one(KeyBar).show(self.actions_here())

    def actions_here(self) -> list[Action]:
        """Return the actions that can do something here and now."""
        passed_over = {"next_pane"} if self.detail.tabs else {"tab(0)"}
        found = [one for one in here(self.places) if self.check_action(one.id, ())]
        urgent = {"problems"} if self.has_errors else set()
        found = [replace(one, hint="") if one.id in passed_over else one for one in found]
        if "facets" in self.places:
            found = [replace(one, hint="close", rank=2) if one.id == "facets" else one for one in found]
        return [replace(one, rank=2) if one.id in urgent else one for one in found]

    # --- the filter ---

    def note_key(self) -> None:
        """Let what a key does be painted before more is found."""
        self.answers.pause()

    @on(Input.Changed, "#query")
    def typed(self, event: Input.Changed) -> None:
        """Answer what is typed."""
        self.mark_choices()
        self.ask(event.value)

    def ask(self, text: str) -> None:
        """Let the index answer ``text`` in a thread; only the newest answer is shown."""
        self.drop_facets()
        self.answers.ask(self, self.question(text))

    def question(self, text: str) -> Question:
        """Return what is asked by ``text`` here and now."""
        return Question(text, frozenset(self.marks.values()), self.timeline.cursor_row or 0)

    def then(self, do: Callable[[], None]) -> None:
        """Do something once what stands in the filter bar is answered; at once if it is."""
        self.answers.then(do)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer, whole or the first part of it: the rows, or why there is none."""
        total = len(self.index)
        if answer.error is not None:
            shown = total if self.shown is None else len(self.shown)
            self.bar.show_fault(answer.error)
            self.bar.say(shown, total, None, note="last good result", filtered=self.shown is not None)
            self.follow_facets()
            return
        self.take_answer(answer)
        self.timeline.set_rows(self.shown, self.last_query, lines=answer.lines)
        if self.goal is not None and not answer.partial:
            self.timeline.go_to_row(self.goal)
            self.goal = None
        self.detail.show(self.timeline.cursor_row, self.last_query, patient=True)
        self.follow_facets()
        self._show_keys()

    def take_answer(self, answer: Answer) -> None:
        """Show an answer everywhere but in the timeline and the detail."""
        assert answer.query is not None  # noqa: S101 -- an answer has a query or an error
        query = answer.query
        self.last_query = None if query.is_empty else query
        self.shown = None if query.is_empty else answer.rows
        self.nearest = answer.why.nearest if answer.why else None
        self.bar.show_terms([chip(term, self.index) for term in query.terms])
        self.bar.say(
            len(answer.rows),
            len(self.index),
            None if answer.partial else answer.milliseconds,
            filtered=not query.is_empty,
            more=answer.partial,
        )
        self._amounts.ask()
        self._show_nothing(query, answer.why)

    def _show_amounts(self) -> None:
        """Show in overview and top line what the filter lets through, and where among it the reader is."""
        self.answers.pause()
        self.strip.rows = self.shown
        self.top.shown = None if self.shown is None else len(self.shown)
        self._mark_place()

    def _mark_place(self) -> None:
        row, starts = self.timeline.cursor_row, self.index.starts
        self.strip.cursor = None if row is None or row >= len(starts) else starts[row]
        self.strip.window = self._window

    def _show_place(self) -> None:
        """Show in the overview what is on screen, and the cursor; while a query runs, after a pause."""
        if self._amounts.waiting or self.answers.pending:
            self._amounts.ask()
        else:
            self._mark_place()

    def settle(self) -> None:
        """Show at once what waits for a pause."""
        self._amounts.settle()
        self.detail.settle()

    def _show_nothing(self, query: Query, why: Explanation | None) -> None:
        nothing = self.query_one(NothingFound)
        self.set_class(why is not None, "-nothing")
        if why is not None:
            nothing.explain(self.index, query, why)

    @on(Input.Submitted, "#query")
    def keep_filter(self) -> None:
        """Leave the bar; if nothing is found, go to the nearest event instead, once that is known."""
        self.timeline.focus()
        self.then(self.go_to_nearest_if_empty)

    @on(Chips.Dropped)
    def drop_chip(self, event: Chips.Dropped) -> None:
        """Drop the term of a chip."""
        if self.last_query is not None and event.number < len(self.last_query.terms):
            self.query_text = self.last_query.without(self.last_query.terms[event.number])

    @on(OverviewStrip.Narrowed)
    def narrow_to_time(self, event: OverviewStrip.Narrowed) -> None:
        """Narrow to the span that was dragged over."""
        first, last = (iso_day(local_day(at, self.index.zone)) for at in (event.lo, event.hi - 1))
        self.query_text = with_term(self.query_text, f"when:{first}..{last}", zone=self.index.zone)

    @on(OverviewStrip.Picked)
    def go_to_time(self, event: OverviewStrip.Picked) -> None:
        """Go to the time that was clicked."""
        self.timeline.go_to(event.seconds)
        self.timeline.focus()

    # --- cursor, detail and sources ---

    @on(TimelineView.CursorMoved)
    def follow(self, event: TimelineView.CursorMoved) -> None:
        """Let detail and overview follow the cursor."""
        self.follow_cursor(event.row)

    def follow_cursor(self, row: int | None) -> None:
        """Let detail, overview and the zone's name follow the cursor to a row."""
        self.detail.show(row, self.last_query, patient=self.answers.pending)
        self._show_place()
        self.name_zone()

    @on(TimelineView.WindowMoved)
    def show_window(self, event: TimelineView.WindowMoved) -> None:
        """Show in the overview what is on screen."""
        self._window = (event.lo, event.hi)
        self._show_place()

    @on(TimelineView.Zoomed)
    def name_zoom(self, event: TimelineView.Zoomed) -> None:
        """Say how far away the timeline is seen from."""
        self.top.note = "" if event.zoom == "event" else f"zoom: {event.zoom}s"

    @on(TimelineView.Activated)
    def enter_detail(self) -> None:
        """Enter on an event goes into its detail."""
        self.uncover(self.detail)
        self.action_next_pane()

    @on(DetailView.Narrow)
    def narrow_to_name(self, event: DetailView.Narrow) -> None:
        """Narrow to a participant or speaker."""
        self.narrow(event.field, event.id)

    @on(DetailView.OpenSource)
    def open_passage(self, event: DetailView.OpenSource) -> None:
        """Open the source at the passage."""
        self.open_source(event.evidence)
