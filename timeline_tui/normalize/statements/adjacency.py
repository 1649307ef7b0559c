"""What stands next to a quotation: a cue, a colon, a label, a signature, or the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.statements.context import SHORTEST_QUOTE, WORD, Context, Draft
from timeline_tui.normalize.statements.cue_clauses import CueClause, main_subject

LONGEST_LEAD = 600
"""How many characters before a colon may belong to the sentence that announces a quotation."""

LONGEST_TAG = 8
"""A sentence of so many words at most can be nothing but speaker and cue ("Dianne Bystrom agreed.")."""

MOST_WORDS_AFTER_CUE = 14
"""How many words may stand between a cue and the comma or colon before a quotation."""

_SIGNATURE = re.compile(r"\s*(?:[—–―]|--?)\s*(?=[^\W\d_a-z])([^\n,;:.!?()]{2,60}?)\s*(?=[\n,.(]|$)")
_SIGNATURE_BELOW = re.compile(
    r"\s*(?:[—–―]|--?)\s*(?=[^\W\d_a-z])([^\n,;:.!?()]{2,60}?)\s*(?=[\n,(]|\.?(?:\n|$))"
)
_SOURCE = re.compile(r"\s*\[(?=[^\W\d_a-z])([^\[\]\n]{2,80}?)\.?\]")
_LABEL = re.compile(r"\s*([^\n:“”\"]{2,60}):\s*")


def cue_after(here: Context, region: Quotation, right: int, near: Sequence[CueClause]) -> CueClause | None:
    """Return the cue clause right after a quotation: subject and cue, in either order."""
    text = here.text
    inner_end = last_mark(here, region)
    gap_start = region.end
    following = text[gap_start : gap_start + 2].lstrip()[:1]
    if inner_end not in ",?!…—–-." and following != ",":
        return None
    sentence = here.sentence_at(min(gap_start + 1, len(text) - 1))
    stop = min(right, sentence[1]) if sentence else right
    alone = sentence is not None and sentence[0] >= gap_start and inner_end == "."
    if alone and sentence is not None and _count(text, sentence) > LONGEST_TAG:
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


def last_mark(here: Context, region: Quotation) -> str:
    """Return the last character of a quotation, blanks and the closing marks of one inside it left out."""
    return here.text[max(region.inner[0], region.inner[1] - 20) : region.inner[1]].rstrip(_INNER)[-1:]


_INNER = " \t\u00a0’'”\""


def cue_before(
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
        if direct and size <= MOST_WORDS_AFTER_CUE and clause.speaker is not None:
            return clause
        if direct and size <= 3:
            return clause
        if clause.content and clause.content[0][0] <= region.start < clause.content[-1][1]:
            return clause
        return None
    return None


def goes_on(here: Context, clause: CueClause, region: Quotation) -> bool:
    """Whether the content of a cue before a quotation begins with a phrase in quotation marks and goes on."""
    if not clause.content:
        return False
    start, end = clause.content[0]
    if not here.text[region.inner[0]].islower() and not here.text[start : region.start].strip():
        return False
    return start <= region.inner[0] and _count(here.text, (region.end, max(end, region.end))) >= 2


def said_before(
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
            if not clause.content and _count(here.text, before) > LONGEST_TAG:
                return None
            return clause if clause.cue[0] not in used and clause.pattern != "according" else None
    return None


def names_somebody_else(here: Context, current: Draft, region: Quotation) -> bool:
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


def colon(
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
    subject = main_subject(here, first, stop) or _named_before(here, first, begin + len(before) - 1)
    if subject is None:
        return None
    return Draft([], "colon", None, subject[0], subject[1], quotes=[region], confidence=0.7)


def _named_before(here: Context, first: int, colon: int) -> tuple[Span, Span] | None:
    """Return the person or body named right before a colon: "Stated Rui Costa:", "More from Costa:"."""
    for start, end, who in here.mentions_in(max(first, colon - LONGEST_LINE), colon):
        known = here.participants[who].kind in ("person", "organisation")
        if end == colon and known and _count(here.text, (first, start)) <= MOST_BEFORE_NAME:
            return (start, end), (start, end)
    return None


def signature(here: Context, region: Quotation, end: int) -> Span | None:
    """Return the name after a dash that signs a quotation, beside it or on the line below, or in brackets."""
    found = _SIGNATURE.match(here.text, region.end, min(end + 1, region.end + 90))
    if found is None and _count(here.text, region.inner) >= SHORTEST_QUOTE:
        found = _SOURCE.match(here.text, region.end, min(end, region.end + 90))
    if found is None and not here.text[region.end : end].strip():
        found = _SIGNATURE_BELOW.match(here.text, region.end, region.end + 90)
    return found.span(1) if found else None


def named_line(here: Context, region: Quotation, number: int) -> Span | None:
    """Return a person's name on the line below a paragraph of quotation, or else above it.

    The line holds the name and what the person is ("Ana Silva, mayor of Porto"), and no sentence.
    """
    begin, end = here.paragraphs[number]
    if here.text[begin : region.start].strip() or here.text[region.end : end].strip():
        return None
    for other in (number + 1, number - 1):
        if not 0 <= other < len(here.paragraphs):
            continue
        start, stop = here.paragraphs[other]
        if stop - start > LONGEST_LINE or here.text[stop - 1] in '?!:;”"' or here.regions_in(start, stop):
            continue
        for first, last, who in here.mentions_in(start, start + 1):
            after = here.text[last:stop].lstrip()[:1]
            if here.participants[who].kind == "person" and after in ("", ",", "("):
                return first, last
    return None


MOST_BEFORE_NAME = 2
"""How many words a sentence may have that only names who speaks ("More from Costa:")."""

LONGEST_LINE = 80
"""A longer line under a quotation is no signature."""


def label(here: Context, region: Quotation, begin: int) -> Span | None:
    """Return the name before a colon that labels a quotation, at the start of a paragraph."""
    found = _LABEL.fullmatch(here.text, begin, region.start)
    if found is None or not here.text[found.start(1)].isupper():
        return None
    return found.span(1)


def _count(text: str, span: Span) -> int:
    return sum(1 for _ in WORD.finditer(text, *span))
