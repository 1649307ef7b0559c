"""Stretches of time by length: TIMEX3 DURATION ("P3D", "PXM", "PT2H")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Parts, Reading, Rule, dated
from timeline_tui.normalize.dates.guards import is_speed
from timeline_tui.normalize.dates.lexicon import ORDINALS, number
from timeline_tui.normalize.dates.point import step

_LETTERS = {
    "second": "TXS", "minute": "TXM", "hour": "TXH", "day": "XD", "night": "XD", "week": "XW",
    "fortnight": "XW",
    "month": "XM", "quarter": "XQ", "year": "XY", "decade": "XDE", "century": "XCE", "centurie": "XCE",
    "weekend": "XWE", "moment": "TXS",
}  # fmt: skip


def period(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length: (3, "day") is P3D, (None, "month") is PXM, (2, "hour") is PT2H."""
    if unit == "fortnight" and count is not None:
        count *= 2
    if unit == "hour" and count == 0.5:
        count, unit = 30, "minute"  # as annotators write "half an hour"
    digits = "X" if count is None else f"{count:g}"
    return "P" + _LETTERS[unit].replace("X", digits)


vague_period = period


def duration(reading: Reading, _context: Context) -> Meaning | None:
    """Read "three days", "over a month", "several weeks", "a three-day battle", "18 years old": a length."""
    unit = reading.unit
    words = reading["n"]
    count = number(words) if words else (1 if reading["one"] else None)
    if count is not None and (reading["half"] or reading["more"]):
        count += 0.5
    return Meaning("DURATION", period(count, unit), None, focus=False)


def compound(reading: Reading, _context: Context) -> Meaning | None:
    """Read "two hours and 45 minutes", "one year, six months": one length of two units, PT2H45M."""
    first, last = reading.unit, (reading["less"] or "").lower()
    more, less = number(reading["n"] or ""), number(reading["rest"] or "")
    if more is None or less is None:
        return None
    head, tail = period(more, first), period(less, last)
    return Meaning("DURATION", head + (tail[2:] if head.startswith("PT") else tail[1:]), None, focus=False)


def anchored_duration(reading: Reading, context: Context) -> Meaning | None:
    """Read "the past two years", "the next three weeks": a length that ends or begins at publication.

    In a narrative, and after "following", it begins where the story is.
    """
    unit = reading.unit
    words, which = reading["n"], (reading["which"] or "").lower()
    count = number(words) if words else None if reading["plural"] else 1
    value = period(count, unit)
    here = context.anchor
    if which in {"following", "subsequent", "ensuing"} or here is None:
        here = context.focus_day or context.focus
    edtf = None
    if which in _UNANCHORED or context.text.startswith(" of ", reading.end):
        here = None  # "the first week of August" is as long, but hangs on something else
    if here is not None and unit not in {"hour", "minute", "second"}:
        back = which in {"past", "last", "previous", "preceding"}
        far = step(here, unit, int(count) * (-1 if back else 1)) if count and count == int(count) else None
        near = here.edtf if here.clock is None else None
        if near and "/" not in near:
            if far is not None and far.edtf is not None:
                first, last = (far.edtf.split("/")[0], near) if back else (near, far.edtf.split("/")[-1])
                edtf = f"{first}/{last}"
            elif count is None:
                edtf = f"../{near}" if back else f"{near}/.."
    return Meaning("DURATION", value, edtf, focus=False, confidence=0.8)


_UNANCHORED = frozenset({"first", "final", "opening", "initial", "closing"})


def two_lengths(match: re.Match[str]) -> Iterator[tuple[int, int, Parts]]:
    """Split "ten or fifteen years" and "10 to 12 days" into two lengths of the same unit."""
    shared: Parts = {"unit": match["unit"], "plural": "s"}
    yield match.start(), match.end("first"), {**shared, "n": match["first"]}
    yield match.start("last"), match.end(), {**shared, "n": match["last"]}


def nth_in_a_row(reading: Reading, _context: Context) -> Meaning | None:
    """Read "a third straight day", "the second month in a row": as long as it has lasted."""
    words = (reading["ordinal"] or "").lower()
    digits = words.rstrip("stndrh")
    count = int(digits) if digits.isdigit() else ORDINALS.get(words)
    unit = reading.unit or (reading["row"] or "day").lower()
    return Meaning("DURATION", period(count, unit), None, focus=False, confidence=0.8)


_LASTS = re.compile(
    r"\b(?:for|in|within|over|after|during|of|lasted|lasts?|took|takes?|taken|spent|spend|spends|waited|wait|"
    r"until|many|through|over the)\s$",
    re.I,
)
_GOES_ON = re.compile(
    r"(?:\s(?:of|later|before|to|and|after|in|ago|since|from|if|on|ahead|apart|away|"
    r"leading|following|that followed)\b|[.,;])"
)


