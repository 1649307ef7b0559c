"""What is typed or pasted into a field, drawn safely: the field keeps the text as it is."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.text import Text

from timeline_tui.tui.text import visible


class Literally(Highlighter):
    """Makes control characters in an ``Input`` visible, which Textual would send to the terminal."""

    def highlight(self, text: Text) -> None:
        """Replace each dangerous code point by a visible one."""
        text.plain = visible(text.plain)
