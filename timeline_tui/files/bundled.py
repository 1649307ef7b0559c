"""The timeline that comes with the program: the Alaska summit of 2025."""

from __future__ import annotations

from pathlib import Path

from timeline_tui.files.load import refuse

_NAME = "alaska-summit-2025.toml"


def bundled_timeline() -> Path:
    """Return its path: in ``events/`` of a checkout, or inside the installed package.

    Raises:
        InputError: The installation is not whole.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "bundled", package.parent / "events"):
        if (folder / _NAME).is_file():
            return folder / _NAME
    raise refuse(
        "missing-file",
        "the timeline that comes with the program is missing; install it again, or name a file",
        str(package / "bundled" / _NAME),
    )
