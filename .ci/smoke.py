"""Run the installed program: each command once, and the explorer in a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
import tomllib
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("timeline-tui"))
SECONDS = 60


def run(*arguments: str) -> str:
    """Run the program, insist on exit code 0 and return what it printed."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def explorer_shows(text: str) -> bool:
    """Open the explorer on the bundled timeline, wait for ``text``, press q; True if it then exits with 0."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
        os.execv(PROGRAM, [PROGRAM])  # noqa: S606
    seen, asked, until = "", False, time.monotonic() + SECONDS
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 65536).decode(errors="replace")
            except OSError:  # the program has closed its side
                break
        if text in seen and not asked:
            os.write(terminal, b"q")
            asked = True
    _, status = os.waitpid(pid, 0)
    return asked and os.waitstatus_to_exitcode(status) == 0


def main() -> None:
    """Try everything."""
    import timeline_tui
    from timeline_tui.files.bundled import bundled_timeline

    bundled = str(bundled_timeline())
    if "site-packages" not in timeline_tui.__file__:
        raise SystemExit("this is not the installed package")
    print(run("--version").strip())  # noqa: T201
    run("--help")
    run("check", bundled)
    listed = run("list", bundled, "--filter", "lavrov").splitlines()
    exported = tomllib.loads(run("export", bundled, "--filter", "lavrov"))
    if not listed or len(listed) != len(exported["events"]):
        raise SystemExit("list and export disagree")
    if not explorer_shows("Alaska"):
        raise SystemExit("the explorer did not show the bundled timeline and leave on q")
    print(f"installed program works: {len(listed)} events with Lavrov, explorer opens and closes")  # noqa: T201


if __name__ == "__main__":
    main()
