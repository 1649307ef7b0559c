"""Words that tell a happening from a state, and what kind of happening it is.

The classes are those of TimeML: states, occurrences, and nouns that name occurrences.
"""
# ruff: noqa: SIM905 - word lists are easier to read and to extend as words

from __future__ import annotations

STATES = frozenset(
    """am is are was were be been being has have had having seem seems seemed appear appears appeared
    remain remains remained include includes included contain contains contained consist consists
    consisted comprise comprises comprised belong belongs belonged depend depends depended know
    knows knew known believe believes believed think thinks thought want wants wanted need needs
    needed like likes liked love loves loved hate hates hated hope hopes hoped mean means meant
    matter matters mattered exist exists existed involve involves involved represent represents
    represented lies stand stands cost costs concern concerns concerned extend extends extended
    hinge hinges hinged underline underlines underlined symbolise symbolises symbolised symbolize
    symbolizes symbolized own owns owned possess possesses possessed resemble resembles resembled
    last lasts lasted tend tends tended indicate indicates suggest suggests totals equal equals
    range ranges vary varies varied differ differs differed wear wears wore aim aims aimed enjoy
    enjoys enjoyed expect expects expected fear fears feared deserve deserves deserved consider
    considers considered require requires required count counts
    """.split()
)
"""Verbs (all forms) that tell of a state, a belief or a relation."""

LIGHT = frozenset(
    """continue continues continued become becomes became make makes made see sees saw raise raises
    raised show shows showed shown hold holds keep keeps kept face faces faced note notes noted mark
    marks marked play plays played feature features featured reveal reveals revealed seek seeks
    sought use uses used work works worked serve serves served live lives lived reflect reflects
    reflected allow allows allowed lie lay stood total totalled
    """.split()
)
"""Verbs that tell a happening only if a date says when ("made an offer on Friday")."""

COMPOSITION = frozenset(
    "include includes included comprise comprises comprised consist consists consisted accompanied".split()
)
"""Verbs that say who belonged to a party: their sentence adds participants to the event it is about."""

EXTENT = frozenset("last lasts lasted ran continued spanned".split())
"""Verbs that say how long an event was: their sentence is evidence for it."""

PLANS = frozenset(
    """plan plans planned schedule scheduled expect expects expected intend intends intended set due
    slated hope hopes hoped aim aims aimed going likely
    """.split()
)
MODALS = frozenset("will shall would can could may might must should 'll ’ll wo".split())
FUTURE = frozenset("will shall 'll ’ll wo".split())

PUTS = frozenset("put puts place places placed date dates dated time times timed".split())
"""Verbs by which a source says when something was: "puts the landing at 10:50"."""

BEGINNINGS = frozenset("start beginning end arrival departure takeoff take-off handshake greeting".split())
"""Nouns for a point of a happening, beside ``EVENT_NOUNS``."""

OCCASIONS = frozenset(
    """addressed address addresses spoke speak speaks speaking met meet meets briefed brief interviewed
    interview testified testify told tell tells tweeted posted wrote conference briefing press
    reporters interview speech address statement remarks phoned called
    """.split()
)
"""Words of an occasion to speak: statements that follow in the same passage were made there."""

EVENT_NOUNS = frozenset(
    """summit meeting talks talk negotiations negotiation conference war battle invasion attack attacks
    offensive siege election elections referendum ceasefire truce armistice ceremony visit trip
    speech debate trial hearing protest protests strike strikes demonstration rally crash collapse
    explosion blast earthquake quake flood floods fire storm hurricane eruption shooting bombing
    assassination coup revolution uprising riot riots match final launch landing inauguration
    funeral wedding birth death arrest raid exchange call interview briefing vote march merger
    acquisition annexation occupation evacuation signing withdrawal outbreak massacre murder killing
    hijacking accident disaster independence surrender liberation defeat victory agreement accord
    opening closure session reception premiere screening fighting conflict clashes
    """.split()
)
"""Nouns that name a happening (lower case)."""

SAME_EVENT = (
    frozenset({"summit", "meeting", "talks", "talk", "negotiations", "negotiation", "session"}),
    frozenset({"war", "conflict", "fighting", "invasion", "offensive"}),
    frozenset({"attack", "attacks", "shooting", "bombing", "explosion", "blast", "killing", "massacre"}),
    frozenset({"vote", "election", "elections", "referendum"}),
    frozenset({"protest", "protests", "demonstration", "rally", "march", "riot", "riots"}),
    frozenset({"crash", "collapse", "accident", "disaster"}),
)
"""Nouns that a text uses for one and the same happening."""


def event_group(noun: str) -> str | None:
    """Return a word for the kind of happening that ``noun`` names, None if it names none.

    >>> event_group("Talks") == event_group("summit")
    True
    """
    folded = noun.casefold()
    if folded not in EVENT_NOUNS:
        return None
    for group in SAME_EVENT:
        if folded in group:
            return min(group)
    return folded
