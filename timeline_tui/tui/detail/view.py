"""The detail of the event under the cursor: five panes over each other, or one at a time under tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from timeline_tui.model.display import display
from timeline_tui.model.timeline import Event, Evidence
from timeline_tui.search.index import Index
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import evidence, people
from timeline_tui.tui.copying import passage_text
from timeline_tui.tui.detail.page import Item, Subject, published_words
from timeline_tui.tui.detail.pane import Pane
from timeline_tui.tui.detail.panes import (
    EventPane,
    ParticipantsPane,
    SourcesPane,
    StatementsPane,
    VersionsPane,
)
from timeline_tui.tui.detail.scroll import DetailScroll
from timeline_tui.tui.detail.sources import by_source
from timeline_tui.tui.detail.tabs import DetailTabs, Tab
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.timeline.marks import marks

SMALL = (62, 10)
"""Up to this width and height of the panes under tabs, one statement is shown at a time."""

_MANY = 20_000
"""From so many events on, they are counted per participant in a thread."""


class DetailView(Vertical):
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

    class Narrow(Message):
        """Enter on a participant (field "who") or on a statement ("speaker"): show what has to do with it."""

        def __init__(self, view: DetailView, field: str, id: str) -> None:  # noqa: A002 - the field's name
            super().__init__()
            self.view = view
            self.field = field
            self.id = id

        @property
        def control(self) -> DetailView:
            """The sender, for ``@on(…, selector)``."""
            return self.view

    class OpenSource(Message):
        """A passage is to be seen in its document."""

        def __init__(self, view: DetailView, event: Event, evidence: Evidence) -> None:
            super().__init__()
            self.view = view
            self.event = event
            self.evidence = evidence

        @property
        def control(self) -> DetailView:
            """The sender, for ``@on(…, selector)``."""
            return self.view

    class TabChanged(Message):
        """Another tab is active."""

        def __init__(self, view: DetailView, active: int) -> None:
            super().__init__()
            self.view = view
            self.active = active

        @property
        def control(self) -> DetailView:
            """The sender, for ``@on(…, selector)``."""
            return self.view

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
        self._rows_of: Mapping[str, Sequence[int]] | None = None
        self._row: int | None = None
        self._query: Query | None = None
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
        self._row = self._query = self._rows_of = None
        self._present(same_event=False)
        if len(index) < _MANY:
            self._rows_of = index.postings("who")
        else:
            self.run_worker(lambda: self._count(index), thread=True, group="count", exclusive=True)

    def _count(self, index: Index) -> None:
        """Count the events of each participant; runs in a thread."""
        rows = index.postings("who")
        self.app.call_from_thread(self._counted, index, rows)

    def _counted(self, index: Index, rows: Mapping[str, Sequence[int]]) -> None:
        if index is self._index:
            self._rows_of = rows
            self._present(same_event=True)

    def show(self, row: int | None, query: Query | None = None) -> None:
        """Show the event at ``row`` of the index with the hits of ``query``; None shows nothing."""
        if (row, query) == (self._row, self._query):
            return
        same = row == self._row
        self._row, self._query = row, query
        self._present(same_event=same)

    @property
    def subject(self) -> Subject | None:
        """The event shown, with its surroundings."""
        index = self._index
        if index is None or self._row is None or not 0 <= self._row < len(index):
            return None
        return Subject(
            index.rows[self._row],
            index,
            self._query,
            self.zone,
            self.zones,
            self.glyphs,
            self._rows_of,
        )

    def _present(self, *, same_event: bool) -> None:
        """Hand the event to the panes."""
        subject = self.subject
        if not self.is_mounted:
            return
        self._strip.tabs = _tabs(subject)
        self._display(subject)
        for pane in self.panes:
            pane.present(subject, same_event=same_event)
        if not same_event:
            self._scroll.scroll_to(y=0, animate=False, force=True)

    def _display(self, subject: Subject | None) -> None:
        """Show the panes that have something to say, or the active one."""
        event = None if subject is None else subject.event
        filled = (True, True, True, True, True)
        if event is not None:
            filled = (
                True,
                bool(people(event)),
                bool(event.statements),
                bool(event.claims),
                bool(by_source(event)),
            )
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
        item, subject = self.current_item, self.subject
        if item is not None and item.evidence is not None:
            return item.evidence
        return None if subject is None else next(evidence(subject.event), None)

    def current_text(self) -> str:
        """Return what is under the cursor as text to copy, exactly as in the file; "" if there is nothing.

        A passage comes with its speaker, publisher, date and address.
        """
        item, subject = self.current_item, self.subject
        if subject is None or item is None:
            return self.event_text()
        if item.evidence is None:
            return "\n— ".join(filter(None, (item.words, item.speaker)))
        source = subject.source(item.evidence.source)
        known = (item.speaker, subject.publisher(source.id), published_words(source, subject))
        return passage_text(item.words, *known, url=source.url)

    def event_text(self) -> str:
        """Return the event as text to copy: title, date and place, and a line for each of its sources."""
        subject = self.subject
        if subject is None:
            return ""
        event, when = subject.event, subject.dated.when
        date = event.when or "undated" if when is None else display(when, subject.zone)
        lines = [event.title, " · ".join(filter(None, (date, event.place)))]
        for name in by_source(event):
            source = subject.source(name)
            known = (subject.publisher(name), published_words(source, subject), source.url)
            lines.append("— " + ", ".join(filter(None, known)))
        return "\n".join(lines)

    def on_descendant_focus(self) -> None:
        """Remember the pane."""
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


def _tabs(subject: Subject | None) -> tuple[Tab, ...]:
    """Return the tabs with how much is in each."""
    if subject is None:
        return (Tab("Event"), Tab("People"), Tab("Said"), Tab("Versions"), Tab("Sources"))
    event = subject.event

    def some(amount: int) -> str:
        return str(amount) if amount else ""

    versions = marks(event).versions
    disputed = Tab("Versions", f"≠{versions}", dispute=True)
    return (
        Tab("Event"),
        Tab("People", some(len(people(event)))),
        Tab("Said", some(len(event.statements))),
        disputed if versions else Tab("Versions", some(len(event.claims))),
        Tab("Sources", some(len(by_source(event)))),
    )
