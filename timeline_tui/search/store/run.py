"""Carrying out a plan: stretch by stretch of rows, in several threads, the nearest to the reader first."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import threading
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import compress, pairwise

from timeline_tui.search import child
from timeline_tui.search.store.database import Database
from timeline_tui.search.store.matching import GivenUpError, GoneError, rows_found, use_patterns
from timeline_tui.search.store.plan import Plan

STRETCH = 32_768
"""Rows asked for at once. The interpreter is held for some two milliseconds to take up so many."""
MATCHED = 1024
"""Rows asked for at once where patterns are matched in each of them: ten to twenty milliseconds' work."""
_WORTH_A_PROCESS = 4 * MATCHED
"""Candidates from which patterns are matched in a process of their own, which starts in some 30 ms."""

_THREADS = 4
_FIRST_PART, _BETWEEN_PARTS, _MOST_BETWEEN_PARTS = 0.02, 0.15, 1.0
"""Seconds until the first report of what was found so far, between it and the next, and at most between two.

Each comes after twice the time of the one before: what is shown changes less and less, and painting it takes
time from keys.
"""

Rows = Sequence[int]


class Cancelled(Exception):  # noqa: N818 -- not an error: the question is no longer of interest
    """A search was given up because its ``cancelled`` said so."""


def never() -> bool:
    """Return false: a search that nobody gives up."""
    return False


def run(
    database: Database,
    plan: Plan,
    *,
    cancelled: Callable[[], bool] = never,
    near: int = 0,
    partial: Callable[[Rows], None] | None = None,
) -> Rows:
    """Return the rows that satisfy a plan, ascending.

    ``partial`` is called in this thread with what was found so far around the row ``near``, without gaps.

    Raises:
        Cancelled: ``cancelled`` returned true.
        BrokenIndex: the index is damaged.
    """
    if cancelled():
        raise Cancelled
    if plan.is_settled:
        return plan.rows
    stretches = _stretches(plan.rows, _size(plan))
    work = _Work(database, plan, stretches, near, cancelled)
    # Many texts are matched with patterns by one interpreter, here or in the process beside.
    alone = _is_much_to_match(plan) or not database.is_shared
    helpers = 0 if alone else min(_THREADS, os.cpu_count() or 1) - 1
    waiting = [_pool().submit(work.go_on) for _ in range(min(helpers, len(stretches) - 1))]
    pause = _BETWEEN_PARTS
    due = time.monotonic() + _FIRST_PART
    try:
        while work.step():
            if partial is not None and time.monotonic() >= due and (found := work.so_far()):
                partial(found)
                due = time.monotonic() + pause
                pause = min(2 * pause, _MOST_BETWEEN_PARTS)
    except BaseException:
        work.failed = True
        raise
    finally:
        for one in waiting:
            one.result()
    if work.failed:
        raise Cancelled
    return work.whole()


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="search", initializer=give_way)


def give_way() -> None:
    """Let this thread work only where nobody waits for the processor: keys and frames come first.

    Linux has a priority for each thread; elsewhere nothing changes.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), child.NICE)


def _is_much_to_match(plan: Plan) -> bool:
    return bool(plan.patterns) and plan.candidates >= _WORTH_A_PROCESS


def _size(plan: Plan) -> int:
    """Return how many rows to ask for at once: fewer where each candidate among them takes long."""
    if not plan.patterns:
        return STRETCH
    return min(STRETCH, max(1, MATCHED * len(plan.rows) // max(MATCHED, plan.candidates)))


def _stretches(rows: range, size: int) -> list[range]:
    """Return rows parted at multiples of ``size``."""
    edges = [rows.start, *range(rows.start - rows.start % size + size, rows.stop, size), rows.stop]
    return [range(first, after) for first, after in pairwise(edges) if first < after]


def _outwards(count: int, start: int) -> Iterator[int]:
    """Yield the numbers below ``count``, from ``start`` in turns to both sides."""
    for step in range(count):
        if step == 0:
            yield start
            continue
        if start + step < count:
            yield start + step
        if start - step >= 0:
            yield start - step


def _others(rows: range, found: Rows) -> array[int]:
    """Return those of ``rows`` that were not found."""
    left = bytearray(b"\1" * len(rows))
    for row in found:
        left[row - rows.start] = 0
    return array("I", compress(rows, left))


class _Work:
    """The stretches of one search, shared by the threads that do it."""

    def __init__(
        self,
        database: Database,
        plan: Plan,
        stretches: list[range],
        near: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._database = database
        self._plan = plan
        self._stretches = stretches
        self._start = next((n for n, one in enumerate(stretches) if near < one.stop), len(stretches) - 1)
        self._left = _outwards(len(stretches), self._start)
        self._taking = threading.Lock()
        self._found: dict[int, array[int]] = {}
        self._cancelled = cancelled
        self._matcher = database.matcher if _is_much_to_match(plan) else None
        if self._matcher is not None:
            self._matcher.start()
        self.failed = False

    def step(self) -> bool:
        """Do the next stretch; return whether there was one.

        Raises:
            Cancelled: nobody wants the answer any more.
        """
        with self._taking:
            number = next(self._left, None)
        if number is None or self.failed:
            return False
        if self._cancelled():
            raise Cancelled
        found = self._ask(self._stretches[number])
        self._found[number] = _others(self._stretches[number], found) if self._plan.inverted else found
        return True

    def go_on(self) -> None:
        """Do stretches until none is left; for a thread that helps."""
        try:
            while self.step():
                pass
        except Cancelled:
            self.failed = True
        except BaseException:
            self.failed = True
            raise

    def _ask(self, rows: range) -> array[int]:
        given = {**dict(self._plan.parameters), "lo": rows.start, "hi": rows.stop}
        # Until the process beside is ready, it is done here: few rows are all found before that.
        if self._matcher is not None and self._matcher.is_ready and self._found:
            try:
                return self._matcher.rows((self._plan.sql, given, self._plan.patterns), self._cancelled)
            except GivenUpError:
                raise Cancelled from None
            except GoneError:
                self._matcher = None
        with self._database.connection() as connection:
            if self._plan.patterns:
                use_patterns(connection, self._plan.patterns, self._check)
            try:
                return rows_found(connection, self._plan.sql, given)
            except sqlite3.OperationalError:
                if self._cancelled():
                    raise Cancelled from None
                raise

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled

    def so_far(self) -> array[int]:
        """Return what was found in the stretches that are done around the first one, without gaps."""
        first = last = self._start
        if first not in self._found:
            return array("I")
        while first - 1 in self._found:
            first -= 1
        while last in self._found:
            last += 1
        return self._joined(range(first, last))

    def whole(self) -> array[int]:
        """Return all that was found."""
        return self._joined(range(len(self._stretches)))

    def _joined(self, numbers: range) -> array[int]:
        if len(numbers) == 1:
            return self._found[numbers[0]]
        found = array("I")
        for number in numbers:
            found.extend(self._found[number])
        return found
