"""What a date says: its bounds in seconds, and the parts it was written with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Precision = Literal[
    "unspecified",
    "millennium",
    "century",
    "decade",
    "year",
    "half",
    "quadrimester",
    "season",
    "quarter",
    "month",
    "day",
    "minute",
    "second",
]


class EdtfError(ValueError):
    """A text that is no date.

    ``code`` is a stable word ("not-edtf", "no-such-day", "interval-reversed"), ``column`` counts from 0,
    ``suggestion`` is what was probably meant.
    """

    def __init__(self, code: str, message: str, column: int = 0, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.column = column
        self.suggestion = suggestion


class Edge(NamedTuple):
    """One end of an interval, or a whole date that is none.

    ``lo`` and ``hi`` bound it in seconds since 1970-01-01T00:00Z, ``hi`` excluded. ``year``, ``month``
    and ``day`` are as written, 0 where unsaid (for an instant: on the writer's clock); a ``month`` from 21 to
    41 is a sub-year code. ``unspecified`` tells ``2004-XX`` from ``2004``.
    """

    text: str
    lo: int
    hi: int
    precision: Precision
    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""
    unspecified: bool = False
    note: str | None = None

    @property
    def is_instant(self) -> bool:
        """Whether it has a clock time."""
        return self.precision in {"minute", "second"}

    @property
    def approximate(self) -> bool:
        """Whether it is marked ``~`` or ``%``."""
        return self.qualifier in {"~", "%"}

    @property
    def uncertain(self) -> bool:
        """Whether it is marked ``?`` or ``%``."""
        return self.qualifier in {"?", "%"}


@dataclass(frozen=True, slots=True)
class When:
    """A date, an instant or an interval.

    The four bounds are whole seconds since 1970-01-01T00:00Z in the proleptic Gregorian calendar; each is an
    edge of a half-open span, so a day ends where the next begins. None means open (``..``) or unknown
    (empty). A date that is no interval says that the event lies somewhere within it: start and end share its
    bounds.

    ``start`` and ``end`` are the ends as written; they are the same object if there is no interval.
    ``notes`` says "gap" or "fold" for a local time that the zone's clock skips or shows twice.
    """

    text: str
    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None
    start: Edge | None
    end: Edge | None
    open_start: bool = False
    open_end: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a ``/``."""
        return self.start is not self.end

    @property
    def start_precision(self) -> Precision | None:
        """How finely the start is known; None if it is open or unknown."""
        return None if self.start is None else self.start.precision

    @property
    def end_precision(self) -> Precision | None:
        """How finely the end is known; None if it is open or unknown."""
        return None if self.end is None else self.end.precision

    @property
    def precision(self) -> Precision:
        """How finely the start is known, or the end where there is no start."""
        edge = self.start or self.end
        return "unspecified" if edge is None else edge.precision

    @property
    def approximate(self) -> bool:
        """Whether any end is marked ``~`` or ``%``."""
        return any(edge is not None and edge.approximate for edge in (self.start, self.end))

    @property
    def uncertain(self) -> bool:
        """Whether any end is marked ``?`` or ``%``."""
        return any(edge is not None and edge.uncertain for edge in (self.start, self.end))

    @property
    def unknown_start(self) -> bool:
        """Whether the interval's start was left empty, which means unknown."""
        return self.start is None and not self.open_start

    @property
    def unknown_end(self) -> bool:
        """Whether the interval's end was left empty, which means unknown."""
        return self.end is None and not self.open_end


def anchor(when: When) -> int:
    """Return the second at which ``when`` stands on a timeline.

    That is its earliest start. What has none ("by March 2024") stands where it is known to be over: in the
    time that its end names, not before everything else.
    """
    if when.earliest_start is not None:
        return when.earliest_start
    return when.earliest_end if when.earliest_end is not None else 0


_UNDATED = (1, 0, 0, 0)


def sort_key(when: When | None) -> tuple[Any, ...]:
    """Return a key that orders by earliest start, then narrower before wider; undated comes last.

    An open end is wider than any known one.
    """
    if when is None:
        return _UNDATED
    at = anchor(when)
    if when.latest_end is None or when.earliest_start is None:
        return (0, at, 1, 0)
    return (0, at, 0, when.latest_end - at)


def overlaps(when: When, lo: int | None, hi: int | None) -> bool:
    """Return whether ``when`` may share a second with [lo, hi); None leaves that side unbounded."""
    after = hi is not None and when.earliest_start is not None and when.earliest_start >= hi
    before = lo is not None and when.latest_end is not None and when.latest_end <= lo
    return not (after or before)


def within(when: When, lo: int | None, hi: int | None) -> bool:
    """Return whether ``when`` is sure to lie in [lo, hi); an open or unknown end lies in no bounded span."""
    if lo is not None and (when.earliest_start is None or when.earliest_start < lo):
        return False
    return hi is None or (when.latest_end is not None and when.latest_end <= hi)
