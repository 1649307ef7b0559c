"""A pane of the detail: a head on a rule, and lines that are drawn when they come on screen."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.tui.actions import bindings
from timeline_tui.tui.detail.page import BOLD, Inks, Item, Line, Page, Subject, line_width
from timeline_tui.tui.text import cut, width

_MARGIN = 1
"""Cells left of the text, where the cursor's bar stands."""
_FAINT = Style(dim=True)
_EDGE = 2
"""Cells right of the text, in which rules end."""


class Head(NamedTuple):
    """What stands on the rule over a pane."""

    title: str
    note: str = ""
    right: str = ""


class Pane(Widget, can_focus=True):
    """One part of the detail. Subclasses say what is in it; ``present`` gives it an event."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("detail")

    DEFAULT_CSS = """
    Pane {
        height: auto;
        width: 1fr;
        background: $background;
        color: $foreground;
        & > .detail--cursor { background: $block-cursor-background; color: $foreground; }
        & > .detail--text { color: $foreground; }
        & > .detail--quiet { color: $text-muted; }
        & > .detail--remark { color: $text-muted; text-style: italic; }
        & > .detail--time { color: $time; }
        & > .detail--said { color: $success; }
        & > .detail--who { color: $secondary; }
        & > .detail--match { color: $match-text; background: $accent; }
        & > .detail--dispute { color: $warning; text-style: bold; }
        & > .detail--wrong { color: $error; }
        & > .detail--rule { color: $border-blurred; }
        & > .detail--accent { color: $primary; }
        &:nocolor > .detail--cursor { text-style: reverse; }
        &:nocolor > .detail--match { text-style: bold underline; }
    }
    """
    always_lit: ClassVar[bool] = False
    """Whether the item under the cursor is lit without the focus too."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail--cursor", *(f"detail--{name}" for name in Inks._fields)}

    class Chosen(Message):
        """Enter or a second click on an item; ``source`` if it is its source that is asked for."""

        def __init__(self, pane: Pane, item: Item, *, source: bool) -> None:
            super().__init__()
            self.pane = pane
            self.item = item
            self.source = source

    class Reveal(Message):
        """Lines of a pane, from ``first`` to before ``after``, want to be seen."""

        def __init__(self, pane: Pane, first: int, after: int) -> None:
            super().__init__()
            self.pane = pane
            self.first = first
            self.after = after

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._subject: Subject | None = None
        self._tabbed = False
        self._single = False
        self._cursor = 0
        self._faded = False
        self._kept: tuple[int, Page] | None = None
        self._inks_kept: tuple[Inks, Style, Style] | None = None

    # --- what subclasses say ---

    def head(self, subject: Subject) -> Head | None:
        """Return what stands over the pane, None for no rule."""
        raise NotImplementedError

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return lines and items for a text ``cells`` wide."""
        raise NotImplementedError

    # --- what is shown ---

    @property
    def subject(self) -> Subject | None:
        """The event shown, with its surroundings."""
        return self._subject

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        page = self._page()
        return page.items[self._cursor] if self._cursor < len(page.items) else None

    @property
    def cursor(self) -> int:
        """The number of the item under the cursor."""
        return self._cursor

    def present(self, subject: Subject | None, *, same_event: bool = False) -> None:
        """Show another event, or the same in another light, which keeps the cursor."""
        before = self._line_count() if self._kept is not None else -1
        self._subject = subject
        self._kept = None
        if not same_event:
            self._cursor = 0
        if not self.is_attached or not self.display:
            return
        if self._line_count() == before:
            self.refresh()
        else:
            self.refresh(layout=True)

    def fade(self, *, faded: bool) -> None:
        """Draw what is there fainter: it is not what the reader is on any more."""
        if faded != self._faded:
            self._faded = faded
            self.refresh()

    def fit_tabs(self, *, tabbed: bool, single: bool) -> None:
        """Show the pane under tabs, without a head, and if ``single`` one item at a time."""
        if (tabbed, single) != (self._tabbed, self._single):
            self._tabbed, self._single = tabbed, single
            self._kept = None
            self.refresh(layout=True)

    @property
    def text_width(self) -> int:
        """The cells between the margins."""
        return max(0, self.size.width - _MARGIN - _EDGE)

    @property
    def roomy(self) -> bool:
        """Whether the pane has the detail to itself."""
        return self._tabbed

    def _page(self, cells: int | None = None) -> Page:
        """Return the lines for this width, made or kept."""
        cells = self.size.width if cells is None else cells
        if self._kept is None or self._kept[0] != cells:
            page = Page()
            room = cells - _MARGIN - _EDGE
            if self._subject is not None and room > 4:
                page = self.page(self._subject, self._look()[0], room)
                page.trim()
            self._kept = cells, page
            self._cursor = max(0, min(self._cursor, len(page.items) - 1))
        return self._kept[1]

    def _head_lines(self) -> int:
        return int(not self._tabbed and self._subject is not None and self.head(self._subject) is not None)

    def _window(self, page: Page) -> tuple[int, int]:
        """Return the lines of the page that are shown: all, or those of one item."""
        if self._single and page.items:
            return page.span(self._cursor)
        return 0, len(page.lines)

    def _line_count(self, cells: int | None = None) -> int:
        page = self._page(cells)
        first, after = self._window(page)
        return self._head_lines() + after - first + (self._single and len(page.items) > 1)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Take all the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines there are at this width."""
        return self._line_count(width)

    # --- drawing ---

    def _look(self) -> tuple[Inks, Style, Style]:
        """Return the inks, the ground and the cursor's ground."""
        if self._inks_kept is None:
            inks = (self.get_component_rich_style(f"detail--{name}", partial=True) for name in Inks._fields)
            cursor = self.get_component_rich_style("detail--cursor")
            self._inks_kept = Inks(*inks), self.rich_style, cursor
        return self._inks_kept

    def notify_style_update(self) -> None:
        """Take up changed colours."""
        super().notify_style_update()
        self._inks_kept = self._kept = None

    def watch_has_focus(self, value: bool) -> None:
        """Draw head and cursor as focused or not."""
        self._inks_kept = None
        super().watch_has_focus(value)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw line ``y`` of the pane."""
        cells = self.size.width
        inks, ground, cursor = self._look()
        if self._subject is None or cells < 2:
            return Strip.blank(cells, ground)
        page = self._page()
        first, after = self._window(page)
        heads = self._head_lines()
        if y < heads:
            return self._strip(self._rule(self.head(self._subject) or Head(""), cells, inks), ground, cells)
        at = first + y - heads
        if at >= after:
            if self._single and at == after and len(page.items) > 1:
                words = f"{self._cursor + 1} of {len(page.items)}"
                line = [Segment(words.rjust(cells - _EDGE)[: cells - _EDGE], inks.quiet)]
                return self._strip(line, ground, cells)
            return Strip.blank(cells, ground)
        owner, focused = page.owners[at], self.has_focus or self.always_lit
        here = focused and (owner == self._cursor if page.items else at == 0)
        lead = self._subject.glyphs.cursor if here else " "
        line = [Segment(lead, inks.accent), *page.lines[at]]
        lit = here and bool(page.items) and not self._single
        return self._strip(line, cursor if lit else ground, cells)

    def _strip(self, line: Line, ground: Style, cells: int) -> Strip:
        inked = [Segment(text, ground + style if style else ground) for text, style, _ in line]
        strip = Strip(inked).adjust_cell_length(cells, ground)
        return strip.apply_style(_FAINT) if self._faded else strip

    def _rule(self, head: Head, cells: int, inks: Inks) -> Line:
        """Return the head on its rule: heavy and in the accent colour where the focus is."""
        glyphs = self._subject.glyphs if self._subject is not None else None
        if glyphs is None:
            return []
        focused = self.has_focus
        bar, ink = (glyphs.heavy_rule, inks.accent) if focused else (glyphs.rule, inks.rule)
        right = glyphs.words(head.right)
        if focused and not right and len(self._page().items) > 1:
            right = f"{self._cursor + 1} of {len(self._page().items)}"
        title = cut(glyphs.words(head.title), max(1, cells - 8), glyphs.cut)
        line = [Segment(bar * 2 + " ", ink), Segment(title, (inks.accent if focused else inks.text) + BOLD)]
        room = cells - line_width(line) - (width(right) + 4 if right else 0) - 4
        note = cut(glyphs.words(head.note), room, glyphs.cut) if room > 0 else ""
        if note:
            line.append(Segment(f" {note}", inks.quiet))
        line.append(Segment(" "))
        tail = [Segment(f" {right} ", inks.quiet), Segment(bar, ink)] if right else []
        fill = cells - line_width(line) - line_width(tail)
        if fill < 0:
            tail, fill = [], max(0, cells - line_width(line))
        return [*line, Segment(bar * fill, ink), *tail]

    # --- the cursor ---

    def _lines_of_cursor(self) -> tuple[int, int]:
        """Return the lines of the pane that belong to the cursor, with the head for the first item."""
        page, heads = self._page(), self._head_lines()
        if not page.items:
            return 0, 1
        first, after = page.span(self._cursor)
        shift = heads - self._window(page)[0]
        return (0 if self._cursor == 0 else first + shift), after + shift

    def reveal(self) -> None:
        """Ask for the cursor to be scrolled into sight."""
        self.post_message(self.Reveal(self, *self._lines_of_cursor()))

    def move_to(self, item: int) -> None:
        """Put the cursor on an item, within bounds."""
        items = self._page().items
        if not items:
            return
        item = min(max(item, 0), len(items) - 1)
        if item != self._cursor:
            before = self._line_count()
            self._cursor = item
            self.refresh(layout=self._single and self._line_count() != before)
        self.reveal()

    def _seen(self) -> tuple[int, int]:
        """Return which lines of the pane are on screen."""
        region, window = self.region, self.parent.region if isinstance(self.parent, Widget) else self.region
        return max(0, window.y - region.y), min(region.height, window.bottom - region.y)

    def _step(self, by: int) -> None:
        """Move by one item, or scroll by a line while the item under the cursor reaches beyond the screen."""
        first, after = self._lines_of_cursor()
        top, bottom = self._seen()
        if not self._page().items:
            first, after = 0, self._line_count()
        elif self._single:
            after = self._line_count()
        if by > 0 and after > bottom and first <= top + 1:
            self.scroll_by(1)
        elif by < 0 and first < top and bottom <= after:
            self.scroll_by(-1)
        elif self._page().items:
            self.move_to(self._cursor + by)
        else:
            self.scroll_by(by)

    def scroll_by(self, lines: int) -> None:
        """Scroll what the pane stands in."""
        if isinstance(self.parent, Widget):
            self.parent.scroll_relative(y=lines, animate=False, force=True)

    def action_cursor_up(self) -> None:
        """Move to the item above."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """Move to the item below."""
        self._step(1)

    def _page_by(self, sign: int) -> None:
        height = self.parent.size.height if isinstance(self.parent, Widget) else 10
        page = self._page()
        if not page.items:
            self.scroll_by(sign * max(1, height - 1))
            return
        if self._single:
            self.move_to(self._cursor + sign)
            return
        target = self._lines_of_cursor()[0] + sign * max(1, height - 1) - self._head_lines()
        owners = [owner for owner in page.owners[: max(1, target + 1)] if owner is not None]
        item = owners[-1] if owners else 0
        self.move_to(item if item != self._cursor else self._cursor + sign)

    def action_page_up(self) -> None:
        """Move up by a screenful."""
        self._page_by(-1)

    def action_page_down(self) -> None:
        """Move down by a screenful."""
        self._page_by(1)

    def action_home(self) -> None:
        """Move to the first item."""
        if self._page().items:
            self.move_to(0)
        else:
            self.scroll_by(-10_000)

    def action_end(self) -> None:
        """Move to the last item."""
        if self._page().items:
            self.move_to(len(self._page().items) - 1)
        else:
            self.scroll_by(self._line_count())

    def action_activate(self) -> None:
        """Narrow to the item under the cursor, or open its source."""
        if (item := self.item) is not None:
            self.post_message(self.Chosen(self, item, source=False))

    def action_open_source(self) -> None:
        """Open the source of the item under the cursor."""
        if (item := self.item) is not None:
            self.post_message(self.Chosen(self, item, source=True))

    # --- focus and mouse ---

    def on_focus(self) -> None:
        """Bring the cursor into sight."""
        self.reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the item clicked; a second click activates it."""
        offset = event.get_content_offset(self)
        page = self._page()
        if offset is None:
            return
        at = self._window(page)[0] + offset.y - self._head_lines()
        if not 0 <= at < len(page.owners) or offset.y < self._head_lines():
            return
        owner = page.owners[at]
        if owner is None:
            return
        self.move_to(owner)
        if event.chain == 2:
            self.action_activate()
