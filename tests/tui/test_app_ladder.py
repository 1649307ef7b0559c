"""Escape is a ladder: it closes, leaves, drops, and at the bottom does nothing. It never quits."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import Input

from tests.tui.bridge import MEDIUM, WIDE, explorer, filtered, press, query, settle, type_text
from timeline_tui.tui.screens.explorer import ExplorerScreen
from timeline_tui.tui.timeline import TimelineView


async def test_the_ladder(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva -ferry after:2024-01")
        await press(pilot, "slash")
        assert isinstance(app.focused, Input)
        await press(pilot, "escape")
        assert isinstance(app.focused, TimelineView)
        assert query(pilot) == "silva -ferry after:2024-01"
        await press(pilot, "tab")
        assert not isinstance(app.focused, TimelineView | Input)
        await press(pilot, "escape")
        assert isinstance(app.focused, TimelineView)
        for left in ("silva -ferry", "silva", "", "", ""):
            await press(pilot, "escape")
            assert query(pilot) == left
        assert app.is_running
        assert isinstance(app.screen, ExplorerScreen)


async def test_escape_drops_what_cannot_be_read(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva")
        await press(pilot, "slash")
        await type_text(pilot, " when:2024-13")
        await press(pilot, "escape")
        for _ in range(4):
            await press(pilot, "escape")
        assert query(pilot) == ""
        assert app.is_running


@pytest.mark.parametrize("key", ["question_mark", "t", "x", "colon", "ctrl+p"])
async def test_escape_closes_each_dialog_and_nothing_else(path: Path, key: str) -> None:
    app = explorer(path)
    async with app.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva")
        await press(pilot, key)
        assert isinstance(app.screen, ModalScreen)
        for _ in range(2):  # a list within a dialog may take the first
            if isinstance(app.screen, ModalScreen):
                await press(pilot, "escape")
        assert isinstance(app.screen, ExplorerScreen)
        assert query(pilot) == "silva"


async def test_zero_drops_the_whole_filter_at_once(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva -ferry")
        await press(pilot, "0")
        assert query(pilot) == ""


async def test_q_leaves(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running
