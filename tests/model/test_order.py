"""The order of a timeline's events."""

from __future__ import annotations

from datetime import UTC

from timeline_tui.model.edtf import parse
from timeline_tui.model.order import home_zone, in_order
from timeline_tui.model.timeline import Event, Timeline


def timeline(*whens: str | None, zone: str = "UTC") -> Timeline:
    events = tuple(Event(id=f"e{n}", title=f"Event {n}", when=when) for n, when in enumerate(whens))
    return Timeline(timezone=zone, events=events)


def order(*whens: str | None, zone: str = "UTC") -> list[str]:
    return [dated.event.id for dated in in_order(timeline(*whens, zone=zone))]


def test_earliest_start_then_narrower_then_file_order():
    assert order("2024", "2024-01-01", "2023", "2024-01", "2024?", "2024-01-01T00:00Z") == [
        "e2",
        "e5",
        "e1",
        "e3",
        "e0",
        "e4",
    ]


def test_what_has_no_readable_date_comes_last_in_file_order():
    assert order(None, "2024", "rubbish", "2024-02-30", "1999") == ["e4", "e1", "e0", "e2", "e3"]
    assert [dated.when for dated in in_order(timeline(None, "rubbish"))] == [None, None]


def test_local_times_are_those_of_the_timeline():
    # 15:00 in Anchorage is 23:00 UTC.
    assert order("2025-08-15T15:00", "2025-08-15T22:30Z", zone="America/Anchorage") == ["e1", "e0"]
    assert order("2025-08-15T15:00", "2025-08-15T22:30Z") == ["e0", "e1"]


def test_an_unknown_zone_is_read_as_utc():
    assert home_zone(timeline(zone="Nowhere/Land")) is UTC
    assert in_order(timeline("2024-03-05T10:00", zone="Nowhere/Land"))[0].when == parse("2024-03-05T10:00")
