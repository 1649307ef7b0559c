"""The overview strip as data: which cells stand for which time, so that a whole timeline fits one line.

Time is not drawn to one scale. Years with few events take a few cells, the month that holds most of them is
shown day by day, and long stretches without events are folded. The layout depends on all events and the
width, not on the filter, so the strip keeps still while someone types; ``matches`` then counts per bar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from timeline_tui.model.names import MONTHS_SHORT, year_words
from timeline_tui.search.histogram import Bucket, count_between, histogram
from timeline_tui.search.periods import UNITS, Unit, first_day, period_label, start_of

FOLD_WIDTH = 3
"""Cells that a folded stretch takes, with the space beside it."""

# Cells of a bar by unit, from roomy to tight; the last of two or more cells stays empty.
_WIDTHS: tuple[dict[Unit, int], ...] = (
    {"century": 6, "decade": 6, "year": 5, "month": 5, "day": 3},
    {"century": 5, "decade": 5, "year": 5, "month": 4, "day": 2},
    {"century": 3, "decade": 3, "year": 3, "month": 3, "day": 2},
    {"century": 2, "decade": 2, "year": 2, "month": 2, "day": 2},
    {"century": 2, "decade": 2, "year": 2, "month": 2, "day": 1},
    {"century": 1, "decade": 1, "year": 1, "month": 1, "day": 1},
)
# How many empty periods in a row are drawn empty instead of folded.
_KEPT_EMPTY: dict[Unit, int] = {"century": 1, "decade": 1, "year": 1, "month": 1, "day": 3}
_STRETCH = 8  # times a bar may be wider where there are few
_COMPARABLE = 4
_WORTH_SPLITTING = 3


class Label(NamedTuple):
    """Words under the strip."""

    column: int
    text: str
    emphasised: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A period with its cells. Of ``width`` cells the bar fills ``drawn``; the rest is space."""

    column: int
    width: int
    drawn: int
    unit: Unit
    start: int
    end: int
    label: str
    first_row: int
    after_row: int

    @property
    def total(self) -> int:
        """How many events stand in the period."""
        return self.after_row - self.first_row


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch without events, half-open in seconds, that takes a few cells whatever its length."""

    column: int
    width: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One column. ``index`` is that of the bar it belongs to, -1 if to none."""

    kind: Literal["bar", "fold", "space"]
    index: int


