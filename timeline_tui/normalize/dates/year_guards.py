"""What is no year although it has four digits: counts, prices, numbers of laws and flights, results.

A guard sees the match and what stands around it, never the whole text.
"""

from __future__ import annotations

import re

from timeline_tui.normalize.dates.figures import among_figures

_COUNTED = re.compile(
    r"\s(?:(?:other|more|new|armed|British|French|German|American|Russian|US|U\.S\.)\s)?(?:people|men|"
    r"women|children|"
    r"soldiers|troops|civilians|dead|deaths|casualties|prisoners|miles|mi|km|"
    r"kilomet\w{2,6}|m|met(?:er|re)s|"
    r"feet|ft|tonn?e?s|pounds|dollars|euros|francs|roubles|rubles|guns|tanks|aircraft|planes|ships|"
    r"vehicles|workers|votes|"
    r"seats|fighters|rebels|troopers|volunteers|refugees|homes|houses|cases|students|persons|times|"
    r"horses|cavalry|"
    r"infantry|bombs|missiles|points|runs|per cent|percent|hours|days|weeks|months|years|members|square|"
    r"acres|hectares|"
    r"officers|sorties|attacks|words|pages|RPM|rpm|hp|kg|lbs?|watts?|MHz|volts?|employees|jobs|"
    r"companies|units|copies|"
    r"goals|metre|meter|mile|calories|litres|gallons|barrels|shares)\b"
)
_NUMBERED = re.compile(
    r"(?:[$€£¥#№§]\s?|\b(?:No|no|Nos|nos|Article|Articles|Section|§|Resolution|Law|Flight|flight|Room|"
    r"Route|Highway|"
    r"Boeing|Airbus|Windows|Act|Bill|Order|Directive|Regulation|page|pages|pp|p|chapter|line|Unit|"
    r"Building|Suite|"
    r"Apollo|Interstate|[Vv]ersion|[Mm]odel|ISO|IEC|EN|RFC|CVE|[Ll]ot|[Cc]ase|[Nn]umber|[Cc]hannel|USC|"
    r"U\.S\.C|CFR|"
    r"C\.F\.R|paras?|ss|cl|art|arts|sec|vol|fig|F\.\dd|Cal|Supp|H\.R|HR|P\.L|S|Rule|Form|[Dd]ay|"
    r"Schedule|Psalm|Bus|Train|Gate|Peugeot|Intel|Nikon|Canon|"
    r"than|another|additional|exactly|total of|USS|Mark|Type|[Pp]opulation|code|PIN|ZIP|"
    r"[Aa]pproximately|[Nn]early|"
    r"almost|[Ss]ome)\.?\s{1,2}|[\w)]-|\d[.,:/]|\d\s|[.:/@])$"
)
_NUMBERED_THING = re.compile(
    r"\b(?:(?:[Mm]en|[Ww]omen|[Bb]oys|[Gg]irls)['’]s?|[Oo]rdinance|[Ss]tatute|[Ss]ections?|[Aa]mendment|[Cc]laim|[Hh]eadings?|[Pp]atent|[Cc]olumn|[Ss]lot|[Ee]rror|"
    r"[Ss]tep|[Bb]atch|[Ss]eed|[Tt]able|[Cc]lause|[Pp]aragraphs?|[Cc]hapters?|[Pp]arcels?|[Aa]ppeal|[Mm]otion|[Pp]etition|"
    r"[Tt]reaty Series)\s$"
)
_THE = re.compile(r"\b[Tt]he\s$")
_HAPPENED = re.compile(r"\s(?:attacks|bombs|raids|strikes)\b")
"""What may be called by its year: "the 2001 attacks", not "in 2001 attacks"."""
_PRICED = re.compile(
    r"(?:\s(?:to|or|and)\s[\d,]+)?\s(?:(?:an?|per)\s(?:head|piece|share|acre|hectare|tonn?e?|barrel|lit(?:er|re)|"
    r"gallon|kilo|kilogram|pound|ounce|bottle|case|crate|bag|sack|ticket|unit|room|person|player|seat|copy|dozen|pair|"
    r"square|bushel|bale|foot|yard|met(?:er|re)|mile|night|ticket|call|month|hour|set|stem|lot|carcass|cow|lamb)|each|"
    r"apiece)\b"
)
"""What makes numbers prices: "1850 to 1995 a head", "2050 each"."""
_COUNT_OF_TWO = re.compile(r"\b(?:[Ff]rom|[Bb]etween)\s\d[\d,]*\s(?:to|and)\s$")
_COUNT_ENDS = re.compile(r"\s[a-z]{3,}s(?=[.,;:)\n]|$)")
"""After the second of two numbers, a count that ends its clause: "from 1760 to 1890 requests."."""
_COUNT_BEGINS = re.compile(r"\s(?:to|and)\s\d[\d,]*\s[a-z]{3,}s(?=[.,;:)\n]|$)")
_RANGE = re.compile(r"\b(?:[Ff]rom|[Bb]etween)\s$")
_HURT = re.compile(r"\s(?:killed|wounded|injured|dead)\b")
_SINCE = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Bb]y)\s$")
_COMPOUND = re.compile(r"(?:^|[^\w])(?:mid|pre|post|early|late)-$")
_STREET = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z]{0,20}\s){1,2}(?:Street|Avenue|Road|Lane|Drive|Boulevard|Way|Place|"
    r"Square|Court|Close|Crescent|Terrace|"
    r"St|Ave|Rd|Blvd|Dr|Ln)\b"
)
_MORE_DIGITS = re.compile(r"[%$€£°]|[-–/]\d|[.,]\d|:\w|::|-[A-Z]")


