"""Whether the evidence of a timeline stands in its documents: quotes, offsets, and documents that changed.

A timeline may come from anybody, so a document is only read from the folder that the timeline file is in or
from folders below it, links followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from timeline_tui.coverage.document import Document, Span
from timeline_tui.coverage.passages import find_passage
from timeline_tui.coverage.reading import read_document
from timeline_tui.model.problems import InputError, Problem
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

    Raises InputError if the place is outside the timeline file's folder.
    """
    if source.document is None:
        return None
    message = "the document is outside the timeline's folder and is not read"
    refused = InputError(
        Problem("error", "document-outside", message, str(timeline_file), id=source.id, value=source.document)
    )
    try:
        folder = timeline_file.parent.resolve()
        place = (folder / source.document).resolve()
        inside = place.is_relative_to(folder)
    except (OSError, ValueError, RuntimeError):
        raise refused from None
    if not inside or "\\" in source.document or Path(source.document).is_absolute():
        raise refused
    return place


def source_document(timeline_file: Path, source: Source) -> Document | None:
    """Return the document of ``source``, or None if it names none. Raises InputError if it cannot be read."""
    place = document_path(timeline_file, source)
    return None if place is None else read_document(place, source.id)


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


def _check_quote(text: str, found: Evidence) -> tuple[str, str, str, str | None] | None:
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
    """Return what is wrong with the evidence of an opened timeline, in the order of its sources and events.

    Codes: ``document-missing``, ``document-outside``, ``document-changed``, ``quote-not-found``,
    ``quote-moved``, ``quote-ambiguous``. Sources without a document are not looked at. A timeline that was
    not read from a file has no documents to check.
    """
    if opened.path is None:
        return ()
    file = str(opened.path)
    lines: dict[str, int] = {}
    line = before = 0
    for found_id in _ID.finditer(opened.text):
        line += opened.text.count("\n", before, found_id.start())
        before = found_id.start()
        lines.setdefault(found_id[1], line + 1)
    problems: list[Problem] = []
    wanted: dict[str, list[tuple[Event, Evidence]]] = {}
    for event in opened.timeline.events:
        for evidence in _evidence(event):
            wanted.setdefault(evidence.source, []).append((event, evidence))
    found_problems: dict[int, list[Problem]] = {}
    order = {id(event): number for number, event in enumerate(opened.timeline.events)}
    for source in opened.timeline.sources:
        try:
            document = source_document(opened.path, source)
        except InputError as error:
            inner = error.problem
            code = "document-missing" if inner.code == "missing-file" else inner.code
            message = "the document is missing" if code == "document-missing" else inner.message
            problems.append(
                Problem(
                    "error",
                    code,
                    message,
                    file,
                    lines.get(source.id),
                    None,
                    source.id,
                    source.document,
                    inner.suggestion,
                )
            )
            continue
        if document is None:
            continue
        if source.sha256 and source.sha256.lower() != document.sha256:
            message = "the document has changed since the timeline was made; quotes are looked for anew"
            problems.append(
                Problem(
                    "warning",
                    "document-changed",
                    message,
                    file,
                    lines.get(source.id),
                    None,
                    source.id,
                    source.document,
                )
            )
        for event, evidence in wanted.get(source.id, ()):
            wrong = _check_quote(document.text, evidence)
            if wrong is not None:
                severity, code, message, suggestion = wrong
                found_problems.setdefault(order[id(event)], []).append(
                    Problem(
                        "error" if severity == "error" else "warning",
                        code,
                        f"{message} ({source.id})",
                        file,
                        lines.get(event.id),
                        None,
                        event.id,
                        _short(evidence.quote),
                        suggestion,
                    )
                )
    for number in sorted(found_problems):
        problems += found_problems[number]
    return tuple(problems)
