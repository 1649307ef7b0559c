"""Transcripts: paragraphs that begin with who speaks and a colon, without quotation marks."""

from __future__ import annotations

import re
from collections import Counter

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.statements.context import WORD, Context, Draft
from timeline_tui.normalize.statements.speakers import person_in_capitals

_LABEL = re.compile(r"([A-Z][^\n:“”\"?!]{1,50}?)\s*(?:\([^()\n]{1,30}\))?:\s+(?=\S)")
_CAPITALS = re.compile(r"(?:[A-Z][A-Z.’'-]*\s?){1,4}")
_NO_NAMES = frozenset(
    {"UPDATE", "NOTE", "CORRECTION", "WATCH", "READ", "MORE", "PHOTO", "PHOTOS", "VIDEO", "FACT", "Q", "A"}
)

FEWEST_LABELS = 2
"""How many paragraphs must be labelled for a text to hold a transcript."""


def transcript_statements(here: Context) -> list[Draft]:
    """Return a statement for each paragraph that a speaker's name and a colon open.

    The name must be a person's of the document, or be written in capitals more than once ("RAMOS: …").
    """
    labelled: list[tuple[int, Span, bool]] = []
    for number, (start, end) in enumerate(here.paragraphs):
        found = _LABEL.match(here.text, start, min(end, start + 90))
        if found is None or here.region_at(found.end()) is not None or found.end() >= end:
            continue
        name = found.span(1)
        labelled.append((number, name, _is_person(here, name)))
    written = Counter(here.text[slice(*name)] for _, name, _ in labelled)
    kept = [
        (number, name)
        for number, name, person in labelled
        if person or _in_capitals(here, here.text[slice(*name)], written)
    ]
    if len(kept) < FEWEST_LABELS:
        return []
    drafts = []
    for number, name in kept:
        start, end = here.paragraphs[number]
        begin = here.text.index(":", name[1], end) + 1
        while begin < end and here.text[begin].isspace():
            begin += 1
        if sum(1 for _ in WORD.finditer(here.text, begin, end)):
            drafts.append(Draft([(begin, end)], "transcript", None, name, name, confidence=0.8))
    return drafts


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
