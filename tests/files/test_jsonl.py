"""Timelines of lines of JSON: what the reader takes, what it reports, and that writing loses nothing."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.files.strategies import timelines
from timeline_tui.files import jsonl_lines
from timeline_tui.files.holdable import DATES_AS_TEXT, NUMBERS_AS_TEXT, count_lost, holdable
from timeline_tui.files.jsonl import is_jsonl, open_jsonl, read_jsonl
from timeline_tui.files.jsonl_writer import head_line, record_line
from timeline_tui.files.toml_reader import read_timeline_text
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.problems import InputError, Problem
from timeline_tui.model.timeline import Event, Participant, Source, Timeline

HEAD = '{"format": "timeline/1", "title": "Bridge", "timezone": "Europe/Lisbon"}\n'
SOURCE = '{"source": {"id": "gazette"}}\n'
PERSON = '{"participant": {"id": "silva", "name": "Ana Silva", "aliases": ["the mayor"]}}\n'
EVIDENCE = '"evidence": [{"source": "gazette", "quote": "q"}]'
EVENT = f'{{"id": "e", "title": "T", {EVIDENCE}}}\n'
BASE = HEAD + SOURCE + PERSON + EVENT  # 4 lines

Row = tuple[str, str, int | None, str | None, str | None]


def event(more: str, id_: str = "x") -> str:
    return f'{{"id": "{id_}", "title": "X", {EVIDENCE}, {more}}}\n'


@pytest.fixture
def read(tmp_path: Path):
    def reader(content: str | bytes) -> tuple[Timeline, tuple[Problem, ...]]:
        path = tmp_path / "t.jsonl"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_jsonl(path)

    return reader


def rows(problems: tuple[Problem, ...]) -> list[Row]:
    return [(p.severity[0].upper(), p.code, p.line, p.id, p.suggestion) for p in problems]


def ids(timeline: Timeline) -> list[str]:
    return [event.id for event in timeline.events]


@pytest.mark.parametrize(
    ("name", "answer"),
    [("a.jsonl", True), ("a.NDJSON", True), ("a.toml", False), ("jsonl", False), ("a.jsonl.gz", False)],
)
def test_the_name_says_which_form_a_file_has(name: str, answer: bool) -> None:
    assert is_jsonl(Path(name)) is answer


@pytest.mark.parametrize(
    "content",
    [
        BASE,
        HEAD + EVENT + SOURCE + PERSON,  # what is referred to may come later
        "\ufeff" + BASE.replace("\n", "\r\n"),
        "\n  \n" + BASE.replace("\n", "\n\n").removesuffix("\n\n"),
        HEAD.replace("}", ', "sources": [{"id": "gazette"}], "participants": [{"id": "silva", "name": "A"}]}')
        + EVENT,
    ],
)
def test_a_sound_file_has_no_problems(read, content: str) -> None:
    timeline, problems = read(content)
    assert problems == ()
    assert (timeline.title, timeline.timezone) == ("Bridge", "Europe/Lisbon")
    assert (ids(timeline), [s.id for s in timeline.sources]) == (["e"], ["gazette"])
    assert [p.id for p in timeline.participants] == ["silva"]


def test_a_head_is_optional_and_so_is_each_of_its_keys(read) -> None:
    assert read(EVENT + SOURCE)[0].timezone == "UTC"
    assert read('{"timezone": "Asia/Tokyo"}\n' + EVENT + SOURCE)[0].timezone == "Asia/Tokyo"
    assert read('{"title": "Only a head"}')[0] == Timeline(title="Only a head")


def test_unknown_keys_are_kept_wherever_they_stand_and_warned_about(read) -> None:
    timeline, problems = read(
        HEAD.replace("}", ', "colour": {"a": [1, null]}}')
        + SOURCE
        + event('"sumary": "x", "participants": [{"who": "e", "rank": 1}]')
        + '{"participant": {"id": "e", "name": "E", "kin": 2.5}}'
    )
    assert timeline.extra() == {"colour": {"a": [1, None]}}
    assert timeline.events[0].model_extra == {"sumary": "x"}
    assert timeline.events[0].participants[0].model_extra == {"rank": 1}
    assert timeline.participants[0].model_extra == {"kin": 2.5}
    assert rows(problems) == [
        ("W", "unknown-key", 1, None, None),
        ("W", "unknown-key", 3, "x", "summary"),
        ("W", "unknown-key", 3, "x", None),
        ("W", "unknown-key", 4, "e", "kind"),
    ]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (event('"when": "2024-3-5"'), ("E", "not-edtf", 5, "x", "2024-03-05")),
        (event('"when": "2024-02-30"'), ("E", "no-such-day", 5, "x", "2024-02-29")),
        (event('"when": 5.5'), ("E", "wrong-type", 5, "x", '"5.5"')),
        (event('"review": "acepted"'), ("E", "wrong-value", 5, "x", "accepted")),
        (event('"salience": 2'), ("E", "out-of-range", 5, "x", None)),
        (event('"tags": "a"'), ("E", "wrong-type", 5, "x", '["a"]')),
        (event('"tags": ["a", null]'), ("E", "wrong-type", 5, "x", None)),
        (event('"q": 1', id_="e"), ("E", "duplicate-id", 5, "e", None)),
        (f'{{"id": " ", "title": "X", {EVIDENCE}}}\n', ("E", "empty-id", 5, None, None)),
        (f'{{"id": "x", {EVIDENCE}}}\n', ("E", "missing-key", 5, "x", None)),
        ('{"participant": {"id": "y"}}\n', ("E", "missing-key", 5, "y", None)),
        ('{"source": 5}\n', ("E", "wrong-type", 5, None, None)),
        ("[1]\n", ("E", "not-an-object", 5, None, None)),
        ("null\n", ("E", "not-an-object", 5, None, None)),
        ('{"format": "timeline/1"}\n', ("E", "late-head", 5, None, None)),
        ('{"id": "x", "title": }\n', ("E", "json-syntax", 5, "x", None)),
        (EVENT.strip() + " {}\n", ("E", "json-syntax", 5, "e", None)),
        ('{"id": "x", "title": "a\tb"}\n', ("E", "json-syntax", 5, "x", None)),
        ('{"id": "x", "title": "a', ("E", "truncated-line", 5, "x", None)),
        ('{"id": "x"', ("E", "truncated-line", 5, "x", None)),
        ('{"id": "x", "title": "\0"}\n', ("E", "binary", 5, "x", None)),
        ('{"id": "x", "title": "\\ud83d"}\n', ("E", "lone-surrogate", 5, "x", None)),
        ('{"id": "x", "title": "a", "title": "b"}\n', ("E", "duplicate-key", 5, "x", None)),
        (event('"q": NaN'), ("E", "json-syntax", 5, "x", '"NaN"')),
        (event('"q": -Infinity'), ("E", "json-syntax", 5, "x", '"-Infinity"')),
        (event('"salience": NaN'), ("E", "json-syntax", 5, "x", '"NaN"')),
        (event('"q": 1e999'), ("E", "number-too-large", 5, "x", '"1e999"')),
        (event(f'"q": {"9" * 5000}'), ("E", "number-too-large", 5, "x", None)),
        (event(f'"q": {"[" * 100_000}'), ("E", "too-deep", 5, "x", None)),
        (event(f'"q": {"[" * 150}{"]" * 150}'), ("E", "too-deep", 5, "x", None)),
    ],
)
def test_a_bad_line_is_one_problem_and_the_rest_is_read(read, line: str, row: Row) -> None:
    after = event('"tags": []', id_="after")
    timeline, problems = read(BASE + line + (after if line.endswith("\n") else ""))
    assert [found for found in rows(problems) if found[1] != "unknown-key"] == [row]
    assert ids(timeline) == (["e", "after"] if line.endswith("\n") else ["e"])


def test_bytes_that_are_no_utf_8_are_shown_as_they_were_meant(read) -> None:
    timeline, problems = read(BASE.encode() + '{"id": "x", "title": "été"}\n'.encode("latin-1"))
    assert rows(problems) == [("E", "not-utf-8", 5, "x", None)]
    assert (problems[0].column, "été" in (problems[0].value or "")) == (23, True)
    assert ids(timeline) == ["e"]


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ('"when": 2024', {"when": "2024"}),
        ('"tags": null, "summary": null', {}),
        ('"statements": [{"text": "a", "to": null, "evidence": [{"source": "gazette", "quote": "q"}]}]', {}),
        ('"q": 123456789012345678901234567890', {"q": 123456789012345678901234567890}),
        ('"q": 1e300', {"q": 1e300}),
        ('"summary": "looks like \\"a key\\": but is none"', {}),
        ('"summary" : "blank before the colon"', {}),
        ('"q": {"id": "x", "deep": [{"id": "y"}]}', {"q": {"id": "x", "deep": [{"id": "y"}]}}),
    ],
)
def test_what_looks_odd_but_is_sound_is_read(read, more: str, kept: dict[str, object]) -> None:
    timeline, problems = read(BASE + event(more))
    assert [p for p in problems if p.severity == "error"] == []
    found = timeline.events[1]
    assert {name: getattr(found, name, None) for name in kept} == kept


def test_references_are_judged_when_all_is_read(read) -> None:
    people = '"participants": [{"who": "Silva"}, {"who": "later"}, {"who": "nobody"}]'
    statement = f'"statements": [{{"text": "t", "speaker": "slva", "to": ["Silva", "all"], {EVIDENCE}}}]'
    _, problems = read(
        BASE
        + event(f"{people}, {statement}")
        + '{"source": {"id": "a", "derived_from": "b"}}\n'
        + '{"source": {"id": "b", "derived_from": "a"}}\n'
        + '{"source": {"id": "c", "derived_from": "gazete"}}\n'
        + '{"participant": {"id": "later", "name": "L", "aliases": ["The Mayor"],'
        + ' "affiliations": [{"of": "none"}]}}\n'
    )
    assert rows(problems) == [
        ("E", "misspelt-id", 5, "x", "silva"),
        ("E", "unknown-id", 5, "x", None),
        ("E", "unknown-id", 5, "x", "silva"),
        ("W", "misspelt-id", 5, "x", "silva"),
        ("E", "derived-circle", 6, "a", None),
        ("E", "derived-circle", 7, "b", None),
        ("E", "unknown-source", 8, "c", "gazette"),
        ("E", "alias-conflict", 9, "later", None),
        ("E", "unknown-id", 9, "later", None),
    ]


def test_what_names_a_broken_line_is_not_wrong_too(read) -> None:
    _, problems = read(HEAD + '{"source": {"id": "gazette",}}\n' + EVENT)
    assert rows(problems) == [("E", "json-syntax", 2, "gazette", None)]


def test_an_unknown_id_that_is_named_a_thousand_times_is_listed_and_counted(read) -> None:
    lines = (event('"participants": [{"who": "zzz"}]', id_=f"e{n}x") for n in range(1000))
    timeline, problems = read(HEAD + SOURCE + "".join(lines))
    assert len(timeline.events) == 1000
    assert [p.line for p in problems] == [None, *range(3, 13)]
    assert "990 more times" in problems[0].message


def test_a_warning_that_comes_again_and_again_is_listed_and_counted(read) -> None:
    timeline, problems = read("".join(f'{{"id": "e{n}x", "title": "T", "mood": 1}}\n' for n in range(100)))
    assert len(timeline.events) == 100
    assert Counter((p.code, p.line is None) for p in problems) == {
        ("unknown-key", False): 20,
        ("unknown-key", True): 1,
        ("event-without-evidence", False): 20,
        ("event-without-evidence", True): 1,
    }
    assert all(p.message.startswith("80 more") for p in problems if p.line is None)


def test_a_line_that_is_too_long_is_passed_over_without_being_held(
    read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl_lines, "LONGEST_LINE", 2000)
    fits = event(f'"summary": "{"x" * (2000 - len(event(chr(34) * 2)) - 12)}"', id_="y")
    long = event(f'"summary": "{"x" * 9000}"', id_="long")
    timeline, problems = read(BASE + long + fits)
    assert rows(problems) == [("E", "line-too-long", 5, "long", None)]
    assert ids(timeline) == ["e", "y"]


def test_a_hundred_megabytes_in_one_line_are_never_in_memory() -> None:
    class Endless(io.RawIOBase):
        asked: list[int] = []  # noqa: RUF012

        def readline(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            self.asked.append(size)
            assert 0 < size <= jsonl_lines.LONGEST_LINE + 1
            return b"x" * size if len(self.asked) < 100 else b"\n" if len(self.asked) == 100 else b""

    lines = list(jsonl_lines.Lines(Endless(), Path("t")))  # type: ignore[arg-type]
    assert len(lines) == 1
    with pytest.raises(jsonl_lines.Unreadable, match="16 MiB"):
        jsonl_lines.parse_line(lines[0])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\n \r\n", "empty-file"),
        ("{}".encode("utf-16"), "utf-16"),
        (b'format = "timeline/1"\n[[events]]\n', "not-a-timeline"),
        (bytes(range(256)) * 1000, "not-a-timeline"),
        (b'{"a": 1}\n' * 1000, "not-a-timeline"),
    ],
)
def test_what_is_no_timeline_is_refused_with_a_few_reasons(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(content)
    problems: list[Problem] = []
    with pytest.raises(InputError) as caught:
        list(open_jsonl(path, problems.append).records)
    assert caught.value.problem.code == code
    assert len(problems) <= 5


@pytest.mark.parametrize(
    ("name", "code"), [("none.jsonl", "missing-file"), (".", "is-a-folder"), ("a\0b", "unreadable")]
)
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        open_jsonl(tmp_path / name, lambda _: None)
    assert caught.value.problem.code == code


def test_a_stream_says_how_far_it_is_and_gives_its_heads_records_first(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(HEAD.replace("}", ', "sources": [{"id": "gazette"}]}') + PERSON + EVENT * 2)
    size = path.stat().st_size
    stream = open_jsonl(path, lambda _: None)
    assert [s.id for s in stream.head.sources] == ["gazette"]
    seen = [(type(record), stream.done()[0]) for record in stream.records]
    assert [kind for kind, _ in seen] == [Source, Participant, Event]
    assert [done for _, done in seen] == sorted({done for _, done in seen})
    assert stream.done() == (size, size)


def problems_by_code(problems: tuple[Problem, ...]) -> Counter[tuple[str, str, str | None, str | None]]:
    return Counter((p.severity, p.code, p.id, p.value) for p in problems)


def lines_of(timeline: Timeline, lost: Counter[str]) -> Iterator[str]:
    yield head_line(timeline, lost)
    for record in (*timeline.sources, *timeline.participants, *timeline.events):
        yield record_line(record, lost)


@settings(max_examples=60)
@given(timelines)
def test_reading_what_was_written_gives_equal_records_and_the_problems_of_toml(
    tmp_path_factory: pytest.TempPathFactory, timeline: Timeline
) -> None:
    path = tmp_path_factory.mktemp("j") / "t.jsonl"
    lost: Counter[str] = Counter()
    lines = list(lines_of(timeline, lost))
    # Whatever reads lines, by whichever idea of a line, must see the same ones.
    assert all(len(line.splitlines()) == 1 and json.loads(line) for line in lines)
    path.write_text("".join(lines), encoding="utf-8")
    read, problems = read_jsonl(path)
    counted: Counter[str] = Counter()
    count_lost(timeline, "jsonl", counted)
    assert counted == lost
    again = read_timeline_text(write_timeline(timeline), "t.toml")
    as_json = holdable(again.timeline.model_dump(), "jsonl", Counter())
    assert holdable(read.model_dump(), "jsonl", Counter()) == as_json
    if not lost:
        assert problems_by_code(problems) == problems_by_code(again.problems)


def test_what_json_cannot_hold_is_written_as_text_and_counted() -> None:
    opened = read_timeline_text(
        'format = "timeline/1"\nmade = 2024-03-05\n[[events]]\nid = "a"\ntitle = "b"\n'
        "at = [2024-03-05T10:00:00Z, 10:30:00, inf, -inf, nan, 1.5]\n",
        "t.toml",
    ).timeline
    lost: Counter[str] = Counter()
    lines = [json.loads(line) for line in lines_of(opened, lost)]
    assert lines[0]["made"] == "2024-03-05"
    assert lines[1]["at"] == ["2024-03-05T10:00:00+00:00", "10:30:00", "inf", "-inf", "nan", 1.5]
    assert lost == {DATES_AS_TEXT: 3, NUMBERS_AS_TEXT: 3}


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from([HEAD, SOURCE, PERSON, EVENT, event('"tags": ["a"], "q": 1e5')]),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 3), st.binary(max_size=6)), max_size=4),
)
def test_no_bytes_make_it_fail_otherwise_than_by_saying_so(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], hits: list[tuple[int, int, bytes]]
) -> None:
    content = "".join(lines).encode()
    for at, length, new in hits:
        content = content[:at] + new + content[at + length :]
    path = tmp_path_factory.mktemp("f") / "t.jsonl"
    path.write_bytes(content)
    try:
        timeline, problems = read_jsonl(path)
    except InputError:
        return
    assert all(p.file == str(path) for p in problems)
    lost = sum(1 for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip())
    assert len(timeline.events) + len(timeline.sources) + len(timeline.participants) <= lost
