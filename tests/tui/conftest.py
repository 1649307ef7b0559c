"""What all tests of the explorer share."""

from __future__ import annotations

import pytest

from tests.tui.quiet import wait_until_quiet


@pytest.fixture(autouse=True)
def _certain_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pilot wait for what is certain."""
    monkeypatch.setattr("textual.app.wait_for_idle", wait_until_quiet)
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_until_quiet)
