"""Facets: which people, places, tags, publishers and review states occur among some rows, and how often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline_tui.model.timeline import REVIEW_STATES
from timeline_tui.search.expressions import State
from timeline_tui.search.index import Cancelled, Index, never
from timeline_tui.search.narrow import field_term

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


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. ``words`` is what it is called, ``rows`` are those that have it, ascending.

    ``histogram.curve`` draws the rows over time.
    """

    facet: FacetName
    value: str
    words: str
    rows: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many of the rows have the value."""
        return len(self.rows)

    def term(self, *, negated: bool = False) -> str:
        """Return the term that asks for exactly this value, or leaves it out."""
        if self.facet == "review":
            return f"{'-' if negated else ''}{State('is', self.value)}"
        return field_term(self.facet, self.value, negated=negated)


def facet(
    index: Index, name: FacetName, rows: Sequence[int], *, cancelled: Callable[[], bool] = never
) -> tuple[FacetValue, ...]:
    """Return the values of a facet among sorted ``rows``: most frequent first, then by name.

    Raises:
        Cancelled: ``cancelled`` returned true.
    """
    chosen = None if len(rows) == len(index) else set(rows)
    values = []
    for value, having in _postings(index, name).items():
        if cancelled():
            raise Cancelled
        kept = tuple(having) if chosen is None else tuple(row for row in having if row in chosen)
        if kept:
            words = index.names.of(value)[0] if name in {"who", "speaker"} else value
            values.append(FacetValue(name, value, words, kept))
    return tuple(sorted(values, key=lambda one: (-one.count, one.words)))


def _postings(index: Index, name: FacetName) -> dict[str, Sequence[int]]:
    if name != "review":
        return dict(index.postings(name))
    found: dict[str, list[int]] = {state: [] for state in REVIEW_STATES}
    for row, dated in enumerate(index.rows):
        found[dated.event.review].append(row)
    return dict(found)
