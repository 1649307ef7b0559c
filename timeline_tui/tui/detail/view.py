"""The detail of the event under the cursor: five panes over each other, or one at a time under tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import partial

from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive

from timeline_tui.model.timeline import Event, Evidence
from timeline_tui.search.index import Index
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import evidence, people
from timeline_tui.tui.detail.counts import Appearances
from timeline_tui.tui.detail.page import Item, Subject
from timeline_tui.tui.detail.pane import Pane
from timeline_tui.tui.detail.panes import (
    EventPane,
    ParticipantsPane,
    SourcesPane,
    StatementsPane,
    VersionsPane,
)
from timeline_tui.tui.detail.rest import RestingDetail
from timeline_tui.tui.detail.scroll import DetailScroll
from timeline_tui.tui.detail.tabs import DetailTabs
from timeline_tui.tui.detail.words import event_text, filled_panes, item_text, tabs_of
from timeline_tui.tui.glyphs import Glyphs, choose

SMALL = (62, 10)
"""Up to this width and height of the panes under tabs, one statement is shown at a time."""

_MANY = 2000
"""From so many events on, a participant's are looked up in a thread."""


class DetailMessage(Message):
    """What a detail tells."""

    def __init__(self, view: DetailView) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> DetailView:
        """The sender, for ``@on(…, selector)``."""
        return self.view


