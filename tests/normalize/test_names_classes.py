"""Participants by the kind of thing that used to go wrong: a table of cases for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.document import Document
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names import find_participants
from timeline_tui.normalize.names.persons import shared_surnames
from timeline_tui.normalize.records import FoundParticipant

Parse = Callable[[str], Parsed]


def participants(parse_text: Parse, text: str) -> tuple[FoundParticipant, ...]:
    return find_participants(Document("t", text), parse_text(text))


def kinds(parse_text: Parse, text: str) -> dict[str, str]:
    return {p.name: p.kind for p in participants(parse_text, text)}


PERSONS = [
    ("Amneh Jafari, 23, came from Porto.", "Amneh Jafari"),
    ("Valeska Paris, an Australian woman, sued the group.", "Valeska Paris"),
    ("Olun Brakk, who lives nearby, was hurt.", "Olun Brakk"),
    ("Brakk received his first letter in May. Brakk sold her a house.", "Brakk"),
    ("Brakk’s wife was there, and so was Brakk.", "Brakk"),
    ("The council met Wong Kwok-hing on Friday.", "Wong Kwok-hing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), PERSONS)
def test_who_is_a_person_by_the_words_around_the_name(parse_text: Parse, text: str, name: str) -> None:
    assert kinds(parse_text, text).get(name) == "person"


PLACES = [
    ("Rui Costa visited Kramatorsk on Monday.", "Kramatorsk"),
    ("The army captured Bakhmut in May.", "Bakhmut"),
    ("Shells fell near Zlatar.", "Zlatar"),
    ("Rockets hit Pokrovsk at night.", "Pokrovsk"),
    ("They drove from Zlatar to Brod.", "Zlatar"),
    ("Troops besieged Avdiivka for weeks.", "Avdiivka"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), PLACES)
def test_a_town_seen_once_is_a_place(parse_text: Parse, text: str, name: str) -> None:
    assert kinds(parse_text, text).get(name) == "place"


CLUBS = [
    ("Everton beat Fulham 2-1 on Saturday.", "Everton"),
    ("Everton beat Fulham 2-1 on Saturday.", "Fulham"),
    ("Arsenal drew with Chelsea 1-1.", "Arsenal"),
    ("The striker scored as Brentford lost to Wolfsburg 0-3.", "Wolfsburg"),
    ("Fulham signed a new striker.", "Fulham"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), CLUBS)
def test_a_club_is_an_organisation(parse_text: Parse, text: str, name: str) -> None:
    assert kinds(parse_text, text).get(name) == "organisation"


BODIES = [
    ("The Porto Energy Agency met. The Agency said no.", "Porto Energy Agency", "Agency"),
    ("The Andrade Foundation for the Arts paid. The Andrade Foundation said no.",
     "Andrade Foundation for the Arts", "Andrade Foundation"),
    ("The Supreme Court of Cassation met. The Court said no.", "Supreme Court of Cassation", "Court"),
    ("The United Kingdom Home Office met. The Home Office said no.", "United Kingdom Home Office",
     "Home Office"),
    ("The Porto Harbour Commission (PHC) met. The PHC said no.", "Porto Harbour Commission", "PHC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "alias"), BODIES)
def test_one_body_under_two_names(parse_text: Parse, text: str, name: str, alias: str) -> None:
    [body] = [p for p in participants(parse_text, text) if name in (p.name, *p.aliases)]
    assert alias in {text[start:end] for start, end in body.mentions}


PRONOUNS = [
    ("Ana Silva met Rui Costa. She thanked him.", "She", "ana-silva"),
    ("Ana Silva met Rui Costa. She thanked him.", "him", "rui-costa"),
    ("Ana Silva spoke. Maria Costa said she had sold the house.", "she", "maria-costa"),
    ("When Henrik Olsen came, Brakk sold her house and Brakk left her town.", "her", "brakk"),
    ("Spokeswoman Olun Brakk met Rui Costa. She left early.", "She", "olun-brakk"),
    ("“I saw him,” Rui Costa said. John Smith left.", "him", None),
    ("Paul Costa and John Smith spoke. He left.", "He", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pronoun", "who"), PRONOUNS)
def test_who_he_and_she_are(parse_text: Parse, text: str, pronoun: str, who: str | None) -> None:
    at = (text.index(pronoun), text.index(pronoun) + len(pronoun))
    bearers = [p.id for p in participants(parse_text, text) if at in p.mentions]
    assert bearers == ([who] if who is not None else [])


PIECES = [
    "Ana Silva", "Court", "the Church of X", "X", "he", "her", "’s wife", ", 44,", "from A to B", "captured",
    "(XYZ)", "beat", "2-1", "said", ".", "\n", "“", "”", "Mr.", "who",
]  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_text_is_survived_and_mentions_lie_in_it(parse_text: Parse, text: str) -> None:
    for participant in participants(parse_text, text):
        for start, end in participant.mentions:
            assert 0 <= start < end <= len(text)
        assert participant.name.strip()


def forms(parse_text: Parse, text: str) -> dict[str, set[str]]:
    """The capitalised forms under which each person is mentioned."""
    return {
        p.name: {text[a:b] for a, b in p.mentions if text[b - 1].islower() and text[a:b].lower() not in SMALL}
        for p in participants(parse_text, text)
        if p.kind == "person"
    }


SMALL = frozenset({"he", "she", "him", "her", "his"})

CALLED = [
    ("Ramón de la Cruz spoke. Later de la Cruz left.", "Ramón de la Cruz", "de la Cruz"),
    ("Ulla von der Heide spoke. Von der Heide left.", "Ulla von der Heide", "Von der Heide"),
    ("Yousef bin Khalid al-Masri spoke. Al-Masri left.", "Yousef bin Khalid al-Masri", "Al-Masri"),
    ("Karim al-Tarhi spoke. Tarhi left.", "Karim al-Tarhi", "Tarhi"),
    ("Pedro Pablo Robles Ríos spoke. Robles left.", "Pedro Pablo Robles Ríos", "Robles"),
    ("Mario Vega Llano spoke. Vega Llano left.", "Mario Vega Llano", "Vega Llano"),
    ("Luiz Tadeu Brito da Silva spoke. Da Silva left.", "Luiz Tadeu Brito da Silva", "Da Silva"),
    ("Viktor Orlán spoke. The critics said Orlan lied.", "Viktor Orlán", "Orlan"),
    ("Eleanor “Nell” Van Houten spoke. Van Houten left.", "Eleanor “Nell” Van Houten", "Van Houten"),
    ("Peter Strand Jr. spoke. Strand left.", "Peter Strand Jr.", "Strand"),
    ("Zhang Wei met reporters. Zhang said it rained.", "Zhang Wei", "Zhang"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "short"), CALLED)
def test_somebody_is_called_by_a_part_of_the_full_name(
    parse_text: Parse, text: str, name: str, short: str
) -> None:
    found = forms(parse_text, text)
    assert len(found) == 1
    assert found[name] >= {short}


WHOLE = [
    ("Finance Minister, Kwabena Osei-Mensah, resigned.", "Kwabena Osei-Mensah"),
    ("A spokeswoman for the Department of Energy, Chioma Okoro-Lewis, agreed.", "Chioma Okoro-Lewis"),
    ("Alhaji Haruna Iddi spoke.", "Haruna Iddi"),
    ("Smt. Lalitha Rao spoke.", "Lalitha Rao"),
    ("They heard from Roopa Chatterjee KC on Monday.", "Roopa Chatterjee"),
    ("Brazil’s Evo Gomes congratulated her.", "Evo Gomes"),
    ("Sigga Hrafnsdóttir came from Iceland.", "Sigga Hrafnsdóttir"),
    ("Wanjiru wa Kamau came from Kenya.", "Wanjiru wa Kamau"),
    ("Sen. Ramón Cruz, D-N.M., voted.", "Ramón Cruz"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_a_name_is_found_whole_and_without_its_titles(parse_text: Parse, text: str, name: str) -> None:
    assert kinds(parse_text, text).get(name) == "person"


PLACED = [
    ("LIMA, June 10 (Reuters) - The board met on Thursday.", "Lima", "place"),
    ("BENGALURU: The chief minister spoke on Friday.", "Bengaluru", "place"),
    ("It rained. The SNP lost votes, and the SNP said so.", "Scottish National Party", "organisation"),
    ("The GKLM union went on strike.", "GKLM", "organisation"),
    ("The Republican People’s Party lost, and CHP members left.", "CHP", "organisation"),
    ("The Progress Front Party General Secretary Rui Costa spoke.", "Progress Front Party", "organisation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind"), PLACED)
def test_datelines_acronyms_and_bodies_inside_titles(
    parse_text: Parse, text: str, name: str, kind: str
) -> None:
    found = {p.name: p.kind for p in participants(parse_text, text)}
    found |= {alias: p.kind for p in participants(parse_text, text) for alias in p.aliases}
    assert found.get(name) == kind


NO_PARTICIPANTS = [
    ("The Home Secretary left. The Home Secretary resigned.", "Home"),
    ("Rui Costa became Secretary of State in May.", "State"),
    ("Iodine is rare. Bread with iodine helps. Iodine said nothing.", "Iodine"),
    ("The PM told MPs that the CEO had left.", "PM"),
    ("They spoke of the New START treaty.", "START"),
    ("The Brexit deal failed. Brexit was late.", "Brexit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NO_PARTICIPANTS)
def test_words_of_titles_and_common_words_are_no_participants(
    parse_text: Parse, text: str, name: str
) -> None:
    assert name not in kinds(parse_text, text)


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Ana Silva told Eva Costa that she had won.", "she", "Ana Silva"),
        ("“We congratulate Rui Costa,” Jorge Lima said. “He made us laugh.”", "He", "Rui Costa"),
        ("Rui Costa spoke. “I thank Jorge Lima,” he said.", "he", "Rui Costa"),
        ("Her lawyer, Jorge Lima, said he would appeal.", "he", "Jorge Lima"),
        ("Rui Costa met Jorge Lima, who said he was ill.", "he was", "Jorge Lima"),
    ],
)
def test_who_he_and_she_are_around_reported_words(
    parse_text: Parse, text: str, pronoun: str, who: str
) -> None:
    at = text.index(f" {pronoun}") + 1 if f" {pronoun}" in text else text.index(pronoun)
    owners = [p.name for p in participants(parse_text, text) if any(a == at for a, _ in p.mentions)]
    assert owners == [who]


ROLES = [
    ("IMF chief Ana Silva spoke.", "chief", "IMF"),
    ("Progress Front Party General Secretary Ana Silva spoke.", "General Secretary", "Progress Front Party"),
    ("Ohio Governor Ana Silva spoke.", "Governor", "Ohio"),
    ("Ana Silva, an analyst at the Institute for Security, spoke.", "analyst", "Institute for Security"),
    ("Ana Silva, its general secretary, spoke.", "general secretary", None),
    ("She went to Paris. Judge Ana Silva spoke.", "Judge", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "of"), ROLES)
def test_a_role_goes_with_its_body(parse_text: Parse, text: str, role: str, of: str | None) -> None:
    found = next(p for p in participants(parse_text, text) if p.name == "Ana Silva")
    assert [(one.role, one.of) for one in found.roles] == [(role, of)]


@pytest.mark.parametrize(
    "text",
    [
        "The guard met the minister. Ana Silva left.",
        "The club will host Ana Silva.",
        "Ana Silva, met Hungary’s foreign minister, left.",
    ],
)
def test_words_that_only_look_like_a_role(parse_text: Parse, text: str) -> None:
    assert all(p.roles == () for p in participants(parse_text, text) if p.name == "Ana Silva")


def test_a_surname_that_two_people_bear_is_said(parse_text: Parse) -> None:
    text = "Ana Silva met Rui Silva. Silva spoke."
    found = participants(parse_text, text)
    assert shared_surnames(text, found) == (
        "“Silva” alone may be Ana Silva or Rui Silva: it was taken for whoever was named last",
    )
    assert shared_surnames("Ana Silva met Rui Costa. Silva spoke.", found[:1]) == ()
