"""EDTF texts for Hypothesis."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from timeline_tui.model.calendar import days_in_month

ZONES = st.sampled_from(
    [
        UTC,
        *map(
            ZoneInfo,
            ("America/Anchorage", "Europe/Moscow", "Asia/Kolkata", "Pacific/Apia", "America/Sao_Paulo"),
        ),
    ]
)
_QUALIFIERS = st.sampled_from(["", "?", "~", "%"])


def _year(year: int) -> str:
    if -9999 <= year <= 9999:
        return f"-{-year:04}" if year < 0 else f"{year:04}"
    return f"Y{year}"


YEARS = st.one_of(
    st.integers(1800, 2100), st.integers(-9999, 9999), st.integers(-99_999_999_999, 99_999_999_999)
)


@st.composite
def _days(draw: st.DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    return f"{_year(year)}-{month:02}-{draw(st.integers(1, days_in_month(year, month))):02}"


@st.composite
def _instants(draw: st.DrawFn) -> str:
    clock = f"{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}"
    second = draw(st.none() | st.integers(0, 59))
    offset = draw(st.sampled_from(["", "Z", "+00:00", "-08:00", "+05:30", "+04"]))
    return f"{draw(_days())}T{clock}{'' if second is None else f':{second:02}'}{offset}"


_CODES = st.sampled_from([*range(1, 13), *range(21, 42)])
_COARSE = st.one_of(
    YEARS.map(_year),
    st.builds("{}-{:02}".format, YEARS.map(_year), _CODES),
    st.from_regex(r"-?([0-9]{3}X|[0-9]{2}XX|[0-9]XXX|XXXX)", fullmatch=True),
    st.from_regex(r"-?[1-9][0-9]{3}-(XX|(0[1-9]|1[0-2])-XX|XX-XX)", fullmatch=True),
)

SINGLES = st.builds("{}{}".format, st.one_of(_days(), _instants(), _COARSE), _QUALIFIERS)
"""Dates and instants; all can be read."""

INTERVALS = st.builds(
    "{}/{}".format, SINGLES | st.sampled_from(["", ".."]), SINGLES | st.sampled_from(["", ".."])
)
"""Intervals; some are reversed or have no date at all."""
