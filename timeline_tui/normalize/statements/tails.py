"""Where content that is no clause ends: phrases and lists the dependency tree hung on the cue instead."""

from __future__ import annotations

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.site import Site, marked
from timeline_tui.normalize.statements.tree import FINITE, QUOTES, RELATIVE

OCCASIONS = frozenset(
    {
        "statement", "interview", "interviews", "speech", "speeches", "letter", "tweet", "tweets", "email",
        "e-mail", "post", "memo", "briefing", "conference", "appearance", "appearances", "rally", "rallies",
        "debate", "debates", "address", "remarks", "release", "call", "column", "op-ed", "essay", "event",
        "events", "hearing", "conversation", "message", "video", "podcast", "broadcast", "note", "filing",
        "book", "memoir", "report", "reporters", "audience", "crowd", "supporters", "hall", "trail", "stop",
        "twitter", "facebook", "website", "stage", "tv", "television", "radio", "show",
    }
)  # fmt: skip
"""Where and how somebody speaks: a phrase with one of these belongs to the cue, not to the content."""

TIMES = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "morning", "afternoon", "evening", "night", "day", "week", "weekend", "month", "year", "today",
        "yesterday", "past", "time",
    }
)  # fmt: skip
"""The same for times."""

_OUTSIDE = frozenset(
    {"during", "by", "before", "after", "since", "amid", "despite", "without", "through", "via"}
)
_REASONS = ("because", "if", "unless", "until", "should")


def tail(site: Site, high: int) -> int:
    """Return the last token of content that an object or a preposition opened.

    "pledged his support as a delegate to the convention", "cited his record in the House", "urged them to
    drop the rule, replace the chair and open the vote": the tree hangs the later phrases on the cue. Those of
    time and occasion do belong there ("in an interview", "on Tuesday").
    """
    parsed = site.parsed
    while high + 1 < site.sentence[1]:
        following = high + 1
        if parsed.words[following] == "," or parsed.words[following] in ("and", "or"):
            listed = (
                _listed(parsed, following, site.sentence[1])
                or _named(site, following)
                or _second(site, following)
            )
            if listed is None:
                break
            high = listed
            continue
        head = next((k for k in _heads_from(parsed, following) if parsed.heads[k] == site.verb), None)
        if head is None or not _belongs(parsed, head):
            break
        high = max(high + 1, parsed.edges[head][1])
    return _without_medium(site, min(high, site.sentence[1] - 1))


MEDIA = frozenset(
    {"twitter", "facebook", "instagram", "telegram", "youtube", "social", "weibo", "air", "camera"}
)
"""Where something was said: "on Truth Social", "on Twitter", "on air"."""


def _without_medium(site: Site, high: int) -> int:
    """Cut a closing "on Twitter" off content: it is where the words were said."""
    parsed = site.parsed
    for token in range(high, max(site.verb + 1, high - 3), -1):
        if parsed.words[token].casefold() in ("on", "via"):
            medium = {parsed.words[t].casefold() for t in range(token + 1, high + 1)}
            return token - 1 if medium & MEDIA else high
    return high


def _heads_from(parsed: Parsed, token: int) -> list[int]:
    """Return a token and the heads above it as long as it is the first of their subtree."""
    out = [token]
    while parsed.heads[out[-1]] != out[-1] and parsed.edges[parsed.heads[out[-1]]][0] == token:
        out.append(parsed.heads[out[-1]])
    return out


def _belongs(parsed: Parsed, kid: int) -> bool:
    """Whether a phrase the tree hung on the cue goes on with the content."""
    dep = parsed.deps[kid]
    if dep == "prep":
        if parsed.words[kid].casefold() in _OUTSIDE:
            return False
        low, high = parsed.edges[kid]
        inside = {parsed.words[t].casefold() for t in range(low, min(high, low + 8) + 1)}
        return not inside & (OCCASIONS | TIMES)
    if dep in ("advcl", "ccomp", "xcomp"):
        return marked(parsed, kid, _REASONS) or parsed.words[parsed.edges[kid][0]].casefold() == "should"
    return dep in ("relcl", "acl", "dobj", "oprd", "nmod", "appos")


def _listed(parsed: Parsed, comma: int, end: int) -> int | None:
    """Return the last token of a further infinitive of a list: ", replace the chair", "and open the vote"."""
    token = comma + 1
    while token < end and parsed.words[token] in (",", "and", "or"):
        token += 1
    if token >= end or parsed.tags[token] != "VB" or parsed.words[comma] != ",":
        return None
    return parsed.edges[token][1]


def _named(site: Site, comma: int) -> int | None:
    """Return the last token of further things of a list: "cited A, a rise in taxes and reforms of the vote".

    The rest of the sentence must name things only, with "and" before the last and no main verb.
    """
    parsed, end = site.parsed, site.sentence[1]
    if parsed.words[comma] != "," or parsed.tags[comma + 1][:2] not in ("NN", "DT", "JJ", "PR", "CD"):
        return None
    relative = last = False
    for token in range(comma + 1, end):
        word = parsed.words[token].casefold()
        if word in QUOTES or word in ("but", "while", "—", "–", ";", ":", "--"):
            return None
        relative = relative or word in RELATIVE or parsed.deps[token] == "relcl"
        if parsed.tags[token] in FINITE and not relative:
            return None
        last = last or (word == "and" and not relative)
    return end - 1 if last else None


def _second(site: Site, conjunction: int) -> int | None:
    """Return the last token of a second thing: "called them “rapists” and criminals", "and his readiness to".

    It must run to the end of its clause without a finite verb, so that it is no clause of the narrator's.
    """
    parsed, end = site.parsed, site.sentence[1]
    first = conjunction + 1
    if parsed.words[conjunction] == "," or first >= end or parsed.tags[first] not in _NOMINAL:
        return None
    for token in range(first, end):
        if parsed.words[token] in (",", ".", ";", "—", "–", "-"):
            return token - 1 if token > first else None
        if parsed.words[token].casefold() in ("and", "or", "but"):
            return token - 1
        if parsed.tags[token] in FINITE or parsed.words[token] in QUOTES:
            return None
    return end - 1


_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "CD"})


def tail_of_phrase(parsed: Parsed, noun: int, high: int) -> int:
    """Return the last token of a phrase after a noun, with an infinitive the tree hung on the noun.

    "a call for Kyiv to sign": "to sign" may hang on ``call``.
    """
    for kid in parsed.children[noun]:
        if kid > high and parsed.edges[kid][0] == high + 1 and parsed.deps[kid] in ("acl", "relcl", "advcl"):
            return parsed.edges[kid][1]
    return high
