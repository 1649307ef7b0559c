"""The index of one timeline, in memory: it answers queries with sorted row numbers.

A row is an event's place in timeline order. Building costs only the order; what a kind of term needs is made
when it is first asked for: folded texts for words, lists of rows per participant, place, tag, source and
publisher for fields, and bounds for times.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from itertools import accumulate

from timeline_tui.model.edtf import overlaps, within
from timeline_tui.model.order import home_zone, in_order
from timeline_tui.model.timeline import Event, Participant, Source, Timeline
from timeline_tui.search.expressions import (
    And,
    Everything,
    Expression,
    Field,
    Not,
    Or,
    Phrase,
    Regex,
    State,
    Time,
    Word,
)
from timeline_tui.search.fold import fold_words
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import Names, field_values, names_of, plain_parts, publishers, value_names
from timeline_tui.search.regex import Pattern
from timeline_tui.search.rows import ListedRows, Rows
from timeline_tui.search.states import state_test
from timeline_tui.search.versions import versions

_CHUNK = 512
_REGEX_CHUNK = 16
# What narrows most for least work comes first in "a b c".
_COST: dict[type, int] = {Time: 0, State: 1, Field: 2, Word: 3, Phrase: 3, Not: 4, And: 5, Or: 5, Regex: 6}

RowNumbers = Sequence[int]
"""Row numbers, ascending, each once."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a timeline. ``people`` are participants that are persons."""

    events: int = 0
    people: int = 0
    statements: int = 0
    conflicts: int = 0


class Cancelled(Exception):  # noqa: N818 -- not an error: the question is no longer of interest
    """A search was given up because its ``cancelled`` said so."""


