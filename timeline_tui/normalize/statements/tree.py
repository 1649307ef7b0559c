"""Questions to the dependency tree: who does what a verb says, how far a phrase or a clause reaches."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import cues

RELATIVE = frozenset({"who", "which", "that", "whom"})
SUBJECTS = ("nsubj", "csubj")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs."""

QUOTES = frozenset({"“", "”", '"', "''", "``"})
"""Quotation marks as tokens."""

CONTRASTS = frozenset({"while", "though", "although", "whereas"})

LONG_APPOSITION = 5
"""A longer apposition at the end of reported content is the narrator's ("…, a law that dates from 1976")."""


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
        if parsed.deps[kid] in SUBJECTS:
            if parsed.words[kid].casefold() in RELATIVE and dep == "relcl":
                return head
            return kid
    if any(parsed.deps[kid] == "nsubjpass" for kid in kids):
        return None
    if parsed.tags[verb] == "VBN" and dep in ("advcl", "acl", "relcl") and not _has_auxiliary(parsed, verb):
        if dep == "acl" and parsed.deps[head] == "ROOT" and parsed.tags[head].startswith("NN"):
            return head  # "One lawmaker called Trump …": the sentence has no other verb
        return None  # "Asked if he had met Trump, …": a passive participle
    outer = outer_cue(parsed, verb)
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
        author = _author(parsed, head, depth) if parsed.words[head].casefold() in WRITINGS else None
        return author if author is not None else head
    if dep == "pcomp" and parsed.tags[head].startswith("NN"):
        return _author(parsed, head, depth)  # "made a point of saying that …"
    if (
        dep in ("acl", "relcl")
        and infinitive(parsed, verb)
        and parsed.tags[parsed.heads[head]].startswith("VB")
    ):
        return subject_of(parsed, parsed.heads[head], depth + 1)  # "held a briefing to say that …"
    return None


WRITINGS = frozenset(
    {
        "ad", "ads", "article", "articles", "banner", "banners", "column", "comments", "editorial", "email",
        "emails", "injunction", "letter", "letters", "memo", "message", "messages", "motion", "note",
        "petition", "petitions", "placards", "post", "posts", "release", "remarks", "report", "resolution",
        "sign", "signs", "speech", "statement", "statements", "transcript", "tweet", "tweets",
    }
)  # fmt: skip
"""Things that say what somebody wrote on them: "issued a statement saying …" is who issued it."""


def _author(parsed: Parsed, noun: int, depth: int) -> int | None:
    """Return who does what a verb says that has a noun as its object or in a phrase."""
    above = parsed.heads[noun]
    if parsed.deps[noun] == "pobj" and parsed.deps[above] == "prep":
        above = parsed.heads[above]
    elif parsed.deps[noun] != "dobj":
        return None
    return subject_of(parsed, above, depth + 1) if parsed.tags[above].startswith("VB") else None


def relative_subject(parsed: Parsed, verb: int) -> int | None:
    """Return the relative pronoun that is a verb's subject ("a donor who said …")."""
    if parsed.deps[verb] != "relcl":
        return None
    subjects = [k for k in parsed.children[verb] if parsed.deps[k] == "nsubj"]
    return subjects[0] if subjects and parsed.words[subjects[0]].casefold() in RELATIVE else None


def after_comma(parsed: Parsed, token: int) -> bool:
    """Whether a comma stands before a token, or a comma and a closing mark (“…,” adding)."""
    before = token - 1
    if before > 0 and parsed.words[before] in ("”", '"', "''"):
        before -= 1
    return before >= 0 and parsed.words[before] == ","


def _has_auxiliary(parsed: Parsed, verb: int) -> bool:
    return any(parsed.deps[kid] in ("aux", "auxpass") for kid in parsed.children[verb])


def _has_subject(parsed: Parsed, verb: int) -> bool:
    return any(parsed.deps[kid] in ("nsubj", "csubj", "nsubjpass") for kid in parsed.children[verb])


