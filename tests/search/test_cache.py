"""The cache of indexes: it makes opening fast, and whatever happens to it, it never makes opening fail."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.search.files import lines_file, toml_file, written
from timeline_tui.model.problems import InputError
from timeline_tui.search import building, cache
from timeline_tui.search.building import IndexedFile, build_index, open_index
from timeline_tui.search.cache import Likeness
from timeline_tui.search.index import Index
from timeline_tui.search.locks import locked
from timeline_tui.search.parse import parse_query
from timeline_tui.search.progress import Progress
from timeline_tui.search.store import write as store_write


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index every file, and take files for settled at once, as they are an hour later."""
    monkeypatch.setattr(building, "SMALL", 0)
    monkeypatch.setattr(Likeness, "is_settled", True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lines_file(tmp_path / "harbour.jsonl")


def indexes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sqlite"))


def left_over(folder: Path) -> list[Path]:
    return sorted(folder.glob("**/*.tmp*"))


def answers(file: IndexedFile) -> bool:
    """Whether the whole timeline is there and can be asked."""
    rows = file.index.search(parse_query("number 7 silva"))
    return len(file.index) == 20 and [event.id for event in file.index.events(rows)] == ["e7", "e17"]


# --- what is kept ---


def test_a_file_is_read_once(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers(open_index(path, folder=folder))

    def no(*_: object, **__: object) -> Any:
        raise AssertionError("the file was read again")

    for name in ("open_jsonl", "read_jsonl"):
        monkeypatch.setattr(building, name, no)
    monkeypatch.setattr(cache, "digest", no)
    file = open_index(path, folder=folder)
    assert answers(file)
    assert file.trouble == ""


def test_the_same_bytes_elsewhere_have_the_same_index(path: Path, folder: Path) -> None:
    open_index(path, folder=folder)
    (copy := path.with_name("copy.jsonl")).write_bytes(path.read_bytes())
    assert answers(open_index(copy, folder=folder))
    assert len(indexes(folder)) == 1


def test_what_a_file_is_read_as_counts(path: Path, folder: Path) -> None:
    text = '{"id": "e1", "title": "One"}'
    open_index(written(path.with_name("one.jsonl"), text), folder=folder)
    with pytest.raises(InputError):
        open_index(written(path.with_name("one.toml"), text), folder=folder)


@pytest.mark.parametrize("again", [False, True])
def test_problems_are_kept_and_name_the_file_they_are_in(tmp_path: Path, folder: Path, again: bool) -> None:
    path = toml_file(tmp_path / "first.toml")
    if again:
        open_index(path, folder=folder)
        path = path.rename(tmp_path / "moved.toml")
    problems = open_index(path, folder=folder).problems
    assert len(problems) == len(list(problems)) > 1
    (problem,) = (one for one in problems if one.severity == "error")
    assert (problem.code, problem.file, problem.id) == ("no-such-month", str(path), "broken")
    assert problem in problems


def test_only_the_owner_can_read_it(path: Path, folder: Path) -> None:
    folder.mkdir(mode=0o755)
    open_index(path, folder=folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert len(files) >= 3
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}


def test_the_folder_is_where_the_user_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.cache_folder() == tmp_path / "timeline-tui"


# --- which file has which bytes ---


def append(path: Path) -> None:
    with path.open("a") as stream:
        stream.write("\n")


def rewrite_in_place(path: Path) -> None:
    times = path.stat()
    text = path.read_text().replace("harbour", "airport")
    path.write_text(text)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def replace(path: Path) -> None:
    times = path.stat()
    other = path.with_name("other")
    other.write_text(path.read_text().replace("harbour", "airport"))
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize("change", [append, rewrite_in_place, replace, os.utime, Path.unlink])
def test_a_file_that_looks_different_is_not_taken_for_the_old_one(
    path: Path, folder: Path, change: Callable[[Path], None]
) -> None:
    open_index(path, folder=folder)
    assert cache.recall(folder, path) == cache.digest(path)
    change(path)
    assert cache.recall(folder, path) is None


def test_a_changed_file_is_indexed_anew(path: Path, folder: Path) -> None:
    open_index(path, folder=folder)
    rewrite_in_place(path)
    index = open_index(path, folder=folder).index
    assert len(index.search(parse_query("airport"))) == 20
    assert len(index.search(parse_query("harbour"))) == 0


def test_a_file_that_was_just_written_is_not_known_by_its_looks(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Likeness, "is_settled", False)
    assert answers(open_index(path, folder=folder))
    assert cache.recall(folder, path) is None
    assert answers(open_index(path, folder=folder))
    assert len(indexes(folder)) == 1


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "[" * 100_000, '{"sha256": 3}', '{"sha256": "../../x"}', "\0\0\0", "{}"],
    ids=lambda text: text[:20],
)
def test_garbage_in_the_table_is_no_answer(path: Path, folder: Path, text: str) -> None:
    open_index(path, folder=folder)
    (note,) = (folder / "seen").iterdir()
    note.write_text(text)
    assert cache.recall(folder, path) is None
    assert answers(open_index(path, folder=folder))
    assert cache.recall(folder, path) is not None