def _lasts(match: re.Match[str]) -> bool:
    """Accept bare units where a word of lasting leads ("for decades") or one of time follows."""
    text = match.string
    before = text[max(0, match.start() - 10) : match.start()]
    led = _LASTS.search(before)
    if led is not None:
        return True
    if match["unit"] == "minute":
        return text.startswith((" apart", " later", " after", " before", " from", " away"), match.end())
    return bool(_GOES_ON.match(text, match.end()))


def _next_smaller(match: re.Match[str]) -> bool:
    """Accept a unit and the next smaller one: "two hours and 45 minutes", not "two years and ten days"."""
    return (match["unit"], match["less"]) in _PAIRS


_PAIRS = {
    ("year", "month"),
    ("month", "day"),
    ("week", "day"),
    ("day", "hour"),
    ("hour", "minute"),
    ("minute", "second"),
}


def _is_count(match: re.Match[str]) -> bool:
    """Read "a second" is an ordinal, "2018 day five" a year, "may one day come" no length."""
    if match["plural"]:
        return True
    words, text, start = match["n"].lower(), match.string, match.start()
    if words == "one" and match["unit"] == "day" and _SOME_DAY.search(text, max(0, start - 12), start):
        return False
    if words in {"a", "an"} and (is_speed(match) or _is_kind(match)):
        return False
    return match["unit"] != "second" and not re.fullmatch(r"\d{4}", words)


_THROUGHOUT = re.compile(r"\b(?:[Oo]ver|[Dd]uring|[Ww]ithin|[Ff]or) $")
LONG_UNITS = frozenset({"year", "decade", "century"})
_CALENDAR_UNITS = LONG_UNITS | {"week", "month"}


def lasts_throughout(match: re.Match[str]) -> bool:
    """Whether "the next year" is a length: "over the next year", "in the next decade", "in the last week"."""
    unit, lead = match["unit"].lower(), match.string[max(0, match.start() - 9) : match.start()]
    if unit not in _CALENDAR_UNITS or not match.group().lower().startswith("the "):
        return False
    if _THROUGHOUT.search(lead):
        return True
    inside = lead.lower().endswith("in ") and not lead.endswith(("early in ", "late in "))
    return inside and (unit in {"decade", "century"} or "last" in match.group().lower())


_BE = re.compile(r"\b(?:be|is|was|been|as|it|not)\s$")


def _is_kind(match: re.Match[str]) -> bool:
    """Whether "a day" tells what kind of day it is: "Friday will be a day of prayer"."""
    text, start = match.string, match.start()
    return text.startswith(" of ", match.end()) and bool(_BE.search(text, max(0, start - 6), start))


_SOME_DAY = re.compile(r"\b(?:may|might|could|can|will|would|to|must|should|['’]ll|['’]d)\s$")


def _is_length(match: re.Match[str]) -> bool:
    """Read "the past year" and "the first week of May" are lengths, "last week" and "the next day" dates."""
    if (match["n"] or "").lower() in {"a", "an"}:
        return False  # "with the final a day later"
    if match.string.startswith((" later", " earlier", " ago"), match.end()):
        return False  # "with Brazil following nine days later"
    if match["n"] or match["plural"] or match["unit"] == "fortnight":
        return True
    words = match["which"].lower()
    if words in {"next", "coming", "last"} and lasts_throughout(match):
        return True
    if words in {"next", "coming"} and match["unit"] in LONG_UNITS:
        return False
    if match["unit"] in {"hour", "minute", "second"} and words in {"last", "next"}:
        return True
    return words in {"past", "first", "final", "opening", "initial", "closing"} or (
        match.string.startswith(" of ", match.end()) and words == "last"
    )


_ADJECTIVE = (
    r"(?:(?:long|short|whole|full|entire|more|further|additional|consecutive|straight|single|bloody|"
    r"hard|brief|"
    r"other|intervening|calendar)\s)?"
)
_WHICH = (
    r"(?:[Tt]he\s)?(?P<which>[Pp]ast|[Ll]ast|[Nn]ext|[Pp]revious|[Pp]receding|[Ff]ollowing|[Cc]oming|"
    r"[Ss]ubsequent|"
    r"[Ee]nsuing|[Ff]irst|[Ff]inal|[Oo]pening|[Ii]nitial|[Cc]losing)"
)


def half_hour(_reading: Reading, _context: Context) -> Meaning | None:
    """Read "a half-hour": PT30M."""
    return Meaning("DURATION", period(0.5, "hour"), None, focus=False)


def quarter_of_an_hour(reading: Reading, _context: Context) -> Meaning | None:
    """Read "a quarter of an hour", "three quarters of an hour": PT15M, PT45M."""
    count = 45 if reading["three"] else 15
    return Meaning("DURATION", period(count, "minute"), None, focus=False)


