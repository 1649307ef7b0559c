from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.markdown import plain_text


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("# Title #\n\nText.", "Title\n\nText."),
        ("One line\nof a paragraph.\n\nNext.", "One line of a paragraph.\n\nNext."),
        ("**Bold**, *slanted*, __bold__ and _slanted_.", "Bold, slanted, bold and slanted."),
        ("a * b and snake_case_name", "a * b and snake_case_name"),
        ("[the words](https://example.org/a_(b)) here", "the words here"),
        ("[the words][ref] here\n\n[ref]: https://example.org", "the words here"),
        ("He said [sic] it.", "He said [sic] it."),
        ("![a picture](x.png)Text", "Text"),
        ("> “Quoted.”\n> More.", "“Quoted.” More."),
        ("- one\n- two\n  more", "- one\n- two more"),
        ("a<!-- hidden -->b", "ab"),
        ("\\*not slanted\\*", "*not slanted*"),
        ("`code` and <https://example.org>", "code and https://example.org"),
        ("Text\n\n---\n\nMore", "Text\n\nMore"),
        ("hard  \nbreak", "hard\nbreak"),
        ("```\na  # b\n```", "a  # b"),
        ("“It’s 3 < 4,” she said.", "“It’s 3 < 4,” she said."),
    ],
)
def test_marks_go_words_stay(markdown, wanted):
    assert plain_text(markdown) == wanted


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from(list("ab*_[]()<>!#`\\-~ \n")), max_size=80))
def test_no_letter_of_prose_is_invented(markdown):
    made = plain_text(markdown)
    assert made.count("a") <= markdown.count("a")
    assert plain_text("word") == "word"


@pytest.mark.parametrize("piece", ["**", "<!--", "[", "![", "`", "_a", "\\", "<a ", "> ", "[a]("])
def test_hostile_markdown_is_read(piece):
    assert len(plain_text(piece * 3000)) <= len(piece) * 3000
