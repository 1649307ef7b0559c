"""Documents of coverage from files and folders: Markdown, plain text, web pages, JSON Lines."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.front_matter import read_head
from timeline_tui.coverage.html import read_html
from timeline_tui.coverage.ids import slug, unused
from timeline_tui.coverage.json_lines import read_json_lines
from timeline_tui.coverage.loading import decode, failure, missing, read_bytes
from timeline_tui.coverage.markdown import plain_text
from timeline_tui.coverage.paragraphs import title_span
from timeline_tui.model.edtf import parse as parse_edtf
from timeline_tui.model.problems import InputError, Problem

MARKDOWN = frozenset({".md", ".markdown"})
TEXT = frozenset({".txt", ".text"})
HTML = frozenset({".html", ".htm", ".xhtml"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = MARKDOWN | TEXT | HTML | JSON_LINES
"""The file names that a folder is searched for, in lower case."""

OnProblem = Callable[[Problem], None]


def _raise(problem: Problem) -> None:
    if problem.severity == "error":
        raise InputError(problem)


def _clean(text: str) -> str:
    """Return ``text`` in NFC with LF line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _checked(document: Document, on_problem: OnProblem, line: int | None = None) -> Document:
    """Return the document without a ``published`` that is no date, which is reported."""
    if document.published is None:
        return document
    try:
        parse_edtf(document.published)
    except ValueError as error:
        problem = Problem(
            "warning",
            "not-edtf",
            "“published” is no date that can be read; the document counts as undated",
            file=document.path,
            line=line,
            id=document.id,
            value=document.published,
            suggestion=getattr(error, "suggestion", None),
        )
        on_problem(problem)
        return replace(document, published=None)
    return document


def _read_text(path: Path, on_problem: OnProblem, *, needs_head: bool = False) -> Document | None:
    text = _clean(decode(read_bytes(path), path))
    head = read_head(text, str(path))
    for problem in head.problems:
        on_problem(problem)
    if needs_head and not head.found:
        message = "left out: a README without a head (--- lines) is no coverage"
        on_problem(Problem("warning", "readme-skipped", message, file=str(path)))
        return None
    values = {key: value for key, value in head.values.items() if value}
    body = head.body.strip("\n") if head.found else text
    if path.suffix.lower() in MARKDOWN:
        body = plain_text(body)
    if not body.strip():
        raise failure(path, "empty-file", "the document has no text")
    first = title_span(body)
    return Document(
        id=values.get("id") or slug(path.stem),
        text=body,
        published=values.get("published"),
        title=values.get("title") or (body[first[0] : first[1]] if first else None),
        publisher=values.get("publisher"),
        url=values.get("url"),
        language=values.get("language"),
        derived_from=values.get("derived_from"),
        path=str(path),
        front_matter=head.values,
    )


def _read_page(path: Path) -> Document:
    text, metadata = read_html(read_bytes(path), path)
    return Document(
        id=slug(path.stem),
        text=_clean(text),
        published=metadata.get("published"),
        title=metadata.get("title"),
        publisher=metadata.get("publisher"),
        url=metadata.get("url"),
        language=metadata.get("language"),
        path=str(path),
        front_matter=metadata,
    )


def _read_file(path: Path, on_problem: OnProblem, *, in_folder: bool) -> Iterator[Document]:
    suffix = path.suffix.lower()
    if suffix in JSON_LINES:
        for line, document in read_json_lines(path, on_problem):
            yield _checked(document, on_problem, line)
        return
    if suffix in HTML:
        yield _checked(_read_page(path), on_problem)
        return
    if suffix and suffix not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        raise failure(path, "unknown-kind", f"no kind of document that can be read (known: {known})")
    readme = in_folder and path.stem.casefold() == "readme"
    read = _read_text(path, on_problem, needs_head=readme)
    if read is not None:
        yield _checked(read, on_problem)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the documents below ``folder`` by name; hidden ones and links to folders are left out."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(where, name)


def read_documents(inputs: Sequence[Path], on_problem: OnProblem | None = None) -> Iterator[Document]:
    """Yield the documents of files and folders in order, one in memory at a time.

    Folders are searched recursively for ``SUFFIXES``, sorted by name. A document whose id was used before
    gets a number after it and a warning. What cannot be read is given to ``on_problem`` and the others go on;
    without ``on_problem`` the first error raises InputError.
    """
    report = on_problem or _raise
    taken: set[str] = set()
    for given in inputs:
        path = Path(given)
        folder = path.is_dir()
        if not folder and not path.exists():
            report(missing(path).problem)
            continue
        count = 0
        for file in _files(path) if folder else (path,):
            count += 1
            try:
                for document in _read_file(file, report, in_folder=folder):
                    yield _with_own_id(document, taken, report)
            except InputError as error:
                report(error.problem)
        if folder and not count:
            known = ", ".join(sorted(SUFFIXES))
            report(failure(path, "empty-folder", f"no documents in this folder (looked for {known})").problem)


def _with_own_id(document: Document, taken: set[str], report: OnProblem) -> Document:
    own = unused(document.id, taken)
    taken.add(own)
    if own == document.id:
        return document
    message = f"this document id was used before; this one is called {own}"
    report(Problem("warning", "duplicate-id", message, file=document.path, id=document.id))
    return replace(document, id=own)


def read_document(path: Path, id: str | None = None) -> Document:  # noqa: A002 - the field's name
    """Return the document in a file; ``id`` chooses among the lines of a JSON Lines file (else the first).

    Raises InputError if it cannot be read or there is none.
    """
    if not path.exists():
        raise missing(path)
    documents = (
        read_documents([path], lambda _: None)
        if path.suffix.lower() in JSON_LINES
        else read_documents([path])
    )
    for document in documents:
        if id is None or path.suffix.lower() not in JSON_LINES or document.id == id:
            return document
    raise failure(
        path, "no-document", "no document in this file" if id is None else f"no document with the id “{id}”"
    )
