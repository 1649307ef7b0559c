"""TOML text to plain data. If one record cannot be read, the others still are.

The fast path is one call of the TOML reader. Only if that fails is the text split into its top-level tables,
each read alone, and the broken ones named and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import tomli

from timeline_tui.files.toml_blocks import Block, Places, blocks
from timeline_tui.model.problems import InputError, Problem

_ID = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\r\n]*)", re.MULTILINE)
_UNQUOTED = re.compile(r"([A-Za-z0-9_-]++)[ \t]*+[=:][ \t]*+[\"'“”‘’]?([^\"'“”‘’\r\n]*+)[\"'“”‘’]?", re.ASCII)
_MOST_HEAD_ERRORS = 50
_ENTRY = re.compile(r"^[ \t]*[A-Za-z0-9_\"'-][^=\r\n]*=", re.MULTILINE)
_LONGEST_LINE = 300
_LONGEST_ENTRY = 100_000
_MOST_PIECES = 20


@dataclass(slots=True)
class Parsed:
    """The data that could be read.

    ``text`` is the input with what could not be read blanked out, line by line. ``lost_ids`` are the ids that
    stand in what could not be read: references to them are not wrong.
    """

    data: dict[str, Any]
    text: str
    problems: list[Problem] = field(default_factory=list)
    lost_ids: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Input:
    text: str
    file: str | None
    places: Places


def parse(text: str, file: str | None, *, sure: re.Pattern[str] | None = None) -> Parsed:
    """Read TOML text (no byte order mark).

    ``sure`` is what text must match to be worth recovering.

    Raises:
        InputError: The text is not TOML and does not match ``sure``.
    """
    try:
        return Parsed(tomli.loads(text), text)
    except (ValueError, RecursionError) as error:
        if sure is None or sure.search(text):
            return _recover(text, file)
        whole = Block("", None, 0, len(text))
        first = _problem(error, _Input(text, file, Places(text)), whole)
    message = "this is no timeline file; to make one from coverage, use the command “build”"
    raise InputError(replace(first, code="not-a-timeline", message=message, suggestion=None))


def _recover(text: str, file: str | None) -> Parsed:
    """Read each top-level table alone.

    Headers are looked for inside strings too, because a string that never ends would swallow the rest. Where
    a string really holds one, the pieces are put together again.
    """
    given = _Input(text, file, Places(text))
    parsed = Parsed({}, text)
    gone: list[Block] = []
    pieces = blocks(text, strings=False)
    number = 0
    while number < len(pieces):
        block, read = pieces[number], _read(text, pieces[number])
        number += 1
        if isinstance(read, Exception):
            further = _string_end(text, pieces, number - 1)
            whole = Block(block.name, block.index, block.start, pieces[further].end)
            again = _read(text, whole) if further >= number else read
            if not isinstance(again, Exception):
                block, read, number = whole, again, further + 1
        if isinstance(read, Exception) and block.name == "":
            gone += _head(given, block, parsed)
        elif isinstance(read, Exception):
            gone.append(block)
            parsed.problems.append(_problem(read, given, block))
            parsed.lost_ids.update(_ID.findall(text[block.start : block.end]))
        elif not _merge(read, given, block, parsed):
            gone.append(block)
    parsed.text = _blanked(text, gone)
    return parsed


def _read(text: str, block: Block) -> dict[str, Any] | Exception:
    try:
        return tomli.loads(text[block.start : block.end])
    except (ValueError, RecursionError) as error:
        return error


def _string_end(text: str, pieces: list[Block], number: int) -> int:
    """Return the piece in which a multi-line string left open in piece ``number`` ends.

    A sound piece in between says that the string was never closed: then ``number`` itself is returned.
    """
    part = text[pieces[number].start : pieces[number].end]
    quotes = next((quotes for quotes in ('"""', "'''") if part.count(quotes) % 2), None)
    if quotes is None:
        return number
    for further in range(number + 1, min(number + _MOST_PIECES, len(pieces))):
        block = pieces[further]
        part = text[block.start : block.end]
        at = part.find(quotes)
        if at >= 0:
            # After an equals sign they open a string of their own.
            opens = part[part.rfind("\n", 0, at) + 1 : at].rstrip().endswith("=")
            return number if opens else further
        if not isinstance(_read(text, block), Exception):
            break
    return number


def _merge(data: dict[str, Any], given: _Input, block: Block, parsed: Parsed) -> bool:
    for name, item in data.items():
        old = parsed.data.get(name)
        if isinstance(old, list) and isinstance(item, list) and block.index is not None:
            old.extend(item)
        elif name in parsed.data:
            line, column = given.places.line_column(block.start)
            message = (
                "this table stands in the file twice, or apart from the one it belongs to; the first counts"
            )
            parsed.problems.append(
                Problem("error", "toml-syntax", message, given.file, line, column, value=name)
            )
            return False
        else:
            parsed.data[name] = item
    return True


def _head(given: _Input, block: Block, parsed: Parsed) -> list[Block]:
    """Read what stands before the first header without its broken entries; return those."""
    text = given.text
    broken: list[Block] = []
    for _ in range(_MOST_HEAD_ERRORS):
        part = _blanked(text, broken)[block.start : block.end]
        try:
            parsed.data.update(tomli.loads(part))
        except (ValueError, RecursionError) as error:
            parsed.problems.append(_problem(error, given, block))
            at = _offset(error, part)
            starts = [match.start() for match in _ENTRY.finditer(part, max(0, at - _LONGEST_ENTRY), at + 1)]
            start = starts[-1] if starts else part.rfind("\n", 0, at) + 1
            end = part.find("\n", at)
            entry = Block("", None, block.start + start, block.start + (len(part) if end < 0 else end))
            if text[entry.start : entry.end].strip() and entry not in broken:
                broken.append(entry)
                continue
            return [block]
        return broken
    return [block]


def _offset(error: Exception, part: str) -> int:
    """Return where in ``part`` the reader stopped. It counts with line feeds only, whatever the file has."""
    at = 0
    for _ in range(getattr(error, "lineno", 1) - 1):
        at = part.find("\n", at) + 1
    return min(at + max(getattr(error, "colno", 1) - 1, 0), len(part))


def _problem(error: Exception, given: _Input, block: Block) -> Problem:
    text = given.text
    part = text[block.start : block.end]
    message = getattr(error, "msg", None) or str(error)
    at = _offset(error, part)
    if message.startswith("Unterminated"):
        at = max(part.rfind('"""'), part.rfind("'''"), 0) or at
    at += block.start
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    value = text[start : len(text) if end < 0 else end].strip()
    ids = _ID.search(part) if block.name else None
    line, column = given.places.line_column(at)
    return Problem(
        "error",
        "toml-syntax",
        f"not TOML: {message[:1].lower()}{message[1:]}",
        file=given.file,
        line=line,
        column=column,
        id=ids[1] if ids else None,
        value=value[:120] or None,
        suggestion=_repaired(value),
    )


def _repaired(line: str) -> str | None:
    """Return the line with the quotation marks or equals sign it probably lacks, if that makes it TOML."""
    match = _UNQUOTED.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return None
    repaired = f'{match[1]} = "{match[2].strip()}"'
    try:
        tomli.loads(repaired)
    except ValueError:
        return None
    return repaired if repaired != line else None


def _blanked(text: str, gone: list[Block]) -> str:
    pieces, at = [], 0
    for block in sorted(gone, key=lambda block: block.start):
        start = max(block.start, at)
        pieces += [text[at:start], re.sub(r"[^\r\n]", " ", text[start : block.end])]
        at = max(at, block.end)
    return "".join([*pieces, text[at:]])