class DetailView(RestingDetail):
    """All that a timeline says of one event, and what of it the query hits.

    ``load`` gives it a timeline, ``show`` an event. With ``tabs`` set, one pane is shown at a time, else all
    that have something to say. The panes can be focused and have actions ``cursor_up``, ``cursor_down``,
    ``page_up``, ``page_down``, ``home``, ``end``, ``activate`` and ``open_source``.
    """

    DEFAULT_CSS = """
    DetailView {
        background: $background;
        & > DetailTabs { display: none; }
        &.-tabs > DetailTabs { display: block; }
        &.-tabs > DetailScroll > Pane { margin-bottom: 0; }
    }
    """

    class Narrow(DetailMessage):
        """Enter on a participant (field "who") or on a statement ("speaker"): show what has to do with it."""

        def __init__(self, view: DetailView, field: str, id: str) -> None:  # noqa: A002 - the field's name
            super().__init__(view)
            self.field = field
            self.id = id

    class OpenSource(DetailMessage):
        """A passage is to be seen in its document."""

        def __init__(self, view: DetailView, event: Event, evidence: Evidence) -> None:
            super().__init__(view)
            self.event = event
            self.evidence = evidence

    class TabChanged(DetailMessage):
        """Another tab is active."""

        def __init__(self, view: DetailView, active: int) -> None:
            super().__init__(view)
            self.active = active

    zone: reactive[tzinfo] = reactive[tzinfo](UTC, init=False)
    """The zone that times are given in first."""
    zones: reactive[tuple[tzinfo, ...]] = reactive[tuple[tzinfo, ...]]((), init=False)
    """Zones that clock times are given in besides."""
    tabs: reactive[bool] = reactive(False, init=False)
    """Whether one pane is shown at a time."""
    active: reactive[int] = reactive(0, init=False)
    """The active tab: 0 event, 1 people, 2 said, 3 versions, 4 sources."""

    def __init__(
        self,
        index: Index | None = None,
        *,
        zone: tzinfo = UTC,
        zones: Sequence[tzinfo] = (),
        glyphs: Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs or choose()
        self.set_reactive(DetailView.zone, zone)
        self.set_reactive(DetailView.zones, tuple(zones))
        self._index = index
        self._appearances = Appearances()
        self._subject: Subject | None = None
        self._last: Pane | None = None
        self._strip = DetailTabs(glyphs=self.glyphs)
        self._scroll = DetailScroll()
        self._event, self._said = EventPane(), StatementsPane()
        self._who, self._versions, self._sources = ParticipantsPane(), VersionsPane(), SourcesPane()

    @property
    def panes(self) -> tuple[Pane, Pane, Pane, Pane, Pane]:
        """The panes in the order of their tabs."""
        return self._event, self._who, self._said, self._versions, self._sources

    def compose(self) -> ComposeResult:
        """Stack the panes."""
        yield self._strip
        with self._scroll:
            yield self._event
            yield self._versions
            yield self._who
            yield self._said
            yield self._sources

    def on_mount(self) -> None:
        """Take up the timeline given at first."""
        if self._index is not None:
            self.load(self._index)
        self._arrange()

    # --- what is shown ---

    def load(self, index: Index) -> None:
        """Take up another timeline, showing nothing of it yet."""
        self._index = index
        self._appearances = Appearances()
        self._wanted = (None, None)
        self._row = self._query = None
        self._present(same_event=False)

    def swap(self, index: Index, row: int | None, query: Query | None, *, same_event: bool) -> None:
        """Take up another index of the same timeline, and the event at ``row`` of it.

        With ``same_event`` it is the one that is shown, and the reader's place in it stays.
        """
        self._index = index
        self._appearances = Appearances()
        self._stop_waiting()
        self._wanted = self._row, self._query = row, query
        self._present(same_event=same_event)

    def _fade(self, *, faded: bool) -> None:
        """Show by a fainter look that the cursor is elsewhere."""
        for pane in self.panes:
            pane.fade(faded=faded)

    def _count(self, subject: Subject) -> Subject:
        """Return the subject with the rows of its people, as far as they are known; ask for the others."""
        index, shown = subject.index, people(subject.event)
        known = self._appearances.known(shown)
        missing = [who for who in shown if who not in known]
        if missing and len(index) < _MANY:
            found = {who: index.rows_with("who", who) for who in missing}
            self._appearances.keep(found)
            known |= found
        elif missing:
            self.run_worker(partial(self._look_up, subject, missing), thread=True, group="appearances")
        return replace(subject, rows_of=known)

    def _look_up(self, subject: Subject, missing: Sequence[str]) -> None:
        """Find the events of some participants; runs in a thread, until another event is shown."""
        found: dict[str, Sequence[int]] = {}
        for who in missing:
            if not self.is_attached or self._subject is None or self._subject.dated is not subject.dated:
                return
            found[who] = subject.index.rows_with("who", who)
        if self.is_attached:
            self.app.call_from_thread(self._looked_up, subject.index, found)

    def _looked_up(self, index: Index, found: dict[str, Sequence[int]]) -> None:
        if index is self._index:
            self._appearances.keep(found)
            subject = self._subject
            if subject is not None:
                known = self._appearances.known(people(subject.event))
                self._subject = replace(subject, rows_of=known)
                self._who.present(self._subject, same_event=True)

    @property
    def subject(self) -> Subject | None:
        """The event shown, with its surroundings."""
        return self._subject

    def _make_subject(self) -> Subject | None:
        index = self._index
        if index is None or self._row is None or not 0 <= self._row < len(index):
            return None
        dated = index.rows[self._row]
        return Subject(dated, index, self._query, self.zone, self.zones, self.glyphs)

    def _present(self, *, same_event: bool) -> None:
        """Hand the event to the panes."""
        if not self.is_mounted:
            return
        self._subject = subject = self._make_subject()
        if subject is not None:
            self._subject = subject = self._count(subject)
        self._strip.tabs = tabs_of(subject)
        self._display(subject)
        for pane in self.panes:
            pane.present(subject, same_event=same_event)
        if not same_event:
            self._scroll.scroll_to(y=0, animate=False, force=True)

    def _display(self, subject: Subject | None) -> None:
        """Show the panes that have something to say, or the active one."""
        filled = (True,) * len(self.panes) if subject is None else filled_panes(subject.event)
        for number, pane in enumerate(self.panes):
            shown = number == self.active if self.tabs else filled[number] and subject is not None
            if pane.display != shown:
                pane.display = shown

    def _arrange(self) -> None:
        """Fit the panes to the room there is."""
        self.set_class(self.tabs, "-tabs")
        height = self.size.height - 2
        single = self.tabs and self.size.width <= SMALL[0] and height <= SMALL[1]
        for pane in self.panes:
            pane.fit_tabs(tabbed=self.tabs, single=single and pane is self._said)

    def on_resize(self) -> None:
        """Fit the panes to the new size."""
        self._arrange()

    def watch_zone(self) -> None:
        """Give times in another zone."""
        self._present(same_event=True)

    def watch_zones(self) -> None:
        """Give times in other zones besides."""
        self._present(same_event=True)

    def watch_tabs(self) -> None:
        """Show one pane at a time, or all."""
        focused = self.focused_pane
        if focused is not None and self.tabs:
            self.active = self.panes.index(focused)
        self._arrange()
        self._display(self.subject)
        self._scroll.scroll_to(y=0, animate=False, force=True)
        if focused is not None:
            self.call_after_refresh(focused.reveal)

    def watch_active(self, active: int) -> None:
        """Show another pane."""
        self._strip.active = active
        if self.tabs:
            focused = self.focused_pane is not None
            self._display(self.subject)
            self._scroll.scroll_to(y=0, animate=False, force=True)
            if focused:
                self.panes[active].focus()
        self.post_message(self.TabChanged(self, active))

    def validate_active(self, active: int) -> int:
        """Keep to the tabs there are."""
        return min(max(active, 0), len(self.panes) - 1)

    def show_tab(self, number: int) -> None:
        """Make a tab active (0 event, 1 people, 2 said, 3 versions, 4 sources).

        Where all panes are shown, the pane gets the focus instead.
        """
        self.active = number
        pane = self.panes[self.active]
        if not self.tabs and pane.display:
            pane.focus()

    # --- the cursor ---

    @property
    def focused_pane(self) -> Pane | None:
        """The pane that has the focus."""
        return next((pane for pane in self.panes if pane.has_focus), None)

    @property
    def current_item(self) -> Item | None:
        """The item under the cursor of the pane that has or had the focus, or of the active tab."""
        pane = self.focused_pane or (self.panes[self.active] if self.tabs else self._last)
        return None if pane is None or not pane.display else pane.item

    def current_evidence(self) -> Evidence | None:
        """Return the passage under the cursor, else the first of the event; None if there is none at all."""
        self.settle()
        item, subject = self.current_item, self.subject
        if item is not None and item.evidence is not None:
            return item.evidence
        return None if subject is None else next(evidence(subject.event), None)

    def current_text(self) -> str:
        """Return what is under the cursor as text to copy, exactly as in the file; "" if there is nothing.

        A passage comes with its speaker, publisher, date and address.
        """
        self.settle()
        item, subject = self.current_item, self.subject
        return self.event_text() if subject is None or item is None else item_text(item, subject)

    def event_text(self) -> str:
        """Return the event as text to copy: title, date and place, and a line for each of its sources."""
        self.settle()
        return "" if self.subject is None else event_text(self.subject)

    def on_descendant_focus(self) -> None:
        """Remember the pane, and show in it what its keys are about."""
        self.settle()
        self._last = self.focused_pane or self._last

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        """Say what the choice of an item means."""
        message.stop()
        item, subject = message.item, self.subject
        if subject is None:
            return
        if item.narrow is not None and not message.source:
            self.post_message(self.Narrow(self, *item.narrow))
        elif item.evidence is not None:
            self.post_message(self.OpenSource(self, subject.event, item.evidence))

    def on_pane_reveal(self, message: Pane.Reveal) -> None:
        """Scroll as little as needed to see lines of a pane."""
        message.stop()
        self._scroll.reveal(message)

    def on_detail_tabs_picked(self, message: DetailTabs.Picked) -> None:
        """Make the tab active that was clicked."""
        message.stop()
        self.show_tab(message.number)
