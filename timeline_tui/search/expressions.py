"""What a query says, as frozen values: the form that the index, the evaluator and the chips share.

Two expressions are equal if they say the same; ``span`` (where the expression stands in the query's text)
does not count. ``str`` writes an expression as a query that is read as an equal one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
"""A half-open pair of code point offsets into the query's text."""

TimeOperator = Literal["when", "before", "after"]
StateKind = Literal["has", "is"]

FIELDS = ("who", "speaker", "to", "place", "tag", "source", "publisher", "said", "mode")
"""Fields whose value is text found in that field."""
TIME_FIELDS = ("when", "when!", "before", "after")
HAS = ("conflict", "statement", "note", "participant", "place", "tag", "source", "summary", "date")
IS = ("pending", "accepted", "rejected", "marked", "undated")
KEYWORDS = frozenset({"OR", "AND", "NOT"})
OPENING_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
"""Each opening quotation mark with the marks that close it; a plain one closes all."""

_SPAN: Span = (0, 0)


def quoted(text: str) -> str:
    """Return ``text`` between quotation marks, as a query writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def value_text(value: str) -> str:
    """Return a field's value as a query writes it: bare where that reads back the same, else quoted."""
    special = any(char.isspace() or char in "()" or char in OPENING_QUOTES for char in value)
    return quoted(value) if special or value[:1] in {"", "="} else value


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query: every event."""

    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Word:
    """Part of a word, anywhere in the event, its people, statements and places."""

    text: str
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order with nothing between them, anywhere a word is looked for."""

    text: str
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return quoted(self.text)


@dataclass(frozen=True, slots=True)
class Field:
    """``value`` inside one field. ``exact`` asks for the whole of an id, name, alias, place or tag."""

    name: str
    value: str
    exact: bool = False
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return f"{self.name}:{'=' if self.exact else ''}{value_text(self.value)}"


@dataclass(frozen=True, slots=True)
class Time:
    """Events that may overlap ``lo`` to ``hi``, or with ``strict`` lie within it for certain.

    ``value`` is the time as EDTF. The bounds are whole seconds since 1970, ``hi`` exclusive, None for
    unbounded; for ``before`` and ``after`` they are those of the time left or right of ``value``.
    """

    op: TimeOperator
    value: str
    lo: int | None
    hi: int | None
    strict: bool = False
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return f"{self.op}{'!' if self.strict else ''}:{value_text(self.value)}"


@dataclass(frozen=True, slots=True)
class State:
    """``has:conflict``, ``is:pending`` and the like; the names are in ``HAS`` and ``IS``."""

    kind: StateKind
    name: str
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression, as written between the slashes, anywhere a word is looked for."""

    pattern: str
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return f"/{self.pattern}/"


@dataclass(frozen=True, slots=True)
class Not:
    """Events that ``part`` leaves out."""

    part: Expression
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or) else f"-{self.part}"


@dataclass(frozen=True, slots=True)
class And:
    """Events that all parts let through. There are at least two parts."""

    parts: tuple[Expression, ...]
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, And | Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Events that at least one part lets through. There are at least two parts."""

    parts: tuple[Expression, ...]
    span: Span = field(default=_SPAN, compare=False)

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


Leaf = Word | Phrase | Field | Time | State | Regex
Expression = Everything | Leaf | Not | And | Or
