from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.files.toml_reader import read_timeline, read_timeline_text
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.problems import InputError, Problem

HEAD = 'format = "timeline/1"\n'
SOURCE = '[[sources]]\nid = "gazette"\n'
PEOPLE = '[[participants]]\nid = "silva"\nname = "Ana Silva"\naliases = ["the mayor"]\n'
EVIDENCE = 'evidence = [ { source = "gazette", quote = "q" } ]\n'
EVENT = '[[events]]\nid = "e"\ntitle = "T"\n' + EVIDENCE
BASE = HEAD + SOURCE + PEOPLE + EVENT  # 11 lines; what follows belongs to the event
STATEMENT = '[[events.statements]]\ntext = "x"\n' + EVIDENCE

Row = tuple[str, str, int | None, int | None, str | None]


def rows(text: str) -> list[Row]:
    """Severity, code, line, column and suggestion of each problem."""
    return [
        (p.severity[0].upper(), p.code, p.line, p.column, p.suggestion)
        for p in read_timeline_text(text, "t.toml").problems
    ]


def test_a_sound_file_has_no_problems() -> None:
    opened = read_timeline_text(BASE + STATEMENT, "t.toml")
    assert opened.problems == ()
    assert [event.id for event in opened.timeline.events] == ["e"]
    assert opened.path is None


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("", ("E", "missing-format", None, None, 'format = "timeline/1"')),
        ('format = "timeline/2"\n', ("E", "unknown-format", 1, 10, "timeline/1")),
        ("format = 1\n", ("E", "unknown-format", 1, 10, "timeline/1")),
        (HEAD + 'timezone = "Europe/Lisbonn"\n', ("E", "no-such-zone", 2, 12, "Europe/Lisbon")),
        (HEAD + "timezone = 1\n", ("E", "wrong-type", 2, 12, None)),
        (HEAD + "title = 1\n", ("E", "wrong-type", 2, 9, None)),
        (HEAD + 'titel = "x"\n', ("W", "unknown-key", 2, 1, "title")),
        (HEAD + "[custom]\na = 1\n", ("W", "unknown-key", 2, 2, None)),
    ],
)
def test_problems_of_the_head(text: str, row: Row) -> None:
    assert rows(text + SOURCE) == [row]


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ('when = "2024-3-5"\n', ("E", "not-edtf", 12, 9, "2024-03-05")),
        ('when = "2024-02-30"\n', ("E", "no-such-day", 12, 17, "2024-02-29")),
        ("when = 2024-03-05\n", ("W", "bare-date", 12, 8, '"2024-03-05"')),
        ("when = 2024\n", ("W", "bare-date", 12, 8, '"2024"')),
        ("when = 44\n", ("W", "bare-date", 12, 8, '"0044"')),
        ("when = -43\n", ("W", "bare-date", 12, 8, '"-0043"')),
        (
            "when = 2024-03-05T18:40:00Z\n",
            ("W", "bare-date", 12, 8, '"2024-03-05T18:40:00+00:00"'),
        ),
        ("when = 2024.5\n", ("E", "wrong-type", 12, 8, '"2024.5"')),
        ('sumary = "x"\n', ("W", "unknown-key", 12, 1, "summary")),
        ('[events.extra]\nsummary = "x"\n', ("W", "unknown-key", 12, 2, None)),
        ("salience = 1.5\n", ("E", "out-of-range", 12, 12, None)),
        ("salience = nan\n", ("E", "out-of-range", 12, 12, None)),
        ('salience = "high"\n', ("E", "wrong-type", 12, 12, None)),
        ('review = "acepted"\n', ("E", "wrong-value", 12, 10, "accepted")),
        ('tags = "a"\n', ("E", "wrong-type", 12, 8, '["a"]')),
        ('tags = ["a", 1]\n', ("E", "wrong-type", 12, 14, '"1"')),
        ('participants = [{ who = "sliva" }]\n', ("E", "unknown-id", 12, 25, "silva")),
        ('participants = [{ who = "qqqqqq" }]\n', ("E", "unknown-id", 12, 25, None)),
        ('participants = [{ who = "Silva" }]\n', ("E", "misspelt-id", 12, 25, "silva")),
        ('participants = [{ who = "Ana Silva" }]\n', ("E", "misspelt-id", 12, 25, "silva")),
        ('participants = [{ who = "The  Mayor" }]\n', ("E", "misspelt-id", 12, 25, "silva")),
        ('participants = [{ role = "x" }]\n', ("E", "missing-key", 12, 17, None)),
        ('participants = [{ woh = "silva" }]\n', ("E", "missing-key", 12, 17, "who =")),
        ('participants = ["silva"]\n', ("E", "wrong-type", 12, 17, None)),
        ('participants = [{ who = "silva", rol = "x" }]\n', ("W", "unknown-key", 12, 34, "role")),
        ('[[events.statements]]\ntext = "x"\n', ("E", "statement-without-evidence", 12, 3, None)),
        (STATEMENT + 'speaker = "sliva"\n', ("E", "unknown-id", 15, 11, "silva")),
        (STATEMENT + 'via = "sliva"\n', ("E", "unknown-id", 15, 7, "silva")),
        (STATEMENT + 'to = ["press", "SILVA"]\n', ("W", "misspelt-id", 15, 16, "silva")),
        (STATEMENT + 'mode = "dircet"\n', ("E", "wrong-value", 15, 8, "direct")),
        (
            '[[events.statements]]\ntext = "x"\nevidence = [{ source = "gazete", quote = "q" }]\n',
            ("E", "unknown-source", 14, 24, "gazette"),
        ),
        (
            (
                '[[events.statements]]\ntext = "x"\n'
                'evidence = [{ source = "gazette", quote = "é👩‍🚀", at = [3, 5] }]\n'
            ),
            ("E", "wrong-at", 14, 56, "[3, 7]"),
        ),
        (
            '[[events.statements]]\ntext = "x"\nevidence = [{ source = "gazette", quote = "q", at = [3] }]\n',
            ("E", "wrong-at", 14, 53, None),
        ),
        (
            (
                '[[events.statements]]\ntext = "x"\n'
                'evidence = [{ source = "gazette", quote = "q", at = [3, "4"] }]\n'
            ),
            ("E", "wrong-at", 14, 57, None),
        ),
        (
            '[[events.claims]]\nfield = "when"\nvalue = "2024-3-5"\n',
            ("W", "claim-not-edtf", 14, 10, "2024-03-05"),
        ),
        ('[[events.claims]]\nfield = "when"\nvalue = 2024\n', ("W", "bare-date", 14, 9, '"2024"')),
        ('[[events.claims]]\nfield = "crowd"\n', ("E", "missing-key", 12, 3, None)),
        ('[[events]]\nid = "e"\ntitle = "U"\n' + EVIDENCE, ("E", "duplicate-id", 13, 6, None)),
        ('[[events]]\nid = ""\ntitle = "U"\n' + EVIDENCE, ("E", "empty-id", 13, 6, None)),
        ('[[events]]\nid = "f"\n' + EVIDENCE, ("E", "missing-key", 12, 3, None)),
        ('[[events]]\nid = "f"\ntitel = "U"\n' + EVIDENCE, ("E", "missing-key", 12, 3, "title =")),
        ('[[events]]\nid = "f"\ntitle = "U"\n', ("W", "event-without-evidence", 12, 3, None)),
        ('[[events]]\nid = "f-2024-03-05"\ntitle = "U"\n' + EVIDENCE, ("W", "id-with-date", 13, 6, "f")),
        ('[[events]]\nid = "20240305-f"\ntitle = "U"\n' + EVIDENCE, ("W", "id-with-date", 13, 6, "f")),
        ('[[participants]]\nid = "x"\nname = "X"\nkind = "persn"\n', ("E", "wrong-value", 15, 8, "person")),
        ('[[participants]]\nid = "silva"\nname = "X"\n', ("E", "duplicate-id", 13, 6, None)),
        (
            '[[participants]]\nid = "x"\nname = "X"\naliases = ["X.", "The  Mayor"]\n',
            ("E", "alias-conflict", 15, 18, None),
        ),
        (
            '[[participants]]\nid = "x"\nname = "X"\naliases = ["ana silva"]\n',
            ("E", "alias-conflict", 15, 12, None),
        ),
        (
            '[[participants]]\nid = "x"\nname = "X"\naffiliations = [\n  { of = "sliva" },\n]\n',
            ("E", "unknown-id", 16, 10, "silva"),
        ),
        (
            '[[participants]]\nid = "x"\nname = "X"\naffiliations = [ { of = "silva", when = "2024-13" } ]\n',
            ("E", "no-such-month", 15, 47, "2024-12"),
        ),
        ('[[sources]]\nid = "s"\npublished = "2024-3-5"\n', ("E", "not-edtf", 14, 14, "2024-03-05")),
        ("[[sources]]\nid = 's'\npublished = 2024-03-05\n", ("W", "bare-date", 14, 13, '"2024-03-05"')),
        ('[[sources]]\nid = "s"\nderived_from = "gazete"\n', ("E", "unknown-source", 14, 16, "gazette")),
        ('[[sources]]\nid = "s"\nderived_from = "s"\n', ("E", "derived-circle", 14, 16, None)),
    ],
)
def test_one_problem_says_what_and_where(lines: str, row: Row) -> None:
    found = rows(BASE + lines)
    # A misspelt key is an unknown key besides the missing one.
    assert [item for item in found if row[1] != "missing-key" or item[1] != "unknown-key"] == [row]


