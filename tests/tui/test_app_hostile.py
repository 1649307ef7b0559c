"""A timeline written by an attacker: shown as it stands, nothing obeyed, nothing broken, exact on export."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.tui.bridge import NARROW, SIZES, explorer, press, screen, settle, type_text
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.timeline import (
    Affiliation,
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Source,
    Statement,
    Timeline,
)

WORDS = (
    "[sic] [/] [red]x[/red] [@click=app.quit]q[/] $accent \x1b[2J\x1b]52;c;ZXZpbA==\x07 \x9b31m \x90q\x9c "
    "\u202egnp.exe\u202c \u2066x 👩‍👩‍👧 e\u0301\u0323 漢字かな ﷽ \u200b\x00\x7f\ttab\nline ‘“”’"
)
DANGER = ("\x1b]52", "\x1b[2J", "\x9b", "\x90", "\u202e", "\x07", "\x00")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    proof = Evidence(source=WORDS, quote=WORDS)
    statements = tuple(
        Statement(speaker=WORDS, verb=WORDS, mode=mode, text=WORDS, to=(WORDS,), via=WORDS, evidence=(proof,))
        for mode in ("direct", "mixed", "indirect")
    )
    timeline = Timeline(
        title=WORDS,
        timezone="Asia/Kathmandu",
        sources=(
            Source(
                id=WORDS,
                publisher=WORDS,
                title=WORDS,
                url=WORDS,
                published="2024",
                language=WORDS,
                document="../../etc/passwd",
            ),
        ),
        participants=(
            Participant(
                id=WORDS,
                name=WORDS,
                aliases=(WORDS + "2",),
                affiliations=(Affiliation(of=WORDS, role=WORDS),),
            ),
        ),
        events=tuple(
            Event(
                id=f"{WORDS}{number}",
                when="2024-03-05",
                when_text=WORDS,
                title=WORDS * (1 + 40 * number),
                summary=WORDS * 3,
                place=WORDS,
                tags=(WORDS,),
                participants=(Participation(who=WORDS, role=WORDS),),
                evidence=(proof,),
                statements=statements,
                claims=(
                    Claim(field="when", value=WORDS, evidence=(proof,)),
                    Claim(field=WORDS, value=WORDS, evidence=(proof,)),
                    Claim(field=WORDS, value=WORDS + "3", evidence=(proof,)),
                ),
            )
            for number in range(2)
        ),
    )
    path = tmp_path / "hostile.toml"
    path.write_text(write_timeline(timeline), encoding="utf-8")
    return path


def safe(shown: str) -> None:
    for danger in DANGER:
        assert danger not in shown


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_shows_it_and_obeys_nothing(
    path: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with explorer(path).run_test(size=size) as pilot:
        await settle(pilot)
        assert "[sic] [/]" in screen(pilot)
        safe(screen(pilot))
        steps: list[tuple[str, ...]] = [
            ("1",),
            ("2",),
            ("3",),
            ("4",),
            ("5",),
            ("tab", "down"),
            ("escape",),
            ("o",),
        ]
        steps += [("escape",), ("y",), ("question_mark",), ("escape",), ("x",), ("escape",), ("z",), ("T",)]
        for keys in steps:
            await press(pilot, *keys)
            safe(screen(pilot))
        safe(pilot.app.clipboard)
        assert "[sic]" in pilot.app.clipboard
        await press(pilot, "f")
        assert "[sic] [/]" in screen(pilot)
        for keys in (
            ("down",),
            ("space",),
            ("down", "minus"),
            ("F",),
            ("left_square_bracket", "s"),
            ("escape",),
        ):
            await press(pilot, *keys)
            safe(screen(pilot))
        await press(pilot, "f", "0")
        await press(pilot, "escape", "2", "tab", "enter")
        safe(screen(pilot))
        await press(pilot, "escape", "0", "slash")
        await type_text(pilot, "[sic]")
        safe(screen(pilot))
        await press(pilot, "enter", "x", "enter")
        assert pilot.app.is_running
    written = list(tmp_path.glob("*.toml"))
    assert len(written) == 2
    exported = tomllib.loads(next(one for one in written if one != path).read_text(encoding="utf-8"))
    assert exported["title"] == WORDS
    assert {event["summary"] for event in exported["events"]} == {WORDS * 3}


async def test_a_document_outside_the_folder_is_refused(path: Path) -> None:
    async with explorer(path).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "o")
        assert "root:" not in screen(pilot)
        assert "outside" in " ".join(screen(pilot).split())
