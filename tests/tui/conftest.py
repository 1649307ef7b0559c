"""What all tests of the explorer share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.bridge import bridge
from tests.tui.quiet import wait_until_quiet
from timeline_tui.files.toml_reader import read_timeline
from timeline_tui.search.index import Index
from timeline_tui.tui.timeline import TimelineView


@pytest.fixture(autouse=True)
def _certain_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pilot wait for what is certain."""
    monkeypatch.setattr("textual.app.wait_for_idle", wait_until_quiet)
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_until_quiet)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the timeline of the bridge, its documents beside it."""
    return bridge(tmp_path / "bridge")


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of the timeline of the bridge, to be read only."""
    return Index(read_timeline(bridge(tmp_path_factory.mktemp("bridge"))).timeline)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What each line says that a timeline draws afresh, in the order of drawing."""
    drawn: list[object] = []
    draw = TimelineView.draw

    def counting(self: TimelineView, what: tuple[object, ...], look: object) -> object:
        drawn.append(what)
        return draw(self, what, look)  # type: ignore[arg-type]

    monkeypatch.setattr(TimelineView, "draw", counting)
    return drawn
