"""The page on the query language shows what works."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from timeline_tui.search.errors import QueryError
from timeline_tui.search.expressions import HAS, IS
from timeline_tui.search.lexer import FIELD_NAMES
from timeline_tui.search.parse import parse_query

PAGE = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text(encoding="utf-8")
CELLS = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
EXAMPLES = [code for cell in CELLS for code in re.findall(r"`([^`]+)`", cell) if not code.endswith(":")]


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_in_a_table_can_be_read(text: str) -> None:
    parse_query(text, today=date(2025, 8, 20))


@pytest.mark.parametrize("name", [*(f"{name}:" for name in FIELD_NAMES), *HAS, *IS])
def test_every_field_and_state_is_described(name: str) -> None:
    assert name in PAGE


def test_the_message_shown_is_the_one_given() -> None:
    with pytest.raises(QueryError) as raised:
        parse_query("who:lavrov when:2025-13")
    assert str(raised.value) in PAGE
    column = len("/ ") + raised.value.start
    assert "\n" + " " * column + "^" in PAGE
