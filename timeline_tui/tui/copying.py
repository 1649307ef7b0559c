"""Text for the clipboard: words with the source they come from, and nothing a terminal would obey."""

from __future__ import annotations

from textual.app import App

from timeline_tui.model.literal import literal


def passage_text(words: str, *known: str | None, url: str | None = None) -> str:
    """Return words in quotation marks, who is behind them on the next line, then the address."""
    said = words if "“" in words else f"“{words}”"
    behind = ", ".join(one for one in known if one)
    return "\n".join(filter(None, (said, f"— {behind}" if behind else "", url)))


def copy(app: App[None], text: str, what: str) -> None:
    """Put ``text`` on the clipboard and say so; control characters become visible ones."""
    if text:
        app.copy_to_clipboard(literal(text, keep_newlines=True))
        app.notify(f"Copied: {what}.", markup=False, timeout=3)
