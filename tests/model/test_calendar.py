"""The calendar, against ``datetime`` where that reaches and against itself beyond."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.model.calendar import (
    ERA_DAYS,
    civil_from_days,
    days_from_civil,
    days_in_month,
    is_leap,
    iso_week,
    weekday,
)

EPOCH = date(1970, 1, 1).toordinal()


def test_first_days_of_all_months_of_the_years_datetime_knows():
    for year in range(1, 10_000):
        for month in (1, 2, 3, 12):
            assert days_from_civil(year, month, 1) == date(year, month, 1).toordinal() - EPOCH


@given(st.dates())
def test_agrees_with_datetime(day):
    days = day.toordinal() - EPOCH
    assert days_from_civil(day.year, day.month, day.day) == days
    assert civil_from_days(days) == (day.year, day.month, day.day)
    assert weekday(days) == day.weekday()
    assert iso_week(days) == day.isocalendar()[:2]


@given(st.integers(-(10**14), 10**14))
def test_any_day_comes_back(days):
    year, month, day = civil_from_days(days)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert days_from_civil(year, month, day) == days
    assert civil_from_days(days + ERA_DAYS) == (year + 400, month, day)


@given(st.integers(-(10**12), 10**12))
def test_a_day_follows_another_in_any_year(year):
    assert days_from_civil(year + 1, 1, 1) - days_from_civil(year, 1, 1) == 365 + is_leap(year)
    assert days_from_civil(year, 3, 1) - days_from_civil(year, 2, 1) == days_in_month(year, 2)


@pytest.mark.parametrize(
    ("year", "leap"),
    [(2024, True), (2023, False), (1900, False), (2000, True), (0, True), (-4, True), (-100, False)],
)
def test_leap_years(year, leap):
    assert is_leap(year) is leap
    assert days_in_month(year, 2) == 28 + leap
