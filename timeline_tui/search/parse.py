"""A query's text → what it says.

Grammar, loosest first: ``a OR b``, then ``a b`` (also ``a AND b``), then ``-a`` (also ``NOT a``), then words,
phrases, fields, regular expressions and parentheses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from itertools import takewhile

from timeline_tui.model.timeline import STATEMENT_MODES
from timeline_tui.search.errors import QueryError, meant
from timeline_tui.search.expressions import (
    HAS,
    IS,
    TIME_FIELDS,
    And,
    Everything,
    Expression,
    Field,
    Leaf,
    Not,
    Or,
    Phrase,
    Regex,
    State,
    Word,
    quoted,
)
from timeline_tui.search.fold import fold_words
from timeline_tui.search.lexer import Token, tokens
from timeline_tui.search.regex import Pattern, RegexError
from timeline_tui.search.terms import Term, terms_of
from timeline_tui.search.times import is_date_in_words, read_time

__all__ = ["DEEPEST", "Query", "QueryError", "parse_query"]

_MOST_DATE_WORDS = 3
DEEPEST = 40
"""How many parentheses and exclusions may stand within each other."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read: its text and what it says."""

    text: str
    expression: Expression

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through because it says nothing."""
        return isinstance(self.expression, Everything)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that it joins with "and", from left to right: the chips."""
        return terms_of(self.text, self.expression)

    def without(self, *dropped: Term) -> str:
        """Return its text without some of its terms."""
        kept = (one.span for one in self.terms if one not in dropped)
        return " ".join(self.text[start:end] for start, end in kept)


