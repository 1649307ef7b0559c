"""Zone letters: "ET", "AKDT", "MSK"; those that mean several zones are decided by the places a text names.

"CST" is central time in America and China's standard time: a text that names Beijing and no American place
means the second. Where nothing decides, the zone stays open.
"""

from __future__ import annotations

import re
from typing import Final

LETTERS: Final = {
    "GMT": "UTC", "UTC": "UTC", "ET": "America/New_York", "EST": "-05:00", "EDT": "-04:00",
    "CT": "America/Chicago", "CDT": "-05:00", "MT": "America/Denver", "MST": "-07:00", "MDT": "-06:00",
    "PT": "America/Los_Angeles", "PST": "-08:00", "PDT": "-07:00", "AKT": "America/Anchorage",
    "AKST": "-09:00", "AKDT": "-08:00", "HST": "-10:00", "ADT": "-03:00", "NST": "-03:30", "NDT": "-02:30",
    "MSK": "Europe/Moscow", "WET": "+00:00", "WEST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
    "ACST": "+09:30", "ACDT": "+10:30", "AWST": "+08:00", "NZST": "+12:00", "NZDT": "+13:00", "SGT": "+08:00",
    "HKT": "+08:00", "PKT": "+05:00", "WIB": "+07:00", "BRT": "-03:00", "ART": "-03:00", "TRT": "+03:00",
    "SAST": "+02:00", "EAT": "+03:00", "WAT": "+01:00", "IDT": "+03:00", "PHT": "+08:00", "NPT": "+05:45",
}  # fmt: skip
"""Zone letters → IANA zone or fixed offset."""

AMBIGUOUS: Final = {
    "CST": {
        "-06:00": r"U\.S\.|United States|America|Chicago|Texas|Texan|Dallas|Houston|Mexico|Minne\w+|Illinois|"
                  r"Wisconsin|Missouri|Tennessee|Louisiana|Oklahoma|Kansas|Iowa|Alabama|Nashville|"
                  r"New Orleans|"
                  r"Milwaukee",
        "+08:00": r"China|Chinese|Beijing|Shanghai|Taiwan|Taipei|Hong Kong|Wuhan|Xi Jinping",
    },
    "IST": {
        "+05:30": r"India|Indian|Delhi|Mumbai|Bengal|Kolkata|Chennai|Bengaluru|Hyderabad|Modi",
        "+02:00": r"Israel|Israeli|Jerusalem|Tel Aviv|Gaza|Haifa|Netanyahu",
        "+01:00": r"Ireland|Irish|Dublin|Cork|Galway|Taoiseach",
    },
    "BST": {
        "+01:00": r"Britain|British|U\.?K\.?|London|England|English|Scotland|Scottish|Wales|Welsh|BBC",
        "+06:00": r"Bangladesh|Bangladeshi|Dhaka|Chittagong",
    },
    "AST": {
        "-04:00": r"Halifax|Canada|Canadian|Nova Scotia|Puerto Rico|Bermuda|Caribbean|San Juan|New Brunswick",
        "+03:00": r"Saudi|Riyadh|Arabia|Arabian|Kuwait|Iraqi?|Baghdad|Qatari?|Doha|Bahrain",
    },
    "GST": {
        "+04:00": r"Dubai|Emirates|Emirati|UAE|Abu Dhabi|Oman|Omani",
        "+10:00": r"Guam|Mariana",
    },
}  # fmt: skip
"""Zone letters with several meanings: offset → the places and peoples that speak for it."""

_HEAD = 100
OPEN: Final = "?"
"""What ``zone_of_letters`` returns for letters whose meaning nothing decides."""


def zone_of_letters(letters: str, text: str, default: str) -> str | None:
    """Return the zone or offset that letters mean in a text, ``OPEN`` if undecided, None if they are none.

    ``default`` is the caller's zone, whose region decides where the text is silent.

    >>> zone_of_letters("CST", "BEIJING — It opens at 9:00 CST.", "UTC")
    '+08:00'
    """
    if letters in LETTERS:
        return LETTERS[letters]
    meanings = AMBIGUOUS.get(letters)
    if meanings is None:
        return None
    words = f"{text[:_HEAD].title()}\n{text}"  # datelines are in capitals
    named = [offset for offset, places in meanings.items() if re.search(rf"\b(?:{places})(?!\w)", words)]
    if not named:
        named = [offset for offset, zones in _HOMES[letters].items() if default in zones]
    return named[0] if len(named) == 1 else OPEN


_HOMES: Final = {
    "CST": {"-06:00": {"America/Chicago", "America/Mexico_City"}, "+08:00": {"Asia/Shanghai", "Asia/Taipei"}},
    "IST": {"+05:30": {"Asia/Kolkata"}, "+02:00": {"Asia/Jerusalem"}, "+01:00": {"Europe/Dublin"}},
    "BST": {"+01:00": {"Europe/London"}, "+06:00": {"Asia/Dhaka"}},
    "AST": {"-04:00": {"America/Halifax", "America/Puerto_Rico"}, "+03:00": {"Asia/Riyadh", "Asia/Baghdad"}},
    "GST": {"+04:00": {"Asia/Dubai"}, "+10:00": {"Pacific/Guam"}},
}
ALL_LETTERS: Final = "|".join(sorted({*LETTERS, *AMBIGUOUS}, key=len, reverse=True))
"""All zone letters as pattern alternatives."""

_ALL_TIMES = re.compile(
    rf"\b[Aa]ll\s(?:hours|times)(?:\s(?:are|given|listed|shown|quoted|in)){{0,3}}\s"
    rf"(?P<letters>{ALL_LETTERS})\b"
)
_STATED = re.compile(rf"\d(?:\s?[ap]\.?m\.?)?\s(?P<letters>{ALL_LETTERS})(?![\w+-])", re.IGNORECASE)


def page_letters(text: str) -> str | None:
    """Return the letters of the zone that a page's clocks are told in, None where it does not say.

    "All times GMT" says it, else the only letters in the page that stand outside brackets; a lone "GMT"
    beside local times does not speak for them.
    """
    said = _ALL_TIMES.search(text)
    if said is not None:
        return said["letters"]
    found = set()
    for match in _STATED.finditer(text):
        letters = match["letters"]
        before = text[max(0, match.start() - 60) : match.start() + 1]
        if letters.isupper() and before.rfind("(") <= before.rfind(")"):
            found.add(letters)
    only = found.pop() if len(found) == 1 else None
    return None if only in {"GMT", "UTC"} else only
