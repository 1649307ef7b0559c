"""How long from a key to the frame that shows its effect, in a pseudo-terminal of 160 × 50.

Measured from the write of the key to the last byte of the first frame in which the cursor has moved, the list
shows other lines, or the filter bar holds the letter: when the explorer is idle, while a slow query runs, and
for each letter of a query that is typed at speed.

Usage: ``python benchmarks/keys.py FILE.jsonl [--runs N] [--json]``; N times as many keys.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Figure, percentile, report, warm
from terminal import LINES, Frame, Screen, Terminal, drawn, shows_events

TABLE = "Keystroke to frame"
FRAME = 1000 / 60
"""Target in ms: one frame of a 60 Hz screen, for 95 of 100 keystrokes while a query runs."""

SLOW_QUERY = r"/(a|e)\w+ .*(ee|oo|ou)\w* .*(s|d) /"
"""Without a word in it that could be looked up: every event has to be read, and many match."""

TYPED = ("minister", "the said", "quill", "war")
LIST_TOP, LIST_END, LIST_CELLS = 4, LINES - 4, 90


@dataclass(frozen=True, slots=True)
class Press:
    """A key that was pressed, when, and the text the filter bar holds then (None: the list changes)."""

    kind: str
    at: float
    typed: str | None = None


def press_all(terminal: Terminal, keys: Sequence[str], kind: str, every: float) -> Iterator[Press]:
    """Press keys that move, one every so many seconds."""
    for key in keys:
        yield Press(kind or key, terminal.press(key))
        terminal.watch(every)


def type_text(terminal: Terminal, text: str, kind: str, every: float) -> Iterator[Press]:
    """Type into the filter bar, a letter every so many seconds."""
    for end, letter in enumerate(text, 1):
        yield Press(kind, terminal.press(letter), text[:end])
        terminal.watch(every)


def latencies(frames: Sequence[Frame], presses: Sequence[Press]) -> dict[str, list[float]]:
    """Return for each kind of key the milliseconds until its effect was shown; infinite if it never was."""
    found: dict[str, list[float]] = {press.kind: [] for press in presses}
    waiting = list(presses)
    before: object = None
    for frame, screen in drawn(frames):
        look = list_of(screen)
        while waiting and waiting[0].at < frame.at and shows(screen, waiting[0], before, look):
            press = waiting.pop(0)
            found[press.kind].append((frame.at - press.at) * 1000)
        if len(waiting) > 1 and waiting[1].at < frame.at:
            lost = waiting.pop(0)  # the next key came first: nothing to see, as at the end of the list
            if lost.typed is not None:
                found[lost.kind].append((frame.at - lost.at) * 1000)
        before = look
    return found


def shows(screen: Screen, press: Press, before: object, now: object) -> bool:
    """Return whether the screen shows what the key did."""
    if press.typed is None:
        return before != now
    return any(line.lstrip().startswith(f"/ {press.typed}") for line in screen.lines[-4:])


def list_of(screen: Screen) -> object:
    """Return what the list of events looks like, the cursor in it included."""
    return screen.looks(LIST_TOP, LIST_END, 0, LIST_CELLS)


def empty_filter(terminal: Terminal) -> None:
    """Empty the filter and go back to the list."""
    terminal.press("escape")
    terminal.settle(0.3)
    terminal.press("0")
    terminal.settle(0.3)


def session(file: Path, env: dict[str, str], runs: int) -> tuple[dict[str, list[float]], int]:
    """Drive the explorer and return the milliseconds of each kind of key, and how many bytes a frame has."""
    presses: list[Press] = []
    with Terminal((str(file),), env) as terminal:
        terminal.until(shows_events)
        terminal.settle(1.0)
        for _ in range(runs):
            presses += press_all(terminal, ["down"] * 12, "arrow, idle", 0.15)
            presses += press_all(terminal, ["page down"] * 8, "page, idle", 0.2)
            presses += press_all(terminal, ["end", "home"] * 3, "end and home, idle", 0.3)
            for text in TYPED:
                terminal.press("/")
                terminal.settle(0.3)
                presses += type_text(terminal, text, "letter while the query before it runs", 0.09)
                terminal.settle(0.5)
                empty_filter(terminal)
            terminal.press("/")
            terminal.settle(0.3)
            terminal.press(SLOW_QUERY)
            terminal.watch(0.1)
            terminal.press("\t")
            terminal.watch(0.15)
            presses += press_all(terminal, ["down", "up"] * 8, "arrow while a query runs", 0.1)
            presses += press_all(terminal, ["page down", "page up"] * 4, "page while a query runs", 0.12)
            terminal.press("0")
            terminal.settle(0.5)
        frames = terminal.frames
    return latencies(frames, presses), round(statistics.mean(len(frame.data) for frame in frames))


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Measure all kinds of keys."""
    with warm(file) as env:
        found, size = session(file, env, runs)
    for kind, taken in found.items():
        if not taken:
            yield Figure(TABLE, f"{kind}: p50", float("nan"), "ms", note="no effect was seen")
            continue
        note = f"{len(taken)} keys, longest {max(taken):.1f} ms"
        limit = FRAME if "runs" in kind else None
        yield Figure(TABLE, f"{kind}: p50", percentile(taken, 0.5), "ms")
        yield Figure(TABLE, f"{kind}: p95", percentile(taken, 0.95), "ms", limit=limit, note=note)
    yield Figure(TABLE, "bytes a frame", size / 1000, "kB")


if __name__ == "__main__":
    report(measure, __doc__, runs=3)
