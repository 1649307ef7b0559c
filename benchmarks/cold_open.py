"""Whether the explorer can be used from the start on a file that nobody has opened yet.

Moves and filters from the first frame on, while the index is being made in the background, and waits for its
end.

Usage: ``python benchmarks/cold_open.py FILE.jsonl [--runs N] [--json]``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from keys import Press, empty_filter, latencies, press_all, type_text
from measure import Figure, cold, percentile, report
from terminal import Screen, Terminal, shows_events

TABLE = "First opening, while the index is made"
FIRST_FRAME = 1.0
"""Target in seconds."""

FRAME = 50.0
"""Target in ms for 95 of 100 keystrokes: as the longest stall of the loop."""

MOVES, LETTERS = "arrow and page", "letter in the filter"
WORD = "minister"


def is_indexed(env: dict[str, str], seen: dict[Path, int]) -> bool:
    """Return whether the cache holds an index that has stopped growing since this was last asked."""
    found = {path: path.stat().st_size for path in Path(env["XDG_CACHE_HOME"]).rglob("*.sqlite")}
    done = bool(found) and found == seen
    seen.clear()
    seen.update(found)
    return done


def answered(screen: Screen) -> bool:
    """Return whether the filter bar shows what it understood."""
    return any(f"{WORD} ×" in line for line in screen.lines[-4:])


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Open, move, filter, wait."""
    del runs
    with cold() as env, Terminal((str(file),), env) as terminal:
        first = terminal.until(shows_events) - terminal.started
        presses: list[Press] = [*press_all(terminal, ["down", "page down"] * 10, MOVES, 0.1)]
        terminal.press("/")
        terminal.settle(0.2, at_most=1)
        presses += type_text(terminal, WORD, LETTERS, 0.09)
        terminal.until(answered, at_most=30)
        frames = list(terminal.frames)
        empty_filter(terminal)
        seen: dict[Path, int] = {}
        family = 0.0
        while not is_indexed(env, seen) and time.perf_counter() - terminal.started < 600:
            terminal.watch(1.0)
            family = max(family, *terminal.family_mb())
        whole = time.perf_counter() - terminal.started
        peak = terminal.peak_mb()
    yield Figure(TABLE, "first frame with events", first, "s", limit=FIRST_FRAME)
    for kind, all_taken in latencies(frames, presses).items():
        if all_taken:
            note = f"{len(all_taken)} keys, longest {max(all_taken):.0f} ms"
            value = percentile(all_taken, 0.95)
            yield Figure(TABLE, f"{kind}: p95", value, "ms", limit=FRAME, note=note)
    yield Figure(TABLE, "the index is whole after, at most", whole, "s")
    yield Figure(TABLE, "peak memory of the explorer meanwhile", peak, "MB")
    yield Figure(TABLE, "… of the largest process of all", family, "MB")


if __name__ == "__main__":
    report(measure, __doc__, runs=1)
