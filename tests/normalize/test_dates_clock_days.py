"""Tables: which day a time of day means whose sentence names none, and when it has none."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates

WEDNESDAY = "2024-05-15"
FAR = "The harbour is small and the boats in it are old, and nobody had thought of rails. " * 6


def clocks(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    found = find_dates(text, published=published)
    return [(item.value, item.edtf) for item in found if item.type == "TIME" and ":" in item.value]


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("A ferry sank on Tuesday. It left at 7 p.m.", "2024-05-14T19:00", "2024-05-14T19:00"),
        ("A ferry sank on Tuesday.\n\nIt left at 7 p.m.", "2024-05-14T19:00", "2024-05-14T19:00"),
        # What happened has its day, not what was said of it.
        (
            "A ferry sank Monday, officials said Tuesday. It left at 7 p.m.",
            "2024-05-13T19:00",
            "2024-05-13T19:00",
        ),
        ("Officials said Tuesday it sank. It left at 7 p.m.", "2024-05-14T19:00", "2024-05-14T19:00"),
        ("They vote on Sunday. Polls close at 10 p.m.", "2024-05-19T22:00", "2024-05-19T22:00"),
        # Far from the day, or where nobody names one, it is a guess.
        (f"A ferry sank on Tuesday. {FAR}It left at 7 p.m.", "2024-05-14T19:00", "2024-05-14T19:00?"),
        ("The quake struck at 03:02.", "2024-05-15T03:02", "2024-05-15T03:02?"),
        ("A wall fell. Police were called at 11.40pm.", "2024-05-15T23:40", "2024-05-15T23:40?"),
        # An evening's times come after noon, its small hours on the next day.
        ("They met on Monday evening. At 5:57 the lights went out.", "2024-05-13T17:57", "2024-05-13T17:57"),
        ("They met on Monday night. At 8:30 the lights went out.", "2024-05-13T20:30", "2024-05-13T20:30"),
        ("They met on Monday night. At 2:30 the lights went out.", "2024-05-14T02:30", "2024-05-14T02:30"),
        ("They met on Monday morning. At 8:30 the lights went out.", "2024-05-13T08:30", "2024-05-13T08:30"),
    ],
)
def test_the_day_of_a_time_alone(text: str, value: str, edtf: str) -> None:
    assert clocks(text)[-1] == (value, edtf)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The museum is open from 9am to 5pm.", ["T09:00", "T17:00"]),
        ("A curfew, which runs from 9 p.m. to 4 a.m., was extended.", ["T21:00", "T04:00"]),
        ("They met on Sunday. Shops stay open between 10:00 and 18:30.", ["T10:00", "T18:30"]),
        ("Fires usually peak at 1 a.m.", ["T01:00"]),
        ("He normally wakes at 6 a.m. and works until noon.", ["T06:00", "T12:00"]),
        ("She feeds them every morning at 7 a.m.", ["T07:00"]),
        ("He eats six meals a day, the last at midnight.", ["T00:00"]),
        ("The ferry leaves daily at 8 a.m.", ["T08:00"]),
        ("The bell rings at 9 a.m. on weekdays.", ["T09:00"]),
        # A story that went back to an older year names no day of it.
        ("In 1995 she went to sea. She rose at 6 a.m.", ["T06:00"]),
        # Hours that are told of one day are that day's.
        (
            "They vote on Sunday. Polling stations are open from 7 a.m. to 10 p.m.",
            ["2024-05-19T07:00", "2024-05-19T22:00"],
        ),
        (
            "On Monday the power failed. It was out from 8 a.m. to noon.",
            ["2024-05-13T08:00", "2024-05-13T12:00"],
        ),
    ],
)
def test_what_repeats_has_no_day(text: str, values: list[str]) -> None:
    assert [value for value, _ in clocks(text)] == values


def test_without_publication_a_time_alone_stays_open() -> None:
    assert clocks("The quake struck at 03:02.", published=None) == [("T03:02", None)]
