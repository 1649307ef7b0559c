from __future__ import annotations

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.message import Message

from tests.tui.small import TIMELINE
from timeline_tui.search.index import Index
from timeline_tui.search.overview import Bar, Fold, Label, OverviewLayout
from timeline_tui.tui import overview_drawing as drawing
from timeline_tui.tui import theme
from timeline_tui.tui.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.tui.overview import OverviewStrip
from timeline_tui.tui.overview_drawing import StripInks, StripLook

INDEX = Index(TIMELINE)

INKS = StripInks(
    ground=Style(bgcolor="black"),
    window=Style(bgcolor="grey11"),
    inside=Style(color="blue", bold=True),
    hit=Style(color="cyan"),
    ghost=Style(color="grey30"),
    rule=Style(color="grey30"),
    quiet=Style(color="grey50"),
    strong=Style(color="white", bold=True),
    cursor=Style(color="black", bgcolor="blue"),
)


def bar(column: int, first_row: int, after_row: int, label: str = "") -> Bar:
    return Bar(column, 3, 2, "day", column * 100, column * 100 + 300, label, first_row, after_row)


LAYOUT = OverviewLayout(
    18,
    (
        bar(0, 0, 1, "1867"),
        bar(6, 1, 5, "14 Aug 2025"),
        bar(9, 5, 21, "15 Aug 2025"),
        bar(12, 21, 21, "16 Aug 2025"),
    ),
    (Fold(3, 3, 300, 600),),
    (Label(0, "1867", False), Label(6, "14", False), Label(12, "16", False)),
)


def look(matched: tuple[int, ...], window: range = range(0), cursor: int | None = None) -> StripLook:
    return StripLook(LAYOUT, matched, window, cursor, INKS, UNICODE)


def words(line: object) -> str:
    return "".join(segment.text for segment in line)  # type: ignore[attr-defined]


def cell(line: object, column: int) -> tuple[str, Style]:
    at = 0
    for segment in line:  # type: ignore[attr-defined]
        if column < at + len(segment.text):
            return segment.text[column - at], segment.style
        at += len(segment.text)
    raise IndexError(column)


@pytest.mark.parametrize(
    ("amount", "most", "steps", "expected"),
    [(0, 9, 8, 0), (1, 1_000_000, 8, 1), (9, 9, 16, 16), (4, 16, 8, 4), (1, 16, 16, 4), (3, 0, 8, 0)],
)
def test_heights_follow_the_square_root(amount: int, most: int, steps: int, expected: int) -> None:
    assert drawing.height(amount, most, steps) == expected


def test_bars_on_two_lines() -> None:
    seen = look((1, 4, 16, 0))
    assert words(drawing.bar_line(seen, 0, 2)) == "         ██       "
    assert words(drawing.bar_line(seen, 1, 2)) == "▄▄    ██ ██       "
    assert words(drawing.bar_line(seen, 0, 1)) == "▂▂    ▄▄ ██       "


def test_hidden_events_stay_as_ghosts_behind_the_hits() -> None:
    line = drawing.bar_line(look((0, 1, 4, 0)), 1, 2)
    assert cell(line, 0) == ("▄", INKS.ground + INKS.ghost)
    sign, style = cell(line, 6)
    assert (sign, style.color, style.bgcolor) == ("▄", INKS.hit.color, INKS.ghost.color)
    assert cell(drawing.bar_line(look((0, 1, 4, 0)), 0, 2), 9) == ("█", INKS.ground + INKS.ghost)
    sign, style = cell(line, 9)
    assert (sign, style.color) == ("█", INKS.hit.color)


def test_the_window_is_raised_and_its_hits_take_the_accent() -> None:
    seen = look((1, 4, 16, 0), drawing.bar_columns(LAYOUT, 1, 2))
    line = drawing.bar_line(seen, 1, 2)
    assert cell(line, 6) == ("█", INKS.window + INKS.inside)
    assert cell(line, 8) == (" ", INKS.window)
    assert cell(line, 0)[1] == INKS.ground + INKS.hit
    assert words(drawing.rule_line(seen)) == "───╱╱─┗━━━┛────   "
    assert words(drawing.rule_line(look((0, 0, 0, 0), range(6, 8)))) == "───╱╱─┗┛───────   "
    assert words(drawing.rule_line(look((0, 0, 0, 0), range(6, 7)))) == "───╱╱─━────────   "


def test_the_cursor_s_day_is_named_and_reversed() -> None:
    assert words(drawing.label_line(look((0, 0, 0, 0)))) == "1867  14    16    "
    line = drawing.label_line(look((0, 0, 0, 0), cursor=2))
    assert words(line) == "1867  14 15 16    "
    assert cell(line, 9)[1] == INKS.ground + INKS.cursor
    assert cell(drawing.label_line(look((0, 0, 0, 0), range(6, 8))), 6)[1].bold


