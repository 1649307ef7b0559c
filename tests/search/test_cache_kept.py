"""What the cache keeps, how it knows a file again, and what it throws away."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.search.cache_steps import answers, append, indexes, left_over
from tests.search.files import lines_file, toml_file, written
from timeline_tui.model.problems import InputError
from timeline_tui.search import building, cache
from timeline_tui.search.building import build_index, open_index
from timeline_tui.search.cache import Likeness
from timeline_tui.search.locks import locked
from timeline_tui.search.parse import parse_query
from timeline_tui.search.progress import Progress

pytestmark = pytest.mark.usefixtures("every_file_is_large")


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


# --- what goes ---


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
