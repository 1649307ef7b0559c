"""An index as a file of one's own, beside the timeline or anywhere: made whole, or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from timeline_tui.files.load import refuse
from timeline_tui.files.whole_file import replacing
from timeline_tui.search import cache
from timeline_tui.search.building import Report, kind_of, open_stored, write_index_of
from timeline_tui.search.index import Index


def make_index_file(path: Path, target: Path, report: Report, *, force: bool = False) -> Index:
    """Index the timeline file ``path`` into ``target`` and return the index, opened.

    Raises:
        InputError: nothing of the file can be shown; ``target`` exists and ``force`` is not given, or it
            cannot be written. Nothing is left behind.
    """
    if kind_of(path) == "sqlite":
        raise refuse("is-an-index", "this file is an index already", str(path))
    if kind_of(target) != "sqlite":
        message = "the name of an index must end in .sqlite, so that it can be opened"
        raise refuse("not-an-index", message, str(target), suggestion=str(target.with_suffix(".sqlite")))
    with replacing(target, force=force) as temporary:
        try:
            write_index_of(path, temporary, _digest(path), report)
        except sqlite3.Error as error:
            full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
            words = "there is no room left on the disk" if full else f"the index cannot be written ({error})"
            raise refuse("disk-full" if full else "unwritable", words, str(target)) from error
    return open_stored(target)


def _digest(path: Path) -> str:
    try:
        return cache.digest(path)
    except (OSError, ValueError):
        return ""  # reading it says what is wrong
