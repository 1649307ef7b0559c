"""The detail: all that is known of one event, in five panes."""

from __future__ import annotations

from timeline_tui.tui.detail.view import DetailView

__all__ = ["DetailView"]
