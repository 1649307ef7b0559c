"""How long a TOML file takes that nobody has opened yet, against ``tomli`` alone on the same text.

First frame less the start-up of the bundled timeline, by turns.

Usage: ``python benchmarks/toml_open.py FILE [--runs N] [--json]``; FILE is a ``.toml``, or has one beside it.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

import tomli
from measure import Figure, cold, report, timed, warm
from startup import first_frame

TABLE = "TOML"
OF_TOMLI = 2.5
"""Target: the first frame of 10,000 events, start-up not counted, in so many times what tomli takes."""


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Measure the first opening and the second."""
    toml = file.with_suffix(".toml")
    if not toml.exists():
        return
    text = toml.read_text(encoding="utf-8")
    parsing, opening, bundled = [], [], []
    for _ in range(runs):
        parsing.append(timed(lambda: tomli.loads(text)))
        with cold() as env:
            bundled.append(first_frame((), env))
            opening.append(first_frame((str(toml),), env))
    base, parse = statistics.median(bundled), statistics.median(parsing)
    first = statistics.median(opening) - base
    yield Figure(TABLE, "tomli alone", parse, "s")
    yield Figure(TABLE, "first opening, start-up not counted", first, "s")
    yield Figure(TABLE, "first opening ÷ tomli alone", first / parse, "×", limit=OF_TOMLI)
    with warm(toml) as env:
        again = statistics.median(first_frame((str(toml),), env) for _ in range(runs))
    yield Figure(TABLE, "opened before ÷ bundled timeline", again / base, "×")


if __name__ == "__main__":
    report(measure, __doc__, runs=5)
