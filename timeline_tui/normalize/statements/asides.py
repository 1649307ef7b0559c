"""A cue in an aside: "The fund lost money, as Fitch reported on Monday"."""

from __future__ import annotations

from timeline_tui.normalize.statements.site import Found, Site, Tokens
from timeline_tui.normalize.statements.tree import FINITE, QUOTES

LONGEST_ASIDE = 14
"""How many tokens may stand between "as" and its cue, or between the cue and the end of the aside."""

_BREAKS = frozenset({",", "—", "–", "-", "--", ";", "(", ")"})
_SILENT = frozenset({"mention", "respond", "answer", "describe"})


def as_aside(site: Site) -> Found:
    """The sentence around ", as X noted": "The fund lost money, as Fitch reported on Monday, and shrank".

    "As X said, …" at the start is :func:`~timeline_tui.normalize.statements.inverted.as_said`; "as mentioned
    above" has nobody who says it.
    """
    parsed, verb, (first, end), entry = site.parsed, site.verb, site.sentence, site.entry
    if "clause" not in entry.patterns or entry.kind != "speech" or entry.lemma in _SILENT:
        return None
    opening = _as_before(site)
    if opening is None or parsed.words[opening - 1] not in _BREAKS or not _somebody(site, opening):
        return None
    stop = verb + 1
    while stop < end and parsed.words[stop] not in _BREAKS and parsed.words[stop] not in (".", "!"):
        if parsed.tags[stop] in FINITE or parsed.words[stop] in QUOTES or stop - verb > LONGEST_ASIDE:
            return None
        stop += 1
    pieces = [(first, opening - 2)] if parsed.words[opening - 2].casefold() != "that" else []
    if stop + 2 < end and parsed.words[stop] in _BREAKS:
        pieces.append((stop + 1, end - 1))
    content: Tokens = tuple((a, b) for a, b in pieces if b > a)
    return ("aside", content) if content else None


def _as_before(site: Site) -> int | None:
    """Return the "as" that opens the cue's clause, only its subject and adverbs standing between."""
    parsed, verb, (first, _) = site.parsed, site.verb, site.sentence
    for token in range(verb - 1, max(first, verb - LONGEST_ASIDE), -1):
        if parsed.words[token].casefold() == "as":
            return token if token > first + 1 else None
        if parsed.tags[token] in FINITE and parsed.heads[token] != verb:
            return None
    return None


def _somebody(site: Site, opening: int) -> bool:
    """Whether a noun or pronoun stands before the cue, or "by" right after it."""
    tags = site.parsed.tags[opening + 1 : site.verb]
    return any(tag[:2] in ("NN", "PR", "DT") for tag in tags) or site.word(site.verb + 1) == "by"
