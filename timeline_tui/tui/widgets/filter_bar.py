"""The filter bar: what is typed, what it means (chips), how much it lets through, what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from timeline_tui.search.chips import Chip
from timeline_tui.search.errors import QueryError
from timeline_tui.tui.text import content, cut, visible, width
from timeline_tui.tui.widgets.literally import Literally

_ROOMY = 100
"""Screens from this width on keep room for the longest count: no answer lays the bar out again."""


class Fault(Literally):
    """Underlines what cannot be read."""

    def __init__(self) -> None:
        self.span: tuple[int, int] | None = None
        self.style = Style(underline=True, bold=True)

    def highlight(self, text: Text) -> None:
        """Underline the fault's span; one that lies at the end of the text is shown at the last character."""
        super().highlight(text)
        if self.span is not None:
            start, end = self.span
            text.stylize(self.style, min(start, max(len(text) - 1, 0)), max(end, start + 1))


class QueryInput(Input):
    """Where the query is typed. Its size does not depend on what is typed, so a letter lays out nothing."""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw it again; Textual would lay out the whole screen for each letter."""
        return super().refresh(
            *regions, repaint=repaint, layout=layout and not self.size, recompose=recompose
        )


class Count(Static):
    """How much the filter lets through. It keeps its width while that changes, and grows if it must."""

    def __init__(self) -> None:
        super().__init__("", classes="filter--count", markup=False)
        self._words = Content("")
        self._longest = self._cells = 0

    def say(self, words: Content, longest: int, *, fit: bool) -> None:
        """Show ``words``; ``longest`` cells are kept free for others where there is room enough.

        With ``fit`` the width may fall.
        """
        self._words, self._longest = words, longest
        self.update(words, layout=False)
        self.fit(fall=fit)

    def fit(self, *, fall: bool = True) -> None:
        """Take the width that the words need."""
        cells = max(self._words.cell_length, self._longest if self.app.size.width >= _ROOMY else 0)
        if cells > self._cells or (fall and cells != self._cells):
            self._cells = cells
            self.styles.width = cells


class Chips(Widget):
    """The terms of the query in words; a click on one drops it."""

    DEFAULT_CSS = """
    Chips {
        height: 1;
        padding: 0 1 0 3;
        background: $surface;
        color: $foreground;
        & > .chips--chip { background: $panel; color: $foreground; }
        & > .chips--field { background: $panel; color: $text-muted; }
        & > .chips--not { background: $panel; color: $error; text-style: bold; }
        &:nocolor > .chips--chip { text-style: underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"chips--chip", "chips--field", "chips--not"}

    chips: reactive[tuple[Chip, ...]] = reactive[tuple[Chip, ...]](())

    class Dropped(Message):
        """A click on the chip with this number."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def _parts(self) -> list[tuple[int, int, Chip, str]]:
        """Return (start, end, chip, words) of the chips that fit."""
        at, placed = 0, []
        for chip in self.chips:
            words = cut(visible(chip.words), 40)
            size = width(f" {'not ' if chip.negated else ''}{chip.field} {words} × ")
            if at + size > self.content_size.width:
                break
            placed.append((at, at + size, chip, words))
            at += size + 2
        return placed

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line."""
        ground = self.rich_style
        base, field, negation = (
            self.get_component_rich_style(f"chips--{name}") for name in ("chip", "field", "not")
        )
        line: list[Segment] = []
        for _start, _end, chip, words in self._parts():
            line += [
                Segment(" ", base),
                Segment("not " if chip.negated else "", negation),
                Segment(f"{chip.field} ", field),
                Segment(words, base),
                Segment(" × ", field),
                Segment("  ", ground),
            ]
        return Strip(line).adjust_cell_length(self.content_size.width, ground)

    def on_click(self, event: events.Click) -> None:
        """Drop the chip that was clicked."""
        offset = event.get_content_offset(self)
        for number, (start, end, _chip, _words) in enumerate(self._parts()):
            if offset is not None and start <= offset.x < end:
                self.post_message(self.Dropped(number))


class FilterBar(Widget):
    """``/``, the query, its count; chips or the fault beneath.

    Their line is there as soon as the bar is focused: no answer makes the list above jump.
    """

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        background: $surface;
        & > Horizontal { height: 1; background: $surface; padding: 0 1; }
        & .filter--slash { width: 2; color: $primary; text-style: bold; background: $surface; }
        & Input, & Input:focus {
            height: 1; border: none; padding: 0; width: 1fr; background: $surface;
        }
        & Input > .input--placeholder { color: $text-muted; text-style: italic; }
        & .filter--count { max-width: 60; background: $surface; text-align: right; }
        & .filter--fault { height: auto; max-height: 2; padding: 0 1 0 3; display: none; }
        & .filter--fault { color: $error; background: $surface; }
        & Chips { display: none; }
        &.-chips Chips, &.-typing Chips { display: block; }
        &.-fault .filter--fault { display: block; }
        &.-fault Chips { display: none; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._fault = Fault()

    def compose(self) -> ComposeResult:
        """Lay out the line and what stands beneath it."""
        with Horizontal():
            yield Static("/", classes="filter--slash", markup=False)
            yield QueryInput(
                placeholder="type to filter", highlighter=self._fault, select_on_focus=False, id="query"
            )
            yield Count()
        yield Chips()
        yield Static("", classes="filter--fault", markup=False)

    def on_descendant_focus(self) -> None:
        """Make room for the chips."""
        self.add_class("-typing")

    def on_descendant_blur(self) -> None:
        """Give the room back if there are none, nor will be."""
        if not self.input.value:
            self.remove_class("-typing")

    def on_resize(self) -> None:
        """Give the count the room that it needs now."""
        self.query_one(Count).fit()

    @property
    def input(self) -> Input:
        """Where the query is typed."""
        return self.query_one("#query", Input)

    def say(
        self,
        shown: int,
        total: int,
        milliseconds: float | None = None,
        *,
        filtered: bool = False,
        more: bool = False,
        note: str = "",
    ) -> None:
        """Show how much the filter lets through, and how long that took to find.

        ``more`` says that there may be more than that: the answer is not whole yet.
        """
        events = "1 event" if total == 1 else f"{total:,} events"
        found = f"{shown:,}+ …" if more else f"{shown:,}"
        words = [(f"{found} of {events}", "bold") if filtered else (events, "$text-muted")]
        if filtered and milliseconds is not None and self.app.size.width >= 80:
            words.append((f" · {milliseconds:.0f} ms", "$text-muted"))
        if note:
            words.append((f" · {note}", "$text-muted"))
        text = "".join(part for part, _ in words)
        spans, at = [], 0
        for part, style in words:
            spans.append((at, at + len(part), style))
            at += len(part)
        longest = width(f"{total:,}+ … of {events} · 9999 ms")
        self.query_one(Count).say(content(text, spans), longest, fit=not filtered)

    def show_terms(self, chips: Sequence[Chip]) -> None:
        """Show what was understood."""
        self.query_one(Chips).chips = tuple(chips)
        self.set_class(bool(chips), "-chips")
        self.remove_class("-fault")
        if not chips and not self.input.has_focus:
            self.remove_class("-typing")
        if self._fault.span is not None:
            self._fault.span = None
            self.input.refresh()

    def show_fault(self, error: QueryError) -> None:
        """Show where the query cannot be read, and why."""
        self._fault.span = (error.start, error.end)
        self._fault.style = Style(underline=True, bold=True, color=self.app.theme_variables.get("error"))
        message = visible(str(error))
        room = self.size.width - 4
        column = width(visible(self.input.value[: error.start]))
        lead = " " * column if column + width(message) + 2 <= room else ""
        self.query_one(".filter--fault", Static).update(content(f"{lead}^ {message}"))
        self.add_class("-fault")
        self.input.refresh()
