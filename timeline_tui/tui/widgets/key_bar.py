"""The last line: the keys that work here, most useful first, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.tui.actions import Action
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.text import width

_GAP = 3
"""Cells between two hints."""


class Hint(NamedTuple):
    """Keys, a short word for what they do, the action to run at a click, and how long it stays."""

    keys: str
    words: str
    action: str = ""
    rank: int = 1


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

    hints: reactive[tuple[Hint, ...]] = reactive[tuple[Hint, ...]](())
    """What stands there, as far as there is room."""

    def show(self, actions: Sequence[Action]) -> None:
        """Show those of ``actions`` that have a hint."""
        signs = choose()
        self.hints = tuple(
            Hint(signs.words(action.bar or action.shown), action.hint, action.id, action.rank)
            for action in actions
            if action.hint
        )

    def _fitting(self) -> list[tuple[int, int, Hint]]:
        """Return (start, end, hint) of what fits, the lowest ranks first, in the order given."""
        sizes = [width(hint.keys) + 1 + width(hint.words) for hint in self.hints]
        room, chosen = self.content_size.width + _GAP, set()
        for number in sorted(range(len(sizes)), key=lambda number: self.hints[number].rank):
            if sizes[number] + _GAP <= room:
                room -= sizes[number] + _GAP
                chosen.add(number)
        at, placed = 0, []
        for number in sorted(chosen):
            placed.append((at, at + sizes[number], self.hints[number]))
            at += sizes[number] + _GAP
        return placed

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line."""
        ground = self.rich_style
        key = ground + self.get_component_rich_style("keybar--key", partial=True)
        line: list[Segment] = []
        for _start, _end, hint in self._fitting():
            line += [Segment(hint.keys, key), Segment(f" {hint.words}{' ' * _GAP}", ground)]
        return Strip(line).adjust_cell_length(self.content_size.width, ground)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked, on what is focused or else on the screen."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, hint in self._fitting():
            if hint.action and start <= offset.x < end:
                name = "action_" + hint.action.partition("(")[0]
                focused = self.screen.focused
                target = focused if focused is not None and hasattr(focused, name) else self.screen
                await self.app.run_action(hint.action, default_namespace=target)
