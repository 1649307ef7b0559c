"""Quotations and who said them: adjacency, labels and signatures, continuation, carry-over.

Order for each quotation that is a sentence of its own (fragments are left to the clause stage):

1. a cue right after it (``“…,” said X``, ``“…?” X asked``),
2. a cue before it (``X said: “…”``, ``X was candid: “…”``),
3. a further quotation of the same paragraph: more content of the statement before it,
4. a label (``X: “…”``) or a signature (``“…” — X``),
5. a paragraph of quotation alone: the speaker of the paragraph before goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.statements.context import WORD, Context, Draft, is_fragment, stripped
from timeline_tui.normalize.statements.cue_clauses import CueClause, main_subject
from timeline_tui.normalize.statements.reported import fitted

LONGEST_LEAD = 600
"""How many characters before a colon may belong to the sentence that announces a quotation."""

_SIGNATURE = re.compile(r"\s*(?:[—–―]|--?)\s*(?=[^\W\d_a-z])([^\n,;:.!?()]{2,60}?)\s*(?=[\n,.(]|$)")
_LABEL = re.compile(r"\s*([^\n:“”\"]{2,60}):\s*")
_LONGEST_TAG = 8
"""A sentence of so many words at most can be nothing but speaker and cue ("Dianne Bystrom agreed.")."""
_MOST_WORDS_AFTER_CUE = 14


def quoted_statements(here: Context, clauses: Sequence[CueClause]) -> tuple[list[Draft], set[int]]:
    """Return the statements of all quotations that are sentences, and the offsets of the cues they used."""
    drafts: list[Draft] = []
    used: set[int] = set()
    starts = [clause.cue[0] for clause in clauses]
    last_of_before: Draft | None = None
    for number, (begin, end) in enumerate(here.paragraphs):
        current: Draft | None = None
        regions = here.regions_in(begin, end)
        for place, region in enumerate(regions):
            if is_fragment(here, region):
                continue
            span = stripped(here.text, *region.inner)
            if span is None:
                continue
            left = regions[place - 1].end if place else begin
            right = regions[place + 1].start if place + 1 < len(regions) else end
            near = clauses[bisect_left(starts, left) : bisect_left(starts, right)]
            after = _cue_after(here, region, right, near)
            before = None if after else _cue_before(here, region, left, near, used)
            clause = after or before
            if (
                clause is not None
                and clause.cue[0] in used
                and current is not None
                and current.cue == clause.cue
            ):
                current.spans.append(span)  # an interrupted quotation: “A,” he said, “B.”
                current.quotes.append(region)
                continue
            if before is not None and _goes_on(here, before, region):
                continue  # "admitted “one or two slips” in her accounts": the clause stage takes all of it
            if clause is not None:
                current = Draft(
                    [span], "quotation+cue", clause.cue, clause.speaker, clause.head, clause.verb, clause.to,
                    quotes=[region],
                )  # fmt: skip
                if before is not None and before.content and before.content[0][0] < region.start - 1:
                    lead = stripped(here.text, before.content[0][0], region.start)
                    if lead is not None and here.text[before.content[0][0] : region.start].count(" ") >= 2:
                        current.spans.insert(0, lead)
                used.add(clause.cue[0])
                drafts.append(current)
                continue
            if current is not None and not _names_somebody_else(here, current, region):
                current.spans.append(span)
                current.quotes.append(region)
                continue
            reported = _said_before(here, near, region, begin, used)
            if reported is not None:
                spans = [s for piece in reported.content if (s := fitted(here, piece, reported)) is not None]
                current = Draft(
                    [*spans, span], "reported+quotation", reported.cue, reported.speaker, reported.head,
                    reported.verb, reported.to, quotes=[region],
                )  # fmt: skip
                used.add(reported.cue[0])
                drafts.append(current)
                continue
            announced = _colon(here, clauses, starts, region, begin, number)
            if announced is not None:
                current = announced
                current.spans.append(span)
                if current.cue is not None:
                    used.add(current.cue[0])
                drafts.append(current)
                continue
            signed = _signature(here, region, end) or _label(here, region, begin)
            if signed is not None:
                current = Draft(
                    [span],
                    "signature" if signed[0] > region.start else "label",
                    None,
                    signed,
                    signed,
                    quotes=[region],
                )
                drafts.append(current)
                continue
            alone = not WORD.search(here.text, begin, regions[0].start) and not WORD.search(
                here.text, regions[-1].end, end
            )
            if alone and last_of_before is not None and number:
                if not last_of_before.quotes[-1].closed:
                    last_of_before.spans.append(span)
                    last_of_before.quotes.append(region)
                    current = last_of_before
                else:
                    current = Draft(
                        [span], "carry-over", same_as=last_of_before, quotes=[region], confidence=0.7
                    )
                    drafts.append(current)
        if current is not None:
            last_of_before = current
        elif WORD.search(here.text, begin, end):
            last_of_before = None
    return drafts, used


def _cue_after(here: Context, region: Quotation, right: int, near: Sequence[CueClause]) -> CueClause | None:
    """Return the cue clause right after a quotation: subject and cue, in either order."""
    text = here.text
    inner_end = text[max(region.inner[0], region.inner[1] - 20) : region.inner[1]].rstrip()[-1:]
    gap_start = region.end
    following = text[gap_start : gap_start + 2].lstrip()[:1]
    if inner_end not in ",?!…—–-." and following != ",":
        return None
    sentence = here.sentence_at(min(gap_start + 1, len(text) - 1))
    stop = min(right, sentence[1]) if sentence else right
    alone = sentence is not None and sentence[0] >= gap_start and inner_end == "."
    if alone and sentence is not None and _count(text, sentence) > _LONGEST_TAG:
        return None  # the quotation ended the sentence: the cue belongs to the next one
    for clause in near:
        if not gap_start <= clause.cue[0] < stop:
            continue
        if alone and (clause.content or text[stop : stop + 2].strip()[:1] in ("“", '"')):
            return None
        begins = min(
            clause.cue[0],
            clause.speaker[0] if clause.speaker and clause.speaker[0] >= gap_start else clause.cue[0],
        )
        lead = text[gap_start:begins]
        if sum(1 for _ in WORD.finditer(lead)) <= 2 and (
            clause.speaker is None or clause.speaker[0] >= gap_start
        ):
            return (
                clause
                if not (
                    clause.content
                    and clause.pattern == "clause"
                    and clause.content[0][0] > clause.cue[0]
                    and clause.speaker is None
                )
                else None
            )
        return None
    return None


def _cue_before(
    here: Context, region: Quotation, left: int, near: Sequence[CueClause], used: set[int]
) -> CueClause | None:
    """Return the last cue clause before a quotation in its sentence, if only a few words lie between."""
    sentence = here.sentence_at(region.start)
    start = max(left, sentence[0]) if sentence else left
    for clause in reversed(near):
        if not start <= clause.cue[0] < region.start:
            continue
        between = here.text[clause.cue[1] : region.start]
        size = sum(1 for _ in WORD.finditer(between))
        direct = between.rstrip().endswith((",", ":")) or size <= 1
        if clause.cue[0] in used and size > 1 and not between.rstrip().endswith(","):
            return None
        if direct and size <= _MOST_WORDS_AFTER_CUE and clause.speaker is not None:
            return clause
        if direct and size <= 3:
            return clause
        if clause.content and clause.content[0][0] <= region.start < clause.content[-1][1]:
            return clause
        return None
    return None


def _count(text: str, span: Span) -> int:
    return sum(1 for _ in WORD.finditer(text, *span))


def _names_somebody_else(here: Context, current: Draft, region: Quotation) -> bool:
    """Whether another person is named between a statement's last quotation and the next one."""
    begin = current.quotes[-1].end
    speaker = here.text[slice(*current.head)] if current.head else ""
    for start, end, _ in here.mentions_in(begin, region.start):
        own = current.speaker is not None and current.speaker[0] <= start < current.speaker[1]
        if not own and here.text[start:end] != speaker and here.text[start:end][0].isupper():
            sentence = here.sentence_at(start)
            if sentence is not None and sentence[0] >= begin:
                return True
    return False


