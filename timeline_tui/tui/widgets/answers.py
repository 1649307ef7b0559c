"""Questions to the index, answered in a thread so that no keystroke waits, the newest alone shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from textual.screen import Screen

from timeline_tui.search.errors import QueryError
from timeline_tui.search.explain import Explanation, explain_empty
from timeline_tui.search.index import Cancelled, Index, never
from timeline_tui.search.parse import Query, parse_query
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.search.store.run import give_way
from timeline_tui.tui.timeline import Prepared

_LARGE = 100_000
"""From so many events on, finding out why nothing matches may take a second."""


_PAUSE, _NAP = 0.02, 0.002
"""Seconds that a search rests after a key, and how often it looks whether to go on."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the text of a query, the marked events, and the row to answer around first."""

    text: str
    marked: Collection[str] = frozenset()
    near: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query lets through: ``rows``, or ``error`` where it cannot be read.

    ``text`` is what was asked; ``why`` explains an empty answer. With ``partial``, there may be more rows
    before and after these. ``lines`` are the rows laid out.
    """

    text: str
    query: Query | None
    rows: Sequence[int]
    milliseconds: float
    error: QueryError | None = None
    why: Explanation | None = None
    partial: bool = False
    lines: Prepared | None = None


LayOut = Callable[[Sequence[int] | None, Query | None], Prepared | None]
"""Lays out rows (None: all) that a query lets through for the timeline, in any thread."""


def no_lines(_rows: Sequence[int] | None, _query: Query | None) -> None:
    """Lay out nothing: the timeline does it itself."""


class Answers:
    """Asks an index, numbering the questions: an answer to an older one is dropped.

    ``show`` is given the answers, ``broken`` is called if the index turns out to be damaged, both on the
    screen's own thread. ``lay_out`` prepares the rows for the timeline where the answer is found.
    """

    def __init__(
        self,
        index: Index,
        show: Callable[[Answer], None],
        *,
        lay_out: LayOut = no_lines,
        broken: Callable[[], None] = lambda: None,
    ) -> None:
        self.index = index
        self._show = show
        self._lay_out = lay_out
        self._broken = broken
        self._newest = 0
        self._pause_until = 0.0
        self._pending = False
        self._after: list[Callable[[], None]] = []

    @property
    def pending(self) -> bool:
        """Whether the whole answer to the newest question is still to come."""
        return self._pending

    def pause(self) -> None:
        """Let searching threads rest for the moment that a key, or painting what they found, needs."""
        self._pause_until = time.monotonic() + _PAUSE

    def take(self, index: Index) -> None:
        """Ask another index from now on; answers of the one before are dropped."""
        self.index = index
        self.drop()

    def drop(self) -> None:
        """Take no interest in what is being asked, nor in what was to be done then."""
        self._newest += 1
        self._pending = False
        self._after.clear()

    def then(self, do: Callable[[], None]) -> None:
        """Do something once the newest answer is there, at once if it is; never if another question comes."""
        if self._pending:
            self._after.append(do)
        else:
            do()

    def ask(self, screen: Screen[None], question: Question) -> None:
        """Answer a question in a thread: perhaps with a first part, and then whole."""
        self.drop()
        self._pending = True
        number, index = self._newest, self.index
        asked, rested = time.monotonic(), 0.0

        def stale() -> bool:
            return number != self._newest or not screen.is_attached

        def given_up() -> bool:
            """Rest for a key, but not for more than half of the time: keys that are held would stop it."""
            nonlocal rested
            while (
                not stale() and (now := time.monotonic()) < self._pause_until and rested < (now - asked) / 2
            ):
                time.sleep(_NAP)
                rested += _NAP
            return stale()

        def deliver(answer: Answer) -> None:
            if stale():
                return
            if not answer.partial:
                self._pending = False
            self.pause()
            self._show(answer)
            if not answer.partial:
                after, self._after = self._after, []
                for do in after:
                    do()

        def broken() -> None:
            if not stale():
                self._pending = False
                self._broken()

        def send(answer: Answer) -> None:
            if not stale():
                screen.app.call_from_thread(deliver, answer)

        def work() -> None:
            if stale():  # a newer question came before it was this one's turn
                return
            give_way()
            try:
                send(answered(index, question, given_up, lay_out=self._lay_out, partial=send))
            except Cancelled:
                return
            except BrokenIndex:
                if not stale():
                    screen.app.call_from_thread(broken)

        screen.run_worker(work, thread=True, group="answers", exit_on_error=True)


def answered(
    index: Index,
    question: Question,
    cancelled: Callable[[], bool] = never,
    *,
    lay_out: LayOut = no_lines,
    partial: Callable[[Answer], None] | None = None,
) -> Answer:
    """Return what a question lets through; ``partial`` is given what is found meanwhile.

    Raises:
        Cancelled: ``cancelled`` returned true.
        BrokenIndex: the index is damaged.
    """
    text, marked, start = question.text, question.marked, time.perf_counter()

    def milliseconds() -> float:
        return (time.perf_counter() - start) * 1000

    try:
        query = parse_query(text, zone=index.zone)
    except QueryError as error:
        return Answer(text, None, (), 0.0, error)
    if query.is_empty:
        return Answer(text, query, range(len(index)), 0.0, lines=lay_out(None, None))

    def some(rows: Sequence[int], *, even_none: bool = False) -> None:
        if partial is not None and (rows or even_none) and not cancelled():
            partial(Answer(text, query, rows, milliseconds(), partial=True, lines=lay_out(rows, query)))

    rows = index.search(query, marked=marked, cancelled=cancelled, near=question.near, partial=some)
    taken = milliseconds()
    why = None
    if not rows and query.terms:
        some(rows, even_none=len(index) >= _LARGE)
        why = explain_empty(index, query, marked=marked, cancelled=cancelled)
    return Answer(text, query, rows, taken, None, why, lines=lay_out(rows, query))
