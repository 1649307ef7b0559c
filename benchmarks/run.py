"""Measure everything, at several sizes, and write ``benchmarks/RESULTS.md``.

Usage: ``python benchmarks/run.py [--sizes 10k,100k,1M] [--only PART,…] [--out FILE] [--data FOLDER]``.
What is generated and indexed is kept in FOLDER if that is named, else thrown away. Each part runs as its own
process; one that fails is named in the results and the rest goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from generate import size_of
from measure import KEPT, Figure, machine, shown
from peers import missing

HERE = Path(__file__).resolve().parent
PARTS = (
    "build",
    "startup",
    "cold_open",
    "memory",
    "queries",
    "keys",
    "loop",
    "scroll",
    "toml_open",
    "peers",
)
TOML_AT_MOST = 10_000
"""Larger timelines are kept as lines of JSON."""


def spelled(size: int) -> str:
    """Return a size as people write it."""
    for factor, letter in ((1_000_000, "M"), (1_000, "k")):
        if size % factor == 0:
            return f"{size // factor}{letter}"
    return str(size)


def make_data(size: int, folder: Path) -> Path:
    """Generate the files of one size that are not there yet; return the timeline."""
    suffixes = [".jsonl", ".log", ".csv", *([".toml"] if size <= TOML_AT_MOST else [])]
    for suffix in suffixes:
        out = folder / f"{spelled(size)}{suffix}"
        if not out.exists():
            part = out.with_name(f"part-{out.name}")
            subprocess.run([sys.executable, HERE / "generate.py", str(size), part], check=True)
            part.rename(out)
    return folder / f"{spelled(size)}.jsonl"


def measured(part: str, file: Path, runs: int | None, kept: Path) -> tuple[list[Figure], list[str]]:
    """Run one part on one file; return its figures and what went wrong."""
    command = [sys.executable, str(HERE / f"{part}.py"), str(file), "--json"]
    if runs is not None:
        command += ["--runs", str(runs)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {KEPT: str(kept)}, encoding="utf-8"
    )
    figures = []
    for line in process.stdout or ():
        figure = Figure(**json.loads(line))
        print(f"  {figure}", file=sys.stderr, flush=True)
        figures.append(figure)
    wrong = [f"`{part}` at {spelled(file_size(file))} events did not finish"] if process.wait() else []
    return figures, wrong


def file_size(file: Path) -> int:
    """Return how many events a file has, as its name says."""
    return size_of(file.stem)


def table(name: str, figures: Sequence[Figure], sizes: Sequence[int]) -> list[str]:
    """Return one table: a row a figure, a column a size, growth from size to size, target, notes."""
    names = list(dict.fromkeys(figure.name for figure in figures))
    grows = [f"{spelled(b)} ÷ {spelled(a)}" for a, b in pairwise(sizes)]
    lines = [f"## {name}", ""]
    lines.append(f"| | {' | '.join(map(spelled, sizes))} | {''.join(f'{grow} | ' for grow in grows)}target |")
    lines.append(f"| --- |{' ---: |' * (len(sizes) + len(grows))} --- |")
    notes = []
    for row in names:
        found = {figure.size: figure for figure in figures if figure.name == row}
        cells = [cell(found.get(size)) for size in sizes]
        cells += [growth(found.get(a), found.get(b)) for a, b in pairwise(sizes)]
        target = next((figure.target for figure in reversed(found.values()) if figure.target), "")
        lines.append(f"| {row} | {' | '.join(cells)} | {target} |")
        said = [f"{figure.note} ({spelled(figure.size)})" for figure in found.values() if figure.note]
        if said:
            notes.append(f"{row.split(' `')[0]}: {', '.join(said)}")
    if notes:
        lines += ["", f"{'; '.join(notes)}."]
    return [*lines, ""]


def cell(figure: Figure | None) -> str:
    """Return a value; bold where it misses its target."""
    if figure is None:
        return ""
    value = shown(figure.value, figure.unit)
    return f"**{value}**" if figure.met is False else value


def growth(smaller: Figure | None, larger: Figure | None) -> str:
    """Return by which factor a value grows with the file; nothing for ratios."""
    if smaller is None or larger is None or smaller.unit == "×" or not smaller.value > 0:
        return ""
    return f"{larger.value / smaller.value:.2g}"


def results(figures: Sequence[Figure], wrong: Iterable[str], sizes: Sequence[int]) -> str:
    """Return the whole report."""
    lines = [
        "# What was measured",
        "",
        "Made by `python benchmarks/run.py`; how is told in [README](README.md).",
    ]
    lines += ["", "| | |", "| --- | --- |", *(f"| {key} | {value} |" for key, value in machine().items()), ""]
    goals = [figure for figure in figures if figure.met is not None]
    missed = [figure for figure in goals if not figure.met]
    lines += [f"{len(goals) - len(missed)} of {len(goals)} targets met; what misses its target is **bold**."]
    lines += [f"{peer} is not installed and was left out." for peer in missing()]
    lines += [f"{problem}." for problem in wrong]
    lines.append("")
    for name in dict.fromkeys(figure.table for figure in figures):
        lines += table(name, [figure for figure in figures if figure.table == name], sizes)
    return "\n".join(lines)


def main() -> None:
    """Generate, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="10k,100k,1M", help="how many events [10k,100k,1M]")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts to run, of {', '.join(PARTS)}")
    parser.add_argument("--runs", type=int, help="how often each is measured [as each part thinks right]")
    parser.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--data", type=Path, help="folder to keep generated files and indexes in")
    asked = parser.parse_args()
    sizes = sorted(size_of(size) for size in asked.sizes.split(","))
    parts = asked.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    figures: list[Figure] = []
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="timeline-benchmark-") as scratch:
        folder = (asked.data or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for size in sizes:
            file = make_data(size, folder)
            for part in parts:
                print(f"{spelled(size)} events: {part}", file=sys.stderr, flush=True)
                found, problems = measured(part, file, asked.runs, folder / "indexes")
                figures += found
                wrong += problems
                asked.out.write_text(results(figures, wrong, sizes), encoding="utf-8")
    print(f"written to {asked.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
