from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.search.regex import LONGEST_PATTERN, Pattern, RegexError

PATTERNS = (
    "a",
    "ab|ba",
    "a*b",
    "(a|b)*c",
    "a{2,3}",
    "a{2}",
    "a{0}b",
    "a+?b",
    "^a",
    "b$",
    r"\bab\b",
    r"a\Bb",
    "[^a]b",
    "[a-b]c",
    ".b.",
    r"\w\s\w",
    r"\d|\D\d",
    r"(?:ab)+c?",
    "(a*)*b",
    "(a|aa)+c",
    "",
    "^$",
    "()",
    r"^(a b|c)$",
)


@settings(max_examples=400)
@given(st.sampled_from(PATTERNS), st.text(alphabet="abc 1\n", max_size=12))
def test_it_finds_what_a_backtracking_matcher_finds_in_any_line(pattern: str, text: str) -> None:
    expected = any(re.search(pattern, line) for line in text.split("\n"))
    assert Pattern(pattern).search(text) == expected


UNANCHORED = [
    pattern
    for pattern in PATTERNS
    if not set("^$").intersection(pattern.replace("[^", "")) and "\\b" not in pattern.lower()
]


@settings(max_examples=200)
@given(st.sampled_from(UNANCHORED), st.text(alphabet="abc 1\n", max_size=10))
def test_spans_are_matches_within_a_line_and_none_is_left_between(pattern: str, text: str) -> None:
    end_before = 0
    for start, end in [*Pattern(pattern).spans(text), (len(text), len(text))]:
        assert not any(
            found.group() for found in re.finditer(pattern, text[end_before:start].partition("\n")[0])
        )
        if start < end:
            assert end_before <= start
            assert re.fullmatch(pattern, text[start:end])
            assert "\n" not in text[start:end]
        end_before = end


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("ŁÓDŹ", "lodz", True),
        ("stra(ß|x)e", "strasse", True),
        ("[A-Z]lodz", "xlodz", True),
        ("[é]t", "et", True),
        ("s[ßx]e", "ssse", True),
        ("s[^ß]e", "sxe", True),
        ("a.c", "a\nc", False),
        (r"a\sc", "a\nc", False),
        ("a[^x]c", "a\nc", False),
        ("^b$", "a\nb\nc", True),
        (r"\d{4}", "in 2025", True),
    ],
)
def test_patterns_meet_folded_text_line_by_line(pattern: str, text: str, matches: bool) -> None:
    assert Pattern(pattern).search(text) is matches


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)*x", "a?" * 60 + "a" * 60, "(.*a){12}b"]
)
def test_patterns_that_would_backtrack_for_hours_answer(pattern: str) -> None:
    assert Pattern(pattern).search("a" * 5000 + "!") in {True, False}


def test_a_pattern_with_very_many_states_forgets_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_tui.search.regex._MOST_STATES", 20)
    rng = random.Random(7)  # noqa: S311
    pattern = Pattern("(a|b)*a(a|b){6}c")
    for _ in range(60):
        text = "".join(rng.choice("aaabbbc") for _ in range(80))
        assert pattern.search(text) == bool(re.search("a[ab]{6}c", text))
        found = [text[start:end] for start, end in pattern.spans(text)]
        assert found == re.findall("[ab]*a[ab]{6}c", text)


def test_a_pattern_with_much_to_learn_can_be_given_up() -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) > 3:
            raise InterruptedError

    pattern = Pattern("(a|b)*a(a|b){12}c", check)
    with pytest.raises(InterruptedError):
        pattern.search("".join(random.Random(7).choices("ab", k=6000)) + "c")  # noqa: S311


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (r"(a)\1", "back references"),
        ("(?=a)", "look-ahead"),
        ("(?<!a)b", "look-behind"),
        ("a++", "possessive"),
        ("(?>a)", "atomic"),
        ("(?P<n>a)(?(n)b|c)", "conditions"),
        ("(a", "unterminated"),
        ("a{3,1}", "min repeat"),
        ("x" * (LONGEST_PATTERN + 1), "at most 300"),
        ("(((a{50}){50}){50}){50}", "too large"),
        ("a{1000000}", "too large"),
        ("a{99999999999}", "too large"),
    ],
)
def test_what_cannot_be_used_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(RegexError, match=message):
        Pattern(pattern)
