"""The strip of tabs that stands over the detail where there is no room for all panes at once."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.tui.detail.page import BOLD, Line, line_width
from timeline_tui.tui.glyphs import Glyphs, choose


class Tab(NamedTuple):
    """A tab: its name, an amount ("9", "≠5", "" for nothing), and whether that is a dispute."""

    name: str
    amount: str = ""
    dispute: bool = False


class DetailTabs(Widget):
    """Names of the panes on one line, the active one bold over a heavy part of the rule beneath."""

    DEFAULT_CSS = """
    DetailTabs {
        height: 2;
        width: 1fr;
        background: $background;
        color: $foreground;
        & > .detail-tabs--band { background: $surface; color: $foreground; }
        & > .detail-tabs--quiet { color: $text-muted; }
        & > .detail-tabs--dispute { color: $warning; text-style: bold; }
        & > .detail-tabs--rule { color: $border-blurred; }
        & > .detail-tabs--accent { color: $primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "detail-tabs--band",
        "detail-tabs--quiet",
        "detail-tabs--dispute",
        "detail-tabs--rule",
        "detail-tabs--accent",
    }
    tabs: reactive[tuple[Tab, ...]] = reactive[tuple[Tab, ...]](())
    active: reactive[int] = reactive(0)

    class Picked(Message):
        """A click on a tab."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, glyphs: Glyphs | None = None, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs or choose()

    def _places(self) -> list[tuple[int, int]]:
        """Return the first column of each tab and the first after it, closer together where it is narrow."""
        sizes = [len(tab.name) + (1 + len(tab.amount) if tab.amount else 0) for tab in self.tabs]
        space = next((n for n in (3, 2, 1) if sum(sizes) + n * len(sizes) <= self.size.width), 1)
        out, at = [], 1
        for size in sizes:
            out.append((at, at + size))
            at += size + space
        return out

    def render_line(self, y: int) -> Strip:
        """Draw the names, and the rule under them."""
        cells = self.size.width
        line: Line = []
        band = self.rich_style + self.get_component_rich_style("detail-tabs--band")
        ground = band if y == 0 else self.rich_style

        def ink(name: str) -> Style:
            return ground + self.get_component_rich_style(f"detail-tabs--{name}", partial=True)

        rule = self.glyphs.rule
        for number, ((start, end), tab) in enumerate(zip(self._places(), self.tabs, strict=True)):
            gap = start - line_width(line)
            here = number == self.active
            if y:
                heavy = start - 1, end + 1
                line.append(Segment(rule * (heavy[0] - line_width(line)), ink("rule")))
                bar = self.glyphs.heavy_rule if here else rule
                line.append(Segment(bar * (heavy[1] - heavy[0]), ink("accent" if here else "rule")))
                continue
            line.append(Segment(" " * gap, ground))
            line.append(Segment(tab.name, ground + BOLD if here else ink("quiet")))
            if tab.amount:
                amount = self.glyphs.words(f" {tab.amount}")
                line.append(Segment(amount, ink("dispute" if tab.dispute else "quiet")))
        if y:
            line.append(Segment(rule * max(0, cells - line_width(line)), ink("rule")))
        return Strip(line).adjust_cell_length(cells, ground)

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was clicked."""
        for number, (start, end) in enumerate(self._places()):
            if start - 1 <= event.x < end + 1:
                self.post_message(self.Picked(number))
                return
