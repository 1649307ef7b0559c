"""Time expressions in running text (``find_dates``) and in what people type (``loose_date``)."""

from __future__ import annotations

from timeline_tui.normalize.dates.find import find_dates
from timeline_tui.normalize.dates.loose import loose_date

__all__ = ["find_dates", "loose_date"]
