"""Export: what, where to, and a preview; nothing is written over without asking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from timeline_tui.files.export import export_parts
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.files.whole_file import write_whole
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.problems import InputError
from timeline_tui.model.subset import subset
from timeline_tui.model.timeline import Event, Timeline
from timeline_tui.search.origin import IndexOrigin
from timeline_tui.search.versions import versions
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.session import Session
from timeline_tui.tui.text import content, cut, visible, width, wrap
from timeline_tui.tui.widgets.choices import Choice, Choices
from timeline_tui.tui.widgets.literally import Literally

_LEFT = 9
"""Cells before the fields, where their names stand."""
_NUMBERS = 12
"""Cells of the numbers of what goes."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be exported: words for it and its rows."""

    words: str
    query: str
    rows: Sequence[int]

    @property
    def label(self) -> Content:
        """What the choice reads."""
        lead = f"{self.words:<22}"
        events = f"{_some(len(self.rows), 'event'):<16}"
        text = lead + events + cut(visible(self.query), 30)
        return content(text, [(0, len(lead), "bold"), (len(lead), len(text), "$text-muted")])


class ExportScreen(Dialog[Path]):
    """Closes with the path that was written, None if nothing was."""

    AUTO_FOCUS = "#path"
    DEFAULT_CSS: ClassVar[str] = """
    ExportScreen .row { height: auto; margin-bottom: 1; }
    ExportScreen #path { width: 1fr; }
    ExportScreen #state { width: auto; max-width: 40%; padding-left: 2; }
    ExportScreen #message { height: auto; padding-left: 9; display: none; margin-bottom: 1; }
    ExportScreen.-message #message { display: block; }
    ExportScreen #preview { height: auto; max-height: 1fr; scrollbar-size-vertical: 1; }
    ExportScreen #goes { height: auto; }
    ExportScreen .buttons { height: 1; align-horizontal: right; margin-top: 1; }
    ExportScreen Button { min-width: 18; }
    ExportScreen.-small .row { margin-bottom: 0; }
    ExportScreen.-small .format, ExportScreen.-small .buttons { display: none; }
    """

    def __init__(self, session: Session, query: str, shown: Sequence[int], marked: Sequence[int]) -> None:
        super().__init__()
        self._session = session
        self._overwrite: Path | None = None
        everything = range(len(session.index))
        scopes = [Scope("Matching the filter", query, shown)] if query else []
        scopes += [Scope("Marked", "", marked)] if marked else []
        self._scopes = [*scopes, Scope("Everything", "", everything)]
        self._proposed = f"{_slug(query) or _slug(session.index.timeline.title) or 'timeline'}.toml"

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Export"
            box.border_subtitle = "Tab next field · Enter writes · Esc closes"
            with Horizontal(classes="row"):
                yield Static("What", classes="label", markup=False)
                with Choices(id="scope"):
                    for number, scope in enumerate(self._scopes):
                        yield Choice(scope.label, value=number == 0)
            with Horizontal(classes="row format"):
                yield Static("As", classes="label", markup=False)
                words = "Timeline (TOML)       complete: opens again here"
                yield Static(content(words, [(0, 15, "bold"), (15, len(words), "$text-muted")]), markup=False)
            with Horizontal(classes="row"):
                yield Static("To", classes="label", markup=False)
                yield Input(self._proposed, id="path", highlighter=Literally())
                yield Static("", id="state", markup=False)
            yield Static("", id="message", markup=False)
            with VerticalScroll(id="preview", can_focus=False):
                yield Static("", id="goes", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content("Write  Enter"), id="write")
                yield Button(Content("Cancel  Esc"), id="cancel")

    def on_resize(self) -> None:
        """Leave out what is not needed where there is little room, and draw the rules to the width."""
        small = self.app.size.height < 30
        self.set_class(small, "-small")
        taken = (5 if small else 14) + len(self._scopes)
        self.query_one("#preview").styles.max_height = max(2, self.app.size.height * 96 // 100 - taken)
        self._preview()

    @property
    def _scope(self) -> Scope:
        return self._scopes[max(0, self.query_one(Choices).pressed_index)]

    @property
    def _target(self) -> Path:
        typed = self.query_one("#path", Input).value.strip()
        return Path(typed).expanduser() if typed else Path(self._proposed)

    def _ids(self) -> list[str]:
        return [self._session.index.rows[row].event.id for row in self._scope.rows]

    @on(Choices.Changed)
    def choose(self) -> None:
        """Show what goes now."""
        self._preview()

    def _preview(self) -> None:
        part = subset(self._session.index.timeline, self._ids())
        cells = min(100, self.app.size.width * 98 // 100) - 8
        parts = [_rule("What goes", cells)]
        for count, words in what_goes(part):
            good = "$success" if words.startswith("things") else ""
            parts.append(content(f"{count:>{_NUMBERS}}  ", style=f"bold {good}".strip()))
            for number, (start, end) in enumerate(wrap(words, max(10, cells - _NUMBERS - 2))):
                parts.append(
                    content(f"{' ' * (_NUMBERS + 2) if number else ''}{words[start:end]}\n", style=good)
                )
        head = write_timeline(part.model_copy(update={"sources": (), "participants": (), "events": ()}))
        parts += [content("\n"), _rule("First lines", cells)]
        parts += [_toml_line(line, cells) for line in head.splitlines()[:3]]
        self.query_one("#goes", Static).update(Content("").join(parts))
        self._say_state()

    @on(Input.Changed, "#path")
    def path_changed(self) -> None:
        """Say whether the file is there already."""
        self._overwrite = None
        self._say("")
        self._say_state()

    def _say_state(self) -> None:
        try:
            exists = self._target.exists()
        except (OSError, ValueError, RuntimeError):
            exists = False
        words, style = ("exists: asks first", "$warning") if exists else ("new file", "$success")
        self.query_one("#state", Static).update(content(words, style=style))

    def _say(self, words: str, style: str = "") -> None:
        self.query_one("#message", Static).update(content(words, style=style))
        self.set_class(bool(words), "-message")

    @on(Input.Submitted, "#path")
    @on(Choices.Submitted)
    @on(Button.Pressed, "#write")
    def write(self) -> None:
        """Write the file; one that exists only after a second Enter."""
        try:
            path = self._target
            origin = IndexOrigin(self._session.index, self._scope.rows, self._session.path)
            write_whole(path, export_parts(origin, "toml", path), force=path == self._overwrite)
        except InputError as error:
            if error.problem.code == "file-exists":
                self._overwrite = self._target
                self._say("Overwrite it? Enter again replaces the file, Esc keeps it.", "bold $warning")
            else:
                self._say(str(error.problem), "$error")
        except (OSError, ValueError, RuntimeError) as error:
            self._say(f"It cannot be written there: {error}", "$error")
        else:
            self.dismiss(path)

    @on(Button.Pressed, "#cancel")
    def cancel(self) -> None:
        """Close without writing."""
        self.dismiss(None)


def what_goes(part: Timeline) -> list[tuple[int, str]]:
    """Return how much of what is in a timeline, in words that follow the number."""
    modes = [statement.mode for event in part.events for statement in event.statements]
    told = ", ".join(
        f"{modes.count(mode)} {mode}" for mode in ("direct", "mixed", "indirect") if mode in modes
    )
    bounds = sum(_has_only_bounds(event) for event in part.events)
    disputes = sum(len(versions(event)) for event in part.events)
    return [
        (
            len(part.events),
            _noun(len(part.events), "event") + (f", {bounds} without a clock time" if bounds else ""),
        ),
        (len(modes), _noun(len(modes), "statement") + (f": {told}" if told else "")),
        (len(part.participants), _noun(len(part.participants), "participant") + ", just those who are named"),
        (len(part.sources), _noun(len(part.sources), "source") + ", with the passages they stand for"),
        (disputes, _noun(disputes, "conflict") + ", every version kept"),
        (0, "things this format cannot hold"),
    ]


def _has_only_bounds(event: Event) -> bool:
    """Return whether an event is dated, but by no clock time."""
    try:
        when = parse(event.when) if event.when else None
    except EdtfError:
        return False
    return when is not None and not any(
        edge is not None and edge.is_instant for edge in (when.start, when.end)
    )


def _noun(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _some(count: int, noun: str) -> str:
    return f"{count} {_noun(count, noun)}"


def _rule(words: str, cells: int) -> Content:
    rule = choose().rule
    text = f"{rule} {words} {rule * max(0, cells - width(words) - 3)}\n"
    return content(text, [(0, len(text), "$border-blurred"), (2, 2 + len(words), "bold $foreground")])


def _toml_line(line: str, cells: int) -> Content:
    """Return a line of the file: keys plain, values in the colour of words that were said."""
    shown = " " * _LEFT + cut(visible(line), cells - _LEFT)
    at = shown.find(" = ")
    spans = [(0, at, "$time"), (at + 3, len(shown), "$success")] if at >= 0 else []
    return content(shown + "\n", spans, style="$text-muted")


def _slug(text: str) -> str:
    """Return a file name made from words: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40].strip("-")
