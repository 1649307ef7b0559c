"""Tables: "today", "tomorrow" and "overnight", and the days of what lasts longer than one."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates

WEDNESDAY = "2024-05-15"


def values(text: str, published: str | None = WEDNESDAY) -> dict[str, str]:
    return {item.text: item.value for item in find_dates(text, published=published)}


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        # A speaker's word for these days, or for any day to come.
        ('"We had a shop. Today I sell from a cart," she said.', "Today", "PRESENT_REF"),
        ('"It takes a year if they start today," he said.', "today", "PRESENT_REF"),
        ('"Today we cheer, tomorrow we weep," he said.', "Today", "PRESENT_REF"),
        ('"Today we cheer, tomorrow we weep," he said.', "tomorrow", "FUTURE_REF"),
        ('"We are always told that it will come tomorrow," he said.', "tomorrow", "FUTURE_REF"),
        ('"Tomorrow, who knows," he said.', "Tomorrow", "FUTURE_REF"),
        ('"If I died tomorrow, nobody would come," he said.', "tomorrow", "FUTURE_REF"),
        # So has a story that sets these days against old ones, or tells of a state.
        ("Ten years ago nobody came. Today the shop sells hats in ten lands.", "Today", "PRESENT_REF"),
        ("It is today the only bank in the valley.", "today", "PRESENT_REF"),
        # All others are days.
        ('"Today the city gets a mayor of its own," he said.', "Today", "2024-05-15"),
        ('"I will be there tomorrow," he said.', "tomorrow", "2024-05-16"),
        ("Ten years ago nobody came. Today the mayor will open it.", "Today", "2024-05-15"),
        ("The vote is today.", "today", "2024-05-15"),
        # Told of last night and printed in the morning, a speaker's tonight is last night.
        ('They won on Tuesday night. "Tonight we made history," she said.', "Tonight", "2024-05-14TNI"),
        ('They meet today. "Tonight we make history," she said.', "Tonight", "2024-05-15TNI"),
    ],
)
def test_day_words(text: str, word: str, value: str) -> None:
    assert values(text)[word] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The army moved in overnight, a spokesman said.", "2024-05-14TNI"),
        ("Overnight, youths burned two cars.", "2024-05-14TNI"),
        ("She spoke on Tuesday. She had come overnight, by train.", "2024-05-13TNI"),
        ("Snow will fall overnight.", "2024-05-15TNI"),
        ("It cannot be done overnight.", None),
        ("That doesn't change overnight.", None),
    ],
)
def test_overnight(text: str, value: str | None) -> None:
    assert (
        next((item.value for item in find_dates(text, published=WEDNESDAY) if item.type == "TIME"), None)
        == value
    )


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("They came on Saturday night, the opening night, in crowds.", "the opening night", "2024-05-11"),
        ("Opening night, May 9, 2024, of the exhibit.", "Opening night", "2024-05-09"),
        (
            "The festival opened on 3 May. Crowds came on the opening night.",
            "the opening night",
            "2024-05-03",
        ),
        ("Yesterday, day five of the cup, they won.", "day five", "2024-05-14"),
        (
            "The trial began on Monday. He spoke on the second day of the trial.",
            "the second day",
            "2024-05-14",
        ),
        ("The fair opened on May 4. It rained on day three of the fair.", "day three", "2024-05-06"),
        (
            "The fair runs from May 4 to May 9. On the final day of the fair, it rained.",
            "the final day",
            "2024-05-09",
        ),
        ("The talks ended on Friday. On the last day of the talks, he left.", "the last day", "2024-05-10"),
        ("On 3 May the strike began. The first day of the strike was calm.", "The first day", "2024-05-03"),
        (
            "They declared war on 5 April. From the first day of the war, it burned.",
            "the first day",
            "2024-04-05",
        ),
        # Nobody can say which day.
        ("It was day three of the strike.", "day three", None),
        ("Crowds came on the opening night.", "the opening night", None),
        ("On the second day of the trial, he spoke.", "the second day", None),
        ("It was day one of his new life.", "day one", None),
    ],
)
def test_days_of_what_lasts(text: str, phrase: str, value: str | None) -> None:
    assert values(text).get(phrase) == value
