"""Bounds against the ``edtf`` package, in what it gets right.

It is no oracle for days that do not exist (it takes 30 February), times of day (it drops them), open ends,
winters that end in the next year, and years of many digits in intervals.
"""

from __future__ import annotations

from time import struct_time

from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.model.calendar import DAY, days_from_civil, days_in_month
from timeline_tui.model.edtf import parse

YEARS = st.one_of(st.integers(1800, 2100), st.integers(0, 9999), st.integers(-9999, -1)).map(
    lambda year: f"-{-year:04}" if year < 0 else f"{year:04}"
)


@st.composite
def days(draw: st.DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    return f"{year}-{month:02}-{draw(st.integers(1, days_in_month(int(year), month))):02}"


PLAIN = st.one_of(YEARS, st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)), days())
MARKED = st.builds("{}{}".format, PLAIN, st.sampled_from("?~%"))
CROSSED = st.from_regex(r"[0-9]{3}X|[0-9]{2}XX|[1-9][0-9]{3}-(XX|(0[1-9]|1[0-2])-XX|XX-XX)", fullmatch=True)
CODED = st.builds("{}-{}".format, YEARS, st.sampled_from([21, 22, 23, *range(33, 42)]))
LONG = st.integers(10_000, 10**9).map("Y{}".format)


def oracle(text: str) -> tuple[int, int]:
    date = parse_edtf(text)
    return day_number(date.lower_strict()) * DAY, (day_number(date.upper_strict()) + 1) * DAY


def day_number(moment: struct_time) -> int:
    return days_from_civil(moment.tm_year, moment.tm_mon, moment.tm_mday)


@given(st.one_of(PLAIN, MARKED, CROSSED, CODED, LONG))
@settings(max_examples=150)
def test_dates(text):
    when = parse(text)
    assert (when.earliest_start, when.latest_end) == oracle(text)


@given(PLAIN, PLAIN)
@settings(max_examples=60)
def test_intervals(one, other):
    first, last = sorted((one, other), key=lambda text: parse(text).earliest_start or 0)
    when = parse(f"{first}/{last}")
    assert (when.earliest_start, when.latest_end) == (oracle(first)[0], oracle(last)[1])
