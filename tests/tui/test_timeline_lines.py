from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.small import TIMELINE, ZONE
from timeline_tui.model.edtf import parse
from timeline_tui.model.order import in_order
from timeline_tui.model.zones import zone
from timeline_tui.search.rows import ListedRows
from timeline_tui.search.sections import UNDATED, Period, period, runs
from timeline_tui.tui.timeline import moves
from timeline_tui.tui.timeline.lines import Gap, Lines, Share, lay_out

ROWS = ListedRows(in_order(TIMELINE))
IDS = [dated.event.id for dated in ROWS]
SECTIONS = ROWS.sections(zone(ZONE))


def picture(lines: Lines) -> list[str]:
    """What stands on each line, in words."""
    out = []
    for number in range(lines.total):
        line = lines.at(number)
        assert line is not None
        if line.kind == "event":
            out.append(IDS[line.row])
        elif line.kind == "day":
            out.append(f"day {lines.period(line.block).day_words}")
        elif line.kind == "month":
            out.append(f"month {lines.period(line.block).month_words}")
        elif line.kind == "gap":
            gap = lines.gap_before(line.block)
            out.append(f"gap {gap.days} days {gap.hidden} hidden")
        else:
            out.append(line.kind)
    return out


def rows_of(*ids: str) -> list[int]:
    return sorted(IDS.index(one) for one in ids)


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("2025-08-15", UTC, Period(2025, 8, 15)),
        ("2025-08-15T23:30Z", UTC, Period(2025, 8, 15)),
        ("2025-08-15T23:30Z", zone("Europe/Moscow"), Period(2025, 8, 16)),
        # A day is a day on every clock.
        ("2025-08-15", zone("Asia/Kamchatka"), Period(2025, 8, 15)),
        ("../2025-08-08", UTC, Period(2025, 8, 8)),
        ("2025-08-18/2025-08-19", UTC, Period(2025, 8, 18)),
        ("2025-08", UTC, Period(2025, 8)),
        ("2025-08~", UTC, Period(2025, 8)),
        ("2025", UTC, Period(2025, wide="2025")),
        ("-0043", UTC, Period(-43, wide="44 BCE")),
        ("2025-XX-XX", UTC, Period(2025, wide="2025")),
        ("201X", UTC, Period(2010, wide="2010s", reach="decade")),
        ("2024-21", UTC, Period(2024, wide="spring 2024")),
    ],
)
def test_the_period_a_date_stands_under(text: str, where: tzinfo, expected: Period) -> None:
    assert period(parse(text, UTC), where) == expected


def test_undated_events_have_a_period_of_their_own() -> None:
    assert period(None, UTC) is UNDATED
    assert SECTIONS.undated_from == IDS.index("memo")
    assert ListedRows(ROWS[:3]).sections(UTC).undated_from == 3


def test_all_events() -> None:
    assert picture(lay_out(SECTIONS)) == [
        "month March 1867",
        "day Sat 30",
        "treaty",
        "gap 57837 days 0 hidden",
        "month August 2025",
        "day Wed 6",
        "visit",
        "gap 1 days 0 hidden",
        "day Fri 8",
        "ceasefire",
        "gap 6 days 0 hidden",
        "day Fri 15",
        "roses",
        "lands",
        "talks",
        "press",
        "blank",
        "day Sat 16",
        "chukotka",
        "gap 1 days 0 hidden",
        "day Mon 18",
        "call",
        "gap 43 days 0 hidden",
        "month October 2025",
        "autumn",
        "blank",
        "day Mon 20",
        "budapest",
        "gap 72 days 0 hidden",
        "month 2026",
        "year",
        "blank",
        "month Undated",
        "memo",
        "blank",
        "end",
    ]


def test_filtered() -> None:
    lines = lay_out(SECTIONS, rows_of("visit", "lands", "press", "call"))
    assert picture(lines) == [
        "month August 2025",
        "day Wed 6",
        "visit",
        "gap 8 days 1 hidden",
        "day Fri 15",
        "lands",
        "press",
        "gap 2 days 1 hidden",
        "day Mon 18",
        "call",
        "blank",
        "end",
    ]
    assert lines.filtered
    assert lines.day_share(1) == Share(2, 4)
    assert lines.month_share(0) == Share(4, 8)
    assert lines.head(0) == (Period(2025, 8, 6), Share(4, 8))


def test_a_sticky_day_takes_the_place_of_the_first_month_head() -> None:
    lines = lay_out(SECTIONS, rows_of("visit", "budapest"), sticky_day=True)
    assert picture(lines)[:3] == ["day Wed 6", "visit", "gap 74 days 8 hidden"]
    assert lines.head(0) == (Period(2025, 8, 6), Share(1, 1))
    coarse = lay_out(SECTIONS, rows_of("autumn"), sticky_day=True)
    assert picture(coarse)[:2] == ["month October 2025", "autumn"]


def test_a_gap_of_one_day_names_it() -> None:
    lines = lay_out(SECTIONS, rows_of("visit", "ceasefire"))
    gap = lines.gap_before(1)
    assert gap == Gap(1, 0, period(parse("2025-08-07"), UTC).first_day)


def test_context_is_shown_but_does_not_count() -> None:
    hits = rows_of("talks")
    lines = lay_out(SECTIONS, rows_of("lands", "talks", "press"), hits=hits)
    assert lines.day_share(0) == Share(1, 4)
    assert [lines.is_hit(row) for row in lines.shown] == [False, True, False]
    assert lay_out(SECTIONS).is_hit(3)


