from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.paragraphs import paragraphs, title_span
from timeline_tui.coverage.sentences import sentences


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["Mr. Smith met Gen. Keith Kellogg.", "They spoke."],
        ["The U.S. President left at 5 p.m. on Friday.", "He flew home."],
        ["He went to the U.S. and stayed."],
        ["The robots met in Washington D.C.", "The team won."],
        ["He moved to the U.S.", "The President later agreed."],
        ["No. 10 said no.", "The talks ended."],
        ["J. D. Vance and George W. Bush met on Aug. 15 in St. Louis."],
        ["It grew 3.5 percent to $1.2 billion.", "Oil fell."],
        ["He fought in World War I.", "The war ended in 1918.", "He went home."],
        ["“Will it hold?” he said.", "Nobody knew."],
        ["“Will it hold?” Vladimir Putin asked reporters.", "Nobody knew."],
        ["“It is over!” shouted the crowd.", "They left."],
        ["“We met.", "We talked,” he said.", "Then he left."],
        ["“We met.”", "Then he left."],
        ["«On verra.»", "Il partit."],
        ["„Ja.“", "Dann ging er."],
        ["He paused… and went on.", "“I… I do,” she said."],
        ["He waited . . . and waited.", "Then he left."],
        ["On 15. August 2025 they met.", "It rained."],
        ["It fell (by 3 percent.)", "It rose."],
        ["It was agreed.[12]", "It was not."],
        ["Acme Inc. Chairman Jo Fox left.", "She quit."],
        ["He praised then-Sen. Barack Obama and ex-Gov. Deval Patrick.", "They met."],
        ["Prices rose in Sept.", "The bank acted."],
        ["Yahoo! announced it.", "So did Dr. No."],
        ["これは本です。", "次の文です。"],
    ],
)
def test_where_sentences_end(wanted):
    joined = "".join(wanted) if wanted[0][0] == "こ" else " ".join(wanted)
    assert found(joined) == wanted


def test_headings_items_and_date_lines_are_sentences_of_their_own():
    text = "Bridge shut\n\nFriday, July 21, 2017\nThe bridge was shut.\n\n- One thing\n- Another. And more\n"
    text += "3. Third"
    assert found(text) == [
        "Bridge shut",
        "Friday, July 21, 2017",
        "The bridge was shut.",
        "One thing",
        "Another.",
        "And more",
        "Third",
    ]
    assert title_span(text) == (0, 11)


@pytest.mark.parametrize("text", ["One sentence, no title.\n\nAnother.", "Only a line", ""])
def test_no_title(text):
    assert title_span(text) is None


WRAPPED = (
    "The summit was held at a base in Alaska, and it was the first time that the two\n"
    "leaders met on American soil since the war began. The talks lasted three hours\n"
    "and ended early.\n"
    "\n"
    "They left."
)


def test_lines_wrapped_to_a_width_are_one_paragraph():
    assert len(paragraphs(WRAPPED)) == 2
    assert [words.replace("\n", " ")[-40:] for words in found(WRAPPED)] == [
        "et on American soil since the war began.",
        "alks lasted three hours and ended early.",
        "They left.",
    ]


def test_a_paragraph_a_line():
    text = "The bridge was shut on Tuesday by the city.\nNobody will cross, said the mayor.\nIt rained."
    assert len(paragraphs(text)) == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_every_line_end_ends_a_heading(end):
    assert len(paragraphs(f"A title{end}{end}A sentence.")) == 2


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from(list('aB1.!?…"“”’«» \n\r\u2028-—[]()中。')), max_size=80))
def test_spans_are_sound(text):
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        last = end
    if not text[:1].isspace():
        covered = set()
        for start, end in paragraphs(text):
            covered |= set(range(start, end))
        assert all(text[at].isspace() or at in covered for at in range(len(text)))


@pytest.mark.parametrize(
    "text", ["." * 200_000, '.”"' * 60_000, "A. " * 60_000, "a\n" * 60_000, "“" * 100_000]
)
def test_hostile_text_is_read(text):
    spans = sentences(text)
    assert spans[-1][1] == len(text.rstrip())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("LISBON, March 6 (Reuters) - The bridge closed.", "The bridge closed."),
        ("MEXICO CITY — The senate met on Monday.", "The senate met on Monday."),
        ("Lisbon, Portugal (AP) — The bridge closed.", "The bridge closed."),
        ("NEW YORK (AP) -- “No,” she said.", "“No,” she said."),
        ("Lisbon — a city of bridges — slept.", "Lisbon — a city of bridges — slept."),
        ("NATO - the alliance - met.", "NATO - the alliance - met."),
        ("F-35 jets flew over.", "F-35 jets flew over."),
    ],
)
def test_an_agencys_dateline_is_not_narrated(text: str, first: str) -> None:
    start, end = sentences(text)[0]
    assert text[start:end] == first
