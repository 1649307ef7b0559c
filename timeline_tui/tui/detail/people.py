"""Who took part or spoke: name, part played, when they appear in the timeline, and how often."""

from __future__ import annotations

from datetime import tzinfo

from rich.segment import Segment

from timeline_tui.model.display import local_day
from timeline_tui.model.edtf import EdtfError, overlaps, parse
from timeline_tui.model.names import MONTHS_SHORT, year_words
from timeline_tui.model.timeline import Affiliation
from timeline_tui.search.histogram import curve, even_edges
from timeline_tui.search.parts import people
from timeline_tui.tui.detail.page import Inks, Item, Line, Page, Subject, line_width, matched, named, one_line
from timeline_tui.tui.text import visible, width

_CURVE = 16
"""Cells of a curve."""
_COUNT = 4
"""Cells of the number of events."""
_ONE_LINE = 46
"""From this width on a participant takes one line."""
_NAME = 24
"""Cells a name takes at most beside a role."""


def people_page(subject: Subject, inks: Inks, cells: int) -> Page:
    """Return the participants, each an item."""
    page = Page()
    shown = people(subject.event)
    edges = span_of(subject)
    longest = max((width(visible(subject.name(who))) for who in shown), default=0)
    for who in shown:
        item = Item(subject.name(who), None, ("who", who))
        page.add(_participant(who, min(longest, _NAME), edges, subject, inks, cells), item)
    return page


def span_of(subject: Subject) -> tuple[int, int] | None:
    """Return the seconds that the curves reach over: where nine of ten events stand; None without dates.

    A few events long before or after the others would leave no room for what is to be compared.
    """
    starts = subject.index.starts
    if not starts:
        return None
    first, last = starts[len(starts) // 20], starts[-1 - len(starts) // 20]
    when = subject.dated.when
    if when is not None and when.earliest_start is not None and last > first:
        near = (last - first) // 2
        if first - near <= when.earliest_start <= last + near:
            first, last = min(first, when.earliest_start), max(last, when.earliest_start)
    return first, max(last + 1, first + _CURVE)


def span_words(span: tuple[int, int] | None, zone: tzinfo) -> str:
    """Return the curves' span in words: "6–21 Aug", "Feb–Aug 2025", "1867–2026"."""
    if span is None:
        return ""
    first, last = local_day(span[0], zone), local_day(span[1] - 1, zone)
    if first[:2] == last[:2]:
        days = f"{first[2]}–{last[2]}" if first[2] != last[2] else str(first[2])
        return f"{days} {MONTHS_SHORT[first[1]]}"
    if first[0] == last[0]:
        return f"{first[2]} {MONTHS_SHORT[first[1]]} – {last[2]} {MONTHS_SHORT[last[1]]}"
    return f"{year_words(first[0])}–{year_words(last[0])}"


def _participant(
    who: str, name_cells: int, span: tuple[int, int] | None, subject: Subject, inks: Inks, cells: int
) -> list[Line]:
    glyphs = subject.glyphs
    rows = subject.rows_of.get(who, ()) if subject.rows_of is not None else None
    count = f"{'' if rows is None else len(rows):>{_COUNT}}"
    drawn = _curve(subject, rows, span, inks)
    one = cells >= _ONE_LINE
    name = one_line(
        subject.name(who),
        name_cells if one else cells - _COUNT - 1,
        inks.who,
        named(subject, inks, who, "who"),
        glyphs,
    )
    role, kind = _role(who, subject)
    if one:
        edge = 2 + _CURVE + _COUNT
        room = cells - name_cells - 2 - edge
        words = one_line(role, room, inks.quiet, matched(subject, inks, role, kind), glyphs)
        line = [*name, Segment(" " * (name_cells - line_width(name) + 2)), *words]
        line.append(Segment(" " * (cells - edge - line_width(line) + 2)))
        return [[*line, *drawn, Segment(count, inks.quiet)]]
    first = [*name, Segment(" " * (cells - _COUNT - line_width(name))), Segment(count, inks.quiet)]
    lines = [first]
    if role:
        lines.append(
            [
                Segment("  "),
                *one_line(role, cells - 2, inks.quiet, matched(subject, inks, role, kind), glyphs),
            ]
        )
    return lines


def _role(who: str, subject: Subject) -> tuple[str, str]:
    """Return the part played in the event, or else what the participant was then; and the kind of text."""
    own = next((part.role for part in subject.event.participants if part.who == who and part.role), None)
    participant = subject.people.get(who)
    held = None if participant is None else _affiliation(participant.affiliations, subject)
    office = "" if held is None else ", ".join(filter(None, (held.role, subject.name(held.of))))
    if own:
        return (f"{own} · {office}" if office else own), "role"
    if office:
        return office, "affiliation"
    if all(part.who != who for part in subject.event.participants):
        return "spoke", "affiliation"
    kind = "" if participant is None or participant.kind == "person" else participant.kind
    return kind, "affiliation"


def _affiliation(held: tuple[Affiliation, ...], subject: Subject) -> Affiliation | None:
    """Return the last of the affiliations that may have held at the time of the event."""
    when = subject.dated.when
    found = None
    for one in held:
        if one.when is None or when is None:
            found = one
            continue
        try:
            term = parse(one.when, subject.index.zone)
        except EdtfError:
            continue
        if overlaps(term, when.earliest_start, when.latest_end):
            found = one
    return found


def _curve(subject: Subject, rows: object, span: tuple[int, int] | None, inks: Inks) -> Line:
    """Return when a participant appears, one bar a cell over a thin line."""
    glyphs = subject.glyphs
    if span is None or not isinstance(rows, (list, tuple)):
        return [Segment(" " * _CURVE)]
    amounts = curve(subject.index.starts, rows, even_edges(*span, _CURVE))
    most = max(amounts)
    out: Line = []
    for amount in amounts:
        if not amount:
            out.append(Segment("_" if not glyphs.is_ascii else " ", inks.rule))
            continue
        bar = glyphs.bar(amount, most)
        if bar == glyphs.bars[0]:  # as thin as the line it stands on
            bar = glyphs.bars[1]
        out.append(Segment(bar, inks.time))
    return out
