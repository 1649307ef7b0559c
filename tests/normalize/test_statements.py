from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.sentences import sentences
from timeline_tui.normalize import language
from timeline_tui.normalize.language import LanguageModel
from timeline_tui.normalize.names import find_participants
from timeline_tui.normalize.records import FoundStatement
from timeline_tui.normalize.statements import find_statements
from timeline_tui.normalize.statements.lexicon import cues

Finder = Callable[[str], Sequence[FoundStatement]]
Row = tuple[str, str | None, str | None, str]


def rows(text: str, found: Sequence[FoundStatement]) -> list[Row]:
    """Mode, speaker's words, verb and content of each statement."""
    return [(s.mode, s.speaker_span and text[slice(*s.speaker_span)], s.verb, s.text) for s in found]  # type: ignore[misc]


def surface(text: str) -> Sequence[FoundStatement]:
    document = Document("t", text)
    return find_statements(document, sentences(text), find_participants(document, None), None)


DIRECT = [
    ("“We will stay,” Ana Silva said.", "Ana Silva", "said", ["We will stay"]),
    ("“We will stay,” said Ana Silva.", "Ana Silva", "said", ["We will stay"]),
    ("Ana Silva said: “We will stay.”", "Ana Silva", "said", ["We will stay."]),
    ("Ana Silva told reporters, “We will stay.”", "Ana Silva", "told", ["We will stay."]),
    ("“Who are you?” Ana Silva asked.", "Ana Silva", "asked", ["Who are you?"]),
    ("“We,” Ana Silva said, “will stay for ever.”", "Ana Silva", "said", ["We", "will stay for ever."]),
    ("“We will stay,” he said. “They know it.”", "he", "said", ["We will stay", "They know it."]),
    ("\"We will stay,\" Ana Silva said.", "Ana Silva", "said", ["We will stay"]),
    ("“We will stay,\" Ana Silva said.", "Ana Silva", "said", ["We will stay"]),
    ("''We will stay,'' Ana Silva said.", "Ana Silva", "said", ["We will stay"]),
    ("Ana Silva was candid: “There is no agreement.”", "Ana Silva", "candid", ["There is no agreement."]),
    ("Ana Silva cautioned “let us not get ahead.”", "Ana Silva", "cautioned", ["let us not get ahead."]),
    ("Ana Silva: “We will stay in this town.”", "Ana Silva", None, ["We will stay in this town."]),
    ("“We will stay in this town.” — Ana Silva", "Ana Silva", None, ["We will stay in this town."]),
    ("“We will stay in this town.” ― Ana Silva", "Ana Silva", None, ["We will stay in this town."]),
    ("Ana Silva continued:\n“We stay. All of us.”", "Ana Silva", "continued", ["We stay. All of us."]),
    ("“We stay. We are many. No,” Ana Silva said.", "Ana Silva", "said", ["We stay. We are many. No"]),
    ("“We will stay.” Ana Silva said.", "Ana Silva", "said", ["We will stay."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "verb", "content"), DIRECT)
def test_direct_speech(
    statements_of: Finder, text: str, speaker: str, verb: str | None, content: list[str]
) -> None:
    found = statements_of(text)
    assert rows(text, found) == [("direct", speaker, verb, found[0].text)]
    assert [text[s:e] for s, e in found[0].content_spans] == content


INDIRECT = [
    ("Ana Silva said that the bridge was closed.", [("Ana Silva", "said", "that the bridge was closed")]),
    ("The bridge was closed, Ana Silva said.", [("Ana Silva", "said", "The bridge was closed")]),
    (
        "Ana Silva announced that the talks would go on.",
        [("Ana Silva", "announced", "that the talks would go on")],
    ),
    ("Ana Silva denied the report.", [("Ana Silva", "denied", "the report")]),
    ("Ana Silva called for new talks.", [("Ana Silva", "called", "new talks")]),
    ("Ana Silva called again for talks to begin.", [("Ana Silva", "called", "talks to begin")]),
    ("Ana Silva warned against rash steps.", [("Ana Silva", "warned", "rash steps")]),
    ("Ana Silva vowed to stay in office.", [("Ana Silva", "vowed", "to stay in office")]),
    (
        "Ana Silva urged Rui Costa to sign the treaty.",
        [("Ana Silva", "urged", "Rui Costa to sign the treaty")],
    ),
    ("Ana Silva accused Rui Costa of lying.", [("Ana Silva", "accused", "Rui Costa of lying")]),
    (
        "Ana Silva said that the bridge was closed, adding that nobody was hurt.",
        [
            ("Ana Silva", "said", "that the bridge was closed"),
            ("Ana Silva", "adding", "that nobody was hurt"),
        ],
    ),
    (
        "Rui Costa reiterated his offer, insisting that it was fair and warning against delays.",
        [
            ("Rui Costa", "reiterated", "his offer"),
            ("Rui Costa", "insisting", "that it was fair"),
            ("Rui Costa", "warning", "delays"),
        ],
    ),
    (
        "Ana Silva said that the bridge was safe, while experts had doubts.",
        [("Ana Silva", "said", "that the bridge was safe")],
    ),
    (
        "Ana Silva said she would repeal the law, which dates from the last century and has few friends.",
        [("Ana Silva", "said", "she would repeal the law")],
    ),
    ("Both leaders said that they had agreed.", [("Both leaders", "said", "that they had agreed")]),
    (
        "The bridge was closed, according to Ana Silva.",
        [("Ana Silva", "according to", "The bridge was closed")],
    ),
    ("They met a donor who said that he was leaving.", [("who", "said", "that he was leaving")]),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_reported_speech(statements_of: Finder, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(text, statements_of(text)) == [("indirect", *row) for row in expected]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ana Silva described it as “extremely productive.”", "Ana Silva", "it as “extremely productive.”"),
        ("Ana Silva said it was “a great success” for all.", "Ana Silva", "it was “a great success” for all"),
        ("Ana Silva admitted “one or two slips” in the sums.", "Ana Silva", "“one or two slips” in the sums"),
        ("Ana Silva said it was safe. “I went myself.”", "Ana Silva", "it was safe. I went myself."),
        ("Ana Silva called the plan “a grave mistake.”", "Ana Silva", "the plan “a grave mistake.”"),
    ],
)  # fmt: skip
def test_mixed_speech(statements_of: Finder, text: str, speaker: str, content: str) -> None:
    assert [(s.mode, text[slice(*(s.speaker_span or (0, 0)))], s.text) for s in statements_of(text)] == [
        ("mixed", speaker, content)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The “Fake News” was there, and the “secure Southern Border” too.",
        "He read “War and Peace” on the train.",
        "The so-called “great deal” collapsed.",
        "The spokesman declined to say whether the deal was dead.",
        "The minister did not say when.",
        "A group called Sandy Hook Promise met.",
        "Ana Silva called an emergency meeting of mayors for Friday evening.",
        "The talks revealed deep rifts.",
        "It rained, and the “leaders” left.",
        "",
    ],
)
def test_what_is_no_statement(statements_of: Finder, text: str) -> None:
    assert rows(text, statements_of(text)) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ana Silva came. She said that all was well.", ["ana-silva"]),
        ("Ana Silva’s lawyer said that all was well.", [None]),
        ("Both leaders said that all was well.", [None]),
        ("The mayor, Ana Silva, said that all was well.", ["ana-silva"]),
        ("The Kremlin said that all was well.", ["kremlin"]),
        ("Ana Silva told Rui Costa that all was well.", ["ana-silva"]),
        ("Rui Costa was told by Ana Silva that all was well.", ["ana-silva"]),
        ("An aide said that Ana Silva had told the press that all was well.", [None, "ana-silva"]),
        ("“All is well,” Ana Silva said.\n“And it will stay well.”", ["ana-silva"]),
        (
            "“All is well,” Ana Silva said after a long night of talks in the old town.\n“It stays well.”",
            ["ana-silva", "ana-silva"],
        ),
    ],
)
def test_the_speaker_as_a_participant(statements_of: Finder, text: str, speakers: list[str | None]) -> None:
    assert [s.speaker for s in statements_of(text)] == speakers


