from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.document import Document
from timeline_tui.normalize.names import find_participants
from timeline_tui.normalize.names.persons import same_person
from timeline_tui.normalize.names.tables import demonyms, given_names, known_names
from timeline_tui.normalize.names.titles import role_after, title_before
from timeline_tui.normalize.names.words import fold, same_given_name
from timeline_tui.normalize.records import FoundParticipant

Finder = Callable[[str], Sequence[FoundParticipant]]


def surface(text: str) -> Sequence[FoundParticipant]:
    return find_participants(Document("t", text), None)


def named(found: Sequence[FoundParticipant], name: str) -> FoundParticipant:
    return next(p for p in found if p.name == name)


def mentions(text: str, participant: FoundParticipant) -> list[str]:
    return [text[start:end] for start, end in participant.mentions]


@pytest.mark.parametrize(
    ("text", "name", "role", "of"),
    [
        ("US President Donald Trump spoke.", "Donald Trump", "President", "United States"),
        ("Russian Foreign Minister Sergey Lavrov left.", "Sergey Lavrov", "Foreign Minister", "Russia"),
        ("Press Secretary Karoline Leavitt spoke.", "Karoline Leavitt", "Press Secretary", None),
        ("We met Finance Minister Anton Siluanov.", "Anton Siluanov", "Finance Minister", None),
        ("former prime minister Boris Johnson spoke", "Boris Johnson", "former prime minister", None),
        ("Sen. Marco Rubio voted.", "Marco Rubio", "Senator", None),
        ("Secretary of State John Kerry left.", "John Kerry", "Secretary of State", None),
        ("Ukraine's president, Volodymyr Zelenskyy, came.", "Volodymyr Zelenskyy", "president", "Ukraine"),
        ("Kremlin spokesman Dmitry Peskov said so.", "Dmitry Peskov", "spokesman", "Russia"),
    ],
)
def test_a_title_before_a_name_is_a_role(text: str, name: str, role: str, of: str | None) -> None:
    found = title_before(text, text.index(name))
    assert found is not None
    assert found.role is not None
    assert (found.role.role, found.role.of) == (role, of)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met Ana Silva.", "Ana Silva"),
        ("The president met Ana Silva.", "Ana Silva"),
        ("The mayor of the town knew Ana Silva.", "Ana Silva"),
        ("It rained. Ana Silva left.", "Ana Silva"),
    ],
)
def test_other_words_before_a_name_are_no_title(text: str, name: str) -> None:
    assert title_before(text, text.index(name)) is None


@pytest.mark.parametrize(
    ("text", "end", "role", "of"),
    [
        ("Ana Silva, the Portuguese foreign minister, left.", 9, "foreign minister", "Portugal"),
        ("Ana Silva, mayor of Porto, left.", 9, "mayor of Porto", "Porto"),
        ("Ana Silva, president of Ukraine, left.", 9, "president", "Ukraine"),
    ],
)
def test_an_apposition_is_a_role(text: str, end: int, role: str, of: str) -> None:
    found = role_after(text, end)
    assert found is not None
    assert (found.role, found.of) == (role, of)


def test_the_next_person_of_a_list_is_no_apposition() -> None:
    assert role_after("Ana Silva, Defense Minister Rui Costa, and others", 9) is None


