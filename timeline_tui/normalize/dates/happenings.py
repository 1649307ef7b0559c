"""Happenings whose day the text has told: "the summit was held on 15 August … after the summit".

An event word ("summit", "vote", "attack") takes the day that the same sentence names after it, the first
time that happens in a document. Later phrases can then hang on it: "after the summit", "three days before
the vote".
"""

from __future__ import annotations

import re

from timeline_tui.normalize.dates.context import Context
from timeline_tui.normalize.dates.grammar import Meaning, Reading, Rule
from timeline_tui.normalize.dates.lexicon import MONTH_WORD, WEEKDAY_WORD
from timeline_tui.normalize.dates.point import Point

EVENT = (
    r"(?:summit|meeting|talks|election|referendum|vote|ballot|attack|assault|battle|invasion|strike|"
    r"explosion|blast|"
    r"crash|earthquake|hurricane|protest|rally|ceremony|funeral|wedding|inauguration|conference|trial|"
    r"verdict|hearing|"
    r"debate|speech|address|launch|landing|coup|ceasefire|armistice|surrender|raid|bombing|shooting|"
    r"disaster|accident|"
    r"incident|visit|collapse|siege|uprising|announcement|final|match|game)"
)
_EVENT = re.compile(rf"\b{EVENT}s?\b", re.IGNORECASE)
_PLURAL = frozenset({"talks"})
_SAYING = re.compile(r"\b(?:said|says|told|announced|wrote|reported|according)\b")
_REACH = 140
_NAMED = re.compile(
    rf"\s(?:the|that|this|their|his|its)\s(?:[A-Za-z-]{{1,20}}\s){{0,2}}?(?P<event>{EVENT})(?!\w)",
    re.IGNORECASE,
)


_OPENED = re.compile(
    rf"(?:['’]s\s|,\s(?:the|a|an|its|their)\s)(?:[A-Za-z-]{{1,20}}\s){{0,2}}?(?P<event>{EVENT})(?!\w)",
    re.IGNORECASE,
)


def remember(context: Context, start: int, end: int, day: Point) -> None:
    """Give event words their day, if they have none yet.

    Those that lead up to it in its sentence ("the summit was held on Friday") or come right after it
    ("Friday's summit", "On 15 August, the summit opened").
    """
    first, _ = context.sentence(start)
    before = context.text[max(first, start - _REACH) : start]
    if context.narrative or _SAYING.search(before):
        return
    after = _OPENED.match(context.text, end, end + 60)
    if after is not None and not _SAYING.search(after.group()):
        context.happenings.setdefault(_key(after["event"]), day)
    for match in _EVENT.finditer(before):
        word = _key(match.group())
        if word in context.happenings and context.happenings[word] != day:
            context.happenings[word] = None  # "the battle" of many: nobody can say which one is meant
        else:
            context.happenings[word] = day


def day_of_event_after(context: Context, end: int) -> tuple[bool, Point | None]:
    """Return whether an event is named right after an offset ("before the summit"), and its day if known."""
    match = _NAMED.match(context.text, end, min(len(context.text), end + 80))
    if match is None:
        return False, None
    return True, day_of_word(context, match["event"])


def day_of_word(context: Context, word: str) -> Point | None:
    """Return the day of the happening that a word names, None if the text has not told it."""
    return context.happenings.get(_key(word))


def _key(word: str) -> str:
    word = word.lower()
    return word if word in _PLURAL else word.removesuffix("s")


def beside_event(reading: Reading, context: Context) -> Meaning | None:
    """Read "after the summit", "before the vote": open towards the side said; None if the day is unknown."""
    day = day_of_word(context, reading["event"] or "")
    if day is None or day.edtf is None:
        return None
    side = (reading["side"] or "").lower()
    edtf = f"{day.edtf}/.." if side in {"after", "following", "since"} else f"../{day.edtf}"
    return Meaning("DATE", day.timex, edtf, confidence=0.6, focus=False)


RULES: tuple[Rule, ...] = (
    Rule(
        "beside-event",
        r"(?P<side>[Aa]fter|[Ff]ollowing|[Ss]ince|[Bb]efore|[Aa]head of)\s(?:the|that|this)\s"
        rf"(?:(?!{MONTH_WORD}|{WEEKDAY_WORD}|last|next|first|second|third|previous|latest|other|earlier|final\s)[A-Za-z-]{{1,20}}\s){{0,2}}?"
        rf"(?P<event>(?i:{EVENT}))(?!\w)",
        beside_event,
        typed=False,
    ),
)
