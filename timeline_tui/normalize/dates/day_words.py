"""Day words: "today", "yesterday afternoon", "tonight", "overnight", and a "tomorrow" that is no day."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule, dated
from timeline_tui.normalize.dates.lexicon import PARTS_OF_DAY
from timeline_tui.normalize.dates.point import day_point
from timeline_tui.normalize.dates.weekdays import open_day


def near_day(reading: Reading, context: Context) -> Meaning | None:
    """Read "today", "yesterday afternoon", "the day before yesterday", "tonight", "this morning"."""
    words = " ".join((reading["deictic"] or "").lower().split())
    offset = _NEAR.get(words)
    if offset is None:
        offset = -1 if words.startswith("last") else 0
    part = PARTS_OF_DAY.get((reading["part"] or "").lower()) or PARTS_OF_DAY.get(words)
    anchor = context.anchor if context.anchor and context.anchor.day else None
    speech = context.in_speech(reading.start)
    vague = None if anchor is None or context.typed else _no_day(words, speech, reading, context)
    if anchor is not None and vague is not None:
        edtf = anchor.edtf if vague == "PRESENT_REF" else None
        return Meaning("DATE", vague, edtf, focus=False, confidence=0.5)
    if anchor is None or anchor.days is None:
        if words == "today":
            return Meaning("DATE", "PRESENT_REF", None, confidence=0.6)
        return open_day("XXXX-XX-XX", part)
    here = anchor.days
    if speech and words == "tonight":
        here = _spoken_on(here, context)
    return dated(replace(day_point(here + offset), part=part), focus=not speech)


def _spoken_on(published: int, context: Context) -> int:
    """The day of a speaker's "tonight": printed the next morning, it is the night before publication's.

    Where the story told of yesterday's night or evening and named no day since.
    """
    last = context.focus_day
    told_late = last is not None and last.part in {"NI", "EV"} and last.days == published - 1
    return published - 1 if told_late else published


_NEAR = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
_NOWADAYS = re.compile(
    r",?\s(?:I|you|we|they|people|everyone|nobody|the [a-z]{2,12}['’]s|it['’]s|that['’]s|there['’]s|"
    r"there (?:is|are))\s"
    r"(?!(?:announce|release|launch|sign|decide|vote|mark|celebrate|declare|lost|won|met|saw|had|were|did|went|came|"
    r"made|took|got|heard|agreed|will|shall|are|have|begin|start)\b|[a-z]{2,}ed\b)"
)
"""What makes a speaker's "today" these days: "We had a shop. Today I sell from my bedroom."."""
_STATE = re.compile(r"(?:\b(?:is|are|remains?|stands?)|['’]s)\s$")
_STATE_OF = re.compile(
    r"\s(?:the (?:only|last|main|most|least|best|worst|largest|biggest|world['’]s)|an?|one|among|home|more|"
    r"less|still|in|used|known|worth|typically|often|generally|widely|usually|called|seen|considered)\b"
)
"""What makes "today" these days in the words of the story: "is today the only bank"."""
_ONCE = re.compile(
    r"\b(?:ago|once|used to|back then|at the time|in (?:the )?(?:1\d{3}|20\d\d)s?|"
    r"(?:decades|years|weeks|months) earlier)\b"
)
_PRESENT = re.compile(r",?\s(?:[\w’'-]+\s){1,4}?(?!was\b|has\b|does\b|this\b)[a-z]{2,}(?<![sui])s\s")
_TENSE = re.compile(r"\b(?:will|would|is to|are to|was|were|had|did|said|[a-z]{2,}ed)\b")
_NEVER_COMES = re.compile(
    r"\b(?:always|never|forever|every (?:day|time)|who knows|no one knows|nobody knows|not (?:today|now)|"
    r"[Tt]oday)\b"
)
_WHO_KNOWS = re.compile(r",?\s(?:who knows|maybe|perhaps|never|is another)\b")
_IF = re.compile(r"\b[Ii]f\s(?:(?!will\b)[\w’']+\s){1,5}$")
_REACH = 120


def _no_day(words: str, speech: bool, reading: Reading, context: Context) -> str | None:
    """Return what a day word means that is no day: "today" these days, "tomorrow" any day to come.

    "Today we cheer, tomorrow we'll be sorry" and "help will always come tomorrow" are of no day; so is a
    speaker's "if they start today", and "Ten years ago it was a shop. Today it sells nothing."
    """
    text, first = context.text, context.sentence(reading.start)[0]
    behind = text[max(first, reading.start - _REACH) : reading.start]
    if words == "tomorrow":
        never = _NEVER_COMES.search(_quoted(reading.start, context)) or _WHO_KNOWS.match(text, reading.end)
        return "FUTURE_REF" if speech and (never or _IF.search(behind)) else None
    if words != "today":
        return None
    if speech and (
        _NOWADAYS.match(text, reading.end) or _IF.search(behind) or _with_tomorrow(reading, context)
    ):
        return "PRESENT_REF"
    if _STATE.search(behind) and _STATE_OF.match(text, reading.end):
        return "PRESENT_REF"
    return "PRESENT_REF" if not speech and _unlike_once(reading, context) else None