@pytest.mark.parametrize("finder", ["surface", "model"])
@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        (
            "Volodymyr Zelenskyy came to Oslo. Later Zelenskyy spoke of peace.",
            "Volodymyr Zelenskyy",
            ["Volodymyr Zelenskyy", "Zelenskyy"],
        ),
        (
            "President Sergei Ivanov left. Minister Sergey Ivanov returned.",
            "Sergei Ivanov",
            ["Sergei Ivanov", "Sergey Ivanov"],
        ),
    ],
)
def test_surnames_and_spellings_are_one_person(
    request: pytest.FixtureRequest, finder: str, text: str, name: str, forms: list[str]
) -> None:
    find: Finder = surface if finder == "surface" else request.getfixturevalue("people_of")
    found = find(text)
    persons = [p for p in found if p.kind == "person"]
    assert len(persons) == 1
    assert {w for w in mentions(text, persons[0]) if w[0].isupper()} == set(forms)
    assert persons[0].name in (name, forms[-1])


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Melania Trump came. Donald Trump left. Trump was late."
    found = surface(text)
    assert mentions(text, named(found, "Melania Trump")) == ["Melania Trump"]
    assert mentions(text, named(found, "Donald Trump")) == ["Donald Trump", "Trump"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bill Clinton", "William Clinton", True),
        ("Donald J. Trump", "Donald Trump", True),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("George W. Bush", "George Bush", True),
        ("H.D. Basava Gowda", "H. D. Deve Gowda", False),
        ("Sergei Viktorovich Lavrov", "Sergey Lavrov", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Kim Jong-un", "Kim Jong Il", False),
        ("Khalil al-Tarhi", "Khalil El-Tarhi", True),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zelenskyy", "Zelensky"), ("Sergei", "Sergey"), ("Aleksandr", "Alexandr"), ("São", "Sao")],
)
def test_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_initials_count_as_given_names() -> None:
    assert same_given_name("J", "John")
    assert not same_given_name("Jane", "John")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The U.S. and Russia agreed.", "United States", "state"),
        ("Officials in Alaska waited.", "Alaska", "place"),
        ("The UN met.", "UN", "organisation"),
        ("The Kremlin was silent.", "Kremlin", "organisation"),
        ("They went to Kyiv.", "Kyiv", "place"),
        ("The Ministry of Foreign Affairs replied.", "Ministry of Foreign Affairs", "organisation"),
    ],
)
def test_tables_and_endings_need_no_model(text: str, name: str, kind: str) -> None:
    assert named(surface(text), name).kind == kind


def test_a_capital_that_acts_is_its_state(people_of: Finder) -> None:
    text = "Ukraine waits. Kyiv rejected the offer. Trains leave from Kyiv at noon."
    found = people_of(text)
    assert mentions(text, named(found, "Ukraine")) == ["Ukraine", "Kyiv"]
    kyiv = named(found, "Kyiv")
    assert (mentions(text, kyiv), kyiv.acts) == (["Kyiv"], False)


def test_an_acronym_belongs_to_its_organisation(people_of: Finder) -> None:
    text = "The Harbour Safety Agency (HSA) closed the bridge. The HSA will reopen it."
    found = [p for p in people_of(text) if p.kind == "organisation"]
    assert [p.name for p in found] == ["Harbour Safety Agency"]
    assert "HSA" in found[0].aliases


@pytest.mark.parametrize(
    "text",
    [
        "He blamed the “Fake News” for it.",
        "They spoke of the Rome Statute and the Alaska Summit.",
        "They met on Monday in May.",
        "Both sides were pro-Beijing.",
    ],
)
def test_nicknames_treaties_and_days_are_no_persons_or_bodies(people_of: Finder, text: str) -> None:
    assert [p.name for p in people_of(text) if p.kind in ("person", "organisation")] == []


def test_headline_words_need_the_body(people_of: Finder) -> None:
    text = "Trump Snubs Reports After Talks\n\nDonald Trump met reporters. He left early."
    found = people_of(text)
    assert [p.name for p in found] == ["Donald Trump"]
    assert mentions(text, found[0]) == ["Trump", "Donald Trump", "He"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Silva met Rui Costa. She left.", {"She": "Ana Silva"}),
        ("Ana Silva met Rui Costa. He left.", {"He": "Rui Costa"}),
        ("Mrs. Ozolu arrived. She smiled.", {"She": "Ozolu"}),
        ("The talks ended. He left.", {}),
        ("John Hill was held. Peter Wood said: “Then he was let go.”", {"he": "John Hill"}),
        ("John Hill was held. “Then he was let go,” Peter Wood said.", {"he": "John Hill"}),
    ],
)
def test_pronouns_follow_gender(people_of: Finder, text: str, expected: dict[str, str]) -> None:
    found = {
        text[s:e]: p.name
        for p in people_of(text)
        for s, e in p.mentions
        if text[s:e].casefold() in ("he", "she")
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Silva came. The president spoke.", {"The president": "Ana Silva"}),
        (
            "Foreign Minister Rui Costa came. Then the foreign minister left.",
            {"the foreign minister": "Rui Costa"},
        ),
        ("President Ana Silva met President John Hill. The president spoke.", {}),
        ("Vice President Ana Silva came. The president did not.", {}),
        ("The president spoke. Later President Ana Silva left.", {}),
        ("President Ana Silva came. The president Rui Costa wanted left.", {}),
    ],
)
def test_a_description_means_its_only_bearer(people_of: Finder, text: str, expected: dict[str, str]) -> None:
    found = {
        text[s:e]: p.name
        for p in people_of(text)
        for s, e in p.mentions
        if text[s:e].casefold().startswith("the ")
    }
    assert found == expected


