"""Which year a phrase means: its own, else by publication and tense in news, by the story otherwise."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Reading
from timeline_tui.normalize.dates.lexicon import MONTH_WORD, month_number
from timeline_tui.normalize.dates.point import FINENESS, Point

_COMPARED = re.compile(
    r"\b(?:from|than|compared (?:with|to)|against|versus|vs\.?|above|below|up|down|over|on)\b"
    r"(?:[^.;\n]|\.(?=\d)){0,60}$",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\b[Ff]or (?:the )?(?:first )?(?:six|nine|6|9) months\b")
_NEAR_QUARTER = 400


def same_stretch_then(reading: Reading, context: Context, back: bool) -> Point | None:
    """Return the quarter or month that a figure is compared with by "a year earlier", else None.

    "Sales for the third quarter rose to $5 billion from $4 billion a year earlier": the quarter that the
    report speaks of, or the month that the sentence names.
    """
    here = context.focus
    if (
        context.narrative
        or here is None
        or not _COMPARED.search(context.text, max(0, reading.start - 90), reading.start)
    ):
        return None
    if _MONTHS.search(context.text, context.sentence(reading.start)[0], reading.start):
        return None  # "For the nine months, net was $541 million, against $449 million a year earlier"
    if here.unit not in {"quarter", "half", "month"} or here.year is None:
        month = context.figure
        if (
            context.quarter is None
            and month is not None
            and reading.start - context.figure_at <= _NEAR_QUARTER
        ):
            return replace(month, year=(month.year or 0) + (-1 if back else 1))
        here = context.quarter
        if here is None or here.year is None or reading.start - context.quarter_at > _NEAR_QUARTER:
            return None
    elif here.unit == "month":
        here = context.reported(reading.start)
        if here is None or here.unit != "month" or reading.start - context.figure_at > _NEAR_QUARTER:
            return None
    return replace(here, year=(here.year or 0) + (-1 if back else 1))


_MONTHS_TO_TURN = 7
"""A month so many months before the story's is next year's: "December 1940 … in February"."""


def is_bc(reading: Reading) -> bool:
    """Whether the phrase says "BC" or "BCE"."""
    return (reading["era"] or "").upper().replace(".", "").startswith("BC")


def year_given(reading: Reading, context: Context) -> int | None:
    """Return the year a phrase gives itself: in digits, with or without an era, or as "of that year"."""
    words = reading["year"] or reading["bc"]
    if words is not None:
        year = int(words)
        return 1 - year if is_bc(reading) else year
    ancient, told = reading["ancient"], context.story or context.focus
    if ancient is not None:
        before_christ = told is not None and told.year is not None and told.year < 1
        return 1 - int(ancient) if before_christ else int(ancient)
    reference = reading["yearref"]
    if reference is None:
        return None
    here = context.anchor if reference in {"this", "last", "next"} and context.anchor else context.focus
    if here is None or here.year is None:
        return None
    return here.year + {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(reference, 0)


_AHEAD = 10
"""A year or decade written short is no further ahead of the text than so many years."""


def short_year(number: int, context: Context) -> int:
    """Return the year that two digits mean: the nearest of the text's time that is not far ahead of it.

    "'99" is 1999 in news of 2019 and 1899 in a story of 1914; without any time it is of 1950 to 2049.
    """
    here = context.anchor or context.story or context.published
    if here is None or here.year is None or here.year < 1:
        return number + (1900 if number >= 50 else 2000)
    century = here.year // 100 * 100
    return max(year for year in (century - 100 + number, century + number, century + 100 + number)
               if year <= here.year + _AHEAD)  # fmt: skip


_NEAR_MONTHS = 1.5
"""So near to publication tense does not matter: "runs from 23 January", written on the 28th."""


def year_for(
    reading: Reading, context: Context, month: int, day: int | None = None
) -> tuple[int | None, bool]:
    """Return the year of a month (and day) named without one, and whether its direction was guessed."""
    if reading.year_ahead is not None:
        ahead = reading.month_ahead
        return reading.year_ahead - (ahead is not None and month > ahead), False
    anchor = context.anchor
    if context.typed and anchor is not None:
        return anchor.year, False
    if anchor is not None and anchor.year is not None:
        told = (
            _year_beside(reading, context)
            or _of_a_date(reading, context, month)
            or _older_story(reading, context, anchor.year, month)
        )
        if told is not None:
            # "In fiscal 1989, which ended Jan. 27": a trader's year ends in the next.
            return told + (month == 1 and context.text.endswith("ended ", 0, reading.start)), False
        return _year_by_tense(reading, context, anchor, month, day)
    focus = context.story
    if focus is None or focus.year is None:
        return None, False
    beside = _year_beside(reading, context)
    if beside is not None:
        return beside, False
    if context.aside(reading.start) and focus.fineness > FINENESS["year"]:
        return focus.year - (month > focus.first_month), False
    wraps = _TO_MONTH.match(context.text, reading.end)
    if wraps is not None and month_number(wraps[1]) < month and focus.fineness > FINENESS["year"]:
        return focus.year - (focus.first_month >= month_number(wraps[1])), False
    return story_year(focus, month), False


def _year_beside(reading: Reading, context: Context) -> int | None:
    """The bare year that a clause hangs on: "War came in 1322, when in August he crossed the river"."""
    focus, at = context.focus, context.focus_at
    if focus is None or focus.unit != "year" or at < context.sentence(reading.start)[0]:
        return None
    led = context.text[max(0, at - 6) : at].lower().endswith(("in ", "since "))
    return focus.year if led and ", when " in context.text[at : reading.start] else None


_TO_MONTH = re.compile(rf"\s(?:to|until|through)\s(?:early\s|late\s)?({MONTH_WORD})(?!\w|\s\d)")
"""The other end of "from October to March", which is over where the story is."""


def _of_a_date(reading: Reading, context: Context, month: int) -> int | None:
    """Return the year of a date that the sentence counts from: "on May 14, 2008, after the fire on May 5"."""
    if context.dated is None:
        return None
    year, at, told = context.dated
    if at < context.sentence(reading.start)[0]:
        return None
    if told == month and context.direction(reading.start, reading.end) <= 0:
        return year  # "It was revealed in July last year, and on 10 July …"
    if not _COUNTED_FROM.search(context.text, at, reading.start):
        return None
    known = context.focus.first_month if context.focus is not None and context.focus_at == at else month
    return year - (month > known)


_COUNTED_FROM = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|shortly|soon|just)\s(?:after|before)\b[^,;.]{0,60}$|"
    r"\bafter the [^,;.]{0,50}$"
)


def _older_story(reading: Reading, context: Context, year: int, month: int) -> int | None:
    """Return the year of the older story that a paragraph of a news text tells, None if it tells none.

    "In 1950 he entered parliament. On 5 May he spoke." is about 1950 in an article of 2025 too: the year
    leads a sentence of the paragraph, nothing since ("last week", "on Friday") came back to the article's
    own days, and the phrase does not look ahead.
    """
    told, at = context.told, context.told_at
    if told is None or told == year or reading.start - at > _PARAGRAPH or context.spoken_at > at:
        return None
    if abs(told - year) < _OLDER_YEARS and at < context.sentence(reading.start)[0]:
        return None
    if "\n" in context.text[at : reading.start] or context.direction(reading.start, reading.end) > 0:
        return None
    if at < context.sentence(reading.start)[0] and _NOW.search(
        context.text, *context.sentence(reading.start)
    ):
        return None  # "The season, which began June 1, runs through Nov. 30." is of the article's own time
    here = context.focus
    if here is not None and here.year == told and here.fineness > FINENESS["year"] and not reading["edge"]:
        return story_year(here, month)  # "In the fall of 2007 she led. By Jan. 18 she trailed."
    return told


_NOW = re.compile(r"\b(?:is|are|runs?|ends|begins|starts|continues?|lasts|remains?)\s")
_OLDER_YEARS = 2
_PARAGRAPH = 400


def story_year(focus: Point, month: int) -> int | None:
    """Return the year a story that is at ``focus`` means by a month.

    >>> story_year(Point("month", 1940, 12), 2)
    1941
    """
    if focus.year is None:
        return None
    if focus.fineness <= 2:
        return focus.year
    here = focus.first_month
    return focus.year + (here - month >= _MONTHS_TO_TURN)


def _year_by_tense(
    reading: Reading, context: Context, anchor: Point, month: int, day: int | None
) -> tuple[int | None, bool]:
    year = anchor.year or 0
    if anchor.month is None:
        return year, False
    here = (anchor.month, anchor.day or 1) if day is not None else (anchor.month, 1)
    named = (month, day if day is not None else 1)
    direction = context.direction(reading.start, reading.end)
    gap = (named[0] - here[0]) + (named[1] - here[1]) / 31  # in months
    if abs(gap) > _NEAR_MONTHS:
        if direction > 0 and (
            gap > 0 or gap < -_JUST_GONE or context.plainly_ahead(reading.start, reading.end)
        ):
            return year + (gap < 0), False
        if direction < 0:
            if _is_set_for(reading, context, gap % 12):
                return year + (gap < 0), False
            return year - (gap > 0), False
    return year + (gap < -6) - (gap > 6), abs(gap) > _NEAR_MONTHS


_JUST_GONE = 4
"""A month that ended so few months ago is next year's only where that is said plainly ("will", "until")."""
_TO_COME_SOON = 5
_SET = (
    r"(?:conventions?|elections?|primar(?:y|ies)|caucus(?:es)?|tournament|championships?|world cup|"
    r"olympics|games|summit|"
    r"referendum|run-?off|nomination|match-?up|contests?|ballot|polls|mid-?terms)"
)
_SET_FOR = re.compile(
    rf"\b{_SET}\s(?:in\s(?:[A-Z]\w+\s){{1,2}})?(?:in|on)\s(?:the\s)?(?:early |late |mid-)?$|"
    r"\b(?:win|winning|defeat|beat|beating|lose|losing|showdown|mandate)\s(?:[\w’]+\s){0,3}in\s(?:early |"
    r"late |mid-)?$|"
    r"\b(?:until|till|into|through|before|ahead of|toward|towards)\s(?:the\s)?(?:early |late |mid-)?$",
    re.IGNORECASE,
)
_SET_THEN = re.compile(rf"\s(?:general\s|national\s|presidential\s)?{_SET}\b", re.IGNORECASE)
_HAS_BEEN = re.compile(
    r"\b(?:after|since|following|won|lost|held|hosted|attended|last|previous|postponed|cancell?ed)\b[^,;.]{0,40}$"
)


def _is_set_for(reading: Reading, context: Context, ahead: float) -> bool:
    """Whether a month soon to come is meant though a past form is near: "he eyed the convention in July"."""
    text, start, end = context.text, reading.start, reading.end
    known = text[start:end].lower() == "election day"
    if ahead > _TO_COME_SOON and not known:
        return False
    before = text[max(context.sentence(start)[0], start - 60) : start]
    if _HAS_BEEN.search(before):
        return False
    return known or bool(_SET_FOR.search(before) or _SET_THEN.match(text, end))
