"""What was probably meant by a text that is no date. Slow on purpose: it runs only after a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline_tui.model.calendar import civil_from_days, days_from_civil, days_in_month, weekday
from timeline_tui.model.names import MONTHS

_MONTH_NUMBERS = {
    name[:size].casefold(): n for n, name in enumerate(MONTHS) if n for size in (3, 4, len(name))
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_FLAGS = re.ASCII | re.IGNORECASE
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|around|approx\.?|approximately|~) ?(?=[\w-])", _FLAGS)
_BEFORE = re.compile(r"(?:before|by|until|till|up to) ", _FLAGS)
_AFTER = re.compile(r"(?:after|since|from) ", _FLAGS)
_BETWEEN = re.compile(r" ?/ ?| - | to | until | through ", _FLAGS)
_YEARS = re.compile(r"(\d{4}(?:-\d\d){0,2})[-/](\d{4}(?:-\d\d){0,2})", _FLAGS)
_SHORT_YEARS = re.compile(r"(\d\d)(\d\d)[-/](1[3-9]|[2-9]\d)", _FLAGS)
_CLOCK = r"(?:[ T]+(\d{1,2})(?:[:.h]?(\d\d)(?:[:.]?(\d\d)(?:[.,]\d+)?)?)? ?(am|pm)?(.*))?"
_YEAR_FIRST = re.compile(r"(-?\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?" + _CLOCK, _FLAGS)
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})(| .*|T.*)", _FLAGS)
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)(| .*|T.*)", _FLAGS)
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.?,? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(-?\d{4})(| .*)",
    _FLAGS,
)
_QUARTER = re.compile(r"(?:(\d{4})[- ]?Q([1-4])|Q([1-4])[- ](\d{4}))", _FLAGS)
_WEEK = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", _FLAGS)
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})", _FLAGS)
_BCE = re.compile(r"(\d{1,4}) ?(?:BCE?|B\.C\.(?:E\.)?)", _FLAGS)
_DECADE = re.compile(r"(?:the )?(\d{3})0'?s", _FLAGS)
_CROSSED = re.compile(r"-?\d{0,4}[-ux]*", _FLAGS)
_OFFSET = re.compile(r" ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)", _FLAGS)
_OPEN_WORDS = {"": "", "..": "..", "unknown": "", "open": "..", "now": "..", "present": "..", "?": ""}


def candidates(text: str) -> Iterator[str]:
    """Yield likely readings of ``text``, best first; the caller keeps the first that is a date."""
    plain = " ".join(text.split())
    for dash in "–—−":
        plain = plain.replace(dash, "-")
    yield plain
    yield from _ranges(plain)
    yield _reading(plain)
    yield from _nearest(plain)


def _ranges(text: str) -> Iterator[str]:
    if match := _YEARS.fullmatch(text):
        yield f"{match[1]}/{match[2]}"
    if match := _SHORT_YEARS.fullmatch(text):
        yield f"{match[1]}{match[2]}/{match[1]}{match[3]}"
    if match := _BEFORE.match(text):
        yield f"../{_reading(text[match.end() :])}"
    if match := _AFTER.match(text):
        yield f"{_reading(text[match.end() :])}/.."
    if len(ends := _BETWEEN.split(text)) == 2:
        yield "/".join(_OPEN_WORDS.get(end.casefold(), _reading(end)) for end in ends)


def _reading(text: str) -> str:
    """Return the likeliest reading of a text that is no interval, or the text itself if there is none."""
    if match := _ABOUT.match(text):
        return _reading(text[match.end() :]).rstrip("?~%") + "~"
    body = text.rstrip("?~%")
    marks = set(text[len(body) :])
    qualifier = "%" if len(marks) > 1 else "".join(marks)
    return _date(body.strip()) + qualifier


def _date(body: str) -> str:
    for pattern, read in _READERS:
        if match := pattern.fullmatch(body):
            return read(match)
    return body


def _year_first(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, half, rest = match.groups()
    if day is None:
        return f"{year}-{int(month):02}"
    date = f"{year}-{int(month):02}-{int(day):02}"
    if hour is None:
        return date
    hours = int(hour) % 12 + (12 if half.casefold() == "pm" else 0) if half else int(hour)
    offset = _OFFSET.fullmatch(rest)
    zone = rest if offset is None else "Z" if offset[1] else f"{offset[2]}:{offset[3] or '00'}"
    if hours == 24:
        date = "{:04}-{:02}-{:02}".format(
            *civil_from_days(days_from_civil(int(year), int(month), int(day)) + 1)
        )
        hours = 0
    return f"{date}T{hours:02}:{minute or '00'}{f':{second}' if second else ''}{zone}"


def _year_last(match: re.Match[str]) -> str:
    first, second, year, rest = match.groups()
    if first is None:
        return f"{year}-{int(second):02}"
    # Only where one order of day and month is possible, or the dots say that the day comes first.
    if int(first) > 12 or first == second or match[0][len(first)] == ".":
        return _date(f"{year}-{second}-{first}{rest}")
    return _date(f"{year}-{first}-{second}{rest}") if int(second) > 12 else match[0]


def _words(match: re.Match[str]) -> str:
    before, word, after, year, rest = match.groups()
    day = before or after
    if (season := _SEASONS.get(word.casefold())) and not (day or rest):
        return f"{year}-{season}"
    month = _MONTH_NUMBERS.get(word.casefold())
    if month is None:
        return match[0]
    return _date(f"{year}-{month:02}-{int(day):02}{rest}") if day else f"{year}-{month:02}{rest}"


def _week(match: re.Match[str]) -> str:
    fourth = days_from_civil(int(match[1]), 1, 4)  # always in week 1
    monday = fourth - weekday(fourth) + 7 * (int(match[2]) - 1)
    days = (monday + int(match[3]) - 1,) if match[3] else (monday, monday + 6)
    return "/".join("{:04}-{:02}-{:02}".format(*civil_from_days(day)) for day in days)


def _day_of_year(match: re.Match[str]) -> str:
    year, month, day = civil_from_days(days_from_civil(int(match[1]), 1, 1) + int(match[2]) - 1)
    return f"{year:04}-{month:02}-{day:02}"


def _bce(match: re.Match[str]) -> str:
    return f"-{int(match[1]) - 1:04}" if int(match[1]) > 1 else "0000"


_READERS = (
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
    (_WORDS, _words),
    (_BCE, _bce),
    (_DAY_OF_YEAR, _day_of_year),
    (_WEEK, _week),
    (_QUARTER, lambda match: f"{match[1] or match[4]}-{32 + int(match[2] or match[3])}"),
    (_PACKED, lambda match: _date(f"{match[1]}-{match[2]}-{match[3]}{match[4]}")),
    (_DECADE, lambda match: f"{match[1]}X"),
    (re.compile(r"Y(-?)(\d{1,4})", _FLAGS), lambda match: f"{match[1]}{match[2]:0>4}"),
    (re.compile(r"Y?(-?\d{5,})", _FLAGS), lambda match: f"Y{match[1]}"),
    (re.compile(r"(-?)(\d{3})", _FLAGS), lambda match: f"{match[1]}0{match[2]}"),
    (re.compile("-0000", _FLAGS), lambda _: "0000"),
    (_CROSSED, lambda match: re.sub("[uxU]", "X", match[0])),
)


def _nearest(text: str) -> Iterator[str]:
    """Yield the date nearest to one whose month or day does not exist."""
    match = _YEAR_FIRST.fullmatch(text)
    if match is None or match[4] is not None:
        return
    year, month, day = match[1], int(match[2]), int(match[3] or 0)
    if not (day or month > 12):  # zeros for what is not known
        yield f"{year}-{month:02}" if month else year
    elif not day:
        yield f"{year}-12"
    elif month > 12 >= day:
        yield f"{year}-{day:02}-{month:02}"
    elif 1 <= month <= 12:
        yield f"{year}-{month:02}-{days_in_month(int(year), month)}"
