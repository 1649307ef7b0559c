"""The smallest changes to TOML text that turn one table into another: key by key, row by row.

Lines that say what they should are left as they are, comments too. What cannot be done that way (a key
written as a dotted key or as a sub-table) raises ``TooHard``; the caller then writes the whole record anew.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline_tui.files.toml_blocks import Path, Spot
from timeline_tui.files.toml_values import key, value
from timeline_tui.files.toml_writer import SUB_TABLES, entry, table

_RECORD = 2  # the length of a record's path: ("events", 3)
_REST_OF_LINE = re.compile(r"[ \t]*(#[^\r\n]*)?(\r?\n|\Z)")
_COMMENT_LINE = re.compile(r"^[ \t]*(#[^\r\n]*)", re.MULTILINE)


class TooHard(Exception):  # noqa: N818 - not an error: a reason to take the other way
    """The table is written in a way that cannot be edited key by key."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by ``new``."""

    start: int
    end: int
    new: str


def line_end(text: str) -> str:
    """Return what the first line of ``text`` ends with."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def apply(text: str, edits: Sequence[Edit], line_end: str) -> str:
    """Return ``text`` with all edits made; the line feeds in them become ``line_end``."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise TooHard
        pieces += [text[at : edit.start], edit.new.replace("\n", line_end)]
        at = edit.end
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class TableEditor:
    """Collects the edits for one record. ``spots`` are those of its block; ``raw`` is its data as read."""

    text: str
    spots: Mapping[Path, Spot]
    edits: list[Edit] = field(default_factory=list)

    def line_end(self, offset: int) -> int:
        """Return where the line after ``offset`` starts; only a comment may stand between.

        Raises:
            TooHard: Something else stands there.
        """
        match = _REST_OF_LINE.match(self.text, offset)
        if match is None:
            raise TooHard
        return match.end()

    def line_start(self, offset: int) -> int:
        """Return where the line of ``offset`` starts."""
        return self.text.rfind("\n", 0, offset) + 1

    def is_header(self, spot: Spot) -> bool:
        """Return whether ``spot`` is a table with a header of its own."""
        return self.text[self.line_start(spot.key) : spot.key].strip().startswith("[")

    def content_end(self, path: Path) -> int:
        """Return where the line after the last one of the table at ``path``, sub-tables included, starts."""
        length = len(path)
        return self.line_end_after_header(max(s.end for p, s in self.spots.items() if p[:length] == path))

    def line_end_after_header(self, offset: int) -> int:
        """Return where the next line starts, after a value or a header's key."""
        while self.text[offset : offset + 1] in {"]", " ", "\t"} and self.text[offset : offset + 1]:
            offset += 1
        return self.line_end(offset)

    def table(
        self, path: Path, raw: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Edit the keys of the table at ``path``; ``old`` and ``new`` are canonical, ``raw`` is as read."""
        after = self.line_end_after_header(self.spots[path].end)
        # The statements and claims of an event are edited by sub_tables; a statement has none.
        left_out = SUB_TABLES if len(path) == _RECORD else ()
        for name in old:
            if name not in new and name in raw and name not in left_out:
                self._remove((*path, name))
        for name in new:
            if name in left_out:
                continue
            spot = self.spots.get((*path, name))
            if name in raw and name in old:
                if not _same(old[name], new[name]) or _is_bare_date(raw[name], new[name]):
                    self._change((*path, name), old[name], new[name])
                if spot is not None and not self.is_header(spot):
                    after = max(after, self.entry_end((*path, name)))
            elif not (name in old and _same(old[name], new[name])):
                self._insert(after, f"{entry(name, new[name])}\n")

    def sub_tables(
        self, path: Path, raw: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Edit the statements and claims of the event at ``path``."""
        before = self.content_end_of_keys(path)
        for name in SUB_TABLES:
            was, now = old.get(name, []), new.get(name, [])
            if was and not self.is_header(self.spots[(*path, name, 0)]):
                if not _same(was, now):
                    raise TooHard
                continue
            paths = [(*path, name, number) for number in range(len(was))]
            for tag, i1, i2, j1, j2 in _opcodes(was, now):
                at = self.content_end(paths[i1 - 1]) if i1 else before
                if tag == "replace" and i2 - i1 == j2 - j1:
                    for number, part in zip(range(i1, i2), now[j1:j2], strict=True):
                        self.table(paths[number], raw[name][number], was[number], part)
                elif tag != "equal":
                    for number in range(i1, i2):
                        self._cut(
                            self.line_start(self.spots[paths[number]].key), self.content_end(paths[number])
                        )
                    for part in now[j1:j2]:
                        self._insert(at, "\n" + table(f"{path[0]}.{name}", part))
            before = max([before, *(self.content_end(item) for item in paths)])

    def content_end_of_keys(self, path: Path) -> int:
        """Return where the line after the last key of the table itself starts."""
        length = len(path)
        ends = [self.line_end_after_header(self.spots[path].end)]
        for name in {p[length] for p in self.spots if p[:length] == path and len(p) > length}:
            spot = self.spots.get((*path, name))
            if spot is not None and not self.is_header(spot):
                ends.append(self.entry_end((*path, name)))
        return max(ends)

    def entry_end(self, path: Path) -> int:
        """Return where the line after a key's value starts, also of a part of a dotted key."""
        length = len(path)
        return self.line_end(max(spot.end for p, spot in self.spots.items() if p[:length] == path))

    def _insert(self, at: int, new: str) -> None:
        if at and self.text[at - 1] != "\n":
            new = "\n" + new.removesuffix("\n")
        self.edits.append(Edit(at, at, new))

    def _cut(self, start: int, end: int) -> None:
        if end < len(self.text) and (blank := re.compile(r"\r?\n").match(self.text, end)):
            end = blank.end()
        self.edits.append(Edit(start, end, ""))

    def _spot(self, path: Path) -> Spot:
        spot = self.spots.get(path)
        if spot is None or self.is_header(spot) or spot.value == spot.end:
            raise TooHard
        return spot

    def _remove(self, path: Path) -> None:
        spot = self._spot(path)
        start = self.line_start(spot.key)
        if self.text[start : spot.key].strip():
            raise TooHard
        kept = "".join(f"{comment}\n" for comment in self._comments(spot))
        self.edits.append(Edit(start, self.line_end(spot.end), kept))

    def _change(self, path: Path, old: Any, new: Any) -> None:  # noqa: ANN401 - whatever TOML holds
        spot = self._spot(path)
        if self._change_rows(path, old, new):
            return
        name = str(path[-1])
        text = entry(name, new)[len(f"{key(name)} = ") :]
        comments = self._comments(spot)
        if comments:
            if not text.startswith("[\n"):
                raise TooHard
            text = "[\n" + "".join(f"  {comment}\n" for comment in comments) + text.removeprefix("[\n")
        self.edits.append(Edit(spot.value, spot.end, text))

    def _change_rows(self, path: Path, old: Any, new: Any) -> bool:  # noqa: ANN401
        if not (isinstance(old, list) and isinstance(new, list) and len(old) == len(new)):
            return False
        for number, (was, now) in enumerate(zip(old, new, strict=True)):
            if not _same(was, now):
                spot = self._spot((*path, number))
                self.edits.append(Edit(spot.value, spot.end, value(now)))
        return True

    def _comments(self, spot: Spot) -> list[str]:
        inside = self.text[spot.value : spot.end]
        return _COMMENT_LINE.findall(inside) if inside.startswith("[") else []


def _opcodes(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str, int, int, int, int]]:
    matcher = difflib.SequenceMatcher(
        None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False
    )
    yield from matcher.get_opcodes()


def _same(old: object, new: object) -> bool:
    return old == new or repr(old) == repr(new)


def _is_bare_date(raw: object, new: object) -> bool:
    return isinstance(new, str) and not isinstance(raw, str)
