"""The problems that were found in the opened file."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from timeline_tui.model.problems import Problem
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.text import content

SHOWN = 500
"""How many are listed; ``timeline-tui check`` prints all."""


class ProblemsScreen(Dialog[None]):
    """Every problem with its place, what is wrong and what was meant."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with VerticalScroll(classes="dialog") as box:
            box.border_title = f"Problems in the file: {len(self._problems)}"
            box.border_subtitle = "sound events are shown, broken ones listed · Esc closes"
            yield Static(self._text(), markup=False)

    def _text(self) -> Content:
        parts = []
        for problem in self._problems[:SHOWN]:
            words = str(problem)
            at = words.find(problem.severity)
            style = "bold $error" if problem.severity == "error" else "bold $warning"
            spans = [(0, at, "$text-muted"), (at, at + len(problem.severity), style)]
            parts.append(content(words + "\n", spans))
        if len(self._problems) > SHOWN:
            parts.append(content(f"and {len(self._problems) - SHOWN} more", style="italic $text-muted"))
        return Content("").join(parts)
