"""What a part of a timeline needs to be a complete timeline again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from timeline_tui.model.timeline import Event, Evidence, Participant, Source, Timeline

Links = Mapping[str, tuple[str, ...]]
"""The ids that each id leads to: what a participant is affiliated to, what a source reprints."""


def without_lists(timeline: Timeline) -> Timeline:
    """Return a timeline with neither events nor participants nor sources."""
    return timeline.model_copy(update={"sources": (), "participants": (), "events": ()})


def affiliated(participants: Iterable[Participant]) -> Links:
    """Return what each participant is affiliated to."""
    return {p.id: tuple(a.of for a in p.affiliations) for p in participants}


def reprinted(sources: Iterable[Source]) -> Links:
    """Return what each source reprints."""
    return {s.id: (s.derived_from,) if s.derived_from else () for s in sources}


def needed(events: Iterable[Event], people: Links, sources: Links) -> tuple[set[str], set[str]]:
    """Return the ids of the participants and the sources that events need, going through them once.

    Those are: everyone they name as participant, speaker, addressee, relay, place or rival value; the bodies
    those are affiliated to, and theirs in turn; the sources of all evidence and those they reprint. Only ids
    that ``people`` and ``sources`` have are kept, so that memory grows with those and not with the events.
    """
    named: set[str] = set()
    cited: set[str] = set()
    for event in events:
        named.update(name for name in _names(event) if name in people)
        cited.update(item.source for item in _evidence(event) if item.source in sources)
    return _closure(named, people), _closure(cited, sources)


def _names(event: Event) -> Iterator[str]:
    """Yield all that may be the id of a participant."""
    if event.place is not None:
        yield event.place
    for participation in event.participants:
        yield participation.who
    for statement in event.statements:
        yield from statement.to
        if statement.speaker is not None:
            yield statement.speaker
        if statement.via is not None:
            yield statement.via
    for claim in event.claims:
        yield claim.value


def _evidence(event: Event) -> Iterator[Evidence]:
    yield from event.evidence
    for statement in event.statements:
        yield from statement.evidence
    for claim in event.claims:
        yield from claim.evidence


def _closure(first: Iterable[str], links: Links) -> set[str]:
    """Return the ids reached from ``first``; those not in ``links`` name nothing and are left out."""
    reached: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        if name in links and name not in reached:
            reached.add(name)
            waiting.extend(links[name])
    return reached
