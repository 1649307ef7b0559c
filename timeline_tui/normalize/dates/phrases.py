"""dateparser, for full dates in an order or punctuation that no rule of the grammar knows.

It is imported when the first such phrase comes. It fills what a phrase leaves out from today, and finds dates
in words that are none, so that it is asked only about phrases with a year in digits, and its answer counts
only where ``DateData.parts`` says that year, month and day all stood in the phrase.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_ANY_DAY = datetime.datetime(2000, 1, 1)


@cache
def _parser() -> Any:  # noqa: ANN401 - dateparser has no types
    from dateparser.date import DateDataParser

    settings: dict[str, object] = {"PREFER_DATES_FROM": "current_period", "RELATIVE_BASE": _ANY_DAY}
    return DateDataParser(languages=["en"], settings=settings)


def full_date(phrase: str) -> str | None:
    """Return a date with day, month in letters and year as EDTF: "Aug. 15th, in 2025" and the like.

    >>> full_date("2025, August the 15th")
    '2025-08-15'
    """
    years = _YEAR.findall(phrase)
    if len(years) != 1 or not _LETTERS.search(phrase):
        return None
    try:
        found = _parser().get_date_data(phrase)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, KeyError):
        return None  # dateparser lets some of its own errors out on odd phrases
    date = found.date_obj
    if date is None or found.period != "day" or not {"day", "month", "year"} <= set(found.parts):
        return None
    return f"{date:%Y-%m-%d}" if str(date.year) == years[0] else None
