"""How the timeline looks: sizes, themes, hits, ASCII, no colour, hostile titles; what is drawn at all."""

from __future__ import annotations

import pytest

from tests.tui.timeline_host import Host, many, screen
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.model.zones import zone
from timeline_tui.search.parse import parse_query
from timeline_tui.tui.glyphs import ASCII


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


async def test_only_lines_on_screen_are_drawn_and_each_once(drawn: list[object]) -> None:
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
