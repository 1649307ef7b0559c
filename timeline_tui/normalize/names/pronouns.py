"""Who "he" and "she" are: gender evidence and salience, or nobody.

Gender comes from courtesy titles, roles ("spokeswoman") and given names. A pronoun goes to the person of
fitting gender who stands out most in the sentences before it: subjects over others, near over far, often
named over seldom named. Words inside quotation marks count less, and a quotation's speaker is not the "he"
in it. Where two stand out alike, it is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names.mentions import SPEAKING

_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_FEMALE = frozenset({"she", "her", "hers"})

REACH = 5
"""How many sentences back an antecedent may stand."""

DECAY = 0.6
"""What a sentence of distance leaves of a mention's weight."""

BESIDE = 25
"""How many characters from a quotation a name may stand to be taken for its speaker's."""

CLOSING = 3
"""How many characters (the mark, a space) may stand between a quotation and the pronoun of its speaker."""

BOUND = 1.5
"""How much more the subject of a clause around a pronoun stands out than it would elsewhere."""

SPOKEN = 2.5
"""The same for who is said to have said the clause: "Ana told Eva that she had won"."""

SUBJECT = frozenset({"nsubj", "nsubjpass"})


def resolve(
    text: str,
    sentences: Sequence[Span],
    quoted: Sequence[Span],
    people: Mapping[int, tuple[Sequence[Span], str]],
    parsed: Parsed | None,
) -> list[tuple[Span, int]]:
    """Return the pronouns that could be resolved, with the number of the person.

    ``people`` maps numbers to (mentions, gender "f", "m" or ""). The pronouns resolved so far strengthen the
    persons they stand for.
    """
    mentions = sorted((span, number) for number, (spans, _) in people.items() for span in spans)
    genders = {number: gender for number, (_, gender) in people.items()}
    bearers = _bearers(parsed, mentions)
    starts = [start for start, _ in sentences]
    weights: dict[int, float] = {}
    out: list[tuple[Span, int]] = []
    now, at = -1, 0
    for found in _PRONOUN.finditer(text):
        sentence = bisect_right(starts, found.start()) - 1
        if sentence < 0:
            continue
        word = found[0].casefold()
        gender = "f" if word in _FEMALE else "m"
        while at < len(mentions) and mentions[at][0][0] < found.start():
            (start, end), number = mentions[at]
            own = bisect_right(starts, start) - 1
            _age(weights, own - now)
            now = max(now, own)
            weight = 1.0 + (1.0 if _is_subject(parsed, end) else 0.0)
            if _around(quoted, start) is not None:
                weight *= 0.4
            weights[number] = weights.get(number, 0.0) * 0.85 + weight
            at += 1
        _age(weights, sentence - now)
        now = max(now, sentence)
        quote = _around(quoted, found.start())
        before = _before(text, quoted, quote[0] if quote is not None else found.start())
        speakers = _beside(text, mentions, quote) if quote is not None else frozenset()
        if before is not None and quote is not None:
            speakers |= _beside(text, mentions, before)  # “…,” Ana said. “She …”
        elif before is not None and word in ("he", "she") and found.start() - before[1] <= CLOSING:
            speakers = _inside(mentions, before, before[1])  # “Ana must go,” she said
        owner, bound, barred = _bound(parsed, found.start(), bearers)
        inside = _inside(mentions, quote, found.start()) if quote is not None else frozenset()
        rivals = {
            number: weight * (bound if number == owner else 1.0) + (1.0 if number in inside else 0.0)
            for number, weight in weights.items()
            if number not in speakers and number != barred
        }
        best = _best(rivals, genders, gender)
        if best is None:
            continue
        out.append((found.span(), best))
        if parsed is not None and quote is None:
            bearers[parsed.token_at(found.start())] = best
        if not genders[best]:
            genders[best] = gender
        if quote is None:
            weights[best] += 0.5 + (0.5 if word in ("he", "she") else 0.0)
    return out


def _bearers(parsed: Parsed | None, mentions: Sequence[tuple[Span, int]]) -> dict[int, int]:
    """Return the person whose name ends in a token, by token number."""
    if parsed is None:
        return {}
    return {parsed.token_at(end - 1): number for (_, end), number in mentions}


