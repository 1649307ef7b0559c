"""How the explorer looks at its three sizes, held as pictures; `pytest --snapshot-update` takes them anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.bridge import MEDIUM, NARROW, WIDE, bridge, explorer, press, settle
from timeline_tui.tui import session


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App[None]:
    monkeypatch.setattr(session, "_readers_zone", lambda: UTC)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return explorer(bridge(tmp_path / "bridge"))


def to(*keys: str) -> Callable[[Pilot[None]], object]:
    async def walk(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return walk


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ("down", "down"), id="wide"),
        pytest.param(WIDE, ("down", "down", "T"), id="wide-light"),
        pytest.param(MEDIUM, ("down", "down", "3"), id="medium"),
        pytest.param(NARROW, ("down", "down", "3"), id="narrow"),
        pytest.param(WIDE, ("down", "down", "o"), id="source"),
        pytest.param(WIDE, ("f", "down"), id="facets"),
    ],
)
def test_look(
    app: App[None],
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=to(*keys))
