"""Whatever happens to the cache, it never makes opening fail."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.search.cache_steps import answers, append, indexes, left_over
from timeline_tui.model.problems import InputError
from timeline_tui.search import cache
from timeline_tui.search.building import build_index, open_index
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.search.store import write as store_write

pytestmark = pytest.mark.usefixtures("every_file_is_large")


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def full_for_sqlite(*_: object, **__: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def full_at_last(target: Path, *_: object, **__: object) -> None:
    target.write_bytes(b"half")
    full()


@pytest.mark.parametrize("fail", [full, full_for_sqlite, full_at_last])
def test_a_full_disk_costs_nothing_but_the_index(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, fail: Callable[..., None]
) -> None:
    monkeypatch.setattr(store_write, "write_index", fail)
    file = open_index(path, folder=folder)
    assert answers(file)
    assert "no" in file.trouble.lower() or "full" in file.trouble
    assert indexes(folder) == left_over(folder) == []


def test_a_folder_that_is_a_file(path: Path, folder: Path) -> None:
    folder.write_text("")
    file = open_index(path, folder=folder)
    assert answers(file)
    assert str(folder) in file.trouble


def test_a_folder_that_cannot_be_made(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = open_index(path, folder=tmp_path / "file" / "cache")
    assert answers(file)
    assert file.trouble


def test_a_folder_that_belongs_to_somebody_else(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    file = open_index(path, folder=folder)
    assert answers(file)
    assert "somebody else" in file.trouble
    assert list(folder.iterdir()) == []


def test_a_folder_that_nobody_may_write_to(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.prepare(folder)
    opened = os.open

    def refuse(name: object, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT and str(name).startswith(str(folder)):
            raise OSError(errno.EROFS, "Read-only file system")
        return opened(name, flags, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    file = open_index(path, folder=folder)
    assert answers(file)
    assert "Read-only" in file.trouble


def test_locks_that_do_not_work_are_done_without(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    file = open_index(path, folder=folder)
    assert answers(file)
    assert file.trouble == ""
    assert len(indexes(folder)) == 1


def cut(index: Path) -> None:
    os.truncate(index, index.stat().st_size // 2)


def overwrite(index: Path) -> None:
    index.write_bytes(b"not an index at all" * 1000)


def empty(index: Path) -> None:
    index.write_bytes(b"")


def link(index: Path) -> None:
    index.rename(index.with_name("elsewhere"))
    index.symlink_to(index.with_name("elsewhere"))


def make_folder(index: Path) -> None:
    index.unlink()
    index.mkdir()


@pytest.mark.parametrize("spoil", [cut, overwrite, empty, link])
def test_a_spoilt_index_is_made_anew(path: Path, folder: Path, spoil: Callable[[Path], None]) -> None:
    open_index(path, folder=folder)
    (index,) = indexes(folder)
    spoil(index)
    file = open_index(path, folder=folder)
    assert answers(file)
    assert file.trouble == ""
    (index,) = indexes(folder)
    assert not index.is_symlink()
    Index.open(index)


def test_a_folder_in_the_place_of_the_index(path: Path, folder: Path) -> None:
    open_index(path, folder=folder)
    make_folder(*indexes(folder))
    file = open_index(path, folder=folder)
    assert answers(file)
    assert file.trouble


def test_a_file_that_changes_while_it_is_read_is_read_again(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, times = store_write.write_index, []

    def and_change(*arguments: Any, **named: Any) -> None:
        write(*arguments, **named)
        times.append(1)
        if len(times) == 1:
            path.write_text(path.read_text().replace("harbour", "airport"))

    monkeypatch.setattr(store_write, "write_index", and_change)
    index = open_index(path, folder=folder).index
    assert len(index.search(parse_query("airport"))) == 20
    assert len(times) == 2
    assert len(indexes(folder)) == 1


def test_a_file_that_never_holds_still_is_read_into_memory(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = store_write.write_index

    def and_change(*arguments: Any, **named: Any) -> None:
        write(*arguments, **named)
        append(path)

    monkeypatch.setattr(store_write, "write_index", and_change)
    file = open_index(path, folder=folder)
    assert answers(file)
    assert "changing" in file.trouble
    assert indexes(folder) == left_over(folder) == []


def test_a_pipe_is_read_into_memory(path: Path, folder: Path) -> None:
    import threading

    pipe = path.with_name("pipe.jsonl")
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(path.read_bytes()), daemon=True)
    writer.start()
    assert answers(open_index(pipe, folder=folder))
    assert not folder.exists()


@pytest.mark.parametrize("name", ["missing.jsonl", "missing.toml", "missing.sqlite"])
def test_a_file_that_is_not_there(tmp_path: Path, folder: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        open_index(tmp_path / name, folder=folder)
    assert caught.value.problem.code == "missing-file"


def test_an_index_can_be_opened_itself(path: Path, folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.sqlite"
    shutil.copy(build_index(path, folder).place, mine)
    assert answers(open_index(mine, folder=folder))
    mine.write_bytes(b"nothing")
    with pytest.raises(InputError) as caught:
        open_index(mine, folder=folder)
    assert caught.value.problem.code == "not-an-index"
