"""What is wrong with a record, by its place in the data; in the end, problems with lines and columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline_tui.files.toml_blocks import Path, Places
from timeline_tui.model.problems import Problem, Severity

_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose place is a path into the data.

    ``column`` is an offset into the text value, None for the value as a whole; ``on_key`` points at the key
    instead.
    """

    severity: Severity
    code: str
    message: str
    path: Path
    id: str | None = None
    value: str | None = None
    suggestion: str | None = None
    column: int | None = None
    on_key: bool = False


def problems(findings: Iterable[Finding], text: str, file: str | None) -> list[Problem]:
    """Return the findings as problems with their places in ``text``."""
    places = Places(text)
    return [_problem(finding, places, text, file) for finding in findings]


def _problem(finding: Finding, places: Places, text: str, file: str | None) -> Problem:
    line = column = None
    spot = places.spot(finding.path)
    if spot is not None:
        offset = spot.key if finding.on_key else spot.value
        if finding.column is not None and text[offset : offset + 1] in {'"', "'"}:
            offset += 1 + finding.column
        line, column = places.line_column(offset)
    return located(finding, file, line, column)


def located(finding: Finding, file: str | None, line: int | None, column: int | None = None) -> Problem:
    """Return the finding as a problem at this place."""
    value = finding.value
    if value is not None and len(value) > _LONGEST_VALUE:
        value = value[: _LONGEST_VALUE - 1] + "…"
    return Problem(
        finding.severity,
        finding.code,
        finding.message,
        file=file,
        line=line,
        column=column,
        id=finding.id or None,  # a mended record may have an empty one
        value=value,
        suggestion=finding.suggestion,
    )
