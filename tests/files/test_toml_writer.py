from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings

from tests.files.strategies import timelines
from timeline_tui.files.toml_reader import read_timeline_text
from timeline_tui.files.toml_values import key, lines_string, string, value
from timeline_tui.files.toml_writer import plain, write_timeline
from timeline_tui.model.timeline import Event, Evidence, Participant, Statement, Timeline


@settings(max_examples=80)
@given(timelines)
def test_what_is_written_reads_back_whole_and_writes_the_same_bytes(timeline: Timeline) -> None:
    text = write_timeline(timeline)
    opened = read_timeline_text(text, "t.toml")
    # By their looks, because a NaN does not equal itself.
    assert repr(sorted_keys(plain(opened.timeline))) == repr(sorted_keys(plain(timeline)))
    assert write_timeline(opened.timeline) == text


def sorted_keys(item: object) -> object:
    if isinstance(item, dict):
        return {name: sorted_keys(item[name]) for name in sorted(item)}
    if isinstance(item, list | tuple):
        return [sorted_keys(part) for part in item]
    return item


@settings(max_examples=30)
@given(timelines)
def test_no_line_of_a_written_file_can_steer_a_terminal(timeline: Timeline) -> None:
    text = write_timeline(timeline)
    assert not [char for char in text if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)]
    assert not set(text) & set("\u202a\u202e\u2066\u2028\ufeff")


def test_the_example_of_the_format_is_canonical(shared: Path) -> None:
    design = (shared / "DESIGN.md").read_text(encoding="utf-8")
    example = design.split("```toml\n")[1].split("```")[0]
    written = write_timeline(read_timeline_text(example, "t.toml").timeline)
    bare = [line.split("#")[0].rstrip() for line in example.splitlines()]
    assert written.splitlines() == bare


def test_keys_come_in_fixed_order_unknown_ones_last() -> None:
    event = Event.model_validate(
        {
            "zeta": 1,
            "title": "T",
            "id": "e",
            "colour": {"a": date(2024, 3, 5), "b": [1.0, float("inf")]},
            "statements": (Statement(text="x", evidence=(Evidence(source="s", quote="q", at=(1, 2)),)),),
        }
    )
    text = write_timeline(Timeline(title="T", events=(event,), participants=(Participant(id="p", name="P"),)))
    assert text == (
        'format = "timeline/1"\n'
        'title = "T"\n'
        'timezone = "UTC"\n'
        "\n"
        "[[participants]]\n"
        'id = "p"\n'
        'name = "P"\n'
        'kind = "person"\n'
        "\n"
        "[[events]]\n"
        'id = "e"\n'
        'title = "T"\n'
        'review = "pending"\n'
        "zeta = 1\n"
        "colour = { a = 2024-03-05, b = [1.0, inf] }\n"
        "\n"
        "[[events.statements]]\n"
        'mode = "indirect"\n'
        'text = "x"\n'
        "evidence = [\n"
        '  { source = "s", quote = "q", at = [1, 2] },\n'
        "]\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a", '"a"'),
        ('say "no"', r'"say \"no\""'),
        ("a\\b", r'"a\\b"'),
        ("a\nb\tc", r'"a\nb\tc"'),
        ("\x1b[0m", r'"\u001B[0m"'),
        ("\x9b", r'"\u009B"'),
        ("\u202e", r'"\u202E"'),
        ("é👩‍🚀", '"é👩‍🚀"'),
        ("\ud800", r'"\uFFFD"'),
    ],
)
def test_strings(text: str, written: str) -> None:
    assert string(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("one", '"one"'),
        ("one\ntwo", '"""\none\ntwo"""'),
        ("\none", '"""\n\none"""'),
        ('a\n"b"', '"""\na\n"b\\""""'),
        ('a\n"""b', '"""\na\n\\"""b"""'),
        ("a\r\nb\\", '"""\na\\r\nb\\\\"""'),
    ],
)
def test_text_of_several_lines_keeps_them(text: str, written: str) -> None:
    assert lines_string(text) == written
    assert tomli.loads(f"x = {written}") == {"x": text}


@pytest.mark.parametrize(
    ("name", "written"), [("a-1_B", "a-1_B"), ("", '""'), ("a b", '"a b"'), ("é", '"é"'), ("a.b", '"a.b"')]
)
def test_keys(name: str, written: str) -> None:
    assert key(name) == written


def test_deeply_nested_values_are_written() -> None:
    nested: object = 1
    for _ in range(380):
        nested = [nested]
    assert tomli.loads(f"x = {value(nested)}") == {"x": nested}


def test_a_value_toml_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="TOML has no set"):
        value({1})
