"""Ids made from words: lower-case ASCII letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and marks.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ð": "d"})
_OTHER = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['’‘`ʼ]")


def slug(words: str, *, fallback: str = "untitled", longest: int = 60) -> str:
    """Return an id made from ``words``: accents folded, everything but letters and digits to one hyphen.

    Letters of scripts without Latin base letters are kept by their code point when nothing else is left,
    so that two different names in such a script do not share an id. ``longest`` counts characters; words
    are not cut in two unless the first is longer than that.
    """
    lowered = _APOSTROPHES.sub("", words.casefold()).translate(_LETTERS)
    folded = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    made = _OTHER.sub("-", folded).strip("-")
    if not made:
        made = "-".join(f"{ord(c):x}" for c in folded if c.isalnum())
    if len(made) > longest:
        cut = made[: longest + 1].rpartition("-")[0]
        made = cut if cut else made[:longest]
    return made or fallback


def unused(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, or ``wanted-2``, ``wanted-3`` … whichever is not in ``taken`` yet."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
