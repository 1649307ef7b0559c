"""What an index has of a timeline besides answers: its events, people and sources, in memory or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Protocol

from timeline_tui.model.order import home_zone, in_order
from timeline_tui.model.problems import Problem
from timeline_tui.model.subset import without_lists
from timeline_tui.model.timeline import Event, Participant, Source, Timeline
from timeline_tui.search.parts import Names, names_of
from timeline_tui.search.rows import ListedRows, Rows
from timeline_tui.search.versions import versions


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a timeline. ``people`` are participants that are persons."""

    events: int = 0
    people: int = 0
    statements: int = 0
    conflicts: int = 0


class Contents(Protocol):
    """What is in a timeline."""

    @property
    def head(self) -> Timeline:
        """Title, zone and unknown keys: the timeline without events, participants and sources."""

    @property
    def zone(self) -> tzinfo:
        """The zone that the timeline's days and local times mean."""

    @property
    def rows(self) -> Rows:
        """The events in timeline order."""

    @property
    def counts(self) -> Counts:
        """How much there is."""

    @property
    def names(self) -> Names:
        """What participants and sources are called."""

    @property
    def source_ids(self) -> Sequence[str]:
        """The ids of the sources in the order of the file."""

    def participant(self, participant_id: str) -> Participant | None:
        """Return the participant with this id, None if there is none; of equal ids the first."""

    def participants(self) -> Iterator[Participant]:
        """Yield the participants in the order of the file."""

    def sources(self) -> Iterator[Source]:
        """Yield the sources in the order of the file."""

    def events(self, rows: Iterable[int]) -> Iterator[Event]:
        """Yield the events of some rows in the order asked for."""

    def in_file_order(self, rows: Iterable[int]) -> list[int]:
        """Return rows in the order in which the file has their events."""

    def row_of(self, event_id: str) -> int | None:
        """Return the row of the event with this id, None if there is none; of equal ids the first row."""

    def problems(self) -> Iterator[Problem]:
        """Yield what was found wrong when the index was made."""


class Listed:
    """A timeline in memory."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.zone = home_zone(timeline)
        self.rows = ListedRows(in_order(timeline))

    @cached_property
    def head(self) -> Timeline:
        """The timeline without its lists."""
        return without_lists(self.timeline)

    @cached_property
    def counts(self) -> Counts:
        """How much there is."""
        events = self.timeline.events
        return Counts(
            events=len(events),
            people=sum(participant.kind == "person" for participant in self.timeline.participants),
            statements=sum(len(event.statements) for event in events),
            conflicts=sum(len(versions(event)) for event in events if event.claims),
        )

    @cached_property
    def names(self) -> Names:
        """What participants and sources are called."""
        return names_of(self.timeline)

    @cached_property
    def source_ids(self) -> Sequence[str]:
        """The ids of the sources, each once."""
        return tuple(dict.fromkeys(source.id for source in self.timeline.sources))

    @cached_property
    def _people(self) -> dict[str, Participant]:
        return {one.id: one for one in reversed(self.timeline.participants)}

    def participant(self, participant_id: str) -> Participant | None:
        """Return the participant with this id."""
        return self._people.get(participant_id)

    def participants(self) -> Iterator[Participant]:
        """Yield the participants."""
        return iter(self.timeline.participants)

    def sources(self) -> Iterator[Source]:
        """Yield the sources."""
        return iter(self.timeline.sources)

    def events(self, rows: Iterable[int]) -> Iterator[Event]:
        """Yield the events of some rows."""
        return (self.rows[row].event for row in rows)

    def in_file_order(self, rows: Iterable[int]) -> list[int]:
        """Return rows in the order in which the timeline has their events."""
        place = {id(event): number for number, event in enumerate(self.timeline.events)}
        return sorted(rows, key=lambda row: place[id(self.rows[row].event)])

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {self.rows[row].event.id: row for row in reversed(range(len(self.rows)))}

    def row_of(self, event_id: str) -> int | None:
        """Return the row of the event with this id."""
        return self._row_of.get(event_id)

    def problems(self) -> Iterator[Problem]:
        """Yield nothing: they came with the file."""
        return iter(())
