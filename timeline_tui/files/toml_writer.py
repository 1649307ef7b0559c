"""Write a timeline as TOML: canonical and stable, so that it diffs well.

The keys of a record come in the order of its fields, then the unknown ones in the order they were read.
``kind``, ``mode`` and ``review`` are always written; what is absent, or an empty list, is not. A list of
records has one inline table a line. An unknown table in a record becomes an inline table; one at the top
keeps its header.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeGuard

from timeline_tui.files.toml_values import key, lines_string, value
from timeline_tui.model.timeline import Event, Participant, Record, Source, Timeline

SECTIONS = ("sources", "participants", "events")
"""The lists of a timeline, in the order they are written."""

SUB_TABLES = ("statements", "claims")
"""The lists of an event that are tables of their own."""


def plain(record: Record) -> dict[str, Any]:
    """Return what is written of a record: keys in canonical order, records as dicts, nothing absent."""
    values, pairs = record.__dict__, {}
    for name in type(record).model_fields:
        item = values[name]
        if item is None or item == ():
            continue
        if isinstance(item, tuple):
            pairs[name] = [plain(part) if isinstance(part, Record) else part for part in item]
        else:
            pairs[name] = item
    if record.__pydantic_extra__:
        pairs.update(record.__pydantic_extra__)
    return pairs


def _is_record_list(item: object) -> TypeGuard[Sequence[Mapping[str, object]]]:
    return isinstance(item, list | tuple) and bool(item) and all(isinstance(part, Mapping) for part in item)


def entry(name: str, item: object) -> str:
    """Return ``name = value`` as it stands in a table; a list of tables takes one line each."""
    if isinstance(item, str):
        return f"{key(name)} = {lines_string(item)}"
    if _is_record_list(item):
        rows = "".join([f"  {value(part)},\n" for part in item])
        return f"{key(name)} = [\n{rows}]"
    return f"{key(name)} = {value(item)}"


def _entries(pairs: Mapping[str, Any], leave_out: Sequence[str] = ()) -> str:
    return "".join([f"{entry(name, item)}\n" for name, item in pairs.items() if name not in leave_out])


def table(header: str, pairs: Mapping[str, Any]) -> str:
    """Return a table of an array with its header: the text of one statement, claim, source or participant."""
    return f"[[{header}]]\n{_entries(pairs)}"


def write_event(event: Event) -> str:
    """Return the lines of one event, statements and claims included, with a line feed at the end."""
    return _event(plain(event))


def _event(pairs: Mapping[str, Any]) -> str:
    text = "[[events]]\n" + _entries(pairs, SUB_TABLES)
    for name in SUB_TABLES:
        for part in pairs.get(name, ()):
            text += "\n" + table(f"events.{name}", part)
    return text


def write_record(
    record: Event | Source | Participant, prepared: Callable[[dict[str, Any]], Any] = lambda pairs: pairs
) -> str:
    """Return the lines of one event, source or participant, with a line feed at the end.

    ``prepared`` may change what is written, to leave out what TOML cannot hold.

    Raises:
        TypeError: A value is of a type that TOML does not have.
    """
    pairs = prepared(plain(record))
    if isinstance(record, Event):
        return _event(pairs)
    return table("sources" if isinstance(record, Source) else "participants", pairs)


def write_head(timeline: Timeline) -> str:
    """Return the keys outside the lists, with a line feed at the end."""
    extra = timeline.extra()
    tables = {name: item for name, item in extra.items() if isinstance(item, Mapping)}
    known = {"format": timeline.format, "title": timeline.title, "timezone": timeline.timezone}
    text = _entries(known) + _entries({name: item for name, item in extra.items() if name not in tables})
    for name, item in tables.items():
        text += f"\n[{key(name)}]\n{_entries(item)}"
    return text


def write_timeline(timeline: Timeline) -> str:
    """Return the whole timeline as TOML. Reading that text gives an equal timeline."""
    parts = [write_head(timeline)]
    for name in SECTIONS:
        parts += [write_record(record) for record in getattr(timeline, name)]
    return "\n".join(parts)
