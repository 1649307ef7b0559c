"""Which texts of an event are looked through, and what each is called.

Plain words look "anywhere in the event, its people, statements and places": title, summary, place, tags, the
date's wording, names, aliases and roles of those who took part, spoke or were spoken to, statements and their
verbs, rival versions, and the quotes of the evidence. They do not look through titles and publishers of
sources, which are not the event's own words; ``source:`` and ``publisher:`` do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline_tui.model.timeline import Event, Evidence, Source, Statement, Timeline

Kind = Literal[
    "title",
    "summary",
    "place",
    "tag",
    "date",
    "who",
    "role",
    "said",
    "verb",
    "to",
    "version",
    "quote",
    "source",
    "publisher",
]
"""What a text is: the word that is shown before a hit in it."""


@dataclass(frozen=True, slots=True)
class Names:
    """What participants and sources are called, by id."""

    participants: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, Source]

    def of(self, who: str) -> tuple[str, ...]:
        """Return the name and aliases of a participant; an id that is not known is its own name."""
        return self.participants.get(who) or (who,)

    def source(self, source: str) -> Source | None:
        """Return the source with this id, None if there is none."""
        return self.sources.get(source)


def names_of(timeline: Timeline) -> Names:
    """Return the names of a timeline's participants and its sources by id; of equal ids the first counts."""
    participants = {one.id: (one.name, *one.aliases) for one in reversed(timeline.participants)}
    return Names(participants, {source.id: source for source in reversed(timeline.sources)})


def people(event: Event) -> tuple[str, ...]:
    """Return the ids of those who took part or spoke, each once: what ``who:`` looks through."""
    taking_part = [part.who for part in event.participants]
    speaking = [one.speaker for one in event.statements if one.speaker is not None]
    return tuple(dict.fromkeys(taking_part + speaking))


def evidence(event: Event) -> Iterator[Evidence]:
    """Yield all evidence of an event: its own, its statements' and its rival versions'."""
    yield from event.evidence
    for one in event.statements:
        yield from one.evidence
    for claim in event.claims:
        yield from claim.evidence


def source_ids(event: Event) -> tuple[str, ...]:
    """Return the ids of the sources that an event's evidence stands in, each once."""
    return tuple(dict.fromkeys(one.source for one in evidence(event)))


def plain_parts(event: Event, names: Names) -> Iterator[tuple[Kind, str]]:
    """Yield the texts that plain words, phrases and regular expressions look through, most telling first."""
    yield "title", event.title
    for who in people(event):
        for name in names.of(who):
            yield "who", name
    if event.place:
        yield "place", event.place
    for tag in event.tags:
        yield "tag", tag
    if event.summary:
        yield "summary", event.summary
    for one in event.statements:
        yield from _statement_parts(one, names)
    for part in event.participants:
        if part.role:
            yield "role", part.role
    if event.when_text:
        yield "date", event.when_text
    for claim in event.claims:
        yield "version", claim.value
    yield from _quotes(event)


def _statement_parts(statement: Statement, names: Names) -> Iterator[tuple[Kind, str]]:
    yield "said", statement.text
    if statement.verb:
        yield "verb", statement.verb
    addressed: Sequence[str] = statement.to if statement.via is None else (*statement.to, statement.via)
    for who in addressed:
        for name in names.of(who):
            yield "to", name


def _quotes(event: Event) -> Iterator[tuple[Kind, str]]:
    # A statement's evidence is mostly the statement again.
    said = {one.text for one in event.statements}
    for quote in dict.fromkeys(one.quote for one in evidence(event)):
        if quote not in said:
            yield "quote", quote


def field_values(event: Event, name: str) -> tuple[str, ...]:
    """Return what stands in the field ``name`` of an event: ids for people and sources, else words.

    ``publisher`` is not among the fields, as events hold no publishers: it is looked up by source.
    """
    if name == "who":
        return people(event)
    if name == "speaker":
        return tuple(one.speaker for one in event.statements if one.speaker is not None)
    if name == "to":
        return tuple(who for one in event.statements for who in one.to)
    if name == "place":
        return (event.place,) if event.place else ()
    if name == "tag":
        return event.tags
    if name == "source":
        return source_ids(event)
    if name == "mode":
        return tuple(one.mode for one in event.statements)
    if name == "said":
        return tuple(one.text for one in event.statements)
    raise ValueError(name)


def value_names(value: str, name: str, names: Names) -> tuple[str, ...]:
    """Return the texts under which a value of the field ``name`` can be found."""
    if name in {"who", "speaker", "to"}:
        return (value, *names.of(value))
    if name == "source":
        source = names.source(value)
        titles = () if source is None else (source.title, source.url)
        return (value, *(text for text in titles if text))
    return (value,)


def publishers(event: Event, names: Names) -> tuple[str, ...]:
    """Return the publishers of an event's sources, each once."""
    known = (names.source(source) for source in source_ids(event))
    return tuple(dict.fromkeys(one.publisher for one in known if one is not None and one.publisher))
