"""The filter bar as a person uses it: type, see the count fall and the hits lit, make mistakes, go back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.bridge import (
    MEDIUM,
    NARROW,
    SIZES,
    WIDE,
    bar,
    explorer,
    filtered,
    lit,
    press,
    query,
    screen,
    settle,
    type_text,
)
from timeline_tui.tui.screens.explorer import ExplorerScreen
from timeline_tui.tui.timeline import TimelineView

ALL = 8


@pytest.mark.parametrize("size", SIZES)
async def test_typing_narrows_lights_hits_and_moves_the_panes(path: Path, size: tuple[int, int]) -> None:
    app = explorer(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert f"{ALL} events" in screen(pilot)
        assert lit(pilot) == []
        await press(pilot, "slash")
        await type_text(pilot, "costa")
        shown = screen(pilot)
        assert f"2 of {ALL}" in shown
        assert "Bridge opened" not in shown
        assert "Repair begins" in shown
        assert any("costa" in words.lower() for words in lit(pilot))
        event = app.screen.query_one(TimelineView).cursor_event
        assert event is not None
        assert event.id in {"closed", "repair"}
        await press(pilot, "enter")
        assert isinstance(app.focused, TimelineView)
        assert query(pilot) == "costa"
        assert f"2 of {ALL}" in screen(pilot)


async def test_the_detail_follows_the_cursor_through_a_filter(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filtered(pilot, "costa")
        await press(pilot, "home")
        shown = screen(pilot)
        assert "Nobody will cross until we know" in shown
        assert "The Gazette" in shown
        await press(pilot, "end")
        shown = screen(pilot)
        assert "Nobody will cross until we know" not in shown
        assert "April 2024" in shown


QUERIES = {
    "silva": 3,
    "who:silva -ferry": 2,
    "speaker:costa": 1,
    'said:"until the summer"': 1,
    "when:2024-03-05": 3,
    "after:2024-04": 1,
    "has:conflict": 1,
    "inspector OR ferry": 3,
    "[sic]": 1,
    "/^bridge/": 3,
}


async def test_the_query_language_works_in_the_bar(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=MEDIUM) as pilot:
        await press(pilot, "slash")
        for text, count in QUERIES.items():
            bar(pilot).value = text
            await settle(pilot)
            assert f"{count} of {ALL}" in screen(pilot), text


async def test_an_unreadable_query_says_where_and_keeps_the_last_good_result(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "costa ")
        await type_text(pilot, "when:2024-13")
        shown = screen(pilot)
        assert f"2 of {ALL}" in shown
        assert "last good result" in shown
        line = next(one for one in shown.splitlines() if "when:2024-13" in one)
        beneath = shown.splitlines()[shown.splitlines().index(line) + 1]
        assert "^" in beneath
        assert beneath.index("^") == line.index("2024-13")
        assert "2024-1" in beneath  # what was meant
        await press(pilot, *["backspace"] * 3)
        assert "^" not in screen(pilot).replace("^v", "")


async def test_nothing_found_explains_each_term_and_enter_goes_to_the_nearest(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "ferry after:2024-05")
        shown = screen(pilot)
        assert "Nothing matches" in shown
        assert f"0 of {ALL}" in shown
        assert "after:2024-05" in shown
        assert "Nearest" in shown
        await press(pilot, "enter")
        event = app.screen.query_one(TimelineView).cursor_event
        assert event is not None
        assert event.id in {"ferry", "closed"}


async def test_only_the_last_of_many_quick_keystrokes_counts(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"silva", *["backspace"] * 5, *"ferry")
        await settle(pilot)
        assert query(pilot) == "ferry"
        assert f"2 of {ALL}" in screen(pilot)
        screen_ = app.screen
        assert isinstance(screen_, ExplorerScreen)
        assert screen_.shown is not None
        assert [screen_.index.rows[row].event.id for row in screen_.shown] == ["closed", "ferry"]


async def test_terms_stand_as_chips_and_a_click_drops_one(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filtered(pilot, "who:silva -ferry")
        lines = screen(pilot).splitlines()
        row = next(
            y for y, line in enumerate(lines) if "participant" in line and "Ana Silva" in line and "×" in line
        )
        assert "not" in lines[row]
        await pilot.click(offset=(lines[row].index("not") + 1, row))
        await settle(pilot)
        assert query(pilot) == "who:silva"


STRANGE = [
    "[red]",
    "[/]",
    "[/red]",
    "$accent",
    "{",
    "\\",
    '"',
    "(",
    "-",
    "OR",
    "/",
    "/(/",
    "é" * 300,
    "\x1b[2J",
    "\u202e",
]


async def test_no_text_in_the_bar_is_markup_or_a_crash(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "slash")
        for text in STRANGE:
            bar(pilot).value = text
            await settle(pilot)
            assert query(pilot) == text
            shown = screen(pilot)
            assert "Bridge" in shown or "Nothing matches" in shown
            assert "\x1b" not in shown


async def test_the_explorer_starts_filtered(path: Path) -> None:
    async with explorer(path, "ferry").run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        assert query(pilot) == "ferry"
        assert f"2 of {ALL}" in screen(pilot)


async def test_moving_the_filter_keeps_the_event_under_the_cursor(path: Path) -> None:
    app = explorer(path)
    async with app.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        view = app.screen.query_one(TimelineView)
        await press(pilot, "down", "down", "down")
        event = view.cursor_event
        assert event is not None
        assert event.id == "visit"
        await filtered(pilot, "silva")
        assert view.cursor_event == event
        await press(pilot, "0")
        assert query(pilot) == ""
        assert view.cursor_event == event
