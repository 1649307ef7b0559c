"""How fast the list goes by while a key is held, in a pseudo-terminal of 160 × 50.

Usage: ``python benchmarks/scroll.py FILE.jsonl [--runs N] [--json]``.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from keys import list_of
from measure import Figure, report, warm
from terminal import Frame, Terminal, drawn, shows_events

TABLE = "Scrolling"
PRESSES = 90
REPEAT = 1 / 30
"""Seconds between repeats of a held key."""


def changes(frames: Sequence[Frame]) -> list[float]:
    """Return when the list showed something else."""
    found, before = [], None
    for frame, screen in drawn(frames):
        look = list_of(screen)
        if look != before:
            found.append(frame.at)
        before = look
    return found


def held(file: Path, env: dict[str, str], key: str, every: float) -> tuple[float, float]:
    """Hold a key; return frames a second, and how long the list goes on once the key is let go, in ms."""
    with Terminal((str(file),), env) as terminal:
        terminal.until(shows_events)
        terminal.settle(0.5)
        first = last = terminal.press(key)
        for _ in range(PRESSES - 1):
            terminal.watch(every)
            last = terminal.press(key)
        terminal.settle(0.5)
        moments = [at for at in changes(terminal.frames) if at > first]
    if not moments:
        return 0.0, float("nan")
    return len(moments) / (moments[-1] - first), (moments[-1] - last) * 1000


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Hold Page Down and Down as a keyboard repeats them, and Page Down as fast as a pipe goes."""
    with warm(file) as env:
        for key in ("page down", "down"):
            rates, after = zip(*(held(file, env, key, REPEAT) for _ in range(runs)), strict=True)
            yield Figure(TABLE, f"{key} held, 30 a second: frames", statistics.median(rates), "/s")
            yield Figure(TABLE, f"{key} let go: the list stands after", statistics.median(after), "ms")
        after = [held(file, env, "page down", 0.0)[1] for _ in range(runs)]
    pages = PRESSES / (statistics.median(after) / 1000)
    yield Figure(TABLE, "pages as fast as they can be sent", pages, "pages/s")


if __name__ == "__main__":
    report(measure, __doc__, runs=2)
