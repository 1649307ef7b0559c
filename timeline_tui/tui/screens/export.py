"""Export: what, in which form, where to, and a preview; nothing is written over without asking.

Counting and writing run in threads: a million events take a while, can be given up, and block no key.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from timeline_tui.files.export import ExportCancelled, export_parts
from timeline_tui.files.holdable import Form
from timeline_tui.files.jsonl_writer import head_line
from timeline_tui.files.toml_writer import write_head
from timeline_tui.files.whole_file import write_whole
from timeline_tui.model.problems import InputError
from timeline_tui.search.origin import IndexOrigin
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.search.tally import Tally, tally
from timeline_tui.tui.screens.dialog import Dialog
from timeline_tui.tui.screens.export_words import (
    NUMBERS,
    choice,
    goes,
    line_of_file,
    noun,
    rule,
    some,
    what_goes,
)
from timeline_tui.tui.session import Session
from timeline_tui.tui.text import content, cut, visible
from timeline_tui.tui.widgets.choices import Choice, Choices
from timeline_tui.tui.widgets.literally import Literally

_SECONDS_BETWEEN_REPORTS = 0.1
_YIELD = 0.0005
"""Seconds that a thread at work sleeps every few hundred events, so that keys are answered meanwhile."""

_FORMS: dict[Form, tuple[str, str]] = {
    "toml": ("Timeline (TOML)", "complete; to read and to edit"),
    "jsonl": ("Lines of JSON", "complete; for programs and very many events"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be exported: words for it and its rows."""

    words: str
    query: str
    rows: Sequence[int]

    @property
    def label(self) -> Content:
        """What the choice reads."""
        return choice(self.words, f"{some(len(self.rows), 'event'):<16}{cut(visible(self.query), 30)}")


