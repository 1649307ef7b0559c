"""The whole of a content clause, mended where the dependency tree cut it in pieces."""

from __future__ import annotations

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.site import ADDRESSING, Site, marked
from timeline_tui.normalize.statements.tree import QUOTES, clipped

_SKIPPED = frozenset(
    {"advmod", "prep", "npadvmod", "prt", "dative", "punct", "neg", "aux", "agent", "mark", "cc", "intj"}
)
_BOUND = frozenset({"because", "if", "unless", "until", "lest", "so", "since", "whether"})


def whole_clause(site: Site, kid: int) -> tuple[int, int]:
    """Return first and last token of a content clause, mended where the tree cut it in pieces."""
    low, high = site.reach(kid)
    low = _opening(site, low)
    high = _closing(site, high)
    low, high = clipped(site.parsed, kid, low, high)
    return low, _after_colon(site, high)


def _after_colon(site: Site, high: int) -> int:
    """Return the end of content that a colon carries on: "said some would move: a map tells where"."""
    end = site.sentence[1]
    if high + 2 >= end or site.parsed.words[high + 1] != ":" or site.parsed.words[high + 2] in QUOTES:
        return high
    return end - 1


def _opening(site: Site, low: int) -> int:
    """Return where content begins that the tree tore apart: right after the cue and its adverbials.

    "said about half of the adjustment reflected losses": the model hangs "half" on ``said``. Those told and
    phrases of time and place stay outside.
    """
    parsed, addressing = site.parsed, site.entry.lemma in ADDRESSING
    for kid in parsed.children[site.verb]:
        first, last = parsed.edges[kid]
        if kid < site.verb or last >= low:
            continue
        dep = parsed.deps[kid]
        if dep in _SKIPPED or (dep in ("dobj", "nmod") and addressing):
            continue
        if "," in parsed.words[last + 1 : low]:
            return (
                low  # "explained the matter, but people keep …": an object, then a clause of the narrator's
            )
        return max(first, site.verb + 1)
    return low


def _closing(site: Site, high: int) -> int:
    """Return where content ends, with what the tree hung on the cue although the speaker says it.

    "said it did not count them because they were routine", "said he was moved, and they would need help":
    reasons and conditions are the speaker's; so is a further clause with a modal verb.
    """
    parsed = site.parsed
    for kid in parsed.children[site.verb]:
        last = parsed.edges[kid][1]
        if kid <= high or last <= high:
            continue
        dep = parsed.deps[kid]
        if dep in ("punct", "cc"):
            continue
        if (
            dep == "ccomp"
            or (dep == "advcl" and marked(parsed, kid, tuple(_BOUND)))
            or (dep == "conj" and _speakers_own(parsed, kid))
        ):
            high = last
        else:
            break
    return high


def _speakers_own(parsed: Parsed, clause: int) -> bool:
    """Whether a clause joined to the cue goes on with what is said: it has a subject and a modal verb."""
    kids = parsed.children[clause]
    if parsed.words[clause].casefold() in cues():
        return False
    return any(parsed.deps[k] in ("nsubj", "nsubjpass", "expl") for k in kids) and any(
        parsed.tags[k] == "MD" for k in kids
    )
