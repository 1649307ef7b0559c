"""Problems found in an input: one record that says where, what is wrong and what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline_tui.model.literal import literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input.

    ``line`` and ``column`` count from 1; ``code`` is a stable word for scripts and tests
    ("not-edtf", "unknown-id"); ``message`` is a sentence for people without the value and suggestion,
    which stand in fields of their own.
    """

    severity: Severity
    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    id: str | None = None
    value: str | None = None
    suggestion: str | None = None

    def __str__(self) -> str:
        """Return ``file:line:column: error: id: message (value; did you mean …)`` safe for a terminal."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        words = f"{self.severity}: "
        if self.id is not None:
            words += f"{self.id}: "
        words += self.message
        if self.value is not None:
            words += f": “{self.value}”"
        if self.suggestion is not None:
            words += f" — did you mean “{self.suggestion}”?"
        return literal(f"{place}: {words}" if place else words)


class InputError(Exception):
    """An input that cannot be used at all; ``problem`` says why in one message."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
