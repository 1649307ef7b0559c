"""Dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.model.strategies import INTERVALS, SINGLES, ZONES
from timeline_tui.model.display import also_at, day_of, display, local_day, zone_label
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.zones import zone

ANCHORAGE, MOSCOW, UTC_ZONE = zone("America/Anchorage"), zone("Europe/Moscow"), zone("UTC")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024", "2024"),
        ("0476", "476 CE"),
        ("-0043", "44 BCE"),
        ("0000", "1 BCE"),
        ("Y170000002", "170,000,002"),
        ("Y-170000002", "170,000,003 BCE"),
        ("2024-03", "March 2024"),
        ("2024-03-05", "Tue 5 Mar 2024"),
        ("-0043-03-15", "15 Mar 44 BCE"),
        ("1066-10-14", "14 Oct 1066"),
        ("201X", "2010s"),
        ("000X", "1 BCE – 9 CE"),
        ("001X", "10–19 CE"),
        ("-201X", "2020–2011 BCE"),
        ("20XX", "2000–2099"),
        ("XXXX", "unknown year"),
        ("2004-XX", "some month in 2004"),
        ("1985-XX-XX", "some day in 1985"),
        ("2004-06-XX", "some day in June 2004"),
        ("2001-21", "spring 2001"),
        ("2001-24", "winter 2001–02"),
        ("2001-25", "spring 2001 (northern)"),
        ("2001-30", "summer 2001–02 (southern)"),
        ("2001-31", "autumn 2001 (southern)"),
        ("2024-34", "Q2 2024"),
        ("2024-38", "May–August 2024"),
        ("2024-40", "first half of 2024"),
        ("2024-41", "second half of 2024"),
        ("2010~", "about 2010"),
        ("2024?", "possibly 2024"),
        ("2024%", "possibly about 2024"),
        ("2024-03-05~", "about 5 Mar 2024"),
        ("2025-08-15T11:26-08:00", "Fri 15 Aug 2025 11:26 AKDT"),
        ("2025-08-15T19:26Z", "Fri 15 Aug 2025 11:26 AKDT"),
        ("2025-08-15T11:26:05-08:00", "Fri 15 Aug 2025 11:26:05 AKDT"),
        ("2025-08-16T02:00+03:00", "Fri 15 Aug 2025 15:00 AKDT"),
        ("2025-08-15T15:00-08:00~", "Fri 15 Aug 2025 about 15:00 AKDT"),
        ("2025-08-16/..", "after 16 Aug 2025"),
        ("../2025-08-16", "by 16 Aug 2025"),
        ("2010~/..", "after about 2010"),
        ("2025-08-15T15:00-08:00/..", "Fri 15 Aug 2025 after 15:00 AKDT"),
        ("../2025-08-15T14:20-08:00", "Fri 15 Aug 2025 by 14:20 AKDT"),
        ("2025-08-15/2025-08-15T11:00-08:00", "Fri 15 Aug 2025 by 11:00 AKDT"),
        ("2025-08-15T15:00-08:00/2025-08-15", "Fri 15 Aug 2025 after 15:00 AKDT"),
        ("2024/", "from 2024, end unknown"),
        ("/2024", "until 2024, start unknown"),
        ("2024-03-05/2024-03-08", "5–8 Mar 2024"),
        ("2025-08-14/2025-08-15", "Thu 14 Aug – Fri 15 Aug 2025"),
        ("2024-12-31/2025-01-01", "Tue 31 Dec 2024 – Wed 1 Jan 2025"),
        ("2024-02-28/2024-03-03", "28 Feb – 3 Mar 2024"),
        ("2023-12-28/2024-01-04", "28 Dec 2023 – 4 Jan 2024"),
        ("2024-03-05/2024-03-05", "Tue 5 Mar 2024"),
        ("2024-03-05~/2024-03-08~", "about 5–8 Mar 2024"),
        ("2024-03/2024-05", "March–May 2024"),
        ("2023-12/2024-01", "December 2023 – January 2024"),
        ("2024-33/2024-34", "Q1–Q2 2024"),
        ("2021/2023", "2021–2023"),
        ("-0043/-0041", "44–42 BCE"),
        ("-0043/0012", "44 BCE – 12 CE"),
        ("0012/0014", "12–14 CE"),
        ("0476/1453", "476 CE – 1453"),
        ("2024~/2025?", "about 2024 – possibly 2025"),
        ("2024-03/2024-05-02", "March 2024 – 2 May 2024"),
        ("2025-08-15T11:09-08:00/2025-08-15T11:26-08:00", "Fri 15 Aug 2025 11:09–11:26 AKDT"),
        ("2025-08-15T11:09-08:00~/2025-08-15T11:26-08:00~", "Fri 15 Aug 2025 about 11:09–11:26 AKDT"),
        ("2025-08-15T22:00-08:00/2025-08-16T02:00-08:00", "Fri 15 Aug 22:00 – Sat 16 Aug 2025 02:00 AKDT"),
        ("2025-11-02T01:30-08:00/2025-11-02T01:10-09:00", "Sun 2 Nov 2025 01:30 AKDT – 01:10 AKST"),
        ("2025-08-15/2025-08-20T10:00-08:00", "15 Aug 2025 – 20 Aug 2025 10:00 AKDT"),
    ],
)
def test_words(text, words):
    assert display(parse(text, ANCHORAGE), ANCHORAGE) == words


def test_a_period_is_since_or_until():
    assert display(parse("2021-10/.."), UTC_ZONE, style="period") == "since October 2021"
    assert display(parse("../2021-10"), UTC_ZONE, style="period") == "until October 2021"


@pytest.mark.parametrize("text", ["2025-08-15", "2025-08", "2025-08-14/2025-08-15", "2025", "2025-08-15/.."])
def test_dates_are_not_shifted_between_zones(text):
    when = parse(text, ANCHORAGE)
    assert display(when, ANCHORAGE) == display(when, MOSCOW) == display(when, zone("Pacific/Kiritimati"))
    assert day_of(when, ANCHORAGE) == day_of(when, MOSCOW) == day_of(when, zone("Pacific/Kiritimati"))


def test_instants_are():
    when = parse("2025-08-15T15:00-08:00")
    assert display(when, MOSCOW) == "Sat 16 Aug 2025 02:00 MSK"
    assert day_of(when, MOSCOW) == (2025, 8, 16)
    assert day_of(parse("../2025-08-15T15:00-08:00"), ANCHORAGE) == (2025, 8, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025-08", (2025, 8, 1)), ("2001-24", (2001, 12, 1)), ("-0043", (-43, 1, 1)), ("201X", (2010, 1, 1))],
)
def test_the_day_a_date_stands_under(text, day):
    assert day_of(parse(text, ANCHORAGE), MOSCOW) == day


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2025-08-15T11:26-08:00", ["19:26 UTC", "22:26 Moscow", "23:26 Dubai"]),
        ("2025-08-15T15:00-08:00~", ["~23:00 UTC", "Sat 16, ~02:00 Moscow", "Sat 16, ~03:00 Dubai"]),
        (
            "2025-08-15T15:00-08:00/2025-08-15T17:00-08:00",
            ["23:00–Sat 16, 01:00 UTC", "Sat 16, 02:00–04:00 Moscow", "Sat 16, 03:00–05:00 Dubai"],
        ),
        ("2025-08-15", []),
        ("2025-08-15/..", []),
    ],
)
def test_the_same_moment_elsewhere(text, lines):
    assert (
        also_at(parse(text), [UTC_ZONE, ANCHORAGE, MOSCOW, zone("Asia/Dubai"), UTC_ZONE], ANCHORAGE) == lines
    )


def test_zone_labels_and_local_days():
    seconds = parse("2025-08-15T23:00Z").earliest_start
    assert seconds is not None
    assert zone_label(ANCHORAGE, seconds) == "Anchorage AKDT"
    assert zone_label(zone("America/New_York"), seconds) == "New York EDT"
    assert zone_label(zone("Asia/Dubai"), seconds) == "Dubai UTC+4"
    assert zone_label(UTC_ZONE, seconds) == "UTC"
    assert local_day(seconds, ANCHORAGE) == (2025, 8, 15)
    assert local_day(seconds, MOSCOW) == (2025, 8, 16)


@given(SINGLES | INTERVALS, ZONES, ZONES)
def test_any_date_has_words(text, home, shown):
    try:
        when = parse(text, home)
    except EdtfError:
        return
    words = display(when, shown)
    assert words
    assert words == words.strip()
    assert "  " not in words
    assert day_of(when, shown)
    also_at(when, [home], shown)
