"""How a query is answered: which events are candidates, what is asked of each, and what that should cost.

The candidates come from the part of the query that leaves fewest for least work: trigrams for words, the
lists of a field, or all rows of a time. The rest is a condition on each of them.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline_tui.search.expressions import And, Everything, Expression, Field, Not, Or, Time
from timeline_tui.search.store import schema
from timeline_tui.search.store.conditions import Condition, condition, rows_holding
from timeline_tui.search.store.database import Database
from timeline_tui.search.store.grams import Grams, words_in
from timeline_tui.search.store.values import Values

# Microseconds a row, as measured on a million events of 250 bytes; only their proportions matter.
_SCAN_TEXT, _SCAN_FACTS, _LISTED, _LOOKED_UP, _MERGED = 0.22, 0.07, 0.15, 0.30, 0.02
_MATCHED = 20.0
_SHOWN = 80
"""Characters of a parameter that a printed plan shows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows to look at, where candidates come from, and the query that finds the answer among them.

    ``sql`` yields one text of row numbers parted by commas, for the rows from ``:lo`` to before ``:hi``. If
    ``inverted``, the answer is all the other rows.
    """

    expression: Expression
    rows: range
    events: int
    method: str
    candidates: int
    sql: str = ""
    parameters: tuple[tuple[str, Any], ...] = ()
    patterns: tuple[str, ...] = ()
    inverted: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether the answer is ``rows`` themselves and nothing needs to be asked."""
        return not self.sql

    def __str__(self) -> str:
        """Return the plan in words, with the query that will run."""
        lines = [
            f"query       {str(self.expression) or 'everything'}",
            f"candidates  {self.method}",
            f"at most     {self.candidates:,} of {self.events:,} events",
        ]
        if self.inverted:
            lines.append("answer      all others")
        if self.rows != range(self.events):
            lines.append(f"rows        {self.rows.start:,} to {self.rows.stop:,}, by time")
        if self.sql:
            lines.append(f"sql         {self.sql}")
            lines += [f"  :{name:<9} {_shown(value)}" for name, value in self.parameters]
        return "\n".join(lines)


def _shown(value: object) -> str:
    words = repr(value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}… ({len(words):,} characters)"


@dataclass(frozen=True, slots=True)
class _Source:
    """Where candidates can come from.

    ``settled`` are the parts of the query that all of them satisfy, ``listed`` are words to be looked up in
    the full text instead of in each text.
    """

    method: str
    count: int
    cost: float
    table: str
    parameters: tuple[tuple[str, Any], ...]
    settled: frozenset[Expression] = frozenset()
    listed: Mapping[Expression, str] | None = None


