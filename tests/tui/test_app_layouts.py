"""Three layouts, one explorer: everything stays within reach at each size, and resizing keeps one's place."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import ModalScreen

from tests.tui.bridge import MEDIUM, NARROW, SIZES, WIDE, explorer, press, screen, settle
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.timeline import TimelineView


async def test_wide_puts_the_detail_beside_the_timeline(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        left, right = app.screen.query_one(TimelineView).region, app.screen.query_one(DetailView).region
        assert left.right <= right.x
        await press(pilot, "down", "down")
        shown = screen(pilot)
        for words in (
            "18:40",
            "Harbour Bridge, Lisbon",
            "The bridge was shut at once",
            "Ana Silva",
            "Rui Costa",
            "Nobody will cross until we know",
            "take until the summer",
            "The Gazette",
            "Coast Wire",
            "19:30",
            "five million",
        ):
            assert words in shown, words


@pytest.mark.parametrize("size", [MEDIUM, NARROW])
async def test_smaller_screens_have_tabs_below(path: Path, size: tuple[int, int]) -> None:
    app = explorer(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        above, below = app.screen.query_one(TimelineView).region, app.screen.query_one(DetailView).region
        assert above.bottom <= below.y
        await press(pilot, "down", "down")
        for key, words in (
            ("1", "Harbour Bridge, Lisbon"),
            ("2", "City Council"),
            ("3", "Nobody will cross until we know"),
            ("4", "19:30"),
            ("5", "The Gazette"),
        ):
            await press(pilot, key)
            shown = screen(pilot)
            assert words in shown, (key, words)
            for name in ("Event", "People", "Said", "Versions", "Sources"):
                assert name in shown


async def test_narrow_shows_one_statement_at_a_time(path: Path) -> None:
    async with explorer(path).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "3")
        shown = screen(pilot)
        assert "Nobody will cross" in shown
        assert "ferry would run all night" not in shown
        await press(pilot, "tab", "down", "down")
        assert "ferry would run all night" in screen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_wider_than_the_screen_and_bars_stay(path: Path, size: tuple[int, int]) -> None:
    async with explorer(path).run_test(size=size) as pilot:
        await settle(pilot)
        for key in ("down", "down", "3", "end"):
            await press(pilot, key)
            lines = screen(pilot).splitlines()
            assert len(lines) <= size[1]
            assert "Harbour bridge" in lines[0]
            assert "? help" in lines[-1]
            assert any(line.startswith(" / ") for line in lines[-3:])


async def test_resizing_keeps_event_filter_and_focus(path: Path) -> None:
    app = explorer(path, "silva")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        view = app.screen.query_one(TimelineView)
        await press(pilot, "end")
        event = view.cursor_event
        for size in (NARROW, MEDIUM, WIDE, (30, 10), (200, 60), MEDIUM):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert view.cursor_event == event
            assert app.focused is view
            assert "3 of 8" in screen(pilot) or size[0] < 60
        assert "Bridge open again" in screen(pilot)


@pytest.mark.parametrize("size", [(20, 6), (1, 1), (300, 5), (12, 80)])
async def test_silly_sizes_do_no_harm(path: Path, size: tuple[int, int]) -> None:
    app = explorer(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in (
            "down",
            "3",
            "slash",
            "a",
            "escape",
            "question_mark",
            "escape",
            "x",
            "escape",
            "t",
            "escape",
        ):
            await press(pilot, key)
        await pilot.resize_terminal(*MEDIUM)
        await settle(pilot)
        for _ in range(4):
            if isinstance(app.screen, ModalScreen):
                await press(pilot, "escape")
        await press(pilot, "0")
        assert "Harbour bridge" in screen(pilot)
