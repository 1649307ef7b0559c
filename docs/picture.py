"""Draw the picture of the README: the explorer on the bundled timeline, as SVG.

Usage: ``uv run python docs/picture.py [FILE] [COLUMNS ROWS] [KEYS...]``. Keys are pressed before the picture
is taken ("slash", "l", "enter").
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from timeline_tui.files.bundled import bundled_timeline
from timeline_tui.tui.app import ExplorerApp

DEFAULT_KEYS = ["t", *"15", "space", *"aug", "space", *"2025", "space", *"15:00", "enter"]


async def picture(columns: int, rows: int, keys: list[str]) -> str:
    """Return the SVG of the explorer after ``keys``."""
    app = ExplorerApp([bundled_timeline()])
    async with app.run_test(size=(columns, rows)) as pilot:
        await pilot.pause(1.0)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        await pilot.pause(1.0)
        svg = app.export_screenshot(title="timeline-tui")
    # Runs of spaces must survive, and a picture in a repository loads nothing from elsewhere: viewers use the
    # monospace font that they have.
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Write the picture."""
    arguments = sys.argv[1:]
    target = Path(arguments.pop(0) if arguments else Path(__file__).with_name("explorer.svg"))
    columns, rows = (int(arguments.pop(0)), int(arguments.pop(0))) if len(arguments) >= 2 else (150, 44)
    target.write_text(asyncio.run(picture(columns, rows, arguments or DEFAULT_KEYS)), encoding="utf-8")


if __name__ == "__main__":
    main()
