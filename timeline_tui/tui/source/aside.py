"""What stands beside a document: the current passage, and all that was found in the document."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from timeline_tui.model.display import day_of, gutter, mark
from timeline_tui.tui.detail.page import (
    BOLD,
    ITALIC,
    Inks,
    Item,
    Line,
    Page,
    Subject,
    line_width,
    one_line,
    prose,
)
from timeline_tui.tui.detail.pane import Head, Pane
from timeline_tui.tui.detail.said import statement_lines
from timeline_tui.tui.source.reading import Reading, Use
from timeline_tui.tui.text import quoted, visible, width
from timeline_tui.tui.timeline.marks import marks


class PassagePane(Pane, can_focus=False):
    """The current passage: what it says, of which event, and who else says so."""

    use: Use | None = None

    def head(self, subject: Subject) -> Head | None:  # noqa: ARG002
        """Return what the passage is."""
        use = self.use
        if use is None:
            return Head("This passage")
        if use.statement is not None:
            return Head("This passage", f"{use.statement.mode} statement")
        return Head("This passage", "a version" if use.claim is not None else "an event")

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return statement, version or event, and the other sources for it."""
        page, use = Page(), self.use
        if use is None:
            return page
        if use.statement is not None:
            page.add([[]])
            page.add(statement_lines(use.statement, subject, inks, cells))
            page.add([[]])
        elif use.claim is not None:
            name = [
                Segment(f"{subject.glyphs.dispute} ", inks.dispute),
                Segment(visible(use.claim.field), inks.quiet),
            ]
            page.add([name])
            page.add(prose(use.claim.value, cells, inks.dispute, glyphs=subject.glyphs))
            page.add([[]])
        page.add(_event(subject, inks, cells))
        others = _others(use, subject)
        if others:
            page.add([[]])
            page.add([[Segment("Also reported by", inks.quiet)]])
            for publisher in others:
                page.add([[Segment("  "), *one_line(publisher, cells - 2, inks.text, (), subject.glyphs)]])
        return page


def _event(subject: Subject, inks: Inks, cells: int) -> list[Line]:
    """Return "in ~15:00 Both presidents speak"."""
    when, glyphs = subject.dated.when, subject.glyphs
    lead: Line = [Segment("in  ", inks.quiet)]
    if when is not None:
        words = glyphs.words(
            gutter(when, subject.zone, None if _is_day(subject) else day_of(when, subject.zone))
        )
        lead += [Segment(words, inks.time + BOLD), Segment("  ")]
    room = max(8, cells - line_width(lead))
    title = prose(subject.event.title, room, inks.text, glyphs=glyphs)
    indent = [Segment(" " * line_width(lead))]
    return [[*(lead if not at else indent), *line] for at, line in enumerate(title)]


def _is_day(subject: Subject) -> bool:
    when = subject.dated.when
    return when is not None and not any(
        edge is not None and edge.is_instant for edge in (when.start, when.end)
    )


def _others(use: Use, subject: Subject) -> list[str]:
    """Return the publishers of other sources that say the same."""
    if use.statement is not None:
        told = use.statement.evidence
    elif use.claim is not None:
        told = tuple(
            one for claim in subject.event.claims if claim.value == use.claim.value for one in claim.evidence
        )
    else:
        told = subject.event.evidence
    sources = dict.fromkeys(one.source for one in told if one.source != use.evidence.source)
    return list(dict.fromkeys(subject.publisher(source) for source in sources))


