"""What participants and sources of an index are called, looked up when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, ValuesView
from functools import lru_cache
from typing import Any, Generic, TypeVar

from timeline_tui.model.timeline import Participant, Record, Source
from timeline_tui.search.parts import Names
from timeline_tui.search.store import codec
from timeline_tui.search.store.database import Database

V = TypeVar("V")
R = TypeVar("R", bound=Record)

_KEPT = 4096
_BATCH = 500


class Looked(Mapping[str, V], Generic[V]):
    """Values by id in a table of the index; of equal ids the first. The last ones looked up are kept."""

    def __init__(self, database: Database, table: str, read: Callable[[str], V]) -> None:
        self._database = database
        self._table = table
        self._read = read
        self._found = lru_cache(_KEPT)(self._look)

    def _look(self, key: str) -> V | None:
        query = f"SELECT record FROM {self._table} WHERE id = ? ORDER BY number LIMIT 1"
        found = self._database.ask(query, (key,))
        try:
            return self._read(found[0][0]) if found else None
        except ValueError:  # a damaged record is none
            return None

    def __getitem__(self, key: str) -> V:
        value = self._found(key)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._all("id"))

    def __len__(self) -> int:
        query = f"SELECT count(DISTINCT id) FROM {self._table}"
        return int(self._database.ask(query)[0][0])

    def values(self) -> ValuesView[V]:
        """Return a view that reads the table from its beginning, whatever the number of ids."""
        return _Values(self)

    def records(self) -> Iterator[V]:
        """Yield the values in the order of the file."""
        return (self._read(record) for _, record in self._all("record"))

    def _all(self, column: str) -> Iterator[tuple[Any, ...]]:
        last = -1
        query = f"SELECT number, {column} FROM {self._table} WHERE number > ? ORDER BY number LIMIT ?"
        while found := self._database.ask(query, (last, _BATCH)):
            yield from ((value, value) if column == "id" else (number, value) for number, value in found)
            last = found[-1][0]


class _Values(ValuesView[V]):
    def __init__(self, looked: Looked[V]) -> None:
        super().__init__(looked)
        self._looked = looked

    def __iter__(self) -> Iterator[V]:
        return self._looked.records()


class SourceIds(Sequence[str]):
    """The ids of the sources in the order of the file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._count = int(database.ask("SELECT count(*) FROM sources")[0][0])

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 -- a number or a slice
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        if not -self._count <= at < self._count:
            raise IndexError(at)
        # Numbers count from 1 without gaps.
        found = self._database.ask("SELECT id FROM sources WHERE number = ?", (at % self._count + 1,))
        return found[0][0]

    def __contains__(self, value: object) -> bool:
        return bool(self._database.ask("SELECT 1 FROM sources WHERE id = ? LIMIT 1", (value,)))

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """Return the place of an id."""
        del start, stop
        found = self._database.ask("SELECT min(number) FROM sources WHERE id = ?", (value,))[0][0]
        if found is None:
            raise ValueError(value)
        return int(found) - 1


def participants_in(database: Database) -> Looked[Participant]:
    """Return the participants by id."""
    return Looked(database, "participants", lambda record: codec.decode(Participant, record))


def sources_in(database: Database) -> Looked[Source]:
    """Return the sources by id."""
    return Looked(database, "sources", lambda record: codec.decode(Source, record))


def names_in(database: Database) -> Names:
    """Return what participants and sources are called."""

    def called(record: str) -> tuple[str, ...]:
        found = codec.decode(Participant, record)
        return (found.name, *found.aliases)

    return Names(Looked(database, "participants", called), sources_in(database))
