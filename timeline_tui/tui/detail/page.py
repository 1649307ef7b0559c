"""What a pane is made of: an event with its surroundings, lines of styled text, and items to choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.display import display
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.names import day_words
from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event, Evidence, Source
from timeline_tui.search.highlight import highlight
from timeline_tui.search.index import Index
from timeline_tui.search.parse import Query
from timeline_tui.search.parts import Names
from timeline_tui.tui.glyphs import Glyphs
from timeline_tui.tui.text import PROSE_WIDTH, Span, cut, quoted, segments, visible, width, wrap

BOLD = Style(bold=True)
ITALIC = Style(italic=True)

Line = list[Segment]
"""One line of a pane without its ground: styles carry no background but that of a hit."""


class Inks(NamedTuple):
    """The styles of the parts, to be laid over a ground."""

    text: Style
    quiet: Style
    remark: Style
    time: Style
    said: Style
    who: Style
    match: Style
    dispute: Style
    wrong: Style
    rule: Style
    accent: Style


@dataclass(frozen=True, slots=True)
class Subject:
    """An event and all that its panes need to speak of it.

    ``rows_of`` are the rows of its participants, as far as they are counted.
    """

    dated: Dated
    index: Index
    query: Query | None
    zone: tzinfo
    zones: tuple[tzinfo, ...]
    glyphs: Glyphs
    rows_of: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def event(self) -> Event:
        """The event."""
        return self.dated.event

    @property
    def names(self) -> Names:
        """What participants and sources are called."""
        return self.index.names

    def name(self, who: str) -> str:
        """Return the name of a participant; plain words and unknown ids are their own names."""
        return self.names.of(who)[0]

    def source(self, source: str) -> Source:
        """Return the record of a source; one that the timeline does not list has nothing but its id."""
        return self.names.source(source) or Source(id=source)

    def publisher(self, source: str) -> str:
        """Return who published a source, or what else it can be called."""
        known = self.source(source)
        return known.publisher or known.title or known.id

    def hits(self, text: str, kind: str, *, also: Sequence[str] = ()) -> tuple[Span, ...]:
        """Return where the query's hits stand in ``text``."""
        return () if self.query is None else highlight(self.query, text, kind, also=also)


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a pane that the cursor can stand on.

    ``narrow`` is the field and the id that Enter narrows to; without it Enter opens ``evidence``.
    """

    words: str
    evidence: Evidence | None = None
    narrow: tuple[str, str] | None = None
    speaker: str | None = None


@dataclass(slots=True)
class Page:
    """Lines from top to bottom; ``owners`` says for each line which item it belongs to, None for none."""

    lines: list[Line] = field(default_factory=list)
    owners: list[int | None] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def add(self, lines: Iterable[Line], item: Item | None = None) -> None:
        """Append lines; with ``item`` they are the lines of that one."""
        owner = None
        if item is not None:
            owner = len(self.items)
            self.items.append(item)
        for line in lines:
            self.lines.append(line)
            self.owners.append(owner)

    def blank(self) -> None:
        """Append an empty line, but neither at the top nor after another."""
        if self.lines and self.lines[-1]:
            self.add([[]])

    def trim(self) -> None:
        """Leave out empty lines at the end."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
            self.owners.pop()

    def span(self, item: int) -> tuple[int, int]:
        """Return the first line of an item and the first after it."""
        first = self.owners.index(item)
        after = first
        while after < len(self.owners) and self.owners[after] == item:
            after += 1
        return first, after


def line_width(line: Line) -> int:
    """Return the cells a line takes."""
    return sum(width(segment.text) for segment in line)


def spread(left: Line, right: Line, cells: int) -> list[Line]:
    """Return ``left`` and ``right`` at the two ends of one line, or of two where they have no room in one."""
    used, needed = line_width(left), line_width(right)
    if not right:
        return [left]
    if used + 2 + needed <= cells:
        return [[*left, Segment(" " * (cells - used - needed)), *right]]
    return [left, [Segment(" " * max(0, cells - needed)), *right]]


def beside(lead: str | Line, lines: Sequence[Line], cells: int) -> list[Line]:
    """Return ``lines`` indented by ``cells``, the first after ``lead``."""
    first = [Segment(lead)] if isinstance(lead, str) else lead
    pad = Segment(" " * max(0, cells - line_width(first)))
    indent = Segment(" " * cells)
    return [[*first, pad, *line] if not at else [indent, *line] for at, line in enumerate(lines)]


def prose(
    text: str,
    cells: int,
    base: Style,
    spans: Sequence[tuple[int, int, Style]] = (),
    *,
    glyphs: Glyphs | None = None,
    keep_newlines: bool = False,
) -> list[Line]:
    """Return a text from a file, wrapped to ``cells`` and made safe; ``spans`` are offsets into it."""
    shown = visible(text, keep_newlines=keep_newlines)
    out = []
    for start, end in wrap(shown, max(1, min(cells, PROSE_WIDTH))):
        words = shown[start:end] if glyphs is None else glyphs.words(shown[start:end])
        out.append(segments(words, base, [(a - start, b - start, ink) for a, b, ink in spans]))
    return out


def one_line(
    text: str, cells: int, base: Style, spans: Sequence[tuple[int, int, Style]], glyphs: Glyphs
) -> Line:
    """Return a text from a file cut to ``cells``; a hit that was cut off shows on the mark."""
    shown = visible(text)
    words = cut(shown, cells, glyphs.cut)
    if words == shown:
        return segments(glyphs.words(words), base, spans)
    kept = max(0, len(words) - len(glyphs.cut))
    line = segments(glyphs.words(words[:kept]), base, [(a, min(b, kept), ink) for a, b, ink in spans])
    beyond = next((ink for _a, b, ink in spans if b > kept and ink.bgcolor is not None), Style.null())
    return [*line, Segment(words[kept:], base + beyond)]


def matched(subject: Subject, inks: Inks, text: str, kind: str) -> list[tuple[int, int, Style]]:
    """Return the hits in ``text`` as spans in the match ink."""
    return [(start, end, inks.match) for start, end in subject.hits(text, kind)]


def named(subject: Subject, inks: Inks, who: str, kind: str) -> list[tuple[int, int, Style]]:
    """Return the hits in a participant's name, which may be meant by an alias or id too."""
    known = subject.names.of(who)
    return [(a, b, inks.match) for a, b in subject.hits(known[0], kind, also=(who, *known[1:]))]


def own_words(inks: Inks, text: str) -> list[tuple[int, int, Style]]:
    """Return what stands between quotation marks in ``text`` as spans in the colour of speech."""
    return [(start, end, inks.said) for start, end in quoted(visible(text))]


def published_words(source: Source, subject: Subject) -> str:
    """Return when a source was published, without the year if that is the event's; "" if it is unknown."""
    if source.published is None:
        return ""
    try:
        when = parse(source.published, subject.index.zone)
    except EdtfError:
        return source.published
    start = when.start
    if start is None or when.is_interval or start.precision != "day" or start.qualifier:
        return display(when, subject.zone)
    own = subject.dated.when.start if subject.dated.when is not None else None
    with_year = own is None or own.year != start.year
    return day_words((start.year, start.month, start.day), named=False, with_year=with_year)
