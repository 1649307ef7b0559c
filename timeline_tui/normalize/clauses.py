"""The main clause of a sentence: its verb, whether that tells a happening, and which words belong to it.

With a parse the dependency tree decides; without one, surface rules over the words find less.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.event_words import (
    COMPOSITION,
    EXTENT,
    FUTURE,
    LIGHT,
    MODALS,
    PLANS,
    STATES,
    event_group,
)
from timeline_tui.normalize.language import Parsed

Kind = Literal["happening", "state", "composition", "extent", "light", "planned", "none"]

_AUXILIARIES = frozenset({"aux", "auxpass"})
_BREAKS = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "appos", "pcomp", "csubj", "xcomp"})
_COPULAS = frozenset("is are was were be been being am 's ’s".split())  # noqa: SIM905
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause. ``verb`` is its head's span, ``subject`` the span of its subject's subtree.

    ``subject_noun`` is the subject's head word. Token numbers are -1 without a parse.
    """

    kind: Kind
    verb: Span | None = None
    subject: Span | None = None
    subject_noun: str | None = None
    negated: bool = False
    root: int = -1


def tokens_of(parsed: Parsed, sentence: Span) -> range:
    """Return the tokens that stand in a sentence."""
    first = bisect_left(parsed.starts, sentence[0])
    return range(first, bisect_left(parsed.starts, sentence[1]))


def _kind(parsed: Parsed, verb: int, subject_noun: str | None) -> Kind:
    word = parsed.words[verb].casefold()
    below = parsed.children[verb]
    helpers = {parsed.words[child].casefold() for child in below if parsed.deps[child] in _AUXILIARIES}
    if helpers & FUTURE:
        return "planned"
    if helpers & MODALS:
        return "none"
    if word in PLANS and (helpers & _COPULAS or any(parsed.deps[child] == "xcomp" for child in below)):
        return "planned"
    if word in COMPOSITION:
        return "composition"
    if word in EXTENT:
        return "extent"
    passive = any(parsed.deps[child] == "auxpass" for child in below)
    if word in _COPULAS:
        complements = [child for child in below if parsed.deps[child] in {"attr", "acomp"}]
        to_do = any(parsed.deps[child] == "xcomp" for child in below)
        if to_do:
            return "planned"
        # "The summit was on Friday" tells a happening, "the summit was significant" does not.
        return "happening" if not complements and event_group(subject_noun or "") else "state"
    if word in STATES and not passive:
        return "state"
    if word in LIGHT and not passive:
        return "light"
    tag = parsed.tags[verb]
    if tag in {"VBD", "VBZ", "VBP"} or (tag == "VBN" and helpers):
        return "happening"
    if tag == "VBN":  # a headline: "Bridge closed"; or a past tense that the tagger took for a participle
        return "happening"
    return "none"


def main_verbs(parsed: Parsed, sentence: Span) -> list[int]:
    """Return the heads of the sentence's main clauses: its root and the verbs coordinated with it."""
    tokens = tokens_of(parsed, sentence)
    roots = [t for t in tokens if parsed.heads[t] == t]
    verbs: list[int] = []
    queue = roots
    while queue:
        here = queue.pop(0)
        if parsed.tags[here].startswith("VB"):
            verbs.append(here)
        queue += [child for child in parsed.children[here] if parsed.deps[child] == "conj"]
    return sorted(verbs)


def subject_of(parsed: Parsed, verb: int) -> int | None:
    """Return the head of a verb's subject, taken from the verb it is coordinated with if it has none."""
    here = verb
    for _ in range(6):
        for child in parsed.children[here]:
            if parsed.deps[child] in _SUBJECTS:
                return child
        if parsed.deps[here] != "conj":
            return None
        here = parsed.heads[here]
    return None


def clause_at(parsed: Parsed, verb: int) -> Clause:
    """Return what the clause of a verb tells."""
    subject = subject_of(parsed, verb)
    noun = None if subject is None else parsed.words[subject]
    span = None
    if subject is not None:
        low, high = parsed.edges[subject]
        span = parsed.span(low, high)
    return Clause(
        kind=_kind(parsed, verb, noun),
        verb=(parsed.starts[verb], parsed.ends[verb]),
        subject=span,
        subject_noun=noun,
        negated=any(parsed.deps[child] == "neg" for child in parsed.children[verb]),
        root=verb,
    )


def governing_verb(parsed: Parsed, token: int) -> tuple[int, list[int]]:
    """Return the verb that a token hangs on and the tokens between them, from the token upwards."""
    path: list[int] = []
    here = token
    while parsed.heads[here] != here and not (parsed.tags[here].startswith("VB") and here != token):
        path.append(here)
        here = parsed.heads[here]
    return here, path


# ------------------------------------------------------------------ without a parse

_FINITE = re.compile(
    r"\b(?P<modal>will|would|shall|may|might|could|can|should|must)\b"
    r"|\b(?P<be>was|were|is|are|has been|have been|had been)\s+"
    r"(?:(?:not|also|then|later|first|\w{2,12}ly)\s+)?"
    r"(?P<part>\w{2,15}(?:ed|en|un)|held|shot|hit|sent|built|made|found|lost|won|struck|met|set|put|cut|shut|sunk"
    r"|born|brought|caught|laid|led|left|read|said|sold|told|taught)\b"
    r"|\b(?P<copula>was|were|is|are|am|has|have|had)\b"
    r"|\b(?P<past>[a-z]{3,15}ed|met|took|came|went|began|left|made|gave|held|won|lost|fell|rose|led|saw|found|shot"
    r"|hit|sent|spoke|wrote|broke|struck|flew|fought|got|became|brought|bought|built|kept|put|ran|sought|stood|drew"
    r"|caught|drove|grew|said|told|sank|died|fled|swore|withdrew|overthrew|threw)\b"
)
_DETERMINED = re.compile(r"\b(?:the|a|an|his|her|its|their|this|that|these|those|of)\s+$", re.IGNORECASE)


def surface_clause(text: str, sentence: Span) -> Clause:
    """Return the first clause of a sentence as its words show it, without a parse."""
    start, end = sentence
    for found in _FINITE.finditer(text, start, end):
        if _DETERMINED.search(text, max(start, found.start() - 12), found.start()):
            continue
        subject = (start, found.start())
        span = found.span()
        if found["modal"]:
            kind: Kind = "planned" if found["modal"] in FUTURE else "none"
        elif found["part"]:
            kind = "planned" if found["part"] in PLANS else "happening"
        elif found["copula"]:
            kind = "state"
        elif found["past"] in COMPOSITION:
            kind = "composition"
        elif found["past"] in EXTENT:
            kind = "extent"
        else:
            past = found["past"]
            kind = "state" if past in STATES else "light" if past in LIGHT else "happening"
        before = text[start : found.start()].split()
        negated = text[found.end() : found.end() + 4].strip() == "not"
        return Clause(kind, span, subject, before[-1] if before else None, negated)
    return Clause("none")
