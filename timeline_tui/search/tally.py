"""How much of what an export would write, and what each form of file cannot hold of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from timeline_tui.files.export import ExportCancelled, Origin
from timeline_tui.files.holdable import FORMS, Form, count_lost
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.subset import affiliated, needed, reprinted
from timeline_tui.model.timeline import Event, Record
from timeline_tui.search.versions import versions

_EVERY = 256


@dataclass(slots=True)
class Tally:
    """What goes: ``untimed`` are dated events without a clock time, ``statements`` are counted by mode.

    ``lost`` has for each form how much it cannot hold, by words.
    """

    events: int = 0
    untimed: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    participants: int = 0
    sources: int = 0
    lost: Mapping[Form, Counter[str]] = field(default_factory=lambda: {form: Counter() for form in FORMS})

    def add(self, event: Event) -> None:
        """Take in an event."""
        self.events += 1
        self.untimed += _is_untimed(event)
        for statement in event.statements:
            self.statements[statement.mode] += 1
        if event.claims:
            self.conflicts += len(versions(event))
        self.check(event)

    def check(self, record: Record) -> None:
        """Count what cannot be held of a record."""
        for form, lost in self.lost.items():
            count_lost(record, form, lost)


def tally(
    origin: Origin,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    advance: Callable[[int], None] = lambda _: None,
) -> Tally:
    """Go through what would be exported, once, and count it.

    ``advance`` is told how many events were gone through, every few hundred.

    Raises:
        ExportCancelled: ``cancelled``, asked as often, returned true.
    """
    found = Tally()

    def counted() -> Iterator[Event]:
        for number, event in enumerate(origin.events()):
            if number % _EVERY == 0:
                if cancelled():
                    raise ExportCancelled
                advance(number)
            found.add(event)
            yield event

    found.check(origin.head)
    people, sources = needed(counted(), affiliated(origin.participants()), reprinted(origin.sources()))
    found.participants, found.sources = len(people), len(sources)
    for participant in origin.participants():
        if participant.id in people:
            found.check(participant)
    for source in origin.sources():
        if source.id in sources:
            found.check(source)
    return found


def _is_untimed(event: Event) -> bool:
    """Return whether an event is dated, but by no clock time."""
    try:
        when = parse(event.when) if event.when else None
    except EdtfError:
        return False
    return when is not None and not any(
        edge is not None and edge.is_instant for edge in (when.start, when.end)
    )
