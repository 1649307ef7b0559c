"""The facet pane as a person uses it: what it lists, what a key makes of the filter, what it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.search.files import written
from tests.tui.bridge import (
    MEDIUM,
    NARROW,
    SIZES,
    WIDE,
    bar,
    bridge,
    explorer,
    filtered,
    press,
    query,
    screen,
    settle,
    type_text,
)
from timeline_tui.search import facets as counting
from timeline_tui.search.building import build_index
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.tui.app import ExplorerApp
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.facets import drawing
from timeline_tui.tui.facets.view import FacetList
from timeline_tui.tui.glyphs import ASCII_VARIABLE
from timeline_tui.tui.session import Session
from timeline_tui.tui.timeline import TimelineView


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return bridge(tmp_path / "bridge")


def listed(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the pane without curves: "[ ] Ana Silva 3"."""
    values = pilot.app.screen.query_one(FacetList)
    lines = []
    for y in range(values.size.height):
        words = values.render_line(y).text.lstrip(f"{values.glyphs.cursor} ")
        for sign in "_▁▂▃▄▅▆▇█":
            words = words.replace(sign, " ")
        lines.append(" ".join(words.split()))
    return [line for line in lines if line]


def value(pilot: Pilot[None]) -> str:
    """Return what the value under the cursor is called."""
    found = pilot.app.screen.query_one(FacetList).value
    return "" if found is None else found.words


async def go_to(pilot: Pilot[None], words: str, facet: str = "") -> None:
    """Move the cursor to a value as a person does."""
    values = pilot.app.screen.query_one(FacetList)
    await pilot.press("home")
    for _ in range(80):
        if values.value and values.value.words == words and facet in values.value.facet:
            return
        await pilot.press("down")
    raise AssertionError(f"no {words}:\n{screen(pilot)}")


