"""What the commands say: data on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from timeline_tui.model.literal import literal
from timeline_tui.model.problems import Problem

if TYPE_CHECKING:
    from timeline_tui.search.progress import Progress


class ErrorCount:
    """Reports problems as they come and remembers whether one was an error."""

    def __init__(self) -> None:
        self.errors = 0

    def __call__(self, problem: Problem) -> None:
        """Report one problem."""
        report(problem)
        self.errors += problem.severity == "error"

    def finish(self) -> None:
        """Exit with 1 if there was an error."""
        if self.errors:
            raise SystemExit(1)


def finish(problems: Iterable[Problem]) -> None:
    """Report the problems of an input that was used as far as it is sound; exit 1 if there is an error."""
    failed = False
    for problem in problems:
        if problem.severity == "error":
            report(problem)
            failed = True
    if failed:
        raise SystemExit(1)


def plural(count: int, noun: str) -> str:
    """Return ``1 error``, ``2 errors``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def write(text: str, end: str = "\n") -> None:
    """Write data to standard output as UTF-8, whatever the locale."""
    out = sys.stdout.buffer
    out.write((text + end).encode("utf-8", "backslashreplace"))


def say(text: str) -> None:
    """Tell the person something, on standard error."""
    click.echo(literal(text, keep_newlines=True), err=True)


def report(problem: Problem) -> None:
    """Tell the person of a problem."""
    say(str(problem))


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show long work on standard error when that is a terminal; yields ``advance(what, done, total)``."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def advance(what: str, done: int, total: int) -> None:
            bar.update(task, description=escape(literal(what)), completed=done, total=total or None)

        yield advance


@contextmanager
def index_progress() -> Iterator[Callable[[Progress], None]]:
    """Show how far an index is, on standard error when that is a terminal."""
    words = {"reading": "Reading", "waiting": "Another program is indexing it"}
    with progress() as advance:

        def told(now: Progress) -> None:
            share = now.share
            advance(words.get(now.phase, "Indexing"), int(1000 * (share or 0)), 1000 if share else 0)

        yield told
