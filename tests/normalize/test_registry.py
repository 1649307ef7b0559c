from __future__ import annotations

import pytest

from timeline_tui.model.timeline import Affiliation, Participant
from timeline_tui.normalize.names.persons import called
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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (person("Xi Jinping", "Xi"), person("Xi")),
        (person("Xi"), person("Xi Jinping", "Xi")),
        (person("Luiz Inácio Lula da Silva", "Lula"), person("Lula")),
    ],
)
def test_what_somebody_is_called_in_one_document_holds_in_the_next_and_is_said(first, second):
    ids, people, notes = records(first, second)
    assert len(set(ids)) == len(people) == 1
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("George W. Bush", "George H. W. Bush"),
        ("Ana Silva Jr.", "Rui Costa Jr."),
        ("J. Silva", "J. R. Silva"),
    ],
)
def test_other_middle_names_and_suffixes_are_other_people(first, second):
    ids, _, _ = records(person(first), person(second))
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ([("prime minister", "2019-08-01")], None),
        ([("former prime minister", "2023-02-01")], "../2023-02-01"),
        ([("prime minister", "2019-08-01"), ("former prime minister", "2023-02-01")], None),
        ([("former prime minister", "2023-02-01"), ("former prime minister", "2022-09-10")], "../2022-09-10"),
        ([("former prime minister", "2023-02-01"), ("prime minister", "2025-01-21")], None),
    ],
)
def test_an_office_has_the_time_that_the_words_tell(told, when):
    registry = Registry()
    for role, published in told:
        id_ = registry.record(person("Ana Silva", roles=(FoundRole(role, "Portugal"),)), published)
    held = next(p for p in registry.participants([id_]) if p.id == id_).affiliations
    assert [(one.role, one.when) for one in held] == [("prime minister", when)]


def test_an_alias_of_two_people_is_nobodys():
    _, people, _ = records(person("Lee Hsien Loong", "Lee"), person("Lee Jae-myung", "Lee", "Jae-myung Lee"))
    assert [p.aliases for p in people] == [(), ("Jae-myung Lee",)]


@pytest.mark.parametrize(
    ("name", "aliases", "short"),
    [
        ("Tucker Brandt Jr.", ["Brandt"], "Brandt"),
        ("Eleanor “Nell” Van Houten", ["Van Houten"], "Van Houten"),
        ("Ramón de la Cruz", [], "de la Cruz"),
        ("Mario Vargas Llosa", ["Vargas Llosa"], "Vargas Llosa"),
        ("Pedro Robles Ríos", ["Robles"], "Robles"),
        ("Xi Jinping", ["Xi"], "Xi"),
        ("Lee Jae-myung", [], "Lee"),
        ("Kim Jong Un", [], "Kim"),
        ("Yousef bin Khalifa al-Masri", ["al-Masri"], "al-Masri"),
        ("Pelé", [], "Pelé"),
    ],
)
def test_what_people_are_called_for_short(name, aliases, short):
    assert called(name, aliases) == short
