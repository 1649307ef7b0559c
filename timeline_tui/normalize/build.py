"""Coverage to timeline: documents are analysed one by one and told into one timeline.

The same documents in the same order give the same timeline. Building again with an earlier one adds and
merges: a document that was built before and has not changed is not looked at again, and what a person
accepted, edited or rejected stays as it is.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from pathlib import Path

from timeline_tui.coverage.document import Document, Span
from timeline_tui.coverage.ids import slug, unused
from timeline_tui.model.edtf import sort_key
from timeline_tui.model.order import home_zone
from timeline_tui.model.timeline import Claim, Event, Evidence, Participation, Statement, Timeline
from timeline_tui.normalize.analysis import analyse
from timeline_tui.normalize.building import QUOTES_GONE, Building
from timeline_tui.normalize.language import LanguageModel, load
from timeline_tui.normalize.merging import (
    Merger,
    content_words,
    merged,
    read_when,
)
from timeline_tui.normalize.records import Analysis, FoundEvent, FoundParticipant, FoundStatement
from timeline_tui.normalize.registry import Registry

Advance = Callable[[str, int, int], None]

LONGEST_QUOTE = 600
"""A statement's evidence reaches from its first to its last words if they are no further apart."""

_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)[~?%]?$")
BUILT_BEFORE = "documents built before and unchanged"
COUNTED = frozenset({BUILT_BEFORE})
_AHEAD = 8
_CALENDAR = frozenset(
    [*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr, "sept"]
)


@dataclass(frozen=True, slots=True)
class Built:
    """A timeline and what should be known about how it came to be."""

    timeline: Timeline
    notes: tuple[str, ...] = ()


def _analyse_there(document: Document, *, with_language: bool) -> Analysis:
    """Analyse in another process, where the model is loaded once."""
    return analyse(document, load() if with_language else None)


def _analyses(
    documents: Iterable[Document], language: LanguageModel | None, executor: Executor | None
) -> Iterator[Analysis]:
    """Yield the analyses in the order of the documents, few of them in memory at a time."""
    if executor is None:
        for document in documents:
            yield analyse(document, language)
        return
    work = partial(_analyse_there, with_language=language is not None)
    waiting: deque[Future[Analysis]] = deque()
    for document in documents:
        waiting.append(executor.submit(work, document))
        if len(waiting) >= _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def event_id(title: str, taken: set[str]) -> str:
    """Return an unused id from a title's words; dates are left out, for they get corrected."""
    words = [
        word
        for word in slug(title, fallback="", longest=200).split("-")
        if word.capitalize() not in _CALENDAR and not (word.isdigit() and len(word) == 4)
    ]
    return unused(slug(" ".join(words), fallback="event", longest=48), taken)


def _quote(spans: Sequence[Span]) -> Span:
    whole = (spans[0][0], max(end for _, end in spans))
    return whole if whole[1] - whole[0] <= LONGEST_QUOTE else spans[0]


def _statement(found: FoundStatement, text: str, source: str, ids: dict[str, str]) -> Statement:
    start, end = _quote(found.content_spans)
    speaker, via = ids.get(found.speaker or ""), ids.get(found.via or "")
    return Statement(
        speaker=speaker,
        verb=found.verb,
        mode=found.mode,
        text=found.text,
        to=tuple(ids.get(to, to) for to in found.to),
        via=None if via == speaker else via,
        evidence=(Evidence(source=source, quote=text[start:end], at=(start, end)),),
    )


