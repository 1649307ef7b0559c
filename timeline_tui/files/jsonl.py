"""Read a timeline of lines of JSON as a stream: a record at a time, every problem with its line.

The first line may be a head, ``{"format": "timeline/1", "title": …, "timezone": …}`` with further keys and
the lists ``sources`` and ``participants``; each other line is an event with the keys of the TOML form, or
``{"participant": {…}}`` or ``{"source": {…}}``. Blank lines are passed over, and a known key that is ``null``
is absent.

Problems have the codes of ``toml_reader`` and ``jsonl_lines``, and:

===================  ==========================================================
not-an-object E      a line that is no JSON object
late-head E          a head that is not the first line
===================  ==========================================================

A line with an error in it is left out; the rest is read. References to ids that nothing has are reported when
all is read. A warning that comes again and again is listed twenty times and then counted.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from timeline_tui.files import checks
from timeline_tui.files.findings import Finding, located
from timeline_tui.files.jsonl_lines import Lines, Unreadable, id_in, parse_line
from timeline_tui.files.known import Called, Coming, called
from timeline_tui.files.load import open_bytes, refuse, refuse_utf_16
from timeline_tui.files.sound import SECTIONS, event_is_sound, read_head, read_one
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import (
    Affiliation,
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Record,
    Source,
    Statement,
    Timeline,
)

AnyRecord = Source | Participant | Event

SUFFIXES = (".jsonl", ".ndjson")
"""What names of such files end in."""

_KINDS: dict[str, type[AnyRecord]] = {"sources": Source, "participants": Participant, "events": Event}
_WRAPPED = {"source": "sources", "participant": "participants"}
_NESTED: dict[type[Record], dict[str, type[Record]]] = {
    Event: {"participants": Participation, "evidence": Evidence, "statements": Statement, "claims": Claim},
    Participant: {"affiliations": Affiliation},
    Statement: {"evidence": Evidence},
    Claim: {"evidence": Evidence},
}
_HEAD_KEYS = frozenset(Timeline.model_fields)
_EVENT_KEYS = frozenset(Event.model_fields) - _HEAD_KEYS
# What JSON's grammar does not know or what no float can hold, and the fast reader lets pass.
_NO_NUMBER = re.compile(rb"NaN|Infinity|\d[eE]\+?\d{3}")
_MOST_WARNINGS = 20
_MOST_KINDS = 1000
_SHOWN_OF_ANYTHING = 5
_PATIENCE = 200  # lines without anything sound, until the file is taken to be something else


def is_jsonl(path: Path) -> bool:
    """Return whether the name of a file says that it holds lines of JSON."""
    return path.suffix.lower() in SUFFIXES


def open_jsonl(path: Path, on_problem: Callable[[Problem], None]) -> Stream:
    """Open a timeline of lines of JSON; its head is read, the rest comes with ``Stream.records``.

    Raises:
        InputError: It cannot be opened, is UTF-16 or holds nothing.
    """
    stream = open_bytes(path)
    try:
        return Stream(stream, path, on_problem)
    except BaseException:
        stream.close()
        raise


def read_jsonl(path: Path) -> tuple[Timeline, tuple[Problem, ...]]:
    """Return a whole timeline of lines of JSON, for small files, with its problems in the order of lines.

    Raises:
        InputError: Nothing of it can be shown.
    """
    problems: list[Problem] = []
    stream = open_jsonl(path, problems.append)
    lists: dict[type[AnyRecord], list[AnyRecord]] = {kind: [] for kind in _KINDS.values()}
    for record in stream.records:
        lists[type(record)].append(record)
    problems.sort(key=lambda problem: problem.line or 0)
    parts = {name: tuple(lists[kind]) for name, kind in _KINDS.items()}
    return stream.head.model_copy(update=parts), tuple(problems)


class Stream:
    """A timeline while it is read: never more than a line in memory, and the ids and names seen.

    ``head`` has no lists but what its own line gives, and those records come first in ``records`` too.
    ``records`` can be gone through once and raises ``InputError`` where the file cannot be read further or
    turns out to be no timeline; the last problems are reported when it ends.
    """

    def __init__(self, stream: BinaryIO, path: Path, on_problem: Callable[[Problem], None]) -> None:
        self._file, self._stream, self._on_problem = str(path), stream, on_problem
        refuse_utf_16(stream.peek(2)[:2] if hasattr(stream, "peek") else b"", self._file)
        status = os.fstat(stream.fileno())
        self._size = status.st_size if stat.S_ISREG(status.st_mode) else 0
        self._lines = Lines(stream, path)
        self._each = iter(self._lines)
        self._seen: dict[str, set[str]] = {name: set() for name in SECTIONS}
        self._people: list[Called] = []
        self._known = Coming(self._people)
        self._reprints: dict[str, tuple[int, str]] = {}
        self._first_days = checks.FirstDays()
        self._warnings: Counter[tuple[str, str]] = Counter()
        self._last_warning: dict[tuple[str, str], Finding] = {}
        self._is_deep = False
        self._any = False
        self._held: list[Problem] = []
        self._head_line = 0
        self._pushed_back: bytes | None = None
        self._plain = b""
        self._zone: tzinfo = UTC
        self._first: list[AnyRecord] = []
        self.head = self._read_head()
        self.records: Iterator[AnyRecord] = self._read()

    def done(self) -> tuple[int, int]:
        """Return how many bytes are read, and of how many; of a pipe, which does not say, 0."""
        return self._lines.read, self._size

    @property
    def line(self) -> int:
        """The number, from 1, of the line that was read last: that of the record that came last."""
        return self._lines.number

    @property
    def plain(self) -> str:
        """The line of the event that came last as it stands, if that says the event and nothing else."""
        return self._plain.strip().decode() if self._plain.startswith(b"{") else ""

    def close(self) -> None:
        """Let go of the file before all is read."""
        self._stream.close()

    def _read_head(self) -> Timeline:
        line = next((line for line in self._each if line.strip()), None)
        if line is None:
            raise refuse("empty-file", "the file is empty", self._file)
        self._head_line = self._lines.number
        try:
            raw = parse_line(line)
        except Unreadable:
            raw = None
        data: dict[str, Any] = {}
        if isinstance(raw, dict) and _is_head(raw):
            data = _without_nulls(Timeline, raw)
            self._any = True
        else:
            self._pushed_back = line
        lists = {name: data.pop(name, []) for name in SECTIONS}
        self._is_deep = False
        head, self._zone = read_head(data, self._found)
        if self._is_deep:
            head = {name: item for name, item in head.items() if name in _HEAD_KEYS}
        for name, raws in lists.items():
            if not isinstance(raws, list):
                message = f"{name} must be a list of objects"
                self._found(Finding("error", "wrong-type", message, (name,)))
                continue
            read = (self._record(name, raw, self._head_line) for raw in raws)
            self._first += [record for record in read if record is not None]
        held = {
            name: tuple(record for record in self._first if isinstance(record, kind))
            for name, kind in _KINDS.items()
        }
        return Timeline.model_validate({**head, **held})

    def _read(self) -> Iterator[AnyRecord]:
        validate = Event.__pydantic_validator__.validate_json
        lost = 0
        with self._stream:
            yield from self._first
            self._first = []
            for line in self._rest():
                record: AnyRecord | None
                try:
                    event = validate(line)
                except ValidationError:
                    self._plain = b""
                    record = self._other(line)
                else:
                    is_plain = _says_all(event, line)
                    self._plain = line if is_plain else b""
                    record = self._event(event) if is_plain else self._other(line)
                if record is not None:
                    if not self._any:
                        self._any = True
                        self._tell_held(len(self._held))
                    yield record
                elif not self._any and line.strip():
                    lost += 1
                    if lost >= _PATIENCE:
                        break
            if not self._any:
                self._tell_held(_SHOWN_OF_ANYTHING)
                raise refuse("not-a-timeline", "this is no timeline: no line of it is an event", self._file)
        self._settle()

    def _rest(self) -> Iterator[bytes]:
        if self._pushed_back is not None:
            yield self._pushed_back
            self._pushed_back = None
        yield from self._each

    def _event(self, event: Event) -> Event | None:
        """Return an event of a line that was read fast, if nothing else is wrong with it."""
        number = self._lines.number
        self._is_deep = False
        path = ("events", number)
        sound = checks.check_id(event.id, self._seen["events"], path, self._found, dated=True)
        if not event_is_sound(number, event, sound, self._zone, self._known, self._found) or self._is_deep:
            return None
        self._first_days.add(number, event)
        return event

    def _other(self, line: bytes) -> AnyRecord | None:
        """Return the record of a line that is no sound event at first sight, or report what is wrong."""
        number = self._lines.number
        if not line.strip():
            return None
        try:
            raw = parse_line(line)
        except Unreadable as error:
            id_ = id_in(line)
            if id_ is not None:  # what names it is not wrong too
                self._known.define(id_)
                self._known.define(id_, source=True)
            place = (self._file, number, error.column, id_, error.value, error.suggestion)
            self._tell(Problem("error", error.code, error.message, *place))
            return None
        if not isinstance(raw, dict):
            message = 'the line must be an object: an event, {"participant": {…}} or {"source": {…}}'
            self._found(Finding("error", "not-an-object", message, ("events", number), value=repr(raw)[:80]))
            return None
        name = "events"
        key = next(iter(raw), "")
        if len(raw) == 1 and key in _WRAPPED:
            name, raw = _WRAPPED[key], raw[key]
        elif _is_head(raw):
            message = "a head must be the first line; what it says is left out"
            self._found(Finding("error", "late-head", message, ("events", number)))
            return None
        return self._record(name, raw, number)

    def _record(self, name: str, raw: object, number: int) -> AnyRecord | None:
        """Return a record of the section ``name`` if it is sound."""
        self._is_deep = False
        kind = _KINDS[name]
        if isinstance(raw, dict):
            raw = _without_nulls(kind, raw)
        record: AnyRecord | None
        record, sound = read_one(kind, raw, (name, number), self._seen[name], self._found)
        if isinstance(record, Event):
            sound = event_is_sound(number, record, sound, self._zone, self._known, self._found)
            if sound:
                self._first_days.add(number, record)
        elif isinstance(record, Source):
            if record.id:
                self._known.define(record.id, source=True)
            checks.check_source(number, record, self._zone, self._known, self._found)
            if record.derived_from is not None:
                self._reprints.setdefault(record.id, (number, record.derived_from))
        elif isinstance(record, Participant):
            if record.id:
                self._known.define(record.id)
            self._people.append(called(number, record))
            checks.check_participant(number, record, self._zone, self._known, self._found)
        return record if sound and not self._is_deep else None

    def _settle(self) -> None:
        """Report what can only be told when all is read."""
        checks.check_reprints(self._reprints, self._found)
        checks.check_aliases(self._people, self._found)
        self._first_days.report(self._found)
        self._known.settle(self._found)
        for key, count in self._warnings.items():
            if count > _MOST_WARNINGS:
                last = self._last_warning[key]
                message = f"{count - _MOST_WARNINGS} more lines: {last.message}"
                value = last.value if key[1] else None
                self._tell(Problem("warning", last.code, message, self._file, value=value))

    def _tell(self, problem: Problem) -> None:
        """Report a problem, but not before something shows that the file is a timeline at all."""
        if self._any:
            self._on_problem(problem)
        else:
            self._held.append(problem)

    def _tell_held(self, count: int) -> None:
        for problem in self._held[:count]:
            self._on_problem(problem)
        self._held = []

    def _found(self, finding: Finding) -> None:
        if finding.code == "too-deep":
            self._is_deep = True
        if finding.severity == "warning":
            key = (finding.code, finding.value or "" if finding.code == "unknown-key" else "")
            if key not in self._warnings and len(self._warnings) >= _MOST_KINDS:
                key = (finding.code, "")
            self._warnings[key] += 1
            self._last_warning[key] = finding
            if self._warnings[key] > _MOST_WARNINGS:
                return
        path = finding.path
        is_record = len(path) > 1 and path[0] in SECTIONS
        line = path[1] if is_record else self._head_line if path else None
        self._tell(located(finding, self._file, int(line) if line is not None else None))


def _is_head(raw: Mapping[str, Any]) -> bool:
    """Return whether an object is a head: it says so, or has keys of one and none that only events have."""
    if str(raw.get("format")).startswith("timeline/"):
        return True
    return bool(_HEAD_KEYS & raw.keys()) and not _EVENT_KEYS & raw.keys()


def _says_all(event: Event, line: bytes) -> bool:
    """Return whether an event that was read fast surely is all that its line says.

    A key that stands twice would be lost, and some numbers are none in JSON. Keys are counted: where the
    count differs, for that or because a text holds what looks like a key, the line is read carefully.
    """
    parts: list[Record] = [event, *event.participants, *event.evidence]
    for statement in event.statements:
        parts += (statement, *statement.evidence)
    for claim in event.claims:
        parts += (claim, *claim.evidence)
    keys = 0
    for part in parts:
        keys += len(part.__pydantic_fields_set__)
    if keys != line.count(b'":'):
        return False
    return not (_NO_NUMBER.search(line) and any(part.__pydantic_extra__ for part in parts))


def _without_nulls(kind: type[Record], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object without the known keys that are null: JSON's way to say that there is no value."""
    nested = _NESTED.get(kind, {})
    kept = {}
    for key, item in raw.items():
        if item is None and key in kind.model_fields:
            continue
        if key in nested and isinstance(item, list):
            item = [_without_nulls(nested[key], part) if isinstance(part, dict) else part for part in item]
        kept[key] = item
    return kept
