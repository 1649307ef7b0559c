"""What is kept in memory while an index is written, and what is made of it when all events are known."""

from __future__ import annotations

import contextlib
import sqlite3
from array import array
from collections.abc import Callable, Iterable
from itertools import accumulate, chain, islice, repeat
from typing import Any

from timeline_tui.model.order import home_zone, when_of
from timeline_tui.model.timeline import Event, Participant, Source, Timeline
from timeline_tui.model.when import When
from timeline_tui.search.fold import fold_words
from timeline_tui.search.parts import Names, value_names
from timeline_tui.search.rows import FURTHEST
from timeline_tui.search.sections import Period, Sections, sections
from timeline_tui.search.store import codec, entries, schema
from timeline_tui.search.store.preparing import Beside, Prepared, prepared

BATCH = 1000
"""Events that are staged together."""
_MANY = 4_000
"""Events from which a second process is worth starting."""
_READY = 6_000
"""Events from which it takes part: until then it only gets ready, which takes some 300 ms."""


class Writer:
    """What is kept in memory while an index is written: some hundred bytes an event."""

    def __init__(self, connection: sqlite3.Connection, head: Timeline, *, parallel: bool) -> None:
        for statement in schema.STAGE:
            connection.execute(statement)
        self.connection = connection
        self._parallel = parallel
        self.head = head
        self.zone = home_zone(head)
        self.people: dict[str, tuple[str, ...]] = {}
        self.sources: dict[str, Source] = {}
        self.names = Names(self.people, self.sources)
        self.keys: list[tuple[Any, ...]] = []
        self.starts = array("q")
        self.codes = array("i")
        self.periods: dict[Period, int] = {}
        self.numbers: dict[tuple[str, str], int] = {}
        self.held = array("I")  # numbers of values, of one event after the other
        self.held_until = array("Q")
        self.early: dict[str, list[int]] = {}  # ids named before they are known, by events
        self.counts = {"events": 0, "people": 0, "statements": 0, "conflicts": 0}
        self._last_participant = self._last_source = 0
        self._waiting: list[Event] = []
        self._records: list[str] = []
        self._learnt: dict[str, tuple[str, ...]] = {}
        self._beside: Beside | None = None

    # --- as they come ---

    def take(self, record: Source | Participant | Event, plain: Callable[[], str]) -> None:
        """Take up a record."""
        if isinstance(record, Event):
            text = plain()
            self._waiting.append(record)
            self._records.append(text if text and codec.TAG not in text else codec.encode(record))
            if len(self._waiting) == BATCH:
                self.stage()
        elif isinstance(record, Source):
            self._last_source += 1
            self.sources.setdefault(record.id, record)
            self.connection.execute(
                "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)",
                (self._last_source, *_of_source(record), codec.encode(record)),
            )
        else:
            self._last_participant += 1
            names = (record.name, *record.aliases)
            if self.people.setdefault(record.id, names) is names:
                self._learnt[record.id] = names
            self.counts["people"] += record.kind == "person"
            self.connection.execute(
                "INSERT INTO participants VALUES (?, ?, ?, ?, ?)",
                (self._last_participant, record.id, record.name, record.kind, codec.encode(record)),
            )

    def stage(self) -> None:
        """Write what is known of the events taken up since the last time."""
        if self._beside is None and self._parallel and len(self.keys) >= _MANY:
            self._parallel = False
            with contextlib.suppress(OSError):
                self._beside = Beside(self.head)
        records, self._records = self._records, []
        if self._beside is not None and not self._beside.waiting:
            self._learnt = dict(self.people)
        if self._beside is None or len(self.keys) < _READY:
            ready = [
                (r, prepared(e, self.names, self.zone)) for r, e in zip(records, self._waiting, strict=True)
            ]
        else:
            ready = self._swapped(records)
        self._waiting.clear()
        self._learnt.clear()
        events, found = [], []
        for record, one in ready:
            number = len(self.keys)
            self._note(number, one)
            events.append((number, *one.shown, record))
            found.append((number, *one.facts, one.text, one.said))
        self.connection.executemany("INSERT INTO stage.events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", events)
        self.connection.executemany("INSERT INTO stage.found VALUES (?, ?, ?, ?, ?, ?, ?)", found)

    def _swapped(self, records: list[str]) -> list[tuple[str, Prepared]]:
        """Return what the process beside made of the last batch, or make it here if it is gone."""
        beside = self._beside
        assert beside is not None  # noqa: S101
        before = list(beside.waiting)
        try:
            return beside.swap(records, self._learnt)
        except (OSError, EOFError, ValueError, TypeError):
            self.end()
            here = (codec.decode(Event, record) for record in (*before, *records))
            both = zip((*before, *records), here, strict=True)
            return [(record, prepared(event, self.names, self.zone)) for record, event in both]

    def finish(self) -> None:
        """Write what is still under way."""
        self.stage()
        if self._beside is not None:
            self.stage()
            self.end()

    def end(self) -> None:
        """End the process beside, if there is one."""
        if self._beside is not None:
            self._beside.close()
            self._beside = None

    def _note(self, number: int, one: Prepared) -> None:
        """Keep of an event what is needed when all are known."""
        self.keys.append(one.key)
        self.starts.append(one.start)
        code = one.code
        if one.period is not None:
            code = self.periods.setdefault(Period(*one.period), len(self.periods))
        self.codes.append(code)
        numbers = self.numbers
        self.held.extend([numbers.setdefault(value, len(numbers)) for value in one.values])
        self.held_until.append(len(self.held))
        for who in one.unknown:
            self.early.setdefault(who, []).append(number)
        self.counts["events"] += 1
        self.counts["statements"] += one.statements
        self.counts["conflicts"] += one.conflicts

    # --- when all are known ---

    def write_events(self) -> None:
        """Copy the events in order, and write the arrays of sorted numbers."""
        self._name_early_ones()
        order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        self.order = array("I", order)
        undated = sum(key[0] for key in self.keys)
        self.connection.executemany("INSERT INTO stage.places VALUES (?, ?)", enumerate(order))
        for copy in schema.COPIES:
            self.connection.execute(copy)
        starts = array("q", (self.starts[number] for number in islice(order, len(order) - undated)))
        codes = array("i", (self.codes[number] for number in order))
        self._write_array("starts", starts)
        self._write_array("codes", codes)
        self._write_array("numbers", self.order)
        self._write_array("reach", self._reach())
        self._write_periods("periods", self.periods)
        self._write_sections(sections(codes, tuple(self.periods), starts, self._when_at, self.zone))

    def _when_at(self, row: int) -> When | None:
        (record,) = self.connection.execute("SELECT record FROM events WHERE row = ?", (row,)).fetchone()
        return when_of(codec.decode(Event, record), self.zone)

    def _write_sections(self, found: Sections) -> None:
        """Write the runs in the timeline's own zone: what the first screen needs."""
        for name in schema.SECTION_ARRAYS:
            self._write_array(f"section_{name}", getattr(found, name))
        self._write_periods("section_periods", found.periods)

    def _write_periods(self, name: str, periods: Iterable[Period]) -> None:
        found = codec.encode_value([list(one) for one in periods])
        self.connection.execute("INSERT INTO about VALUES (?, ?)", (name, found))

    def _name_early_ones(self) -> None:
        """Write anew the texts of events that named someone whose names came later."""
        late = {number for who, numbers in self.early.items() if who in self.people for number in numbers}
        for number in sorted(late):
            found = self.connection.execute("SELECT record FROM stage.events WHERE number = ?", (number,))
            event = codec.decode(Event, found.fetchone()[0])
            self.connection.execute(
                "UPDATE stage.found SET text = ? WHERE number = ?", (entries.text(event, self.names), number)
            )

    def _reach(self) -> array[int]:
        """Return how far the rows up to the end of each stride reach at most, in seconds; ascending."""
        query = "SELECT max(coalesce(latest_end, ?)) FROM facts WHERE dated GROUP BY row / ? ORDER BY row / ?"
        found = [most for (most,) in self.connection.execute(query, (FURTHEST, schema.STRIDE, schema.STRIDE))]
        return array("q", accumulate(found, max))

    def last_without_start(self) -> int:
        """Return the row after the last dated event whose beginning is open or unknown, 0 if none is."""
        query = "SELECT max(row) + 1 FROM facts WHERE dated AND earliest_start IS NULL"
        return int(self.connection.execute(query).fetchone()[0] or 0)

    def rows_of_values(self) -> dict[tuple[str, str], array[int]]:
        """Return in which rows each value of a field stands; touches no database."""
        rows_of = [array("I") for _ in self.numbers]
        first = [0, *self.held_until]
        for row, number in enumerate(self.order):
            for value in self.held[first[number] : first[number + 1]]:
                rows_of[value].append(row)
        found = {value: rows_of[number] for value, number in self.numbers.items()}
        found.update(self._publishers(found))
        return found

    def write_fields(self, found: dict[tuple[str, str], array[int]]) -> None:
        """Write what stands in the fields, and in which rows, values of one field side by side."""
        final = sorted(found, key=lambda value: (schema.FIELDS.index(value[0]), -len(found[value]), value[1]))
        self.connection.executemany(
            "INSERT INTO field_values VALUES (?, ?, ?, ?, ?)",
            (
                (number, name, value, self._folded_names(name, value), len(found[name, value]))
                for number, (name, value) in enumerate(final)
            ),
        )
        self.connection.executemany(
            "INSERT INTO occurrences VALUES (?, ?)",
            chain.from_iterable(zip(repeat(number), found[value]) for number, value in enumerate(final)),
        )

    def _publishers(self, found: dict[tuple[str, str], array[int]]) -> dict[tuple[str, str], array[int]]:
        rows: dict[str, set[int]] = {}
        for (name, value), having in found.items():
            publisher = self.sources[value].publisher if name == "source" and value in self.sources else None
            if publisher:
                rows.setdefault(publisher, set()).update(having)
        return {("publisher", publisher): array("I", sorted(having)) for publisher, having in rows.items()}

    def _folded_names(self, name: str, value: str) -> str:
        texts = value_names(value, name, self.names)
        return "\n" + "\n".join(dict.fromkeys(fold_words(text) for text in texts)) + "\n"

    def _write_array(self, name: str, numbers: array[int]) -> None:
        self.connection.execute("INSERT INTO arrays VALUES (?, ?)", (name, numbers.tobytes()))


def _of_source(source: Source) -> tuple[str | None, ...]:
    return source.id, source.publisher, source.title, source.url, source.published
