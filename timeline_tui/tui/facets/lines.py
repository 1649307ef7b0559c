"""What stands on which line of the facet pane: plain data from counts, choices and room."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from timeline_tui.search.facets import FACETS, Facet, FacetName, FacetValue

LEAST, MANY = 3, 12
"""Values of a facet that are shown at first, depending on the room."""

_HEADS = dict(FACETS)

Kind = Literal["head", "value", "more", "fewer", "rest", "blank", "remark"]


class Entry(NamedTuple):
    """One line. ``number`` is how many values a facet has ("head") or does not show ("more", "rest")."""

    kind: Kind
    facet: FacetName | None = None
    value: FacetValue | None = None
    words: str = ""
    number: int = 0

    @property
    def key(self) -> tuple[str, str] | None:
        """What the cursor stays on while counts change; None where it cannot stand."""
        if self.value is not None:
            return self.value.key
        # Opening and closing are one place; what a value is called cannot be told apart from it by chance.
        return (f"{self.facet} more", "") if self.kind in {"more", "fewer", "rest"} else None


def lay_out(
    facets: Sequence[Facet],
    named: Sequence[FacetValue],
    opened: Collection[FacetName],
    room: int,
    *,
    finding: bool = False,
) -> list[Entry]:
    """Return the lines: for each facet a head and its first values, and how many more it has.

    There are as many first values as ``room`` lines can show of all facets, but three at least. What is
    ``named`` in the filter is always among them. ``opened`` facets show all values that were looked up;
    with ``finding`` all do.
    """
    whole = {facet.name for facet in facets} if finding else opened
    for few in range(MANY, LEAST - 1, -1):
        entries = _lay_out(facets, named, whole, few, finding=finding)
        if len(entries) <= room:
            break
    return entries


def _lay_out(
    facets: Sequence[Facet],
    named: Sequence[FacetValue],
    whole: Collection[FacetName],
    few: int,
    *,
    finding: bool,
) -> list[Entry]:
    entries: list[Entry] = []
    for facet in facets:
        own = {value.key: value for value in named if value.facet == facet.name and not finding}
        counted = {value.key for value in facet.values}
        missing = [value for key, value in own.items() if key not in counted]
        if not facet.values and not missing:
            continue
        is_whole = facet.name in whole
        # One more would take as much room as saying so.
        first = len(facet.values) if is_whole or facet.total <= few + 1 else few
        shown = [value for at, value in enumerate(facet.values) if at < first or value.key in own]
        if entries:
            entries.append(Entry("blank"))
        entries.append(Entry("head", facet.name, words=_HEADS[facet.name], number=facet.total))
        entries += [Entry("value", facet.name, value) for value in (*shown, *missing)]
        hidden = max(0, facet.total - len(shown))
        if hidden:
            entries.append(Entry("rest" if is_whole else "more", facet.name, number=hidden))
        if is_whole and not finding and facet.total > few + 1:
            entries.append(Entry("fewer", facet.name))
    return entries
