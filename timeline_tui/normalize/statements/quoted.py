"""Quotations and who said them: adjacency, labels and signatures, continuation, carry-over.

Order for each quotation that is a sentence of its own (fragments are left to the clause stage):

1. a cue right after it (``“…,” said X``, ``“…?” X asked``), or before it (``X said: “…”``),
2. a further quotation of the same paragraph: more content of the statement before it,
3. reported speech in the sentence before, which the quotation goes on with,
4. a colon (``X continued:`` and the quotation below), a signature (``“…” — X``, ``“…” [X]``), a label
   (``X: “…”``),
5. a paragraph of quotation alone: the speaker of the paragraph before goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.statements.adjacency import (
    LONGEST_TAG,
    colon,
    cue_after,
    cue_before,
    goes_on,
    label,
    named_line,
    names_somebody_else,
    said_before,
    signature,
)
from timeline_tui.normalize.statements.context import WORD, Context, Draft, is_fragment, stripped
from timeline_tui.normalize.statements.cue_clauses import CueClause
from timeline_tui.normalize.statements.reported import fitted
from timeline_tui.normalize.statements.tags import tag_after, tag_before

_COORDINATED = re.compile(r",?\s+(?:and|or|but)(?:\s+(?:then|also))?\s+")


@dataclass
class _Walk:
    """The walk over a document's quotations.

    ``carried`` is the statement that ended the paragraph before; ``alone`` tells of one paragraph, by number,
    whether it is all quotation.
    """

    here: Context
    clauses: Sequence[CueClause]
    starts: list[int]
    drafts: list[Draft] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    carried: Draft | None = None
    alone: tuple[int, bool] = (-1, False)

    def between(self, start: int, end: int) -> Sequence[CueClause]:
        """Return the cue clauses whose cue begins in a stretch of text."""
        return self.clauses[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def add(self, draft: Draft) -> Draft:
        """Add a statement and take its cue."""
        self.drafts.append(draft)
        if draft.cue is not None:
            self.used.add(draft.cue[0])
        return draft


def quoted_statements(
    here: Context, clauses: Sequence[CueClause], spoken: frozenset[int] = frozenset()
) -> tuple[list[Draft], set[int]]:
    """Return the statements of all quotations that are sentences, and the offsets of the cues they used.

    Paragraphs of a transcript (``spoken``) are left out.
    """
    walk = _Walk(here, clauses, [clause.cue[0] for clause in clauses])
    for number in range(len(here.paragraphs)):
        if number in spoken:
            walk.carried = None
        else:
            _paragraph(walk, number)
    return walk.drafts, walk.used


def _paragraph(walk: _Walk, number: int) -> None:
    here = walk.here
    begin, end = here.paragraphs[number]
    regions = here.regions_in(begin, end)
    current: Draft | None = None
    for place, region in enumerate(regions):
        span = stripped(here.text, *region.inner)
        if span is None:
            continue
        if is_fragment(here, region):
            if current is not None and (
                _coordinated(here, current, region) or _resumed(here, current, region)
            ):
                current.spans.append(span)
                current.quotes.append(region)
            continue
        left = regions[place - 1].end if place else begin
        right = regions[place + 1].start if place + 1 < len(regions) else end
        near = walk.between(left, right)
        after = cue_after(here, region, right, near)
        if after is None or after.speaker is None:
            after = tag_after(here, region, right) or after
        before = (
            None if after else tag_before(here, region) or cue_before(here, region, left, near, walk.used)
        )
        clause = after or before
        interrupted = clause is not None and current is not None and current.cue == clause.cue
        if before is not None and not interrupted and goes_on(here, before, region):
            continue  # "admitted “one or two slips” in her accounts": the clause stage takes all of it
        if clause is not None and not interrupted:
            current = walk.add(_cued(here, clause, region, span, led=before is not None))
            opening = _opening(walk, region, clause, after is not None)
            if opening is not None:
                current.spans[-1:] = _joined(here, opening, region, span)
        elif current is not None and (interrupted or not names_somebody_else(here, current, region)):
            current.spans.append(span)
            current.quotes.append(region)
        else:
            current = _uncued(walk, number, region, span, near) or current
    if current is not None:
        walk.carried = current
    elif WORD.search(here.text, begin, end):
        walk.carried = None


def _opening(walk: _Walk, region: Quotation, clause: CueClause, after: bool) -> Span | None:
    """Return the words of the speaker's sentence before a quotation that goes on with them.

    “The party, held each year, "lets us be heard," said Coleman”; “"If there had not been that step" by the
    allies, Clinton said, "we would be looking at another Syria."” A quotation that begins with a capital
    letter is a sentence of its own, and words with a cue among them have a statement of their own.
    """
    here = walk.here
    if not here.text[region.inner[0]].islower() or clause.pattern == "according":
        return None
    sentence = here.sentence_at(region.start)
    if sentence is None:
        return None
    begin, end = sentence[0], region.start
    if not after:
        end = min(clause.cue[0], clause.speaker[0] if clause.speaker else clause.cue[0])
        if here.text[begin:end].rstrip()[-1:] not in (",", "”", '"'):
            return None
        if clause.content and clause.content[0][0] > clause.cue[1]:
            return None
    others = [c for c in walk.between(begin, end) if c.cue != clause.cue]
    if others or (after and here.text[begin:end].rstrip().endswith(":")):
        return None
    opening = stripped(here.text, begin, end)
    if opening is None or len(here.text[slice(*opening)].split()) < FEWEST_OPENING[after]:
        return None
    first = here.text[slice(*opening)].split()[0].casefold()
    return None if first in NARRATING and not after else opening


FEWEST_OPENING = {True: 1, False: 4}
"""How many words before a quotation, or before a cue that interrupts, can be the speaker's."""

