"""How much memory the explorer holds at most (VmHWM) once a file is open, filtered and gone through.

Usage: ``python benchmarks/memory.py FILE.jsonl [--runs N] [--json]``.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from keys import SLOW_QUERY, TYPED, empty_filter, press_all, type_text
from measure import Figure, cold, report, warm
from terminal import Terminal, shows_events

TABLE = "Memory of the explorer"
PEAK = 200.0
"""Target in MB, all in all."""


def peaks(arguments: tuple[str, ...], env: dict[str, str]) -> tuple[float, float, float, float]:
    """Return the peak in MB after opening, after filters, and after going through the list; and with helpers.

    Patterns are matched in a process beside, which the last figure counts.
    """
    with Terminal(arguments, env) as terminal:
        terminal.until(shows_events)
        terminal.watch(1.0)
        opened, together = terminal.peak_mb(), 0.0
        for text in (*TYPED, SLOW_QUERY):
            terminal.press("/")
            terminal.settle(0.3)
            for _ in type_text(terminal, text, "", 0.05):
                pass
            terminal.watch(1.0)
            together = max(together, sum(terminal.family_mb()))
            empty_filter(terminal)
        filtered = terminal.peak_mb()
        moves = ["end", "home", "page down", *"---", "end", *"+++", "down", "page up"] * 2
        for _ in press_all(terminal, moves, "", 0.2):
            pass
        terminal.watch(1.0)
        return opened, filtered, terminal.peak_mb(), max(together, sum(terminal.family_mb()))


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Measure the bundled timeline and the file, whose index is in the cache."""
    with cold() as env:
        yield Figure(TABLE, "bundled timeline, opened and used", peaks((), env)[-1], "MB")
    with warm(file) as env:
        opened, filtered, used, together = zip(*(peaks((str(file),), env) for _ in range(runs)), strict=True)
    yield Figure(TABLE, "opened", statistics.median(opened), "MB", limit=PEAK)
    yield Figure(TABLE, "opened and filtered", statistics.median(filtered), "MB", limit=PEAK)
    yield Figure(TABLE, "opened, filtered, gone through, zoomed", statistics.median(used), "MB", limit=PEAK)
    name = "the same, with the process that matches patterns"
    yield Figure(TABLE, name, statistics.median(together), "MB", limit=PEAK)


if __name__ == "__main__":
    report(measure, __doc__, runs=1)
