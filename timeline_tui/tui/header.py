"""The top line: what is open, how much there is of it, and the time zone that times are shown in."""

from __future__ import annotations

from dataclasses import dataclass

from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is. ``shown`` is None without a filter."""

    events: int = 0
    people: int = 0
    statements: int = 0
    conflicts: int = 0
    shown: int | None = None


class TopLine(Widget):
    """One line; set ``title``, ``counts``, ``zone`` ("Anchorage AKDT") and ``note`` ("every event")."""

    title: reactive[str] = reactive("")
    counts: reactive[Counts] = reactive(Counts())
    zone: reactive[str] = reactive("")
    note: reactive[str] = reactive("")
