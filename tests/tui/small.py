"""A small timeline with every kind of date, for the tests of the timeline widget."""

from __future__ import annotations

from timeline_tui.model.timeline import (
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Statement,
    Timeline,
)

ZONE = "America/Anchorage"


def _evidence(*sources: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(source=source, quote="…") for source in sources)


def _who(*ids: str) -> tuple[Participation, ...]:
    return tuple(Participation(who=one) for one in ids)


EVENTS = (
    Event(id="treaty", when="1867-03-30", title="Alaska sold to the United States"),
    Event(
        id="visit", when="2025-08-06", title="Putin receives Witkoff", participants=_who("putin", "witkoff")
    ),
    Event(id="ceasefire", when="../2025-08-08", title="Ceasefire offered", evidence=_evidence("wsj")),
    Event(
        id="roses",
        when="2025-08-15",
        title="Putin stops in Magadan",
        participants=_who("putin"),
        evidence=_evidence("tass", "cnn"),
    ),
    Event(
        id="lands",
        when="2025-08-15T10:54-08:00",
        title="Putin's plane lands",
        participants=_who("putin"),
        claims=(
            Claim(field="when", value="2025-08-15T10:56-08:00", evidence=_evidence("cnn")),
            Claim(field="when", value="2025-08-15T11:00-08:00", evidence=_evidence("dpa")),
        ),
    ),
    Event(
        id="talks",
        when="2025-08-15T11:26-08:00",
        title="Three-on-three talks begin",
        participants=_who("putin", "trump", "lavrov"),
    ),
    Event(
        id="press",
        when="2025-08-15T15:00-08:00~",
        title="Both speak: “a very useful meeting”",
        participants=_who("putin", "trump"),
        statements=(
            Statement(speaker="putin", verb="said", mode="direct", text="Next time in Moscow"),
            Statement(speaker="trump", verb="said", mode="direct", text="No deal until there's a deal"),
        ),
        evidence=_evidence("tass", "cnn", "upday"),
    ),
    Event(id="chukotka", when="2025-08-16", title="Putin meets the governor of Chukotka"),
    Event(id="call", when="2025-08-18/2025-08-19", title="Telephone call of 40 minutes"),
    Event(id="autumn", when="2025-10", title="Budapest prepared"),
    Event(id="budapest", when="2025-10-20", title="Rubio and Lavrov discuss Budapest"),
    Event(id="year", when="2026", title="A year of landmarks"),
    Event(id="memo", title="Undated memorandum [sic]"),
)

TIMELINE = Timeline(
    title="Alaska summit, August 2025",
    timezone=ZONE,
    participants=(
        Participant(id="putin", name="Vladimir Putin"),
        Participant(id="trump", name="Donald Trump"),
        Participant(id="lavrov", name="Sergey Lavrov"),
        Participant(id="witkoff", name="Steve Witkoff"),
    ),
    events=EVENTS,
)
