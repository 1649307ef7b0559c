"""Opening a timeline file as an index: from the cache, built into it, or in memory.

``.sqlite`` files are indexes already. Small files are read at once. Others have an index in the cache, made
when they are first opened, by this process (``open_index``) or by one of its own (``build_process``).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline_tui.files.jsonl import AnyRecord, is_jsonl, open_jsonl, read_jsonl
from timeline_tui.files.load import load_text, refuse
from timeline_tui.model.problems import Problem
from timeline_tui.model.subset import without_lists
from timeline_tui.model.timeline import Timeline
from timeline_tui.search import cache
from timeline_tui.search.cache import CacheTrouble, Likeness
from timeline_tui.search.index import Index
from timeline_tui.search.locks import Lock, locked
from timeline_tui.search.progress import REACHED, Progress, progress_line, progress_told
from timeline_tui.search.store.errors import BrokenIndex

SMALL = 1024 * 1024
"""Bytes up to which reading a file is faster than looking for its index."""

_EVERY = 0.1
"""Seconds between two reports of progress."""

_ATTEMPTS = 3
_MOST_LISTED = 100_000
"""Problems that are kept of one file; more are counted."""


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A timeline file with its index.

    ``problems`` may be many: they are read when gone through. ``trouble`` says in words why the cache could
    not be used, "" if it could or need not.
    """

    index: Index
    path: Path
    problems: Collection[Problem]
    trouble: str = ""


def home(index: Index, path: Path) -> Path:
    """Return the file that the paths of a timeline's documents count from.

    ``path`` is what was opened: for an index that somebody named, it is the timeline that the index is of.
    Only for writing paths: an index may come from anybody, and no document is to be trusted for what it says.
    """
    return Path(index.origin) if kind_of(path) == "sqlite" and index.origin else path


class StoredProblems(Collection[Problem]):
    """The problems that an index holds, read when they are gone through; ``file`` is where they are now."""

    def __init__(self, index: Index, file: Path) -> None:
        self._index, self._file = index, str(file)

    def __len__(self) -> int:
        return self._index.problem_count

    def __iter__(self) -> Iterator[Problem]:
        for problem in self._index.problems():
            yield _at(problem, self._file)

    def __contains__(self, problem: object) -> bool:
        return any(one == problem for one in self)


def _at(problem: Problem, file: str) -> Problem:
    """Return a problem of a file that was elsewhere, or had another name, when its index was made."""
    if problem.file in (None, file):
        return problem
    return Problem(**{**{name: getattr(problem, name) for name in problem.__slots__}, "file": file})


def kind_of(path: Path) -> str:
    """Return what a file is by its name: "sqlite", "jsonl" or "toml"."""
    if path.suffix.lower() == ".sqlite":
        return "sqlite"
    return "jsonl" if is_jsonl(path) else "toml"


def open_index(path: Path, *, progress: Report | None = None, folder: Path | None = None) -> IndexedFile:
    """Return a timeline file with its index; one that is large is indexed here and now if it must be.

    ``folder`` is the cache's, by default the user's.

    Raises:
        InputError: nothing of the file can be shown.
    """
    if kind_of(path) == "sqlite":
        return stored(open_stored(path), path)
    looks = cache.likeness(path)
    if looks is None or looks.size < SMALL:
        return in_memory(path)
    folder = folder or cache.cache_folder()
    found = cached(path, folder)
    if found is not None:
        return found
    try:
        return stored(Index.open(build_index(path, folder, progress or _silent).place), path)
    except CacheTrouble as trouble:
        return in_memory(path, str(trouble))
    except (BrokenIndex, OSError) as error:
        return in_memory(path, f"its index cannot be used ({error})")


def open_stored(path: Path) -> Index:
    """Open an index file that somebody named.

    Raises:
        InputError: it is missing, cannot be read, or is no index of this version.
    """
    try:
        with path.open("rb"):
            pass
    except (OSError, ValueError):
        load_text(path)  # says what is wrong with it, as with any file
    try:
        return Index.open(path)
    except (BrokenIndex, OSError, ValueError) as error:
        raise refuse("not-an-index", f"this index cannot be used: {error}", str(path)) from None


def in_memory(path: Path, trouble: str = "") -> IndexedFile:
    """Read a file into memory.

    Raises:
        InputError: nothing of it can be shown.
    """
    if is_jsonl(path):
        timeline, problems = read_jsonl(path)
        return IndexedFile(Index(timeline), path, problems, trouble)
    from timeline_tui.files.toml_reader import read_timeline

    opened = read_timeline(path)
    return IndexedFile(Index(opened.timeline), path, opened.problems, trouble)


def stored(index: Index, path: Path, trouble: str = "") -> IndexedFile:
    """Return an index that was opened as that of ``path``."""
    return IndexedFile(index, path, StoredProblems(index, path), trouble)


def cached(path: Path, folder: Path, sha256: str | None = None) -> IndexedFile | None:
    """Return a file with its index if that is in the cache, without reading the file; else None.

    ``sha256`` is that of the file's bytes, if it is known.
    """
    known = sha256 or cache.recall(folder, path)
    if known is None:
        return None
    place = cache.index_path(folder, known, kind_of(path))
    index = _sound(place)
    if index is None:
        return None
    cache.used(place)
    return stored(index, path)


def forget(path: Path, folder: Path) -> None:
    """Remove the index of a file from the cache: it turned out to be broken."""
    known = cache.recall(folder, path)
    if known is not None:
        cache.discard(cache.index_path(folder, known, kind_of(path)))


