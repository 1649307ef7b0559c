"""What the index says of one event: its bounds, its states, and what can be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event
from timeline_tui.search.fold import fold_words
from timeline_tui.search.parts import Names, field_values, people, plain_parts, source_ids
from timeline_tui.search.rows import within_64_bits
from timeline_tui.search.states import has_own_note
from timeline_tui.search.store.schema import FIELDS, STATES, state_bit
from timeline_tui.search.versions import versions

_BITS = {name: state_bit(kind, name) for kind, name in STATES}
_OWN_FIELDS = tuple(name for name in FIELDS if name != "publisher")
_UNEVEN = re.compile(r"[^\n -_a-~]|  | \n|\n ")
"""Signs that folding changes in another way than by case, and space that it takes away."""


class Facts(NamedTuple):
    """The bounds of an event (None where open) and its states."""

    dated: int
    earliest_start: int | None
    latest_end: int | None
    states: int


def facts(dated: Dated) -> Facts:
    """Return the bounds and states of an event."""
    when = dated.when
    states = _states(dated.event) | _BITS["undated" if when is None else "date"]
    if when is None:
        return Facts(0, None, None, states)
    return Facts(1, _bound(when.earliest_start), _bound(when.latest_end), states)


def _states(event: Event) -> int:
    # Asked of every event that is indexed; ``states.py`` says the same in words, and tests compare the two.
    bits = _BITS[event.review]
    if event.participants:
        bits |= _BITS["participant"]
    if event.place:
        bits |= _BITS["place"]
    if event.tags:
        bits |= _BITS["tag"]
    if event.summary:
        bits |= _BITS["summary"]
    if event.claims and versions(event):
        bits |= _BITS["conflict"]
    if event.statements:
        bits |= _BITS["statement"]
        for statement in event.statements:
            bits |= _BITS[statement.mode]
    if event.evidence or source_ids(event):
        bits |= _BITS["source"]
    if event.__pydantic_extra__ and has_own_note(event):
        bits |= _BITS["note"]
    return bits


def _bound(second: int | None) -> int | None:
    return None if second is None else within_64_bits(second)


def values(event: Event) -> Iterator[tuple[str, str]]:
    """Yield what stands in the fields of an event, each once; publishers follow from the sources."""
    for name in _OWN_FIELDS:
        found = field_values(event, name)
        for value in found if len(found) < 2 else dict.fromkeys(found):
            yield name, value


def named(event: Event) -> set[str]:
    """Return the ids whose names words look through too."""
    spoken_to = {who for one in event.statements for who in one.to}
    return {*people(event), *spoken_to, *(one.via for one in event.statements if one.via is not None)}


def text(event: Event, names: Names) -> str:
    """Return the folded texts that words look through, one a line.

    It begins and ends so that every sign in it begins three signs: one or two letters are found by them too.
    """
    parts = dict.fromkeys(part for _, part in plain_parts(event, names))
    whole = "\n".join(parts)
    if whole.count("\n") == len(parts) - 1 and not _UNEVEN.search(whole) and whole.strip() == whole:
        return f"\n{whole.lower()}\n\n"  # what nearly all English text comes to
    return "\n" + "\n".join(dict.fromkeys(map(fold_words, parts))) + "\n\n"


def said(event: Event) -> str:
    """Return the folded statements of an event, each between line ends; nothing if there is none."""
    if not event.statements:
        return ""
    return "\n" + "\n".join(fold_words(one.text) for one in event.statements) + "\n"
