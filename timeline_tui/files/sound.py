"""One record after the other made sound or left out: what the readers of all forms of a timeline share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any, TypeVar

from timeline_tui.files import checks
from timeline_tui.files.findings import Finding
from timeline_tui.files.known import Found, Known
from timeline_tui.files.records import mended, read_record, report_unknown_keys
from timeline_tui.files.toml_blocks import Path
from timeline_tui.model.timeline import FORMAT, Event, Participant, Source, Timeline
from timeline_tui.model.zones import ZoneError, zone

R = TypeVar("R", bound=Event | Participant | Source)

SECTIONS = ("sources", "participants", "events")
"""The lists of a timeline, in the order they are read."""


def read_one(kind: type[R], raw: object, path: Path, seen: set[str], found: Found) -> tuple[R | None, bool]:
    """Return a record and whether it can be used; one that cannot is mended, so that the rest is checked too.

    None comes back where there is nothing to check. ``seen`` holds the ids that are taken.
    """
    record = read_record(kind, raw, path, found)
    sound = record is not None
    if record is None:
        record = mended(kind, raw)
    if record is not None and (sound or record.id):
        sound = checks.check_id(record.id, seen, path, found, dated=kind is Event) and sound
    return record, sound


def event_is_sound(index: int, event: Event, sound: bool, where: tzinfo, known: Known, found: Found) -> bool:
    """Report what is wrong with an event; return whether it can be used: it was sound, and so is its date."""
    when = event.when
    readable = when is None or checks.check_date(when, where, ("events", index, "when"), event.id, found)
    checks.check_event(index, event, where, known, found if sound else _but_for_blanks(found))
    return sound and bool(readable)


def _but_for_blanks(found: Found) -> Found:
    """Return ``found`` for a mended record: what stands in for missing text is not a problem of its own."""
    return lambda finding: None if finding.value == "" else found(finding)


def read_head(data: Mapping[str, Any], found: Found) -> tuple[dict[str, Any], tzinfo]:
    """Return the keys outside the lists, made sound, and the timeline's zone.

    A file that names no ``format`` is reported by who reads it: not every form has to name it.
    """
    head = dict(data)
    written = head.pop("format", FORMAT)
    if written != FORMAT:
        message = "unknown format; it is read as far as it is understood"
        shown = str(written)[:80]
        found(Finding("error", "unknown-format", message, ("format",), value=shown, suggestion=FORMAT))
    for name in ("title", "timezone"):
        if name in head and not isinstance(head[name], str):
            message = f"{name} must be text in quotation marks"
            shown = str(head.pop(name))[:80]
            found(Finding("error", "wrong-type", message, (name,), value=shown))
    where: tzinfo = UTC
    try:
        where = zone(head.get("timezone", "UTC"))
    except ZoneError as error:
        message = "there is no such time zone; times without an offset are read as UTC"
        name = head.pop("timezone")
        guess = error.suggestion
        found(Finding("error", "no-such-zone", message, ("timezone",), value=name, suggestion=guess))
    extra = {name: item for name, item in head.items() if name not in Timeline.model_fields}
    report_unknown_keys(extra, Timeline, (), None, found)
    return head, where
