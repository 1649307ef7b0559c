"""Queries with regular expressions, which the interpreter matches: in this process, or in one beside it.

The interpreter does one thing at a time, so a pattern held against a million events here would make keys and
frames wait. A second process does it for the indexes that stand in files.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sqlite3
import sys
import threading
import weakref
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import Popen
from typing import Any

from timeline_tui.search import child
from timeline_tui.search.regex import Pattern
from timeline_tui.search.store import pipes
from timeline_tui.search.store.connect import connect

_CHECKED_EVERY = 16
"""Texts between two looks at whether the answer is still wanted."""
_PATIENCE = 0.03
"""Seconds between two such looks while the process beside works."""
Asked = tuple[str, dict[str, Any], tuple[str, ...]]
"""A query, its parameters, and the patterns that it calls by number."""


class GivenUpError(Exception):
    """The answer is no longer wanted."""


class GoneError(Exception):
    """The process beside ended, or cannot answer."""


def rows_found(connection: sqlite3.Connection, sql: str, parameters: Mapping[str, Any]) -> array[int]:
    """Return the rows that a query of a plan finds.

    Raises:
        sqlite3.Error: the index is damaged, or a function of the query gave up.
    """
    text = connection.execute(sql, dict(parameters)).fetchone()[0]
    return array("I", map(int, text.split(","))) if text else array("I")


def use_patterns(
    connection: sqlite3.Connection, patterns: Sequence[str], check: Callable[[], None] = lambda: None
) -> None:
    """Let queries on a connection call ``matches(number of the pattern, text)``.

    ``check`` is called now and then, and may raise to give up.
    """
    looked_at = 0
    ready = [Pattern(pattern, check) for pattern in patterns]

    def matches(number: int, text: str) -> bool:
        nonlocal looked_at
        looked_at += 1
        if looked_at % _CHECKED_EVERY == 0:
            check()
        # Without the line ends that the texts begin and end with, which are not the event's.
        return ready[number].search(text[1:-2])

    connection.create_function("matches", 2, matches, deterministic=True)


class Matcher:
    """A process that answers queries with patterns on one index file; it starts when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._asking = threading.Lock()
        self._process: Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._ready = threading.Event()
        self._ends: Callable[[], object] = lambda: None

    @property
    def is_ready(self) -> bool:
        """Whether ``rows`` would be answered, or refused, without waiting for a process to start."""
        return self._ready.is_set()

    def rows(self, asked: Asked, given_up: Callable[[], bool]) -> array[int]:
        """Return the rows that a query finds. One thread after the other is served.

        Raises:
            GivenUpError: ``given_up`` returned true, which it is asked every few milliseconds.
            GoneError: there is no answer to be had this way.
        """
        while not self._asking.acquire(timeout=_PATIENCE):
            if given_up():
                raise GivenUpError
        answer: object = None
        try:
            self._put(asked)
            answer = self._answer(given_up)
        finally:
            if not isinstance(answer, bytes):
                self.end()  # it would work on for nobody, or answer what is asked next
            self._asking.release()
        if not isinstance(answer, bytes):
            raise GoneError
        found = array("I")
        found.frombytes(answer)
        return found

    def _answer(self, given_up: Callable[[], bool]) -> object:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=_PATIENCE)
            if given_up():
                raise GivenUpError

    def start(self) -> None:
        """Let the process get ready, if there is none and nobody asks; what goes wrong shows in ``rows``."""
        if self._asking.acquire(blocking=False):
            try:
                self._started()
            except OSError:
                self._ready.set()
            finally:
                self._asking.release()

    def _started(self) -> Popen[bytes]:
        if self._process is None:
            process = self._process = pipes.start(__name__, answer.__name__, str(self._path.resolve()))
            self._ends = weakref.finalize(self, _end, process)
            self._answers, self._ready = queue.SimpleQueue(), threading.Event()
            listening = (process, self._answers, self._ready)
            threading.Thread(target=_listen, args=listening, daemon=True).start()
        return self._process

    def _put(self, asked: Asked) -> None:
        try:
            pipes.send(asked, self._started().stdin)
        except (OSError, ValueError) as error:
            raise GoneError from error

    def end(self) -> None:
        """End the process; another one starts when it is needed again."""
        self._ends()
        self._process = None


def _listen(process: Popen[bytes], answers: queue.SimpleQueue[Any], ready: threading.Event) -> None:
    """Hand on what a process answers once it is ready, and None when it ends."""
    with contextlib.suppress(EOFError, OSError, ValueError, TypeError):
        pipes.received(process.stdout)
        ready.set()
        while True:
            answers.put(pipes.received(process.stdout))
    answers.put(None)
    ready.set()


def _end(process: Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        assert stream is not None  # noqa: S101 -- both are pipes
        with contextlib.suppress(OSError):
            stream.close()


def answer(path: str) -> None:
    """Say that all is ready, and answer the queries that come on standard input, until it closes.

    This is what the process beside does.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.nice(child.NICE)
    known: tuple[str, ...] = ()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt, sqlite3.Error):
        connection = connect(Path(path))
        pipes.send(b"", sys.stdout.buffer)
        while True:
            sql, parameters, patterns = pipes.received(sys.stdin.buffer)
            if patterns != known:
                use_patterns(connection, patterns)
                known = patterns
            pipes.send(rows_found(connection, sql, parameters).tobytes(), sys.stdout.buffer)
