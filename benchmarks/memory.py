"""How much memory the explorer holds at most (VmHWM) once a file is open, filtered and gone through.

Usage: ``python benchmarks/memory.py FILE.jsonl [--runs N] [--json]``.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from keys import TYPED, empty_filter, press_all, type_text
from measure import Figure, cold, report, warm
from terminal import Terminal, shows_events

TABLE = "Memory of the explorer"
PEAK = 200.0
"""Target in MB, all in all."""


def peaks(arguments: tuple[str, ...], env: dict[str, str]) -> tuple[float, float, float]:
    """Return the peak in MB after opening, after filters, and after going through the list."""
    with Terminal(arguments, env) as terminal:
        terminal.until(shows_events)
        terminal.watch(1.0)
        opened = terminal.peak_mb()
        for text in TYPED:
            terminal.press("/")
            terminal.settle(0.3)
            for _ in type_text(terminal, text, "", 0.05):
                pass
            terminal.watch(1.0)
            empty_filter(terminal)
        filtered = terminal.peak_mb()
        moves = ["end", "home", "page down", *"---", "end", *"+++", "down", "page up"] * 2
        for _ in press_all(terminal, moves, "", 0.2):
            pass
        terminal.watch(1.0)
        return opened, filtered, terminal.peak_mb()


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Measure the bundled timeline and the file, whose index is in the cache."""
    with cold() as env:
        yield Figure(TABLE, "bundled timeline, opened and used", peaks((), env)[-1], "MB")
    with warm(file) as env:
        opened, filtered, used = zip(*(peaks((str(file),), env) for _ in range(runs)), strict=True)
    yield Figure(TABLE, "opened", statistics.median(opened), "MB", limit=PEAK)
    yield Figure(TABLE, "opened and filtered", statistics.median(filtered), "MB", limit=PEAK)
    yield Figure(TABLE, "opened, filtered, gone through, zoomed", statistics.median(used), "MB", limit=PEAK)


if __name__ == "__main__":
    report(measure, __doc__, runs=1)
