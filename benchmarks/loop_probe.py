"""The explorer with a clock in its event loop: run by ``loop.py``, not by itself.

A task that wants to run every 2 ms notes when it ran late. A thread looks what the main thread is doing
while the clock stands still, and so each stall comes with the calls it was seen in, with how long the main
thread was at work (the rest it waited: for another thread's hold of the interpreter, or for a processor),
and with how long the garbage collector stopped everything.

Usage: ``loop_probe.py OUT FILE`` in a terminal; OUT gets one JSON object a stall when the explorer is left.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from timeline_tui.tui import app
from timeline_tui.tui.app import ExplorerApp

TICK = 0.002
STALL = 0.012
"""Seconds: shorter ones are not written down."""

SAMPLE = 0.004


def where(frame: FrameType | None, depth: int = 7) -> str:
    """Return the innermost calls, outermost first, those of the explorer with their line."""
    calls: list[str] = []
    while frame is not None and len(calls) < depth:
        path = Path(frame.f_code.co_filename)
        calls.append(f"{path.parent.name}/{path.name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " > ".join(reversed(calls))


class Probed(ExplorerApp):
    """The explorer, timed."""

    CSS_PATH = str(Path(app.__file__).with_name("explorer.tcss"))

    def __init__(self, paths: tuple[Path, ...], out: Path) -> None:
        super().__init__(paths)
        self.out = out
        self.ticked = time.perf_counter()
        self.stalls: list[dict[str, object]] = []
        self.seen: Counter[str] = Counter()
        self.main_thread = threading.get_ident()
        self.collecting = self.collected = 0.0
        self.generation = -1
        gc.callbacks.append(self.note_collection)

    def on_mount(self) -> None:
        """Start the clock and the thread that looks."""
        self.clock = asyncio.get_running_loop().create_task(self.tick())
        threading.Thread(target=self.look, daemon=True).start()

    def note_collection(self, phase: str, info: dict[str, int]) -> None:
        """Add up how long the garbage collector runs, and note the oldest generation it looked through."""
        self.generation = max(self.generation, info["generation"])
        if phase == "start":
            self.collecting = time.perf_counter()
        else:
            self.collected += time.perf_counter() - self.collecting

    async def tick(self) -> None:
        """Note every stall."""
        worked = time.thread_time()
        while True:
            await asyncio.sleep(TICK)
            now, work = time.perf_counter(), time.thread_time()
            late = now - self.ticked - TICK
            if late > STALL:
                stall: dict[str, object] = {"at": now, "ms": late * 1000, "worked": (work - worked) * 1000}
                stall |= {"collected": self.collected * 1000, "generation": self.generation}
                self.stalls.append(stall | {"in": dict(self.seen.most_common(4))})
            self.seen, self.collected, self.generation = Counter(), 0.0, -1
            self.ticked, worked = now, work

    def look(self) -> None:
        """Say where the main thread is whenever the clock is late."""
        while True:
            time.sleep(SAMPLE)
            if time.perf_counter() - self.ticked > TICK + SAMPLE:
                self.seen[where(sys._current_frames().get(self.main_thread))] += 1


def main() -> None:
    """Run the explorer until it is left, then write the stalls down."""
    # As the command does once all is imported.
    gc.freeze()
    gc.set_threshold(2_000, 10, 500)
    sys.setswitchinterval(0.0005)
    out, *files = map(Path, sys.argv[1:])
    probed = Probed(tuple(files), out)
    probed.run()
    out.write_text("".join(f"{json.dumps(stall)}\n" for stall in probed.stalls), encoding="utf-8")


if __name__ == "__main__":
    main()
