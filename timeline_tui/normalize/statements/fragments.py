# ruff: noqa: SIM905 - word lists are easier to read and to extend as words
"""Words in quotation marks inside a clause of the narrator's whose verb is no cue.

“Lima knocked the plan as a “gift to the rich””, “he warmed up the crowd with “no more lies””: somebody who can
speak does something, and what it is done to, or with, holds words in quotation marks. They are his.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.context import WORD, Context, Draft
from timeline_tui.normalize.statements.speakers import can_speak
from timeline_tui.normalize.statements.tree import WRITINGS, noun_phrase, subject_of

_COMPLEMENTS = frozenset({"dobj", "oprd", "ccomp", "xcomp", "prep", "pcomp", "acomp", "attr", "dative"})
_NAMING = frozenset({"nmod", "appos", "compound", "poss", "nsubj", "nsubjpass", "nummod"})
STATES = frozenset(
    """is was are were be been being 's ’s become becomes became have has had having 've ’ve seem seems seemed
    like likes liked need needs needed want wants wanted know knows knew""".split()
)
"""Verbs that tell how somebody is, not what somebody does."""

FEWEST_QUOTED = 2
"""A single word in quotation marks tells something of somebody ("as “fishy”") or is a scare quote."""

FEWEST_WORDS = 3
"""Less content is a scare quote: "ended in a “tie”"."""


def fragment_statements(here: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """Return a statement for each clause that holds quoted words which no stage before took."""
    taken = sorted(span for draft in drafts for span in draft.spans)
    out: list[Draft] = []
    for region in here.regions:
        if overlaps(taken, region) or is_name(here, region):
            continue
        if _carried_on(here, drafts, region):
            continue
        draft = _clause_around(here, region)
        if draft is not None and not (out and out[-1].cue == draft.cue):
            out.append(draft)
    return out


_LINK = re.compile(r"(?:[^\n,;:—–“”\"()]|,\s(?=(?:and|but|or|as)\b)|\s[—–-]+\s(?=[\"“])|[”\"](?=\s))*")
_MOST_BETWEEN = 6


def _carried_on(here: Context, drafts: Sequence[Draft], region: Quotation) -> bool:
    """Carry reported content on to quoted words right after it, which the tree had cut off.

    “said the goal was not to “win again” but to “win for good””; “proclaimed that refugees “cannot come””.
    """
    sentence = here.sentence_at(region.start)
    if sentence is None:
        return False
    for draft in drafts:
        if not draft.stage.startswith("clause:") or not draft.spans or draft.cue is None:
            continue
        start, end = draft.spans[-1]
        if not (sentence[0] <= draft.cue[0] < start and end <= region.start):
            continue
        between = here.text[end : region.start]
        if len(between.split()) <= _MOST_BETWEEN and _LINK.fullmatch(between):
            draft.spans[-1] = (start, region.end)
            return True
    return False


def overlaps(taken: Sequence[Span], region: Quotation) -> bool:
    place = bisect_left(taken, (region.end, 0))
    return any(end > region.start for _, end in taken[max(0, place - 3) : place])


def is_name(here: Context, region: Quotation) -> bool:
    words = [m[0] for m in WORD.finditer(here.text, *region.inner)]
    return not words or all(w[0].isupper() for w in words if len(w) > 3)


def _clause_around(here: Context, region: Quotation) -> Draft | None:
    parsed = here.parsed
    if parsed is None:
        return None
    token = parsed.token_at(region.inner[0])
    if token >= len(parsed.words):
        return None
    while parsed.heads[token] != token and region.start <= parsed.starts[parsed.heads[token]] < region.end:
        token = parsed.heads[token]
    kid = token
    if parsed.deps[kid] in _NAMING:
        return None
    verb = parsed.heads[kid]
    while not parsed.tags[verb].startswith("VB"):
        if parsed.deps[verb] in ("nsubj", "nsubjpass", "ROOT"):
            return None
        kid, verb = verb, parsed.heads[verb]
    if parsed.starts[verb] >= region.start or here.region_at(parsed.starts[verb]) is not None or verb == kid:
        return None
    if parsed.words[verb].casefold() in STATES or parsed.deps[kid] not in _COMPLEMENTS or parsed.tags[verb] == "VBP":
        return None
    subject = subject_of(parsed, verb)
    if subject is None or here.region_at(parsed.starts[subject]) is not None:
        return None
    low, high, head = noun_phrase(parsed, subject)
    speaker, name = parsed.span(low, high), parsed.span(head, head)
    if not (can_speak(here, speaker, name) or parsed.words[head].casefold() in WRITINGS):
        return None
    predicate = parsed.deps[kid] in ("oprd", "acomp", "ccomp") or parsed.words[kid].casefold() == "as"
    if not predicate and sum(1 for _ in WORD.finditer(here.text, *region.inner)) < FEWEST_QUOTED:
        return None
    begin, end = _content(parsed, verb, kid)
    span = parsed.span(begin, end)
    if sum(1 for _ in WORD.finditer(here.text, *span)) < FEWEST_WORDS:
        return None
    return Draft(
        [(span[0], max(span[1], region.end))], "clause:fragment", parsed.span(verb, verb), speaker, name,
        parsed.words[verb].casefold(), confidence=0.5,
    )  # fmt: skip


def _content(parsed: Parsed, verb: int, kid: int) -> tuple[int, int]:
    objects = [k for k in parsed.children[verb] if verb < k <= kid and parsed.deps[k] in ("dobj", "oprd", "ccomp", "xcomp")]
    first = min([kid, *objects])
    low = max(verb + 1, parsed.edges[first][0])
    if parsed.deps[first] == "prep":
        low += 1
    return low, parsed.edges[kid][1]