def outer_cue(parsed: Parsed, verb: int) -> int | None:
    """Return the cue that a verb continues although the tree hangs it into that cue's content.

    "He said his attacks have helped and said that …": the second ``said`` is joined to ``helped``, but
    shares its tense and has no subject of its own. "He insisted that he had won, claiming that …":
    ``claiming`` follows a comma and the content's subject is a pronoun.
    """
    inner = parsed.heads[verb]
    outer = parsed.heads[inner]
    if parsed.deps[inner] in ("acl", "relcl") and parsed.tags[verb] == "VBG":
        return _cue_around(parsed, verb, inner)
    if parsed.deps[inner] != "ccomp" or outer >= inner or _has_subject(parsed, verb):
        return None
    table = cues()
    if parsed.words[verb].casefold() not in table or parsed.words[outer].casefold() not in table:
        return None
    joined = parsed.deps[verb] == "conj" and parsed.tags[verb] == parsed.tags[outer]
    acting = table[parsed.words[verb].casefold()].kind in ("promise", "demand")
    if joined and (acting or parsed.tags[outer] != parsed.tags[inner] or _joined_by_comma(parsed, verb)):
        return outer
    if parsed.deps[verb] == "advcl" and parsed.tags[verb] == "VBG" and after_comma(parsed, verb):
        subjects = [k for k in parsed.children[inner] if parsed.deps[k] == "nsubj"]
        adding = parsed.words[verb].casefold() == "adding"
        if adding or not subjects or not parsed.tags[subjects[0]].startswith("NNP"):
            return outer
    return None


def _cue_around(parsed: Parsed, verb: int, inner: int) -> int | None:
    """Return the cue whose object a participle after a comma or dash was hung into.

    "He dismissed claims that they broke the law, saying …": ``saying`` hangs on ``broke``. In "called it a
    lie, to which Costa responded by leaving, blaming the press" it goes on from the cue it hangs on.
    """
    table = cues()
    if parsed.words[inner].casefold() in table:
        return None
    if parsed.words[verb].casefold() not in table or not (
        after_comma(parsed, verb) or parsed.words[verb - 1] in ("—", "–", "-", "--")
    ):
        return None
    above = parsed.heads[inner]
    for _ in range(4):
        if parsed.deps[above] not in ("dobj", "pobj", "prep", "conj", "appos"):
            return None
        above = parsed.heads[above]
        if parsed.words[above].casefold() in table and parsed.tags[above].startswith("VB"):
            return above
    return None


def _joined_by_comma(parsed: Parsed, verb: int) -> bool:
    """Whether ", and" stands right before a verb, adverbs aside: "said it was over, and also urged …"."""
    token = verb - 1
    while token > 0 and parsed.tags[token] == "RB":
        token -= 1
    return token > 0 and parsed.words[token].casefold() in ("and", "but") and after_comma(parsed, token)


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


def clipped(parsed: Parsed, kid: int, low: int, high: int) -> tuple[int, int]:
    """Cut off the end of a content clause what no longer belongs to it.

    That is a further cue of the same speaker, a contrast of the narrator (", while …", ", though …") and a
    conjunction or comma left over.
    """
    for child in parsed.children[kid]:
        if kid < child <= high and outer_cue(parsed, child) is not None:
            high = min(high, parsed.edges[child][0] - 1)
    high = _before_other_tense(parsed, kid, high)
    for token in range(low + 2, high):
        contrast = parsed.words[token].casefold() in CONTRASTS and after_comma(parsed, token)
        if contrast and parsed.edges[parsed.heads[token]][1] >= high - 1 and _finite(parsed, token, high):
            high = token - 1
            break
    high = _before_next_speaker(parsed, low, high)
    high = _before_relay(parsed, low, high)
    high = without_aside(parsed, low, high)
    while high > low and parsed.words[high].casefold() in (",", "and", "but", "or", ";", "—", "–"):
        high -= 1
    return low, high


def _before_other_tense(parsed: Parsed, clause: int, high: int) -> int:
    """Return the end of content before a verb that goes on with the cue's tense and subject, not its own.

    "proposed that forces be left there, and pushed to send arms": ``pushed`` has the tense of ``proposed``.
    """
    cue = parsed.heads[clause]
    for kid in parsed.children[clause]:
        if parsed.deps[kid] != "conj" or not clause < kid <= high or _has_subject(parsed, kid):
            continue
        tense = _tense(parsed, kid)
        if tense is not None and tense == _tense(parsed, cue) != _tense(parsed, clause):
            begin = parsed.edges[kid][0]
            while begin - 1 > clause and parsed.words[begin - 1].casefold() in ("and", "but", ","):
                begin -= 1
            return min(high, begin - 1)
    return high


def _tense(parsed: Parsed, verb: int) -> str | None:
    """Return the tag of a verb's finite word: its own or its first auxiliary's."""
    for kid in parsed.children[verb]:
        if kid < verb and parsed.deps[kid] in ("aux", "auxpass"):
            return parsed.tags[kid] if parsed.tags[kid] in FINITE else None
    return parsed.tags[verb] if parsed.tags[verb] in FINITE else None


