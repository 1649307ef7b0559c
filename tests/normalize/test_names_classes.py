"""Participants by the kind of thing that used to go wrong: a table of cases for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.document import Document
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names import find_participants
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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_text_is_survived_and_mentions_lie_in_it(parse_text: Parse, text: str) -> None:
    for participant in participants(parse_text, text):
        for start, end in participant.mentions:
            assert 0 <= start < end <= len(text)
        assert participant.name.strip()
