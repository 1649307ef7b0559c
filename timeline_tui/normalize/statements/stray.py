"""Content that the dependency tree hung elsewhere, found by the order of words."""

from __future__ import annotations

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import cues
from timeline_tui.normalize.statements.site import Found, Site
from timeline_tui.normalize.statements.tree import FINITE, QUOTES, RELATIVE, clipped

NEAR_THAT = 14
"""How many tokens after a cue a "that" may stand that opens its content."""

NEAR_CLAUSE = 10
"""How many tokens after a cue its content may begin without a "that"."""

LONGEST_OBJECT = 16
"""How many tokens what is called something may have ("called the assault on them “an attack on us”")."""

_LINKS = frozenset(
    {"and", "but", "or", "which", "who", "whom", "whose", "when", "where", "while", "because", "as"}
)


def stray_that(site: Site) -> Found:
    """A that-clause hung elsewhere: "intimated before the summit that he sought an end to the war".

    ``that`` is taken there for a relative pronoun of the summit. No finite verb and no comma may stand
    between.
    """
    if "clause" not in site.entry.patterns:
        return None
    parsed, verb = site.parsed, site.verb
    for token in range(verb + 1, min(verb + NEAR_THAT, site.sentence[1])):
        if parsed.words[token] == "," or parsed.tags[token] in FINITE or _other_cue(parsed, token):
            return None
        head = parsed.heads[token]
        if parsed.words[token] == "that" and head > token and _has_other_subject(parsed, head, token):
            return "that", (clipped(parsed, head, token, max(token, parsed.edges[head][1])),)
    return None


def _other_cue(parsed: Parsed, token: int) -> bool:
    """Whether a word is a cue with content of its own: "responded by saying that …"."""
    entry = cues().get(parsed.words[token].casefold())
    return entry is not None and "clause" in entry.patterns and parsed.tags[token].startswith("VB")


def _has_other_subject(parsed: Parsed, verb: int, that: int) -> bool:
    """Whether a verb after "that" has a subject of its own: not "states that vote on March 1"."""
    if parsed.tags[verb][:2] not in ("VB", "MD"):
        return False
    return any(
        parsed.deps[k] in ("nsubj", "nsubjpass", "expl", "csubj") and k != that for k in parsed.children[verb]
    )


def stray_clause(site: Site) -> Found:
    """A clause without "that": "telling The Post he was “not quite there”", "said Sunday prices would fall".

    A subject and its finite verb soon after the cue, nothing but those told and circumstances between.
    """
    parsed, verb = site.parsed, site.verb
    if "clause" not in site.entry.patterns or site.entry.kind != "speech":
        return None
    last = site.sentence[1] - 1
    for token in range(verb + 1, min(verb + NEAR_CLAUSE, last)):
        word = parsed.words[token].casefold()
        if word in (",", ";", ":", "—", "–") or word in _LINKS or parsed.tags[token] in FINITE:
            return None
        if _other_cue(parsed, token):
            return None
        head = parsed.heads[token]
        if (
            parsed.deps[token] not in ("nsubj", "nsubjpass", "expl")
            or word in RELATIVE
            or not token < head <= last
            or parsed.deps[head] == "relcl"
        ):
            continue
        finite = parsed.tags[head] in FINITE or any(
            parsed.tags[k] in FINITE for k in parsed.children[head] if k < head
        )
        if not finite:
            return None
        low = max(verb + 1, parsed.edges[token][0])
        return "stray", (clipped(parsed, head, low, max(head, parsed.edges[head][1])),)
    return None


def stray_predicate(site: Site) -> Found:
    """An object and the quoted words that it is called: "called the assault “an attack on us”"."""
    parsed, verb = site.parsed, site.verb
    if not site.entry.patterns & {"small", "as"} or site.after("nsubjpass", "auxpass"):
        return None
    end = site.sentence[1]
    opened = None
    for token in range(verb + 1, min(verb + LONGEST_OBJECT, end)):
        word = parsed.words[token]
        if word in QUOTES and parsed.deps[token] != "case":
            opened = token
            break
        if word in (",", ";", ":") or (token == verb + 1 and word.casefold() in ("for", "on", "upon")):
            return None
    if opened is None or ("small" not in site.entry.patterns and site.word(opened - 1) != "as"):
        return None
    closed = next((t for t in range(opened + 1, end) if parsed.words[t] in QUOTES), end - 1)
    return "as", ((verb + 1, closed),)
