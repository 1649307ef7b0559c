"""A small app that shows the detail of an event and nothing else, and what tests read off it."""

from __future__ import annotations

from datetime import UTC

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.tui.bridge import screen, settle
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.tui import theme
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.glyphs import UNICODE, Glyphs

EVENT, PEOPLE, SAID, VERSIONS, SOURCES = range(5)


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


def lines(pilot: Pilot[None]) -> list[str]:
    return screen(pilot).split("\n")


def line_with(pilot: Pilot[None], words: str) -> str:
    return next(line for line in lines(pilot) if words in line)
