from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.quotations import quotations


def inner(text: str) -> list[tuple[int, str]]:
    return [(q.depth, text[q.inner[0] : q.inner[1]]) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “yes” and “no”.", [(0, "yes"), (0, "no")]),
        ('He said "yes" and "no".', [(0, "yes"), (0, "no")]),
        ("Il a dit « oui » hier.", [(0, " oui ")]),
        ("Er sagte „ja“ und »nein«.", [(0, "ja"), (0, "nein")]),
        ("“He said ‘no’ twice,” she said.", [(0, "He said ‘no’ twice,"), (1, "no")]),
        ("\"He said 'no' twice,\" she said.", [(0, "He said 'no' twice,"), (1, "no")]),
        ("Reports of 'Major Defeat' After Talks", [(0, "Major Defeat")]),
        ("Putin’s and the leaders’ talks", []),
        ("Putin's and the leaders' talks didn't end", []),
        ("‘The leaders’ talks ended,’ he said", [(0, "The leaders’ talks ended,")]),
        ("Back in the '90s it wasn't rock 'n' roll", []),
        ("“It’s over,” he said", [(0, "It’s over,")]),
        ('A 5" gun and a 6" gun', []),
        ("An ” out of place and “one” in place", [(0, "one")]),
        ("“We agreed, he said. “But not on all.”", [(0, "But not on all.")]),
        ("He said 'we “really” met'", [(0, "we “really” met"), (1, "really")]),
        ("He said “the U.S. 's workers' pay” fell", [(0, "the U.S. 's workers' pay")]),
        ("“We want this.\n\n“And that,” he said.", [(0, "We want this."), (0, "And that,")]),
        ("“We want this\n\nAnd then it rained.", [(0, "We want this")]),
        ("He said “we want this\n\nAnd then it rained.", []),
        ("(“yes”)", [(0, "yes")]),
        ("", []),
    ],
)
def test_regions(text, wanted):
    assert inner(text) == wanted


def test_a_quotation_of_two_paragraphs_is_open_at_the_end_of_the_first():
    text = "“One.\n“Two,” he said."
    assert [q.closed for q in quotations(text)] == [False, True]
    assert [text[q.start : q.end] for q in quotations(text)] == ["“One.", "“Two,”"]


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from(list("ab s.,\n\"'“”‘’«»„‚‹›")), max_size=60))
def test_regions_nest_and_stay_in_the_text(text):
    regions = quotations(text)
    for region in regions:
        assert 0 <= region.start <= region.inner[0] <= region.inner[1] <= region.end <= len(text)
        around = [r for r in regions if r.start < region.start and region.end <= r.end]
        assert region.depth == len(around)
    assert [r.start for r in regions] == sorted(r.start for r in regions)


@pytest.mark.parametrize(
    "text", ["“" * 200_000, "'" * 200_000, "“‘" * 100_000, "a’ " * 100_000, '"' * 200_001]
)
def test_hostile_marks_are_read(text):
    assert all(region.end <= len(text) for region in quotations(text))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('“So much," he said. "You go.”', ["So much,", "You go."]),
        ('"So much,” he said. “You go."', ["So much,", "You go."]),
        ('“He said "no" to me,” she said.', ['He said "no" to me,', "no"]),
        ('“a” and "b" and “c”', ["a", "b", "c"]),
        ("He said: “We go. We do.", ["We go. We do."]),
        ("“Not so,“ he said. “It holds.”", ["Not so,", "It holds."]),
        ("He said a “thing. It was.", []),
    ],
)
def test_curly_and_straight_marks_mixed_by_a_slip(text: str, inner: list[str]) -> None:
    assert [text[slice(*q.inner)] for q in quotations(text)] == inner


def test_a_quotation_closed_by_a_later_paragraph() -> None:
    text = "She said: “We stay.\n\nWe are many.\n\nWe win.” So it was."
    assert [(text[slice(*q.inner)], q.closed) for q in quotations(text)] == [
        ("We stay.", False),
        ("We are many.", False),
        ("We win.", True),
    ]
