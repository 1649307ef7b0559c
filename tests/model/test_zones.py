"""Zone names, offsets and what a clock skips or shows twice."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from timeline_tui.model.calendar import DAY, days_from_civil
from timeline_tui.model.zones import (
    ZoneError,
    abbreviation,
    offset_and_note,
    offset_at,
    offset_at_local,
    offset_words,
    zone,
)

ANCHORAGE = ZoneInfo("America/Anchorage")
SUMMER = days_from_civil(2025, 8, 15) * DAY
HOUR = 3600


def test_zones_by_name():
    assert zone("UTC") is UTC
    assert str(zone("Europe/Lisbon")) == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Europe/Lisboa", "Europe/Lisbon"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("Lisbon", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("Amerika/New York", "America/New_York"),
        ("utc", "UTC"),
        ("", None),
        ("America", None),
        ("../../etc/passwd", None),
        ("/etc/localtime", None),
        ("Europe/Lisbon\0", "Europe/Lisbon"),
        ("\ud800", None),
        ("x" * 100_000, None),
    ],
)
def test_what_is_no_zone_names_the_nearest(name, suggestion):
    with pytest.raises(ZoneError) as caught:
        zone(name)
    if suggestion is not None:
        assert caught.value.suggestion == suggestion
    assert all(zone(near) for near in caught.value.nearest)


@pytest.mark.parametrize(
    ("where", "seconds", "offset", "letters"),
    [
        (UTC, SUMMER, 0, "UTC"),
        (ANCHORAGE, SUMMER, -8 * HOUR, "AKDT"),
        (ANCHORAGE, SUMMER - 200 * DAY, -9 * HOUR, "AKST"),
        (ZoneInfo("Europe/Moscow"), SUMMER, 3 * HOUR, "MSK"),
        (ZoneInfo("Asia/Dubai"), SUMMER, 4 * HOUR, "UTC+4"),
        (ZoneInfo("Asia/Kathmandu"), SUMMER, 20_700, "UTC+5:45"),
        (timezone(timedelta(hours=-3)), SUMMER, -3 * HOUR, "UTC-3"),
        (ANCHORAGE, days_from_civil(12_025, 8, 15) * DAY, -8 * HOUR, "AKDT"),
        (ZoneInfo("Europe/Moscow"), days_from_civil(-43, 3, 15) * DAY, 9017, "LMT"),
    ],
)
def test_offsets_and_letters(where, seconds, offset, letters):
    assert offset_at(seconds, where) == offset
    assert offset_at_local(seconds + offset, where) == offset
    assert abbreviation(seconds, where) == letters


@pytest.mark.parametrize(
    ("offset", "words"), [(0, "UTC"), (-8 * HOUR, "UTC-8"), (20_700, "UTC+5:45"), (9017, "UTC+2:30")]
)
def test_offsets_in_words(offset, words):
    assert offset_words(offset) == words


@pytest.mark.parametrize(
    ("day", "clock", "note"),
    [
        ((2025, 3, 9), 2.5, "gap"),
        ((2025, 3, 9), 1.5, None),
        ((2025, 11, 2), 1.5, "fold"),
        ((2025, 11, 2), 2.5, None),
    ],
)
def test_clock_notes(day, clock, note):
    local = days_from_civil(*day) * DAY + int(clock * HOUR)
    assert offset_and_note(local, ANCHORAGE) == (offset_at_local(local, ANCHORAGE), note)
    assert offset_and_note(local, UTC) == (0, None)
