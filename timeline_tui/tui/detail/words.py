"""What is said of an event outside its panes: on the tabs, and as text to copy."""

from __future__ import annotations

from timeline_tui.model.display import display
from timeline_tui.model.timeline import Event
from timeline_tui.search.parts import people
from timeline_tui.tui.copying import passage_text
from timeline_tui.tui.detail.page import Item, Subject, published_words
from timeline_tui.tui.detail.sources import by_source
from timeline_tui.tui.detail.tabs import Tab
from timeline_tui.tui.timeline.marks import marks


def item_text(item: Item, subject: Subject) -> str:
    """Return an item as text to copy; a passage with its speaker, publisher, date and address."""
    if item.evidence is None:
        return "\n— ".join(filter(None, (item.words, item.speaker)))
    source = subject.source(item.evidence.source)
    known = (item.speaker, subject.publisher(source.id), published_words(source, subject))
    return passage_text(item.words, *known, url=source.url)


def event_text(subject: Subject) -> str:
    """Return the event as text to copy: title, date and place, and a line for each of its sources."""
    event, when = subject.event, subject.dated.when
    date = event.when or "undated" if when is None else display(when, subject.zone)
    lines = [event.title, " · ".join(filter(None, (date, event.place)))]
    for name in by_source(event):
        source = subject.source(name)
        known = (subject.publisher(name), published_words(source, subject), source.url)
        lines.append("— " + ", ".join(filter(None, known)))
    return "\n".join(lines)


def filled_panes(event: Event) -> tuple[bool, bool, bool, bool, bool]:
    """Return which of the panes have something to say of an event, in the order of the tabs."""
    return True, bool(people(event)), bool(event.statements), bool(event.claims), bool(by_source(event))


def tabs_of(subject: Subject | None) -> tuple[Tab, ...]:
    """Return the tabs with how much is in each."""
    if subject is None:
        return (Tab("Event"), Tab("People"), Tab("Said"), Tab("Versions"), Tab("Sources"))
    event = subject.event

    def some(amount: int) -> str:
        return str(amount) if amount else ""

    versions = marks(event).versions
    disputed = Tab("Versions", f"≠{versions}", dispute=True)
    return (
        Tab("Event"),
        Tab("People", some(len(people(event)))),
        Tab("Said", some(len(event.statements))),
        disputed if versions else Tab("Versions", some(len(event.claims))),
        Tab("Sources", some(len(by_source(event)))),
    )
