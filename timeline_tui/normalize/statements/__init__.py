"""Statements: who said what, found by a sieve of stages in a fixed order.

1. ``quotation+cue`` a quotation with a cue right next to it, ``reported+quotation`` one that goes on with
   reported speech,
2. ``colon``, ``signature``, ``label`` and ``transcript``: a colon, a name after a dash or on a line of its
   own, a name before a colon, with marks or without,
3. ``carry-over`` a quotation that goes on with the speaker before,
4. ``clause:…`` clause structure for what remains: that-clauses, objects, "according to", participles,
5. ``nearby`` a quotation without a cue, and ``clause:left-over`` and ``clause:fragment``: quoted words in a
   clause of the narrator's.

Each statement carries the name of the stage that found it. A statement is *direct* when at least 90 % of its
words stand in quotation marks, *mixed* when some do, *indirect* otherwise; a transcript's are direct.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from timeline_tui.coverage.document import Document, Span
from timeline_tui.model.timeline import StatementMode
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.records import FoundParticipant, FoundStatement
from timeline_tui.normalize.statements.context import Context, Draft, context
from timeline_tui.normalize.statements.cue_clauses import cue_clauses
from timeline_tui.normalize.statements.fragments import fragment_statements
from timeline_tui.normalize.statements.nearby import name_participles, nearby_statements
from timeline_tui.normalize.statements.quoted import quoted_statements
from timeline_tui.normalize.statements.reported import reported_statements
from timeline_tui.normalize.statements.speakers import participant_of
from timeline_tui.normalize.statements.transcripts import transcript_statements

__all__ = ["find_statements"]

DIRECT_SHARE = 0.9
"""The share of quoted words from which a statement counts as direct."""

NESTED = 8
"""How many statements back the one may begin that relays another."""


def find_statements(
    document: Document,
    sentences: Sequence[Span],
    participants: Sequence[FoundParticipant],
    parsed: Parsed | None,
) -> tuple[FoundStatement, ...]:
    """Return the statements of a document in text order.

    Without a parse only quotations and "X said that …" are found.
    """
    here = context(document.text, sentences, participants, parsed)
    clauses = cue_clauses(here)
    turns, spoken = transcript_statements(here)
    drafts, used = quoted_statements(here, clauses, spoken)
    drafts += turns + reported_statements(here, clauses, used)
    drafts += nearby_statements(here, drafts)
    drafts += fragment_statements(here, drafts, clauses, used)
    name_participles(here, drafts)
    relays = _relays(drafts)
    nested = {number for number, outer in relays.items() if _belongs_to(here, drafts[number], outer)}
    nested |= _reports_of_quotations(drafts, relays, nested)
    found = [
        _finished(here, draft, relays.get(number))
        for number, draft in enumerate(drafts)
        if number not in nested
    ]
    return tuple(
        sorted((s for s in found if s is not None), key=lambda s: (s.content_spans[0], s.cue_span or (0, 0)))
    )


def _finished(here: Context, draft: Draft, outer: Draft | None) -> FoundStatement | None:
    spans = tuple(sorted(dict.fromkeys(draft.spans)))
    if not spans:
        return None
    share = here.quoted_share(spans)
    mode: StatementMode = "direct" if share >= DIRECT_SHARE else "mixed" if share > 0 else "indirect"
    if draft.stage == "transcript":
        mode = "direct"
    origin = draft
    while origin.same_as is not None:
        origin = origin.same_as
    speaker = participant_of(here, origin.speaker, origin.head)
    relay = participant_of(here, outer.speaker, outer.head) if outer is not None else None
    return FoundStatement(
        mode=mode,
        content_spans=spans,
        text=_joined(here.text, spans),
        speaker=speaker,
        speaker_span=origin.speaker,
        cue_span=draft.cue,
        verb=draft.verb,
        to=tuple(dict.fromkeys(_recipient(here, span) for span in draft.to)),
        via=relay if relay != speaker else None,
        stage=draft.stage,
        confidence=draft.confidence,
    )


def _joined(text: str, spans: Sequence[Span]) -> str:
    """Return the words of several spans as they would read without what stands between.

    “We,” she said, “will stay.” is "We will stay."; “It is over,” she said. “We stay.” is "It is over. We
    stay."; “Look,” she said, “I stay.” is "Look, I stay."; “a lie” and “a shame” keep their "and".
    """
    out = text[slice(*spans[0])]
    for (_, before), (start, end) in pairwise(spans):
        following = text[start:end]
        link = _LINK.fullmatch(text, before, start)
        if link is not None:
            out += f" {link[1]}"
        elif out.rstrip(_CLOSING)[-1:] not in ".?!…," and following.lstrip("“\"‘'")[:1].isupper():
            between = text[before:start]
            if _SENTENCE_END.search(between):
                out += "."
            elif between[:1] == ",":
                out += ","
        out += " " + following
    return out


_CLOSING = "”\"’'"
_LINK = re.compile(r"[”\"’',\s]*(and|or|but)[“\"‘'\s]*")
_SENTENCE_END = re.compile(r"[.?!…]['\"”’)\]]*\s")


def _recipient(here: Context, span: Span) -> str:
    """Return the id of the participant told, or the words."""
    return participant_of(here, span, span) or here.text[slice(*span)]


def _reports_of_quotations(drafts: Sequence[Draft], relays: dict[int, Draft], nested: set[int]) -> set[int]:
    """Return the numbers of "according to" statements that hold a quotation with a cue of its own.

    “It is over,” the judge said, according to the Post: the judge said it, and the Post relays it.
    """
    relaying = {
        id(outer)
        for number, outer in relays.items()
        if number not in nested and drafts[number].stage == "quotation+cue"
    }
    return {
        number
        for number, draft in enumerate(drafts)
        if draft.stage == "clause:according" and id(draft) in relaying
    }


def _belongs_to(here: Context, draft: Draft, outer: Draft) -> bool:
    """Whether a statement inside the words of another is only a part of that."""
    if _same_speaker(here, draft, outer):
        return not draft.happened or _repeats(here, draft, outer)
    return not _reported(here, draft)


def _same_speaker(here: Context, draft: Draft, outer: Draft) -> bool:
    """Whether two statements have one speaker; "they" in the words of somebody unknown is most likely he."""
    if draft.head is not None and draft.head == outer.head:
        return True
    speaker = _speaker(here, draft)
    if speaker is None and (
        draft.head is None or here.text[slice(*draft.head)].casefold() not in THIRD_PERSONS
    ):
        return False
    return speaker == _speaker(here, outer)


def _reported(here: Context, draft: Draft) -> bool:
    """Whether words inside somebody else's words are a statement of their own: a known person said something.

    "said that Putin had warned her that …" holds one; "asked her to urge the senate to act", "said that
    critics would call it a mistake" and "said that voters believe …" hold none, and what is merely rejected,
    demanded or done there belongs to the words around it.
    """
    while draft.same_as is not None:
        draft = draft.same_as
    if not draft.happened or participant_of(here, draft.speaker, draft.head) is None:
        return False
    pattern = draft.stage.removeprefix("clause:")
    return pattern in RELAYED or pattern.startswith("/") or pattern == draft.stage


RELAYED = frozenset({"clause", "that", "stray", "rest", "inverted", "as-said", "aside", "noun-that"})
"""Patterns of the clause stage in which somebody's words can be relayed."""


