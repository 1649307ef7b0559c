"""The commands as their users call them: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from timeline_tui.files.bundled import bundled_timeline

PROGRAM = [sys.executable, "-m", "timeline_tui"]
SMALL = """\
format = "timeline/1"
title = "Bridge"
timezone = "Europe/Lisbon"

[[sources]]
id = "gazette"

[[sources]]
id = "unused"

[[participants]]
id = "silva"
name = "Ana Silva"

[[participants]]
id = "nobody"
name = "Not Needed"

[[events]]
id = "bridge-closed"
when = "2024-03-05"
title = "Bridge closed"
participants = [
  { who = "silva" },
]
evidence = [
  { source = "gazette", quote = "closed" },
]

[[events]]
id = "bridge-open"
when = "2024-03-08"
title = "Bridge open again"
evidence = [
  { source = "gazette", quote = "open" },
]
"""


def run(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        timeout=120,
        check=False,
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_list_prints_a_line_an_event_in_order_of_time(small: Path) -> None:
    done = run("list", small)
    assert done.returncode == 0
    assert [line.split("\t")[:2] for line in done.stdout.splitlines()] == [
        ["Tue 5 Mar 2024", "Bridge closed"],
        ["Fri 8 Mar 2024", "Bridge open again"],
    ]


def test_list_as_json_has_the_keys_of_the_file(small: Path) -> None:
    records = [
        json.loads(line) for line in run("list", small, "--json", "--filter", "silva").stdout.splitlines()
    ]
    assert [record["id"] for record in records] == ["bridge-closed"]
    assert records[0]["when"] == "2024-03-05"


@pytest.fixture(params=["jsonl", "sqlite"])
def other(request: pytest.FixtureRequest, small: Path) -> Path:
    """The small timeline in another form."""
    path = small.with_suffix(f".{request.param}")
    if request.param == "jsonl":
        assert run("export", small, "--to", "jsonl", "-o", path).returncode == 0
    else:
        assert run("index", small, "-o", path).returncode == 0
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "--filter", "silva"),
        ("list", "--json"),
        ("list", "--count", "--filter", "before:2024-03-06"),
        ("export", "--filter", "silva", "--to", "jsonl"),
        ("check",),
    ],
    ids=" ".join,
)
def test_all_forms_of_a_timeline_answer_alike(small: Path, other: Path, arguments: tuple[str, ...]) -> None:
    command, *options = arguments
    wanted, found = run(command, small, *options), run(command, other, *options)
    assert (found.returncode, found.stdout) == (wanted.returncode, wanted.stdout)
    assert found.stderr.replace(other.name, small.name) == wanted.stderr


def test_what_was_exported_from_any_form_is_the_same(small: Path, other: Path) -> None:
    used = run("export", small).stdout
    assert run("export", other).stdout == used


def test_list_counts_without_listing(small: Path) -> None:
    assert run("list", small, "--count").stdout == "2\n"
    done = run("list", small, "--count", "--filter", "silva")
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_list_explains_how_a_query_is_answered_and_nothing_else(small: Path) -> None:
    done = run("list", small, "--explain", "--filter", "silva -open")
    assert (done.returncode, done.stderr) == (0, "")
    assert "silva -open" in done.stdout
    assert "Bridge closed" not in done.stdout


def test_an_index_is_made_whole_and_over_nothing_else(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.sqlite"
    out.write_text("precious", encoding="utf-8")
    refused = run("index", small, "-o", out)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert out.read_text(encoding="utf-8") == "precious"
    assert run("index", small, "-o", out, "--force").returncode == 0
    assert run("list", out, "--count").stdout == "2\n"
    for arguments in (
        ("index", out, "-o", tmp_path / "b.sqlite"),
        ("index", small, "-o", tmp_path / "b.toml"),
    ):
        refused = run(*arguments)
        assert refused.returncode == 1
        assert "Traceback" not in refused.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"bridge.toml", "mine.sqlite"}


def test_an_index_carries_the_problems_of_its_file_and_knows_its_documents(
    small: Path, tmp_path: Path
) -> None:
    document = tmp_path / "gazette.md"
    document.write_text("The bridge is closed.", encoding="utf-8")
    text = SMALL.replace('id = "gazette"\n', 'id = "gazette"\ndocument = "gazette.md"\n')
    small.write_text(text.replace("2024-03-08", "2024-3-8"), encoding="utf-8")
    out = tmp_path / "deep" / "index.sqlite"
    out.parent.mkdir()
    made = run("index", small, "-o", out)
    assert made.returncode == 1
    assert "2024-03-08" in made.stderr
    listed = run("list", out)
    assert (listed.returncode, listed.stdout.count("\n")) == (1, 1)
    assert "2024-03-08" in listed.stderr
    part = tmp_path / "deep" / "part.toml"
    run("export", out, "-o", part)
    assert tomllib.loads(part.read_text(encoding="utf-8"))["sources"][0]["document"] == "../gazette.md"


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


def test_export_says_what_the_form_cannot_hold(small: Path) -> None:
    text = SMALL.replace('id = "bridge-open"\n', 'id = "bridge-open"\nseen = [2024-03-05, 10:30:00]\n')
    small.write_text(text, encoding="utf-8")
    done = run("export", small, "--to", "jsonl")
    assert "2 dates and times in unknown keys, written as text" in done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["seen"] == ["2024-03-05", "10:30:00"]
    assert "unknown keys" not in run("export", small).stderr


def test_export_takes_just_what_the_matching_events_need(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.toml"
    assert run("export", small, "--filter", "silva", "-o", out).returncode == 0
    data = tomllib.loads(out.read_text(encoding="utf-8"))
    assert [event["id"] for event in data["events"]] == ["bridge-closed"]
    assert [participant["id"] for participant in data["participants"]] == ["silva"]
    assert [source["id"] for source in data["sources"]] == ["gazette"]
    assert run("check", out).returncode == 0


def test_export_does_not_write_over_a_file_unless_told(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.toml"
    out.write_text("precious", encoding="utf-8")
    refused = run("export", small, "-o", out)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert out.read_text(encoding="utf-8") == "precious"
    assert run("export", small, "-o", out, "--force").returncode == 0
    assert "Bridge closed" in out.read_text(encoding="utf-8")


def test_export_of_the_bundled_timeline_is_valid_wherever_it_is_written(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "lavrov.toml"
    out.parent.mkdir()
    assert run("export", bundled_timeline(), "--filter", "who:lavrov", "-o", out).returncode == 0
    checked = run("check", out)
    assert checked.returncode == 0, checked.stdout


def test_check_passes_the_bundled_timeline_without_a_word() -> None:
    done = run("check", bundled_timeline())
    assert (done.returncode, done.stdout) == (0, "")


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


def test_control_characters_never_reach_standard_output_of_list(small: Path) -> None:
    hostile = SMALL.replace("Bridge closed", r"Bridge \u001b]52;c;ZXZpbA==\u0007 \u202e[red]")
    small.write_text(hostile, encoding="utf-8")
    done = run("list", small)
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "[red]" in done.stdout
    exported = tomllib.loads(run("export", small).stdout)
    assert "\x1b]52;c;ZXZpbA==\x07 \u202e[red]" in exported["events"][0]["title"]


def test_list_as_json_is_json_whatever_stands_in_the_file(small: Path) -> None:
    odd = 'id = "bridge-open"\nodd = [inf, nan, 2024-03-05, "\\u009b2J\\u2028\\u202e"]\n'
    small.write_text(SMALL.replace('id = "bridge-open"\n', odd), encoding="utf-8")
    lines = run("list", small, "--json").stdout.splitlines()
    assert len(lines) == 2
    assert not {"\x9b", "\u2028", "\u202e"} & set(lines[1])
    found = json.loads(lines[1], parse_constant=pytest.fail)["odd"]
    assert found == ["inf", "nan", "2024-03-05", "\x9b2J\u2028\u202e"]


@pytest.mark.parametrize("command", ["build", "check", "export", "index", "inspect", "list"])
def test_help_of_each_command_shows_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"timeline-tui {command} " in done.stdout.partition("Example:")[2]


def test_build_check_and_build_again_is_the_same(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(
        "---\nid: n1\npublisher: The Gazette\npublished: 2024-03-06\n---\n\n"
        "The harbour bridge in Lisbon was closed on Tuesday. "
        "“Nobody will cross until we know,” Mayor Ana Silva said.\n",
        encoding="utf-8",
    )
    out = tmp_path / "out.toml"
    assert run("build", note, "-o", out).returncode == 0
    first = out.read_text(encoding="utf-8")
    assert run("check", out).returncode == 0
    data = tomllib.loads(first)
    assert any(event.get("when") == "2024-03-05" for event in data["events"])
    assert run("build", note, "-o", out).returncode == 0
    assert out.read_text(encoding="utf-8") == first


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
