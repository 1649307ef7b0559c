"""What the commands print and write."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.command_line import SMALL, run, small_file
from timeline_tui.files.bundled import bundled_timeline


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


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small timeline in all its forms, to be read only."""
    folder = tmp_path_factory.mktemp("forms")
    small = small_file(folder)
    assert run("export", small, "--to", "jsonl", "-o", folder / "bridge.jsonl").returncode == 0
    assert run("index", small, "-o", folder / "bridge.sqlite").returncode == 0
    return folder


run_once = cache(run)
OTHER_FORMS = ["bridge.jsonl", "bridge.sqlite"]


@pytest.mark.parametrize("other", OTHER_FORMS)
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
def test_all_forms_of_a_timeline_answer_alike(forms: Path, other: str, arguments: tuple[str, ...]) -> None:
    command, *options = arguments
    wanted = run_once(command, forms / "bridge.toml", *options)
    found = run(command, forms / other, *options)
    assert (found.returncode, found.stdout) == (wanted.returncode, wanted.stdout)
    assert found.stderr.replace(other, "bridge.toml") == wanted.stderr


@pytest.mark.parametrize("other", OTHER_FORMS)
def test_what_was_exported_from_any_form_is_the_same(forms: Path, other: str) -> None:
    assert run("export", forms / other).stdout == run_once("export", forms / "bridge.toml").stdout


def test_list_counts_without_listing(small: Path) -> None:
    assert run("list", small, "--count").stdout == "2\n"
    done = run("list", small, "--count", "--filter", "silva")
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_list_explains_how_a_query_is_answered_and_nothing_else(small: Path) -> None:
    done = run("list", small, "--explain", "--filter", "silva -open")
    assert (done.returncode, done.stderr) == (0, "")
    assert "silva -open" in done.stdout
    assert "Bridge closed" not in done.stdout


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


def test_export_of_the_bundled_timeline_is_valid_wherever_it_is_written(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "lavrov.toml"
    out.parent.mkdir()
    assert run("export", bundled_timeline(), "--filter", "who:lavrov", "-o", out).returncode == 0
    checked = run("check", out)
    assert checked.returncode == 0, checked.stdout


def test_check_passes_the_bundled_timeline_without_a_word() -> None:
    done = run("check", bundled_timeline())
    assert (done.returncode, done.stdout) == (0, "")


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
