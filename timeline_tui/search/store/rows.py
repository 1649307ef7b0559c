"""The events of an index in order, fetched a block at a time as they are looked at."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from functools import cached_property
from itertools import islice
from typing import overload

from timeline_tui.model.order import Dated, when_of
from timeline_tui.model.timeline import Event
from timeline_tui.model.when import When
from timeline_tui.search.rows import Rows
from timeline_tui.search.sections import Period, Sections
from timeline_tui.search.store import codec
from timeline_tui.search.store.database import Database
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.search.store.schema import SECTION_ARRAYS

_BLOCK = 32
_KEPT = 4096
"""Rows kept: some screens around the places looked at last."""
_STREAMED = 256
UNREADABLE = "This event cannot be read: the index is damaged"


class StoredRows(Rows):
    """Events in an index. Reading one never fails: what is damaged is replaced by an event that says so."""

    def __init__(self, database: Database, zone: tzinfo) -> None:
        super().__init__()
        self._database = database
        self._zone = zone
        self._count = database.number("events")
        self._kept: OrderedDict[int, Dated | str] = OrderedDict()  # records until they are looked at
        self._looking = threading.Lock()
        self.fetched = 0
        """Looks into the index so far: what tests count."""

    @cached_property
    def starts(self) -> Sequence[int]:
        """The seconds since 1970 at which the dated rows stand, ascending."""
        return self._database.numbers("starts", "q")

    @cached_property
    def codes(self) -> Sequence[int]:
        """A number per row."""
        found = self._database.numbers("codes", "i")
        if len(found) != self._count or max(found, default=0) >= len(self.periods):
            raise BrokenIndex("the periods do not fit the events")
        return found

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The periods that ``codes`` number."""
        return self._database.periods("periods")

    def _made(self, zone: tzinfo) -> Sections:
        """Return the runs of rows in ``zone``: those in the timeline's own stand in the index."""
        if str(zone) != str(self._zone):
            return super()._made(zone)
        held = {name: self._database.numbers(f"section_{name}", "q") for name in SECTION_ARRAYS}
        periods = self._database.periods("section_periods")
        lengths = {len(held[name]) for name in ("heads", "first_days", "last_days")} | {
            len(held["first"]) - 1
        }
        if lengths != {len(periods)} or held["first"][-1] != self._count or not held["months"]:
            raise BrokenIndex("the sections do not fit the events")
        return Sections(periods=periods, **held)

    def when(self, row: int) -> When | None:
        """Return what the date of a row means."""
        return self[row].when

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, row: int) -> Dated: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Dated]: ...
    def __getitem__(self, row: int | slice) -> Dated | Sequence[Dated]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(self._count))]
        if row < 0:
            row += self._count
        if not 0 <= row < self._count:
            raise IndexError(row)
        with self._looking:
            found = self._kept.get(row)
            if found is None:
                first = row - row % _BLOCK
                self._fetch(range(first, min(first + _BLOCK, self._count)))
                found = self._kept[row]
            if not isinstance(found, Dated):
                found = self._kept[row] = self._dated(row, found)
            self._kept.move_to_end(row)
        return found

    def fetch(self, rows: Sequence[int]) -> None:
        """Have some rows at hand, wherever they stand, with one look into the index: a screen of them."""
        with self._looking:
            missing = [row for row in rows[: _KEPT // 2] if row not in self._kept]
            if missing:
                self._fetch(missing)

    def _fetch(self, rows: Sequence[int]) -> None:
        """Keep the records of some rows; they are decoded when they are looked at."""
        self.fetched += 1
        given: tuple[object, ...]
        if isinstance(rows, range):
            query, given = (
                "SELECT row, record FROM events WHERE row >= ? AND row < ?",
                (rows.start, rows.stop),
            )
        else:
            query = "SELECT row, record FROM json_each(?) JOIN events ON row = value"
            given = (json.dumps(rows),)
        try:
            found = dict(self._database.ask(query, given))
        except BrokenIndex:
            found = {}
        for row in rows:
            self._kept.setdefault(row, found.get(row) or "")
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _dated(self, row: int, record: str) -> Dated:
        event = _event(record) or Event(id=f"row-{row}", title=UNREADABLE)
        return Dated(event, when_of(event, self._zone))

    @cached_property
    def _numbers(self) -> Sequence[int]:
        return self._database.numbers("numbers", "I")

    def in_file_order(self, rows: Iterable[int]) -> list[int]:
        """Return rows in the order in which the file has their events."""
        return sorted(rows, key=self._numbers.__getitem__)

    def events(self, rows: Iterable[int]) -> Iterator[Event]:
        """Yield the events of some rows in the order asked for, a block in memory at a time.

        Raises:
            BrokenIndex: one cannot be read: what the screen shows in its place must not go into a file.
        """
        query = "SELECT j.value, record FROM json_each(?) j LEFT JOIN events ON row = j.value ORDER BY j.key"
        waiting = iter(rows)
        while block := list(islice(waiting, _STREAMED)):
            for row, record in self._database.ask(query, (json.dumps(block),)):
                event = _event(record)
                if event is None:
                    raise BrokenIndex(f"the event of row {row} cannot be read")
                yield event


def _event(record: str | None) -> Event | None:
    """Return the event of a record, None if it is damaged."""
    try:
        return codec.decode(Event, record) if record else None
    except (TypeError, ValueError):
        return None
