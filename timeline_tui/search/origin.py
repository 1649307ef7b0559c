"""Rows of an index as the origin of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline_tui.model.timeline import Event, Participant, Source, Timeline
from timeline_tui.search.index import Index


@dataclass(frozen=True, slots=True)
class IndexOrigin:
    """The events of some rows; ``path`` is the file that the paths of documents are relative to."""

    index: Index
    rows: Sequence[int]
    path: Path | None = None

    @property
    def head(self) -> Timeline:
        """The timeline without its lists."""
        return self.index.head

    def events(self) -> Iterator[Event]:
        """Yield the events in the order of the file.

        Raises:
            BrokenIndex: one cannot be read.
        """
        return self.index.events(self.index.in_file_order(self.rows))

    def participants(self) -> Iterator[Participant]:
        """Yield all participants."""
        return self.index.participants()

    def sources(self) -> Iterator[Source]:
        """Yield all sources."""
        return self.index.sources()
