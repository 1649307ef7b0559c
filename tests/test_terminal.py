"""The explorer driven from outside, in a real pseudo-terminal, at the three sizes it is made for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.terminal import Terminal

WIDE, MEDIUM, NARROW = (160, 50), (100, 30), (60, 20)
HOSTILE = (
    r"[sic] [/] [red]x[/red] \u001b[2J\u001b]52;c;ZXZpbA==\u0007 \u009b31m \u202egnp.exe "
    r"👩‍👩‍👧 é 漢字 \u200b \u0000"
)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW], ids=str)
def test_filter_then_export(tmp_path: Path, size: tuple[int, int]) -> None:
    with Terminal(columns=size[0], rows=size[1], cwd=tmp_path) as terminal:
        total = int(terminal.wait_for(r"(\d+) events")[1])
        terminal.send("/lavrov")
        terminal.wait_for("lavrov ×")
        count = int(terminal.wait_for(rf"(?<!\d)(?!{total} of)(\d+) of {total}")[1])
        assert 0 < count < total
        terminal.wait_for("Lavrov")
        terminal.send("\r")
        terminal.send("x")
        terminal.wait_for("new file")
        terminal.send("\r")
        terminal.wait_for("Written")
        exported = tomllib.loads((tmp_path / "lavrov.toml").read_text(encoding="utf-8"))
        assert len(exported["events"]) == count
        terminal.send("q")
        assert terminal.exit_code() == 0


def test_hits_are_marked_and_panes_follow_the_cursor(tmp_path: Path) -> None:
    with Terminal(cwd=tmp_path) as terminal:
        terminal.wait_for(r"\d+ events")
        terminal.send("/lavrov")
        terminal.wait_for("lavrov ×")
        screen = terminal.screen
        marked = {
            screen.buffer[y][x].data
            for y in range(screen.lines)
            for x in range(screen.columns)
            if screen.buffer[y][x].bg == "f4d35e"
        }
        assert set("Lavrov") <= marked
        terminal.send("\r")
        first = terminal.wait_for(r"Participants \d+.*")[0]
        terminal.send("j")
        terminal.wait_for(rf"(?s)^(?!.*{re.escape(first)}).*Participants \d+")


def test_text_from_a_file_is_never_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    path.write_text(
        'format = "timeline/1"\n'
        f'title = "{HOSTILE}"\n'
        '[[sources]]\nid = "s"\n'
        f'publisher = "{HOSTILE}"\n'
        f'[[participants]]\nid = "p"\nname = "{HOSTILE}"\n'
        f'[[events]]\nid = "e"\nwhen = "2024-03-05"\ntitle = "{HOSTILE}"\nsummary = "{HOSTILE}"\n'
        f'place = "{HOSTILE}"\nparticipants = [{{ who = "p" }}]\n'
        f'evidence = [{{ source = "s", quote = "{HOSTILE}" }}]\n'
        f'[[events.statements]]\nspeaker = "p"\nmode = "direct"\ntext = "{HOSTILE}"\n'
        f'evidence = [{{ source = "s", quote = "{HOSTILE}" }}]\n',
        encoding="utf-8",
    )
    with Terminal(str(path), cwd=tmp_path) as terminal:
        terminal.wait_for(r"\[sic\] \[/\] \[red\]x\[/red\]")
        terminal.send("jo")
        terminal.wait_for(r"\[sic\]")
        terminal.send("\x1bq")
        assert "\x1b]52" not in terminal.raw
        assert "\x1b[2J\x1b]" not in terminal.raw
        assert "\u202e" not in terminal.raw
        assert "\x9b" not in terminal.raw


def test_a_file_that_cannot_be_opened_is_one_message(tmp_path: Path) -> None:
    with Terminal("missing.toml", cwd=tmp_path) as terminal:
        terminal.wait_for("there is no such file")
        assert terminal.exit_code() == 1
        assert "Traceback" not in terminal.raw


def test_a_source_that_is_gone_while_open_costs_nothing(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("---\nid: s\n---\n\nThe bridge closed on 5 March 2024.\n", encoding="utf-8")
    path = tmp_path / "bridge.toml"
    path.write_text(
        'format = "timeline/1"\ntitle = "Bridge"\n[[sources]]\nid = "s"\ndocument = "note.md"\n'
        '[[events]]\nid = "closed"\nwhen = "2024-03-05"\ntitle = "Bridge closed"\n'
        'evidence = [{ source = "s", quote = "The bridge closed" }]\n',
        encoding="utf-8",
    )
    with Terminal(str(path), cwd=tmp_path) as terminal:
        terminal.wait_for("Bridge closed")
        note.unlink()
        path.unlink()
        terminal.send("o")
        terminal.wait_for("missing|no such file")
        terminal.send("\x1b")
        terminal.wait_for("/ filter")
        terminal.send("q")
        assert terminal.exit_code() == 0
