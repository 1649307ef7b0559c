"""What stands in an index file: the tables, the views for people, and how a file says what it is.

``docs/index-file.md`` explains them to readers of the file; a test holds the two together. Any change to what
is written needs a new ``SCHEMA_VERSION``, which makes the caches of older versions void.
"""

from __future__ import annotations

import sqlite3
from typing import Final

SCHEMA_VERSION: Final = 1
"""``PRAGMA user_version`` of the files this program reads."""

APPLICATION_ID: Final = 0x544C4E31
"""``PRAGMA application_id``: "TLN1"."""

PAGE_SIZE: Final = 8192

STRIDE: Final = 4096
"""Rows per entry of the array ``reach``."""


def _statements(script: str) -> tuple[str, ...]:
    """Return the statements of a script, each with single spaces as the file will keep them."""
    lines = (line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return tuple(" ".join(one.split()) for one in "\n".join(lines).split(";") if one.strip())


TABLES: Final = _statements("""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE participants (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL
);
CREATE TABLE sources (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, publisher TEXT, title TEXT, url TEXT, published TEXT,
    record TEXT NOT NULL
);
-- In the order of the timeline: row 0 is the earliest event. `record` is the event as JSON.
CREATE TABLE events (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, "when" TEXT, title TEXT NOT NULL, place TEXT,
    review TEXT NOT NULL, salience REAL, record TEXT NOT NULL
);
-- Bounds in seconds since 1970-01-01T00:00Z, NULL where open; `states` has a bit per yes or no.
CREATE TABLE facts (
    row INTEGER PRIMARY KEY, dated INTEGER NOT NULL, earliest_start INTEGER, latest_end INTEGER,
    states INTEGER NOT NULL
);
-- What words are looked for in: folded, one part a line.
CREATE TABLE texts (row INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE sayings (row INTEGER PRIMARY KEY, text TEXT NOT NULL);
-- What stands in the fields of events, and in which rows. `names` is what a value can be found under.
CREATE TABLE field_values (
    number INTEGER PRIMARY KEY, field TEXT NOT NULL, value TEXT NOT NULL, names TEXT NOT NULL,
    events INTEGER NOT NULL
);
CREATE TABLE occurrences (value INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (value, row))
    WITHOUT ROWID;
-- How many events hold each three signs that follow each other: what the plan of a query goes by.
CREATE TABLE grams (gram TEXT PRIMARY KEY, events INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE problems (number INTEGER PRIMARY KEY, record TEXT NOT NULL);
-- Sorted numbers for bisection, as machine integers.
CREATE TABLE arrays (name TEXT PRIMARY KEY, data BLOB NOT NULL);
""")

(SEARCH,) = _statements("""
CREATE VIRTUAL TABLE search USING fts5(text, content='texts', content_rowid='row',
    tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
""")
"""Left out where SQLite has no trigrams (before 3.34); then texts are scanned."""

INDEXES: Final = _statements("""
CREATE INDEX participants_id ON participants (id);
CREATE INDEX sources_id ON sources (id);
CREATE INDEX events_id ON events (id);
CREATE UNIQUE INDEX field_values_value ON field_values (field, value);
""")

VIEWS: Final = _statements("""
CREATE VIEW timeline AS
    SELECT row, id, "when", title, place, review, salience,
        json_array_length(record, '$.statements') AS statements
    FROM events;
CREATE VIEW event_participants AS
    SELECT e.row, e.id AS event, json_extract(p.value, '$.who') AS participant,
        json_extract(p.value, '$.role') AS role
    FROM events e, json_each(e.record, '$.participants') p;
CREATE VIEW event_statements AS
    SELECT e.row, e.id AS event, json_extract(s.value, '$.speaker') AS speaker,
        json_extract(s.value, '$.verb') AS verb,
        coalesce(json_extract(s.value, '$.mode'), 'indirect') AS mode,
        json_extract(s.value, '$.text') AS text
    FROM events e, json_each(e.record, '$.statements') s;
CREATE VIEW event_tags AS
    SELECT e.row, e.id AS event, t.value AS tag FROM events e, json_each(e.record, '$.tags') t;
CREATE VIEW event_evidence AS
    SELECT e.row, e.id AS event, json_extract(v.value, '$.source') AS source,
        json_extract(v.value, '$.quote') AS quote
    FROM events e, json_each(e.record, '$.evidence') v;
CREATE VIEW most_frequent AS SELECT field, value, events FROM field_values ORDER BY events DESC;
""")

SECTION_ARRAYS: Final = ("first", "months", "heads", "first_days", "last_days")
"""What ``Sections`` holds besides periods; in ``arrays`` their names begin with ``section_``."""

STATES: Final = tuple(
    [("has", name) for name in ("conflict", "statement", "participant", "place", "tag", "source")]
    + [("has", "summary"), ("has", "date"), ("has", "note"), ("is", "undated")]
    + [("is", name) for name in ("pending", "accepted", "rejected")]
    + [("mode", name) for name in ("direct", "mixed", "indirect")]
)
"""What the bits of ``facts.states`` say, from the lowest."""

FIELDS: Final = ("who", "speaker", "to", "place", "tag", "source", "publisher")
"""The fields that ``field_values`` holds."""


STAGE: Final = _statements("""
CREATE TABLE stage.events (
    number INTEGER PRIMARY KEY, id, "when", title, place, review, salience, record
);
CREATE TABLE stage.found (number INTEGER PRIMARY KEY, dated, earliest_start, latest_end, states, text, said);
CREATE TABLE stage.places (row INTEGER PRIMARY KEY, number);
""")
"""Where events are kept until their order is known: what is copied together stands together."""

COPIES: Final = _statements("""
INSERT INTO events SELECT p.row, id, "when", title, place, review, salience, record
    FROM stage.places p CROSS JOIN stage.events e ON e.number = p.number ORDER BY p.row;
INSERT INTO facts SELECT p.row, dated, earliest_start, latest_end, states
    FROM stage.places p CROSS JOIN stage.found f ON f.number = p.number ORDER BY p.row;
INSERT INTO texts SELECT p.row, text
    FROM stage.places p CROSS JOIN stage.found f ON f.number = p.number ORDER BY p.row;
INSERT INTO sayings SELECT p.row, said
    FROM stage.places p CROSS JOIN stage.found f ON f.number = p.number WHERE said <> '' ORDER BY p.row;
""")
"""How staged events become rows."""


def state_bit(kind: str, name: str) -> int:
    """Return the bit of ``facts.states`` for ``has:conflict``, ``is:pending``, ``mode:direct`` and so on."""
    return 1 << STATES.index((kind, name))


def create_tables(connection: sqlite3.Connection) -> None:
    """Create the tables; indexes, views and the full text come when the tables are full."""
    for statement in TABLES:
        connection.execute(statement)


def create_search(connection: sqlite3.Connection) -> bool:
    """Create the full-text index; return False where this SQLite has no trigrams."""
    try:
        connection.execute(SEARCH)
    except sqlite3.OperationalError:
        return False
    return True


def is_expected(connection: sqlite3.Connection) -> bool:
    """Return whether a file holds these tables and views and nothing else.

    A file from elsewhere could hold triggers or views that do what nobody asked for.
    """
    known = {*TABLES, SEARCH, *INDEXES, *VIEWS}
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return {sql for _, _, sql in found if sql in known} >= known - {SEARCH} and all(
        sql in known
        or (kind == "table" and name.startswith("search_"))
        or (kind == "index" and sql is None and name.startswith("sqlite_autoindex_"))
        for kind, name, sql in found
    )