def never() -> bool:
    """Return false: a search that nobody gives up."""
    return False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What comes with a query."""

    marked: Collection[str]
    noted: Collection[str]
    cancelled: Callable[[], bool]

    def check(self) -> None:
        if self.cancelled():
            raise Cancelled


class Index:
    """A timeline in order, ready to be asked. Several threads may ask at once."""

    def __init__(self, timeline: Timeline) -> None:
        """Put the events of ``timeline`` in order."""
        self.timeline = timeline
        self.rows: Rows = ListedRows(in_order(timeline))
        """The events in timeline order; undated ones last."""
        self.zone: tzinfo = home_zone(timeline)
        """The zone that the timeline's days and local times mean; queries are to be read with it."""
        self.title: str = timeline.title
        self.timezone: str = timeline.timezone
        """The name of the zone, as the timeline has it."""
        self._lock = threading.RLock()
        self._names: Names | None = None
        self._row_of: dict[str, int] | None = None
        self._texts: list[str] = []
        self._said: list[str] | None = None
        self._times: _Times | None = None
        self._postings: dict[str, dict[str, list[int]]] = {}
        self._value_texts: dict[tuple[str, str], tuple[str, ...]] = {}

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self.rows)

    @property
    def extra(self) -> Mapping[str, object]:
        """The top-level keys that the file format does not know."""
        return self.timeline.extra()

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

    @property
    def names(self) -> Names:
        """What participants and sources are called."""
        if self._names is None:
            self._names = names_of(self.timeline)
        return self._names

    @property
    def starts(self) -> Sequence[int]:
        """Seconds since 1970 at which the dated rows stand, ascending: what histograms count in.

        They belong to the first rows; the undated ones, which come last, have none.
        """
        return self.rows.starts

    def participant(self, participant_id: str) -> Participant | None:
        """Return the participant with this id, None if there is none; of equal ids the first."""
        return self._people.get(participant_id)

    @cached_property
    def _people(self) -> dict[str, Participant]:
        return {one.id: one for one in reversed(self.timeline.participants)}

    def participants(self) -> Iterator[Participant]:
        """Yield the participants in the order of the file."""
        yield from self.timeline.participants

    def sources(self) -> Iterator[Source]:
        """Yield the sources in the order of the file."""
        yield from self.timeline.sources

    @cached_property
    def source_ids(self) -> Sequence[str]:
        """The ids of the sources in the order of the file, each once."""
        return tuple(dict.fromkeys(source.id for source in self.timeline.sources))

    def events(self, rows: Iterable[int]) -> Iterator[Event]:
        """Yield the events of some rows, in the order asked for."""
        for row in rows:
            yield self.rows[row].event

    def in_file_order(self, rows: Iterable[int]) -> RowNumbers:
        """Return the same rows in the order in which their events stand in the file: what export writes."""
        return array("I", sorted(rows, key=self._places.__getitem__))

    @cached_property
    def _places(self) -> Sequence[int]:
        places = {id(event): place for place, event in enumerate(self.timeline.events)}
        return array("I", (places[id(dated.event)] for dated in self.rows))

    def rows_with(self, name: str, value: str) -> RowNumbers:
        """Return the rows whose field ``name`` holds ``value``: an id for people and sources, else words.

        ``name`` is a field of the query language, but not ``said``.
        """
        return self.postings(name).get(value, ())

    def row_of(self, event_id: str) -> int | None:
        """Return the row of the event with this id, None if there is none; of equal ids the first row."""
        if self._row_of is None:
            self._row_of = {self.rows[row].event.id: row for row in reversed(range(len(self.rows)))}
        return self._row_of.get(event_id)

    def search(
        self,
        query: Query,
        *,
        marked: Collection[str] = frozenset(),
        noted: Collection[str] = frozenset(),
        cancelled: Callable[[], bool] = never,
        near: int = 0,
        partial: Callable[[RowNumbers], None] | None = None,
    ) -> tuple[int, ...]:
        """Return the rows that ``query`` lets through, ascending.

        ``marked`` and ``noted`` are ids of events for ``is:marked`` and ``has:note``. ``cancelled`` is asked
        every few hundred events.

        Raises:
            Cancelled: ``cancelled`` returned true.
        """
        return self.find(
            query.expression, marked=marked, noted=noted, cancelled=cancelled, near=near, partial=partial
        )

    def prepare(self, cancelled: Callable[[], bool] = never) -> None:
        """Make now what the first search for words would have to make; for a moment when nobody waits.

        Raises:
            Cancelled: ``cancelled`` returned true; what was made is kept.
        """
        self._plain_texts(_Asked((), (), cancelled))

    def find(
        self,
        expression: Expression,
        *,
        marked: Collection[str] = frozenset(),
        noted: Collection[str] = frozenset(),
        cancelled: Callable[[], bool] = never,
        near: int = 0,
        partial: Callable[[RowNumbers], None] | None = None,
    ) -> tuple[int, ...]:
        """Return the rows that ``expression`` lets through, as ``search`` does for a query."""
        del near, partial
        asked = _Asked(marked, noted, cancelled)
        asked.check()
        return tuple(self._rows(expression, range(len(self.rows)), asked))

    def postings(self, name: str) -> Mapping[str, RowNumbers]:
        """Return the rows of each value of a field: ids for people and sources, else the words as written.

        ``name`` is a field of the query language, but not ``said``. This is what facets count.
        """
        with self._lock:
            found = self._postings.get(name)
            if found is None:
                found = {}
                for row, dated in enumerate(self.rows):
                    values = (
                        publishers(dated.event, self.names)
                        if name == "publisher"
                        else field_values(dated.event, name)
                    )
                    for value in dict.fromkeys(values):
                        found.setdefault(value, []).append(row)
                self._postings[name] = found
        return found

    def matching_values(self, field: Field) -> tuple[str, ...]:
        """Return the values that a field term means: the ids of those called so, the tags that hold it."""
        wanted = fold_words(field.value)
        exact = field.exact or field.name == "mode"
        found = []
        for value in self.postings(field.name):
            texts = self._texts_of(field.name, value)
            if wanted in texts if exact else any(wanted in text for text in texts):
                found.append(value)
        return tuple(found)

    def _texts_of(self, name: str, value: str) -> tuple[str, ...]:
        texts = self._value_texts.get((name, value))
        if texts is None:
            texts = tuple(fold_words(text) for text in value_names(value, name, self.names))
            self._value_texts[name, value] = texts
        return texts

    def _rows(self, expression: Expression, among: RowNumbers, asked: _Asked) -> RowNumbers:
        """Return those rows of ``among`` that ``expression`` lets through."""
        match expression:
            case Everything():
                return among
            case And(parts):
                for part in sorted(parts, key=lambda part: _COST.get(type(part), 9)):
                    if not among:
                        break
                    among = self._rows(part, among, asked)
                return among
            case Or(parts):
                return sorted({row for part in parts for row in self._rows(part, among, asked)})
            case Not(part):
                left_out = set(self._rows(part, among, asked))
                return [row for row in among if row not in left_out]
            case Word(text) | Phrase(text):
                return _holding(fold_words(text), self._plain_texts(asked), among, asked)
            case Regex(pattern):
                return self._regex_rows(pattern, among, asked)
            case Time():
                return self._time_rows(expression, among)
            case State():
                test = state_test(expression, asked.marked, asked.noted)
                return [row for row in among if test(self.rows[row])]
            case Field():
                return self._field_rows(expression, among, asked)

    def _plain_texts(self, asked: _Asked) -> list[str]:
        """Return per row the folded texts that words look through, one a line; resumes where cancelled."""
        if len(self._texts) == len(self.rows):
            return self._texts
        with self._lock:
            names = self.names
            for row in range(len(self._texts), len(self.rows)):
                if row % _CHUNK == 0:
                    asked.check()
                parts = dict.fromkeys(
                    fold_words(text) for _, text in plain_parts(self.rows[row].event, names)
                )
                self._texts.append("\n".join(parts))
        return self._texts

    def _regex_rows(self, pattern: str, among: RowNumbers, asked: _Asked) -> RowNumbers:
        texts = self._plain_texts(asked)
        compiled = Pattern(pattern, asked.check)
        found = []
        for at, row in enumerate(among):
            if at % _REGEX_CHUNK == 0:
                asked.check()
            if compiled.search(texts[row]):
                found.append(row)
        return found

    def _time_rows(self, time: Time, among: RowNumbers) -> RowNumbers:
        if self._times is None:
            self._times = _Times(self.rows)
        test = within if time.strict else overlaps
        found = []
        for row in self._times.candidates(time.lo, time.hi, among):
            when = self.rows[row].when
            if when is not None and test(when, time.lo, time.hi):
                found.append(row)
        return found

    def _field_rows(self, field: Field, among: RowNumbers, asked: _Asked) -> RowNumbers:
        if field.name == "said":
            return self._said_rows(field, among, asked)
        postings = self.postings(field.name)
        lists = [postings[value] for value in self.matching_values(field)]
        rows = lists[0] if len(lists) == 1 else sorted({row for found in lists for row in found})
        if len(among) == len(self.rows):
            return rows
        if not isinstance(among, range):
            chosen = set(among)
            return [row for row in rows if row in chosen]
        return [row for row in rows if row in among]

    def _said_rows(self, field: Field, among: RowNumbers, asked: _Asked) -> RowNumbers:
        with self._lock:
            if self._said is None:
                self._said = [
                    "\n".join(["", *(fold_words(one.text) for one in dated.event.statements), ""])
                    for dated in self.rows
                ]
        wanted = fold_words(field.value)
        return _holding(f"\n{wanted}\n" if field.exact else wanted, self._said, among, asked)


