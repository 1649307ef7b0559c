"""Write a timeline as lines of JSON, a record a line, for streams; ``jsonl`` reads them.

Keys come in the order of the TOML form, what is absent is not written.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from timeline_tui.files.holdable import holdable
from timeline_tui.files.toml_writer import plain
from timeline_tui.model.timeline import Event, Participant, Source, Timeline

# What a pager, an editor or a reader of lines might take for something else; in JSON it stands in texts only.
# A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD, as in TOML.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


def head_line(timeline: Timeline, lost: Counter[str] | None = None) -> str:
    """Return the first line: the keys outside the lists, with a line feed at the end.

    ``lost`` counts what JSON cannot hold (``holdable``).
    """
    head = {"format": timeline.format, "title": timeline.title, "timezone": timeline.timezone}
    return json_line({**head, **timeline.extra()}, lost)


def event_line(event: Event, lost: Counter[str] | None = None) -> str:
    """Return the line of an event, with a line feed at the end. ``lost`` counts what JSON cannot hold."""
    return json_line(plain(event), lost)


def record_line(record: Event | Source | Participant, lost: Counter[str] | None = None) -> str:
    """Return the line of an event, source or participant, with a line feed at the end."""
    if isinstance(record, Event):
        return event_line(record, lost)
    return json_line({"source" if isinstance(record, Source) else "participant": plain(record)}, lost)


def json_line(data: Mapping[str, Any], lost: Counter[str] | None = None) -> str:
    """Return an object as a line that no reader of lines parts elsewhere and no terminal obeys."""
    try:
        text = _ENCODER.encode(data)
    except (TypeError, ValueError):
        text = _ENCODER.encode(holdable(data, "jsonl", Counter() if lost is None else lost))
    if not text.isascii() or "\x7f" in text:
        text = _UNSAFE.sub(_escape, text)
    return text + "\n"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return "\ufffd" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}"
