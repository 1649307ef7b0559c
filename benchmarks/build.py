"""How fast a file is indexed, how large the index is, and how much memory that takes.

Usage: ``python benchmarks/build.py FILE.jsonl [--runs N] [--json]``; a ``.toml`` beside it is measured as
well.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from measure import PROGRAM, Figure, cold, events_in, ran_well, report

TABLE = "Making the index"
RATE = 15_000.0
"""Target in events a second, of lines of JSON."""


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Index the file, and the TOML file beside it if there is one, each time with an empty cache."""
    events = events_in(file)
    for one in (file, file.with_suffix(".toml")):
        if not one.exists():
            continue
        form = one.suffix
        seconds, peak, size = [], 0.0, 0
        for _ in range(runs if events <= 100_000 else 1):
            with cold() as env:
                out = Path(env["XDG_CACHE_HOME"]) / "made.sqlite"
                ran = ran_well([PROGRAM, "index", str(one), "-o", str(out)], env)
                seconds.append(ran.seconds)
                peak, size = max(peak, ran.peak_mb), out.stat().st_size
        took = statistics.median(seconds)
        limit = RATE if form == ".jsonl" and events >= 100_000 else None
        yield Figure(TABLE, f"{form}: events", events / took, "/s", limit=limit, at_least=True)
        yield Figure(TABLE, f"{form}: time", took, "s")
        yield Figure(TABLE, f"{form}: size of the index", size / 1e6, "MB")
        yield Figure(TABLE, f"{form}: index ÷ file", size / one.stat().st_size, "×")
        yield Figure(TABLE, f"{form}: peak memory", peak, "MB")


if __name__ == "__main__":
    report(measure, __doc__, runs=3)
