"""A part of a timeline that is a complete timeline again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline_tui.model.timeline import Event, Evidence, Timeline


def subset(timeline: Timeline, events: Iterable[str | Event]) -> Timeline:
    """Return the timeline of the given events (or ids), with just the participants and sources they need.

    Kept with them are: everyone they name as participant, speaker, addressee, relay or rival value; the
    bodies those are affiliated to, and theirs in turn; the sources of all evidence and those they reprint.
    Order and unknown keys stay as they are. Ids that the timeline does not have are passed over.
    """
    wanted = {event if isinstance(event, str) else event.id for event in events}
    kept = tuple(event for event in timeline.events if event.id in wanted)
    affiliated = {p.id: tuple(a.of for a in p.affiliations) for p in timeline.participants}
    reprinted: dict[str, tuple[str, ...]] = {
        s.id: (s.derived_from,) if s.derived_from else () for s in timeline.sources
    }
    people = _closure((name for event in kept for name in _names(event)), affiliated)
    sources = _closure((e.source for event in kept for e in _evidence(event)), reprinted)
    return timeline.model_copy(
        update={
            "events": kept,
            "participants": tuple(p for p in timeline.participants if p.id in people),
            "sources": tuple(s for s in timeline.sources if s.id in sources),
        }
    )


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


def _closure(first: Iterable[str], further: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the ids reached from ``first``; those not in ``further`` name nothing and are left out."""
    reached: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        if name in further and name not in reached:
            reached.add(name)
            waiting.extend(further[name])
    return reached
