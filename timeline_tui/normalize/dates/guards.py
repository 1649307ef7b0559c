"""What is no month, day, weekday or season although it looks like one: names, places, speeds, temperatures.

A guard sees the match and what stands around it, never the whole text.
"""

from __future__ import annotations

import re

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.figures import among_figures
from timeline_tui.normalize.dates.grammar import Reading
from timeline_tui.normalize.dates.lexicon import MONTH_WORD

_LEADS = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Oo]f|[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Dd]uring|[Tt]hrough|[Tt]hroughout|"
    r"[Bb]efore|[Aa]fter|"
    r"[Bb]etween|[Ll]ast|[Nn]ext|[Ee]very|[Ee]ach|[Pp]revious|[Ff]ollowing|[Ee]arly|[Ll]ate|[Mm]id|"
    r"[Aa]round|[Aa]bout|"
    r"[Ii]nto|[Ww]ithin|[Aa]s of|[a-z]{2,12}ly)[\s-]{1,3}$"
)
_MAY_LEAD = re.compile(r"(?:\b(?:for|to|and|or|this|the|The|on)\s{1,2}|[-–,(]\s?)$")
_FIGURE = re.compile(r"\b[Tt]he\s$")
_OF_MONTH = re.compile(
    r"\s(?!to|on|from|through|against|across|into|over|along|past|of|that|which|was|is|had|has)[a-z]{3,}"
)
"""What makes "the May" a month: "the May figure", not "the March on Washington"."""
_MONTH_AND = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November)\s(?:and|or|to|through)\s$"
)
_AMONG_NAMES = re.compile(rf",\s(?!{MONTH_WORD})[A-Z][a-z]{{2,20}}[,.]")
_ROAD = re.compile(r"\s(?:Street|Avenue|Road|Drive|Crescent|Terrace)\b")
"""What makes a road of a month even after "in"; not what may be somebody's name ("In March Hill said")."""
_NAMES = frozenset({"May", "March", "April", "June", "August"})
_NAME_GOES_ON = re.compile(r"\s[A-Z][a-z]|['’]s\b|\s(?:said|says|told|added|has|is|was)\b")


def plausible_month(match: re.Match[str]) -> bool:
    """Refuse a bare month that is a name or another word: "Theresa May", "the March on Washington".

    A word of time before it ("in May") settles it; an abbreviation needs one.
    """
    text, start, end = match.string, match.start("month"), match.end()
    word = match["month"]
    if match["edge"] or match["yearref"]:
        return True
    if _ROAD.match(text, end):
        return False
    before = text[max(0, start - 16) : start]
    if _LEADS.search(before):
        return not before.endswith("of ") or not among_figures(text, start, end)
    if word.endswith(".") or (len(word) < 4 and word != "May") or among_figures(text, start, end):
        return False
    if _MONTH_AND.search(before):
        return True
    if before.endswith(", ") and _AMONG_NAMES.match(text, end):
        return False  # "Booked: Winters, August, Knight"
    if word.title() not in _NAMES:
        return True
    if _FIGURE.search(before) and _OF_MONTH.match(text, end):
        return True
    return (
        word.title() not in {"May", "March"}
        and bool(_MAY_LEAD.search(before))
        and not _NAME_GOES_ON.match(text, end)
    ) or text[end : end + 1] in {"-", "–"}


