from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage import loading
from timeline_tui.coverage.ids import slug, unused
from timeline_tui.coverage.reading import read_document, read_documents
from timeline_tui.model.problems import InputError

NOTE = """---
id: gazette-0306
publisher: The Gazette
title: "Bridge shut after crack found"
url: https://example.org/a
published: 2024-03-06
language: en
derived_from: wire-0305
kind: report
---

# Bridge shut

The bridge was **shut**.
"""


def read_all(*paths):
    problems = []
    documents = list(read_documents(paths, problems.append))
    return documents, problems


def test_markdown_with_a_head(tmp_path):
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    document = read_document(path)
    assert (document.id, document.publisher, document.published) == (
        "gazette-0306",
        "The Gazette",
        "2024-03-06",
    )
    assert (document.title, document.derived_from, document.language) == (
        "Bridge shut after crack found",
        "wire-0305",
        "en",
    )
    assert document.front_matter["kind"] == "report"
    assert document.text == "Bridge shut\n\nThe bridge was shut."


def test_plain_text_takes_its_title_from_the_first_line(shared):
    document = read_document(shared / "coverage" / "ani-alaska-summit.txt")
    assert document.id == "ani-alaska-summit"
    assert document.title == "Trump Snubs Reports of 'Major Defeat' After Talks With Putin"
    assert document.text.startswith(document.title + "\n\n")
    assert document.published is None


def test_text_becomes_nfc_with_line_feeds(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffCafe\u0301 shut.\r\nIt rained.\rMore.".encode())
    assert read_document(path).text == "Café shut.\nIt rained.\nMore."


def test_json_lines_are_used_as_they_are(tmp_path):
    text = " Cafe\u0301\r\n\tshut. \u2028No comments:\n"
    path = tmp_path / "all.jsonl"
    path.write_text(
        json.dumps(
            {"id": "x", "published": "2024-03-06", "title": "T", "publisher": None, "text": text, "n": 3}
        )
        + "\n\n"
        + json.dumps({"text": "second"}),
        encoding="utf-8",
    )
    (first, second), problems = read_all(path)
    assert not problems
    assert first.text == text != unicodedata.normalize("NFC", text)
    assert (first.id, first.published, first.publisher, first.front_matter) == (
        "x",
        "2024-03-06",
        None,
        {"n": "3"},
    )
    assert second.id == "all-3"
    assert read_document(path, "all-3").text == "second"
    with pytest.raises(InputError):
        read_document(path, "absent")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "bad-line"),
        (b"[1]", "bad-line"),
        (b'{"id": "a"}', "bad-line"),
        (b'{"text": 3}', "bad-line"),
        (b"[" * 100_000, "bad-line"),
        (b'{"text": ' + b"1" * 5000 + b"}", "bad-line"),
        (b'{"text": "\xff"}', "not-utf-8"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_go_on(tmp_path, line, code):
    path = tmp_path / "all.jsonl"
    path.write_bytes(b'{"id": "a", "text": "one"}\n' + line + b'\n{"id": "b", "text": "two"}\n')
    documents, problems = read_all(path)
    assert [d.id for d in documents] == ["a", "b"]
    assert [(p.code, p.line, p.severity) for p in problems] == [(code, 2, "error")]


def test_folders_are_read_in_order_and_a_readme_is_left_out(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden/d.txt", "skip.pdf", "README.md"):
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    documents, problems = read_all(tmp_path)
    assert [d.id for d in documents] == ["a", "b", "c"]
    assert [p.code for p in problems] == ["readme-skipped"]
    assert [d.id for d in read_all(tmp_path / "README.md")[0]] == ["readme"]


def test_ids_are_made_unique(tmp_path):
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    documents, problems = read_all(tmp_path)
    assert [d.id for d in documents] == ["a", "a-2"]
    assert [p.code for p in problems] == ["duplicate-id"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty-file"),
        ("a.md", b"---\nid: x\n---\n \n", "empty-file"),
        ("a.txt", b"text\0more", "binary"),
        ("a.txt", "text".encode("utf-16"), "utf-16"),
        ("a.txt", b"one\ntwo \xe9t\xe9", "not-utf-8"),
        ("a.pdf", b"%PDF", "unknown-kind"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    documents, problems = read_all(path)
    assert (documents, [p.code for p in problems]) == ([], [code])
    with pytest.raises(InputError):
        list(read_documents([path]))
    if code == "not-utf-8":
        assert (problems[0].line, problems[0].column) == (2, 5)


def test_a_missing_file_suggests_the_nearest(tmp_path):
    (tmp_path / "coverage.md").write_text("Text.", encoding="utf-8")
    _, problems = read_all(tmp_path / "covrage.md")
    assert problems[0].code == "missing-file"
    assert problems[0].suggestion == str(tmp_path / "coverage.md")


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(loading.read_bytes, "__kwdefaults__", {"largest": 10})
    path = tmp_path / "a.txt"
    path.write_text("more than ten bytes", encoding="utf-8")
    assert [p.code for p in read_all(path)[1]] == ["too-large"]


def test_an_empty_folder_is_said(tmp_path):
    assert [p.code for p in read_all(tmp_path)[1]] == ["empty-folder"]


def test_a_date_that_is_none_is_reported_and_left_out(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\npublished: 2024-3-6\n---\nText.", encoding="utf-8")
    (document,), (problem,) = read_all(path)
    assert document.published is None
    assert document.front_matter["published"] == "2024-3-6"
    assert (problem.code, problem.suggestion) == ("not-edtf", "2024-03-06")


PAGE = """<html lang="en"><head><title>Bridge shut - The Gazette</title>
<meta property="og:title" content="Bridge shut"><meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2024-03-06T10:00:00Z">
<link rel="canonical" href="https://example.org/bridge"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge shut</h1>
<p>The harbour bridge was shut on Tuesday evening after engineers found a crack in a pillar.</p>
<p>“Nobody will cross until we know,” the mayor, Ana Silva, said on Wednesday to the press.</p>
<p>The bridge carries forty thousand cars a day; it was to be repaired next year, the city had said.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_web_page(tmp_path):
    pytest.importorskip("trafilatura")
    path = tmp_path / "bridge.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read_document(path)
    assert (document.title, document.publisher, document.published) == (
        "Bridge shut",
        "The Gazette",
        "2024-03-06",
    )
    assert document.url == "https://example.org/bridge"
    assert "“Nobody will cross until we know,”" in document.text
    assert "Home" not in document.text


@pytest.mark.parametrize("data", [b"", b"<", b"<html></html>", b"\xff\xfe<html>", b"<div>" * 3000])
def test_a_web_page_without_an_article_is_said(tmp_path, data):
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_bytes(data)
    assert [p.severity for p in read_all(path)[1]] == ["error"]


def test_without_the_extra_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    (problem,) = read_all(path)[1]
    assert (problem.code, problem.suggestion) == ("needs-html-extra", 'pip install "timeline-tui[html]"')


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_no_bytes_raise(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("bytes")
    for name in ("a.md", "b.txt", "c.jsonl"):
        (folder / name).write_bytes(data)
    documents, problems = read_all(folder)
    assert len(documents) + len(problems) >= 0
    assert all(d.text.strip() for d in documents if not d.path.endswith(".jsonl"))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Zürich’s “Big” Day", "zurichs-big-day"),
        ("Łódź", "lodz"),
        ("!!!", "untitled"),
        ("Путин", "43f-443-442-438-43d"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_slugs(words, wanted):
    assert slug(words) == wanted


def test_unused():
    assert unused("a", {"a", "a-2"}) == "a-3"
