"""Reading a source: its text, and the passages of it that the timeline uses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from timeline_tui.model.problems import InputError
from timeline_tui.model.timeline import Claim, Evidence, Source, Statement
from timeline_tui.search.index import Index
from timeline_tui.tui.text import Span

Kind = Literal["event", "statement", "version"]

MOST = 400
"""Events of a source that are looked up at most: many more than stand in one article."""


@dataclass(frozen=True, slots=True)
class Use:
    """A passage that something in the timeline rests on. ``row`` is the event's row in the index.

    ``number`` counts the document's statements from 1; it is 0 for events and versions.
    """

    span: Span
    kind: Kind
    row: int
    evidence: Evidence
    statement: Statement | None = None
    claim: Claim | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as it was read.

    ``uses`` are in the order of the text; ``lost`` are those whose quote the text does not hold. If the
    document could not be read, ``failure`` says why and ``text`` holds the quotes that the timeline has of
    it, a paragraph each. ``changed`` tells whether the text is another than the timeline recorded; None if
    nothing was recorded. ``numbers`` are the numbers of the ``sentences`` that ``paragraphs`` begin
    with, 0 where none is narrated. ``left_out`` counts the events that rest on the source too but were not
    looked up.
    """

    source: Source
    text: str
    paragraphs: tuple[Span, ...]
    numbers: tuple[int, ...]
    uses: tuple[Use, ...]
    lost: tuple[Use, ...] = ()
    path: Path | None = None
    failure: str | None = None
    changed: bool | None = None
    sentences: tuple[Span, ...] = ()
    left_out: int = 0

    @property
    def used(self) -> int:
        """How many sentences the timeline uses."""
        spans = sorted(use.span for use in self.uses)
        count = at = 0
        furthest = -1
        for start, end in self.sentences:
            while at < len(spans) and spans[at][0] < end:
                furthest = max(furthest, spans[at][1])
                at += 1
            count += furthest > start
        return count

    def use_at(self, row_event: int | None, evidence: Evidence | None) -> int | None:
        """Return the use that rests on ``evidence``, of the event at ``row_event`` if there is one."""
        same = [
            number
            for number, use in enumerate(self.uses)
            if evidence is not None and use.evidence == evidence
        ]
        for number in same:
            if self.uses[number].row == row_event:
                return number
        return same[0] if same else None


def read(timeline_file: Path | None, index: Index, source_id: str, near: int = 0) -> Reading:
    """Return the source with the passages that the timeline uses; never fails.

    Of a source with more than ``MOST`` events those around the row ``near`` are looked up.

    It reads a file, which may take a while, by the rules of ``coverage.check.source_document``.
    """
    source = index.names.source(source_id) or Source(id=source_id)
    rows = index.rows_with("source", source_id)
    first = max(0, min(bisect_left(rows, near) - MOST // 2, len(rows) - MOST))
    part = rows[first : first + MOST]
    found = tuple(_uses(index, source_id, part))
    reading = _read(timeline_file, source, found)
    return replace(reading, left_out=len(rows) - len(part))


def _read(timeline_file: Path | None, source: Source, found: Sequence[Use]) -> Reading:
    """Return the source with the passages ``found`` put where they stand."""
    from timeline_tui.coverage.check import document_path, source_document

    path = None
    try:
        if timeline_file is not None:
            path = document_path(timeline_file, source)
        document = None if timeline_file is None else source_document(timeline_file, source)
    except InputError as error:
        problem = error.problem
        missing = problem.code == "missing-file"
        return _from_quotes(
            source, found, "The document is missing." if missing else f"{problem.message}.", path
        )
    except OSError as error:
        return _from_quotes(source, found, f"The document cannot be read: {error.strerror}.", path)
    if document is None:
        return _from_quotes(source, found, "The timeline names no document for this source.", None)
    changed = None if source.sha256 is None else source.sha256.lower() != document.sha256
    return _from_text(source, document.text, found, path, changed)


def _uses(index: Index, source_id: str, rows: Sequence[int]) -> Iterator[Use]:
    """Yield what rests on the source, without knowing where yet."""
    nowhere = (0, 0)
    for row in rows:
        event = index.rows[row].event
        for one in event.evidence:
            if one.source == source_id:
                yield Use(nowhere, "event", row, one)
        for statement in event.statements:
            for one in statement.evidence:
                if one.source == source_id:
                    yield Use(nowhere, "statement", row, one, statement)
        for claim in event.claims:
            for one in claim.evidence:
                if one.source == source_id:
                    yield Use(nowhere, "version", row, one, None, claim)


def _ordered(placed: Sequence[tuple[Span, Use]]) -> tuple[Use, ...]:
    """Return the uses in the order of the text, statements numbered."""
    rank = {"event": 0, "version": 1, "statement": 2}
    out = []
    number = 0
    for span, use in sorted(placed, key=lambda one: (one[0][0], rank[one[1].kind], one[1].row)):
        number += use.kind == "statement"
        count = number if use.kind == "statement" else 0
        out.append(Use(span, use.kind, use.row, use.evidence, use.statement, use.claim, count))
    return tuple(out)


def place_of(
    text: str, evidence: Evidence, find: Callable[[str, str, Span | None], list[Span]]
) -> Span | None:
    """Return where a quote stands: at its offsets if they are right, else where ``find`` says first."""
    at = evidence.at
    if at is not None and 0 <= at[0] < at[1] <= len(text) and text[at[0] : at[1]] == evidence.quote:
        return at
    places = find(text, evidence.quote, at)
    return places[0] if places else None


def _from_text(
    source: Source, text: str, found: Sequence[Use], path: Path | None, changed: bool | None
) -> Reading:
    from timeline_tui.coverage.passages import find_passage
    from timeline_tui.coverage.sentences import paragraphs, sentences

    placed, lost = [], []
    for use in found:
        span = place_of(text, use.evidence, find_passage)
        if span is None:
            lost.append(use)
        else:
            placed.append((span, use))
    parts = paragraphs(text)
    narrated = sentences(text)
    starts = [start for start, _ in narrated]
    numbers = []
    for start, end in parts:
        first = bisect_right(starts, start - 1)
        numbers.append(first + 1 if first < len(starts) and starts[first] < end else 0)
    return Reading(
        source,
        text,
        parts,
        tuple(numbers),
        _ordered(placed),
        tuple(lost),
        path,
        changed=changed,
        sentences=narrated,
    )


def _from_quotes(source: Source, found: Sequence[Use], failure: str, path: Path | None) -> Reading:
    """Return the quotes that the timeline has of a source as its text."""
    text = ""
    parts: list[Span] = []
    places: dict[str, Span] = {}
    placed = []
    for use in found:
        quote = use.evidence.quote
        if quote not in places:
            text += "\n\n" if text else ""
            places[quote] = len(text), len(text) + len(quote)
            text += quote
            parts.append(places[quote])
        placed.append((places[quote], use))
    return Reading(source, text, tuple(parts), (0,) * len(parts), _ordered(placed), (), path, failure)
