"""JSON Lines: one document a line, streamed; the text is used exactly as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.loading import LARGEST, decode, failure, missing
from timeline_tui.model.problems import InputError, Problem

_FIELDS = ("published", "title", "publisher", "url", "language", "derived_from")


def _parsed(line: str) -> dict[str, Any]:
    """Return the object on a line. Raises ValueError with a message for people."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} (column {error.colno})") from None
    except RecursionError:
        raise ValueError("not JSON that can be read: nested too deeply") from None
    except ValueError as error:  # an integer of thousands of digits
        raise ValueError(f"not JSON that can be read: {error}") from None
    if not isinstance(record, dict):
        raise ValueError("expected a JSON object")
    if not isinstance(record.get("text"), str):
        raise ValueError("expected a “text” that is a string")
    return record


def _document(record: dict[str, Any], path: Path, number: int) -> Document:
    given = record.get("id")
    known = {
        key: str(value)
        for key in _FIELDS
        if isinstance(value := record.get(key), str | int) and not isinstance(value, bool) and value != ""
    }
    others = {
        str(key): value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
        for key, value in record.items()
        if key not in {"text", "id", *_FIELDS}
    }
    return Document(
        id=str(given) if isinstance(given, str | int) and str(given) else f"{path.stem}-{number}",
        text=record["text"],
        path=str(path),
        front_matter=others,
        **known,
    )


def read_json_lines(path: Path, on_problem: Callable[[Problem], None]) -> Iterator[tuple[int, Document]]:
    """Yield the documents of a file with their line numbers, one line in memory at a time.

    A line that cannot be used is reported with its number and the others go on. Raises InputError if the
    file is missing or cannot be read.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise missing(path) from None
    except (OSError, ValueError) as error:
        raise failure(path, "unreadable", f"cannot be read: {error}") from None
    with file:
        number = 0
        while True:
            try:
                data = file.readline(LARGEST + 1)
            except OSError as error:
                raise failure(path, "unreadable", f"cannot be read: {error.strerror}") from None
            if not data:
                return
            number += 1
            if len(data) > LARGEST:
                message = f"the line has more than {LARGEST:,} bytes; the rest of the file is not read"
                on_problem(Problem("error", "too-large", message, file=str(path), line=number))
                return
            try:
                line = decode(data, path)
                if line.strip():
                    yield number, _document(_parsed(line), path, number)
            except InputError as error:
                problem = error.problem
                on_problem(Problem("error", problem.code, problem.message, str(path), number, problem.column))
            except ValueError as error:
                on_problem(Problem("error", "bad-line", str(error), file=str(path), line=number))
