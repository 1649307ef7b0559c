from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from timeline_tui.search.index import Counts
from timeline_tui.tui import theme
from timeline_tui.tui.header import TopLine

COUNTS = Counts(events=124, people=64, statements=74, conflicts=51)


class Host(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLE_DEFAULTS

    def compose(self) -> ComposeResult:
        line = TopLine("Alaska summit, August 2025")
        line.counts = COUNTS
        line.zone = "Anchorage AKDT"
        line.note = "every event"
        yield line


async def shown(size: int, **changes: object) -> str:
    async with (app := Host()).run_test(size=(size, 5)) as pilot:
        line = app.query_one(TopLine)
        for name, value in changes.items():
            setattr(line, name, value)
        await pilot.pause()
        strip = line.render_line(0)
        assert strip.cell_length == size - 2
        return strip.text


@pytest.mark.parametrize(
    ("size", "left", "right"),
    [
        (
            160,
            "Alaska summit, August 2025   124 events · 64 people · 74 statements · 51 conflicts",
            "every event   Anchorage AKDT",
        ),
        (100, "Alaska summit, August 2025   124 events", "Anchorage AKDT"),
        (60, "Alaska summit, August 2025", "AKDT"),
        (20, "Alaska summ…", "AKDT"),
    ],
)
async def test_it_says_as_much_as_there_is_room_for(size: int, left: str, right: str) -> None:
    line = await shown(size)
    assert line.split("    ")[0].strip() == left or line.startswith(left + "  ")
    assert line.endswith(right)


async def test_what_the_filter_lets_through() -> None:
    counts = Counts(124, 64, 74, 51)
    assert "22 of 124 events" in await shown(100, counts=counts, shown=22)
    assert "1 event · 1 person · 1 statement · 1 conflict" in await shown(140, counts=Counts(1, 1, 1, 1))


async def test_a_long_or_hostile_title_leaves_the_zone_alone() -> None:
    line = await shown(100, title="[red]Long[/red] \x1b[2J" + "title " * 40)
    assert line.startswith("[red]Long[/red] ␛[2Jtitle")
    assert line.endswith("…  Anchorage AKDT")
    assert "北京" in await shown(100, title="北京" * 60)
