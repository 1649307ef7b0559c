"""What the explorer has open: one or more timeline files, read and indexed, or the beginning of a large one.

Opening never takes long: a file whose index is in the cache is not read at all, a small one is read, and of a
large one only the first events are, while its index is made in a process of its own (``complete``).
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path

from timeline_tui.files.load import refuse
from timeline_tui.model.edtf import parse
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import Timeline
from timeline_tui.model.zones import zone
from timeline_tui.search.build_process import BuildProcess, Stopped
from timeline_tui.search.building import (
    SMALL,
    IndexedFile,
    cached,
    home,
    in_memory,
    kind_of,
    open_index,
    stored,
)
from timeline_tui.search.cache import CacheTrouble, Likeness, cache_folder, likeness
from timeline_tui.search.index import Index
from timeline_tui.search.progress import Progress
from timeline_tui.search.store.errors import BrokenIndex

AT_ONCE = {"toml": 3 * 1024 * 1024, "jsonl": 10 * 1024 * 1024}
"""Bytes up to which a file of this kind is read at once, in about half a second."""

_GLANCE = 0.1
"""Seconds between two looks whether a reading that cannot be stopped is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Session:
    """An opened timeline. ``path`` is the file, of several the first.

    ``about`` is how many events the file has, if only its beginning is here; 0 if all of it is.
    ``unkept`` says that all is here but no index in the cache yet. ``looks`` is what the files looked like
    when they were read. ``trouble`` says why the cache could not be used.
    """

    index: Index
    path: Path
    problems: Collection[Problem]
    about: int = 0
    is_part: bool = False
    unkept: bool = False
    looks: tuple[tuple[Path, Likeness | None], ...] = ()
    trouble: str = ""
    spare: tempfile.TemporaryDirectory[str] | None = field(default=None, compare=False)
    """The folder that holds the index, if that is not the cache; it goes with the session."""

    @property
    def home(self) -> Path:
        """The file that the paths of the documents count from, for export: nothing is read on its word."""
        return home(self.index, self.path)

    @property
    def has_changed(self) -> bool:
        """Whether a file no longer looks as it did; asks the drive."""
        return any(likeness(path) != looks for path, looks in self.looks if looks is not None)


def open_session(paths: Sequence[Path], *, folder: Path | None = None) -> Session:
    """Open the files; several are shown as one timeline. ``folder`` is the cache's, by default the user's.

    Raises:
        InputError: A file cannot be read at all.
    """
    folder = folder or cache_folder()
    if len(paths) != 1:
        return _combined(paths)
    path = paths[0]
    looks = likeness(path)
    kind = kind_of(path)
    if kind == "sqlite" or looks is None or looks.size < SMALL:
        return _session(open_index(path, folder=folder), looks)
    found = cached(path, folder)
    if found is not None:
        return _session(found, looks)
    if looks.size <= AT_ONCE[kind]:
        return _session(in_memory(path), looks, unkept=True)
    return first_part(path)


def first_part(path: Path) -> Session:
    """Return what can be shown of a large file at once.

    Raises:
        InputError: Nothing of it can be shown.
    """
    from timeline_tui.search.beginning import beginning

    looks = likeness(path)
    found = beginning(path)
    return Session(Index(found.timeline), path, (), found.about, is_part=True, looks=((path, looks),))


def _session(file: IndexedFile, looks: Likeness | None, *, unkept: bool = False) -> Session:
    seen = ((file.path, looks),)
    return Session(file.index, file.path, file.problems, unkept=unkept, looks=seen, trouble=file.trouble)


def _combined(paths: Sequence[Path]) -> Session:
    """Read several files into memory as one timeline."""
    from timeline_tui.files.combine import combine
    from timeline_tui.files.export import rebased

    seen = tuple((path, likeness(path)) for path in paths)
    parts: list[tuple[str, Timeline]] = []
    found: list[Problem] = []
    for path in paths:
        file = open_index(path) if kind_of(path) == "sqlite" else in_memory(path)
        try:
            whole = whole_timeline(file.index)
        except BrokenIndex as error:
            raise refuse("damaged-index", f"the index is damaged ({error})", str(path)) from None
        parts.append((path.stem, rebased(whole, path, paths[0])))
        found += file.problems
    timeline, problems = combine(parts)
    return Session(Index(timeline), paths[0], (*found, *problems), looks=seen)


def whole_timeline(index: Index) -> Timeline:
    """Return all of an index as a timeline in memory."""
    return index.head.model_copy(
        update={
            "sources": tuple(index.sources()),
            "participants": tuple(index.participants()),
            "events": tuple(index.events(index.in_file_order(range(len(index))))),
        }
    )


class Completion:
    """The rest of a session of which only a beginning is here: made in a thread, stopped from any."""

    def __init__(self, session: Session, folder: Path | None = None) -> None:
        self.session = session
        self._folder = folder or cache_folder()
        self._process = BuildProcess(session.path, self._folder)
        self._stop = threading.Event()

    def stop(self) -> None:
        """End what is under way; ``run`` raises ``Stopped``."""
        self._stop.set()
        self._process.stop()

    def run(self, report: Callable[[Progress], None]) -> Session:
        """Return the whole session once there is an index: in the cache, else beside it, else in memory.

        Raises:
            InputError: Nothing of the file can be shown.
            Stopped: ``stop`` was called.
        """
        path, looks = self.session.path, likeness(self.session.path)
        try:
            built = self._process.run(report)
            return _session(stored(Index.open(built.place), path), built.looks)
        except CacheTrouble as trouble:
            why = str(trouble)
        except (BrokenIndex, OSError) as error:
            why = f"its index cannot be used ({error})"
        if not self.session.is_part:
            raise CacheTrouble(why)
        try:
            return self._beside_the_cache(report, why)
        except (CacheTrouble, BrokenIndex, OSError):
            report(Progress("reading"))
            file = self._in_memory(why)
        return _session(file, looks)

    def _beside_the_cache(self, report: Callable[[Progress], None], why: str) -> Session:
        """Return the session on an index in a temporary folder."""
        spare = tempfile.TemporaryDirectory(prefix="timeline-tui-")
        self._process = BuildProcess(self.session.path, Path(spare.name))
        if self._stop.is_set():
            raise Stopped
        built = self._process.run(report)
        file = stored(Index.open(built.place), self.session.path, why)
        return replace(_session(file, built.looks), spare=spare)

    def _in_memory(self, why: str) -> IndexedFile:
        """Read the file here, in a thread that nobody waits for when the explorer is left."""
        found: list[IndexedFile | BaseException] = []

        def read() -> None:
            try:
                found.append(in_memory(self.session.path, why))
            except BaseException as error:
                found.append(error)

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        while thread.is_alive():
            if self._stop.wait(_GLANCE):
                raise Stopped
            thread.join(_GLANCE)
        if isinstance(found[0], BaseException):
            raise found[0]
        return found[0]


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
