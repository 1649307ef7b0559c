# ruff: noqa: SIM905 - word lists are easier to read and to extend as words
"""Quoted words that no stage before took, in a sentence of the narrator's.

In this order: (1) they go on with reported content that the tree cut short; (2) they are what somebody does
with a verb that is no cue ("Lima knocked the plan as a “gift to the rich”"); (3) they follow a cue to which
the tree gave no content.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.context import WORD, Context, Draft, stripped
from timeline_tui.normalize.statements.cue_clauses import CueClause
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.nearby import cue_of, is_named, overlaps
from timeline_tui.normalize.statements.speakers import can_speak
from timeline_tui.normalize.statements.tree import WRITINGS, noun_phrase, relative_subject, subject_of

FEWEST_QUOTED = 2
"""A single word in quotation marks tells something of somebody ("as “fishy”") or is a scare quote."""

FEWEST_WORDS = 3
"""Less content is a scare quote: "ended in a “tie”"."""

MOST_BETWEEN = 6
"""How many words may stand between reported content and the quoted words that it goes on with."""

MOST_NAMED = 14
"""How many words what is called something may have."""

MOST_AFTER_CUE = 25
"""How many words may stand between a cue and the quoted words that are its content."""

FURTHEST = 400
"""How many characters may stand there."""

FEW = 8
"""How many statements before quoted words may go on with them."""

STATES = frozenset(
    """is was are were be been being 's ’s become becomes became have has had having 've ’ve seem seems seemed
    like likes liked need needs needed want wants wanted know knows knew""".split()
)
"""Verbs that tell how somebody is, not what somebody does."""

_COMPLEMENTS = frozenset({"dobj", "oprd", "ccomp", "xcomp", "prep", "pcomp", "acomp", "attr", "dative"})
_NAMING = frozenset({"nmod", "appos", "compound", "poss", "nsubj", "nsubjpass", "nummod"})
_LINK = re.compile(r"(?:[^\n,;:—–“”\"()]|,\s(?=(?:and|but|or|as)\b)|\s[—–-]+\s(?=[\"“])|[”\"](?=\s))*")
_PAUSE = re.compile(r"[,;:—]|\s[–-]+\s")
_CIRCUMSTANCE = re.compile(r"\s(?:in|on|at|during|by|with|for|to|off)\b")


def fragment_statements(
    here: Context, drafts: Sequence[Draft], clauses: Sequence[CueClause], used: set[int]
) -> list[Draft]:
    """Return a statement for each clause that holds quoted words which no stage before took."""
    taken = sorted(span for draft in drafts for span in draft.spans)
    known = used | {draft.cue[0] for draft in drafts if draft.cue is not None}
    reported = sorted(
        (d for d in drafts if d.stage.startswith("clause:") and d.spans and d.cue is not None), key=cue_of
    )
    out: list[Draft] = []
    for region in here.regions:
        if overlaps(taken, region) or is_named(here, region) or _carried_on(here, reported, region):
            continue
        draft = _clause_around(here, region)
        left = _left_over(here, clauses, known, region)
        if left is not None and (draft is None or draft.cue != left.cue):
            draft = left
        if draft is not None and not (out and out[-1].cue == draft.cue):
            out.append(draft)
    return out


def _carried_on(here: Context, drafts: Sequence[Draft], region: Quotation) -> bool:
    """Carry reported content on to quoted words right after it, which the tree had cut off.

    “said the goal was not to “win again” but to “win for good””; “proclaimed that refugees “cannot come””.
    """
    sentence = here.sentence_at(region.start)
    if sentence is None:
        return False
    place = bisect_left(drafts, region.start, key=cue_of)
    for draft in drafts[max(0, place - FEW) : place]:
        start, end = draft.spans[-1]
        if not (sentence[0] <= cue_of(draft) < start and end <= region.start):
            continue
        between = here.text[end : region.start]
        if len(between.split()) <= MOST_BETWEEN and _LINK.fullmatch(between):
            draft.spans[-1] = (start, region.end)
            return True
    return False


def _left_over(
    here: Context, clauses: Sequence[CueClause], used: set[int], region: Quotation
) -> Draft | None:
    """Return the words from a cue without content to quoted words and the end of their clause.

    “Costa says the movement that swept the country appeals to “bad angels””: the tree may take ``says`` for
    a word of its own, and the movement for the subject of the sentence.
    """
    sentence = here.sentence_at(region.start)
    if sentence is None:
        return None
    low = bisect_left(clauses, sentence[0], key=_place)
    high = bisect_left(clauses, region.start, key=_place)
    clause = clauses[high - 1] if high > low else None
    if clause is None or clause.cue[0] in used or clause.content or not clause.speaker:
        return None
    names = _names(clause)
    if not clause.happened and not names:
        return None
    start = clause.cue[1]
    if region.start - start > FURTHEST:
        return None
    between = here.text[start : region.start]
    that = between.find(" that ")
    if that >= 0:
        start += that
    elif names:
        if len(between.split()) > MOST_NAMED or _CIRCUMSTANCE.match(between):
            return None
    elif between.rstrip().endswith((",", ":")):
        start = region.start
    elif _CIRCUMSTANCE.match(between) or _PAUSE.search(between):
        return None
    if len(between.split()) > MOST_AFTER_CUE:
        return None
    span = (
        stripped(here.text, start, _end_of_clause(here, region, sentence[1]))
        if start < region.start
        else stripped(here.text, *region.inner)
    )
    if span is None:
        return None
    return Draft(
        [span], "clause:left-over", clause.cue, clause.speaker, clause.head, clause.verb, clause.to,
        confidence=0.6,
    )  # fmt: skip


def _names(clause: CueClause) -> bool:
    """Whether a cue says what something is called: “called Costa, his rival, a “coward””."""
    entry = cues().get(clause.verb)
    return entry is not None and "small" in entry.patterns


def _place(clause: CueClause) -> int:
    return clause.cue[0]


def _end_of_clause(here: Context, region: Quotation, end: int) -> int:
    """Return where the clause around quoted words ends: with them, or at the next mark."""
    if here.text[region.inner[1] - 1] in ",.?!":
        return region.end
    pause = _PAUSE.search(here.text, region.end, end)
    end = pause.start() if pause is not None else end
    return end - 1 if here.text[end - 1] == "." and end > region.end else end


def _clause_around(here: Context, region: Quotation) -> Draft | None:
    """Return what somebody does with quoted words: the complement of the verb above them in the tree."""
    parsed = here.parsed
    token = parsed.token_at(region.inner[0]) if parsed is not None else 0
    if parsed is None or token >= len(parsed.words):
        return None
    while parsed.heads[token] != token and region.start <= parsed.starts[parsed.heads[token]] < region.end:
        token = parsed.heads[token]
    kid, verb = token, parsed.heads[token]
    while kid != verb and not parsed.tags[verb].startswith("VB"):
        if parsed.deps[verb] in ("nsubj", "nsubjpass", "ROOT"):
            return None
        kid, verb = verb, parsed.heads[verb]
    if verb == kid or parsed.deps[token] in _NAMING or parsed.deps[kid] not in _COMPLEMENTS:
        return None
    if parsed.starts[verb] >= region.start or here.region_at(parsed.starts[verb]) is not None:
        return None
    if parsed.words[verb].casefold() in STATES or parsed.tags[verb] == "VBP":
        return None
    things = any(parsed.deps[k] == "dobj" for k in parsed.children[verb])
    as_such = things and parsed.words[kid].casefold() == "as"
    predicate = as_such or parsed.deps[kid] in ("oprd", "acomp", "ccomp")
    if not predicate and _words(here, region.inner) < FEWEST_QUOTED:
        return None
    subject = subject_of(parsed, verb)
    if subject is None or here.region_at(parsed.starts[subject]) is not None:
        return None
    low, high, head = noun_phrase(parsed, subject)
    speaker, name = parsed.span(low, high), parsed.span(head, head)
    who = relative_subject(parsed, verb)
    if who is not None:
        speaker = parsed.span(who, who)
    if not can_speak(here, speaker, name) and parsed.words[head].casefold() not in WRITINGS:
        return None
    start, end = parsed.span(*_content(parsed, verb, kid))
    if _words(here, (start, end)) < FEWEST_WORDS:
        return None
    return Draft(
        [(start, max(end, region.end))], "clause:fragment", parsed.span(verb, verb), speaker, name,
        parsed.words[verb].casefold(), confidence=0.5,
    )  # fmt: skip


def _words(here: Context, span: Span) -> int:
    return sum(1 for _ in WORD.finditer(here.text, *span))


def _content(parsed: Parsed, verb: int, kid: int) -> tuple[int, int]:
    """Return first and last token of the complements of a verb up to the one that holds the quotation."""
    objects = [
        k
        for k in parsed.children[verb]
        if verb < k <= kid and parsed.deps[k] in ("dobj", "oprd", "ccomp", "xcomp")
    ]
    first = min([kid, *objects])
    low = max(verb + 1, parsed.edges[first][0])
    return low + (parsed.deps[first] == "prep"), parsed.edges[kid][1]
