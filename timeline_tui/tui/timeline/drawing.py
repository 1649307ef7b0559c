"""What each line of the timeline looks like: plain functions from data and a look to segments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.calendar import civil_from_days
from timeline_tui.model.display import display, gutter, mark
from timeline_tui.model.names import MONTHS, day_words, weekday_word, year_words
from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event
from timeline_tui.search.sections import Period
from timeline_tui.tui.glyphs import Glyphs
from timeline_tui.tui.text import cut, fit_right, quoted, segments, visible, whole_words, width
from timeline_tui.tui.timeline.lines import Gap, Share
from timeline_tui.tui.timeline.marks import Search, marks

_BOLD = Style(bold=True)
_VERSIONS, _PEOPLE, _SAID, _SOURCES = 2, 3, 4, 3
"""Cells of the columns of numbers."""
_ELSEWHERE = 24
"""Cells the words of a hit outside the title take at most."""
_TITLE = 20
"""Cells a title keeps at least beside them."""
BUSY = "laying out…"
"""What is said while what is on screen is not yet what was asked for."""
_LONGEST = 2000
"""Code points of a title that are looked at; no line is as wide."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The styles of the parts. ``ground``, ``head`` and ``cursor`` are whole, the others lie over them."""

    ground: Style
    head: Style
    cursor: Style
    title: Style
    quiet: Style
    remark: Style
    time: Style
    said: Style
    match: Style
    dispute: Style
    rule: Style
    accent: Style


class Columns(NamedTuple):
    """Where things stand, in cells, and whether numbers of ``people``, ``said``, ``sources`` are shown."""

    width: int
    gutter: int
    people: bool
    said: bool
    sources: bool

    @property
    def node(self) -> int:
        """The spine's column."""
        return self.gutter + 2

    @property
    def title(self) -> int:
        """Where words begin."""
        return self.gutter + 5

    @property
    def edge(self) -> int:
        """Cells of the columns of numbers at the right, the margin after them included."""
        return (
            _VERSIONS
            + self.people * (1 + _PEOPLE)
            + self.said * (1 + _SAID)
            + self.sources * (2 + _SOURCES)
            + (1 if self.width >= 40 else 0)
        )


def columns(cells: int, *, narrow: bool) -> Columns:
    """Return the columns for a widget ``cells`` wide; ``narrow`` is a screen below 80 columns.

    Sources leave first, then people, then statements.
    """
    return Columns(cells, 7 if narrow else 11, people=cells >= 80, said=cells >= 48, sources=cells >= 86)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything besides the data that a line's drawing depends on; part of the key it is kept under."""

    columns: Columns
    inks: Inks
    glyphs: Glyphs
    zone: tzinfo
    focused: bool
    narrow: bool
    sticky_day: bool
    search: int
    """A number that is new for each result shown."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event's line stands among the others."""

    cursor: bool = False
    marked: bool = False
    context: bool = False


def _number(count: int, cells: int) -> str:
    """Return a count in at most ``cells`` cells, rounded down to thousands if it must be."""
    words = str(count)
    return words if len(words) <= cells else f"{count // 1000}k"[-cells:]


def bar_of(look: Look, *, focused: bool) -> tuple[str, Style]:
    """Return the sign of the cursor and its style."""
    return look.glyphs.cursor, look.inks.accent if focused else look.inks.quiet


def _edge(event: Event, look: Look) -> list[tuple[str, Style]]:
    """Return the numbers at the right of an event's line; wider than the columns if ≠ needs it."""
    where, inks, glyphs = look.columns, look.inks, look.glyphs
    numbers = marks(event)
    versions = f"{glyphs.dispute}{numbers.versions}" if numbers.versions else ""
    out = [(versions.rjust(_VERSIONS), inks.dispute)]
    if where.people:
        out.append((f" {_number(numbers.people, _PEOPLE) if numbers.people else '':>{_PEOPLE}}", inks.quiet))
    if where.said:
        said = f"{glyphs.quote}{_number(numbers.statements, _SAID - 1)}" if numbers.statements else ""
        out.append((f" {said:>{_SAID}}", inks.said + _BOLD))
    if where.sources:
        sources = _number(numbers.sources, _SOURCES) if numbers.sources else ""
        out.append((f"  {sources:>{_SOURCES}}", inks.quiet))
    if where.width >= 40:
        out.append((" ", inks.quiet))
    return out


