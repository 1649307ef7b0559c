"""The explorer as a Textual app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import WorkerFailed

from timeline_tui.files.bundled import bundled_timeline
from timeline_tui.files.load import refuse
from timeline_tui.model.problems import InputError
from timeline_tui.search.building import forget
from timeline_tui.search.cache import cache_folder
from timeline_tui.search.store.errors import BrokenIndex
from timeline_tui.tui.actions import here
from timeline_tui.tui.screens.completing import Failed
from timeline_tui.tui.screens.explorer import ExplorerScreen
from timeline_tui.tui.session import Session, open_session
from timeline_tui.tui.theme import DARK, THEMES, VARIABLE_DEFAULTS, wants_no_colour


class ExplorerApp(App[None]):
    """Explores timeline files; without one, the bundled timeline."""

    CSS_PATH = "explorer.tcss"
    TITLE = "timeline-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        paths: Sequence[Path] = (),
        query: str = "",
        *,
        session: Session | None = None,
        word: str = "",
    ) -> None:
        """Open the files, or show what is open; ``word`` is said at first.

        Raises:
            InputError: A file cannot be read at all.
        """
        super().__init__(ansi_color=True if wants_no_colour() else None)
        self.session = session or open_session(tuple(paths) or (bundled_timeline(),))
        self.first_query = query
        self.failure: InputError | None = None
        """Why the explorer left by itself: nothing of the file can be shown."""
        self.damage: BrokenIndex | None = None
        """What is wrong with the index, if that came up where nothing could be shown in its place."""
        self._word = word
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the explorer's own variables a value under any theme."""
        return VARIABLE_DEFAULTS

    async def on_event(self, event: events.Event) -> None:
        """Let searches pause for keys: they would share the interpreter with what a key has to do."""
        if isinstance(event, events.Key) and isinstance(self.screen_stack[0], ExplorerScreen):
            self.screen_stack[0].note_key()
        await super().on_event(event)

    def get_default_screen(self) -> Screen[None]:
        """Start on the explorer itself."""
        return ExplorerScreen(self.session, self.first_query)

    def on_mount(self) -> None:
        """Say what is to be said at first."""
        if self._word:
            self.notify(self._word, severity="warning", timeout=12, markup=False)

    @property
    def query_text(self) -> str:
        """What stands in the filter bar."""
        return next((one.query_text for one in self.screen_stack if isinstance(one, ExplorerScreen)), "")

    def _handle_exception(self, error: Exception) -> None:
        """Leave without a traceback if it is the index that is damaged: it can be made anew."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.damage is not None:
            return  # what else goes wrong follows from it
        if not isinstance(cause, BrokenIndex):
            super()._handle_exception(error)
        else:
            self.damage = cause
            self.first_query = self.query_text
            self._close_messages_no_wait()

    @on(Failed)
    def give_up(self, event: Failed) -> None:
        """Leave, as nothing can be shown."""
        self.failure = event.error
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette what can be done here."""
        if not isinstance(screen, ExplorerScreen):
            return
        for action in here(["explorer", "timeline"]):
            if action.in_palette and screen.check_action(action.id, ()):
                words = action.words[0].upper() + action.words[1:]
                target = screen if "explorer" in action.places else screen.timeline
                yield SystemCommand(words, f"Key {action.shown}", partial(self._do, target, action.id))

    def _do(self, target: DOMNode, action: str) -> None:
        self.call_next(self.run_action, action, default_namespace=target)


def run(paths: Sequence[Path], query: str = "") -> None:
    """Open the explorer and stay until the reader leaves.

    An index in the cache that turns out to be damaged is made anew, once.

    Raises:
        InputError: A file cannot be read at all.
    """
    paths = tuple(paths) or (bundled_timeline(),)
    app = ExplorerApp(paths, query)
    app.run()
    if app.damage is not None:
        for path in paths:
            forget(path, cache_folder())
        app = ExplorerApp(paths, app.first_query, word="The index was damaged. It is made again.")
        app.run()
    if app.failure is not None:
        raise app.failure
    if app.damage is not None:
        raise refuse("damaged-index", f"the index is damaged ({app.damage})", str(paths[0]))
    if app.return_code:
        raise SystemExit(app.return_code)
