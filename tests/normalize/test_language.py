from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.sentences import sentences
from timeline_tui.model.problems import InputError
from timeline_tui.normalize import language, model_files
from timeline_tui.normalize.language import LanguageModel, Parsed


def test_the_model_is_loaded_once(model: LanguageModel) -> None:
    assert language.load() is model


def test_boundaries_are_ours(model: LanguageModel) -> None:
    text = "“Who are you?” asked the mayor. Nobody answered."
    spans = ((0, 31), (32, 48))
    parsed = language.parse(model, text, spans)
    assert [parsed.span(first, end - 1) for first, end in parsed.sentences] == list(spans)


def test_text_between_the_sentences_is_left_out(model: LanguageModel) -> None:
    text = "It rained.\nSHARE THIS\nIt stopped."
    parsed = language.parse(model, text, ((0, 10), (22, 33)))
    assert "SHARE" not in parsed.words
    assert parsed.starts[-1] == 32


@pytest.mark.parametrize("size", [language.LONGEST_SENTENCE, language.LONGEST_SENTENCE * 5])
def test_long_sentences_are_cut_at_white_space(model: LanguageModel, size: int) -> None:
    text = "word " * (size // 5)
    parsed = language.parse(model, text, ((0, len(text)),))
    assert set(parsed.words) == {"word"}
    assert len(parsed.words) == size // 5


def test_edges_and_children(model: LanguageModel) -> None:
    text = "The mayor of Porto said that the bridge was closed."
    parsed = language.parse(model, text, ((0, len(text)),))
    said = parsed.words.index("said")
    assert parsed.edges[said] == (0, len(parsed.words) - 1)
    mayor = parsed.words.index("mayor")
    assert mayor in parsed.children[said]
    assert parsed.edges[mayor] == (0, 3)


@pytest.mark.usefixtures("model")
def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    folder = language._data_folder(model_files.PACKAGE)
    if folder is None:
        pytest.skip("another model is installed")
    copy = tmp_path / "model"
    shutil.copytree(folder, copy)
    language.check_files(copy)
    with (copy / "config.cfg").open("a") as file:
        file.write("\n")
    with pytest.raises(InputError) as caught:
        language.check_files(copy)
    assert caught.value.problem.code == "model-changed"
    assert str(caught.value.problem.file).endswith("config.cfg")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is missing"):
        language.check_files(tmp_path)


def test_without_the_package_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_data_folder", lambda _: None)
    language.load.cache_clear()
    try:
        assert language.load() is None
    finally:
        language.load.cache_clear()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200) | st.text(alphabet="aB .\n“”\"'’—é\u200b\ud800", max_size=120))
def test_every_token_stands_where_it_says(model: LanguageModel, text: str) -> None:
    parsed: Parsed = language.parse(model, text, sentences(text))
    for word, start, end in zip(parsed.words, parsed.starts, parsed.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert text[start:end].replace("\ud800", "\ufffd") == word or "\ufffd" in word
    assert all(0 <= head < len(parsed.words) for head in parsed.heads)
    assert all(low <= i <= high for i, (low, high) in enumerate(parsed.edges))
    assert list(parsed.starts) == sorted(parsed.starts)


def test_a_word_without_end_is_read_in_fair_time(model: LanguageModel) -> None:
    text = "It rained. " + "“" * 3000 + " It snowed."
    parsed = language.parse(model, text, ())
    assert "".join(parsed.words).count("“") > 2900
    assert parsed.ends[-1] == len(text)
