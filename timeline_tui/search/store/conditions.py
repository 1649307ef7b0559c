"""Expressions as conditions of SQL on one event.

In a condition ``{row}`` stands for the event's row number, ``t`` for its texts and ``f`` for its facts;
``:lo`` and ``:hi`` bound the rows that are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline_tui.search.expressions import (
    And,
    Everything,
    Expression,
    Field,
    Not,
    Or,
    Phrase,
    Regex,
    State,
    Time,
    Word,
)
from timeline_tui.search.fold import fold_words
from timeline_tui.search.rows import within_64_bits
from timeline_tui.search.store.schema import STATES, state_bit

ValuesOf = Callable[[Field], Sequence[int]]
"""Tells the numbers in ``field_values`` that a field means."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, what it needs besides the row, and its parameters."""

    sql: str
    parameters: Mapping[str, Any]
    patterns: tuple[str, ...] = ()

    @property
    def needs_texts(self) -> bool:
        """Whether it looks into the texts."""
        return "t.text" in self.sql

    @property
    def needs_facts(self) -> bool:
        """Whether it looks at bounds or states."""
        return "f." in self.sql


@dataclass(slots=True)
class _Writing:
    """A condition while it is written."""

    values_of: ValuesOf
    marked: Sequence[int]
    noted: Sequence[int]
    settled: frozenset[Expression]
    listed: Mapping[Expression, str]
    parameters: dict[str, Any] = field(default_factory=dict)
    patterns: list[str] = field(default_factory=list)

    def given(self, value: object) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"


def condition(
    expression: Expression,
    values_of: ValuesOf,
    *,
    marked: Sequence[int] = (),
    noted: Sequence[int] = (),
    settled: frozenset[Expression] = frozenset(),
    listed: Mapping[Expression, str] | None = None,
) -> Condition:
    """Return ``expression`` as a condition.

    ``marked`` and ``noted`` are rows; ``settled`` are parts that hold for all rows that will be looked at.
    ``listed`` are words to be looked up in the full text, with what to ask it, instead of in each text.
    """
    writing = _Writing(values_of, marked, noted, settled, listed or {})
    sql = _written(expression, writing)
    return Condition(sql, writing.parameters, tuple(writing.patterns))


def _written(expression: Expression, writing: _Writing) -> str:
    if expression in writing.settled:
        return "1"
    match expression:
        case Everything():
            return "1"
        case And(parts):
            return _joined([_written(part, writing) for part in parts], "AND")
        case Or(parts):
            return _joined([_written(part, writing) for part in parts], "OR")
        case Not(part):
            return f"NOT ({_written(part, writing)})"
        case Word(text) | Phrase(text) if expression in writing.listed:
            return _looked_up(text, writing.listed[expression], writing)
        case Word(text) | Phrase(text):
            return f"instr(t.text, {writing.given(fold_words(text))})"
        case Regex(pattern):
            writing.patterns.append(pattern)
            return f"matches({len(writing.patterns) - 1}, t.text)"
        case Time():
            return _time(expression, writing)
        case State():
            return _state(expression, writing)
        case Field():
            return _field(expression, writing)


def _looked_up(text: str, match: str, writing: _Writing) -> str:
    if not match:
        return "0"  # no event holds its signs
    candidates = (
        f"SELECT +rowid AS row FROM search WHERE search MATCH {writing.given(match)}"
        " AND rowid >= :lo AND rowid < :hi"
    )
    holds = f"instr(x.text, {writing.given(fold_words(text))})"
    return (
        f"{{row}} IN (SELECT c.row FROM ({candidates}) c CROSS JOIN texts x ON x.row = c.row WHERE {holds})"
    )


def _joined(parts: Sequence[str], word: str) -> str:
    """Return conditions joined as a balanced tree: SQLite refuses deep ones."""
    if len(parts) == 1:
        return f"({parts[0]})"
    half = len(parts) // 2
    return f"({_joined(parts[:half], word)} {word} {_joined(parts[half:], word)})"


def _time(time: Time, writing: _Writing) -> str:
    lo, hi = (None if bound is None else within_64_bits(bound) for bound in (time.lo, time.hi))
    found = ["f.dated"]
    if time.strict:
        # NULL, an open end, lies in no bounded span.
        if lo is not None:
            found.append(f"coalesce(f.earliest_start >= {writing.given(lo)}, 0)")
        if hi is not None:
            found.append(f"coalesce(f.latest_end <= {writing.given(hi)}, 0)")
    else:
        if hi is not None:
            found.append(f"coalesce(f.earliest_start < {writing.given(hi)}, 1)")
        if lo is not None:
            found.append(f"coalesce(f.latest_end > {writing.given(lo)}, 1)")
    return f"({' AND '.join(found)})"


def _state(state: State, writing: _Writing) -> str:
    if (state.kind, state.name) == ("is", "marked"):
        return _among(writing.marked, writing)
    bit = f"(f.states & {state_bit(state.kind, state.name)}) != 0"
    if state.name == "note" and writing.noted:
        return f"({bit} OR {_among(writing.noted, writing)})"
    return bit


def _among(rows: Sequence[int], writing: _Writing) -> str:
    if not rows:
        return "0"
    return f"{{row}} IN (SELECT value FROM json_each({writing.given(json.dumps(list(rows)))}))"


def _field(field_: Field, writing: _Writing) -> str:
    if field_.name == "mode":
        known = ("mode", field_.value) in STATES
        return f"(f.states & {state_bit('mode', field_.value)}) != 0" if known else "0"
    if field_.name == "said":
        wanted = fold_words(field_.value)
        given = writing.given(f"\n{wanted}\n" if field_.exact else wanted)
        return f"coalesce(instr((SELECT text FROM sayings WHERE row = {{row}}), {given}), 0)"
    values = writing.values_of(field_)
    if not values:
        return "0"
    return f"{{row}} IN ({rows_holding(writing.given(json.dumps(list(values))))})"


def rows_holding(values: str) -> str:
    """Return the query for the rows, within bounds, that hold any of a JSON list of values."""
    return (
        f"SELECT o.row FROM json_each({values}) j CROSS JOIN occurrences o"
        " ON o.value = j.value AND o.row >= :lo AND o.row < :hi"
    )
