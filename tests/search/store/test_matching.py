"""Patterns are matched in a process beside, whose trouble nobody notices."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.search.store.test_answers import many, written
from timeline_tui.search import child
from timeline_tui.search.index import Cancelled, Index
from timeline_tui.search.parse import parse_query
from timeline_tui.search.store import matching, run

PAIRS = list(range(0, 1000, 2))


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An index file of which each pattern goes to the process beside, a hundred rows at a time."""
    monkeypatch.setattr(run, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(run, "MATCHED", 100)
    # Here nothing is done in this process because the other one is not ready yet.
    ready = property(lambda matcher: matcher._ready.wait(20))
    monkeypatch.setattr(matching.Matcher, "is_ready", ready)
    return Index.open(written(many(1000), tmp_path))


def matcher(index: Index) -> matching.Matcher:
    found = index.database.matcher
    assert found is not None
    return found


def rows(index: Index, query: str, cancelled: Callable[[], bool] = run.never) -> list[int]:
    return list(index.search(parse_query(query), cancelled=cancelled))


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("/p.ir/", PAIRS),
        ("/l[aeiou]ne|p.ir 1/", list(range(1, 1000, 2))),
        ("-/p.ir/ when:1900", [1, 3, 5, 7, 9]),
        ("/p.ir/ /4\\d pair/", [row for row in PAIRS if row % 100 // 10 == 4]),
        ("/^event 7 l/", [7]),
        ("/q/", []),
    ],
)
def test_it_answers_as_this_process_does(
    index: Index, query: str, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = rows(index, query)
    assert beside == expected
    assert matcher(index)._process is not None
    monkeypatch.setattr(run, "_WORTH_A_PROCESS", 1_000_000)
    assert rows(index, query) == expected
    index.close()


def test_one_process_serves_all_queries_and_ends_with_the_index(index: Index) -> None:
    assert matcher(index)._process is None
    rows(index, "/p.ir/")
    process = matcher(index)._process
    assert process is not None
    rows(index, "/l.ne/")
    assert matcher(index)._process is process
    index.close()
    assert process.poll() is not None


def test_short_work_starts_no_process(tmp_path: Path) -> None:
    index = Index.open(written(many(1000), tmp_path))
    assert rows(index, "/p.ir/") == PAIRS
    assert matcher(index)._process is None


def test_nobody_waits_for_the_process_to_start(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching.Matcher, "is_ready", False)
    monkeypatch.setattr(matching.Matcher, "rows", None)
    assert rows(index, "/p.ir/") == PAIRS
    assert matcher(index)._process is not None
    index.close()


def test_words_are_left_to_sqlite(index: Index) -> None:
    assert rows(index, "pair") == PAIRS
    assert matcher(index)._process is None


def test_several_threads_may_ask(index: Index) -> None:
    found: list[list[int]] = []
    threads = [threading.Thread(target=lambda: found.append(rows(index, "/p.ir/"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [PAIRS] * 4
    index.close()


@pytest.mark.parametrize("answers", [0, 1, 3])
def test_a_process_that_dies_costs_no_answer(
    index: Index, monkeypatch: pytest.MonkeyPatch, answers: int
) -> None:
    asked = 0
    put = matching.Matcher._put

    def dying(self: matching.Matcher, what: matching.Asked) -> None:
        nonlocal asked
        if asked == answers and self._process is not None:
            self._process.kill()
            self._process.wait()
        asked += 1
        put(self, what)

    rows(index, "/x/")
    monkeypatch.setattr(matching.Matcher, "_put", dying)
    assert rows(index, "/p.ir/") == PAIRS
    assert asked == answers + 1, "the rest is done here"
    assert rows(index, "/l.ne/") == list(range(1, 1000, 2))
    index.close()


def test_an_index_dropped_from_the_cache_is_read_on(index: Index) -> None:
    # This process has it open; the one beside finds it gone.
    assert index.database.path is not None
    index.database.path.unlink()
    assert rows(index, "/p.ir/") == PAIRS


def test_a_command_that_cannot_be_run_costs_no_answer(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert rows(index, "/p.ir/") == PAIRS


def test_a_search_given_up_stops_the_process_in_the_middle(index: Index, tmp_path: Path) -> None:
    stuck = matching.Matcher(tmp_path / "t.sqlite")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    looked = 0

    def given_up() -> bool:
        nonlocal looked
        looked += 1
        return looked > 3

    with pytest.raises(matching.GivenUpError):
        stuck.rows((endless, {}, ()), given_up)
    assert stuck._process is None
    asked = iter([False] * 4)
    with pytest.raises(Cancelled):
        rows(index, "/p.ir/", cancelled=lambda: next(asked, True))
    assert rows(index, "/p.ir/") == PAIRS
    index.close()


def test_a_process_ends_when_nobody_holds_its_index(index: Index) -> None:
    rows(index, "/p.ir/")
    lonely = matching.Matcher(index.database.path or Path())
    lonely.rows(("SELECT '1,2'", {}, ()), run.never)
    process = lonely._process
    assert process is not None
    del lonely
    wait_until(lambda: process.poll() is not None)
    index.close()


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    written(many(10), tmp_path)
    reading, writing = os.pipe()
    process = subprocess.Popen(
        child.command(matching.__name__, "answer", str(tmp_path / "t.sqlite")),
        stdin=reading,
        stdout=subprocess.DEVNULL,
    )
    os.close(reading)
    os.close(writing)
    assert process.wait(20) == 0


def test_modules_in_the_folder_one_stands_in_are_not_run(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    (trap / "timeline_tui").mkdir(parents=True)
    for name in ("marshal.py", "sqlite3.py", "queue.py", "timeline_tui/__init__.py"):
        (trap / name).write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')\n")
    monkeypatch.chdir(trap)
    assert rows(index, "/p.ir/") == PAIRS
    assert matcher(index)._process is not None
    assert not (tmp_path / "sprung").exists()
    index.close()
