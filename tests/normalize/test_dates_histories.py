"""Tables: what histories write and news does not, and how their story goes on."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates
from timeline_tui.normalize.dates.figures import among_figures

PUBLISHED = "2015-05-05"
GREEK = "The league was founded in 478 BC and the war began in 431 BC. "
GOTHS = "The Rhine froze in AD 406. The general fell in AD 408. "
SIEGE = "The siege of Port Halden began on 3 April 1644. The town had been fortified in 1588. "


def found(text: str) -> list[tuple[str, str]]:
    return [(item.text, item.value) for item in find_dates(text, published=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        (GREEK + "In 429 the plague came back.", "429", "BC0429"),
        (GREEK + "By 415, ships were built.", "415", "BC0415"),
        (GREEK + "Peace was made in 421.", "421", "BC0421"),
        (GREEK + "From 415 to 413 they fought in Sicily.", "413", "BC0413"),
        (GREEK + "In the spring of 413 help came.", "the spring of 413", "BC0413-SP"),
        (GREEK + "In August 405 the fleet was lost.", "August 405", "BC0405-08"),
        (GREEK + "In early 404 the walls fell.", "early 404", "BC0404"),
        (GREEK + "They held it until 404.", "404", "BC0404"),
        (GOTHS + "On 24 August 410 the Goths entered Rome.", "24 August 410", "0410-08-24"),
        (GOTHS + "In 418, they settled.", "418", "0418"),
        (GOTHS + "He died in the autumn of 423.", "the autumn of 423", "0423-FA"),
        (GOTHS + "In March 425 a boy was crowned.", "March 425", "0425-03"),
    ],
)
def test_old_years_need_no_era_where_the_text_has_one(text: str, phrase: str, value: str) -> None:
    assert (phrase, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 418 they settled and in 451 they fought.",
        GREEK + "A force of 429 men came.",
        GREEK + "They sent 413 ships.",
        GREEK + "In 410 ships the army crossed.",
        GREEK + "It lay 20 miles off.",
        GREEK + "He led an army of 20 Athenians.",
        GREEK + "They lost 15.5 talents by 404.5 votes.",
        GREEK + "A fleet of 415, the largest yet, sailed.",
    ],
)
def test_old_years_are_no_counts(text: str) -> None:
    assert {phrase for phrase, _ in found(text)} <= {"478 BC", "431 BC"}


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The winter of 1941–42 was hard.", "The winter of 1941–42", "1941-WI"),
        ("In the winter of 1777-1778 they froze.", "the winter of 1777-1778", "1777-WI"),
        ("By the winter of 216–215 BC it fell.", "the winter of 216–215 BC", "BC0216-WI"),
        ("On the night of 12–13 May 1941 bombs fell.", "the night of 12–13 May 1941", "1941-05-12TNI"),
        ("On the night of 9/10 March 1945 it burned.", "the night of 9/10 March 1945", "1945-03-09TNI"),
        ("On the night of April 18-19, 1775, he rode.", "the night of April 18-19, 1775", "1775-04-18TNI"),
        ("On 1, 4 and 7 February 1943 ships came.", "1", "1943-02-01"),
        ("In the early hours of 5 May 1945 it fell.", "the early hours of 5 May 1945", "1945-05-05TMO"),
        ("In the small hours of 6 June 1944 they went.", "the small hours of 6 June 1944", "1944-06-06TMO"),
        ("It was the first decade of the 2nd century.", "the first decade of the 2nd century", "010"),
        ("It was the last decade of the 19th century.", "the last decade of the 19th century", "189"),
        ("It was the third decade of the 20th century.", "the third decade of the 20th century", "192"),
    ],
)
def test_stretches_that_two_numbers_name(text: str, phrase: str, value: str) -> None:
    assert (phrase, value) in found(text)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        (SIEGE + "On the 15th the governor fled.", "the 15th", "1644-04-15"),
        (SIEGE + "On the 15th Montrose fled.", "the 15th", "1644-04-15"),
        (SIEGE + "By the 20th it had closed the roads.", "the 20th", "1644-04-20"),
        (SIEGE + "It went on from the 4th to the 9th.", "the 9th", "1644-04-09"),
        (SIEGE + "It held until the 30th.", "the 30th", "1644-04-30"),
        (SIEGE + "By the end of the day it fell.", "the end of the day", "1644-04-03"),
        (
            SIEGE + "Guns came in June. By the end of the month they were ready.",
            "the end of the month",
            "1644-06",
        ),
        (SIEGE + "Ross, who had left in January, came back.", "January", "1644-01"),
        (SIEGE + "Ross, who had sailed in October, came back.", "October", "1643-10"),
        (SIEGE + "Ross, who had sailed in October, came. In June he left.", "June", "1644-06"),
        (SIEGE + "In February he died.", "February", "1644-02"),
        (SIEGE + "It took until August 1646 to rebuild it. In May he died.", "May", "1646-05"),
        (SIEGE + "In November he fell ill. In February he died.", "February", "1645-02"),
        ("In 1640 he came. In 1645 he left and the following year he died.", "the following year", "1646"),
    ],
)
def test_how_the_story_goes_on(text: str, phrase: str, value: str) -> None:
    assert (phrase, value) in found(text)


@pytest.mark.parametrize(
    "unit", ["Division", "Army", "Regiment", "Infantry", "Street", "Congress", "Amendment"]
)
def test_a_number_of_what_has_one_is_no_day(unit: str) -> None:
    assert "the 15th" not in {phrase for phrase, _ in found(SIEGE + f"On the 15th {unit} he spent a page.")}


@pytest.mark.parametrize(
    ("text", "word", "figures"),
    [
        ("Odds: Second Spring 7-2, Sunday Rain 11-8, Old Friend 20-1.", "Sunday", True),
        ("Ratings 2843, 2787, 2012 and 1999.", "2012", True),
        ("Rows 1 to 24, seats 12 to 40, gates 3 and 2010.", "2010", True),
        (
            "He came on Sunday with 3 friends, 2 dogs and 4 guns, and left with what he could carry away.",
            "Sunday",
            False,
        ),
        ("It rose 3% to $41 from $38 on Friday.", "Friday", False),
        ("In 1914 it had 3 ships.", "1914", False),
    ],
)
def test_what_a_line_of_figures_is(text: str, word: str, figures: bool) -> None:
    at = text.index(word)
    assert among_figures(text, at, at + len(word)) is figures
