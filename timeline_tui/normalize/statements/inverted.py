"""Content before its cue, around it, or after "As X said,"."""

from __future__ import annotations

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.site import Found, Site, Tokens
from timeline_tui.normalize.statements.tree import (
    FINITE,
    QUOTES,
    RELATIVE,
    SUBJECTS,
    after_comma,
    noun_phrase,
)

LONGEST_SUBJECT = 12
"""How many tokens before a cue may be the name of its subject."""

_NAMING = frozenset({"NNP", "NNPS", "DT", "PRP$"})
_OPENING_TAGS = frozenset({"WRB", "VBG", "VBN"})
_SUBORDINATORS = frozenset({"as", "after", "while", "before", "since", "although", "though"})
_CIRCUMSTANCES = frozenset(
    {"on", "in", "at", "during", "after", "before", "while", "as", "with", "speaking", "when"}
)


def inverted(site: Site) -> Found:
    """Content before subject and cue: "Sales were great, he said"."""
    before = _before(site.parsed, site.verb, site.sentence) if "clause" in site.entry.patterns else None
    return ("inverted", before) if before is not None else None


def as_said(site: Site) -> Found:
    """What follows "As X said,"."""
    parsed, verb, (first, end) = site.parsed, site.verb, site.sentence
    if "clause" not in site.entry.patterns or parsed.deps[verb] != "advcl":
        return None
    mark = next((k for k in parsed.children[verb] if parsed.words[k].casefold() == "as"), None)
    if mark is None or mark > first + 1 or mark > verb:
        return None
    for token in range(verb + 1, end - 2):
        if parsed.tags[token] in FINITE:
            return None
        if parsed.words[token] == ",":
            return "as-said", ((token + 1, end - 1),)
    return None


