"""Writing an index: events as they come, then their order, then what can be looked for.

A first pass keeps each event with the key of its place and what its fields hold (``writer``); when all are
known they are copied in order, so that a row number is a place in the timeline and every array ascends. Full
text comes last, in one statement that runs outside the interpreter.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from timeline_tui.files.collecting import no_garbage_collection
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import Event, Participant, Source, Timeline
from timeline_tui.search.store import codec, schema
from timeline_tui.search.store.writer import BATCH, Writer

Advance = Callable[[str, int], None]
"""Told what is being done and how many events are done."""


def _silent(_what: str, _done: int) -> None:
    return None


def write_index(
    path: Path,
    head: Timeline,
    records: Iterable[Source | Participant | Event],
    *,
    origin: str = "",
    sha256: str = "",
    problems: Callable[[], Iterable[Problem]] = tuple,
    advance: Advance = _silent,
    plain: Callable[[], str] = str,
) -> None:
    """Write the index of a timeline to ``path``, a file that does not exist.

    ``head`` gives title, zone and unknown keys; all records come from ``records``. ``origin`` and ``sha256``
    say what was indexed; ``problems`` is asked when all records are read. ``plain`` tells the JSON that the
    event which ``records`` yielded last came from, if there is any: that spares writing it again.

    Not whole or nothing: write to a name of your own and rename. Beside it a file ``….stage`` is used and
    removed.

    Raises:
        OSError, sqlite3.Error: it cannot be written.
    """
    stage = path.with_name(path.name + ".stage")
    stage.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
        for name in ("main", "stage"):
            if name == "stage":
                connection.execute("ATTACH ? AS stage", (str(stage),))
            # What is not finished is thrown away: nothing of it needs to survive a crash.
            connection.execute(f"PRAGMA {name}.journal_mode = OFF")
            connection.execute(f"PRAGMA {name}.synchronous = OFF")
            connection.execute(f"PRAGMA {name}.cache_size = -32768")
            # Copying in another order than it was written looks at every page many times.
            connection.execute(f"PRAGMA {name}.mmap_size = {2**31}")
        with no_garbage_collection():
            fill(
                connection,
                head,
                records,
                origin=origin,
                sha256=sha256,
                problems=problems,
                advance=advance,
                plain=plain,
                parallel=(os.cpu_count() or 1) > 1,
            )
    finally:
        connection.close()
        stage.unlink(missing_ok=True)


def fill(
    connection: sqlite3.Connection,
    head: Timeline,
    records: Iterable[Source | Participant | Event],
    *,
    origin: str = "",
    sha256: str = "",
    problems: Callable[[], Iterable[Problem]] = tuple,
    advance: Advance = _silent,
    plain: Callable[[], str] = str,
    parallel: bool = False,
) -> None:
    """Write an index into an empty database that has another one attached as ``stage``.

    ``parallel`` lets a second process work out what is written of the events, if they are many.
    """
    connection.execute("BEGIN")
    schema.create_tables(connection)
    writer = Writer(connection, head, parallel=parallel)
    try:
        for number, record in enumerate(records):
            writer.take(record, plain)
            if number % BATCH == 0:
                advance("reading", len(writer.keys))
        writer.finish()
    finally:
        writer.end()
    advance("sorting", len(writer.keys))
    writer.write_events()
    advance("listing", len(writer.keys))
    # The full text is written outside the interpreter, which meanwhile finds out what stands where.
    with ThreadPoolExecutor(1) as beside:
        full_text = beside.submit(_write_search, connection)
        rows_of = writer.rows_of_values()
        trigrams = full_text.result()
    advance("searching", len(writer.keys))
    writer.write_fields(rows_of)
    for number, problem in enumerate(problems()):
        connection.execute(
            "INSERT INTO problems VALUES (?, ?)", (number, codec.encode_value(asdict(problem)))
        )
    for statement in (*schema.INDEXES, *schema.VIEWS):
        connection.execute(statement)
    about = {
        "title": head.title,
        "timezone": head.timezone,
        "extra": codec.encode_value(head.extra()),
        "origin": origin,
        "sha256": sha256,
        "trigrams": str(int(trigrams)),
        "last_without_start": str(writer.last_without_start()),
        **{name: str(count) for name, count in writer.counts.items()},
    }
    connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _write_search(connection: sqlite3.Connection) -> bool:
    """Write the full text and how frequent each trigram is; return False where SQLite has none."""
    if not schema.create_search(connection):
        return False
    connection.execute("INSERT INTO search(search, rank) VALUES ('hashsize', 67108864)")
    connection.execute("INSERT INTO search(rowid, text) SELECT row, text FROM texts ORDER BY row")
    connection.execute("CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, search, row)")
    connection.execute("INSERT INTO grams SELECT term, doc FROM temp.found")
    connection.execute("DROP TABLE temp.found")
    return True
