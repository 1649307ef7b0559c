"""Events in the making, and what is asked of a whole document before its events are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline_tui.coverage.document import Span
from timeline_tui.model.edtf import EdtfError, When, parse
from timeline_tui.normalize.event_dates import is_day_or_finer
from timeline_tui.normalize.narration import Narration, Sentence
from timeline_tui.normalize.records import FoundClaim

YEAR = 366 * 86_400
"""Seconds in a year, rounded up."""


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    title: str
    rule: str
    paragraph: int
    when: str | None = None
    when_text: str | None = None
    place: str | None = None
    sentences: list[Span] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    claims: list[FoundClaim] = field(default_factory=list)
    occasion: bool = False
    planned: bool = False

    def add(self, sentence: Sentence, participants: Sequence[str] = ()) -> None:
        """Add a sentence that tells of the event, and who acts in it."""
        if self.sentences[-1:] != [sentence.span]:  # sentences come in order
            self.sentences.append(sentence.span)
        for who in participants:
            if who not in self.participants:
                self.participants.append(who)


def is_participle(verb: str | None) -> bool:
    """Whether a cue is a participle ("insisting"): it hangs on another clause."""
    return verb is not None and verb.split(" ")[0].endswith("ing")


def is_history(narration: Narration, latest: int | None) -> bool:
    """Whether a document tells of times long before it: most of its dates lie over a year back.

    Without a publication date: whether its dates are many and spread over more than ten years.
    """
    starts = []
    for sentence in narration.sentences:
        for date in sentence.dates:
            when = None if date.edtf is None else read_when(date.edtf)
            if when is not None and when.earliest_start is not None:
                starts.append(when.earliest_start)
    if latest is None:
        starts.sort()
        middle = starts[len(starts) // 10 : len(starts) - len(starts) // 10]
        return len(starts) >= 10 and middle[-1] - middle[0] > 10 * YEAR
    return len(starts) >= 5 and sum(start < latest - YEAR for start in starts) > 0.8 * len(starts)


def read_when(edtf: str) -> When | None:
    """Return what a date means, None if it cannot be read."""
    try:
        return parse(edtf)
    except EdtfError:
        return None


def end_of(published: str | None) -> int | None:
    """Return the second at which the day of publication is over."""
    when = read_when(published) if published else None
    return None if when is None else when.latest_end


def salience(draft: Draft, last_paragraph: int, *, main: bool) -> float:
    """Return how much an event matters in its document, from what the document spends on it.

    Half is fixed by how early it is told; people, statements and sentences given to it add up to the rest.
    ``main``: it is the first dated happening, the one the document is about.
    """
    early = 1 - min(1.0, draft.paragraph / max(1, last_paragraph))
    score = (
        0.2 + 0.3 * early + 0.05 * min(4, len(draft.participants)) + 0.05 * min(3, len(draft.sentences) - 1)
    )
    score += 0.04 * min(3, len(draft.statements))
    if draft.rule == "dated" and draft.when is not None and is_day_or_finer(draft.when):
        score += 0.1
    if draft.rule == "named" or draft.planned:
        score *= 0.6
    if main:
        score += 0.15
    return round(min(score, 1.0), 2)
