"""A query as a row of terms that are joined by "and": what chips show and take away."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_tui.search.expressions import (
    And,
    Everything,
    Expression,
    Field,
    Not,
    Or,
    Phrase,
    Regex,
    Span,
    State,
    Time,
    Word,
)

_LABELS = {"who": "participant", "to": "said to"}


@dataclass(frozen=True, slots=True)
class Term:
    """One of the terms that a query joins with "and": a chip.

    ``span`` is where it stands in the query's text, with its ``-``. ``field`` is what it asks about ("word",
    "participant", "after"), ``words`` what it asks for, as typed; ``chips.chip`` says it better.
    """

    span: Span
    field: str
    words: str
    negated: bool
    expression: Expression


def terms_of(text: str, expression: Expression) -> tuple[Term, ...]:
    """Return the terms of a query from left to right; none if it says nothing."""
    if isinstance(expression, Everything):
        return ()
    # "(a b)" as a whole is one term, as is "a OR b".
    if isinstance(expression, And) and expression.span[0] == expression.parts[0].span[0]:
        return tuple(_term(text, part) for part in expression.parts)
    return (_term(text, expression),)


def _term(text: str, expression: Expression) -> Term:
    negated = False
    inner = expression
    while isinstance(inner, Not):
        negated, inner = not negated, inner.part
    field, words = _words(inner, text)
    return Term(expression.span, field, words, negated, expression)


def _words(expression: Expression, text: str) -> tuple[str, str]:
    match expression:
        case Word(words):
            return "word", words
        case Phrase(words):
            return "phrase", words
        case Regex(pattern):
            return "pattern", pattern
        case Field(name, value):
            return _LABELS.get(name, name), value
        case State(kind, name):
            return kind, name
        case Time(op, value, strict=strict):
            return "within" if strict else op, value
        case And() | Or():
            start, end = expression.span
            inside = text[start:end]
            field = "both" if isinstance(expression, And) else "either"
            return field, inside[1:-1].strip() if inside.startswith("(") else inside
        case _:
            return "", text