async def test_each_facet_says_how_many_values_it_has_and_its_values_how_often(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        assert listed(pilot) == [
            "Participants 4",
            "[ ] Ana Silva 3",
            "[ ] City Council 2",
            "[ ] Rui Costa 2",
            "[ ] Port Authority 1",
            "Speakers 2",
            "[ ] Ana Silva 1",
            "[ ] Rui Costa 1",
            "Places 1",
            "[ ] Harbour Bridge,… 1",
            "Tags 2",
            "[ ] safety 1",
            "[ ] transport 1",
            "Publishers 2",
            "[ ] Coast Wire 2",
            "[ ] The Gazette 2",
            "Review 1",
            "[ ] pending 8",
        ]


PRESSES = [
    pytest.param("", "Ana Silva", ["space"], "who:=silva", id="add"),
    pytest.param("", "Ana Silva", ["space", "space"], "", id="add and take back"),
    pytest.param("", "Ana Silva", ["minus"], "-who:=silva", id="exclude"),
    pytest.param("", "Ana Silva", ["minus", "minus"], "", id="exclude and take back"),
    pytest.param("", "Ana Silva", ["minus", "space"], "who:=silva", id="the opposite"),
    pytest.param("bridge", "Ana Silva", ["space"], "bridge who:=silva", id="beside words"),
    pytest.param("-who:=city", "Ana Silva", ["space"], "-who:=city who:=silva", id="beside others"),
    pytest.param("-who:=city", "Ana Silva", ["enter"], "who:=silva", id="in the place of others"),
    pytest.param("tag:=safety", "Ana Silva", ["enter"], "tag:=safety who:=silva", id="of its facet alone"),
    pytest.param("tag:=safety", "Ana Silva", ["enter", "enter"], "tag:=safety", id="and take back"),
    pytest.param("who:silv", "Ana Silva", ["space"], "", id="what was typed for it goes too"),
    pytest.param("", "safety", ["space"], "tag:=safety", id="tag"),
    pytest.param("", "Harbour Bridge, Lisbon", ["minus"], '-place:="Harbour Bridge, Lisbon"', id="place"),
    pytest.param("", "Coast Wire", ["space"], 'publisher:="Coast Wire"', id="publisher"),
    pytest.param("", "pending", ["minus"], "-is:pending", id="review"),
]


@pytest.mark.parametrize(("before", "words", "keys", "after"), PRESSES)
async def test_a_key_on_a_value_changes_the_filter(
    path: Path, before: str, words: str, keys: list[str], after: str
) -> None:
    async with explorer(path, before).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        await go_to(pilot, words)
        for key in keys:
            await press(pilot, key)
            assert value(pilot) == words, "the cursor stays on its value"
        assert query(pilot) == after
        assert isinstance(pilot.app.focused, FacetList)


NAMED = [
    ("who:=silva", "[+] Ana Silva 3"),
    ("-who:=silva", "[-] Ana Silva 0"),
    ('speaker:="the mayor"', "[+] Ana Silva 1"),
    ("who:=costa when:1966", "[+] Rui Costa 0"),
    ("-is:pending", "[-] pending 0"),
    ("tag:=nothing", "[+] nothing 0"),
    ("who:=costa OR tag:=safety", "[ ] Rui Costa 2"),
]


@pytest.mark.parametrize(("text", "line"), NAMED)
async def test_what_stands_in_the_filter_is_marked_whoever_wrote_it(path: Path, text: str, line: str) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        bar(pilot).value = text
        await settle(pilot)
        assert line in listed(pilot)
        bar(pilot).value = ""
        await settle(pilot)
        assert not [one for one in listed(pilot) if one.startswith(("[+]", "[-]"))]


async def test_an_unreadable_filter_is_left_alone(path: Path) -> None:
    async with explorer(path, "silva").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        before = listed(pilot)
        bar(pilot).value = "silva when:2024-13"
        await settle(pilot)
        await press(pilot, "space")
        assert query(pilot) == "silva when:2024-13"
        assert listed(pilot) == before
        assert any("cannot be read" in one.message for one in pilot.app._notifications)


@pytest.mark.parametrize("size", SIZES)
async def test_f_opens_and_closes_and_escape_goes_back_to_the_list(path: Path, size: tuple[int, int]) -> None:
    app = explorer(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        view = app.screen.query_one(TimelineView)
        region, event = view.region, view.cursor_event
        for close in ("f", "escape"):
            await press(pilot, "f")
            assert "━ Facets ━" in screen(pilot)
            assert isinstance(app.focused, FacetList)
            await press(pilot, close)
            assert "Facets" not in screen(pilot)
            assert app.focused is view
            assert (view.region, view.cursor_event) == (region, event)


async def test_f_from_elsewhere_goes_to_the_pane_that_is_open(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await press(pilot, "f", "tab")
        assert isinstance(pilot.app.focused, TimelineView)
        assert "─ Facets ─" in screen(pilot)
        await press(pilot, "f")
        assert isinstance(pilot.app.focused, FacetList)


async def test_tab_goes_round_through_all_panes_and_never_into_a_line_to_type_in(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await press(pilot, "f")
        first = pilot.app.focused
        for key in ("tab", "shift+tab"):
            for _ in range(8):
                await press(pilot, key)
                assert not isinstance(pilot.app.focused, Input)
                if pilot.app.focused is first:
                    break
            assert pilot.app.focused is first


@pytest.mark.parametrize(
    ("size", "detail"),
    [pytest.param(WIDE, True), pytest.param((139, 40), False), pytest.param(MEDIUM, False)],
)
async def test_where_there_is_room_the_timeline_stays_beside_it(
    path: Path, size: tuple[int, int], detail: bool
) -> None:
    app = explorer(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values, view = app.screen.query_one(FacetList).region, app.screen.query_one(TimelineView).region
        assert values.right < view.x
        assert view.width >= 60
        assert app.screen.query_one(DetailView).display is detail


@pytest.mark.parametrize("size", [MEDIUM, NARROW])
@pytest.mark.parametrize("key", ["3", "tab"])
async def test_a_pane_that_is_covered_is_uncovered_when_it_is_wanted(
    path: Path, size: tuple[int, int], key: str
) -> None:
    app = explorer(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f", key)
        assert (size == MEDIUM and key == "tab") is ("Facets" in screen(pilot))
        assert isinstance(app.focused, TimelineView)
        await press(pilot, "enter")
        assert "Facets" not in screen(pilot)


async def test_space_marks_an_event_only_in_the_list(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        marked = pilot.app.screen.query_one(TimelineView)
        await press(pilot, "f", "space")
        assert not marked.marked
        await press(pilot, "escape", "0", "space")
        assert marked.marked


FOUND = [
    ("silva", ["Participants 1", "[ ] Ana Silva 3", "Speakers 1", "[ ] Ana Silva 1"]),
    ("MAYOR", ["Participants 1", "[ ] Ana Silva 3", "Speakers 1", "[ ] Ana Silva 1"]),
    ("f/t", ["No value is called so."]),
    ("end", ["Review 1", "[ ] pending 8"]),
]


@pytest.mark.parametrize(("typed", "lines"), FOUND)
async def test_letters_find_values_and_no_command(path: Path, typed: str, lines: list[str]) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", "F")
        await type_text(pilot, typed)
        assert listed(pilot) == lines
        assert query(pilot) == ""
        await press(pilot, "enter")
        assert isinstance(pilot.app.focused, FacetList)
        await press(pilot, "escape")
        assert "Places 1" in listed(pilot), "Escape gives up finding first"
        await press(pilot, "escape")
        assert isinstance(pilot.app.focused, TimelineView)


async def test_up_from_the_first_value_is_the_find_line_and_down_from_it_the_first(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await press(pilot, "f", "up")
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused is not bar(pilot)
        await press(pilot, "down", "slash")
        assert pilot.app.focused is bar(pilot), "/ is the filter"


async def test_a_click_adds_and_a_wheel_scrolls(path: Path) -> None:
    async with explorer(path).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values = pilot.app.screen.query_one(FacetList)
        await pilot.click(FacetList, offset=(6, 1))
        await settle(pilot)
        assert query(pilot) == "who:=silva"
        await pilot.click(FacetList, offset=(6, 1), times=2)
        await settle(pilot)
        assert query(pilot) == "", "a double click is one"
        values._on_mouse_scroll_down(_wheel(values))
        await settle(pilot)
        assert values.scroll_offset.y > 0


def _wheel(over: FacetList) -> object:
    from textual.events import MouseScrollDown

    return MouseScrollDown(over, 5, 5, 0, 1, 0, False, False, False)


# --- large files: work is counted, never timed ---


def crowd(path: Path) -> Path:
    """Write 1,500 events of 300 people at 40 places, the first of them most often."""
    people = [{"id": f"p{number}", "name": f"Person {number}"} for number in range(300)]
    lines = [json.dumps({"format": "timeline/1", "title": "Harbour", "participants": people})]
    for number in range(1500):
        event = {
            "id": f"e{number}",
            "when": f"20{number % 90 + 10}-03-05",
            "title": f"Event number {number}",
            "place": f"Pier {number % 40}",
            "tags": [f"tag {number % 7}"],
            "participants": [{"who": f"p{number % 300}"}, {"who": f"p{number % 5}"}],
            "review": "accepted" if number % 3 else "pending",
        }
        lines.append(json.dumps(event))
    return written(path, "\n".join(lines) + "\n")


@pytest.fixture
def large(tmp_path: Path) -> Iterator[ExplorerApp]:
    source = crowd(tmp_path / "harbour.jsonl")
    index = Index.open(build_index(source, tmp_path / "cache").place)
    yield ExplorerApp(session=Session(index, source, ()))
    index.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is asked of the index: names of facets, and "curve"."""
    found: list[str] = []
    ask, draw = counting.facet, counting.curve_of
    monkeypatch.setattr(counting, "facet", lambda *a, **k: found.append(a[1]) or ask(*a, **k))
    monkeypatch.setattr(counting, "curve_of", lambda *a, **k: found.append("curve") or draw(*a, **k))
    return found


ALL_FACETS = [name for name, _ in counting.FACETS]


async def test_facets_are_asked_for_only_while_they_are_seen(path: Path, asked: list[str]) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva")
        assert asked == []
        await press(pilot, "f")
        assert [name for name in asked if name != "curve"] == ALL_FACETS
        asked.clear()
        await press(pilot, "down", "down", "tab", "down", "f", "f", "f")
        assert asked == [], "moving, closing and opening again ask nothing"
        await press(pilot, "f", "0")
        assert asked == []


async def test_curves_are_asked_for_once_and_only_for_what_is_on_screen(
    large: ExplorerApp, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_tui.tui.facets.counting._AT_ONCE", 0)
    async with large.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values = large.screen.query_one(FacetList)
        assert set(values.curves) >= {one.key for one in values.on_screen}
        assert asked.count("curve") <= len(values.on_screen) + 1
        asked.clear()
        await press(pilot, "end", "home")
        known = len(values.curves)
        assert asked.count("curve") <= known
        asked.clear()
        await press(pilot, "end", "home", "down", "up")
        assert asked == []


async def test_a_move_draws_two_lines_and_a_page_what_is_on_screen(
    large: ExplorerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with large.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "f", "end", "home")  # all curves that are to be seen are known now
        values = large.screen.query_one(FacetList)
        drawn: list[object] = []
        line_of = drawing.line_of
        monkeypatch.setattr(drawing, "line_of", lambda *a, **k: drawn.append(a[0]) or line_of(*a, **k))
        await pilot.press("down")
        await pilot.pause()
        assert len(drawn) == 2
        drawn.clear()
        await pilot.press("end")
        await pilot.pause()
        assert len(drawn) <= values.size.height + 2


async def test_an_older_answer_never_takes_the_place_of_a_newer(large: ExplorerApp) -> None:
    async with large.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        for text in ("", "number 7", "number", "number 77"):
            bar(pilot).value = text
            await pilot.pause(0.01)
        await settle(pilot)
        found = large.screen.query_one(FacetList)
        rows = large.session.index.search(parse_query("number 77"))
        states = [entry.value.count for entry in found.entries if entry.facet == "review" and entry.value]
        assert sum(states) == len(rows)


async def test_n_more_opens_the_rest_and_fewer_closes_it(large: ExplorerApp) -> None:
    async with large.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values = large.screen.query_one(FacetList)
        short = len(values.entries)
        more = next(at for at, entry in enumerate(values.entries) if entry.kind == "more")
        while values._cursor != more:
            await pilot.press("down")
        await press(pilot, "enter")
        assert len(values.entries) > short
        assert values.value is not None, "on the first that was hidden"
        fewer = next(at for at, entry in enumerate(values.entries) if entry.kind == "fewer")
        while values._cursor != fewer:
            await pilot.press("down")
        await press(pilot, "space")
        assert len(values.entries) == short


# --- how it looks ---


@pytest.mark.parametrize("size", [*SIZES, (90, 24), (89, 24), (40, 12), (20, 6)])
async def test_no_number_is_cut_at_any_size(large: ExplorerApp, size: tuple[int, int]) -> None:
    async with large.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values = large.screen.query_one(FacetList)
        shown = values.on_screen
        lines = [line for line in listed(pilot) if line.startswith("[")]
        assert [line.split()[-1] for line in lines] == [f"{one.count:,}" for one in shown]
        assert all(len(line) <= size[0] for line in screen(pilot).splitlines())


async def test_it_can_be_read_in_ascii(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ASCII_VARIABLE, "1")
    async with explorer(path).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", "space")
        values = pilot.app.screen.query_one(FacetList)
        text = "\n".join(values.render_line(y).text for y in range(values.size.height))
        assert ">[+] Ana Silva" in text
        assert text.isascii()
        assert screen(pilot).splitlines()[2].startswith("== Facets ==")


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_jumps_when_a_value_is_added_or_taken_out(path: Path, size: tuple[int, int]) -> None:
    async with explorer(path).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        region = pilot.app.screen.query_one(FacetList).region
        for text in ("silva", "", "silva when:2024-13"):
            bar(pilot).value = text
            await settle(pilot)
            assert pilot.app.screen.query_one(FacetList).region == region, text


async def test_the_heads_stay_in_sight_while_the_top_is(path: Path) -> None:
    async with explorer(path).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", "minus", "down", "space")
        assert listed(pilot)[0].startswith("Participants")
        assert pilot.app.screen.query_one(FacetList).scroll_offset.y == 0
