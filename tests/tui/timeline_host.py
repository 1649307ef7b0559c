"""A small app that shows a timeline and nothing else, and what tests read off it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message

from tests.tui.small import TIMELINE
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.tui import theme
from timeline_tui.tui.glyphs import UNICODE, Glyphs
from timeline_tui.tui.timeline import TimelineView


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
