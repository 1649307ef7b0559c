"""In which events the participants of the event shown appear: asked of the index when they are shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence

_KEPT = 2_000_000
"""Row numbers that are kept at most, of whom was shown last: some 8 MB."""


class Appearances:
    """The rows of participants asked for lately, by id."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._rows: OrderedDict[str, Sequence[int]] = OrderedDict()

    def known(self, people: Iterable[str]) -> dict[str, Sequence[int]]:
        """Return the rows of those of ``people`` that are known."""
        found = {}
        for who in people:
            rows = self._rows.get(who)
            if rows is not None:
                self._rows.move_to_end(who)
                found[who] = rows
        return found

    def keep(self, found: dict[str, Sequence[int]]) -> None:
        """Keep what was found, and in exchange forget those that were not shown for longest."""
        for who, rows in found.items():
            self._rows[who] = rows
            self._rows.move_to_end(who)
        kept = sum(map(len, self._rows.values()))
        while kept > self._most and len(self._rows) > len(found):
            kept -= len(self._rows.popitem(last=False)[1])