def _finite(parsed: Parsed, low: int, high: int) -> bool:
    """Whether a finite verb stands before the next comma: not "a crucial, although brief, opportunity"."""
    for token in range(low, high + 1):
        if parsed.tags[token] in FINITE:
            return True
        if parsed.words[token] == ",":
            return False
    return False


def _before_next_speaker(parsed: Parsed, low: int, high: int) -> int:
    """Return the end of content before a clause in which somebody else speaks: ", and the mayor said …"."""
    table = cues()
    for token in range(low + 2, high):
        if parsed.words[token].casefold() not in ("and", "but", "while"):
            continue
        stop = next(
            (t for t in range(token + 1, high + 1) if parsed.tags[t] in FINITE or parsed.words[t] == ","),
            high,
        )
        entry = table.get(parsed.words[stop].casefold())
        subjects = [k for k in parsed.children[stop] if parsed.deps[k] == "nsubj" and k > token]
        if entry is None or "clause" not in entry.patterns or not subjects:
            continue
        if entry.lemma != "say" and not after_comma(parsed, token):
            continue
        if parsed.tags[subjects[0]] != "PRP" and parsed.edges[subjects[0]][0] == token + 1:
            return token - 1
    return high


def _before_relay(parsed: Parsed, low: int, high: int) -> int:
    """Return the end of content before who passed it on: "…, according to Lusa", "…, Lusa reported"."""
    for token in range(low + 2, high - 1):
        if parsed.words[token].casefold() == "according" and parsed.words[token + 1].casefold() == "to":
            return token - 1
    table = cues()
    for verb in range(high, max(low + 3, high - LONGEST_RELAY), -1):
        entry = table.get(parsed.words[verb].casefold())
        if entry is None or "clause" not in entry.patterns or parsed.tags[verb] not in FINITE:
            continue
        begin = verb - 1
        while begin > low and parsed.tags[begin] in _NAMES and verb - begin < LONGEST_RELAY:
            begin -= 1
        rest = range(verb + 1, high + 1)
        if begin < verb - 1 and _comma_at(parsed, begin) and not any(parsed.tags[t] in FINITE for t in rest):
            return begin - 1
        return high
    return high


LONGEST_RELAY = 9
_NAMES = frozenset({"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "PRP", "PRP$", "POS", "CD", "HYPH"})


def _comma_at(parsed: Parsed, token: int) -> bool:
    """Whether a token is a comma, or a mark after a comma."""
    return parsed.words[token] == "," or (parsed.words[token] in QUOTES and parsed.words[token - 1] == ",")


def without_aside(parsed: Parsed, low: int, high: int) -> int:
    """Cut off the narrator's aside at the end: ", who has a lead in the polls", ", a law from 1976".

    A relative clause or apposition after a comma that runs to the end of the content explains a word of it to
    the reader. One in the middle stays.
    """
    for token in range(low + 2, high):
        dash = parsed.words[token - 1] in ("—", "–", "--", "-")
        if not (after_comma(parsed, token) or dash) or parsed.edges[token][1] > high:
            continue
        for head in (token, *_openers(parsed, token)):
            begin, end = parsed.edges[head]
            if begin != token or end < high - 1 or parsed.heads[head] < low or _quotes(parsed, begin, end):
                continue
            if parsed.deps[head] == "relcl" or (
                parsed.deps[head] == "appos" and end - begin >= LONG_APPOSITION
            ):
                return token - 2 if dash or parsed.words[token - 1] == "," else token - 1
    return high


def _quotes(parsed: Parsed, low: int, high: int) -> bool:
    """Whether words of the speaker stand in quotation marks there: the narrator's asides have none."""
    words = parsed.words[low : high + 1]
    return any(w in QUOTES for w in words) and not any(w.casefold() in cues() for w in words)


def _openers(parsed: Parsed, token: int) -> Iterator[int]:
    """Yield the heads above a token as long as it is the first token of their subtree."""
    here = token
    while parsed.heads[here] != here and parsed.edges[parsed.heads[here]][0] == token:
        here = parsed.heads[here]
        yield here


def infinitive(parsed: Parsed, verb: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(parsed.deps[k] == "aux" and parsed.words[k].casefold() == "to" for k in parsed.children[verb])