_WARMTH = re.compile(
    r"\b(?:temperatures?|thermometers?|readings|highs|lows|mercury|degrees|wind chills?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def no_warmth(match: re.Match[str]) -> bool:
    """Refuse "readings in the 40s": a temperature."""
    return not _WARMTH.search(match.string, max(0, match.start() - 70), match.start())


def plausible_day(match: re.Match[str]) -> bool:
    """Refuse a name and its result among figures: "Friday 19, Winters 12, May 11"."""
    text, start = match.string, match.start()
    if _PLACE_NAME.match(text, match.end()):
        return False
    if _INITIAL.search(text, max(0, start - 5), start):
        return False
    if match["month"].title() not in _NAMES or match["yearref"] or match.start("month") > start:
        return True
    return bool(_WORD_BEFORE.search(text, max(0, start - 12), start)) or not among_figures(
        text, start, match.end()
    )


def not_an_address(match: re.Match[str]) -> bool:
    """Refuse "12 May Street", "31 December Close"."""
    return not _PLACE_NAME.match(match.string, match.end())


_WORD_BEFORE = re.compile(r"\b[a-z]{2,}\s\(?$|\b[ap]\.?m\.?,?\s$|\d\s$")
_NAME_AROUND = re.compile(r"(?:['’]s)?\s[A-Z][a-z]+,?\s\d|\s\(?\d{1,3}-\d")
_INITIAL = re.compile(r"(?:^|[^\w.])(?:[B-Z]\.?|A\.)\s$|[^\w.\s]\sA\s$")
_TITLE = re.compile(
    r"\b(?:Judge|Justice|Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Sir|Captain|Sergeant|Senator|Coach)\.?\s$"
)
_TITLED = re.compile(r"[\"“‘]$")
_TITLE_BEGAN = re.compile(r"[\"“‘](?:[A-Z][\w’]{1,14}\s){1,3}$")
_TITLE_ENDS = re.compile(r"[.,]?[\"”’]")
"""“Fox News Sunday” is the name of something, too."""
_TITLE_GOES_ON = re.compile(r"\s[A-Z][a-z]+[\"”’,]")
"""“Monday Blue” is the name of something."""


def plausible_weekday(match: re.Match[str]) -> bool:
    """Refuse what is called after a weekday: "Super Tuesday", "Friday Harbor 42", "W Sunday"."""
    text, start, end = match.string, match.start(), match.end()
    if _NAMED_DAY.search(text, max(0, start - 9), start) or _INITIAL.search(text, max(0, start - 5), start):
        return False
    if _HABIT.match(text, end) or _PLACE_NAME.match(text, end):
        return False
    if _TITLE.search(text, max(0, start - 10), start):
        return False
    if _TITLED.search(text, max(0, start - 1), start) and _TITLE_GOES_ON.match(text, end):
        return False
    if _TITLE_BEGAN.search(text, max(0, start - 30), start) and _TITLE_ENDS.match(text, end):
        return False
    if _NAME_AROUND.match(text, end):
        return bool(_WEEKDAY_DATE.match(text, end))
    led = match.start("weekday") > start or _WORD_BEFORE.search(text, max(0, start - 12), start)
    return bool(led) or not among_figures(text, start, end)


_NAMED_DAY = re.compile(r"\b(?:Super|Bloody|Black|Cyber|Fat|Ruby|Giving|Good|Ash|Palm|Shrove|Maundy|Whit)\s$")
_PLACE_NAME = re.compile(
    r"\s(?:Street|St|Avenue|Ave|Lane|Road|Rd|Drive|Close|Way|Court|Place|Square|Harbou?r|Creek|Island|Bay|Hill|Park)\b|"
    r",\s[A-Z]{2}\s\d"
)
"""What makes a day's or month's name a place's: "12 May Street", "19 Sunday Lane", "Easter, TX 79027"."""
_HABIT = re.compile(
    r"\s(?:newspapers?|papers?|schools?|roasts?|best|lunch(?:es)?|leagues?|magazine|supplement|[Ll]eague)\b"
)
_WEEKDAY_DATE = re.compile(r"(?:['’]s)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s\d")
_SPEED = re.compile(r"\b(?:miles|kilomet(?:er|re)s|kilos|knots|feet|met(?:er|re)s|km)\s$")


def is_speed(match: re.Match[str]) -> bool:
    """Whether "an hour" tells how fast: "300 miles an hour"."""
    hasty = match.group().endswith(("hour", "minute", "second"))
    return hasty and bool(_SPEED.search(match.string, max(0, match.start() - 12), match.start()))


_SEASON_LEADS = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Dd]uring|[Tt]hat|[Tt]his|[Ss]ame|[Nn]ext|[Ll]ast|[Ee]very|"
    r"[Ee]ach|[Ll]ate|"
    r"[Ee]arly|and|or|to|through|wet|dry|cold|warm|hot|mild|harsh|severe|bitter|snowy|rainy)\s$"
)


def led_season(match: re.Match[str]) -> bool:
    """Accept "in spring", "late fall"; alone they are other words too ("caused a crane to fall")."""
    if match.group()[0] in "eElLm":
        return True
    before = match.string[max(0, match.start() - 10) : match.start()]
    if match["season"] == "fall" and before.endswith((" to ", " and ", " or ", " through ")):
        return False
    return bool(_SEASON_LEADS.search(before))


def seasonal(reading: Reading, context: Context) -> bool:
    """Whether a word of time leads to a bare season: "in winter", not "a winter coat"."""
    return bool(_SEASON_LEADS.search(context.text[max(0, reading.start - 10) : reading.start]))


_TIME_LEADS = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]efore|[Aa]fter|[Dd]uring|[Ee]arly|[Ll]ate|"
    r"[Bb]ack in|to|and|"
    r"[Ss]ummer|[Cc]lass of)[\s-]$"
)


def time_leads(match: re.Match[str]) -> bool:
    """Accept "in '89" and "summer of ’25", not "the 6' 11 centre" or "'50 people came'"."""
    if match["season"] or match["month"]:
        return True
    text = match.string
    return bool(_TIME_LEADS.search(text, max(0, match.start() - 12), match.start())) and not re.match(
        r"\s[a-z]{3,}s\b|\s?['’]", text[match.end() : match.end() + 14]
    )


def whole_date(match: re.Match[str]) -> bool:
    """Accept what can be a day in digits; with a year of two digits only in slashes ("8/15/99")."""
    first, second = int(match["day"]), int(match["month"])
    if match.string[match.end("month")] != match["separator"]:
        return False
    if not (1 <= min(first, second) <= 12 and max(first, second) <= 31):
        return False
    if len(match["year"]) == 2:
        return match["separator"] == "/" and not re.search(
            r"[\d$€£][\s,]?$", match.string[: match.start()][-2:]
        )
    return True
