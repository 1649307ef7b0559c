"""Answers that take their time: no key waits for them, the newest alone counts, a first part comes early."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.bridge import WIDE, bar, query, screen, settle, type_text, until
from timeline_tui.files.toml_reader import read_timeline
from timeline_tui.model.timeline import Timeline
from timeline_tui.search.index import BrokenIndex, Index
from timeline_tui.search.parse import Query
from timeline_tui.tui.app import ExplorerApp
from timeline_tui.tui.screens.explorer import ExplorerScreen
from timeline_tui.tui.screens.export import ExportScreen
from timeline_tui.tui.session import Session
from timeline_tui.tui.timeline import TimelineView


class HeldIndex(Index):
    """An index whose answers to some queries are held back, whatever anybody thinks of them meanwhile."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self.gates: dict[str, threading.Event] = {}
        self.first: dict[str, list[int]] = {}
        self.broken = False
        self.asked: list[str] = []
        self.answered: list[str] = []

    def hold(self, text: str, first: Sequence[int] = ()) -> threading.Event:
        """Hold the answer to ``text`` back until the event is set; give the rows ``first`` before."""
        self.gates[text] = threading.Event()
        self.first[text] = list(first)
        return self.gates[text]

    def search(self, query: Query, *, cancelled: Any = None, **more: Any) -> Any:
        """Answer, but not before the gate is open."""
        del cancelled
        if self.broken:
            raise BrokenIndex("a page is torn")
        self.asked.append(query.text)
        if query.text in self.gates:
            if self.first[query.text]:
                more["partial"](self.first[query.text])
            assert self.gates[query.text].wait(60)
        found = super().search(query, **more)
        self.answered.append(query.text)
        return found


@pytest.fixture
def index(path: Path) -> HeldIndex:
    return HeldIndex(read_timeline(path).timeline)


@pytest.fixture
def app(path: Path, index: HeldIndex) -> ExplorerApp:
    return ExplorerApp(session=Session(index, path, ()))


async def ask(pilot: Pilot[None], text: str) -> None:
    """Put a query into the bar without waiting for its answer."""
    bar(pilot).value = text
    await pilot.pause()


async def test_an_older_answer_never_replaces_a_newer_one(app: ExplorerApp, index: HeldIndex) -> None:
    older = index.hold("silva")
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "silva")
        await until(pilot, lambda: "silva" in index.asked)
        await ask(pilot, "costa")
        await until(pilot, lambda: "2 of 8" in screen(pilot))
        older.set()
        await settle(pilot)
        assert "2 of 8" in screen(pilot)
        assert query(pilot) == "costa"


async def test_answers_that_come_in_the_wrong_order(app: ExplorerApp, index: HeldIndex) -> None:
    texts = ["silva", "costa", "pier"]
    gates = [index.hold(text) for text in texts]
    async with app.run_test(size=WIDE) as pilot:
        for text in texts:
            await ask(pilot, text)
            await until(pilot, partial(index.asked.__contains__, text))
        for at in (0, 2, 1):
            gates[at].set()
            await until(pilot, partial(index.answered.__contains__, texts[at]))
        await settle(pilot)
        assert "2 of 8" in screen(pilot)
        assert "costa" not in screen(pilot)


async def test_a_first_part_is_shown_until_the_whole_is_there(app: ExplorerApp, index: HeldIndex) -> None:
    silva = index.search(_query("silva"))
    gate = index.hold("silva", first=silva[:2])
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "silva")
        await until(pilot, lambda: "2+ … of 8" in screen(pilot))
        app.screen.query_one(TimelineView).go_to_row(silva[1])
        gate.set()
        await until(pilot, lambda: "3 of 8" in screen(pilot))
        assert "3 of 8" in screen(pilot)
        assert app.screen.query_one(TimelineView).cursor_row == silva[1]


async def test_keys_do_not_wait_for_an_answer(app: ExplorerApp, index: HeldIndex) -> None:
    gate = index.hold("silva")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        await pilot.press(*"silva")
        await pilot.press("enter")
        assert isinstance(app.focused, TimelineView)
        before = app.screen.query_one(TimelineView).cursor_row
        await pilot.press("down")
        assert app.screen.query_one(TimelineView).cursor_row != before
        gate.set()
        await settle(pilot)


async def test_enter_goes_to_the_nearest_once_it_is_known_that_nothing_matches(
    app: ExplorerApp, index: HeldIndex
) -> None:
    gate = index.hold("costa when:1966")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        await type_text(pilot, "costa ")
        await ask(pilot, "costa when:1966")
        await pilot.press("enter")
        assert query(pilot) == "costa when:1966"
        gate.set()
        await until(pilot, lambda: query(pilot) == "")
        await settle(pilot)
        event = app.screen.query_one(TimelineView).cursor_event
        assert event is not None
        assert event.id == "closed"


async def test_what_was_to_follow_an_answer_is_forgotten_with_the_question(
    app: ExplorerApp, index: HeldIndex
) -> None:
    gate = index.hold("zzz")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        await ask(pilot, "zzz")
        await pilot.press("enter", "x")
        await ask(pilot, "costa")
        gate.set()
        await settle(pilot)
        assert query(pilot) == "costa"
        assert isinstance(app.screen, ExplorerScreen)


async def test_escape_drops_a_term_before_its_answer_is_there(app: ExplorerApp, index: HeldIndex) -> None:
    gate = index.hold("silva pier")
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "silva pier")
        await pilot.press("escape")
        assert query(pilot) == "silva"
        await until(pilot, lambda: "3 of 8" in screen(pilot))
        gate.set()
        await settle(pilot)
        assert "3 of 8" in screen(pilot)


async def test_export_waits_for_what_is_to_be_exported(app: ExplorerApp, index: HeldIndex) -> None:
    gate = index.hold("costa")
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "costa")
        await pilot.press("x")
        assert isinstance(app.screen, ExplorerScreen)
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        await settle(pilot)
        assert "2 events" in screen(pilot)


async def test_a_damaged_index_is_told_made_anew_and_asked_again(
    app: ExplorerApp, index: HeldIndex, path: Path
) -> None:
    from timeline_tui.search.cache import likeness

    app.session = Session(index, path, (), looks=((path, likeness(path)),))
    index.broken = True
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "costa")
        await until(pilot, lambda: "2 of 8" in screen(pilot))
        assert any("damaged" in one.message for one in app._notifications)
        assert index.asked == []


def _query(text: str) -> Query:
    from timeline_tui.search.parse import parse_query

    return parse_query(text)
