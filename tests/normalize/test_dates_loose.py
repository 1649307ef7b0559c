"""Dates as people type them, on Monday 2025-11-03."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.model.edtf import parse
from timeline_tui.normalize.dates import loose_date

TODAY = datetime.date(2025, 11, 3)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2025-08-15", "2025-08-15"),
        ("2025-08-13/2025-08-16", "2025-08-13/2025-08-16"),
        ("2025-08-15T11:26-08:00", "2025-08-15T11:26-08:00"),
        ("201X", "201X"),
        ("2024?", "2024?"),
        ("2024", "2024"),
        ("2024-3-5", "2024-03-05"),
        ("15 aug", "2025-08-15"),
        ("aug 15 2025", "2025-08-15"),
        ("15 August 2024", "2024-08-15"),
        ("august 15, 2024", "2024-08-15"),
        ("1st of may 2020", "2020-05-01"),
        ("15.08.2025", "2025-08-15"),
        ("15/08/2025", "2025-08-15"),
        ("08/25/2025", "2025-08-25"),
        ("may", "2025-05"),
        ("march 2024", "2024-03"),
        ("sep 2024", "2024-09"),
        ("mid-march 2024", "2024-03-11~/2024-03-20~"),
        ("summer 2024", "2024-22"),
        ("spring 2024", "2024-21"),
        ("q3 2024", "2024-35"),
        ("first half of 2024", "2024-40"),
        ("2010s", "201X"),
        ("the 1930s", "193X"),
        ("19th century", "18XX"),
        ("490 bc", "-0489"),
        ("today", "2025-11-03"),
        ("yesterday", "2025-11-02"),
        ("tomorrow", "2025-11-04"),
        ("the day before yesterday", "2025-11-01"),
        ("friday", "2025-10-31"),
        ("monday", "2025-11-03"),
        ("sat", "2025-11-01"),
        ("last friday", "2025-10-31"),
        ("next friday", "2025-11-07"),
        ("last week", "2025-10-27/2025-11-02"),
        ("two weeks ago", "2025-10-20/2025-10-26"),
        ("3 days ago", "2025-10-31"),
        ("in 3 days", "2025-11-06"),
        ("in 2 weeks", "2025-11-17/2025-11-23"),
        ("now", "2025-11-03"),
        ("wed morning", "2025-10-29"),
        ("last tue", "2025-10-28"),
        ("2024/3/5", "2024-03-05"),
        ("2025, August the 15th", "2025-08-15"),
        ("Aug/15/2025", "2025-08-15"),
        ("15.Aug.2025", "2025-08-15"),
        ("2025 aug 15", "2025-08-15"),
        ("august,15,2025", "2025-08-15"),
        ("2024-3", "2024-03"),
        ("90s", "199X"),
        ("early 90s", "1990~/1992~"),
        ("'89", "1989"),
        ("q3", "2025-35"),
        ("fy2013", "2013"),
        ("easter 2024", "2024-03-31"),
        ("thanksgiving", "2025-11-27"),
        ("friday evening", "2025-10-31"),
        ("by friday", "../2025-10-31"),
        ("late 1941", "1941-09~/1941-12~"),
        ("last month", "2025-10"),
        ("this year", "2025"),
        ("a year ago", "2024"),
        ("last summer", "2025-22"),
        ("past two weeks", "2025-10-20/2025-11-03"),
        ("1914-1918", "1914/1918"),
        ("march to june 2024", "2024-03/2024-06"),
        ("from 3 to 5 may", "2025-05-03/2025-05-05"),
        ("since 2020", "2020/.."),
        ("until march 2020", "../2020-03"),
        ("aug 15, 2025 11:26", "2025-08-15T11:26"),
        ("  Last   FRIDAY ", "2025-10-31"),
    ],
)
def test_understood(typed: str, edtf: str) -> None:
    assert loose_date(typed, TODAY) == edtf


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "foo",
        "the cat",
        "a day",
        "annual",
        "former",
        "hello 5",
        "hello 15 august 2025",
        "the 2025 annual",
        "version 2025 may",
        "30 february 2025",
        "30 february",
        "version 1.2.3",
        "lavrov arms",
        "x" * 500,
        "/",
        "-",
    ],
)
def test_not_understood(typed: str) -> None:
    assert loose_date(typed, TODAY) is None


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=30), st.dates().map(lambda day: day.strftime("%d %b %Y"))))
def test_whatever_is_typed_gives_a_date_or_none(typed: str) -> None:
    found = loose_date(typed, TODAY)
    if found is not None:
        parse(found)


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_a_full_date_in_words_is_that_day(day: datetime.date) -> None:
    assert loose_date(f"{day.day} {day:%B} {day.year}", TODAY) == day.isoformat()