def _title(
    event: Event, cells: int, look: Look, base: Style, search: Search | None, *, quiet: bool
) -> list[Segment]:
    """Return the title in ``cells`` cells, with the words of a hit that is elsewhere."""
    inks, glyphs = look.inks, look.glyphs
    title = event.title[:_LONGEST]
    text = visible(title)
    hits = search.in_title(title) if search is not None else ()
    tail = _elsewhere(event, search, cells, look, base) if search is not None and not hits else []
    room = cells - sum(width(segment.text) for segment in tail)
    shown = cut(text, room, glyphs.cut)
    kept = len(shown) if shown == text else max(0, len(shown) - len(glyphs.cut))
    spans = [] if quiet else [(start, min(end, kept), inks.said) for start, end in quoted(text)]
    spans += [(start, min(end, kept), inks.match) for start, end in hits]
    ink = base + (inks.quiet if quiet else inks.title)
    line = segments(glyphs.words(shown[:kept]), ink, [span for span in spans if span[0] < span[1]])
    if kept < len(shown):
        beyond = any(end > kept for _start, end in hits)
        line.append(Segment(shown[kept:], base + (inks.match if beyond else inks.quiet)))
    line += tail
    used = width(shown) + cells - room
    return [*line, Segment(" " * (cells - used), base)]


def _elsewhere(event: Event, search: Search, cells: int, look: Look, base: Style) -> list[Segment]:
    """Return the words of a hit outside the title, if the title keeps enough room beside them."""
    hit = search.elsewhere(event)
    if hit is None or not hit.spans:
        return []
    inks, glyphs = look.inks, look.glyphs
    lead = f" {glyphs.dot} {hit.kind} "
    room = cells - width(lead)
    around, (start, end) = hit.around(_ELSEWHERE), whole_words(hit.text, hit.spans[0])
    words, spans = visible(around.text), around.spans
    if (
        width(words) + min(width(visible(event.title[:_LONGEST])), room) > room
    ):  # rather the whole title than more context
        words = cut(visible(hit.text[start:end]), _ELSEWHERE, glyphs.cut)
        spans = ((0, len(words)),)
    if width(words) + _TITLE > room:
        return []
    inked = [(left, right, inks.match) for left, right in spans]
    return [Segment(lead, base + inks.quiet), *segments(glyphs.words(words), base + inks.quiet, inked)]


def event_line(
    dated: Dated, period: Period, standing: Standing, look: Look, search: Search | None = None
) -> list[Segment]:
    """Return an event's line: time, node, title, numbers. ``search`` says where hits are."""
    inks, where, glyphs = look.inks, look.columns, look.glyphs
    bold = _BOLD if standing.cursor else Style.null()
    ground = inks.ground
    if standing.cursor:
        ground = inks.cursor if look.focused else inks.head
    bar, bar_ink = bar_of(look, focused=look.focused) if standing.cursor else (" ", inks.quiet)
    if dated.when is None:
        clock, node = "", glyphs.nothing
    else:
        clock = glyphs.words(gutter(dated.when, look.zone, period.date, narrow=look.narrow))
        node = getattr(glyphs, mark(dated.when))
    node_ink = inks.time
    if standing.context or dated.when is None:
        node, node_ink = (glyphs.spine if dated.when else glyphs.nothing), inks.rule
    time_ink = inks.quiet if standing.context else inks.time
    edge = _edge(dated.event, look)
    edge_width = sum(width(text) for text, _ in edge)
    room = max(0, where.width - where.title - edge_width - 1)
    return [
        Segment(bar, ground + bar_ink),
        Segment(fit_right(clock, where.gutter), ground + time_ink + bold),
        Segment(" ", ground),
        Segment(node, ground + node_ink),
        Segment(glyphs.marked if standing.marked else " ", ground + inks.accent),
        Segment(" ", ground),
        *_title(dated.event, room, look, ground + bold, search, quiet=standing.context),
        Segment(" ", ground),
        *(Segment(text, ground + ink) for text, ink in edge),
    ]


def day_line(period: Period, share: Share, look: Look, *, filtered: bool) -> list[Segment]:
    """Return the head over a day: its name in the gutter, a rule, and how many of its events match."""
    inks, where, glyphs = look.inks, look.columns, look.glyphs
    words = f"{share.shown} of {share.total}" if filtered else _events(share.total)
    rule = glyphs.cross + glyphs.rule * (where.width - where.node - 2 - len(words))
    return [
        Segment(" " + fit_right(period.day_words, where.gutter) + " ", inks.ground + inks.title + _BOLD),
        Segment(rule, inks.ground + inks.rule),
        Segment(f" {words}", inks.ground + inks.quiet),
    ]


def month_line(words: str, look: Look) -> list[Segment]:
    """Return the head over a month, or over any period longer than a day."""
    words = cut(look.glyphs.words(words), look.columns.width - 2)
    return _filled([Segment("  " + words, look.inks.head + look.inks.title + _BOLD)], look.inks.head, look)


def blank_line(look: Look) -> list[Segment]:
    """Return an empty line with the spine through it."""
    return _remark("", look.glyphs.spine, look)


