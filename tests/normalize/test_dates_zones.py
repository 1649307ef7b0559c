"""Clock times and their zones, and days in digits whose order the rest of the text decides."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates
from timeline_tui.normalize.dates.letters import zone_of_letters

MONDAY = "2025-08-18"


def instants(text: str, zone: str = "UTC") -> list[str | None]:
    return [item.edtf for item in find_dates(text, published=MONDAY, zone=zone) if item.type == "TIME"]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("On Friday it began at 3 p.m. ET.", "2025-08-15T15:00-04:00"),
        ("On Jan. 10, 2025 it began at 3 p.m. ET.", "2025-01-10T15:00-05:00"),
        ("On Friday it began at 15:11 GMT.", "2025-08-15T15:11Z"),
        ("On Friday it began at 9:00 a.m. AKDT.", "2025-08-15T09:00-08:00"),
        ("On Friday it began at 22:30 MSK.", "2025-08-15T22:30+03:00"),
        ("On Friday it began at 10:30 p.m. Moscow time.", "2025-08-15T22:30+03:00"),
        ("On Friday at 10:54 a.m. in Anchorage he landed.", "2025-08-15T10:54-08:00"),
        ("On Friday it began at 8 a.m. AEST.", "2025-08-15T08:00+10:00"),
        ("On Friday it began at 10:30 UTC+3.", "2025-08-15T10:30+03:00"),
        ("On Friday it began at noon PT.", "2025-08-15T12:00-07:00"),
        ("On Friday it began at 4 p.m. SGT.", "2025-08-15T16:00+08:00"),
        ("On Friday it began at 9 p.m. JST.", "2025-08-15T21:00+09:00"),
    ],
)
def test_zones_make_an_instant(text: str, instant: str) -> None:
    assert instants(text) == [instant]


@pytest.mark.parametrize(
    ("letters", "text", "default", "zone"),
    [
        ("CST", "The plant in Texas opened.", "UTC", "-06:00"),
        ("CST", "BEIJING — The plant opened.", "UTC", "+08:00"),
        ("CST", "The plant opened.", "UTC", "?"),
        ("CST", "The plant in Texas opened after one in Shanghai.", "UTC", "?"),
        ("CST", "The plant opened.", "America/Chicago", "-06:00"),
        ("IST", "Mumbai police said so.", "UTC", "+05:30"),
        ("IST", "Jerusalem police said so.", "UTC", "+02:00"),
        ("IST", "Dublin police said so.", "UTC", "+01:00"),
        ("IST", "Police said so.", "Asia/Kolkata", "+05:30"),
        ("BST", "The BBC said so.", "UTC", "+01:00"),
        ("BST", "Dhaka police said so.", "UTC", "+06:00"),
        ("AST", "The Saudi king said so.", "UTC", "+03:00"),
        ("GST", "Dubai police said so.", "UTC", "+04:00"),
        ("AKDT", "Police said so.", "UTC", "-08:00"),
        ("NATO", "Police said so.", "UTC", None),
    ],
)
def test_letters_with_several_meanings_are_decided_by_places(
    letters: str, text: str, default: str, zone: str | None
) -> None:
    assert zone_of_letters(letters, text, default) == zone


def test_letters_that_nothing_decides_give_no_offset() -> None:
    assert instants("On Friday it began at 9:00 a.m. CST.", "Europe/Lisbon") == ["2025-08-15T09:00"]


def test_two_zones_of_one_instant_that_disagree_are_flagged() -> None:
    for item in find_dates("On Friday they met at noon ET (noon GMT).", published=MONDAY):
        if item.type == "TIME":
            assert item.rule.endswith("+zone-conflict")
            assert item.confidence < 0.5


def test_two_zones_of_one_instant_that_agree_are_not() -> None:
    found = find_dates("On Friday they met at noon ET (16:00 GMT).", published=MONDAY)
    assert [item.edtf for item in found] == ["2025-08-15", "2025-08-15T12:00-04:00", "2025-08-15T16:00Z"]
    assert all("conflict" not in item.rule for item in found)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("On Friday it began at 9 a.m. ET.\n\nHe left at 11:30 a.m.", "2025-08-15T11:30-04:00"),
        # Where the caller knows no zone, clocks are told in that of the dateline's place.
        ("PARIS (AP) — On Friday they met. He left at 11:30 a.m.", "2025-08-15T11:30+02:00"),
        ("All times MSK. On Friday it began.\n\nHe left at 11:30 a.m.", "2025-08-15T11:30+03:00"),
        # A zone in brackets explains its own clock, and a lone GMT stands beside local times.
        ("On Friday it began at 9 a.m. (5 p.m. MSK).\n\nHe left at 11:30 a.m.", "2025-08-15T11:30"),
        ("On Friday it began at 0900 GMT.\n\nHe left at 11:30 a.m.", "2025-08-15T11:30"),
        # Two zones: neither speaks for the page.
        ("On Friday it began at 9 a.m. ET, 5 p.m. MSK.\n\nHe left at 11:30 a.m.", "2025-08-15T11:30"),
    ],
)
def test_a_zone_told_once_goes_for_the_page(text: str, instant: str) -> None:
    assert instants(text)[-1] == instant


@pytest.mark.parametrize(
    ("text", "phrase", "instant"),
    [
        ("They met at 9 a.m. Friday morning.", "9 a.m. Friday morning", "2025-08-15T09:00"),
        ("They met on Friday evening at 8 p.m.", "Friday evening at 8 p.m.", "2025-08-15T20:00"),
        ("They meet tonight at 8:30.", "tonight at 8:30", "2025-08-18T20:30"),
        ("They met yesterday afternoon at 4:15.", "yesterday afternoon at 4:15", "2025-08-17T16:15"),
        ("They met at noon Saturday.", "noon Saturday", "2025-08-16T12:00"),
        ("They met shortly before midnight on Friday.", "midnight on Friday", "2025-08-16T00:00"),
        ("They met at 5:30 p.m. on August 1.", "5:30 p.m. on August 1", "2025-08-01T17:30"),
    ],
)
def test_a_clock_and_its_day_are_one(text: str, phrase: str, instant: str) -> None:
    assert [(item.text, item.edtf) for item in find_dates(text, published=MONDAY)] == [(phrase, instant)]


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("Signed 25/12/2024.", "2024-12-25", "2024-12-25"),
        ("Signed 12/25/2024.", "2024-12-25", "2024-12-25"),
        ("Signed 15-08-2025.", "2025-08-15", "2025-08-15"),
        ("Signed 2025/08/15.", "2025-08-15", "2025-08-15"),
        ("Signed 8/15/99.", "1999-08-15", "1999-08-15"),
        ("Signed 07/07/2024.", "2024-07-07", "2024-07-07"),
        # Nothing decides: only the year is known.
        ("Signed 05/08/2025.", "2025-XX-XX", "2025"),
        # Another date of the text decides.
        ("Signed 05/08/2025, read 25/12/2024.", "2025-08-05", "2025-08-05"),
        ("Signed 05/08/2025, read 12/25/2024.", "2025-05-08", "2025-05-08"),
        ("Signed 05/08/2025, read on 1 May 2024.", "2025-08-05", "2025-08-05"),
        ("Signed 05/08/2025, read on May 1, 2024.", "2025-05-08", "2025-05-08"),
    ],
)
def test_days_in_digits(text: str, value: str, edtf: str) -> None:
    first = find_dates(text, published=MONDAY)[0]
    assert (first.value, first.edtf) == (value, edtf)
    assert first.confidence == (0.4 if value.endswith("XX") else first.confidence)
