"""Who speaks, right after a quotation or before its colon, read off the order of words.

For what the tree gets wrong next to quotation marks, and for verbs that are no cues but can only be meant as
such there: “…,” Nate Lima, the analyst who founded the site, tweeted on Monday. · “…” said retired judge Rui
Costa, asked about it. · “…” the letter reads. · “…,” she went on. · Stated Costa: “…”
"""

from __future__ import annotations

from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.adjacency import last_mark
from timeline_tui.normalize.statements.context import Context
from timeline_tui.normalize.statements.cue_clauses import CueClause
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.speakers import can_speak
from timeline_tui.normalize.statements.tree import FINITE, QUOTES

LONGEST = 24
"""How many tokens after a quotation a cue may stand."""

_NOMINAL = frozenset({"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "PRP", "PRP$", "POS", "CD", "HYPH", "VBN"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_MISTAKEN = frozenset({"VBN", "NNS", "NN"})
"""Tags that the model gives a cue after a noun by mistake ("the email read")."""

_CONTENT = frozenset({"that", "how", "why", "whether", "it", "he", "she", "they", "there", "to"})
_AFTER = frozenset({"IN", "RB", "RP", ",", ".", "NNP", "CC", "TO"})
"""What may follow a verb that is no cue: "went on", "shot back", "beamed,"."""


def tag_after(here: Context, region: Quotation, right: int) -> CueClause | None:
    """Return subject and cue, in either order, that follow a quotation up to an offset."""
    parsed = here.parsed
    if parsed is None:
        return None
    last = last_mark(here, region)
    ended = last in (*",?!…",) or here.text[region.end : region.end + 1] == ","
    if not ended and not last.isalnum():
        return None
    first = parsed.token_at(region.end)
    while first < len(parsed.words) and (
        parsed.starts[first] < region.end or parsed.words[first] in (",", *QUOTES)
    ):
        first += 1
    line = here.text.find("\n", region.end)
    end = min(right, line) if line >= 0 else right
    if first >= len(parsed.words) or parsed.starts[first] >= end:
        return None
    cue = _first_cue(parsed, first, end)
    found = _clause(parsed, first, cue) if cue is not None else None
    if ended:
        return found or _without_cue(here, parsed, first)
    # “We cannot go on” Costa said.: the comma was left out
    alone = cue is not None and cue == first + 1 and parsed.words[cue + 1 : cue + 2] in ((".",), (",",))
    return found if alone and parsed.tags[first] in ("NNP", "PRP") else None


def tag_before(here: Context, region: Quotation) -> CueClause | None:
    """Return cue and subject that open the sentence before a quotation: “Said Ana Silva, who saw it, “…””."""
    parsed = here.parsed
    sentence = here.sentence_at(region.start)
    if (
        parsed is None
        or sentence is None
        or here.text[sentence[0] : region.start].rstrip()[-1:] not in (",", ":")
    ):
        return None
    first = parsed.token_at(sentence[0])
    word = parsed.words[first].casefold()
    if parsed.starts[first] >= region.start or word not in cues() or not word.endswith(("ed", "said", "s")):
        return None
    head = _run(parsed, first + 1)
    if head <= first or parsed.tags[head] != "NNP" or parsed.starts[head] >= region.start:
        return None
    if parsed.tags[first] not in ("VBD", "VBZ", "VBN") or "clause" not in cues()[word].patterns:
        return None
    return CueClause(
        parsed.span(first, first), word, parsed.span(first + 1, head), parsed.span(head, head), (), "tag"
    )


def _clause(parsed: Parsed, first: int, cue: int) -> CueClause | None:
    """Return the clause of a cue with the words before it, or after it where it comes first, as subject."""
    start = cue + 1 if cue == first else first
    head = _run(parsed, start)
    if head < start or parsed.tags[head][:2] not in ("NN", "PR", "CD"):
        return None
    following = max(cue, head) + 1
    if following < len(parsed.words) and parsed.words[following].casefold() in _CONTENT:
        return None
    last = head
    if cue > first:
        last = cue - 1
        while parsed.words[last] == "," or parsed.tags[last] in ("RB", "MD", "VBZ", "VBD"):
            last -= 1
    return CueClause(
        parsed.span(cue, cue), parsed.words[cue].casefold(), parsed.span(start, max(head, last)),
        parsed.span(head, head), (), "tag",
    )  # fmt: skip


def _without_cue(here: Context, parsed: Parsed, first: int) -> CueClause | None:
    """Return subject and a finite verb that is no cue: somebody who can speak, and nothing said after it."""
    head = _run(parsed, first)
    verb = head + 1
    if head < first:
        verb, head = first, _run(parsed, first + 1)
    after = max(verb, head) + 1
    if after >= len(parsed.words) or parsed.tags[verb] not in ("VBD", "VBZ") or head in (first - 1, verb):
        return None
    if parsed.tags[after] not in _AFTER or (verb == first and parsed.tags[head] != "NNP"):
        return None
    clause = _clause(parsed, first, verb)
    if clause is None or clause.speaker is None or clause.head is None or clause.verb in _BEING:
        return None
    return clause if can_speak(here, clause.speaker, clause.head) else None


_BEING = frozenset({"is", "was", "has", "had", "'s", "’s", "does", "did"})


def _first_cue(parsed: Parsed, first: int, end: int) -> int | None:
    """Return the first finite verb outside relative clauses, if it is a cue that takes a quotation."""
    relative = False
    for token in range(first, min(first + LONGEST, len(parsed.words))):
        if parsed.starts[token] >= end or parsed.words[token] in (".", ":", ";", *QUOTES):
            return None
        relative = relative or parsed.tags[token] in _RELATIVE
        finite = parsed.tags[token] in FINITE
        mistaken = token > first and parsed.tags[token] in _MISTAKEN
        if not relative and (finite or mistaken) and _is_cue(parsed, token):
            return token
        if finite and parsed.words[token - 1] != "and":
            if not relative:
                return None
            relative = False
    return None


def _is_cue(parsed: Parsed, token: int) -> bool:
    """Whether a word can be the verb after a quotation: a cue with clauses, or "read" (the letter reads).

    One that the model takes for a noun or adjective must look like a verb ("Costa answers.").
    """
    word = parsed.words[token].casefold()
    if word in ("read", "reads"):
        return True
    entry = cues().get(word)
    if entry is None or "clause" not in entry.patterns:
        return False
    last = token + 1 < len(parsed.words) and parsed.words[token + 1] in (".", ",")
    named = parsed.tags[token - 1] in ("NNP", "PRP")
    return parsed.tags[token] in FINITE or word.endswith("ed") or (word.endswith("s") and last and named)


def _run(parsed: Parsed, first: int) -> int:
    """Return the last token of a run of nominal words, ``first - 1`` where there is none."""
    table = cues()
    token = first
    if (
        token < len(parsed.words)
        and parsed.tags[token] == "VB"
        and parsed.words[token].casefold() not in table
    ):
        token += 1  # a noun taken for a verb: “…,” screenwriter Ana Silva wrote
    end = min(first + LONGEST, len(parsed.words))
    while token < end and parsed.tags[token] in _NOMINAL:
        if token > first and parsed.tags[token] in _MISTAKEN and _is_cue(parsed, token):
            break
        token += 1
    return token - 1