NARRATING = frozenset(
    {"in", "on", "at", "asked", "during", "after", "as", "when", "while", "speaking", "for", "to"}
)
"""Words that open a circumstance of the narrator's before subject and cue ("In a statement, he said")."""


def _joined(here: Context, opening: Span, region: Quotation, span: Span) -> list[Span]:
    """Return opening words and quotation, as one span if nothing but the mark lies between."""
    if opening[1] <= region.start and not WORD.search(here.text, opening[1], region.start):
        return [(opening[0], region.end)]
    return [opening, span]


def _coordinated(here: Context, current: Draft, region: Quotation) -> bool:
    """Whether a fragment follows the last quotation after "and": “no justice” and “no peace”."""
    return _COORDINATED.fullmatch(here.text, current.quotes[-1].end, region.start) is not None


def _resumed(here: Context, current: Draft, region: Quotation) -> bool:
    """Whether a fragment goes on with a quotation that its cue interrupts: “We,” she said, “will stay”."""
    last = current.quotes[-1]
    if current.cue is None or not last.end <= current.cue[0] < region.start:
        return False
    between = here.text[current.cue[1] : region.start].strip()
    size = sum(1 for _ in WORD.finditer(here.text, last.end, region.start))
    return between.endswith(",") and size <= LONGEST_TAG and here.text[last.inner[1] - 1] == ","


def _cued(here: Context, clause: CueClause, region: Quotation, span: Span, *, led: bool) -> Draft:
    """Return a statement of a quotation with its cue; ``led`` if content may lead from the cue up to it."""
    draft = Draft(
        [span],
        "quotation+cue",
        clause.cue,
        clause.speaker,
        clause.head,
        clause.verb,
        clause.to,
        quotes=[region],
    )
    follows = clause.content and (
        clause.cue[1] <= clause.content[0][0] or here.text[region.inner[0]].islower()
    )
    if led and follows and clause.content[0][0] < region.start - 1:
        lead = stripped(here.text, clause.content[0][0], region.start)
        if lead is not None and here.text.count(" ", clause.content[0][0], region.start) >= 2:
            draft.spans.insert(0, lead)
    return draft