def _event(found: FoundEvent, analysis: Analysis, source: str, building: Building) -> Event:
    """Return a found event as a record of the timeline, without an id of its own yet."""
    text = analysis.document.text
    by_id = {participant.id: participant for participant in analysis.participants}
    statements = [analysis.statements[number] for number in found.statements]
    named = [*found.participants]
    for said in statements:
        named += [who for who in (said.speaker, said.via, *said.to) if who in by_id]
    published = analysis.document.published
    ids = {
        who: building.registry.record(by_id[who], published) for who in dict.fromkeys(named) if who in by_id
    }
    parts: list[Participation] = []
    for who in found.participants:
        if who in ids and ids[who] not in {part.who for part in parts}:
            parts.append(Participation(who=ids[who], role=_loose_role(by_id[who])))
    return Event(
        id="new",
        when=found.when,
        when_text=found.when_text,
        title=found.title,
        place=found.place,
        tags=found.tags,
        salience=found.salience,
        participants=tuple(parts),
        evidence=tuple(
            Evidence(source=source, quote=text[start:end], at=(start, end)) for start, end in found.sentences
        ),
        statements=tuple(_statement(said, text, source, ids) for said in statements),
        claims=tuple(
            Claim(
                field=claim.field,
                value=claim.value,
                evidence=(Evidence(source=source, quote=text[slice(*claim.sentence)], at=claim.sentence),),
            )
            for claim in found.claims
        ),
    )


def _loose_role(found: FoundParticipant) -> str | None:
    """Return a participant's role that the text gives without saying where: it belongs to the event."""
    bodied = {role.role.casefold() for role in found.roles if role.of is not None}
    return next((r.role for r in found.roles if r.of is None and r.role.casefold() not in bodied), None)


def _floats(when: str | None) -> bool:
    """Whether a date has a time of day without an offset."""
    return any("T" in edge and not _OFFSET.search(edge) for edge in (when or "").split("/"))


def _day_only(event: Event) -> Event:
    """Return an event without a time of day that nobody knows the zone of; ``when_text`` keeps its words."""
    if event.when is None or not _floats(event.when):
        return event
    edges = []
    for edge in event.when.split("/"):
        marks = edge[-1] if edge[-1:] in "~?%" else ""
        edges.append(edge.partition("T")[0] + marks if _floats(edge) else edge)
    same = len(edges) == 2 and edges[0] == edges[1]
    return event.model_copy(update={"when": edges[0] if same else "/".join(edges)})


def _zone_of(places: Counter[str]) -> str | None:
    """Return the zone of most places where things happen, if that is clear."""
    from timeline_tui.normalize.dates.places import zone_of_place

    zones: Counter[str] = Counter()
    for place, count in sorted(places.items()):
        for part in reversed(place.split(", ")):
            zone = zone_of_place(part)
            if zone is not None:
                zones[zone] += count
                break
    if not zones:
        return None
    zone, count = max(sorted(zones.items()), key=lambda item: item[1])
    return zone if count * 2 > sum(zones.values()) else None


def _in_order(events: Sequence[Event], written: int, timeline: Timeline) -> tuple[Event, ...]:
    """Return earlier events in their order, each new one before the first that is later than it."""
    where = home_zone(timeline)
    new = sorted(events[written:], key=lambda event: sort_key(read_when(event.when, where)))
    out: list[Event] = []
    waiting = deque(new)
    for event in events[:written]:
        key = sort_key(read_when(event.when, where))
        while waiting and sort_key(read_when(waiting[0].when, where)) < key:
            out.append(waiting.popleft())
        out.append(event)
    return (*out, *waiting)


