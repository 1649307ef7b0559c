"""Which three signs a query needs to see: what full text on trigrams is asked for.

A text holds a word only if it holds every three signs of it; the rarest few leave hardly more than all would.
Since texts end in line ends, one or two signs are found by all trigrams that begin so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from timeline_tui.search.expressions import And, Expression, Field, Not, Or, Phrase, Regex, Word
from timeline_tui.search.fold import fold_words
from timeline_tui.search.regex import Pattern
from timeline_tui.search.store.database import Database

_SIZE = 3
_RAREST = 3
"""Trigrams of a word that are asked for at most."""
_COMMON = 8
"""A trigram so many times as frequent as the rarest one narrows too little to be asked for."""
_MOST_BEGINNINGS = 300
"""Trigrams that begin with a given one or two signs and are asked for at most."""
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Match:
    """A question to the full text: ``text`` as FTS5 wants it, ``words`` for people.

    ``events`` is how many events it finds at most, ``merged`` how many entries are read for that.
    """

    text: str
    words: str
    events: int
    merged: int


NOTHING = Match("", "no event holds all the signs", 0, 0)


class Grams:
    """Knows how frequent the trigrams of an index are."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._usable = bool(database.number("trigrams"))
        self._of_text = lru_cache(_KEPT)(self._match_text)

    def match(self, expression: Expression) -> Match | None:
        """Return what every event that satisfies ``expression`` holds; None if that narrows nothing."""
        if not self._usable:
            return None
        match expression:
            case Word(text) | Phrase(text) | Field("said", text):
                return self._of_text(fold_words(text))
            case Regex(pattern):
                runs = [run for run in Pattern(pattern).needed if len(run) >= _SIZE]
                return _all_of([found for run in runs if (found := self._of_text(run)) is not None])
            case And(parts):
                return _all_of([found for part in parts if (found := self.match(part)) is not None])
            case Or(parts):
                each = [self.match(part) for part in parts]
                return None if None in each else _any_of([one for one in each if one is not None])
        return None

    def settles(self, match: Match, part: Expression) -> bool:
        """Return whether all that ``match`` finds satisfies ``part``: then nothing is left to look at."""
        if not isinstance(part, Word | Phrase):
            return False
        own = self._of_text(fold_words(part.text))
        return own is not None and own.text == match.text and len(fold_words(part.text)) <= _SIZE

    def _match_text(self, wanted: str) -> Match | None:
        if len(wanted) < _SIZE:
            return self._beginning(wanted)
        grams = dict.fromkeys(wanted[at : at + _SIZE] for at in range(len(wanted) - _SIZE + 1))
        counts = self._counts(grams)
        if len(counts) < len(grams):
            return NOTHING
        rarest = sorted(counts, key=counts.__getitem__)[:_RAREST]
        least = counts[rarest[0]]
        chosen = [gram for gram in rarest if counts[gram] <= least * _COMMON]
        return Match(
            " AND ".join(map(_quoted, chosen)),
            " and ".join(f"“{gram}”" for gram in chosen),
            least,
            sum(counts[gram] for gram in chosen),
        )

    def _beginning(self, wanted: str) -> Match | None:
        """Return the question for one or two signs, None if too many trigrams begin so."""
        query = "SELECT gram, events FROM grams WHERE gram >= ? AND gram < ? LIMIT ?"
        after = wanted + "\U0010ffff"
        found = self._database.ask(query, (wanted, after, _MOST_BEGINNINGS + 1))
        if len(found) > _MOST_BEGINNINGS:
            return None
        if not found:
            return NOTHING
        total = sum(events for _, events in found)
        text = " OR ".join(_quoted(gram) for gram, _ in found)
        # Merging many lists costs more an entry than reading one.
        return Match(text, f"{len(found)} that begin with “{wanted}”", total, total * 4)

    def _counts(self, grams: Iterable[str]) -> Mapping[str, int]:
        query = "SELECT gram, events FROM json_each(?) JOIN grams ON gram = value"
        return dict(self._database.ask(query, (json.dumps(list(grams)),)))


def words_in(expression: Expression) -> list[Word | Phrase]:
    """Return the words and phrases anywhere in an expression."""
    match expression:
        case Word() | Phrase():
            return [expression]
        case And(parts) | Or(parts):
            return [word for part in parts for word in words_in(part)]
        case Not(part):
            return words_in(part)
    return []


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'


def _all_of(found: list[Match]) -> Match | None:
    """Return what finds the events that all find, by the rarer ones."""
    if not found:
        return None
    rarest = sorted(dict.fromkeys(found), key=lambda one: one.events)[:_RAREST]
    chosen = [one for one in rarest if one.events <= rarest[0].events * _COMMON]
    if len(chosen) == 1 or not chosen[0].events:
        return chosen[0]
    return Match(
        " AND ".join(f"({one.text})" for one in chosen),
        " and ".join(one.words for one in chosen),
        chosen[0].events,
        sum(one.merged for one in chosen),
    )


def _any_of(found: list[Match]) -> Match:
    some = [one for one in dict.fromkeys(found) if one.events]
    if len(some) < 2:
        return some[0] if some else NOTHING
    return Match(
        " OR ".join(f"({one.text})" for one in some),
        " or ".join(f"({one.words})" for one in some),
        sum(one.events for one in some),
        sum(one.merged for one in some),
    )
