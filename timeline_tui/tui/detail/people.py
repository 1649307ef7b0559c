"""Who took part or spoke: name, part played, when they appear in the timeline, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from timeline_tui.model.edtf import EdtfError, overlaps, parse
from timeline_tui.model.timeline import Affiliation
from timeline_tui.search.parts import people
from timeline_tui.tui.detail.curves import drawn, edges, span_words
from timeline_tui.tui.detail.page import Inks, Item, Line, Page, Subject, line_width, matched, named, one_line
from timeline_tui.tui.text import visible, width

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
    between = edges(subject, cells)
    longest = max((width(visible(subject.name(who))) for who in shown), default=0)
    for who in shown:
        item = Item(subject.name(who), None, ("who", who))
        page.add(_participant(who, min(longest, _NAME), between, subject, inks, cells), item)
    return page


def curve_words(subject: Subject, cells: int) -> str:
    """Return the names of the columns of curves and counts, each over its column."""
    if cells < _ONE_LINE:
        return ""
    between = edges(subject, cells)
    return f"{span_words(between, subject):<{max(0, len(between) - 1)}}{'n':>{_COUNT}}"


def _participant(
    who: str, name_cells: int, between: Sequence[int], subject: Subject, inks: Inks, cells: int
) -> list[Line]:
    """Return one participant: a line, or two where it is narrow."""
    glyphs = subject.glyphs
    rows = subject.rows_of.get(who)
    count = f"{'' if rows is None else len(rows):>{_COUNT}}"
    one = cells >= _ONE_LINE
    room = name_cells if one else cells - _COUNT - 1
    name = one_line(subject.name(who), room, inks.who, named(subject, inks, who, "who"), glyphs)
    curve = drawn(rows, between, subject, inks) if one else []
    edge = line_width(curve) + _COUNT
    role, kind = _role(who, subject, cells - name_cells - edge - 4 if one else cells - 2)
    hits = matched(subject, inks, role, kind)
    if one:
        words = one_line(role, cells - name_cells - edge - 4, inks.quiet, hits, glyphs)
        line = [*name, Segment(" " * (name_cells - line_width(name) + 2)), *words]
        line.append(Segment(" " * (cells - edge - line_width(line))))
        return [[*line, *curve, Segment(count, inks.quiet)]]
    lines = [[*name, Segment(" " * (cells - _COUNT - line_width(name))), Segment(count, inks.quiet)]]
    if role:
        lines.append([Segment("  "), *one_line(role, cells - 2, inks.quiet, hits, glyphs)])
    return lines


def _role(who: str, subject: Subject, cells: int) -> tuple[str, str]:
    """Return the part played in the event and what the participant was then, if there is room; its kind."""
    own = next((part.role for part in subject.event.participants if part.who == who and part.role), None)
    participant = subject.index.participant(who)
    held = None if participant is None else _affiliation(participant.affiliations, subject)
    offices = []
    if held is not None:
        of = subject.name(held.of)
        offices = [f"{held.role}, {of}", held.role] if held.role else [of]
    if own:
        forms, kind = [*(f"{own} · {office}" for office in offices), own], "role"
    elif offices:
        forms, kind = offices, "affiliation"
    elif all(part.who != who for part in subject.event.participants):
        forms, kind = ["spoke"], "affiliation"
    else:
        person = participant is None or participant.kind == "person"
        forms, kind = ["" if person or participant is None else participant.kind], "affiliation"
    return next((form for form in forms if width(visible(form)) <= cells), forms[-1]), kind


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