def test_nothing_shown() -> None:
    lines = lay_out(SECTIONS, [])
    assert picture(lines) == ["blank", "end"]
    assert lines.block_at(0) == -1
    assert lines.head(-1) == (None, Share(0, len(ROWS)))
    assert picture(lay_out(ListedRows().sections(UTC))) == ["blank", "end"]


def test_the_space_before_a_head_belongs_to_what_is_above() -> None:
    lines = lay_out(SECTIONS)
    described = picture(lines)
    gap = described.index("gap 43 days 0 hidden")
    assert lines.period(lines.block_at(gap)).day_words == "Mon 18"
    assert lines.period(lines.block_at(gap + 1)).month_words == "October 2025"


def test_heads_are_shown_with_the_first_event_under_them() -> None:
    lines = lay_out(SECTIONS)
    described = picture(lines)
    assert lines.head_line_of(IDS.index("visit")) == described.index("month August 2025")
    assert lines.head_line_of(IDS.index("roses")) == described.index("day Fri 15")
    assert lines.head_line_of(IDS.index("talks")) == described.index("talks")


@given(st.sets(st.integers(min_value=0, max_value=len(ROWS) - 1)))
@settings(max_examples=100)
def test_every_event_shown_has_one_line_and_is_found_there(chosen: set[int]) -> None:
    shown = sorted(chosen)
    lines = lay_out(SECTIONS, shown)
    found = [line.row for number in range(lines.total) if (line := lines.at(number)) and line.kind == "event"]
    assert found == shown
    for position, row in enumerate(shown):
        line = lines.at(lines.line_of(position))
        assert line is not None
        assert (line.kind, line.row) == ("event", row)
        assert lines.position_of(row) == position
    assert lines.at(lines.total) is None
    assert lines.at(-1) is None
    hidden = [row for row in range(len(ROWS)) if row not in chosen]
    assert all(lines.position_of(row) is None for row in hidden)


def test_a_zone_groups_days_anew() -> None:
    moscow = ROWS.sections(zone("Europe/Moscow"))
    assert picture(lay_out(moscow, rows_of("talks", "press"))) == [
        "month August 2025",
        "day Fri 15",
        "talks",
        "blank",
        "day Sat 16",
        "press",
        "blank",
        "end",
    ]


class Counted(Sequence[int]):
    """Row numbers that count how often they are looked at."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.looks = 0

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, at: int) -> int:  # type: ignore[override]
        self.looks += 1
        return range(self.size)[at]


def test_laying_out_looks_at_few_rows_of_many() -> None:
    days, per_day = 300, 1000
    periods = [Period(2025, 1 + day // 28 % 12, 1 + day % 28) for day in range(days)]
    found = ((day * per_day, one) for day, one in enumerate(periods))
    many = runs(found, days * per_day, lambda one: one.month_key)
    shown = Counted(days * per_day)
    lines = lay_out(many, shown)
    assert shown.looks < days * 15
    shown.looks = 0
    assert lines.at(lines.total // 2) is not None
    assert shown.looks <= 1


@pytest.mark.parametrize(
    ("move", "start", "end"),
    [
        (moves.next_day, "visit", "ceasefire"),
        (moves.next_day, "talks", "chukotka"),
        (moves.next_day, "memo", "memo"),
        (moves.previous_day, "talks", "roses"),
        (moves.previous_day, "roses", "ceasefire"),
        (moves.previous_day, "treaty", "treaty"),
        (moves.next_month, "visit", "autumn"),
        (moves.next_month, "year", "memo"),
        (moves.next_month, "memo", "memo"),
        (moves.previous_month, "talks", "visit"),
        (moves.previous_month, "visit", "treaty"),
        (moves.previous_month, "treaty", "treaty"),
    ],
)
def test_moves(move, start: str, end: str) -> None:
    assert IDS[move(lay_out(SECTIONS), IDS.index(start))] == end


@pytest.mark.parametrize(
    ("when", "found"),
    [("1500-01-01", "treaty"), ("2025-08-15T10:55-08:00", "talks"), ("2025-08-17", "call"), ("2030", "year")],
)
def test_the_event_at_a_time(when: str, found: str) -> None:
    start = parse(when).earliest_start
    assert start is not None
    position = moves.at_time(lay_out(SECTIONS), ROWS.starts, start)
    assert position is not None
    assert IDS[position] == found


def test_the_event_at_a_time_of_those_shown() -> None:
    start = parse("2025-08-15T00:00-08:00").earliest_start
    assert start is not None
    assert moves.at_time(lay_out(SECTIONS, rows_of("visit", "press")), ROWS.starts, start) == 1
    assert moves.at_time(lay_out(SECTIONS, []), ROWS.starts, start) is None
    assert moves.at_time(lay_out(SECTIONS, rows_of("memo")), ROWS.starts, start) == 0


@pytest.mark.parametrize(
    ("row", "shown", "found"),
    [
        ("talks", ["talks", "press"], "talks"),
        ("talks", ["lands", "press"], "lands"),  # 32 minutes before, 3.5 hours after
        ("chukotka", ["press", "call"], "press"),
        ("memo", ["visit", "year"], "year"),
        ("treaty", ["visit", "year"], "visit"),
    ],
)
def test_the_nearest_event_in_time(row: str, shown: list[str], found: str) -> None:
    lines = lay_out(SECTIONS, rows_of(*shown))
    position = moves.nearest(lines, ROWS.starts, IDS.index(row))
    assert position is not None
    assert IDS[lines.shown[position]] == found


def test_the_event_near_a_line() -> None:
    lines = lay_out(SECTIONS)
    assert moves.near_line(lines, 0) == 0
    assert moves.near_line(lines, -5) == 0
    assert IDS[moves.near_line(lines, 3)] == "visit"
    assert moves.near_line(lines, 10_000) == len(ROWS) - 1
