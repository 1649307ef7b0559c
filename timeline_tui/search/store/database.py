"""An index that is open: connections for as many threads as ask, and what is read from it at once."""

from __future__ import annotations

import json
import queue
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from timeline_tui.search.sections import Period
from timeline_tui.search.store import schema
from timeline_tui.search.store.connect import connect
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.search.store.matching import Matcher


class Database:
    """An index in a file or in memory; several threads may ask at once.

    A file is opened for reading alone and as one that nobody changes: indexes are replaced, never edited.
    """

    def __init__(self, path: Path | None, connection: sqlite3.Connection) -> None:
        self.path = path
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self._idle.put(connection)
        self.matcher = None if path is None else Matcher(path)
        """Matches patterns in the texts of a file, in a process of its own."""
        self.about: dict[str, str] = dict(self.ask("SELECT name, value FROM about"))

    @property
    def is_shared(self) -> bool:
        """Whether several threads can really ask at once: a database in memory has one connection."""
        return self.path is not None

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to this thread.

        Raises:
            BrokenIndex: what was asked met damage.
        """
        try:
            found = self._idle.get_nowait() if self.path is not None else self._idle.get()
        except queue.Empty:
            assert self.path is not None  # noqa: S101 -- waited for otherwise
            try:
                found = connect(self.path)
            except sqlite3.Error as error:  # another process may have dropped it from the cache
                raise BrokenIndex(f"the index is gone ({error})") from error
        try:
            yield found
        except sqlite3.DatabaseError as error:
            # A function of ours that gave up is no damage; what the file or the disk says is.
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # none: text that is no UTF-8
            if code & 0xFF in {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_INTERRUPT}:
                raise
            raise BrokenIndex(str(error)) from error
        finally:
            self._idle.put(found)

    def ask(self, query: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return all that a query finds.

        Raises:
            BrokenIndex: the file is damaged.
        """
        with self.connection() as connection:
            return connection.execute(query, parameters).fetchall()

    def close(self) -> None:
        """Give up the connections that nobody uses, and the process beside."""
        if self.matcher is not None:
            self.matcher.end()
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    # --- what is read at once ---

    def number(self, name: str) -> int:
        """Return a count of ``about``; 0 if there is none that can be read."""
        text = self.about.get(name, "")
        return int(text) if text.isdecimal() and text.isascii() else 0

    def numbers(self, name: str, kind: str) -> array[int]:
        """Return an array of machine integers of a ``kind`` that ``array`` knows."""
        found: array[int] = array(kind)
        blobs = self.ask("SELECT data FROM arrays WHERE name = ?", (name,))
        if len(blobs) != 1 or not isinstance(blobs[0][0], bytes) or len(blobs[0][0]) % found.itemsize:
            raise BrokenIndex(f"the array “{name}” is missing or torn")
        found.frombytes(blobs[0][0])
        return found

    def periods(self, name: str) -> tuple[Period, ...]:
        """Return a list of periods of ``about``."""
        try:
            return tuple(Period(*one) for one in json.loads(self.about[name]))
        except (KeyError, TypeError, ValueError) as error:
            raise BrokenIndex(f"the list “{name}” cannot be read") from error

    @cached_property
    def reach(self) -> array[int]:
        """How far the rows up to the end of each stride reach at most; ascending."""
        return self.numbers("reach", "q")


def open_database(path: Path) -> Database:
    """Open an index file.

    Raises:
        BrokenIndex: it is none, of another version, or its size is not what it says.
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    try:
        connection = connect(path)
        (application,), (version,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        if application != schema.APPLICATION_ID:
            raise BrokenIndex("this SQLite file is no index of a timeline")
        if version != schema.SCHEMA_VERSION:
            raise BrokenIndex("the index is of another version; make it anew")
        (pages,), (page,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
        )
        if pages * page != size or not schema.is_expected(connection):
            raise BrokenIndex("the index is damaged or was changed; make it anew")
        return Database(path, connection)
    except sqlite3.Error as error:
        raise BrokenIndex(f"this is no index of a timeline ({error})") from error
