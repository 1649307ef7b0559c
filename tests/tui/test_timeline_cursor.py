"""The cursor of the timeline: keys, mouse, filters, sizes and zones move it, and it stays in sight."""

from __future__ import annotations

import pytest

from tests.tui.small import TIMELINE
from tests.tui.timeline_host import Host, cursor_line, id_of, many, screen
from timeline_tui.model.timeline import Timeline
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index
from timeline_tui.tui.timeline import TimelineView


async def test_keys_move_the_cursor_and_it_stays_on_screen() -> None:
    app = Host(many())
    async with app.run_test(size=(100, 20)) as pilot:
        view = app.view
        assert id_of(view) == "e0-0"
        for key, expected in [
            ("down", "e0-1"),
            ("j", "e0-2"),
            ("up", "e0-1"),
            ("k", "e0-0"),
            ("up", "e0-0"),
            ("right_square_bracket", "e1-0"),
            ("right_square_bracket", "e2-0"),
            ("down", "e2-1"),
            ("left_square_bracket", "e2-0"),
            ("left_square_bracket", "e1-0"),
            ("right_curly_bracket", "e28-0"),
            ("right_curly_bracket", "e28-0"),
            ("end", "e39-4"),
            ("down", "e39-4"),
            ("left_curly_bracket", "e28-0"),
            ("left_curly_bracket", "e0-0"),
            ("end", "e39-4"),
            ("home", "e0-0"),
        ]:
            await pilot.press(key)
            assert id_of(view) == expected, key
            assert 1 <= cursor_line(view) < 20
        for key in ("pagedown", "pageup"):
            seen = [id_of(view)]
            for _ in range(30):
                await pilot.press(key)
                cursor_line(view)
                seen.append(id_of(view))
            assert len(set(seen)) > 12
        assert id_of(view) == "e0-0"


async def test_the_head_of_a_day_is_seen_with_its_first_event() -> None:
    app = Host(many())
    async with app.run_test(size=(160, 20)) as pilot:
        app.view.go_to_row(150)
        await pilot.press("up", "up", "up", "left_square_bracket")
        at = cursor_line(app.view)
        assert "┼" in screen(app.view)[at - 1]


async def test_a_filter_keeps_the_event_and_its_screen_line() -> None:
    app = Host(many())
    async with app.run_test(size=(160, 20)) as pilot:
        view = app.view
        view.go_to_row(102)  # "Event 2 of day 20 special"
        await pilot.press("down", "up")
        before = cursor_line(view)
        app.filter("special")
        await pilot.pause()
        assert id_of(view) == "e20-2"
        assert cursor_line(view) == before
        view.set_rows(None)
        await pilot.pause()
        assert (id_of(view), cursor_line(view)) == ("e20-2", before)


async def test_a_filter_that_hides_the_event_goes_to_the_nearest_and_back() -> None:
    app = Host(many())
    async with app.run_test(size=(160, 20)) as pilot:
        view = app.view
        view.go_to_row(104)  # 12:00 of day 20
        await pilot.pause()
        app.filter("special")
        await pilot.pause()
        assert id_of(view) == "e20-2"
        app.filter('"day 3"')
        await pilot.pause()
        assert view.cursor_event is not None
        app.filter("")
        await pilot.pause()
        assert id_of(view) == "e20-4"
        cursor_line(view)


async def test_a_filter_brings_a_cursor_back_that_was_scrolled_away() -> None:
    app = Host(many())
    async with app.run_test(size=(160, 20)) as pilot:
        app.view.scroll_to(y=100, animate=False)
        await pilot.pause()
        app.filter("event")
        await pilot.pause()
        assert id_of(app.view) == "e0-0"
        cursor_line(app.view)


async def test_nothing_found() -> None:
    app = Host()
    async with app.run_test(size=(160, 20)) as pilot:
        app.filter("nobodysaidthis")
        await pilot.pause()
        assert app.view.cursor_row is None
        assert app.view.cursor_event is None
        assert app.view.shown_window is None
        assert isinstance(app.seen[-1], TimelineView.CursorMoved)
        assert app.seen[-1].row is None
        assert "nothing that the filter lets through" in "\n".join(screen(app.view))
        await pilot.press("down", "end", "pageup", "enter", "right_square_bracket", "left_curly_bracket")
        app.view.go_to(0)
        app.view.go_to_row(3)
        app.filter("")
        await pilot.pause()
        assert app.view.cursor_row == 0


