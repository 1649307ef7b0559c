"""Paragraphs of clean text, found from its line ends alone.

A line end ends a paragraph unless the lines were wrapped to a width: coverage copied from the web has one
paragraph a line, mail and old archives have lines wrapped at some 72 columns with blank lines between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from timeline_tui.coverage.document import Span

# Everything Unicode calls a line or paragraph separator ends a line.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SEPARATORS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BULLET = re.compile(r"(?:[-*•‣◦▪–—·]|\d{1,3}[.)]|\([0-9a-z]\))[ \t]+(?=\S)")
_FIRST_WORD = re.compile(r"\S+")
_TERMINAL = re.compile(r"[.!?…:;。！？]['\"’”»›)\]]*$")
_NARROWEST, _WIDEST = 40, 120
_TWO_LINES = 55  # a first line this long that runs on, with one line after it, is a wrapped paragraph

LONGEST_HEADING = 160
"""A line without a full stop that is longer than this (in characters) is prose all the same."""


def bullet(text: str, start: int, end: int) -> int:
    """Return the length of the list marker at the head of a paragraph ("- ", "• ", "3. "), or 0."""
    found = _BULLET.match(text, start, end)
    return found.end() - start if found else 0


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the runs of lines that no blank line separates, each line without surrounding space."""
    block: list[Span] = []
    fresh = True  # at the start of a line with nothing on it so far
    for found in _LINE.finditer(text):
        if found[0][0] in _SEPARATORS:
            if fresh and block:
                yield block
                block = []
            fresh = True
            continue
        line = _stripped(text, found.start(), found.end())
        if line is not None:
            block.append(line)
            fresh = False
    if block:
        yield block


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Whether a block was filled to a width: no line could have taken the first word of the next one."""
    if len(lines) < 2:
        return False
    width = max(end - start for start, end in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    if len(lines) == 2:
        (start, end), (next_start, next_end) = lines
        runs_on = not _TERMINAL.search(text, start, end)
        ends = bool(_TERMINAL.search(text, next_start, next_end))
        return runs_on and (text[next_start].islower() or (ends and end - start >= _TWO_LINES))
    filled = 0
    for (start, end), (next_start, next_end) in pairwise(lines):
        if bullet(text, next_start, next_end):
            continue
        word = _FIRST_WORD.match(text, next_start, next_end)
        if word is None or end - start + 1 + len(word[0]) <= width:
            return False
        filled += 1
    # Three lines that all end in a full stop and happen to be of one length are three paragraphs.
    return filled > 0 and any(not _TERMINAL.search(text, start, end) for start, end in lines[:-1])


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of ``text`` in order, without surrounding white space.

    A list item is a paragraph of its own, its marker included.
    """
    found: list[Span] = []
    for lines in _blocks(text):
        if not _wrapped(text, lines):
            found += lines
            continue
        start, end = lines[0]
        for next_start, next_end in lines[1:]:
            if bullet(text, next_start, next_end):
                found.append((start, end))
                start = next_start
            end = next_end
        found.append((start, end))
    return tuple(found)


def is_heading(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is a title, subheading or date line: short, and without a full stop at its end."""
    start, end = paragraph
    if end - start > LONGEST_HEADING or bullet(text, start, end):
        return False
    return not _TERMINAL.search(text, max(start, end - 8), end) or (text[end - 1] == "?" and end - start < 90)


_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’-]{2,40}(?:,[^—–\n(]{1,40})?\s?(?:\([^)\n]{1,30}\)\s?)?"  # LISBON, March 6 (Reuters)
    r"|[A-Z][\w .'’-]{2,40}(?:,[^—–\n(]{1,40})?\s?\([A-Z][^)\n]{1,30}\)\s?)"  # Lisbon, Portugal (AP)
    r"[—–-]{1,2}\s+(?=[\"“‘'(]?[A-Z0-9])"
)


def dateline_end(text: str, paragraph: Span) -> int:
    """Return where the words of a paragraph begin after an agency's dateline, its start if it has none.

    A dateline is a place in capitals, or any place with the agency in brackets, up to a dash:
    "WASHINGTON, Aug. 12 (Reuters) - ", "Lisbon, Portugal (AP) — ".
    """
    found = _DATELINE.match(text, *paragraph)
    return found.end() if found else paragraph[0]


def title_span(text: str) -> Span | None:
    """Return the first paragraph if it is a heading followed by other text, else None."""
    all_paragraphs = paragraphs(text)
    if len(all_paragraphs) > 1 and is_heading(text, all_paragraphs[0]):
        return all_paragraphs[0]
    return None
