"""The cursor and the tabs of the detail, and what is not done while another cursor moves on."""

from __future__ import annotations

import threading

import pytest

from tests.tui.bridge import press, screen, settle, until
from tests.tui.detail_host import EVENT, PEOPLE, SAID, SOURCES, VERSIONS, Host, line_with, lines
from timeline_tui.model.timeline import Event, Statement, Timeline
from timeline_tui.search.index import Index
from timeline_tui.tui.detail.counts import Appearances


async def test_the_cursor_moves_and_enter_narrows_or_opens(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        await host.go(pilot, PEOPLE)
        assert line_with(pilot, "Participants").startswith("━━ ")
        assert line_with(pilot, "City Council").startswith("▌")
        await press(pilot, "down", "enter")
        assert (host.messages[-1].field, host.messages[-1].id) == ("who", "silva")
        await host.go(pilot, SAID)
        await press(pilot, "end", "up", "enter")
        assert (host.messages[-1].field, host.messages[-1].id) == ("speaker", "costa")
        assert "2 of 3" in line_with(pilot, "Statements")
        host.detail.panes[SAID].action_open_source()
        await settle(pilot)
        assert host.messages[-1].evidence.quote.startswith("the repair")
        assert host.messages[-1].event.id == "closed"
        await host.go(pilot, VERSIONS)
        await press(pilot, "down", "enter")
        assert host.messages[-1].evidence.quote == "closed at 7.30pm"
        await host.go(pilot, SOURCES)
        await press(pilot, "end", "enter")
        assert host.messages[-1].evidence.source == "wire"


async def test_what_is_copied_comes_with_its_origin(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        assert (
            host.detail.current_text()
            == host.detail.event_text()
            == (
                "Bridge closed to traffic\nTue 5 Mar 2024 18:40 WET · Harbour Bridge, Lisbon\n"
                "— The Gazette, 6 Mar\n— Coast Wire, 5 Mar"
            )
        )
        first = host.detail.current_evidence()
        assert first is not None
        assert first.quote == "closed shortly after 6.40pm"
        await host.go(pilot, SAID)
        assert host.detail.current_text() == (
            "“Nobody will cross until we know”\n— Ana Silva, The Gazette, 6 Mar"
        )


async def test_the_mouse_selects_and_a_second_click_activates(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        y = next(at for at, line in enumerate(lines(pilot)) if line.startswith(" Ana Silva"))
        await pilot.click(offset=(3, y))
        await settle(pilot)
        assert lines(pilot)[y].startswith("▌Ana Silva")
        assert host.messages == []
        await pilot.click(offset=(3, y), times=2)
        await settle(pilot)
        assert [message.id for message in host.messages] == ["silva"]


async def test_the_focused_item_is_scrolled_into_sight(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 12)) as pilot:
        await settle(pilot)
        await host.go(pilot, SOURCES)
        await press(pilot, "end")
        assert "Coast Wire" in screen(pilot)
        await host.go(pilot, SAID)
        for words in ("Nobody will cross", "take until", "that the ferry"):
            assert words in screen(pilot)
            await press(pilot, "down")
        host.detail.show(index.row_of("ferry"))
        await settle(pilot)
        assert lines(pilot)[0][1:] == "Ferry runs all night"


async def test_tabs_show_one_pane_at_a_time(index: Index) -> None:
    host = Host(index, "closed", tabs=True)
    async with host.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        assert lines(pilot)[0].strip() == "Event   People 3   Said 3   Versions ≠2   Sources 2"
        assert lines(pilot)[1].startswith("━━━━━━━─")
        assert "Bridge closed" in lines(pilot)[2]
        await pilot.click(offset=(lines(pilot)[0].index("Said"), 0))
        await settle(pilot)
        assert host.detail.active == SAID
        assert lines(pilot)[2][1:].startswith("┃ “Nobody")
        assert "━" in lines(pilot)[1][lines(pilot)[0].index("Said") :]
        assert "Statements" not in screen(pilot)
        host.detail.show(index.row_of("ferry"))
        await settle(pilot)
        assert lines(pilot)[0].strip() == "Event   People 1   Said   Versions   Sources"
        assert host.detail.active == SAID


async def test_a_small_screen_shows_one_statement_at_a_time(index: Index) -> None:
    host = Host(index, "closed", tabs=True)
    async with host.run_test(size=(60, 8)) as pilot:
        await settle(pilot)
        await host.go(pilot, SAID)
        assert lines(pilot)[4].rstrip().endswith("1 of 3")
        await press(pilot, "down", "down")
        assert "that the ferry" in lines(pilot)[2]
        assert lines(pilot)[4].rstrip().endswith("3 of 3")
        assert "Nobody" not in screen(pilot)
        await press(pilot, "up")
        assert "that the repair" in lines(pilot)[2]


async def test_only_lines_on_screen_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    statements = tuple(Statement(mode="direct", text=f"Sentence number {number}") for number in range(1000))
    index = Index(Timeline(events=(Event(id="e", title="Long", statements=statements),)))
    host = Host(index, "e")
    drawn = 0
    pane_type = type(host.detail.panes[SAID])
    render = pane_type.render_line

    def counted(self: object, y: int) -> object:
        nonlocal drawn
        drawn += 1
        return render(self, y)  # type: ignore[arg-type]

    async with host.run_test(size=(62, 30)) as pilot:
        await settle(pilot)
        await host.go(pilot, SAID)
        monkeypatch.setattr(pane_type, "render_line", counted)
        await press(pilot, "down")
        assert 0 < drawn <= 30


async def test_the_same_event_again_costs_nothing(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 30)) as pilot:
        await settle(pilot)
        presented = []
        monkeypatch.setattr(host.detail, "_present", lambda **_: presented.append(1))
        host.detail.show(index.row_of("closed"))
        assert presented == []
        host.detail.show(index.row_of("ferry"))
        host.detail.settle()
        assert presented == [1]


async def test_while_the_cursor_moves_on_the_old_event_is_faint_until_it_rests(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 30)) as pilot:
        await settle(pilot)
        for event in ("visit", "ferry", "repair"):
            host.detail.show(index.row_of(event))
        assert host.detail.row == index.row_of("closed")
        assert all(segment.style and segment.style.dim for segment in host.detail.panes[EVENT].render_line(0))
        # What is copied or opened is that of the event under the cursor, whatever still stands there.
        assert host.detail.event_text().startswith("Repair begins")
        assert host.detail.row == index.row_of("repair")
        await settle(pilot)
        strip = host.detail.panes[EVENT].render_line(0)
        assert "Repair begins" in strip.text
        assert not any(segment.style and segment.style.dim for segment in strip)