@pytest.mark.parametrize(
    ("when", "code"),
    [("2025-03-30T01:30", "clock-gap"), ("2025-10-26T01:30", "clock-fold"), ("2025-10-26T01:30Z", None)],
)
def test_times_that_the_zones_clock_skips_or_repeats(when: str, code: str | None) -> None:
    text = HEAD + 'timezone = "Europe/Lisbon"\n' + SOURCE + EVENT + f'when = "{when}"\n'
    assert [row[1] for row in rows(text)] == ([code] if code else [])


def test_an_interval_that_ends_before_it_starts() -> None:
    assert [row[:3] for row in rows(BASE + 'when = "2024-03-08/2024-03-05"\n')] == [
        ("E", "interval-reversed", 12)
    ]


@pytest.mark.parametrize(
    ("days", "suspicious"),
    [
        (["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-17"], True),
        (["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-02", "2024-05-17"], False),
        (["2024-01", "2024-02", "2024", "2024-03-01T10:00", "2024-01-01/2024-02-01"], False),
        (["2024-01-01"] * 4 + ["2024-01-02"] * 13, False),
    ],
)
def test_suspiciously_many_firsts_of_a_month(days: list[str], suspicious: bool) -> None:
    events = "".join(
        EVENT.replace('"e"', f'"e{number}"') + f'when = "{day}"\n' for number, day in enumerate(days)
    )
    assert [row[1] for row in rows(HEAD + SOURCE + events)] == (["first-of-month"] if suspicious else [])


