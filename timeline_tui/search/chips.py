"""What the chip of a term reads."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_tui.model.display import display
from timeline_tui.model.edtf import parse as parse_edtf
from timeline_tui.search.expressions import Field, Not, Time
from timeline_tui.search.index import Index
from timeline_tui.search.terms import Term

_PEOPLE = frozenset({"who", "speaker", "to"})


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip reads: "not" if ``negated``, then ``field`` quietly, then ``words``."""

    negated: bool
    field: str
    words: str


def chip(term: Term, index: Index) -> Chip:
    """Return what the chip of ``term`` reads: names for ids where one is meant, dates in words."""
    words = term.words
    inner = term.expression
    while isinstance(inner, Not):
        inner = inner.part
    if isinstance(inner, Field) and inner.name in _PEOPLE:
        meant = index.matching_values(inner)
        if len(meant) == 1:
            words = index.names.of(meant[0])[0]
        elif len(meant) > 1 and not inner.exact:
            words = f"{words} ({len(meant)} names)"
    elif isinstance(inner, Field) and inner.exact:
        words = inner.value
    elif isinstance(inner, Time):
        words = display(parse_edtf(inner.value, index.zone), index.zone, style="period")
    return Chip(term.negated, term.field, words)
