from __future__ import annotations

from datetime import tzinfo

import pytest
from textual.app import App, ComposeResult
from textual.message import Message

from tests.tui.small import TIMELINE, ZONE
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.tui import theme
from timeline_tui.tui.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.tui.timeline import TimelineView

HERE: tzinfo = zone(ZONE)


def many(days: int = 40, per_day: int = 5) -> Timeline:
    events = tuple(
        Event(
            id=f"e{day}-{n}",
            when=f"2025-{1 + day // 28:02}-{1 + day % 28:02}T{8 + n:02}:00Z",
            title=f"Event {n} of day {day}" + (" special" if n == 2 else ""),
        )
        for day in range(days)
        for n in range(per_day)
    )
    return Timeline(title="Many", timezone="UTC", events=events)


class Host(App[None]):
    CSS = "TimelineView { height: 1fr; }"

    def __init__(self, timeline: Timeline = TIMELINE, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(ansi_color=True if theme.wants_no_colour() else None)
        for each in theme.THEMES:
            self.register_theme(each)
        self.theme = "timeline-dark"
        self.index = Index(timeline)
        self.glyphs = glyphs
        self.seen: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLE_DEFAULTS

    def compose(self) -> ComposeResult:
        yield TimelineView(self.index.rows, zone=self.index.zone, names=self.index.names, glyphs=self.glyphs)

    def on_mount(self) -> None:
        self.view.focus()

    @property
    def view(self) -> TimelineView:
        return self.query_one(TimelineView)

    def filter(self, text: str, **more: object) -> None:
        query = parse_query(text)
        self.view.set_rows(self.index.search(query), query, **more)  # type: ignore[arg-type]

    def on_timeline_view_cursor_moved(self, message: TimelineView.CursorMoved) -> None:
        self.seen.append(message)

    def on_timeline_view_activated(self, message: TimelineView.Activated) -> None:
        self.seen.append(message)

    def on_timeline_view_window_moved(self, message: TimelineView.WindowMoved) -> None:
        self.seen.append(message)


def screen(view: TimelineView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


def cursor_line(view: TimelineView) -> int:
    """The screen line that shows the cursor; fails if it is not on screen."""
    lines = [y for y in range(1, view.size.height) if view.render_line(y).text.startswith("▌")]
    assert len(lines) == 1
    return lines[0]


def id_of(view: TimelineView) -> str:
    event = view.cursor_event
    assert event is not None
    return event.id


@pytest.mark.parametrize("size", [(160, 50), (100, 30), (60, 20), (30, 8)])
async def test_it_is_drawn_at_every_size_and_every_line_fills_it(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size):
        width = app.view.scrollable_content_region.width
        for y in range(size[1]):
            assert app.view.render_line(y).cell_length == width
        lines = screen(app.view)
        assert lines[0].startswith("▌ ")
        assert any("Alaska sold" in line for line in lines)


async def test_the_head_says_the_month_or_on_small_screens_the_day() -> None:
    app = Host()
    async with app.run_test(size=(160, 12)) as pilot:
        app.view.go_to_row(4)
        await pilot.pause()
        assert screen(app.view)[0].startswith("▌ August 2025   8 events")
    async with (app := Host()).run_test(size=(100, 12)) as pilot:
        app.view.go_to_row(5)
        await pilot.pause()
        assert screen(app.view)[0].startswith("▌ Fri 8 August 2025") or "Fri 15 August" in screen(app.view)[0]


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


async def test_only_lines_on_screen_are_drawn_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    draw = TimelineView.draw

    def counting(self: TimelineView, what: tuple[object, ...], look: object) -> object:
        drawn.append(what)
        return draw(self, what, look)  # type: ignore[arg-type]

    monkeypatch.setattr(TimelineView, "draw", counting)
    app = Host(many(days=300 // 6, per_day=12))
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        # Drawn without focus first, then with it.
        assert len(drawn) <= 2 * 24
        drawn.clear()
        await pilot.press("down")
        assert len(drawn) == 2
        drawn.clear()
        await pilot.press("up")
        assert drawn == []
        await pilot.press("end")
        assert len(drawn) <= 24


async def test_a_change_of_look_is_drawn() -> None:
    """Nothing stale: each of these changes what a line looks like."""
    app = Host()
    async with app.run_test(size=(160, 40)) as pilot:
        view = app.view

        def strip() -> list[object]:
            return [list(view.render_line(y)) for y in range(view.size.height)]

        seen = [strip()]
        for change in (
            lambda: setattr(app, "theme", "timeline-light"),
            lambda: setattr(app, "theme", "timeline-contrast"),
            lambda: view.set_rows(range(13), parse_query("putin")),
            lambda: view.set_rows(range(13), parse_query("lavrov")),
            lambda: view.set_rows(range(13), None, context=()),
            lambda: view.set_rows([4], None, context=[3, 5]),
            lambda: view.set_rows([5], None, context=[3, 4]),
            lambda: setattr(view, "marked", frozenset({4})),
            lambda: setattr(view, "zone", zone("UTC")),
            lambda: app.set_focus(None),
        ):
            change()
            await pilot.pause()
            seen.append(strip())
            assert seen[-1] != seen[-2]


async def test_hits_are_marked_in_the_colours_of_the_theme() -> None:
    app = Host()
    async with app.run_test(size=(160, 40)) as pilot:
        app.filter("lavrov")
        await pilot.pause()
        hits = [
            segment.text
            for y in range(40)
            for segment in app.view.render_line(y)
            if segment.style and segment.style.bgcolor and segment.style.bgcolor.name == "#f4d35e"
        ]
        assert hits == ["Lavrov", "Lavrov"]


async def test_without_colour_the_cursor_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(glyphs=ASCII)
    async with app.run_test(size=(100, 30)) as pilot:
        app.filter("putin")
        await pilot.pause()
        lines = [app.screen._compositor.render_strips()[y] for y in range(30)]
        colours = {
            colour.name
            for line in lines
            for segment in line.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert colours <= {"default"}
        cursor = next(y for y in range(1, 30) if app.view.render_line(y).text.startswith(">"))
        assert all(segment.style and segment.style.reverse for segment in app.view.render_line(cursor))
        hit = [s for y in range(30) for s in app.view.render_line(y) if s.text == "Putin"]
        assert hit
        assert all(segment.style and segment.style.underline for segment in hit)


@pytest.mark.parametrize("zoom", ["event", "month"])
async def test_in_ascii_every_cell_is_ascii(zoom: str) -> None:
    app = Host(many(), glyphs=ASCII)
    async with app.run_test(size=(100, 30)) as pilot:
        app.view.zoom = zoom  # type: ignore[assignment]
        await pilot.press("down")
        await pilot.pause()
        for strip in app.screen._compositor.render_strips():
            assert strip.text.isascii(), strip.text


async def test_hostile_titles_reach_the_terminal_as_words() -> None:
    titles = [
        "[sic] [/] [red]x[/red]",
        "\x1b]52;c;ZXZpbA==\x07\x9b2J",
        "a\u202egnp.exe",
        "北京" * 90,
        "x" * 5000,
    ]
    events = tuple(Event(id=str(n), when="2025-08-15", title=title) for n, title in enumerate(titles))
    app = Host(Timeline(title="x", events=events))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down")
        shown = "\n".join(screen(app.view))
        assert "[sic] [/] [red]x[/red]" in shown
        assert "␛]52;c;ZXZpbA==␇␦2J" in shown
        assert not set(shown) & set("\x1b\x07\x9b\u202e")
