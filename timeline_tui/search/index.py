"""The index of a timeline: what is in it, and answers to queries as sorted row numbers.

A row is an event's place in timeline order. What is looked for stands in an SQLite database: in a file that
was made before, or in memory, where it is made when the first question comes.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import tzinfo
from itertools import chain
from pathlib import Path

from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import Event, Participant, Source, Timeline
from timeline_tui.search.contents import Contents, Counts, Listed
from timeline_tui.search.expressions import Everything, Expression, Field
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import Names
from timeline_tui.search.rows import Rows
from timeline_tui.search.store.contents import Stored
from timeline_tui.search.store.database import Database, open_database
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.search.store.plan import Plan, Planner
from timeline_tui.search.store.run import Cancelled, never, run
from timeline_tui.search.store.values import rows_of_value
from timeline_tui.search.store.write import fill

__all__ = ["BrokenIndex", "Cancelled", "Counts", "Index", "Plan", "RowNumbers", "never"]

RowNumbers = Sequence[int]
"""Row numbers, ascending, each once: a range or an array."""

Partial = Callable[[RowNumbers], None]
"""Told what was found so far."""


class Index:
    """A timeline in order, ready to be asked. Several threads may ask at once."""

    def __init__(self, timeline: Timeline | Contents) -> None:
        """Put the events of ``timeline`` in order; or take what an open index holds."""
        self._contents: Contents = Listed(timeline) if isinstance(timeline, Timeline) else timeline
        self._database: Database | None = timeline.database if isinstance(timeline, Stored) else None
        self._planner: Planner | None = None
        self._making = threading.Lock()
        self.rows: Rows = self._contents.rows
        """The events in timeline order; undated ones last."""
        self.zone: tzinfo = self._contents.zone
        """The zone that the timeline's days and local times mean; queries are to be read with it."""
        self.head: Timeline = self._contents.head
        """Title, zone and unknown keys: the timeline without events, participants and sources."""

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open an index file.

        Raises:
            BrokenIndex: it is none, damaged, or of another version.
            OSError: it cannot be read.
        """
        return cls(Stored(open_database(path)))

    def close(self) -> None:
        """Close the file, if there is one; to be called when nobody asks any more."""
        if self._database is not None:
            self._database.close()

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self.rows)

    # --- what is in it ---

    @property
    def title(self) -> str:
        """The title of the timeline."""
        return self.head.title

    @property
    def timezone(self) -> str:
        """The name of the zone, as the timeline has it."""
        return self.head.timezone

    @property
    def origin(self) -> str:
        """The timeline file that an index file was made of; empty for one in memory."""
        return "" if self._database is None else self._database.about.get("origin", "")

    @property
    def sha256(self) -> str:
        """The SHA-256 of that file's bytes; empty if it is not known."""
        return "" if self._database is None else self._database.about.get("sha256", "")

    @property
    def counts(self) -> Counts:
        """How much there is."""
        return self._contents.counts

    @property
    def names(self) -> Names:
        """What participants and sources are called."""
        return self._contents.names

    @property
    def starts(self) -> Sequence[int]:
        """Seconds since 1970 at which the dated rows stand, ascending: what histograms count in.

        They belong to the first rows; the undated ones, which come last, have none.
        """
        return self.rows.starts

    @property
    def source_ids(self) -> Sequence[str]:
        """The ids of the sources in the order of the file."""
        return self._contents.source_ids

    def participant(self, participant_id: str) -> Participant | None:
        """Return the participant with this id, None if there is none; of equal ids the first."""
        return self._contents.participant(participant_id)

    def participants(self) -> Iterator[Participant]:
        """Yield the participants in the order of the file."""
        return self._contents.participants()

    def sources(self) -> Iterator[Source]:
        """Yield the sources in the order of the file."""
        return self._contents.sources()

    def events(self, rows: Iterable[int]) -> Iterator[Event]:
        """Yield the events of some rows in the order asked for.

        Raises:
            BrokenIndex: one cannot be read.
        """
        return self._contents.events(rows)

    def in_file_order(self, rows: Iterable[int]) -> list[int]:
        """Return rows in the order in which the file has their events."""
        return self._contents.in_file_order(rows)

    def row_of(self, event_id: str) -> int | None:
        """Return the row of the event with this id, None if there is none; of equal ids the first row."""
        return self._contents.row_of(event_id)

    def problems(self) -> Iterator[Problem]:
        """Yield what was found wrong with the file that the index was made of."""
        return self._contents.problems()

    @property
    def problem_count(self) -> int:
        """How many problems there are."""
        found = 0 if self._database is None else self._database.ask("SELECT count(*) FROM problems")[0][0]
        return int(found)

    # --- what is asked ---

    def search(
        self,
        query: Query,
        *,
        marked: Collection[str] = frozenset(),
        noted: Collection[str] = frozenset(),
        cancelled: Callable[[], bool] = never,
        near: int = 0,
        partial: Partial | None = None,
    ) -> RowNumbers:
        """Return the rows that ``query`` lets through, ascending.

        ``marked`` and ``noted`` are ids of events for ``is:marked`` and ``has:note``. ``cancelled`` is asked
        every few milliseconds. ``partial`` is told, now and then and in this thread, which rows of a stretch
        around the row ``near`` are let through; what it is told last may be less than the answer.

        Raises:
            Cancelled: ``cancelled`` returned true.
            BrokenIndex: the index file is damaged.
        """
        return self.find(
            query.expression, marked=marked, noted=noted, cancelled=cancelled, near=near, partial=partial
        )

    def find(
        self,
        expression: Expression,
        *,
        marked: Collection[str] = frozenset(),
        noted: Collection[str] = frozenset(),
        cancelled: Callable[[], bool] = never,
        near: int = 0,
        partial: Partial | None = None,
    ) -> RowNumbers:
        """Return the rows that ``expression`` lets through, as ``search`` does for a query."""
        if cancelled():
            raise Cancelled
        plan = self._plan(expression, marked, noted)
        return run(self.database, plan, cancelled=cancelled, near=near, partial=partial)

    def plan(self, query: Query) -> Plan:
        """Return how ``query`` would be answered."""
        return self._plan(query.expression, (), ())

    def _plan(self, expression: Expression, marked: Collection[str], noted: Collection[str]) -> Plan:
        return self.planner.plan(expression, self._rows_of(marked), self._rows_of(noted))

    def _rows_of(self, ids: Collection[str]) -> list[int]:
        """Return the rows of the events with these ids: of equal ids all, since all carry the mark."""
        if not ids:
            return []
        query = "SELECT e.row FROM json_each(?) j JOIN events e ON e.id = j.value ORDER BY e.row"
        return [row for (row,) in self.database.ask(query, (json.dumps(list(ids)),))]

    def prepare(self, cancelled: Callable[[], bool] = never) -> None:
        """Make now what the first search would have to make; for a moment when nobody waits."""
        if not cancelled():
            self._plan(Everything(), (), ())

    def rows_with(self, name: str, value: str) -> RowNumbers:
        """Return the rows whose field ``name`` holds ``value``: an id for people and sources, else words.

        ``name`` is a field of the query language, but neither ``said`` nor ``mode``.
        """
        number = self.planner.values.number(name, value)
        return () if number is None else rows_of_value(self.database, number)

    def matching_values(self, field: Field) -> tuple[str, ...]:
        """Return the values that a field term means: the ids of those called so, the tags that hold it."""
        return self.planner.values.words(self.planner.values.numbers(field))

    @property
    def database(self) -> Database:
        """What is asked; made now if it was not before."""
        if self._database is None:
            with self._making:
                if self._database is None:
                    self._database = _in_memory(self._contents)
        return self._database

    @property
    def planner(self) -> Planner:
        """Plans queries to this index."""
        if self._planner is None:
            self._planner = Planner(self.database, lambda: self.starts)
        return self._planner


def _in_memory(contents: Contents) -> Database:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("ATTACH ':memory:' AS stage")
    events = contents.events(range(len(contents.rows)))
    records: Iterable[Source | Participant | Event] = chain(
        contents.sources(), contents.participants(), events
    )
    fill(connection, contents.head, records)
    connection.execute("DETACH stage")
    return Database(None, connection)
