"""Order, overlap and containment of dates."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import SINGLES
from timeline_tui.model.edtf import anchor, overlaps, parse, sort_key, within


def test_earliest_start_first_then_narrower_then_undated():
    texts = [
        "Y-170000002",
        "-0043-03-15",
        "0001",
        "2024-03-01T00:00Z",
        "2024-03-01",
        "2024-03-01/2024-03-02",
        "2024-03",
        "2024-03/2024-05",
        "2024-03/..",
        "../2024-03",  # stands where it is known to be over
        "2024-03-05",
        "2024-03-05T18:40Z",
        "Y12024",
    ]
    assert sorted(sorted(texts), key=lambda text: sort_key(parse(text))) == [
        *texts[:8],
        "../2024-03",
        "2024-03/..",
        *texts[10:],
    ]
    assert sort_key(None) > max(sort_key(parse(text)) for text in texts)


def test_doubt_does_not_change_the_order():
    assert len({sort_key(parse("2024-03" + doubt)) for doubt in ("", "?", "~", "%")}) == 1


@given(st.lists(SINGLES, max_size=6))
def test_any_dates_can_be_sorted(texts):
    whens = sorted((parse(text) for text in texts), key=sort_key)
    for one, other in pairwise(whens):
        assert anchor(one) <= anchor(other)
        if one.earliest_start == other.earliest_start:
            assert one.latest_end <= other.latest_end


@pytest.mark.parametrize(
    ("text", "span", "meets", "lies_in"),
    [
        ("2024-03-05", "2024-03", True, True),
        ("2024-03-05", "2024-03-05", True, True),
        ("2024-03-05", "2024-03-06", False, False),
        ("2024-03-05", "2024-03-04", False, False),
        ("2024-03", "2024-03-05", True, False),
        ("2024-02/2024-03", "2024-03", True, False),
        ("2024-03/..", "2025", True, False),
        ("2024-03/..", "2024-02", False, False),
        ("../2024-03", "1066", True, False),
        ("../2024-03", "2024-04", False, False),
        ("2024-03/", "2025", True, False),
        ("-0043-03-15", "-0043", True, True),
        ("2024-03-31T23:59Z", "2024-03", True, True),
        ("2024-04-01T00:00Z", "2024-03", False, False),
    ],
)
def test_overlap_and_containment(text, span, meets, lies_in):
    bounds = parse(span)
    lo, hi = bounds.earliest_start, bounds.latest_end
    assert overlaps(parse(text), lo, hi) is meets
    assert within(parse(text), lo, hi) is lies_in


def test_an_unbounded_side_holds_what_is_open_there():
    since = parse("2024-03/..")
    lo = parse("2024").earliest_start
    assert within(since, lo, None)
    assert not within(since, lo, parse("2030").earliest_start)
    assert within(parse("../2024-03"), None, parse("2025").earliest_start)
    assert overlaps(since, None, None)
