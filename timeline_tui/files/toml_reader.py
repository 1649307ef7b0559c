"""Read a timeline file: everything sound in it, and every problem at once.

A broken record (unreadable TOML, a missing or ill-typed key, a ``when`` that is no date, an id that is taken)
is left out and listed. A reference to an unknown id is an error, but the event that makes it is shown.

Problem codes (`E` error, `W` warning; those of files that cannot be opened at all stand in ``load``):

===========================  ======================================================================
toml-syntax E                not TOML; the record it stands in is left out
not-a-timeline E             TOML or not, nothing of a timeline is in it (raised, not listed)
missing-format E             no ``format``; read as ``timeline/1``
unknown-format E             another ``format``; read as ``timeline/1`` as far as that goes
no-such-zone E               ``timezone`` is no IANA zone; local times are read as UTC
not-edtf E                   a date that is no EDTF
no-such-day E                a date that is not in the calendar; likewise ``no-such-month``,
                             ``no-such-time``, ``no-such-offset``
interval-reversed E          an interval that ends before it starts
bare-date W                  a TOML date or number where text belongs; read as text
clock-gap W, clock-fold W    a local time that the zone's clock skips, or shows twice
first-of-month W             suspicious precision: too many days are the first of a month
missing-key E, wrong-type E  a key that must be there is not; a value of the wrong kind
wrong-value E                not one of the words allowed here
out-of-range E               ``salience`` outside 0 to 1
wrong-at E                   ``at`` is no pair of numbers, or does not fit the quote's length
empty-id E, duplicate-id E   an id that is empty, or taken
id-with-date W               the id of an event holds a date
unknown-id E                 a reference to no participant
unknown-source E             a reference to no source
misspelt-id E (W in ``to``)  an id that differs in case, accents or hyphens, or a name instead of it
derived-circle E             a source that reprints itself in the end
alias-conflict E             an alias that two participants claim
statement-without-evidence E  a statement with nothing to show for it
event-without-evidence W     an event with none, in its statements neither
claim-not-edtf W             a claim about ``when`` that is no date
unknown-key W                kept; the nearest known name is offered
too-deep E                   an unknown key whose value could not be written again; left out
===========================  ======================================================================
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline_tui.files import checks
from timeline_tui.files.collecting import no_garbage_collection
from timeline_tui.files.findings import Finding, problems
from timeline_tui.files.known import Found, Known, called
from timeline_tui.files.load import load_text, refuse
from timeline_tui.files.sound import SECTIONS, R, event_is_sound, read_head, read_one
from timeline_tui.files.toml_blocks import Path as Place
from timeline_tui.files.toml_parse import Parsed, parse
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import FORMAT, Event, Participant, Source, Timeline

_LARGE = 1024 * 1024  # from here on it pays to look before reading

_LOOKS_LIKE_TIMELINE = re.compile(
    r"^[ \t]*+(?:\[\[?[ \t]*+[\"']?(?:events|sources|participants)[\"'.\] \t]"
    r"|(?:events|sources|participants)[ \t]*+=|format[ \t]*+=[ \t]*+[\"']?timeline)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A timeline as far as it could be read, with every problem in the order of the file.

    ``text`` is the file as it stands (line ends and a byte order mark included), for editing; ``sha256`` is
    that of its bytes. ``path`` is None for text that was not read from a file.
    """

    timeline: Timeline
    problems: tuple[Problem, ...]
    path: Path | None
    text: str
    sha256: str


def read_timeline(path: Path) -> Opened:
    """Read a timeline file.

    Raises:
        InputError: Nothing of it can be shown: it cannot be read as text, or holds nothing of a timeline.
    """
    loaded = load_text(path)
    return _open(loaded.text, str(path), path, loaded.sha256)


def read_timeline_text(text: str, file: str) -> Opened:
    """Read a timeline from text; ``file`` is the name that problems are reported under.

    Raises:
        InputError: The text holds nothing of a timeline.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _open(text, file, None, digest)


def _open(text: str, file: str, path: Path | None, sha256: str) -> Opened:
    bare = text.removeprefix("\ufeff")
    if len(bare) > _LARGE and not _LOOKS_LIKE_TIMELINE.search(bare):
        raise refuse("not-a-timeline", "this is no timeline file: nothing in it looks like one", file)
    with no_garbage_collection():
        parsed = parse(bare, file, sure=_LOOKS_LIKE_TIMELINE)
        if not parsed.problems and not {"format", "title", *SECTIONS} & parsed.data.keys():
            raise refuse(
                "not-a-timeline", f'this TOML file is no timeline: it has no format = "{FORMAT}"', file
            )
        findings: list[Finding] = []
        timeline = _timeline(parsed, findings)
    listed = [*parsed.problems, *problems(findings, parsed.text, file)]
    listed.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    return Opened(timeline, tuple(listed), path, text, sha256)


def _timeline(parsed: Parsed, findings: list[Finding]) -> Timeline:
    found = findings.append
    data = dict(parsed.data)
    lists = {name: _list(data.pop(name, []), name, found) for name in SECTIONS}
    if "format" not in data:
        message = "the file does not say which format it has; it is read as a timeline"
        found(Finding("error", "missing-format", message, (), suggestion=f'format = "{FORMAT}"'))
    head, where = read_head(data, found)
    sources = _records(Source, lists["sources"], "sources", found)
    participants = _records(Participant, lists["participants"], "participants", found)
    events = _records(Event, lists["events"], "events", found)
    people = [called(index, record) for index, record, _ in participants]
    # What names a record that is listed as broken is not wrong too.
    known = Known(
        people,
        {record.id for _, record, _ in sources} | parsed.lost_ids,
        {one.id for one in people} | parsed.lost_ids,
    )
    reprints = {}
    for index, source, _ in sources:
        checks.check_source(index, source, where, known, found)
        if source.derived_from is not None:
            reprints[source.id] = (index, source.derived_from)
    checks.check_reprints(reprints, found)
    checks.check_aliases(people, found)
    for index, participant, _ in participants:
        checks.check_participant(index, participant, where, known, found)
    kept = []
    first_days = checks.FirstDays()
    for index, event, sound in events:
        if event_is_sound(index, event, sound, where, known, found):
            kept.append((index, event))
            first_days.add(index, event)
    first_days.report(found)
    deep = {finding.path[:2] for finding in findings if finding.code == "too-deep"}
    return Timeline.model_validate(
        {
            **{name: item for name, item in head.items() if (name,) not in deep},
            "sources": _sound(sources, "sources", deep),
            "participants": _sound(participants, "participants", deep),
            "events": tuple(event for index, event in kept if ("events", index) not in deep),
        }
    )


def _sound(records: list[tuple[int, R, bool]], name: str, deep: set[Place]) -> tuple[R, ...]:
    return tuple(record for index, record, sound in records if sound and (name, index) not in deep)


def _list(value: object, name: str, found: Found) -> list[Any]:
    if isinstance(value, list):
        return value
    message = f"{name} must be a list of tables: each starts with [[{name}]]"
    found(Finding("error", "wrong-type", message, (name,), suggestion=f"[[{name}]]", on_key=True))
    return []


def _records(kind: type[R], raws: list[Any], name: str, found: Found) -> list[tuple[int, R, bool]]:
    """Return the records with their numbers in the file, and whether each can be used."""
    records: list[tuple[int, R, bool]] = []
    seen: set[str] = set()
    for index, raw in enumerate(raws):
        record, sound = read_one(kind, raw, (name, index), seen, found)
        if record is not None:
            records.append((index, record, sound))
    return records
