"""What the explorer has open: one or more timeline files, read and indexed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from timeline_tui.model.edtf import parse
from timeline_tui.model.problems import Problem
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index


@dataclass(frozen=True, slots=True)
class Session:
    """An opened timeline. ``path`` is where its documents' paths count from."""

    index: Index
    path: Path
    problems: tuple[Problem, ...]


def open_session(paths: Sequence[Path]) -> Session:
    """Read the files and index them; several are shown as one timeline.

    Raises:
        InputError: A file cannot be read at all.
    """
    from timeline_tui.files.toml_reader import read_timeline

    opened = [read_timeline(path) for path in paths]
    if len(opened) == 1:
        return Session(Index(opened[0].timeline), paths[0], opened[0].problems)
    from timeline_tui.files.combine import combine
    from timeline_tui.files.export import rebased

    parts = [
        (path.stem, rebased(one.timeline, path, paths[0])) for path, one in zip(paths, opened, strict=True)
    ]
    timeline, problems = combine(parts)
    return Session(Index(timeline), paths[0], (*(p for one in opened for p in one.problems), *problems))


def zones(index: Index) -> tuple[tzinfo, ...]:
    """Return the zones that the zone key goes through: the timeline's, the reader's, UTC; each clock once."""
    found: dict[str, tzinfo] = {}
    for candidate in (index.zone, _readers_zone(), zone("UTC")):
        found.setdefault("UTC" if str(candidate) in {"UTC", "Etc/UTC"} else str(candidate), candidate)
    return tuple(found.values())


def _readers_zone() -> tzinfo:
    """Return the zone of this machine's clock by its IANA name, UTC if it cannot be told."""
    from tzlocal import get_localzone

    try:
        return get_localzone()
    except (OSError, LookupError, ValueError):
        return zone("UTC")


def seconds_of(phrase: str, base: datetime, index: Index) -> tuple[int, str] | None:
    """Return the second that a loosely written date begins at, and its EDTF; None if it is not understood.

    ``base`` is what relative wordings count from.
    """
    from timeline_tui.normalize.dates import loose_date

    edtf = loose_date(phrase, base.date())
    if edtf is None:
        return None
    when = parse(edtf, index.zone)
    at = when.earliest_start if when.earliest_start is not None else when.latest_end
    return None if at is None else (at, edtf)
