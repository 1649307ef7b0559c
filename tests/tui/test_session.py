from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.search.examples import SUMMIT
from tests.search.store.test_answers import written
from tests.tui.bridge import bridge
from timeline_tui.model.problems import InputError
from timeline_tui.tui.session import open_session


def test_several_files_are_one_timeline_whatever_their_form(tmp_path: Path) -> None:
    index = written(SUMMIT, tmp_path)
    toml = bridge(tmp_path)
    alone = len(open_session([toml]).index)
    together = open_session([toml, index])
    assert len(together.index) == alone + len(SUMMIT.events)
    assert SUMMIT.title in together.index.title


def test_a_damaged_index_among_several_files_is_one_clear_message(tmp_path: Path) -> None:
    index = written(SUMMIT, tmp_path)
    with sqlite3.connect(index) as connection:
        connection.execute("UPDATE events SET record = '{' WHERE row = 2")
    connection.close()
    with pytest.raises(InputError, match="damaged"):
        open_session([bridge(tmp_path), index])
