"""What a phrase's meaning hangs on: publication day, tense around it, and what the text named before.

Two kinds of text need two kinds of anchor. *News* hangs on its day of publication ("on Friday" is the Friday
before it). A *narrative* (history, chronology) hangs on its own story: "in February" after "December 1940"
is February 1941, whatever the day of publication. Which of the two a document is, is read off its own
explicit dates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.dates.point import FINENESS, Point, is_real
from timeline_tui.normalize.dates.tense import direction, is_aside, is_plainly_ahead

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

_LIMIT = 48
_IN_PASSING = re.compile(r"\b(?:until|till|by|before)\s[^.,;\n]{0,24}$|\b(?:the|a|its|his|their)\s$")
_NOT_UNTIL = re.compile(r"\b(?:not|only|took|n['’]t|never)\b[^.;\n]{0,30}\b(?:until|till)\s[^.,;\n]{0,24}$")
_COMPARED_WITH = re.compile(
    r"\b(?:from|than|against|versus|over|above|below|since|until|"
    r"(?:compared|up|down|unchanged) (?:with|to|from|on))\b"
    r"[^,;\n]{0,50}$"
)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|announced|reported|told [a-z]{1,12})\s(?:on\s|late\s|early\s|later\s)?$"
)
NEWS_DAYS = 7
_STORY_REACH = 1000
_DAYS_BACK = 40
_BACK = ("before", "earlier", "previously")
"""What ends a step back, which a story returns from: "He had ordered it the day before"."""
_SPEECH = 600
_REPORT = 1500
_LIMITS = re.compile(r"\b(?:[Ss]ince|[Uu]ntil|[Tt]ill)\s$")
_NEW_CLAUSE = re.compile(r"(?:;|,?\s(?:and|but|then))\s(?:in|on)\s$")
_LEADING_WORDS = 3
_ARTICLES = frozenset({"The ", "A ", "Its ", "His ", "Her ", "Their "})
_HEADING = 90


def read_published(published: str | None) -> Point | None:
    """Read a publication date (EDTF or an instant) as a point; None if there is none or it is no date."""
    match = _PUBLISHED.match(published or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is None:
        return Point("year", year)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return Point("month", year, month)
    return Point("day", year, month, day) if is_real(year, month, day) else None


@dataclass(slots=True)
class Context:
    """The state of reading one document from its start to its end.

    ``anchor`` is the day (or month, year) relative dates hang on: publication in news, None otherwise.
    ``focus`` is what the text named last, ``focus_day`` the last full day, ``past_day`` the last not to
    come, ``story`` what the story is at, ``told`` the last year that was written out and led its sentence,
    ``dated`` the last year written with a month, its place and the month, ``subject`` the month that figures
    were last given for, ``figure`` the latest such month, ``spoken_at`` where the text last spoke from
    its own day ("on Friday", "last week"), ``last_clock`` the time of day told last, ``day_first`` the order
    of its dates in digits, ``happenings`` the days of events, ``stretches`` the first and last days of what
    lasts, ``days_near`` the days named and their places, ``days_spoken`` those that are a speaker's,
    ``day_before`` and ``told_before`` the ``focus_day`` and ``told`` of each time of day.
    """

    text: str
    anchor: Point | None
    published: Point | None
    narrative: bool
    zone: str = "UTC"
    sentences: Sequence[Span] = ()
    focus: Point | None = None
    focus_at: int = 0
    dated: tuple[int, int, int] | None = None
    focus_day: Point | None = None
    past_day: Point | None = None
    story: Point | None = None
    told: int | None = None
    told_at: int = 0
    spoken_at: int = -1
    figure: Point | None = None
    figure_at: int = 0
    subject: tuple[Point | None, int] = (None, 0)
    quarter: Point | None = None
    quarter_at: int = 0
    typed: bool = False
    day_first: bool | None = None
    days_near: list[tuple[int, int, Point]] = field(default_factory=list)
    days_spoken: list[tuple[int, int, Point]] = field(default_factory=list)
    happenings: dict[str, Point | None] = field(default_factory=dict)
    stretches: dict[tuple[str, str], Point] = field(default_factory=dict)
    day_before: dict[int, Point | None] = field(default_factory=dict)
    told_before: dict[int, tuple[int | None, int]] = field(default_factory=dict)
    page_zone: str | None = None
    last_clock: tuple[Point | None, int] = (None, 0)
    clock_zone: tuple[str | None, int] = (None, 0)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [start for start, _ in self.sentences]

    def sentence(self, at: int) -> Span:
        """Return the sentence (or, outside all sentences, the line) around an offset."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self.sentences[index][1]:
            return self.sentences[index]
        start = self.text.rfind("\n", max(0, at - 400), at) + 1 or max(0, at - 400)
        end = self.text.find("\n", at, at + 400)
        return start, end if end >= 0 else min(len(self.text), at + 400)

    def direction(self, start: int, end: int) -> int:
        """Return 1 where the words around a phrase speak of the future, -1 of the past, else 0."""
        return 0 if self.typed else direction(self.text, self.sentence(start), start, end)

    def plainly_ahead(self, start: int, end: int) -> bool:
        """Whether words say plainly that a phrase lies ahead: "will", "due", "until", not "could"."""
        return is_plainly_ahead(self.text, self.sentence(start), start, end)

    def in_speech(self, at: int) -> bool:
        """Whether an offset lies within quotation marks: the speaker's "today" is not the story's day."""
        line = self.text[max(0, at - _SPEECH, self.text.rfind("\n", 0, at) + 1) : at]
        mark = line.rfind('"')
        opened = mark >= 0 and line[mark - 1 : mark] in {"", " ", "(", "["}  # else it closed a quotation
        return line.rfind("“") > line.rfind("”") or opened

    def news_day(self, at: int, reach: int = _STORY_REACH) -> Point | None:
        """Return the last day before an offset that is news: of the last week, none to come."""
        here = self.anchor.days if self.anchor is not None else None
        if here is None:
            return self.focus_day
        told = (
            day
            for start, end, day in islice(reversed(self.days_near), _DAYS_BACK)
            if at - start <= reach and not self.text.endswith(_BACK, start, end)
        )
        return next((d for d in told if d.days is not None and 0 <= here - d.days <= NEWS_DAYS), None)

    def attributes(self, start: int) -> bool:
        """Whether a day is when something was said: "it left at 7:19 p.m., officials said today"."""
        return bool(_ATTRIBUTED.search(self.text, max(0, start - 24), start))

    def _merely_attributes(self, start: int) -> bool:
        """Whether it follows the day of what happened: "A ferry sank Tuesday, officials said Wednesday"."""
        if self.narrative or not self.days_near or not self.attributes(start):
            return False
        return self.days_near[-1][0] >= self.sentence(start)[0]

    def aside(self, start: int) -> bool:
        """Whether a date at ``start`` tells what had been before the story's time."""
        return self.narrative and is_aside(self.text, self.sentence(start), start)

    def _to_come(self, point: Point) -> bool:
        """Whether a quarter or half ends after the text was written."""
        here = self.anchor
        if here is None or here.year is None or point.year is None or here.month is None:
            return False
        last = (point.number or 1) * (3 if point.unit == "quarter" else 6)
        return (point.year, last) >= (here.year, here.month)

    def _in_passing(self, start: int) -> bool:
        """Whether a date only limits or describes: "until … February 1945", "the August 1792 uprising"."""
        first = max(0, start - _LIMIT)
        return bool(_IN_PASSING.search(self.text, first, start)) and not _NOT_UNTIL.search(
            self.text, first, start
        )

    def _limits(self, start: int) -> bool:
        """Whether a day only says how long something has lasted: "in jail since June 17, 1994"."""
        return bool(_LIMITS.search(self.text, max(0, start - 10), start))

    def _leads(self, start: int) -> bool:
        first, last = self.sentence(start)
        before = self.text[max(first, start - 60) : start]
        if before.rstrip()[-1:] in {"-", "–", "—", "/"} or before in _ARTICLES:
            return False  # "The 1988 results" describes them
        if _NEW_CLAUSE.search(before):
            return True
        if len(before) < 60 and before.count(" ") <= _LEADING_WORDS:
            return True
        if self.focus_at < first and self._opens_section(first):
            return True
        return last - first < _HEADING and self.text[last - 1 : last] not in {".", "!", "?", '"', "”"}

    def _opens_section(self, first: int) -> bool:
        """Whether a sentence is the first after a heading: what it names, its section is about."""
        before = self.text[max(0, first - _HEADING - 8) : first]
        if not before.rstrip(" ").endswith("\n"):
            return False
        heading = before.rstrip().rpartition("\n")[2].strip()
        return 0 < len(heading) < _HEADING and heading[-1] not in '.!?"”:;,'

    def compared(self, start: int) -> bool:
        """Whether figures are compared with what stands at ``start``: "from the prior month"."""
        return bool(_COMPARED_WITH.search(self.text, max(0, start - 60), start))

    def reported(self, start: int) -> Point | None:
        """Return the month that the sentence around ``start`` reports on, else that of the whole report."""
        subject, at = self.subject
        if subject is not None and at >= self.sentence(start)[0]:
            return subject
        if self.figure is None or start - self.figure_at > _REPORT:
            return self.focus or self.anchor
        return self.figure

    def _is_subject(self, point: Point, start: int) -> bool:
        """Whether a month is the one reported on: "sales rose in June", not "from May"; the latest counts."""
        if self.anchor is None or self.compared(start):
            return False
        known, told, here = self.figure, point.days, self.anchor.days
        if told is None or here is None or told > here:
            return False
        self.subject = point, start
        return known is None or start - self.figure_at > _REPORT or told >= (known.days or 0)

    def saw(self, point: Point, start: int, year_named: bool = False) -> None:
        """Remember a resolved point, named at ``start``, as what the text speaks of now.

        A bare year moves the story only where it leads a sentence or stands in a heading: "In 1947, …" does,
        "a report declassified in 2005" does not.
        """
        if point.year is None:
            return
        heads = self._leads(start)
        self.focus, self.focus_at = point, start
        if point.fineness < FINENESS["year"]:
            return  # a decade or century is too wide to tell a story in
        if point.unit in {"quarter", "half"} and (self.quarter is None or not self._to_come(point)):
            self.quarter, self.quarter_at = point, start
        if point.unit == "month" and self._is_subject(point, start):
            self.figure, self.figure_at = point, start
        if year_named and point.month is not None:
            self.dated = point.year, start, point.month
        if year_named and heads and not self._limits(start):
            self.told, self.told_at = point.year, start
        passing = self._in_passing(start) or self.aside(start)
        leads = not passing if point.fineness > FINENESS["year"] else heads
        if leads or self.story is None:
            self.story = point
        if point.day is None or self._merely_attributes(start):
            return
        if self.focus_day is None or self.narrative or not self._limits(start):
            self.focus_day = point
            here, told = self.anchor.days if self.anchor is not None else None, point.days
            if here is None or told is None or told <= here:
                self.past_day = point
