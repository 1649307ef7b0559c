"""How much work the timeline widget does for a large timeline: events fetched and lines drawn, never time."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Sequence
from typing import overload

import pytest
from textual.pilot import Pilot

from tests.tui.timeline_host import Host, cursor_line, id_of, screen
from timeline_tui.model.edtf import parse
from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.model.zones import zone
from timeline_tui.search.parse import parse_query
from timeline_tui.search.rows import ListedRows
from timeline_tui.tui.timeline import arrangement
from timeline_tui.tui.timeline.groups import Zoom, weighed

HEIGHT = 30
DAYS, PER_DAY = 200, 40


class CountedRows(ListedRows):
    """Rows that note which of them were fetched."""

    def __init__(self, dated: Sequence[Dated]) -> None:
        super().__init__(dated)
        self.fetched: list[int] = []

    @overload
    def __getitem__(self, row: int) -> Dated: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Dated]: ...
    def __getitem__(self, row: int | slice) -> Dated | Sequence[Dated]:
        assert isinstance(row, int)
        self.fetched.append(row)
        return super().__getitem__(row)


def many_rows() -> CountedRows:
    found = []
    for day in range(DAYS):
        for number in range(PER_DAY):
            text = f"2025-{1 + day // 28:02}-{1 + day % 28:02}T{number // 2:02}:{number % 2 * 30:02}Z"
            event = Event(id=f"e{day}-{number}", when=text, title=f"Event {number} of day {day}")
            found.append(Dated(event, parse(text)))
    return CountedRows(found)


class Large(Host):
    """A timeline of 8000 events."""

    def __init__(self) -> None:
        super().__init__(Timeline())
        self.rows = many_rows()

    async def load(self, pilot: Pilot[None]) -> None:
        self.view.load(self.rows)
        await ready(pilot)
        self.rows.fetched.clear()


async def ready(pilot: Pilot[None]) -> None:
    """Wait until threads have laid out what was asked for."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take nothing to be quick."""
    monkeypatch.setattr(arrangement.Arrangement, "is_quick", lambda *_: False)


@pytest.mark.parametrize(
    "keys",
    [
        ["down"],
        ["pagedown"] * 3,
        ["end", "home"],
        ["right_square_bracket"] * 5,
        ["right_curly_bracket", "left_curly_bracket"],
    ],
)
async def test_moving_fetches_no_more_than_the_screen_shows(keys: list[str]) -> None:
    app = Large()
    async with app.run_test(size=(100, HEIGHT)) as pilot:
        await app.load(pilot)
        for key in keys:
            app.rows.fetched.clear()
            await pilot.press(key)
            await pilot.pause()
            assert len(app.rows.fetched) <= HEIGHT, key


async def test_going_somewhere_looks_at_times_alone() -> None:
    app = Large()
    async with app.run_test(size=(100, HEIGHT)) as pilot:
        await app.load(pilot)
        app.view.go_to(app.rows.starts[5000])
        assert app.view.cursor_row == 5000
        app.view.go_to_row(7000)
        assert app.view.shown_window is not None
        assert app.rows.fetched == []
        await pilot.pause()
        assert len(app.rows.fetched) <= HEIGHT


async def test_a_filter_fetches_only_what_comes_on_screen() -> None:
    app = Large()
    async with app.run_test(size=(100, HEIGHT)) as pilot:
        await app.load(pilot)
        app.view.set_rows(array("I", range(0, len(app.rows), 3)), parse_query("event"))
        await pilot.pause()
        assert len(app.rows.fetched) <= HEIGHT
        app.rows.fetched.clear()
        app.view.set_rows(array("I", range(0, len(app.rows), 3)), parse_query("event"))
        await pilot.pause()
        assert app.rows.fetched == []  # the same lines again


