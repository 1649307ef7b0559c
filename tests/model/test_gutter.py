"""The short forms left of the spine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import INTERVALS, SINGLES, ZONES
from timeline_tui.model.display import day_of, gutter, mark
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.zones import zone

ANCHORAGE = zone("America/Anchorage")
FRIDAY = (2025, 8, 15)


@pytest.mark.parametrize(
    ("text", "wide", "narrow", "node"),
    [
        ("2025-08-15T11:26-08:00", "11:26", "11:26", "exact"),
        ("2025-08-15T11:26:05-08:00", "11:26:05", "11:26", "exact"),
        ("2025-08-15T15:00-08:00~", "~15:00", "~15:00", "about"),
        ("2025-08-15T15:00-08:00?", "15:00?", "15:00?", "about"),
        ("2025-08-15T15:00-08:00%", "~15:00?", "~15:00?", "about"),
        ("2025-08-15", "all day", "all day", "within"),
        ("2025-08-15~", "~Aug 15", "~Aug 15", "about"),
        ("../2025-08-15T14:20-08:00", "by 14:20", "≤14:20", "about"),
        ("2025-08-15/2025-08-15T11:00-08:00", "by 11:00", "≤11:00", "about"),
        ("2025-08-15T15:00-08:00/..", "after 15:00", "≥15:00", "about"),
        ("2025-08-15T15:00-08:00/2025-08-15", "after 15:00", "≥15:00", "about"),
        ("2025-08-15T11:09-08:00/2025-08-15T11:26-08:00", "11:09–11:26", "11:09→", "within"),
        ("2025-08-15T11:09-08:00~/2025-08-15T11:26-08:00", "~11:09→", "~11:09→", "about"),
        ("2025-08-15T22:00-08:00/2025-08-16T02:00-08:00", "22:00 → Sat", "22:00→", "within"),
        ("../2025-08-08", "by Aug 8", "≤Aug 8", "about"),
        ("2025-08-16/..", "≥Aug 16", "≥Aug 16", "about"),
        ("2025-08-18/2025-08-19", "Aug 18 → 19", "Aug 18→", "within"),
        ("2025-08-30/2025-09-02", "Aug30→Sep2", "Aug 30→", "within"),
        ("2023-03/2024-05", "2023→2024", "Mar→", "within"),
        ("2024-03/2024-05", "March → May", "Mar→", "within"),
        ("2021/2023", "2021 → 2023", "2021–23", "within"),
        ("2025-03", "March", "Mar", "within"),
        ("2025-09~", "~September", "~Sep", "about"),
        ("2025-09-XX", "September", "Sep", "within"),
        ("2010", "2010", "2010", "within"),
        ("2010~", "~2010", "~2010", "about"),
        ("/2010", "?–2010", "?–2010", "about"),
        ("2010/", "2010–?", "2010–?", "about"),
        ("-0043", "44 BCE", "44 BCE", "within"),
        ("Y170000002", "170,000,002", "170M", "within"),
        ("Y-170000002", "170000003BC", "170MBC", "within"),
        ("201X", "2010s", "2010s", "within"),
        ("20XX", "20XX", "20XX", "within"),
        ("2001-21", "spring 2001", "spring", "within"),
        ("2024-34", "Q2 2024", "Q2 2024", "within"),
        ("2024-41", "H2 2024", "H2 2024", "within"),
        ("2024-38", "May–Aug", "May–Aug", "within"),
    ],
)
def test_forms_under_a_day(text, wide, narrow, node):
    when = parse(text, ANCHORAGE)
    assert gutter(when, ANCHORAGE, FRIDAY) == wide
    assert gutter(when, ANCHORAGE, FRIDAY, narrow=True) == narrow
    assert mark(when) == node


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-08-15T11:26-08:00", "Aug 15"),
        ("2025-08-15", "Aug 15"),
        ("2025-08-15T11:09-08:00/2025-08-15T11:26-08:00", "Aug 15"),
        ("../2025-08-15T14:20-08:00", "by Aug 15"),
    ],
)
def test_without_a_day_head_the_day_is_said(text, words):
    assert gutter(parse(text, ANCHORAGE), ANCHORAGE, None) == words


@given(SINGLES | INTERVALS, ZONES, st.booleans(), st.booleans())
def test_any_date_fits(text, where, narrow, headed):
    try:
        when = parse(text, where)
    except EdtfError:
        return
    words = gutter(when, where, day_of(when, where) if headed else None, narrow=narrow)
    assert 0 < len(words) <= (7 if narrow else 11)
