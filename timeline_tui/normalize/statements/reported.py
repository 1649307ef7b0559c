# ruff: noqa: SIM905 - word lists are easier to read and to extend as words
"""Reported speech by clause structure: what the cues left over by the quotations have as content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.statements.context import WORD, Context, Draft, stripped
from timeline_tui.normalize.statements.cue_clauses import CueClause
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.speakers import can_speak
from timeline_tui.normalize.statements.tails import OCCASIONS

SHORTEST = 2
"""Content of fewer words is none ("said so"), but after a preposition one will do ("called for peace")."""


def reported_statements(here: Context, clauses: Sequence[CueClause], used: set[int]) -> list[Draft]:
    """Return a statement for each unused cue clause with content of its own."""
    out = []
    for clause in clauses:
        if clause.cue[0] in used or not clause.content:
            continue
        if _merely_shows(here, clause) or _by_the_editors(here, clause):
            continue
        pieces = [_before_next_cue(here, piece, clause, clauses, used) for piece in clause.content]
        spans = [s for piece in pieces if (s := fitted(here, piece, clause)) is not None]
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
    """Whether a thing is the subject of a verb that people and things can do.

    "The talks revealed rifts", "the storm threatens to flood the town".
    """
    entry = cues().get(clause.verb)
    if entry is not None and "writing" in entry.patterns:
        return clause.head is None or here.text[slice(*clause.head)].casefold() not in TELLING
    if entry is None or "person" not in entry.patterns or clause.head is None:
        return False
    if clause.pattern not in ("object", "passive", "to") and entry.kind != "promise":
        return False
    if here.text[slice(*clause.head)].casefold() in TELLING:
        return False
    return clause.speaker is None or not can_speak(here, clause.speaker, clause.head)


_JOINT = re.compile(r"(.)\s+(?:and|but)\s+(?:\w+ly\s+|also\s+|then\s+)?$", re.DOTALL)
_LONGEST_JOINT = 30


def _before_next_cue(
    here: Context, span: Span, clause: CueClause, clauses: Sequence[CueClause], used: set[int]
) -> Span:
    """Return content without a further cue of the same form and what follows it.

    “called it “a shame” and called on Costa to resign”, “telling them to stay and promising help”: after a
    closing mark, a comma, or between participles the second cue goes on from the first. Elsewhere it may as
    well be part of what is said. A participle that has a quotation (", adding, “…”") goes on from it, too.
    """
    parsed = here.parsed
    if parsed is None or span[0] < clause.cue[1]:
        return span
    tag = parsed.tags[parsed.token_at(clause.cue[0])]
    low = bisect_left(clauses, span[0], key=lambda other: other.cue[0])
    for other in clauses[low:]:
        if other.cue[0] >= span[1]:
            break
        before = here.text[max(span[0], other.cue[0] - 2) : other.cue[0]]
        if other.cue[0] in used and other.verb.endswith("ing") and before == ", ":
            return span[0], other.cue[0] - 2
        joint = _JOINT.search(here.text, max(span[0], other.cue[0] - _LONGEST_JOINT), other.cue[0])
        same = parsed.tags[parsed.token_at(other.cue[0])] == tag
        if joint is not None and same and (joint[1] in '”",' or tag == "VBG"):
            return span[0], joint.end(1)
    return span


TELLING = frozenset(
    """them you some many several others another editorial poll polls document documents report reports study
    studies survey surveys article memo analysis research data""".split()
)
"""Pronouns for people in numbers, and writings: they note and reveal, too."""


_EDITORIAL = re.compile(r"\W*(?:editor[’']s note|correction|clarification)\b", re.IGNORECASE)


def _by_the_editors(here: Context, clause: CueClause) -> bool:
    """Whether a sentence is the editors' remark on the text: "Editor’s note: The mayor has denied …"."""
    sentence = here.sentence_at(clause.cue[0])
    return sentence is not None and _EDITORIAL.match(here.text, sentence[0]) is not None


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
    end = _before_occasion(here, start, end)
    while end > start and here.text[end - 1] in ".":
        end -= 1
    end = _with_coordinated(here, end)
    region = here.region_at(start)
    if region is not None and region.start == start and region.end >= end:
        return stripped(here.text, region.inner[0], min(region.inner[1], end))
    return (start, end) if start < end else None


_OCCASION = re.compile(
    r",?\s(?:in|during|on)\s(?:an?|his|her|their|its|the)\s(?:[\w’'.-]+\s){0,3}?([a-z-]+)\b"
)


def _before_occasion(here: Context, start: int, end: int) -> int:
    """Return the end of content without "in an interview" and the like after its last quoted words."""
    regions = here.regions_in(start, end)
    found = _OCCASION.match(here.text, regions[-1].end, end) if regions else None
    return regions[-1].end if found is not None and found[1] in OCCASIONS else end


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
