"""Export: what, where to, and a preview; nothing is written over without asking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, RadioButton, RadioSet, Static

from timeline_tui.files.export import export_text
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.files.whole_file import write_whole
from timeline_tui.model.problems import InputError
from timeline_tui.model.subset import subset
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.session import Session
from timeline_tui.tui.text import content, cut, visible
from timeline_tui.tui.widgets.literally import Literally


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be exported: words for it and its rows."""

    words: str
    query: str
    rows: Sequence[int]

    @property
    def label(self) -> Content:
        """What the choice reads."""
        events = "1 event" if len(self.rows) == 1 else f"{len(self.rows)} events"
        return content(f"{self.words:<20} {events:<14} {cut(visible(self.query), 36)}")


class ExportScreen(Dialog[Path]):
    """Closes with the path that was written, None if nothing was."""

    AUTO_FOCUS = "#path"
    DEFAULT_CSS: ClassVar[str] = """
    ExportScreen #lines { color: $text-muted; }
    ExportScreen #state { height: auto; min-height: 1; }
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
                with RadioSet(id="scope"):
                    for number, scope in enumerate(self._scopes):
                        yield RadioButton(scope.label, value=number == 0)
            with Horizontal(classes="row"):
                yield Static("As", classes="label", markup=False)
                yield Static("Timeline (TOML): complete, opens again here", markup=False)
            with Horizontal(classes="row"):
                yield Static("To", classes="label", markup=False)
                yield Input(self._proposed, id="path", highlighter=Literally())
            yield Static("", id="state", markup=False)
            yield Static("", id="goes", markup=False)
            yield Static("", id="lines", markup=False)
            with Horizontal(classes="row"):
                yield Button("Write", id="write")
                yield Button("Cancel", id="cancel")

    def on_mount(self) -> None:
        """Show what goes."""
        self._preview()

    @property
    def _scope(self) -> Scope:
        return self._scopes[max(0, self.query_one("#scope", RadioSet).pressed_index)]

    @property
    def _target(self) -> Path:
        typed = self.query_one("#path", Input).value.strip()
        return Path(typed).expanduser() if typed else Path(self._proposed)

    def _ids(self) -> list[str]:
        return [self._session.index.rows[row].event.id for row in self._scope.rows]

    @on(RadioSet.Changed)
    def choose(self) -> None:
        """Show what goes now."""
        self._preview()

    def _preview(self) -> None:
        part = subset(self._session.index.timeline, self._ids())
        statements = [statement.mode for event in part.events for statement in event.statements]
        modes = ", ".join(
            f"{statements.count(mode)} {mode}"
            for mode in ("direct", "mixed", "indirect")
            if mode in statements
        )
        conflicts = sum(bool(event.claims) for event in part.events)
        rows = (
            (len(part.events), "events"),
            (len(statements), f"statements{': ' + modes if modes else ''}"),
            (len(part.participants), "participants, just those who are named"),
            (len(part.sources), "sources, with the passages they stand for"),
            (conflicts, "events with rival versions, every version kept"),
            (0, "things this format cannot hold"),
        )
        text = "".join(f"{count:>6}  {words}\n" for count, words in rows)
        self.query_one("#goes", Static).update(content(text))
        head = write_timeline(part.model_copy(update={"sources": (), "participants": (), "events": ()}))
        first = "".join(f"        {cut(visible(line), 70)}\n" for line in head.splitlines()[:3])
        self.query_one("#lines", Static).update(content(first))
        self._say_state()

    @on(Input.Changed, "#path")
    def path_changed(self) -> None:
        """Say whether the file is there already."""
        self._overwrite = None
        self._say_state()

    def _say_state(self) -> None:
        try:
            exists = self._target.exists()
        except (OSError, ValueError, RuntimeError):
            exists = False
        if exists:
            self._say("        this file exists: writing asks first", "$warning")
        else:
            self._say("        new file", "$success")

    def _say(self, words: str, style: str) -> None:
        self.query_one("#state", Static).update(content(words, style=style))

    @on(Input.Submitted, "#path")
    @on(Button.Pressed, "#write")
    def write(self) -> None:
        """Write the file; one that exists only after a second Enter."""
        try:
            path = self._target
            text = export_text(self._session.index.timeline, self._ids(), self._session.path, path)
            write_whole(path, text, force=path == self._overwrite)
        except InputError as error:
            if error.problem.code == "file-exists":
                self._overwrite = self._target
                self._say(
                    "        overwrite it? Enter again replaces the file, Esc keeps it", "bold $warning"
                )
            else:
                self._say(f"        {error.problem}", "$error")
        except (OSError, ValueError, RuntimeError) as error:
            self._say(f"        cannot write there: {error}", "$error")
        else:
            self.dismiss(path)

    @on(Button.Pressed, "#cancel")
    def cancel(self) -> None:
        """Close without writing."""
        self.dismiss(None)


def _slug(text: str) -> str:
    """Return a file name made from words: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40].strip("-")
