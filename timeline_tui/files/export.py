"""Exporting a part of a timeline: a complete timeline of its own, wherever it is written.

The part is written while it is read, in two passes over its events: the first finds out which participants
and sources they need, the second writes. Memory grows with participants and sources, not with events.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from timeline_tui.files.holdable import Form, holdable
from timeline_tui.files.jsonl_writer import head_line, record_line
from timeline_tui.files.toml_writer import write_head, write_record
from timeline_tui.model.subset import affiliated, needed, reprinted
from timeline_tui.model.timeline import Event, Participant, Source, Timeline

_EVERY = 256
_PART = 64 * 1024


class ExportCancelled(Exception):  # noqa: N818 -- not an error: the person changed their mind
    """An export was given up because its ``cancelled`` said so."""


class Origin(Protocol):
    """What is exported: some events, and all the participants and sources they may need."""

    @property
    def head(self) -> Timeline:
        """The timeline without its lists."""

    @property
    def path(self) -> Path | None:
        """The file it was read from; the paths of documents are relative to it."""

    def events(self) -> Iterator[Event]:
        """Yield the events that go, in the order of the file; may be asked for twice."""

    def participants(self) -> Iterator[Participant]:
        """Yield all participants, in the order of the file; may be asked for twice."""

    def sources(self) -> Iterator[Source]:
        """Yield all sources, in the order of the file; may be asked for twice."""


def export_parts(
    origin: Origin,
    form: Form,
    target: Path | None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    lost: Counter[str] | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> Iterator[str]:
    """Yield the text of a complete timeline: the events of ``origin`` with just what they need.

    ``target`` is the file the text is for (None: the working folder). The sources' documents stay where they
    are; their relative paths are made to lead there from ``target``. ``lost`` counts by words what ``form``
    cannot hold. ``advance`` is told how many events were gone through, which in the end is twice their
    number; ``cancelled`` is asked as often, every few hundred events.

    Raises:
        ExportCancelled: ``cancelled`` returned true.
    """
    lost = Counter() if lost is None else lost
    watched = _Watch(cancelled, advance)
    people, sources = needed(
        watched.each(origin.events()), affiliated(origin.participants()), reprinted(origin.sources())
    )
    yield _head_text(origin.head, form, lost)
    written: list[str] = []
    size = 0
    for record in _records(origin, people, sources, target, watched):
        text = _record_text(record, form, lost)
        written.append(text)
        size += len(text)
        if size >= _PART:
            yield "".join(written)
            written, size = [], 0
    yield "".join(written)


def _records(
    origin: Origin, people: set[str], sources: set[str], target: Path | None, watched: _Watch
) -> Iterator[Source | Participant | Event]:
    old, new = _folder(origin.path), _folder(target)
    for source in origin.sources():
        if source.id in sources:
            yield source if old == new else _rebased(source, old, new)
    for participant in origin.participants():
        if participant.id in people:
            yield participant
    yield from watched.each(origin.events())


class _Watch:
    """Counts the events gone through, and stops where that is no longer wanted."""

    def __init__(self, cancelled: Callable[[], bool], advance: Callable[[int], None]) -> None:
        self._cancelled, self._advance = cancelled, advance
        self._done = 0

    def each(self, events: Iterable[Event]) -> Iterator[Event]:
        self._look()
        for event in events:
            self._done += 1
            if self._done % _EVERY == 0:
                self._look()
            yield event
        self._look()

    def _look(self) -> None:
        if self._cancelled():
            raise ExportCancelled
        self._advance(self._done)


def _head_text(head: Timeline, form: Form, lost: Counter[str]) -> str:
    if form == "jsonl":
        return head_line(head, lost)
    extra = holdable(head.extra(), form, lost)
    assert isinstance(extra, dict)  # noqa: S101 -- a mapping stays one
    return write_head(Timeline(format=head.format, title=head.title, timezone=head.timezone, **extra))


def _record_text(record: Source | Participant | Event, form: Form, lost: Counter[str]) -> str:
    if form == "jsonl":
        return record_line(record, lost)
    try:
        return "\n" + write_record(record)
    except TypeError:  # a null, which TOML does not have
        return "\n" + write_record(record, lambda pairs: holdable(pairs, form, lost))


def rebased(timeline: Timeline, origin: Path | None, target: Path | None) -> Timeline:
    """Return the timeline with its sources' document paths relative to ``target`` instead of ``origin``."""
    old, new = _folder(origin), _folder(target)
    if old == new:
        return timeline
    return timeline.model_copy(
        update={"sources": tuple(_rebased(source, old, new) for source in timeline.sources)}
    )


def _folder(file: Path | None) -> Path:
    return (file.parent if file else Path()).resolve()


def _rebased(source: Source, old: Path, new: Path) -> Source:
    if source.document is None or Path(source.document).is_absolute():
        return source
    path = Path(os.path.relpath(old / source.document, new)).as_posix()
    return source.model_copy(update={"document": path})
