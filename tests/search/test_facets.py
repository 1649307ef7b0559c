from __future__ import annotations

from array import array
from itertools import pairwise

import pytest

from tests.search.examples import SUMMIT
from timeline_tui.search.facets import FACETS, FacetName, among, curve_of, facet, row_edges
from timeline_tui.search.index import Cancelled, Index, RowNumbers
from timeline_tui.search.parse import parse_query

INDEX = Index(SUMMIT)
ALL = range(len(INDEX))
EVERYWHERE = among(INDEX, ALL)


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
    found = facet(INDEX, name, among(INDEX, INDEX.search(parse_query(query))))
    assert [(one.words, one.count) for one in found.values] == expected
    assert found.total == len(expected)


@pytest.mark.parametrize("name", [name for name, _ in FACETS])
def test_the_term_of_a_value_finds_its_rows_and_no_others(name: FacetName) -> None:
    for value in facet(INDEX, name, EVERYWHERE).values:
        having = INDEX.search(parse_query(value.term()))
        assert len(having) == value.count
        left_out = INDEX.search(parse_query(value.term(negated=True)))
        assert sorted([*left_out, *having]) == list(ALL)


@pytest.mark.parametrize("name", [name for name, _ in FACETS])
@pytest.mark.parametrize(
    "rows", [ALL, range(2, 6), array("I", ALL), array("I", [1, 3, 4, 7]), array("I")], ids=str
)
def test_a_curve_counts_what_stands_between_its_edges(name: FacetName, rows: RowNumbers) -> None:
    counted = facet(INDEX, name, among(INDEX, rows))
    edges = (0, 3, 3, len(INDEX))
    for value in counted.values:
        having = set(INDEX.search(parse_query(value.term()))) & set(rows)
        assert len(having) == value.count
        wanted = tuple(sum(a <= row < b for row in having) for a, b in pairwise(edges))
        assert curve_of(INDEX, value, among(INDEX, rows), edges) == wanted


@pytest.mark.parametrize(
    ("name", "holding", "expected"),
    [
        ("who", "LAVR", ["Sergey Lavrov"]),
        ("who", "  sergey   l", ["Sergey Lavrov"]),
        ("publisher", "tâss", ["TASS"]),
        ("review", "ed", ["accepted", "rejected"]),
        ("tag", "xyzzy", []),
        ("place", "%", []),
    ],
)
def test_values_are_found_by_a_part_of_their_names(
    name: FacetName, holding: str, expected: list[str]
) -> None:
    for rows in (ALL, array("I", ALL)):
        found = facet(INDEX, name, among(INDEX, rows), holding=holding)
        assert [one.words for one in found.values] == expected


def test_no_more_values_are_looked_up_than_wanted_but_all_are_counted() -> None:
    found = facet(INDEX, "who", EVERYWHERE, most=2)
    assert (len(found.values), found.total) == (2, 5)


def test_seconds_become_rows() -> None:
    assert row_edges(INDEX, [INDEX.starts[0], INDEX.starts[2], INDEX.starts[-1] + 1]) == (
        0,
        2,
        len(INDEX.starts),
    )


def test_counting_can_be_given_up() -> None:
    with pytest.raises(Cancelled):
        facet(INDEX, "who", EVERYWHERE, cancelled=lambda: True)
