"""Years of two or three digits, which only histories of old times write without an era: "In 212 it fell".

A text must write BC or AD out with at least two of its years before its bare numbers may be years, and the
words around must leave no other reading: a word of time before, no thing to be counted after. The era is that
of the story at that place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from timeline_tui.normalize.dates.days import full_date, month_date
from timeline_tui.normalize.dates.grammar import Rule
from timeline_tui.normalize.dates.years import season_date, year_date

_ERA = re.compile(r"\d\s?(?:BCE?|B\.C\.(?:E\.)?|AD|CE)(?!\w)|\bA\.?D\.?\s\d")
_FEWEST = 2


@lru_cache(maxsize=4)
def tells_of_antiquity(text: str) -> bool:
    """Whether a text writes an era with at least two years."""
    first = _ERA.search(text)
    return first is not None and _ERA.search(text, first.end()) is not None


_LEADS = re.compile(
    r"(?:\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Bb]efore|[Aa]fter|[Dd]uring|[Tt]hroughout|[Bb]etween|of|"
    r"[Ee]arly(?: in)?|[Ll]ate(?: in)?|(?:[Ff]rom|[Bb]etween) \d{2,3} (?:to|and))\s|\()$"
)
_AMOUNT = re.compile(
    r"\b(?:force|total|army|fleet|garrison|number|average|age|loss|cost|some|maximum|most)\s(?:of|for)\s$"
)
_GOES_ON = re.compile(
    r"[.,;:)](?!\d)|[–-]\d|\s(?:(?:the|a|an|he|she|it|they|his|her|its|their|this|these|and|but|when|while|after|with|"
    r"under|by|to|was|were|had|at|on|as|there|both|another|all|that|until)\b|[A-Z][a-z])|\n|$"
)


def stands_as_year(match: re.Match[str]) -> bool:
    """Accept "In 418 they settled", "the spring of 211": a word of time leads and nothing is counted."""
    text = match.string
    if not tells_of_antiquity(text):
        return False
    groups = match.groupdict()
    if groups.get("season"):
        return True
    if not _GOES_ON.match(text, match.end()):
        return False
    if groups.get("month"):
        return True
    before = text[max(0, match.start() - 24) : match.start()]
    if len(match["ancient"]) == 2 and (
        before.endswith("of ") or re.match(r"\s[A-Z]", text[match.end() :][:2])
    ):
        return False
    return bool(_LEADS.search(before)) and not _AMOUNT.search(before)


_YEAR = r"(?P<ancient>[1-9]\d{1,2})(?![\w%]|[.,:/]\d)"

RULES: tuple[Rule, ...] = (
    Rule("ancient-year", r"{PARTOF}?" + _YEAR, year_date, guard=stands_as_year, typed=False),
    Rule(
        "ancient-day",
        r"(?:[Tt]he\s)?{DAY}\s(?:of\s)?{MONTHNAME},?\s" + _YEAR,
        full_date,
        guard=stands_as_year,
        typed=False,
    ),
    Rule(
        "ancient-month",
        r"{PARTOF}?{MONTHNAME}(?:\sof)?\s(?P<ancient>[1-9]\d\d|3[2-9]|[4-9]\d)(?![\w%]|[.,:/]\d)",
        month_date,
        guard=stands_as_year,
        typed=False,
    ),
    Rule(
        "ancient-season",
        r"{PARTOF}?(?:[Tt]he\s)?{SEASON}\sof\s" + _YEAR,
        season_date,
        guard=stands_as_year,
        typed=False,
    ),
)
