"""Text made comparable: case, accents, width and the shapes of quotation marks and dashes do not count.

Folding works on each code point alone, so that every folded offset has one original offset and a hit can be
shown where it stands. Decomposition is Unicode's NFKD; what has a combining class is dropped; letters that
Unicode does not decompose but that people type as others (ł, ø, œ, ı) are listed here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_LETTERS = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "ŋ": "n",
    "ĸ": "k",
    "ə": "e",
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "ʼ": "'",
    "ʹ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "‐": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "\u00ad": "",
}
_SPACES = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def _fold_char(char: str) -> str:
    """Return what one code point becomes: nothing, or code points of which only spaces are white space."""
    if char in _LETTERS:
        return _LETTERS[char]
    if char in _SPACES:
        return " "
    if char == "\0" or "\ud800" <= char <= "\udfff":
        return "\ufffd"  # what a database cannot hold
    # Decomposed first, because that can uncover capitals (℡) and keeps casefolding from composing marks (İ).
    decomposed = unicodedata.normalize("NFKD", char).casefold()
    kept = (part for part in decomposed if not unicodedata.combining(part))
    return "".join(_LETTERS.get(part, part) for part in kept if unicodedata.category(part) != "Cf")


class _Table(dict[int, str]):
    """What ``str.translate`` looks code points up in; filled as they are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Return ``text`` in the form that is compared: ``fold("Łódź – ÉTÉ") == "lodz - ete"``.

    Folding twice changes nothing. Control characters that separate words become spaces, so a line feed
    never occurs in the result.
    """
    if text.isascii() and text.isprintable() and "`" not in text:
        return text.lower()
    return text.translate(_TABLE)


def fold_words(text: str) -> str:
    """Return ``text`` folded with single spaces between words and none around them."""
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with the way back.

    ``starts[i]`` is the original offset of the code point that folded code point ``i`` came from. It is None
    where both offsets are the same, which is so for nearly all English text.
    """

    text: str
    starts: tuple[int, ...] | None
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original half-open span of the folded span ``start`` to ``end``.

        It covers whole code points, and takes in the combining marks that follow and were dropped.
        """
        if self.starts is None:
            return start, end
        first = self.starts[start] if start < len(self.starts) else self.length
        if end <= start:
            return first, first
        last = self.starts[end - 1]
        while end < len(self.starts) and self.starts[end] == last:
            end += 1
        return first, self.starts[end] if end < len(self.starts) else self.length


def fold_with_offsets(text: str) -> Folded:
    """Return ``text`` folded, with original offsets."""
    folded = fold(text)
    if text.isascii():
        return Folded(folded, None, len(text))
    starts: list[int] = []
    for offset, char in enumerate(text):
        starts.extend([offset] * len(_TABLE[ord(char)]))
    return Folded(folded, tuple(starts), len(text))
