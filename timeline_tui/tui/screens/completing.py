"""How the explorer goes from the beginning of a large file to all of it, and what it says meanwhile."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from itertools import islice

from textual.message import Message

from timeline_tui.model.problems import InputError
from timeline_tui.search.build_process import Stopped
from timeline_tui.search.building import forget, kind_of
from timeline_tui.search.cache import CacheTrouble, cache_folder
from timeline_tui.search.index import BrokenIndex, Index
from timeline_tui.search.progress import Progress
from timeline_tui.tui.screens.commands import Commands
from timeline_tui.tui.session import Completion, Session, open_session
from timeline_tui.tui.text import visible
from timeline_tui.tui.timeline import Prepared
from timeline_tui.tui.widgets.answers import Answer, Answers, Question, answered

_SOON = 0.25
"""Seconds between two looks at how far the index is."""
_NOW_AND_THEN = 2.0
"""Seconds between two looks whether the file has changed."""
_LOOKED_THROUGH = 1000
"""How many problems are looked through for an error, which makes the key bar show their key the longer."""


def part_words(events: int, about: int, progress: Progress | None) -> tuple[str, ...]:
    """Return how much of a file is here and how far its index is, in words: the longest first."""
    share = progress.share if progress else None
    percent = "" if share is None else f" {share:.0%}".replace("%", " %")
    doing = "another window is indexing" if progress and progress.phase == "waiting" else "indexing"
    if not events:
        return f"reading the file · {doing}{percent}", f"reading{percent}"
    is_read = progress is not None and progress.phase not in {"reading", "waiting"}
    estimate = progress.events if progress and is_read else about or (progress.estimate if progress else 0)
    of = f" of about {rounded(max(estimate, events)):,} events" if estimate else " events"
    return (
        f"first {events:,}{of} · {doing}{percent}",
        f"first {events:,}{of} ·{percent or ' …'}",
        f"{events:,}{of.replace(' events', '').replace('about ', '~')} ·{percent or ' …'}",
        f"part{percent}",
    )


def rounded(number: int) -> int:
    """Return a number to two digits: an estimate."""
    unit = 10 ** max(0, len(str(number)) - 2)
    return int(round(number / unit) * unit)


class Failed(Message):
    """Nothing of the file can be shown after all."""

    def __init__(self, error: InputError) -> None:
        super().__init__()
        self.error = error


class Completing(Commands):
    """Has the rest of a session made and takes it up, keeping what the reader sees and did."""

    answers: Answers

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.has_errors = False
        self._completion: Completion | None = None
        self._progress: Progress | None = None
        self._looking = False
        self._told_of_change = False
        self._repairs = 0

    @abstractmethod
    def question(self, text: str) -> Question:
        """Return what is asked by ``text`` here and now."""

    @abstractmethod
    def take_answer(self, answer: Answer) -> None:
        """Show an answer everywhere but in the timeline and the detail."""

    @abstractmethod
    def follow_cursor(self, row: int | None) -> None:
        """Let the other parts follow the cursor to a row."""

    @abstractmethod
    def settle(self) -> None:
        """Show at once what waits for a pause."""

    def present_session(self) -> None:
        """Show what is open in the top line and the overview."""
        session = self.session
        self.has_errors = any(one.severity == "error" for one in islice(session.problems, _LOOKED_THROUGH))
        self.top.title = self.index.title or session.path.name
        self.top.counts = self.index.counts
        self.strip.load(self.index.starts, zone=self.index.zone, events=len(self.index))
        self.name_zone()
        if session.problems:
            self.top.note = f"{len(session.problems):,} problems in the file · p shows them"
        if session.trouble:
            self._say(f"No index can be kept, opening takes longer: {session.trouble}.")
        self._say_part()

    def complete(self) -> None:
        """Have the rest of the session made, if only a part is here or its index is not kept yet."""
        self.set_interval(_NOW_AND_THEN, self._watch_file)
        self._start()

    def _start(self) -> None:
        if self.session.is_part or self.session.unkept:
            self._progress = None
            self._completion = completion = Completion(self.session)
            self.run_worker(lambda: self._complete(completion), thread=True, group="completion")
            if self.session.is_part:
                self.set_interval(_SOON, self._say_part)

    def on_unmount(self) -> None:
        """End what is under way for a reader who leaves."""
        if self._completion is not None:
            self._completion.stop()

    def _say_part(self) -> None:
        session = self.session
        events = len(self.index)
        self.top.part = part_words(events, session.about, self._progress) if session.is_part else ()

    def _say(self, words: str, severity: str = "warning") -> None:
        self.app.notify(visible(words), severity=severity, timeout=12, markup=False)  # type: ignore[arg-type]

    # --- in a thread ---

    def _complete(self, completion: Completion) -> None:
        """Make the whole session and hand it over; runs in a thread."""

        def report(progress: Progress) -> None:
            self._progress = progress

        try:
            whole = completion.run(report)
        except Stopped:
            return
        except CacheTrouble as trouble:
            self._tell(f"No index can be kept of this file: {trouble}.")
        except InputError as error:
            if self.is_attached:
                self.app.call_from_thread(self._fail, error)
        else:
            if completion.session.is_part:
                self._hand_over(whole)

    def _tell(self, words: str) -> None:
        if self.is_attached:
            self.app.call_from_thread(self._say, words)

    def _hand_over(self, whole: Session) -> None:
        """Make what would take long on the screen's own thread, then take up the whole there."""
        if not self.is_attached:
            return
        index = whole.index
        index.rows.sections(self.zone)
        _ = index.counts, index.names  # made here, not on the screen's own thread
        question = self.app.call_from_thread(lambda: self.question(self.query_text))
        try:
            answer = answered(index, question, lay_out=lambda rows, _query: self._lines_of(index, rows))
        except BrokenIndex:
            self._tell("The index is damaged already: is the disk in order? Only the beginning is shown.")
            return
        if self.is_attached:
            self.app.call_from_thread(self.take_up, whole, question, answer)

    def _lines_of(self, index: Index, rows: Sequence[int] | None) -> Prepared:
        return self.timeline.prepared_for(index.rows, rows)

    # --- on the screen's own thread ---

    def take_up(self, whole: Session, question: Question, answer: Answer | None) -> None:
        """Show another index of the same file: the same event under the cursor, the same filter and marks.

        ``answer`` answers ``question`` by the new index; if something else is asked now, that is answered.
        """
        event, detail_row = self.timeline.cursor_event, self.detail.row
        same_event = event is not None and detail_row == self.timeline.cursor_row
        changed = self.session.looks != whole.looks
        self.session, self.index = whole, whole.index
        found = ((self.index.row_of(one), one) for one in self.marks.values())
        self.marks = {row: one for row, one in found if row is not None}
        self.nearest = self.goal = None
        self.answers.take(self.index)
        row = None if event is None else self.index.row_of(event.id)
        self.present_session()
        lines = None
        if answer is not None and answer.query is not None and question.text == self.query_text:
            self.take_answer(answer)
            lines = answer.lines
        else:
            self.shown = self.last_query = None
            self.bar.say(len(self.index), len(self.index))
            self.ask(self.query_text)
        self.timeline.swap(
            self.index.rows, row, self.shown, self.last_query, names=self.index.names, lines=lines
        )
        self.marked = self.timeline.marked = frozenset(self.marks)
        now = self.timeline.cursor_row
        self.detail.swap(self.index, now, self.last_query, same_event=same_event and now == row)
        self.follow_cursor(now)
        self.settle()
        if changed:
            self._say("The file has changed since it was opened: the new version is shown now.")

    def _fail(self, error: InputError) -> None:
        """Leave: nothing of the file can be shown after all."""
        self.app.post_message(Failed(error))

    def repair(self) -> None:
        """Make a damaged index anew, showing the beginning of the file meanwhile."""
        path = self.session.path
        self._repairs += 1
        if self._repairs > 1 or len(self.session.looks) != 1 or kind_of(path) == "sqlite":
            self._say("The index is damaged: what it says may be missing here.", "error")
            return
        self._say("The index of this file was damaged. It is made again.")

        def work() -> None:
            forget(path, cache_folder())
            try:
                session = open_session([path])
            except InputError as error:
                self._tell(str(error.problem))
                return
            if self.is_attached:
                self.app.call_from_thread(self.take_up, session, Question(""), None)
                self.app.call_from_thread(self._start)

        self.run_worker(work, thread=True, group="completion")

    # --- the file ---

    def _watch_file(self) -> None:
        """Look in a thread, which a slow drive may hold up, whether the file has changed."""
        if self._looking or self._told_of_change or self.session.is_part:
            return
        self._looking = True
        session = self.session

        def work() -> None:
            changed = session.has_changed
            if self.is_attached:
                self.app.call_from_thread(self._looked, session, changed)

        self.run_worker(work, thread=True, group="looks")

    def _looked(self, session: Session, changed: bool) -> None:
        self._looking = False
        if changed and session is self.session:
            self._told_of_change = True
            self.top.note = "the file has changed on disk"
            self._say(
                "The file has changed on disk. What is shown is as it was; open it again to see the new."
            )
