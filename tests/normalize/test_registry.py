from __future__ import annotations

import pytest

from timeline_tui.model.timeline import Affiliation, Participant
from timeline_tui.normalize.records import FoundParticipant, FoundRole
from timeline_tui.normalize.registry import Registry, name_key


def person(name, *aliases, roles=()):
    return FoundParticipant(
        id="x", name=name, kind="person", mentions=((0, 1),), aliases=aliases, roles=roles
    )


def thing(name, kind, *aliases):
    return FoundParticipant(id="x", name=name, kind=kind, mentions=((0, 1),), aliases=aliases)


def records(*found, previous=()):
    registry = Registry(previous)
    ids = [registry.record(one) for one in found]
    return ids, registry.participants(ids), registry.notes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Donald Trump", "Donald J. Trump"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Bill Clinton", "William Clinton"),
        ("Ana Silva", "A. Silva"),
        ("José Silva", "Jose Silva"),
    ],
)
def test_spellings_of_one_name_are_one_person(first, second):
    ids, people, notes = records(person(first), person(second))
    assert len(set(ids)) == len(people) == 1
    assert second in people[0].aliases
    assert notes == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ana Silva", "Rui Silva"), ("Donald Trump", "Melania Trump"), ("Ana Silva", "Ana Costa")],
)
def test_namesakes_are_two_persons(first, second):
    ids, people, _ = records(person(first), person(second))
    assert len(set(ids)) == len(people) == 2


def test_a_bare_surname_is_taken_for_the_only_bearer_and_said_so():
    ids, people, notes = records(person("Vladimir Putin"), person("Putin"), person("Putin"))
    assert set(ids) == {"putin"}
    assert people[0].aliases == ("Putin",)
    assert notes == ["“Putin” was taken for Vladimir Putin"]


def test_a_bare_surname_met_first_gets_its_name_later():
    ids, people, notes = records(person("Putin"), person("Vladimir Putin"))
    assert set(ids) == {"putin"}
    assert (people[0].name, people[0].aliases) == ("Vladimir Putin", ("Putin",)) or people[
        0
    ].name == "Vladimir Putin"
    assert len(notes) == 1


def test_a_bare_surname_with_two_bearers_is_nobody_of_them():
    ids, people, notes = records(person("Ana Silva"), person("Rui Silva"), person("Silva"))
    assert len(set(ids)) == len(people) == 3
    assert "kept apart" in notes[0]


def test_ids():
    ids, _, _ = records(
        person("Ana Silva"),
        person("Rui Silva"),
        person("Zürich Łódź"),
        thing("North Atlantic Treaty Organization", "organisation", "NATO"),
        thing("United States", "state", "US"),
    )
    assert ids == ["silva", "rui-silva", "lodz", "nato", "united-states"]


def test_kinds_that_cannot_be_one_are_kept_apart():
    ids, _, _ = records(
        thing("Georgia", "state"), thing("Georgia", "organisation"), thing("Georgia", "place")
    )
    assert ids == ["georgia", "georgia-2", "georgia"]


def test_affiliations_name_participants_that_exist():
    lavrov = person("Sergey Lavrov", roles=(FoundRole("Foreign Minister", "Russia"), FoundRole("envoy")))
    _, people, _ = records(lavrov)
    assert {p.id: p.kind for p in people} == {"lavrov": "person", "russia": "state"}
    assert people[0].affiliations == (Affiliation(of="russia", role="Foreign Minister"),)


def test_an_affiliation_is_said_once():
    role = (FoundRole("President", "Russia"),)
    _, people, _ = records(person("Vladimir Putin", roles=role), person("Vladimir Putin", roles=role))
    assert len(people[0].affiliations) == 1


def test_what_a_person_wrote_stays():
    written = Participant(id="vvp", name="V. V. Putin", aliases=("Putin", "the president"))
    ids, people, _ = records(
        person("Vladimir Putin"), previous=(written, Participant(id="other", name="Other"))
    )
    assert ids == ["vvp"]
    assert (people[0].id, people[0].name) == ("vvp", "V. V. Putin")
    assert people[0].aliases[:2] == ("Putin", "the president")
    assert people[1].id == "other"


def test_records_nobody_uses_are_left_out():
    registry = Registry()
    registry.record(person("Ana Silva"))
    assert registry.participants([]) == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [("The Kremlin", ("kremlin",)), ("José", ("jose",)), ("The", ("the",)), ("", ()), ("!", ())],
)
def test_keys(name, key):
    assert name_key(name) == key
