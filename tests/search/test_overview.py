from __future__ import annotations

from datetime import UTC
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.model.edtf import anchor, parse
from timeline_tui.search.overview import OverviewLayout, overview

SUMMIT = sorted(
    anchor(parse(date))
    for date in [
        "1867-03-30",
        "1867-10-18",
        "2010-04-08",
        "2018-07-16",
        "2021-06-16",
        "2022-02-24",
        "2025-02-12",
        "2025-02-18",
        *[
            f"2025-08-{day:02}"
            for day in (6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 25)
            for _ in range(4)
        ],
        *["2025-08-15"] * 25,
        "2025-10-20",
        "2026-01-27",
    ]
)


def drawn(layout: OverviewLayout) -> list[str]:
    """Return bars (``.`` if empty) and folds as one line, labels as another."""
    marks = []
    for cell in layout.cells:
        if cell.kind == "bar":
            marks.append("#" if layout.bars[cell.index].total else ".")
        else:
            marks.append("/" if cell.kind == "fold" else " ")
    words = [" "] * layout.width
    for label in layout.labels:
        words[label.column : label.column + len(label.text)] = label.text
    return ["".join(marks).rstrip(), "".join(words).rstrip()]


def test_the_busy_month_is_shown_by_day_and_empty_years_are_folded() -> None:
    assert drawn(overview(SUMMIT, UTC, 158)) == [
        (
            "#### // #### // #### // #### #### // ####     //     ## ## ## ## .. .. ## ## ## "
            "## ## ## ## ## ## .. ## .. .. ## // #### // ####"
        ),
        (
            "1867    2010    2018    2021 2022    Feb 2025    Aug 6  7  8  9  10 11 12 13 14 "
            "15 16 17 18 19 20 21 22 23 24 25    Oct     2026"
        ),
    ]


def test_a_narrow_strip_says_less() -> None:
    assert drawn(overview(SUMMIT, UTC, 40)) == [
        "# // # // # // # # // # // # . # // #",
        "1867 2010 2018 2021   Feb 2025 Oct  2026",
    ]


@pytest.mark.parametrize("width", [158, 98, 60])
def test_few_days_are_stretched_over_the_strip(width: int) -> None:
    starts = [anchor(parse(f"2025-08-{day:02}")) for day in (13, 14, 15, 16, 17) for _ in range(5)]
    layout = overview(starts, UTC, width)
    assert [bar.unit for bar in layout.bars] == ["day"] * 5
    last = layout.bars[-1]
    assert width * 0.6 < last.column + last.width <= width
    assert len({bar.width for bar in layout.bars}) == 1
    assert all(bar.drawn < bar.width for bar in layout.bars)


def test_equal_years_are_shown_alike() -> None:
    starts = [anchor(parse(f"{year}-{month:02}-03")) for year in range(2000, 2020) for month in range(1, 13)]
    layout = overview(starts, UTC, 120)
    assert {bar.unit for bar in layout.bars} == {"year"}
    assert layout.folds == ()


def test_nothing_to_show() -> None:
    assert overview([], UTC, 80) == OverviewLayout(80, (), (), ())
    assert overview([], UTC, 0).cells == ()
    assert overview([], UTC, 80).bar_at(3) is None
    assert overview([], UTC, 80).bar_of(0) is None


@pytest.mark.parametrize("width", [1, 2, 5, 30])
def test_more_centuries_than_cells_become_even_parts(width: int) -> None:
    starts = [number * 10**10 for number in range(-40, 40)]
    layout = overview(starts, UTC, width)
    assert len(layout.cells) == width
    assert sum(bar.total for bar in layout.bars) == len(starts)


seconds = st.integers(-(10**12), 10**12) | st.integers(1750000000, 1760000000) | st.integers(0, 1760000000)


@settings(max_examples=150)
@given(st.lists(seconds, min_size=1, max_size=60).map(sorted), st.integers(1, 170), st.data())
def test_every_event_has_a_bar_within_the_strip(starts: list[int], width: int, data: st.DataObject) -> None:
    layout = overview(starts, UTC, width)
    assert len(layout.cells) == width
    rows = [row for bar in layout.bars for row in range(bar.first_row, bar.after_row)]
    assert rows == list(range(len(starts)))
    ends = [0]
    for part in sorted([*layout.bars, *layout.folds], key=lambda part: part.column):
        assert part.column >= ends[-1]
        ends.append(part.column + part.width)
    assert ends[-1] <= width
    times = sorted([*layout.bars, *layout.folds], key=lambda part: part.column)
    assert all(before.end <= after.start for before, after in pairwise(times))
    end_of_label = -1
    for label in layout.labels:
        assert label.column > end_of_label
        end_of_label = label.column + len(label.text)
    assert end_of_label <= width
    row = data.draw(st.sampled_from(range(len(starts))))
    bar = layout.bar_of(starts[row])
    assert bar is not None
    assert layout.bars[bar].first_row <= row < layout.bars[bar].after_row
    assert layout.bar_at(layout.bars[bar].column) == bar
    assert layout.matches([row]) == tuple(int(number == bar) for number in range(len(layout.bars)))


def test_a_click_beside_a_bar_goes_to_the_nearest() -> None:
    layout = overview(SUMMIT, UTC, 158)
    fold = layout.folds[0]
    assert layout.bar_at(fold.column + 2) == layout.bar_at(fold.column + fold.width)
    assert layout.bar_at(10**6) == len(layout.bars) - 1
    assert layout.bar_at(-5) == 0
