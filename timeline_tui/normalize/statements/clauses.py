"""Clause structure: subject, cue and content of each cue verb, read off the dependency tree.

Works on token numbers of a :class:`~timeline_tui.normalize.language.Parsed`; knows nothing of participants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import Cue, cues

RELATIVE = frozenset({"who", "which", "that", "whom"})
CONTRASTS = frozenset({"while", "though", "although", "whereas"})
NEAR_THAT = 8
"""How many tokens after a cue a "that" may stand that opens its content."""

LONG_APPOSITION = 5
"""An apposition of more tokens at the end of reported content is the narrator's ("…, a law that dates from 1976")."""
_SUBJECTS = ("nsubj", "csubj")
_ADDRESSING = frozenset({"tell", "ask", "inform", "assure", "remind", "warn", "advise", "urge"})
_FORBIDDING = frozenset({"decline", "refuse", "decide", "fail", "want", "need", "try", "able", "plan"})
_SILENT = frozenset(
    {"say", "tell", "comment", "elaborate", "mention", "answer", "respond", "specify", "disclose"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue verb with what the tree gives it. ``subject`` is (first, last, head) token or None."""

    cue: int
    entry: Cue
    subject: tuple[int, int, int] | None
    content: tuple[Span, ...]
    pattern: str
    to: tuple[int, ...] = ()


def subject_of(parsed: Parsed, verb: int, depth: int = 0) -> int | None:
    """Return the token that does what a verb says: its own subject, or the one it shares or inherits.

    "Putin reiterated X, insisting Y and warning against Z": ``insisting`` hangs on ``reiterated``,
    ``warning`` on ``insisting``. "X was told by Y" gives Y; "X was told" nobody.
    """
    if depth > 6:
        return None
    kids = parsed.children[verb]
    dep, head = parsed.deps[verb], parsed.heads[verb]
    for kid in kids:
        if parsed.deps[kid] == "agent":
            objects = [k for k in parsed.children[kid] if parsed.deps[k] == "pobj"]
            if objects:
                return objects[0]
    for kid in kids:
        if parsed.deps[kid] in _SUBJECTS:
            if parsed.words[kid].casefold() in RELATIVE and dep == "relcl":
                return head
            return kid
    if any(parsed.deps[kid] == "nsubjpass" for kid in kids):
        return None
    if parsed.tags[verb] == "VBN" and dep in ("advcl", "acl", "relcl") and not _has_auxiliary(parsed, verb):
        return None  # "Asked if he had met Trump, …": a passive participle
    outer = _outer_cue(parsed, verb)
    if outer is not None:
        return subject_of(parsed, outer, depth + 1)
    if dep == "conj" and parsed.tags[head].startswith("VB"):
        return subject_of(parsed, head, depth + 1)
    if dep in ("advcl", "xcomp", "ccomp", "dep", "pcomp") and head != verb:
        if dep == "pcomp" and parsed.deps[head] == "prep":
            head = parsed.heads[head]
        if dep == "ccomp" and parsed.tags[verb] not in ("VBG", "VB"):
            return None
        if parsed.tags[head].startswith("VB"):
            passive = [k for k in parsed.children[head] if parsed.deps[k] == "nsubjpass"]
            if passive and dep in ("xcomp", "advcl", "pcomp"):
                return passive[0]
            return subject_of(parsed, head, depth + 1)
        if parsed.tags[head].startswith("JJ") and parsed.deps[head] == "acomp":
            return subject_of(parsed, parsed.heads[head], depth + 1)
    if dep == "acl" and parsed.tags[verb] == "VBG":
        return head
    if (
        dep in ("acl", "relcl")
        and _infinitive(parsed, verb)
        and parsed.tags[parsed.heads[head]].startswith("VB")
    ):
        return subject_of(parsed, parsed.heads[head], depth + 1)  # "held a briefing to say that …"
    return None


def _has_auxiliary(parsed: Parsed, verb: int) -> bool:
    return any(parsed.deps[kid] in ("aux", "auxpass") for kid in parsed.children[verb])


def _has_subject(parsed: Parsed, verb: int) -> bool:
    return any(parsed.deps[kid] in ("nsubj", "csubj", "nsubjpass") for kid in parsed.children[verb])


def _outer_cue(parsed: Parsed, verb: int) -> int | None:
    """Return the cue that a verb continues although the tree hangs it into that cue's content.

    "He said his attacks have helped and said that …": the second ``said`` is joined to ``helped``, but
    shares its tense and has no subject of its own. "He insisted that he had won, claiming that …":
    ``claiming`` follows a comma and the content's subject is a pronoun.
    """
    inner = parsed.heads[verb]
    outer = parsed.heads[inner]
    if parsed.deps[inner] != "ccomp" or outer >= inner or _has_subject(parsed, verb):
        return None
    table = cues()
    if parsed.words[verb].casefold() not in table or parsed.words[outer].casefold() not in table:
        return None
    if parsed.deps[verb] == "conj" and parsed.tags[verb] == parsed.tags[outer] != parsed.tags[inner]:
        return outer
    if parsed.deps[verb] == "advcl" and parsed.tags[verb] == "VBG" and verb and parsed.words[verb - 1] == ",":
        subjects = [k for k in parsed.children[inner] if parsed.deps[k] == "nsubj"]
        if not subjects or not parsed.tags[subjects[0]].startswith("NNP"):
            return outer
    return None


def _clipped(parsed: Parsed, kid: int, low: int, high: int) -> tuple[int, int]:
    """Cut off the end of a content clause what no longer belongs to it.

    That is a further cue of the same speaker, a contrast of the narrator (", while …", ", though …") and a
    conjunction or comma left over.
    """
    for child in parsed.children[kid]:
        if kid < child <= high and _outer_cue(parsed, child) is not None:
            high = min(high, parsed.edges[child][0] - 1)
    for token in range(low + 2, high):
        if parsed.words[token].casefold() in CONTRASTS and parsed.words[token - 1] == ",":
            if parsed.edges[parsed.heads[token]][1] >= high - 1:
                high = token - 1
                break
    high = _without_aside(parsed, low, high)
    while high > low and parsed.words[high].casefold() in (",", "and", "but", "or", ";", "—", "–"):
        high -= 1
    return low, high


def _without_aside(parsed: Parsed, low: int, high: int) -> int:
    """Cut off the narrator's aside at the end: ", who has a lead in the polls", ", a law that dates from
    1976".

    A relative clause or apposition after a comma that runs to the end of the content explains a word of it to
    the reader. One in the middle stays.
    """
    for token in range(low + 2, high):
        if parsed.words[token - 1] != "," or parsed.edges[token][1] > high:
            continue
        for head in (token, *_openers(parsed, token)):
            begin, end = parsed.edges[head]
            if begin != token or end < high - 1 or parsed.heads[head] < low:
                continue
            if parsed.deps[head] == "relcl" or (
                parsed.deps[head] == "appos" and end - begin >= LONG_APPOSITION
            ):
                return token - 2
    return high


def _openers(parsed: Parsed, token: int) -> Iterator[int]:
    """Yield the heads above a token as long as it is the first token of their subtree."""
    here = token
    while parsed.heads[here] != here and parsed.edges[parsed.heads[here]][0] == token:
        here = parsed.heads[here]
        yield here


def noun_phrase(parsed: Parsed, head: int) -> tuple[int, int, int]:
    """Return first and last token of a noun phrase without its relative clauses, and its head.

    Appositions and "of" phrases stay ("Ana Silva, mayor of Porto"), what follows a comma otherwise does not.
    """
    low = parsed.edges[head][0]
    high = head
    for kid in parsed.children[head]:
        if kid < head:
            continue
        dep = parsed.deps[kid]
        if dep in ("appos", "nmod", "compound", "nummod", "flat", "case") or (
            dep == "prep" and parsed.words[kid].casefold() in ("of", "for", "in", "at", "from", "with")
        ):
            if dep == "prep" and parsed.words[kid - 1] == ",":
                continue
            high = max(high, _short_edge(parsed, kid))
        elif dep in ("conj", "cc"):
            high = max(high, _short_edge(parsed, kid))
    while low < head and parsed.words[low] in (
        '"',
        "“",
        "”",
        ",",
        "''",
        "``",
        "—",
        "-",
        "–",
        "and",
        "But",
        "And",
    ):
        low += 1
    return low, high, head


def _short_edge(parsed: Parsed, token: int) -> int:
    """Return the last token of a dependent, relative clauses left out."""
    high = token
    for kid in parsed.children[token]:
        if kid > token and parsed.deps[kid] not in ("relcl", "acl", "punct", "advcl", "ccomp"):
            high = max(high, _short_edge(parsed, kid))
    return high


def _denied(parsed: Parsed, verb: int, entry: Cue) -> bool:
    """Whether the verb says that nothing was said: "did not say", "declined to comment", "if he says"."""
    if entry.lemma not in _SILENT:
        return False
    if any(parsed.deps[kid] == "neg" for kid in parsed.children[verb]):
        return True
    head = parsed.heads[verb]
    if parsed.deps[verb] != "xcomp":
        return False
    form = parsed.words[head].casefold()
    return any(form.startswith(stem.rstrip("e")) for stem in _FORBIDDING)


def frames(parsed: Parsed) -> Iterator[Frame]:
    """Yield a frame for each cue verb of the text that could have content or a quotation."""
    table = cues()
    for first, end in parsed.sentences:
        for token in range(first, end):
            tag = parsed.tags[token]
            entry = table.get(parsed.words[token].casefold()) if tag.startswith("VB") else None
            if entry is None or (
                parsed.deps[token] in ("amod", "compound", "aux")
                and parsed.words[token - 1] not in ("”", '"', "''")
            ):
                continue
            if _denied(parsed, token, entry) or _naming(parsed, token, entry):
                continue
            subject = subject_of(parsed, token)
            pattern, content = _content(parsed, token, entry, (first, end))
            if pattern not in ("clause", "inverted"):
                content = tuple((low, _without_aside(parsed, low, high)) for low, high in content)
            phrase = noun_phrase(parsed, subject) if subject is not None else None
            relative = _relative(parsed, token)
            if phrase is not None and relative is not None:
                phrase = (relative, relative, phrase[2])
            yield Frame(token, entry, phrase, content, pattern, _recipients(parsed, token, entry))


def _naming(parsed: Parsed, verb: int, entry: Cue) -> bool:
    """Whether a verb gives a name: "a group called Sandy Hook Promise"."""
    naming = entry.lemma in ("call", "dub", "label")
    return naming and parsed.tags[verb] == "VBN" and parsed.deps[verb] == "acl"


def _relative(parsed: Parsed, verb: int) -> int | None:
    """Return the relative pronoun that is a verb's subject ("a donor who said …")."""
    if parsed.deps[verb] != "relcl":
        return None
    subjects = [k for k in parsed.children[verb] if parsed.deps[k] == "nsubj"]
    return subjects[0] if subjects and parsed.words[subjects[0]].casefold() in RELATIVE else None


def _recipients(parsed: Parsed, verb: int, entry: Cue) -> tuple[int, ...]:
    """Return the tokens somebody is told: dative, object of tell, "to …"."""
    out = []
    for kid in parsed.children[verb]:
        dep = parsed.deps[kid]
        objects = ("dative", "dobj") if entry.lemma in _ADDRESSING else ("dative",)
        if dep in objects and kid > verb and parsed.tags[kid].startswith(("NN", "PRP")):
            out.append(kid)
        elif dep in ("dative", "prep") and parsed.words[kid].casefold() == "to":
            out += [k for k in parsed.children[kid] if parsed.deps[k] == "pobj"]
    return tuple(out)


def _content(
    parsed: Parsed, verb: int, entry: Cue, sentence: tuple[int, int]
) -> tuple[str, tuple[tuple[int, int], ...]]:
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
                return "clause", (_clipped(parsed, kid, max(low, verb + 1), high),)
    if "to" in patterns:
        for kid in by_dep.get("xcomp", ()):
            if kid > verb and _infinitive(parsed, kid):
                return "to", ((max(parsed.edges[kid][0], verb + 1), parsed.edges[kid][1]),)
    if "object-to" in patterns:
        for kid in (*by_dep.get("xcomp", ()), *by_dep.get("ccomp", ()), *by_dep.get("advcl", ())):
            if kid > verb and _infinitive(parsed, kid):
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
    following = parsed.words[verb + 1].casefold() if verb + 1 < sentence[1] else ""
    for kid in kids:
        low, high = parsed.edges[kid]
        if kid > verb and parsed.words[low].casefold() in entry.prepositions and high > low:
            if parsed.deps[kid] == "prep" or (low == verb + 1 and following in entry.prepositions):
                return f"/{parsed.words[low].casefold()}", ((low + 1, high),)
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
            return "that", (_clipped(parsed, kid, that, max(that, parsed.edges[kid][1])),)
    return "", ()


def _stray_that(parsed: Parsed, verb: int, sentence: tuple[int, int]) -> int | None:
    """Return a "that" soon after a cue whose clause the tree hung elsewhere.

    "President Trump intimated before the summit that he sought an end to the war": ``that`` is taken for a relative
    pronoun of the summit. No verb and no comma may stand between.
    """
    for token in range(verb + 1, min(verb + NEAR_THAT, sentence[1])):
        if parsed.words[token] == "," or parsed.tags[token].startswith("VB"):
            return None
        if parsed.words[token] == "that" and parsed.heads[token] > token and parsed.tags[parsed.heads[token]][:2] == "VB":
            return token
    return None


def _object_with_ground(parsed: Parsed, verb: int, by_dep: dict[str, list[int]]) -> tuple[int, int] | None:
    """Return "Sanders of distorting her record", "the party for its silence": the object and what it is blamed for."""
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
) -> tuple[str, tuple[tuple[int, int], ...]] | None:
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


def _infinitive(parsed: Parsed, verb: int) -> bool:
    return any(parsed.deps[k] == "aux" and parsed.words[k].casefold() == "to" for k in parsed.children[verb])


def _before(parsed: Parsed, verb: int, sentence: tuple[int, int]) -> tuple[tuple[int, int], ...] | None:
    """Return content that stands before subject and cue, or around them: "X, he said", "X, said he, Y".

    The clause of the cue must be short, set off by a comma, and have nothing of its own after it.
    """
    first, end = sentence
    subjects = [k for k in parsed.children[verb] if parsed.deps[k] in _SUBJECTS]
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
