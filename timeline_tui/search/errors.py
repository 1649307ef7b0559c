"""What is wrong with a query, and where."""

from __future__ import annotations

from collections.abc import Iterable

from timeline_tui.files.nearest import nearest


class QueryError(Exception):
    """A query that cannot be read.

    ``start`` and ``end`` are the half-open code point span of the fault in the query's text. ``suggestion``
    is what could stand there instead, None where nothing is near. ``incomplete`` is true where the text is
    fine so far and just stops too early, as it does while someone types.
    """

    def __init__(
        self, message: str, start: int, end: int, suggestion: str | None = None, *, incomplete: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.suggestion = suggestion
        self.incomplete = incomplete

    def __str__(self) -> str:
        """Return the message, with the suggestion if there is one."""
        if self.suggestion is None:
            return self.message
        return f"{self.message}; did you mean {self.suggestion}?"

    def repaired(self, text: str) -> str | None:
        """Return ``text`` with the suggestion in place of the fault, None without a suggestion."""
        if self.suggestion is None:
            return None
        return text[: self.start] + self.suggestion + text[self.end :]


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was most likely meant to be (or become), None if none is near."""
    names = list(known)
    starting = [name for name in names if word and name.startswith(word)]
    return starting[0] if starting else nearest(word, names)