def build(
    documents: Iterable[Document],
    *,
    output: Path | None = None,
    title: str | None = None,
    timezone: str | None = None,
    previous: Timeline | None = None,
    language: LanguageModel | None = None,
    advance: Advance | None = None,
    executor: Executor | None = None,
) -> Built:
    """Return the timeline that documents tell, and notes on what was missing or taken for granted.

    ``output`` is the file the timeline will be written to: documents are named relative to its folder.
    ``timezone`` is the IANA zone that local times mean; without it the previous timeline's, else the zone
    of the places where most happens, else UTC. ``previous`` is added to. ``advance(what, done, total)`` is
    called after each document, total 0 while it is unknown. ``executor`` may analyse documents in other
    processes or threads; the result is the same.

    Raises:
        EdtfError: ``timezone`` is no zone.
    """
    base = previous or Timeline()
    building = Building(output, Registry(base.participants))
    building.sources = {source.id: source for source in base.sources}
    building.events = list(base.events)
    building.written = len(base.events)
    building.event_ids = {event.id for event in base.events}
    for source in base.sources:
        if source.sha256:
            building.texts.setdefault(source.sha256, source.id)
    for number, event in enumerate(base.events):
        building.keep(number, event)
    where = home_zone(base if timezone is None else base.model_copy(update={"timezone": timezone}))
    merger = Merger(where)
    names = frozenset(word for p in base.participants for word in content_words(p.name))
    for number, event in enumerate(base.events):
        merger.learn(number, event, names)

    done, first_title, folders = 0, None, set()

    def fresh() -> Iterator[Document]:
        for document in documents:
            if building.unchanged(document):
                building.counts[BUILT_BEFORE] += 1
                continue
            yield document

    for analysis in _analyses(fresh(), language, executor):
        document = analysis.document
        done += 1
        first_title = first_title or document.title
        folders.add(Path(document.path).parent.name if document.path else "")
        _tell(building, merger, analysis, where)
        if advance is not None:
            advance(document.title or document.id, done, 0)

    notes = _notes(building)
    zone = timezone or (base.timezone if previous is not None and base.timezone != "UTC" else None)
    if zone is None:
        zone = _zone_of(building.places)
        if zone is not None:
            notes.append(
                f"times of day are taken as {zone}, where most of it happens; --timezone says otherwise"
            )
    floating = sum(_floats(event.when) for event in building.events[building.written :])
    days_only = zone is None
    zone = zone or "UTC"
    if floating and days_only:
        notes.append(
            f"{floating} times of day have no known zone: their days are kept; --timezone places them"
        )
    elif floating:
        notes.append(f"{floating} times of day come without a zone and are read as {zone}")
    folder = next(iter(sorted(folders)), "").replace("-", " ").replace("_", " ").strip()
    own_title = first_title if done == 1 else (folder[:1].upper() + folder[1:]) or first_title
    timeline = base.model_copy(
        update={
            "title": title or base.title or own_title or "Untitled timeline",
            "timezone": zone,
            "sources": tuple(building.sources.values()),
        }
    )
    if days_only:
        building.events[building.written :] = map(_day_only, building.events[building.written :])
    events = _in_order(building.events, building.written, timeline)
    used = [part.who for event in events for part in event.participants]
    used += [s.speaker for event in events for s in event.statements if s.speaker]
    used += [who for event in events for s in event.statements for who in (s.via, *s.to) if who]
    timeline = timeline.model_copy(
        update={"events": events, "participants": building.registry.participants(used)}
    )
    return Built(timeline, (*notes, *building.registry.notes))


def _tell(building: Building, merger: Merger, analysis: Analysis, where: tzinfo) -> None:
    """Add one document's events to the timeline."""
    document = analysis.document
    renewed = document.id in building.sources
    source = building.source(document)
    for note in analysis.notes:
        building.counts[note] += 1
    names = frozenset(word for p in analysis.participants for word in content_words(p.name))
    own: set[int] = set()  # two happenings of one document are two
    for found in analysis.events:
        event = _event(found, analysis, source.id, building)
        if found.place and found.when:
            building.places[found.place] += 1
        number = building.told_before(event, source.id) if renewed else None
        if number is not None and number not in own:
            if building.events[number].review == "pending" and number >= building.written:
                building.events[number] = merged(building.events[number], event, where, written=False)
            continue
        number = merger.same_as(event, names, own)
        if number is None:
            number = len(building.events)
            own_id = event_id(event.title, building.event_ids)
            building.event_ids.add(own_id)
            building.events.append(event.model_copy(update={"id": own_id}))
        else:
            written = number < building.written
            building.events[number] = merged(building.events[number], event, where, written=written)
        own.add(number)
        building.keep(number, building.events[number])
        merger.learn(number, building.events[number], names)


def _notes(building: Building) -> list[str]:
    """Return what the analyses noted; those that end in a number are added up, the others counted."""
    summed: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for note, count in building.counts.items():
        words, _, number = note.rpartition(": ")
        if words and number.isdigit():
            summed[words] += int(number) * count
        elif note in COUNTED or note.startswith(QUOTES_GONE):
            summed[note] += count
        else:
            counted[note] += count
    out = [f"{note} ({count} document{'s' if count != 1 else ''})" for note, count in counted.items()]
    out += [f"{note}: {count}" for note, count in summed.items()]
    return out
