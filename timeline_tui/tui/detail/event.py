"""The event itself: title, time in the zones asked for, place, summary, tags and review state."""

from __future__ import annotations

from rich.segment import Segment

from timeline_tui.model.display import also_at, display
from timeline_tui.tui.detail.page import BOLD, Inks, Line, Page, Subject, matched, own_words, prose, spread
from timeline_tui.tui.text import visible, width

_REVIEW = {"pending": "to be reviewed", "accepted": "accepted", "rejected": "rejected"}


def event_page(subject: Subject, inks: Inks, cells: int) -> Page:
    """Return the page about the event; it has no items."""
    page, event, glyphs = Page(), subject.event, subject.glyphs
    spans = own_words(inks, event.title) + matched(subject, inks, event.title, "title")
    page.add(prose(event.title, cells, inks.text + BOLD, spans, glyphs=glyphs))
    page.add(_time(subject, inks, cells))
    if event.place:
        hits = matched(subject, inks, event.place, "place")
        page.add(prose(event.place, cells, inks.quiet, hits, glyphs=glyphs))
    if event.summary:
        page.blank()
        spans = own_words(inks, event.summary) + matched(subject, inks, event.summary, "summary")
        page.add(prose(event.summary, cells, inks.text, spans, glyphs=glyphs, keep_newlines=True))
    page.blank()
    page.add(_foot(subject, inks, cells))
    return page


def _time(subject: Subject, inks: Inks, cells: int) -> list[Line]:
    """Return the date in the chosen zone, in others, and in the words of the coverage."""
    event, when, glyphs = subject.event, subject.dated.when, subject.glyphs
    if when is None:
        if event.when is None:
            return [[Segment("undated", inks.remark)]]
        return prose(f"{event.when} cannot be read as a date", cells, inks.wrong)
    words = glyphs.words(display(when, subject.zone))
    lines = prose(words, cells, inks.time + BOLD)
    elsewhere = also_at(when, subject.zones, subject.zone)
    if elsewhere:
        lines += prose(glyphs.words("  ·  ".join(elsewhere)), cells, inks.time)
    if event.when_text:
        told = f"“{event.when_text}”"
        hits = [(a + 1, b + 1, inks.match) for a, b in subject.hits(event.when_text, "date")]
        lines += prose(told, cells, inks.quiet, hits, glyphs=glyphs)
    return lines


def _foot(subject: Subject, inks: Inks, cells: int) -> list[Line]:
    """Return tags and review state."""
    event, glyphs = subject.event, subject.glyphs
    ink = inks.wrong if event.review == "rejected" else inks.quiet
    state = [Segment(_REVIEW[event.review], ink)]
    tags: Line = []
    for tag in event.tags:
        if tags:
            tags.append(Segment(glyphs.words(" · "), inks.quiet))
        tags += prose(tag, max(cells, width(visible(tag))), inks.quiet, matched(subject, inks, tag, "tag"))[0]
    if not tags:
        return [state]
    if sum(width(segment.text) for segment in tags) <= cells:
        return spread(tags, state, cells)
    words = glyphs.words(" · ").join(event.tags)
    return [*prose(words, cells, inks.quiet, matched(subject, inks, words, "tag")), state]
