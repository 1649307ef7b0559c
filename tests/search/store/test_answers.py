"""An index file answers as the plain evaluator does, however its rows are parted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.examples import SUMMIT
from tests.search.strategies import expressions, timelines
from timeline_tui.files.jsonl import open_jsonl, read_jsonl
from timeline_tui.model.timeline import Event, Participant, Participation, Timeline
from timeline_tui.search.evaluate import lets_through
from timeline_tui.search.expressions import Everything, Expression
from timeline_tui.search.index import BrokenIndex, Cancelled, Index
from timeline_tui.search.parse import parse_query
from timeline_tui.search.store import run, schema, write


def records(timeline: Timeline) -> Iterator[Any]:
    yield from timeline.sources
    yield from timeline.participants
    yield from timeline.events


def written(timeline: Timeline, folder: Path, name: str = "t.sqlite") -> Path:
    path = folder / name
    write.write_index(path, timeline.model_copy(update={"events": ()}), records(timeline))
    return path


@settings(max_examples=60)
@given(timelines, st.lists(expressions, min_size=1, max_size=4), st.integers(1, 5))
def test_a_file_answers_as_the_plain_evaluator_does(
    timeline: Timeline, asked: list[Expression], stretch: int
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "STRETCH", stretch)
        index = Index.open(written(timeline, Path(folder)))
        memory = Index(timeline)
        assert [one.event for one in index.rows] == [one.event for one in memory.rows]
        assert index.counts == memory.counts
        for expression in asked:
            plain = [
                row
                for row, dated in enumerate(memory.rows)
                if lets_through(expression, dated, memory.names, marked={"e1"}, noted={"e2"})
            ]
            assert list(index.find(expression, marked={"e1"}, noted={"e2"})) == plain
        index.close()


@settings(max_examples=60)
@given(timelines)
def test_a_file_holds_all_that_the_timeline_does(timeline: Timeline) -> None:
    with TemporaryDirectory() as folder:
        index = Index.open(written(timeline, Path(folder)))
        memory = Index(timeline)
        assert index.head == memory.head
        assert list(index.participants()) == list(timeline.participants)
        assert list(index.sources()) == list(timeline.sources)
        assert list(index.events(index.in_file_order(range(len(index))))) == list(timeline.events)
        assert list(index.rows.starts) == list(memory.rows.starts)
        assert index.rows.sections(index.zone) == memory.rows.sections(memory.zone)
        for event in timeline.events:
            assert index.row_of(event.id) == memory.row_of(event.id)
        index.close()


def test_a_mark_stands_for_all_events_of_its_id() -> None:
    events = (Event(id="e", title="one"), Event(id="f", title="two"), Event(id="e", title="three"))
    index = Index(Timeline(events=events))
    assert list(index.search(parse_query("is:marked"), marked={"e"})) == [0, 2]
    assert list(index.search(parse_query("-has:note"), noted={"e"})) == [1]


def many(count: int) -> Timeline:
    events = (
        Event(id=f"e{n}", when=f"{1900 + n // 10}", title=f"event {n} {'pair' if n % 2 == 0 else 'lone'}")
        for n in range(count)
    )
    return Timeline(events=tuple(events))


@pytest.mark.parametrize("threads", [1, 4])
def test_what_is_told_early_stands_around_the_reader_without_gaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    monkeypatch.setattr(run, "_THREADS", threads)
    monkeypatch.setattr(run, "STRETCH", 10)
    monkeypatch.setattr(run, "_FIRST_PART", 0)
    monkeypatch.setattr(run, "_BETWEEN_PARTS", 0)
    index = Index.open(written(many(1000), tmp_path))
    told: list[list[int]] = []
    query = parse_query("pair")
    answer = list(index.search(query, near=500, partial=lambda rows: told.append(list(rows))))
    assert answer == list(range(0, 1000, 2))
    # Another thread may be given no time for the stretch around the reader before all others are done.
    assert told or threads > 1
    for part in told:
        assert part == [row for row in answer if part[0] <= row <= part[-1]]
        assert part[0] <= 508
        assert part[-1] >= 500


def test_what_is_left_out_is_looked_up_and_the_others_are_the_answer() -> None:
    index = Index(many(400))
    assert "answer      all others" in str(index.plan(parse_query("-pair")))
    assert list(index.search(parse_query("-pair"))) == list(range(1, 400, 2))
    assert list(index.search(parse_query("-zz"))) == list(range(400))
    assert list(index.search(parse_query("--pair"))) == list(range(0, 400, 2))
    assert list(index.search(parse_query("-(pair OR when:1900) -lone"))) == []
    assert "others" not in str(index.plan(parse_query("pair -399")))


def test_a_search_can_be_given_up_between_stretches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "STRETCH", 10)
    index = Index.open(written(many(1000), tmp_path))
    asked = iter([False] * 8)
    with pytest.raises(Cancelled):
        index.search(parse_query("pair"), cancelled=lambda: next(asked, True))
    with pytest.raises(Cancelled):
        index.search(parse_query("/p.*r/"), cancelled=lambda: next(asked, True))
    assert len(index.search(parse_query("pair"))) == 500


@pytest.mark.parametrize(
    ("query", "method"),
    [
        ("", "every event"),
        ("pair", "by trigrams: “pai” and “air”"),
        ("399", "by trigrams: “399”"),
        ("xyzzy", "by trigrams: no event holds all the signs"),
        ("zz", "by trigrams: no event holds all the signs"),
        ("-pair", "by trigrams: “pai” and “air”"),
        ("-399 -pair", "by trigrams: (“399”) or (“pai” and “air”)"),
        ("-399 -is:accepted", "every event, words by their trigrams"),
        ("-zz", "by trigrams: no event holds all the signs"),
        ("-who:nobody", "by the list of who:nobody"),
        ("is:accepted OR 399", "every event, words by their trigrams"),
        ("is:pending", "every event's dates and states"),
        ("397 OR 399", "by trigrams"),
        ("pair OR is:pending", "every event's text"),
        ("who:nobody", "by the list of who:nobody"),
        ("/p.ir/", "every event's text"),
        ("/pair/", "by trigrams: “pai” and “air”"),
    ],
)
def test_the_plan_says_where_candidates_come_from(query: str, method: str) -> None:
    plan = Index(many(400)).plan(parse_query(query))
    assert plan.method.startswith(method)
    assert method in str(plan)


def test_a_time_narrows_the_rows_that_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STRIDE", 8)
    plan = Index(many(2000)).plan(parse_query("when:2001..2003 -pair"))
    assert plan.rows == range(1008, 1040)
    assert "1,008 to 1,040" in str(plan)


@pytest.mark.parametrize("query", ["when:2001..2003", "before:1903", "after:2005 -pair", "when!:1990"])
def test_events_with_open_ends_are_not_passed_over(query: str) -> None:
    dates = ("1900/..", "../1910", "2000", "../2030", "1950/2020", "1990", "")
    events = (Event(id=f"e{n}", when=date or None, title=date) for n, date in enumerate(dates * 30))
    index = Index(Timeline(events=tuple(events)))
    expression = parse_query(query).expression
    plain = [row for row, one in enumerate(index.rows) if lets_through(expression, one, index.names)]
    assert list(index.find(expression)) == plain


def test_names_that_come_after_their_events_are_found(tmp_path: Path) -> None:
    event = Event(id="e", title="Talks", participants=(Participation(who="p"),))
    late = Participant(id="p", name="Ana Silva", aliases=("the mayor",))
    path = tmp_path / "late.sqlite"
    write.write_index(path, Timeline(), iter((event, late)))
    index = Index.open(path)
    assert [list(index.search(parse_query(text))) for text in ("silva", "mayor", "who:ana")] == [[0]] * 3
    assert list(index.find(Everything())) == [0]


def test_a_line_of_json_is_kept_as_it_stands_if_it_says_the_event_and_no_more(tmp_path: Path) -> None:
    lines = [
        '  {"id": "a", "title": "Caf\\u00e9 \u2028", "place": null, "when":"2024", "tags": [ "x" ] }  ',
        '{"id": "b", "title": "$toml", "note": {"$toml": "date", "value": "2024-01-01"}}',
        '{"id": "c", "title": "twice", "title": "said"}',
        '{"id": "d", "title": "far", "far": 12345678901234567890123}',
    ]
    source = tmp_path / "t.jsonl"
    source.write_text("\r\n".join(lines), encoding="utf-8")
    stream = open_jsonl(source, lambda _: None)
    path = tmp_path / "t.sqlite"
    write.write_index(path, stream.head, stream.records, plain=lambda: stream.plain)
    index = Index.open(path)
    assert list(index.events(index.in_file_order(range(len(index))))) == list(read_jsonl(source)[0].events)
    assert [list(index.search(parse_query(text))) for text in ("cafe", "said")] == [[0], []]


def test_without_trigrams_texts_are_scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "SEARCH", "CREATE VIRTUAL TABLE search USING nothing(text)")
    index = Index.open(written(SUMMIT, tmp_path))
    assert list(index.search(parse_query("lavrov"))) == [3, 4]
    assert index.plan(parse_query("lavrov")).method == "every event's text"


def test_a_plan_of_many_words_is_not_too_deep() -> None:
    index = Index(many(20))
    assert list(index.search(parse_query(" ".join(["pair"] * 2000)))) == list(range(0, 20, 2))
    assert len(index.search(parse_query(" OR ".join(f"w{n}" for n in range(1000)) + " OR pair"))) == 10


def test_what_cannot_be_in_a_database_can_be_looked_for() -> None:
    index = Index(Timeline(events=(Event(id="e", title="a\0b"), Event(id="f", title='q"uo" te'))))
    assert list(index.search(parse_query('"a\0b"'))) == [0]
    assert list(index.search(parse_query(r'"\"uo\""'))) == [1]


def test_damage_is_told_from_questions(tmp_path: Path) -> None:
    path = written(many(2000), tmp_path)
    data = bytearray(path.read_bytes())
    for page in range(20, len(data) // schema.PAGE_SIZE):
        data[page * schema.PAGE_SIZE : page * schema.PAGE_SIZE + 64] = b"\xee" * 64
    path.write_bytes(data)
    with pytest.raises(BrokenIndex):  # noqa: PT012 -- where it is noticed depends on the page
        index = Index.open(path)
        index.search(parse_query("pair -lone"))
