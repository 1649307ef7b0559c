"""What all measurements share: figures, medians, whole processes with their peak memory, the machine.

Peak memory is read from ``/proc`` while a process runs (Linux only): what ``wait4`` tells would include the
memory of the process that started it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import select
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from importlib import metadata
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("timeline-tui"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured.

    ``table`` and ``name`` say what, ``unit`` is ``ms``, ``s``, ``MB``, ``×`` (a ratio) or what is counted a
    second. ``limit`` is the target: a value at most that, or with ``at_least`` no less. ``size`` is how many
    events the file has. ``note`` says what else matters.
    """

    table: str
    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""
    size: int = 0

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None if there is none."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def target(self) -> str:
        """The target in words."""
        if self.limit is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {shown(self.limit, self.unit)}"

    def __str__(self) -> str:
        """Return a line for a person."""
        mark = {None: "", True: f"  (target {self.target})", False: f"  MISSES {self.target}"}[self.met]
        note = f"  [{self.note}]" if self.note else ""
        return f"{self.table} · {self.name}: {shown(self.value, self.unit)}{mark}{note}"


def shown(value: float, unit: str) -> str:
    """Return a value with three digits that matter, and its unit."""
    if math.isnan(value):
        return "—"
    digits = 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(digits, 3)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} {unit}" if unit and unit != "×" else f"{text}{unit}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of the values do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_of(runs: int, work: Callable[[], float]) -> float:
    """Return the median of what ``work`` returns in ``runs`` calls."""
    return statistics.median(work() for _ in range(runs))


@dataclass(frozen=True, slots=True)
class Ran:
    """A whole process: how long it took, how much memory it held at most, what it printed."""

    seconds: float
    peak_mb: float
    output: str
    code: int


def peak_mb(pid: int | str) -> float:
    """Return the most memory in MB that a living process has held so far (VmHWM); 0 if it cannot be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) / 1024


def family_mb(pid: int) -> list[float]:
    """Return ``peak_mb`` of a process and its descendants, its own first."""
    found = [peak_mb(pid)]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                found += family_mb(int(child))
    except OSError:
        pass
    return found


def run(command: Sequence[str], env: dict[str, str] | None = None, *, every: float = 0.002) -> Ran:
    """Run a whole process, looking at its peak memory as it goes."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | (env or {}),
        )
        handle = os.pidfd_open(process.pid)
        peak = max(family_mb(process.pid))
        while not select.select([handle], [], [], every)[0]:
            peak = max(peak, *family_mb(process.pid))
        seconds = time.perf_counter() - start
        os.close(handle)
        code = process.wait()
        out.seek(0)
        return Ran(seconds, peak or math.nan, out.read().decode("utf-8", "replace"), code)


def ran_well(command: Sequence[str], env: dict[str, str] | None = None) -> Ran:
    """Run a whole process that must succeed.

    Raises:
        RuntimeError: it did not; with the end of what it printed.
    """
    ran = run(command, env)
    if ran.code:
        raise RuntimeError(f"{Path(command[0]).name} ended with {ran.code}: {ran.output[-400:].strip()}")
    return ran


KEPT = "TIMELINE_BENCHMARK_CACHE"
"""Names a folder in which finished indexes are kept from script to script, as ``run.py`` wants it."""


def cache_in(folder: str) -> dict[str, str]:
    """Return an environment in which the program keeps its indexes in ``folder``."""
    return {"XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder, "XDG_DATA_HOME": folder}


@contextmanager
def cold() -> Iterator[dict[str, str]]:
    """Yield an environment without any index; what is made in it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="timeline-benchmark-") as folder:
        yield cache_in(folder)


@contextmanager
def warm(file: Path) -> Iterator[dict[str, str]]:
    """Yield an environment in which ``file`` is indexed."""
    with cold() as env:
        kept = os.environ.get(KEPT)
        env = cache_in(f"{kept}/{file.name}") if kept else env
        ran_well([PROGRAM, "list", str(file), "--count"], env)  # indexes what has no index yet
        yield env


def index_of(env: dict[str, str]) -> Path:
    """Return the finished index in such an environment: the largest, if there are several."""
    found = Path(env["XDG_CACHE_HOME"]).rglob("*.sqlite")
    return max(found, key=lambda path: (path.stat().st_size, path.name))


def events_in(file: Path) -> int:
    """Return how many events a generated file has, as its title says."""
    with file.open(encoding="utf-8") as lines:
        head = lines.readline() + lines.readline()
    words = head.replace('"', " ").split()
    return int(words[words.index("of") + 1]) if "of" in words else 0


def machine() -> dict[str, str]:
    """Describe the machine and the versions that figures depend on; no names of hosts or folders."""
    cpu = platform.processor() or platform.machine()
    try:
        cpus = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        cpu = next(line for line in cpus.splitlines() if line.startswith("model name")).split(": ", 1)[1]
    except (OSError, StopIteration):
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": datetime.now().astimezone().date().isoformat(),
        "processor": f"{cpu}, {len(os.sched_getaffinity(0))} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "Textual": metadata.version("textual"),
        "SQLite": sqlite3.sqlite_version,
    }


def installed(program: str, variable: str) -> str | None:
    """Return where a peer is: what the environment variable names, else on the path; None if nowhere."""
    return os.environ.get(variable) or shutil.which(program)


def report(measure: Callable[..., Iterable[Figure]], purpose: str | None, runs: int) -> None:
    """Run one script: ``SCRIPT [FILE] [--runs N] [--json]``; figures to standard output as they come."""
    parser = argparse.ArgumentParser(description=(purpose or "").partition("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", help="a generated timeline (.jsonl)")
    parser.add_argument("--runs", type=int, default=runs, help=f"how often each is measured [{runs}]")
    parser.add_argument("--json", action="store_true", help="one JSON object a figure")
    asked = parser.parse_args()
    file = asked.file.resolve() if asked.file else None
    size = events_in(file) if file else 0
    for figure in measure(file, asked.runs):
        sized = replace(figure, size=size)
        print(json.dumps(asdict(sized)) if asked.json else sized, flush=True)