def test_two_men_alike_leave_he_open(people_of: Finder) -> None:
    text = "John Hill and Peter Wood spoke. He left."
    assert not [1 for p in people_of(text) for s, e in p.mentions if text[s:e] == "He"]


def test_the_summit_report(people_of: Finder, shared: Path) -> None:
    text = (shared / "coverage" / "ani-alaska-summit.txt").read_text(encoding="utf-8")
    found = {p.name: p.kind for p in people_of(text)}
    people = [
        "Donald Trump", "Vladimir Putin", "Volodymyr Zelenskyy", "Sergey Lavrov", "Andrey Belousov",
        "Anton Siluanov", "Kirill Dmitriev", "Karoline Leavitt",
    ]  # fmt: skip
    wanted = dict.fromkeys(people, "person")
    wanted |= dict.fromkeys(["United States", "Russia", "Ukraine", "India"], "state")
    wanted |= dict.fromkeys(["NATO", "Kremlin"], "organisation")
    assert {name: found.get(name) for name in wanted} == wanted
    assert [name for name, kind in found.items() if kind == "person" and name not in wanted] == []
    assert "Fake News" not in found


def test_the_tables_are_sound() -> None:
    assert len([k for k in known_names().values() if k.table == "state"]) > 195
    assert known_names()["Kremlin"].state == "Russia"
    assert demonyms()["Ukrainian"] == "Ukraine"
    assert set(given_names().values()) == {"f", "m", "u"}
    assert all(form == form.strip() and form for form in known_names())


@settings(max_examples=80)
@given(
    st.text(max_size=150)
    | st.lists(
        st.sampled_from(
            [
                "Donald",
                "Trump",
                "Mr.",
                "the",
                "U.S.",
                "President",
                "of",
                "(ICC)",
                ",",
                "\n",
                "“",
                "”",
                "He",
                "Kyiv",
                "’s",
                "é",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_any_text_gives_mentions_that_stand_in_it(text: str) -> None:
    found = surface(text)
    assert len({p.id for p in found}) == len(found)
    for participant in found:
        assert participant.name.strip()
        assert list(participant.mentions) == sorted(participant.mentions)
        for start, end in participant.mentions:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert "\n" not in text[start:end]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Putin stopped in Magadan on Friday. Leavitt named Magadan as the city.", "Magadan", "place"),
        (
            "Outlets identified Joint Base Lewis-McChord as the place.",
            "Joint Base Lewis-McChord",
            "place",
        ),
        ("On Friday Ursula von der Leyen spoke to Keir Starmer.", "Ursula von der Leyen", "person"),
        ("CNN reported on Friday that Keir Starmer had left.", "CNN", "organisation"),
        ("Emergency flights landed at 0200 GMT on Wednesday, officials said.", "GMT", None),
        ("Air Force One landed on Friday. Trump left Air Force One.", "Air Force One", None),
    ],
)
def test_what_kind_of_thing_a_name_is(people_of: Finder, text: str, name: str, kind: str | None) -> None:
    found = {p.name: p.kind for p in people_of(text)}
    assert found.get(name) == kind


def test_an_organisation_is_called_as_written_and_its_full_name_is_an_alias(people_of: Finder) -> None:
    text = "CNN reported on Friday that Keir Starmer had left London."
    assert "Cable News Network" in named(people_of(text), "CNN").aliases
