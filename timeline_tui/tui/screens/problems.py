"""The problems that were found in the opened file."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from timeline_tui.model.problems import Problem
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.text import content

SHOWN = 1000
"""How many are listed; ``timeline-tui check`` prints all."""


class ProblemsScreen(Dialog[None]):
    """Every problem with its place, what is wrong and what was meant.

    There may be a hundred thousand, kept in an index: the first are read, in a thread.
    """

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with VerticalScroll(classes="dialog") as box:
            box.border_title = f"Problems in the file: {len(self._problems):,}"
            box.border_subtitle = "sound events are shown, broken ones listed · Esc closes"
            yield Static("", id="problems", markup=False)

    def on_mount(self) -> None:
        """Read what is to be listed: at once if it is in memory."""
        if isinstance(self._problems, tuple | list):
            self._list(listed(self._problems))
        else:
            self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        try:
            text = listed(self._problems)
        except BrokenIndex:
            text = content("The index is damaged; open the file again.", style="$error")
        if self.is_attached:
            self.app.call_from_thread(self._list, text)

    def _list(self, text: Content) -> None:
        self.query_one("#problems", Static).update(text)


def listed(problems: Collection[Problem]) -> Content:
    """Return the first thousand problems, a line each, and how many more there are."""
    parts = []
    for problem in islice(problems, SHOWN):
        words = str(problem)
        at = words.find(problem.severity)
        style = "bold $error" if problem.severity == "error" else "bold $warning"
        spans = [(0, at, "$text-muted"), (at, at + len(problem.severity), style)]
        parts.append(content(words + "\n", spans))
    if len(problems) > SHOWN:
        words = f"and {len(problems) - SHOWN:,} more; timeline-tui check lists all"
        parts.append(content(words, style="italic $text-muted"))
    return Content("").join(parts)
