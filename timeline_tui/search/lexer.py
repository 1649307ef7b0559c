"""The query's text, cut into tokens that know where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from timeline_tui.search.errors import QueryError, meant
from timeline_tui.search.expressions import (
    FIELDS,
    KEYWORDS,
    OPENING_QUOTES,
    TIME_FIELDS,
    Span,
    quoted,
)

FIELD_NAMES = (*FIELDS, *TIME_FIELDS, "has", "is")
"""Every name that may stand before a colon."""
LONGEST_QUERY = 10_000
"""Code points. Longer text is pasted by mistake and would only be slow."""

# What people write who know other programs, and what it is called here.
_MEANT = {
    "participant": "who",
    "person": "who",
    "name": "who",
    "actor": "who",
    "by": "speaker",
    "says": "said",
    "quote": "said",
    "text": "said",
    "statement": "said",
    "location": "place",
    "where": "place",
    "at": "place",
    "label": "tag",
    "outlet": "publisher",
    "date": "when",
    "on": "when",
    "year": "when",
    "since": "after",
    "from": "after",
    "until": "before",
    "till": "before",
    "review": "is",
    "state": "is",
    "status": "is",
}
_PREFIX = re.compile(r"([^\s()\":/\\“„«]+):")

TokenKind = Literal["word", "phrase", "field", "regex", "open", "close", "or", "and", "not"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``text`` is its value without quotation marks, slashes or field name.

    ``value_start`` is the offset of the value's first code point, ``name`` the field's name, ``exact`` that
    the value follows ``=``.
    """

    kind: TokenKind
    text: str
    span: Span
    value_start: int
    name: str = ""
    exact: bool = False


def tokens(text: str) -> list[Token]:
    """Return the tokens of ``text``; raise QueryError for what no token can be."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"a query has at most {LONGEST_QUERY:,} characters; this one has {len(text):,}",
            LONGEST_QUERY,
            len(text),
        )
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _token(text, at)
        found.append(token)
        at = token.span[1]
    return found


def _token(text: str, at: int) -> Token:
    char = text[at]
    if char == "(":
        return Token("open", char, (at, at + 1), at)
    if char == ")":
        return Token("close", char, (at, at + 1), at)
    if char == "-":
        return _minus(text, at)
    if char in OPENING_QUOTES:
        words, end = _quotation(text, at)
        return Token("phrase", words, (at, end), at + 1)
    if char == "/":
        return _regex(text, at)
    prefix = _PREFIX.match(text, at)
    if prefix is not None and not char.isdigit() and not text.startswith("//", prefix.end()):
        return _field(text, prefix)
    end = _bare_end(text, at)
    word = text[at:end]
    if word in KEYWORDS:
        kinds: dict[str, TokenKind] = {"OR": "or", "AND": "and", "NOT": "not"}
        return Token(kinds[word], word, (at, end), at)
    return Token("word", word, (at, end), at)


def _minus(text: str, at: int) -> Token:
    after = text[at + 1 : at + 2]
    if after and not after.isspace() and after != ")":
        return Token("not", "-", (at, at + 1), at)
    rest = text[at + 1 :].strip()
    if not rest:
        raise QueryError("“-” leaves out what follows it; nothing does yet", at, at + 1, incomplete=True)
    if after == ")":
        raise QueryError("“-” leaves out what follows it; nothing does", at, at + 1)
    gap = len(text[at + 1 :]) - len(text[at + 1 :].lstrip())
    raise QueryError("“-” must touch the word that it leaves out", at, at + 1 + gap, "-")


def _bare_end(text: str, at: int) -> int:
    """Return where the bare word that starts at ``at`` ends: before space, parenthesis or quotation."""
    end = at
    while (
        end < len(text)
        and not text[end].isspace()
        and text[end] not in "()"
        and text[end] not in OPENING_QUOTES
    ):
        end += 1
    return end


def _quotation(text: str, at: int) -> tuple[str, int]:
    """Return the words between the quotation marks at ``at``, and the offset after the closing one."""
    closing = OPENING_QUOTES[text[at]] + '"'
    words: list[str] = []
    pos = at + 1
    while pos < len(text) and text[pos] not in closing:
        if text[pos] == "\\" and text[pos + 1 : pos + 2] in {'"', "\\"}:
            pos += 1
        words.append(text[pos])
        pos += 1
    if pos >= len(text):
        raise QueryError(
            "the quotation mark is not closed", at, len(text), text[at:].rstrip() + '"', incomplete=True
        )
    value = " ".join("".join(words).split())
    if not value:
        raise QueryError(
            "there is nothing between the quotation marks", at, pos + 1, incomplete=pos + 1 == len(text)
        )
    return value, pos + 1


def _regex(text: str, at: int) -> Token:
    end = at + 1
    while end < len(text) and text[end] != "/":
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise QueryError(
            "the regular expression is not closed by “/”",
            at,
            len(text),
            quoted(text[at:].strip()),
            incomplete=True,
        )
    pattern = text[at + 1 : end]
    rest = _bare_end(text, end + 1)
    if rest > end + 1:
        raise QueryError(
            "a regular expression ends at its second “/”; quote words that hold slashes",
            at,
            rest,
            quoted(text[at:rest]),
        )
    if not pattern:
        raise QueryError("there is nothing between the slashes", at, end + 1, incomplete=end + 1 == len(text))
    return Token("regex", pattern, (at, end + 1), at + 1)


def _field(text: str, prefix: re.Match[str]) -> Token:
    at, value_at = prefix.start(), prefix.end()
    name = prefix.group(1).lower()
    if name not in FIELD_NAMES:
        raise _unknown_field(text, prefix)
    exact = text.startswith("=", value_at) and name in FIELDS and name != "mode"
    if exact:
        value_at += 1
    if text[value_at : value_at + 1] in OPENING_QUOTES:
        value, end = _quotation(text, value_at)
        return Token("field", value, (at, end), value_at + 1, name, exact)
    end = _bare_end(text, value_at)
    if end == value_at:
        last = not text[end:].strip()
        message = f"“{prefix.group()}” needs a value" + ("" if last else " that touches it")
        if text[end : end + 1] == "(":
            message = f"“{prefix.group()}” takes one value; repeat it inside the parentheses"
        raise QueryError(message, at, value_at, incomplete=last)
    return Token("field", text[value_at:end], (at, end), value_at, name, exact)


def _unknown_field(text: str, prefix: re.Match[str]) -> QueryError:
    at, end = prefix.span(1)
    name = prefix.group(1)
    known = _MEANT.get(name.lower()) or meant(name.lower(), FIELD_NAMES)
    if known is not None:
        return QueryError(f"there is no field “{name}”", at, end, known)
    word_end = _bare_end(text, at)
    return QueryError(
        f"there is no field “{name}”; quote words that hold a colon", at, word_end, quoted(text[at:word_end])
    )
