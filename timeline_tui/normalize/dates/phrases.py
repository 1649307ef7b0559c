"""dateparser, for what people type that no rule knows.

It is imported when the first phrase needs it. Its answer counts only where ``DateData.parts`` has the fields
the phrase has: dateparser fills the others from today.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4)
def _parser(base: datetime.date) -> Any:  # noqa: ANN401 - dateparser has no types
    from dateparser.date import DateDataParser

    settings: dict[str, object] = {
        "PREFER_DATES_FROM": "current_period",
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": datetime.datetime(base.year, base.month, base.day),
    }
    return DateDataParser(languages=["en"], settings=settings)


def typed_fields(phrase: str, today: datetime.date) -> tuple[int, int | None, int | None] | None:
    """Return the fields of a typed date that may be relative to ``today`` ("in 3 days"); else None."""
    try:
        found = _parser(today).get_date_data(phrase)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, KeyError):
        return None  # dateparser lets some of its own errors out on odd phrases
    date = found.date_obj
    if date is None or "year" not in found.parts:
        return None
    return (
        date.year,
        date.month if "month" in found.parts else None,
        date.day if "day" in found.parts else None,
    )
