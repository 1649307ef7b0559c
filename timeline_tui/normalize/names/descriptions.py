"""Descriptions that stand for a person: "the president", where one person only can be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.titles import HEADS
from timeline_tui.normalize.names.words import Word
from timeline_tui.normalize.records import FoundRole

DISTINCT = frozenset({"vice", "prime", "deputy", "assistant", "former", "first", "ex"})
"""Words that make another office of a title: a vice president is not "the president"."""


def described(
    words: Sequence[Word], people: Mapping[int, tuple[Sequence[FoundRole], int]]
) -> list[tuple[Span, int]]:
    """Return the descriptions that mean one person of the document, with that person's number.

    ``people`` maps numbers to (roles, where the first mention stands). "The president" is whoever the text
    called president before, if it was one person; "the foreign minister" needs that very title. A description
    before the first mention is left alone, and so is one that a name follows (then it is a title).
    """
    titles = [
        (tuple(role.role.casefold().split()), number, first)
        for number, (roles, first) in people.items()
        for role in roles
    ]
    out = []
    for place, word in enumerate(words[:-1]):
        if word.text not in ("the", "The"):
            continue
        phrase = _phrase(words, place + 1)
        if not phrase:
            continue
        end = words[place + len(phrase)].end
        if place + len(phrase) + 1 < len(words):
            following = words[place + len(phrase) + 1]
            if following.capital and following.start - end <= 1:
                continue
        meant = {number for title, number, first in titles if first < word.start and _fits(phrase, title)}
        if len(meant) == 1:
            out.append(((word.start, end), meant.pop()))
    return out


def _phrase(words: Sequence[Word], place: int) -> tuple[str, ...]:
    """Return the one or two lower-case words of a title that begin at a place, () if it is none."""
    if words[place].text in HEADS:
        return (words[place].text,)
    pair = words[place : place + 2]
    if len(pair) == 2 and pair[1].text in HEADS and not pair[0].capital and pair[1].start - pair[0].end == 1:
        return pair[0].text, pair[1].text
    return ()


def _fits(phrase: tuple[str, ...], title: tuple[str, ...]) -> bool:
    if title[-len(phrase) :] != phrase:
        return False
    return len(title) == len(phrase) or len(phrase) > 1 or title[-2] not in DISTINCT
