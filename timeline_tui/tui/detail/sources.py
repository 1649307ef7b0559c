"""Where it is known from: publishers, the words they use, date and language."""

from __future__ import annotations

from rich.segment import Segment

from timeline_tui.model.timeline import Event, Evidence
from timeline_tui.search.highlight import Hit
from timeline_tui.search.parts import evidence
from timeline_tui.tui.detail.page import (
    Inks,
    Item,
    Line,
    Page,
    Subject,
    beside,
    line_width,
    matched,
    one_line,
    prose,
    published_words,
    spread,
)
from timeline_tui.tui.text import cut, visible, width

_PUBLISHER = 22
"""Cells a publisher takes at most beside a quote."""


def sources_page(subject: Subject, inks: Inks, cells: int, *, roomy: bool) -> Page:
    """Return the sources: one line each, or if ``roomy`` all their passages in full. Each is an item."""
    page = Page()
    found = by_source(subject.event)
    longest = max((width(visible(subject.publisher(source))) for source in found), default=0)
    for source, passages in found.items():
        if roomy:
            page.blank()
            _in_full(page, source, passages, subject, inks, cells)
            continue
        item = Item(passages[0].quote, passages[0])
        page.add([_in_short(source, passages[0], min(longest, _PUBLISHER), subject, inks, cells)], item)
    return page


def by_source(event: Event) -> dict[str, list[Evidence]]:
    """Return the event's evidence by source, its own before that of statements and versions."""
    found: dict[str, list[Evidence]] = {}
    for one in evidence(event):
        passages = found.setdefault(one.source, [])
        if all(one.quote != other.quote for other in passages):
            passages.append(one)
    return found


def independent(subject: Subject) -> int:
    """Return how many of the event's sources reprint no other."""
    return sum(subject.source(source).derived_from is None for source in by_source(subject.event))


def head_words(subject: Subject) -> str:
    """Return "6 · 4 independent", or the number alone where all are."""
    count, own = len(by_source(subject.event)), independent(subject)
    return str(count) if own == count else f"{count} · {own} independent"


def _in_short(
    source: str, passage: Evidence, publisher_cells: int, subject: Subject, inks: Inks, cells: int
) -> Line:
    glyphs = subject.glyphs
    publisher = subject.publisher(source)
    edge = cut(_edge(source, subject), cells // 2, glyphs.cut)
    publisher_cells = max(1, min(publisher_cells, cells - width(edge) - 4))
    ink = inks.text if subject.source(source).derived_from is None else inks.quiet
    name = one_line(publisher, publisher_cells, ink, matched(subject, inks, publisher, "publisher"), glyphs)
    line = [Segment(f"{glyphs.source} ", inks.quiet), *name]
    line.append(Segment(" " * (2 + publisher_cells - line_width(line) + 2)))
    room = cells - line_width(line) - width(edge) - 2
    if room >= 12:
        line += _quote(passage.quote, room, subject, inks)
    line.append(Segment(" " * max(1, cells - line_width(line) - width(edge))))
    return [*line, Segment(edge, inks.quiet)]


def _quote(quote: str, room: int, subject: Subject, inks: Inks) -> Line:
    glyphs = subject.glyphs
    hit = Hit("quote", quote, subject.hits(quote, "quote"))
    if hit.spans and width(visible(quote[: hit.spans[0][1]])) >= room - 2:  # else it would be cut off
        hit = hit.around(room - 2)
    spans = [(start, end, inks.match) for start, end in hit.spans]
    words = one_line(hit.text, room - 2, inks.quiet, spans, glyphs)
    return [Segment(glyphs.quote, inks.quiet), *words, Segment(glyphs.quote_end, inks.quiet)]


def _edge(source: str, subject: Subject) -> str:
    known = subject.source(source)
    parts = (published_words(known, subject), known.language or "")
    return visible(subject.glyphs.words(" · ".join(filter(None, parts))))


def _in_full(
    page: Page, source: str, passages: list[Evidence], subject: Subject, inks: Inks, cells: int
) -> None:
    glyphs, known = subject.glyphs, subject.source(source)
    publisher = subject.publisher(source)
    edge = cut(_edge(source, subject), cells // 2, glyphs.cut)
    name = one_line(publisher, cells - 2, inks.text, matched(subject, inks, publisher, "publisher"), glyphs)
    lead: Line = [Segment(f"{glyphs.source} ", inks.quiet), *name]
    lines = spread(lead, [Segment(edge, inks.quiet)] if edge else [], cells)
    if known.title and known.title != publisher:
        hits = matched(subject, inks, known.title, "source")
        lines += beside("  ", prose(known.title, cells - 2, inks.quiet, hits, glyphs=glyphs), 2)
    if known.derived_from is not None:
        words = f"reprints {subject.publisher(known.derived_from)}"
        lines += beside("  ", prose(words, cells - 2, inks.remark, glyphs=glyphs), 2)
    for at, passage in enumerate(passages):
        hits = matched(subject, inks, passage.quote, "quote")
        told = prose(passage.quote + "”", cells - 4, inks.text, hits, glyphs=glyphs)
        quote = beside([Segment(f"   {glyphs.quote}", inks.text)], told, 4)
        page.add([*lines, *quote] if not at else quote, Item(passage.quote, passage))
