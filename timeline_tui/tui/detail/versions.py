"""Where sources disagree: each field's versions, the event's own first, with who says so in which words."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from timeline_tui.model.display import day_of, gutter
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.timeline import Event, Evidence
from timeline_tui.model.when import When
from timeline_tui.tui.detail import ruler
from timeline_tui.tui.detail.page import (
    BOLD,
    Inks,
    Item,
    Line,
    Page,
    Subject,
    beside,
    line_width,
    matched,
    prose,
    spread,
)
from timeline_tui.tui.text import visible, width

OWN_FIELDS = ("when", "title", "summary", "place")
"""Fields of an event that a claim can rival; other fields are held by claims alone."""

_VALUE = 16
"""Cells that values may take to stand beside who says so."""
_LEAD = 2
"""Cells before a value: the sign of the chosen version, and a space."""


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a field. ``when`` is what it means, for the field "when"."""

    value: str
    chosen: bool
    evidence: tuple[Evidence, ...]
    words: str | None = None
    when: When | None = None


def disputes(subject: Subject) -> dict[str, tuple[Version, ...]]:
    """Return the versions of each field that has claims, the event's own value first, equal values as one."""
    found: dict[str, dict[str, list[Evidence]]] = {}
    event = subject.event
    for claim in event.claims:
        found.setdefault(claim.field, {}).setdefault(claim.value, []).extend(claim.evidence)
    out = {}
    for field, values in found.items():
        own = getattr(event, field) if field in OWN_FIELDS else None
        versions = []
        if own is not None:
            words = event.when_text if field == "when" else None
            told = _telling(event, words or own)
            versions.append(
                Version(own, True, (*told, *values.pop(own, ())), words, _when(field, own, subject))
            )
        for value, evidence in values.items():
            words = evidence[0].quote if evidence else None
            versions.append(Version(value, False, tuple(evidence), words, _when(field, value, subject)))
        out[field] = tuple(versions)
    return out


def head_words(subject: Subject) -> str:
    """Return how many versions each disputed field has: "when 3 · length 5"; without a dispute the fields."""
    found = disputes(subject)
    rivals = {field: len(versions) for field, versions in found.items() if len(versions) > 1}
    if not rivals:
        return visible(" · ".join(found))
    return visible(" · ".join(f"{field} {count}" for field, count in rivals.items()))


def _telling(event: Event, words: str) -> tuple[Evidence, ...]:
    """Return the event's evidence that holds the words of its own value, or all of it."""
    telling = tuple(one for one in event.evidence if words.casefold() in one.quote.casefold())
    return telling or event.evidence


def _when(field: str, value: str, subject: Subject) -> When | None:
    if field != "when":
        return None
    try:
        return parse(value, subject.index.zone)
    except EdtfError:
        return None


def versions_page(subject: Subject, inks: Inks, cells: int, *, named: bool = False) -> Page:
    """Return the versions of each field, each an item, field by field.

    ``named`` says that the head names a field that is the only one.
    """
    page = Page()
    found = disputes(subject)
    for field, versions in found.items():
        page.blank()
        values = [_value(version, subject) for version in versions]
        longest = max(width(visible(value)) for value in values)
        times = [version.when for version in versions]
        scale = ruler.scale(times, subject.zone) if cells >= ruler.NEEDS and longest <= _VALUE else None
        label = prose(field, cells, inks.quiet, glyphs=subject.glyphs)
        if scale is not None:
            label = [[*label[0], Segment(" " * (cells - ruler.CELLS - line_width(label[0])))]]
            label[0] += ruler.ticks(scale, subject.zone, inks.time)
        if scale is not None or not named or len(found) > 1:
            page.add(label)
        for value, version in zip(values, versions, strict=True):
            drawn = None if scale is None else ruler.place(scale, version.when, subject.glyphs, inks)
            lines = _version(version, value, longest, drawn, len(versions) > 1, subject, inks, cells)
            quote = version.evidence[0] if version.evidence else None
            page.add(lines, Item(quote.quote if quote is not None else version.value, quote))
    return page


def _value(version: Version, subject: Subject) -> str:
    """Return a version's value as it is shown: a time as in the timeline's gutter, else as written."""
    if version.when is None:
        return version.value
    own = subject.dated.when
    return gutter(version.when, subject.zone, None if own is None else day_of(own, subject.zone))


def _version(
    version: Version,
    value: str,
    longest: int,
    drawn: Line | None,
    rival: bool,
    subject: Subject,
    inks: Inks,
    cells: int,
) -> list[Line]:
    """Return one version; ``drawn`` is its place on the ruler, ``rival`` whether there is another."""
    glyphs = subject.glyphs
    ink = inks.text + BOLD if version.chosen or not rival else inks.dispute
    if version.when is not None and version.chosen:
        ink = inks.time + BOLD
    lead = [Segment(glyphs.chosen if version.chosen else " ", inks.dispute), Segment(" ")]
    hits = matched(subject, inks, value, "version")
    room = cells - _LEAD
    if longest > _VALUE:
        lines = beside(lead, prose(value, room, ink, hits, glyphs=glyphs), _LEAD)
        beyond = _telling_lines(version, value, subject, inks, room)
        if len(lines) == len(beyond) == 1 and line_width(lines[0]) + 2 + line_width(beyond[0]) <= cells:
            return spread(lines[0], beyond[0], cells)
        return lines + beside(" " * 4, _telling_lines(version, value, subject, inks, room - 2), 4)
    room -= longest + 2
    if drawn is not None:
        room -= ruler.CELLS + 2
    told = _telling_lines(version, value, subject, inks, room) or [[]]
    head = [*lead, *prose(value, longest, ink, hits, glyphs=glyphs)[0]]
    lines = beside(head, told, _LEAD + longest + 2)
    if drawn is not None:
        gap = " " * (cells - ruler.CELLS - line_width(lines[0]))
        lines[0] = [*lines[0], Segment(gap), *drawn]
    return lines


def _telling_lines(version: Version, value: str, subject: Subject, inks: Inks, room: int) -> list[Line]:
    """Return who says so, and in which words if they are not the value itself."""
    publishers = list(dict.fromkeys(subject.publisher(one.source) for one in version.evidence))
    names = ", ".join(publishers)
    quoted = version.words
    if quoted is not None and quoted.casefold().strip() == value.casefold().strip():
        quoted = None
    text, spans = names, _spans(subject, inks, names, "publisher", 0)
    if quoted is not None:
        lead = f"{names}  “" if names else "“"
        spans = [*spans, *_spans(subject, inks, quoted, "quote", len(lead))]
        text = f"{lead}{quoted}”"
    return prose(text, room, inks.quiet, spans, glyphs=subject.glyphs) if text else []


def _spans(subject: Subject, inks: Inks, text: str, kind: str, by: int) -> list[tuple[int, int, Style]]:
    return [(start + by, end + by, ink) for start, end, ink in matched(subject, inks, text, kind)]
