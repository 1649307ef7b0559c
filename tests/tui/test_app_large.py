"""A large file: its beginning at once, all of it when its index is made, and nothing lost on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.search.files import lines_file, toml_file, written
from tests.tui.bridge import MEDIUM, NARROW, SIZES, WIDE, bar, query, screen, settle, until
from timeline_tui.model.problems import InputError
from timeline_tui.search import building, cache
from timeline_tui.search.beginning import EVENTS
from timeline_tui.search.building import build_index, kind_of
from timeline_tui.search.cache import Likeness
from timeline_tui.search.index import BrokenIndex
from timeline_tui.search.locks import locked
from timeline_tui.search.progress import Progress
from timeline_tui.search.store.rows import StoredRows
from timeline_tui.tui import session
from timeline_tui.tui.app import ExplorerApp, run
from timeline_tui.tui.screens.completing import Completing, part_words
from timeline_tui.tui.screens.explorer import ExplorerScreen
from timeline_tui.tui.session import open_session
from timeline_tui.tui.timeline import TimelineView

ALL = 1500


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a cache of its own, and take every file for a large one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(building, "SMALL", 0)
    monkeypatch.setattr(session, "SMALL", 0)
    monkeypatch.setattr(Likeness, "is_settled", True)
    monkeypatch.setattr(session, "AT_ONCE", {"toml": 0, "jsonl": 0})
    return tmp_path / "caches" / "timeline-tui"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lines_file(tmp_path / "harbour.jsonl", ALL)


@contextmanager
def held_up(path: Path, folder: Path) -> Iterator[Path]:
    """Keep the index from being made for as long as this lasts."""
    cache.prepare(folder)
    target = cache.index_path(folder, cache.digest(path), kind_of(path))
    with locked(target.with_name(target.name + ".lock")):
        yield target


def explorer_of(pilot: Pilot[None]) -> Completing:
    found = pilot.app.screen_stack[0]
    assert isinstance(found, Completing)
    return found


async def until_whole(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: not explorer_of(pilot).session.is_part)
    await settle(pilot)


def cursor(pilot: Pilot[None]) -> tuple[str, int | None]:
    """Return the id of the event under the cursor and the line it is on."""
    view = explorer_of(pilot).query_one(TimelineView)
    assert view.cursor_event is not None
    return view.cursor_event.id, view._screen_line()


@pytest.mark.parametrize("size", SIZES)
async def test_the_beginning_is_there_at_once_and_says_that_it_is_one(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    with ExitStack() as hold:
        hold.enter_context(held_up(path, folder))
        app = ExplorerApp([path])
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "·" in screen(pilot).splitlines()[0])
            top = screen(pilot).splitlines()[0]
            assert "1,000 of" in top
            assert "1,500" in top
            assert len(explorer_of(pilot).index) == EVENTS
            hold.close()
            await until_whole(pilot)
            top = screen(pilot).splitlines()[0]
            assert "indexing" not in top
            assert "1,000" not in top
            assert len(explorer_of(pilot).index) == ALL


QUERIES = ["", "number 7", "zzz", "who:silva after:2050", "when:2024-13"]


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("zoom", [0, 3])
async def test_the_whole_takes_the_place_of_the_beginning_and_all_stays(
    path: Path, folder: Path, text: str, zoom: int
) -> None:
    with ExitStack() as hold:
        hold.enter_context(held_up(path, folder))
        app = ExplorerApp([path])
        async with app.run_test(size=MEDIUM) as pilot:
            await pilot.pause()
            view = explorer_of(pilot).query_one(TimelineView)
            await pilot.press("down", "down", "space", *["pagedown"] * 3, "space", "z")
            await pilot.press(*["minus"] * zoom)
            bar(pilot).value = text
            await until(pilot, lambda: not explorer_of(pilot).answers.pending)
            await pilot.pause()
            marks = set(explorer_of(pilot).marks.values())
            zone = explorer_of(pilot).zone
            before = cursor(pilot) if view.cursor_event else None
            assert len(marks) == 2
            hold.close()
            await until_whole(pilot)
            assert set(explorer_of(pilot).marks.values()) == marks
            assert view.marked == frozenset(explorer_of(pilot).marks)
            assert query(pilot) == text
            assert view.zoom == ("event", "day", "month", "year")[zoom]
            assert explorer_of(pilot).zone == view.zone == zone
            if before and text != "when:2024-13":
                assert cursor(pilot)[0] == before[0]
                if not zoom:
                    assert cursor(pilot)[1] == before[1]
            if text in {"number 7", "who:silva after:2050"}:
                from timeline_tui.search.parse import parse_query

                index = explorer_of(pilot).index
                wanted = len(index.search(parse_query(text)))
                assert f"{wanted:,} of 1,500" in screen(pilot)


async def test_toml_too(tmp_path: Path) -> None:
    app = ExplorerApp([toml_file(tmp_path / "harbour.toml", ALL)])
    async with app.run_test(size=WIDE) as pilot:
        await until_whole(pilot)
        assert len(explorer_of(pilot).index) == ALL
        assert "problems in the file" in screen(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert "Problems in the file: 1,50" in screen(pilot)
        assert "harbour.toml:3" in screen(pilot)


async def test_next_time_all_of_it_is_there_at_once(path: Path, folder: Path) -> None:
    build_index(path, folder)
    opened = open_session([path])
    assert not opened.is_part
    assert len(opened.index) == ALL


async def test_a_part_is_not_exported(path: Path, folder: Path) -> None:
    with held_up(path, folder):
        app = ExplorerApp([path])
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("x")
            await pilot.pause()
            assert isinstance(app.screen, ExplorerScreen)
            assert any("Export" in one.message for one in app._notifications)


async def test_leaving_ends_the_process(path: Path, folder: Path) -> None:
    with held_up(path, folder):
        app = ExplorerApp([path])
        async with app.run_test(size=WIDE) as pilot:
            completion = explorer_of(pilot)._completion
            assert completion is not None
            await until(pilot, lambda: completion._process.pid is not None)
            child = completion._process.pid
            assert child is not None
            await pilot.press("q")
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


async def test_without_a_cache_the_index_is_made_elsewhere_and_that_is_said(path: Path, folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("")
    app = ExplorerApp([path])
    async with app.run_test(size=WIDE) as pilot:
        await until_whole(pilot)
        assert len(explorer_of(pilot).index) == ALL
        assert any("No index can be kept" in one.message for one in app._notifications)


async def test_without_a_process_the_file_is_read_into_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    app = ExplorerApp([path])
    async with app.run_test(size=NARROW) as pilot:
        await until_whole(pilot)
        assert len(explorer_of(pilot).index) == ALL
        assert any("cannot be made" in one.message for one in app._notifications)


async def test_a_file_that_turns_out_to_be_no_timeline_is_left_with_its_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "other.toml", "# nothing\n" * 10)
    app = ExplorerApp([path])
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert app.failure is not None
    assert app.failure.problem.file == str(path)
    monkeypatch.setattr(ExplorerApp, "run", lambda self: setattr(self, "failure", app.failure))
    with pytest.raises(type(app.failure)):
        run([path])


async def test_a_file_that_changes_is_told_and_the_old_is_not_mixed_with_the_new(
    path: Path, folder: Path
) -> None:
    build_index(path, folder)
    app = ExplorerApp([path])
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        lines_file(path, 10)
        explorer_of(pilot)._watch_file()
        await until(pilot, lambda: "changed on disk" in screen(pilot))
        assert len(explorer_of(pilot).index) == ALL


async def test_a_file_that_changes_while_it_is_indexed_is_shown_as_it_is_now(
    path: Path, folder: Path
) -> None:
    with ExitStack() as hold:
        hold.enter_context(held_up(path, folder))
        app = ExplorerApp([path])
        async with app.run_test(size=WIDE) as pilot:
            await until(pilot, lambda: explorer_of(pilot)._progress is not None)
            lines_file(path, 1200, title="Airport")
            hold.close()
            await until_whole(pilot)
            # The process had taken the old file's bytes for its own: what it found later counts.
            assert len(explorer_of(pilot).index) == 1200
            assert "Airport" in screen(pilot)
            assert any("new version" in one.message for one in app._notifications)


@pytest.mark.parametrize(
    ("events", "about", "progress", "longest", "shortest"),
    [
        (1000, 1_013_600, None, "first 1,000 of about 1,000,000 events · indexing", "part"),
        (1000, 0, None, "first 1,000 events · indexing", "part"),
        (0, 0, None, "reading the file · indexing", "reading"),
        (
            1000,
            900,
            Progress("reading", 340, 600),
            "first 1,000 of about 1,000 events · indexing 34 %",
            "part 34 %",
        ),
        (
            1000,
            5000,
            Progress("searching", 5100, 5100),
            "first 1,000 of about 5,100 events · indexing 85 %",
            "part 85 %",
        ),
        (
            1000,
            5000,
            Progress("waiting"),
            "first 1,000 of about 5,000 events · another window is indexing",
            "part",
        ),
    ],
)
def test_how_much_is_here_in_words(
    events: int, about: int, progress: Progress | None, longest: str, shortest: str
) -> None:
    words = part_words(events, about, progress)
    assert (words[0], words[-1]) == (longest, shortest)
    assert sorted(words, key=len, reverse=True) == list(words)


@pytest.mark.parametrize("where", ["__getitem__", "sections"])
def test_damage_that_comes_up_while_drawing_ends_without_a_traceback(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    build_index(path, folder)

    def torn(*_: object) -> None:
        raise BrokenIndex("torn")

    monkeypatch.setattr(StoredRows, where, torn)
    app = ExplorerApp([path], "number 7")
    app.run(headless=True, size=WIDE)
    assert app.damage is not None
    assert not app.return_code


def test_a_damaged_index_is_made_anew_and_the_filter_stays(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = build_index(path, folder).place
    shown: list[tuple[str, bool]] = []

    def run_once(self: ExplorerApp) -> None:
        shown.append((self.first_query, self.session.is_part))
        if len(shown) == 1:
            self.damage, self.first_query = BrokenIndex("torn"), "number 7"

    monkeypatch.setattr(ExplorerApp, "run", run_once)
    run([path], "number")
    assert shown == [("number", False), ("number 7", True)]
    assert not place.exists()


def test_an_index_that_stays_damaged_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ExplorerApp, "run", lambda self: setattr(self, "damage", BrokenIndex("torn")))
    with pytest.raises(InputError) as caught:
        run([path])
    assert caught.value.problem.code == "damaged-index"


def test_several_files_are_one_timeline_in_the_order_of_the_files(path: Path, tmp_path: Path) -> None:
    stored = tmp_path / "stored.sqlite"
    toml = toml_file(tmp_path / "other.toml", 5)
    stored.write_bytes(build_index(path, tmp_path / "elsewhere").place.read_bytes())
    for first in (path, stored):
        opened = open_session([first, toml])
        assert len(opened.index) == ALL + 5
        everything = opened.index.in_file_order(range(len(opened.index)))
        ids = [event.id for event in opened.index.events(everything)]
        assert ids[:3] == ["e0", "e1", "e2"]
        assert ids[-5:] == [f"other-e{number}" for number in range(5)]
        assert opened.problems
