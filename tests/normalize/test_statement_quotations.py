"""Direct and mixed statements by kind of quotation: a table of cases for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from timeline_tui.normalize.records import FoundStatement

Found = Callable[[str], tuple[FoundStatement, ...]]
Rows = list[tuple[str, str | None, str]]


def told(text: str, statements: Sequence[FoundStatement]) -> Rows:
    """Return mode, words of the speaker and text of statements."""
    return [(s.mode, text[slice(*s.speaker_span)] if s.speaker_span else None, s.text) for s in statements]


TAGS = [
    ("“The bridge will fall,” engineer Ana Silva wrote on Twitter.", "engineer Ana Silva",
     "The bridge will fall"),
    ("“The bridge will fall,” Nuno Lima, the engineer who built the dam, tweeted on Monday.",
     "Nuno Lima, the engineer who built the dam", "The bridge will fall"),
    ("“The bridge will fall,” the letter reads.", "the letter", "The bridge will fall"),
    ("“The bridge will fall,” she went on.", "she", "The bridge will fall"),
    ("“The bridge will fall,” Ana Silva shot back.", "Ana Silva", "The bridge will fall"),
    ("More from Ana Silva:\n“The bridge will fall, and nobody will mend it.”", "Ana Silva",
     "The bridge will fall, and nobody will mend it."),
    ("Said Ana Silva, who lives beside it, “The bridge will fall.”", "Ana Silva", "The bridge will fall."),
    ("Ana Silva asked, “Really?”", "Ana Silva", "Really?"),
    ("“The bridge will fall” Silva said.", "Silva", "The bridge will fall"),
    ("“They shout, ‘Save the bridge,’” Ana Silva explained.", "Ana Silva", "They shout, ‘Save the bridge,’"),
]  # fmt: skip

SIGNED = [
    ("“The bridge will fall, and nobody will mend it.”\n- Ana Silva.\nRain fell.", "Ana Silva",
     "The bridge will fall, and nobody will mend it."),
    ("“The bridge will fall, and nobody will mend it.” [Porto Courier]", "Porto Courier",
     "The bridge will fall, and nobody will mend it."),
]  # fmt: skip

NEARBY = [
    ("Ana Silva left before the vote. “I had seen more than enough of it.”", "Ana Silva",
     "I had seen more than enough of it."),
    ("Mayor Ana Silva issued a statement, “Nobody has asked the people who live there.”", "Mayor Ana Silva",
     "Nobody has asked the people who live there."),
    ("After the vote, Ana Silva held up her hands: “Nobody has asked the people who live there.”",
     "Ana Silva", "Nobody has asked the people who live there."),
]  # fmt: skip

FRAGMENTS = [
    ("Ana Silva knocked the plan as a “gift to the rich.”", "Ana Silva", "the plan as a “gift to the rich.”"),
    ("Ana Silva warmed up the crowd with a chant of “no more lies, no more taxes.”", "Ana Silva",
     "the crowd with a chant of “no more lies, no more taxes.”"),
    ("Ana Silva said the goal was not to “win again” but to “win for good.”", "Ana Silva",
     "the goal was not to “win again” but to “win for good.”"),
]  # fmt: skip

CHAINS = [
    ("Ana Silva called it “a shame” and called on the council to resign.",
     ["it “a shame”", "the council to resign"]),
    ("Ana Silva left, telling reporters that he is a “coward” and promising to stay in office.",
     ["that he is a “coward”", "to stay in office"]),
    ("Ana Silva said that Rui Costa had “lost his way,” adding, “He must go now.”",
     ["that Rui Costa had “lost his way,”", "He must go now."]),
    ("Ana Silva called the plan “a gift to the rich” in an interview.", ["the plan “a gift to the rich”"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents"), CHAINS)
def test_content_ends_before_the_next_cue_or_the_occasion(
    statements_of: Found, text: str, contents: list[str]
) -> None:
    found = told(text, statements_of(text))
    assert [said for _, _, said in found] == contents
    assert {who for _, who, _ in found} == {"Ana Silva"}


NONE = [
    "Ana Silva served as the “voice” of the club.",
    "Ana Silva took home the “Silver Star” of the show.",
    "Ana Silva starred in the film, “The Long Bridge of Porto.”",
    "The race ended in a “virtual tie” on Sunday.",
    'See <a href="the bridge will fall, and nobody will mend it">the map</a> of Ana Silva.',
]


@pytest.mark.parametrize(("text", "speaker", "content"), TAGS + SIGNED + NEARBY)
def test_quotations(statements_of: Found, text: str, speaker: str, content: str) -> None:
    assert told(text, statements_of(text)) == [("direct", speaker, content)]


@pytest.mark.parametrize(("text", "speaker", "content"), FRAGMENTS)
def test_quoted_words_in_a_clause(statements_of: Found, text: str, speaker: str, content: str) -> None:
    assert told(text, statements_of(text)) == [("mixed", speaker, content)]


@pytest.mark.parametrize("text", NONE)
def test_quoted_words_that_nobody_said(statements_of: Found, text: str) -> None:
    assert told(text, statements_of(text)) == []


def test_who_relays_a_quotation_is_kept(statements_of: Found) -> None:
    (said,) = statements_of("“The bridge will fall,” Ana Silva said, according to the White House.")
    assert (said.speaker, said.via, said.text) == ("ana-silva", "white-house", "The bridge will fall")


JOINED = [
    ("The town is “out of money,” Ana Silva said. “We cannot go on like this.”",
     "The town is “out of money,” We cannot go on like this."),
    ("Ana Silva said that she had “seen enough of it.”\n“We cannot go on like this.”",
     "that she had “seen enough of it.” We cannot go on like this."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content"), JOINED)
def test_a_quotation_goes_on_with_quoted_words(statements_of: Found, text: str, content: str) -> None:
    assert told(text, statements_of(text)) == [("mixed", "Ana Silva", content)]


NAMED = [
    ("Ana Silva left early, wrote Rui Costa, adding, “She had seen more than enough of it.”", "Rui Costa"),
    ("“The bridge will fall,” Ana Silva said before noon, adding: “Nobody will mend it.”", "Ana Silva"),
]  # fmt: skip


def test_a_participle_goes_on_from_the_cue_it_hangs_on(statements_of: Found) -> None:
    text = (
        "Papers jumped on it, with some framing the vote as a “loss” for Costa, to which she responded by "
        "dismissing such claims on air, blaming the “loud few” for twisting the facts."
    )
    assert [who for _, who, said in told(text, statements_of(text)) if "few" in said] == ["she"]


@pytest.mark.parametrize(("text", "speaker"), NAMED)
def test_a_participle_has_the_speaker_before_it(statements_of: Found, text: str, speaker: str) -> None:
    assert {who for _, who, _ in told(text, statements_of(text))} == {speaker}


RELAYED = [
    ("Rui Costa said that Ana Silva had told him that the bridge was safe.", ["rui-costa", "ana-silva"]),
    ("Rui Costa said that Ana Silva had rejected the report.", ["rui-costa"]),
    ("Rui Costa said that many people believe the report is wrong.", ["rui-costa"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), RELAYED)
def test_only_what_a_known_person_said_is_relayed(
    statements_of: Found, text: str, speakers: list[str]
) -> None:
    assert [s.speaker for s in statements_of(text)] == speakers
