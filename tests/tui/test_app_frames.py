"""How much is drawn for what the reader does: counted, since a key waits for all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.screen import Screen

from tests.search.files import lines_file
from tests.tui.bridge import SIZES, WIDE, bar, explorer, press, settle, type_text
from timeline_tui.files.toml_reader import read_timeline
from timeline_tui.search.building import build_index
from timeline_tui.search.index import Index
from timeline_tui.tui.app import ExplorerApp
from timeline_tui.tui.session import Session
from timeline_tui.tui.timeline import TimelineView
from timeline_tui.tui.widgets.answers import Answers
from timeline_tui.tui.widgets.filter_bar import QueryInput


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_keeps_its_place_from_the_first_letter_to_the_last(
    path: Path, size: tuple[int, int]
) -> None:
    app = explorer(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        view = app.screen.query_one(TimelineView)
        whole = view.region
        await press(pilot, "slash")
        typing = view.region
        assert whole.height - typing.height <= 1
        for text in ("c", "costa", "costa when:2024-13", "silva"):
            bar(pilot).value = text
            await settle(pilot)
            assert view.region == typing, text
        await press(pilot, "enter")
        assert view.region == typing
        await press(pilot, "0")
        assert view.region == whole


async def test_a_letter_lays_out_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = explorer(path)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        monkeypatch.setattr(Answers, "ask", lambda *_: None)
        laid_out = []
        monkeypatch.setattr(Screen, "_refresh_layout", lambda *_, **__: laid_out.append(1))
        await type_text(pilot, "silva")
        assert bar(pilot).value == "silva"
        assert isinstance(bar(pilot), QueryInput)
        assert laid_out == []


async def test_an_answer_that_changes_nothing_on_screen_draws_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explorer(path)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        view = app.screen.query_one(TimelineView)
        shown = [0, 1, 2]
        view.set_rows(shown)
        await settle(pilot)
        drawn: list[object] = []
        monkeypatch.setattr(view, "refresh", lambda *regions, **_: drawn.append(regions))
        view.set_rows([*shown])
        assert drawn == []
        view.set_rows([0, 1])
        assert drawn != []


async def test_lines_drawn_in_a_thread_are_those_that_are_shown(path: Path) -> None:
    index = Index(read_timeline(path).timeline)
    app = ExplorerApp(session=Session(index, path, ()))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        view = app.screen.query_one(TimelineView)
        rows = (1, 2, 4)
        made = view.prepared(rows)
        assert made.ahead is not None
        assert {what[1] for what in made.ahead.strips if isinstance(what, tuple)} <= set(rows)
        view.set_rows(rows, lines=made)
        kept = {id(strip) for strip in made.ahead.strips.values()}
        height = view.size.height
        assert kept <= {id(view.render_line(y)) for y in range(height)}


async def test_a_screen_of_scattered_events_is_read_with_one_look(tmp_path: Path) -> None:
    source = lines_file(tmp_path / "harbour.jsonl", 1500)
    index = Index.open(build_index(source, tmp_path / "cache").place)
    app = ExplorerApp(session=Session(index, source, ()))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        view = app.screen.query_one(TimelineView)
        rows = range(700, 1500, 40)
        view.set_rows(rows)
        before = index.rows.fetched  # type: ignore[attr-defined]
        view.render_lines(Region(0, 0, *view.size))
        assert index.rows.fetched == before + 1  # type: ignore[attr-defined]
