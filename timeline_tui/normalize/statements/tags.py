"""Subject and cue right after a quotation, read off the order of words where the tree went wrong.

“…,” Nate Lima, the analyst who founded the site, tweeted on Monday. · “…” said retired judge Rui Costa, asked
about it. · “…” the letter reads.
"""

from __future__ import annotations

from timeline_tui.coverage.quotations import Quotation
from timeline_tui.normalize.statements.context import Context
from timeline_tui.normalize.statements.cue_clauses import CueClause
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.tree import FINITE, QUOTES

LONGEST = 24
"""How many tokens after a quotation a cue may stand."""

_NOMINAL = frozenset({"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "PRP", "PRP$", "POS", "CD", "HYPH", "VBN"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_CONTENT = frozenset({"that", "how", "why", "whether", "it", "he", "she", "they", "there", "to"})


def tag_after(here: Context, region: Quotation, right: int) -> CueClause | None:
    """Return subject and cue, in either order, that follow a quotation up to an offset."""
    parsed = here.parsed
    if parsed is None or not _ended(here, region):
        return None
    first = parsed.token_at(region.end)
    while first < len(parsed.words) and (parsed.starts[first] < region.end or parsed.words[first] in (",", *QUOTES)):
        first += 1
    cue = _first_cue(here, first, min(right, _line_end(here, region.end)))
    if cue is None:
        return None
    low, high = (cue + 1, _run(here, cue + 1)) if cue == first else (first, _run(here, first))
    if high < low or parsed.tags[high][:2] not in ("NN", "PR"):
        return None
    following = max(cue, high) + 1
    if following < len(parsed.words) and parsed.words[following].casefold() in _CONTENT:
        return None
    last = high if cue == first else _before_comma(here, cue)
    return CueClause(
        parsed.span(cue, cue), parsed.words[cue].casefold(), parsed.span(low, max(high, last)), parsed.span(high, high), (), "tag"
    )


def _ended(here: Context, region: Quotation) -> bool:
    """Whether a quotation ends in a comma or a mark after which its sentence can go on."""
    return here.text[region.inner[1] - 1] in ",?!…" or here.text[region.end : region.end + 1] == ","


def _line_end(here: Context, offset: int) -> int:
    end = here.text.find("\n", offset)
    return end if end >= 0 else len(here.text)


def _first_cue(here: Context, first: int, end: int) -> int | None:
    """Return the first finite verb outside relative clauses, if it is a cue that takes a quotation."""
    parsed = here.parsed
    assert parsed is not None
    relative = False
    for token in range(first, min(first + LONGEST, len(parsed.words))):
        if parsed.starts[token] >= end or parsed.words[token] in (".", ":", ";", *QUOTES):
            return None
        if parsed.tags[token] in _RELATIVE:
            relative = True
        finite = parsed.tags[token] in FINITE
        if not relative and _is_cue(parsed.words[token]) and (finite or (token > first and parsed.tags[token] in ("VBN", "NNS"))):
            return token
        if finite and parsed.words[token - 1] != "and":
            if not relative:
                return None
            relative = False
    return None


def _is_cue(word: str) -> bool:
    """Whether a verb can follow a quotation: a cue with clauses, or "read" (the letter reads)."""
    entry = cues().get(word.casefold())
    return word in ("read", "reads") or (entry is not None and bool(entry.patterns & {"clause", "quote"}))


def _run(here: Context, first: int) -> int:
    """Return the last token of a run of nominal words, ``first - 1`` where there is none."""
    parsed = here.parsed
    assert parsed is not None
    table = cues()
    token = first
    if parsed.tags[token] == "VB" and parsed.words[token].casefold() not in table:
        token += 1  # a noun taken for a verb: “…,” screenwriter Ana Silva wrote
    while (
        token < len(parsed.words)
        and parsed.tags[token] in _NOMINAL
        and not (token > first and parsed.tags[token] in ("NNS", "VBN") and parsed.words[token].casefold() in table)
    ):
        token += 1
    return token - 1


def _before_comma(here: Context, cue: int) -> int:
    """Return the last token of a speaker phrase before a cue, a closing comma and adverbs left out."""
    parsed = here.parsed
    assert parsed is not None
    token = cue - 1
    while parsed.words[token] == "," or parsed.tags[token] in ("RB", "MD", "VBZ", "VBD"):
        token -= 1
    return token
