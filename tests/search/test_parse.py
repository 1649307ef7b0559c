from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from timeline_tui.search.errors import QueryError
from timeline_tui.search.expressions import And, Everything, Field, Not, Or, Phrase, Regex, State, Time, Word
from timeline_tui.search.parse import parse_query

AUGUST_15 = 1755216000
DAY = 86400


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("", Everything()),
        ("  \n", Everything()),
        ("lavrov", Word("lavrov")),
        ("lavrov arms", And((Word("lavrov"), Word("arms")))),
        ("lavrov AND arms", And((Word("lavrov"), Word("arms")))),
        ("lavrov and arms", And((Word("lavrov"), Word("and"), Word("arms")))),
        ('"new  start"', Phrase("new start")),
        ("“new start”", Phrase("new start")),
        ("«new start» x", And((Phrase("new start"), Word("x")))),
        (r'"say \"no\" \\ a\b"', Phrase(r'say "no" \ a\b')),
        ("-tariff", Not(Word("tariff"))),
        ("NOT tariff", Not(Word("tariff"))),
        ("--tariff", Not(Not(Word("tariff")))),
        ("a-b", Word("a-b")),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ("((a))", Word("a")),
        ("who:putin", Field("who", "putin")),
        ("WHO:Putin", Field("who", "Putin")),
        ('who:"marco rubio"', Field("who", "marco rubio")),
        ("who:=us", Field("who", "us", exact=True)),
        ('who:="United States"', Field("who", "United States", exact=True)),
        ('who:"=us"', Field("who", "=us")),
        ('said:"no deal"', Field("said", "no deal")),
        ("mode:direct", Field("mode", "direct")),
        ("has:conflicts", State("has", "conflict")),
        ("is:Pending", State("is", "pending")),
        ("is:accept", State("is", "accepted")),
        ("/new start|arms/", Regex("new start|arms")),
        (r"/a\/b/", Regex(r"a\/b")),
        ("AP/Reuters", Word("AP/Reuters")),
        ("10:30", Word("10:30")),
        ("https://example.org/a?b=c:d", Word("https://example.org/a?b=c:d")),
        ("when:2025-08-15", Time("when", "2025-08-15", AUGUST_15, AUGUST_15 + DAY)),
        ("when!:2025-08-15", Time("when", "2025-08-15", AUGUST_15, AUGUST_15 + DAY, strict=True)),
        (
            "when:2025-08-15..2025-08-16",
            Time("when", "2025-08-15/2025-08-16", AUGUST_15, AUGUST_15 + 2 * DAY),
        ),
        ("when:2025-08-15/2025-08-16", Time("when", "2025-08-15/2025-08-16", AUGUST_15, AUGUST_15 + 2 * DAY)),
        ("when:2025-08-15..", Time("when", "2025-08-15/..", AUGUST_15, None)),
        ("when:..2025-08-15", Time("when", "../2025-08-15", None, AUGUST_15 + DAY)),
        ("before:2025-08-15", Time("before", "2025-08-15", None, AUGUST_15)),
        ("after:2025-08-15", Time("after", "2025-08-15", AUGUST_15 + DAY, None)),
        ("after:2025-08-15T10:30Z", Time("after", "2025-08-15T10:30Z", AUGUST_15 + 37860, None)),
    ],
)
def test_what_a_query_says(text: str, expression: object) -> None:
    assert parse_query(text).expression == expression


