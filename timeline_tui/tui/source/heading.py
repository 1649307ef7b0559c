"""What stands over a document: title, publisher, date, language, place, and the state it is in."""

from __future__ import annotations

from datetime import tzinfo

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.display import display
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.search.index import Index
from timeline_tui.tui.detail.page import BOLD, Inks, Line, line_width, prose
from timeline_tui.tui.glyphs import Glyphs
from timeline_tui.tui.source.reading import Reading
from timeline_tui.tui.text import visible, width


def heading(
    reading: Reading, index: Index, zone: tzinfo, glyphs: Glyphs, inks: Inks, cells: int
) -> list[Line]:
    """Return the lines over a document, with an empty one before and after."""
    source = reading.source
    title = source.title or source.publisher or source.id
    lines = [[], *prose(title, cells, inks.text + BOLD, glyphs=glyphs)]
    facts = _facts(reading, index, zone, inks)
    about: Line = []
    for words, ink in facts:
        about += [Segment(glyphs.words("  ·  "), inks.rule)] if about else []
        about.append(Segment(glyphs.words(visible(words)), ink))
    if line_width(about) > cells:
        lines += prose("  ·  ".join(words for words, _ in facts), cells, inks.quiet, glyphs=glyphs)
    elif about:
        lines.append(about)
    if source.document is not None:
        lines += _place(reading, source.document, inks, cells)
    if reading.failure is not None:
        lines += prose(reading.failure, cells, inks.wrong + BOLD, glyphs=glyphs)
        words = (
            "What the timeline quotes from it:" if reading.uses else "The timeline quotes nothing from it."
        )
        lines += [[], *prose(words, cells, inks.remark)]
    if reading.left_out:
        more = (
            f"{reading.left_out} more events rest on this source; marked are those nearest in the timeline."
        )
        lines += prose(more, cells, inks.remark, glyphs=glyphs)
    if reading.lost:
        count = len(reading.lost)
        words = "1 quote of the timeline is" if count == 1 else f"{count} quotes of the timeline are"
        lines += prose(f"{words} not in this document.", cells, inks.wrong)
    return [*lines, []]


def _facts(reading: Reading, index: Index, zone: tzinfo, inks: Inks) -> list[tuple[str, Style]]:
    """Return publisher, date of publication, language and what the source reprints."""
    source = reading.source
    out = [(source.publisher, inks.quiet)] if source.publisher else []
    if source.published:
        try:
            published = display(parse(source.published, index.zone), zone)
        except EdtfError:
            published = source.published
        out.append((f"published {published}", inks.time))
    if source.language:
        out.append((source.language, inks.quiet))
    if source.derived_from:
        origin = index.names.source(source.derived_from)
        publisher = origin.publisher if origin is not None else None
        out.append((f"reprints {publisher or source.derived_from}", inks.quiet))
    return out


def _place(reading: Reading, document: str, inks: Inks, cells: int) -> list[Line]:
    """Return where the document is, and whether it is the one that the timeline was made from."""
    state = "", inks.quiet
    if reading.changed is not None:
        state = ("document changed since", inks.wrong) if reading.changed else ("sha256 matches", inks.said)
    elif reading.failure is None:
        state = "no sha256 recorded", inks.quiet
    path = visible(document)
    if width(path) + 4 + width(state[0]) <= cells:
        return [[Segment(path, inks.quiet), Segment("    "), Segment(*state)]]
    lines = prose(document, cells, inks.quiet)
    return [*lines, [Segment(*state)]] if state[0] else lines
