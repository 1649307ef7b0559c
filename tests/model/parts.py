"""A part of a timeline in memory: the plain form that streaming exports are compared with."""

from __future__ import annotations

from collections.abc import Iterable

from timeline_tui.model.subset import affiliated, needed, reprinted
from timeline_tui.model.timeline import Event, Timeline


def subset(timeline: Timeline, events: Iterable[str | Event]) -> Timeline:
    """Return the timeline of the given events (or ids), with just the participants and sources they need.

    Order and unknown keys stay as they are. Ids that the timeline does not have are passed over.
    """
    wanted = {event if isinstance(event, str) else event.id for event in events}
    kept = tuple(event for event in timeline.events if event.id in wanted)
    people, sources = needed(kept, affiliated(timeline.participants), reprinted(timeline.sources))
    return timeline.model_copy(
        update={
            "events": kept,
            "participants": tuple(p for p in timeline.participants if p.id in people),
            "sources": tuple(s for s in timeline.sources if s.id in sources),
        }
    )
