"""Where the records of a TOML text begin and end, and where in a record each key and value stands.

TOML readers give values without places. This finds them again in text that a reader accepted, and it is only
run when there is a problem to place or a record to edit, on the record in question alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import tomli

_BASIC = r'"(?:[^"\\\r\n]|\\.)*+"'
_LITERAL = r"'[^'\r\n]*+'"
_STRINGS = (
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    rf"|{_BASIC}|{_LITERAL}"
)
_PART = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_HEADER = rf"(?P<open>\[\[?)[ \t]*+(?P<key>{_KEY})[ \t]*+\]\]?[ \t]*+(?:#[^\r\n]*+)?(?=\r?$)"

_TOKENS = re.compile(rf"^[ \t]*+{_HEADER}|{_STRINGS}|#[^\r\n]*+", re.MULTILINE)
_HEADER_LINE = re.compile(rf"^[ \t]*+{_HEADER}", re.MULTILINE)
_HEADER_HERE = re.compile(_HEADER, re.MULTILINE)
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_KEY_RE = re.compile(_KEY)
_PART_RE = re.compile(_PART)
_SCALAR = re.compile(rf"{_STRINGS}|[^,\]\}}#\r\n]++")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_DEEPEST = 40

Path = tuple[str | int, ...]
"""Where a value stands in the data: ``("events", 3, "evidence", 0, "quote")``."""


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level table with its sub-tables, from its header to the next; half-open offsets into the text.

    ``name`` is its key ("events"), "" for what stands before the first header. ``index`` counts the tables of
    an array from 0; it is None for a single table.
    """

    name: str
    index: int | None
    start: int
    end: int


@dataclass(slots=True)
class Spot:
    """Where a key and its value stand: offsets into the text. A table has its header's key as both."""

    key: int
    value: int
    end: int


def key_parts(key: str) -> list[str]:
    """Return the names of a dotted key, quotes and escapes read."""
    parts = []
    for match in _PART_RE.finditer(key):
        part = match[0]
        if part[0] in "\"'":
            try:
                part = next(iter(tomli.loads(f"{part} = 0")))
            except ValueError:
                part = part[1:-1]
        parts.append(part)
    return parts


def blocks(text: str, *, strings: bool = True) -> list[Block]:
    """Split ``text`` into its top-level tables.

    Headers inside strings are not headers; with ``strings`` off they are, which is what finds the next sound
    record after a string that never ends.
    """
    found: list[Block] = []
    counts: dict[str, int] = {}
    name, index, start = "", None, 0
    for match in (_TOKENS if strings else _HEADER_LINE).finditer(text):
        if match["open"] is None:
            continue
        parts = key_parts(match["key"])
        if len(parts) > 1 and parts[0] == name:
            continue
        found.append(Block(name, index, start, match.start()))
        name, index, start = parts[0], None, match.start()
        if len(parts) == 1 and match["open"] == "[[":
            index = counts.get(name, 0)
            counts[name] = index + 1
    found.append(Block(name, index, start, len(text)))
    return found


@dataclass(slots=True)
class _Scan:
    """Collects the spots of one stretch of text."""

    text: str
    end: int
    spots: dict[Path, Spot] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def blank(self, at: int) -> int:
        match = _BLANK.match(self.text, at, self.end)
        return match.end() if match else at

    def table(self, at: int, base: Path) -> int:
        """Read key/value lines until a header or the end."""
        while (at := self.blank(at)) < self.end and self.text[at] != "[":
            after = self.pair(at, base, 0)
            at = after if after > at else self.line_end(at)
        return at

    def line_end(self, at: int) -> int:
        found = self.text.find("\n", at, self.end)
        return self.end if found < 0 else found + 1

    def pair(self, at: int, base: Path, depth: int) -> int:
        key = _KEY_RE.match(self.text, at, self.end)
        equals = _EQUALS.match(self.text, key.end(), self.end) if key else None
        if key is None or equals is None:
            return at
        path = (*base, *key_parts(key[0]))
        for length in range(len(base) + 1, len(path)):
            self.spots.setdefault(path[:length], Spot(at, equals.end(), equals.end()))
        end = self.value(equals.end(), path, depth)
        self.spots[path] = Spot(at, equals.end(), end)
        return end

    def value(self, at: int, path: Path, depth: int) -> int:
        first = self.text[at : at + 1]
        if first not in ("[", "{") or depth >= _DEEPEST:
            match = _SCALAR.match(self.text, at, self.end)
            return at + len(match[0].rstrip()) if match else at
        close = "]" if first == "[" else "}"
        number, at = 0, at + 1
        while (at := self.blank(at)) < self.end and self.text[at] != close:
            if first == "[":
                after = self.value(at, (*path, number), depth + 1)
                self.spots[(*path, number)] = Spot(at, at, after)
                number += 1
            else:
                after = self.pair(at, path, depth + 1)
            after = self.blank(max(after, at))
            if self.text[after : after + 1] == ",":
                after += 1
            elif after == at:
                return after
            at = after
        return min(at + 1, self.end)

    def header(self, at: int) -> tuple[int, Path]:
        match = _HEADER_HERE.match(self.text, at, self.end)
        if match is None:
            return self.line_end(at), ("",)
        path: Path = ()
        parts = key_parts(match["key"])
        for number, part in enumerate(parts, 1):
            path = (*path, part)
            if number == len(parts) and match["open"] == "[[":
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                path = (*path, self.counts[path])
        self.spots.setdefault(path, Spot(match.start("key"), match.start("key"), match.end("key")))
        return match.end(), path


def spots(text: str, block: Block) -> dict[Path, Spot]:
    """Return where each key and value of ``block`` stands; paths start at the top of the file."""
    scan = _Scan(text, block.end)
    if block.index is not None:
        scan.counts[block.name,] = block.index - 1
    path: Path = ()
    at = block.start
    while (at := scan.table(at, path)) < block.end:
        at, path = scan.header(at)
    return scan.spots


class Places:
    """Lines and columns of values by path; scans a record when it is first asked about it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None
        self._blocks: dict[tuple[str | int, ...], list[Block]] | None = None
        self._spots: dict[Block, dict[Path, Spot]] = {}

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of an offset."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def spot(self, path: Path) -> Spot | None:
        """Return the place of the value at ``path``, or of the nearest table around it."""
        candidates = list(self._candidates(path))
        for length in range(len(path), 0, -1):
            for block in candidates:
                if block not in self._spots:
                    self._spots[block] = spots(self._text, block)
                if path[:length] in self._spots[block]:
                    return self._spots[block][path[:length]]
        return None

    def _candidates(self, path: Path) -> Iterator[Block]:
        if self._blocks is None:
            self._blocks = {}
            for block in blocks(self._text):
                self._blocks.setdefault((block.name, -1 if block.index is None else block.index), []).append(
                    block
                )
        if len(path) > 1:
            yield from self._blocks.get(path[:2], ())
        yield from self._blocks.get((path[0], -1), ()) if path else ()
        yield from self._blocks.get(("", -1), ())
