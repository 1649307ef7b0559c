"""The calendar day and the clock of a moment in a zone."""

from __future__ import annotations

from datetime import tzinfo

from timeline_tui.model.calendar import DAY, civil_from_days
from timeline_tui.model.edtf import SUB_YEAR
from timeline_tui.model.when import Edge, When, anchor
from timeline_tui.model.zones import abbreviation, offset_at


def local_day(seconds: int, zone: tzinfo) -> tuple[int, int, int]:
    """Return (year, month, day) in ``zone`` at ``seconds`` since 1970-01-01T00:00Z."""
    return civil_from_days((seconds + offset_at(seconds, zone)) // DAY)


def zone_label(zone: tzinfo, seconds: int) -> str:
    """Return the place and the letters of a zone at a moment: "Anchorage AKDT", "Dubai UTC+4", "UTC"."""
    letters = abbreviation(seconds, zone)
    name = str(zone)
    return f"{name.rpartition('/')[2].replace('_', ' ')} {letters}" if "/" in name else letters


def edge_day(edge: Edge, zone: tzinfo) -> tuple[int, int, int]:
    """Return the first day of an end: for an instant the day in ``zone``, for a date the one it names."""
    if edge.is_instant:
        return local_day(edge.lo, zone)
    if edge.precision == "day":
        return edge.year, edge.month, edge.day
    return edge.year, _first_month(edge) or 1, 1


def _first_month(edge: Edge) -> int:
    # Not read from ``lo``: months do not move between zones.
    return edge.month if edge.month <= 12 else SUB_YEAR[edge.month][0]


def day_of(when: When, zone: tzinfo) -> tuple[int, int, int]:
    """Return the day under which ``when`` stands on a timeline shown in ``zone``.

    That is the day of its start, or of its end where the start is open or unknown. A date without a clock
    time keeps its day in every zone, which is why ``local_day`` of its bounds would be wrong.
    """
    edge = when.start or when.end
    return local_day(anchor(when), zone) if edge is None else edge_day(edge, zone)


def clock(edge: Edge, zone: tzinfo) -> str:
    """Return "11:26", or "11:26:05" where the second is known, of an instant in ``zone``."""
    second_of_day = (edge.lo + offset_at(edge.lo, zone)) % DAY
    words = f"{second_of_day // 3600:02}:{second_of_day // 60 % 60:02}"
    return f"{words}:{second_of_day % 60:02}" if edge.precision == "second" else words


def on_same_day(start: Edge, end: Edge, zone: tzinfo) -> bool:
    """Return whether one end is a day and the other a clock time in it, as ``zone`` shows it."""
    kinds = (start.precision == "day", end.is_instant), (end.precision == "day", start.is_instant)
    return (True, True) in kinds and edge_day(start, zone) == edge_day(end, zone)
