"""How long from process start until a frame holds content, in a pseudo-terminal of 160 × 50.

The bundled timeline; a file that was opened before (its index is in the cache); the index itself; a file
that nobody has opened yet. They take turns with a fresh interpreter that only imports ``textual.app``:
machines are noisy, and only ratios of one run mean something.

Usage: ``python benchmarks/startup.py [FILE.jsonl] [--runs N] [--json]``.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measure import Figure, cold, index_of, report, run, warm
from terminal import Terminal, shows_events

TABLE = "Start-up"
OF_BUNDLED = 1.6
"""Target: a file seen before, of any size, opens in at most this many times what the bundled one takes."""


def first_frame(arguments: Sequence[str], env: dict[str, str]) -> float:
    """Return seconds from process start to the end of the first frame that shows events."""
    with Terminal(arguments, env) as terminal:
        return terminal.until(shows_events) - terminal.started


def importing() -> float:
    """Return seconds that a fresh interpreter needs to import Textual's app."""
    return run([sys.executable, "-c", "import textual.app"]).seconds


def in_turns(ways: dict[str, Sequence[str]], env: dict[str, str], runs: int) -> dict[str, float]:
    """Return the median of each way to start, all by turns after one round that fills the system's caches."""
    taken: dict[str, list[float]] = {name: [] for name in (*ways, "import")}
    for number in range(runs + 1):
        for name, arguments in ways.items():
            seconds = first_frame(arguments, env)
            if number:
                taken[name].append(seconds)
        taken["import"].append(importing())
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def measure(file: Path | None, runs: int) -> Iterator[Figure]:
    """Measure the bundled timeline, and ``file`` in each way it can be opened."""
    if file is None:
        with cold() as env:
            medians = in_turns({"bundled": ()}, env, runs)
        yield from common(medians)
        return
    with warm(file) as env:
        ways = {"bundled": (), "warm": (str(file),), "sqlite": (str(index_of(env)),)}
        medians = in_turns(ways, env, runs)
    yield from common(medians)
    bundled = medians["bundled"]
    yield Figure(TABLE, "opened before: first frame", medians["warm"], "s")
    yield Figure(TABLE, "opened before ÷ bundled", medians["warm"] / bundled, "×", limit=OF_BUNDLED)
    yield Figure(
        TABLE, ".sqlite opened directly ÷ bundled", medians["sqlite"] / bundled, "×", limit=OF_BUNDLED
    )
    firsts = []
    for _ in range(3):
        with cold() as env:
            firsts.append(first_frame((str(file),), env))
    yield Figure(TABLE, "never opened: first frame", statistics.median(firsts), "s")
    yield Figure(TABLE, "never opened ÷ bundled", statistics.median(firsts) / bundled, "×")


def common(medians: dict[str, float]) -> Iterator[Figure]:
    """Return the figures of the bundled timeline."""
    yield Figure(TABLE, "bundled timeline: first frame", medians["bundled"], "s")
    ratio = medians["bundled"] / medians["import"]
    yield Figure(TABLE, "bundled ÷ `import textual.app` in a fresh interpreter", ratio, "×")


if __name__ == "__main__":
    report(measure, __doc__, runs=7)
