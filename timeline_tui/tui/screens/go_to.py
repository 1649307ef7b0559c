"""Go to a date, in any wording."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from timeline_tui.model.display import display, local_day
from timeline_tui.model.edtf import parse
from timeline_tui.search.expressions import Time
from timeline_tui.search.index import Cancelled, Index
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.session import seconds_of
from timeline_tui.tui.text import content
from timeline_tui.tui.widgets.literally import Literally


class GoToScreen(Dialog[int]):
    """Asks for a date and closes with its first second, None if the reader thinks better of it."""

    def __init__(self, index: Index, zone: tzinfo, base: int) -> None:
        super().__init__()
        self._index = index
        self._zone = zone
        self._base = base
        self._seconds: int | None = None
        self._asked = 0

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Go to a date"
            box.border_subtitle = "Enter goes · Esc closes"
            yield Input(
                placeholder="15 August 2025 · aug 15 · last friday · March 2024 · 1867",
                highlighter=Literally(),
                id="date",
            )
            yield Static("", id="understood", markup=False)
            yield Static(self._hint(), classes="quiet", markup=False)

    def _hint(self) -> str:
        year, month, day = local_day(self._base, self._zone)
        words = (
            display(parse(f"{year:04}-{month:02}-{day:02}"), self._zone) if 0 < year < 10000 else str(year)
        )
        return f"Words such as “last friday” count from the cursor: {words}."

    @on(Input.Changed, "#date")
    def think(self, event: Input.Changed) -> None:
        """Say what is understood so far; the date rules are loaded in a thread at the first letter."""
        self._asked += 1
        number, phrase = self._asked, event.value

        def work() -> None:
            base = datetime(1970, 1, 1) + timedelta(days=min(max(self._base // 86400, -700_000), 2_900_000))
            found = seconds_of(phrase, base, self._index) if phrase.strip() else None
            count = None if found is None else self._count(number, found[1])
            if number == self._asked and self.is_attached:
                self.app.call_from_thread(self._understand, number, phrase, found, count)

        self.run_worker(work, thread=True, group="date")

    def _count(self, number: int, edtf: str) -> int | None:
        """Return how many events may overlap a time; None if that is no longer asked or cannot be told."""
        when = parse(edtf, self._index.zone)
        time = Time("when", edtf, when.earliest_start, when.latest_end)
        try:
            return len(self._index.find(time, cancelled=lambda: number != self._asked))
        except (Cancelled, BrokenIndex):
            return None

    def _understand(self, number: int, phrase: str, found: tuple[int, str] | None, count: int | None) -> None:
        if number != self._asked:
            return
        line = self.query_one("#understood", Static)
        self._seconds = None if found is None else found[0]
        if found is None:
            words = f"“{phrase}” is no date that can be read" if phrase.strip() else ""
            line.update(content(words, style="$error"))
            return
        when = parse(found[1], self._index.zone)
        words = text = display(when, self._zone)
        if count is not None:
            text += " · 1 event" if count == 1 else f" · {count:,} events"
        line.update(content(text, [(0, len(words), "bold $time"), (len(words), len(text), "$text-muted")]))

    @on(Input.Submitted, "#date")
    def go(self) -> None:
        """Go there, if it is a date."""
        if self._seconds is not None:
            self.dismiss(self._seconds)
