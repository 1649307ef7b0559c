"""Whole processes side by side: open the same records, filter by a word, count; time and peak memory.

By turns: this program with its index in the cache, lnav on a log, VisiData on a table, ripgrep on the
timeline file, a scan in plain Python. A peer that is not installed is left out, which is said. ``LNAV``,
``VD`` and ``RG`` in the environment name them where they are not on the path.

Usage: ``python benchmarks/peers.py FILE.jsonl [--runs N] [--json]``; the ``.log`` and ``.csv`` stand beside
FILE.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import PROGRAM, Figure, Ran, events_in, installed, ran_well, report, warm

WORDS = {"frequent": "minister", "rare": "quillfeather"}
LARGE = 1_000_000
"""From so many events on the target is to be faster than lnav; below, starting Python takes longest."""

OURS = "timeline-tui list --filter --count"
SCAN = """
import sys
word, count = sys.argv[2].casefold(), 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        count += word in line.casefold()
print(count)
"""


def commands(file: Path, word: str, scratch: Path) -> dict[str, list[str]]:
    """Return how each program that is installed opens the records and filters them."""
    found = {OURS: [PROGRAM, "list", str(file), "--filter", word, "--count"]}
    lnav, visidata, ripgrep = installed("lnav", "LNAV"), installed("vd", "VD"), installed("rg", "RG")
    log, table = file.with_suffix(".log"), file.with_suffix(".csv")
    if lnav and log.exists():
        found["lnav, filter-in"] = [lnav, "-n", "-q", "-c", f":filter-in {word}", str(log)]
    if visidata and table.exists():
        replay = scratch / f"{word}.vdj"
        select = {
            "sheet": table.stem,
            "col": "text",
            "row": "",
            "longname": "select-col-regex",
            "input": word,
        }
        steps = (select, {"sheet": table.stem, "longname": "dup-selected"})
        replay.write_text("#!vd -p\n" + "".join(f"{json.dumps(step)}\n" for step in steps), encoding="utf-8")
        out = str(scratch / "out.csv")
        found["VisiData, select-col-regex"] = [visidata, "-b", str(table), "-p", str(replay), "-o", out]
    if ripgrep:
        found["ripgrep -ic on the file"] = [ripgrep, "-ic", word, str(file)]
    found["Python, a loop over the lines"] = [sys.executable, "-c", SCAN, str(file), word]
    return found


def missing() -> list[str]:
    """Return the peers that are not installed."""
    peers = {"lnav": "LNAV", "VisiData": "VD", "ripgrep": "RG"}
    programs = {"lnav": "lnav", "VisiData": "vd", "ripgrep": "rg"}
    return [peer for peer, variable in peers.items() if not installed(programs[peer], variable)]


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Run all programs by turns, for a frequent and for a rare word."""
    for peer in missing():
        print(f"{peer} is not installed and is left out", file=sys.stderr)
    with warm(file) as env, tempfile.TemporaryDirectory(prefix="timeline-benchmark-") as scratch:
        env |= {"HOME": scratch}
        for kind, word in WORDS.items():
            ways = commands(file, word, Path(scratch))
            ran: dict[str, list[Ran]] = {name: [] for name in ways}
            for number in range(runs + 1):
                for name, command in ways.items():
                    one = ran_well(command, env)
                    if number:
                        ran[name].append(one)
            seconds = {name: statistics.median(one.seconds for one in all_) for name, all_ in ran.items()}
            table = f"Peers: open, filter by a {kind} word, count"
            for name, taken in seconds.items():
                peak = max(one.peak_mb for one in ran[name])
                yield Figure(table, f"{name}: time", taken, "s")
                yield Figure(table, f"{name}: peak memory", peak, "MB")
            for name in list(seconds)[1:]:
                limit = 1.0 if "lnav" in name and events_in(file) >= LARGE else None
                yield Figure(table, f"this ÷ {name}", seconds[OURS] / seconds[name], "×", limit=limit)


if __name__ == "__main__":
    report(measure, __doc__, runs=3)
