"""What undated sentences hang on: the date the story is at, and the happenings it has dated so far.

Nothing here makes a date out of nothing: an anchored date is marked ``~`` (about), "after the summit" becomes
an interval that is open at its end, "before the summit" one that is open at its start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from timeline_tui.coverage.document import Span
from timeline_tui.model.edtf import EdtfError, When, parse
from timeline_tui.normalize.event_words import EVENT_NOUNS, event_group
from timeline_tui.normalize.narration import inside

Relation = Literal["at", "after", "before"]

REACH = 2
"""An anchor holds for its own paragraph and this many more."""

_NOUN = "|".join(sorted(EVENT_NOUNS, key=lambda noun: (-len(noun), noun)))
_REFERENCE = re.compile(
    rf"\b(?P<relation>after|following|before|ahead of|prior to|during|at)\s"
    rf"(?:(?:the|their|his|her|its|that|this)\s)?"
    rf"(?:[\w-]{{1,20}}\s){{0,2}}?(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_AFTERMATH = re.compile(
    r"\b(?:the|its|their) aftermath\b|\b(?:afterwards?|thereafter|subsequently|later)\b,?", re.IGNORECASE
)
_RELATIONS: dict[str, Relation] = {
    "after": "after", "following": "after", "before": "before", "ahead of": "before", "prior to": "before",
    "during": "at", "at": "at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that the story is at: EDTF, the words that gave it, and where."""

    edtf: str
    words: str
    paragraph: int
    event: int | None = None


def after(edtf: str) -> str:
    """Return the interval that begins with a date and has an open end; ``edtf`` itself if there is none.

    >>> after("2025-08-15")
    '2025-08-15/..'
    """
    when = _read(edtf)
    if when is None or when.open_end or when.start is None:
        return edtf
    edge = when.end if when.is_interval and when.end is not None else when.start
    return f"{_plain(edge.text)}/.."


def before(edtf: str) -> str:
    """Return the interval that is open at its start and ends with a date."""
    when = _read(edtf)
    if when is None or when.start is None:
        return edtf
    return f"../{_plain(when.start.text)}"


def about(edtf: str) -> str:
    """Return a date marked as approximate, a time of day reduced to its day; intervals stay as they are.

    >>> about("2025-08-15T11:26")
    '2025-08-15~'
    """
    when = _read(edtf)
    if when is None or when.is_interval or when.start is None:
        return edtf
    return f"{_plain(when.start.text).partition('T')[0]}~"


def _plain(edge: str) -> str:
    return edge.rstrip("~?%")


def _read(edtf: str) -> When | None:
    try:
        return parse(edtf)
    except EdtfError:
        return None


@dataclass(slots=True)
class Story:
    """Where the telling of a document is: the last date told, and which happenings have which date.

    ``main`` is the date of the document's first dated happening; ``published`` the day it speaks from;
    ``known`` holds the first and the last dated happening of a kind.
    """

    published: str | None = None
    main: Anchor | None = None
    here: Anchor | None = None
    known: dict[str, tuple[Anchor, Anchor]] = field(default_factory=dict)

    def tell(self, anchor: Anchor) -> None:
        """Move the story to a date."""
        self.here = anchor
        if self.main is None:
            self.main = anchor

    def learn(self, nouns: list[str], anchor: Anchor) -> None:
        """Remember that a happening called by one of ``nouns`` has a date."""
        for noun in nouns:
            group = event_group(noun)
            if group is not None:
                self.known[group] = (self.known.get(group, (anchor, anchor))[0], anchor)

    def event_called(self, noun: str, paragraph: int) -> Anchor | None:
        """Return the date of what ``noun`` refers to: the last told in this paragraph, else the first."""
        found = self.known.get(event_group(noun) or "")
        if found is None:
            return None
        first, last = found
        return last if last.paragraph == paragraph else first

    def reference(
        self, text: str, span: Span, said: list[Span], paragraph: int
    ) -> tuple[Anchor, Relation, str] | None:
        """Return the happening that a sentence places itself by ("after the summit"), and the words."""
        for found in _REFERENCE.finditer(text, *span):
            if inside(found.span(), said):
                continue
            anchor = self.event_called(found["noun"], paragraph)
            if anchor is not None:
                return anchor, _RELATIONS[found["relation"].lower()], found[0]
        found_after = _AFTERMATH.search(text, span[0], min(span[1], span[0] + 40))
        if found_after and self.main is not None:
            base = self.here if found_after[0][0] not in "tTiI" and self.here is not None else self.main
            return base, "after", found_after[0].rstrip(",")
        return None

    def nearby(self, paragraph: int) -> Anchor | None:
        """Return the date the story is at if it was told in this paragraph or shortly before."""
        if self.here is not None and paragraph - self.here.paragraph <= REACH:
            return self.here
        return None


def placed(anchor: Anchor, relation: Relation) -> str:
    """Return the date of something that happened at, after or before an anchor."""
    return (
        after(anchor.edtf)
        if relation == "after"
        else before(anchor.edtf)
        if relation == "before"
        else anchor.edtf
    )
