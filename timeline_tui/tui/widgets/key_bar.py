"""The last line: the keys that work here, most useful first, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.tui.actions import Action
from timeline_tui.tui.text import width


class KeyBar(Widget):
    """Keys and short words; a click does what the key does."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        padding: 0 1;
        background: $background;
        color: $text-muted;
        & > .keybar--key { color: $primary; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}

    hints: reactive[tuple[tuple[str, str, str], ...]] = reactive[tuple[tuple[str, str, str], ...]](())
    """What stands there: (keys, words, action to run at a click or "")."""

    def show(self, actions: Sequence[Action]) -> None:
        """Show those of ``actions`` that have a hint."""
        self.hints = tuple(
            (action.bar or action.shown, action.hint, action.id) for action in actions if action.hint
        )

    def _fitting(self) -> list[tuple[int, int, str, str, str]]:
        """Return (start, end, keys, words, action) of what fits; help, the last, always stands."""
        cells, at, placed = self.content_size.width, 0, []
        sizes = [width(keys) + 1 + width(words) for keys, words, _ in self.hints]
        last = len(self.hints) - 1
        for number, (keys, words, action) in enumerate(self.hints):
            size = sizes[number]
            reserve = sizes[last] + 3 if number < last else 0
            if at + size + reserve > cells:
                continue
            placed.append((at, at + size, keys, words, action))
            at += size + 3
        return placed

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line."""
        ground = self.rich_style
        key = ground + self.get_component_rich_style("keybar--key", partial=True)
        line: list[Segment] = []
        for _start, _end, keys, words, _action in self._fitting():
            line += [Segment(keys, key), Segment(f" {words}   ", ground)]
        return Strip(line).adjust_cell_length(self.content_size.width, ground)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, _keys, _words, action in self._fitting():
            if action and start <= offset.x < end:
                await self.screen.run_action(action)