class ExportScreen(Dialog[Path]):
    """Closes with the path that was written, None if nothing was."""

    AUTO_FOCUS = "#path"
    DEFAULT_CSS: ClassVar[str] = """
    ExportScreen .line { height: auto; margin-bottom: 1; }
    ExportScreen #path { width: 1fr; }
    ExportScreen #state { width: auto; max-width: 40%; padding-left: 2; }
    ExportScreen #message { height: auto; padding-left: 9; display: none; margin-bottom: 1; }
    ExportScreen.-message #message { display: block; }
    ExportScreen #preview {
        height: auto; max-height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    ExportScreen #goes { height: auto; }
    ExportScreen .buttons { height: 1; align-horizontal: right; margin-top: 1; }
    ExportScreen Button { min-width: 18; }
    ExportScreen.-close .line, ExportScreen.-close #message { margin-bottom: 0; }
    ExportScreen.-close #preview { margin-top: 1; }
    ExportScreen.-small .buttons { display: none; }
    """

    def __init__(self, session: Session, query: str, shown: Sequence[int], marked: Sequence[int]) -> None:
        super().__init__()
        self._session = session
        self._overwrite: Path | None = None
        everything = range(len(session.index))
        scopes = [Scope("Matching the filter", query, shown)] if query else []
        scopes += [Scope("Marked", "", marked)] if marked else []
        self._scopes = [*scopes, Scope("Everything", "", everything)]
        self._stem = _slug(query) or _slug(session.index.title) or "timeline"
        self._tallies: dict[int, Tally] = {}
        self._counting = -1
        self._share = 0.0
        self._is_writing = False
        self._stop = False

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Export"
            with Horizontal(classes="line"):
                yield Static("What", classes="label", markup=False)
                with Choices(id="scope"):
                    for number, scope in enumerate(self._scopes):
                        yield Choice(scope.label, value=number == 0)
            with Horizontal(classes="line"):
                yield Static("As", classes="label", markup=False)
                with Choices(id="form"):
                    for form, (words, more) in _FORMS.items():
                        yield Choice(choice(words, more), value=form == "toml")
            with Horizontal(classes="line"):
                yield Static("To", classes="label", markup=False)
                yield Input(f"{self._stem}.toml", id="path", highlighter=Literally())
                yield Static("", id="state", markup=False)
            yield Static("", id="message", markup=False)
            with VerticalScroll(id="preview", can_focus=False):
                yield Static("", id="goes", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content("Write  Enter"), id="write")
                yield Button(Content("Cancel  Esc"), id="cancel")

    def on_mount(self) -> None:
        """Count what goes."""
        self._set_writing(False)
        self._count()

    def on_resize(self) -> None:
        """Leave out what is not needed where there is little room, and draw the rules to the width."""
        height = self.app.size.height
        small, close = height < 30, height < 40
        self.set_class(small, "-small")
        self.set_class(close, "-close")
        taken = (5 if small else 9 if close else 14) + len(self._scopes) + len(_FORMS)
        self.query_one("#preview").styles.max_height = max(2, height * 96 // 100 - taken)
        self._preview()

    @property
    def _scope(self) -> int:
        return max(0, self.query_one("#scope", Choices).pressed_index)

    @property
    def _form(self) -> Form:
        return tuple(_FORMS)[max(0, self.query_one("#form", Choices).pressed_index)]

    @property
    def _target(self) -> Path:
        typed = self.query_one("#path", Input).value.strip()
        return Path(typed).expanduser() if typed else Path(f"{self._stem}.{self._form}")

    def _origin(self) -> IndexOrigin:
        return IndexOrigin(self._session.index, self._scopes[self._scope].rows, self._session.home)

    @on(Choices.Changed, "#scope")
    def scope_chosen(self) -> None:
        """Show what goes now."""
        self._count()

    @on(Choices.Changed, "#form")
    def form_chosen(self) -> None:
        """Show what goes now, and let the name follow."""
        field = self.query_one("#path", Input)
        stem, _, suffix = field.value.rpartition(".")
        if stem and suffix in _FORMS:
            field.value = f"{stem}.{self._form}"
        self._preview()

    # --- what goes ---

    def _count(self) -> None:
        """Count in a thread what goes, unless that is known or under way."""
        number, origin = self._scope, self._origin()
        if number not in self._tallies and number != self._counting:
            self._counting, self._share = number, 0.0
            total = max(1, len(origin.rows))

            def done() -> None:
                self._counting = -1 if self._counting == number else self._counting
                self._preview()

            def work() -> None:
                try:
                    self._tallies[number] = tally(
                        origin,
                        cancelled=self._give_way(lambda: self._counting != number or self._is_writing),
                        advance=self._report(lambda events: self._show_share(events / total)),
                    )
                except ExportCancelled:
                    return
                except BrokenIndex as error:
                    words = f"The index cannot be read: {error}"
                    self._in_the_app(lambda: self._say(words, "$error"))
                self._in_the_app(done)

            self.run_worker(work, thread=True, group="tally")
        self._preview()

    def _show_share(self, share: float) -> None:
        self._share = share
        self._preview()

    def _preview(self) -> None:
        if not self.is_mounted:
            return
        cells = min(100, self.app.size.width * 98 // 100) - 8
        found = self._tallies.get(self._scope)
        parts = [rule("What goes", cells)]
        if found is None:
            count = len(self._scopes[self._scope].rows)
            parts.append(goes(count, noun(count, "event"), "", cells))
            parts.append(content(f"{'':{NUMBERS}}  counting {self._share:.0%}\n", style="$text-muted"))
        else:
            parts += [goes(count, words, "", cells) for count, words in what_goes(found)]
            lost = found.lost[self._form]
            parts += [goes(count, words, "$warning", cells) for words, count in lost.items()]
            if not lost:
                parts.append(goes(0, "things this format cannot hold", "$success", cells))
        head = self._origin().head
        text = write_head(head) if self._form == "toml" else head_line(head)
        parts += [content("\n"), rule("First lines", cells)]
        parts += [line_of_file(line, cells) for line in text.splitlines()[:3]]
        self.query_one("#goes", Static).update(Content("").join(parts))
        self._say_state()

    # --- where to ---

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

    # --- writing ---

    @on(Input.Submitted, "#path")
    @on(Choices.Submitted)
    @on(Button.Pressed, "#write")
    def write(self) -> None:
        """Write the file, in a thread; one that exists only after a second Enter."""
        if self._is_writing:
            return
        try:
            path = self._target
        except RuntimeError as error:  # a home folder that nobody has
            self._say(f"It cannot be written there: {error}", "$error")
            return
        origin, form, force = self._origin(), self._form, path == self._overwrite
        total = 2 * len(origin.rows)
        self._stop = False
        self._set_writing(True)

        def work() -> None:
            try:
                parts = export_parts(
                    origin,
                    form,
                    path,
                    cancelled=self._give_way(lambda: self._stop),
                    advance=self._report(lambda events: self._say_written(events, total)),
                )
                write_whole(path, parts, force=force)
            except (ExportCancelled, InputError, BrokenIndex, OSError, ValueError, RuntimeError) as error:
                failed = error
                self._in_the_app(lambda: self._failed(path, failed))
            else:
                self._in_the_app(lambda: self.dismiss(path))

        self.run_worker(work, thread=True, group="write")

    def _say_written(self, events: int, total: int) -> None:
        if self._is_writing:
            share = f"{events / total:.0%}" if total else ""
            self._say(f"Writing {share}   Esc stops; nothing is left behind.", "bold $primary")

    def _failed(self, path: Path, error: Exception) -> None:
        self._set_writing(False)
        if isinstance(error, ExportCancelled):
            self._say("Stopped. Nothing was written.", "$warning")
        elif not isinstance(error, InputError):
            self._say(f"It cannot be written there: {error}", "$error")
        elif error.problem.code == "file-exists":
            self._overwrite = path
            self._say("Overwrite it? Enter again replaces the file, Esc keeps it.", "bold $warning")
        else:
            self._say(str(error.problem), "$error")
        self._count()

    def _set_writing(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        box = self.query_one(".dialog")
        box.border_subtitle = "Esc stops" if is_writing else "Tab next field · Enter writes · Esc closes"
        for field in self.query("#scope, #form, #path, #write"):
            field.disabled = is_writing
        if not is_writing:
            self.query_one("#path").focus()

    def action_close(self) -> None:
        """Stop writing; else close without writing."""
        if self._is_writing:
            self._stop = True
        else:
            self._counting = -1
            self.dismiss(None)

    @on(Button.Pressed, "#cancel")
    def cancel(self) -> None:
        """Do as Escape does."""
        self.action_close()

    # --- threads ---

    def _give_way(self, cancelled: Callable[[], bool]) -> Callable[[], bool]:
        """Return ``cancelled``, true too when the dialog is gone, that lets others work for a moment."""

        def asked() -> bool:
            time.sleep(_YIELD)
            return cancelled() or not self.is_attached

        return asked

    def _report(self, show: Callable[[int], None]) -> Callable[[int], None]:
        """Return ``show``, called in the app and a few times a second only."""
        last = time.monotonic()

        def told(events: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _SECONDS_BETWEEN_REPORTS:
                last = now
                self._in_the_app(lambda: show(events))

        return told

    def _in_the_app(self, do: Callable[[], object]) -> None:
        """Do something on the screen's own thread, if the screen is still there."""

        def done() -> None:  # what ``do`` returns, as dismissing does, is not to be waited for
            if self.is_attached:
                do()

        self.call_later(done)


def _slug(text: str) -> str:
    """Return a file name made from words: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40].strip("-")
