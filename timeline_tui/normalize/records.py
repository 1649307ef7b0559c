"""What is found in one document, before it becomes a timeline.

All offsets are half-open code point offsets into the document's text. Every record names the rule or stage
that found it, so that each decision can be explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline_tui.coverage.document import Document, Span
from timeline_tui.model.timeline import ParticipantKind, StatementMode

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression: TIMEX3 ``type`` and ``value``, and EDTF where it lies on the calendar.

    ``edtf`` is None for what has no place on the calendar (durations, sets, "now" without a date).
    ``confidence`` is 0 to 1; a guessed direction also carries EDTF's ``?``.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    edtf: str | None
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role read from the text: "Foreign Minister" of ``of`` (a name, not an id; None if unsaid)."""

    role: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class FoundParticipant:
    """A document-level entity. ``mentions`` includes aliases and resolved pronouns, in text order.

    ``acts`` is False for a state or place that is only spoken of or where things happen.
    """

    id: str
    name: str
    kind: ParticipantKind
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[FoundRole, ...] = ()
    rule: str = ""
    acts: bool = True


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """Reported or quoted speech. ``content_spans`` exclude the quotation marks.

    ``speaker`` is a FoundParticipant id; ``speaker_span`` is the mention in the text ("he"), which may be
    there without an id. ``verb`` is the cue's words. ``stage`` names the sieve stage that decided.
    """

    mode: StatementMode
    content_spans: tuple[Span, ...]
    text: str
    speaker: str | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    verb: str | None = None
    to: tuple[str, ...] = ()
    via: str | None = None
    stage: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """What a sentence says of an event that no field of it holds ("duration"), in the text's words."""

    field: str
    value: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A dated or anchored happening. ``statements`` are indices into the analysis' statements.

    ``tags`` holds "planned" for what the text only announces.
    """

    title: str
    sentences: tuple[Span, ...]
    when: str | None = None
    when_text: str | None = None
    participants: tuple[str, ...] = ()
    statements: tuple[int, ...] = ()
    place: str | None = None
    salience: float | None = None
    rule: str = ""
    tags: tuple[str, ...] = ()
    claims: tuple[FoundClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one document. ``notes`` say what was missing (no language model, no date)."""

    document: Document
    sentences: tuple[Span, ...]
    dates: tuple[TimeExpression, ...]
    participants: tuple[FoundParticipant, ...]
    statements: tuple[FoundStatement, ...]
    events: tuple[FoundEvent, ...]
    notes: tuple[str, ...] = ()
