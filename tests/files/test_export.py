"""Export as a stream: the same bytes as from memory, bounded memory, whole or not at all."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.files.strategies import timelines
from tests.model.parts import subset
from timeline_tui.files.export import ExportCancelled, export_parts, rebased
from timeline_tui.files.holdable import NULLS, count_lost
from timeline_tui.files.jsonl import read_jsonl
from timeline_tui.files.toml_reader import read_timeline_text
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.files.whole_file import write_whole
from timeline_tui.model.problems import InputError
from timeline_tui.model.subset import without_lists
from timeline_tui.model.timeline import Event, Evidence, Participant, Source, Timeline

HERE = Path("here/t.toml")
THERE = Path("there/deep/t.toml")


@dataclass(frozen=True, slots=True)
class ListedOrigin:
    """Events of a timeline that is in memory; ``ids`` are those that go, None for all."""

    timeline: Timeline
    path: Path | None = None
    ids: frozenset[str] | None = None

    @property
    def head(self) -> Timeline:
        """The timeline without its lists."""
        return without_lists(self.timeline)

    def events(self) -> Iterator[Event]:
        """Yield the events that go."""
        ids = self.ids
        return (event for event in self.timeline.events if ids is None or event.id in ids)

    def participants(self) -> Iterator[Participant]:
        """Yield all participants."""
        return iter(self.timeline.participants)

    def sources(self) -> Iterator[Source]:
        """Yield all sources."""
        return iter(self.timeline.sources)


@settings(max_examples=60)
@given(timelines, st.sets(st.sampled_from(["a", "b", "c", "silva", "x-1"])), st.sampled_from([HERE, THERE]))
def test_the_toml_is_byte_for_byte_that_of_the_part_in_memory(
    timeline: Timeline, ids: set[str], target: Path
) -> None:
    text = "".join(export_parts(ListedOrigin(timeline, HERE, frozenset(ids)), "toml", target))
    assert text == write_timeline(rebased(subset(timeline, ids), HERE, target))


@settings(max_examples=30)
@given(timelines, st.sets(st.sampled_from(["a", "b", "c", "silva", "x-1"])))
def test_the_lines_of_json_say_what_the_toml_says(
    tmp_path_factory: pytest.TempPathFactory, timeline: Timeline, ids: set[str]
) -> None:
    origin = ListedOrigin(timeline, HERE, frozenset(ids))
    lost: Counter[str] = Counter()
    path = tmp_path_factory.mktemp("e") / "t.jsonl"
    write_whole(path, export_parts(origin, "jsonl", THERE, lost=lost))
    if lost:
        return
    text = "".join(export_parts(origin, "toml", THERE))
    assert read_jsonl(path)[0] == read_timeline_text(text, "t").timeline


def test_nulls_which_toml_does_not_have_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"format": "timeline/1", "a": null, "b": [1, null, {"c": null}]}\n'
        '{"id": "e", "title": "T", "mood": null, "claims": [{"field": "f", "value": "v", "x": [null]}]}\n'
        '{"id": "f", "title": "T", "mood": "good"}\n'
    )
    timeline, _ = read_jsonl(path)
    lost: Counter[str] = Counter()
    text = "".join(export_parts(ListedOrigin(timeline), "toml", None, lost=lost))
    again = read_timeline_text(text, "t").timeline
    assert lost == {NULLS: 5}
    assert again.extra() == {"b": [1, {}]}
    assert [event.model_extra for event in again.events] == [{}, {"mood": "good"}]
    assert again.events[0].claims[0].model_extra == {"x": []}
    counted: Counter[str] = Counter()
    count_lost(timeline, "toml", counted)
    assert counted == lost
    lost.clear()
    assert '"mood": null' in "".join(export_parts(ListedOrigin(timeline), "jsonl", None, lost=lost))
    assert not lost


@dataclass
class Endless:
    """Very many events made as they are asked for; counts what was asked."""

    count: int = 20_000
    path: Path | None = None
    passes: int = 0
    made: list[int] = field(default_factory=list)
    head = Timeline(title="Endless")

    def events(self) -> Iterator[Event]:
        self.passes += 1
        for number in range(self.count):
            self.made.append(number)
            yield Event(id=f"e{number}", title="T", evidence=(Evidence(source=f"s{number % 3}", quote="q"),))

    def participants(self) -> Iterator[Participant]:
        return (Participant(id=f"p{number}", name="P") for number in range(3))

    def sources(self) -> Iterator[Source]:
        return (Source(id=f"s{number}") for number in range(9))


def test_events_are_written_while_they_are_read_in_two_passes() -> None:
    origin = Endless()
    parts = export_parts(origin, "toml", None)
    next(parts)
    assert (origin.passes, len(origin.made)) == (1, origin.count)
    origin.made.clear()
    first = next(parts)
    assert origin.passes == 2
    assert len(origin.made) < origin.count / 10
    assert len(first) < 200_000
    rest = "".join(parts)
    assert (first + rest).count("[[events]]") == origin.count
    assert (first + rest).count("[[sources]]") == 3
    assert "[[participants]]" not in first


def test_an_export_tells_how_far_it_is_and_can_be_given_up(tmp_path: Path) -> None:
    told: list[int] = []
    for _ in export_parts(Endless(1000), "jsonl", None, advance=told.append):
        pass
    assert told == sorted(told)
    assert told[-1] == 2000
    path = tmp_path / "t.toml"
    origin = Endless()
    stop = iter([False] * 100 + [True] * 9)
    with pytest.raises(ExportCancelled):
        write_whole(path, export_parts(origin, "toml", path, cancelled=lambda: next(stop)))
    assert origin.passes == 2
    assert list(tmp_path.iterdir()) == []


def broken(error: BaseException) -> Iterator[str]:
    yield "half"
    raise error


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), OSError(5, "the index cannot be read"), ValueError("x"), MemoryError()]
)
def test_what_goes_wrong_while_parts_are_made_leaves_the_old_file(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "t.toml"
    path.write_text("old")
    with pytest.raises(type(error)) as caught:
        write_whole(path, broken(error), force=True)
    assert caught.value is error
    assert [entry.read_text() for entry in tmp_path.iterdir()] == ["old"]


SCRIPT = """
import itertools, resource, signal, sys
from pathlib import Path
from timeline_tui.files.whole_file import write_whole
target = Path(sys.argv[1])
print("ready", flush=True)
for round in itertools.count():
    line = f"line {round}\\n" * 100
    write_whole(target, (line for _ in range(200)), force=True)
"""


def test_a_process_that_is_killed_at_any_moment_leaves_the_old_file_or_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    moments = random.Random(1)  # noqa: S311 -- no secret
    versions = set()
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(moments.random() * 0.06)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if path.exists():
            lines = path.read_text().splitlines()
            assert len(lines) == 20_000
            assert len(set(lines)) == 1
            versions.add(lines[0])
    assert versions, "no process came to write anything"
    left = [entry.name for entry in tmp_path.iterdir() if entry != path]
    assert all(name.startswith(".timeline-tui-") and name.endswith(".tmp") for name in left)


def in_a_process(work: Callable[[], None]) -> int:
    """Run ``work`` in a forked process; return its exit code."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(99)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_full_disk_is_one_clear_message_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text("old")

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            write_whole(path, export_parts(Endless(), "toml", path), force=True)
        except InputError as error:
            os._exit(3 if error.problem.code == "disk-full" and "no room left" in str(error) else 4)

    assert in_a_process(fill) == 3
    assert [entry.read_text() for entry in tmp_path.iterdir()] == ["old"]
