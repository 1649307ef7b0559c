"""Work beside the reader: how a process that runs a function of this package is started; how it gives way."""

from __future__ import annotations

import sys
from pathlib import Path

import timeline_tui

NICE = 10
"""The nice value of processes and threads that work beside the reader: keys and frames come first."""


def command(module: str, function: str, *arguments: str) -> list[str]:
    """Return the command that calls a function of a module of this package with some texts.

    The folder of the package comes last on the path of modules: nothing in the folder that the program was
    started in, and nothing beside the package, can take the place of a module of Python's own.
    """
    start = (
        f"import sys; sys.path.append(sys.argv[1]);"
        f" from {module} import {function} as run; run(*sys.argv[2:])"
    )
    return [sys.executable, "-P", "-c", start, str(Path(timeline_tui.__file__).parent.parent), *arguments]