@pytest.mark.parametrize("zoom", ["day", "month", "year"])
async def test_groups_weigh_what_a_frame_can_afford(zoom: Zoom) -> None:
    app = Large()
    async with app.run_test(size=(100, HEIGHT)) as pilot:
        await app.load(pilot)
        app.view.zoom = zoom
        await ready(pilot)
        groups = len(app.view.lines.section)
        assert len(app.rows.fetched) <= min(groups, HEIGHT) * weighed(groups) <= 1600


async def test_another_theme_or_size_draws_the_screen_alone(drawn: list[object]) -> None:
    app = Large()
    async with app.run_test(size=(120, HEIGHT)) as pilot:
        await app.load(pilot)
        drawn.clear()
        app.theme = "timeline-light"
        await pilot.pause()
        assert 0 < len(drawn) <= HEIGHT
        drawn.clear()
        await pilot.resize_terminal(130, HEIGHT)
        await pilot.pause()
        assert 0 < len(drawn) <= HEIGHT


async def test_what_was_laid_out_before_is_not_laid_out_again() -> None:
    app = Large()
    async with app.run_test(size=(120, HEIGHT)) as pilot:
        await app.load(pilot)
        everything = app.view.lines
        app.filter("nobody")
        app.view.set_rows(None)
        assert app.view.lines is everything
        app.view.zone = zone("Europe/Moscow")
        await ready(pilot)
        assert app.view.lines is not everything
        app.view.zone = zone("UTC")
        await ready(pilot)
        assert app.view.lines is everything


async def test_lines_prepared_in_a_thread_are_taken() -> None:
    app = Large()
    async with app.run_test(size=(120, HEIGHT)) as pilot:
        await app.load(pilot)
        rows = array("I", range(0, len(app.rows), 2))
        made = []
        thread = threading.Thread(target=lambda: made.append(app.view.prepared(rows)))
        thread.start()
        thread.join()
        app.view.set_rows(rows, lines=made[0])
        assert app.view.lines is made[0].lines
        app.view.zone = zone("Asia/Tokyo")
        await ready(pilot)
        app.view.set_rows(rows, lines=made[0])  # made for another zone
        await ready(pilot)
        assert app.view.lines is not made[0].lines
        assert len(app.view.lines.shown) == len(rows)


@pytest.mark.usefixtures("in_threads")
async def test_what_takes_long_leaves_the_picture_and_loses_no_key() -> None:
    app = Large()
    async with app.run_test(size=(120, HEIGHT)) as pilot:
        await app.load(pilot)
        assert id_of(app.view) == "e0-0"
        app.view.zoom = "month"
        assert "laying out" in screen(app.view)[0]
        await pilot.press("down", "down")
        await ready(pilot)
        assert app.view.lines.grouped
        assert "laying out" not in screen(app.view)[0]
        app.view.zoom = "event"
        app.view.go_to_row(4321)
        await ready(pilot)
        assert app.view.cursor_row == 4321
        cursor_line(app.view)


@pytest.mark.usefixtures("in_threads")
async def test_only_the_newest_result_is_shown() -> None:
    app = Large()
    async with app.run_test(size=(120, HEIGHT)) as pilot:
        await app.load(pilot)
        for every in (2, 3, 5):
            app.view.set_rows(range(0, len(app.rows), every))
        await ready(pilot)
        assert app.view.lines.shown == range(0, len(app.rows), 5)


async def test_another_index_of_the_same_timeline_keeps_the_time() -> None:
    app = Large()
    async with app.run_test(size=(120, HEIGHT)) as pilot:
        part = ListedRows([app.rows[row] for row in range(0, len(app.rows), 2)])
        app.view.load(part)
        await ready(pilot)
        app.view.go_to_row(1000)
        await pilot.pause()
        before = id_of(app.view), cursor_line(app.view)
        app.view.load(app.rows, keep=True)
        await ready(pilot)
        assert (id_of(app.view), cursor_line(app.view)) == before
        assert app.view.cursor_row == 2000
