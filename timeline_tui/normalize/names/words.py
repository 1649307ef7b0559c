"""Words of a text with offsets, and names compared as words: folding, transliteration, short forms."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.tables import nicknames

# "U.S." and "D.C." are one word with their full stops; a possessive ending is no part of a word, and the
# party before a state none of its name: "D-N.M.", "R-Ohio".
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[DRI](?=-(?:[A-Z]\.[A-Z]\.|[A-Z][a-z]+\.?[,)]))"
    r"|[^\W_](?:\w|&(?=\w)|[.’'-](?=\w)(?![sS]\b))*"
)
_RUSSIAN_ENDING = re.compile(r"[iyj]+$")
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)-(?=\w{3})")
_JOINED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul|d|l)[-’'](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands. ``glued`` is the text between it and the next word."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter, the article of a name aside: "al-Tarhuni"."""
        first = self.text[0]
        if first.isupper():
            return True
        joined = _JOINED.match(self.text) if first in "aeudl" else None
        return joined is not None and self.text[joined.end()].isupper()


class Cover:
    """Answers whether an offset lies inside any of many spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []  # the furthest so far
        for start, end in sorted(spans):
            self._starts.append(start)
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def __contains__(self, offset: int) -> bool:
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and self._ends[place] > offset


def words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    return [Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Return a word of a name for comparison: without case, accents and transliteration habits.

    "Zelenskyy", "Zelenskiy" and "Zelensky" fold alike, so do "Sergei" and "Sergey", "Aleksandr" and
    "Alexandr", "al-Tarhuni", "El-Tarhuni" and "Tarhuni".
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = _ARTICLE.sub("", plain.replace("’", "'").replace("ks", "x").rstrip("."), count=1)
    return _RUSSIAN_ENDING.sub("y", plain) if len(plain) > 3 else plain


def same_given_name(one: str, other: str) -> bool:
    """Whether two given names can belong to one person: equal, an initial, or a usual short form."""
    a, b = fold(one), fold(other)
    if a == b or nicknames().get(a, a) == nicknames().get(b, b):
        return True
    return min(len(a), len(b)) == 1 and a[:1] == b[:1]


def initials(name: str) -> set[str]:
    """Return the acronyms a name may have: of its capitalised words, and of all its words."""
    parts = [w.text for w in words(name)]
    capitals = "".join(p[0] for p in parts if p[0].isupper())
    return {capitals, "".join(p[0].upper() for p in parts)} - {""}
