"""Facets counted in threads: numbered, so that no older answer takes the place of a newer one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from textual.widget import Widget

from timeline_tui.search import facets as of
from timeline_tui.search.facets import FACETS, Among, Facet, FacetValue
from timeline_tui.search.index import Cancelled, Index
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.search.store.run import give_way
from timeline_tui.tui.facets.lines import MANY

_NOW_AND_THEN = 0.1
"""Seconds between two answers while more is being found."""
_AT_ONCE = 0.05
"""Seconds that counts wait for the curves beside them."""

T = TypeVar("T")

Excluded = tuple[tuple[str, str], Callable[[Callable[[], bool]], int]]
"""The key of an excluded value, and what counts the events it is missing from unless it is told to stop."""


@dataclass(slots=True)
class Counted:
    """What is known of the facets of some rows; ``whole`` once all are counted.

    ``left_out`` is what excluded values, by their keys, take from the answer.
    ``curves`` fills as values come on screen: amounts by key of a value, for the axis ``edges`` (seconds).
    """

    index: Index
    rows: Sequence[int]
    holding: str
    among: Among | None = None
    left_out: Mapping[tuple[str, str], int] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    whole: bool = False
    edges: tuple[int, ...] = ()
    curves: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)


class Counting:
    """Asks an index for facets and curves. A question is given up as soon as another one comes.

    ``counted``, ``drawn`` and ``broken`` are called on the screen's own thread.
    """

    def __init__(
        self,
        node: Widget,
        *,
        counted: Callable[[Counted], None],
        drawn: Callable[[], None],
        broken: Callable[[], None],
    ) -> None:
        self._node = node
        self._counted = counted
        self._drawn = drawn
        self._broken = broken
        self._question = 0
        self._curves = 0
        self.pending = False
        """Whether the facets asked for are still to come."""

    def drop(self) -> None:
        """Take no interest in what is being asked."""
        self._question += 1
        self._curves += 1
        self.pending = False

    def count(
        self,
        index: Index,
        rows: Sequence[int],
        holding: str,
        edges: tuple[int, ...],
        excluded: Sequence[Excluded] = (),
    ) -> None:
        """Count the facets of some rows, of values with ``holding`` in their names, and what is excluded.

        Curves over ``edges`` come with the counts if that takes no longer than an eye notices.
        """
        self.drop()
        self.pending = True
        number = self._question

        def stale() -> bool:
            return number != self._question or not self._node.is_attached

        def deliver(found: Counted) -> None:
            if not stale():
                self.pending = not found.whole
                self._counted(found)

        def work() -> None:
            taken = of.among(index, rows)
            # First, so that no 0 stands there meanwhile.
            left_out = {key: count(stale) for key, count in excluded}
            facets: list[Facet] = []
            curves: dict[tuple[str, str], tuple[int, ...]] = {}
            told = time.monotonic()
            for name, _ in FACETS:
                facets.append(of.facet(index, name, taken, holding=holding, cancelled=stale))
                whole = len(facets) == len(FACETS)
                if whole:
                    self._draw_first(index, facets, taken, edges, curves, stale)
                if whole or time.monotonic() - told > _NOW_AND_THEN:
                    found = Counted(
                        index, rows, holding, taken, left_out, tuple(facets), whole, edges, curves
                    )
                    self._tell(stale, deliver, found)
                    told = time.monotonic()

        self._run(work, stale)

    @staticmethod
    def _draw_first(
        index: Index,
        facets: Sequence[Facet],
        rows: Among,
        edges: tuple[int, ...],
        curves: dict[tuple[str, str], tuple[int, ...]],
        stale: Callable[[], bool],
    ) -> None:
        """Find the curves of the first values, as many as there is time for, so that they do not flash up."""
        cells, until = of.row_edges(index, edges), time.monotonic() + _AT_ONCE
        for value in (value for facet in facets for value in facet.values[:MANY]):
            if not edges or time.monotonic() > until:
                return
            if value.key not in curves:
                curves[value.key] = of.curve_of(index, value, rows, cells, cancelled=stale)

    def draw(self, counted: Counted, values: Sequence[FacetValue]) -> None:
        """Find the curves of some values, in this order; those asked for before are given up."""
        self._curves += 1
        number, edges, curves, rows = self._curves, counted.edges, counted.curves, counted.among
        if rows is None:
            return

        def stale() -> bool:
            return number != self._curves or not self._node.is_attached

        def deliver(_: None) -> None:
            if counted.curves is curves:  # what was found before it was given up counts too
                self._drawn()

        def work() -> None:
            cells = of.row_edges(counted.index, edges)
            told = time.monotonic()
            for value in values:
                curves[value.key] = of.curve_of(counted.index, value, rows, cells, cancelled=stale)
                if value is values[-1] or time.monotonic() - told > _NOW_AND_THEN:
                    self._tell(stale, deliver, None)
                    told = time.monotonic()

        self._run(work, stale)

    def _tell(self, stale: Callable[[], bool], deliver: Callable[[T], None], found: T) -> None:
        if stale():
            raise Cancelled
        self._node.app.call_from_thread(deliver, found)

    def _run(self, work: Callable[[], None], stale: Callable[[], bool]) -> None:
        def politely() -> None:
            if stale():  # a newer question came before it was this one's turn
                return
            give_way()
            try:
                work()
            except Cancelled:
                return
            except BrokenIndex:
                if not stale():
                    self._node.app.call_from_thread(self._broken)

        self._node.run_worker(politely, thread=True, group="facets")
