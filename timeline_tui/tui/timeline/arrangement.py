"""How a timeline is laid out: which of its rows, in which zone, from how far away. Made in any thread."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from timeline_tui.search.rows import Rows
from timeline_tui.search.sections import Sections
from timeline_tui.tui.timeline.ahead import Ahead
from timeline_tui.tui.timeline.groups import Zoom, grouped
from timeline_tui.tui.timeline.lines import Lines, lay_out, lay_out_groups

# What may be done while a key waits: about 10 ms each on a slow machine.
_ROWS_PARTED = 3000
_SECTIONS_ALL = 20_000
_SECTIONS_FILTERED = 5000


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Lines made ahead: for which arrangement, and of which rows (the very objects that were asked for).

    ``ahead`` are those that will be on screen, drawn.
    """

    arrangement: Arrangement
    rows: Sequence[int] | None
    context: Sequence[int]
    lines: Lines
    ahead: Ahead | None = None

    def answers(self, arrangement: Arrangement, rows: Sequence[int] | None, context: Sequence[int]) -> bool:
        """Whether these are the lines of ``rows`` and ``context`` in ``arrangement``."""
        same = self.rows is rows and (self.context is context or (not self.context and not context))
        return same and self.arrangement is arrangement


class Arrangement:
    """A timeline in one zone, from one distance. What is costly is made once, by the first to ask for it.

    ``sticky_day`` says that the sticky head names the day, not the month.
    """

    def __init__(self, rows: Rows, zone: tzinfo, zoom: Zoom, *, sticky_day: bool) -> None:
        self.rows = rows
        self.zone = zone
        self.zoom = zoom
        self.sticky_day = sticky_day
        self._sections: Sections | None = None
        self._all: Lines | None = None
        self._making = threading.Lock()

    @property
    def sections(self) -> Sections:
        """The runs of rows that stand under one head, or on one line."""
        with self._making:
            if self._sections is None:
                by_day = self.rows.sections(self.zone)
                self._sections = by_day if self.zoom == "event" else grouped(by_day, self.zoom)
            return self._sections

    def prepare(self, rows: Sequence[int] | None, context: Sequence[int] = ()) -> Prepared:
        """Return the lines of these rows (sorted; None for all), with ``context`` besides them."""
        return Prepared(self, rows, context, self._lines(rows, context))

    def _lines(self, hits: Sequence[int] | None, context: Sequence[int]) -> Lines:
        if hits is None and self._all is not None:
            return self._all
        sections = self.sections
        if self.zoom != "event":
            lines = lay_out_groups(sections, hits, heads=self.zoom in {"day", "month"})
        else:
            shown = hits
            if hits is not None and context:
                # Both are sorted: Python's sort merges them in one pass.
                shown = list(dict.fromkeys(sorted([*hits, *context])))
            lines = lay_out(sections, shown, hits=hits, sticky_day=self.sticky_day)
        if hits is None:
            self._all = lines
        return lines

    def is_quick(self, rows: Sequence[int] | None, context: Sequence[int] = ()) -> bool:
        """Whether ``prepare``, and reading what lines of groups say, takes no longer than a key may wait."""
        if self.zoom != "event" and len(self.rows) > _SECTIONS_ALL:
            return False
        if rows is None and self._all is not None:
            return True
        sections = self._sections
        if sections is None:
            by_day = self.rows.sections_at_hand(self.zone)
            if by_day is None:
                return len(self.rows) <= _ROWS_PARTED
            if self.zoom == "event":
                sections = by_day
            elif len(by_day) > _SECTIONS_FILTERED:
                return False
        if sections is None:
            return True
        if rows is None:
            return len(sections) <= _SECTIONS_ALL
        return min(len(rows) + len(context), len(sections)) <= _SECTIONS_FILTERED and (
            len(rows) <= _SECTIONS_ALL or not context
        )
