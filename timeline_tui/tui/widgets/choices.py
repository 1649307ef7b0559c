"""One of several: a list of choices whose mark can be told without colour."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import RadioButton, RadioSet

from timeline_tui.tui.glyphs import choose


class Choice(RadioButton):
    """A choice: ``(●)`` if it is the one, else ``( )``."""

    @property
    def _button(self) -> Content:
        mark = choose().exact if self.value else " "
        return Content.styled(f"({mark})", "bold $primary" if self.value else "$text-muted")


class Choices(RadioSet):
    """The arrows choose; Enter submits."""

    DEFAULT_CSS = """
    Choices, Choices:focus {
        border: none; padding: 0; width: 1fr; height: auto;
        background: $surface; background-tint: $surface 0%;
        & > RadioButton { background: $surface; width: 1fr; }
        & > RadioButton.-selected > .toggle--label { background: transparent; text-style: none; }
    }
    Choices:focus > RadioButton.-selected { background: $block-cursor-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Submit", show=False),
        Binding("down,j", "choose_next", "Next", show=False),
        Binding("up,k", "choose_previous", "Previous", show=False),
    ]

    class Submitted(Message):
        """Enter on a choice."""

    def action_submit(self) -> None:
        """Say that the choice is made."""
        self.post_message(self.Submitted())

    def action_choose_next(self) -> None:
        """Choose the next."""
        self.action_next_button()
        self.action_toggle_button()

    def action_choose_previous(self) -> None:
        """Choose the one before."""
        self.action_previous_button()
        self.action_toggle_button()