_AFTER_NUMBER = re.compile(r"(?<![ (][12]\d{3})(?<!\s\d{2})(?<!\s\d)(?<=\d{3}),\s$")
"""One number of a list: "F.3d 1066, 1071"."""
_REPORTER = re.compile(r"\s(?:[A-Z]{2,6}|(?:[A-Z]\.){2,4})\s(?:[A-Z][\w.]{0,8}\s){0,2}\(?\d")
"""Where a case is printed: "1999 WL 12345", "2001 U.S. App. LEXIS 1812"."""
_NUMBERED_TO = re.compile(
    r"\b(?:[Ss]ections?|[Pp]ages?|[Ll]ines?|[Rr]ules?|[Pp]aras?|[Aa]rticles?|[Nn]os?\.|[Rr]ooms?|[Ss]eats?)\s\d{1,4}\s"
    r"(?:to|through|and|or)\s$|\d[.,]\d{1,2}\s(?:to|at)\s$"
)
"""Numbers of things or prices before it: "pages 1910 to 1945", "lost 19.90 to 2010"."""


_STRONG = re.compile(
    r"(?:\b(?:in|since(?: at least)?|until|till|during|throughout|by|from|circa|before|after|early|late|"
    r"mid|years?|"
    r"summer|winter|"
    r"autumn|spring|fall|between|through|copyright|dated|fiscal|around)[\s-]{1,3}|"
    r"[.!?:\"”)]?\n\s{0,3}\n\s{0,3}|^|[©(]\s?)$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:\b(?:of|the|to|and|or|into|for|as|its|his|her|their|our|my|a|an|this|that|about|on|both|nor|"
    r"over|now|but|(?:compar|contrast|start|begin)[a-z]* with|"
    r"versus|vs\.|if|than|against|entering|called|named|when|where|expects?|expected|remembers?|recalls?)\s{1,2}|['’]s\s|[,;:)\[\"”“‘'/–—-]\s{0,2}|"
    r"\b[A-Za-z]{4,}[.!?]\s{1,2}|[.!?]\s?\.\.|\.\.\.)$"
)
_LISTED = re.compile(
    r"\b(?:in|since|between|from|until|by|during|years)\s[12]\d{3}(?:,\s[12]\d{3}){0,2},?\s?(?:,|and|to|or|through)\s$|"
    r"\b[a-z]{4,}\sof\s$"
)
"""A list of years that a word of time leads: "in 1914, 1915 and 1917"; or the people of one."""
_CAPITAL = re.compile(r"\b([A-Z][A-Za-z]+)\s$")
_PRODUCTS = frozenset(
    {"Office", "Server", "Studio", "Excel", "Word", "Photoshop", "Bid", "Ask", "Exchange", "Series", "Class"}
)
_DOES = re.compile(
    r"\s(?:rose|fell|gained|lost|advanced|declined|unchanged|died|fled|marched|attended|voted|came|"
    r"signed|of them|"
    r"pence|cents|won|yen|yuan|p\b|MB|GB|KB|TB|k?Hz|kW|MW|mph|cc|mAh|degrees)\b"
)
_AMOUNTS = re.compile(
    r"\b(?:lots|total|number|hundreds|thousands|crowd|some|force|garrison|maximum|average)\sof\s"
    r"(?:\d+\sand\s)?$"
)
_AMOUNT_AND = re.compile(r"\b(?:of|for|by|at)\s\d{1,2}?000\s(?:and|or|to)\s$")


