"""Which values of facets a query asks for or leaves out, and the query that asks otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from timeline_tui.model.timeline import REVIEW_STATES
from timeline_tui.search.expressions import Expression, Field, Not, State
from timeline_tui.search.facets import FacetName, FacetValue, called
from timeline_tui.search.index import Index, never
from timeline_tui.search.narrow import with_term
from timeline_tui.search.parse import Query, parse_query
from timeline_tui.search.terms import Term

How = Literal["add", "exclude", "only"]
"""What is to be done with a value: ask for it besides the rest, leave it out, or ask for it in the place of
other values of its facet."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value that a term of a query asks for, or with ``negated`` leaves out."""

    value: FacetValue
    negated: bool
    term: Term


def chosen(query: Query, index: Index) -> tuple[Chosen, ...]:
    """Return the values that terms of ``query`` mean, each by itself.

    >>> [(one.value.words, one.negated) for one in chosen(parse_query("lavrov -who:=silva"), index)]
    [("Ana Silva", True)]

    Whether a facet, a chip or the reader's own fingers wrote the term does not matter, nor whether it has the
    id or another name, if it means one value alone. Their counts are 0: nobody has counted.
    """
    found = []
    for term in query.terms:
        inner = term.expression
        while isinstance(inner, Not):
            inner = inner.part
        meant = _meant(inner, index)
        if meant is not None:
            name, value = meant
            one = FacetValue(name, value, called(index, name, value), 0)
            found.append(Chosen(one, term.negated, term))
    return tuple(found)


def _meant(expression: Expression, index: Index) -> tuple[FacetName, str] | None:
    """Return the one value that an expression means."""
    match expression:
        case State("is", name) if name in REVIEW_STATES:
            return "review", name
        case Field(("who" | "speaker") as name):
            pass
        case Field(("place" | "tag" | "publisher") as name, exact=True):
            pass
        case _:
            return None
    meant = index.matching_values(expression)
    if len(meant) == 1:
        return name, meant[0]
    return (name, expression.value) if expression.exact and not meant else None


def left_out(
    query: Query,
    one: Chosen,
    index: Index,
    *,
    marked: Collection[str] = (),
    cancelled: Callable[[], bool] = never,
) -> int:
    """Return how many events a value takes from the answer by being left out: those that have it instead.

    Not for the event loop: it searches.

    Raises:
        Cancelled: ``cancelled`` returned true.
        BrokenIndex: the index file is damaged.
    """
    instead = with_term(query.without(one.term), one.value.term(), zone=index.zone)
    found = index.search(parse_query(instead, zone=index.zone), marked=marked, cancelled=cancelled)
    return len(found)


def toggled(text: str, value: FacetValue, how: How, index: Index) -> str:
    """Return the query ``text`` with a value added, excluded, or as the only one of its facet.

    What is so already is taken back: the same key pressed twice changes nothing.

    Raises:
        QueryError: the text cannot be read, or nothing of the value could be looked for.
    """
    parse_query(value.term())
    query = parse_query(text, zone=index.zone)
    of_facet = [one for one in chosen(query, index) if one.value.facet == value.facet]
    own = [one for one in of_facet if one.value.value == value.value]
    wanted = how == "exclude"
    as_wanted = bool(own) and all(one.negated == wanted for one in own)
    if how == "only":
        dropped = of_facet
        as_wanted = as_wanted and len(own) == len(of_facet)
    else:
        dropped = own
    left = query.without(*(one.term for one in dropped)) if dropped else text
    return left if as_wanted else with_term(left, value.term(negated=wanted), zone=index.zone)