@pytest.mark.parametrize(
    ("text", "fault", "message", "suggestion"),
    [
        ("who:lavrov when:2025-13", "2025-13", "there is no month 13", "2025-12"),
        ("when:2025-02-30", "2025-02-30", "has no day 30", "2025-02-28"),
        ("when:2025-8-5", "2025-8-5", "no date", "2025-08-05"),
        ("when:2025-08-16..2025-08-13", "2025-08-16..2025-08-13", "ends before", "2025-08-13..2025-08-16"),
        ("when:2025-08-01..2025-08-32", "2025-08-32", "has no day 32", "2025-08-31"),
        ("before:../2024", "../2024", "no beginning", None),
        ("after:2024..", "2024..", "no end", None),
        ("x hwo:putin", "hwo", "no field “hwo”", "who"),
        ("participant:putin", "participant", "no field", "who"),
        ("since:2024", "since", "no field", "after"),
        ("Trump:high", "Trump:high", "quote", '"Trump:high"'),
        ("is:acepted", "acepted", "knows pending, accepted, rejected, marked and undated", "accepted"),
        ("mode:quoted", "quoted", "knows direct, mixed and indirect", None),
        ("a ) b", ")", "closes nothing", None),
        ("a ()", "()", "nothing between", None),
        ("a - b", "- ", "must touch", "-"),
        ("(a -)", "-", "leaves out", None),
        ("OR b", "OR", "before it", '"OR"'),
        ("a OR OR b", "OR", "after it", '"OR"'),
        ("(a OR) b", "OR", "after it", '"OR"'),
        ("/a/b c", "/a/b", "second “/”", '"/a/b"'),
        ("x /a(b/", "(b", "cannot be used: missing )", None),
        (r"/(a)\1/", r"(a)\1", "back references", None),
        ("/a(?=b)/", "a(?=b)", "look-ahead", None),
        ("/(a{1000}){1000}/", "(a{1000}){1000}", "too large", None),
        ("after:last friday x", "last friday", "quotation marks", '"last friday"'),
        ("when:15 aug 2025", "15 aug 2025", "quotation marks", '"15 aug 2025"'),
        ("when:aug  15 -x", "aug  15", "quotation marks", '"aug 15"'),
        ("who:(a OR b)", "who:", "inside the parentheses", None),
        ("\u0301", "\u0301", "nothing here to look for", None),
    ],
)
def test_what_cannot_be_read_is_pointed_at(
    text: str, fault: str, message: str, suggestion: str | None
) -> None:
    with pytest.raises(QueryError) as raised:
        parse_query(text)
    error = raised.value
    assert text[error.start : error.end] == fault
    assert message in error.message
    assert error.suggestion == suggestion
    assert not error.incomplete


@pytest.mark.parametrize(
    "text",
    ["who:", "a who:", '"new st', 'said:"no', "(a", "(", "a OR", "a OR ", "-", "a -", "/ab", "//", '""',
     "NOT", "a AND", "has:con", "is:m", "when:20", "when:2025-0", "when:2025-08-1", "when:.."],
)  # fmt: skip
def test_what_only_stops_too_early_says_so(text: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse_query(text)
    assert raised.value.incomplete


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("who:lavrov when:2025-13", "who:lavrov when:2025-12"),
        ("a - b", "a -b"),
        ("hwo:putin x", "who:putin x"),
        ('"new start', '"new start"'),
        ("a ) b", None),
    ],
)
def test_a_suggestion_repairs_the_query(text: str, repaired: str | None) -> None:
    with pytest.raises(QueryError) as raised:
        parse_query(text)
    assert raised.value.repaired(text) == repaired
    if repaired is not None:
        parse_query(repaired)


def test_the_message_ends_with_the_suggestion() -> None:
    with pytest.raises(QueryError, match=r"there is no month 13; did you mean 2025-12\?"):
        parse_query("when:2025-13")


def test_days_are_those_of_the_zone() -> None:
    query = parse_query("when:2025-08-15", zone=ZoneInfo("America/Anchorage"))
    assert query.expression == Time("when", "2025-08-15", AUGUST_15 + 8 * 3600, AUGUST_15 + DAY + 8 * 3600)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("when:today", "2025-08-20"),
        ("when:yesterday", "2025-08-19"),
        ('when:"15 August 2025"', "2025-08-15"),
        ('when:"aug 15"', "2025-08-15"),
        ("when:aug-15", "2025-08-15"),
        ("when:last-friday", "2025-08-15"),
        ('when:"last friday"', "2025-08-15"),
        ('when:"aug 13..aug 16"', "2025-08-13/2025-08-16"),
    ],
)
def test_dates_in_words(text: str, edtf: str) -> None:
    expression = parse_query(text, today=date(2025, 8, 20), zone=UTC).expression
    assert isinstance(expression, Time)
    assert expression.value == edtf


def test_what_words_no_date_can_be_read_from() -> None:
    with pytest.raises(QueryError, match="no date") as raised:
        parse_query('after:"once upon a time"', today=date(2025, 8, 20))
    assert (raised.value.start, raised.value.end) == (7, 23)


def test_an_empty_query_knows_that_it_is() -> None:
    assert parse_query(" ").is_empty
    assert not parse_query("a").is_empty
