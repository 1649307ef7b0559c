"""Bringing a file up to date leaves what a person wrote."""

from __future__ import annotations

from timeline_tui.files.toml_reader import read_timeline_text
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.files.update import updated_text
from timeline_tui.model.timeline import Event, Evidence, Source

TEXT = """\
# kept by hand: ask Ana before publishing
format = "timeline/1"
title = "Bridge"

[[sources]]
id = "gazette"   # our best source

[[events]]
# the exact minute is disputed
id = "closed"
when = "2024-03-05"
title = "Bridge closed"
review = "accepted"
evidence = [ { source = "gazette", quote = "closed" } ]
"""


def test_a_new_event_is_added_and_comments_stay() -> None:
    opened = read_timeline_text(TEXT, "bridge.toml")
    new = Event(
        id="open", when="2024-03-08", title="Open again", evidence=(Evidence(source="wire", quote="open"),)
    )
    timeline = opened.timeline.model_copy(
        update={
            "sources": (*opened.timeline.sources, Source(id="wire")),
            "events": (*opened.timeline.events, new),
        }
    )
    text = updated_text(opened, timeline)
    assert read_timeline_text(text, "bridge.toml").timeline == timeline
    for line in TEXT.splitlines():
        assert line in text.splitlines()


def test_no_change_is_no_change() -> None:
    opened = read_timeline_text(TEXT, "bridge.toml")
    assert updated_text(opened, opened.timeline) == TEXT


def test_a_canonical_file_stays_canonical() -> None:
    opened = read_timeline_text(write_timeline(read_timeline_text(TEXT, "b").timeline), "b")
    timeline = opened.timeline.model_copy(update={"events": ()})
    assert updated_text(opened, timeline) == write_timeline(timeline)
