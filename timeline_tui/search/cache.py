"""The folder where indexes of files seen before are kept, so that opening them again is instant.

It is ``timeline-tui`` in the user's cache folder (``XDG_CACHE_HOME`` counts). Timelines may be confidential:
the folder can be read by its owner alone, and one that belongs to somebody else is not used. In it:

``<sha256>.<kind>.<version>.sqlite``
    the index of a file with these bytes, read as this kind of timeline ("toml", "jsonl") by this version;
``….sqlite.lock``
    held by who makes the index;
``….sqlite.<number>.tmp``
    an index in the making; left behind by a process that was killed, it is swept away;
``seen/<hash of a path>.json``
    what a file looked like when its SHA-256 was taken, so that a large one need not be read to be known.

Nothing here is needed: everything may be missing, damaged, full or read-only at any time, and may be deleted.
What cannot be used raises ``CacheTrouble``, or counts as not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_cache_path

from timeline_tui import __version__
from timeline_tui.search.locks import Held, locked, remove_lock
from timeline_tui.search.store.schema import SCHEMA_VERSION

MOST_BYTES = 4 * 1024**3
"""How much all indexes together may take at most; a quarter of the room there is, if that is less."""

VERSION = f"{SCHEMA_VERSION}-{__version__}"
"""What indexes must be made by to be used: the form of the file, and the program that read the timeline."""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a change surely shows in a file's times, even on a FAT drive."""

_OLD = 24 * 3600
"""Seconds after which a temporary file is swept even where locks do not work."""

_HASHED_AT_ONCE = 1024 * 1024
_MOST_SEEN = 10_000


class CacheTrouble(Exception):  # noqa: N818 -- not an error: all goes on without the cache
    """The cache cannot be used; says why in words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a file looks like from outside: as long as this is the same, so are its bytes."""

    size: int
    modified: int
    changed: int
    inode: int
    device: int

    @property
    def is_settled(self) -> bool:
        """Whether a later change would surely show: the last one is not of this very moment."""
        return time.time_ns() - max(self.modified, self.changed) > _SETTLED


def likeness(path: Path) -> Likeness | None:
    """Return what a file looks like; None if it is no regular file, or not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return Likeness(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def digest(path: Path, check: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of a file's bytes; ``check`` is called between blocks and may raise.

    Raises:
        OSError: it cannot be read.
    """
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_HASHED_AT_ONCE):
            found.update(block)
            check()
    return found.hexdigest()


def cache_folder() -> Path:
    """Return where indexes are kept; it may not be there yet."""
    return user_cache_path("timeline-tui", appauthor=False)


def prepare(folder: Path) -> None:
    """Make the folder if it is not there, for its owner alone.

    Raises:
        CacheTrouble: it cannot be made or belongs to somebody else.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
            raise CacheTrouble(f"the folder {folder} belongs to somebody else")
        if stat.S_IMODE(status.st_mode) & 0o077:
            folder.chmod(0o700)
        seen = folder / "seen"
        if seen.is_symlink():
            raise CacheTrouble(f"{seen} is a link")
        seen.mkdir(mode=0o700, exist_ok=True)
    except (OSError, ValueError) as error:
        raise CacheTrouble(f"the folder {folder} cannot be used ({_reason(error)})") from None


def index_path(folder: Path, sha256: str, kind: str) -> Path:
    """Return where the index of a file with these bytes stands, read as ``kind`` ("toml", "jsonl")."""
    return folder / f"{sha256}.{kind}.{VERSION}.sqlite"


def stands(path: Path) -> bool:
    """Return whether a file of one's own stands at ``path``: no link, no folder, nobody else's."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid())


def used(path: Path) -> None:
    """Note that an index is in use: the least recently used is dropped first."""
    with contextlib.suppress(OSError):
        os.utime(path)


# --- which file has which bytes ---


def recall(folder: Path, path: Path) -> str | None:
    """Return the SHA-256 of a file that looks as it did when it was taken; None if that is not known."""
    now = likeness(path)
    note = _note(folder, path)
    if now is None or note is None or not stands(note):
        return None
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
        sha256 = known.pop("sha256")
        same = known == {"path": _resolved(path), **asdict(now)}
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None
    if not same or not isinstance(sha256, str) or len(sha256) != 64 or not sha256.isalnum():
        return None
    return sha256


