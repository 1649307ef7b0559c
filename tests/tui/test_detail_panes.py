"""The panes of the detail: what they say of an event, whatever its texts."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.tui.bridge import lit, press, screen, settle
from tests.tui.detail_host import EVENT, SOURCES, Host, line_with, lines
from timeline_tui.model.timeline import (
    Affiliation,
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Source,
    Statement,
    Timeline,
)
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.tui.glyphs import ASCII, UNICODE

SIZES = [(62, 60), (100, 14), (60, 9), (38, 40), (12, 5)]


HOSTILE = "\x1b[31mred\x1b[0m [bold]x[/] [/] ‮drow‬ 漢字 👩‍👩‍👧 é ́\x00 \t end"


async def test_all_panes_say_what_is_known(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        shown = [line[1:] for line in lines(pilot)]
        assert shown[0] == "Bridge closed to traffic"
        assert shown[1] == "Tue 5 Mar 2024 18:40 WET"
        assert shown[2] == "Wed 6, 03:40 Tokyo"  # UTC shows the same clock as Lisbon
        assert shown[3] == "“shortly after 6.40pm on Tuesday”"
        assert shown[4] == "Harbour Bridge, Lisbon"
        assert line_with(pilot, "safety").split() == ["safety", "·", "transport", "to", "be", "reviewed"]
        assert "≠ Versions when 2 · cost 2" in line_with(pilot, "Versions")
        assert "Participants 3" in line_with(pilot, "Participants")
        assert "Statements 3 · 1 direct, 1 mixed, 1 indirect" in line_with(pilot, "Statements")
        assert "Sources 2" in line_with(pilot, "Sources")


async def test_the_own_version_is_chosen_and_rivals_stand_on_a_ruler(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        own, rival = line_with(pilot, "▸ 18:40"), line_with(pilot, "19:30  Coast Wire")
        assert "The Gazette" in own
        assert own.index("●") < rival.index("●")
        ticks = next(line for line in lines(pilot) if line.strip().startswith("when ") and "18:40" in line)
        assert ticks.index("18:40") == own.index("●")
        assert ticks.rstrip().endswith("19:30")
        assert rival.rstrip().endswith("●")
        assert line_with(pilot, "two million").split() == ["two", "million", "Coast", "Wire", "“at", "night”"]


async def test_statements_wear_their_mode_without_colour(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        assert line_with(pilot, "Nobody will").startswith(" ┃ “Nobody will cross until we know”")
        assert line_with(pilot, "that the repair").startswith(" ┇  that the repair could “take until")
        assert line_with(pilot, "that the ferry").startswith(" ┊  that the ferry would run")
        foot = line_with(pilot, "warned")
        assert foot.startswith(" ┇  Rui Costa  warned")
        assert foot.rstrip().endswith("The Gazette")


async def test_participants_come_with_part_curve_and_count(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(90, 60)) as pilot:
        await settle(pilot)
        assert line_with(pilot, "City Council").split()[:3] == ["City", "Council", "authority"]
        assert line_with(pilot, "City Council").rstrip().endswith("2")
        silva = next(line for line in lines(pilot) if line.startswith(" Ana Silva"))
        assert "mayor, City Council" in silva
        assert any(bar in silva for bar in "▂▃▄▅▆▇█")


async def test_an_office_held_at_another_time_is_not_shown(index: Index) -> None:
    people = (
        Participant(id="of", name="Senate", kind="organisation"),
        Participant(
            id="x",
            name="Xenia",
            affiliations=(
                Affiliation(of="of", role="page", when="../1990"),
                Affiliation(of="of", role="clerk"),
            ),
        ),
    )
    event = Event(id="e", when="2000", title="Vote", participants=(Participation(who="x"),))
    index = Index(Timeline(participants=people, events=(event,)))
    host = Host(index, "e")
    async with host.run_test(size=(62, 20)) as pilot:
        await settle(pilot)
        assert "clerk, Senate" in line_with(pilot, "Xenia")


async def test_a_reprint_is_no_independent_source() -> None:
    sources = (Source(id="a", publisher="Wire"), Source(id="b", publisher="Echo", derived_from="a"))
    told = tuple(Evidence(source=one, quote="it fell") for one in ("a", "b", "unlisted"))
    index = Index(Timeline(sources=sources, events=(Event(id="e", title="Fall", evidence=told),)))
    host = Host(index, "e")
    async with host.run_test(size=(62, 20)) as pilot:
        await settle(pilot)
        assert "Sources 3 · 2 independent" in line_with(pilot, "Sources")
        assert "undated" in line_with(pilot, "undated")
        assert line_with(pilot, "unlisted").split()[:2] == ["¶", "unlisted"]
        host.detail.tabs = True
        host.detail.show_tab(SOURCES)
        await settle(pilot)
        assert line_with(pilot, "reprints").strip() == "reprints Wire"


async def test_panes_with_nothing_to_say_are_hidden(index: Index) -> None:
    host = Host(index, "ferry")
    async with host.run_test(size=(62, 30)) as pilot:
        await settle(pilot)
        assert [pane.display for pane in host.detail.panes] == [True, True, False, False, False]
        assert "Versions" not in screen(pilot)
        host.detail.show(index.row_of("closed"))
        await settle(pilot)
        assert all(pane.display for pane in host.detail.panes)
        host.detail.show(None)
        await settle(pilot)
        assert not screen(pilot).strip()


async def test_hits_are_marked_in_every_pane(index: Index) -> None:
    host = Host(index, "closed", "crack")
    async with host.run_test(size=(62, 60)) as pilot:
        await settle(pilot)
        assert lit(pilot) == ["crack"]
        host.detail.show(index.row_of("closed"), parse_query("who:mayor"))
        await settle(pilot)
        assert lit(pilot) == ["Ana Silva"]  # by an alias: the whole name, where she takes part
        host.detail.show(index.row_of("closed"), parse_query("summer publisher:wire"))
        await settle(pilot)
        assert lit(pilot).count("summer") == 1
        assert lit(pilot).count("Wire") >= 2
        host.detail.show(index.row_of("closed"))
        await settle(pilot)
        assert lit(pilot) == []


async def test_zone_changes_are_shown_at_once(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(62, 20)) as pilot:
        await settle(pilot)
        host.detail.zone = zone("Asia/Tokyo")
        await settle(pilot)
        assert "Wed 6 Mar 2024 03:40" in lines(pilot)[1]


def hostile_index() -> Index:
    """Return a timeline whose every text is hostile."""
    evidence = (Evidence(source="s", quote=HOSTILE),)
    said = Statement(speaker="p", verb=HOSTILE, text=HOSTILE, to=("p", HOSTILE), via="p", evidence=evidence)
    statements = (
        said,
        said.model_copy(update={"mode": "direct"}),
        said.model_copy(update={"mode": "mixed"}),
        Statement(text="“”"),
        Statement(mode="direct", text=""),
    )
    event = Event(
        id="e",
        when="2024-03-05T10:00+00:00",
        when_text=HOSTILE,
        title=HOSTILE,
        summary=HOSTILE * 3,
        place=HOSTILE,
        tags=(HOSTILE, "x" * 90),
        participants=(Participation(who="p", role=HOSTILE), Participation(who="nobody\x1b")),
        evidence=evidence,
        statements=statements,
        claims=(
            Claim(field="when", value=HOSTILE, evidence=evidence),
            Claim(field="when", value="2024-03-05T11:00+00:00/..", evidence=evidence),
            Claim(field=HOSTILE, value=HOSTILE, evidence=evidence),
        ),
    )
    return Index(
        Timeline(
            title=HOSTILE,
            sources=(Source(id="s", publisher=HOSTILE, title=HOSTILE, published=HOSTILE, language=HOSTILE),),
            participants=(
                Participant(id="p", name=HOSTILE, affiliations=(Affiliation(of=HOSTILE, when="?"),)),
            ),
            events=(event,),
        )
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tabs", [False, True])
async def test_hostile_text_is_shown_and_columns_stay(size: tuple[int, int], tabs: bool) -> None:
    host = Host(hostile_index(), "e", "漢字 red", tabs=tabs, glyphs=ASCII if tabs else UNICODE)
    async with host.run_test(size=size) as pilot:
        await settle(pilot)
        for pane in range(5):
            await host.go(pilot, pane)
            await press(pilot, "down", "end", "up", "pagedown", "pageup", "enter")
            for strip in pilot.app.screen._compositor.render_strips():
                assert "\x1b" not in strip.text
                assert "‮" not in strip.text
                assert cell_len(strip.text) == size[0]
        if size[0] >= 60 and not tabs:
            host.detail.panes[EVENT].focus()
            host.detail._scroll.scroll_to(y=0, animate=False, force=True)
            await settle(pilot)
            assert "␛[31mred␛[0m [bold]x[/] [/]" in screen(pilot)


async def test_a_narrow_detail_keeps_dates_and_languages_whole(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(30, 60)) as pilot:
        await settle(pilot)
        assert line_with(pilot, "¶ The Gazette").endswith("6 Mar · en")
        assert line_with(pilot, "¶ Coast Wire").endswith("5 Mar · en")
        assert line_with(pilot, "Rui Costa").rstrip().endswith("2")
