"""The commands. Data goes to standard output, everything else to standard error.

Exit codes: 0 done, 1 the input has errors, 2 wrong usage. Each command imports what it needs when it runs, so
that ``list``, ``export``, ``check`` and ``--help`` load neither Textual nor the language model.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline_tui import __version__
from timeline_tui.console import ErrorCount, finish, index_progress, plural, progress, say, write
from timeline_tui.model.literal import literal
from timeline_tui.model.problems import InputError, Problem

if TYPE_CHECKING:
    from timeline_tui.files.holdable import Form
    from timeline_tui.search.building import IndexedFile
    from timeline_tui.search.index import Index
    from timeline_tui.search.parse import Query

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
    # Drawing makes many small objects and few cycles; going through all of them takes longer than a frame.
    gc.set_threshold(2_000, 10, 500)
    gc.enable()
    # A key must not wait for threads that answer queries: they give way fifty times as often as they would.
    sys.setswitchinterval(0.0001)
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
    documents = read_documents(inputs, on_problem=errors)
    first = [*islice(documents, 1)]
    with progress() as advance:
        built = build_from(
            chain(first, documents),
            output=output,
            title=title,
            timezone=timezone,
            previous=previous.timeline if previous else None,
            language=load() if first else None,
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
    for document in read_documents(inputs, on_problem=errors):
        analysis = analyse(document, load())  # once there is a document; then it is kept
        write(json.dumps(as_object(analysis), ensure_ascii=False) if as_json else as_report(analysis))
    errors.finish()


@cli.command("list", epilog=example("timeline-tui list summit.toml --filter 'speaker:putin mode:direct'"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--filter", "query", default="", metavar="QUERY", help="Only what matches this query.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one per event.")
@click.option("--count", is_flag=True, help="Print only how many events match.")
@click.option("--explain", is_flag=True, help="Print how the query is answered, and nothing else.")
def list_events(file: Path, query: str, as_json: bool, count: bool, explain: bool) -> None:
    """Print a line an event, in the order of time."""
    from timeline_tui.search.listing import json_line, text_line

    if as_json + count + explain > 1:
        raise click.UsageError("--json, --count and --explain exclude each other")
    with opened(file) as found:
        index = found.index
        asked = understood(index, query)
        if explain:
            write(literal(str(index.plan(asked)), keep_newlines=True))
            return
        rows = index.search(asked)
        if count:
            write(str(len(rows)))
        else:
            line = json_line if as_json else text_line
            for event in index.events(rows):
                write(line(index, event))
            if query:
                say(f"{len(rows)} of {plural(len(index), 'event')}")
        finish(found.problems)


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
    from timeline_tui.search.building import home
    from timeline_tui.search.origin import IndexOrigin

    lost: Counter[str] = Counter()
    with opened(file) as found:
        index = found.index
        rows = index.search(understood(index, query))
        origin = IndexOrigin(index, rows, home(index, file))
        if output is None:
            for part in export_parts(origin, form, None, lost=lost):
                write(part, end="")
        else:
            with progress() as advance:
                parts = export_parts(
                    origin,
                    form,
                    output,
                    lost=lost,
                    advance=lambda events: advance("Writing", events, 2 * len(rows)),
                )
                write_whole(output, parts, force=force)
            say(f"{len(rows)} of {plural(len(index), 'event')} written to {output}")
        for words, number in lost.items():
            say(f"{number} {words}")
        finish(found.problems)


@cli.command(epilog=example("timeline-tui index archive.jsonl -o archive.sqlite"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="FILE.sqlite to write.")
@click.option("--force", is_flag=True, help="Replace OUTPUT if it exists.")
def index(file: Path, output: Path, force: bool) -> None:
    """Make the index of a large timeline as a file, which list, export and the explorer open at once.

    Without this, large timelines are indexed when they are first opened, in the cache folder.
    """
    from timeline_tui.search.index_file import make_index_file

    with index_progress() as advance:
        made = make_index_file(file, output, advance, force=force)
    say(f"{plural(len(made), 'event')} indexed in {output}")
    finish(made.problems())


@cli.command(epilog=example("timeline-tui check summit.toml"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Report every problem of timeline files, with its place."""
    failed = False
    for file in files:
        counts: Counter[str] = Counter()
        try:
            for problem in problems_of(file):
                write(str(problem))
                counts[problem.severity] += 1
        except InputError as error:
            write(str(error.problem))
            counts["error"] += 1
        failed = failed or counts["error"] > 0
        say(f"{file}: {plural(counts['error'], 'error')}, {plural(counts['warning'], 'warning')}")
    if failed:
        raise SystemExit(1)


def problems_of(file: Path) -> Iterable[Problem]:
    """Return every problem of a timeline file and its evidence: by line, or as lines of JSON are read.

    Raises:
        InputError: it cannot be read.
    """
    from timeline_tui.coverage.check import check_evidence, check_lines, check_records
    from timeline_tui.files.toml_reader import read_timeline
    from timeline_tui.search.building import kind_of

    match kind_of(file):
        case "jsonl":
            yield from check_lines(file)
        case "sqlite":
            with opened(file) as found:
                index = found.index
                yield from found.problems
                sources = ((source, None) for source in index.sources())
                events = ((event, None) for event in index.events(range(len(index))))
                yield from check_records(file, sources, events)
        case _:
            toml = read_timeline(file)
            problems = (*toml.problems, *check_evidence(toml))
            yield from sorted(problems, key=lambda p: (p.line or 0, p.column or 0))


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


@contextmanager
def opened(file: Path) -> Iterator[IndexedFile]:
    """Open a timeline or an index for a command that goes on with what is sound in it.

    Raises:
        InputError: nothing of it can be shown, or its index turns out to be damaged.
    """
    from timeline_tui.search.building import open_index
    from timeline_tui.search.store.errors import BrokenIndex

    with index_progress() as advance:
        found = open_index(file, progress=advance)
    if found.trouble:
        say(found.trouble)
    try:
        yield found
    except BrokenIndex as error:
        message = f"its index is damaged ({error}); make it anew, or delete it from the cache folder"
        raise InputError(Problem("error", "broken-index", message, str(file))) from None


def understood(index: Index, query: str) -> Query:
    """Return what a query means for an index.

    Raises:
        click.UsageError: it cannot be read; the message points at the column.
    """
    from timeline_tui.search.parse import QueryError, parse_query

    try:
        return parse_query(query, zone=index.zone)
    except QueryError as error:
        hint = f"\nDid you mean {error.suggestion}?" if error.suggestion else ""
        marker = " " * error.start + "^" * max(1, error.end - error.start)
        raise click.UsageError(
            literal(f"{error.message}\n  {query}\n  {marker}{hint}", keep_newlines=True)
        ) from None


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
