"""What a cue verb has as content: one function for each pattern of the lexicon, tried in a fixed order."""

from __future__ import annotations

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import Cue
from timeline_tui.normalize.statements.tree import RELATIVE, SUBJECTS, clipped, infinitive, noun_phrase

NEAR_THAT = 14
"""How many tokens after a cue a "that" may stand that opens its content."""

Tokens = tuple[tuple[int, int], ...]
"""Pairs of first and last token."""


def content_of(parsed: Parsed, verb: int, entry: Cue, sentence: tuple[int, int]) -> tuple[str, Tokens]:
    """Return the pattern that fits and the content as (first, last) token pairs."""
    kids = parsed.children[verb]
    by_dep: dict[str, list[int]] = {}
    for kid in kids:
        by_dep.setdefault(parsed.deps[kid], []).append(kid)
    patterns = entry.patterns
    if "clause" in patterns:
        before = _before(parsed, verb, sentence)
        if before is not None:
            return "inverted", before
        for dep in ("ccomp", "xcomp", "advcl"):
            for kid in by_dep.get(dep, ()):
                if kid < verb:
                    continue
                if dep == "xcomp" and not ("to" in patterns or parsed.tags[kid] in ("VBD", "VBZ", "VBP")):
                    continue
                if dep == "advcl" and not _marked(parsed, kid, ("that", "whether", "if")):
                    continue
                low, high = parsed.edges[kid]
                return "clause", (clipped(parsed, kid, max(low, verb + 1), high),)
    if "to" in patterns:
        for kid in by_dep.get("xcomp", ()):
            if kid > verb and infinitive(parsed, kid):
                return "to", ((max(parsed.edges[kid][0], verb + 1), parsed.edges[kid][1]),)
    if "object-to" in patterns:
        for kid in (*by_dep.get("xcomp", ()), *by_dep.get("ccomp", ()), *by_dep.get("advcl", ())):
            if kid > verb and infinitive(parsed, kid):
                objects = [k for k in by_dep.get("dobj", ()) if verb < k < kid]
                low = parsed.edges[objects[0]][0] if objects else parsed.edges[kid][0]
                return "object-to", ((low, parsed.edges[kid][1]),)
    if patterns & {"as", "small"}:
        found = _as_or_small(parsed, verb, by_dep, patterns)
        if found is not None:
            return found
    if entry.kind in ("stance", "denial") or entry.lemma == "accuse":
        blamed = _object_with_ground(parsed, verb, by_dep)
        if blamed is not None:
            return "object", (blamed,)
    for kid in kids:
        low, high = parsed.edges[kid]
        opener = parsed.words[low].casefold()
        if kid < verb or opener not in entry.prepositions or high == low:
            continue
        if parsed.deps[kid] == "prep" or low <= verb + 2:
            return f"/{opener}", ((low + 1, high),)
    if "object" in patterns:
        for kid in by_dep.get("dobj", ()):
            if kid > verb and parsed.tags[kid] != "PRP" and parsed.words[kid].casefold() not in RELATIVE:
                low, high = parsed.edges[kid]
                return "object", ((max(low, verb + 1), high),)
        for kid in by_dep.get("nsubjpass", ()):
            if any(parsed.deps[k] == "agent" for k in kids):
                return "passive", (parsed.edges[kid],)
    if "clause" in patterns:
        that = _stray_that(parsed, verb, sentence)
        if that is not None:
            kid = parsed.heads[that]
            return "that", (clipped(parsed, kid, that, max(that, parsed.edges[kid][1])),)
    return "", ()


def _object_with_ground(parsed: Parsed, verb: int, by_dep: dict[str, list[int]]) -> tuple[int, int] | None:
    """Return the object and what it is blamed for: "Sanders of distorting her record"."""
    objects = [k for k in by_dep.get("dobj", ()) if k > verb]
    if not objects:
        return None
    low, high = parsed.edges[objects[0]]
    grounds = [
        k
        for k in by_dep.get("prep", ())
        if k > objects[0] and parsed.words[k].casefold() in ("for", "of", "as", "over")
    ]
    if not grounds or parsed.words[objects[0]].casefold() in RELATIVE:
        return None
    return max(low, verb + 1), max(high, *(parsed.edges[k][1] for k in grounds))


def _as_or_small(
    parsed: Parsed, verb: int, by_dep: dict[str, list[int]], patterns: frozenset[str]
) -> tuple[str, Tokens] | None:
    """Return "described X as Y" and "called X a Y": object and predicate together."""
    objects = [k for k in by_dep.get("dobj", ()) if k > verb]
    low = parsed.edges[objects[0]][0] if objects else None
    if "as" in patterns:
        for kid in by_dep.get("prep", ()):
            if kid > verb and parsed.words[kid].casefold() == "as":
                start = low if low is not None else kid + 1
                return "as", ((start, parsed.edges[kid][1]),)
    if "small" in patterns:
        for dep in ("oprd", "ccomp", "attr", "acomp"):
            for kid in by_dep.get(dep, ()):
                if kid > verb:
                    start = min(parsed.edges[kid][0], low if low is not None else kid)
                    return "small", ((max(start, verb + 1), parsed.edges[kid][1]),)
    return None


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
