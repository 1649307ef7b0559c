"""Rules as data, and the one pass over a text that finds where they apply.

A rule is a name, a pattern and a function that says what a match means in its context. All patterns are
tried at every word; the longest match wins, then the earlier rule. One union of all patterns finds the
places, so that text without dates costs one scan. Patterns hold no unbounded repetition: matching takes
linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.lexicon import pattern
from timeline_tui.normalize.dates.point import Point
from timeline_tui.normalize.records import TimexType


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate phrase with the parts its rule named.

    ``year_ahead``, ``month_ahead`` are those of the date that follows in a list: "August and September 1914".
    """

    start: int
    end: int
    rule: Rule
    parts: Mapping[str, str | None]
    year_ahead: int | None = None
    month_ahead: int | None = None

    def __getitem__(self, name: str) -> str | None:
        return self.parts.get(name)

    @property
    def unit(self) -> str:
        """The unit named, in the singular and small letters, "" if none."""
        unit = (self.parts.get("unit") or "").lower()
        return "century" if unit == "centurie" else unit


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means.

    ``point`` is set where it is a place on the calendar; ``guessed`` gives EDTF its "?"; ``end`` is where the
    expression ends if before its match: "two days" of "two days after the vote".
    """

    type: TimexType
    value: str
    edtf: str | None = None
    point: Point | None = None
    confidence: float = 1.0
    guessed: bool = False
    focus: bool = True
    end: int | None = None


def dated(point: Point, *, confidence: float = 1.0, guessed: bool = False, focus: bool = True) -> Meaning:
    """Return the meaning of a phrase that names a point: with a clock or part of day a TIME, else a DATE."""
    kind: TimexType = "TIME" if point.clock or point.part else "DATE"
    return Meaning(kind, point.timex, point.edtf, point, confidence, guessed, focus)


Parts = Mapping[str, str | None]
Normaliser = Callable[[Reading, Context], Meaning | None]
Split = Callable[[re.Match[str]], Iterable[tuple[int, int, Parts]]]
Guard = Callable[[re.Match[str]], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One class of phrase.

    ``guard`` refuses matches by what stands around them; ``split`` turns a match into several readings ("6–7
    January" is two dates). Rules that are not ``typed`` are for running text alone.
    """

    name: str
    source: str
    normalise: Normaliser
    guard: Guard | None = None
    split: Split | None = None
    typed: bool = True

    @property
    def regex(self) -> str:
        """The pattern with its pieces filled in."""
        return pattern(self.source)


_NAMED = re.compile(r"\(\?P<\w+>")
_BACKREFERENCE = re.compile(r"\(\?P=\w+\)")


class Grammar:
    """A set of rules compiled for scanning."""

    def __init__(self, rules: Sequence[Rule], flags: int = 0, *, guarded: bool = True) -> None:
        self._guarded = guarded
        self.rules = tuple((rule, re.compile(_edges(rule.regex), flags)) for rule in rules)
        sources = [_NAMED.sub("(?:", rule.regex) for rule in rules]
        self._any = re.compile(_edges("|".join(f"(?:{source})" for source in sources)), flags)

    def readings(self, text: str) -> Iterator[Reading]:
        """Yield the readings of a text in order, none overlapping another."""
        at, end = 0, len(text)
        while at < end:
            place = self._any.search(text, at)
            if place is None:
                return
            best = self._longest(text, place.start())
            if best is None:
                at = place.start() + 1
                continue
            rule, match = best
            if rule.split is None:
                yield Reading(match.start(), match.end(), rule, match.groupdict())
            else:
                for first, last, parts in rule.split(match):
                    yield Reading(first, last, rule, parts)
            at = max(match.end(), place.start() + 1)

    def _longest(self, text: str, at: int) -> tuple[Rule, re.Match[str]] | None:
        best: tuple[Rule, re.Match[str]] | None = None
        for rule, regex in self.rules:
            match = regex.match(text, at)
            if match is None or (best is not None and match.end() <= best[1].end()):
                continue
            if match.end() > match.start() and (rule.guard is None or not self._guarded or rule.guard(match)):
                best = rule, match
        return best


def _edges(source: str) -> str:
    return rf"(?<!\w)(?=[\w\['’‘])(?:{source})"