def _holding(wanted: str, texts: Sequence[str], among: RowNumbers, asked: _Asked) -> RowNumbers:
    """Return the rows of ``among`` whose text holds ``wanted``."""
    found: list[int] = []
    for at in range(0, len(among), _CHUNK):
        asked.check()
        found += [row for row in among[at : at + _CHUNK] if wanted in texts[row]]
    return found


class _Times:
    """Bounds of the dated rows, arranged for bisection.

    Rows stand in the order of their anchors, which is where they start unless that is unknown. Ends are not
    in order; the furthest end so far is, and tells where a time can begin to matter.
    """

    def __init__(self, rows: Rows) -> None:
        dated = [item.when for item in rows if item.when is not None]
        self.starts = rows.starts
        ends = (float("inf") if when.latest_end is None else when.latest_end for when in dated)
        self.furthest_ends: list[float] = list(accumulate(ends, max))
        self.without_start = [row for row, when in enumerate(dated) if when.earliest_start is None]

    def candidates(self, lo: int | None, hi: int | None, among: RowNumbers) -> RowNumbers:
        """Return the rows of ``among`` that may overlap [lo, hi); all others surely do not."""
        first = 0 if lo is None else bisect_right(self.furthest_ends, lo)
        after = len(self.starts) if hi is None else bisect_left(self.starts, hi)
        begin, end = bisect_left(among, first), bisect_left(among, after)
        late = self.without_start[bisect_left(self.without_start, max(first, after)) :]
        if not late:
            return among[begin:end]
        chosen = among if isinstance(among, range) else set(among)
        return [*among[begin:end], *(row for row in late if row in chosen)]
