"""What a cue verb has as content: one function for each pattern of the lexicon, tried in a fixed order.

The order matters: "urged Kyiv to sign" has an object, too, and "warned that …" may be followed by
"against". Content is given as pairs of first and last token.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import Cue
from timeline_tui.normalize.statements.tree import RELATIVE, SUBJECTS, clipped, infinitive, noun_phrase

NEAR_THAT = 14
"""How many tokens after a cue a "that" may stand that opens its content."""

Tokens = tuple[tuple[int, int], ...]
"""Pairs of first and last token."""

Found = tuple[str, Tokens] | None
"""The name of the pattern that fitted, and the content."""


@dataclass(frozen=True, slots=True)
class Site:
    """A cue verb in its sentence (first token, end token), with the dependents that follow it."""

    parsed: Parsed
    verb: int
    entry: Cue
    sentence: tuple[int, int]

    def after(self, *deps: str) -> list[int]:
        """Return the dependents after the verb with one of these labels, label by label."""
        kids = self.parsed.children[self.verb]
        return [kid for dep in deps for kid in kids if kid > self.verb and self.parsed.deps[kid] == dep]

    def reach(self, token: int) -> tuple[int, int]:
        """Return the edges of a dependent, not before the verb."""
        low, high = self.parsed.edges[token]
        return max(low, self.verb + 1), high

    def word(self, token: int) -> str:
        """Return a word in lower case."""
        return self.parsed.words[token].casefold()


def content_of(parsed: Parsed, verb: int, entry: Cue, sentence: tuple[int, int]) -> tuple[str, Tokens]:
    """Return the first pattern of the cue that fits and its content, ("", ()) where none does."""
    site = Site(parsed, verb, entry, sentence)
    for find in PATTERNS:
        found = find(site)
        if found is not None:
            return found
    return "", ()


def _inverted(site: Site) -> Found:
    before = _before(site.parsed, site.verb, site.sentence) if "clause" in site.entry.patterns else None
    return ("inverted", before) if before is not None else None


def _clause(site: Site) -> Found:
    """A that-clause or a question: "said (that) …", "asked whether …"."""
    if "clause" not in site.entry.patterns:
        return None
    for kid in site.after("ccomp", "xcomp", "advcl"):
        dep, tag = site.parsed.deps[kid], site.parsed.tags[kid]
        if dep == "xcomp" and "to" not in site.entry.patterns and tag not in ("VBD", "VBZ", "VBP"):
            continue
        if dep == "advcl" and not _marked(site.parsed, kid, ("that", "whether", "if")):
            continue
        return "clause", (clipped(site.parsed, kid, *site.reach(kid)),)
    return None


def _to(site: Site) -> Found:
    """An infinitive: "vowed to stay"."""
    if "to" in site.entry.patterns:
        for kid in site.after("xcomp"):
            if infinitive(site.parsed, kid):
                return "to", (site.reach(kid),)
    return None


def _object_to(site: Site) -> Found:
    """An object and an infinitive: "urged Kyiv to sign"."""
    if "object-to" in site.entry.patterns:
        for kid in site.after("xcomp", "ccomp", "advcl"):
            if infinitive(site.parsed, kid):
                objects = [k for k in site.after("dobj") if k < kid]
                low, high = site.reach(kid)
                return "object-to", ((site.reach(objects[0])[0] if objects else low, high),)
    return None


def _as(site: Site) -> Found:
    """An object and what it is described as: "described the talks as productive"."""
    if "as" in site.entry.patterns:
        for kid in site.after("prep"):
            if site.word(kid) == "as":
                objects = site.after("dobj")
                low = site.reach(objects[0])[0] if objects else kid + 1
                return "as", ((low, site.reach(kid)[1]),)
    return None


def _small(site: Site) -> Found:
    """An object and its predicate: "called it a mistake"."""
    if "small" in site.entry.patterns:
        for kid in site.after("oprd", "ccomp", "attr", "acomp"):
            low, high = site.reach(kid)
            objects = site.after("dobj")
            return "small", ((min(low, site.reach(objects[0])[0]) if objects else low, high),)
    return None


def _blamed(site: Site) -> Found:
    """An object and what it is blamed or praised for: "accused Sanders of distorting her record"."""
    objects = site.after("dobj")
    if not objects or not (site.entry.kind in ("stance", "denial") or site.entry.lemma == "accuse"):
        return None
    grounds = [
        k for k in site.after("prep") if k > objects[0] and site.word(k) in ("for", "of", "as", "over")
    ]
    if not grounds or site.word(objects[0]) in RELATIVE:
        return None
    low, high = site.reach(objects[0])
    return "object", ((low, max(high, *(site.reach(k)[1] for k in grounds))),)


def _preposition(site: Site) -> Found:
    """A phrase after one of the cue's prepositions: "called for talks to begin".

    After an object it belongs to that: "called a meeting for Friday"; but "asked Congress for money".
    """
    objects = site.after("dobj") if "object-to" not in site.entry.patterns else []
    for kid in site.parsed.children[site.verb]:
        low, high = site.parsed.edges[kid]
        if kid < site.verb or high == low or site.word(low) not in site.entry.prepositions:
            continue
        if any(thing < kid for thing in objects):
            continue
        if site.parsed.deps[kid] == "prep" or low <= site.verb + 2:
            return f"/{site.word(low)}", ((low + 1, high),)
    return None


def _object(site: Site) -> Found:
    """An object: "denied the report"."""
    if "object" in site.entry.patterns:
        for kid in site.after("dobj"):
            if site.parsed.tags[kid] != "PRP" and site.word(kid) not in RELATIVE:
                return "object", (site.reach(kid),)
    return None


def _passive(site: Site) -> Found:
    """The subject of a passive with an agent: "the report was denied by the ministry"."""
    kids = site.parsed.children[site.verb]
    agent = any(site.parsed.deps[k] == "agent" for k in kids)
    if "object" in site.entry.patterns and agent:
        for kid in kids:
            if site.parsed.deps[kid] == "nsubjpass":
                return "passive", (site.parsed.edges[kid],)
    return None


def _that(site: Site) -> Found:
    """A that-clause which the tree hung elsewhere."""
    that = _stray_that(site.parsed, site.verb, site.sentence) if "clause" in site.entry.patterns else None
    if that is None:
        return None
    kid = site.parsed.heads[that]
    return "that", (clipped(site.parsed, kid, that, max(that, site.parsed.edges[kid][1])),)


PATTERNS: tuple[Callable[[Site], Found], ...] = (
    _inverted, _clause, _to, _object_to, _as, _small, _blamed, _preposition, _object, _passive, _that,
)  # fmt: skip
"""The patterns in the order in which they are tried."""


def _marked(parsed: Parsed, verb: int, marks: tuple[str, ...]) -> bool:
    return any(
        parsed.deps[k] == "mark" and parsed.words[k].casefold() in marks for k in parsed.children[verb]
    )


def _before(parsed: Parsed, verb: int, sentence: tuple[int, int]) -> Tokens | None:
    """Return content that stands before subject and cue, or around them: "X, he said", "X, said he, Y".

    The clause of the cue must be short, set off by a comma, and have nothing of its own after it.
    """
    first, end = sentence
    subjects = [k for k in parsed.children[verb] if parsed.deps[k] in SUBJECTS]
    if not subjects:
        return None
    earlier = [
        k
        for k in parsed.children[verb]
        if parsed.deps[k] in ("ccomp", "parataxis")
        and k < min(verb, *subjects)
        and parsed.tags[k][:1] in "VNJM"
    ]
    wrapped = parsed.deps[verb] in ("parataxis", "ccomp", "advcl") and not any(
        parsed.deps[k] == "ccomp" and k > verb for k in parsed.children[verb]
    )
    low, high, _ = noun_phrase(parsed, subjects[0])
    start = min(low, verb)
    if start <= first or parsed.words[start - 1] not in (",", "”", '"', "—", "–", "-", "?", "!", "''"):
        return None
    if not earlier and not wrapped:
        return None
    later = [k for k in parsed.children[verb] if parsed.deps[k] == "ccomp" and k > verb]
    if later:
        return None
    begin = first
    while begin < start and parsed.words[begin] in ("But", "And", "“", '"'):
        begin += 1
    pieces = [(begin, start - 1)]
    stop = max(verb, high)
    while stop + 1 < end and parsed.words[stop + 1] not in (",", ".", ";", "—", "–"):
        stop += 1
    if stop + 2 < end and parsed.words[stop + 1] == "," and wrapped:
        pieces.append((stop + 2, end - 1))
    return tuple((a, b) for a, b in pieces if b >= a)


def _stray_that(parsed: Parsed, verb: int, sentence: tuple[int, int]) -> int | None:
    """Return a "that" soon after a cue whose clause the tree hung elsewhere.

    "President Trump intimated before the summit that he sought an end to the war": ``that`` is taken for a
    relative pronoun of the summit. No verb and no comma may stand between.
    """
    for token in range(verb + 1, min(verb + NEAR_THAT, sentence[1])):
        if parsed.words[token] == "," or parsed.tags[token].startswith("VB"):
            return None
        head = parsed.heads[token]
        if parsed.words[token] == "that" and head > token and parsed.tags[head].startswith("VB"):
            return token
    return None