_NOMINAL = frozenset({"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "PRP", "PRP$", "POS", "CD", "HYPH"})
FEWEST_BEFORE = 3
"""How many tokens before ", she said" can be a statement."""

LONGEST_AFTER = 12
"""How many tokens of time and place may follow ", she said" at the end of a sentence."""


def subject_beside(parsed: Parsed, verb: int, sentence: tuple[int, int]) -> tuple[int, int, int] | None:
    """Return the noun phrase between a comma and a cue, or after a cue that follows a comma.

    It is read off the tags alone, for sentences that the tree got wrong: (first, last, head) token or None.
    """
    first, end = sentence
    if after_comma(parsed, verb):
        last = verb
        while last + 1 < end and parsed.tags[last + 1] in _NOMINAL and last - verb < LONGEST_SUBJECT:
            last += 1
        found = (verb + 1, last, last) if last > verb else None
    else:
        last = verb - 1
        while last > first and parsed.tags[last] == "RB":
            last -= 1
        low = last
        while low > first and parsed.tags[low - 1] in _NOMINAL and last - low < LONGEST_SUBJECT:
            low -= 1
        found = (low, last, last) if low > first and after_comma(parsed, low) else None
    if found is None or parsed.tags[found[2]][:2] not in ("NN", "PR"):
        return None
    return found


def at_end(site: Site) -> Found:
    """Content of a sentence that ends in ", she said" or ", said Ana Silva", whatever its tree is."""
    parsed, verb, (first, end) = site.parsed, site.verb, site.sentence
    if site.entry.lemma not in ("say", "add", "write", "argue", "note") or parsed.tags[verb] not in FINITE:
        return None
    subject = subject_beside(parsed, verb, site.sentence)
    if subject is None:
        return None
    stop, after = min(verb, subject[0]), max(verb, subject[1]) + 1
    if stop - first < FEWEST_BEFORE or _subordinate(parsed, first, stop):
        return None
    rest = range(after, end)
    if len(rest) > LONGEST_AFTER or any(parsed.tags[t] in FINITE or parsed.words[t] in QUOTES for t in rest):
        return None
    return "inverted", ((first, stop - 1),)


def _before(parsed: Parsed, verb: int, sentence: tuple[int, int]) -> Tokens | None:
    """Return content that stands before subject and cue, or around them: "X, he said", "X, said he, Y".

    The clause of the cue must be short, set off by a comma, and have nothing of its own after it. What goes
    on after it belongs to the content unless it is the narrator's: "…, he said, wiping his face".
    """
    first, end = sentence
    subjects = [k for k in parsed.children[verb] if parsed.deps[k] in SUBJECTS]
    if not subjects or parsed.words[subjects[0]].casefold() in RELATIVE or not _is_finite(parsed, verb):
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
    if subjects[0] < verb:
        while start > first and parsed.tags[start - 1] in _NAMING and verb - start < LONGEST_SUBJECT:
            start -= 1
    if start <= first or parsed.words[start - 1] not in (",", "”", '"', "—", "–", "-", "?", "!", "''"):
        return None
    if not earlier and not wrapped and not _independent(parsed, first, start - 1):
        return None
    later = [k for k in parsed.children[verb] if parsed.deps[k] in ("ccomp", "xcomp") and k > verb]
    if later:
        return None
    begin = first
    while begin < start and parsed.words[begin] in ("But", "And", "“", '"'):
        begin += 1
    pieces = [(begin, start - 1)]
    stop = max(verb, high) if subjects[0] > verb else verb
    while stop + 1 < end and parsed.words[stop + 1] not in (",", ".", ";", "—", "–"):
        stop += 1
    goes_on = stop + 2 < end and (
        _goes_on(parsed, stop + 2, end) or not main_clause(parsed, first, start - 1)
    )
    if goes_on and parsed.words[stop + 1] == ",":
        pieces.append((stop + 2, end - 1))
    elif _subordinate(parsed, begin, start):
        return None
    return tuple((a, b) for a, b in pieces if b >= a)


def _is_finite(parsed: Parsed, verb: int) -> bool:
    """Whether a verb or one of its auxiliaries is finite."""
    return parsed.tags[verb] in FINITE or any(
        parsed.tags[k] in FINITE for k in parsed.children[verb] if k < verb
    )


def _independent(parsed: Parsed, first: int, end: int) -> bool:
    """Whether the tokens before a comma can stand as a sentence: a finite verb with a subject before it."""
    subject = False
    for token in range(first, end):
        if parsed.deps[token] in ("nsubj", "nsubjpass", "expl") and parsed.words[token] not in RELATIVE:
            subject = True
        elif subject and parsed.tags[token] in FINITE:
            return True
    return False


def main_clause(parsed: Parsed, first: int, end: int) -> bool:
    """Whether a subject with its verb stands among some tokens, relative clauses aside.

    "The hashtag, she said, spread" has none before the cue, nor has "One of the things they saw".
    """
    for token in range(first, end):
        verb = parsed.heads[token]
        subject = parsed.deps[token] in ("nsubj", "nsubjpass", "expl", "csubj")
        if subject and first <= verb < end and parsed.deps[verb] not in ("relcl", "acl"):
            return True
    return False


def _subordinate(parsed: Parsed, begin: int, end: int) -> bool:
    """Whether all before the cue's clause hangs on it: "Asked about it, she said …"."""
    if parsed.tags[begin] not in _OPENING_TAGS and parsed.words[begin].casefold() not in _SUBORDINATORS:
        return False
    return "," not in parsed.words[begin : end - 1]


def _goes_on(parsed: Parsed, start: int, end: int) -> bool:
    """Whether what follows ", he said," is the speaker's: no participle, circumstance or further cue."""
    word = parsed.words[start].casefold()
    if parsed.tags[start] in ("VBG", "WRB", "WP", "VBN") or word in _CIRCUMSTANCES:
        return False
    if word in ("and", "but"):
        following = next((t for t in range(start + 1, end) if parsed.tags[t] != "RB"), start)
        return parsed.words[following].casefold() not in cues()
    return True
