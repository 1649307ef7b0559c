from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.files.strategies import replacements
from timeline_tui.files.toml_editor import edit_records, insert_record, remove_event, replace_event
from timeline_tui.files.toml_reader import read_timeline_text
from timeline_tui.files.toml_writer import plain, write_event, write_timeline
from timeline_tui.model.problems import InputError
from timeline_tui.model.timeline import Claim, Event, Evidence, Participant, Source, Statement, Timeline

TEXT = '''\
# My timeline.
format = "timeline/1"   # the first version
title = "Bridge"

# Who.
[[participants]]
id = 'silva'
name = "Ana Silva"

# --- events ---
[[events]]
# checked by me
id = "closed"
when = 2024-03-05   # to be confirmed
title   =   "Closed"
colour = "red"
evidence = [
  # the gazette
  { source = "s", quote = "one" },
  { source = "s", quote = "two" }, # weak
]

# what she said
[[events.statements]]
text = "No."   # short
speaker = "silva"

[[events.statements]]
text = "Never."

# The reopening.
[[events]]
id = "open"
title = """Open
[[events]]
id = "inside"
"""
# the end
'''


def read(text: str) -> dict[str, Event]:
    return {event.id: event for event in read_timeline_text(text, "t.toml").timeline.events}


def changed(text: str, id_: str = "closed", **update: object) -> str:
    event = read(text)[id_]
    return replace_event(text, id_, Event.model_validate({**plain(event), **update}))


def diff(before: str, after: str) -> list[str]:
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return [f"-{line}" for line in old] + [f"+{line}" for line in new]


@pytest.mark.parametrize(
    ("update", "lines"),
    [
        (
            {"title": "Shut", "when": "2024-03-06"},
            [
                "-when = 2024-03-05   # to be confirmed",
                '-title   =   "Closed"',
                '+when = "2024-03-06"   # to be confirmed',
                '+title   =   "Shut"',
            ],
        ),
        (
            # A bare date becomes a string whenever its event is edited.
            {"salience": 0.5, "review": "accepted"},
            [
                "-when = 2024-03-05   # to be confirmed",
                '-title   =   "Closed"',
                '+when = "2024-03-05"   # to be confirmed',
                '+title   =   "Closed"',
                "+salience = 0.5",
                '+review = "accepted"',
            ],
        ),
        ({"when": None}, ["-when = 2024-03-05   # to be confirmed"]),
    ],
)
def test_only_the_lines_that_differ_change(update: dict[str, object], lines: list[str]) -> None:
    assert diff(TEXT, changed(TEXT, **update)) == lines


QUOTED = TEXT.replace("2024-03-05 ", '"2024-03-05" ')


@pytest.mark.parametrize(
    ("update", "lines"),
    [
        ({}, []),
        ({"place": "Lisbon"}, ['+place = "Lisbon"']),
        ({"tags": ("a", "b")}, ['+tags = ["a", "b"]']),
        ({"title": "a\nb"}, ['-title   =   "Closed"', '+title   =   """', "+a", '+b"""']),
        (
            {"evidence": (Evidence(source="s", quote="one"), Evidence(source="s", quote="2", at=(0, 1)))},
            [
                '-  { source = "s", quote = "two" }, # weak',
                '+  { source = "s", quote = "2", at = [0, 1] }, # weak',
            ],
        ),
        (
            {"evidence": (Evidence(source="s", quote="one"),)},
            ['-  { source = "s", quote = "two" }, # weak'],
        ),
        (
            {"statements": (Statement(text="No!", speaker="silva"), Statement(text="Never."))},
            ['-text = "No."   # short', '+text = "No!"   # short'],
        ),
        (
            {"statements": (Statement(text="No.", speaker="silva"),)},
            ["-[[events.statements]]", '-text = "Never."', "-"],
        ),
        (
            {"statements": (Statement(text="Never."),)},
            ["-[[events.statements]]", '-text = "No."   # short', '-speaker = "silva"', "-"],
        ),
        (
            {"claims": (Claim(field="when", value="2024-03-07"),)},
            ["+", "+[[events.claims]]", '+field = "when"', '+value = "2024-03-07"'],
        ),
        (
            {
                "statements": (
                    Statement(text="No.", speaker="silva"),
                    Statement(text="New."),
                    Statement(text="Never."),
                )
            },
            ["+", "+[[events.statements]]", '+mode = "indirect"', '+text = "New."'],
        ),
    ],
)
def test_comments_and_the_rest_stay(update: dict[str, object], lines: list[str]) -> None:
    edited = changed(QUOTED, **update)
    assert sorted(diff(QUOTED, edited)) == sorted(lines)
    wanted = Event.model_validate({**plain(read(QUOTED)["closed"]), **update})
    assert read(edited)["closed"] == wanted
    assert read(edited)["open"] == read(QUOTED)["open"]


