"""Sentences of clean text, by rules: fast, explained, and exact in their offsets.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or an ellipsis that
runs on; a question or exclamation mark inside a quotation does not cut off the words that say who asked.
"""

from __future__ import annotations

import re

from timeline_tui.coverage.abbreviations import BEFORE_NUMBER, MAY_END, MONTHS, NEVER_END, STARTERS
from timeline_tui.coverage.boilerplate import boilerplate
from timeline_tui.coverage.document import Span
from timeline_tui.coverage.paragraphs import bullet, dateline_end, paragraphs

__all__ = ["paragraphs", "sentences", "split"]

# The look-behind keeps a run of marks from being tried again from each of its marks: linear time.
_END = re.compile(
    r"(?<![.!?…。！？])(?P<mark>[.!?…。！？]++)(?P<close>(?:[\"”’'»›)\]*_]|“(?!\w))*+)(?P<note>(?:\[\d{1,4}\])*+)"
    r"(?=\s|$|(?<=[。！？])|(?<=\d\]))"
)
_TOKEN = re.compile(r"[^\s(\[\"“”‘«‹„—–/]{1,24}$")
_SPACE = re.compile(r"\s*")
_OPENERS = "\"“‘'«‹„([¿¡*_—–-"
_WORD = re.compile(r"[^\W\d_](?:[\w’'.-]*\w)?")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LONGEST_TOKEN = 24
_CLOSING_QUOTES = "\"”’'»›“"
# "…?” Putin asked", "…!” shouted the crowd": the words after the mark say who spoke.
_CUE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s)?(?:[^\W\d_][\w.’'-]{0,30}\s){0,4}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|told|replied|shouted|cried|answered|demanded|wondered|exclaimed"
    r"|tweeted|posted|declared|insisted|joked|quipped|responded|continued|called|yelled|chanted|queried)\b"
)


def _next_word(text: str, at: int, end: int) -> tuple[int, str]:
    """Return where the next word begins, past spaces and opening marks, and the word ("" if none)."""
    while at < end and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    found = _WORD.match(text, at, min(end, at + 40))
    return at, found[0] if found else ""


def _full_stop_ends(text: str, start: int, mark: int, after: int, end: int) -> bool:
    """Whether the single full stop at ``mark`` ends a sentence, with more text of the paragraph after it."""
    at, word = _next_word(text, after, end)
    if (word and word[0].islower()) or (at < end and text[at] in ",;:"):
        return False
    found = _TOKEN.search(text, max(start, mark - _LONGEST_TOKEN), mark)
    token = found[0].lstrip("'’").casefold() if found else ""
    if "-" in token and token.rpartition("-")[2] in NEVER_END:
        token = token.rpartition("-")[2]  # "then-Sen. Barack Obama", "ex-Gov. Patrick"
    digit = at < end and text[at].isdigit()
    first = word.rstrip(".").casefold()
    if not token:
        return True
    if token.isdigit():
        # "3. The road": a list marker; "15. August": a date in German and others.
        if found is not None and found.start() == start:
            return False
        return not (len(token) <= 2 and first in MONTHS)
    if digit and token in BEFORE_NUMBER:
        return False
    if token in NEVER_END:
        return False
    if token in MAY_END:
        return first in STARTERS if word else not digit or token in BEFORE_NUMBER
    if _INITIAL.fullmatch(token):
        # "J. Smith", "U.S. Navy"; but "World War I. The", "in Washington D.C. On".
        return first in STARTERS and first != token
    return True


def _ends(text: str, start: int, found: re.Match[str], end: int) -> bool:
    mark, close = found["mark"], found["close"]
    after = _SPACE.match(text, found.end()).end()  # type: ignore[union-attr]
    if after >= end:
        return True
    following = text[after]
    if following in "—–,;:.":  # a spaced ellipsis goes on with another full stop
        return False
    quoted = any(c in _CLOSING_QUOTES for c in close)
    if mark == ".":
        if quoted:
            return not _next_word(text, after, end)[1][:1].islower()
        return _full_stop_ends(text, start, found.start(), after, end)
    _, word = _next_word(text, after, end)
    if word[:1].islower():
        return False
    if mark[0] in ".…" and word and text.endswith(word, start, found.start()):
        return False  # a stutter: "I… I do"
    if quoted:
        return not _CUE.match(text, after, min(end, after + 160))
    return True


def split(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of one paragraph, without white space around, list markers and datelines."""
    start, end = paragraph
    start += bullet(text, start, end)
    start = dateline_end(text, (start, end))
    spans: list[Span] = []
    for found in _END.finditer(text, start, end):
        if found.start() < start or not _ends(text, start, found, end):
            continue
        spans.append((start, found.end()))
        start = _SPACE.match(text, found.end(), end).end()  # type: ignore[union-attr]
    if start < end:
        spans.append((start, end))
    return spans


def sentences(text: str) -> tuple[Span, ...]:
    """Return the narrated sentences of ``text`` in order; boilerplate paragraphs are left out.

    Titles, subheadings and list items are sentences of their own. A sentence never crosses a paragraph.
    """
    all_paragraphs = paragraphs(text)
    skipped = set(boilerplate(text, all_paragraphs))
    return tuple(
        sentence
        for paragraph in all_paragraphs
        if paragraph not in skipped
        for sentence in split(text, paragraph)
    )
