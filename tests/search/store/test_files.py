"""What an index file is, and what is refused."""

from __future__ import annotations

import re
import sqlite3
from datetime import date, datetime, time, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.examples import SUMMIT
from tests.search.store.test_answers import written
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import Event, Evidence, Participant, Statement, Timeline
from timeline_tui.search.index import BrokenIndex, Index
from timeline_tui.search.store import codec, preparing, schema, write, writer
from timeline_tui.search.store.rows import UNREADABLE

DOCS = Path(__file__).parents[3] / "docs" / "index-file.md"

toml_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.dates()
    | st.times()
    | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=8) | st.sampled_from(["$toml", "$toml$", "value"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@settings(max_examples=200)
@given(toml_values)
def test_what_toml_holds_is_the_same_after_json(value: object) -> None:
    assert codec.decode_value(codec.encode_value(value)) == value


def test_records_with_unknown_keys_are_the_same_after_json() -> None:
    event = Event.model_validate(
        {
            "id": "e",
            "title": "t",
            "review": "pending",
            "seen": date(2024, 1, 1),
            "at": datetime(2024, 1, 1, 10, tzinfo=timezone.utc),  # noqa: UP017
            "clock": time(10, 30),
            "far": float("inf"),
            "$toml": {"$toml": "date", "value": "2024-01-01"},
            "statements": [{"text": "x", "evidence": [{"source": "s", "quote": "q", "note": date(1, 1, 1)}]}],
        }
    )
    again = codec.decode(Event, codec.encode(event))
    assert again == event
    assert again.model_fields_set == event.model_fields_set


def broken(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON about BEGIN DELETE FROM events; END",
        "CREATE VIEW more AS SELECT load_extension('x')",
        "CREATE TABLE more (x)",
        "DROP VIEW timeline",
        "DROP TABLE grams",
        "PRAGMA user_version = 9999",
        "PRAGMA application_id = 1",
        "DELETE FROM about WHERE name = 'extra'",
        "UPDATE about SET value = '[' WHERE name = 'extra'",
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_refused(tmp_path: Path, statement: str) -> None:
    path = written(SUMMIT, tmp_path)
    broken(path, statement)
    with pytest.raises(BrokenIndex):
        Index.open(path)


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(data)
    with pytest.raises(BrokenIndex):
        Index.open(path)


def test_a_file_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    path = written(SUMMIT, tmp_path)
    path.write_bytes(path.read_bytes()[: -schema.PAGE_SIZE])
    with pytest.raises(BrokenIndex):
        Index.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM arrays WHERE name = 'starts'",
        "UPDATE arrays SET data = x'00' WHERE name = 'section_first'",
        "UPDATE arrays SET data = 'text' WHERE name = 'section_heads'",
        "UPDATE about SET value = '[[1, 2], 3]' WHERE name = 'section_periods'",
    ],
)
def test_arrays_that_do_not_fit_are_refused(tmp_path: Path, statement: str) -> None:
    path = written(SUMMIT, tmp_path)
    broken(path, statement)
    index = Index.open(path)
    with pytest.raises(BrokenIndex):
        (index.starts, index.rows.sections(index.zone))


def test_an_event_that_cannot_be_read_is_replaced_by_one_that_says_so(tmp_path: Path) -> None:
    path = written(SUMMIT, tmp_path)
    broken(path, "UPDATE events SET record = '{\"id\": 1' WHERE row = 2")
    broken(path, "DELETE FROM events WHERE row = 3")
    index = Index.open(path)
    assert [index.rows[row].event.title for row in (2, 3)] == [UNREADABLE] * 2
    for row in (2, 3):
        with pytest.raises(BrokenIndex):
            list(index.events([row]))
    assert index.rows[1].event.title != UNREADABLE


def test_an_index_says_what_it_was_made_of(tmp_path: Path) -> None:
    problems = (Problem("warning", "bare-date", "a bare date", file="t.toml", line=3, id="e", value="\x1b"),)
    path = tmp_path / "t.sqlite"
    head = Timeline.model_validate({"title": "T", "timezone": "Europe/Lisbon", "editor": date(2024, 1, 1)})
    write.write_index(path, head, (), origin="t.toml", sha256="ab", problems=lambda: problems)
    index = Index.open(path)
    assert (index.origin, index.sha256, index.problem_count) == ("t.toml", "ab", 1)
    assert tuple(index.problems()) == problems
    assert index.head.extra() == {"editor": date(2024, 1, 1)}
    assert len(index) == 0
    assert list(index.rows.starts) == []
    assert not path.with_name("t.sqlite.stage").exists()


def test_only_the_blocks_looked_at_are_fetched(tmp_path: Path) -> None:
    events = tuple(Event(id=f"e{n}", when=f"{n + 1:04}", title=f"event {n}") for n in range(5000))
    index = Index.open(written(Timeline(events=events), tmp_path))
    rows = index.rows
    assert rows[2000].event.id == "e2000"
    assert [rows[row].event.id for row in range(2000, 2010)] == [f"e{n}" for n in range(2000, 2010)]
    assert rows.fetched == 1
    assert rows.sections(index.zone).rows == 5000
    assert rows.fetched == 1


def test_any_client_can_read_it(tmp_path: Path) -> None:
    statement = Statement(
        speaker="p", verb="said", text="No deal", evidence=(Evidence(source="s", quote="q"),)
    )
    people = (Participant(id="p", name="Ana Silva"),)
    event = Event(id="e", when="2024-03-05", title="Talks", tags=("peace",), statements=(statement,))
    path = written(Timeline(participants=people, events=(event,)), tmp_path)
    with sqlite3.connect(path) as connection:

        def asked(query: str) -> list[tuple[object, ...]]:
            return connection.execute(query).fetchall()

        assert asked('SELECT "when", title, statements FROM timeline') == [("2024-03-05", "Talks", 1)]
        assert asked("SELECT speaker, verb, mode, text FROM event_statements") == [
            ("p", "said", "indirect", "No deal")
        ]
        assert asked("SELECT tag FROM event_tags") == [("peace",)]
        assert asked("SELECT rowid FROM search WHERE search MATCH 'tal AND alk'") == [(0,)]
        assert asked("SELECT rowid FROM search WHERE text GLOB '*no deal*'") == [(0,)]
    connection.close()


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        tables = (
            "about",
            "events",
            "facts",
            "texts",
            "sayings",
            "field_values",
            "occurrences",
            "grams",
            "arrays",
        )
        found = [str(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in tables]  # noqa: S608
    connection.close()
    return found


@pytest.mark.parametrize("killed_after", [None, 1, 3])
def test_a_second_process_changes_nothing_even_if_it_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_after: int | None
) -> None:
    events = tuple(one.model_copy(update={"id": f"{one.id}-{n}"}) for n in range(12) for one in SUMMIT.events)
    timeline = SUMMIT.model_copy(update={"events": events})
    alone = dump(written(timeline, tmp_path, "alone.sqlite"))
    monkeypatch.setattr(writer, "_MANY", 10)
    monkeypatch.setattr(writer, "_READY", 20)
    monkeypatch.setattr(writer, "BATCH", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    started: list[preparing.Beside] = []
    swap = preparing.Beside.swap

    def watched(self: preparing.Beside, *given: object) -> object:
        started.append(self)
        if len(started) == killed_after:
            self._process.kill()
            self._process.wait()
        return swap(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(preparing.Beside, "swap", watched)
    assert dump(written(timeline, tmp_path, "together.sqlite")) == alone
    assert len(started) >= (killed_after or 5)
    assert started[0]._process.poll() is not None


def test_every_table_and_view_is_documented() -> None:
    text = DOCS.read_text()
    for statement in (*schema.TABLES, *schema.VIEWS, schema.SEARCH):
        name = re.match(r"CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", statement)
        assert name is not None
        assert f"`{name[1]}`" in text, name[1]
    for kind, name_ in schema.STATES:
        assert f"`{kind}:{name_}`" in text
    assert f"`user_version` {schema.SCHEMA_VERSION}" in text