def test_a_header_inside_a_string_is_text() -> None:
    edited = changed(TEXT, "open", title="Reopened")
    assert edited.endswith('title = "Reopened"\n# the end\n')


def test_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeff" + QUOTED.replace("\n", "\r\n")
    edited = changed(text, place="Lisbon", statements=())
    assert edited.startswith("\ufeff# My timeline.\r\n")
    assert edited.count("\n") == edited.count("\r\n")
    assert read(edited)["closed"].place == "Lisbon"
    assert "# what she said\r\n" in edited


def test_an_event_written_in_an_unusual_way_is_written_anew_with_its_comments() -> None:
    text = (
        'format = "timeline/1"\n\n[[events]]\nid = "a"\n# why\ntitle = "A"\nx.y = 1 # dotted\n'
        '\n[events.meta] # a table\nk = 1\n\n# next\n[[events]]\nid = "b"\ntitle = "B"\n'
    )
    event = read(text)["a"].model_copy(update={"title": "Z"})
    assert 'title = "Z"\nx.y = 1 # dotted\n' in replace_event(text, "a", event)
    other = Event.model_validate({**plain(event), "x": {"y": 2}})
    edited = replace_event(text, "a", other)
    assert read(edited)["a"] == other
    assert "# why\n" in edited
    assert edited.endswith('\n# next\n[[events]]\nid = "b"\ntitle = "B"\n')


def test_an_inline_list_of_events_can_be_edited() -> None:
    text = 'format = "timeline/1"\nevents = [ { id = "a", title = "A" }, { id = "b", title = "B" } ] # all\n'
    assert changed(text, "a", title="Z").endswith(
        'events = [ { id = "a", title = "Z", review = "pending" }, { id = "b", title = "B" } ] # all\n'
    )


def test_an_event_can_be_edited_beside_broken_ones() -> None:
    broken = '[[events]]\nid = "bad"\ntitle = "no end\n\n[[events]]\nid = "worse"\nwhen = "2024-3-5"\n\n'
    text = TEXT.replace("# --- events ---\n", "# --- events ---\n" + broken)
    edited = changed(text, "open", title="O")
    assert broken in edited
    assert edited.endswith('id = "open"\ntitle = "O"\n# the end\n')


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_removing_leaves_everything_else(line_end: str) -> None:
    text = TEXT.replace("\n", line_end)
    edited = remove_event(text, "closed")
    start = text.index("[[events]]")
    assert edited == text[:start] + text[text.index("# The reopening.") :]


def test_removing_the_last_event_leaves_no_empty_line() -> None:
    text = 'format = "timeline/1"\n\n[[events]]\nid = "a"\ntitle = "A"\n\n[[events]]\nid = "b"\ntitle = "B"\n'
    assert remove_event(text, "b") == text[: text.rindex("\n[[events]]")]
    assert remove_event(remove_event(text, "b"), "a") == 'format = "timeline/1"\n'


def test_many_events_are_edited_at_once() -> None:
    text = 'format = "timeline/1"\n' + "".join(f'\n[[events]]\nid = "e{n}"\ntitle = "T"\n' for n in range(50))
    events = read(text)
    changes = {id_: event.model_copy(update={"review": "accepted"}) for id_, event in events.items()}
    edited = edit_records(text, "events", {**changes, "e7": None})
    assert list(read(edited)) == [id_ for id_ in events if id_ != "e7"]
    assert edited.count('title = "T"\nreview = "accepted"\n') == 49


