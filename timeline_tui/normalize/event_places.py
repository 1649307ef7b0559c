"""Where a happening took place, in the words of its sentence: "at the Kennedy Center in Washington"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline_tui.coverage.document import Span

_NAME = (
    r"[A-ZÀ-Þ][\w’'–-]*(?:\.(?=\s[A-Z])|\b)"
    r"(?:\s(?:(?:of|de|la|del|du|da|der|van|von|al|el|the|and|&)\s)?[A-ZÀ-Þ][\w’'–-]*){0,5}"
)
_PLACE = re.compile(
    rf"\b(?:at|in|near|outside|inside|off|aboard)\s(?:the\s|downtown\s|central\s|northern\s|southern\s|eastern\s|western\s)?(?P<place>{_NAME})"
)
_THEN = re.compile(rf"(?:,\s|\s(?:in|near|outside)\s)(?:the\s)?(?P<place>{_NAME})")
_LAST_POSSESSIVE = re.compile(r"['’]s?$")
LONGEST = 80
FURTHEST = 1500
"""A place stands in a sentence's first characters, up to this many, or it is not looked for."""


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def place_of(text: str, sentence: Span, not_places: Sequence[Span]) -> str | None:
    """Return the first place that a sentence says something happened at, its parts joined by commas.

    ``not_places`` are spans of dates, persons, organisations and reported words: no place is taken from them.
    """
    for found in _PLACE.finditer(text, sentence[0], min(sentence[1], sentence[0] + FURTHEST)):
        span = found.span("place")
        if not _free(span, not_places) or text[span[1] : span[1] + 2] in {"’s", "'s"}:
            continue
        parts = [found["place"]]
        at = span[1]
        while (
            len(parts) < 3
            and (more := _THEN.match(text, at, sentence[1]))
            and _free(more.span("place"), not_places)
        ):
            if text[more.end() : more.end() + 2] in {"’s", "'s"} or more["place"] in parts:
                break
            parts.append(more["place"])
            at = more.end()
        whole = ", ".join(_LAST_POSSESSIVE.sub("", part) for part in parts)
        if len(whole) <= LONGEST:
            return whole
    return None
