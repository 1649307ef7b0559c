"""Drawing ahead: the lines that will come on screen, made in the thread that laid them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.strip import Strip

from timeline_tui.search.rows import Rows
from timeline_tui.search.sections import Period
from timeline_tui.tui.timeline import drawing, groups
from timeline_tui.tui.timeline.drawing import Look, Standing
from timeline_tui.tui.timeline.lines import Lines
from timeline_tui.tui.timeline.marks import Search


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """Lines of events drawn with ``look`` and the hits of ``search``, by what they say."""

    look: Look
    search: Search | None
    strips: Mapping[object, Strip]

    def fits(self, look: Look, search: Search | None) -> bool:
        """Whether these are what would be drawn now; which number the search has does not matter."""
        return self.search == search and replace(look, search=0) == replace(self.look, search=0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader will be: the cursor's position in what is shown, its screen line, and the height."""

    position: int
    offset: int
    height: int

    def lines(self, lines: Lines) -> range:
        """Return the lines that will be on screen under the sticky head."""
        top = min(lines.line_of(self.position) - self.offset, lines.total - self.height)
        top = max(top, 0)
        return range(top + 1, min(top + self.height, lines.total))


EventSays = tuple[str, int, Period, Standing]
"""All that an event's line says besides its look; what ``TimelineCanvas`` keeps the line by."""


def events_at(lines: Lines, place: Place, marked: frozenset[int]) -> list[EventSays]:
    """Return what the lines of events around a place say."""
    cursor = lines.shown[place.position]
    found: list[EventSays] = []
    for number in place.lines(lines):
        line = lines.at(number)
        if line is not None and line.kind == "event":
            standing = Standing(line.row == cursor, line.row in marked, not lines.is_hit(line.row))
            found.append(("event", line.row, lines.period(line.block), standing))
    return found


def group_rows(lines: Lines, blocks: Iterable[int]) -> list[int]:
    """Return the events that are looked at for the lines of some groups."""
    most = groups.weighed(len(lines.section))
    return [row for block in blocks for row in lines.members(block).some(most)]


def read_groups(rows: Rows, lines: Lines, place: Place) -> None:
    """Read the events of the groups around a place, so that drawing them finds them read."""
    shown = (lines.at(number) for number in place.lines(lines))
    needed = group_rows(lines, (one.block for one in shown if one is not None and one.kind == "event"))
    rows.fetch(needed)
    for row in needed:
        rows[row]


def draw_events(
    rows: Rows, events: Sequence[EventSays], look: Look, search: Search | None
) -> dict[object, Strip]:
    """Draw lines of events, read with one look into the index."""
    rows.fetch([row for _, row, _, _ in events])
    drawn: dict[object, Strip] = {}
    for what in events:
        _, row, period, standing = what
        line = drawing.event_line(rows[row], period, standing, look, None if standing.context else search)
        drawn[what] = Strip(line).adjust_cell_length(look.columns.width, look.inks.ground)
    return drawn
