from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.front_matter import read_head


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("title: Bridge shut", {"title": "Bridge shut"}),
        ('title: "Bridge: \\"shut\\""', {"title": 'Bridge: "shut"'}),
        ("title: 'Bridge''s end'", {"title": "Bridge's end"}),
        ("url: https://example.org/a#b", {"url": "https://example.org/a#b"}),
        ("published: 2024-03-06  # a day", {"published": "2024-03-06"}),
        ('published: "2024-03-06" # a day', {"published": "2024-03-06"}),
        ("Derived-From: wire", {"derived_from": "wire"}),
        ("mood: grim", {"mood": "grim"}),
        ("title:", {"title": ""}),
        ("tags:\n  - a\n  - b", {"tags": "- a\n- b"}),
        ('title: "unfinished', {"title": '"unfinished'}),
    ],
)
def test_values(line, wanted):
    head = read_head(f"---\n{line}\n---\nText.\n")
    assert head.values == wanted
    assert head.body == "Text.\n"
    assert head.found
    assert not head.problems


@pytest.mark.parametrize(
    "text", ["Text.", "---\nText without an end", "---\nJust prose\n---\nMore", "", "----\na: b\n---"]
)
def test_no_head(text):
    assert read_head(text).body == text
    assert not read_head(text).found


def test_problems_have_lines():
    head = read_head("---\nid: a\n!!\nid: b\n---\n", "x.md")
    assert [(p.code, p.line, p.file) for p in head.problems] == [
        ("not-a-pair", 3, "x.md"),
        ("repeated-key", 4, "x.md"),
    ]
    assert head.values == {"id": "b"}


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from(list("ab:-'\"\\# \n")), max_size=60))
def test_never_raises(text):
    head = read_head(f"---\n{text}\n---\nend")
    assert head.body.endswith("end")
