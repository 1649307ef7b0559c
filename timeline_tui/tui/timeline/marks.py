"""The numbers at the edge of an event's line, and the words that say where else a filter's hit is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from timeline_tui.model.timeline import Event
from timeline_tui.tui.text import Span, visible, whole_words

_FIELDS = ("when", "title", "summary", "place")


class Marks(NamedTuple):
    """How many versions the most disputed field has (0 if none is), people, statements and sources."""

    versions: int
    people: int
    statements: int
    sources: int


def versions(event: Event) -> dict[str, tuple[str, ...]]:
    """Return the versions of each disputed field: the event's own value first, then the rivals, each once.

    A field is disputed if there are two versions at least; what no field of an event holds ("duration")
    counts its claims alone.
    """
    found: dict[str, dict[str, None]] = {}
    for claim in event.claims:
        values = found.get(claim.field)
        if values is None:
            own = getattr(event, claim.field, None) if claim.field in _FIELDS else None
            values = found[claim.field] = {own: None} if isinstance(own, str) else {}
        values[claim.value] = None
    return {field: tuple(values) for field, values in found.items() if len(values) > 1}


def source_ids(event: Event) -> tuple[str, ...]:
    """Return the ids of all sources an event rests on, in the order they are first named."""
    named = dict.fromkeys(evidence.source for evidence in event.evidence)
    for statement in event.statements:
        named.update(dict.fromkeys(evidence.source for evidence in statement.evidence))
    for claim in event.claims:
        named.update(dict.fromkeys(evidence.source for evidence in claim.evidence))
    return tuple(named)


def marks(event: Event) -> Marks:
    """Return the numbers shown at the right of an event's line."""
    return Marks(
        max(map(len, versions(event).values()), default=0),
        len({part.who for part in event.participants}),
        len(event.statements),
        len(source_ids(event)),
    )


Finder = Callable[[str], Sequence[Span]]
"""Where the hits of a filter are in a text."""


def _texts(event: Event, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for part in event.participants:
        yield "who", names.get(part.who, part.who)
    for statement in event.statements:
        if statement.speaker:
            yield "speaker", names.get(statement.speaker, statement.speaker)
    if event.place:
        yield "place", event.place
    for tag in event.tags:
        yield "tag", tag
    for statement in event.statements:
        yield "said", statement.text
    if event.summary:
        yield "summary", event.summary
    for claim in event.claims:
        yield claim.field, claim.value


def hit_elsewhere(event: Event, names: Mapping[str, str], find: Finder) -> tuple[str, str] | None:
    """Return the field and the words of the first hit outside the title: ("who", "Lavrov")."""
    for field, raw in _texts(event, names):
        text = visible(raw)
        for span in find(text):
            start, end = whole_words(text, span)
            if start < end:
                return field, text[start:end]
    return None
