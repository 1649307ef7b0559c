"""The order of a timeline's events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo
from operator import itemgetter

from timeline_tui.model.edtf import EdtfError, When, parse, sort_key
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.model.zones import ZoneError, zone


@dataclass(frozen=True, slots=True)
class Dated:
    """An event and what its ``when`` means; None if it has none or none that can be read."""

    event: Event
    when: When | None


def home_zone(timeline: Timeline) -> tzinfo:
    """Return the zone that the timeline's local times mean; UTC if it names none that exists."""
    try:
        return zone(timeline.timezone)
    except ZoneError:
        return UTC


def when_of(event: Event, where: tzinfo) -> When | None:
    """Return what the event's ``when`` means in the zone ``where``; None if it cannot be said."""
    if event.when is None:
        return None
    try:
        return parse(event.when, where)
    except EdtfError:
        return None


def in_order(timeline: Timeline) -> tuple[Dated, ...]:
    """Return the events by earliest start, narrower before wider, then in file order; undated ones last."""
    where = home_zone(timeline)
    dated = [Dated(event, when_of(event, where)) for event in timeline.events]
    keyed = [(sort_key(item.when), item) for item in dated]
    keyed.sort(key=itemgetter(0))
    return tuple(item for _, item in keyed)
