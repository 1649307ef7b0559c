"""Regions in quotation marks: curly, straight and angled, nested, over several paragraphs, in linear time.

Apostrophes are not quotation marks, nor are the marks of markup (``<a href="…">``). A mark that never finds
its partner is taken for a slip, with three exceptions: a quotation that goes on in the next paragraph, which
opens again there without having been closed (the custom of newspapers); one that a later paragraph closes
without having opened it; and a paragraph that begins with a mark, or in which a comma or colon announces one,
and is quoted to its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.paragraphs import paragraphs

_MARKS = re.compile(r"[\"“”„‟«»‘’‚‹›'‛]")
_PARTNER = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‛": "’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
}
_ELIDED = re.compile(r"(?:\d0s|em|til|tis|twas|cause|bout|round|n|s)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted region. ``start, end`` include its marks, if it has any; ``inner`` leaves them out.

    ``depth`` is 0 for a region that stands in no other. ``closed`` is False where the paragraph ends
    without a closing mark; the region then ends with the paragraph.
    """

    start: int
    end: int
    inner: Span
    depth: int = 0
    closed: bool = True


@dataclass(slots=True)
class _Open:
    at: int
    mark: str


def _touches_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _space_or_edge(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace()


def _may_open(text: str, at: int, mark: str) -> bool:
    before_word = not _space_or_edge(text, at + 1)
    if mark in "“„‟«‹‚":
        return True
    if mark == "»" or mark == "›":
        return before_word and not _touches_word(text, at - 1) and (_space_or_edge(text, at - 1))
    if mark in "‘‛'":
        if _touches_word(text, at - 1) or not before_word:
            return False
        return not _ELIDED.match(text, at + 1)
    if mark == '"':
        return before_word and not _touches_word(text, at - 1) and text[at - 1 : at] != "="
    return False


def _plural_possessive(text: str, at: int, end: int) -> bool:
    """Whether ’ or ' after an s belongs to the word: "the leaders’ talks"."""
    return text[at - 1] in "sS" and at + 2 < end and text[at + 1] == " " and text[at + 2].islower()


def _closes(text: str, at: int, mark: str, opened: str, end: int, singles: int) -> bool:
    """Whether ``mark`` closes a region that ``opened`` began; ``singles``: like marks that follow here.

    Curly and straight double marks may be mixed by a slip of typing (“So much," he said. "You …”): a straight
    mark that cannot open closes a curly one, and a curly one closes a straight one.
    """
    if mark not in _PARTNER.get(opened, opened):
        if mark in '"“':  # “Never,“ he said: the mark was typed the wrong way round
            wrong = mark == '"' or (_space_or_edge(text, at + 1) and not _space_or_edge(text, at - 1))
            return opened == "“" and wrong and not (mark == '"' and _may_open(text, at, mark))
        return mark == "”" and opened == '"'
    if mark in "’'":
        if _touches_word(text, at + 1) or (_space_or_edge(text, at - 1)):
            return False
        return not (singles > 0 and _plural_possessive(text, at, end))
    return True


def _scan(text: str, paragraph: Span) -> tuple[list[Quotation], list[_Open]]:
    """Return the closed regions of a paragraph, unordered, and what is still open at its end."""
    start, end = paragraph
    marks = [(found.start(), found[0]) for found in _MARKS.finditer(text, start, end)]
    later = {"’": 0, "'": 0}
    # A possessive can only be told from a closing mark by knowing that another candidate follows.
    following: list[int] = [0] * len(marks)
    for number in range(len(marks) - 1, -1, -1):
        at, mark = marks[number]
        if mark in later:
            following[number] = later[mark]
            if not _touches_word(text, at + 1):
                later[mark] += 1
        elif mark in "‘‛":
            later["’"] = 0
    found: list[Quotation] = []
    stack: list[_Open] = []
    kinds: dict[str, int] = {}
    for (at, mark), singles in zip(marks, following, strict=True):
        closers = [
            kind for kind, count in kinds.items() if count and _closes(text, at, mark, kind, end, singles)
        ]
        # An apostrophe inside a double quotation must not close a stray mark outside it.
        if closers and (mark not in "’'" or stack[-1].mark in closers):
            while stack:
                opened = stack.pop()
                kinds[opened.mark] -= 1
                if opened.mark in closers:
                    found.append(Quotation(opened.at, at + 1, (opened.at + 1, at), len(stack)))
                    break
            continue
        if _may_open(text, at, mark):
            if kinds.get(mark):
                # The same mark opens again: the one before was never closed. Forget it and what it held.
                while stack:
                    opened = stack.pop()
                    kinds[opened.mark] -= 1
                    if opened.mark == mark:
                        break
            stack.append(_Open(at, mark))
            kinds[mark] = kinds.get(mark, 0) + 1
    return found, stack


def _with_depths(regions: list[Quotation]) -> list[Quotation]:
    """Return the regions in text order, each with the number of regions around it."""
    regions.sort(key=lambda region: (region.start, -region.end))
    ends: list[int] = []
    out = []
    for region in regions:
        while ends and ends[-1] <= region.start:
            ends.pop()
        out.append(Quotation(region.start, region.end, region.inner, len(ends), region.closed))
        ends.append(region.end)
    return out


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the regions of ``text`` in quotation marks, outer before inner, in order."""
    all_paragraphs = paragraphs(text)
    out: list[Quotation] = []
    carried: dict[int, Quotation] = {}
    for number, paragraph in enumerate(all_paragraphs):
        start, end = paragraph
        if number in carried:
            out.append(carried[number])
            start = carried[number].end
        regions, still_open = _scan(text, (start, end))
        if still_open:
            first = still_open[0]
            continues = number + 1 < len(all_paragraphs) and text[all_paragraphs[number + 1][0]] == first.mark
            announced = first.mark == "“" and text[start : first.at].rstrip()[-1:] in (",", ":")
            if (continues or announced or first.at == start) and first.mark not in "'’":
                regions.append(Quotation(first.at, end, (first.at + 1, end), 0, closed=False))
                if first.mark == "“" and not continues:
                    carried |= _closed_later(text, all_paragraphs, number)
        out += _with_depths(regions)
    return tuple(out)


FURTHEST = 6
"""How many paragraphs below its opening mark a quotation may be closed."""

_CURLY = re.compile("[“”]")


def _closed_later(text: str, all_paragraphs: Sequence[Span], number: int) -> dict[int, Quotation]:
    """Return what lies in a quotation that a paragraph opened and a later one closes, by paragraph."""
    inside: dict[int, Quotation] = {}
    for later in range(number + 1, min(number + 1 + FURTHEST, len(all_paragraphs))):
        start, end = all_paragraphs[later]
        mark = _CURLY.search(text, start, end)
        if mark is None:
            inside[later] = Quotation(start, end, (start, end), 0, closed=False)
        elif mark[0] == "”" and mark.start() > start:
            inside[later] = Quotation(start, mark.end(), (start, mark.start()), 0)
            return inside
        else:
            break
    return {}
