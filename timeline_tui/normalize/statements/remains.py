"""The rest of the sentence as content, where the tree has none although the order of words is plain."""

from __future__ import annotations

from timeline_tui.normalize.statements.site import Found, Site
from timeline_tui.normalize.statements.tree import FINITE, QUOTES, RELATIVE, clipped

NEAREST_VERB = 25
"""How many tokens after a cue the finite verb of its content may stand."""

_OPENING = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "EX", "CD", "VBG", "JJR"})
_CUES = frozenset({"say", "argue", "insist", "warn", "suggest", "state", "acknowledge"})
_NOT_CLAUSE = frozenset({"so", "nothing", "little", "them", "it", "this", "much"})


def rest_of_sentence(site: Site) -> Found:
    """What follows a cue at once up to the end: "aides say the more he wins, the more he can ask for".

    Something finite must follow; a phrase or punctuation right after the cue shuts it out.
    """
    parsed, verb, (_, end) = site.parsed, site.verb, site.sentence
    start = verb + 1
    if "clause" not in site.entry.patterns or site.entry.lemma not in _CUES or start >= end:
        return None
    that = site.word(start) == "that"
    if site.word(start) in _NOT_CLAUSE or not (that or parsed.tags[start] in _OPENING):
        return None
    if site.entry.lemma == "state" and parsed.tags[verb] == "VBZ":
        return None
    if any(parsed.deps[k] == "auxpass" for k in parsed.children[verb]):
        return None
    for token in range(start + 1, min(end, verb + NEAREST_VERB)):
        word = parsed.words[token]
        if word in QUOTES or word in (";", ":") or (word.casefold() in RELATIVE and not that):
            return None
        if parsed.tags[token] in FINITE:
            return "rest", (clipped(parsed, token, start, end - 1),)
    return None