def remember(folder: Path, path: Path, looks: Likeness, sha256: str) -> None:
    """Note the SHA-256 of a file that looked so before its bytes were read; what fails is left undone.

    ``looks`` must have been settled then (``Likeness.is_settled``).
    """
    note = _note(folder, path)
    if note is None:
        return
    text = json.dumps({"path": _resolved(path), **asdict(looks), "sha256": sha256})
    temporary = note.with_suffix(f".{secrets.token_hex(4)}.tmp")
    try:
        _make_empty(temporary)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(note)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _note(folder: Path, path: Path) -> Path | None:
    name = hashlib.sha256(_resolved(path).encode("utf-8", "surrogatepass")).hexdigest()
    return folder / "seen" / f"{name}.json"


def _resolved(path: Path) -> str:
    return os.path.realpath(path)


# --- making an index ---


@contextlib.contextmanager
def in_the_making(target: Path) -> Iterator[Path]:
    """Yield a fresh file to write an index to; if all goes well it stands at ``target`` afterwards.

    Raises:
        OSError: it cannot be made, or put there.
    """
    temporary = target.with_name(f"{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        _make_empty(temporary)
        yield temporary
        with temporary.open("rb+") as stream:  # so that a power cut leaves no name without its bytes
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        _remove_with_sides(temporary)


def _make_empty(path: Path) -> None:
    """Make a file that was not there, for its owner alone."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def discard(index: Path) -> None:
    """Remove an index that is broken, as far as that can be done."""
    _remove_with_sides(index)


def _remove_with_sides(path: Path) -> None:
    """Remove a database and the files that may lie beside it while it is written."""
    for suffix in ("", ".stage", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()


# --- pruning ---


def prune(folder: Path, keep: Path | None = None, most_bytes: int | None = None) -> None:
    """Remove what is of no use: left-overs, indexes of other versions, the least recently used of too many.

    ``keep`` stays in any case, and so does what somebody is making right now. What fails is left undone.
    """
    try:
        found = [entry for entry in folder.iterdir() if ".sqlite" in entry.name]
    except OSError:
        return
    indexes: list[tuple[float, int, Path]] = []
    for entry in found:
        name, _, rest = entry.name.partition(".sqlite")
        if rest.startswith(".") and ".tmp" in rest:
            _sweep(entry, folder / f"{name}.sqlite")
        elif not rest and entry != keep:
            with contextlib.suppress(OSError):
                status = entry.lstat()
                if name.endswith(f".{VERSION}"):
                    indexes.append((status.st_mtime, status.st_size, entry))
                else:
                    _drop(entry)
    held = sum(size for _, size, _ in indexes) + (_size(keep) if keep else 0)
    limit = most_bytes if most_bytes is not None else _limit(folder, held)
    for _, size, entry in sorted(indexes):
        if held <= limit:
            break
        if _drop(entry):
            held -= size
    _forget(folder / "seen")


def _limit(folder: Path, held: int) -> int:
    """Return how much the indexes may take: at most a quarter of what would be free without them."""
    try:
        return min(MOST_BYTES, (shutil.disk_usage(folder).free + held) // 4)
    except OSError:
        return MOST_BYTES


def _sweep(temporary: Path, target: Path) -> None:
    """Remove a temporary file if nobody is making the index that it was to become."""
    lock = target.with_name(target.name + ".lock")
    with contextlib.suppress(Held, OSError), locked(lock, wait=False) as held:
        if held.works or time.time() - temporary.lstat().st_mtime > _OLD:
            temporary.unlink()
        if not target.exists():
            remove_lock(lock)


def _drop(index: Path) -> bool:
    """Remove an index unless it is being made; return whether it is gone."""
    lock = index.with_name(index.name + ".lock")
    try:
        with locked(lock, wait=False):
            index.unlink()
            remove_lock(lock)
    except (Held, OSError):
        return False
    return True


def _forget(seen: Path) -> None:
    """Drop the older half of the notes about files once there are far too many."""
    with contextlib.suppress(OSError):
        notes = list(seen.iterdir())
        if len(notes) > _MOST_SEEN:
            for note in sorted(notes, key=lambda one: one.lstat().st_mtime)[: len(notes) // 2]:
                note.unlink()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
