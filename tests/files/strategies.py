"""Timelines with hostile words, for round trips."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from timeline_tui.model.timeline import (
    Affiliation,
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Source,
    Statement,
    Timeline,
)

NASTY = (
    "\x1b[31m",
    "\x9b2J",
    "\u202eevil\u202c",
    '"""',
    '""""',
    "'''",
    "\\",
    "\\u0041",
    "a\nb",
    "a\r\nb",
    "\n",
    "\n[[events]]\n",
    '\nid = "x"\n# no comment',
    "\t",
    "\x00",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "👩🏽‍🚀",
    "e\u0301",
    " ends with a blank ",
    "# no comment",
    "= { [",
    "\uffff",
)

words = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(codec="utf-8"), max_size=12), st.just("plain words")
) | st.lists(st.sampled_from(NASTY), max_size=4).map("".join)


def moments(zone: st.SearchStrategy[Any]) -> st.SearchStrategy[datetime]:
    # TOML knows no fold.
    found = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=zone)
    return found.map(lambda moment: moment.replace(fold=0))


zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
scalars = st.one_of(
    words,
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.dates(date(1, 1, 1)),
    st.times().map(lambda moment: moment.replace(fold=0)),
    moments(st.none()),
    moments(st.just(UTC) | zones),
)
keys = words | st.sampled_from(["colour", "x-1", "1", "a.b", ""])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


def extras(kind: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    unknown = keys.filter(lambda key: key not in kind.model_fields)
    return st.dictionaries(unknown, values, max_size=2)


def records(kind: type[Any], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    known = st.fixed_dictionaries({}, optional=fields)
    required = {name: fields[name] for name, info in kind.model_fields.items() if info.is_required()}
    return st.tuples(extras(kind), known, st.fixed_dictionaries(required)).map(
        lambda parts: kind.model_validate({**parts[0], **parts[1], **parts[2]})
    )


def many(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(inner, max_size=2).map(tuple)


ids = st.sampled_from(["a", "b", "c", "silva", "x-1"])
evidence = many(
    records(Evidence, source=ids, quote=words, at=st.tuples(st.integers(0, 9), st.integers(0, 99)))
)
statement = records(
    Statement,
    speaker=ids,
    verb=words,
    mode=st.sampled_from(["direct", "mixed", "indirect"]),
    text=words,
    to=many(words),
    via=ids,
    evidence=evidence,
)
claim = records(Claim, field=st.sampled_from(["when", "place", "crowd"]), value=words, evidence=evidence)
dates = st.sampled_from(["2024", "2024-03-05", "2024-03~", "-0043-03-15", "2024-03/..", "2024-03-05T18:40"])
event = records(
    Event,
    id=ids,
    when=dates,
    when_text=words,
    title=words,
    summary=words,
    place=words,
    tags=many(words),
    salience=st.floats(0, 1),
    review=st.sampled_from(["pending", "accepted", "rejected"]),
    participants=many(records(Participation, who=ids, role=words)),
    evidence=evidence,
    statements=many(statement),
    claims=many(claim),
)
source = records(Source, id=ids, title=words, url=words, published=dates, derived_from=ids, document=words)
participant = records(
    Participant,
    id=ids,
    name=words,
    kind=st.sampled_from(["person", "organisation", "state", "group", "place"]),
    aliases=many(words),
    affiliations=many(records(Affiliation, of=ids, role=words, when=dates)),
)


def unique(inner: st.SearchStrategy[Any], at_least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(inner, min_size=at_least, max_size=3, unique_by=lambda record: record.id).map(tuple)


timelines = records(
    Timeline,
    title=words,
    timezone=st.sampled_from(["UTC", "Europe/Lisbon"]),
    sources=unique(source),
    participants=unique(participant),
    events=unique(event),
)


@st.composite
def replacements(draw: st.DrawFn) -> tuple[Timeline, Event]:
    """A timeline, and an event that may take the place of its first one: no other event has its id."""
    timeline: Timeline = draw(timelines)
    events: tuple[Event, ...] = draw(unique(event, at_least=1))
    new: Event = draw(event)
    if new.id in {other.id for other in events[1:]}:
        new = new.model_copy(update={"id": events[0].id})
    return timeline.model_copy(update={"events": events}), new
