"""A source read in its own context: its text with what the timeline found in it."""

from __future__ import annotations

from timeline_tui.tui.source.document import DocumentView
from timeline_tui.tui.source.reading import Reading, Use, read

__all__ = ["DocumentView", "Reading", "Use", "read"]
