"""Repeated times, TIMEX3 SET: "every Friday", "daily", "twice a month", "$2 million a day".

Annotators of news write what repeats as its period ("every year" is P1Y), those of histories as an open date
(XXXX); weekdays and parts of the day are open dates for both.
"""

from __future__ import annotations

import re

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.durations import period
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule
from timeline_tui.normalize.dates.guards import is_speed
from timeline_tui.normalize.dates.lexicon import month_number, number, weekday_number


def repeated(reading: Reading, context: Context) -> Meaning | None:
    """Read "every day", "each Friday", "weekly", "Mondays", "every Oct. 9", "Friday nights"."""
    if reading["weekday"]:
        part = _PARTS.get((reading["part"] or "").lower().rstrip("s"), "")
        return _set(f"XXXX-WXX-{weekday_number(reading['weekday'])}{part}")
    if reading["month"]:
        day = f"-{int(reading['day']):02d}" if reading["day"] else ""
        return _set(f"XXXX-{month_number(reading['month']):02d}{day}")
    words = (reading["adverb"] or reading.unit).lower()
    if words == "annual" and context.narrative:
        return None
    unit = _ADVERBS.get(words, words)
    if unit == "night" and not context.narrative:
        unit = "day"  # what is done every night is done every day
    if unit in _PERIODS and (not context.narrative or unit not in _OPEN):
        return _set("P3M" if unit == "quarter" else period(1, unit))  # ISO 8601 has no quarters
    return _set(_OPEN[unit])


def _set(value: str) -> Meaning:
    return Meaning("SET", value, None, focus=False)


_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_ADVERBS = {
    "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year", "annual": "year", "hourly": "hour", "everyday": "day",
    "weekends": "weekend",
}  # fmt: skip
_PERIODS = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"})
_OPEN = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "morning": "XXXX-XX-XXTMO", "evening": "XXXX-XX-XXTEV",
    "afternoon": "XXXX-XX-XXTAF", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "hour": "XXXX-XX-XXTXX", "summer": "XXXX-SU",
    "winter": "XXXX-WI", "spring": "XXXX-SP", "autumn": "XXXX-FA", "fall": "XXXX-FA",
}  # fmt: skip


def per_unit(reading: Reading, _context: Context) -> Meaning | None:
    """Read "per day", "twice a month", "$2 million a day": the stretch that the count is for."""
    return _set(period(1, reading["per"] or "day"))


def every_half_hour(_reading: Reading, _context: Context) -> Meaning | None:
    """Read "every half hour": PT30M."""
    return _set(period(0.5, "hour"))


def every_few(reading: Reading, _context: Context) -> Meaning | None:
    """Read "every two years", "every other week": the stretch after which it comes again."""
    words = (reading["n"] or "").lower()
    count = 2 if words in {"other", "second"} else number(words)
    return _set(period(count, reading.unit))


_AMOUNT = re.compile(
    r"(?:[$€£¥]?\d[\d,.]*%?|\b(?:million|billion|trillion|hundreds?|thousands?|dozens?|once|twice|times|"
    r"half|cents))"
    r"(?:\s(?!in|on|for|and|or|but|when|after|before|since|until|by|was|were|is|are|as|than|took|at|"
    r"about)[a-z]{1,14})"
    r"{0,3}\s$"
)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|until|from|of)\s[12]\d{3},?\s")


def of_amount(match: re.Match[str]) -> bool:
    """Accept "a day" after an amount: "$2 million a day", "500 people a year", not "in 2010 a year of"."""
    before = match.string[max(0, match.start() - 48) : match.start()]
    if is_speed(match) or _YEAR_BEFORE.search(before) or match.string.startswith((" of ", "-"), match.end()):
        return False
    return bool(_AMOUNT.search(before))


def in_running_words(match: re.Match[str]) -> bool:
    """Refuse a capital within a sentence, a name: "the Alto Weekly"."""
    return match.group()[0].islower() or not _WORD_BEFORE.search(
        match.string, max(0, match.start() - 2), match.start()
    )


_WORD_BEFORE = re.compile(r"[A-Za-z,] $")
_UNITS = (
    r"day|night|morning|afternoon|evening|week|weekend|month|quarter|year|decade|hour|minute|summer|winter"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "set",
        rf"(?:[Ee]very|[Ee]ach)\s(?:(?:single|and every)\s)?(?:(?P<unit>{_UNITS}|spring|autumn|fall)|"
        rf"{{WEEKDAY}}(?:\s(?P<part>morning|afternoon|evening|night)(?!\w))?"
        r"|{MONTHNAME})(?!\w)",
        repeated,
    ),
    Rule("set-day", r"(?:[Ee]very|[Ee]ach)\s{MONTH}\s{DAY}(?!\w|,?\s\d{4})", repeated),
    Rule(
        "set-every-few",
        r"[Ee]very\s(?P<n>\d{1,3}|other|second|few|couple of|{NUMBERWORD})\s"
        r"(?P<unit>minute|hour|day|week|month|year|decade)s?(?!\w)",
        every_few,
    ),
    Rule("set-half-hour", r"[Ee]very half[\s-]hour(?!\w)", every_half_hour),
    Rule(
        "set-weekdays",
        r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s|\s(?P<part>mornings|afternoons|"
        r"evenings|nights))(?!\w)",
        repeated,
    ),
    Rule("set-weekends", r"(?<=[a-z] )(?P<adverb>weekends)(?!\w)", repeated),
    Rule(
        "set-adverb",
        r"(?P<adverb>[Dd]aily|[Ww]eekly|[Mm]onthly|[Qq]uarterly|[Yy]early|[Aa]nnual(?:ly)?|[Nn]ightly|"
        r"[Hh]ourly|[Ee]veryday)(?!\w)(?!\s[A-Z])",
        repeated,
        guard=in_running_words,
    ),
    Rule("set-per", r"(?:per|each)\s(?P<per>day|week|month|year|hour)(?!\w)", per_unit),
    Rule(
        "set-times",
        r"(?:[Oo]nce|[Tt]wice|(?:\d{1,3}|(?i:{NUMBERWORD})|several|many|a few)\stimes)\s(?:an?|per|each|"
        r"every)\s"
        r"(?P<per>hour|day|week|month|quarter|year|decade|century)(?!\w)",
        per_unit,
    ),
    Rule("set-rate", r"an?\s(?P<per>hour|minute|day|week|month|year)(?!\w)", per_unit, guard=of_amount),
)