class Host(App[None]):
    def __init__(self, index: Index = INDEX, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.register_theme(theme.DARK)
        self.theme = "timeline-dark"
        self.index = index
        self.glyphs = glyphs
        self.seen: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLE_DEFAULTS

    def compose(self) -> ComposeResult:
        yield OverviewStrip(self.index.starts, zone=self.index.zone, glyphs=self.glyphs)

    @property
    def strip(self) -> OverviewStrip:
        return self.query_one(OverviewStrip)

    def on_overview_strip_picked(self, message: OverviewStrip.Picked) -> None:
        self.seen.append(message)

    def on_overview_strip_narrowed(self, message: OverviewStrip.Narrowed) -> None:
        self.seen.append(message)


def screen(strip: OverviewStrip) -> list[str]:
    return [strip.render_line(y).text for y in range(strip.size.height)]


@pytest.mark.parametrize(
    ("size", "height"), [((160, 50), 4), ((100, 30), 4), ((100, 24), 3), ((60, 20), 1), ((20, 10), 1)]
)
async def test_its_height_fits_the_screen(size: tuple[int, int], height: int) -> None:
    async with (app := Host()).run_test(size=size) as pilot:
        await pilot.pause()
        assert app.strip.size.height == height
        width = app.strip.content_size.width
        assert all(app.strip.render_line(y).cell_length == width for y in range(height))
        await pilot.resize_terminal(160, 50)
        await pilot.pause()
        assert app.strip.size.height == 4
        await pilot.resize_terminal(160, 24)
        await pilot.pause()
        assert app.strip.size.height == 3


async def test_what_it_says() -> None:
    async with (app := Host()).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        bars, rule, labels = screen(app.strip)[1:]
        assert "█" in bars or "█" in screen(app.strip)[0]
        assert "╱╱" in rule
        assert labels.startswith("1867")
        app.strip.window = (app.index.starts[1], app.index.starts[7] + 1)
        await pilot.pause()
        assert "┗" in screen(app.strip)[2]


async def test_on_one_line_it_names_both_ends_and_the_count() -> None:
    async with (app := Host()).run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        (line,) = screen(app.strip)
        assert line.startswith("1867 ")
        assert line.rstrip().endswith("12 events")
        assert " 2026 " in line
        app.strip.load(app.index.starts, zone=app.index.zone, events=13)
        app.strip.rows = [3, 4]
        app.strip.window = (app.index.starts[3], app.index.starts[4] + 1)
        await pilot.pause()
        (line,) = screen(app.strip)
        assert line.rstrip().endswith("2 of 13")
        assert "[" in line
        assert "]" in line


async def test_within_one_year_the_ends_are_days() -> None:
    events = tuple(event for event in TIMELINE.events if (event.when or "").startswith("2025-08"))
    async with (app := Host(Index(TIMELINE.model_copy(update={"events": events})))).run_test(
        size=(60, 20)
    ) as pilot:
        await pilot.pause()
        assert screen(app.strip)[0].startswith("6 Aug ")
        assert " 18 Aug " in screen(app.strip)[0]


async def test_ascii() -> None:
    for size in ((160, 50), (60, 20)):
        async with (app := Host(glyphs=ASCII)).run_test(size=size) as pilot:
            app.strip.window = (app.index.starts[3], app.index.starts[7] + 1)
            await pilot.pause()
            assert all(line.isascii() for line in screen(app.strip))


async def test_an_empty_timeline() -> None:
    for size in ((160, 50), (60, 20)):
        async with (app := Host(Index(TIMELINE.model_copy(update={"events": ()})))).run_test(
            size=size
        ) as pilot:
            await pilot.click(OverviewStrip, offset=(5, 0))
            app.strip.cursor = 5
            app.strip.window = (5, 6)
            await pilot.pause()
            assert len(screen(app.strip)) == app.strip.size.height
            assert app.seen == []


async def test_a_click_goes_to_the_time_of_the_bar() -> None:
    for size in ((160, 50), (60, 20)):
        async with (app := Host()).run_test(size=size) as pilot:
            await pilot.pause()
            strip = app.strip
            number = strip.layout_of_cells.bar_of(app.index.starts[4])
            assert number is not None
            bar = strip.layout_of_cells.bars[number]
            lead = 1 + (5 if strip.compact else 0)  # the padding, and "1867 "
            await pilot.click(OverviewStrip, offset=(bar.column + lead, 0))
            await pilot.pause()
            (picked,) = app.seen
            assert isinstance(picked, OverviewStrip.Picked)
            assert (picked.seconds, picked.control) == (bar.start, strip)


async def test_a_drag_narrows_in_either_direction() -> None:
    async with (app := Host()).run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        bars = app.strip.layout_of_cells.bars
        first, last = bars[2], bars[-2]
        for start, end in ((first, last), (last, first)):
            app.seen.clear()
            await pilot.mouse_down(OverviewStrip, offset=(start.column + 1, 1))
            await pilot.hover(OverviewStrip, offset=(end.column + 1, 1))
            assert "┗" in screen(app.strip)[2]
            await pilot.mouse_up(OverviewStrip, offset=(end.column + 1, 1))
            await pilot.pause()
            (narrowed,) = app.seen
            assert isinstance(narrowed, OverviewStrip.Narrowed)
            assert (narrowed.lo, narrowed.hi) == (first.start, last.end)
