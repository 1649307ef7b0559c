"""The head of a document: ``key: value`` lines between two ``---`` lines, a small part of YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline_tui.model.problems import Problem

LONGEST = 200
"""A head has no more lines than this; a ``---`` without an end within them is a rule in the text."""

_FENCE = re.compile(r"---[ \t]*")
_END_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Head:
    """What a document's head says: ``values`` by key in order, and the line number where the text begins."""

    values: dict[str, str]
    body: str
    problems: tuple[Problem, ...] = ()
    found: bool = False


def _plain(value: str) -> str:
    """Return a value without its quotation marks or trailing comment."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[0]), value[1:-1])
    if value[:1] in ('"', "'"):
        closing = value.find(value[0], 1)
        if closing > 0 and value[closing + 1 :].lstrip().startswith("#"):
            return _plain(value[: closing + 1])
        return value
    comment = value.find(" #")
    return value[:comment].rstrip() if comment >= 0 else value


def read_head(text: str, file: str | None = None) -> Head:
    """Split ``text`` (LF line ends) into its head and its body.

    Without a head the body is the whole text. Lines that are no ``key: value`` pair become warnings.
    """
    lines = text.split("\n", LONGEST + 1)
    if not _FENCE.fullmatch(lines[0]):
        return Head({}, text)
    closing = next(
        (n for n, line in enumerate(lines[1 : LONGEST + 1], 1) if _END_FENCE.fullmatch(line)), None
    )
    if closing is None or not any(_PAIR.fullmatch(line) for line in lines[1:closing]):
        return Head({}, text)
    values: dict[str, str] = {}
    problems: list[Problem] = []
    key = None
    for number, line in enumerate(lines[1:closing], 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _PAIR.fullmatch(line)
        if found:
            key = found[1].lower().replace("-", "_")
            if key in values:
                problems.append(
                    _warning("repeated-key", "this key stands twice; the last one counts", file, number, key)
                )
            values[key] = _plain(found[2] or "")
        elif key is not None and line[0] in " \t-":
            values[key] = f"{values[key]}\n{line.strip()}".strip()
        else:
            problems.append(
                _warning("not-a-pair", "expected “key: value” in the head", file, number, line.strip())
            )
    return Head(values, "\n".join(lines[closing + 1 :]), tuple(problems), found=True)


def _warning(code: str, message: str, file: str | None, line: int, value: str) -> Problem:
    return Problem("warning", code, message, file=file, line=line, value=value)
