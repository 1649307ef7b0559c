"""Words of time: months, weekdays, units, numbers, seasons, and the pattern pieces made from them.

Everything the grammar knows about English words stands here as plain tables. Pieces are regular expression
sources with named groups; they are case-aware on purpose: "May" is a month, "may" is a verb.
"""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH_NUMBERS: Final = {name.lower(): n for n, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): n for n, name in enumerate(MONTHS, 1)
} | {"sept": 9}  # fmt: skip
WEEKDAY_NUMBERS: Final = {name.lower(): n for n, name in enumerate(WEEKDAYS, 1)} | {
    name[:3].lower(): n for n, name in enumerate(WEEKDAYS, 1)
} | {"tues": 2, "wednes": 3, "thur": 4, "thurs": 4, "weds": 3, "satur": 6}  # fmt: skip

SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS: Final = (
    {word: n for n, word in enumerate(_SMALL, 1)}
    | {word: n * 10 for n, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1, "single": 1, "hundred": 100, "dozen": 12, "half": 0.5}
)
_ORDINAL_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
]
ORDINALS: Final = {word: n for n, word in enumerate(_ORDINAL_WORDS, 1)}

UNITS: Final = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "day", "week": "week",
    "fortnight": "fortnight", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip

PARTS_OF_DAY: Final = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "afternoon": "AF", "evening": "EV", "dusk": "EV",
    "midmorning": "MO", "mid-morning": "MO", "midafternoon": "AF", "mid-afternoon": "AF",
    "midday": "MI", "early": "MO", "small": "MO",
    "night": "NI", "dark": "NI", "sunrise": "MO", "sunset": "EV", "nightfall": "NI", "overnight": "NI",
    "tonight": "NI",
}  # fmt: skip

MONTH_WORD: Final = "(?:" + "|".join([*MONTHS, *(m.upper() for m in MONTHS)]) + ")"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
MONTH_SHORT: Final = rf"(?:{_SHORT}|{_SHORT.upper().replace('T?', 'T?')})\.?"
WEEKDAY_WORD: Final = "(?:" + "|".join(WEEKDAYS) + ")"
WEEKDAY_SHORT: Final = r"(?:Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\.?"
_WORDS = sorted([*_SMALL, *_TENS, "hundred", "dozen"], key=len, reverse=True)
NUMBER_WORD: Final = "(?:" + "|".join(_WORDS) + ")"

