# ruff: noqa: SIM905 - word lists are easier to read and to extend as words
"""Reported speech by clause structure: what the cues left over by the quotations have as content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.titles import is_head
from timeline_tui.normalize.statements.context import WORD, Context, Draft, stripped
from timeline_tui.normalize.statements.cue_clauses import CueClause
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.speakers import participant_of

PERSONAL = frozenset({"he", "she", "they", "who", "i", "we"})
PEOPLE = frozenset(
    """media press observers critics experts activists sources people voters protesters residents witnesses
    journalists reporters researchers scientists lawmakers opponents supporters allies sides parties delegates
    authorities police opposition families relatives workers neighbours neighbors""".split()
)
"""Nouns for people in numbers: they note and reveal, while talks and figures merely show."""

SHORTEST = 2
"""Content of fewer words is none ("said so"), but after a preposition one will do ("called for peace")."""


def reported_statements(here: Context, clauses: Sequence[CueClause], used: set[int]) -> list[Draft]:
    """Return a statement for each unused cue clause with content of its own."""
    out = []
    for clause in clauses:
        if clause.cue[0] in used or not clause.content:
            continue
        if clause.pattern in ("object", "passive") and _merely_shows(here, clause):
            continue
        spans = [s for piece in clause.content if (s := fitted(here, piece, clause)) is not None]
        words = sum(1 for span in spans for _ in WORD.finditer(here.text, *span))
        if words < (1 if clause.pattern.startswith("/") else SHORTEST):
            continue
        out.append(
            Draft(
                spans, f"clause:{clause.pattern}", clause.cue, clause.speaker, clause.head, clause.verb,
                clause.to, confidence=0.9 if clause.speaker else 0.5, happened=clause.happened,
            )
        )  # fmt: skip
    return out


def _merely_shows(here: Context, clause: CueClause) -> bool:
    """Whether a thing is the subject of a verb that people and things can do: "the talks revealed rifts"."""
    entry = cues().get(clause.verb)
    if entry is None or "person" not in entry.patterns or clause.head is None:
        return False
    if here.text[slice(*clause.head)].casefold() in PERSONAL:
        return False
    head = here.text[slice(*clause.head)].casefold()
    if head in PEOPLE or (head.endswith("s") and (is_head(head) or is_head(head[:-1]))):
        return False
    who = participant_of(here, clause.speaker, clause.head)
    return here.kind_of(who) not in ("person", "organisation")


def fitted(here: Context, span: Span, clause: CueClause) -> Span | None:
    """Snap content to the quotations it cuts through, and drop marks that surround all of it."""
    start, end = span
    region = here.region_at(start)
    if region is not None and region.start < start:
        start = region.start
    region = here.region_at(end - 1)
    if region is not None and region.end > end:
        end = region.end
    if clause.cue[0] < start:
        start = max(start, clause.cue[1])
    inner = stripped(here.text, start, end)
    if inner is None:
        return None
    start, end = inner
    while end > start and here.text[end - 1] in ".":
        end -= 1
    end = _with_coordinated(here, end)
    region = here.region_at(start)
    if region is not None and region.start == start and region.end >= end:
        return stripped(here.text, region.inner[0], min(region.inner[1], end))
    return (start, end) if start < end else None


_COORDINATED = re.compile(r",?\s(?:and|or|but)?\s?(?=[“\"])")


def _with_coordinated(here: Context, end: int) -> int:
    """Return the end of content that goes on with another quoted phrase: “a mistake” and “wrong”."""
    while True:
        last = here.region_at(end - 1)
        found = _COORDINATED.match(here.text, end) if last is not None and last.end == end else None
        region = here.region_at(found.end()) if found is not None else None
        if region is None or region.start != found.end() or not here.text[region.inner[0]].islower():  # type: ignore[union-attr]
            return end
        end = region.end
