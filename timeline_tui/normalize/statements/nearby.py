"""Who says a quotation that has no cue, colon, label or signature: whoever the narrator tells of there.

“Ana Silva left before the vote. “I had seen enough.””: the subject of the sentence before, if it can speak.
“Ana Silva held up her hands: “…””: the subject of the words before the quotation in its own sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.statements.context import WORD, Context, Draft, is_fragment, stripped
from timeline_tui.normalize.statements.speakers import can_speak
from timeline_tui.normalize.statements.tree import RELATIVE, noun_phrase

Named = tuple[Span, Span]
"""A speaker phrase and its head."""

FURTHEST = 600
"""How many characters before a quotation its speaker may be told of."""

FEWEST_WORDS = 4
"""A shorter quotation may be a title or a nickname."""


def nearby_statements(here: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """Return a statement for each quotation that is a sentence and that no stage before took."""
    taken = sorted(span for draft in drafts for span in draft.spans)
    cued = cued_drafts(drafts)
    out: list[Draft] = []
    for number, (begin, end) in enumerate(here.paragraphs):
        current: Draft | None = None
        for region in here.regions_in(begin, end):
            span = stripped(here.text, *region.inner)
            if span is None or overlaps(taken, region) or not _is_whole(here, region):
                current = None
                continue
            current = current or _quoted_before(here, cued, region, begin)
            if current is not None:
                current.spans.append(span)
                continue
            named = nearby_speaker(here, region, number, cued)
            if named is not None:
                current = Draft([span], "nearby", None, *named, quotes=[region], confidence=0.5)
                out.append(current)
    return out


def overlaps(taken: Sequence[Span], region: Quotation) -> bool:
    """Whether one of some spans, in text order, touches a quotation."""
    place = bisect_left(taken, (region.end, 0))
    return any(end > region.start for _, end in taken[max(0, place - 3) : place])


def _is_whole(here: Context, region: Quotation) -> bool:
    """Whether a quotation is a sentence of somebody's: no fragment, no title, nothing after it."""
    inner = here.text[slice(*region.inner)]
    size = sum(1 for _ in WORD.finditer(inner))
    if is_fragment(here, region) or size < FEWEST_WORDS or is_named(here, region):
        return False
    sentence = here.sentence_at(region.end - 1)
    ends = sentence is None or not WORD.search(here.text, region.end, max(sentence[1], region.end))
    return ends or inner.rstrip()[-1:] in ".?!…,"


def is_named(here: Context, region: Quotation) -> bool:
    """Whether quoted words are a name or a title: all but short ones are written large."""
    words = [m[0] for m in WORD.finditer(here.text, *region.inner)]
    return all(w[0].isupper() for w in words if len(w) > SHORT_WORD)


NARRATOR = RELATIVE | {"i", "we", "you"}
"""Subjects that are the narrator's or nobody's."""

SHORT_WORD = 3
"""Longer words are written large in titles."""


def cued_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the statements with cue and speaker in the order of their cues."""
    return sorted((d for d in drafts if d.cue and d.speaker and d.head), key=cue_of)


def cue_of(draft: Draft) -> int:
    """Return where the cue of a statement begins."""
    return draft.cue[0] if draft.cue is not None else 0


def _last_in(cued: Sequence[Draft], stretch: Span) -> Draft | None:
    """Return the last of some statements whose cue stands in a stretch of text."""
    place = bisect_left(cued, stretch[1], key=cue_of)
    return cued[place - 1] if place and cue_of(cued[place - 1]) >= stretch[0] else None


def _sentence_above(here: Context, region: Quotation) -> Span | None:
    """Return the sentence before a quotation that begins one itself."""
    sentence = here.sentence_at(region.start)
    if sentence is None or WORD.search(here.text, sentence[0], region.start):
        return None
    return here.sentence_before(sentence[0])


def _quoted_before(here: Context, cued: Sequence[Draft], region: Quotation, begin: int) -> Draft | None:
    """Return the statement with quoted words in the sentence before, of the same paragraph.

    “The town is “out of money,” Costa said. “We cannot go on.””: it goes on.
    """
    before = _sentence_above(here, region)
    draft = _last_in(cued, before) if before is not None and before[0] >= begin else None
    return draft if draft is not None and here.quoted_share(draft.spans) > 0 else None


def nearby_speaker(here: Context, region: Quotation, number: int, cued: Sequence[Draft]) -> Named | None:
    """Return who the narrator's words before a quotation tell of, None where that cannot speak.

    That is the subject of the words in its own sentence, else the last one of the sentence before (in the
    same paragraph or at the end of the one above) who says something there (``cued``), else its subject.
    """
    before = _sentence_above(here, region)
    sentence = here.sentence_at(region.start)
    if before is None:
        return speaking_subject(here, sentence[0], region.start) if sentence is not None else None
    if before[0] < here.paragraphs[max(0, number - 1)][0]:
        return None
    draft = _last_in(cued, before)
    if draft is not None and draft.speaker is not None and draft.head is not None:
        return draft.speaker, draft.head
    return speaking_subject(here, *before)


def speaking_subject(here: Context, start: int, end: int) -> Named | None:
    """Return the last subject of a finite verb in a stretch of text, outside quotations, that can speak.

    That of the sentence's main verb comes first.
    """
    parsed = here.parsed
    if parsed is None:
        return None
    start = max(start, end - FURTHEST)
    found: list[tuple[bool, int, Named]] = []
    for token in range(parsed.token_at(start), len(parsed.words)):
        if parsed.starts[token] >= end:
            break
        if (
            parsed.deps[token] not in ("nsubj", "nsubjpass")
            or here.region_at(parsed.starts[token]) is not None
        ):
            continue
        if parsed.words[token].casefold() in NARRATOR:
            continue
        low, high, head = noun_phrase(parsed, token)
        while high > head and parsed.ends[high] > end:
            high -= 1
        phrase = parsed.span(low, high), parsed.span(head, head)
        if can_speak(here, *phrase):
            main = parsed.deps[parsed.heads[token]] == "ROOT"
            found.append((main, token, phrase))
    return max(found)[2] if found else None


def name_participles(here: Context, drafts: Sequence[Draft]) -> None:
    """Give statements of a participle without a subject the one who is told of before it in the sentence.

    “Costa was angry, Lima wrote, adding, “He left””: the tree may hang ``adding`` on nothing.
    """
    parsed = here.parsed
    if parsed is None:
        return
    cued = cued_drafts(drafts)
    for draft in drafts:
        if draft.cue is None or draft.speaker is not None or draft.same_as is not None:
            continue
        token = parsed.token_at(draft.cue[0])
        sentence = here.sentence_at(draft.cue[0])
        if parsed.tags[token] != "VBG" or sentence is None:
            continue
        outer = _last_in(cued, (sentence[0], draft.cue[0]))
        subject = None if outer is not None else speaking_subject(here, sentence[0], draft.cue[0])
        if outer is not None:
            draft.speaker, draft.head = outer.speaker, outer.head
        elif subject is not None:
            draft.speaker, draft.head = subject
