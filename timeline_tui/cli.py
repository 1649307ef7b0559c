"""The commands. Data goes to standard output, everything else to standard error.

Exit codes: 0 done, 1 the input has errors, 2 wrong usage. Each command imports what it needs when it runs, so
that ``list``, ``export``, ``check`` and ``--help`` load neither Textual nor the language model.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline_tui import __version__
from timeline_tui.model.literal import literal
from timeline_tui.model.problems import InputError, Problem

if TYPE_CHECKING:
    from timeline_tui.files.holdable import Form
    from timeline_tui.files.toml_reader import Opened
    from timeline_tui.model.timeline import Timeline
    from timeline_tui.search.index import Index

EXPLORE = "explore"


class DefaultGroup(click.Group):
    """A group whose first argument may be a file: then the explorer opens it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the explorer's command first unless a command or a question about the program stands there."""
        own = {*self.commands, "--help", "-h", "--version"}
        if not args or args[0] not in own:
            args = [EXPLORE, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show both ways to call the program."""
        formatter.write_usage(ctx.command_path, "[--filter QUERY] [FILE...]")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...")


def example(*lines: str) -> str:
    """Return an epilog that shows examples as they are typed."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    cls=DefaultGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example("timeline-tui", "timeline-tui --filter 'lavrov after:2025-08-14' summit.toml"),
)
@click.version_option(__version__, message="timeline-tui %(version)s")
def cli() -> None:
    """Turn coverage into a dated timeline file, and explore it in the terminal.

    Without a command the explorer opens FILE, or the bundled timeline of the Alaska summit of 2025.
    """


