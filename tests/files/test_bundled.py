from __future__ import annotations

from pathlib import Path

import pytest

from timeline_tui.files import bundled
from timeline_tui.files.bundled import bundled_timeline
from timeline_tui.files.toml_reader import read_timeline
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.problems import InputError


def test_the_bundled_timeline_is_sound_and_canonical() -> None:
    opened = read_timeline(bundled_timeline())
    assert [str(problem) for problem in opened.problems] == []
    assert opened.timeline.events
    assert write_timeline(opened.timeline) == opened.text


def test_an_installed_package_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "timeline_tui" / "files" / "bundled.py"))
    with pytest.raises(InputError) as caught:
        bundled_timeline()
    assert caught.value.problem.code == "missing-file"
    folder = tmp_path / "timeline_tui" / "bundled"
    folder.mkdir(parents=True)
    (folder / "alaska-summit-2025.toml").write_text("x")
    assert bundled_timeline() == folder.resolve() / "alaska-summit-2025.toml"
