from __future__ import annotations

import tomli
from hypothesis import given, settings

from tests.files.strategies import timelines
from timeline_tui.files.toml_blocks import Path, Places, blocks, key_parts
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.timeline import Timeline

TEXT = """\
format = "timeline/1" # [[events]]
x = { a = [1, { b.c = "]", d = 2 }], e = 1979-05-27 07:32:00 }

[[events]]
id = "a"
summary = '''
[[events]]
'''
evidence = [
  { source = "s # }", quote = "\\"q", at = [1, 2] }, # ]
]

[[events.statements]]
text = "x"

[ [ "no header" ] ]

  [[ events . "statements" ]]   # the second
text = 'y'
[events.statements."a.b"]
z = 1

[[events]]
id = "b"
[[events.statements]]
text = "z"
[meta]
q = 1
""".replace('[ [ "no header" ] ]\n', "y = [\n  [1],\n]\n")


def test_blocks_are_top_level_tables() -> None:
    found = [(block.name, block.index, TEXT[block.start :].split("\n")[0]) for block in blocks(TEXT)]
    assert found == [
        ("", None, 'format = "timeline/1" # [[events]]'),
        ("events", 0, "[[events]]"),
        ("events", 1, "[[events]]"),
        ("meta", None, "[meta]"),
    ]
    assert "".join(TEXT[block.start : block.end] for block in blocks(TEXT)) == TEXT


def place(path: Path) -> tuple[int, int, str] | None:
    places = Places(TEXT)
    spot = places.spot(path)
    return None if spot is None else (*places.line_column(spot.key), TEXT[spot.value : spot.end])


def test_values_are_found_by_path() -> None:
    assert place(("format",)) == (1, 1, '"timeline/1"')
    assert place(("x", "a", 1, "b", "c")) == (2, 17, '"]"')
    assert place(("x", "e")) == (2, 38, "1979-05-27 07:32:00")
    assert place(("events", 0, "evidence", 0, "quote")) == (10, 23, '"\\"q"')
    assert place(("events", 0, "evidence", 0, "at", 1)) == (10, 47, "2")
    assert place(("events", 0, "statements", 1, "text")) == (21, 1, "'y'")
    assert place(("events", 0, "statements", 1, "a.b", "z")) == (23, 1, "1")
    assert place(("events", 1, "statements", 0, "text")) == (28, 1, '"z"')
    assert place(("meta", "q")) == (30, 1, "1")


def test_what_is_not_there_has_the_place_of_what_would_hold_it() -> None:
    assert place(("events", 1, "title", "x")) == (25, 3, "events")
    assert place(("nowhere",)) is None
    assert place(()) is None


def test_keys_are_split_at_their_dots() -> None:
    assert key_parts('a . "b.c" . \'d\' . "\\u0065"') == ["a", "b.c", "d", "e"]


@settings(max_examples=40)
@given(timelines)
def test_every_value_of_any_file_is_found(timeline: Timeline) -> None:
    text = write_timeline(timeline)
    places = Places(text)

    def check(item: object, path: Path) -> None:
        if isinstance(item, dict):
            for name, part in item.items():
                check(part, (*path, name))
        elif isinstance(item, list) and item:
            for number, part in enumerate(item):
                check(part, (*path, number))
        else:
            spot = places.spot(path)
            assert spot is not None
            found = tomli.loads(f"x = {text[spot.value : spot.end]}")["x"]
            assert repr(found) == repr(item)

    check(tomli.loads(text), ())
