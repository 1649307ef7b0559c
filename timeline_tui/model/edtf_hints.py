"""What was probably meant by a text that is no date. Slow on purpose: it runs only after a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline_tui.model.names import MONTHS

_NAMES = {name[:size].casefold(): n for n, name in enumerate(MONTHS) if n for size in (3, 4, len(name))}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|around|approx\.?|approximately|~) ?(?=[\dA-Z-])", re.I)
_YMD = re.compile(
    r"(-?\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:[ T]+(\d{1,2})[:.](\d\d)(:\d\d)?[\d.,]*(.*))?", re.A
)
_DMY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(.*)", re.A)
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.?,? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(-?\d{4})", re.A
)
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)", re.A)
_OFFSET = re.compile(r" ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)", re.I | re.A)
_BCE = re.compile(r"(\d{1,4}) ?(?:BCE?|B\.C\.(?:E\.)?)", re.A)


def candidates(text: str) -> Iterator[str]:
    """Yield likely readings of ``text``, best first; the caller keeps the first that is a date."""
    plain = " ".join(text.split()).replace("–", "-").replace("−", "-").replace("—", "-")
    yield plain
    start, slash, end = plain.partition("/")
    if slash and "/" not in end and len(start.strip()) != 2 and len(end.strip()) > 2:
        first = start.strip() if start.strip() in {"", ".."} else _reading(start.strip())
        second = end.strip() if end.strip() in {"", ".."} else _reading(end.strip())
        if first is not None and second is not None:
            yield f"{first}/{second}"
    if (reading := _reading(plain)) is not None:
        yield reading


def _reading(text: str) -> str | None:
    """Return the one reading of a text without an interval, or the text itself if nothing is known of it."""
    about = _ABOUT.match(text)
    if about is not None:
        rest = _reading(text[about.end() :])
        return None if rest is None else rest.rstrip("?~%") + "~"
    body = text.rstrip("?~%")
    marks = set(text[len(body) :])
    qualifier = "%" if "%" in marks or len(marks) == 2 else "".join(marks)
    return _date(body.strip(), qualifier)


def _date(body: str, qualifier: str) -> str:
    if match := _YMD.fullmatch(body):
        year, month, day, hour, minute, second, rest = match.groups()
        if day is None:
            return f"{year}-{int(month):02}{qualifier}"
        date = f"{year}-{int(month):02}-{int(day):02}"
        if hour is None:
            return date + qualifier
        return f"{date}T{int(hour):02}:{minute}{second or ''}{_offset(rest)}{qualifier}"
    if match := _DMY.fullmatch(body):
        first, second_, year, rest = match.groups()
        # Only one order of day and month may be possible; 05.03. is a day first by its dots alone.
        if int(first) > 12 or first == second_ or "." in body:
            return _date(f"{year}-{second_}-{first}{rest}", qualifier)
        if int(second_) > 12:
            return _date(f"{year}-{first}-{second_}{rest}", qualifier)
        return body
    if match := _WORDS.fullmatch(body):
        before, word, after, year = match.groups()
        if (season := _SEASONS.get(word.casefold())) and not (before or after):
            return f"{year}-{season}{qualifier}"
        if month_number := _NAMES.get(word.casefold()):
            day = before or after
            return f"{year}-{month_number:02}" + (f"-{int(day):02}" if day else "") + qualifier
        return body
    if match := _BCE.fullmatch(body):
        before_zero = int(match[1]) - 1
        return (f"-{before_zero:04}" if before_zero else "0000") + qualifier
    if match := _PACKED.fullmatch(body):
        return "-".join(match.groups()) + qualifier
    if re.fullmatch(r"\d{3}0'?s", body, re.A):
        return body[:3] + "X" + qualifier
    if re.fullmatch(r"[yY]-?\d{1,4}", body, re.A):
        return f"{int(body[1:]):05}" if body[1] == "-" else f"{int(body[1:]):04}"
    if re.fullmatch(r"-?\d{5,}", body, re.A):
        return f"Y{body}{qualifier}"
    if re.fullmatch(r"-?\d{1,3}", body, re.A) and len(body.lstrip("-")) == 3:
        return ("-" if body[0] == "-" else "") + body.lstrip("-").zfill(4) + qualifier
    if re.fullmatch(r"-?\d{0,4}[-uxUX]*", body, re.A):
        return re.sub("[uxU]", "X", body) + qualifier
    return body + qualifier


def _offset(text: str) -> str:
    match = _OFFSET.fullmatch(text)
    if match is None:
        return text
    return "Z" if match[1] else f"{match[2]}:{match[3] or '00'}"
