"""How long the event loop of the explorer stands still while it is used, and in which calls.

The longest stalls go to standard error with the calls that the main thread was seen in.

Usage: ``python benchmarks/loop.py FILE.jsonl [--runs N] [--json]``.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from keys import SLOW_QUERY, TYPED, empty_filter, press_all, type_text
from measure import Figure, report, warm
from terminal import Terminal, shows_events

TABLE = "Event loop"
LONGEST = 50.0
"""Target in ms: no stall is longer."""

PROBE = str(Path(__file__).with_name("loop_probe.py"))


@dataclass
class Diary:
    """What was done from when until when."""

    entries: list[tuple[str, float, float]] = field(default_factory=list)

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Write down how long the block takes."""
        start = time.perf_counter()
        yield
        self.entries.append((what, start, time.perf_counter()))


def use(terminal: Terminal, diary: Diary) -> None:
    """Use the explorer as a reader in a hurry does."""
    with diary.doing("moving by lines and pages"):
        for _ in press_all(terminal, ["down"] * 10 + ["page down"] * 15, "", 0.05):
            pass
        terminal.settle()
    with diary.doing("to the end and back"):
        for _ in press_all(terminal, ["end", "home"] * 3, "", 0.3):
            pass
        terminal.settle()
    with diary.doing("zooming out and in"):
        for _ in press_all(terminal, [*"----++++"], "", 0.4):
            pass
        terminal.settle()
    for text in TYPED:
        with diary.doing("opening the filter"):
            terminal.press("/")
            terminal.settle(0.3)
        with diary.doing("typing a filter"):
            for _ in type_text(terminal, text, "", 0.08):
                pass
            terminal.settle(0.5)
        with diary.doing("emptying the filter"):
            empty_filter(terminal)
    with diary.doing("moving while a slow query runs"):
        terminal.press("/")
        terminal.settle(0.3)
        terminal.press(SLOW_QUERY)
        terminal.watch(0.1)
        terminal.press("\t")
        terminal.watch(0.1)
        for _ in press_all(terminal, ["down", "page down", "up"] * 6, "", 0.08):
            pass
    with diary.doing("dropping a slow query"):
        terminal.press("0")
        terminal.settle(0.5)


def stalls(file: Path, env: dict[str, str], runs: int) -> tuple[Diary, list[dict[str, Any]]]:
    """Use the probed explorer; return what was done and how the loop stood still after the first frame."""
    diary = Diary()
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        with Terminal((PROBE, out.name, str(file)), env) as terminal:
            terminal.until(shows_events)
            with diary.doing("after the first frame"):
                terminal.settle(1.0)
            for _ in range(runs):
                use(terminal, diary)
        found = [json.loads(line) for line in Path(out.name).read_text(encoding="utf-8").splitlines()]
    return diary, found


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Measure the longest stall of each thing done."""
    with warm(file) as env:
        diary, found = stalls(file, env, runs)
    longest: dict[str, dict[str, Any]] = {}
    for what, start, end in diary.entries:
        here = [stall for stall in found if start <= stall["at"] - stall["ms"] / 1000 / 2 <= end]
        longest[what] = max([longest.get(what, {"ms": 0.0, "in": {}}), *here], key=lambda stall: stall["ms"])
    for what, stall in longest.items():
        note = ""
        if stall["ms"] > LONGEST:
            note = f"at work {stall['worked']:.0f} ms, collecting garbage {stall['collected']:.0f} ms"
            note += f" (generation {stall['generation']})" if stall["generation"] >= 0 else ""
        yield Figure(TABLE, f"longest stall {what}", stall["ms"], "ms", limit=LONGEST, note=note)
        if stall["ms"] > LONGEST / 2:
            print(f"{stall['ms']:.0f} ms {what}:", file=sys.stderr)
            for calls, seen in stall["in"].items():
                print(f"  {seen} times in {calls}", file=sys.stderr)


if __name__ == "__main__":
    report(measure, __doc__, runs=2)
