"""A timeline as lines of text: for pipes, scripts and screen readers."""

from __future__ import annotations

from typing import Any

from timeline_tui.files.jsonl_writer import json_line as json_text
from timeline_tui.model.display import display
from timeline_tui.model.literal import literal
from timeline_tui.model.order import when_of
from timeline_tui.model.timeline import Event
from timeline_tui.search.index import Index


def text_line(index: Index, event: Event) -> str:
    """Return ``date<TAB>title<TAB>people<TAB>amounts`` for one event, safe for a terminal.

    Tabs part the fields, and no field holds one.
    """
    date = when_of(event, index.zone)
    when = display(date, index.zone) if date else "undated"
    people = ", ".join([index.names.of(part.who)[0] for part in event.participants])
    amounts = [
        f"{count} {noun}{'' if count == 1 else 's'}"
        for count, noun in (
            (len(event.statements), "statement"),
            (len(event.claims), "rival claim"),
            (len({evidence.source for evidence in event.evidence}), "source"),
        )
        if count
    ]
    return "\t".join([literal(field) for field in (when, event.title, people, ", ".join(amounts))]).rstrip(
        "\t"
    )


def json_line(index: Index, event: Event) -> str:
    """Return one event as a JSON object with the keys of the file format, and ``display`` and ``bounds``.

    ``bounds`` holds the earliest and latest start and end in seconds since 1970-01-01T00:00Z; null is open.
    """
    record: dict[str, Any] = event.model_dump(exclude_none=True)
    when = when_of(event, index.zone)
    if when:
        record["display"] = display(when, index.zone)
        record["bounds"] = [when.earliest_start, when.latest_start, when.earliest_end, when.latest_end]
    return json_text(record).rstrip("\n")
