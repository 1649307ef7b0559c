"""A timeline seen from further away: one line per day, month, year or decade instead of one per event.

A group is a run of events, as a section is; its line stands for all that the filter lets through of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import tzinfo
from heapq import nsmallest
from itertools import pairwise
from typing import Literal

from timeline_tui.model.names import year_words
from timeline_tui.model.timeline import Event
from timeline_tui.search.histogram import even_edges
from timeline_tui.search.periods import number_at, period_label, start_of
from timeline_tui.search.sections import UNDATED, Period, Sections, runs
from timeline_tui.search.versions import versions
from timeline_tui.tui.timeline.lines import Members

Zoom = Literal["event", "day", "month", "year", "decade"]

ZOOMS: tuple[Zoom, ...] = ("event", "day", "month", "year", "decade")
"""From near to far."""

_AFFORDABLE, _ON_SCREEN = 1000, 50


def group_period(own: Period, zoom: Zoom) -> Period:
    """Return the period of the group that events of the period ``own`` belong to.

    What is known more coarsely than the groups are ("2025" among months) keeps a group of its own.
    """
    if zoom in {"event", "day"} or own == UNDATED:
        return own
    if zoom == "month":
        return Period(own.year, own.month) if own.month else own
    if zoom == "decade":
        decade = own.year // 10
        return own if own.reach == "beyond" else Period(decade * 10, wide=period_label("decade", decade))
    return Period(own.year, wide=year_words(own.year)) if own.reach == "year" else own


def grouped(by_day: Sections, zoom: Zoom) -> Sections:
    """Return the groups of a timeline; a month's days and a year's months stand under one head."""
    head = {"day": lambda one: one.month_key, "month": lambda one: one.year}.get(zoom, lambda _one: 0)
    found = ((row, group_period(own, zoom)) for row, own in zip(by_day.first, by_day.periods, strict=False))
    return runs(found, by_day.rows, head)


def bounds(group: Period, zone: tzinfo, zoom: Zoom) -> tuple[int, int]:
    """Return the first second of a group's period and the first after it."""
    if group.date:
        unit, number = "day", group.first_day
    elif group.month:
        unit, number = "month", group.year * 12 + group.month - 1
    elif zoom == "decade":
        unit, number = "decade", group.year // 10
    else:
        unit, number = "year", group.year
    return start_of(unit, number, zone), start_of(unit, number + 1, zone)  # type: ignore[arg-type]


def curve(
    starts: Sequence[int], members: Members, group: Period, zone: tzinfo, zoom: Zoom, cells: int
) -> list[int]:
    """Return how many of a group's ``members`` stand in each of so many equal parts of its period.

    ``starts`` are the seconds at which the dated rows stand.
    """
    edges = even_edges(*bounds(group, zone, zoom), cells)
    rows, lo, hi = members.rows, members.lo, members.hi
    places = [bisect_left(rows, bisect_left(starts, edge), lo, hi) for edge in edges[1:-1]]
    return [after - before for before, after in pairwise([lo, *places, hi])]


def weighed(groups_shown: int) -> int:
    """Return how many events of each group are looked at for its line.

    An event of a stored timeline takes some 15 µs to read, and a screen of groups must be drawn within a
    frame or two: that leaves about 1000 events for all groups on the screen, of which there are 50 at most.
    """
    return _AFFORDABLE // max(1, min(groups_shown, _ON_SCREEN))


def foremost(events: Sequence[Event], most: int) -> list[Event]:
    """Return the events that mattered most, by salience, then by their evidence and statements."""

    def weight(at: int) -> tuple[float, int, int]:
        event = events[at]
        return -(event.salience or 0), -len(event.evidence) - len(event.statements), at

    return [events[at] for at in nsmallest(most, range(len(events)), key=weight)]


def disputes(events: Sequence[Event]) -> int:
    """Return how many of ``events`` have a disputed field."""
    return sum(1 for event in events if event.claims and versions(event))


def span_words(starts: Sequence[int], zone: tzinfo) -> str:
    """Return the years that a timeline covers: "1867 – 2026"; nothing if nothing in it is dated."""
    if not starts:
        return ""
    years = [year_words(number_at("year", starts[at], zone)) for at in (0, -1)]
    return " – ".join(dict.fromkeys(years))