def test_statements_and_claims_in_any_order_stay_in_it() -> None:
    text = (
        'format = "timeline/1"\n[[events]]\nid = "a"\ntitle = "A"\n'
        '[[events.claims]]\nfield = "when"\nvalue = "2024"\n'
        '[[events.statements]]\ntext = "s" # first\n[[events.claims]]\nfield = "crowd"\nvalue = "9"\n# end\n'
    )
    edited = changed(text, "a", statements=(Statement(text="s"), Statement(text="t")), claims=())
    assert edited == (
        'format = "timeline/1"\n[[events]]\nid = "a"\ntitle = "A"\n'
        '[[events.statements]]\ntext = "s" # first\n\n'
        '[[events.statements]]\nmode = "indirect"\ntext = "t"\n# end\n'
    )


def test_sources_and_participants_are_edited_the_same_way() -> None:
    edited = edit_records(
        TEXT, "participants", {"silva": Participant(id="silva", name="A. Silva", kind="person")}
    )
    assert diff(TEXT, edited) == ['-name = "Ana Silva"', '+name = "A. Silva"']


@pytest.mark.parametrize(
    ("record", "after", "before_it", "behind_it"),
    [
        (Event(id="n", title="N"), None, 'id = "inside"\n"""\n', "# the end\n"),
        (Event(id="n", title="N"), "closed", 'text = "Never."\n', "\n# The reopening.\n"),
        (Participant(id="n", name="N"), None, 'name = "Ana Silva"\n', "\n# --- events ---\n"),
        (Source(id="n"), None, 'title = "Bridge"\n', "\n# Who.\n"),
    ],
)
def test_inserting(
    record: Event | Participant | Source, after: str | None, before_it: str, behind_it: str
) -> None:
    edited = insert_record(TEXT, record, after=after)
    header = {Event: "events", Participant: "participants", Source: "sources"}[type(record)]
    at = edited.index(f'[[{header}]]\nid = "n"')
    assert edited[:at].endswith(before_it + "\n")
    assert behind_it in edited[at:]
    end = edited.index("\n\n", at) + 1
    assert edited[: at - 1] + edited[end + (not behind_it.startswith("\n")) :] == TEXT


def test_inserting_into_a_file_without_line_end() -> None:
    edited = insert_record('format = "timeline/1"', Event(id="a", title="A"))
    assert edited == 'format = "timeline/1"\n\n[[events]]\nid = "a"\ntitle = "A"\nreview = "pending"\n'


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda: remove_event(TEXT, "opne"), "no-such-record"),
        (lambda: insert_record(TEXT, Event(id="open", title="x")), "duplicate-id"),
        (lambda: insert_record(TEXT, Event(id="x", title="x"), after="y"), "no-such-record"),
        (
            lambda: remove_event('format = "timeline/1"\nevents = [ { id = "a", title = "A" } ]\n', "a"),
            "cannot-edit",
        ),
    ],
)
def test_what_cannot_be_done_is_refused(edit: Callable[[], str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        edit()
    assert caught.value.problem.code == code


@settings(max_examples=60)
@given(replacements())
def test_any_event_can_become_any_other(replacement: tuple[Timeline, Event]) -> None:
    timeline, new = replacement
    text = write_timeline(timeline)
    old = timeline.events[0]
    edited = replace_event(text, old.id, new)
    start = text.index(write_event(old))
    assert edited.startswith(text[:start])
    assert edited.endswith(text[start + len(write_event(old)) :])
    found = read_timeline_text(edited, "t.toml").timeline.events
    assert repr(sorted_plain(found[0])) == repr(sorted_plain(new))


def sorted_plain(record: Event) -> object:
    def ordered(item: object) -> object:
        if isinstance(item, dict):
            return {name: ordered(item[name]) for name in sorted(item)}
        return [ordered(part) for part in item] if isinstance(item, list | tuple) else item

    return ordered(plain(record))
