"""What only annotators of histories mark (TIMEX2): "the former king", "the Spring Offensive", "by night".

In news these words stand in titles and names; there they are left alone.
"""

from __future__ import annotations

import re

from timeline_tui.normalize.dates.anaphora import the_time
from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.figures import in_prose
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule
from timeline_tui.normalize.dates.years import season_date


def past_office(_reading: Reading, context: Context) -> Meaning | None:
    """Read "former": some time before, PAST_REF."""
    return Meaning("DATE", "PAST_REF", None, focus=False) if context.narrative else None


def named_season(reading: Reading, context: Context) -> Meaning | None:
    """Read the season that a campaign is called after: "the Spring Offensive" of the story's year."""
    return season_date(reading, context) if context.narrative else None


def any_night(reading: Reading, context: Context) -> Meaning | None:
    """Read "a night attack", "by night", "in the daytime": that part of no day in particular."""
    if not context.narrative:
        return None
    day = (reading["part"] or "").lower().startswith("day")
    return Meaning("TIME", "XXXX-XX-XXTDT" if day else "XXXX-XX-XXTNI", None, focus=False, confidence=0.6)


def that_time(reading: Reading, context: Context) -> Meaning | None:
    """Read "at this time", "at the time", "for the time being": the story's present.

    In news "at the time" is that of an older day or year named before.
    """
    if context.narrative:
        return Meaning("DATE", "PRESENT_REF", None, focus=False, confidence=0.5)
    at_the = context.text[max(0, reading.start - 3) : reading.end].lower() == "at the time"
    return the_time(reading, context) if at_the and _ENDS.match(context.text, reading.end) else None


_ENDS = re.compile(r"[.,;)\n\"”]|\s(?:and|but)\b|$")


RULES: tuple[Rule, ...] = (
    Rule(
        "former", r"[Ff]ormer(?!\w)(?=\s[A-Za-z])(?!\s(?:was|were|is|had|and|of)\b)", past_office, typed=False
    ),
    Rule(
        "season-named",
        r"(?P<season>Spring|Summer|Autumn|Winter)(?=\s[A-Z\d][a-z\d])(?!\s(?:Olympic|Games|Palace|Park|Street|Garden|Hill))",
        named_season,
        guard=in_prose,
        typed=False,
    ),
    Rule(
        "any-night",
        r"(?P<part>[Nn]ight(?:-?time)?|[Dd]aytime)(?![\w-])",
        any_night,
        guard=in_prose,
        typed=False,
    ),
    Rule(
        "that-time",
        r"(?:(?<=[Aa]t )(?:[Tt]his|[Tt]he|[Tt]hat)|(?<=[Ff]or )[Tt]he)\stime(?:\sbeing)?(?!\w)",
        that_time,
        typed=False,
    ),
)
