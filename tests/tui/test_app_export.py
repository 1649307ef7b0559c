"""Export from the explorer: what is shown goes, nothing else; nothing is written over without asking."""

from __future__ import annotations

import json
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen

from tests.tui.bridge import MEDIUM, NARROW, SIZES, bridge, explorer, filtered, press, screen, settle, until
from timeline_tui.coverage.check import check_evidence
from timeline_tui.files.toml_reader import read_timeline
from timeline_tui.model.timeline import Event
from timeline_tui.search.origin import IndexOrigin
from timeline_tui.tui.screens.explorer import ExplorerScreen


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return bridge(tmp_path / "bridge")


async def to(pilot: Pilot[None], target: str) -> None:
    """Open the dialog and give it a path."""
    await press(pilot, "x")
    field = pilot.app.screen.query_one("#path")
    field.focus()
    field.value = target  # type: ignore[attr-defined]
    await settle(pilot)


def ids(path: Path) -> list[str]:
    return [event["id"] for event in tomllib.loads(path.read_text(encoding="utf-8"))["events"]]


@pytest.mark.parametrize("size", SIZES)
async def test_what_matches_is_written_and_is_a_timeline_itself(
    path: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    target = tmp_path / "elsewhere" / "silva.toml"
    target.parent.mkdir()
    async with explorer(path).run_test(size=size) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva")
        await to(pilot, str(target))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ExplorerScreen)
    assert ids(target) == ["closed", "visit", "reopened"]
    opened = read_timeline(target)
    assert [one for one in opened.problems if one.severity == "error"] == []
    assert check_evidence(opened) == (), "the documents must be found from the new place"
    assert {one.id for one in opened.timeline.participants} >= {"silva", "costa", "city"}
    assert "port" not in {one.id for one in opened.timeline.participants}
    async with explorer(target).run_test(size=size) as pilot:
        await settle(pilot)
        assert "3 events" in screen(pilot)


async def test_the_preview_counts_what_goes(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva")
        await press(pilot, "x")
        shown = screen(pilot)
        for words in (
            "3",
            "events",
            "statements",
            "1 direct",
            "1 mixed",
            "1 indirect",
            "participants",
            "sources",
        ):
            assert words in shown
        assert 'title = "Harbour bridge"' in shown
        assert "new file" in shown


async def test_a_file_that_exists_is_replaced_only_after_a_second_yes(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.toml"
    target.write_text("precious", encoding="utf-8")
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await filtered(pilot, "ferry")
        await to(pilot, "out.toml")
        assert "exists" in screen(pilot)
        await press(pilot, "enter")
        assert target.read_text(encoding="utf-8") == "precious"
        assert "verwrite" in screen(pilot)
        await press(pilot, "escape")
        if isinstance(pilot.app.screen, ModalScreen):
            await press(pilot, "escape")
        assert target.read_text(encoding="utf-8") == "precious"
        await to(pilot, "out.toml")
        await press(pilot, "enter", "enter")
        assert ids(target) == ["closed", "ferry"]


@pytest.mark.parametrize(
    "target", ["missing-folder/out.toml", ".", "\0", "x" * 300, "bridge/bridge.toml/out.toml"]
)
async def test_a_path_that_cannot_be_written_is_said_in_the_dialog(path: Path, target: str) -> None:
    before = path.read_bytes()
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await to(pilot, target)
        await press(pilot, "enter", "enter")
        if target != ".":
            assert isinstance(pilot.app.screen, ModalScreen)
        assert pilot.app.is_running
    assert path.read_bytes() == before


async def test_marked_events_can_be_exported_alone(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.toml"
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "end", "space", "home", "space")
        await to(pilot, str(target))
        shown = screen(pilot)
        assert "Marked" in shown
        assert "2 events" in shown
        await press(pilot, "enter")
    assert sorted(ids(target)) == ["memo", "opened"]


async def test_a_tilde_means_the_home_folder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await to(pilot, "~/home.toml")
        await press(pilot, "enter")
    assert len(ids(tmp_path / "home.toml")) == 8


async def test_the_arrows_choose_what_goes_and_enter_writes(path: Path, tmp_path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await filtered(pilot, "ferry")
        await press(pilot, "x", "shift+tab", "shift+tab", "down")
        assert "(●) Everything" in screen(pilot)
        assert "( ) Matching the filter" in screen(pilot)
        await press(pilot, "enter")
    assert len(ids(tmp_path / "ferry.toml")) == 8


async def test_lines_of_json_are_the_second_form_and_the_name_follows(path: Path, tmp_path: Path) -> None:
    async with explorer(path).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "x", "shift+tab", "j")
        assert "(●) Lines of JSON" in screen(pilot)
        assert "harbour-bridge.jsonl" in screen(pilot)
        await press(pilot, "enter")
    lines = (tmp_path / "harbour-bridge.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["title"] == "Harbour bridge"
    assert len(lines) == 1 + 2 + 4 + 8
    async with explorer(tmp_path / "harbour-bridge.jsonl").run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "8 events" in screen(pilot)


async def test_what_a_form_cannot_hold_is_said_before_anything_is_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('id = "ferry"', 'id = "ferry"\nchecked = [2024-03-06, inf]'), encoding="utf-8"
    )
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        assert "0  things this format cannot hold" in screen(pilot)
        await press(pilot, "shift+tab", "down")
        assert "1  dates and times in unknown keys, written as text" in screen(pilot)
        assert "1  infinite or undefined numbers in unknown keys, written as text" in screen(pilot)


async def test_a_long_export_shows_how_far_it_is_and_escape_stops_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    events = IndexOrigin.events

    def slow(origin: IndexOrigin) -> Iterator[Event]:
        yield from events(origin)
        for number in range(100_000):
            yield Event(id=f"more-{number}", title="More")
            if number == 50_000:
                begun.set()
                assert go_on.wait(20)

    before = sorted(tmp_path.iterdir())
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        monkeypatch.setattr(IndexOrigin, "events", slow)
        await pilot.press("enter")
        await until(pilot, begun.is_set)
        await pilot.pause()
        assert "Writing" in screen(pilot)
        assert "Esc stops" in screen(pilot)
        await pilot.press("escape")
        go_on.set()
        await settle(pilot)
        assert "Stopped. Nothing was written." in screen(pilot)
        assert sorted(tmp_path.iterdir()) == before
        monkeypatch.undo()
        monkeypatch.chdir(tmp_path)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ExplorerScreen)
    assert len(ids(tmp_path / "harbour-bridge.toml")) == 8
