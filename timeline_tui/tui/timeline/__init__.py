"""The timeline: every event in order on one spine, drawn line by line."""

from __future__ import annotations

from timeline_tui.tui.timeline.arrangement import Prepared
from timeline_tui.tui.timeline.view import TimelineView

__all__ = ["Prepared", "TimelineView"]
