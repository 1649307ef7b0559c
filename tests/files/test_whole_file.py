from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from timeline_tui.files import whole_file
from timeline_tui.files.whole_file import replacing, write_whole
from timeline_tui.model.problems import InputError


def code_of(path: Path, text: str = "new", *, force: bool = False, **more: str) -> str:
    with pytest.raises(InputError) as caught:
        write_whole(path, text, force=force, **more)  # type: ignore[arg-type]
    return caught.value.problem.code


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_has_the_text_and_the_usual_mode(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    old = os.umask(0o027)
    try:
        write_whole(path, "é\r\n")
    finally:
        os.umask(old)
    assert path.read_bytes() == "é\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["t.toml"]


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text("old")
    assert code_of(path) == "file-exists"
    assert path.read_text() == "old"
    assert names(tmp_path) == ["t.toml"]


def test_force_overwrites_and_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text("old")
    path.chmod(0o604)
    write_whole(path, "new", force=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert names(tmp_path) == ["t.toml"]


def test_force_makes_a_new_file_too(tmp_path: Path) -> None:
    write_whole(tmp_path / "t.toml", "new", force=True)
    assert (tmp_path / "t.toml").read_text() == "new"


def test_a_symbolic_link_stays_and_leads_to_the_new_text(tmp_path: Path) -> None:
    target = tmp_path / "real" / "t.toml"
    target.parent.mkdir()
    target.write_text("old")
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    assert code_of(link) == "file-exists"
    write_whole(link, "new", force=True)
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert names(target.parent) == ["t.toml"]


def test_a_file_that_comes_to_be_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.toml"
    fill = whole_file._fill

    def slow(*args: object) -> None:
        fill(*args)  # type: ignore[arg-type]
        path.write_text("theirs")

    monkeypatch.setattr(whole_file, "_fill", slow)
    assert code_of(path) == "file-exists"
    assert path.read_text() == "theirs"
    assert names(tmp_path) == ["t.toml"]


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "t.toml"
    write_whole(path, "one")
    assert path.read_text() == "one"
    assert code_of(path) == "file-exists"
    assert names(tmp_path) == ["t.toml"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "full"), "disk-full"),
        (OSError(errno.EDQUOT, "quota"), "disk-full"),
        (OSError(errno.EIO, "broken disk"), "unwritable"),
        (KeyboardInterrupt(), None),
        (MemoryError(), None),
    ],
)
@pytest.mark.parametrize(
    ("step", "force"), [("fsync", True), ("fsync", False), ("replace", True), ("link", False)]
)
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: str | None,
    step: str,
    force: bool,
) -> None:
    path = tmp_path / "t.toml"
    if force:
        path.write_text("old")

    def fail(*_: object) -> None:
        raise error

    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, step, fail)
    if code is not None:
        assert code_of(path, force=force) == code
    else:
        with pytest.raises(type(error)):
            write_whole(path, "new", force=force)
    assert names(tmp_path) == (["t.toml"] if force else [])
    assert not force or path.read_text() == "old"


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: str, flags: int, *more: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "denied")
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    assert code_of(tmp_path / "t.toml") == "read-only"
    assert names(tmp_path) == []


def test_places_that_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert code_of(tmp_path) == "is-a-folder"
    assert code_of(tmp_path / "no" / "t.toml") == "missing-folder"
    assert code_of(tmp_path / "file" / "t.toml") == "missing-folder"
    assert code_of(tmp_path / "a\0b") == "unwritable"


def test_a_device_is_written_to_not_replaced() -> None:
    write_whole(Path(os.devnull), "x", force=True)
    write_whole(Path(os.devnull), "x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_saving_notices_that_the_file_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text("old")
    read = hashlib.sha256(b"old").hexdigest()
    write_whole(path, "mine", force=True, unless_changed=read)
    assert code_of(path, "again", force=True, unless_changed=read) == "changed-on-disk"
    assert path.read_text() == "mine"
    path.unlink()
    write_whole(path, "again", force=True, unless_changed=read)
    assert path.read_text() == "again"


def test_what_others_write_takes_the_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with replacing(path) as temporary:
        temporary.write_bytes(b"one")
        assert names(tmp_path) == [temporary.name]
    assert path.read_bytes() == b"one"
    path.chmod(0o604)
    with pytest.raises(InputError, match="--force"), replacing(path):
        pytest.fail("a file that exists was to be overwritten")
    with replacing(path, force=True) as temporary:
        temporary.write_bytes(b"two")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"two", 0o604)
    assert names(tmp_path) == ["t.sqlite"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "full"), RuntimeError("x")])
def test_what_others_fail_to_write_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "t.sqlite"
    path.write_bytes(b"old")

    def fail() -> None:
        with replacing(path, force=True) as temporary:
            temporary.write_bytes(b"half")
            temporary.with_name(temporary.name + "-journal").write_bytes(b"side")
            raise error

    with pytest.raises(InputError if isinstance(error, OSError) else type(error)):
        fail()
    assert names(tmp_path) == ["t.sqlite"]
    assert path.read_bytes() == b"old"


def test_parts_are_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    write_whole(path, (f"{number}\n" for number in range(3)))
    assert path.read_text() == "0\n1\n2\n"
    assert names(tmp_path) == ["t.toml"]
