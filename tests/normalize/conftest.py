"""The language model, loaded once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.sentences import sentences
from timeline_tui.normalize import language
from timeline_tui.normalize.language import LanguageModel, Parsed
from timeline_tui.normalize.names import find_participants
from timeline_tui.normalize.records import FoundParticipant, FoundStatement
from timeline_tui.normalize.statements import find_statements


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    """The installed language model; tests that need it are skipped where the extra is not installed."""
    loaded = language.load()
    if loaded is None:
        pytest.skip("the language extra is not installed")
    return loaded


@pytest.fixture(scope="session")
def parse_text(model: LanguageModel) -> Callable[[str], Parsed]:
    return lambda text: language.parse(model, text, sentences(text))


@pytest.fixture(scope="session")
def people_of(parse_text: Callable[[str], Parsed]) -> Callable[[str], tuple[FoundParticipant, ...]]:
    return lambda text: find_participants(Document("t", text), parse_text(text))


@pytest.fixture(scope="session")
def statements_of(parse_text: Callable[[str], Parsed]) -> Callable[[str], tuple[FoundStatement, ...]]:
    def found(text: str) -> tuple[FoundStatement, ...]:
        document, parsed = Document("t", text), parse_text(text)
        return find_statements(document, sentences(text), find_participants(document, parsed), parsed)

    return found