def plausible_year(match: re.Match[str]) -> bool:
    """Refuse numbers that count, name or price: "1500 men", "Boeing 1747", "$2000", "1600 Main Street".

    A word of time before it ("in", "since") is strong evidence for a year. Where only an article, a comma or
    a name leads, what follows must not make it a number of things ("1500 rose", "2025 pence"); after any
    other word ("ask 1815") it must stand before what it describes ("the secret 1969 bombing").
    """
    text, start, end = match.string, match.start(), match.end()
    if _HURT.match(text, end) and not _SINCE.search(text, max(0, start - 7), start):
        return False
    before = text[max(0, start - 28) : start]
    counted = _COUNTED.match(text, end) and not (_THE.search(before) and _HAPPENED.match(text, end))
    if counted or _STREET.match(text, end):
        return False
    if _PRICED.match(text, end):
        return False
    if _COUNT_ENDS.match(text, end) and _COUNT_OF_TWO.search(before):
        return False
    if _COUNT_BEGINS.match(text, end) and _RANGE.search(before):
        return False
    if _NUMBERED_THING.search(before):
        return False
    if before[-1:] == "\n" and before[-2:-1] != "\n" and text[end : end + 1] not in {"\n", ":", ""}:
        before = before[:-1] + " "  # a line that merely goes on
    if _NUMBERED.search(before[-14:]):
        return bool(_COMPOUND.search(before))
    if (
        _MORE_DIGITS.match(text, end)
        or _AFTER_NUMBER.search(before)
        or _REPORTER.match(text, end)
        or _NUMBERED_TO.search(before)
    ):
        return False
    opening = _OPENING.search(before)
    if opening is not None:
        before = before[: opening.start()] + opening.group().lower()
    if start == 0 or before[-1] == "\n":  # a heading
        return not among_figures(text, start, end)
    if match.end("year") - start > 4 or _STRONG.search(before):  # "early 1941", "the year 1950"
        return True
    if _DOES.match(text, end) or _AMOUNTS.search(before) or _AMOUNT_AND.search(before):
        return False
    second = _SECOND.search(before)
    if second is not None and not _LISTED.search(before) and not _leads(before[: second.start("first")]):
        return False
    if (
        not _LISTED.search(before)
        and text[end : end + 2] not in {"'s", "’s"}
        and among_figures(text, start, end)
    ):
        return False
    name = _CAPITAL.search(before)
    if name is not None:
        ahead = before[: name.start()]
        if _RESULT.match(text, end) or _RESULT_AHEAD.search(ahead) or _FIRST_WORD.search(ahead):
            return False
        return name[1] not in _PRODUCTS and not name[1].isupper()
    return bool(_WEAK.search(before)) or bool(_DESCRIBES.match(text, end))


_OPENING = re.compile(r"\b(?:The|A|An|Its|His|Her|Their|Our|My|This|That|Of|And|But|Both|From|As)\s$")
"""Words that have their capital from the sentence they open: "The 1988 results"."""
_SECOND = re.compile(r"(?P<first>\d{4}),?\s(?:to|and|or)\s$")
_RESULT = re.compile(r",\s[A-Z][a-z]+\s\d{1,4}\b")
_RESULT_AHEAD = re.compile(r"\s\d{1,4},\s$")
"""What stands beside a name's result: "Rovers 1912, Strikers 1877"."""
_FIRST_WORD = re.compile(r"(?:^|[.!?:]\s|\n)$")
"""What stands before a sentence's first word, whose capital makes no name of it: "Builds 1909 and 2004"."""


def _leads(before: str) -> bool:
    """Whether what stands before a number lets it be a year."""
    name = _CAPITAL.search(before)
    return bool(_STRONG.search(before) or _WEAK.search(before)) or (
        name is not None and not _FIRST_WORD.search(before[: name.start()])
    )


_DESCRIBES = re.compile(r"\s(?!and\b|or\b|to\b|was\b|were\b|with\b|but\b|at\b|from\b)[a-z]{3,}")


def ascending_years(match: re.Match[str]) -> bool:
    """Accept "1939–45" and "480–479 BC", refuse "1945–39", "$1914-1918" and "pp. 1914-1918"."""
    first, last = match["first"], match["last"]
    if match.groupdict().get("era"):
        return int(first) >= int(last)
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 14) : start]
    if int(first) >= int(full) or _NUMBERED.search(before) or _COUNTED.match(text, end):
        return False
    return bool(_STRONG.search(before)) or not among_figures(text, start, end, fewest=2)
