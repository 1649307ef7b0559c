"""What each command imports, proved in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline_tui.files.bundled import bundled_timeline

HEAVY = ("textual", "spacy", "trafilatura", "dateparser")

PROBE = """
import sys
from timeline_tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit as stop:
    assert not stop.code, stop.code
finally:
    print("\\nIMPORTED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    """Run the command line in a fresh process and return the top-level modules it imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stderr.rpartition("IMPORTED")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("build", "--help"),
        ("list", "BUNDLED"),
        ("list", "BUNDLED", "--filter", "lavrov when:2025-08"),
        ("export", "BUNDLED", "--filter", "who:putin"),
        ("export", "BUNDLED", "--to", "jsonl"),
        ("check", "BUNDLED"),
        ("index", "BUNDLED", "-o", "INDEX"),
    ],
    ids=" ".join,
)
def test_a_quick_command_imports_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    names = {"BUNDLED": str(bundled_timeline()), "INDEX": str(tmp_path / "index.sqlite")}
    modules = imported(*(names.get(word, word) for word in arguments))
    assert "click" in modules
    assert modules.isdisjoint(HEAVY)


def test_the_probe_sees_imports(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("On 3 May 2024 the mayor opened the bridge.\n", encoding="utf-8")
    assert imported("inspect", str(report)) & {"dateparser", "spacy"}


def test_the_explorer_starts_without_what_only_coverage_needs() -> None:
    code = "import sys, timeline_tui.tui.app; print(*sorted({n.partition('.')[0] for n in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    modules = set(done.stdout.split())
    assert "textual" in modules
    assert modules.isdisjoint({"spacy", "trafilatura", "dateparser"})


def test_the_explorer_starts_without_what_a_key_opens() -> None:
    code = "import sys, timeline_tui.tui.app; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    modules = set(done.stdout.split())
    assert "timeline_tui.tui.screens.explorer" in modules
    assert not [
        name for name in modules if "facets" in name or name.endswith((".chosen", ".export", ".help"))
    ]


def test_what_changes_just_after_a_frame_does_not_wait_long_for_the_next() -> None:
    code = "import timeline_tui.tui.app, textual.constants; print(textual.constants.MAX_FPS)"
    for environment, rate in (({}, "240"), ({"TEXTUAL_FPS": "30"}, "30")):
        kept = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=kept | environment
        )
        assert done.stdout.strip() == rate
