"""What every stage of the sieve looks at: the text with its sentences, quotations, names and parse."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.paragraphs import paragraphs
from timeline_tui.coverage.quotations import Quotation, quotations
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.records import FoundParticipant
from timeline_tui.normalize.statements.lexicon import cues

WORD = re.compile(r"[^\W_](?:[\w.’'-]*\w)?")
_TYPEWRITER_OPEN = re.compile(r"(?<![^\s(\[—–-])(?:''|``)(?=\S)")
SHORTEST_QUOTE = 4
"""A quotation of fewer words that is no sentence is a fragment: a scare quote, a title, a nickname."""


LONGEST_TITLE = 8
"""How many words the title of a book, show or law in quotation marks may have."""


@dataclass
class Draft:
    """A statement in the making. Token numbers are gone: all spans are character spans."""

    spans: list[Span]
    stage: str
    cue: Span | None = None
    speaker: Span | None = None
    head: Span | None = None
    verb: str | None = None
    to: tuple[Span, ...] = ()
    same_as: Draft | None = None
    quotes: list[Quotation] = field(default_factory=list)
    confidence: float = 1.0
    happened: bool = True


@dataclass
class Context:
    """A document as the stages see it. ``regions`` are the outermost quotations in text order."""

    text: str
    sentences: Sequence[Span]
    participants: Sequence[FoundParticipant]
    parsed: Parsed | None
    regions: list[Quotation]
    paragraphs: Sequence[Span]
    mentions: list[tuple[int, int, int]]

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that covers an offset, None between sentences."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and self.sentences[place][0] <= offset < self.sentences[place][1]:
            return self.sentences[place]
        return None

    def sentence_before(self, offset: int) -> Span | None:
        """Return the last sentence that ends at or before an offset."""
        place = bisect_right(self._starts, offset) - 1
        while place >= 0 and self.sentences[place][1] > offset:
            place -= 1
        return self.sentences[place] if place >= 0 else None

    def kind_of(self, participant: str | None) -> str | None:
        """Return the kind of a participant by id."""
        return self._kinds.get(participant) if participant is not None else None

    def people_named(self, words: str) -> list[str]:
        """Return the ids of the persons with this full name, else with this surname; case is ignored."""
        wanted = words.casefold()
        return self._full_names.get(wanted) or self._surnames.get(wanted, [])

    def __post_init__(self) -> None:
        self._full_names: dict[str, list[str]] = {}
        self._surnames: dict[str, list[str]] = {}
        for person in self.participants:
            if person.kind == "person":
                for name in {person.name.casefold(), *(alias.casefold() for alias in person.aliases)}:
                    self._full_names.setdefault(name, []).append(person.id)
                self._surnames.setdefault(person.name.casefold().rpartition(" ")[2], []).append(person.id)
        self._kinds = {p.id: p.kind for p in self.participants}
        self._starts = [start for start, _ in self.sentences]
        self._region_starts = [region.start for region in self.regions]

    def region_at(self, offset: int) -> Quotation | None:
        """Return the outermost quotation an offset lies in (marks included)."""
        place = bisect_right(self._region_starts, offset) - 1
        if place >= 0 and self.regions[place].start <= offset < self.regions[place].end:
            return self.regions[place]
        return None

    def regions_in(self, start: int, end: int) -> list[Quotation]:
        """Return the outermost quotations that begin in a stretch of text."""
        return self.regions[bisect_left(self._region_starts, start) : bisect_left(self._region_starts, end)]

    def mentions_in(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return (start, end, participant number) of the mentions that begin in a stretch of text."""
        return self.mentions[
            bisect_left(self.mentions, (start, 0, 0)) : bisect_left(self.mentions, (end, 0, 0))
        ]

    def quoted_share(self, spans: Sequence[Span]) -> float:
        """Return the share of the words of the spans that stand in quotation marks."""
        total = quoted = 0
        for start, end in spans:
            for found in WORD.finditer(self.text, start, end):
                total += 1
                quoted += self.region_at(found.start()) is not None
        return quoted / total if total else 0.0


def context(
    text: str, sentences: Sequence[Span], participants: Sequence[FoundParticipant], parsed: Parsed | None
) -> Context:
    """Return the context of a document."""
    found = quotations(_with_plain_marks(text))
    regions = [_with_pair(text, q) for q in found if q.depth == 0 and q.inner[0] < q.inner[1]]
    mentions = sorted((s, e, i) for i, p in enumerate(participants) for s, e in p.mentions)
    return Context(text, sentences, participants, parsed, regions, paragraphs(text), mentions)


def _with_plain_marks(text: str) -> str:
    """Return the text with slips of typing in its quotation marks mended, offsets kept.

    Typewriter pairs (''…'' and ``…'') become one straight mark and a space.
    """
    if "''" in text:
        text = _TYPEWRITER_OPEN.sub(' "', text).replace("''", '" ')
    return text


def _with_pair(text: str, region: Quotation) -> Quotation:
    """Return a region with both marks of a typewriter pair, of which the mended text has one."""
    start, end = region.start, region.end
    if text[max(0, start - 1) : start + 1] in ("''", "``") and region.inner[0] > start:
        start -= 1
    if text[end - 1 : end + 1] == "''" and region.inner[1] < end:
        end += 1
    return region if (start, end) == (region.start, region.end) else replace(region, start=start, end=end)


def stripped(text: str, start: int, end: int) -> Span | None:
    """Return a span without surrounding white space and commas; None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    return (start, end) if start < end else None


def _after_cue(before: str) -> bool:
    """Whether a text ends in a cue that takes words themselves as its object: "cautioned", "chanting"."""
    last = before.rpartition(" ")[2].casefold()
    entry = cues().get(last)
    return entry is not None and bool(entry.patterns & {"clause", "quote"}) and "as" not in entry.patterns


def _is_title(inner: str) -> bool:
    """Whether quoted words look like the title of a book or show: "Tough Choices", "The Art of the Deal"."""
    found = [m[0] for m in WORD.finditer(inner.rstrip(".,"))]
    if not 2 <= len(found) <= LONGEST_TITLE or inner.rstrip(".,")[-1:] in "?!…":
        return False
    large = [w for w in found if len(w) > 3]
    return len(large) >= 2 and found[0][0].isupper() and all(w[0].isupper() for w in large)


def is_fragment(here: Context, region: Quotation) -> bool:
    """Whether a quotation is part of the narrator's sentence rather than a sentence of the speaker's.

    “There’s no agreement” is a sentence: it starts one, or a comma, colon or cue comes before it. “extremely
    productive”, “Fake News” and “secure Southern Border” are fragments.
    """
    text = here.text
    inner = text[slice(*region.inner)].strip()
    size = sum(1 for _ in WORD.finditer(inner))
    sentence = here.sentence_at(region.start)
    before = text[(sentence[0] if sentence else region.start) : region.start].rstrip(" \t\u00a0'`")
    first = next((c for c in inner if c.isalpha()), "")
    if not before:
        return size < SHORTEST_QUOTE and not inner.endswith((",", ".", "?", "!", "…"))
    if _is_title(inner) and before[-1] != ":" and not (before[-1] == "," and _after_cue(before[:-1])):
        return True
    if _after_cue(before):
        return size < 2
    if before.endswith((":", ",")):
        whole = first.isupper() and inner.endswith((".", "?", "!", "…"))
        return (size < 2 and not whole) or (first.islower() and size < SHORTEST_QUOTE)
    return not first.isupper() or (size < SHORTEST_QUOTE and not inner.endswith((".", "?", "!")))
