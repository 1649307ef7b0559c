"""The values of fields that a term means, by number: what facets, chips and the plans of queries go by."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from functools import lru_cache

from timeline_tui.search.expressions import Field
from timeline_tui.search.fold import fold_words
from timeline_tui.search.store.database import Database

_KEPT = 64
_STRETCH = 65_536


def rows_of_value(database: Database, number: int) -> array[int]:
    """Return the rows whose field holds the value with this number, ascending."""
    found = array("I")
    query = (
        "SELECT group_concat(row), max(row) FROM"
        " (SELECT row FROM occurrences WHERE value = ? AND row > ? ORDER BY row LIMIT ?)"
    )
    last = -1
    while True:
        text, last = database.ask(query, (number, last, _STRETCH))[0]
        if text is None:
            return found
        found.extend(array("I", map(int, text.split(","))))


class Values:
    """Looks up what stands in the fields of an index."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._found = lru_cache(_KEPT)(self._look)

    def numbers(self, field: Field) -> tuple[int, ...]:
        """Return the numbers of the values that a field term means: those called so, or holding its words."""
        return self._found(field.name, fold_words(field.value), field.exact)

    def _look(self, name: str, wanted: str, exact: bool) -> tuple[int, ...]:
        query = "SELECT number FROM field_values WHERE field = ? AND instr(names, ?) ORDER BY number"
        found = self._database.ask(query, (name, f"\n{wanted}\n" if exact else wanted))
        return tuple(number for (number,) in found)

    def number(self, name: str, value: str) -> int | None:
        """Return the number of one value of a field, None if no event has it."""
        query = "SELECT number FROM field_values WHERE field = ? AND value = ?"
        found = self._database.ask(query, (name, value))
        return int(found[0][0]) if found else None

    def words(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the values with these numbers, as they stand in the timeline."""
        query = "SELECT f.value FROM json_each(?) j JOIN field_values f ON f.number = j.value ORDER BY j.key"
        return tuple(value for (value,) in self._database.ask(query, (json.dumps(numbers),)))

    def events(self, numbers: Sequence[int]) -> int:
        """Return how many events have any of the values, at most: one that has two counts twice."""
        query = "SELECT sum(f.events) FROM json_each(?) j JOIN field_values f ON f.number = j.value"
        return int(self._database.ask(query, (json.dumps(numbers),))[0][0] or 0)
