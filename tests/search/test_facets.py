from __future__ import annotations

import pytest

from tests.search.examples import SUMMIT
from timeline_tui.search.facets import FACETS, FacetName, facet, rows_of
from timeline_tui.search.index import Cancelled, Index
from timeline_tui.search.parse import parse_query

INDEX = Index(SUMMIT)
ALL = range(len(INDEX))


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        (
            "who",
            "",
            [
                ("Donald Trump", 2),
                ("Russia", 2),
                ("Sergey Lavrov", 2),
                ("United States", 2),
                ("Vladimir Putin", 2),
            ],
        ),
        ("who", "lavrov", [("Sergey Lavrov", 2), ("Donald Trump", 1), ("Vladimir Putin", 1)]),
        ("speaker", "", [("Donald Trump", 1), ("Vladimir Putin", 1)]),
        ("place", "talks", [("Joint Base Elmendorf–Richardson, Anchorage", 1)]),
        ("tag", "", [("history", 1), ("tariff", 1)]),
        ("publisher", "", [("CNN", 2), ("TASS", 1)]),
        ("review", "", [("pending", 6), ("accepted", 1), ("rejected", 1)]),
        ("tag", "xyzzy", []),
    ],
)
def test_values_with_their_counts(name: FacetName, query: str, expected: list[tuple[str, int]]) -> None:
    rows = INDEX.search(parse_query(query))
    assert [(one.words, one.count) for one in facet(INDEX, name, rows)] == expected


@pytest.mark.parametrize("name", [name for name, _ in FACETS])
def test_the_term_of_a_value_finds_its_rows_and_no_others(name: FacetName) -> None:
    for value in facet(INDEX, name, ALL):
        having = rows_of(INDEX, value, ALL)
        assert len(having) == value.count
        assert INDEX.search(parse_query(value.term())) == having
        left_out = INDEX.search(parse_query(value.term(negated=True)))
        assert sorted([*left_out, *having]) == list(ALL)


def test_counting_can_be_given_up() -> None:
    with pytest.raises(Cancelled):
        facet(INDEX, "who", ALL, cancelled=lambda: True)
