"""Tables: dates that hang on the day of publication, by class."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates

MONDAY = "2025-08-18"
WEDNESDAY = "2013-01-02"
SUNDAY = "1998-03-01"


def values(text: str, published: str | None) -> dict[str, str]:
    return {found.text: found.value for found in find_dates(text, published=published)}


@pytest.mark.parametrize(
    ("published", "text", "phrase", "value"),
    [
        (MONDAY, "The two met on Friday.", "Friday", "2025-08-15"),
        (MONDAY, "He said Monday that all was well.", "Monday", "2025-08-18"),
        (MONDAY, "He said Tuesday that all was well.", "Tuesday", "2025-08-12"),
        (MONDAY, "They will meet Tuesday.", "Tuesday", "2025-08-19"),
        (MONDAY, "The court hears the case Thursday.", "Thursday", "2025-08-21"),
        (MONDAY, "The firm has until Friday to answer.", "Friday", "2025-08-22"),
        (MONDAY, "The vote was postponed until Wednesday.", "Wednesday", "2025-08-20"),
        (MONDAY, "A hearing is scheduled for Thursday.", "Thursday", "2025-08-21"),
        (MONDAY, "A hearing scheduled Thursday will decide.", "Thursday", "2025-08-21"),
        (MONDAY, "She is expected to resign on Saturday.", "Saturday", "2025-08-23"),
        (MONDAY, "She was expected to win but lost on Saturday.", "Saturday", "2025-08-16"),
        (MONDAY, "He said that on Friday the court will rule.", "Friday", "2025-08-22"),
        (MONDAY, "The two could meet as early as Wednesday.", "Wednesday", "2025-08-20"),
        (MONDAY, "Parliament was recalled for noon on Friday.", "noon on Friday", "2025-08-22T12:00"),
        (MONDAY, "Police blamed them for Friday's attack.", "Friday", "2025-08-15"),
        (MONDAY, "They had planned a wedding for Saturday.", "Saturday", "2025-08-16"),
        (MONDAY, "The final is on Sunday.", "Sunday", "2025-08-24"),
        (MONDAY, "Polls close Tuesday.", "Tuesday", "2025-08-19"),
        (MONDAY, "Tickets for Sunday's match have sold out.", "Sunday", "2025-08-24"),
        (MONDAY, "A reply by Thursday.", "Thursday", "2025-08-21"),
        (MONDAY, "The firm, which reports earnings Wednesday, fell.", "Wednesday", "2025-08-20"),
        (MONDAY, "They left last Tuesday.", "last Tuesday", "2025-08-12"),
        (MONDAY, "They leave next Sunday.", "next Sunday", "2025-08-24"),
        (MONDAY, "Late Saturday the river rose.", "Late Saturday", "2025-08-16"),
        (WEDNESDAY, "Shops closed on Monday.", "Monday", "2012-12-31"),
        (SUNDAY, "They met on Saturday.", "Saturday", "1998-02-28"),
        (None, "They met on Saturday.", "Saturday", "XXXX-WXX-6"),
    ],
)
def test_weekdays(published: str | None, text: str, phrase: str, value: str) -> None:
    assert values(text, published)[phrase] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        # A participle in the present tells of no past.
        ("Divers were expected to enter what is left of the ship on Wednesday.", "Wednesday", "2025-08-20"),
        ("The ship is believed lost. It sank on Friday.", "Friday", "2025-08-15"),
        ("Crude fell to half of the record price set in November.", "November", "2024-11"),
        ("The trial is set for September.", "September", "2025-09"),
        ("They are at home on Saturday, with the kick-off brought forward.", "Saturday", "2025-08-23"),
        # What is hoped for or waited for lies ahead.
        ("More storms were possible this weekend.", "this weekend", "2025-W34-WE"),
        ("It struck on Sunday. She is to speak at 8:45 a.m.", "8:45 a.m.", "2025-08-18T08:45"),
        ("It struck on Sunday. She spoke at 8:45 a.m.", "8:45 a.m.", "2025-08-17T08:45"),
        ("Jets struck the port overnight while ships fled.", "overnight", "2025-08-17TNI"),
        ("Leaders promised to override him as early as Wednesday.", "Wednesday", "2025-08-20"),
        ("She was held without bail until a hearing Thursday.", "Thursday", "2025-08-21"),
        ("He walked as early as Wednesday.", "Wednesday", "2025-08-13"),
        # What figures are held against is known.
        ("Onions are selling at 60 rupees a kilo, against 20 in mid-October.", "mid-October", "2024-10"),
        ("Output is 4 percent lower than the level in November.", "November", "2024-11"),
        (
            "It took 18 tons, compared with 12 on the same day last year.",
            "the same day last year",
            "2024-08-18",
        ),
        (
            "The low should clear by Thursday, with sun for the following weekend.",
            "the following weekend",
            "2025-W34-WE",
        ),
        (
            "It rained on Sunday and it will rain again the following weekend.",
            "the following weekend",
            "2025-W34-WE",
        ),
        ("It rained on Thursday, as it had the previous weekend.", "the previous weekend", "2025-W32-WE"),
        ("Pumping begins early in the new year.", "the new year", "2026"),
    ],
)
def test_which_way_the_words_look(text: str, phrase: str, value: str) -> None:
    assert values(text, MONDAY)[phrase] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She left flowers there every Oct. 9.", {"every Oct. 9": "XXXX-10-09"}),
        (
            "It was lost in May 1993, three days before it was to land.",
            {"May 1993": "1993-05", "three days": "P3D"},
        ),
        (
            "It was told five days later, on the evening of 8 September 1943.",
            {"five days later": "2025-08-23", "the evening of 8 September 1943": "1943-09-08TEV"},
        ),
        ("It sailed at 1800 on 14 May 1943.", {"1800 on 14 May 1943": "1943-05-14T18:00"}),
        (
            "It landed on 16 May 1943 and by 0430 held the pier.",
            {"16 May 1943": "1943-05-16", "0430": "1943-05-16T04:30"},
        ),
        ("She sang there every Sunday night.", {"every Sunday night": "XXXX-WXX-7TNI"}),
        ("Sales rose in the second half of the year.", {"the second half of the year": "2025-H2"}),
        ("He sang through the fifties and sixties.", {"the fifties": "195", "sixties": "196"}),
        ("They met half a century ago.", {"half a century ago": "1975"}),
        (
            "It came on 3 May, the rest following nine days later.",
            {"3 May": "2025-05-03", "nine days later": "2025-05-12"},
        ),
        (
            "It lost $8 in the first quarter, after a profit of $4 in the same period of 2023.",
            {"the first quarter": "2025-Q1", "the same period of 2023": "2023-Q1"},
        ),
        ("Call us at 0800 123456, or at 0845-12.", {}),
        ("The shop is in March Road; the side plays in the Sunday League for 20th Century Fox.", {}),
        ("In March Hill said that he would go.", {"March": "2025-03"}),
        ("It changed 20th Century Britain.", {"20th Century": "19"}),
        ("Readings in the 40s are normal there.", {}),
        ("It was a song of the 40s.", {"the 40s": "194"}),
    ],
)
def test_phrases_and_what_only_looks_like_one(text: str, expected: dict[str, str]) -> None:
    assert values(text, MONDAY) == expected


def test_the_new_year_is_this_one_where_it_has_begun() -> None:
    assert values("Three ships have sailed in the new year.", WEDNESDAY)["the new year"] == "2013"


@pytest.mark.parametrize("name", ["Super Tuesday", "Bloody Sunday", "Fat Tuesday", "Ruby Tuesday"])
def test_what_is_called_after_a_weekday_is_none(name: str) -> None:
    assert values(f"He spoke of {name} again.", MONDAY) == {}


@pytest.mark.parametrize(
    ("published", "text", "phrase", "value"),
    [
        (MONDAY, "It closes today.", "today", "2025-08-18"),
        (MONDAY, "It closed yesterday.", "yesterday", "2025-08-17"),
        (MONDAY, "It closes tomorrow.", "tomorrow", "2025-08-19"),
        (MONDAY, "It closes tomorrow morning.", "tomorrow morning", "2025-08-19TMO"),
        (MONDAY, "It closed yesterday evening.", "yesterday evening", "2025-08-17TEV"),
        (MONDAY, "It closed last night.", "last night", "2025-08-17TNI"),
        (MONDAY, "It closed this morning.", "this morning", "2025-08-18TMO"),
        (MONDAY, "It closes tonight.", "tonight", "2025-08-18TNI"),
        (MONDAY, "It closed overnight.", "overnight", "2025-08-17TNI"),
        (MONDAY, "It closed the day before yesterday.", "the day before yesterday", "2025-08-16"),
        (MONDAY, "It closes the day after tomorrow.", "the day after tomorrow", "2025-08-20"),
        (WEDNESDAY, "It closed the day before yesterday.", "the day before yesterday", "2012-12-31"),
        (SUNDAY, "It closed yesterday.", "yesterday", "1998-02-28"),
        (None, "It closed yesterday.", "yesterday", "XXXX-XX-XX"),
    ],
)
def test_day_words(published: str | None, text: str, phrase: str, value: str) -> None:
    assert values(text, published)[phrase] == value


@pytest.mark.parametrize(
    ("published", "text", "phrase", "value"),
    [
        (MONDAY, "It fell last week.", "last week", "2025-W33"),
        (MONDAY, "It falls this week.", "this week", "2025-W34"),
        (MONDAY, "It falls next week.", "next week", "2025-W35"),
        (MONDAY, "Earlier this week it fell.", "Earlier this week", "2025-W34"),
        (MONDAY, "It fell this month.", "this month", "2025-08"),
        (MONDAY, "It fell last month.", "last month", "2025-07"),
        (MONDAY, "It fell earlier this year.", "earlier this year", "2025"),
        (MONDAY, "It falls next year.", "next year", "2026"),
        (MONDAY, "It fell last summer.", "last summer", "2024-SU"),
        (MONDAY, "It falls this fall.", "this fall", "2025-FA"),
        (MONDAY, "It fell last January.", "last January", "2025-01"),
        (MONDAY, "It fell last December.", "last December", "2024-12"),
        (MONDAY, "It falls next June.", "next June", "2026-06"),
        (MONDAY, "It rained this weekend.", "this weekend", "2025-W33-WE"),
        (MONDAY, "It will rain this weekend.", "this weekend", "2025-W34-WE"),
        (MONDAY, "It fell last decade.", "last decade", "201"),
        (WEDNESDAY, "It fell last month.", "last month", "2012-12"),
        (WEDNESDAY, "It fell last week.", "last week", "2012-W52"),
        (SUNDAY, "It fell last year.", "last year", "1997"),
        ("2025-08", "It fell last month.", "last month", "2025-07"),
        ("2025", "It fell last year.", "last year", "2024"),
    ],
)
def test_this_last_and_next(published: str, text: str, phrase: str, value: str) -> None:
    assert values(text, published)[phrase] == value


@pytest.mark.parametrize(
    ("published", "text", "phrase", "value"),
    [
        (MONDAY, "It fell two years ago.", "two years ago", "2023"),
        (MONDAY, "It fell a year ago.", "a year ago", "2024"),
        (MONDAY, "It fell six weeks ago.", "six weeks ago", "2025-W28"),
        (MONDAY, "It fell three days ago.", "three days ago", "2025-08-15"),
        (MONDAY, "It fell about ten months ago.", "about ten months ago", "2024-10"),
        (MONDAY, "It fell a decade ago.", "a decade ago", "201"),
        (MONDAY, "It fell a century ago.", "a century ago", "19"),
        (MONDAY, "It fell 250 years ago.", "250 years ago", "1775"),
        (MONDAY, "It fell a couple of years ago.", "a couple of years ago", "2023"),
        (MONDAY, "It fell several years ago.", "several years ago", "PAST_REF"),
        (MONDAY, "It fell many months ago.", "many months ago", "PAST_REF"),
        (MONDAY, "It fell days ago.", "days ago", "PAST_REF"),
        (MONDAY, "It falls two weeks from now.", "two weeks from now", "2025-W36"),
        (WEDNESDAY, "It fell three days ago.", "three days ago", "2012-12-30"),
        (SUNDAY, "It fell one day ago.", "one day ago", "1998-02-28"),
    ],
)
def test_units_ago(published: str, text: str, phrase: str, value: str) -> None:
    assert values(text, published)[phrase] == value


@pytest.mark.parametrize(
    ("published", "text", "phrase", "value"),
    [
        (MONDAY, "They met on 5 May.", "5 May", "2025-05-05"),
        (MONDAY, "They met on Dec. 5.", "Dec. 5", "2024-12-05"),
        (MONDAY, "They will meet on Feb. 3.", "Feb. 3", "2026-02-03"),
        (MONDAY, "They will meet on Sept. 3.", "Sept. 3", "2025-09-03"),
        (MONDAY, "The report was due on 1 September.", "1 September", "2025-09-01"),
        (MONDAY, "The exhibition runs until January 11.", "January 11", "2026-01-11"),
        (MONDAY, "The case was adjourned until March 4.", "March 4", "2026-03-04"),
        (MONDAY, "Prices rose in July.", "July", "2025-07"),
        (MONDAY, "Prices rose in November.", "November", "2024-11"),
        (MONDAY, "Prices will rise in April.", "April", "2026-04"),
        (MONDAY, "She plans to retire in January.", "January", "2026-01"),
        (MONDAY, "He had expected the move since late June.", "late June", "2025-06"),
        (WEDNESDAY, "They met on Dec. 20.", "Dec. 20", "2012-12-20"),
        (WEDNESDAY, "They will meet on Jan. 20.", "Jan. 20", "2013-01-20"),
        (SUNDAY, "It opened in October.", "October", "1997-10"),
        (SUNDAY, "Details by September 1.", "September 1", "1998-09-01"),
        (SUNDAY, "A year ago the two signed it, on March 20.", "March 20", "1997-03-20"),
        (SUNDAY, "It opened in April last year.", "April last year", "1997-04"),
        (SUNDAY, "He was named president, effective April 1.", "April 1", "1998-04-01"),
    ],
)
def test_months_and_days_without_a_year(published: str, text: str, phrase: str, value: str) -> None:
    assert values(text, published)[phrase] == value


def test_a_month_in_news_does_not_hang_on_a_year_named_in_passing() -> None:
    text = (
        "The siege began in April 1992. On Dec. 20 the alliance takes over. A court ruled in December that "
        "he took part on Jan. 6, 1991. Ballots must be mailed by Jan. 20. The sea rose in the 20th century. "
        "The report will be released in mid-February."
    )
    found = values(text, "1995-12-14")
    assert [found[phrase] for phrase in ("Dec. 20", "December", "Jan. 20", "mid-February")] == [
        "1995-12-20", "1995-12", "1996-01-20", "1996-02"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("It is now open.", "now", "PRESENT_REF"),
        ("It is currently open.", "currently", "PRESENT_REF"),
        ("The current mayor said so.", "current", "PRESENT_REF"),
        ("At present it is open.", "At present", "PRESENT_REF"),
        ("To date it is open.", "To date", "PRESENT_REF"),
        ("It is open nowadays.", "nowadays", "PRESENT_REF"),
        ("It opened recently.", "recently", "PAST_REF"),
        ("It opened in recent weeks.", "recent weeks", "PAST_REF"),
        ("In the past, it was open.", "In the past", "PAST_REF"),
        ("It has rained lately.", "lately", "PAST_REF"),
        ("It may open in the near future.", "the near future", "FUTURE_REF"),
        ("It may open in the future.", "the future", "FUTURE_REF"),
        ("Future talks may help.", "Future", "FUTURE_REF"),
    ],
)
def test_vague_references(text: str, phrase: str, value: str) -> None:
    assert values(text, MONDAY)[phrase] == value


STORY = "The army crossed the river on 10 May 1940."


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("That day it rained.", "That day", "1940-05-10"),
        ("The same day it rained.", "The same day", "1940-05-10"),
        ("That night it rained.", "That night", "1940-05-10TNI"),
        ("The next day it rained.", "The next day", "1940-05-11"),
        ("The following day it rained.", "The following day", "1940-05-11"),
        ("The previous day it had rained.", "The previous day", "1940-05-09"),
        ("The day before, it had rained.", "The day before", "1940-05-09"),
        ("Two days later it rained.", "Two days later", "1940-05-12"),
        ("Three weeks later it rained.", "Three weeks later", "1940-W22"),
        ("A month later it rained.", "A month later", "1940-06"),
        ("A year earlier it had rained.", "A year earlier", "1939"),
        ("Ten years later it rained.", "Ten years later", "1950"),
        ("Later that month it rained.", "Later that month", "1940-05"),
        ("By the end of that year it had rained.", "the end of that year", "1940"),
        ("The following year it rained.", "The following year", "1941"),
    ],
)
def test_what_hangs_on_the_story(text: str, phrase: str, value: str) -> None:
    assert values(f"{STORY} {text}", None)[phrase] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("Three months after the invasion began, it fell.", "Three months", "P3M"),
        ("Less than a month before the vote, it fell.", "Less than a month", "P1M"),
        ("It fell hours after he took office.", "hours", "PTXH"),
        ("Half an hour later it fell.", "Half an hour later", "PT30M"),
        ("He died two weeks after.", "two weeks after", "1940-W21"),
    ],
)
def test_lengths_up_to_something_whose_day_is_unknown_are_lengths(text: str, phrase: str, value: str) -> None:
    assert values(f"{STORY} {text}", None)[phrase] == value


def test_the_day_after_a_feast_is_one_step_from_the_feast() -> None:
    found = values("The day after Christmas the river rose.", MONDAY)
    assert found == {"The day after": "2024-12-26", "Christmas": "2024-12-25"}


def test_the_day_before_is_not_that_of_a_day_to_come() -> None:
    text = "She resigned on Thursday and will not stand next Tuesday. Only the day before she had vowed to."
    assert values(text, MONDAY)["the day before"] == "2025-08-13"


def test_the_day_after_something_unknown_stays_open() -> None:
    assert values(f"{STORY} The day after the vote it fell.", None)["The day after"] == "XXXX-XX-XX"
