"""What the commands refuse and how they end: messages, exit codes, no half files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import PROGRAM, SMALL, run


@pytest.mark.parametrize(("command", "name"), [("index", "mine.sqlite"), ("export", "mine.toml")])
def test_nothing_is_written_over_unless_told(command: str, name: str, small: Path, tmp_path: Path) -> None:
    out = tmp_path / name
    out.write_text("precious", encoding="utf-8")
    refused = run(command, small, "-o", out)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert out.read_text(encoding="utf-8") == "precious"
    assert run(command, small, "-o", out, "--force").returncode == 0
    assert run("list", out, "--count").stdout == "2\n"


def test_an_index_is_made_of_a_timeline_and_called_so(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.sqlite"
    assert run("index", small, "-o", out).returncode == 0
    for arguments in (
        ("index", out, "-o", tmp_path / "b.sqlite"),
        ("index", small, "-o", tmp_path / "b.toml"),
    ):
        refused = run(*arguments)
        assert refused.returncode == 1
        assert "Traceback" not in refused.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"bridge.toml", "mine.sqlite"}


@pytest.mark.parametrize("content", [b"", b"no index", b"SQLite format 3\0" + bytes(5000)])
@pytest.mark.parametrize("command", ["list", "export", "check"])
def test_what_is_no_index_is_refused(tmp_path: Path, content: bytes, command: str) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(content)
    done = run(command, path)
    assert done.returncode == 1
    assert str(path) in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_check_of_lines_of_json_says_the_line_of_each_problem(tmp_path: Path) -> None:
    (tmp_path / "gazette.md").write_text("The bridge is closed.", encoding="utf-8")
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"format": "timeline/1"}\n'
        '{"id": "a", "title": "A", "when": "2024-3-5",'
        ' "evidence": [{"source": "gazette", "quote": "is closed"}]}\n'
        '{"id": "b", "title": "B", "evidence": [{"source": "gazette", "quote": "is open"}]}\n'
        '{"id": "c", "title": \n'
        '{"source": {"id": "gazette", "document": "gazette.md"}}\n'
        '{"source": {"id": "wire", "document": "wire.md"}}\n',
        encoding="utf-8",
    )
    done = run("check", path)
    assert done.returncode == 1
    places = [line.split(": ")[0].split(":")[1] for line in done.stdout.splitlines()]
    assert places == ["2", "4", "6", "3"]
    for words in ("2024-03-05", "not JSON", "document is missing", "is open"):
        assert words in done.stdout
    assert "4 errors, 0 warnings" in done.stderr


def test_check_reports_every_problem_and_exits_1(small: Path) -> None:
    small.write_text(
        SMALL.replace("2024-03-05", "2024-3-5").replace("2024-03-08", "2024-02-30"), encoding="utf-8"
    )
    done = run("check", small)
    assert done.returncode == 1
    assert "2024-03-05" in done.stdout
    assert "2024-02-30" in done.stdout
    assert f"{small}:" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("list", "missing.toml"), "missing.toml"),
        (("list", "."), "folder"),
        (("check", "missing.toml"), "missing.toml"),
        (("export", "missing.toml"), "missing.toml"),
        (("inspect", "missing.txt"), "missing.txt"),
        (("build", "missing.txt", "-o", "x.toml"), "missing.txt"),
    ],
)
def test_input_that_cannot_be_used_is_one_message_and_exit_1(
    arguments: tuple[str, ...], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []
    assert word in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "a", "b"),
        ("export", "x", "--to", "docx"),
        ("build", "x"),
        ("check",),
        ("list", "--nope"),
        ("list", "a", "--count", "--explain"),
        ("index", "x"),
    ],
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_a_query_that_cannot_be_read_points_at_the_column(small: Path) -> None:
    done = run("list", small, "--filter", "silva whoo:x")
    assert done.returncode == 2
    query, marker = (
        done.stderr.splitlines()[-3:-1] if "Did you mean" in done.stderr else done.stderr.splitlines()[-2:]
    )
    assert marker.index("^") == query.index("whoo")


def test_the_explorer_refuses_a_pipe(small: Path) -> None:
    done = run(small, stdin="")
    assert done.returncode == 2
    assert "terminal" in done.stderr


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    many = tmp_path / "many.toml"
    event = '[[events]]\nid = "e{0}"\nwhen = "2024"\ntitle = "Event {0} ' + "x" * 200 + '"\n'
    many.write_text(
        'format = "timeline/1"\n' + "".join(event.format(i) for i in range(3000)), encoding="utf-8"
    )
    command = f"{sys.executable} -m timeline_tui list {many} | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_ctrl_c_leaves_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "endless.txt"
    os.mkfifo(pipe)
    out = tmp_path / "out" / "out.toml"
    out.parent.mkdir()
    process = subprocess.Popen(
        [*PROGRAM, "build", str(pipe), "-o", str(out)], stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while True:
        try:
            writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:  # nobody reads yet
            assert time.monotonic() < until
            time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    os.close(writer)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert list(out.parent.iterdir()) == []


def test_ctrl_c_in_an_export_leaves_no_file(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "out.jsonl"
    out.parent.mkdir()
    # The parts wait for a pipe in the middle, so that the signal surely comes while the file is written.
    code = (
        "import sys, timeline_tui.files.export as export\n"
        "parts = export.export_parts\n"
        "def slow(*a, **k):\n"
        "    yield from parts(*a, **k)\n"
        "    print('half', flush=True)\n"
        "    sys.stdin.read()\n"
        "export.export_parts = slow\n"
        "from timeline_tui.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "export", str(small), "--to", "jsonl", "-o", str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n"
    assert [path.suffix for path in out.parent.iterdir()] == [".tmp"]
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert list(out.parent.iterdir()) == []
