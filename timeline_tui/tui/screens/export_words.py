"""The words of the export dialog: what goes, in which form, and the first lines of the file."""

from __future__ import annotations

from textual.content import Content

from timeline_tui.search.tally import Tally
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.text import content, cut, visible, width, wrap

_LEFT = 9  # cells before the fields, where their names stand
NUMBERS = 12
"""Cells of the numbers of what goes."""


def what_goes(part: Tally) -> list[tuple[int, str]]:
    """Return how much of what goes, in words that follow the number."""
    statements = sum(part.statements.values())
    modes = [mode for mode in ("direct", "mixed", "indirect") if part.statements[mode]]
    told = ", ".join(f"{part.statements[mode]:,} {mode}" for mode in modes)
    untimed = f", {part.untimed:,} without a clock time" if part.untimed else ""
    return [
        (part.events, noun(part.events, "event") + untimed),
        (statements, noun(statements, "statement") + (f": {told}" if told else "")),
        (part.participants, noun(part.participants, "participant") + ", just those who are named"),
        (part.sources, noun(part.sources, "source") + ", with the passages they stand for"),
        (part.conflicts, noun(part.conflicts, "conflict") + ", every version kept"),
    ]


def goes(count: int, words: str, style: str, cells: int) -> Content:
    """Return a number and its words, wrapped to ``cells``."""
    parts = [content(f"{count:>{NUMBERS},}  ", style=f"bold {style}".strip())]
    for number, (start, end) in enumerate(wrap(words, max(10, cells - NUMBERS - 2))):
        parts.append(content(f"{' ' * (NUMBERS + 2) if number else ''}{words[start:end]}\n", style=style))
    return Content("").join(parts)


def choice(words: str, more: str) -> Content:
    """Return what a choice reads: its name and, quietly, what it is."""
    lead = f"{words:<22}"
    return content(lead + more, [(0, len(lead), "bold"), (len(lead), len(lead + more), "$text-muted")])


def noun(count: int, word: str) -> str:
    """Return the noun in the number that ``count`` asks for."""
    return word if count == 1 else f"{word}s"


def some(count: int, word: str) -> str:
    """Return ``1 event``, ``2,000 events``."""
    return f"{count:,} {noun(count, word)}"


def rule(words: str, cells: int) -> Content:
    """Return a rule across ``cells`` with words in it."""
    mark = choose().rule
    text = f"{mark} {words} {mark * max(0, cells - width(words) - 3)}\n"
    return content(text, [(0, len(text), "$border-blurred"), (2, 2 + len(words), "bold $foreground")])


def line_of_file(line: str, cells: int) -> Content:
    """Return a line of the file: keys plain, values in the colour of words that were said."""
    shown = " " * _LEFT + cut(visible(line), cells - _LEFT)
    at = shown.find(" = ")
    spans = [(0, at, "$time"), (at + 3, len(shown), "$success")] if at >= 0 else []
    return content(shown + "\n", spans, style="$text-muted")