class Planner:
    """Plans queries to one index."""

    def __init__(self, database: Database, starts: Callable[[], Sequence[int]]) -> None:
        self._database = database
        self._starts = starts
        self._events = database.number("events")
        self.values = Values(database)
        self._grams = Grams(database)

    def plan(self, expression: Expression, marked: Sequence[int] = (), noted: Sequence[int] = ()) -> Plan:
        """Return how to answer ``expression``; ``marked`` and ``noted`` are rows.

        Raises:
            BrokenIndex: the index is damaged.
        """
        rows = range(self._events)
        opposite = _opposite(expression)
        if opposite is not None:
            # What is asked for is found faster than what is left: it is less, and it can be looked up.
            plan = self.plan(opposite, marked, noted)
            others = range(rows.stop - len(plan.rows) if plan.is_settled else rows.stop)
            return replace(plan, expression=expression, rows=others, inverted=not plan.inverted)
        blank = Plan(expression, rows, self._events, "every event", len(rows))
        if isinstance(expression, Everything) or not rows:
            return blank
        parts = expression.parts if isinstance(expression, And) else (expression,)
        for part in parts:
            if isinstance(part, Time):
                rows = self._within(part, rows)
        whole = condition(expression, self.values.numbers, marked=marked, noted=noted)
        each = _LOOKED_UP + _MATCHED * len(whole.patterns)
        found = [
            self._scan(whole, rows),
            self._scan_facts(expression, whole, rows),
            self._by_trigrams(expression, parts, rows, each),
            *(
                self._by_field(part, rows, each if len(parts) > 1 else 0)
                for part in parts
                if isinstance(part, Field)
            ),
        ]
        source = min((one for one in found if one is not None), key=lambda one: one.cost)
        if not source.count or not rows:
            return replace(blank, rows=rows[:0], method=source.method, candidates=0)
        asked = whole
        if source.settled or source.listed:
            asked = condition(
                expression,
                self.values.numbers,
                marked=marked,
                noted=noted,
                settled=source.settled,
                listed=source.listed,
            )
        return replace(
            blank,
            rows=rows,
            method=source.method,
            candidates=source.count,
            sql=_query(source.table, asked),
            parameters=(*source.parameters, *asked.parameters.items()),
            patterns=asked.patterns,
        )

    def _within(self, time: Time, rows: range) -> range:
        """Return those of ``rows`` beyond which surely none overlaps ``time``."""
        starts = self._starts()
        first, after = rows.start, min(rows.stop, len(starts))
        if time.lo is not None:
            first = max(first, bisect_right(self._database.reach, time.lo) * schema.STRIDE)
        if time.hi is not None:
            # What has no beginning stands where it is over, and may still overlap.
            endless = self._database.number("last_without_start")
            after = min(after, max(bisect_left(starts, time.hi), endless))
        return range(min(first, after), after)

    def _scan(self, whole: Condition, rows: range) -> _Source:
        cost = (_SCAN_TEXT if whole.needs_texts else _SCAN_FACTS) + _MATCHED * len(whole.patterns)
        method = "every event's text" if whole.needs_texts else "every event's dates and states"
        return _Source(method, len(rows), cost * len(rows), "", ())

    def _scan_facts(self, expression: Expression, whole: Condition, rows: range) -> _Source | None:
        """Return a scan that looks words up in the full text: where they are left out, or joined by "or"."""
        words = words_in(expression)
        if not words or whole.patterns:
            return None
        listed: dict[Expression, str] = {}
        cost = _SCAN_FACTS * len(rows)
        for word in words:
            match = self._grams.match(word)
            if match is None:
                return None
            listed[word] = match.text
            share = len(rows) / self._events
            cost += (match.merged * _MERGED + match.events * (_LOOKED_UP + _LISTED)) * share
        method = "every event, words by their trigrams"
        return _Source(method, len(rows), cost, "", (), listed=listed)

    def _by_trigrams(
        self, expression: Expression, parts: Sequence[Expression], rows: range, each: float
    ) -> _Source | None:
        match = self._grams.match(expression)
        if match is None:
            return None
        count = min(match.events, len(rows))
        share = len(rows) / self._events
        table = (
            # The plus keeps SQLite from asking the full-text table once for every row of an IN (…) on it.
            "(SELECT +rowid AS row FROM search WHERE search MATCH :match AND rowid >= :lo AND rowid < :hi) c"
        )
        settled = frozenset(part for part in parts if self._grams.settles(match, part))
        looked_up = 0 if settled.issuperset(parts) else each
        cost = (match.merged * _MERGED + match.events * looked_up) * share
        return _Source(f"by trigrams: {match.words}", count, cost, table, (("match", match.text),), settled)

    def _by_field(self, part: Field, rows: range, each: float) -> _Source | None:
        if part.name in {"said", "mode"}:
            return None
        numbers = self.values.numbers(part)
        count = min(self.values.events(numbers), len(rows))
        method = f"by the list of {part}"
        if len(numbers) > 1:
            method += f" ({len(numbers):,} names)"
        table = f"(SELECT DISTINCT row FROM ({rows_holding(':values')}) ORDER BY row) c"
        # A list is looked up once for each stretch of rows.
        cost = count * (_LISTED + each) + len(numbers) * 2
        given = (("values", json.dumps(numbers)),)
        return _Source(method, count, cost, table, given, frozenset({part}))


def _opposite(expression: Expression) -> Expression | None:
    """Return what is left out, if an expression does nothing but leave out."""
    if isinstance(expression, Not):
        return expression.part
    if isinstance(expression, And):
        parts = tuple(part.part for part in expression.parts if isinstance(part, Not))
        return Or(parts) if len(parts) == len(expression.parts) else None
    return None


def _query(table: str, asked: Condition) -> str:
    """Return the query for the rows of one stretch."""
    joined = []
    if asked.needs_texts:
        joined.append("texts t")
    if asked.needs_facts:
        joined.append("facts f")
    if table:
        row = "c.row"
        tables = [table, *(f"{one} ON {one[-1]}.row = {row}" for one in joined)]
    else:
        first, *rest = joined or ["facts f"]
        row = f"{first[-1]}.row"
        tables = [first, *(f"{one} ON {one[-1]}.row = {row}" for one in rest)]
    bounds = "" if table else f"{row} >= :lo AND {row} < :hi AND "
    where = asked.sql.replace("{row}", row)
    return f"SELECT group_concat({row}) FROM {' CROSS JOIN '.join(tables)} WHERE {bounds}{where}"
