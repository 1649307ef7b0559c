"""What a cue verb has as content: one function for each pattern of the lexicon, tried in a fixed order.

The order matters: "urged Kyiv to sign" has an object, too, and "warned that …" may be followed by
"against". Content is given as pairs of first and last token.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.asides import as_aside
from timeline_tui.normalize.statements.inverted import as_said, at_end, inverted
from timeline_tui.normalize.statements.lexicon import Cue
from timeline_tui.normalize.statements.remains import rest_of_sentence
from timeline_tui.normalize.statements.site import ADDRESSING, Found, Site, Tokens, marked
from timeline_tui.normalize.statements.stray import stray_clause, stray_predicate, stray_that
from timeline_tui.normalize.statements.tails import tail
from timeline_tui.normalize.statements.tree import QUOTES, RELATIVE, infinitive, outer_cue
from timeline_tui.normalize.statements.wholes import whole_clause


def content_of(parsed: Parsed, verb: int, entry: Cue, sentence: tuple[int, int]) -> tuple[str, Tokens]:
    """Return the first pattern of the cue that fits and its content, ("", ()) where none does."""
    site = Site(parsed, verb, entry, sentence)
    for find in PATTERNS:
        found = find(site)
        if found is not None:
            pattern, content = found
            if pattern in ("object", "object-to", "to", "as", "small") or pattern.startswith("/"):
                content = (*content[:-1], _before_participle(parsed, verb, content[-1]))
                content = (*content[:-1], (content[-1][0], tail(site, content[-1][1])))
            return pattern, content
    return "", ()


def _before_participle(parsed: Parsed, verb: int, piece: tuple[int, int]) -> tuple[int, int]:
    """Cut off content a participle that goes on from the cue: "dismissed claims that …, saying …"."""
    low, high = piece
    for token in range(low + 1, high + 1):
        if parsed.tags[token] == "VBG" and outer_cue(parsed, token) == verb:
            return low, token - 2
    return piece


def _clause(site: Site) -> Found:
    """A that-clause, a question or a gerund: "said (that) …", "asked whether …", "proposed banning …"."""
    if "clause" not in site.entry.patterns:
        return None
    for kid in site.after("ccomp", "xcomp", "advcl"):
        dep, tag = site.parsed.deps[kid], site.parsed.tags[kid]
        gerund = tag == "VBG" and "object" in site.entry.patterns and not infinitive(site.parsed, kid)
        finite = tag in ("VBD", "VBZ", "VBP") or gerund
        if dep == "xcomp" and "to" not in site.entry.patterns and not finite:
            continue
        if dep == "advcl" and not marked(site.parsed, kid, ("that", "whether", "if")):
            continue
        if dep == "ccomp" and _is_relative(site, kid):
            continue
        return "clause", (whole_clause(site, kid),)
    return None


def _is_relative(site: Site, clause: int) -> bool:
    """Whether "that" is what a clause is about: "towns, states that vote in March" (taken for a verb)."""
    kids = site.parsed.children[clause]
    return any(site.word(k) == "that" and site.parsed.tags[k] == "WDT" and k == site.verb + 1 for k in kids)


def _told(site: Site) -> Found:
    """What somebody is told to do: "told Christie to get on a plane", "told her not to worry"."""
    if site.entry.lemma == "tell":
        for kid in site.after("xcomp", "ccomp", "advcl"):
            if infinitive(site.parsed, kid):
                return "to", (site.reach(kid),)
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


def _called_on(site: Site) -> Found:
    """Somebody called upon and an infinitive: "called on Kyiv to sign"."""
    if site.entry.lemma == "call":
        for kid in site.after("prep", "prt"):
            if site.word(kid) in ("on", "upon") and kid == site.verb + 1:
                wanted = [k for k in site.after("xcomp", "advcl") if infinitive(site.parsed, k)]
                high = max(site.reach(k)[1] for k in (kid, *wanted))
                nested = any(infinitive(site.parsed, t) for t in range(kid, high + 1))
                return ("object-to", ((kid + 1, high),)) if nested and high > kid else None
    return None


def _as(site: Site) -> Found:
    """An object and what it is described as: "described the talks as productive"."""
    if "as" in site.entry.patterns:
        for kid in site.after("prep"):
            if site.word(kid) == "as":
                objects = site.after("dobj")
                low = site.reach(objects[0])[0] if objects else kid + 1
                return "as", ((low, site.reach(kid)[1]),)
        return _as_clause(site)
    return None


LONGEST_DESCRIBED = 14
"""How many tokens may stand between "described" and its "as"."""


def _as_clause(site: Site) -> Found:
    """What is described "as" something the tree took for a clause: "described it as covered"."""
    parsed, verb = site.parsed, site.verb
    objects = site.after("dobj", "ccomp")
    for token in range(verb + 2, min(verb + LONGEST_DESCRIBED, site.sentence[1] - 1)):
        if parsed.words[token] in QUOTES or parsed.words[token] in (",", ";", ":"):
            return None
        if site.word(token) == "as" and objects and parsed.deps[token] in ("mark", "prep", "advmod"):
            head = parsed.heads[token] if parsed.deps[token] == "mark" else token
            high = max(token, parsed.edges[head][1])
            return ("as", ((verb + 1, high),)) if high > token else None
    return None


def _small(site: Site) -> Found:
    """An object and its predicate: "called it a mistake", but not "a group that calls itself Asawitri"."""
    if "small" in site.entry.patterns and site.word(min(site.verb + 1, site.sentence[1] - 1)) != "itself":
        found = site.after("oprd") or site.after("ccomp", "attr", "acomp")[:1]
        if found:
            things = [*site.after("dobj"), *found]
            low, high = site.reach(min(things))[0], max(site.reach(kid)[1] for kid in found)
            if high + 1 < site.sentence[1] and site.parsed.words[high + 1] in QUOTES:
                rest = range(high + 2, site.sentence[1])
                high = next((t for t in rest if site.parsed.words[t] in QUOTES), high)
            subject = _passive_subject(site)
            if subject:
                agents = (t for t in range(low + 2, high) if site.word(t) == "by")
                high = next((t - 1 for t in agents if site.parsed.words[t - 1] in QUOTES), high)
            return "small", (*subject, (low, high))
    return None


def _passive_subject(site: Site) -> Tokens:
    """What is called something: "**the plan** was called “a shame” by …", nothing for "which was called"."""
    for kid in site.parsed.children[site.verb]:
        if site.parsed.deps[kid] == "nsubjpass" and site.word(kid) not in RELATIVE:
            return (site.parsed.edges[kid],)
    return ()


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


def _of_somebody(site: Site) -> Found:
    """What somebody is told of, which the tree hung on them: "reminded the voters of his record"."""
    if site.entry.lemma not in ADDRESSING:
        return None
    for thing in site.after("dobj", "dative"):
        for kid in site.parsed.children[thing]:
            high = site.parsed.edges[kid][1]
            if kid > thing and site.word(kid) in site.entry.prepositions and high > kid:
                return f"/{site.word(kid)}", ((kid + 1, high),)
    return None


def _out(site: Site) -> Found:
    """An object of "point out" and "call out"."""
    if site.entry.lemma in ("point", "call") and any(site.word(k) == "out" for k in site.after("prt")):
        for kid in site.after("dobj"):
            if site.parsed.tags[kid] != "PRP" and site.word(kid) not in RELATIVE:
                return "object", (site.reach(kid),)
    return None


def _object(site: Site) -> Found:
    """An object: "denied the report", but not "denied him a victory"."""
    if "object" in site.entry.patterns and not site.after("dative"):
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


PATTERNS: tuple[Callable[[Site], Found], ...] = (
    as_said, inverted, _clause, _told, _to, _object_to, _called_on, _as, _small, stray_predicate, _blamed,
    _preposition, _of_somebody, _out, _object, _passive, stray_that, stray_clause, at_end, as_aside,
    rest_of_sentence,
)  # fmt: skip
"""The patterns in the order in which they are tried."""
