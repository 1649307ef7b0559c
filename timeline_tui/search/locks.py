"""Locks between processes that vanish with who holds them, and say how far the holder is.

``flock`` on a file beside what is locked: a process that is killed lets go of it, nothing has to be cleaned
up. Where there is no such lock (some network drives, Windows) everything goes on without: then two processes
may do the same work, and the later result replaces the earlier.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PATIENCE = 0.2
"""Seconds between two looks at a lock that somebody else holds."""

_MOST_WORDS = 200
_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}


class Held(Exception):  # noqa: N818 -- not an error: somebody else is at it
    """Somebody else holds the lock."""


class Lock:
    """A lock that is held; ``tell`` leaves words for those who wait."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @property
    def works(self) -> bool:
        """Whether nobody else can hold it meanwhile; false where locks do not work."""
        return self._descriptor is not None

    def tell(self, words: str) -> None:
        """Leave words (at most 200 bytes) that ``told`` reads."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                data = words.encode("utf-8")[:_MOST_WORDS]
                os.pwrite(self._descriptor, data.ljust(_MOST_WORDS), 0)


@contextlib.contextmanager
def locked(
    path: Path, *, wait: bool = True, waiting: Callable[[str], None] = lambda _words: None
) -> Iterator[Lock]:
    """Hold the lock at ``path``; where locks do not work, go on without.

    While somebody else holds it, ``waiting`` is called with what they tell, several times a second; it may
    raise to give up.

    Raises:
        Held: somebody else holds the lock, and ``wait`` is false.
    """
    descriptor = None
    try:
        while descriptor is None:
            descriptor = _open(path)
            if descriptor is None:
                break
            taken = _take(descriptor)
            if taken is None:
                os.close(descriptor)
                descriptor = None
                break
            if not taken:
                words = _read(descriptor)
                os.close(descriptor)
                descriptor = None
                if not wait:
                    raise Held
                waiting(words)
                time.sleep(_PATIENCE)
            elif not _is_at(descriptor, path):  # swept away between opening and locking
                os.close(descriptor)
                descriptor = None
        lock = Lock(descriptor)
        lock.tell("")
        yield lock
    finally:
        if descriptor is not None:
            os.close(descriptor)


def remove_lock(path: Path) -> None:
    """Remove the file of a lock that is held here; who waits for it makes it anew."""
    with contextlib.suppress(OSError):
        path.unlink()


def _open(path: Path) -> int | None:
    """Return the open lock file; None where there can be none."""
    if fcntl is None:
        return None
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, flags, 0o600)
    except OSError:
        return None


def _take(descriptor: int) -> bool | None:
    """Try to lock; return False if somebody else has it, None where files cannot be locked."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _HELD else None
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _read(descriptor: int) -> str:
    try:
        return os.pread(descriptor, _MOST_WORDS, 0).decode("utf-8", "replace").strip("\0 \n")
    except OSError:
        return ""
