"""What dates mean, which texts are none, and what was meant by those."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.strategies import INTERVALS, SINGLES, ZONES
from timeline_tui.model.calendar import DAY, days_from_civil
from timeline_tui.model.edtf import EdtfError, When, parse
from timeline_tui.model.zones import zone

ANCHORAGE = zone("America/Anchorage")


def at(text: str) -> int:
    """Seconds of "2024-03-05" or "2024-03-05T18:40" in UTC; years may be negative or long."""
    day, _, clock = text.partition("T")
    year, month, number = day.rsplit("-", 2)
    hours, _, minutes = clock.partition(":")
    return (
        days_from_civil(int(year), int(month), int(number)) * DAY
        + int(hours or 0) * 3600
        + int(minutes or 0) * 60
    )


@pytest.mark.parametrize(
    ("text", "first", "after", "precision"),
    [
        ("2024", "2024-01-01", "2025-01-01", "year"),
        ("0000", "0-01-01", "1-01-01", "year"),
        ("-0043", "-43-01-01", "-42-01-01", "year"),
        ("Y170000002", "170000002-01-01", "170000003-01-01", "year"),
        ("Y-12000", "-12000-01-01", "-11999-01-01", "year"),
        ("Y12000-02-29", "12000-02-29", "12000-03-01", "day"),
        ("2024-03", "2024-03-01", "2024-04-01", "month"),
        ("2024-12", "2024-12-01", "2025-01-01", "month"),
        ("2024-02-29", "2024-02-29", "2024-03-01", "day"),
        ("-0043-03-15", "-43-03-15", "-43-03-16", "day"),
        ("9999-12-31", "9999-12-31", "10000-01-01", "day"),
        ("201X", "2010-01-01", "2020-01-01", "decade"),
        ("20XX", "2000-01-01", "2100-01-01", "century"),
        ("2XXX", "2000-01-01", "3000-01-01", "millennium"),
        ("XXXX", "0-01-01", "10000-01-01", "unspecified"),
        ("-201X", "-2019-01-01", "-2009-01-01", "decade"),
        ("2004-XX", "2004-01-01", "2005-01-01", "year"),
        ("1985-XX-XX", "1985-01-01", "1986-01-01", "year"),
        ("2004-06-XX", "2004-06-01", "2004-07-01", "month"),
        ("2001-21", "2001-03-01", "2001-06-01", "season"),
        ("2001-22", "2001-06-01", "2001-09-01", "season"),
        ("2001-23", "2001-09-01", "2001-12-01", "season"),
        ("2001-24", "2001-12-01", "2002-03-01", "season"),
        ("2001-28", "2001-12-01", "2002-03-01", "season"),
        ("2001-29", "2001-09-01", "2001-12-01", "season"),
        ("2001-32", "2001-06-01", "2001-09-01", "season"),
        ("2024-33", "2024-01-01", "2024-04-01", "quarter"),
        ("2024-36", "2024-10-01", "2025-01-01", "quarter"),
        ("2024-37", "2024-01-01", "2024-05-01", "quadrimester"),
        ("2024-39", "2024-09-01", "2025-01-01", "quadrimester"),
        ("2024-40", "2024-01-01", "2024-07-01", "half"),
        ("2024-41", "2024-07-01", "2025-01-01", "half"),
        ("2024-03-05T18:40Z", "2024-03-05T18:40", "2024-03-05T18:41", "minute"),
        ("2024-03-05T18:40+00:00", "2024-03-05T18:40", "2024-03-05T18:41", "minute"),
        ("2024-03-05T18:40", "2024-03-05T18:40", "2024-03-05T18:41", "minute"),
        ("2024-03-05T00:10+05:30", "2024-03-04T18:40", "2024-03-04T18:41", "minute"),
        ("2024-03-05T23:40-08", "2024-03-06T07:40", "2024-03-06T07:41", "minute"),
        ("-0043-03-15T12:00Z", "-43-03-15T12:00", "-43-03-15T12:01", "minute"),
    ],
)
@pytest.mark.parametrize("qualifier", ["", "?", "~", "%"])
def test_a_date_lies_within_its_bounds(text, first, after, precision, qualifier):
    when = parse(text + qualifier)
    lo, hi = at(first), at(after)
    assert (when.earliest_start, when.latest_start, when.earliest_end, when.latest_end) == (lo, hi, lo, hi)
    assert when.text == text + qualifier
    assert when.precision == when.start_precision == when.end_precision == precision
    assert not when.is_interval
    assert when.approximate is (qualifier in ("~", "%"))
    assert when.uncertain is (qualifier in ("?", "%"))


def test_seconds_are_kept():
    when = parse("2024-03-05T18:40:07Z")
    assert (when.earliest_start, when.latest_end) == (at("2024-03-05T18:40") + 7, at("2024-03-05T18:40") + 8)
    assert when.precision == "second"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2024-03-05/2024-03-08", ("2024-03-05", "2024-03-06", "2024-03-08", "2024-03-09")),
        ("2024-03/..", ("2024-03-01", "2024-04-01", None, None)),
        ("../2024-03", (None, None, "2024-03-01", "2024-04-01")),
        ("2024-03/", ("2024-03-01", "2024-04-01", None, None)),
        ("/2024-03", (None, None, "2024-03-01", "2024-04-01")),
        ("2024~/2025?", ("2024-01-01", "2025-01-01", "2025-01-01", "2026-01-01")),
        ("2004-06-XX/2004-07-03", ("2004-06-01", "2004-07-01", "2004-07-03", "2004-07-04")),
        ("-0009/0009", ("-9-01-01", "-8-01-01", "9-01-01", "10-01-01")),
        # Where the ends overlap, each narrows the other.
        ("2024/2024-03", ("2024-01-01", "2024-04-01", "2024-03-01", "2024-04-01")),
        ("2024-03/2024", ("2024-03-01", "2024-04-01", "2024-03-01", "2025-01-01")),
        (
            "2024-03-05/2024-03-05T11:00Z",
            ("2024-03-05", "2024-03-05T11:01", "2024-03-05T11:00", "2024-03-05T11:01"),
        ),
        (
            "2024-03-05T15:00Z/2024-03-05",
            ("2024-03-05T15:00", "2024-03-05T15:01", "2024-03-05T15:00", "2024-03-06"),
        ),
    ],
)
def test_an_interval_takes_its_bounds_from_its_ends(text, bounds):
    when = parse(text)
    expected = tuple(None if bound is None else at(bound) for bound in bounds)
    assert (when.earliest_start, when.latest_start, when.earliest_end, when.latest_end) == expected
    assert when.text == text
    assert when.is_interval


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("2024/..", (False, True, False, False)),
        ("../2024", (True, False, False, False)),
        ("2024/", (False, False, False, True)),
        ("/2024", (False, False, True, False)),
        ("2024/2025", (False, False, False, False)),
    ],
)
def test_open_and_unknown_ends_are_told_apart(text, flags):
    when = parse(text)
    assert (when.open_start, when.open_end, when.unknown_start, when.unknown_end) == flags


def test_each_end_has_its_precision_and_doubt():
    when = parse("2024~/2025-03?")
    assert (when.start_precision, when.end_precision) == ("year", "month")
    assert when.start is not None
    assert when.end is not None
    assert (when.start.approximate, when.start.uncertain) == (True, False)
    assert (when.end.approximate, when.end.uncertain) == (False, True)
    assert when.approximate
    assert when.uncertain
    assert parse("2024/..").end_precision is None


@pytest.mark.parametrize(
    ("text", "code", "column", "suggestion"),
    [
        ("2024-3-5", "not-edtf", 0, "2024-03-05"),
        ("2024/03/05", "not-edtf", 7, "2024-03-05"),
        ("2024/3", "not-edtf", 5, "2024-03"),
        ("05.03.2024", "not-edtf", 0, "2024-03-05"),
        ("13/05/2024", "not-edtf", 5, "2024-05-13"),
        ("05/13/2024", "not-edtf", 5, "2024-05-13"),
        ("03/05/2024", "not-edtf", 5, None),
        ("10/2024", "not-edtf", 0, "2024-10"),
        ("2024-03-05 18:40", "not-edtf", 0, "2024-03-05T18:40"),
        ("2024-03-05 18:40 UTC", "not-edtf", 0, "2024-03-05T18:40Z"),
        ("2024-03-05T6:40pm", "not-edtf", 0, "2024-03-05T18:40"),
        ("2024-03-05T18", "not-edtf", 0, "2024-03-05T18:00"),
        ("2024-03-05T18:40:12.345Z", "not-edtf", 0, "2024-03-05T18:40:12Z"),
        ("2024-03-05T18:40+0100", "not-edtf", 0, "2024-03-05T18:40+01:00"),
        ("20240305T184000Z", "not-edtf", 0, "2024-03-05T18:40:00Z"),
        ("c. 2010", "not-edtf", 0, "2010~"),
        ("about March 2024", "not-edtf", 0, "2024-03~"),
        ("March 2024", "not-edtf", 0, "2024-03"),
        ("5 March 2024", "not-edtf", 0, "2024-03-05"),
        ("March 5th, 2024", "not-edtf", 0, "2024-03-05"),
        ("spring 2024", "not-edtf", 0, "2024-21"),
        ("Q2 2024", "not-edtf", 0, "2024-34"),
        ("the 2010s", "not-edtf", 0, "201X"),
        ("201u", "not-edtf", 0, "201X"),
        ("44 BC", "not-edtf", 0, "-0043"),
        ("1 BCE", "not-edtf", 0, "0000"),
        ("-0000", "not-edtf", 0, "0000"),
        ("476", "not-edtf", 0, "0476"),
        ("Y2024", "not-edtf", 0, "2024"),
        ("12345", "not-edtf", 0, "Y12345"),
        ("Y123456789012", "not-edtf", 0, None),
        ("2024?~", "not-edtf", 0, "2024%"),
        ("2024-W10", "not-edtf", 0, "2024-03-04/2024-03-10"),
        ("2024-W10-2", "not-edtf", 0, "2024-03-05"),
        ("2024-065", "not-edtf", 0, "2024-03-05"),
        ("2021-2023", "not-edtf", 0, "2021/2023"),
        ("2023/24", "not-edtf", 5, "2023/2024"),
        ("unknown/2024", "not-edtf", 0, "/2024"),
        ("2024/open", "not-edtf", 5, "2024/.."),
        ("before 2010", "not-edtf", 0, "../2010"),
        ("since March 2024", "not-edtf", 0, "2024-03/.."),
        ("2024-3-5/2024-3-8", "not-edtf", 0, "2024-03-05/2024-03-08"),
        ("2024-03-05 – 2024-03-08", "not-edtf", 0, "2024-03-05/2024-03-08"),
        (" 2024", "not-edtf", 0, "2024"),
        ("2024-13", "no-such-month", 5, "2024-12"),
        ("2024-13-05", "no-such-month", 5, "2024-05-13"),
        ("2024-00-00", "no-such-month", 5, "2024"),
        ("2024-05-00", "no-such-day", 8, "2024-05"),
        ("2024-13-XX", "no-such-month", 5, None),
        ("2024-02-30", "no-such-day", 8, "2024-02-29"),
        ("2023-02-29", "no-such-day", 8, "2023-02-28"),
        ("2024/2024-02-30", "no-such-day", 13, None),
        ("2024-03-05T25:00", "no-such-time", 11, None),
        ("2024-03-05T24:00Z", "no-such-time", 11, "2024-03-06T00:00Z"),
        ("2024-03-05T18:40+19:00", "no-such-offset", 16, None),
        ("2024-05-03/2024-03-01", "interval-reversed", 11, "2024-03-01/2024-05-03"),
        (
            "2024-03-05T15:00Z/2024-03-05T14:00Z",
            "interval-reversed",
            18,
            "2024-03-05T14:00Z/2024-03-05T15:00Z",
        ),
        ("last week", "not-edtf", 0, None),
        ("", "not-edtf", 0, None),
        ("/", "not-edtf", 0, None),
        ("../..", "not-edtf", 0, None),
        ("2024/2025/2026", "not-edtf", 9, None),
        ("٢٠٢٤", "not-edtf", 0, None),
        ("2024\n", "not-edtf", 0, "2024"),
        ("2_24", "not-edtf", 0, None),
        ("201X-05", "not-edtf", 0, None),
        ("2004-06~-11", "not-edtf", 0, None),
    ],
)
def test_what_is_no_date_says_where_and_what_was_meant(text, code, column, suggestion):
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.column, caught.value.suggestion) == (code, column, suggestion)
    assert caught.value.message


def test_a_huge_text_is_refused_without_effort():
    for text in ("2" * 1_000_000, "/" * 1_000_000, "2024-" * 100_000, "c. " * 100_000):
        with pytest.raises(EdtfError):
            parse(text)


def test_days_and_local_times_are_those_of_the_zone():
    day = parse("2025-08-15", ANCHORAGE)
    assert (day.earliest_start, day.latest_end) == (at("2025-08-15T08:00"), at("2025-08-16T08:00"))
    assert parse("2025-08-15T11:26", ANCHORAGE).earliest_start == at("2025-08-15T19:26")
    assert parse("2025-08-15T11:26-08:00", UTC) == parse("2025-08-15T11:26-08:00", ANCHORAGE)
    month = parse("2025-03", ANCHORAGE)  # begins in winter time, ends in summer time
    assert (month.earliest_start, month.latest_end) == (at("2025-03-01T09:00"), at("2025-04-01T08:00"))


@pytest.mark.parametrize(
    ("text", "where", "notes", "start"),
    [
        ("2025-03-09T02:30", "America/New_York", ("gap",), "2025-03-09T07:30"),
        ("2025-11-02T01:30", "America/New_York", ("fold",), "2025-11-02T05:30"),
        ("2025-11-02T01:30-05:00", "America/New_York", (), "2025-11-02T06:30"),
        ("2025-11-02T02:30", "America/New_York", (), "2025-11-02T07:30"),
        ("2025-11-02T01:30/2025-11-02T03:00", "America/New_York", ("fold",), "2025-11-02T05:30"),
        ("2018-11-04", "America/Sao_Paulo", (), "2018-11-04T03:00"),  # begins at 01:00
        ("2011-12-30", "Pacific/Apia", ("gap",), "2011-12-30T10:00"),  # was left out
    ],
)
def test_skipped_and_doubled_local_times_are_noted(text, where, notes, start):
    when = parse(text, ZoneInfo(where))
    assert when.notes == notes
    assert when.earliest_start == at(start)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00", "0000-12-31", "-9999", "9999-12-31T23:59", "Y170000002", "Y-99999999999"]
)
@pytest.mark.parametrize("where", ["America/Anchorage", "Europe/Moscow", "Pacific/Apia", "Asia/Kolkata"])
def test_zones_reach_beyond_datetime(text, where):
    plain, local = parse(text), parse(text, ZoneInfo(where))
    assert plain.earliest_start is not None
    assert local.earliest_start is not None
    assert abs(plain.earliest_start - local.earliest_start) <= DAY


def test_far_summers_have_summer_time():
    when = parse("Y12024-07-01T12:00", ANCHORAGE)
    assert when.earliest_start == parse("Y12024-07-01T20:00").earliest_start


@given(SINGLES, ZONES)
def test_every_single_date_can_be_read(text, where):
    when = parse(text, where)
    check_bounds(when)
    assert parse(when.text, where) == when


@given(INTERVALS, ZONES)
def test_intervals_are_read_or_refused(text, where):
    when = read(text, where)
    if isinstance(when, EdtfError):
        assert when.code == "interval-reversed" or text.replace("..", "") == "/"
        return
    check_bounds(when)
    assert parse(when.text, where) == when


def read(text: str, where: tzinfo) -> When | EdtfError:
    try:
        return parse(text, where)
    except EdtfError as error:
        return error


def check_bounds(when: When) -> None:
    """Whatever is bounded is in order, and never empty."""
    for lo, hi in (
        (when.earliest_start, when.latest_start),
        (when.earliest_end, when.latest_end),
        (when.earliest_start, when.latest_end),
    ):
        assert (lo is None or hi is None) or lo < hi
    for lo, hi in ((when.earliest_start, when.earliest_end), (when.latest_start, when.latest_end)):
        assert (lo is None or hi is None) or lo <= hi
    assert (when.earliest_start is None) == (when.latest_start is None) == (when.start is None)
    assert (when.earliest_end is None) == (when.latest_end is None) == (when.end is None)


@given(
    st.text(max_size=40)
    | st.text(alphabet="0123456789-/.TXZ:+~?% cWQYu", max_size=24)
    | SINGLES.map(lambda text: text.replace("0", "O", 1).replace("-", "/", 1))
)
@settings(max_examples=400)
def test_any_text_is_read_or_refused_and_suggestions_can_be_read(text):
    error = read(text, ANCHORAGE)
    if isinstance(error, EdtfError):
        assert 0 <= error.column <= len(text)
        assert error.suggestion is None or parse(error.suggestion, ANCHORAGE).text == error.suggestion


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)), ZONES)
def test_local_times_agree_with_datetime(moment, where):
    moment = moment.replace(second=0, microsecond=0)
    when = parse(moment.isoformat(timespec="minutes"), where)
    expected = moment.replace(tzinfo=where).astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    assert when.earliest_start == expected.days * DAY + expected.seconds
