"""Parts of a timeline that are complete timelines again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.model.parts import subset
from timeline_tui.model.timeline import (
    Affiliation,
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Source,
    Statement,
    Timeline,
)


def seen(source: str) -> tuple[Evidence, ...]:
    return (Evidence(source=source, quote="…"),)


def person(name: str, *bodies: str) -> Participant:
    return Participant(
        id=name, name=name.title(), affiliations=tuple(Affiliation(of=body) for body in bodies)
    )


TIMELINE = Timeline(
    title="Bridge",
    timezone="Europe/Lisbon",
    sources=(
        Source(id="reprint", derived_from="wire"),
        Source(id="wire", derived_from="first"),
        Source(id="first"),
        Source(id="rival"),
        Source(id="heard"),
        Source(id="unused"),
    ),
    participants=(
        person("mayor", "council"),
        person("council", "city"),
        person("city", "council"),  # a circle
        person("speaker"),
        person("press"),
        person("agency"),
        person("guard"),
        person("unused", "city"),
    ),
    events=(
        Event(
            id="closed",
            title="Closed",
            participants=(Participation(who="mayor"), Participation(who="nobody")),
            evidence=seen("reprint"),
        ),
        Event(
            id="said",
            title="Said",
            statements=(
                Statement(
                    speaker="speaker",
                    to=("press", "the crowd"),
                    via="agency",
                    text="No.",
                    evidence=seen("heard"),
                ),
                Statement(text="Nobody knows who said it."),
            ),
            claims=(Claim(field="participants", value="guard", evidence=seen("rival")),),
        ),
        Event(id="empty", title="Nothing"),
    ),
    x_note="kept",
)


def ids(records) -> list[str]:
    return [record.id for record in records]


def test_participants_come_with_the_bodies_they_belong_to_and_sources_with_what_they_reprint():
    part = subset(TIMELINE, ["closed"])
    assert ids(part.events) == ["closed"]
    assert ids(part.participants) == ["mayor", "council", "city"]
    assert ids(part.sources) == ["reprint", "wire", "first"]


def test_statements_and_claims_bring_their_people_and_sources():
    part = subset(TIMELINE, ["said"])
    assert ids(part.participants) == ["speaker", "press", "agency", "guard"]
    assert ids(part.sources) == ["rival", "heard"]


def test_the_rest_stays_as_it_is():
    part = subset(TIMELINE, ["empty"])
    assert (part.title, part.timezone, part.extra()) == ("Bridge", "Europe/Lisbon", {"x_note": "kept"})
    assert (part.participants, part.sources) == ((), ())
    assert len(TIMELINE.participants) == 8


def test_file_order_is_kept_and_unknown_ids_are_passed_over():
    assert ids(subset(TIMELINE, ["said", "nowhere", "closed"]).events) == ["closed", "said"]
    assert subset(TIMELINE, TIMELINE.events[:2]) == subset(TIMELINE, ["closed", "said"])
    assert subset(TIMELINE, []).events == ()


@given(st.sets(st.sampled_from(ids(TIMELINE.events))))
def test_a_part_of_a_part_is_the_part(chosen):
    part = subset(TIMELINE, chosen)
    assert subset(part, chosen) == part
    known = {record.id for record in (*part.participants, *part.sources)}
    for participant in part.participants:
        assert {affiliation.of for affiliation in participant.affiliations} <= known
    for source in part.sources:
        assert source.derived_from is None or source.derived_from in known
