"""What panes scroll in."""

from __future__ import annotations

from textual.containers import VerticalScroll

from timeline_tui.tui.detail.pane import Pane


class DetailScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Panes over each other; it takes no focus and binds no keys."""

    DEFAULT_CSS = """
    DetailScroll {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        background: $background;
        & > Pane { margin-bottom: 1; }
    }
    """

    def reveal(self, message: Pane.Reveal) -> None:
        """Scroll as little as needed to see lines of a pane, the first of them rather than the last."""
        top = message.pane.virtual_region.y
        height = self.scrollable_content_region.height
        first, after = top + message.first, top + message.after
        at = self.scroll_offset.y
        wanted = min(max(at, after - height), first)
        if wanted != at:
            self.scroll_to(y=wanted, animate=False, force=True)
