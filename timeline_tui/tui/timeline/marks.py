"""The numbers at the edge of an event's line, and the words that say where else a filter's hit is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from timeline_tui.model.timeline import Event
from timeline_tui.search.expressions import And, Expression, Field, Span
from timeline_tui.search.highlight import Hit, highlight, where
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import Names, source_ids
from timeline_tui.search.versions import versions


class Marks(NamedTuple):
    """How many versions the most disputed field has (0 if none is), people, statements and sources."""

    versions: int
    people: int
    statements: int
    sources: int


def marks(event: Event) -> Marks:
    """Return the numbers shown at the right of an event's line."""
    return Marks(
        max(map(len, versions(event).values()), default=0),
        len({part.who for part in event.participants}),
        len(event.statements),
        len(source_ids(event)),
    )


@dataclass(frozen=True, slots=True)
class Search:
    """A query whose hits are marked. ``names`` are those of the index."""

    query: Query
    names: Names

    def in_title(self, title: str) -> tuple[Span, ...]:
        """Return the spans of a title that are hits."""
        return highlight(self.query, title)

    def elsewhere(self, event: Event) -> Hit | None:
        """Return a hit that is not in the event's title, for words that may stand anywhere or in a statement.

        A term such as ``who:`` says itself where its hit is.
        """
        telling = _telling(self.query)
        return None if telling is None else where(telling, event, self.names)


@lru_cache(maxsize=8)
def _telling(query: Query) -> Query | None:
    """Return the part of a query whose hits need to be pointed at."""
    parts = [term.expression for term in query.terms if not _names_its_place(term.expression)]
    if not parts:
        return None
    return Query(query.text, And(tuple(parts)) if len(parts) > 1 else parts[0])


def _names_its_place(expression: Expression) -> bool:
    return isinstance(expression, Field) and expression.name != "said"
