# ruff: noqa: SIM905 - word lists are easier to read and to extend as words
"""Nouns that report speech: "his claim that …", "a call by Rui Costa for talks", "made a promise to stay".

A noun counts only where the words say whose it is: a possessive ("Trump’s pledge"), "by" or "from", or the
subject of a verb that merely carries it ("issued a warning that …").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.tails import tail_of_phrase
from timeline_tui.normalize.statements.tree import (
    FINITE,
    SUBJECTS,
    clipped,
    infinitive,
    noun_phrase,
    subject_of,
)

_THAT = (
    "claim assertion statement comment remark warning argument suggestion allegation accusation contention"
    " insistence admission acknowledgment acknowledgement announcement prediction conclusion belief complaint"
    " promise pledge vow assurance guarantee declaration confirmation denial revelation explanation hint"
    " testimony demand request proposal recommendation threat view opinion point"
)
_TO = "promise pledge vow threat offer call plea appeal request demand proposal commitment"
_FOR = "call demand plea appeal request"
_ABOUT = "assertion comment remark warning complaint statement joke quip claim"

LIGHT = frozenset(
    """make makes made making issue issues issued issuing renew renews renewed renewing repeat repeats
    repeated repeating reiterate reiterates reiterated reiterating deliver delivers delivered delivering give
    gives gave giving offer offers offered offering release releases released releasing voice voices voiced
    voicing express expresses expressed expressing raise raises raised raising file files filed
    filing""".split()
)
"""Verbs that carry a noun of saying and add nothing to it."""


def _forms(lemmas: str) -> frozenset[str]:
    return frozenset(form for lemma in lemmas.split() for form in (lemma, lemma + "s"))


THAT_NOUNS, TO_NOUNS, FOR_NOUNS, ABOUT_NOUNS = _forms(_THAT), _forms(_TO), _forms(_FOR), _forms(_ABOUT)
NOUNS = THAT_NOUNS | TO_NOUNS | FOR_NOUNS | ABOUT_NOUNS


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A noun cue: its token, the speaker (first, last, head), first and last token of the content."""

    cue: int
    subject: tuple[int, int, int]
    content: tuple[int, int]
    pattern: str


def noun_frames(parsed: Parsed) -> Iterator[NounFrame]:
    """Yield a frame for each noun of saying with a speaker and content."""
    for token, word in enumerate(parsed.words):
        if word.casefold() not in NOUNS or not parsed.tags[token].startswith("NN"):
            continue
        found = complement(parsed, token)
        if found is None:
            continue
        subject = _owner(parsed, token)
        if subject is not None:
            pattern, content = found
            yield NounFrame(token, subject, content, pattern)


def complement(parsed: Parsed, noun: int) -> tuple[str, tuple[int, int]] | None:
    """Return what a noun of saying has as content: a that-clause, an infinitive, or a phrase."""
    word = parsed.words[noun].casefold()
    if word in THAT_NOUNS and (clause := _that_clause(parsed, noun)) is not None:
        return "noun-that", clause
    kids = [k for k in parsed.children[noun] if k > noun]
    for kid in kids:
        low, high = parsed.edges[kid]
        dep = parsed.deps[kid]
        if dep in ("acl", "relcl", "ccomp", "advcl") and word in TO_NOUNS and infinitive(parsed, kid):
            return "noun-to", (max(low, noun + 1), high)
        if dep == "prep" and low == kid and high > kid:
            preposition = parsed.words[kid].casefold()
            if preposition == "for" and word in FOR_NOUNS:
                return "noun/for", (kid + 1, tail_of_phrase(parsed, noun, high))
            if preposition == "about" and word in ABOUT_NOUNS:
                return "noun/about", (kid + 1, high)
    return None


def _that_clause(parsed: Parsed, noun: int) -> tuple[int, int] | None:
    """Return the that-clause after a noun, whatever the tree hung it on: "her claim on Monday that …"."""
    for that in range(noun + 1, min(noun + NEAR_THAT, len(parsed.words))):
        if parsed.words[that] in (",", ".", ";", ":") or parsed.tags[that] in FINITE:
            return None
        if parsed.words[that].casefold() in cues():
            return None  # "a statement saying that …": the verb has a statement of its own
        if parsed.words[that] == "that":
            verb = parsed.heads[that]
            subjects = [
                k for k in parsed.children[verb] if parsed.deps[k] in (*SUBJECTS, "nsubjpass", "expl")
            ]
            if verb > that and any(that < k < verb for k in subjects):
                return clipped(parsed, verb, that, parsed.edges[verb][1])
            return None
    return None


_NAMING = frozenset({"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "HYPH"})
NEAR_THAT = 6
"""How many tokens after a noun its "that" may stand."""


def _owner(parsed: Parsed, noun: int) -> tuple[int, int, int] | None:
    before = noun - 1
    while before > 0 and parsed.tags[before][:2] in ("JJ", "RB", "VB") and noun - before < 3:
        before -= 1
    if before >= 0 and parsed.tags[before] == "PRP$":
        return before, before, before
    if before > 0 and parsed.tags[before] == "POS":
        low = before - 1
        while low > 0 and parsed.tags[low - 1] in _NAMING:
            low -= 1
        return low, before - 1, before - 1
    for kid in parsed.children[noun]:
        if parsed.deps[kid] == "prep" and kid > noun and parsed.words[kid].casefold() in ("by", "from"):
            objects = [k for k in parsed.children[kid] if parsed.deps[k] == "pobj"]
            if objects:
                return noun_phrase(parsed, objects[0])
    head = parsed.heads[noun]
    if parsed.deps[noun] == "dobj" and parsed.words[head].casefold() in LIGHT:
        subject = subject_of(parsed, head)
        if subject is not None:
            return noun_phrase(parsed, subject)
    return None
