"""Write a file whole or not at all, and never over something else unasked.

The text goes to a temporary file in the same folder, is forced to disk and then takes the name in one step:
whoever reads sees the old file or the new one. Other hard links to an overwritten file keep the old text.
Text may come in parts: then the file is larger than memory need be, and whole all the same. A failure, Ctrl-C
included, removes the temporary file; only a process that is killed leaves it behind, named
``.timeline-tui-….tmp``. It is of no use to anyone and can be deleted.

Codes: file-exists, changed-on-disk, is-a-folder, missing-folder, read-only, disk-full, unwritable.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline_tui.files.load import refuse
from timeline_tui.model.problems import InputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}


def write_whole(
    path: Path, text: str | Iterable[str], *, force: bool = False, unless_changed: str | None = None
) -> None:
    """Write ``text``, or its parts as they come, as UTF-8 with line ends as they are.

    A symbolic link stays and what it points to is written. An existing file is only overwritten with
    ``force``, and keeps its mode. ``unless_changed`` is the SHA-256 its bytes must still have: for saving
    what was read before. A pipe or device is written to directly.

    Raises:
        InputError: The file exists, was changed since, or cannot be written; nothing was touched.
        Exception: Whatever making the parts raises; nothing was touched.
    """
    parts = [text] if isinstance(text, str) else text
    try:
        _write(path, parts, force, unless_changed)
    except _PartsFailed as failed:
        raise failed.error from failed.error.__cause__
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error


class _PartsFailed(Exception):  # noqa: N818 -- carries the error to where it is raised again
    """Making the text failed, which says nothing about the file it is written to."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    try:
        for part in parts:
            yield part.encode("utf-8", "replace")
    except Exception as error:
        raise _PartsFailed(error) from error


def _write(path: Path, parts: Iterable[str], force: bool, unless_changed: str | None) -> None:
    target = Path(os.path.realpath(path))
    status = _writable(path, target)
    if status is not None and not stat.S_ISREG(status.st_mode):
        with path.open("wb") as stream:
            stream.writelines(_encoded(parts))
        return
    if status is not None and not force:
        raise _exists(path)
    if unless_changed is not None:
        _check_unchanged(path, target, unless_changed)
    with _beside(path, target, force) as temporary:
        _fill(temporary, parts, status)


@contextlib.contextmanager
def replacing(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Yield the name of a temporary file for others to write; in the end it takes the name ``path``.

    For what is not text, such as an index. Whatever was written beside it, under its name with something
    added, is removed if that fails.

    Raises:
        InputError: The file exists and ``force`` is not given, or it cannot be written; nothing was touched.
    """
    try:
        target = Path(os.path.realpath(path))
        status = _writable(path, target)
        if status is not None and (not force or not stat.S_ISREG(status.st_mode)):
            raise _exists(path)
        with _beside(path, target, force) as temporary:
            yield temporary
            with temporary.open("rb+") as stream:
                if status is not None:
                    _take_mode(stream.fileno(), status)
                os.fsync(stream.fileno())
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error


@contextlib.contextmanager
def _beside(path: Path, target: Path, force: bool) -> Iterator[Path]:
    """Yield the name of a file in the same folder; what is written to it takes the place of ``target``."""
    temporary = target.with_name(f".timeline-tui-{secrets.token_hex(8)}.tmp")
    try:
        yield temporary
        _take_name(temporary, target, path, force)
    except BaseException:
        for leftover in (temporary, *target.parent.glob(f"{temporary.name}*")):
            with contextlib.suppress(OSError):
                leftover.unlink()
        raise
    _sync_folder(target.parent)


def _writable(path: Path, target: Path) -> os.stat_result | None:
    """Return what stands there, None if nothing does; a folder is refused."""
    status = _status(target)
    if status is not None and stat.S_ISDIR(status.st_mode):
        raise refuse("is-a-folder", "this is a folder; name a file in it", str(path))
    return status


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _check_unchanged(path: Path, target: Path, sha256: str) -> None:
    try:
        found = hashlib.sha256(target.read_bytes()).hexdigest()
    except FileNotFoundError:
        return
    if found != sha256:
        message = "the file was changed since it was read; open it again, or save under another name"
        raise refuse("changed-on-disk", message, str(path))


def _fill(temporary: Path, parts: Iterable[str], like: os.stat_result | None) -> None:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        if like is not None:
            _take_mode(stream.fileno(), like)
        stream.writelines(_encoded(parts))
        stream.flush()
        os.fsync(stream.fileno())


def _take_mode(descriptor: int, like: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _take_name(temporary: Path, target: Path, path: Path, force: bool) -> None:
    if force:
        temporary.replace(target)
        return
    # A link fails where the name is taken, even by a file that came to be a moment ago; a rename would not.
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.exists():
            raise _exists(path) from None
        temporary.replace(target)
        return
    temporary.unlink()


def _sync_folder(folder: Path) -> None:
    # Makes the new name survive a power cut. Not every system opens folders; the file is whole anyway.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _exists(path: Path) -> InputError:
    return refuse(
        "file-exists", "the file exists; use --force to overwrite it, or choose another name", str(path)
    )


def _refused(path: Path, error: OSError | ValueError) -> InputError:
    file, number = str(path), getattr(error, "errno", None)
    if number in _FULL:
        return refuse("disk-full", "there is no room left on the disk; nothing was written", file)
    if number in _READ_ONLY:
        return refuse("read-only", "you may not write in this folder; choose another place", file)
    if number in {errno.ENOENT, errno.ENOTDIR}:
        return refuse("missing-folder", "there is no such folder; make it first", file)
    reason = getattr(error, "strerror", None) or str(error)
    return refuse("unwritable", f"the file cannot be written ({reason})", file)
