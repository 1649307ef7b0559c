"""Finding a quoted passage in a text, exactly or but for spacing and the style of its marks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from timeline_tui.coverage.document import Span

MOST = 100
"""No more places of one passage than this are returned."""

_STYLE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›ʼ′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
    }
)


@lru_cache(maxsize=8)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return ``text`` in one style, and for each of its characters the offset it came from."""
    out: list[str] = []
    origin: list[int] = []
    space = True
    for at, char in enumerate(text):
        if char.isspace():
            if not space:
                out.append(" ")
                origin.append(at)
            space = True
            continue
        plain = char.translate(_STYLE)
        if not char.isascii():
            plain = unicodedata.normalize("NFC", plain)
        for piece in plain:
            out.append(piece)
            origin.append(at)
        if plain:
            space = False
    origin.append(len(text))
    return "".join(out), tuple(origin)


def _places(text: str, wanted: str) -> list[int]:
    places: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(places) < MOST:
        places.append(at)
        at = text.find(wanted, at + len(wanted))
    return places


def find_passage(text: str, quote: str, near: Span | None = None) -> list[Span]:
    """Return where ``quote`` stands in ``text``, in order, or nearest first if ``near`` is given.

    Exact places are returned if there are any. Otherwise white space, hyphens and dashes, and the style of
    quotation marks are disregarded; the spans are offsets into ``text`` as it is. At most ``MOST`` places.
    """
    if not quote.strip():
        return []
    spans = [(at, at + len(quote)) for at in _places(text, quote)]
    if not spans:
        body, origin = _folded(text)
        wanted = _folded(quote)[0].strip()
        if wanted:
            spans = [(origin[at], origin[at + len(wanted) - 1] + 1) for at in _places(body, wanted)]
    if near is not None:
        spans.sort(key=lambda span: (abs(span[0] - near[0]), span))
    return spans
