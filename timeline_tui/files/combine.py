"""Several timelines as one.

Equal records become one. Where one id stands for different records, those of the later timeline get its label
in front, and so does everything that refers to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TypeVar

from timeline_tui.model.calendar import DAY, days_from_civil
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import Claim, Event, Evidence, Participant, Source, Timeline
from timeline_tui.model.zones import ZoneError, offset_at_local, zone

R = TypeVar("R", Source, Participant, Event)

_LOCAL_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?![\d:Z+-])", re.ASCII)
_NOT_IN_ID = re.compile(r"[^\w.-]+")


def combine(parts: Sequence[tuple[str, Timeline]]) -> tuple[Timeline, tuple[Problem, ...]]:
    """Return one timeline of all events, and what had to be changed for that.

    ``parts`` are timelines with a label each, such as the file's name. Where zones or unknown keys differ,
    the first counts. Local times of a timeline in another zone get their offset; its days then mean days of
    the first zone, which is warned about. One timeline alone comes back as it is. Relative paths of documents
    should have the same origin (``export.rebased``).
    """
    if len(parts) == 1:
        return parts[0][1], ()
    problems: list[Problem] = []
    zone_name = parts[0][1].timezone if parts else "UTC"
    sources: dict[str, Source] = {}
    participants: dict[str, Participant] = {}
    events: dict[str, Event] = {}
    extra: dict[str, object] = {}
    for label, part in parts:
        timeline = _in_zone(part, zone_name, label, problems)
        renamed = _Renamed({}, {})
        _rename(timeline.sources, sources, label, renamed.sources, renamed.in_source)
        _rename(timeline.participants, participants, label, renamed.participants, renamed.in_participant)
        _rename(timeline.events, events, label, renamed.events, renamed.in_event)
        for noun in ("source", "participant", "event"):
            for old, now in getattr(renamed, f"{noun}s").items():
                message = f"another file has a different {noun} with this id; here it is “{now}”"
                problems.append(Problem("warning", "id-collision", message, file=label, id=old, value=old))
        for name, item in timeline.extra().items():
            if extra.setdefault(name, item) != item:
                message = f"the files differ in “{name}”; the first counts"
                problems.append(Problem("warning", "combined-key", message, file=label, value=name))
    titles = dict.fromkeys(timeline.title for _, timeline in parts if timeline.title)
    combined = Timeline.model_validate(
        {
            **extra,
            "title": " + ".join(titles),
            "timezone": zone_name,
            "sources": tuple(sources.values()),
            "participants": tuple(participants.values()),
            "events": tuple(events.values()),
        }
    )
    return combined, tuple(problems)


def _rename(
    records: Sequence[R], taken: dict[str, R], label: str, new: dict[str, str], moved: Callable[[R], R]
) -> None:
    """Add the records to ``taken``, under ``new`` ids where theirs stands for something else.

    ``moved`` gives a record with the new ids known so far. A record that is equal but refers to a renamed one
    is not the same either, so this goes on until nothing more is renamed.
    """
    used = {record.id for record in records} | taken.keys()
    prefix = _NOT_IN_ID.sub("-", label).strip("-.") or "other"
    again = True
    while again:
        again = False
        for record in records:
            if record.id in new or record.id not in taken or taken[record.id] == moved(record):
                continue
            candidate, number = f"{prefix}-{record.id}", 2
            while candidate in used:
                candidate, number = f"{prefix}-{number}-{record.id}", number + 1
            new[record.id] = candidate
            used.add(candidate)
            again = True
    for record in records:
        now = moved(record)
        taken.setdefault(now.id, now)


@dataclass(frozen=True, slots=True)
class _Renamed:
    """The new ids of one timeline's records, and the records with them."""

    sources: dict[str, str]
    participants: dict[str, str]
    events: dict[str, str] = field(default_factory=dict)

    def in_source(self, source: Source) -> Source:
        if not self.sources:
            return source
        parent = source.derived_from
        update = {
            "id": self.sources.get(source.id, source.id),
            "derived_from": parent and self.sources.get(parent, parent),
        }
        return source.model_copy(update=update)

    def in_participant(self, participant: Participant) -> Participant:
        ids = self.participants
        if not ids:
            return participant
        affiliations = tuple(
            item.model_copy(update={"of": ids.get(item.of, item.of)}) for item in participant.affiliations
        )
        update = {"id": ids.get(participant.id, participant.id), "affiliations": affiliations}
        return participant.model_copy(update=update)

    def in_event(self, event: Event) -> Event:
        if not self.sources and not self.participants and not self.events:
            return event
        ids = self.participants
        return event.model_copy(
            update={
                "id": self.events.get(event.id, event.id),
                "participants": tuple(
                    item.model_copy(update={"who": ids.get(item.who, item.who)})
                    for item in event.participants
                ),
                "evidence": self._evidence(event.evidence),
                "statements": tuple(
                    item.model_copy(
                        update={
                            "speaker": item.speaker and ids.get(item.speaker, item.speaker),
                            "via": item.via and ids.get(item.via, item.via),
                            "to": tuple(ids.get(word, word) for word in item.to),
                            "evidence": self._evidence(item.evidence),
                        }
                    )
                    for item in event.statements
                ),
                "claims": tuple(
                    item.model_copy(update={"evidence": self._evidence(item.evidence)})
                    for item in event.claims
                ),
            }
        )

    def _evidence(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(
            item.model_copy(update={"source": self.sources.get(item.source, item.source)})
            for item in evidence
        )


def _in_zone(timeline: Timeline, zone_name: str, label: str, problems: list[Problem]) -> Timeline:
    """Return the timeline with an offset at each local time, if its zone is not ``zone_name``."""
    if timeline.timezone == zone_name:
        return timeline
    try:
        where = zone(timeline.timezone)
    except ZoneError:
        return timeline
    message = f"times of this file are those of {timeline.timezone}; combined, days are those of {zone_name}"
    problems.append(Problem("warning", "zones-differ", message, file=label))
    return timeline.model_copy(
        update={"events": tuple(_event_with_offsets(e, where) for e in timeline.events)}
    )


def _event_with_offsets(event: Event, where: tzinfo) -> Event:
    def claim(item: Claim) -> Claim:
        return (
            item.model_copy(update={"value": with_offsets(item.value, where)})
            if item.field == "when"
            else item
        )

    return event.model_copy(
        update={
            "when": event.when and with_offsets(event.when, where),
            "claims": tuple(claim(item) for item in event.claims),
        }
    )


def with_offsets(text: str, where: tzinfo) -> str:
    """Return a date with the offset of ``where`` at each time that has none; no date comes back as it is."""
    try:
        parse(text, where)
    except EdtfError:
        return text
    return _LOCAL_TIME.sub(lambda match: match[0] + _offset(match, where), text)


def _offset(match: re.Match[str], where: tzinfo) -> str:
    year, month, day, hour, minute = (int(match[number]) for number in range(1, 6))
    local = days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60 + int(match[6] or 0)
    minutes = round(offset_at_local(local, where) / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
