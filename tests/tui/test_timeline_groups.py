from __future__ import annotations

from datetime import UTC

import pytest
from rich.cells import cell_len

from tests.tui.small import TIMELINE, ZONE
from tests.tui.test_text import HOSTILE
from tests.tui.test_timeline_drawing import INKS, look, style_of, words
from tests.tui.test_timeline_lines import IDS, ROWS, rows_of
from tests.tui.timeline_host import Host, cursor_line, id_of, screen
from timeline_tui.model.edtf import parse
from timeline_tui.model.timeline import Event
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.search.sections import UNDATED, Period, period
from timeline_tui.tui.glyphs import ASCII, UNICODE
from timeline_tui.tui.timeline import TimelineView, groups, moves
from timeline_tui.tui.timeline.drawing import Standing
from timeline_tui.tui.timeline.group_drawing import Group, group_head, group_line
from timeline_tui.tui.timeline.groups import Zoom, bounds, curve, disputes, foremost, group_period, grouped
from timeline_tui.tui.timeline.lines import Lines, Members, Share, lay_out_groups
from timeline_tui.tui.timeline.marks import Search

HERE = zone(ZONE)


def picture(lines: Lines) -> list[str]:
    out = []
    for number in range(lines.total):
        line = lines.at(number)
        assert line is not None
        period = lines.period(line.block) if line.block >= 0 else UNDATED
        if line.kind == "event":
            out.append(f"{period.wide or period.month_words} {lines.members(line.block).count}")
        elif line.kind == "month":
            out.append(f"head {period.year or period.wide}")
        elif line.kind == "gap":
            out.append(f"gap {lines.gap_before(line.block).days}")
        else:
            out.append(line.kind)
    return out


@pytest.mark.parametrize(
    ("text", "zoom", "expected"),
    [
        ("2025-08-15", "day", Period(2025, 8, 15)),
        ("2025-08-15", "month", Period(2025, 8)),
        ("2025-08-15T10:00Z", "month", Period(2025, 8)),
        ("2025-08", "month", Period(2025, 8)),
        ("2025", "month", Period(2025, wide="2025")),
        ("2024-21", "month", Period(2024, wide="spring 2024")),
        ("2025-08-15", "year", Period(2025, wide="2025")),
        ("2024-21", "year", Period(2024, wide="2024")),
        ("199X", "year", Period(1990, wide="1990s")),
        ("199X", "decade", Period(1990, wide="1990s")),
        ("1867-03-30", "decade", Period(1860, wide="1860s")),
        ("19XX", "decade", Period(1900, wide="19XX")),
    ],
)
def test_the_group_of_a_date(text: str, zoom: Zoom, expected: Period) -> None:
    assert group_period(period(parse(text), UTC), zoom)[:4] == expected[:4]


def test_undated_events_are_a_group_at_every_zoom() -> None:
    assert {group_period(UNDATED, zoom) for zoom in groups.ZOOMS} == {UNDATED}


def test_months() -> None:
    assert picture(lay_out_groups(grouped(ROWS.sections(HERE), "month"), heads=True)) == [
        "head 1867",
        "March 1867 1",
        "gap 57831",
        "head 2025",
        "August 2025 8",
        "gap 30",
        "October 2025 2",
        "gap 61",
        "head 2026",
        "2026 1",
        "blank",
        "head Undated",
        "Undated 1",
        "blank",
        "end",
    ]


def test_years_have_no_heads() -> None:
    assert picture(lay_out_groups(grouped(ROWS.sections(HERE), "year"), heads=False)) == [
        "blank",
        "1867 1",
        "gap 57344",
        "2025 10",
        "2026 1",
        "Undated 1",
        "blank",
        "end",
    ]


def test_groups_of_what_a_filter_lets_through() -> None:
    lines = lay_out_groups(
        grouped(ROWS.sections(HERE), "month"), rows_of("lands", "press", "budapest"), heads=True
    )
    assert picture(lines) == ["head 2025", "August 2025 2", "gap 30", "October 2025 1", "blank", "end"]
    assert lines.day_share(0) == Share(2, 8)
    assert [IDS[row] for row in lines.members(0).some(9)] == ["lands", "press"]
    assert moves.nearest(lines, ROWS.starts, IDS.index("call")) == 0
    assert moves.nearest(lines, ROWS.starts, IDS.index("year")) == 1
    assert picture(lay_out_groups(grouped(ROWS.sections(HERE), "month"), [], heads=True)) == ["blank", "end"]


@pytest.mark.parametrize(
    ("period", "zoom", "text"),
    [
        (Period(2025, 8, 15), "day", "2025-08-15"),
        (Period(2025, 8), "month", "2025-08"),
        (Period(2025, 12), "month", "2025-12"),
        (Period(2025, wide="2025"), "year", "2025"),
        (Period(1990, wide="1990s"), "decade", "199X"),
        (Period(-43, wide="44 BCE"), "year", "-0043"),
    ],
)
def test_the_bounds_of_a_group(period: Period, zoom: Zoom, text: str) -> None:
    when = parse(text, HERE)
    assert bounds(period, HERE, zoom) == (when.earliest_start, when.latest_end)


