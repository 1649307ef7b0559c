"""The beginning of a large timeline file: enough to look at while all of it is indexed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from timeline_tui.files.jsonl import AnyRecord, is_jsonl, open_jsonl
from timeline_tui.model.problems import InputError
from timeline_tui.model.timeline import Event, Participant, Source, Timeline

EVENTS = 1000
"""How many events a beginning holds."""

_MOST_BYTES = 3 * 1024 * 1024
"""Bytes that are read: a fraction of a second's work. Sources and participants come first and may fill it."""

_SECTION: dict[type[AnyRecord], str] = {Source: "sources", Participant: "participants", Event: "events"}
_EVENT_HEADER = re.compile(r"^\[\[events\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first events of a file, and about how many there are in all (0: nobody can say)."""

    timeline: Timeline
    about: int


def beginning(path: Path, most: int = EVENTS) -> Beginning:
    """Read the first events of a file, as far as they can be read quickly; there may be none.

    Problems are not reported: some would only be so of the part.

    Raises:
        InputError: the file cannot be read, or surely is no timeline.
    """
    return _of_lines(path, most) if is_jsonl(path) else _of_toml(path, most)


def _of_lines(path: Path, most: int) -> Beginning:
    stream = open_jsonl(path, lambda _problem: None)
    lists: dict[str, list[AnyRecord]] = {"sources": [], "participants": [], "events": []}
    events = lists["events"]
    before = 0
    try:
        for record in stream.records:
            lists[_SECTION[type(record)]].append(record)
            read, _ = stream.done()
            if len(events) <= 1:
                before = read
            if len(events) >= most or read > _MOST_BYTES:
                break
        read, size = stream.done()
    finally:
        stream.close()
    about = 0
    if read > before and events:
        about = len(events) + int((size - read) * (len(events) - 1) / (read - before))
    lists_read = {name: tuple(records) for name, records in lists.items()}
    return Beginning(stream.head.model_copy(update=lists_read), about)


def _of_toml(path: Path, most: int) -> Beginning:
    from timeline_tui.files.toml_reader import read_timeline_text

    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8", "ignore")
    except (OSError, ValueError):
        return Beginning(Timeline(title=path.name), 0)
    # A record ends where the next begins. A line that only looks so, within a text, costs that one record.
    headers = [match.start() for match in islice(_EVENT_HEADER.finditer(text), most + 1)]
    if len(headers) < 2:
        return Beginning(Timeline(title=path.name), 0)
    first, end, events = headers[0], headers[-1], len(headers) - 1
    try:
        timeline = read_timeline_text(text[:end], str(path)).timeline
    except InputError:  # perhaps only this part is no timeline
        return Beginning(Timeline(title=path.name), 0)
    each = (len(text[first:end].encode("utf-8"))) / events
    return Beginning(timeline, int((size - len(text[:first].encode("utf-8"))) / each))
