from __future__ import annotations

import pytest

from tests.search.examples import SUMMIT
from timeline_tui.search.highlight import Hit, highlight, where
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query

INDEX = Index(SUMMIT)


def hits(query: str, text: str, kind: str = "title", *also: str) -> list[str]:
    return [text[start:end] for start, end in highlight(parse_query(query), text, kind, also=also)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("", "Talks begin", []),
        ("talk", "Talks, talks and TALKS", ["Talk", "talk", "TALK"]),
        ("lodz", "In Łódź now", ["Łódź"]),
        ("strasse", "Die Straße", ["Straße"]),
        ('"new start"', "a New\n  START b", ["New\n  START"]),
        ("new start", "start new", ["start", "new"]),
        ("tal talks", "Talks", ["Talks"]),
        ("-talks", "Talks begin", []),
        ("-(talks OR -begin)", "Talks begin", ["begin"]),
        ("a OR begin", "begin", ["begin"]),
        ("/b.g[iu]n/", "Begin, begun, bagman", ["Begin", "begun"]),
        ("/x*/", "begin", []),
        ("who:talks", "Talks", []),
        ("has:conflict when:2025", "2025 conflict", []),
        ("[sic]", "he sayed [sic] so", ["[sic]"]),
    ],
)
def test_hits_in_a_title(query: str, text: str, expected: list[str]) -> None:
    assert hits(query, text) == expected


@pytest.mark.parametrize(
    ("query", "text", "kind", "also", "expected"),
    [
        ("putin", "Vladimir Putin", "who", (), ["Putin"]),
        ("who:putin", "Vladimir Putin", "who", (), ["Vladimir Putin"]),
        ("who:us", "United States", "who", ("us",), ["United States"]),
        ("who:=us", "Russia", "who", ("russia",), []),
        ("speaker:trump", "Donald Trump", "speaker", (), ["Donald Trump"]),
        ("who:trump", "Donald Trump", "speaker", (), []),
        ("said:deal", "No deal until", "said", (), ["deal"]),
        ("said:deal", "No deal until", "title", (), []),
        ("place:base", "Joint Base", "place", (), ["Base"]),
        ("place:=base", "Joint Base", "place", (), []),
        ("tass", "TASS", "publisher", (), []),
        ("publisher:tass", "TASS", "publisher", (), ["TASS"]),
    ],
)
def test_a_field_has_hits_in_its_own_texts_only(
    query: str, text: str, kind: str, also: tuple[str, ...], expected: list[str]
) -> None:
    assert hits(query, text, kind, *also) == expected


@pytest.mark.parametrize(
    ("query", "event", "expected"),
    [
        ("lavrov", "talks", "who Sergey Lavrov"),
        ("lavrov foreign", "talks", "who Sergey Lavrov"),
        ("talks foreign", "talks", "role Foreign minister"),
        ("talks", "talks", None),
        ("said:deal", "press", "said There's no deal until there's a deal."),
        ("russian", "talks", "who the Russian president"),
        ("10:30", "sweatshirt", "quote wore a CCCP sweatshirt at 10:30"),
        ("who:lavrov", "talks", None),
        ("/torp.do/", "press", "said Kyiv should not torpedo the progress"),
        ("-lavrov", "press", None),
        ("xyzzy", "press", None),
    ],
)
def test_where_the_hit_is_if_not_in_the_title(query: str, event: str, expected: str | None) -> None:
    row = INDEX.row_of(event)
    assert row is not None
    hit = where(parse_query(query), INDEX.rows[row].event, INDEX.names)
    assert (None if hit is None else str(hit)) == expected


@pytest.mark.parametrize(
    ("size", "text", "hit"),
    [
        (80, "Kyiv should not torpedo the progress", "torpedo"),
        (20, "…torpedo the…", "torpedo"),
        (9, "…torpedo…", "torpedo"),
    ],
)
def test_a_long_hit_is_cut_around_its_words(size: int, text: str, hit: str) -> None:
    whole = "Kyiv should not torpedo the progress"
    cut = Hit("said", whole, ((16, 23),)).around(size)
    assert cut.text == text
    assert len(cut.text) <= size
    assert [cut.text[start:end] for start, end in cut.spans] == [hit]
