"""Whether the evidence of a timeline stands in its documents: quotes, offsets, and documents that changed.

A timeline may come from anybody, so what it names is not shown blindly: a document outside the folder of the
timeline file (links followed) is used only if its text has the ``sha256`` that the timeline records. Who
knows that hash knows the text already.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from timeline_tui.coverage.document import Document, Span
from timeline_tui.coverage.passages import find_passage
from timeline_tui.coverage.reading import read_document
from timeline_tui.files.jsonl import open_jsonl
from timeline_tui.model.problems import InputError, Problem, Severity
from timeline_tui.model.timeline import Event, Evidence, Source, Timeline

_ID = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
_SHOWN = 60


class OpenedTimeline(Protocol):
    """What ``check_evidence`` needs of an opened file (``timeline_tui.files.toml_reader.Opened`` has it)."""

    @property
    def timeline(self) -> Timeline:
        """The timeline."""

    @property
    def path(self) -> Path | None:
        """The file it was read from."""

    @property
    def text(self) -> str:
        """The file's text, for line numbers."""


def document_path(timeline_file: Path, source: Source) -> Path | None:
    """Return where the document of ``source`` is, or None if it has none.

    Raises:
        InputError: No such place can exist.
    """
    if source.document is None:
        return None
    try:
        return (timeline_file.parent.resolve() / source.document).resolve()
    except (OSError, ValueError, RuntimeError):
        raise _refused(timeline_file, source) from None


def source_document(timeline_file: Path, source: Source) -> Document | None:
    """Return the document of ``source``, or None if it names none.

    Raises:
        InputError: It cannot be read, or is outside the timeline's folder and not what was recorded.
    """
    place = document_path(timeline_file, source)
    if place is None:
        return None
    inside = place.is_relative_to(timeline_file.parent.resolve())
    # A device or a pipe could keep the reader waiting for ever.
    is_special = place.exists() and not place.is_file() and not place.is_dir()
    if is_special or (not inside and source.sha256 is None):
        raise _refused(timeline_file, source)
    try:
        document = read_document(place, source.id)
    except InputError as error:
        # What is wrong with a file outside, or whether it exists, is nobody's business but its owner's.
        raise (
            error if inside or error.problem.code == "missing-file" else _refused(timeline_file, source)
        ) from None
    if not inside and source.sha256 != document.sha256:
        raise _refused(timeline_file, source)
    return document


def _refused(timeline_file: Path, source: Source) -> InputError:
    message = "the document is no file, or outside the timeline's folder and not the recorded one (sha256)"
    return InputError(
        Problem("error", "document-outside", message, str(timeline_file), id=source.id, value=source.document)
    )


def _evidence(event: Event) -> Iterator[Evidence]:
    yield from event.evidence
    for statement in event.statements:
        yield from statement.evidence
    for claim in event.claims:
        yield from claim.evidence


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _written(span: Span) -> str:
    return f"at = [{span[0]}, {span[1]}]"


def _check_quote(text: str, found: Evidence) -> tuple[Severity, str, str, str | None] | None:
    """Return severity, code, message and suggestion for a quote that is not where it should be."""
    at = found.at
    if at is not None and 0 <= at[0] < at[1] <= len(text) and text[at[0] : at[1]] == found.quote:
        return None
    places = find_passage(text, found.quote, near=at)
    if not places:
        return "error", "quote-not-found", "the document does not hold this quote", None
    if at is None:
        if len(places) == 1:
            return None
        message = f"this quote stands in {len(places)} places of the document; “at” would say which"
        return "warning", "quote-ambiguous", message, _written(places[0])
    if tuple(at) in places:  # the same but for spacing or the style of quotation marks
        return None
    return (
        "warning",
        "quote-moved",
        "this quote stands elsewhere in the document than “at” says",
        _written(places[0]),
    )


def check_evidence(opened: OpenedTimeline) -> tuple[Problem, ...]:
    """Return what is wrong with the evidence of an opened timeline: first its sources, then its events.

    Codes: ``document-missing``, ``document-outside``, ``document-changed``, ``quote-not-found``,
    ``quote-moved``, ``quote-ambiguous``. Sources without a document are not looked at. A timeline that was
    not read from a file has no documents to check.
    """
    if opened.path is None:
        return ()
    lines = _lines(opened.text)
    timeline = opened.timeline
    found = check_records(
        opened.path,
        ((source, lines.get(source.id)) for source in timeline.sources),
        ((event, lines.get(event.id)) for event in timeline.events),
    )
    return tuple(found)


def check_records(
    path: Path,
    sources: Iterable[tuple[Source, int | None]],
    events: Iterable[tuple[Event, int | None]],
) -> Iterator[Problem]:
    """Yield the problems of ``check_evidence`` for records that come one by one, with their lines.

    ``path`` is the timeline file. All documents are held in memory, but only one event.
    """
    file = str(path)
    documents: dict[str, Document] = {}
    for source, line in sources:
        try:
            document = source_document(path, source)
        except InputError as error:
            yield _unreadable(error.problem, source, file, line)
            continue
        if document is None:
            continue
        documents[source.id] = document
        if source.sha256 and source.sha256.lower() != document.sha256:
            message = "the document has changed since the timeline was made; quotes are looked for anew"
            yield Problem(
                "warning", "document-changed", message, file, line, None, source.id, source.document
            )
    if not documents:
        return
    for event, line in events:
        for evidence in _evidence(event):
            held = documents.get(evidence.source)
            wrong = _check_quote(held.text, evidence) if held else None
            if wrong is not None:
                severity, code, message, suggestion = wrong
                place = (file, line, None, event.id, _short(evidence.quote))
                yield Problem(severity, code, f"{message} ({evidence.source})", *place, suggestion)


def check_lines(path: Path) -> Iterator[Problem]:
    """Yield everything that is wrong with a timeline of lines of JSON, its evidence included, as it is read.

    Raises:
        InputError: it cannot be read.
    """
    found: deque[Problem] = deque()
    sources: list[tuple[Source, int | None]] = []
    with closing(open_jsonl(path, found.append)) as stream:
        for record in stream.records:
            yield from _taken(found)
            if isinstance(record, Source) and record.document is not None:
                sources.append((record, stream.line))
    yield from _taken(found)
    if sources:
        with closing(open_jsonl(path, lambda _: None)) as again:
            events = ((one, again.line) for one in again.records if isinstance(one, Event))
            yield from check_records(path, sources, events)


def _taken(found: deque[Problem]) -> Iterator[Problem]:
    while found:
        yield found.popleft()


def _lines(text: str) -> dict[str, int]:
    """Return the line on which each id is first given."""
    lines: dict[str, int] = {}
    line, before = 1, 0
    for found in _ID.finditer(text):
        line += text.count("\n", before, found.start())
        before = found.start()
        lines.setdefault(found[1], line)
    return lines


def _unreadable(problem: Problem, source: Source, file: str, line: int | None) -> Problem:
    missing = problem.code == "missing-file"
    return Problem(
        "error",
        "document-missing" if missing else problem.code,
        "the document is missing" if missing else problem.message,
        file,
        line,
        None,
        source.id,
        source.document,
        problem.suggestion,
    )