def _bound(
    parsed: Parsed | None, at: int, bearers: Mapping[int, int]
) -> tuple[int | None, float, int | None]:
    """Return who a pronoun is by the clauses around it, how much that tells, and who it cannot be.

    In "Ana said she had sold her house" it is the subject of a clause around it; in "Ana met her" it cannot
    be the subject of its own verb.
    """
    if parsed is None:
        return None, 1.0, None
    token = parsed.token_at(at)
    if token >= len(parsed.words):
        return None, 1.0, None
    barred = None
    here = token
    if parsed.deps[token] in ("dobj", "dative", "pobj"):
        verb = parsed.heads[token]
        while parsed.deps[verb] in ("prep", "dative") and parsed.heads[verb] != verb:
            verb = parsed.heads[verb]
        barred = next((bearers.get(k) for k in parsed.children[verb] if parsed.deps[k] in SUBJECT), None)
        here = verb
    for _ in range(MOST_CLAUSES):
        if parsed.heads[here] == here:
            break
        said = parsed.deps[here] == "ccomp" and parsed.words[parsed.heads[here]].casefold() in SPEAKING
        here = parsed.heads[here]
        for kid in parsed.children[here]:
            if parsed.deps[kid] in SUBJECT and kid < token:
                owner = _named(parsed, kid, bearers)
                if owner is not None and owner != barred:
                    return owner, SPOKEN if said else BOUND, barred
    return None, 1.0, barred


def _named(parsed: Parsed, subject: int, bearers: Mapping[int, int]) -> int | None:
    """Return who a subject is.

    By its own name, that of an apposition ("her lawyer, Ana Silva, said"), or what "who" stands for
    ("Ana Silva, who said she …").
    """
    if subject in bearers:
        return bearers[subject]
    verb = parsed.heads[subject]
    if parsed.tags[subject] == "WP" and parsed.deps[verb] == "relcl":
        return bearers.get(parsed.heads[verb])
    return next(
        (bearers[k] for k in parsed.children[subject] if parsed.deps[k] == "appos" and k in bearers), None
    )


MOST_CLAUSES = 8
"""How many heads above a pronoun are looked at for the subject of a clause around it."""


def _age(weights: dict[int, float], steps: int) -> None:
    if steps <= 0:
        return
    for number in list(weights):
        weights[number] *= DECAY**steps
        if weights[number] < DECAY ** (REACH + 1):
            del weights[number]


def _best(weights: Mapping[int, float], genders: Mapping[int, str], gender: str) -> int | None:
    """Return the clear winner among persons whose gender fits; unknown gender counts half."""
    ranked = sorted(
        (
            (weight * (1.0 if genders[number] == gender else 0.6), number)
            for number, weight in weights.items()
            if genders[number] in (gender, "")
        ),
        reverse=True,
    )
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] < 1.15 * ranked[1][0]:
        return None
    return ranked[0][1]


def _is_subject(parsed: Parsed | None, end: int) -> bool:
    if parsed is None:
        return False
    token = parsed.token_at(end - 1)
    if token >= len(parsed.words):
        return False
    while parsed.deps[token] == "conj" and parsed.heads[token] < token:
        token = parsed.heads[token]  # "Hill and Wood spoke": both are subjects
    return parsed.deps[token] in SUBJECT


def _around(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the quotation an offset lies in."""
    place = bisect_right(spans, (offset, 1 << 60)) - 1
    return spans[place] if place >= 0 and spans[place][0] <= offset < spans[place][1] else None


def _before(text: str, quoted: Sequence[Span], at: int) -> Span | None:
    """Return the quotation that ends in the same paragraph shortly before a place."""
    place = bisect_right(quoted, (at - 1, 1 << 60)) - 1
    if place < 0 or quoted[place][1] > at or at - quoted[place][1] > 4 * BESIDE:
        return None
    return None if "\n" in text[quoted[place][1] : at] else quoted[place]


def _inside(mentions: Sequence[tuple[Span, int]], quote: Span, at: int) -> frozenset[int]:
    """Return who is named in a quotation before a pronoun of it."""
    first = bisect_right(mentions, ((quote[0], 0), 0))
    return frozenset(number for _, number in mentions[first : bisect_right(mentions, ((at, 0), 0))])


def _beside(text: str, mentions: Sequence[tuple[Span, int]], quote: Span) -> frozenset[int]:
    """Return who is named right before or after a quotation: its speaker, who does not call himself "he".

    Not everybody there has spoken: in "said Ana Silva should “consider her position”" the quotation goes on
    with what is said of Ana Silva.
    """
    place = bisect_right(mentions, ((quote[0], 0), 0))
    out = set()
    if place and quote[0] - (end := mentions[place - 1][0][1]) < BESIDE:
        between = text[end : quote[0]]
        if ". " not in between and "\n" not in between and _introduces(between):
            out.add(mentions[place - 1][1])
    place = bisect_right(mentions, ((quote[1], 0), 0))
    start = mentions[place][0][0] if place < len(mentions) else len(text)
    if start < min(quote[1] + BESIDE, len(text)) and "\n" not in text[quote[1] : start]:
        out.add(mentions[place][1])
    return frozenset(out)


def _introduces(between: str) -> bool:
    """Whether the words between a name and a quotation make it the name's own: a verb of saying, a colon."""
    words = between.strip(" \"“‘'").split(" ")
    return words[-1][-1:] in (":", ",", "") or any(word.strip(",:") in SPEAKING for word in words)