async def test_an_event_that_the_cursor_rests_on_is_shown(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 30)) as pilot:
        await settle(pilot)
        for event in ("visit", "ferry"):
            host.detail.show(index.row_of(event))
        await until(pilot, lambda: host.detail.row == index.row_of("ferry"))
        host.detail.show(index.row_of("visit"))
        host.detail.show(index.row_of("ferry"))  # and back: nothing is left to be shown
        host.detail.settle()
        assert host.detail.row == index.row_of("ferry")


async def test_of_a_large_timeline_people_are_counted_in_a_thread(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []
    rows_with = Index.rows_with

    def asking(self: Index, name: str, value: str) -> object:
        asked.append((value, threading.current_thread() is threading.main_thread()))
        return rows_with(self, name, value)

    monkeypatch.setattr("timeline_tui.tui.detail.view._MANY", 0)
    monkeypatch.setattr(Index, "rows_with", asking)
    host = Host(index, "closed")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        assert {who for who, _ in asked} == {"city", "silva", "costa"}
        assert not any(on_loop for _, on_loop in asked)
        assert line_with(pilot, "Ana Silva").split()[-1] == "3"
        asked.clear()
        host.detail.show(index.row_of("visit"))
        await settle(pilot)
        assert asked == []  # she is known by now
        assert line_with(pilot, "Ana Silva").split()[-1] == "3"


def test_of_the_people_counted_lately_only_so_many_rows_are_kept() -> None:
    kept = Appearances(most=10)
    kept.keep({"a": range(4), "b": range(4)})
    assert kept.known(["a", "x"]) == {"a": range(4)}
    kept.keep({"c": range(4)})
    assert list(kept.known("abc")) == ["a", "c"]
    kept.keep({"d": range(50)})  # the newest are kept however many they are
    assert list(kept.known("abcd")) == ["d"]
