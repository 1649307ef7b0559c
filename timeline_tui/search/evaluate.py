"""What a query lets through, said as plainly as possible.

The index must answer the same; tests compare the two. Nothing here is fast.
"""

from __future__ import annotations

from collections.abc import Collection

from timeline_tui.model.edtf import overlaps, within
from timeline_tui.model.order import Dated
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
from timeline_tui.search.parts import Names, field_values, plain_parts, publishers, value_names
from timeline_tui.search.regex import Pattern
from timeline_tui.search.states import state_test


def lets_through(
    expression: Expression,
    dated: Dated,
    names: Names,
    *,
    marked: Collection[str] = frozenset(),
    noted: Collection[str] = frozenset(),
) -> bool:
    """Return whether ``expression`` lets the event through."""

    def ask(part: Expression) -> bool:
        return lets_through(part, dated, names, marked=marked, noted=noted)

    match expression:
        case Everything():
            return True
        case And(parts):
            return all(ask(part) for part in parts)
        case Or(parts):
            return any(ask(part) for part in parts)
        case Not(part):
            return not ask(part)
        case Word(text) | Phrase(text):
            wanted = fold_words(text)
            return any(wanted in fold_words(part) for _, part in plain_parts(dated.event, names))
        case Regex(pattern):
            compiled = Pattern(pattern)
            return any(compiled.search(fold_words(part)) for _, part in plain_parts(dated.event, names))
        case Time():
            if dated.when is None:
                return False
            test = within if expression.strict else overlaps
            return test(dated.when, expression.lo, expression.hi)
        case State():
            return state_test(expression, marked, noted)(dated)
        case Field():
            return any(_matches(expression, text) for text in _field_texts(expression, dated, names))


def _field_texts(field: Field, dated: Dated, names: Names) -> list[str]:
    """Return all texts that the field of this event can be found under."""
    if field.name == "publisher":
        return list(publishers(dated.event, names))
    values = field_values(dated.event, field.name)
    return [text for value in values for text in value_names(value, field.name, names)]


def _matches(field: Field, text: str) -> bool:
    wanted, found = fold_words(field.value), fold_words(text)
    return wanted == found if field.exact or field.name == "mode" else wanted in found
