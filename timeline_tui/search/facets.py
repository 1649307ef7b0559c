"""Facets: which people, places, tags, publishers and review states some rows have, how often and when."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from timeline_tui.model.timeline import REVIEW_STATES
from timeline_tui.search.expressions import State
from timeline_tui.search.fold import fold_words
from timeline_tui.search.index import Cancelled, Index, RowNumbers, never
from timeline_tui.search.narrow import field_term
from timeline_tui.search.store.schema import state_bit

FacetName = Literal["who", "speaker", "place", "tag", "publisher", "review"]

FACETS: tuple[tuple[FacetName, str], ...] = (
    ("who", "Participants"),
    ("speaker", "Speakers"),
    ("place", "Places"),
    ("tag", "Tags"),
    ("publisher", "Publishers"),
    ("review", "Review"),
)
"""Each facet with its heading, in the order they are shown."""

MOST = 200
"""Values of a facet that are looked up: more than anybody reads."""

_STEPS = 100_000
"""Steps of SQLite between two questions whether anybody still waits: about a millisecond."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. ``words`` is what it is called, ``count`` how many of the rows have it."""

    facet: FacetName
    value: str
    words: str
    count: int

    @property
    def key(self) -> tuple[FacetName, str]:
        """What the value is known by, whatever its count."""
        return self.facet, self.value

    def term(self, *, negated: bool = False) -> str:
        """Return the term that asks for exactly this value, or leaves it out."""
        if self.facet == "review":
            return f"{'-' if negated else ''}{State('is', self.value)}"
        return field_term(self.facet, self.value, negated=negated)


@dataclass(frozen=True, slots=True)
class Facet:
    """The most frequent values of a facet among some rows. ``total`` is how many values there are."""

    name: FacetName
    values: tuple[FacetValue, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Among:
    """Rows as SQLite looks through them: a ``condition`` on ``o.row``, and the parameters it takes.

    ``whole`` says that it holds for all rows there are.
    """

    condition: str
    given: dict[str, Any]
    whole: bool = False


def among(index: Index, rows: RowNumbers) -> Among:
    """Return sorted ``rows`` in the form in which values are counted among them.

    Scattered rows become a byte for each row there is, which SQLite reads in place: a list of numbers would
    be written out, read and sorted again for each question, three times as slow and without a break for keys.
    """
    if isinstance(rows, range):
        first, after = rows.start, rows.stop
        return Among(
            "o.row >= :first AND o.row < :after", {"first": first, "after": after}, len(rows) == len(index)
        )
    mask = bytearray(rows[-1] + 1 if rows else 0)
    for row in rows:
        mask[row] = 1
    return Among("substr(:mask, o.row + 1, 1) = x'01'", {"mask": bytes(mask)})


def facet(
    index: Index,
    name: FacetName,
    rows: Among,
    *,
    holding: str = "",
    most: int = MOST,
    cancelled: Callable[[], bool] = never,
) -> Facet:
    """Return the values of a facet among ``rows``: most frequent first, then by name.

    With ``holding`` only those with that in their names, case and accents ignored. Not for the event loop:
    half a second for half a million rows.

    Raises:
        Cancelled: ``cancelled`` returned true.
        BrokenIndex: the index file is damaged.
    """
    if cancelled():
        raise Cancelled
    wanted = fold_words(holding)
    if name == "review":
        bits = ", ".join(f"sum((states & {state_bit('is', state)}) != 0)" for state in REVIEW_STATES)
        query = f"SELECT {bits} FROM facts o WHERE {rows.condition}"  # noqa: S608
        (counts,) = _asked(index, query, rows.given, cancelled)
        states = [
            FacetValue(name, state, state, count)
            for state, count in zip(REVIEW_STATES, counts, strict=True)
            if count and wanted in state
        ]
        return Facet(name, _ordered(states), len(states))
    named = "v.field = :field" + (" AND instr(v.names, :wanted)" if wanted else "")
    given = {"field": name, "wanted": wanted, "most": most}
    if rows.whole:
        found = f"SELECT v.number, v.events AS count FROM field_values v WHERE {named}"  # noqa: S608
    else:
        found = (
            "SELECT v.number, count(*) AS count FROM field_values v"  # noqa: S608
            f" CROSS JOIN occurrences o ON o.value = v.number WHERE {named} AND {rows.condition}"
            " GROUP BY v.number"
        )
        given |= rows.given
    query = (
        "SELECT v.value, n.count, n.total FROM (SELECT number, count, count(*) OVER () AS total"  # noqa: S608
        f" FROM ({found}) ORDER BY count DESC, number LIMIT :most) n"
        " JOIN field_values v ON v.number = n.number"
    )
    values = _asked(index, query, given, cancelled)
    of = (FacetValue(name, value, called(index, name, value), count) for value, count, _total in values)
    return Facet(name, _ordered(of), values[0][2] if values else 0)


def called(index: Index, name: FacetName, value: str) -> str:
    """Return what a value of a facet is called."""
    return index.names.of(value)[0] if name in {"who", "speaker"} else value


def row_edges(index: Index, edges: Sequence[int]) -> tuple[int, ...]:
    """Return the rows that begin at or after some ascending seconds: what ``curve_of`` counts between."""
    return tuple(bisect_left(index.starts, edge) for edge in edges)


def curve_of(
    index: Index,
    value: FacetValue,
    rows: Among,
    edges: Sequence[int],
    *,
    cancelled: Callable[[], bool] = never,
) -> tuple[int, ...]:
    """Return how many of ``rows`` that have a value stand between each two neighbouring row ``edges``.

    Raises:
        Cancelled: ``cancelled`` returned true.
        BrokenIndex: the index file is damaged.
    """
    if cancelled():
        raise Cancelled
    given = {**rows.given, "cells": json.dumps(list(pairwise(edges)))}
    if value.facet == "review":
        given["of"] = state_bit("is", value.value)
        having = "facts o WHERE (o.states & :of)"
    else:
        given["of"] = index.planner.values.number(value.facet, value.value)
        having = "occurrences o WHERE o.value = :of"
    query = (
        f"SELECT (SELECT count(*) FROM {having} AND o.row >= json_extract(c.value, '$[0]')"  # noqa: S608
        f" AND o.row < json_extract(c.value, '$[1]') AND {rows.condition})"
        " FROM json_each(:cells) c ORDER BY c.key"
    )
    return tuple(count for (count,) in _asked(index, query, given, cancelled))


def _ordered(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda one: (-one.count, one.words)))


def _asked(index: Index, query: str, given: dict[str, Any], cancelled: Callable[[], bool]) -> Sequence[Any]:
    with index.database.connection() as connection:
        connection.set_progress_handler(cancelled, _STEPS)
        try:
            return connection.execute(query, given).fetchall()
        except sqlite3.OperationalError:
            if cancelled():
                raise Cancelled from None
            raise
        finally:
            connection.set_progress_handler(None, 0)