BROKEN = """\
format = "timeline/1"
title = no quotes
zone: "x"

[[participants]]
id = "silva"
name = "Ana

[[events]]
id = "string"
title = "no end
when = "2024"

[[events]]
id = "sound"
title = "Sound"
participants = [ { who = "silva" } ]

[[events]]
id = "open"
title = \"\"\"never
closed

[[events]]
id = "also-sound"
title = \"\"\"
[[events]]
id = "no event"
\"\"\"

[[events]]
id = "date"
when = 2024-02-30

[[events]]
id = "twice"
title = "a"
title = "b"
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_broken_record_is_named_and_the_sound_ones_open(line_end: str) -> None:
    opened = read_timeline_text(BROKEN.replace("\n", line_end), "t.toml")
    assert [event.id for event in opened.timeline.events] == ["sound", "also-sound"]
    assert opened.timeline.events[1].title == '[[events]]\nid = "no event"\n'
    syntax = [(p.line, p.id, p.suggestion) for p in opened.problems if p.code == "toml-syntax"]
    assert syntax == [
        (2, None, 'title = "no quotes"'),
        (3, None, 'zone = "x"'),
        (7, "silva", 'name = "Ana"'),
        (11, "string", 'title = "no end"'),
        (21, "open", None),
        (33, "date", 'when = "2024-02-30"'),
        (38, "twice", None),
    ]
    # The participant is broken, not unknown.
    assert "unknown-id" not in {p.code for p in opened.problems}
    places = {(p.line, p.code) for p in opened.problems}
    assert (14, "event-without-evidence") in places


def test_references_to_broken_records_are_not_wrong_too() -> None:
    text = HEAD + '[[sources]]\nid = "gazette"\nurl = 1\n[[participants]]\nid = "silva"\nnme = "x"\n'
    codes = [row[1] for row in rows(text + EVENT + 'participants = [{ who = "silva" }]\n')]
    assert codes == ["wrong-type", "missing-key", "unknown-key"]


def test_a_broken_event_is_checked_to_its_end() -> None:
    text = (
        BASE.replace('title = "T"', 'review = "x"')
        + 'when = "2024-3-5"\nsumary = 1\nparticipants = [{}]\n'
        + (STATEMENT + 'speaker = "sliva"\n')
    )
    opened = read_timeline_text(text, "t.toml")
    assert opened.timeline.events == ()
    assert [p.code for p in opened.problems] == [
        "missing-key",
        "wrong-value",
        "not-edtf",
        "unknown-key",
        "missing-key",
        "unknown-id",
    ]


def test_broken_records_stay_in_the_text() -> None:
    assert read_timeline_text(BROKEN, "t.toml").text == BROKEN


def test_dangling_references_do_not_hide_the_event() -> None:
    opened = read_timeline_text(BASE + STATEMENT + 'speaker = "nobody"\n', "t.toml")
    assert opened.timeline.events[0].statements[0].speaker == "nobody"


def test_an_unknown_zone_is_read_as_utc() -> None:
    opened = read_timeline_text(HEAD + 'timezone = "Mars/Base"\n' + SOURCE, "t.toml")
    assert opened.timeline.timezone == "UTC"


def test_unknown_keys_are_kept() -> None:
    text = BASE + 'colour = "red"\n[custom]\na = 1\n'
    timeline = read_timeline_text(text, "t.toml").timeline
    assert timeline.extra() == {"custom": {"a": 1}}
    assert timeline.events[0].model_extra == {"colour": "red"}


def test_a_value_nested_too_deeply_leaves_its_record_out() -> None:
    opened = read_timeline_text(BASE + f"x = {'[' * 300}{']' * 300}\n", "t.toml")
    assert [p.code for p in opened.problems] == ["too-deep"]
    assert opened.timeline.events == ()
    read_timeline_text(write_timeline(opened.timeline), "t.toml")


@pytest.mark.parametrize(
    "text",
    [
        "[tool.ruff]\nline-length = 110\n",
        "# A heading\n\nSome words.\n",
        '{"id": 1}\n{"id": 2}\n',
        "<html>",
        "x" * 99,
    ],
)
def test_what_is_no_timeline_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_timeline_text(text, "t.toml")
    assert caught.value.problem.code == "not-a-timeline"


def test_a_large_text_that_is_no_timeline_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError) as caught:
        read_timeline_text("a = 1\n" * 300_000, "t.toml")
    assert caught.value.problem.code == "not-a-timeline"


def test_a_list_that_is_a_table_says_how_it_is_written() -> None:
    assert rows(HEAD + '[events]\nid = "a"\n') == [("E", "wrong-type", 2, 2, "[[events]]")]
    assert rows(HEAD + "events = 3\n") == [("E", "wrong-type", 2, 1, "[[events]]")]
    assert rows(HEAD + "events = [3]\n") == [("E", "wrong-type", 2, 11, None)]


def test_problems_come_in_the_order_of_the_file_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(BASE + 'sumary = 1\nwhen = "x"\n[[sources]]\nid = "gazette"\n', encoding="utf-8")
    opened = read_timeline(path)
    assert opened.path == path
    assert {problem.file for problem in opened.problems} == {str(path)}
    lines = [problem.line or 0 for problem in opened.problems]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_a_byte_order_mark_and_other_line_ends_change_no_place() -> None:
    text = BASE + "sumary = 1\n"
    assert rows("\ufeff" + text.replace("\n", "\r\n")) == rows(text)
    assert rows("\ufeff" + text.replace("timeline/1", "timeline/9"))[0][2:4] == (1, 10)


def test_problems_are_safe_to_print() -> None:
    problem: Problem = read_timeline_text(BASE + 'review = "\\u001b[31m\\u202e"\n', "t.toml").problems[0]
    assert "\x1b" not in str(problem)
    assert "\u202e" not in str(problem)


def test_thousands_of_unknown_ids_are_all_reported() -> None:
    people = "".join(f'[[participants]]\nid = "p{n}"\nname = "P{n}"\n' for n in range(1500))
    who = ", ".join(f'{{ who = "unknown-{n}" }}' for n in range(1500))
    found = rows(HEAD + SOURCE + people + EVENT + f"participants = [{who}]\n")
    assert {row[1] for row in found} == {"unknown-id"}
    assert len(found) == 1500


def test_the_garbage_collector_runs_again_afterwards() -> None:
    read_timeline_text(BASE, "t.toml")
    assert gc.isenabled()
    gc.disable()
    try:
        read_timeline_text(BASE, "t.toml")
        assert not gc.isenabled()
    finally:
        gc.enable()


PIECES = [
    *("[[events]]\n", "[[sources]]\n", "[[participants]]\n", "[[events.statements]]\n", "[events.x]\n"),
    *('id = "a"\n', 'title = "T"\n', "when = 2024\n", 'when = "2024-3-5"\n', "[x]\n", "a.b = 1\n"),
    *("evidence = [ { source = 1, at = [1] } ]\n", 'participants = [{ who = "b" }]\n', "salience = 9\n"),
    *('format = "timeline/1"\n', "events = 1\n", "=", "x", '"""', "'''", '"', "\\", "\n", "\r\n"),
    *("= ", "[", "]", "{", "}", ",", "#", "\x00", "\ud7ff"),
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40))
def test_no_text_whatever_is_a_surprise(text: str) -> None:
    try:
        opened = read_timeline_text(HEAD + text, "t.toml")
    except InputError:
        return
    written = write_timeline(opened.timeline)
    assert write_timeline(read_timeline_text(written, "t.toml").timeline) == written
    assert all(problem.line is None or problem.line <= text.count("\n") + 2 for problem in opened.problems)