def gap_line(gap: Gap, look: Look, *, filtered: bool) -> list[Segment]:
    """Return the remark about time that was left out, as long as there is room for."""
    what = "without matches" if filtered and gap.hidden else "without events"
    span = f"{_span(gap)} {what}" if gap.days else ""
    hidden = _events(gap.hidden) + " hidden" if gap.hidden else ""
    forms = [" · ".join(filter(None, (span, hidden and hidden + " by the filter")))]
    forms += [" · ".join(filter(None, (span, hidden))), span or hidden]
    room = look.columns.width - look.columns.title - 1
    words = next((form for form in forms if len(form) <= room), forms[-1])
    return _remark(cut(words, room, look.glyphs.cut), look.glyphs.nothing, look)


def end_line(
    look: Look, *, filtered: bool, empty: bool, last: Dated | None, busy: bool = False
) -> list[Segment]:
    """Return the last line. ``last`` is the timeline's last dated event if the filter hides it."""
    if empty and busy:
        words = BUSY
    elif empty:
        words = "nothing that the filter lets through" if filtered else "no events yet"
    else:
        words = "end of what the filter lets through" if filtered else "end of the timeline"
    room = look.columns.width - look.columns.title - 1
    if last is not None and last.when is not None:
        longer = f"{words} · last of all: {display(last.when, look.zone)}"
        words = longer if width(longer) <= room else words
    return _remark(cut(words, room, look.glyphs.cut), look.glyphs.spine, look)


def head_line(
    period: Period | None, share: Share, look: Look, *, filtered: bool, busy: bool = False
) -> list[Segment]:
    """Return the sticky head: the month or day that is on screen, how much of it, and the columns' names.

    While something else is being laid out (``busy``) it says so instead of how much.
    """
    inks, where, glyphs = look.inks, look.columns, look.glyphs
    bar, _ = bar_of(look, focused=True) if look.focused else (" ", None)
    name = (inks.accent if look.focused else inks.title) + _BOLD
    line = [Segment(bar, inks.head + inks.accent), Segment(" ", inks.head)]
    edge = _edge_names(look)
    room = where.width - 3 - sum(map(len, edge))
    words = "" if period is None else glyphs.words(_head_words(period, look))
    line.append(Segment(cut(words, room, glyphs.cut), inks.head + name))
    at = 2 + width(line[-1].text)
    room -= at - 2
    counted = f"{share.shown} of {share.total}" if filtered else _events(share.total)
    counted = glyphs.words(BUSY) if busy else counted
    space = max(3, where.title - at)
    for form in (f"{counted} events shown", counted) if filtered and not busy else (counted,):
        if (
            (period is not None or busy)
            and len(form) + space <= room
            and not (look.narrow and form.endswith("shown"))
        ):
            line.append(Segment(" " * space + form, inks.head + inks.quiet))
            at += space + len(form)
            break
    line.append(Segment(" " * (where.width - at - sum(map(len, edge))), inks.head))
    return [*line, *(Segment(text, inks.head + inks.quiet) for text in edge)]


def _edge_names(look: Look) -> list[str]:
    where = look.columns
    names = [look.glyphs.dispute.rjust(_VERSIONS)]
    if where.people:
        names.append(f" {'who':>{_PEOPLE}}")
    if where.said:
        names.append(f" {'said':>{_SAID}}")
    if where.sources:
        names.append(f"  {'src':>{_SOURCES}}")
    if where.width >= 40:
        names.append(" ")
    return names


def _head_words(period: Period, look: Look) -> str:
    if not look.sticky_day or period.date is None:
        return period.month_words
    if look.narrow:
        return day_words(period.date)
    words = f"{period.day} {MONTHS[period.month]} {year_words(period.year)}"
    return f"{weekday_word(period.date)} {words}".lstrip()


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count} events"


def _span(gap: Gap) -> str:
    """Return how long a gap is: the day's name, days, or the whole months or years in it."""
    if gap.only_day is not None:
        day = civil_from_days(gap.only_day)
        return f"{weekday_word(day)} {day[2]}".lstrip()
    if gap.days >= 730:
        return f"{gap.days * 400 // 146_097} years"
    return f"{gap.days // 30} months" if gap.days > 60 else f"{gap.days} days"


def _remark(words: str, spine: str, look: Look) -> list[Segment]:
    inks, where = look.inks, look.columns
    line = [
        Segment(" " * where.node, inks.ground),
        Segment(spine, inks.ground + inks.rule),
        Segment("  ", inks.ground),
        Segment(look.glyphs.words(words), inks.ground + inks.remark),
    ]
    return _filled(line, inks.ground, look)


def _filled(line: list[Segment], ground: Style, look: Look) -> list[Segment]:
    used = sum(width(segment.text) for segment in line)
    return [*line, Segment(" " * max(0, look.columns.width - used), ground)]
