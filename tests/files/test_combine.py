from __future__ import annotations

import pytest

from timeline_tui.files.combine import combine, with_offsets
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
from timeline_tui.model.zones import zone

SILVA = Participant(id="silva", name="Ana Silva")
OTHER = Participant(id="silva", name="João Silva", affiliations=(Affiliation(of="silva"),))
GAZETTE = Source(id="gazette", title="One")


def timeline(**fields: object) -> Timeline:
    return Timeline.model_validate(fields)


def test_one_timeline_comes_back_as_it_is() -> None:
    one = timeline(title="A")
    assert combine([("a", one)]) == (one, ())
    assert combine([])[0] == timeline()


def test_equal_records_become_one() -> None:
    a = timeline(title="A", sources=(GAZETTE,), participants=(SILVA,), events=(Event(id="x", title="X"),))
    b = timeline(title="B", sources=(GAZETTE,), participants=(SILVA,), events=(Event(id="y", title="Y"),))
    combined, problems = combine([("a", a), ("b", b), ("a", a)])
    assert combined == timeline(
        title="A + B", sources=(GAZETTE,), participants=(SILVA,), events=(*a.events, *b.events)
    )
    assert problems == ()


def test_ids_that_stand_for_something_else_get_the_label_everywhere() -> None:
    evidence = (Evidence(source="gazette", quote="q"),)
    event = Event(
        id="x",
        title="Other X",
        participants=(Participation(who="silva"),),
        evidence=evidence,
        statements=(
            Statement(text="t", speaker="silva", via="silva", to=("silva", "press"), evidence=evidence),
            Statement(text="u"),
        ),
        claims=(Claim(field="when", value="2024", evidence=evidence),),
    )
    a = timeline(sources=(GAZETTE,), participants=(SILVA,), events=(Event(id="x", title="X"),))
    b = timeline(
        sources=(Source(id="gazette", title="Two"), Source(id="copy", derived_from="gazette")),
        participants=(OTHER,),
        events=(event,),
    )
    combined, problems = combine([("a.toml", a), ("b/c d.toml", b)])
    prefix = "b-c-d.toml-"
    assert [source.id for source in combined.sources] == ["gazette", f"{prefix}gazette", "copy"]
    assert combined.sources[2].derived_from == f"{prefix}gazette"
    assert combined.participants[1].affiliations[0].of == f"{prefix}silva"
    moved = combined.events[1]
    new = (Evidence(source=f"{prefix}gazette", quote="q"),)
    assert moved.id == f"{prefix}x"
    assert moved.participants[0].who == f"{prefix}silva"
    assert moved.evidence == moved.statements[0].evidence == moved.claims[0].evidence == new
    said = moved.statements[0]
    assert (said.speaker, said.via, said.to) == (
        f"{prefix}silva",
        f"{prefix}silva",
        (f"{prefix}silva", "press"),
    )
    assert moved.statements[1].speaker is None
    assert [(p.severity, p.code, p.file, p.id) for p in problems] == [
        ("warning", "id-collision", "b/c d.toml", "gazette"),
        ("warning", "id-collision", "b/c d.toml", "silva"),
        ("warning", "id-collision", "b/c d.toml", "x"),
    ]


def test_an_equal_record_that_refers_to_a_renamed_one_is_another() -> None:
    member = Participant(id="m", name="M", affiliations=(Affiliation(of="silva"),))
    a = timeline(participants=(SILVA, member))
    b = timeline(participants=(OTHER, member))
    combined, _ = combine([("a", a), ("b", b)])
    assert {p.id: [x.of for x in p.affiliations] for p in combined.participants} == {
        "silva": [],
        "m": ["silva"],
        "b-silva": ["b-silva"],
        "b-m": ["b-silva"],
    }


def test_a_new_id_is_free() -> None:
    a = timeline(participants=(SILVA, Participant(id="b-silva", name="Taken")))
    b = timeline(participants=(OTHER, Participant(id="b-2-silva", name="Taken too")))
    combined, _ = combine([("b", a), ("b", b)])
    ids = [participant.id for participant in combined.participants]
    assert len(ids) == len(set(ids)) == 4


def test_local_times_of_another_zone_get_their_offset() -> None:
    a = timeline(timezone="UTC")
    b = timeline(
        timezone="Europe/Lisbon",
        events=(
            Event(
                id="x",
                title="X",
                when="2024-07-01T10:00",
                claims=(Claim(field="when", value="2024-01-01T10:00"), Claim(field="crowd", value="T10:00")),
            ),
            Event(id="y", title="Y"),
        ),
    )
    combined, problems = combine([("a", a), ("b", b)])
    assert combined.timezone == "UTC"
    assert combined.events[0].when == "2024-07-01T10:00+01:00"
    assert [claim.value for claim in combined.events[0].claims] == ["2024-01-01T10:00+00:00", "T10:00"]
    assert [(p.code, p.file) for p in problems] == [("zones-differ", "b")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024-07-01", "2024-07-01"),
        ("2024-07-01T10:00Z", "2024-07-01T10:00Z"),
        ("2024-07-01T10:00:30", "2024-07-01T10:00:30-04:00"),
        ("2024-07-01T10:00~", "2024-07-01T10:00-04:00~"),
        ("2024-07-01T10:00/2024-12-01T10:00-08:00", "2024-07-01T10:00-04:00/2024-12-01T10:00-08:00"),
        ("2024-07-01T10:00:99", "2024-07-01T10:00:99"),
        ("no date", "no date"),
    ],
)
def test_offsets(text: str, written: str) -> None:
    assert with_offsets(text, zone("America/New_York")) == written


def test_unknown_keys_of_the_first_count() -> None:
    a, b = timeline(colour="red", x=1), timeline(colour="blue", y=2)
    combined, problems = combine([("a", a), ("b", b)])
    assert combined.extra() == {"colour": "red", "x": 1, "y": 2}
    assert [(p.code, p.file, p.value) for p in problems] == [("combined-key", "b", "colour")]
