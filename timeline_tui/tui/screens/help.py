"""The keys that work here and now, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from timeline_tui.tui.actions import GROUPS, Action
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.text import content, cut, fit, visible, width, wrap
from timeline_tui.tui.widgets.literally import Literally

_WIDEST = 112
_KEYS = 15
"""Cells of the keys before what they do."""
_TWO_COLUMNS = 88
"""From this width of the dialog on there are two columns."""


class HelpScreen(Dialog[str]):
    """Lists keys; closes with the action that was typed for, None otherwise.

    ``where`` says in words where the keys work, ``title`` what the cursor is on.
    """

    AUTO_FOCUS = "#find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
    ]
    DEFAULT_CSS: ClassVar[str] = """
    HelpScreen .columns { height: auto; }
    HelpScreen .columns > Static { width: 1fr; height: auto; }
    HelpScreen.-narrow .columns { layout: vertical; }
    HelpScreen VerticalScroll { height: auto; max-height: 1fr; margin-top: 1; scrollbar-size-vertical: 1; }
    HelpScreen #find { margin-top: 1; }
    HelpScreen.-small #find { margin-top: 0; }
    HelpScreen.-small VerticalScroll { margin-top: 0; }
    """

    def __init__(self, actions: Sequence[Action], where: str, title: str) -> None:
        super().__init__()
        self._actions = actions
        self._where = where
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out two columns and the box to find a key."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Keys that work here"
            box.border_subtitle = "Enter does the first · Esc closes"
            on_what = f"  cursor on “{cut(visible(self._title), 50)}”" if self._title else ""
            spans = [(0, len(self._where), "bold"), (len(self._where), 200, "$text-muted")]
            yield Static(content(self._where + on_what, spans), markup=False)
            yield Input(placeholder="type to find a key or a command", highlighter=Literally(), id="find")
            with VerticalScroll(can_focus=False), Horizontal(classes="columns"):
                yield Static("", id="left", markup=False)
                yield Static("", id="right", markup=False)

    def on_resize(self) -> None:
        """Take as many columns as there is room for."""
        self.set_class(self._cells < _TWO_COLUMNS, "-narrow")
        self.set_class(self.app.size.height < 30, "-small")
        self._show(self.query_one("#find", Input).value)

    def action_scroll(self, lines: int) -> None:
        """Scroll the list."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    @property
    def _cells(self) -> int:
        """The width of what stands in the dialog."""
        return min(_WIDEST, self.app.size.width * 98 // 100) - 7

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
        if not wanted:
            return list(self._actions)
        exact = [one for one in self._actions if typed.strip() in (one.shown, *one.shown.split())]
        return exact or [
            one
            for one in self._actions
            if wanted in f"{one.words} {one.line} {one.group} {one.shown}".casefold()
        ]

    def _show(self, typed: str) -> None:
        two = self._cells >= _TWO_COLUMNS
        cells = (self._cells - 2) // 2 if two else self._cells
        found = self._found(typed)
        blocks = []
        for group in GROUPS:
            rows = _rows((one for one in found if one.group == group), together=not typed.strip())
            if rows:
                blocks.append(_block(group, rows, cells))
        if not typed.strip():
            blocks.append(_block("Marks", _marks(), cells))
        left, right = _halves(blocks) if two else (blocks, [])
        words = Content("\n").join(left) if blocks else content("No key does that.", style="italic")
        self.query_one("#left", Static).update(words)
        self.query_one("#right", Static).update(Content("\n").join(right))


def _rows(actions: Iterable[Action], *, together: bool) -> list[tuple[str, str]]:
    """Return (keys, words) of actions, if ``together`` on one line those that share one."""
    rows: list[tuple[str, str]] = []
    lines: set[str] = set()
    for one in actions:
        if not together or not one.line:
            rows.append((one.shown, one.words))
        elif one.line not in lines:
            lines.add(one.line)
            rows.append((one.line_keys, one.line))
    return rows


def _halves(blocks: list[Content]) -> tuple[list[Content], list[Content]]:
    """Part blocks into two columns of about the same height, in order."""
    heights = [block.plain.count("\n") + 1 for block in blocks]
    cut_at = min(range(len(blocks) + 1), key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
    return blocks[:cut_at], blocks[cut_at:]


def _block(head: str, rows: Sequence[tuple[str, str]], cells: int) -> Content:
    """Return a head on its rule and a line for each row, long words hanging beside the keys."""
    rule = choose().rule * max(0, cells - width(head) - 3)
    parts = [content(head, style="bold $primary"), content(f" {rule}\n", style="$border-blurred")]
    for keys, words in rows:
        parts.append(content(f" {fit(keys, _KEYS)}", style="bold"))
        for number, (start, end) in enumerate(wrap(words, max(10, cells - _KEYS - 3))):
            parts.append(content(f"{' ' * (_KEYS + 1) if number else ''}{words[start:end]}\n"))
    return Content("").join(parts)


def _marks() -> list[tuple[str, str]]:
    glyphs = choose()
    return [
        (f"{glyphs.exact}  {glyphs.about}", "time known; about, before, after"),
        (glyphs.within, "somewhere within: a day, a span"),
        (glyphs.nothing, "nothing here, or hidden"),
        (f"{glyphs.dispute}3", "three versions: sources disagree"),
        (f"{glyphs.quote}9", "nine statements"),
        (f"{glyphs.direct}  {glyphs.mixed}  {glyphs.indirect}", "direct; partly direct; reported"),
        (glyphs.marked, "marked by you"),
    ]
