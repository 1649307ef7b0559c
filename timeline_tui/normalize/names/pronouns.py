"""Who "he" and "she" are: gender evidence and salience, or nobody.

Gender comes from courtesy titles, roles ("spokeswoman") and given names. A pronoun goes to the person of
fitting gender who stands out most in the sentences before it: subjects over others, near over far, often
named over seldom named; words inside quotation marks count less for narration. Where two stand out alike,
it is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.language import Parsed

_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_FEMALE = frozenset({"she", "her", "hers"})

REACH = 5
"""How many sentences back an antecedent may stand."""

DECAY = 0.6
"""What a sentence of distance leaves of a mention's weight."""

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
            if _inside(quoted, start):
                weight *= 0.4
            weights[number] = weights.get(number, 0.0) * 0.7 + weight
            at += 1
        _age(weights, sentence - now)
        now = max(now, sentence)
        best = _best(weights, genders, gender)
        if best is None:
            continue
        out.append((found.span(), best))
        if not genders[best]:
            genders[best] = gender
        if not _inside(quoted, found.start()):
            weights[best] += 0.5 + (0.5 if word in ("he", "she") else 0.0)
    return out


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


def _inside(spans: Sequence[Span], offset: int) -> bool:
    place = bisect_right(spans, (offset, 1 << 60)) - 1
    return place >= 0 and spans[place][0] <= offset < spans[place][1]