PIECES: Final[dict[str, str]] = {
    "MONTH": rf"(?P<month>{MONTH_WORD}|{MONTH_SHORT})(?![\w])",
    "MONTHNAME": rf"(?P<month>{MONTH_WORD})(?![\w])",
    "WEEKDAY": rf"(?P<weekday>{WEEKDAY_WORD})(?!\w)",
    "ANYWEEKDAY": rf"(?:{WEEKDAY_WORD}|{WEEKDAY_SHORT})",
    "DAY": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w])",
    "YEAR": r"(?P<year>1\d{3}|20\d\d|21\d\d)(?![\w%]|[.,]\d)",
    "SEASON": r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?!\w)",
    "NUMBER": (
        rf"(?<!\d[.,:])(?P<n>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,4}}(?:\.\d|\s?½|\s1/2)?|"
        rf"(?i:{NUMBER_WORD}(?:[- ](?:and )?{NUMBER_WORD})?"
        rf"|\[(?i:{NUMBER_WORD})\]|(?:(?:an?|just a|only a) )?few|several|many|some|a number of|a couple"
        r"(?: of)?|half[- ](?:a[- ])?dozen|half an?|an?))(?!\w)"
    ),
    "UNIT": (
        r"(?P<unit>second|minute|hour|day|week|fortnight|month|year|decade|century|centurie)"
        r"(?P<plural>s)?(?!\w)"
    ),
    "NUMBERWORD": NUMBER_WORD,
    "LONGUNIT": r"(?P<unit>day|[Ww]eek|fortnight|[Mm]onth|quarter|[Yy]ear|decade|century)(?!\w)",
    "PART": r"(?P<part>morning|afternoon|evening|night|dawn|dusk|daybreak)(?!\w)",
    "EDGE": (
        r"(?P<edge>[Ee]arly|[Ll]ate|[Mm]id|[Mm]iddle|[Bb]eginning|[Ss]tart|[Ee]nd|[Cc]lose|[Oo]nset|"
        r"[Oo]pening"
        r"|[Ll]atter part|[Ee]arly part|[Ll]ater part|[Ff]irst part|[Ll]ast part|[Rr]est|[Rr]emainder)"
    ),
    "ABOUT": (
        r"(?:(?i:about|around|approximately|roughly|nearly|almost|over|more than|less than|under|"
        r"at least|at most"
        r"|up to|just over|just under|well over|some|close to|little more than|only|just|barely|another)\s)"
    ),
    "ERA": r"(?:\s?(?P<era>B\.C\.(?:E\.)?|BCE?|A\.D\.|AD|CE)(?!\w))",
    "ANYYEAR": r"(?:(?P<bc>\d{1,4}){ERA}|{YEAR})",
    "OFYEAR": (
        r"(?:(?:,|\sof|,\sof)?\s{1,3}(?:of\s)?"
        r"(?P<yearref>that|the same|this|last|next|the previous|the following) year)"
    ),
    "PARTOF": r"(?:(?:[Tt]he\s)?{EDGE}(?:\s(?:of|in)(?:\sthe)?\s|\s|-))",
    "WEEKDAYLEAD": r"(?:(?:(?:[Ll]ast|[Nn]ext|[Tt]his|(?:[Ee]arly|[Ll]ate)(?:\son)?)\s)?"
    r"{ANYWEEKDAY},?\s{1,2}(?:the\s)?)?",
    "DAYNUMBER": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "TO": r"\s?(?:-|–|—|/|to|until|through|and)\s?",
    "DASH_OR_SLASH": r"\s?[-–—/]\s?",
    "DASH": r"\s?[-–—]\s?",
    "ORDINAL": (
        r"(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|(?i:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + "))"
    ),
}

_PLACEHOLDER = re.compile(r"\{([A-Z_]+)\}")


def pattern(source: str) -> str:
    """Fill ``{PIECE}`` names in a rule's pattern: ``"{DAY}{S}{MONTH}"``.

    Raises KeyError for an unknown piece.
    """
    while _PLACEHOLDER.search(source):
        source = _PLACEHOLDER.sub(lambda match: PIECES[match[1]], source)
    return source


def number(words: str) -> float | None:
    """Return what a number phrase counts, None where it is vague ("a few").

    >>> number("twenty-five"), number("a couple of"), number("several")
    (25, 2, None)
    """
    words = words.lower().strip("[] ").replace(",", "")
    if words[0].isdigit() and words.endswith(("½", "1/2")):
        return int(words.removesuffix("1/2").rstrip(" ½")) + 0.5
    if words[0].isdigit():
        return float(words) if "." in words else int(words)
    if words.startswith("a couple"):
        return 2
    if words.startswith("half"):
        return 6 if words.endswith("dozen") else 0.5
    parts = [part for part in re.split(r"[- ]", words) if part != "and"]
    if not all(part in NUMBERS for part in parts):
        return None
    if len(parts) == 2 and parts[0] in {"a", "an"}:
        parts = parts[1:]
    if len(parts) == 2 and NUMBERS[parts[1]] in {12, 100}:
        return NUMBERS[parts[0]] * NUMBERS[parts[1]]
    return sum(NUMBERS[part] for part in parts)


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation ("Sept.")."""
    return MONTH_NUMBERS[word.rstrip(".").lower()]


def weekday_number(word: str) -> int:
    """Return 1 (Monday) to 7 (Sunday) for a weekday's name or abbreviation."""
    return WEEKDAY_NUMBERS[word.rstrip(".").lower()]
