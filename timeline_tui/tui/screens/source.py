"""A source in its own context: its document, the passage that was asked for, and all else found in it."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.model.display import zone_label
from timeline_tui.model.timeline import Evidence, Source
from timeline_tui.model.when import anchor
from timeline_tui.search.index import Index
from timeline_tui.tui.actions import bindings, here
from timeline_tui.tui.copying import copy, passage_text
from timeline_tui.tui.detail.page import BOLD, Line, Subject, line_width
from timeline_tui.tui.detail.pane import Pane
from timeline_tui.tui.detail.scroll import DetailScroll
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.header import TopLine
from timeline_tui.tui.source.aside import FoundPane, LegendPane, PassagePane
from timeline_tui.tui.source.document import DocumentView
from timeline_tui.tui.source.reading import Reading, read
from timeline_tui.tui.text import width
from timeline_tui.tui.widgets.key_bar import KeyBar

WIDE = 120
"""From this width on the lists stand beside the document."""
_FAR = 1_000_000
"""More lines than any document has."""
_PATIENCE = 0.2
"""Seconds before the reader is told that the document is being read."""


class SourceLine(Widget):
    """One line of words and quieter ones: over the document on a rule, below it without."""

    DEFAULT_CSS = """
    SourceLine {
        height: 1;
        background: $background;
        color: $foreground;
        & > .source--accent { color: $primary; }
        & > .source--quiet { color: $text-muted; }
        &.-foot { background: $surface; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"source--accent", "source--quiet"}
    words: reactive[str] = reactive("")
    note: reactive[str] = reactive("")

    def __init__(self, glyphs: Glyphs, *, rule: bool) -> None:
        super().__init__(classes="" if rule else "-foot")
        self.glyphs = glyphs
        self.rule = rule

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line."""
        cells, ground = self.size.width, self.rich_style
        accent = ground + self.get_component_rich_style("source--accent", partial=True)
        quiet = ground + self.get_component_rich_style("source--quiet", partial=True)
        words, note = self.glyphs.words(self.words), self.glyphs.words(self.note)
        line: Line
        if self.rule:
            bar = self.glyphs.heavy_rule
            line = [
                Segment(f"{bar * 2} ", accent),
                Segment(words, accent + BOLD),
                Segment(f" {note} " if note else " ", quiet),
            ]
            line.append(Segment(bar * max(0, cells - line_width(line)), accent))
        else:
            space = max(1, cells - width(words) - width(note) - 2)
            line = [Segment(" " + note, quiet), Segment(" " * space, ground), Segment(words, ground + BOLD)]
        return Strip(line).adjust_cell_length(cells, ground)


class SourceScreen(Screen[str | None]):
    """The document of a source. It is dismissed with the id of the event to go to, or None.

    ``opened_path`` is the timeline's file, which documents are found beside; ``evidence`` is the passage to
    show first. A document that cannot be read is replaced by what the timeline quotes of it, with the reason.
    """

    DEFAULT_CSS = """
    SourceScreen {
        background: $background;
        color: $foreground;
        & #source-body { height: 1fr; }
        & #source-main { width: 1fr; height: 1fr; }
        & #source-aside { width: 54; height: 1fr; display: none; padding: 1 0 0 0; }
        & #source-aside { border-left: vkey $border-blurred; }
        &.-wide #source-aside { display: block; }
        &.-mid #source-aside { width: 42; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("source"),
        # What hands know from elsewhere; the table of actions names one key each.
        Binding("space", "page_down", show=False),
        Binding("tab", "next_mark", show=False),
        Binding("shift+tab", "previous_mark", show=False),
    ]

    def __init__(
        self,
        opened_path: Path | None,
        index: Index,
        source_id: str,
        evidence: Evidence | None = None,
        *,
        zone: tzinfo,
        glyphs: Glyphs | None = None,
        row: int | None = None,
    ) -> None:
        """Prepare to read ``source_id``; ``row`` is the event that ``evidence`` was followed from."""
        super().__init__()
        self.glyphs = glyphs or choose()
        self._file = opened_path
        self._index = index
        self._source_id = source_id
        self._evidence = evidence
        self._zone = zone
        self._row = row
        self._document = DocumentView(index, zone=zone, glyphs=self.glyphs)
        self._passage, self._found, self._legend = PassagePane(), FoundPane(), LegendPane()
        self._rule = SourceLine(self.glyphs, rule=True)
        self._foot = SourceLine(self.glyphs, rule=False)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield TopLine(self._index.title, glyphs=self.glyphs)
        with Horizontal(id="source-body"):
            with Vertical(id="source-main"):
                yield self._rule
                yield self._document
            with DetailScroll(id="source-aside"):
                yield self._passage
                yield self._found
                yield self._legend
        yield self._foot
        yield KeyBar()

    def on_mount(self) -> None:
        """Name what is shown and start reading."""
        top = self.query_one(TopLine)
        top.counts = None
        when = None if self._row is None else self._index.rows[self._row].when
        starts = self._index.starts
        seconds = anchor(when) if when is not None else starts[len(starts) // 2] if starts else 0
        top.zone = zone_label(self._zone, seconds)
        self._rule.words = "Source"
        self._fit()
        self.query_one(KeyBar).show(here(["source"]))
        self._document.focus()
        self.set_timer(_PATIENCE, self._ask_for_patience)
        self.run_worker(self._read, thread=True, exclusive=True, group="source")

    def _read(self) -> None:
        """Read the document; runs in a thread."""
        reading = read(self._file, self._index, self._source_id, self._row or 0)
        if self.is_attached:
            self.app.call_from_thread(self._show, reading)
        # There may be very many: their order is found out last.
        sources = self._index.source_ids
        try:
            note = f"source {sources.index(self._source_id) + 1} of {len(sources)}"
        except ValueError:
            return  # the timeline does not list it
        if self.is_attached:
            self.app.call_from_thread(self._say_place, note)

    def _say_place(self, note: str) -> None:
        if self.is_attached:
            self.query_one(TopLine).note = note

    def _ask_for_patience(self) -> None:
        if self._document.reading is None:
            self._foot.words = "reading…"

    def _show(self, reading: Reading) -> None:
        if not self.is_attached:
            return
        use = reading.use_at(self._row, self._evidence)
        self._found.reading = self._legend.reading = reading
        self._document.load(reading, use)
        if not reading.uses:
            self._foot.words = "no marks"

    def _fit(self) -> None:
        cells = self.app.size.width
        self.set_class(cells >= WIDE, "-wide")
        self.set_class(cells < 150, "-mid")

    def on_resize(self) -> None:
        """Take the layout that fits."""
        self._fit()

    @on(DocumentView.MarkMoved)
    def follow_mark(self, message: DocumentView.MarkMoved) -> None:
        """Let lists and foot follow the current mark."""
        message.stop()
        reading = self._document.reading
        if reading is None:
            return
        line, lines = self._document.where
        self._foot.note = f"line {line} of {lines}"
        if message.use is None or not reading.uses:
            self._passage.display = self._found.display = self._legend.display = False
            return
        self._foot.words = f"mark {message.use + 1} of {len(reading.uses)}"
        use = reading.uses[message.use]
        if self._passage.use is use:
            return
        self._passage.use = use
        dated = self._index.rows[use.row]
        subject = Subject(dated, self._index, None, self._zone, (), self.glyphs)
        first = self._found.subject is None
        self._passage.present(subject)
        self._found.present(subject, same_event=not first)
        self._legend.present(subject, same_event=not first)
        self._found.move_to(self._found.rows.index(use.row))

    @on(Pane.Reveal)
    def reveal(self, message: Pane.Reveal) -> None:
        """Keep the current event in sight."""
        message.stop()
        if self.has_class("-wide"):
            self.query_one("#source-aside", DetailScroll).reveal(message)

    @on(FoundPane.Picked)
    def pick_event(self, message: FoundPane.Picked) -> None:
        """Go to the first mark of an event, or at a second click to the event itself."""
        message.stop()
        reading = self._document.reading
        if message.again or reading is None:
            self.dismiss(message.event_id)
            return
        for number, use in enumerate(reading.uses):
            if self._index.rows[use.row].event.id == message.event_id:
                self._document.move_to(number)
                return

    @on(DocumentView.Activated)
    def open_mark(self, message: DocumentView.Activated) -> None:
        """Go to the event of a mark."""
        message.stop()
        self.action_go_to_event()

    def action_cursor_up(self) -> None:
        """Scroll up by a line."""
        self._document.scroll_lines(-1)

    def action_cursor_down(self) -> None:
        """Scroll down by a line."""
        self._document.scroll_lines(1)

    def action_page_up(self) -> None:
        """Scroll up by a screen."""
        self._document.scroll_lines(-max(1, self._document.size.height - 2))

    def action_page_down(self) -> None:
        """Scroll down by a screen."""
        self._document.scroll_lines(max(1, self._document.size.height - 2))

    def action_home(self) -> None:
        """Scroll to the beginning."""
        self._document.scroll_lines(-_FAR)

    def action_end(self) -> None:
        """Scroll to the end."""
        self._document.scroll_lines(_FAR)

    def action_next_mark(self) -> None:
        """Go to the next passage that the timeline uses."""
        self._document.step(1)

    def action_previous_mark(self) -> None:
        """Go to the passage before."""
        self._document.step(-1)

    def action_go_to_event(self) -> None:
        """Go back, to the event of the current mark."""
        reading, use = self._document.reading, self._document.use
        if reading is not None and use is not None and use < len(reading.uses):
            self.dismiss(self._index.rows[reading.uses[use].row].event.id)

    def action_copy(self) -> None:
        """Copy the passage of the current mark, with its source."""
        reading, use = self._document.reading, self._document.use
        if reading is None or use is None or use >= len(reading.uses):
            return
        source = self._index.names.source(self._source_id) or Source(id=self._source_id)
        words = passage_text(
            reading.uses[use].evidence.quote, source.publisher or source.id, source.published, url=source.url
        )
        copy(self.app, words, "the words with their source")

    def action_help(self) -> None:
        """Show the keys that work here."""
        from timeline_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(here(["source"]), "Source", ""), self._do)

    def _do(self, action: str | None) -> None:
        if action is not None:
            self.run_worker(self.run_action(action))

    def action_back(self) -> None:
        """Go back to where the reader came from."""
        self.dismiss(None)
