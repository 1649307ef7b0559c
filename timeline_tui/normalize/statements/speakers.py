# ruff: noqa: SIM905 - word lists are easier to read and to extend as words
"""From the words that name a speaker to the participant they mean."""

from __future__ import annotations

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.titles import is_head
from timeline_tui.normalize.statements.context import Context

UNFIT = frozenset({"place"})
"""Kinds of participants that do not speak. A place that acts is a state's or body's mention already."""


def participant_of(here: Context, speaker: Span | None, head: Span | None) -> str | None:
    """Return the id of the participant that a speaker phrase names, None where it names nobody known.

    The head of the phrase decides: "Trump’s lawyer" is not Trump, "the lawyer, Ana Silva" is Ana Silva, "both
    leaders" nobody. A pronoun counts where the names stage resolved it.
    """
    if speaker is None or head is None:
        return None
    inside = [
        (start, end, number)
        for start, end, number in here.mentions_in(max(0, min(speaker[0], head[0]) - 80), speaker[1] + 3)
        if here.participants[number].kind not in UNFIT
    ]
    for start, end, number in inside:
        if start <= head[0] < end:
            return here.participants[number].id
    for start, _, number in inside:
        # An apposition after the head: "his lawyer, Ana Silva", "spokesman Dmitry Peskov".
        between = here.text[head[1] : start]
        if (
            start > head[1]
            and between.strip(" ,") in ("", "the")
            and here.participants[number].kind == "person"
        ):
            return here.participants[number].id
    words = here.text[slice(*speaker)]
    return person_in_capitals(here, words) if words.isupper() else None


def person_in_capitals(here: Context, words: str) -> str | None:
    """Return the person whose full name or surname a transcript writes in capitals, if only one can be."""
    found = here.people_named(words)
    return found[0] if len(found) == 1 else None


PERSONAL = frozenset({"he", "she", "they", "who", "i", "we"})
PEOPLE = frozenset(
    """media press observers critics experts activists sources people voters protesters residents witnesses
    journalists reporters researchers scientists lawmakers opponents supporters allies sides parties delegates
    authorities police opposition families relatives workers neighbours neighbors aides backers fans friends
    leaders members officials organisers organizers staffers organisation organization administration agency
    board campaign coalition commission committee company court crowd department foundation government group
    ministry office panel party team union""".split()
)
"""Nouns for people in numbers and for bodies: they note and reveal, while talks and figures merely show."""


def can_speak(here: Context, speaker: Span, head: Span) -> bool:
    """Whether a phrase names somebody who speaks: a person, a body, a title, people in numbers, "she"."""
    word = here.text[slice(*head)].casefold()
    if word in PERSONAL or word in PEOPLE or is_head(word) or (word.endswith("s") and is_head(word[:-1])):
        return True
    return here.kind_of(participant_of(here, speaker, head)) in ("person", "organisation")