def _uncued(
    walk: _Walk, number: int, region: Quotation, span: Span, near: Sequence[CueClause]
) -> Draft | None:
    """Return the statement of a quotation without a cue next to it, None where nobody can be found."""
    here = walk.here
    begin, end = here.paragraphs[number]
    before = here.sentence_before(region.start)
    told = near if before is None else walk.between(min(before[0], region.start), region.start)
    reported = said_before(here, told, region, begin, walk.used)
    if reported is not None:
        return walk.add(_reported(here, reported, region, span))
    announced = colon(here, walk.clauses, walk.starts, region, begin, number)
    if announced is not None:
        announced.spans.append(_to_the_end(here, region, span))
        return walk.add(announced)
    signed = signature(here, region, end)
    named = signed or label(here, region, begin)
    if named is not None:
        stage = "signature" if signed is not None else "label"
        return walk.add(Draft([_to_the_end(here, region, span)], stage, None, named, named, quotes=[region]))
    lined = named_line(here, region, number)
    if lined is not None:
        return walk.add(Draft([span], "signature", None, lined, lined, quotes=[region], confidence=0.8))
    return _carried_over(walk, number, region, span)


def _reported(here: Context, clause: CueClause, region: Quotation, span: Span) -> Draft:
    """Return the statement of reported speech and the quotation that goes on with it."""
    draft = _cued(here, clause, region, span, led=False)
    draft.spans[:0] = [s for piece in clause.content if (s := fitted(here, piece, clause)) is not None]
    draft.stage = "reported+quotation"
    return draft


def _to_the_end(here: Context, region: Quotation, span: Span) -> Span:
    """Carry a quotation after a colon on to the end of its sentence: “Costa: “No plan” to leave”."""
    sentence = here.sentence_at(region.start)
    if sentence is None or _GOES_ON.match(here.text, region.end, sentence[1]) is None:
        return span
    return stripped(here.text, region.start, sentence[1]) or span


_GOES_ON = re.compile(r" (?!and |but )[a-z]| [A-Z][\w’']* [A-Z]")


def _carried_over(walk: _Walk, number: int, region: Quotation, span: Span) -> Draft | None:
    """Return the statement of a quotation that fills its paragraph: the speaker before goes on.

    It is the same statement unless the narrator said more in between than who spoke.
    """
    here, carried = walk.here, walk.carried
    if not _quoted_alone(walk, number):
        return None
    if carried is None:
        return _goes_on_from(walk, number, region, span)
    between = sum(1 for _ in WORD.finditer(here.text, carried.quotes[-1].end, region.start))
    if not carried.quotes[-1].closed or between <= LONGEST_TAG:
        carried.spans.append(span)
        carried.quotes.append(region)
        return carried
    return walk.add(Draft([span], "carry-over", same_as=carried, quotes=[region], confidence=0.7))


def _quoted_alone(walk: _Walk, number: int) -> bool:
    """Whether a paragraph has no words outside quotation marks."""
    if walk.alone[0] != number:
        begin, end = walk.here.paragraphs[number]
        regions = walk.here.regions_in(begin, end)
        edges = [begin, *(edge for other in regions for edge in (other.start, other.end)), end]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        walk.alone = number, not any(WORD.search(walk.here.text, *gap) for gap in gaps)
    return walk.alone[1]


def _goes_on_from(walk: _Walk, number: int, region: Quotation, span: Span) -> Draft | None:
    """Return the statement of a paragraph of quotation after one that ends in reported speech.

    First "The vote was a false choice, she said.", then, below, “I will vote for Stein.” If the reported
    speech holds quoted words, it is one statement: "The vote was a “false choice,” she said."
    """
    here = walk.here
    before = here.sentence_before(region.start)
    if before is None or not number or here.paragraphs[number - 1][1] - before[1] > 3:
        return None
    for clause in walk.between(*before):
        named = clause.speaker is not None and clause.cue[0] not in walk.used
        if named and clause.content and clause.pattern in CONTINUED:
            alone = not WORD.search(here.text, region.end, here.paragraphs[number][1])
            if alone and here.regions_in(clause.content[0][0], clause.content[-1][1]):
                return walk.add(_reported(here, clause, region, span))
            return walk.add(
                Draft(
                    [span], "carry-over", None, clause.speaker, clause.head, quotes=[region], confidence=0.7
                )
            )
    return None


CONTINUED = frozenset({"clause", "inverted", "that", "stray"})
"""Patterns of reported speech that a paragraph of quotation can go on with."""
