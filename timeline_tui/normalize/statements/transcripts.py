"""Transcripts: paragraphs that begin with who speaks and a colon, with a quotation mark before it or none."""

from __future__ import annotations

import re
from collections import Counter

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.statements.context import Context, Draft
from timeline_tui.normalize.statements.speakers import person_in_capitals

_LABEL = re.compile(r"([A-Z][^\n:“”\"?!]{1,50}?)\s*(?:\([^()\n]{1,30}\))?:\s+(?=\S)")
_CAPITALS = re.compile(r"(?:[A-Z][A-Z.’'-]*\s?){1,4}")
_NO_NAMES = frozenset(
    {"UPDATE", "NOTE", "CORRECTION", "WATCH", "READ", "MORE", "PHOTO", "PHOTOS", "VIDEO", "FACT", "Q", "A"}
)

FEWEST_LABELS = 2
"""How often a name in capitals that nobody of the document bears must label a paragraph."""

_MARKS = '“"'


FURTHEST = 4
"""How many paragraphs apart two turns of one transcript may stand."""

_SPOKEN = re.compile(r"[^\W\d_]")


def transcript_statements(here: Context) -> tuple[list[Draft], frozenset[int]]:
    """Return a statement for each paragraph that a speaker's name and a colon open, and all their paragraphs.

    The name must be a person's of the document, or be written in capitals more than once ("RAMOS: …"). A
    quotation mark may stand before it; paragraphs below that begin with one then go on with the turn.
    """
    labelled: list[tuple[int, Span, bool]] = []
    for number, (start, end) in enumerate(here.paragraphs):
        begin = start + (here.text[start] in _MARKS)
        found = _LABEL.match(here.text, begin, min(end, start + 90))
        if found is None or not _SPOKEN.search(here.text, found.end(), end):
            continue
        region = here.region_at(found.end())
        if region is None or (region.start == start and begin > start):
            name = found.span(1)
            labelled.append((number, name, _is_person(here, name)))
    written = Counter(here.text[slice(*name)] for _, name, _ in labelled)
    turns = {
        number: name
        for number, name, person in labelled
        if person or _in_capitals(here, here.text[slice(*name)], written)
    }
    labels = {number for number, _, _ in labelled}
    near = [n for n in turns if any(n + k in turns for k in range(-FURTHEST, FURTHEST + 1) if k)]
    drafts = []
    taken: set[int] = set()
    for number in near:
        spans = [_said(here, number, here.text.index(":", turns[number][1]) + 1)]
        taken.add(number)
        below = number + 1
        quoted = here.text[here.paragraphs[number][0]] in _MARKS
        while quoted and below < len(here.paragraphs) and below not in labels:
            if here.text[here.paragraphs[below][0]] not in _MARKS:
                break
            spans.append(_said(here, below, here.paragraphs[below][0]))
            taken.add(below)
            below += 1
        drafts.append(Draft(spans, "transcript", None, turns[number], turns[number], confidence=0.8))
    return drafts, frozenset(taken)


def _said(here: Context, number: int, begin: int) -> Span:
    """Return the words of a paragraph from an offset on, without the marks around them."""
    end = here.paragraphs[number][1]
    while begin < end and here.text[begin] in ' \t\u00a0“"':
        begin += 1
    while end > begin and here.text[end - 1] in '”"':
        end -= 1
    return begin, end


def _is_person(here: Context, name: Span) -> bool:
    """Whether a label is just a person's name."""
    return any(
        (start, end) == name and here.participants[who].kind == "person"
        for start, end, who in here.mentions_in(name[0], name[0] + 1)
    )


def _in_capitals(here: Context, label: str, written: Counter[str]) -> bool:
    """Whether a label is a name in capitals: a person's of the document, or one that is used again."""
    if _CAPITALS.fullmatch(label) is None or label.split()[0] in _NO_NAMES:
        return False
    return written[label] >= FEWEST_LABELS or person_in_capitals(here, label) is not None
