"""Exporting a part of a timeline: a complete timeline of its own, wherever it is written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.subset import subset
from timeline_tui.model.timeline import Source, Timeline


def export_text(
    timeline: Timeline, event_ids: Iterable[str], origin: Path | None, target: Path | None
) -> str:
    """Return the chosen events as the text of a complete timeline with just what they need.

    ``origin`` is the file the timeline was read from and ``target`` the file the text is for (None: the
    working folder). The sources' documents stay where they are; their relative paths are made to lead there
    from ``target``.
    """
    return write_timeline(rebased(subset(timeline, event_ids), origin, target))


def rebased(timeline: Timeline, origin: Path | None, target: Path | None) -> Timeline:
    """Return the timeline with its sources' document paths relative to ``target`` instead of ``origin``."""
    old = (origin.parent if origin else Path()).resolve()
    new = (target.parent if target else Path()).resolve()
    if old == new:
        return timeline
    return timeline.model_copy(
        update={"sources": tuple(_rebased(source, old, new) for source in timeline.sources)}
    )


def _rebased(source: Source, old: Path, new: Path) -> Source:
    if source.document is None or Path(source.document).is_absolute():
        return source
    path = Path(os.path.relpath(old / source.document, new)).as_posix()
    return source.model_copy(update={"document": path})
