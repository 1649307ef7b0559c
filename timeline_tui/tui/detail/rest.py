"""The part of the detail that waits for the cursor to rest: moving on must not wait for what it passes."""

from __future__ import annotations

from time import monotonic

from textual.containers import Vertical
from textual.timer import Timer

from timeline_tui.search.parse import Query
from timeline_tui.tui.widgets.afterwards import PAUSE

_REST = 0.04
"""Seconds that the cursor has to rest on an event before it is shown, while it is moving on and on."""


class RestingDetail(Vertical):
    """Knows which event is shown and which is asked for."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._row: int | None = None
        self._query: Query | None = None
        self._wanted: tuple[int | None, Query | None] = (None, None)
        self._asked_at = 0.0
        self._patient_until = 0.0
        self._waiting: Timer | None = None

    @property
    def row(self) -> int | None:
        """The row of the event that is shown."""
        return self._row

    def show(self, row: int | None, query: Query | None = None, *, patient: bool = False) -> None:
        """Show the event at ``row`` of the index with the hits of ``query``; None shows nothing.

        What the cursor is on is drawn first, then this. While the cursor is moved on and on nothing is shown
        until it rests, and what still stands there is faded; ``settle`` shows at once what was asked for.
        With ``patient`` it waits longer: more is being typed, and letters come first.
        """
        now = monotonic()
        if patient:
            self._patient_until = now + PAUSE
        rest = max(_REST, self._patient_until - now)
        moving = patient or rest > _REST or now - self._asked_at < 3 * _REST
        self._asked_at = now
        self._wanted = (row, query)
        if row is None or self._row is None or not self.is_attached:
            self.settle()
        elif self._wanted == (self._row, self._query):
            self._stop_waiting()
        elif moving:
            if self._waiting is not None:
                self._waiting.stop()
                self._fade(faded=row != self._row)
            self._waiting = self.set_timer(rest, self.settle)
        else:
            self.call_after_refresh(self._show_idle)

    def _show_idle(self) -> None:
        """Show what was asked for, unless the cursor moves on already."""
        if self._waiting is None:
            self.settle()

    def settle(self) -> None:
        """Show what was asked for last, if it is not shown yet."""
        self._stop_waiting()
        if self._wanted != (self._row, self._query):
            same = self._wanted[0] == self._row
            self._row, self._query = self._wanted
            self._present(same_event=same)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        self._fade(faded=False)

    def _present(self, *, same_event: bool) -> None:
        """Show the event at ``_row``; ``same_event`` if it is the one that was shown before."""
        raise NotImplementedError

    def _fade(self, *, faded: bool) -> None:
        """Show by a fainter look that the cursor is elsewhere."""
        raise NotImplementedError
