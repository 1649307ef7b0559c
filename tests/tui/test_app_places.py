"""Going places: to dates, days, panes, people, and to the sentence in the source that says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.bridge import MEDIUM, NARROW, WIDE, explorer, press, query, screen, settle, type_text
from timeline_tui.tui.screens.explorer import ExplorerScreen
from timeline_tui.tui.screens.source import SourceScreen
from timeline_tui.tui.timeline import TimelineView


def cursor(pilot: object) -> str:
    """Return the id of the event under the cursor."""
    event = pilot.app.screen_stack[0].query_one(TimelineView).cursor_event  # type: ignore[attr-defined]
    assert event is not None
    return str(event.id)


@pytest.mark.parametrize(
    ("wording", "understood", "event"),
    [
        ("6 march 2024", "6 Mar 2024", "ferry"),
        ("April 2024", "April 2024", "repair"),
        ("1966", "1966", "opened"),
        ("2024-06-30", "30 Jun 2024", "reopened"),
    ],
)
async def test_a_date_in_any_wording(path: Path, wording: str, understood: str, event: str) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        await type_text(pilot, wording)
        assert understood in screen(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert cursor(pilot) == event


async def test_what_is_no_date_stays_in_the_dialog(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        await type_text(pilot, "[red]xyzzy")
        assert "“[red]xyzzy” is no date" in screen(pilot)
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, ExplorerScreen)


async def test_days_and_months(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        seen = []
        for key in (
            "right_square_bracket",
            "right_square_bracket",
            "right_curly_bracket",
            "left_square_bracket",
        ):
            await press(pilot, key)
            seen.append(cursor(pilot))
        assert seen == ["crack", "ferry", "repair", "ferry"]


async def test_the_zone_key_moves_clock_times_and_names_the_zone(path: Path) -> None:
    async with explorer(path, "reopened OR again").run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "08:00" in screen(pilot)
        assert "Lisbon WEST" in screen(pilot).splitlines()[0]
        await press(pilot, "z")
        assert "UTC" in screen(pilot).splitlines()[0]
        assert "07:00 ●" in screen(pilot)
        await press(pilot, "z")
        assert "Lisbon" in screen(pilot).splitlines()[0]


async def test_the_theme_key_goes_round(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        seen = [pilot.app.theme]
        for _ in range(3):
            await press(pilot, "T")
            seen.append(pilot.app.theme)
        assert seen == ["timeline-dark", "timeline-light", "timeline-contrast", "timeline-dark"]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_enter_on_a_person_and_on_a_speaker_narrows(path: Path, size: tuple[int, int]) -> None:
    async with explorer(path).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "2", "tab")
        if size == WIDE:
            await press(pilot, "escape", "2")
        await press(pilot, "enter")
        assert query(pilot).startswith("who:=")
        await press(pilot, "0", "escape")
        view = pilot.app.screen.query_one(TimelineView)
        view.go_to_row(2)
        await settle(pilot)
        await press(pilot, "3", *(() if size == WIDE else ("tab",)))
        await press(pilot, "enter")
        assert query(pilot) == "speaker:=silva"
        assert "1 of 8" in screen(pilot)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_the_source_opens_at_the_sentence_and_leads_back(path: Path, size: tuple[int, int]) -> None:
    async with explorer(path).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "o")
        assert isinstance(pilot.app.screen, SourceScreen)
        shown = screen(pilot)
        assert "closed shortly after 6.40pm" in shown
        assert "Bridge shut after crack found" in shown
        assert "sha256 matches" in shown
        await press(pilot, "question_mark")
        assert "next, previous passage" in screen(pilot)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert cursor(pilot) == "closed"


async def test_a_source_that_changed_or_is_gone_or_lies_outside_is_said(path: Path) -> None:
    gazette = path.parent / "coverage" / "gazette.md"
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        gazette.write_text(
            gazette.read_text(encoding="utf-8").replace("north", "south") + "\nMore.\n", encoding="utf-8"
        )
        await press(pilot, "down", "down", "o")
        assert "changed" in screen(pilot)
        assert "closed shortly after 6.40pm" in screen(pilot)
        await press(pilot, "escape")
        gazette.unlink()
        await press(pilot, "o")
        shown = screen(pilot)
        assert "closed shortly after 6.40pm" in shown, "the timeline still has the quote"
        assert "missing" in shown or "no such file" in shown.lower()
        await press(pilot, "escape")
        path.unlink()
        await press(pilot, "up", "down")
        assert "Bridge closed to traffic" in screen(pilot), "what is open stays open"


async def test_copy_carries_the_source_and_nothing_a_terminal_obeys(path: Path) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "y")
        assert pilot.app.clipboard.startswith("Bridge closed to traffic\n")
        assert "— The Gazette" in pilot.app.clipboard
        await press(pilot, "3", "y")
        assert pilot.app.clipboard.startswith("“Nobody will cross until we know”\n— Ana Silva, The Gazette")


async def test_marks_are_shown_and_can_be_asked_for(path: Path) -> None:
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "down", "space", "slash")
        assert "◆" in screen(pilot)
        await type_text(pilot, "is:marked")
        assert "1 of 8" in screen(pilot)
        await press(pilot, "enter", "space")
        assert "Nothing matches" in screen(pilot)


async def test_problems_of_the_file_are_listed_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(
        'format = "timeline/1"\ntitle = "Odd"\n[[events]]\nid = "a"\nwhen = "2024-3-5"\ntitle = "[/] x"\n'
        '[[events]]\nid = "b"\nwhen = "2024-03-06"\ntitle = "Sound"\n',
        encoding="utf-8",
    )
    async with explorer(path).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        assert "Sound" in screen(pilot)
        assert "p problems" in screen(pilot)
        await press(pilot, "p")
        shown = "".join(line.strip(" │▌") for line in screen(pilot).splitlines())
        assert "odd.toml:5:" in shown
        assert "2024-03-05" in shown


async def test_several_files_open_as_one(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(
        'format = "timeline/1"\n[[events]]\nid = "closed"\nwhen = "2025"\ntitle = "Another closed"\n',
        encoding="utf-8",
    )
    async with explorer([path, other]).run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        assert "9 events" in screen(pilot)
        await press(pilot, "down", "down", "o")
        assert "sha256 matches" in screen(pilot)