def test_a_curve_says_when_in_the_period() -> None:
    members = rows_of("visit", "ceasefire", "roses", "lands", "talks", "press", "chukotka", "call")
    amounts = curve(ROWS.starts, Members(members, 0, len(members)), Period(2025, 8), HERE, "month", 31)
    assert sum(amounts) == len(members)
    assert amounts[5] == 1
    assert amounts[14] == 4
    assert amounts[15] == 1
    assert amounts[17] == 1


def test_the_foremost_events() -> None:
    everything = [dated.event for dated in ROWS]
    assert [event.id for event in foremost(everything, 2)] == ["press", "roses"]
    events = [
        Event(id="a", when="2025", title="a", salience=0.2),
        Event(id="b", when="2026", title="b", salience=0.9),
    ]
    assert [event.id for event in foremost(events, 5)] == ["b", "a"]
    assert disputes(everything) == 1


def test_few_groups_may_look_at_more_events_each() -> None:
    assert groups.weighed(0) == groups.weighed(1) > groups.weighed(10) > groups.weighed(50) >= 20
    assert groups.weighed(50) == groups.weighed(1_000_000)


def group(*titles: str, count: int | None = None, cells: int = 0) -> Group:
    events = tuple(Event(id=title, title=title) for title in titles)
    curve = (0, 1, 4) + (0,) * (cells - 3) if cells else None
    return Group(Period(2025, 8), count or len(titles), cells, curve, events, 3)


def test_a_group_s_line() -> None:
    line = words(group_line(group("First", "Second", count=9, cells=24), Standing(), look(160, 106)))
    left = "         Aug ┃  _▄█" + "_" * 21 + "     9  First · Second · 7 more"
    assert line == left.ljust(104) + "3 "


def test_titles_that_do_not_fit_are_counted() -> None:
    line = words(group_line(group("First" * 8, "Second" * 8, "Third"), Standing(), look(60, 60)))
    assert "… · 2 more" in line
    alone = words(group_line(group("x" * 100), Standing(cursor=True), look(60, 60)))
    assert alone.startswith("▌    Aug ●  ")
    assert "x…" in alone
    assert "more" not in alone


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("cells", [160, 92, 60, 30])
def test_columns_line_up_whatever_the_titles(title: str, cells: int) -> None:
    search = Search(parse_query("e"), Index(TIMELINE).names)
    for signs in (UNICODE, ASCII):
        line = group_line(group(title, "e", title), Standing(), look(cells, cells, signs), search)
        assert cell_len(words(line)) == cells
        assert words(line).endswith("   3 ")
        assert not set(words(line)) & set("\x1b\x07\x9b\u202e\n\t")


def test_hits_are_marked_in_the_titles() -> None:
    search = Search(parse_query("second"), Index(TIMELINE).names)
    line = group_line(group("First", "A second"), Standing(), look(160, 92), search)
    assert style_of(line, "second").bgcolor == INKS.match.bgcolor


@pytest.mark.parametrize("cells", [160, 92, 60, 30])
def test_the_head_over_groups(cells: int) -> None:
    line = words(group_head("1867 – 2026", 24 if cells > 60 else 0, look(cells, cells)))
    assert cell_len(line) == cells
    assert line.startswith("▌ 1867 – 2026 " if cells >= 80 else "▌ 1867–2026")


async def test_zooming_keeps_the_event() -> None:
    app = Host()
    async with app.run_test(size=(110, 30)) as pilot:
        view = app.view
        view.go_to_row(IDS.index("press"))
        for zoom in ("day", "month", "year", "decade", "decade"):
            await pilot.press("minus")
            assert view.zoom == zoom
            assert id_of(view) == "press"
            cursor_line(view)
        assert any("2020s" in line for line in screen(view))
        for zoom in ("year", "month", "day", "event", "event"):
            await pilot.press("plus")
            assert view.zoom == zoom
            assert id_of(view) == "press"
            assert "Both speak" in screen(view)[cursor_line(view)]


async def test_moving_and_opening_groups() -> None:
    app = Host()
    async with app.run_test(size=(110, 30)) as pilot:
        view = app.view
        view.zoom = "month"
        await pilot.pause()
        assert screen(view)[0].startswith("▌ 1867 – 2026")
        await pilot.press("down")
        assert id_of(view) == "visit"
        assert "Aug" in screen(view)[cursor_line(view)]
        await pilot.press("enter")
        assert view.zoom == "day"
        assert id_of(view) == "visit"
        assert not any(isinstance(one, TimelineView.Activated) for one in app.seen)
        app.filter("lavrov")
        await pilot.pause()
        assert id_of(view) == "talks"
        cursor_line(view)
        view.zone = zone("Europe/Moscow")
        view.zoom = "year"
        app.filter("nobodysaidthis")
        await pilot.pause()
        assert view.cursor_row is None
        await pilot.press("down", "enter", "minus", "end")
        assert view.zoom == "year"


async def test_going_to_a_time_among_groups() -> None:
    app = Host()
    async with app.run_test(size=(110, 30)) as pilot:
        app.view.zoom = "month"
        app.view.go_to(app.index.starts[5])
        await pilot.pause()
        assert "Aug" in screen(app.view)[cursor_line(app.view)]
        window = app.view.shown_window
        assert window == (app.index.starts[0], app.index.starts[-1] + 1)
