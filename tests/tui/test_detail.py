"""The detail: what its panes say of an event, their cursor, their tabs, and hostile text in them."""

from __future__ import annotations

import threading
from datetime import UTC

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.tui.bridge import bridge, lit, press, screen, settle, until
from timeline_tui.files.toml_reader import read_timeline
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
from timeline_tui.tui import theme
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.detail.counts import Appearances
from timeline_tui.tui.glyphs import ASCII, UNICODE, Glyphs

EVENT, PEOPLE, SAID, VERSIONS, SOURCES = range(5)
SIZES = [(62, 60), (100, 14), (60, 9), (38, 40), (12, 5)]
HOSTILE = "\x1b[31mred\x1b[0m [bold]x[/] [/] ‮drow‬ 漢字 👩‍👩‍👧 é ́\x00 \t end"


class Host(App[None]):
    """Nothing but a detail."""

    CSS = "DetailView { height: 1fr; width: 1fr; }"

    def __init__(
        self, index: Index, event: str, query: str = "", *, tabs: bool = False, glyphs: Glyphs = UNICODE
    ):
        super().__init__()
        for one in theme.THEMES:
            self.register_theme(one)
        self.theme = "timeline-dark"
        self.index, self.event, self.query_text, self.tabs = index, event, query, tabs
        self.detail = DetailView(
            index, zone=zone("Europe/Lisbon"), zones=(UTC, zone("Asia/Tokyo")), glyphs=glyphs
        )
        self.messages: list[DetailView.Narrow | DetailView.OpenSource] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLE_DEFAULTS

    def compose(self) -> ComposeResult:
        yield self.detail

    def on_mount(self) -> None:
        self.detail.tabs = self.tabs
        self.detail.show(
            self.index.row_of(self.event), parse_query(self.query_text) if self.query_text else None
        )

    def on_detail_view_narrow(self, message: DetailView.Narrow) -> None:
        self.messages.append(message)

    def on_detail_view_open_source(self, message: DetailView.OpenSource) -> None:
        self.messages.append(message)

    async def go(self, pilot: Pilot[None], pane: int) -> None:
        self.detail.show_tab(pane)
        self.detail.panes[pane].focus()
        await settle(pilot)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index(read_timeline(bridge(tmp_path_factory.mktemp("bridge"))).timeline)


def lines(pilot: Pilot[None]) -> list[str]:
    return screen(pilot).split("\n")


def line_with(pilot: Pilot[None], words: str) -> str:
    return next(line for line in lines(pilot) if words in line)


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


async def test_a_narrow_detail_keeps_dates_and_languages_whole(index: Index) -> None:
    host = Host(index, "closed")
    async with host.run_test(size=(30, 60)) as pilot:
        await settle(pilot)
        assert line_with(pilot, "¶ The Gazette").endswith("6 Mar · en")
        assert line_with(pilot, "¶ Coast Wire").endswith("5 Mar · en")
        assert line_with(pilot, "Rui Costa").rstrip().endswith("2")


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
