"""How far an index in the making is, and how processes tell each other: in lines of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

REACHED = {"sorting": 0.6, "listing": 0.75, "searching": 0.85}
"""How much of the work is done when these phases begin, as measured with a million events."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an index is: ``events`` of about ``estimate`` (0: nobody knows yet).

    ``phase`` is "reading", then "sorting", "listing" and "searching" while the index is put together, or
    "waiting" for another process that makes the same index.
    """

    phase: str
    events: int = 0
    estimate: int = 0

    @property
    def share(self) -> float | None:
        """How much is done, from 0 to 1; None if that cannot be said."""
        if self.phase in REACHED:
            return REACHED[self.phase]
        return REACHED["sorting"] * min(1.0, self.events / self.estimate) if self.events else None


def progress_line(progress: Progress) -> str:
    """Return progress as a line of JSON."""
    return json.dumps(asdict(progress))


def progress_told(words: str) -> Progress | None:
    """Return the progress that somebody else's line tells; None if it is none."""
    try:
        return read_progress(json.loads(words))
    except (ValueError, RecursionError):
        return None


def read_progress(told: object) -> Progress | None:
    """Return the progress in what ``progress_line`` wrote, once it is read as JSON."""
    if not isinstance(told, dict):
        return None
    phase, events, estimate = told.get("phase"), told.get("events"), told.get("estimate")
    if phase in {"reading", "waiting", *REACHED} and isinstance(events, int) and isinstance(estimate, int):
        return Progress(phase, events, estimate)
    return None
