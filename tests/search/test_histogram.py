from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.model.edtf import anchor, parse
from timeline_tui.search.histogram import Bucket, Gap, curve, even_edges, histogram
from timeline_tui.search.periods import UNITS, Unit, number_at, period_label, start_of

DATES = [
    "-0043-03-15",
    "1867-03-30",
    "2024-12-31T23:30Z",
    "2025-08-14",
    "2025-08-15",
    "2025-08-15T11:26Z",
    "2025-08-17",
]
STARTS = [anchor(parse(date)) for date in DATES]
ZONES = (UTC, ZoneInfo("America/Anchorage"), ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kathmandu"))
seconds = st.integers(-(10**12), 10**12) | st.integers(1325000000, 1325500000)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("century", ["101–2 BCE 1/0", "18", "1800–1899 1/1", "1", "2000–2099 5/2"]),
        ("year", ["44 BCE 1/0", "1909", "1867 1/1", "156", "2024 1/0", "2025 4/2"]),
        ("month", ["Mar 44 BCE 1/0", "22919", "Mar 1867 1/1", "1892", "Dec 2024 1/0", "7", "Aug 2025 4/2"]),
    ],
)
def test_counts_per_period(unit: Unit, expected: list[str]) -> None:
    found = [
        f"{one.label} {one.total}/{one.matched}" if isinstance(one, Bucket) else str(one.periods)
        for one in histogram(STARTS, [1, 4, 6], unit, UTC)
    ]
    assert found == expected


def test_days_are_those_of_the_zone() -> None:
    days = histogram(STARTS[2:3], [0], "day", ZoneInfo("Asia/Kathmandu"))
    assert [one.label for one in days if isinstance(one, Bucket)] == ["1 Jan 2025"]


def test_a_part_of_the_timeline() -> None:
    days = histogram(STARTS, [4], "day", UTC, first_row=3, after_row=6)
    assert [(one.label, one.first_row, one.after_row) for one in days if isinstance(one, Bucket)] == [
        ("14 Aug 2025", 3, 4),
        ("15 Aug 2025", 4, 6),
    ]


def test_nothing_has_no_buckets() -> None:
    assert histogram([], [], "day", UTC) == ()


@settings(max_examples=150)
@given(
    st.lists(seconds, max_size=30).map(sorted),
    st.sampled_from(UNITS),
    st.sampled_from(ZONES),
    st.data(),
)
def test_buckets_hold_every_event_once_and_gaps_hold_none(
    starts: list[int], unit: Unit, zone: ZoneInfo, data: st.DataObject
) -> None:
    matched = sorted(data.draw(st.sets(st.sampled_from(range(len(starts)))))) if starts else []
    found = histogram(starts, matched, unit, zone)
    buckets = [one for one in found if isinstance(one, Bucket)]
    assert [row for one in buckets for row in range(one.first_row, one.after_row)] == list(range(len(starts)))
    for one in buckets:
        assert one.matched == sum(one.first_row <= row < one.after_row for row in matched)
        assert all(one.start <= starts[row] < one.end for row in range(one.first_row, one.after_row))
    for gap in found:
        if isinstance(gap, Gap):
            assert gap.periods > 0
            assert not any(gap.start <= start < gap.end for start in starts)


@settings(max_examples=150)
@given(seconds, st.sampled_from(UNITS), st.sampled_from(ZONES))
def test_a_second_lies_in_its_period(second: int, unit: Unit, zone: ZoneInfo) -> None:
    number = number_at(unit, second, zone)
    assert start_of(unit, number, zone) <= second < start_of(unit, number + 1, zone)


@pytest.mark.parametrize(
    ("unit", "number", "label"),
    [
        ("day", 20315, "15 Aug 2025"),
        ("month", 2025 * 12 + 7, "Aug 2025"),
        ("year", -43, "44 BCE"),
        ("decade", 202, "2020s"),
        ("decade", 0, "1 BCE–9"),
        ("decade", -1, "11–2 BCE"),
        ("century", 18, "1800–1899"),
    ],
)
def test_periods_in_words(unit: Unit, number: int, label: str) -> None:
    assert period_label(unit, number) == label


def test_a_curve_counts_matches_per_cell() -> None:
    starts = [0, 5, 10, 15, 20, 25]
    assert even_edges(0, 30, 3) == (0, 10, 20, 30)
    assert curve(starts, [0, 1, 2, 5], even_edges(0, 30, 3)) == (2, 1, 1)
    assert curve([], [], (0, 1)) == (0,)
