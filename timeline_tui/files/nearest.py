"""The nearest known word to a misspelt one, at a bounded cost however hostile the file."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_LONGEST = 64
_BUDGET = 200_000


def folded(word: str) -> str:
    """Return ``word`` without case, accents, spaces and hyphens: what people mix up in ids and names."""
    bare = unicodedata.normalize("NFKD", word[:200]).casefold()
    return "".join(char for char in bare if char.isalnum())


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that looks most like ``word``, or None if none does."""
    names = {name.casefold()[:_LONGEST]: name for name in candidates}
    found = difflib.get_close_matches(word.strip().casefold()[:_LONGEST], names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


class Nearest:
    """Suggestions for unknown ids: by id, name or alias, then by likeness.

    Likeness costs a comparison with every id, so it stops when a budget of comparisons is used up; the rest
    of the unknown ids are still reported, without a suggestion.
    """

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, str] = {}
        self._by_fold: dict[str, str] = {}
        for word, id_ in words:
            self._ids.setdefault(id_, id_)
            self._by_fold.setdefault(folded(word), id_)
        for id_ in self._ids:
            self._by_fold[folded(id_)] = id_
        self._by_fold.pop("", None)
        self._known: dict[str, str | None] = {}
        self._budget = _BUDGET

    def same_letters(self, word: str) -> str | None:
        """Return the id that ``word`` spells apart from case, accents and hyphens, or whose name it is."""
        return self._by_fold.get(folded(word))

    def suggest(self, word: str) -> str | None:
        """Return the id that was probably meant."""
        found = self.same_letters(word)
        if found is not None or word in self._known:
            return found or self._known[word]
        if self._budget < len(self._ids):
            return None
        self._budget -= len(self._ids)
        self._known[word] = nearest(word, self._ids)
        return self._known[word]
