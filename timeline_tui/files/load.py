"""Read a file as text, or say in one sentence why that cannot be done.

Codes: missing-file, is-a-folder, empty-file, too-large, permission-denied, unreadable, binary, utf-16,
not-utf-8.
"""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from timeline_tui.files.nearest import nearest
from timeline_tui.model.problems import InputError, Problem

MOST_BYTES = 64 * 1024 * 1024
"""Above this, a file must say in its first lines that it is a timeline."""

MOST_TIMELINE_BYTES = 2 * 1024 * 1024 * 1024
"""A timeline file larger than this is refused: reading takes ten times its size in memory."""

_HEAD = 64 * 1024
_SAYS_TIMELINE = re.compile(rb"^\s*format\s*=\s*[\"']timeline/", re.MULTILINE)
_BOMS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of a file as it stands, line ends and byte order mark included, and its bytes' SHA-256."""

    text: str
    sha256: str


def refuse(code: str, message: str, file: str | None, **more: str | int | None) -> InputError:
    """Return the error that ``file`` cannot be used; ``more`` are further fields of the problem."""
    return InputError(Problem("error", code, message, file=file, **more))  # type: ignore[arg-type]


def load_text(path: Path) -> Loaded:
    """Read ``path`` as UTF-8.

    Raises:
        InputError: It is missing, a folder, empty, too large, binary, not UTF-8 or not readable.
    """
    file = str(path)
    try:
        data = _read(path, file)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise refuse("empty-file", "the file is empty", file)
    return Loaded(decode(data, file), hashlib.sha256(data).hexdigest())


def open_bytes(path: Path) -> BinaryIO:
    """Open ``path`` to read it piece by piece.

    Raises:
        InputError: It is missing, a folder or not readable.
    """
    try:
        if path.is_dir():
            raise _folder(path, str(path))
        return path.open("rb", buffering=1024 * 1024)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError | ValueError) -> InputError:
    """Return in one sentence why ``path`` cannot be read."""
    file = str(path)
    if isinstance(error, FileNotFoundError):
        return refuse("missing-file", "there is no such file", file, suggestion=_similar(path))
    if isinstance(error, PermissionError):
        return refuse("permission-denied", "you may not read this file; check its permissions", file)
    if isinstance(error, IsADirectoryError):
        return _folder(path, file)
    reason = getattr(error, "strerror", None) or str(error)  # ValueError: a NUL in the path
    return refuse("unreadable", f"the file cannot be read ({reason})", file)


def _read(path: Path, file: str) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise _folder(path, file)
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        limit = MOST_TIMELINE_BYTES if _SAYS_TIMELINE.search(head) else MOST_BYTES
        # A pipe or device has no size of its own: what arrives is counted.
        if status.st_size <= limit:
            data = head + stream.read(limit + 1 - len(head))
            if len(data) <= limit:
                return data
    _refuse_unreadable_head(head, file)
    if limit == MOST_BYTES:
        message = f"larger than {limit >> 20} MiB, and its first lines do not say it is a timeline"
    else:
        message = (
            f"larger than {limit >> 30} GiB; split the timeline into several files and open them together"
        )
    raise refuse("too-large", message, file)


def _folder(path: Path, file: str) -> InputError:
    try:
        inside = sorted(str(name) for name in path.glob("*.toml"))[:1]
    except OSError:
        inside = []
    return refuse(
        "is-a-folder", "this is a folder; name a file in it", file, suggestion=next(iter(inside), None)
    )


def _similar(path: Path) -> str | None:
    try:
        names = [entry.name for entry in path.parent.iterdir()][:10_000]
    except (OSError, ValueError):
        return None
    stem = {Path(name).stem: name for name in sorted(names) if name.endswith(".toml")}
    found = stem.get(path.name) or nearest(path.name, names)
    return str(path.with_name(found)) if found else None


def refuse_utf_16(head: bytes, file: str) -> None:
    """Refuse a file that starts with a byte order mark of UTF-16.

    Raises:
        InputError: It does.
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            raise refuse("utf-16", f"the file is {name}; save it as UTF-8", file, line=1, column=1)


def _refuse_unreadable_head(data: bytes, file: str) -> None:
    refuse_utf_16(data, file)
    nul = data.find(b"\0")
    if nul < 0:
        return
    start = data[:_HEAD]
    if start.count(0) * 10 >= len(start) * 4 and start[0:4].count(0) == 2:
        raise refuse("utf-16", "the file is UTF-16; save it as UTF-8", file, line=1, column=1)
    message = f"this is not text: byte {nul} is NUL"
    raise refuse("binary", message, file)


def decode(data: bytes, file: str | None) -> str:
    """Return ``data`` read as UTF-8.

    Raises:
        InputError: It is not; says the line, column and byte of the first bad one.
    """
    _refuse_unreadable_head(data, file or "")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    line = data[start : len(data) if end < 0 else end].strip()[:120]
    before = data[start:at].decode("utf-8")
    raise refuse(
        "not-utf-8",
        f"byte {at} (0x{data[at]:02X}) is not UTF-8; save the file as UTF-8, not as Windows-1252 or Latin-1",
        file,
        line=data.count(b"\n", 0, at) + 1,
        column=len(before.removeprefix("\ufeff")) + 1,
        value=line.decode("cp1252", "replace"),
    )
