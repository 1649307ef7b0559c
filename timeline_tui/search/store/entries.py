"""What the index says of one event: its bounds, its states, and what can be looked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event
from timeline_tui.search.expressions import State, StateKind
from timeline_tui.search.fold import fold_words
from timeline_tui.search.parts import Names, field_values, people, plain_parts
from timeline_tui.search.states import state_test
from timeline_tui.search.store.schema import FIELDS, STATES, state_bit

_LARGEST = 2**62
_MODES = {mode: state_bit("mode", mode) for kind, mode in STATES if kind == "mode"}
_TESTS = [
    (state_bit(kind, name), state_test(State(cast("StateKind", kind), name), (), ()))
    for kind, name in STATES
    if kind != "mode"
]
_OWN_FIELDS = tuple(name for name in FIELDS if name != "publisher")


class Facts(NamedTuple):
    """The bounds of an event (None where open) and its states."""

    dated: int
    earliest_start: int | None
    latest_end: int | None
    states: int


def facts(dated: Dated) -> Facts:
    """Return the bounds and states of an event."""
    states = 0
    for bit, test in _TESTS:
        if test(dated):
            states |= bit
    for statement in dated.event.statements:
        states |= _MODES[statement.mode]
    when = dated.when
    if when is None:
        return Facts(0, None, None, states)
    return Facts(1, within_64_bits(when.earliest_start), within_64_bits(when.latest_end), states)


def within_64_bits(second: int | None) -> int | None:
    """Return a second that SQLite can hold: beyond 146 thousand million years all is one."""
    return None if second is None else max(-_LARGEST, min(second, _LARGEST))


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
    parts = dict.fromkeys(fold_words(part) for _, part in plain_parts(event, names))
    return "\n" + "\n".join(parts) + "\n\n"


def said(event: Event) -> str:
    """Return the folded statements of an event, each between line ends; nothing if there is none."""
    if not event.statements:
        return ""
    return "\n" + "\n".join(fold_words(one.text) for one in event.statements) + "\n"
