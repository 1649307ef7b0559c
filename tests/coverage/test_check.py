from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from timeline_tui.coverage.check import check_evidence, source_document
from timeline_tui.coverage.reading import read_document
from timeline_tui.model.problems import InputError
from timeline_tui.model.timeline import Claim, Event, Evidence, Source, Statement, Timeline

TEXT = "The bridge shut at six. It’s “over”.\nThe bridge shut at six."


@dataclass
class Opened:
    timeline: Timeline
    path: Path | None
    text: str = ""


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "timelines"
    inside.mkdir()
    (inside / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    return inside


def problems(folder, quote="It’s “over”.", at=None, **source):
    timeline = Timeline(
        sources=(Source(id="a", **({"document": "a.txt"} | source)),),
        events=(Event(id="e", title="E", evidence=(Evidence(source="a", quote=quote, at=at),)),),
    )
    file_text = '[[events]]\nid = "e"\n'
    return check_evidence(Opened(timeline, folder / "t.toml", file_text))


@pytest.mark.parametrize(
    ("quote", "at", "code", "suggestion"),
    [
        ("It’s “over”.", (24, 36), None, None),
        ("It’s “over”.", None, None, None),
        ('It\'s "over".', None, None, None),
        ('It\'s "over".', (24, 36), None, None),
        ("It’s “over”.", (0, 12), "quote-moved", "at = [24, 36]"),
        ("It’s “over”.", (-5, 9000), "quote-moved", "at = [24, 36]"),
        ("bridge shut", None, "quote-ambiguous", "at = [4, 15]"),
        ("bridge shut", (40, 51), "quote-moved", "at = [41, 52]"),
        ("bridge shut", (41, 52), None, None),
        ("never said", None, "quote-not-found", None),
        ("", None, "quote-not-found", None),
    ],
)
def test_quotes(folder, quote, at, code, suggestion):
    found = problems(folder, quote, at)
    assert [p.code for p in found] == ([code] if code else [])
    if code:
        assert (found[0].id, found[0].line, found[0].suggestion) == ("e", 2, suggestion)


@pytest.mark.parametrize(
    "document", ["../secret.txt", "/etc/passwd", "sub/../../secret.txt", "link.txt", "a\0b"]
)
def test_documents_outside_the_folder_are_not_read(folder, document):
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    assert [p.code for p in problems(folder, document=document)] == ["document-outside"]
    with pytest.raises(InputError):
        source_document(folder / "t.toml", Source(id="a", document=document))


def test_a_document_outside_is_read_if_it_is_the_recorded_text(folder):
    path = folder.parent / "secret.txt"
    sha256 = read_document(path).sha256
    assert problems(folder, document="../secret.txt", sha256=sha256) == ()
    assert [p.code for p in problems(folder, document="../secret.txt", sha256="0" * 64)] == [
        "document-outside"
    ]


@pytest.mark.parametrize("document", ["pipe", "/dev/zero"])
def test_a_pipe_or_device_is_not_waited_for(folder, document):
    os.mkfifo(folder / "pipe")
    assert [p.code for p in problems(folder, document=document, sha256="0" * 64)] == ["document-outside"]


def test_a_missing_document_suggests_the_nearest(folder):
    (found,) = problems(folder, document="aa.txt")
    assert found.code == "document-missing"
    assert found.suggestion is not None
    assert found.suggestion.endswith("a.txt")


def test_a_changed_document_is_said_once(folder):
    assert [p.code for p in problems(folder, sha256="0" * 64)] == ["document-changed"]
    sha256 = source_document(folder / "t.toml", Source(id="a", document="a.txt")).sha256
    assert problems(folder, sha256=sha256) == ()


def test_statements_and_claims_are_checked_in_the_order_of_events(folder):
    wrong = (Evidence(source="a", quote="never said"),)
    timeline = Timeline(
        sources=(Source(id="b"), Source(id="a", document="a.txt")),
        events=(
            Event(id="one", title="1", claims=(Claim(field="when", value="2024", evidence=wrong),)),
            Event(id="two", title="2", statements=(Statement(text="x", evidence=wrong),)),
            Event(id="three", title="3", evidence=(Evidence(source="b", quote="never said"),)),
        ),
    )
    assert [p.id for p in check_evidence(Opened(timeline, folder / "t.toml"))] == ["one", "two"]


def test_a_timeline_without_a_file_has_nothing_to_check():
    assert check_evidence(Opened(Timeline(sources=(Source(id="a", document="a"),)), None)) == ()
