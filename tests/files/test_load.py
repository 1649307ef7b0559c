from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from timeline_tui.files import load
from timeline_tui.files.load import load_text
from timeline_tui.model.problems import InputError, Problem


def refusal(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        load_text(path)
    return caught.value.problem


def test_text_comes_as_it_stands_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    data = "\ufefftitle = 'é'\r\n".encode()
    path.write_bytes(data)
    loaded = load_text(path)
    assert loaded.text == "\ufefftitle = 'é'\r\n"
    assert loaded.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("summit.tml", "summit.toml"),
        ("summit", "summit.toml"),
        ("Sumit.toml", "summit.toml"),
        ("qqqqq", None),
    ],
)
def test_a_missing_file_names_the_nearest(tmp_path: Path, wanted: str, found: str | None) -> None:
    (tmp_path / "summit.toml").write_text("x")
    (tmp_path / "other.md").write_text("x")
    problem = refusal(tmp_path / wanted)
    assert problem.code == "missing-file"
    assert problem.file == str(tmp_path / wanted)
    assert problem.suggestion == (found and str(tmp_path / found))


def test_a_missing_folder_is_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no" / "t.toml").code == "missing-file"


def test_a_folder_names_a_timeline_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x")
    problem = refusal(tmp_path)
    assert (problem.code, problem.suggestion) == ("is-a-folder", str(tmp_path / "a.toml"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "t.toml"
    path.write_bytes(data)
    assert refusal(path).code == "empty-file"


@pytest.mark.parametrize(
    ("data", "line", "column", "value", "words"),
    [
        (b"caf\xe9 = 1\n", 1, 4, "café = 1", "byte 3 (0xE9)"),
        (b"a = 1\nb = '\xc3\xa9\x93'\n", 2, 7, "b = 'Ã©“'", "byte 13 (0x93)"),
        (b"\xef\xbb\xbfa\xff", 1, 2, "ï»¿aÿ", "byte 4 (0xFF)"),
        (b"x = '\xed\xa0\x80'", 1, 6, None, "byte 5 (0xED)"),
        (b"x = '\xe2\x82", 1, 6, None, "byte 5 (0xE2)"),
    ],
)
def test_what_is_not_utf_8_says_where(
    tmp_path: Path, data: bytes, line: int, column: int, value: str | None, words: str
) -> None:
    path = tmp_path / "t.toml"
    path.write_bytes(data)
    problem = refusal(path)
    assert (problem.code, problem.line, problem.column) == ("not-utf-8", line, column)
    assert words in problem.message
    assert value is None or problem.value == value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("title = 'x'".encode("utf-16"), "utf-16"),
        ("title = 'x'".encode("utf-16-be"), "utf-16"),
        ("\ufefftitle".encode("utf-16-be"), "utf-16"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "binary"),
        (b"SQLite format 3\x00\x10\x00", "binary"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "t.toml"
    path.write_bytes(data)
    assert refusal(path).code == code


def test_a_large_file_that_is_no_timeline_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.log"
    path.write_bytes(b"no timeline\n")
    os.truncate(path, 200 * 1024 * 1024)
    assert refusal(path).code == "binary"
    with path.open("r+b") as stream:
        stream.write(b"a log line\n" * (load._HEAD // 8))
    assert refusal(path).code == "too-large"


def test_a_large_timeline_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MOST_BYTES", 10)
    path = tmp_path / "t.toml"
    path.write_text('format = "timeline/1"\n')
    assert load_text(path).text == 'format = "timeline/1"\n'
    monkeypatch.setattr(load, "MOST_TIMELINE_BYTES", 12)
    assert refusal(path).code == "too-large"


def test_a_pipe_is_read_to_its_end() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"format = 1\n")
    os.close(writing)
    assert load_text(Path(f"/dev/fd/{reading}")).text == "format = 1\n"
    os.close(reading)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.toml"
    path.write_text("x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(path).code == "permission-denied"


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_an_impossible_name(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name).code in {"unreadable", "missing-file"}
