"""Opening an index file with SQLite."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

_PAGES_KEPT = 4096
"""KiB of pages that a connection keeps."""


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that reads a file nobody changes: indexes are replaced, never edited.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    # "immutable" spares all locks, so that read-only folders and network drives do.
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = -{_PAGES_KEPT}")
    return connection
