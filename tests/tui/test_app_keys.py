"""One table of actions: it is bound, answered by plain keys, and stands in the help and the docs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.tui.bridge import (
    MEDIUM,
    SIZES,
    WIDE,
    explorer,
    filtered,
    press,
    query,
    screen,
    settle,
    type_text,
    until,
)
from timeline_tui.tui.actions import ACTIONS, here, keys_markdown
from timeline_tui.tui.detail.pane import Pane
from timeline_tui.tui.facets.view import FacetList
from timeline_tui.tui.glyphs import ASCII
from timeline_tui.tui.screens.explorer import ExplorerScreen, ExplorerTimeline
from timeline_tui.tui.screens.help import HelpScreen
from timeline_tui.tui.screens.source import SourceScreen
from timeline_tui.tui.timeline import TimelineView

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = {
    "explorer": ExplorerScreen,
    "timeline": ExplorerTimeline,
    "detail": Pane,
    "facets": FacetList,
    "source": SourceScreen,
}


def test_the_docs_hold_the_table() -> None:
    made = keys_markdown()
    written = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert written == made, "write docs/keys.md anew: timeline_tui.tui.actions.keys_markdown()"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda one: one.id)
def test_every_action_is_answered_and_needs_no_chord(action: object) -> None:
    assert action in ACTIONS
    one = ACTIONS[ACTIONS.index(action)]  # type: ignore[arg-type]
    for place in one.places:
        assert hasattr(ANSWERS[place], "action_" + one.id.partition("(")[0])
    plain = [key for key in one.keys if not key.startswith(("ctrl+", "alt+"))]
    assert plain, "every action has a key without Ctrl or Alt"


@pytest.mark.parametrize("place", ANSWERS)
def test_no_key_means_two_things_in_one_place(place: str) -> None:
    around = ["explorer"] if place in {"timeline", "detail", "facets"} else []
    keys = Counter(key for one in here([place, *around]) for key in one.keys)  # type: ignore[list-item]
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_help_lists_what_works_here(path: Path, size: tuple[int, int]) -> None:
    async with explorer(path).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert "Keys that work here" in screen(pilot)
        seen = screen(pilot)
        for _ in range(8):
            await press(pilot, "pagedown")
            seen += screen(pilot)
        for words in ("filter as you type", "day before, after", "export to a file", "go to a date"):
            assert words in seen
        assert "drop the whole filter" not in seen, "there is none"


async def test_the_help_finds_and_does(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva")
        await press(pilot, "question_mark")
        assert "drop the whole filter" in screen(pilot)
        await type_text(pilot, "whole")
        assert "month before" not in screen(pilot)
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, HelpScreen)
        assert query(pilot) == ""


async def test_the_help_moves_the_cursor_too(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        await type_text(pilot, "the last")
        await press(pilot, "enter")
        event = pilot.app.screen.query_one(TimelineView).cursor_event
        assert event is not None
        assert event.id == "memo"


async def test_the_palette_knows_the_actions(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "colon")
        await type_text(pilot, "month after")
        await until(pilot, lambda: "Month after" in screen(pilot))
        await press(pilot, "down", "enter")
        view = pilot.app.screen_stack[0].query_one(TimelineView)
        await until(pilot, lambda: view.cursor_event is not None and view.cursor_event.id == "crack")


async def test_keys_are_letters_while_typing(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "qxz?t0/[]")
        assert query(pilot) == "qxz?t0/[]"
        assert pilot.app.is_running
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_the_key_bar_keeps_filter_and_help_at_any_width(path: Path) -> None:
    async with explorer(path).run_test(size=(200, 50)) as pilot:
        for cells in (200, 120, 100, 80, 60, 40):
            await pilot.resize_terminal(cells, 20)
            await settle(pilot)
            last = screen(pilot).splitlines()[-1]
            assert "/ filter" in last
            assert last.rstrip().endswith("? help")


def test_keys_can_be_said_in_ascii() -> None:
    for action in ACTIONS:
        assert ASCII.words(action.bar or action.shown).isascii(), action
