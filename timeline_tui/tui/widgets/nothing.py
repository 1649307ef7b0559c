"""What stands in the timeline's place when a filter lets nothing through."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from timeline_tui.model.display import display
from timeline_tui.search.explain import Explanation
from timeline_tui.search.highlight import highlight
from timeline_tui.search.index import Index
from timeline_tui.search.parse import Query
from timeline_tui.tui.text import content, cut, fit, visible


class NothingFound(Static):
    """Says per term how much it alone lets through, the nearest event, and the keys that help."""

    DEFAULT_CSS = """
    NothingFound { padding: 3 4 1 14; background: $background; color: $foreground; height: 1fr; width: 1fr; }
    NothingFound.-narrow { padding: 1 1 0 3; }
    """

    def explain(self, index: Index, query: Query, why: Explanation) -> None:
        """Show why ``query`` lets nothing through."""
        parts = [
            content(
                "Nothing matches all of this\n\n" if len(why.counts) > 1 else "Nothing matches\n\n",
                style="bold",
            )
        ]
        cells = max(5, *(len(f"{one.count:,}") for one in why.counts))
        for one in why.counts:
            start, end = one.term.span
            events = "event" if one.count == 1 else "events"
            words = f"{events} left out by it" if one.term.negated else f"{events} without the other terms"
            parts += [
                content(fit(visible(query.text[start:end]), 22)),
                content(f"{one.count:>{cells},}", style="bold"),
                content(f"  {words if len(why.counts) > 1 else events}\n", style="$text-muted"),
            ]
        if why.nearest is not None:
            dated = index.rows[why.nearest]
            title = cut(visible(dated.event.title), 60)
            when = display(dated.when, index.zone) if dated.when else "undated"
            hits = [(start, end, "$match-text on $accent") for start, end in highlight(query, title)]
            parts += [
                content("\nNearest  ", style="$text-muted"),
                content(f"{when}  ", style="$time"),
                content(title, hits),
                content("\n"),
            ]
        keys = [("Esc", "drop the last term"), ("0", "drop all")]
        if why.nearest is not None:
            keys.append(("Enter", "go to the nearest"))
        parts.append(content("\n"))
        for key, words in keys:
            parts += [content(key, style="bold $primary"), content(f" {words}   ", style="$text-muted")]
        self.update(Content("").join(parts))