def part_of_century(reading: Reading, context: Context) -> Meaning | None:
    """Read "a quarter-century", "half a century", "a quarter-century ago": P25Y, P50Y, the year then."""
    count = 25 if (reading["fraction"] or "").lower() == "quarter" else 50
    here = context.anchor
    if reading["ago"] and here is not None:
        moved = step(here, "year", -count)
        return dated(moved) if moved is not None else None
    return Meaning("DURATION", period(count, "year"), None, focus=False)


RULES: tuple[Rule, ...] = (
    Rule(
        "part-of-century",
        r"(?:[Aa]\s|[Tt]he\s)?(?P<fraction>[Qq]uarter|[Hh]alf)(?:[\s-]of)?(?:\sa[\s-]|[\s-])century(?!\w)(?:\s(?P<ago>ago)(?!\w))?",
        part_of_century,
    ),
    Rule(
        "half-hour",
        r"(?:(?:[Aa]|[Tt]he)\s)half-hour(?!\w|-)",
        half_hour,
    ),
    Rule(
        "duration-quarter",
        r"(?:[Aa]\s|(?P<three>[Tt]hree[\s-]))quarters?[\s-]of[\s-]an[\s-]hour(?!\w)",
        quarter_of_an_hour,
    ),
    Rule(
        "duration",
        rf"(?:[Tt]he\s)?{{ABOUT}}?{{NUMBER}}\s(?P<half>and (?:a )?half\s)?{_ADJECTIVE}{{UNIT}}"
        r"(?P<more>\sand a half(?!\w))?(?:\s(?:old|long|of age))?",
        duration,
        guard=_is_count,
    ),
    Rule(
        "duration-whole",
        r"(?:[Aa]ll|[Tt]he\s(?:whole|entire)|[Aa]nother)\s(?P<one>(?P<unit>day|week|month|year|decade))(?!\w|['’]|-)",
        duration,
        typed=False,
    ),
    Rule(
        "duration-up-to",
        r"(?<=[Ii]n )[Tt]he\s(?P<one>(?P<unit>week|month|year))"
        r"(?=\s(?:to|ended|ending|through)\s(?:[A-Z]|\d))",
        duration,
        typed=False,
    ),
    Rule(
        "duration-compound",
        r"(?:{ABOUT})?{NUMBER}\s(?P<unit>year|month|week|day|hour|minute)s?(?:,\s|\sand\s|,\sand\s|\s)"
        r"(?P<rest>\d{1,3}|(?i:{NUMBERWORD}(?:[- ]{NUMBERWORD})?|an?))\s(?P<less>month|week|day|hour|"
        r"minute|second)s?"
        r"(?!\w)",
        compound,
        guard=_next_smaller,
    ),
    Rule(
        "duration-pair",
        r"(?<!\d[.,:])(?P<first>\d{1,3}|(?i:{NUMBERWORD}))(?:{DASH}|\s(?:or|to)\s)(?P<last>\d{1,3}|"
        r"(?i:{NUMBERWORD}))[\s-]"
        r"(?P<unit>minute|hour|day|week|month|year|decade)s(?!\w)",
        duration,
        split=two_lengths,
    ),
    Rule(
        "duration-adjective",
        r"(?:[Tt]he same )?(?:{NUMBER}-)(?P<unit>second|minute|hour|day|week|month|year|decade|century)"
        r"(?:-(?:long|old))?(?!\w)",
        duration,
    ),
    Rule(
        "duration-long",
        r"(?:(?:an?|the)\s)?(?P<one>(?P<unit>day|week|month|year|decade|century)-?long)(?!\w)",
        duration,
    ),
    Rule(
        "duration-bare",
        r"(?P<unit>day|week|month|year|decade|centurie|hour|minute)s(?![\w-])",
        duration,
        guard=_lasts,
    ),
    Rule(
        "duration-ordinal",
        r"(?:(?:[Aa]n?|[Tt]he)\s)?{ORDINAL}\s(?:(?:straight|consecutive|successive)\s(?P<unit>day|night|week|"
        r"month|quarter|year)"
        r"|(?P<row>day|night|week|month|year)\s(?:in a row|running))(?!\w)",
        nth_in_a_row,
    ),
    Rule(
        "duration-for-nth",
        r"(?<=[Ff]or )an?\s(?P<ordinal>(?i:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|"
        r"\d{1,2}(?:nd|rd|th))\s"
        r"(?P<unit>day|night|week|month|year)(?!\w)(?!\sof\b)",
        nth_in_a_row,
    ),
    Rule(
        "anchored",
        rf"{_WHICH}\s(?:{{NUMBER}}\s)?(?P<unit>second|minute|hour|day|week|fortnight|month|year|decade|"
        r"century|centurie)(?P<plural>s)?(?!\w)",
        anchored_duration,
        guard=_is_length,
    ),
    Rule(
        "anchored-number",
        r"[Tt]he\s{NUMBER}\s(?P<which>past|last|next|previous|preceding|following|subsequent)\s"
        r"(?P<unit>hour|day|week|month|year|decade)(?P<plural>s)(?!\w)",
        anchored_duration,
    ),
)
