"""What is in a timeline whose index is a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from timeline_tui.model.order import home_zone
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import Event, Participant, Source, Timeline
from timeline_tui.search.contents import Counts
from timeline_tui.search.parts import Names
from timeline_tui.search.store import codec
from timeline_tui.search.store.database import Database
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.search.store.names import SourceIds, names_in, participants_in, sources_in
from timeline_tui.search.store.rows import StoredRows

_BATCH = 200


class Stored:
    """A timeline in an index file; nothing is read before it is asked for."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.head = _head(database)
        self.zone = home_zone(self.head)
        self.rows = StoredRows(database, self.zone)
        self.counts = Counts(*(database.number(n) for n in ("events", "people", "statements", "conflicts")))
        self._participants = participants_in(database)
        self._sources = sources_in(database)

    @cached_property
    def names(self) -> Names:
        """What participants and sources are called."""
        return names_in(self.database)

    @cached_property
    def source_ids(self) -> SourceIds:
        """The ids of the sources in the order of the file."""
        return SourceIds(self.database)

    def participant(self, participant_id: str) -> Participant | None:
        """Return the participant with this id."""
        return self._participants.get(participant_id)

    def participants(self) -> Iterator[Participant]:
        """Yield the participants."""
        return self._participants.records()

    def sources(self) -> Iterator[Source]:
        """Yield the sources."""
        return self._sources.records()

    def events(self, rows: Iterable[int]) -> Iterator[Event]:
        """Yield the events of some rows, a block in memory at a time."""
        return self.rows.events(rows)

    def in_file_order(self, rows: Iterable[int]) -> list[int]:
        """Return rows in the order in which the file has their events."""
        return self.rows.in_file_order(rows)

    def row_of(self, event_id: str) -> int | None:
        """Return the row of the event with this id."""
        found: int | None = self.database.ask("SELECT min(row) FROM events WHERE id = ?", (event_id,))[0][0]
        return found

    def problems(self) -> Iterator[Problem]:
        """Yield what was found wrong when the index was made."""
        last = -1
        query = "SELECT number, record FROM problems WHERE number > ? ORDER BY number LIMIT ?"
        while found := self.database.ask(query, (last, _BATCH)):
            yield from (Problem(**codec.decode_value(record)) for _, record in found)
            last = found[-1][0]


def _head(database: Database) -> Timeline:
    """Return title, zone and unknown keys as they were in the timeline."""
    about = database.about
    try:
        known = {"title": about["title"], "timezone": about["timezone"]}
        return Timeline.model_validate({**codec.decode_value(about["extra"]), **known})
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenIndex("what the index says about its timeline cannot be read") from error
