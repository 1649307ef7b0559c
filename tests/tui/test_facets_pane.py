"""The facet pane as a person uses it: what it lists, what a key makes of the filter, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.bridge import (
    MEDIUM,
    NARROW,
    SIZES,
    WIDE,
    bar,
    explorer,
    press,
    query,
    screen,
    settle,
    type_text,
)
from tests.tui.facet_steps import go_to, listed, value
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.facets.view import FacetList
from timeline_tui.tui.glyphs import ASCII_VARIABLE
from timeline_tui.tui.timeline import TimelineView


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
    ("add", "", "Ana Silva", ["space"], "who:=silva"),
    ("add and take back", "", "Ana Silva", ["space", "space"], ""),
    ("exclude", "", "Ana Silva", ["minus"], "-who:=silva"),
    ("exclude and take back", "", "Ana Silva", ["minus", "minus"], ""),
    ("the opposite", "", "Ana Silva", ["minus", "space"], "who:=silva"),
    ("beside words", "bridge", "Ana Silva", ["space"], "bridge who:=silva"),
    ("beside others", "-who:=city", "Ana Silva", ["space"], "-who:=city who:=silva"),
    ("in the place of others", "-who:=city", "Ana Silva", ["enter"], "who:=silva"),
    ("of its facet alone", "tag:=safety", "Ana Silva", ["enter"], "tag:=safety who:=silva"),
    ("and take back", "tag:=safety", "Ana Silva", ["enter", "enter"], "tag:=safety"),
    ("what was typed for it goes too", "who:silv", "Ana Silva", ["space"], ""),
    ("tag", "", "safety", ["space"], "tag:=safety"),
    ("place", "", "Harbour Bridge, Lisbon", ["minus"], '-place:="Harbour Bridge, Lisbon"'),
    ("publisher", "", "Coast Wire", ["space"], 'publisher:="Coast Wire"'),
    ("review", "", "pending", ["minus"], "-is:pending"),
]


async def test_a_key_on_a_value_changes_the_filter(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for case, before, words, keys, after in PRESSES:
            bar(pilot).value = before
            await settle(pilot)
            await press(pilot, "f")
            await go_to(pilot, words)
            for key in keys:
                await press(pilot, key)
                assert value(pilot) == words, f"{case}: the cursor stays on its value"
            assert query(pilot) == after, case
            assert isinstance(pilot.app.focused, FacetList), case
            await press(pilot, "f")


NAMED = [
    ("who:=silva", "[+] Ana Silva 3"),
    ("-who:=silva", "[-] Ana Silva 3"),
    ("bridge -who:=silva", "[-] Ana Silva 2"),
    ("who:=silva -who:=costa", "[-] Rui Costa 1"),
    ("-who:=silva -who:=costa", "[-] Rui Costa 1"),
    ('speaker:="the mayor"', "[+] Ana Silva 1"),
    ("who:=costa when:1966", "[+] Rui Costa 0"),
    ("-is:pending", "[-] pending 8"),
    ("tag:=nothing", "[+] nothing 0"),
    ("who:=costa OR tag:=safety", "[ ] Rui Costa 2"),
]


async def test_what_stands_in_the_filter_is_marked_whoever_wrote_it(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        for text, line in NAMED:
            bar(pilot).value = text
            await settle(pilot)
            assert line in listed(pilot), text
            bar(pilot).value = ""
            await settle(pilot)
            assert not [one for one in listed(pilot) if one.startswith(("[+]", "[-]"))], text


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


async def test_letters_find_values_and_no_command(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for typed, lines in FOUND:
            await press(pilot, "f", "F")
            await type_text(pilot, typed)
            assert listed(pilot) == lines, typed
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


# --- how it looks ---


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