@cli.command(EXPLORE, hidden=True, epilog=example("timeline-tui summit.toml --filter lavrov"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--filter", "query", default="", metavar="QUERY", help="Start with this filter.")
def explore(files: tuple[Path, ...], query: str) -> None:
    """Open the explorer."""
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        raise click.UsageError(
            "the explorer needs a terminal; `timeline-tui list FILE` prints a timeline to a pipe"
        )
    import gc

    # Importing leaves no garbage to look for: looking costs a tenth of the start. What was imported stays.
    gc.disable()
    from timeline_tui.tui.app import run

    gc.freeze()
    gc.enable()
    run(files, query)


@cli.command(epilog=example("timeline-tui build coverage/ -o summit.toml"))
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The timeline to write.")
@click.option("--title", help="Title of a new timeline.")
@click.option("--timezone", help="IANA zone that local times mean, such as Europe/Lisbon.")
@click.option("--force", is_flag=True, help="Replace OUTPUT even if it is no timeline.")
def build(
    inputs: tuple[Path, ...], output: Path, title: str | None, timezone: str | None, force: bool
) -> None:
    """Make a timeline of coverage: files, folders, .jsonl.

    An OUTPUT that is a timeline already is added to: what a person accepted, edited or rejected stays.
    """
    from timeline_tui.coverage.reading import read_documents
    from timeline_tui.files.toml_reader import read_timeline
    from timeline_tui.files.toml_writer import write_timeline
    from timeline_tui.files.update import updated_text
    from timeline_tui.files.whole_file import write_whole
    from timeline_tui.normalize.build import build as build_from
    from timeline_tui.normalize.language import load

    if timezone is not None:
        check_zone(timezone)
    previous = None if force or not output.exists() else read_timeline(output)
    if previous is not None:
        finish(previous.problems)
    errors = ErrorCount()
    with progress() as advance:
        built = build_from(
            read_documents(inputs, on_problem=errors),
            output=output,
            title=title,
            timezone=timezone,
            previous=previous.timeline if previous else None,
            language=load(),
            advance=advance,
        )
    if not built.timeline.sources:
        errors.finish()
        raise click.UsageError("there is no document in the input")
    for note in built.notes:
        say(note)
    if previous is None:
        write_whole(output, write_timeline(built.timeline), force=force)
    else:
        text = updated_text(previous, built.timeline)
        write_whole(output, text, force=True, unless_changed=previous.sha256)
    say(f"{plural(len(built.timeline.events), 'event')} written to {output}")
    errors.finish()


@cli.command(
    epilog=example("timeline-tui inspect report.txt", "timeline-tui inspect coverage/ --json | jq .dates")
)
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one per document.")
def inspect(inputs: tuple[Path, ...], as_json: bool) -> None:
    """Show what is found in each document, and by which rule."""
    from timeline_tui.coverage.reading import read_documents
    from timeline_tui.normalize.analysis import analyse, as_object, as_report
    from timeline_tui.normalize.language import load

    errors = ErrorCount()
    language = load()
    for document in read_documents(inputs, on_problem=errors):
        analysis = analyse(document, language)
        write(json.dumps(as_object(analysis), ensure_ascii=False) if as_json else as_report(analysis))
    errors.finish()


@cli.command("list", epilog=example("timeline-tui list summit.toml --filter 'speaker:putin mode:direct'"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--filter", "query", default="", metavar="QUERY", help="Only what matches this query.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one per event.")
def list_events(file: Path, query: str, as_json: bool) -> None:
    """Print a line an event, in the order of time."""
    from timeline_tui.search.listing import json_line, text_line

    opened = read(file)
    index, rows = matching(opened.timeline, query)
    line = json_line if as_json else text_line
    for row in rows:
        write(line(index, row))
    if query:
        say(f"{len(rows)} of {len(index.rows)} events")
    finish(opened.problems)


@cli.command(epilog=example("timeline-tui export summit.toml --filter who:lavrov -o lavrov.toml"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--filter", "query", default="", metavar="QUERY", help="Only what matches this query.")
@click.option("--to", "form", type=click.Choice(["toml", "jsonl"]), default="toml", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write [standard output].")
@click.option("--force", is_flag=True, help="Replace OUTPUT if it exists.")
def export(file: Path, query: str, form: Form, output: Path | None, force: bool) -> None:
    """Write the matching part as a complete timeline with just the participants and sources it needs."""
    from timeline_tui.files.export import export_parts
    from timeline_tui.files.whole_file import write_whole
    from timeline_tui.search.origin import IndexOrigin

    opened = read(file)
    index, rows = matching(opened.timeline, query)
    lost: Counter[str] = Counter()
    parts = export_parts(IndexOrigin(index, rows, opened.path), form, output, lost=lost)
    if output is None:
        for part in parts:
            write(part, end="")
    else:
        write_whole(output, parts, force=force)
        say(f"{len(rows)} of {len(index.rows)} events written to {output}")
    for words, count in lost.items():
        say(f"{count} {words}")
    finish(opened.problems)


@cli.command(epilog=example("timeline-tui check summit.toml"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Report every problem of timeline files, with its place."""
    from timeline_tui.coverage.check import check_evidence
    from timeline_tui.files.toml_reader import read_timeline

    failed = False
    for file in files:
        try:
            opened = read_timeline(file)
            problems = (*opened.problems, *check_evidence(opened))
        except InputError as error:
            problems = (error.problem,)
        for problem in sorted(problems, key=lambda p: (p.line or 0, p.column or 0)):
            write(str(problem))
        errors = sum(p.severity == "error" for p in problems)
        failed = failed or errors > 0
        say(f"{file}: {plural(errors, 'error')}, {plural(len(problems) - errors, 'warning')}")
    if failed:
        raise SystemExit(1)


def check_zone(name: str) -> None:
    """Refuse a time zone that does not exist.

    Raises:
        click.UsageError: It does not; names the nearest that does.
    """
    from timeline_tui.model.zones import ZoneError, zone

    try:
        zone(name)
    except ZoneError as error:
        hint = f" — did you mean “{error.suggestion}”?" if error.suggestion else ""
        raise click.UsageError(literal(f"there is no time zone “{name}”{hint}")) from None


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


def read(file: Path) -> Opened:
    """Read a timeline for a command that goes on with what is sound."""
    from timeline_tui.files.toml_reader import read_timeline

    return read_timeline(file)


def matching(timeline: Timeline, query: str) -> tuple[Index, Sequence[int]]:
    """Return the index of a timeline and the rows that a query lets through.

    Raises:
        click.UsageError: the query cannot be read; the message points at the column.
    """
    from timeline_tui.search.index import Index
    from timeline_tui.search.parse import QueryError, parse_query

    index = Index(timeline)
    try:
        return index, index.search(parse_query(query, zone=index.zone))
    except QueryError as error:
        hint = f"\nDid you mean {error.suggestion}?" if error.suggestion else ""
        marker = " " * error.start + "^" * max(1, error.end - error.start)
        raise click.UsageError(
            literal(f"{error.message}\n  {query}\n  {marker}{hint}", keep_newlines=True)
        ) from None


def finish(problems: Sequence[Problem]) -> None:
    """Report the problems of an input that was used as far as it is sound; exit 1 if there is an error."""
    for problem in problems:
        if problem.severity == "error":
            report(problem)
    if any(problem.severity == "error" for problem in problems):
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


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; errors in the input are one message each, never a traceback."""
    try:
        code: Any = cli.main(args=args, prog_name="timeline-tui", standalone_mode=False)
        sys.stdout.flush()
    except InputError as error:
        say(str(error.problem))
        code = 1
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except BrokenPipeError:
        # The reader has what it wanted. Keep the interpreter from flushing into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    raise SystemExit(code if isinstance(code, int) else 0)