def _repeats(here: Context, draft: Draft, outer: Draft) -> bool:
    """Whether a statement only says again what the one around it, of the same speaker, holds.

    "He said that he had warned her about X" is one statement. In "she intimated that X and emphasised Y" the
    content of the first ends where the second cue stands, and both are kept.
    """
    if draft.cue is None:
        return False
    around = next((span for span in outer.spans if span[0] <= draft.cue[0] < span[1]), None)
    if around is None or any(span[0] < around[0] or span[1] > around[1] for span in draft.spans):
        return False
    joints = _PARTICIPLE if draft.verb is not None and draft.verb.endswith("ing") else _COORDINATED
    joint = joints.search(here.text, max(around[0], draft.cue[0] - 12), draft.cue[0])
    if joint is None or any(span[0] < draft.cue[0] for span in draft.spans):
        return True
    end = joint.start()
    if len(here.text[around[0] : end].split()) < _FEWEST_WORDS:
        return True
    outer.spans = [(s, end) if (s, e) == around else (s, e) for s, e in outer.spans if s < end]
    return False


THIRD_PERSONS = frozenset({"he", "she", "it", "they"})
"""Inside the words of somebody unknown these are most likely the same ("Some voters said they hoped …")."""

_COORDINATED = re.compile(r",?\s(?:and|but)\s(?:also\s|then\s)?$")
_PARTICIPLE = re.compile(r"(?:,|,?\s[-–—]+|,?\sand|,?\sbut)\s$")
_FEWEST_WORDS = 3


def _speaker(here: Context, draft: Draft) -> str | None:
    while draft.same_as is not None:
        draft = draft.same_as
    return participant_of(here, draft.speaker, draft.head)


def _relays(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Return, by the number of a draft, the nearest statement whose content holds its cue."""
    contents = sorted((span[0], span[1], number) for number, d in enumerate(drafts) for span in d.spans)
    starts = [start for start, _, _ in contents]
    out: dict[int, Draft] = {}
    for number, draft in enumerate(drafts):
        if draft.cue is None:
            continue
        place = bisect_right(starts, draft.cue[0])
        for _, end, other in reversed(contents[max(0, place - NESTED) : place]):
            if other != number and end > draft.cue[0]:
                out[number] = drafts[other]
                break
    return out
