"""The text of a source beside a margin that names what was found in it."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline_tui.model.display import day_of, gutter, mark
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.search.index import Index
from timeline_tui.tui.detail.page import BOLD, ITALIC, Inks, Line, line_width
from timeline_tui.tui.glyphs import Glyphs, choose
from timeline_tui.tui.source.heading import heading
from timeline_tui.tui.source.layout import Columns, DocLine, Layout, columns, lay_out
from timeline_tui.tui.source.reading import Reading, Use
from timeline_tui.tui.text import Span, cut, quoted, segments, visible, width

_UNDERLINE = Style(underline=True)
_PLAIN = Style(underline=False)
_OPENING, _CLOSING = frozenset('“"«„'), frozenset('”"»')
_NO_LAYOUT = Layout((), (), ())


class DocumentView(ScrollView, can_focus=True, inherit_bindings=False):
    """A document with marks, of which one is current. It binds no keys; its screen does."""

    DEFAULT_CSS = """
    DocumentView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .document--cursor { background: $block-cursor-background; color: $foreground; }
        & > .document--text { color: $foreground; }
        & > .document--quiet { color: $text-muted; }
        & > .document--remark { color: $text-muted; text-style: italic; }
        & > .document--time { color: $time; }
        & > .document--said { color: $success; }
        & > .document--who { color: $secondary; }
        & > .document--match { color: $match-text; background: $accent; text-style: bold; }
        & > .document--dispute { color: $warning; text-style: bold; }
        & > .document--wrong { color: $error; }
        & > .document--rule { color: $border-blurred; }
        & > .document--accent { color: $primary; }
        &:nocolor > .document--cursor { text-style: reverse; }
        &:nocolor > .document--match { text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "document--cursor",
        *(f"document--{name}" for name in Inks._fields),
    }

    class MarkMoved(Message):
        """Another mark is current; ``use`` is its number, None if there is none."""

        def __init__(self, view: DocumentView, use: int | None) -> None:
            super().__init__()
            self.view = view
            self.use = use

    class Activated(Message):
        """A second click on a mark."""

        def __init__(self, view: DocumentView, use: int) -> None:
            super().__init__()
            self.view = view
            self.use = use

    def __init__(
        self,
        index: Index,
        *,
        zone: tzinfo = UTC,
        glyphs: Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs or choose()
        self._index = index
        self._zone = zone
        self._reading: Reading | None = None
        self._head: list[Line] = []
        self._layout = _NO_LAYOUT
        self._columns = Columns(0, 0, 8, 0)
        self._use: int | None = None
        self._look: tuple[Inks, Style, Style] | None = None

    # --- what is shown ---

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    @property
    def use(self) -> int | None:
        """The number of the current mark."""
        return self._use

    @property
    def where(self) -> tuple[int, int]:
        """The last line of the text on screen, counted from 1, and how many lines there are."""
        bottom = self.scroll_offset.y + self.size.height - len(self._head)
        return max(0, min(bottom, len(self._layout.lines))), len(self._layout.lines)

    def load(self, reading: Reading, use: int | None) -> None:
        """Show a document with ``use`` as its current mark, a third of the height from the top."""
        self._reading = reading
        self._use = use
        self._fit()
        if use is None and reading.uses:
            self._use = 0
            self.post_message(self.MarkMoved(self, 0))
            self.scroll_to(y=0, animate=False, force=True)
            return
        self.post_message(self.MarkMoved(self, use))
        self._reveal(always=True)

    def _fit(self) -> None:
        """Lay the document out for the width there is."""
        reading = self._reading
        if reading is None:
            return
        cells = self.scrollable_content_region.width
        self._columns = columns(cells)
        self._head = self._heading(reading)
        self._layout = lay_out(reading, self._columns)
        self.virtual_size = Size(0, len(self._head) + len(self._layout.lines) + 1)
        self.refresh()

    def _heading(self, reading: Reading) -> list[Line]:
        room = self._columns.text
        return heading(reading, self._index, self._zone, self.glyphs, self._inks()[0], room)

    # --- drawing ---

    def _inks(self) -> tuple[Inks, Style, Style]:
        if self._look is None:
            inks = (self.get_component_rich_style(f"document--{name}", partial=True) for name in Inks._fields)
            self._look = Inks(*inks), self.rich_style, self.get_component_rich_style("document--cursor")
        return self._look

    def notify_style_update(self) -> None:
        """Take up changed colours."""
        super().notify_style_update()
        self._look = None
        if self._reading is not None and self.is_attached:
            self._head = self._heading(self._reading)

    def on_resize(self) -> None:
        """Lay out anew, keeping the current mark in sight."""
        if self._reading is not None and self._columns.width != self.scrollable_content_region.width:
            self._fit()
            self._reveal(always=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say where the reader is."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.MarkMoved(self, self._use))

    def render_line(self, y: int) -> Strip:
        """Draw one line of head or text."""
        inks, ground, cursor = self._inks()
        where = self._columns
        cells = self.scrollable_content_region.width
        at = self.scroll_offset.y + y
        if at < len(self._head):
            line = [Segment(" " * where.start), *self._head[at]]
            return self._strip([(line, ground)], cells, ground)
        at -= len(self._head)
        if self._reading is None or at >= len(self._layout.lines):
            return Strip.blank(cells, ground)
        line_here = self._layout.lines[at]
        margin, lit = self._margin(line_here, inks)
        return self._strip(
            [
                (margin, cursor if lit else ground),
                ([Segment(self.glyphs.spine if where.margin else "", inks.rule), Segment(" ")], ground),
                (self._text(line_here, inks), ground),
            ],
            cells,
            ground,
        )

    def _strip(self, parts: list[tuple[Line, Style]], cells: int, ground: Style) -> Strip:
        inked = [
            Segment(text, own + style if style else own)
            for line, own in parts
            for text, style, _ in line
            if text
        ]
        return Strip(inked).adjust_cell_length(cells, ground)

    def _margin(self, line: DocLine, inks: Inks) -> tuple[Line, bool]:
        """Return what the margin says on this line, and whether it is the current mark."""
        cells, glyphs = self._columns.margin, self.glyphs
        if line.mark is None or self._reading is None:
            return [Segment(" " * cells)], False
        use = self._reading.uses[line.mark]
        lit = line.mark == self._use
        sign, words, ink = self._mark_words(use, inks)
        room = cells - 4 - (1 if cells < 10 else 2)
        out: Line = [Segment(glyphs.cursor if lit else " ", inks.accent)]
        out += [Segment(" " if cells >= 10 else "")]
        out.append(Segment(sign, ink + BOLD))
        if cells >= 10:
            out.append(
                Segment(" " + cut(glyphs.words(words), room, glyphs.cut), ink + (BOLD if lit else Style()))
            )
        space = cells - line_width(out)
        if lit and space >= 2:
            arrow = glyphs.rule * max(0, min(2, space - 1)) + glyphs.chosen
            out += [Segment(" " * (space - width(arrow))), Segment(arrow, inks.accent)]
        else:
            out.append(Segment(" " * max(0, space)))
        return out, lit

    def _mark_words(self, use: Use, inks: Inks) -> tuple[str, str, Style]:
        """Return sign, words and ink of a use."""
        glyphs, dated = self.glyphs, self._index.rows[use.row]
        if use.statement is not None:
            mode = use.statement.mode
            sign = {"direct": glyphs.quote, "mixed": glyphs.mixed, "indirect": glyphs.indirect}[mode]
            return sign, f"{use.number} {mode}", inks.said
        if use.claim is not None:
            return glyphs.dispute, self.value_words(use), inks.dispute
        if dated.when is None:
            return glyphs.nothing, "undated", inks.quiet
        day = day_of(dated.when, self._zone)
        words = gutter(dated.when, self._zone, day)
        if words == "all day":
            words = gutter(dated.when, self._zone, None)
        return getattr(glyphs, mark(dated.when)), words, inks.time

    def value_words(self, use: Use) -> str:
        """Return the rival value that a use rests, a time as in the timeline's gutter."""
        if use.claim is None:
            return ""
        if use.claim.field == "when":
            own = self._index.rows[use.row].when
            try:
                rival = parse(use.claim.value, self._index.zone)
            except EdtfError:
                return visible(use.claim.value)
            return gutter(rival, self._zone, None if own is None else day_of(own, self._zone))
        return visible(use.claim.value)

    def _text(self, line: DocLine, inks: Inks) -> Line:
        """Return the stretch of text with its uses inked, and the sentence's number at the right."""
        reading, where = self._reading, self._columns
        if reading is None or line.blank:
            return []
        start, end = line.span
        words = self.glyphs.words(visible(reading.text[start:end]))
        spans = []
        current = None
        for number in line.inked:
            use = reading.uses[number]
            span = use.span[0] - start, use.span[1] - start
            if number == self._use:
                current = (*span, inks.match + _PLAIN)
            spans += self._inked(use, span, inks)
        if current is not None:
            spans.append(current)
        out = segments(words, inks.text, spans)
        if where.numbers and line.number:
            space = where.text - width(words) + 1
            out += [Segment(" " * space), Segment(f"{line.number:>{where.numbers - 2}}", inks.quiet)]
        return out

    def _inked(self, use: Use, span: Span, inks: Inks) -> list[tuple[int, int, Style]]:
        """Return how the words of a use look that stand at ``span``."""
        start, end = span
        if use.claim is not None:
            return [(start, end, inks.dispute + Style(bold=False, underline=True))]
        if use.statement is None:
            return [(start, end, _UNDERLINE)]
        text = "" if self._reading is None else self._reading.text
        if use.statement.mode == "direct":
            first, after = use.span
            opened = first > 0 and text[first - 1] in _OPENING
            return [(start - opened, end + (text[after : after + 1] in _CLOSING), inks.said)]
        own = quoted(text[use.span[0] : use.span[1]]) if use.statement.mode == "mixed" else ()
        return [(start, end, ITALIC), *((start + a, start + b, inks.said) for a, b in own)]

    # --- moving ---

    def move_to(self, use: int) -> None:
        """Make a mark current and bring it into sight."""
        if self._reading is None or not self._reading.uses:
            return
        use = min(max(use, 0), len(self._reading.uses) - 1)
        if use != self._use:
            self._use = use
            self.refresh()
            self.post_message(self.MarkMoved(self, use))
        self._reveal()

    def _reveal(self, *, always: bool = False) -> None:
        """Scroll to the current mark if it is not on screen, to a third of the height."""
        if self._use is None or self._use >= len(self._layout.line_of_use) or not self.size.height:
            return
        first = len(self._head) + self._layout.line_of_use[self._use]
        last = max(first, len(self._head) + self._layout.mark_of_use[self._use])
        top, height = self.scroll_offset.y, self.size.height
        if always or first < top + 1 or last >= top + height - 1:
            self.scroll_to(y=max(0, first - height // 3), animate=False, force=True)

    def step(self, by: int) -> None:
        """Make the next mark current, or the one before."""
        if self._reading is not None and self._reading.uses:
            self.move_to(by - 1 if self._use is None else self._use + by)

    def scroll_lines(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Make the mark current that was clicked, in the margin or in the text; a second click goes there."""
        offset = event.get_content_offset(self)
        if offset is None or self._reading is None:
            return
        at = self.scroll_offset.y + offset.y - len(self._head)
        if not 0 <= at < len(self._layout.lines):
            return
        line, uses = self._layout.lines[at], self._reading.uses
        use = line.mark
        character = line.span[0] + offset.x - self._columns.start
        under = [one for one in line.inked if uses[one].span[0] <= character < uses[one].span[1]]
        if offset.x >= self._columns.start and under:
            use = min(under, key=lambda one: uses[one].span[1] - uses[one].span[0])
        if use is None:
            return
        self.move_to(use)
        if event.chain == 2:
            self.post_message(self.Activated(self, use))
