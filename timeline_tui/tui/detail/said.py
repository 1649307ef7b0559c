"""What was said: the words first, then who said them, how, to whom, and who reports it."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.timeline import Statement
from timeline_tui.tui.detail.page import (
    BOLD,
    ITALIC,
    Inks,
    Item,
    Line,
    Page,
    Subject,
    line_width,
    matched,
    named,
    own_words,
    prose,
    spread,
)
from timeline_tui.tui.text import PROSE_WIDTH, cut, visible, width

_INDENT = 3
"""Cells from the bar to the words: the bar, a space, and the quotation mark that hangs out."""
_TAKES_PERSON = frozenset({"told", "asked", "assured", "reminded", "urged", "informed", "advised"})
_MARKS = '“"«„‟”»'


def said_page(subject: Subject, inks: Inks, cells: int) -> Page:
    """Return the event's statements, each an item."""
    page = Page()
    for statement in subject.event.statements:
        page.blank()
        page.add(statement_lines(statement, subject, inks, cells), item_of(statement, subject))
    return page


def modes_words(subject: Subject) -> str:
    """Return how many statements are of which mode: "6 direct, 2 mixed, 1 indirect"."""
    said = [one.mode for one in subject.event.statements]
    counted = ((mode, said.count(mode)) for mode in ("direct", "mixed", "indirect"))
    return ", ".join(f"{count} {mode}" for mode, count in counted if count)


def item_of(statement: Statement, subject: Subject) -> Item:
    """Return the item of a statement: Enter narrows to its speaker."""
    narrow = None if statement.speaker is None else ("speaker", statement.speaker)
    speaker = None if statement.speaker is None else subject.name(statement.speaker)
    evidence = statement.evidence[0] if statement.evidence else None
    return Item(statement.text, evidence, narrow, speaker)


def statement_lines(statement: Statement, subject: Subject, inks: Inks, cells: int) -> list[Line]:
    """Return one statement: its words wrapped and never cut, and below them who said it."""
    glyphs = subject.glyphs
    bar = getattr(glyphs, statement.mode)
    room = min(PROSE_WIDTH, cells - _INDENT - 1)
    lines = _words(statement, subject, inks, room)
    foot = _foot(statement, subject, inks, cells - _INDENT)
    foot = [[Segment(" "), *line] for line in foot]
    return [[Segment(bar, inks.said), Segment(" "), *line] for line in [*lines, *foot]]


def _words(statement: Statement, subject: Subject, inks: Inks, room: int) -> list[Line]:
    """Return the words, the text's edge one cell right of where a quotation mark hangs."""
    text, glyphs = statement.text, subject.glyphs
    hits = matched(subject, inks, text, "said")
    if statement.mode == "direct":
        bare = text[:1] not in _MARKS or not text
        shown = text + "”" if bare and text[-1:] not in "”»" else text
        lines = prose(shown, room, inks.said, hits, glyphs=glyphs)
        if bare:
            return _hang(lines, glyphs.quote, inks.said)
        return _hang(prose(shown[1:], room, inks.said, _moved(hits), glyphs=glyphs), shown[0], inks.said)
    ink = inks.text + ITALIC
    upright = Style(italic=False)
    spans = [(start, end, own + upright) for start, end, own in own_words(inks, text)]
    if text[:1] == "“" and spans:
        first = [(start - 1, end - 1, own) for start, end, own in spans + hits]
        return _hang(prose(text[1:], room, ink, first, glyphs=glyphs), glyphs.quote, inks.said)
    return _hang(prose(text, room, ink, spans + hits, glyphs=glyphs), " ", ink)


def _moved(spans: list[tuple[int, int, Style]]) -> list[tuple[int, int, Style]]:
    return [(start - 1, end - 1, ink) for start, end, ink in spans]


def _hang(lines: list[Line], mark: str, ink: Style) -> list[Line]:
    """Return the lines with ``mark`` hanging before the first."""
    return [[Segment(mark, ink) if not at else Segment(" "), *line] for at, line in enumerate(lines)]


def _foot(statement: Statement, subject: Subject, inks: Inks, cells: int) -> list[Line]:
    """Return speaker, verb, who was spoken to, and at the right the sources."""
    left: Line = []
    if statement.speaker is None:
        left.append(Segment("nobody named", inks.remark))
    else:
        spans = named(subject, inks, statement.speaker, "speaker")
        left += prose(subject.name(statement.speaker), cells, inks.text + BOLD, spans, glyphs=subject.glyphs)[
            0
        ]
    if statement.verb:
        left.append(Segment("  "))
        left += _inline(statement.verb, inks.quiet, matched(subject, inks, statement.verb, "verb"), subject)
    for at, who in enumerate(statement.to):
        link = " " if statement.verb in _TAKES_PERSON else " to " if statement.verb else "  to "
        left.append(Segment(", " if at else link, inks.quiet))
        left += _inline(subject.name(who), inks.quiet, named(subject, inks, who, "to"), subject)
    if statement.via:
        left.append(Segment("  relayed by ", inks.quiet))
        left += _inline(
            subject.name(statement.via), inks.quiet, named(subject, inks, statement.via, "to"), subject
        )
    if line_width(left) > cells:
        left = _cut(left, cells, subject)
    return spread(left, _sources(statement, subject, inks, cells - line_width(left) - 2), cells)


def _inline(text: str, ink: Style, spans: list[tuple[int, int, Style]], subject: Subject) -> Line:
    return [piece for line in prose(text, 10_000, ink, spans, glyphs=subject.glyphs) for piece in line]


def _cut(line: Line, cells: int, subject: Subject) -> Line:
    """Return a line cut to ``cells``: only for lists of addressees, never for words that were said."""
    out: Line = []
    room = cells
    for piece in line:
        size = width(piece.text)
        if size > room:
            out.append(Segment(cut(piece.text, room, subject.glyphs.cut), piece.style))
            break
        out.append(piece)
        room -= size
    return out


def _sources(statement: Statement, subject: Subject, inks: Inks, room: int) -> Line:
    """Return who reports a statement: their names if there is room, else how many they are."""
    publishers = list(dict.fromkeys(subject.publisher(one.source) for one in statement.evidence))
    if not publishers:
        return []
    words = ", ".join(publishers)
    if len(publishers) > 1 and width(visible(words)) > min(room, 30):
        return [Segment(f"{len(publishers)} sources", inks.quiet)]
    if width(visible(words)) > room:
        return [Segment("1 source", inks.quiet)]
    return _inline(words, inks.quiet, matched(subject, inks, words, "publisher"), subject)
