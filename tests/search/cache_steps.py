"""What tests of the cache look at and do to its files."""

from __future__ import annotations

from pathlib import Path

from timeline_tui.search.building import IndexedFile
from timeline_tui.search.parse import parse_query


def indexes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sqlite"))


def left_over(folder: Path) -> list[Path]:
    return sorted(folder.glob("**/*.tmp*"))


def answers(file: IndexedFile) -> bool:
    """Whether the whole timeline is there and can be asked."""
    rows = file.index.search(parse_query("number 7 silva"))
    return len(file.index) == 20 and [event.id for event in file.index.events(rows)] == ["e7", "e17"]


def append(path: Path) -> None:
    with path.open("a") as stream:
        stream.write("\n")
