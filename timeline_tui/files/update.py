"""A timeline file brought up to date: only what changed is written anew, comments and the rest stay."""

from __future__ import annotations

from collections.abc import Mapping

from timeline_tui.files.toml_editor import edit_records, insert_record
from timeline_tui.files.toml_reader import Opened
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.timeline import Event, Participant, Source, Timeline

AnyRecord = Source | Participant | Event


def updated_text(opened: Opened, timeline: Timeline) -> str:
    """Return the text of ``opened`` changed so that it says ``timeline``.

    A file in canonical form stays in it. In any other, only the records that differ are touched.

    Raises:
        InputError: The file is written in a way that cannot be edited without touching the rest.
    """
    if timeline == opened.timeline:
        return opened.text
    if opened.text == write_timeline(opened.timeline):
        return write_timeline(timeline)
    text = opened.text
    for section, before, after in (
        ("sources", opened.timeline.sources, timeline.sources),
        ("participants", opened.timeline.participants, timeline.participants),
        ("events", opened.timeline.events, timeline.events),
    ):
        old: Mapping[str, AnyRecord] = {record.id: record for record in before}
        new: Mapping[str, AnyRecord] = {record.id: record for record in after}
        changes = {id_: new.get(id_) for id_, record in old.items() if new.get(id_) != record}
        if changes:
            text = edit_records(text, section, changes)
        for id_ in new:
            if id_ not in old:
                text = insert_record(text, new[id_])
    return text
