"""Timeline files for the tests of the cache and of what builds into it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

LONG_AGO = time.time() - 3600


def lines_file(path: Path, events: int = 20, *, title: str = "Harbour") -> Path:
    """Write a timeline of lines of JSON that looks as if it had not been touched for an hour."""
    head = {"format": "timeline/1", "title": title, "participants": [{"id": "silva", "name": "Ana Silva"}]}
    lines = [json.dumps(head)]
    for number in range(events):
        event = {
            "id": f"e{number}",
            "when": f"20{number % 90 + 10}-03-05",
            "title": f"Event number {number} at the harbour",
            "participants": [{"who": "silva"}],
        }
        lines.append(json.dumps(event))
    return written(path, "\n".join(lines) + "\n")


def toml_file(path: Path, events: int = 20) -> Path:
    """Write a TOML timeline with one broken date, as old."""
    blocks = ['format = "timeline/1"\ntitle = "Harbour"\n']
    blocks += [
        f'[[events]]\nid = "e{number}"\nwhen = "2024-03-{number % 28 + 1:02}"\ntitle = "Event {number}"\n'
        for number in range(events)
    ]
    blocks.append('[[events]]\nid = "broken"\nwhen = "2024-13"\ntitle = "No such month"\n')
    return written(path, "\n".join(blocks))


def written(path: Path, text: str) -> Path:
    """Write a file whose times lie an hour back, as far as a program can set them."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path
