"""What the benchmarks measure with is sound: the generated timelines are valid and always the same."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from timeline_tui.files.jsonl import open_jsonl
from timeline_tui.files.toml_reader import read_timeline
from timeline_tui.model.order import in_order
from timeline_tui.model.problems import Problem
from timeline_tui.model.timeline import Event

FOLDER = Path(__file__).parent.parent / "benchmarks"
SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.py"))
EVENTS = 2_000


@pytest.fixture(autouse=True)
def _as_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))


def generator() -> ModuleType:
    return importlib.import_module("generate")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_imported(name: str) -> None:
    assert importlib.import_module(name).__doc__


def test_the_same_timeline_is_made_in_every_process(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.jsonl" for number in range(2)]
    for file in files:
        command = [sys.executable, str(FOLDER / "generate.py"), str(EVENTS), str(file)]
        subprocess.run(command, check=True, capture_output=True)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert list(generator().made(50, seed=1)) != list(generator().made(50, seed=2))


def test_generated_records_are_sound(tmp_path: Path) -> None:
    file = tmp_path / "made.jsonl"
    generator().generate(EVENTS, file)
    problems: list[Problem] = []
    stream = open_jsonl(file, problems.append)
    events = [record for record in stream.records if isinstance(record, Event)]
    assert problems == []
    assert len(events) == EVENTS
    kinds = Counter(len(event.when) if event.when else 0 for event in events)
    assert kinds[10] > EVENTS / 2  # mostly days
    assert {0, 4, 7, 8, 22, 21} <= set(kinds)  # undated, years, months, about, instants, intervals
    for part in ("statements", "claims", "tags", "place"):
        assert 0 < sum(bool(getattr(event, part)) for event in events) < EVENTS


def test_toml_holds_the_same_timeline(tmp_path: Path) -> None:
    file = tmp_path / "made.toml"
    generator().generate(300, file)
    opened = read_timeline(file)
    assert not [problem for problem in opened.problems if problem.severity == "error"]
    lines = [json.loads(line) for line in generator().lines(300, ".jsonl")]
    assert [event.id for event in opened.timeline.events] == [line["id"] for line in lines if "id" in line]


def test_events_come_in_random_order_unless_sorted() -> None:
    minutes = [event.minute for event in generator().made(500)]
    assert minutes != sorted(minutes)
    in_time = list(generator().made(500, in_order=True))
    assert [event.minute for event in in_time] == sorted(event.minute for event in in_time)


def test_a_log_has_a_line_an_event_in_order_of_time(tmp_path: Path) -> None:
    file = tmp_path / "made.log"
    generator().generate(500, file)
    stamps = [line.split(" ", 1)[0] for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(stamps) == 500
    assert stamps == sorted(stamps)


def test_frequent_words_are_frequent_and_the_needle_is_rare() -> None:
    titles = " ".join(event.title.lower() for event in generator().made(20_000))
    assert titles.split().count("the") > 5_000
    assert titles.count(generator().NEEDLE.lower()) == 3


def test_dated_events_cover_the_years(tmp_path: Path) -> None:
    file = tmp_path / "made.toml"
    generator().generate(500, file)
    dated = [one.when for one in in_order(read_timeline(file).timeline) if one.when is not None]
    years = {int(when.text[:4]) for when in dated}
    assert min(years) < 2000
    assert max(years) > 2020


def test_targets_are_judged_by_their_direction() -> None:
    figure = importlib.import_module("measure").Figure
    assert figure("t", "n", 40.0, "ms", limit=50.0).met is True
    assert figure("t", "n", 60.0, "ms", limit=50.0).met is False
    assert figure("t", "n", 60.0, "/s", limit=50.0, at_least=True).met is True
    assert figure("t", "n", 60.0, "ms").met is None


def test_results_show_growth_and_what_misses_its_target() -> None:
    figure = importlib.import_module("measure").Figure
    run = importlib.import_module("run")
    figures = [
        figure("T", "f", 10.0, "ms", 50.0, size=10_000),
        figure("T", "f", 60.0, "ms", 50.0, size=100_000),
    ]
    text = run.results(figures, ["`x` failed"], [10_000, 100_000])
    assert "| f | 10 ms | **60 ms** | 6 | ≤ 50 ms |" in text
    assert "1 of 2 targets met" in text
    assert "`x` failed." in text