async def test_an_empty_timeline() -> None:
    app = Host(Timeline())
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "end", "enter")
        assert "no events yet" in "\n".join(screen(app.view))
        app.view.load(app.index.rows)
        app.view.load(Index(TIMELINE).rows)
        await pilot.pause()
        assert id_of(app.view) == "treaty"


async def test_messages() -> None:
    app = Host()
    async with app.run_test(size=(160, 12)) as pilot:
        app.seen.clear()
        await pilot.press("down", "enter")
        moved, *_, activated = (one for one in app.seen if not isinstance(one, TimelineView.WindowMoved))
        assert isinstance(moved, TimelineView.CursorMoved)
        assert (moved.row, moved.control) == (1, app.view)
        assert isinstance(activated, TimelineView.Activated)
        assert activated.row == 1
        app.seen.clear()
        await pilot.press("end")
        window = [one for one in app.seen if isinstance(one, TimelineView.WindowMoved)][-1]
        assert (window.lo, window.hi) == app.view.shown_window
        assert window.lo > app.index.starts[0]
        assert window.hi == app.index.starts[-1] + 1


async def test_going_to_a_time() -> None:
    app = Host()
    async with app.run_test(size=(160, 12)) as pilot:
        app.view.go_to(app.index.starts[5] - 10)
        await pilot.pause()
        assert id_of(app.view) == "talks"
        cursor_line(app.view)


async def test_the_mouse() -> None:
    app = Host()
    async with app.run_test(size=(160, 30)) as pilot:
        lines = screen(app.view)
        talks = next(y for y, line in enumerate(lines) if "Three-on-three" in line)
        await pilot.click(TimelineView, offset=(30, talks))
        assert id_of(app.view) == "talks"
        head = next(y for y, line in enumerate(lines) if "┼" in line)
        await pilot.click(TimelineView, offset=(30, head))
        await pilot.click(TimelineView, offset=(30, 0))
        assert id_of(app.view) == "talks"
        app.seen.clear()
        await pilot.click(TimelineView, offset=(30, talks), times=2)
        assert any(isinstance(one, TimelineView.Activated) for one in app.seen)


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    from textual.events import MouseScrollDown

    app = Host(many())
    async with app.run_test(size=(160, 20)) as pilot:
        for _ in range(10):
            app.view.post_message(MouseScrollDown(app.view, 10, 10, 0, 1, 0, False, False, False))
        await pilot.wait_for_scheduled_animations()
        assert app.view.scroll_offset.y > 0
        assert id_of(app.view) == "e0-0"
        await pilot.press("down")
        assert id_of(app.view) == "e0-1"
        cursor_line(app.view)


@pytest.mark.parametrize("size", [(160, 12), (100, 9), (60, 20), (59, 6)])
async def test_resizing_keeps_the_cursor_on_screen(size: tuple[int, int]) -> None:
    app = Host(many())
    async with app.run_test(size=(120, 40)) as pilot:
        app.view.go_to_row(111)
        app.view.scroll_to(y=app.view.scroll_offset.y - 26, animate=False)
        await pilot.pause()
        assert cursor_line(app.view) > 30
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert id_of(app.view) == "e22-1"
        cursor_line(app.view)
        assert app.view.lines.sticky_day is (size[0] <= 100)


async def test_the_zone_groups_days_anew_and_keeps_the_event() -> None:
    app = Host()
    async with app.run_test(size=(160, 40)) as pilot:
        app.view.go_to_row(6)
        before = next(line for line in screen(app.view) if "Both speak" in line)
        assert "~15:00" in before
        app.view.zone = zone("Europe/Moscow")
        await pilot.pause()
        lines = screen(app.view)
        after = next(y for y, line in enumerate(lines) if "Both speak" in line)
        assert "~02:00" in lines[after]
        assert "Sat 16 ┼" in lines[after - 1]
        assert id_of(app.view) == "press"
