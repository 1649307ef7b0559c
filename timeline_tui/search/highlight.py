"""Where the hits of a query stand in a text, in offsets of the original text."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline_tui.model.timeline import Event
from timeline_tui.search.expressions import (
    And,
    Expression,
    Field,
    Not,
    Or,
    Phrase,
    Regex,
    Span,
    Word,
)
from timeline_tui.search.fold import fold_with_offsets, fold_words
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import Kind, Names, people, plain_parts
from timeline_tui.search.regex import Pattern

# Which texts the words of a field can be hits in.
_KINDS: dict[str, frozenset[str]] = {
    "who": frozenset({"who"}),
    "speaker": frozenset({"who", "speaker"}),
    "to": frozenset({"to"}),
    "place": frozenset({"place"}),
    "tag": frozenset({"tag"}),
    "source": frozenset({"source"}),
    "publisher": frozenset({"publisher"}),
    "said": frozenset({"said"}),
}
_NAMES = frozenset({"who", "speaker", "to"})
# Plain words do not look through these.
_NOT_PLAIN = frozenset({"source", "publisher"})
_LONGEST = 20_000
_MATCHING = threading.Lock()
"""Held while a pattern matches: it learns as it reads, and lines are drawn in several threads."""


@dataclass(frozen=True, slots=True)
class _Needle:
    """One thing to look for: a field's value, or with no field plain words or a pattern."""

    field: str | None
    words: str
    pattern: Pattern | None
    exact: bool = False


def _positive(expression: Expression, *, negated: bool = False) -> Iterator[Word | Phrase | Field | Regex]:
    """Yield the leaves that stand under no "not", or under an even number of them."""
    match expression:
        case Not(part):
            yield from _positive(part, negated=not negated)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _positive(part, negated=negated)
        case Word() | Phrase() | Field() | Regex():
            if not negated:
                yield expression


@lru_cache(maxsize=32)
def _needles(expression: Expression) -> tuple[_Needle, ...]:
    found = []
    for leaf in _positive(expression):
        match leaf:
            case Word(text) | Phrase(text):
                found.append(_Needle(None, fold_words(text), None))
            case Regex(pattern):
                found.append(_Needle(None, "", Pattern(pattern)))
            case Field(name, value, exact) if name in _KINDS:
                found.append(_Needle(name, fold_words(value), None, exact))
    return tuple(found)


def highlight(query: Query, text: str, kind: str = "title", *, also: Sequence[str] = ()) -> tuple[Span, ...]:
    """Return the spans of ``text`` that are hits of ``query``, in order, none touching another.

    ``kind`` says what the text is: one of ``parts.Kind``, or "speaker". Excluded terms have no hits. ``also``
    are other names of what the text names (id, aliases): where a field means one of those, the whole text is
    the hit. Only the first 20,000 code points are looked through.
    """
    return _spans(_needles(query.expression), text, kind, also)


def _spans(needles: Sequence[_Needle], text: str, kind: str, also: Sequence[str]) -> tuple[Span, ...]:
    if not needles or not text:
        return ()
    folded = fold_with_offsets(text[:_LONGEST])
    spans: list[Span] = []
    for needle in needles:
        if needle.field is None:
            if kind in _NOT_PLAIN:
                continue
        elif kind not in _KINDS[needle.field]:
            continue
        elif needle.field in _NAMES and any(_means(needle, name) for name in (text, *also)):
            spans.append((0, len(text)))
            continue
        if needle.pattern is not None:
            with _MATCHING:
                found = needle.pattern.spans(folded.text)
            spans += [folded.original(*span) for span in found]
        elif not needle.exact or _means(needle, text):
            spans += [folded.original(*span) for span in _occurrences(needle.words, folded.text)]
    return _merged(spans)


def _means(needle: _Needle, name: str) -> bool:
    folded = fold_words(name)
    return needle.words == folded if needle.exact else needle.words in folded


def _occurrences(words: str, text: str) -> Iterator[Span]:
    """Yield where ``words`` stand in folded text, whatever the white space between them."""
    if " " in words:
        pattern = re.compile(" +".join(re.escape(word) for word in words.split(" ")))
        yield from (match.span() for match in pattern.finditer(text))
        return
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit in a text that is not on screen. ``spans`` are offsets into ``text``."""

    kind: Kind
    text: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        """Return "who Sergey Lavrov"."""
        return f"{self.kind} {self.text}"

    def around(self, size: int) -> Hit:
        """Return the hit with at most ``size`` code points of its text, cut around the first span."""
        if len(self.text) <= size or not self.spans:
            return self
        start, end = self.spans[0]
        spare = max(size - (end - start) - 2, 0)
        lo = max(0, min(start - spare // 3, len(self.text) - size + 1))
        if lo > 0:
            space = self.text.find(" ", lo, start)
            lo = space + 1 if space >= 0 else lo
        before, room = ("…", size - 1) if lo else ("", size)
        hi = min(len(self.text), lo + room)
        after = ""
        if hi < len(self.text):
            space = self.text.rfind(" ", end, hi)
            hi = min(space, hi - 1) if space >= 0 else hi - 1
            after = "…"
        shift = len(before) - lo
        spans = tuple((at + shift, min(to, hi) + shift) for at, to in self.spans if at >= lo and at < hi)
        return Hit(self.kind, before + self.text[lo:hi] + after, spans)


def where(query: Query, event: Event, names: Names) -> Hit | None:
    """Return where the first words without a hit in the event's title have one; None if none have.

    For a row that shows the title alone: ``· who Lavrov``. Words after a field name but ``said:`` need no
    telling where they were found. ``names`` are those of the index.
    """
    for needle in _needles(query.expression):
        if needle.field not in {None, "said"} or _spans([needle], event.title, "title", ()):
            continue
        for kind, text, also in _texts(event, names):
            spans = _spans([needle], text, kind, also)
            if spans:
                return Hit(kind, text, spans)
    return None


def _texts(event: Event, names: Names) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    """Yield the texts of an event but its title, people first by the name they are shown with."""
    for who in people(event):
        known = names.of(who)
        yield "who", known[0], (who, *known[1:])
    for kind, text in plain_parts(event, names):
        if kind != "title":
            yield kind, text, ()
