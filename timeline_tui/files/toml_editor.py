"""Change records of a timeline file and leave every other byte alone, comments included.

The edited text is read again and compared with what was meant before it is handed out; records that cannot be
read stay in the text as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline_tui.files.load import refuse
from timeline_tui.files.records import read_record
from timeline_tui.files.toml_blocks import Block, Path, Spot, blocks, spots
from timeline_tui.files.toml_edits import Edit, TableEditor, TooHard, apply, line_end
from timeline_tui.files.toml_parse import Parsed, parse
from timeline_tui.files.toml_values import value
from timeline_tui.files.toml_writer import SECTIONS, plain, write_record
from timeline_tui.model.problems import InputError
from timeline_tui.model.timeline import Event, Participant, Record, Source

_KINDS: dict[str, type[Source | Participant | Event]] = {
    "sources": Source,
    "participants": Participant,
    "events": Event,
}
_EMPTY_LINE = re.compile(r"\r?\n")
_BEFORE = re.compile(r"\n(\r?\n)\Z")
_BOM = "\ufeff"


def replace_event(text: str, event_id: str, new_event: Event) -> str:
    """Return ``text`` with one event changed; see ``edit_records``."""
    return edit_records(text, "events", {event_id: new_event})


def remove_event(text: str, event_id: str) -> str:
    """Return ``text`` without one event; see ``edit_records``."""
    return edit_records(text, "events", {event_id: None})


def edit_records(text: str, section: str, changes: Mapping[str, Source | Participant | Event | None]) -> str:
    """Return ``text`` with some records of a section ("events", …) changed, or removed where None is given.

    Only the lines that differ change. Comments above a record stay, even of one that is removed.

    Raises:
        InputError: There is no record with such an id (``no-such-record``), or the file is written in a way
            that cannot be edited without touching the rest (``cannot-edit``).
    """
    bom, body = _split_bom(text)
    parsed = parse(body, None)
    records = _list(parsed, section)
    numbers = {_id(raw): number for number, raw in reversed(list(enumerate(records)))}
    for id_ in changes:
        if id_ not in numbers:
            raise refuse("no-such-record", f"there is no such record in {section}", None, id=id_, value=id_)
    wanted = {numbers[id_]: new for id_, new in changes.items()}
    found = {block.index: block for block in blocks(parsed.text) if block.name == section}
    edits: list[Edit] = []
    for number, new in wanted.items():
        edits += _record_edits(parsed, section, number, found.get(number), new)
    expected = [wanted.get(number, raw) for number, raw in enumerate(records)]
    kept = [raw for number, raw in enumerate(expected) if not (number in wanted and raw is None)]
    return bom + _verified(apply(body, edits, line_end(body)), parsed, section, kept)


def insert_record(text: str, record: Source | Participant | Event, *, after: str | None = None) -> str:
    """Return ``text`` with a new record: after the one with the id ``after``, else at the end of its section.

    Raises:
        InputError: There is no record ``after``, the id is taken, or the file cannot be edited.
    """
    bom, body = _split_bom(text)
    parsed = parse(body, None)
    section = next(name for name, kind in _KINDS.items() if isinstance(record, kind))
    records = list(_list(parsed, section))
    ids = [_id(raw) for raw in records]
    if record.id in ids:
        raise refuse("duplicate-id", "this id is taken", None, id=record.id, value=record.id)
    if after is not None and after not in ids:
        raise refuse("no-such-record", f"there is no such record in {section}", None, id=after, value=after)
    number = len(records) if after is None else ids.index(after) + 1
    at = _insertion(parsed.text, section, number)
    new = write_record(record)
    if body[:at].strip():
        new = "\n" + new if body[:at].endswith("\n") else "\n\n" + new
    if not body[at:].startswith(("\n", "\r\n")) and body[at:].strip():
        new += "\n"
    records.insert(number, record)
    return bom + _verified(apply(body, [Edit(at, at, new)], line_end(body)), parsed, section, records)


def _split_bom(text: str) -> tuple[str, str]:
    return (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)


def _list(parsed: Parsed, section: str) -> list[Any]:
    records = parsed.data.get(section, [])
    return records if isinstance(records, list) else []


def _id(raw: object) -> object:
    id_ = raw.get("id") if isinstance(raw, dict) else None
    return id_ if isinstance(id_, str) else None


def _content_end(text: str, block: Block, places: Mapping[Path, Spot]) -> int:
    """Return where the line after the last header or value of the block starts."""
    last = max((spot.end for spot in places.values()), default=block.start)
    end = text.find("\n", last, block.end)
    return block.end if end < 0 else end + 1


def _record_edits(
    parsed: Parsed, section: str, number: int, block: Block | None, new: Source | Participant | Event | None
) -> list[Edit]:
    text = parsed.text
    if block is None:
        return [_inline_edit(text, section, number, new)]
    places = spots(text, block)
    end = _content_end(text, block, places)
    if new is None:
        return [Edit(*_with_blank_line(text, block.start, end), "")]
    raw = _list(parsed, section)[number]
    old = read_record(_KINDS[section], raw, (section, number), lambda _: None)
    if old is not None:
        editor = TableEditor(text, places)
        path: Path = (section, number)
        try:
            editor.table(path, raw, plain(old), plain(new))
            if section == "events":
                editor.sub_tables(path, raw, plain(old), plain(new))
        except (TooHard, LookupError):
            pass
        else:
            if _reads_as(text, editor.edits, block, section, new):
                return editor.edits
    return [Edit(block.start, end, _with_comments(text, block.start, end, places, write_record(new)))]


def _with_blank_line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a record with the empty line after it, or before it if it is the last."""
    after = _EMPTY_LINE.match(text, end)
    if after is not None:
        return start, after.end()
    before = _BEFORE.search(text, max(0, start - 4), start) if end == len(text) else None
    return (start if before is None else before.start(1)), end


