"""Bytes and text of an untrusted file, or an ``InputError`` that says what is wrong and where.

Codes are those of ``timeline_tui.files.load``.
"""

from __future__ import annotations

import os
from pathlib import Path

from timeline_tui.files import load
from timeline_tui.files.nearest import nearest
from timeline_tui.model.problems import InputError

LARGEST = load.MOST_BYTES
"""A single document larger than this (in bytes) is refused; JSON Lines have this limit for each line."""


def failure(path: Path, code: str, message: str, suggestion: str | None = None) -> InputError:
    """Return the error for a file that cannot be used at all."""
    return load.refuse(code, message, str(path), suggestion=suggestion)


def missing(path: Path) -> InputError:
    """Return the error for a path that does not exist, with the nearest name in its folder."""
    try:
        near = nearest(path.name, sorted(entry.name for entry in path.parent.iterdir())[:10_000])
    except (OSError, ValueError):
        near = None
    message = "there is no such file or folder"
    return failure(path, "missing-file", message, str(path.with_name(near)) if near else None)


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """Return a file's bytes. Raises InputError if it is missing, a folder, unreadable or too large."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > largest:
                raise failure(path, "too-large", f"the file has {size:,} bytes; at most {largest:,} are read")
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise missing(path) from None
    except IsADirectoryError:
        raise failure(path, "is-a-folder", "this is a folder, not a document") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise failure(path, "unreadable", f"cannot be read: {reason}") from None
    if len(data) > largest:
        raise failure(path, "too-large", f"the file has more than {largest:,} bytes")
    return data


def decode(data: bytes, path: Path) -> str:
    """Return UTF-8 bytes as text, a byte order mark left out. Raises InputError with line and column."""
    return load.decode(data, str(path)).removeprefix("\ufeff")
