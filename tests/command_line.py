"""The program as its users call it, and a small timeline to call it on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = [sys.executable, "-m", "timeline_tui"]


SMALL = """\
format = "timeline/1"
title = "Bridge"
timezone = "Europe/Lisbon"

[[sources]]
id = "gazette"

[[sources]]
id = "unused"

[[participants]]
id = "silva"
name = "Ana Silva"

[[participants]]
id = "nobody"
name = "Not Needed"

[[events]]
id = "bridge-closed"
when = "2024-03-05"
title = "Bridge closed"
participants = [
  { who = "silva" },
]
evidence = [
  { source = "gazette", quote = "closed" },
]

[[events]]
id = "bridge-open"
when = "2024-03-08"
title = "Bridge open again"
evidence = [
  { source = "gazette", quote = "open" },
]
"""


def run(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        timeout=120,
        check=False,
    )


def small_file(folder: Path) -> Path:
    """Write the small timeline into a folder."""
    path = folder / "bridge.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path