def _quoted(at: int, context: Context) -> str:
    """What a speaker said before an offset, in the quotation around it."""
    text = context.text
    before = text[max(0, at - _REACH, text.rfind("\n", 0, at) + 1) : at]
    return before[max(before.rfind('"'), before.rfind("“")) + 1 :]


def _with_tomorrow(reading: Reading, context: Context) -> bool:
    """Whether a speaker sets today against tomorrow: "Why not today? Why not tomorrow?"."""
    ahead = context.text[reading.end : reading.end + _REACH]
    said = re.split(r"[\"”\n]", ahead, maxsplit=1)[0]
    return bool(re.search(r"\b[Tt]omorrow\b", said))


def _unlike_once(reading: Reading, context: Context) -> bool:
    """Whether a sentence tells of these days after one of old days: "… ago it slept. Today it booms."."""
    first, last = context.sentence(reading.start)
    if reading.start - first > 1 or not _PRESENT.match(context.text, reading.end):
        return False
    before = max(context.sentence(max(0, first - 2))[0], first - 4 * _REACH)
    if "\n" in context.text[before:first].rstrip(" ") or not _ONCE.search(context.text, before, first):
        return False
    return not _TENSE.search(context.text, reading.end, min(last, reading.end + 4 * _REACH))


def not_a_title(match: re.Match[str]) -> bool:
    """Refuse what stands in quotation marks by itself: a guest of "Today"."""
    text, start, end = match.string, match.start(), match.end()
    return not (text[start - 1 : start] in _MARKS and _CLOSED.match(text, end)) or start == 0


_MARKS = frozenset("\"“‘'")
_CLOSED = re.compile(r"['’]?[\"”’'](?!s\b)")


def overnight(reading: Reading, context: Context) -> Meaning | None:
    """Read "overnight": the night before the day that the story is at, one to come where words look ahead.

    "The army moved in overnight, they said today" was last night; "It can't be done overnight" is none.
    """
    text, (first, _) = context.text, context.sentence(reading.start)
    if _NOT_OVERNIGHT.search(text, max(first, reading.start - 60), reading.start):
        return None
    anchor = context.anchor
    if anchor is None or anchor.days is None or anchor.day is None:
        return open_day("XXXX-XX-XX", "NI")
    beside = context.days_near[-1] if context.days_near else None
    if beside is not None and beside[0] >= first and text[beside[1] : reading.start] in {" ", ", "}:
        return dated(replace(beside[2], unit="day", part="NI"))
    if context.direction(reading.start, reading.end) > 0:
        return dated(replace(anchor, part="NI"), confidence=0.7)
    had = _HAD.search(text, max(first, reading.start - 60), reading.start)
    here = context.past_day.days if had and context.past_day is not None else None
    return dated(replace(day_point((here or anchor.days) - 1), part="NI"), confidence=0.7)


_HAD = re.compile(r"\bhad\b[^;]*$")
_NOT_OVERNIGHT = re.compile(
    r"\b(?:not|never|cannot|hardly|[a-z]+n['’]t|virtually|almost|practically|literally|transform(?:ed|ing)|doubl(?:ed|ing)|"
    r"tripl(?:ed|ing)|famous)\b[^.;]{0,60}$"
)
"""What makes "overnight" no night: "It cannot be done overnight", "virtually doubling its size overnight"."""

RULES: tuple[Rule, ...] = (
    Rule(
        "near-day",
        r"(?P<deictic>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Tt]oday|[Yy]esterday|"
        r"[Tt]omorrow|[Tt]onight)(?!['’]s world)(?:\s{PART})?",
        near_day,
        guard=not_a_title,
    ),
    Rule(
        "overnight",
        r"(?P<deictic>[Oo]vernight)(?=[.,;]|\s(?:on|after|in|by|from|to|at|into|as|and|amid|but|the|"
        r"that|when|while|with|before|during|near|across|over|for|between|amid|where)\b)",
        overnight,
    ),
    Rule("near-part", r"(?P<deictic>[Ll]ast|[Tt]his)\s{PART}", near_day),
)
