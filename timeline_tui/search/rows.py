"""The events of a timeline in order, however they are kept: in a list, or in an index file."""

from __future__ import annotations

import threading
from abc import abstractmethod
from array import array
from collections.abc import Sequence
from datetime import tzinfo
from functools import cached_property
from typing import overload

from timeline_tui.model.order import Dated
from timeline_tui.model.when import When, anchor
from timeline_tui.search.sections import Period, Sections, code_of, sections

FURTHEST = 2**62
"""Seconds from 1970, some 146 thousand million years: what lies beyond stands there."""


def within_64_bits(second: int) -> int:
    """Return a second that arrays and databases can hold."""
    return max(-FURTHEST, min(second, FURTHEST))


def second(when: When) -> int:
    """Return the second at which ``when`` stands, as a number of 64 bits."""
    return within_64_bits(anchor(when))


class Rows(Sequence[Dated]):
    """Events in timeline order, undated ones last. A row number is a place in it."""

    def __init__(self) -> None:
        self._sections: dict[str, Sections] = {}
        self._making = threading.Lock()

    @property
    @abstractmethod
    def starts(self) -> Sequence[int]:
        """The seconds since 1970 at which the dated rows stand, ascending."""

    @property
    @abstractmethod
    def codes(self) -> Sequence[int]:
        """A number per row: that of its period, or below 0 where the zone matters (``sections.code_of``)."""

    @property
    @abstractmethod
    def periods(self) -> Sequence[Period]:
        """The periods that ``codes`` number."""

    @abstractmethod
    def when(self, row: int) -> When | None:
        """Return what the date of a row means."""

    def fetch(self, rows: Sequence[int]) -> None:
        """Have some rows at hand that will be looked at next; nothing to do where all are in memory."""

    def sections(self, zone: tzinfo) -> Sections:
        """Return the runs of rows under one head as they fall in ``zone``; made once per zone."""
        with self._making:
            found = self._sections.get(str(zone))
            if found is None:
                found = self._sections[str(zone)] = self._made(zone)
        return found

    def _made(self, zone: tzinfo) -> Sections:
        return sections(self.codes, self.periods, self.starts, self.when, zone)

    def sections_at_hand(self, zone: tzinfo) -> Sections | None:
        """Return what ``sections`` made before for ``zone``, None if it would have to be made now."""
        return self._sections.get(str(zone))


class ListedRows(Rows):
    """Events that are all in memory."""

    def __init__(self, dated: Sequence[Dated] = ()) -> None:
        super().__init__()
        self._dated = dated

    @cached_property
    def starts(self) -> Sequence[int]:
        """The seconds since 1970 at which the dated rows stand, ascending."""
        return array("q", (second(one.when) for one in self._dated if one.when is not None))

    @cached_property
    def _coded(self) -> tuple[Sequence[int], Sequence[Period]]:
        known: dict[Period, int] = {}
        return array("i", (code_of(one.when, known) for one in self._dated)), tuple(known)

    @property
    def codes(self) -> Sequence[int]:
        """A number per row."""
        return self._coded[0]

    @property
    def periods(self) -> Sequence[Period]:
        """The periods that ``codes`` number."""
        return self._coded[1]

    def when(self, row: int) -> When | None:
        """Return what the date of a row means."""
        return self._dated[row].when

    def __len__(self) -> int:
        return len(self._dated)

    @overload
    def __getitem__(self, row: int) -> Dated: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Dated]: ...
    def __getitem__(self, row: int | slice) -> Dated | Sequence[Dated]:
        return self._dated[row]


NO_ROWS = ListedRows()
"""An empty timeline."""