def test_who_was_told_and_who_relayed(statements_of: Finder) -> None:
    text = "Ana Silva came. Rui Costa said that Ana Silva had told reporters that all was well."
    outer, inner = statements_of(text)
    assert (outer.speaker, outer.via) == ("rui-costa", None)
    assert (inner.speaker, inner.via, inner.to) == ("ana-silva", "rui-costa", ("reporters",))


def test_a_quotation_over_paragraphs_is_one_statement(statements_of: Finder) -> None:
    text = "Ana Silva said: “We will stay.\n\n“We are many.”"
    assert rows(text, statements_of(text)) == [("direct", "Ana Silva", "said", "We will stay. We are many.")]


def test_stages_are_named(statements_of: Finder) -> None:
    text = (
        "“We will stay,” Ana Silva said after a long night of talks in the old town hall.\n"
        "“And we will win.”\nRui Costa said that all was well."
    )
    assert [s.stage for s in statements_of(text)] == ["quotation+cue", "carry-over", "clause:clause"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will stay,” Ana Silva said.", [("direct", "Ana Silva", "said", "We will stay")]),
        ("“We will stay,” said Ana Silva.", [("direct", "Ana Silva", "said", "We will stay")]),
        ("“We will stay,” he said.", [("direct", "he", "said", "We will stay")]),
        ("Ana Silva said that all was well.", [("indirect", "Ana Silva", "said", "that all was well")]),
        ("The “Fake News” was there.", []),
    ],
)
def test_without_a_model_the_surface_stages_run(text: str, expected: list[Row]) -> None:
    assert rows(text, surface(text)) == expected


