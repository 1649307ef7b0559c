"""The keys that work here and now, and what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from timeline_tui.model.timeline import Event
from timeline_tui.tui.actions import GROUPS, Action
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.text import content, cut, fit, visible
from timeline_tui.tui.widgets.literally import Literally


class HelpScreen(Dialog[str]):
    """Lists keys; closes with the action that was typed for, None otherwise."""

    AUTO_FOCUS = "#find"
    DEFAULT_CSS: ClassVar[str] = """
    HelpScreen > .dialog { width: 112; }
    HelpScreen #find { margin: 1 0; }
    HelpScreen .columns { height: auto; }
    HelpScreen .columns > Static { width: 1fr; padding-right: 2; }
    HelpScreen.-narrow .columns { layout: vertical; }
    HelpScreen VerticalScroll { height: auto; max-height: 36; }
    """

    def __init__(self, actions: Sequence[Action], event: Event | None, *, filtered: bool) -> None:
        super().__init__()
        self._actions = actions
        self._where = "Timeline" + (", filtered" if filtered else "")
        self._title = event.title if event else ""

    def compose(self) -> ComposeResult:
        """Lay out two columns and the box to find a key."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Keys that work here"
            box.border_subtitle = "Enter does the first · Esc closes"
            where = f"{self._where}  "
            title = f"cursor on “{cut(visible(self._title), 50)}”" if self._title else ""
            yield Static(
                content(where + title, [(0, len(where), "bold"), (len(where), 200, "$text-muted")]),
                markup=False,
            )
            yield Input(placeholder="type to find a key or a command", highlighter=Literally(), id="find")
            with VerticalScroll(can_focus=False), Horizontal(classes="columns"):
                yield Static("", id="left", markup=False)
                yield Static("", id="right", markup=False)

    def on_mount(self) -> None:
        """Show all keys."""
        self._show("")

    def on_resize(self) -> None:
        """One column where there is no room for two."""
        self.set_class(self.app.size.width < 90, "-narrow")

    @on(Input.Changed, "#find")
    def narrow(self, event: Input.Changed) -> None:
        """Show the keys that match."""
        self._show(event.value)

    @on(Input.Submitted, "#find")
    def do(self, event: Input.Submitted) -> None:
        """Do the first that matches."""
        found = self._found(event.value)
        if event.value.strip() and found:
            self.dismiss(found[0].id)

    def _found(self, typed: str) -> list[Action]:
        wanted = typed.strip().casefold()
        return [
            action
            for action in self._actions
            if wanted in action.words.casefold()
            or wanted in action.shown.casefold()
            or wanted in action.group.casefold()
        ]

    def _show(self, typed: str) -> None:
        found = self._found(typed)
        blocks = [
            _block(group, rows) for group in GROUPS if (rows := [one for one in found if one.group == group])
        ]
        if not typed.strip():
            blocks.append(_marks())
        half = (len(blocks) + 1) // 2
        blank = content("\n")
        self.query_one("#left", Static).update(
            blank.join(blocks[:half]) if blocks else content("no such key")
        )
        self.query_one("#right", Static).update(blank.join(blocks[half:]))


def _block(head: str, actions: Sequence[Action]) -> Content:
    lines = [content(f"{head}\n", style="bold $primary")]
    for action in actions:
        lines += [content(f" {fit(action.shown, 11)}", style="bold"), content(f"{action.words}\n")]
    return Content("").join(lines)


def _marks() -> Content:
    glyphs = choose()
    rows = (
        (f"{glyphs.exact} {glyphs.about}", "time known · about, before or after"),
        (glyphs.within, "somewhere within: a day, a span"),
        (f"{glyphs.dispute}3", "three versions: sources disagree"),
        (f"{glyphs.quote}9", "nine statements"),
        (f"{glyphs.direct} {glyphs.mixed} {glyphs.indirect}", "direct · partly direct · reported"),
        (glyphs.marked, "marked by you"),
    )
    lines = [content("Marks\n", style="bold $primary")]
    for sign, words in rows:
        lines += [content(f" {fit(sign, 11)}", style="$time"), content(f"{words}\n")]
    return Content("").join(lines)
