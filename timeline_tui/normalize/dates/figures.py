"""Lines of figures: scores, results, part numbers, readings. In them a word or number alone is no date.

"Odds: Second Spring 7-2, March Hare 5-1, Friday's Child 20-1" and "ratings 2843, 2787, 2012 and 1999" hold
weekdays, months and years by their letters only. What a word of time leads ("in 1999", "on Friday") or
what is written out ("11 June 1988") stays a date there too.
"""

from __future__ import annotations

import re

_REACH = 160
_END = re.compile(r"[.!?]['\"”’)]?\s+(?=[\"“'‘(]?[A-Z])|\n")
_NUMBER = re.compile(
    r"(?<![\w$€£¥.,:/-])[(#+]?\d[\d.,:/x×–-]*(?![\d%]|\s?(?:%|per\s?cent|percent|million|billion|cents)\b)"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_WORDS_PER_NUMBER = 4


def among_figures(text: str, start: int, end: int, fewest: int = 3) -> bool:
    """Whether the sentence around holds ``fewest`` numbers or more, and one for every four words.

    Sums of money and shares in per cent do not count: they stand in prose as well.
    """
    first = max(0, start - _REACH)
    for stop in _END.finditer(text, first, start):
        first = stop.end()
    stop_after = _END.search(text, end, end + _REACH)
    last = stop_after.start() if stop_after else min(len(text), end + _REACH)
    around = f"{text[first:start]} {text[end:last]}"
    numbers = sum(1 for _ in _NUMBER.finditer(around))
    if numbers < fewest:
        return False
    return numbers * _WORDS_PER_NUMBER >= sum(1 for _ in _WORD.finditer(around))


def in_prose(match: re.Match[str]) -> bool:
    """Accept a phrase that does not stand among figures (a guard for rules that need no other)."""
    return not among_figures(match.string, match.start(), match.end())
