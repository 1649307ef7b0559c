"""What a timeline is: the records of the ``timeline/1`` file format.

The records hold what the file says and nothing derived: dates stay the strings that were written
(``timeline_tui.model.edtf`` reads them), references stay ids. All are frozen, compare by value and
keep keys they do not know in ``model_extra``, so that reading and writing loses nothing.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, Strict

FORMAT: Final = "timeline/1"

ParticipantKind = Literal["person", "organisation", "state", "group", "place"]
StatementMode = Literal["direct", "mixed", "indirect"]
ReviewState = Literal["pending", "accepted", "rejected"]

PARTICIPANT_KINDS: tuple[str, ...] = get_args(ParticipantKind)
STATEMENT_MODES: tuple[str, ...] = get_args(StatementMode)
REVIEW_STATES: tuple[str, ...] = get_args(ReviewState)

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A list of the file as a tuple: readers of TOML and JSON give lists; items are still checked strictly."""


class Record(BaseModel):
    """Base of all records: frozen, strict about types, tolerant of unknown keys."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)


class Evidence(Record):
    """A passage of a source: the exact words, and where they stand.

    ``at`` is a half-open pair of code point offsets into the clean text of the source's document.
    """

    source: str
    quote: str
    at: Annotated[tuple[int, int], Strict(False)] | None = None


class Source(Record):
    """One document of coverage. ``derived_from`` names the source it reprints."""

    id: str
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    derived_from: str | None = None
    document: str | None = None
    sha256: str | None = None


class Affiliation(Record):
    """That a participant belonged to ``of`` in a role, for a time (EDTF)."""

    of: str
    role: str | None = None
    when: str | None = None


class Participant(Record):
    """A person, organisation, state, group or place that acts."""

    id: str
    name: str
    kind: ParticipantKind = "person"
    aliases: Many[str] = ()
    affiliations: Many[Affiliation] = ()


class Participation(Record):
    """That a participant took part in an event, and as what."""

    who: str
    role: str | None = None


class Statement(Record):
    """What one speaker said or wrote. ``speaker`` is None where nobody can be named.

    ``verb`` is the cue ("said", "warned"); ``to`` holds participant ids or plain words; ``via`` is the
    participant who relayed it.
    """

    speaker: str | None = None
    verb: str | None = None
    mode: StatementMode = "indirect"
    text: str
    to: Many[str] = ()
    via: str | None = None
    evidence: Many[Evidence] = ()


class Claim(Record):
    """A rival value for one field of an event (or for something no field holds), with who says so."""

    field: str
    value: str
    evidence: Many[Evidence] = ()


class Event(Record):
    """Something that happened at some time. An event without ``when`` is undated."""

    id: str
    when: str | None = None
    when_text: str | None = None
    title: str
    summary: str | None = None
    place: str | None = None
    tags: Many[str] = ()
    salience: float | None = Field(default=None, ge=0, le=1)
    review: ReviewState = "pending"
    participants: Many[Participation] = ()
    evidence: Many[Evidence] = ()
    statements: Many[Statement] = ()
    claims: Many[Claim] = ()


class Timeline(Record):
    """A whole timeline file. ``timezone`` is the IANA zone that local times mean."""

    format: Literal["timeline/1"] = FORMAT
    title: str = ""
    timezone: str = "UTC"
    sources: Many[Source] = ()
    participants: Many[Participant] = ()
    events: Many[Event] = ()

    def extra(self) -> dict[str, Any]:
        """Return the unknown top-level keys."""
        return dict(self.model_extra or {})