def _sound(place: Path) -> Index | None:
    if not cache.stands(place):
        return None
    try:
        return Index.open(place)
    except (BrokenIndex, OSError):
        return None


def _silent(_progress: Progress) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Built:
    """Where an index stands, and what the file looked like that it is the index of."""

    place: Path
    looks: Likeness


def build_index(path: Path, folder: Path, report: Report = _silent) -> Built:
    """Make the index of a file in the cache, or wait for who is making it.

    ``report`` may raise to give up.

    Raises:
        CacheTrouble: there can be no index; says why.
        InputError: nothing of the file can be shown.
    """
    cache.prepare(folder)
    try:
        for _ in range(_ATTEMPTS):
            looks = cache.likeness(path)
            if looks is None:
                raise CacheTrouble("it is no ordinary file")
            settled = looks.is_settled
            report(Progress("reading"))
            sha256 = cache.digest(path)
            target = cache.index_path(folder, sha256, kind_of(path))
            with _lock_of(target, report) as lock:
                if _sound(target) is None:
                    tell = _telling(lock, report)
                    if not _make(path, target, sha256, looks, settled=settled, report=tell):
                        continue
            cache.used(target)
            _remember(folder, path, looks, sha256, settled=settled)
            cache.prune(folder, keep=target)
            return Built(target, looks)
    except (OSError, sqlite3.Error, MemoryError) as error:
        words = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise CacheTrouble(f"no index of it can be kept ({words})") from None
    raise CacheTrouble("the file keeps changing")


def _lock_of(target: Path, report: Report) -> contextlib.AbstractContextManager[Lock]:
    return locked(
        target.with_name(target.name + ".lock"),
        waiting=lambda words: report(progress_told(words) or Progress("waiting")),
    )


def _make(path: Path, target: Path, sha256: str, looks: Likeness, *, settled: bool, report: Report) -> bool:
    """Make the index; return False if the file changed meanwhile, and the index would not be its own."""
    try:
        with cache.in_the_making(target) as temporary:
            write_index_of(path, temporary, sha256, report)
            if cache.likeness(path) != looks or (not settled and cache.digest(path) != sha256):
                raise _Changed
    except _Changed:
        return False
    return True


class _Changed(Exception):  # noqa: N818 -- what happened to the file
    """The file changed while it was read."""


def _remember(folder: Path, path: Path, looks: Likeness, sha256: str, *, settled: bool) -> None:
    """Note which bytes the file has; if it was fresh when it was read, only after reading it once more."""
    if not settled:
        looks_now = cache.likeness(path)
        if looks_now is None or not looks_now.is_settled or cache.digest(path) != sha256:
            return
        looks = looks_now
    cache.remember(folder, path, looks, sha256)


def write_index_of(path: Path, target: Path, sha256: str, report: Report) -> None:
    """Read a timeline file and write its index to ``target``, which does not exist; not whole or nothing.

    ``sha256`` is that of the bytes that are to be read.

    Raises:
        InputError: nothing of the file can be shown.
        OSError, sqlite3.Error: the index cannot be written.
    """
    from timeline_tui.search.store.write import write_index

    # The bytes of a name need not be text, those in an index must.
    origin = os.fsencode(path.absolute()).decode("utf-8", "replace")
    if not is_jsonl(path):
        from timeline_tui.files.toml_reader import read_timeline

        opened = read_timeline(path)
        if opened.sha256 != sha256:
            raise _Changed
        timeline, total = opened.timeline, len(opened.timeline.events)
        write_index(
            target,
            without_lists(timeline),
            _records(timeline),
            origin=origin,
            sha256=sha256,
            problems=lambda: (_at(problem, origin) for problem in opened.problems),
            advance=lambda phase, events: report(Progress(phase, events, total)),
        )
        return
    problems = _Problems()
    stream = open_jsonl(path, problems.add)

    first: tuple[int, int] | None = None  # sources and participants come before the first events

    def advance(phase: str, events: int) -> None:
        nonlocal first
        read, size = stream.done()
        first = first or (events, read)
        rate = (events - first[0]) / (read - first[1]) if read > first[1] else 0.0
        report(Progress(phase, events, events + int(max(0, size - read) * rate) if rate else 0))

    try:
        write_index(
            target,
            without_lists(stream.head),
            stream.records,
            origin=origin,
            sha256=sha256,
            problems=lambda: (_at(problem, origin) for problem in problems.listed()),
            advance=advance,
            plain=lambda: stream.plain,
        )
    finally:
        stream.close()


def _records(timeline: Timeline) -> Iterator[AnyRecord]:
    yield from timeline.sources
    yield from timeline.participants
    yield from timeline.events


class _Problems:
    """Problems in the order they come, a hundred thousand at most; how many more there were is the last."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._more = 0

    def add(self, problem: Problem) -> None:
        """Keep a problem, or count it."""
        if len(self._kept) < _MOST_LISTED:
            self._kept.append(problem)
        else:
            self._more += 1

    def listed(self) -> Iterator[Problem]:
        """Yield them in the order of lines."""
        yield from sorted(self._kept, key=lambda problem: problem.line or 0)
        if self._more:
            message = f"{self._more} more problems like these are not listed"
            yield Problem("error", "more-problems", message, self._kept[0].file)


def _telling(lock: Lock, report: Report) -> Report:
    """Return ``report``, called a few times a second only, that tells those who wait for the lock too."""
    last = 0.0

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY or progress.phase in REACHED:
            last = now
            lock.tell(progress_line(progress))
            report(progress)

    return tell
