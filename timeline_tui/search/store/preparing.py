"""What is worked out of each event before it is written: in this process, or in one beside it.

Folding texts and reading dates takes half the time of making an index, and needs nothing but the event and
the names of people. A second process does it for large timelines, fed with JSON and answering with plain
tuples.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any, NamedTuple

from timeline_tui.model.order import Dated, home_zone, when_of
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.model.when import sort_key
from timeline_tui.search.parts import Names
from timeline_tui.search.rows import second
from timeline_tui.search.sections import Period, code_of
from timeline_tui.search.store import codec, entries, pipes
from timeline_tui.search.versions import versions


class Prepared(NamedTuple):
    """An event as it is written.

    ``key`` orders events, ``start`` is the second it stands at, ``period`` and ``code`` say which head it
    stands under (``code`` below 0: that depends on the zone). ``unknown`` are ids named whose names are not
    known.
    """

    shown: tuple[Any, ...]
    key: tuple[Any, ...]
    start: int
    code: int
    period: tuple[Any, ...] | None
    facts: tuple[Any, ...]
    text: str
    said: str
    values: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    statements: int
    conflicts: int


def prepared(event: Event, names: Names, zone: tzinfo) -> Prepared:
    """Return what the index needs of an event."""
    when = when_of(event, zone)
    periods: dict[Period, int] = {}
    code = code_of(when, periods)
    people = names.participants
    return Prepared(
        (event.id, event.when, event.title, event.place, event.review, event.salience),
        sort_key(when),
        0 if when is None else second(when),
        code,
        tuple(*periods) if periods else None,
        tuple(entries.facts(Dated(event, when))),
        entries.text(event, names),
        entries.said(event),
        tuple(entries.values(event)),
        tuple(who for who in entries.named(event) if who not in people),
        len(event.statements),
        len(versions(event)) if event.claims else 0,
    )


class Beside:
    """A process that prepares a batch while the next one is read."""

    def __init__(self, head: Timeline) -> None:
        """Start it.

        Raises:
            OSError: it cannot be started.
        """
        self._process = pipes.start(__name__, answer.__name__)
        self._sent: Sequence[str] = ()
        pipes.send(head.timezone, self._process.stdin)

    def swap(
        self, records: Sequence[str], people: Mapping[str, tuple[str, ...]]
    ) -> list[tuple[str, Prepared]]:
        """Hand over a batch of events as JSON, with the names learnt since the last; return the one before.

        Raises:
            OSError, EOFError, ValueError: the process is gone or answers nonsense.
        """
        before = self._sent
        answers = pipes.received(self._process.stdout) if before else ()
        self._sent = records
        if records:
            pipes.send((dict(people), list(records)), self._process.stdin)
        return [(record, Prepared(*one)) for record, one in zip(before, answers, strict=True)]

    @property
    def waiting(self) -> Sequence[str]:
        """The batch that was handed over last."""
        return self._sent

    def close(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None  # noqa: S101 -- both are pipes
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()


def answer() -> None:
    """Prepare what comes on standard input, until it closes: what the process beside does."""
    import gc

    gc.disable()  # nothing here has cycles
    given, out = sys.stdin.buffer, sys.stdout.buffer
    people: dict[str, tuple[str, ...]] = {}
    names = Names(people, {})
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        zone = home_zone(Timeline(timezone=pipes.received(given)))
        while True:
            learnt, records = pipes.received(given)
            people.update(learnt)
            events = (codec.decode(Event, record) for record in records)
            pipes.send([tuple(prepared(event, names, zone)) for event in events], out)