def _goes_on(here: Context, clause: CueClause, region: Quotation) -> bool:
    """Whether the content of a cue before a quotation begins with a phrase in quotation marks and goes on."""
    if not clause.content or not here.text[region.inner[0]].islower():
        return False
    start, end = clause.content[0]
    return start <= region.inner[0] and _count(here.text, (region.end, max(end, region.end))) >= 2


def _said_before(
    here: Context, near: Sequence[CueClause], region: Quotation, begin: int, used: set[int]
) -> CueClause | None:
    """Return the reported speech of the sentence before, which a quotation without cue goes on with.

    "She said they had made progress. “I really believe it.”"
    """
    sentence = here.sentence_at(region.start)
    if sentence is None or here.text[sentence[0] : region.start].strip():
        return None
    before = here.sentence_before(sentence[0])
    if before is None or before[0] < begin or before == sentence:
        return None
    for clause in near:
        if before[0] <= clause.cue[0] < before[1] and clause.speaker is not None:
            if not clause.content and _count(here.text, before) > _LONGEST_TAG:
                return None
            return clause if clause.cue[0] not in used and clause.pattern != "according" else None
    return None


def _colon(
    here: Context,
    clauses: Sequence[CueClause],
    starts: Sequence[int],
    region: Quotation,
    begin: int,
    number: int,
) -> Draft | None:
    """Return who a sentence that ends in a colon announces: its last cue's speaker, else its subject.

    The sentence may be the end of the paragraph before ("Cruz continued:" and the quotation below).
    """
    text = here.text
    stop = region.start
    if not text[max(begin, stop - LONGEST_LEAD) : stop].strip() and number:
        stop = here.paragraphs[number - 1][1]
        begin = here.paragraphs[number - 1][0]
    begin = max(begin, stop - LONGEST_LEAD)
    before = text[begin:stop].rstrip()
    if not before.endswith(":"):
        return None
    sentence = here.sentence_at(begin + len(before) - 1)
    first = sentence[0] if sentence is not None else begin
    for clause in reversed(clauses[bisect_left(starts, first) : bisect_left(starts, stop)]):
        if clause.speaker is not None:
            return Draft(
                [], "colon", clause.cue, clause.speaker, clause.head, clause.verb, clause.to, quotes=[region]
            )
    subject = main_subject(here, first, stop)
    if subject is None:
        return None
    return Draft([], "colon", None, subject[0], subject[1], quotes=[region], confidence=0.7)


def _signature(here: Context, region: Quotation, end: int) -> Span | None:
    """Return the name after a dash that signs a quotation."""
    found = _SIGNATURE.match(here.text, region.end, min(end + 1, region.end + 90))
    return found.span(1) if found else None


def _label(here: Context, region: Quotation, begin: int) -> Span | None:
    """Return the name before a colon that labels a quotation, at the start of a paragraph."""
    found = _LABEL.fullmatch(here.text, begin, region.start)
    if found is None or not here.text[found.start(1)].isupper():
        return None
    return found.span(1)