class FoundPane(Pane, can_focus=False):
    """The events that rest on the document, the current one lit."""

    always_lit: ClassVar[bool] = True
    reading: Reading | None = None

    class Picked(Message):
        """A click on an event; ``again`` if it is the second."""

        def __init__(self, event_id: str, *, again: bool) -> None:
            super().__init__()
            self.event_id = event_id
            self.again = again

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of the events found, in the order of the text."""
        return () if self.reading is None else tuple(dict.fromkeys(use.row for use in self.reading.uses))

    def head(self, subject: Subject) -> Head | None:  # noqa: ARG002
        """Return how much was found."""
        uses = () if self.reading is None else self.reading.uses
        said = sum(use.kind == "statement" for use in uses)
        count = len(self.rows)
        words = "1 event" if count == 1 else f"{count} events"
        if said:
            words += " · 1 statement" if said == 1 else f" · {said} statements"
        return Head("Found in this document", words)

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return a line an event: time, node, title, versions."""
        page = Page()
        clocks = {row: _clock(subject, row) for row in self.rows}
        longest = max(map(len, clocks.values()), default=0)
        for row, clock in clocks.items():
            event = subject.index.rows[row].event
            line = _found(subject, row, clock.rjust(longest), inks, cells)
            page.add([line], Item(event.title, narrow=("id", event.id)))
        return page

    def on_click(self, event: events.Click) -> None:
        """Tell which event was clicked."""
        before = self.cursor
        super().on_click(event)
        item = self.item
        if item is not None and item.narrow is not None and event.y > 0:
            self.post_message(self.Picked(item.narrow[1], again=event.chain == 2 and before == self.cursor))


def _clock(subject: Subject, row: int) -> str:
    """Return when an event is, the day where it has no clock time."""
    when = subject.index.rows[row].when
    if when is None:
        return ""
    clock = gutter(when, subject.zone, day_of(when, subject.zone))
    return subject.glyphs.words(gutter(when, subject.zone, None) if clock == "all day" else clock)


def _found(subject: Subject, row: int, clock: str, inks: Inks, cells: int) -> Line:
    dated, glyphs = subject.index.rows[row], subject.glyphs
    node = glyphs.nothing if dated.when is None else getattr(glyphs, mark(dated.when))
    versions = marks(dated.event).versions
    edge = f"{glyphs.dispute}{versions}" if versions else ""
    line: Line = [Segment(clock, inks.time), Segment("  "), Segment(node, inks.time), Segment("  ")]
    room = cells - line_width(line) - (width(edge) + 1 if edge else 0)
    spans = [(start, end, inks.said) for start, end in quoted(visible(dated.event.title))]
    line += one_line(dated.event.title, room, inks.text, spans, glyphs)
    return [*line, Segment(" " * max(1, cells - line_width(line) - width(edge))), Segment(edge, inks.dispute)]


class LegendPane(Pane, can_focus=False):
    """What the marks mean, and how much of the document the timeline uses."""

    reading: Reading | None = None

    def head(self, subject: Subject) -> Head | None:  # noqa: ARG002
        """Return how much of the document is used."""
        reading = self.reading
        if reading is None or not reading.sentences:
            return Head("Marks")
        share = round(100 * reading.used / len(reading.sentences))
        return Head("Used", f"{share} % of {len(reading.sentences)} sentences")

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return a bar, and a line for each way that words can look."""
        page, reading, glyphs = Page(), self.reading, subject.glyphs
        if reading is not None and reading.sentences:
            room = min(cells, 40)
            full = round(room * reading.used / len(reading.sentences))
            bar = [
                Segment(glyphs.bars[-1] * full, inks.said),
                Segment(glyphs.rule * (room - full), inks.rule),
            ]
            page.add([bar, []])
        signs: tuple[tuple[str, Style, str], ...] = (
            ("event", inks.text + Style(underline=True), "what an event rests on"),
            ("“words”", inks.said, "a speaker's own words"),
            ("reported", inks.text + ITALIC, "reported in other words"),
            ("version", inks.dispute, "a value that others rival"),
            ("here", inks.match + BOLD, "the current passage"),
        )
        for words, ink, meaning in signs:
            name = Segment(glyphs.words(words), ink)
            page.add([[name, Segment(" " * (11 - len(words))), Segment(meaning, inks.quiet)]])
        return page
