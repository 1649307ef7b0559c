"""Questions to the index, answered in a thread so that no keystroke waits, the newest alone shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from textual.screen import Screen

from timeline_tui.search.errors import QueryError
from timeline_tui.search.explain import Explanation, explain_empty
from timeline_tui.search.index import Cancelled, Index, never
from timeline_tui.search.parse import Query, parse_query


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query lets through: ``rows``, or ``error`` where it cannot be read.

    ``text`` is what was asked; ``why`` explains an empty answer.
    """

    text: str
    query: Query | None
    rows: tuple[int, ...]
    milliseconds: float
    error: QueryError | None = None
    why: Explanation | None = None


class Answers:
    """Asks an index, numbering the questions: an answer to an older one is dropped."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._newest = 0

    def ask(
        self, screen: Screen[None], text: str, marked: frozenset[str], show: Callable[[Answer], None]
    ) -> None:
        """Answer ``text`` in a thread and hand the answer to ``show`` on the screen's own thread."""
        self._newest += 1
        number = self._newest

        def stale() -> bool:
            return number != self._newest

        def deliver(answer: Answer) -> None:
            if not stale() and screen.is_attached:
                show(answer)

        def work() -> None:
            try:
                answer = answered(self._index, text, marked, stale)
            except Cancelled:
                return
            if not stale() and screen.is_attached:
                screen.app.call_from_thread(deliver, answer)

        screen.run_worker(work, thread=True, group="answers", exit_on_error=True)

    def now(self, text: str, marked: frozenset[str]) -> Answer:
        """Answer ``text`` before anything else happens; answers under way are dropped."""
        self._newest += 1
        return answered(self._index, text, marked, never)


def answered(index: Index, text: str, marked: frozenset[str], cancelled: Callable[[], bool]) -> Answer:
    """Return what ``text`` lets through.

    Raises:
        Cancelled: ``cancelled`` returned true.
    """
    start = time.perf_counter()
    try:
        query = parse_query(text, zone=index.zone)
    except QueryError as error:
        return Answer(text, None, (), 0.0, error)
    rows = index.search(query, marked=marked, cancelled=cancelled)
    why = None
    if not rows and not query.is_empty and query.terms:
        why = explain_empty(index, query, marked=marked, cancelled=cancelled)
    return Answer(text, query, rows, (time.perf_counter() - start) * 1000, None, why)
