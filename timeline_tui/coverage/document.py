"""One document of coverage: its clean text and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

Span = tuple[int, int]
"""A half-open pair of code point offsets into a document's text."""


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text (NFC, LF line ends) with metadata.

    ``published`` is EDTF or an instant as a string, None where the document does not say. ``path`` is the
    file it was read from, for messages and for a source's ``document`` key. ``front_matter`` holds every
    key of the head as written.
    """

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    derived_from: str | None = None
    path: str | None = None
    front_matter: dict[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the clean text in UTF-8, as hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