@dataclass(frozen=True)
class OverviewLayout:
    """The strip: ``cells`` has exactly ``width`` of them; bars and folds are in order of time."""

    width: int
    bars: tuple[Bar, ...]
    folds: tuple[Fold, ...]
    labels: tuple[Label, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What each column stands for. A bar's trailing space is kind "space" with the bar's index."""
        cells = [Cell("space", -1)] * self.width
        for index, bar in enumerate(self.bars):
            for at in range(bar.width):
                cells[bar.column + at] = Cell("bar" if at < bar.drawn else "space", index)
        for fold in self.folds:
            for at in range(fold.width):
                cells[fold.column + at] = Cell("fold" if at < fold.width - 1 else "space", -1)
        return tuple(cells)

    @cached_property
    def most(self) -> int:
        """The total of the fullest bar."""
        return max((bar.total for bar in self.bars), default=0)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """Per bar how many events stand in it."""
        return tuple(bar.total for bar in self.bars)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(bar.start for bar in self.bars)

    @cached_property
    def _columns(self) -> tuple[int, ...]:
        return tuple(bar.column for bar in self.bars)

    def matches(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Return per bar how many of the sorted ``rows`` stand in it."""
        return tuple(count_between(rows, bar.first_row, bar.after_row) for bar in self.bars)

    def edges(self, cells: int) -> tuple[int, ...]:
        """Return the seconds that part the strip's time into at most ``cells`` stretches, ascending.

        Each stretch holds as many bars as the others, or one more: a curve over them is the strip made small.
        """
        count = len(self.bars)
        cells = min(cells, count)
        if cells < 1:
            return ()
        return (*(self.bars[count * cell // cells].start for cell in range(cells)), self.bars[-1].end)

    def bar_of(self, second: int) -> int | None:
        """Return the index of the bar that a time stands in or that begins last before it, if any."""
        if not self.bars:
            return None
        return max(bisect_right(self._starts, second) - 1, 0)

    def bar_at(self, column: int) -> int | None:
        """Return the index of the bar at a column, or of the nearest one to it; None without bars."""
        if not self.bars:
            return None
        near = max(bisect_right(self._columns, column) - 1, 0)
        beyond = column - (self.bars[near].column + self.bars[near].width - 1)
        has_next = near + 1 < len(self.bars)
        return near + 1 if has_next and self.bars[near + 1].column - column < beyond else near


def overview(starts: Sequence[int], zone: tzinfo, width: int) -> OverviewLayout:
    """Return ``width`` cells for a timeline whose dated rows stand at ``starts`` (ascending seconds).

    The zone should be the timeline's own, so that days of events without a clock time stay whole.
    """
    if not starts or width < 1:
        return OverviewLayout(max(width, 0), (), (), ())
    best: list[Bucket] | None = None
    best_depth = 0.0
    best_widths = _WIDTHS[-1]
    for widths in _WIDTHS:
        periods = _periods(starts, zone, width, widths)
        if periods is None:
            continue
        depth = sum(one.total * UNITS.index(one.unit) for one in periods) / len(starts)
        # Roomy cells are worth it unless tight ones show most of the events by a finer unit.
        if best is None or depth > best_depth + 0.5:
            best, best_depth, best_widths = periods, depth, widths
    if best is None:
        return _even(starts, width)
    segments = _segments(best, zone)
    return _placed(segments, width, _stretched(segments, width, best_widths))


def _stretched(segments: list[Segment], width: int, widths: dict[Unit, int]) -> dict[Unit, int]:
    """Return ``widths`` as many times over as there is room for: few periods need not stand in a corner."""
    found = widths
    for times in range(2, _STRETCH + 1):
        wider: dict[Unit, int] = {unit: cells * times for unit, cells in widths.items()}
        if _width(segments, wider) > width:
            break
        found = wider
    return found


def _periods(starts: Sequence[int], zone: tzinfo, width: int, widths: dict[Unit, int]) -> list[Bucket] | None:
    """Return the periods to show, fullest ones split as far as they fit; None if not even centuries do."""
    periods = _split(starts, zone, "century", 0, len(starts), width)
    if periods is None or _width(_segments(periods, zone), widths) > width:
        return None
    settled: set[tuple[Unit, int]] = set()
    least = max(_WORTH_SPLITTING, len(starts) // 25)
    while True:
        open_ones = [
            one
            for one in periods
            if (one.unit, one.number) not in settled
            and (one.unit in {"century", "decade"} or (one.unit != "day" and one.total >= least))
        ]
        if not open_ones:
            return periods
        fullest = max(open_ones, key=lambda one: one.total)
        # Periods of like weight are split together or not at all, else equal years would look unequal.
        group = {
            (one.unit, one.number)
            for one in open_ones
            if one.unit == fullest.unit and one.total * _COMPARABLE >= fullest.total
        }
        split: list[Bucket] | None = []
        for one in periods:
            if split is None:
                break
            if (one.unit, one.number) not in group:
                split.append(one)
                continue
            finer = UNITS[UNITS.index(one.unit) + 1]
            parts = _split(starts, zone, finer, one.first_row, one.after_row, width)
            split = None if parts is None else split + parts
        if split is not None and _width(_segments(split, zone), widths) <= width:
            periods = split
        else:
            settled |= group


def _split(
    starts: Sequence[int], zone: tzinfo, unit: Unit, first_row: int, after_row: int, most: int
) -> list[Bucket] | None:
    """Return the buckets of ``unit`` between two rows, None if they are more than ``most``."""
    found = histogram(starts, (), unit, zone, first_row=first_row, after_row=after_row, most=most + 1)
    buckets = [one for one in found if isinstance(one, Bucket)]
    return buckets if len(buckets) <= most and buckets[-1].after_row >= after_row else None


Segment = list[Bucket]
"""Periods without a fold between them."""


def _segments(periods: list[Bucket], zone: tzinfo) -> list[Segment]:
    """Return ``periods`` with short empty stretches filled in, parted at the long ones."""
    segments: list[Segment] = []
    for one in periods:
        before = segments[-1][-1] if segments else None
        if before is None:
            segments.append([one])
            continue
        empty = one.number - before.number - 1 if one.unit == before.unit else -1
        if 0 <= empty <= _KEPT_EMPTY[one.unit]:
            for number in range(before.number + 1, one.number):
                segments[-1].append(_empty(one, number, zone))
            segments[-1].append(one)
        elif before.end >= one.start:
            segments[-1].append(one)
        else:
            segments.append([one])
    return segments


def _empty(like: Bucket, number: int, zone: tzinfo) -> Bucket:
    """Return the empty period ``number`` that stands before the bucket ``like``."""
    start, end = start_of(like.unit, number, zone), start_of(like.unit, number + 1, zone)
    label = period_label(like.unit, number)
    return Bucket(like.unit, number, start, end, label, like.first_row, like.first_row, 0)


def _head(segment: Segment, shown_year: int | None, widths: dict[Unit, int]) -> str:
    """Return the words before a segment's first bar that take cells of their own: the month of its days."""
    first = segment[0]
    if first.unit != "day" or len(segment) == 1 or widths["day"] == 1:
        return ""
    year, month, _ = first_day(first.unit, first.number)
    return MONTHS_SHORT[month] if year == shown_year else f"{MONTHS_SHORT[month]} {year_words(year)}"


def _first_label(segment: Segment, shown_year: int | None) -> str:
    """Return the words under a segment's first bar, with the year where it is not said yet."""
    first = segment[0]
    year, month, day = first_day(first.unit, first.number)
    if year != shown_year or first.unit not in {"day", "month"}:
        return first.label
    return MONTHS_SHORT[month] if first.unit == "month" else f"{day} {MONTHS_SHORT[month]}"


def _cells(segment: Segment, shown_year: int | None, widths: dict[Unit, int]) -> tuple[int, int]:
    """Return how many cells a segment's head and its bars take."""
    head = _head(segment, shown_year, widths)
    bars = sum(widths[one.unit] for one in segment)
    if head:
        return len(head) + 1, bars
    if widths["day"] > 1:
        bars = max(bars, len(_first_label(segment, shown_year)) + 1)
    return 0, bars


def _last_year(segment: Segment) -> int:
    return first_day(segment[-1].unit, segment[-1].number)[0]


def _width(segments: list[Segment], widths: dict[Unit, int]) -> int:
    total = FOLD_WIDTH * (len(segments) - 1)
    shown_year: int | None = None
    for segment in segments:
        total += sum(_cells(segment, shown_year, widths))
        shown_year = _last_year(segment)
    return total


def _placed(segments: list[Segment], width: int, widths: dict[Unit, int]) -> OverviewLayout:
    """Return the layout of segments that are known to fit."""
    bars: list[Bar] = []
    folds: list[Fold] = []
    labels: list[Label] = []
    column = 0
    shown_year: int | None = None
    for number, segment in enumerate(segments):
        if number:
            folds.append(Fold(column, FOLD_WIDTH, segments[number - 1][-1].end, segment[0].start))
            column += FOLD_WIDTH
        head, cells = _cells(segment, shown_year, widths)
        if head:
            labels.append(Label(column, _head(segment, shown_year, widths), True))
        following = column + head + cells
        column += head
        for at, one in enumerate(segment):
            size = widths[one.unit]
            bars.append(_bar(one, column, size))
            text, emphasised = _label(segment, at, shown_year, bool(head))
            labels.append(Label(column, text, emphasised))
            column += size
        column = following
        shown_year = _last_year(segment)
    return OverviewLayout(width, tuple(bars), tuple(folds), _without_overlap(labels, width))


def _bar(one: Bucket, column: int, size: int) -> Bar:
    # Of a bar stretched to many cells some more stay empty, so that it does not look like a wall.
    drawn = max(size - 1, 1) if size <= 5 else size - max(2, size // 6)
    return Bar(column, size, drawn, one.unit, one.start, one.end, one.label, one.first_row, one.after_row)


def _label(segment: Segment, at: int, shown_year: int | None, has_head: bool) -> tuple[str, bool]:
    """Return what to write under a segment's bar, and whether to emphasise it: where a larger unit begins."""
    one = segment[at]
    year, month, day = first_day(one.unit, one.number)
    if at == 0 and not has_head:
        return _first_label(segment, shown_year), False
    if one.unit == "day":
        return (MONTHS_SHORT[month], True) if day == 1 and at else (str(day), False)
    if one.unit == "month":
        return (year_words(year), True) if month == 1 else (MONTHS_SHORT[month], False)
    return one.label, False


def _without_overlap(labels: list[Label], width: int) -> tuple[Label, ...]:
    """Return the labels that have room, emphasised ones first, then from the left, a space apart."""
    taken = [False] * (width + 1)
    kept = []
    for label in sorted(labels, key=lambda label: (not label.emphasised, label.column)):
        end = label.column + len(label.text)
        if end > width or any(taken[max(label.column - 1, 0) : end + 1]):
            continue
        taken[label.column : end] = [True] * len(label.text)
        kept.append(label)
    return tuple(sorted(kept))


def _even(starts: Sequence[int], width: int) -> OverviewLayout:
    """Return cells of equal time, for a timeline too long or a strip too narrow for anything better."""
    lo, hi = starts[0], starts[-1] + 1
    edges = [lo + (hi - lo) * cell // width for cell in range(width + 1)]
    bars = []
    for column, (start, end) in enumerate(pairwise(edges)):
        first, after = (bisect_right(starts, edge - 1) for edge in (start, end))
        bars.append(Bar(column, 1, 1, "century", start, end, "", first, after))
    return OverviewLayout(width, tuple(bars), (), ())
