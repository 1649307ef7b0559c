"""The ids that references may name: all known at once, or still coming while a stream is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from timeline_tui.files.findings import Finding
from timeline_tui.files.nearest import Nearest, folded
from timeline_tui.files.toml_blocks import Path
from timeline_tui.model.timeline import Participant

Found = Callable[[Finding], None]

_MOST_PLACES = 10
_MOST_WORDS = 100_000


class Called(NamedTuple):
    """What a participant is called, and its number in the file."""

    number: int
    id: str
    name: str
    aliases: tuple[str, ...]


def called(index: int, participant: Participant) -> Called:
    """Return what a participant is called."""
    return Called(index, participant.id, participant.name, participant.aliases)


@dataclass(slots=True)
class Known:
    """The ids that references may name. Suggestions are prepared when the first is needed."""

    people: Sequence[Called]
    source_ids: set[str]
    participant_ids: set[str]
    _nearest: dict[bool, Nearest] = field(default_factory=dict)
    _folded: dict[str, str] | None = None

    def unknown(self, word: str, path: Path, id_: str, found: Found, *, source: bool = False) -> None:
        """Report that ``word``, which should be the id of a participant or a source, is none."""
        if source not in self._nearest:
            self._nearest[source] = Nearest(self._words(source))
        same = self._nearest[source].same_letters(word)
        if same is not None:
            found(Finding("error", "misspelt-id", "this id is spelt differently", path, id_, word, same))
            return
        code, noun = ("unknown-source", "source") if source else ("unknown-id", "participant")
        guess = self._nearest[source].suggest(word)
        found(Finding("error", code, f"no {noun} has this id", path, id_, word, guess))

    def plain_words(self, word: str, path: Path, id_: str, found: Found) -> None:
        """Warn if words that may be plain are a participant's id but for case, accents and hyphens."""
        if self._folded is None:
            self._folded = {folded(known): known for known in sorted(self.participant_ids)}
            self._folded.pop("", None)
        guess = self._folded.get(folded(word))
        if guess is not None:
            message = "these words nearly are a participant's id"
            found(Finding("warning", "misspelt-id", message, path, id_, word, guess))

    def _words(self, source: bool) -> Iterable[tuple[str, str]]:
        yield from ((id_, id_) for id_ in sorted(self.source_ids if source else self.participant_ids))
        if not source:
            for one in self.people:
                yield from ((name, one.id) for name in (one.name, *one.aliases))


@dataclass(slots=True)
class _Waiting:
    """Where a word stands that is no id yet: the first places, and how many more."""

    places: list[tuple[Path, str]] = field(default_factory=list)
    more: int = 0

    def add(self, path: Path, id_: str) -> None:
        if len(self.places) < _MOST_PLACES:
            self.places.append((path, id_))
        else:
            self.more += 1


class Coming(Known):
    """The ids of a stream, where a reference may come before what it names: judged when all is read.

    Of each unknown id the first places are kept and the rest counted, so that memory grows with the ids and
    not with the references. Plain words that might be ids are looked at up to a hundred thousand different.
    """

    __slots__ = ("_ids", "_plain")

    def __init__(self, people: Sequence[Called]) -> None:
        super().__init__(people, set(), set())
        self._ids: dict[tuple[bool, str], _Waiting] = {}
        self._plain: dict[str, _Waiting] = {}

    def unknown(self, word: str, path: Path, id_: str, found: Found, *, source: bool = False) -> None:
        """Remember a reference to what was not defined yet."""
        del found
        waiting = self._ids.get((source, word))
        if waiting is None:
            waiting = self._ids[source, word] = _Waiting()
        waiting.add(path, id_)

    def plain_words(self, word: str, path: Path, id_: str, found: Found) -> None:
        """Remember words that may be plain."""
        del found
        waiting = self._plain.get(word)
        if waiting is None:
            if len(self._plain) >= _MOST_WORDS:
                return
            waiting = self._plain[word] = _Waiting()
        waiting.add(path, id_)

    def define(self, id_: str, *, source: bool = False) -> None:
        """Take in the id of a participant or source."""
        (self.source_ids if source else self.participant_ids).add(id_)
        self._ids.pop((source, id_), None)

    def settle(self, found: Found) -> None:
        """Report the references that name nothing, now that everything is read."""
        known = Known(self.people, self.source_ids, self.participant_ids)
        for (source, word), waiting in self._ids.items():
            reported: list[Finding] = []
            for path, id_ in waiting.places:
                known.unknown(word, path, id_, reported.append, source=source)
            _report(reported, waiting.more, found)
        for word, waiting in self._plain.items():
            reported = []
            if word not in known.participant_ids:
                for path, id_ in waiting.places:
                    known.plain_words(word, path, id_, reported.append)
            _report(reported, waiting.more, found)


def _report(findings: Sequence[Finding], more: int, found: Found) -> None:
    for finding in findings:
        found(finding)
    if more and findings:
        message = f"{findings[0].message} (and {more} more times)"
        found(replace(findings[0], message=message, path=(), id=None))