def test_a_table_that_names_another_file_is_no_answer(path: Path, folder: Path) -> None:
    open_index(path, folder=folder)
    (note,) = (folder / "seen").iterdir()
    known = json.loads(note.read_text())
    note.write_text(json.dumps({**known, "path": "/etc/passwd"}))
    assert cache.recall(folder, path) is None


# --- what can go wrong ---


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


# --- pruning ---


def other_version(folder: Path) -> Path:
    old = folder / f"{'a' * 64}.toml.0-0.0.1.sqlite"
    old.write_bytes(b"old")
    return old


def test_indexes_of_other_versions_go(path: Path, folder: Path) -> None:
    cache.prepare(folder)
    old = other_version(folder)
    open_index(path, folder=folder)
    assert not old.exists()
    assert len(indexes(folder)) == 1


def test_the_least_recently_used_go_first(tmp_path: Path, folder: Path) -> None:
    built = [
        build_index(lines_file(tmp_path / f"{name}.jsonl", title=name), folder).place
        for name in ("a", "b", "c")
    ]
    size = built[0].stat().st_size
    for age, index in zip((30, 10, 20), built, strict=True):
        os.utime(index, (1_700_000_000 - age, 1_700_000_000 - age))
    cache.used(built[0])
    cache.prune(folder, most_bytes=2 * size)
    assert indexes(folder) == sorted([built[0], built[1]])
    cache.prune(folder, keep=built[1], most_bytes=0)
    assert indexes(folder) == [built[1]]


def test_what_a_dead_process_left_is_swept(path: Path, folder: Path) -> None:
    target = build_index(path, folder).place
    for name in ("12ab.tmp", "12ab.tmp.stage", "12ab.tmp-journal"):
        (folder / f"{target.name}.{name}").write_bytes(b"half")
    (folder / f"{'b' * 64}.toml.{cache.VERSION}.sqlite.99.tmp").write_bytes(b"half")
    cache.prune(folder)
    assert left_over(folder) == []
    assert answers(open_index(path, folder=folder))


def test_what_somebody_is_making_is_left_alone(path: Path, folder: Path) -> None:
    target = build_index(path, folder).place
    half = folder / f"{target.name}.12ab.tmp"
    half.write_bytes(b"half")
    with locked(target.with_name(target.name + ".lock")):
        cache.prune(folder, most_bytes=0)
        assert half.exists()
        assert target.exists()
    cache.prune(folder, most_bytes=0)
    assert not half.exists()
    assert not target.exists()


def test_progress_is_told(path: Path, folder: Path) -> None:
    seen: list[Progress] = []
    open_index(path, folder=folder, progress=seen.append)
    assert [one.phase for one in seen][:1] == ["reading"]
    assert "searching" in {one.phase for one in seen}
    shares = [one.share for one in seen if one.share is not None]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
