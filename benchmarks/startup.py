"""How long until the first frame of content, against ``python -c "import textual.app"`` in the same run.

Runs both by turns in a pseudo-terminal of 120 x 40 and prints medians and their ratio; these machines are
noisy, so only the ratio means something. Usage: ``uv run python benchmarks/startup.py [RUNS]``.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("timeline-tui"))
CONTENT = "Alaska"  # a word of the bundled timeline's title: the first frame that shows it is content


def first_frame() -> float:
    """Seconds from process start until the screen holds content."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
        os.execv(PROGRAM, [PROGRAM])  # noqa: S606
    seen = b""
    while CONTENT.encode() not in seen:
        if select.select([terminal], [], [], 20)[0]:
            seen += os.read(terminal, 65536)
    seconds = time.perf_counter() - start
    os.write(terminal, b"q")
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass
    os.waitpid(pid, 0)
    os.close(terminal)
    return seconds


def importing() -> float:
    """Seconds a fresh interpreter needs to import Textual's app."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure by turns and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    first_frame(), importing()  # fill the file cache and the bytecode
    frames, imports = zip(*((first_frame(), importing()) for _ in range(runs)), strict=True)
    frame, base = statistics.median(frames), statistics.median(imports)
    print(
        f"first frame {frame:.3f} s, import textual.app {base:.3f} s, ratio {frame / base:.2f} ({runs} runs)"
    )


if __name__ == "__main__":
    main()