def parse_query(text: str, *, today: date | None = None, zone: tzinfo = UTC) -> Query:
    """Return what ``text`` asks for.

    ``today`` is what "last friday" is counted from (by default the current day in ``zone``); days and local
    times are those of ``zone``.

    Raises:
        QueryError: The text cannot be read; says where, why, and what may have been meant. Nothing else is
            raised, whatever the text.
    """
    found = tokens(text)
    if not found:
        return Query(text, Everything())
    return Query(text, _Parser(text, found, today, zone).whole())


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str, found: list[Token], today: date | None, zone: tzinfo) -> None:
        self.text = text
        self.tokens = found
        self.at = 0
        self.depth = 0
        self.today = today
        self.zone = zone

    def whole(self) -> Expression:
        expression = self.either()
        token = self.peek()
        if token is not None:
            raise QueryError("this parenthesis closes nothing", *token.span)
        return expression

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def either(self) -> Expression:
        parts = [self.both()]
        while (token := self.peek()) is not None and token.kind == "or":
            self.at += 1
            self.expect_operand(token)
            parts.append(self.both())
        if len(parts) == 1:
            return parts[0]
        return Or(tuple(parts), (parts[0].span[0], parts[-1].span[1]))

    def both(self) -> Expression:
        parts = [self.one()]
        while (token := self.peek()) is not None and token.kind not in {"or", "close"}:
            if token.kind == "and":
                self.at += 1
                self.expect_operand(token)
            parts.append(self.one())
        if len(parts) == 1:
            return parts[0]
        return And(tuple(parts), (parts[0].span[0], parts[-1].span[1]))

    def expect_operand(self, operator: Token) -> None:
        """Raise QueryError unless something follows ``operator`` that it can apply to."""
        token = self.peek()
        if token is None:
            raise QueryError(f"“{operator.text}” needs something after it", *operator.span, incomplete=True)
        if token.kind in {"or", "and", "close"}:
            raise QueryError(
                f"“{operator.text}” needs something after it", *operator.span, f'"{operator.text}"'
            )

    def one(self) -> Expression:
        token = self.peek()
        if token is None:  # expect_operand and the loops see to it; kept for safety
            raise QueryError("something is missing here", len(self.text), len(self.text), incomplete=True)
        if token.kind in {"or", "and"}:
            raise QueryError(f"“{token.text}” needs something before it", *token.span, f'"{token.text}"')
        if token.kind == "close":
            raise QueryError("this parenthesis closes nothing", *token.span)
        self.at += 1
        if token.kind in {"not", "open"}:
            self.depth += 1
            if self.depth > DEEPEST:
                raise QueryError(f"more than {DEEPEST} levels within each other", *token.span)
            expression = self.excluded(token) if token.kind == "not" else self.group(token)
            self.depth -= 1
            return expression
        return self.leaf(token)

    def excluded(self, token: Token) -> Expression:
        self.expect_operand(token)
        part = self.one()
        return Not(part, (token.span[0], part.span[1]))

    def group(self, token: Token) -> Expression:
        following = self.peek()
        if following is None:
            raise QueryError("the parenthesis is not closed", *token.span, incomplete=True)
        if following.kind == "close":
            raise QueryError("there is nothing between the parentheses", token.span[0], following.span[1])
        inner = self.either()
        closing = self.peek()
        if closing is None:
            raise QueryError("the parenthesis is not closed", *token.span, incomplete=True)
        self.at += 1
        return replace(inner, span=(token.span[0], closing.span[1]))

    def leaf(self, token: Token) -> Leaf:
        if token.kind == "regex":
            try:
                Pattern(token.text)
            except RegexError as error:
                at = token.value_start + min(error.column, len(token.text) - 1)
                raise QueryError(
                    f"the regular expression cannot be used: {error.message}", at, token.span[1] - 1
                ) from error
            return Regex(token.text, token.span)
        if token.kind == "field":
            return self.field(token)
        if not fold_words(token.text):
            raise QueryError("there is nothing here to look for", *token.span)
        return Phrase(token.text, token.span) if token.kind == "phrase" else Word(token.text, token.span)

    def field(self, token: Token) -> Leaf:
        name, value = token.name, token.text
        if name in TIME_FIELDS:
            self.refuse_bare_words(token)
            return read_time(name, value, token.value_start, token.span, today=self.today, zone=self.zone)
        if name in {"has", "is"}:
            known = HAS if name == "has" else IS
            chosen = self.chosen(token, known)
            return State("has", chosen, token.span) if name == "has" else State("is", chosen, token.span)
        if name == "mode":
            return Field(name, self.chosen(token, STATEMENT_MODES), span=token.span)
        if not fold_words(value):
            raise QueryError("there is nothing here to look for", *token.span)
        return Field(name, value, token.exact, token.span)

    def refuse_bare_words(self, token: Token) -> None:
        """Raise QueryError for ``after:last friday``: a date of several words without quotation marks.

        Read as it stands, the words after the first would silently be looked for in the events.
        """
        is_bare = token.span[1] == token.value_start + len(token.text)
        is_year = len(token.text) == 4 and token.text.isdecimal()
        if not is_bare or is_year or not token.text.isalnum():
            return
        following = self.tokens[self.at : self.at + _MOST_DATE_WORDS]
        words = list(takewhile(lambda one: one.kind == "word", following))
        for last in reversed(words):
            start, end = token.value_start, last.span[1]
            date_words = " ".join(self.text[start:end].split())
            if is_date_in_words(date_words, self.today, self.zone):
                message = "a date of several words needs quotation marks"
                raise QueryError(message, start, end, quoted(date_words))

    def chosen(self, token: Token, known: tuple[str, ...]) -> str:
        """Return the value of ``token`` as one of the ``known`` words."""
        value = token.text.lower()
        for word in (value, value.removesuffix("s"), value + "ed"):
            if word in known:
                return word
        start = token.value_start
        incomplete = token.span[1] == len(self.text.rstrip()) and any(
            word.startswith(value) for word in known
        )
        raise QueryError(
            f"“{token.name}:” knows {', '.join(known[:-1])} and {known[-1]}",
            start,
            start + len(token.text),
            meant(value, known),
            incomplete=incomplete,
        )
