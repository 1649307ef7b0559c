"""What the tests of the cache and of what is built into it share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.files import lines_file
from timeline_tui.search import building
from timeline_tui.search.cache import Likeness


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the cache, not made yet."""
    return tmp_path / "cache"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A timeline to be indexed."""
    return lines_file(tmp_path / "harbour.jsonl")


@pytest.fixture
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index every file, and take files for settled at once, as they are an hour later."""
    monkeypatch.setattr(building, "SMALL", 0)
    monkeypatch.setattr(Likeness, "is_settled", True)
