"""World knowledge that names need: states, seats of government, organisations, places, given names.

The tables beside this module are general (all states with their adjectives and capitals, the large
international bodies and news agencies, subdivisions that news name without their state); none is made for
one story. A line is ``name TAB field TAB …``, a field is ``|``-separated, ``#`` starts a comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["person", "organisation", "state", "place", "other"]
"""What a stretch of text is taken for; "other" is a name of something that is no participant."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a table knows of a name: its canonical name, kind, state (of a seat) and which table says so.

    ``table`` is "state", "capital", "metonym", "organisation" or "place".
    """

    name: str
    kind: Kind
    table: str
    state: str | None = None


def _rows(name: str) -> list[list[str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def known_names() -> dict[str, Known]:
    """Return every name of the tables with what it means; a state wins over its equally named capital."""
    table: dict[str, Known] = {}
    for name, *rest in _rows("places.tsv"):
        for form in _forms(name, rest):
            table[form] = Known(name, "place", "place")
    for name, *rest in _rows("organisations.tsv"):
        for form in _forms(name, rest):
            table[form] = Known(name, "organisation", "organisation")
    for state, _, _, seats in _rows("states.tsv"):
        for seat in filter(None, seats.split("|")):
            for form in seat.split("="):
                table[form] = Known(seat.partition("=")[0], "place", "capital", state)
    for seat, state, _ in _rows("metonyms.tsv"):
        for form in seat.split("="):
            table[form] = Known(seat.partition("=")[0], "organisation", "metonym", state)
    for state, others, _, _ in _rows("states.tsv"):
        for form in _forms(state, [others]):
            table[form] = Known(state, "state", "state", state)
    return table


def _forms(name: str, rest: list[str]) -> list[str]:
    return [name, *(form for field in rest for form in field.split("|") if form)]


@cache
def demonyms() -> dict[str, str]:
    """Return the state of each adjective and demonym ("Russian", "Russians" → "Russia")."""
    table: dict[str, str] = {}
    for state, _, words, _ in _rows("states.tsv"):
        for word in words.split("|"):
            table.setdefault(word, state)
    for word in ("European", "Europeans"):
        table[word] = "Europe"
    return table


@cache
def given_names() -> dict[str, str]:
    """Return the usual gender of common given names: "f", "m" or "u"."""
    table: dict[str, str] = {}
    for gender, names in _rows("given_names.tsv"):
        for name in names.split():
            table[name] = "u" if table.get(name, gender) != gender else gender
    return table


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a set of words of ``word_sets.tsv``, spelt as there."""
    return next(frozenset(words.split()) for own, words in _rows("word_sets.tsv") if own == name)


@cache
def nicknames() -> dict[str, str]:
    """Return the full form of short given names ("bill" → "william"), both folded."""
    return {row[0]: row[1] for row in _rows("nicknames.tsv")}
