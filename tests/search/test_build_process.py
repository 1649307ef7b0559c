"""Building in a process of its own: it tells how far it is, may be killed at any time, outlives nobody."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.search.files import lines_file, toml_file, written
from timeline_tui.model.problems import InputError
from timeline_tui.search import cache
from timeline_tui.search.build_process import BuildProcess, Stopped
from timeline_tui.search.building import Built, build_index, kind_of
from timeline_tui.search.cache import CacheTrouble
from timeline_tui.search.index import Index
from timeline_tui.search.locks import locked
from timeline_tui.search.parse import parse_query
from timeline_tui.search.progress import Progress, progress_line

EVENTS = 2500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lines_file(tmp_path / "harbour.jsonl", EVENTS)


def no_report(_progress: Progress) -> None:
    """Look at no progress."""


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until, "it did not come to be"
        time.sleep(0.01)


@contextmanager
def held(path: Path, folder: Path, words: str = "") -> Iterator[Path]:
    """Hold the lock of a file's index, as if another process were making it."""
    cache.prepare(folder)
    target = cache.index_path(folder, cache.digest(path), kind_of(path))
    with locked(target.with_name(target.name + ".lock")) as lock:
        lock.tell(words)
        yield target


@contextmanager
def running(process: BuildProcess, report: Callable[[Progress], None]) -> Iterator[Future[Built]]:
    with ThreadPoolExecutor(1) as threads:
        try:
            yield threads.submit(process.run, report)
        finally:
            process.stop()


def test_it_builds_and_tells_how_far_it_is(path: Path, folder: Path) -> None:
    seen: list[Progress] = []
    place = BuildProcess(path, folder).run(seen.append).place
    assert len(Index.open(place)) == EVENTS
    assert seen[0].phase == "reading"
    assert seen[-1].phase == "searching"
    assert seen[-1].events == EVENTS


@pytest.mark.parametrize("name", ["-rf.toml", "a b.jsonl", "…ö\udcff.jsonl", "'; exit.jsonl"])
def test_any_name_will_do(tmp_path: Path, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = (toml_file if name.endswith("toml") else lines_file)(Path(name))
    assert len(Index.open(BuildProcess(path, folder).run(no_report).place)) == 20


def test_nothing_in_the_present_folder_is_run(
    path: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "timeline_tui", "sqlite3", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('pwned', 'w')\n")
    monkeypatch.chdir(tmp_path)
    BuildProcess(path, folder).run(no_report)
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("text", ["", "{}\n" * 500, "PK\x03\x04\0\0"])
def test_what_is_no_timeline_is_said(tmp_path: Path, folder: Path, text: str) -> None:
    path = written(tmp_path / "other.jsonl", text)
    with pytest.raises(InputError) as caught:
        BuildProcess(path, folder).run(no_report)
    assert caught.value.problem.file == str(path)
    assert list(folder.glob("*.sqlite")) == list(folder.glob("*.tmp*")) == []


def test_a_cache_that_cannot_be_used_is_said(path: Path, folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(CacheTrouble, match="cannot be used"):
        BuildProcess(path, folder).run(no_report)


def test_it_imports_nothing_heavy(path: Path, folder: Path) -> None:
    code = (
        "import sys; from timeline_tui.search.build_process import main; main(*sys.argv[1:])\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, str(path), str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, text=True) as process:
        assert process.stderr is not None
        modules = set(process.stderr.read().split())
    assert "sqlite3" in modules
    assert modules.isdisjoint({"textual", "spacy", "trafilatura", "dateparser", "rich"})


# --- two at once ---


def test_who_comes_second_waits_and_uses_what_the_first_made(path: Path, folder: Path) -> None:
    made = build_index(path, folder.with_name("elsewhere")).place
    seen: list[Progress] = []
    with ExitStack() as first, running(BuildProcess(path, folder), seen.append) as second:
        target = first.enter_context(held(path, folder, progress_line(Progress("sorting", 5, 10))))
        wait_until(lambda: Progress("sorting", 5, 10) in seen)
        shutil.copy(made, target)
        inode = target.stat().st_ino
        first.close()
        assert second.result(60).place == target
    assert target.stat().st_ino == inode


HOLDER = """
import sys, time
from pathlib import Path
from timeline_tui.search.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_who_comes_second_takes_over_when_the_first_is_killed(path: Path, folder: Path) -> None:
    cache.prepare(folder)
    target = cache.index_path(folder, cache.digest(path), "jsonl")
    (folder / f"{target.name}.1a2b.tmp").write_bytes(b"half")
    command = [sys.executable, "-c", HOLDER, str(target) + ".lock"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        seen: list[Progress] = []
        with running(BuildProcess(path, folder), seen.append) as second:
            wait_until(lambda: Progress("waiting") in seen)
            first.kill()
            assert second.result(60).place == target
    assert len(Index.open(target)) == EVENTS
    assert list(folder.glob("*.tmp*")) == []


# --- the end of it ---


DYING = """
import os, signal, sys
from pathlib import Path
from timeline_tui.search import building

building._EVERY = 0
left = int(sys.argv[4])

def die(progress):
    global left
    if progress.phase == sys.argv[3]:
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

building.build_index(Path(sys.argv[1]), Path(sys.argv[2]), die)
"""


@pytest.mark.parametrize(
    ("phase", "left"),
    [("reading", 0), ("reading", 1), ("sorting", 0), ("listing", 0), ("searching", 0)],
)
def test_killed_at_any_moment_it_leaves_nothing_that_is_in_the_way(
    path: Path, folder: Path, phase: str, left: int
) -> None:
    command = [sys.executable, "-c", DYING, str(path), str(folder), phase, str(left)]
    done = subprocess.run(command, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert list(folder.glob("*.sqlite")) == []
    assert bool(list(folder.glob("*.tmp*"))) == ((phase, left) != ("reading", 0))
    index = Index.open(build_index(path, folder).place)
    assert len(index.search(parse_query("silva"))) == EVENTS
    assert list(folder.glob("*.tmp*")) == []


def test_its_sudden_end_is_said(path: Path, folder: Path) -> None:
    process = BuildProcess(path, folder)

    def kill(progress: Progress) -> None:
        if progress.phase == "waiting" and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)

    with held(path, folder), pytest.raises(CacheTrouble, match="cut short"):
        process.run(kill)


def test_it_can_be_stopped(path: Path, folder: Path) -> None:
    process = BuildProcess(path, folder)
    seen: list[Progress] = []
    with held(path, folder), running(process, seen.append) as future:
        wait_until(lambda: bool(seen) and seen[-1].phase == "waiting")
        process.stop()
        with pytest.raises(Stopped):
            future.result(60)
    with pytest.raises(Stopped):  # and does not start again
        process.run(seen.append)


PARENT = """
import sys
from pathlib import Path
from timeline_tui.search.build_process import BuildProcess
process = BuildProcess(Path(sys.argv[1]), Path(sys.argv[2]))
process.run(lambda progress: print(process.pid, progress.phase, flush=True))
"""


def test_it_ends_when_its_parent_is_killed_and_has_a_session_of_its_own(path: Path, folder: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(path), str(folder)]
    with held(path, folder), subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        words = parent.stdout.readline().split()
        while words[1:] != ["waiting"]:
            words = parent.stdout.readline().split()
        child = int(words[0])
        assert os.getsid(child) == child != os.getsid(0)
        parent.kill()
        wait_until(lambda: not is_running(child))


def is_running(process: int) -> bool:
    """Whether a process runs; one that ended and that nobody asked about does not."""
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat")
        return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
