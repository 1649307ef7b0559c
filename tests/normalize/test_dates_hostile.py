"""No text breaks the finder: bounded patterns, any characters, long monotonous input."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.model.edtf import parse
from timeline_tui.normalize.dates import find_dates
from timeline_tui.normalize.dates.find import RULES, grammar
from timeline_tui.normalize.dates.grammar import Rule

MOST_STEPS = 200_000


def steps(node: Any) -> int:
    """How many ways a pattern can repeat at one place: the product of what its nested repetitions allow."""
    total = 1
    for operator, argument in node:
        name = str(operator)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            _, most, inner = argument
            assert most != re._constants.MAXREPEAT, "unbounded repetition"  # type: ignore[attr-defined]
            # Repeating one character is a loop; repeating a choice of texts multiplies.
            total += most * steps(inner)
        elif name == "BRANCH":
            total += max(steps(branch) for branch in argument[1])
        elif name == "SUBPATTERN":
            total += steps(argument[-1])
        elif name in {"ASSERT", "ASSERT_NOT"}:
            total += steps(argument[1])
    return total


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_pattern_repeats_without_bound(rule: Rule) -> None:
    assert steps(re._parser.parse(rule.regex)) <= MOST_STEPS  # type: ignore[attr-defined]


def test_every_rule_has_a_name_of_its_own_and_says_what_it_reads() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.normalise.__doc__


HOSTILE = [
    "1 ", "1-", "1/", "1.", "a ", "the ", "May ", "and ", "end of the ", "early ", "the end of ", "a few ",
    "twenty ", "twenty-", "two hours and ", "every ", "first ", "(", "'", "’9", "'90", "1 May ", "in 2020 ",
    "Q1 ", "the third quarter ", "a.m. ", "1 a.m. ", "on Friday ", "Friday ", "after the ", "days after ",
    "first of the day ", "on the day, ", "opening night, ", "day five of the fair ", "mark the date ",
    "overnight ", '"today ', "1 a.m. every day ", "the eve of the vote ", "the 20th anniversary of ",
    "at the time, ",
    "will ", "a'll ", "until ", "is due to ", "\n", "\t", "\u200b", "\U0001f600", "1\u0661", "A" * 50,
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text, at most about twice the places at which rules are tried."""
    tried = 0
    longest = type(grammar())._longest

    def counted(self: Any, text: str, at: int) -> Any:
        nonlocal tried
        tried += 1
        return longest(self, text, at)

    monkeypatch.setattr(type(grammar()), "_longest", counted)
    counts = []
    for size in (1_000, 2_000):
        tried = 0
        find_dates((unit * size)[:size], published="2025-08-18")
        counts.append(tried)
    assert counts[0] <= 1_000
    assert counts[1] <= 2 * counts[0] + 4


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from([*HOSTILE, "BC", "May 1", "1999", ",", ".", "to ", "–", "GMT", "CST "]), max_size=30
    ),
    st.sampled_from([None, "2025-08-18", "0001-01-01", "9999-12-31", "2025", "-0044-03-15", "nonsense"]),
    st.sampled_from(["UTC", "America/Chicago", "Asia/Kathmandu"]),
)
def test_any_mixture_gives_sound_expressions(parts: list[str], published: str | None, zone: str) -> None:
    text = "".join(parts)
    last = 0
    for item in find_dates(text, published=published, zone=zone):
        assert last <= item.start < item.end <= len(text)
        assert item.text == text[item.start : item.end]
        assert 0 < item.confidence <= 1
        assert item.value
        last = item.end
        if item.edtf is not None:
            parse(item.edtf)


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for item in find_dates(text, published="2025-08-18"):
        assert item.text.strip()


@pytest.mark.parametrize(
    "words",
    [
        "next century",
        "next decade",
        "this week",
        "next week",
        "this weekend",
        "next year",
        "next month",
        "tomorrow",
    ],
)
def test_what_lies_beyond_the_last_year_is_left_open_or_readable(words: str) -> None:
    for item in find_dates(f"It will end {words}.", published="9999-12-31"):
        if item.edtf is not None:
            parse(item.edtf)
