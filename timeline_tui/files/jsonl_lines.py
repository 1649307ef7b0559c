"""One line of JSON, strictly: what Python's reader lets pass in silence is refused with a reason.

Codes: json-syntax, truncated-line, line-too-long, not-utf-8, binary, lone-surrogate, too-deep, duplicate-key,
number-too-large.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from timeline_tui.files.load import unreadable

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line; a longer one is passed over and reported. A line is held in memory whole."""

_BOM = b"\xef\xbb\xbf"
_SKIP = 1024 * 1024
_MOST_DIGITS = 4300  # as many as Python itself reads without being told to
_SHOWN = 60
_ID = re.compile(rb'"id"\s*:\s*("(?:[^"\\]|\\.){1,300}")')


class Unreadable(Exception):  # noqa: N818 -- a finding about one line, not an error of the program
    """Why a line cannot be read; ``column`` counts characters from 1."""

    def __init__(
        self,
        code: str,
        message: str,
        column: int | None = None,
        value: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.column, self.value, self.suggestion = (
            code,
            message,
            column,
            value,
            suggestion,
        )


class Lines:
    """The lines of a file with their numbers, from 1; never more than one in memory.

    A line that is too long comes cut off, one byte longer than ``LONGEST_LINE``; its rest is passed over.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream, self._path = stream, path
        self.number = 0
        self.read = 0
        """Bytes read."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield the lines that are left.

        Raises:
            InputError: The file cannot be read further.
        """
        try:
            while line := self._stream.readline(LONGEST_LINE + 1):
                self.number += 1
                self.read += len(line)
                if self.number == 1:
                    line = line.removeprefix(_BOM)
                if len(line) > LONGEST_LINE:
                    self._pass_over(line)
                yield line
        except OSError as error:
            raise unreadable(self._path, error) from None

    def _pass_over(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._stream.readline(_SKIP)
            self.read += len(line)


def parse_line(line: bytes) -> object:
    """Return what a line says.

    Raises:
        Unreadable: It is not JSON, or says something that would be lost in silence.
    """
    if len(line) > LONGEST_LINE:
        message = f"the line is longer than {LONGEST_LINE >> 20} MiB; it is passed over"
        raise Unreadable("line-too-long", message, value=line[:_SHOWN].decode("utf-8", "replace"))
    text = _decoded(line)
    at = text.find("\0")
    if at >= 0:
        raise Unreadable("binary", "this is not text: it holds a NUL", at + 1)
    try:
        data = _DECODER.decode(text)
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise _syntax(error, text) from None
    except UnicodeEncodeError:
        message = "half a character (a lone surrogate, such as \\ud800) that no text can hold"
        raise Unreadable("lone-surrogate", message) from None
    except RecursionError:
        raise Unreadable("too-deep", "lists and objects are nested too deeply") from None
    return data


def id_in(line: bytes) -> str | None:
    """Return the id in a line that cannot be read, if there seems to be one."""
    match = _ID.search(line, 0, 65536)
    if match is None:
        return None
    try:
        found = json.loads(match[1])
    except ValueError:
        return None
    return found if isinstance(found, str) and found.isprintable() else None


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    message = (
        f"the byte 0x{line[at]:02X} is not UTF-8; save the file as UTF-8, not as Windows-1252 or Latin-1"
    )
    column = len(line[:at].decode("utf-8")) + 1
    shown = line[max(0, at - _SHOWN // 2) : at + _SHOWN // 2].decode("cp1252", "replace").strip()
    raise Unreadable("not-utf-8", message, column, shown)


def _syntax(error: json.JSONDecodeError, text: str) -> Unreadable:
    reason = error.msg[0].lower() + error.msg[1:].removesuffix(" starting at").removesuffix(" at")
    unterminated = error.msg.startswith("Unterminated string") or error.pos >= len(text.rstrip())
    if unterminated and not text.endswith("\n"):
        return Unreadable("truncated-line", "the file ends in the middle of this line", error.pos + 1)
    shown = text[max(0, error.pos - 10) : error.pos + _SHOWN // 2].strip()
    return Unreadable("json-syntax", f"this is not JSON: {reason}", error.pos + 1, shown or None)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable("duplicate-key", "this key stands twice in the same object", value=twice)
    return found


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        message = f"a number of {len(digits)} digits; {_MOST_DIGITS} are the most"
        raise Unreadable("number-too-large", message, value=f"{digits[:20]}…")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        message = "a number that is too large to hold; write it as text"
        raise Unreadable(
            "number-too-large", message, value=digits[:_SHOWN], suggestion=f'"{digits[:_SHOWN]}"'
        )
    return number


def _no_number(name: str) -> NoReturn:
    raise Unreadable(
        "json-syntax", "this is not JSON: there is no such number", value=name, suggestion=f'"{name}"'
    )


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_whole, parse_float=_fraction, parse_constant=_no_number
)
