from __future__ import annotations

import pytest

from timeline_tui.coverage.boilerplate import boilerplate
from timeline_tui.coverage.sentences import sentences

STORY = "A title\n\nThe bridge was shut on Tuesday.\nNobody will cross, the mayor said.\nIt rained all day."


@pytest.mark.parametrize(
    "line",
    [
        "Based On ANI Report",
        "With inputs from PTI",
        "Source: AFP",
        "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)",
        "No comments:",
        "12 Comments",
        "Post a Comment",
        "Leave a reply",
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Read more",
        "Read more: Bridge to open next week",
        "Related Articles",
        "Sign up for our newsletter",
        "Subscribe now",
        "Advertisement",
        "- Advertisement -",
        "Story continues below this advertisement",
        "We use cookies to improve your experience.",
        "Privacy Policy | Terms of Use",
        "Copyright © 2025 The Gazette. All rights reserved.",
        "© 2025 The Gazette",
        "Photo: John Smith/Reuters",
        "Image credit: NASA",
        "AP Photo/Jae C. Hong",
        "Reporting by Jo Fox; Editing by Al Poe",
        "Follow us on X and Facebook",
    ],
)
def test_not_narrated(line):
    text = f"{STORY}\n{line}"
    assert [text[start:end] for start, end in boilerplate(text)] == [line]
    assert line not in [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter was sent to a thousand readers, and an advertisement ran in the paper.",
        "Based on the evidence, the court convicted him.",
        "Copyright law was changed in 2010.",
        "Privacy policy changes at the company drew criticism.",
        "Share prices fell by a third.",
        "No comment was given.",
        "Register to vote by Tuesday, the mayor told them.",
        "Reuters photographers were kept outside.",
        "Comments by the mayor angered the crowd.",
        "Print sales fell.",
    ],
)
def test_prose_that_mentions_such_things_stays(line):
    assert boilerplate(f"{STORY}\n{line}") == ()


def test_credits_only_count_in_the_footer():
    text = "Title\nFrom the Foreign Ministry report\n" + "\n".join(
        f"Sentence number {n} is here." for n in range(9)
    )
    assert boilerplate(text) == ()


def test_the_first_paragraph_is_never_boilerplate():
    assert boilerplate("Advertisement\n\nThe company said its sales fell.") == ()


def test_the_report_is_narrated_without_its_footer(shared):
    text = (shared / "coverage" / "ani-alaska-summit.txt").read_text(encoding="utf-8")
    assert len(boilerplate(text)) == 3
    last = sentences(text)[-1]
    assert text[last[0] : last[1]].endswith("lasting peace.")