def test_the_summit_report(statements_of: Finder, shared: Path) -> None:
    text = (shared / "coverage" / "ani-alaska-summit.txt").read_text(encoding="utf-8")
    found = statements_of(text)
    wanted = [
        ("indirect", "donald-trump", "intimated", "he sought an end"),
        ("indirect", None, "suggested", "Moscow could halt its military actions"),
        ("indirect", "vladimir-putin", "indicated", "a willingness to discuss nuclear arms control"),
        ("indirect", "karoline-leavitt", "announced", "the format of the meeting would expand"),
        ("indirect", "vladimir-putin", "reiterated", "Russia’s commitment to ending the war"),
        ("indirect", "vladimir-putin", "insisting", "any settlement must tackle the underlying causes"),
        ("indirect", "vladimir-putin", "warning", "sabotaging negotiations"),
        ("mixed", "donald-trump", "described", "the meeting as “extremely productive"),
        ("indirect", "donald-trump", "stating", "many points were agreed upon"),
        ("indirect", "donald-trump", "acknowledging", "critical issues remained"),
        ("direct", "donald-trump", "candid", "There’s no agreement until it’s finalised"),
        ("indirect", "donald-trump", "emphasised", "the next steps depended on the willingness"),
        ("indirect", "donald-trump", "dismissing", "such claims"),
        ("indirect", "donald-trump", "vowing", "safety for US cities"),
    ]
    for mode, speaker, verb, words in wanted:
        assert [
            1 for s in found if (s.mode, s.speaker, s.verb) == (mode, speaker, verb) and words in s.text
        ], words
    assert not {"truth-social", "fake-news", "alaska"} & {s.speaker for s in found}


def test_the_lexicon_knows_every_form() -> None:
    assert cues()["said"].lemma == "say"
    assert cues()["replied"].lemma == "reply"
    assert cues()["admitted"].lemma == "admit"
    assert cues()["emphasising"].lemma == "emphasise"
    assert {cue.kind for cue in cues().values()} == {"speech", "stance", "denial", "promise", "demand"}


PIECES = [
    "“", "”", '"', "'", "’", "said", "Ana Silva", "he", ",", ".", "?", ":", "—", "\n", "that", "told",
    "We stay",     "''", "according to",
]  # fmt: skip


def in_order(whole: str, parts: Sequence[str]) -> bool:
    """Whether a text consists of the parts in order, with a space and at most one mark between two."""
    at = 0
    links: tuple[str, ...] = ("",)
    for part in parts:
        found = whole.find(part, at)
        if found < 0 or whole[at:found] not in links:
            return False
        links = (" ", ". ", ", ", " and ", " or ", " but ")
        at = found + len(part)
    return at == len(whole)


def sound(text: str, found: Sequence[FoundStatement]) -> None:
    for statement in found:
        assert statement.content_spans
        assert in_order(statement.text, [text[s:e] for s, e in statement.content_spans])
        for start, end in (*statement.content_spans, statement.cue_span, statement.speaker_span):  # type: ignore[misc]
            assert 0 <= start < end <= len(text)
    assert list(found) == sorted(found, key=lambda s: s.content_spans[0])


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=80))
def test_surface_stages_survive_any_text(text: str) -> None:
    for statement in surface(text):
        sound(text, [s for s in [statement] if s.cue_span and s.speaker_span])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_all_stages_survive_any_text(model: LanguageModel, text: str) -> None:
    document = Document("t", text)
    spans = sentences(text)
    parsed = language.parse(model, text, spans)
    for statement in find_statements(document, spans, find_participants(document, parsed), parsed):
        assert in_order(statement.text, [text[s:e] for s, e in statement.content_spans])
        for span in (*statement.content_spans, statement.cue_span, statement.speaker_span):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "On Friday Keir Starmer said that he had warned the allies about the offers.",
            ["that he had warned the allies about the offers"],
        ),
        (
            "Keir Starmer intimated that he sought an end to the war and emphasised the need for talks.",
            ["that he sought an end to the war", "the need for talks"],
        ),
    ],
)
def test_one_speaker_s_words_are_told_once(statements_of: Finder, text: str, contents: list[str]) -> None:
    assert [said.text for said in statements_of(text)] == contents
