from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.search.fold import fold, fold_with_offsets, fold_words

# What folding treats specially, so that it meets.
TEXTS = st.text(
    alphabet=st.characters() | st.sampled_from("ßŁłŒœİıﬁ½Ａ①é\u0301가각한\u00ad\u200b“”–\n\t`´ ΐ℡ǰ"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź – ÉTÉ", "lodz - ete"),
        ("Straße", "strasse"),
        ("Œuvre Ærø", "oeuvre aero"),
        ("ＡＬＡＳＫＡ１５", "alaska15"),
        ("ﬁnal", "final"),
        ("İstanbul ıçin", "istanbul icin"),
        ("“don’t”", '"don\'t"'),
        ("«да» Ещё", '"да" еще'),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("hy\u00adphen zero\u200bwidth", "hyphen zerowidth"),
        ("e\u0301", "e"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
        ("Lavrov `x`", "lavrov 'x'"),
    ],
)
def test_what_text_becomes(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_spaces_between_words_are_one() -> None:
    assert fold_words("  New \n START\t") == "new start"


@settings(max_examples=300)
@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=300)
@given(TEXTS)
def test_every_folded_offset_has_its_original(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    end_before = 0
    for at, char in enumerate(folded.text):
        start, end = folded.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert char in fold(text[start:end])
        assert end >= end_before
        end_before = end
    assert folded.original(0, len(folded.text))[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        ("die Straße dort", "strasse", "Straße"),
        ("Łódź", "od", "ód"),
        ("a Zelenskyy\u0301 b", "zelenskyy", "Zelenskyy\u0301"),
        ("über ﬁnal", "fin", "ﬁn"),
        ("½ cup", "2", "½"),
    ],
)
def test_hits_are_shown_where_they_stand(text: str, words: str, original: str) -> None:
    folded = fold_with_offsets(text)
    at = folded.text.index(words)
    start, end = folded.original(at, at + len(words))
    assert text[start:end] == original