def _reads_as(text: str, edits: list[Edit], block: Block, section: str, new: Record) -> bool:
    """Return whether the edited block, read alone, is the record that was meant."""
    moved = [Edit(edit.start - block.start, edit.end - block.start, edit.new) for edit in edits]
    try:
        edited = apply(text[block.start : block.end], moved, "\n")
    except TooHard:
        return False
    records = _list(parse(edited, None), section)
    return len(records) == 1 and _equals(records[0], new, section)


def _equals(raw: object, record: Record, section: str) -> bool:
    read = read_record(_KINDS[section], raw, (section, 0), lambda _: None)
    # By their looks: a NaN does not equal itself.
    return read is not None and (read == record or repr(plain(read)) == repr(plain(record)))


def _with_comments(text: str, start: int, end: int, places: Mapping[Path, Spot], new: str) -> str:
    """Return the record's new lines with the comments of the old, which then stand below its header."""
    values = sorted((spot.value, spot.end) for spot in places.values() if spot.end > spot.value)
    kept, at = "", start
    for line in text[start:end].splitlines(keepends=True):
        inside = any(first < at < last for first, last in values if text[first] in "\"'")
        if line.lstrip().startswith("#") and not inside:
            kept += line.strip() + "\n"
        at += len(line)
    header, _, rest = new.partition("\n")
    return f"{header}\n{kept}{rest}"


def _inline_edit(text: str, section: str, number: int, new: Record | None) -> Edit:
    """Return the edit of a record that stands in an inline list: ``events = [{…}, …]``."""
    for block in blocks(text):
        if block.name == "":
            spot = spots(text, block).get((section, number))
            if spot is not None and text[spot.value : spot.value + 1] == "{" and new is not None:
                return Edit(spot.value, spot.end, value(plain(new)))
    raise _cannot_edit()


def _insertion(text: str, section: str, number: int) -> int:
    """Return where the lines of a new record go, the ``number``-th of ``section``."""
    found = blocks(text)
    before = [
        block for block in found if block.name == section and block.index is not None and block.index < number
    ]
    if not before:
        earlier = ("", *SECTIONS[: SECTIONS.index(section)])
        before = [block for block in found if block.name in earlier]
    block = before[-1]
    return _content_end(text, block, spots(text, block))


def _verified(text: str, before: Parsed, section: str, expected: list[Any]) -> str:
    """Return ``text`` if it reads as before, with ``expected`` as the records of ``section``."""
    after = parse(text, None)
    records = _list(after, section)
    rest_before = {name: item for name, item in before.data.items() if name != section}
    rest_after = {name: item for name, item in after.data.items() if name != section}
    sound = (
        len(after.problems) == len(before.problems)
        and len(records) == len(expected)
        and _same(rest_before, rest_after)
        and all(
            _equals(raw, want, section) if isinstance(want, Record) else _same(raw, want)
            for raw, want in zip(records, expected, strict=True)
        )
    )
    if not sound:
        raise _cannot_edit()
    return text


def _same(one: object, other: object) -> bool:
    try:
        return one == other or repr(one) == repr(other)
    except RecursionError:
        return False


def _cannot_edit() -> InputError:
    message = (
        "the file is written in a way that cannot be edited here without touching the rest; edit it by hand"
    )
    return refuse("cannot-edit", message, None)
