"""Tables: what reports of agencies and business pages write."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates

MONDAY = "2025-08-18"
AUTUMN = "1989-10-26"  # a Thursday
JOBS = "Sales rose 3 percent in September after a gain in August. "


def found(text: str, published: str = MONDAY) -> dict[str, str]:
    return {item.text: item.value for item in find_dates(text, published=published)}


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("They met in the first week of August.", "the first week of August", "2025-W32"),
        ("They met in the second week of August.", "the second week of August", "2025-W33"),
        ("They met in the last week of July.", "the last week of July", "2025-W31"),
        ("They will meet in the first week of October.", "the first week of October", "2025-W40"),
        ("They met in the third week of May 2024.", "the third week of May 2024", "2024-W20"),
        ("It fell in the week of May 5.", "the week of May 5", "2025-W19"),
        ("It rose in the year to June.", "the year", "P1Y"),
        ("It rose in the week ended May 5.", "the week", "P1W"),
        ("It rose in the month ended July 31.", "the month", "P1M"),
        ("It rose in the three months to June.", "the three months", "P3M"),
        ("For the year, net was $3 million.", "the year", "2025"),
        ("For the year to date, net was $3 million.", "the year", "2025"),
        ("It opens this academic year.", "this academic year", "2025"),
        ("It closed last school year.", "last school year", "2024"),
    ],
)
def test_stretches_of_reports(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == value


def test_the_days_of_a_week_of_a_month_are_about_so() -> None:
    (item,) = find_dates("They met in the first week of August.", published=MONDAY)
    assert item.edtf == "2025-08-01~/2025-08-07~"


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        (JOBS + "They were 12 percent above those of a year earlier.", "a year earlier", "1988-09"),
        (JOBS + "They were up from $3.2 billion a year ago.", "a year ago", "1988-09"),
        (JOBS + "The rate fell from 4.2 percent the month before.", "the month before", "1989-08"),
        (JOBS + "Pay rose 0.4 percent from the prior month.", "the prior month", "1989-08"),
        (JOBS + "Output was up on the same month last year.", "the same month last year", "1988-09"),
        (JOBS + "Output was up on the year-ago month.", "the year-ago month", "1988-09"),
        (
            "Starts rose in June, up from May but below the pace a year ago.",
            "a year ago",
            "1988-06",
        ),
        ("It is the lowest since April.", "April", "1989-04"),
        ("It was the lowest since December.", "December", "1988-12"),
        (
            "Profit for the third quarter rose to $1.2 billion from $1.1 billion a year earlier.",
            "a year earlier",
            "1988-Q3",
        ),
        (
            "Net for the fiscal fourth quarter fell; for the quarter ended Sept. 30 it was $3.",
            "the fiscal fourth quarter",
            "1989-Q3",
        ),
        (
            "The 1989 third-quarter loss was $3, the year-ago third quarter $2. The latest quarter has $1.",
            "The latest quarter",
            "1989-Q3",
        ),
        ("It declared a quarterly dividend.", "quarterly", "P3M"),
        ("It is payable Jan. 2 to holders of record.", "Jan. 2", "1990-01-02"),
    ],
)
def test_what_figures_are_compared_with(text: str, phrase: str, value: str) -> None:
    assert found(text, AUTUMN)[phrase] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("They travel to Carrow Vale on Saturday.", "Saturday", "2025-08-23"),
        ("He flies to Ohio on Thursday.", "Thursday", "2025-08-21"),
        ("The last matches begin on Saturday.", "Saturday", "2025-08-23"),
        ("Schools reopen on Wednesday.", "Wednesday", "2025-08-20"),
        ("Tickets go on sale Tuesday.", "Tuesday", "2025-08-19"),
        ("The strike was suspended late Thursday until mid-January.", "mid-January", "2026-01"),
        (
            "Crews hoped to have the rest connected by midnight Saturday.",
            "midnight Saturday",
            "2025-08-23T24:00",
        ),
        ("They had threatened to strike on Thursday.", "Thursday", "2025-08-14"),
        ("The judge listed the matter for hearing on October 9.", "October 9", "2025-10-09"),
        ("The party picks its candidate for December's vote.", "December", "2025-12"),
        ("The Fed meets next Wednesday and Thursday.", "Thursday", "2025-08-28"),
        ("It will rain Tuesday and Wednesday.", "Wednesday", "2025-08-20"),
        ("It rained on Thursday and Friday.", "Friday", "2025-08-15"),
        ("He slept badly two winters ago.", "two winters ago", "2023-WI"),
        ("It opened three summers ago.", "three summers ago", "2023-SU"),
        ("It fell on 15 September last year.", "15 September last year", "2024-09-15"),
        ("Insurance was cheap in those days.", "those days", "PAST_REF"),
        ("It will end in the coming months.", "the coming months", "FUTURE_REF"),
        ("The flights go on in the days ahead.", "the days ahead", "FUTURE_REF"),
        ("The May figure was revised.", "May", "2025-05"),
    ],
)
def test_what_lies_ahead_and_what_behind(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("On Friday the shift ended at 7 in the evening.", "7 in the evening", "2025-08-15T19:00"),
        ("On Friday he rose at five in the morning.", "five in the morning", "2025-08-15T05:00"),
        ("He will come tomorrow at nine o'clock.", "tomorrow at nine o'clock", "2025-08-19T09:00"),
        (
            "It left one minute before midnight on Friday.",
            "one minute before midnight on Friday",
            "2025-08-15T23:59",
        ),
        ("It left ten minutes past noon on Friday.", "ten minutes past noon on Friday", "2025-08-15T12:10"),
        ("It runs until midnight Saturday.", "midnight Saturday", "2025-08-23T24:00"),
        ("On Friday night he walked until 2 a.m.", "2 a.m.", "2025-08-16T02:00"),
        ("On Friday night he walked until 11 p.m.", "11 p.m.", "2025-08-15T23:00"),
        ("Gold fell in morning trading.", "morning", "2025-08-18TMO"),
        ("A tide was forecast for mid-morning on Friday.", "mid-morning on Friday", "2025-08-15TMO"),
        ("It rained for the last hour.", "the last hour", "PT1H"),
        ("It was minutes from collapse.", "minutes", "PTXM"),
    ],
)
def test_clocks_in_words(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == value


@pytest.mark.parametrize(
    "text",
    [
        "It moved at 300 miles an hour.",
        "He may one day come back.",
        "It was leaked to a Sunday newspaper.",
        "A staff of seven in the store.",
    ],
)
def test_turns_of_phrase_that_name_no_time(text: str) -> None:
    assert not found(text)


def test_a_speakers_today_does_not_move_the_story() -> None:
    text = (
        'On 8 May 1986 she vanished. "Today the clocks go on," he said. Two days later a man was questioned.'
    )
    assert found(text, "2017-06-20")["Two days later"] == "1986-05-10"


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The company reports earnings on Thursday.", "Thursday", "2025-08-21"),
        ("The ship docks in Halifax on Saturday.", "Saturday", "2025-08-23"),
        ("Her memoir is out on Tuesday.", "Tuesday", "2025-08-19"),
        ("He retires in December.", "December", "2025-12"),
        ("She is up for re-election in November.", "November", "2025-11"),
        ("Tuesday's ruling is a blow.", "Tuesday", "2025-08-12"),
        ("The bridge, due to be finished in December, is late.", "December", "2025-12"),
        ("The Games, which opened on July 19, close on Sunday.", "Sunday", "2025-08-24"),
        ("Airlines canceled flights through Friday.", "Friday", "2025-08-22"),
        ("All schools were closed until Thursday.", "Thursday", "2025-08-21"),
        ("Traders were waiting for Thursday's report.", "Thursday", "2025-08-21"),
        ("They should be in place; as of Wednesday there were none.", "Wednesday", "2025-08-13"),
        ("It will be shown on Wednesday and published in January.", "January", "2026-01"),
        ("A rise is expected, after no change in January.", "January", "2025-01"),
        ("Sales for January will be given next week.", "January", "2025-01"),
        (
            "He said that because of the heat nobody would come, and that on Friday he will stay.",
            "Friday",
            "2025-08-22",
        ),
    ],
)
def test_the_present_tense_and_the_nearest_clause_decide(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("It began Tuesday last week.", "Tuesday last week", "2025-08-12"),
        ("It ends Monday of next week.", "Monday of next week", "2025-08-25"),
        ("She left a week ago Friday.", "a week ago Friday", "2025-08-08"),
        ("It ends a week from Friday.", "a week from Friday", "2025-08-29"),
        ("It fell on the last Friday in July.", "the last Friday in July", "2025-07-25"),
        ("It fell on the first Monday of May 2019.", "the first Monday of May 2019", "2019-05-06"),
        ("They vote on the second Tuesday in November.", "the second Tuesday in November", "2025-11-11"),
        ("He left the week before last.", "the week before last", "2025-W32"),
        ("It opens the month after next.", "the month after next", "2025-10"),
        ("It rained two nights ago.", "two nights ago", "2025-08-16TNI"),
        ("It grew since the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
        ("In May 1944 he was hurt, and that August he left.", "that August", "1944-08"),
        ("On Aug. 1 he fell. The following Monday he left.", "The following Monday", "2025-08-04"),
    ],
)
def test_days_counted_from_others(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == value


def test_the_clocks_of_a_paragraph_go_on() -> None:
    text = "Police were called on Friday at 11:15 p.m. They came at 11:20. He died at 1:05 a.m."
    assert list(found(text).values()) == ["2025-08-15T23:15", "2025-08-15T23:20", "2025-08-16T01:05"]


def test_a_year_since_which_something_lasts_tells_no_story() -> None:
    text = "Since September 1999, a camera has looked on. On Aug. 14 it was buried."
    assert found(text)["Aug. 14"] == "2025-08-14"


def test_minutes_later_than_a_time_of_day_make_another() -> None:
    text = "It left at 3:45 p.m. on Friday. Eight minutes later it came down. It took two hours."
    assert list(found(text).values()) == ["2025-08-15T15:45", "2025-08-15T15:53", "PT2H"]


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("A rally is planned between now and Election Day.", "Election Day", "2025-11-04"),
        ("It was quieter than last Christmas.", "last Christmas", "2024-12-25"),
        ("They will meet next Easter.", "next Easter", "2026-04-05"),
        ("It rained over the Easter weekend.", "the Easter weekend", "2025-W16-WE"),
        ("She fell on Christmas morning.", "Christmas morning", "2024-12-25TMO"),
        ("The price has doubled since New Year.", "New Year", "2025-01-01"),
        ("On Saturday the country marks its liberation.", "Saturday", "2025-08-23"),
        ("A poll taken Thursday has her ahead.", "Thursday", "2025-08-14"),
        ("He was ordered to report on Jan. 4.", "Jan. 4", "2026-01-04"),
        ("He had planned to retire on Sept. 14.", "Sept. 14", "2025-09-14"),
        ("He was there at 6 this morning.", "6 this morning", "2025-08-18T06:00"),
        (
            "On Friday it opened. By four that afternoon it was full.",
            "four that afternoon",
            "2025-08-15T16:00",
        ),
        ("The final is a day later.", "a day later", "2025-08-19"),
        ("It rained all day.", "all day", "P1D"),
        ("It will rain for the next fortnight.", "the next fortnight", "P2W"),
        ("On Friday it rained. Two nights later it snowed.", "Two nights later", "2025-08-17TNI"),
        ("It took an hour and a half.", "an hour and a half", "PT1.5H"),
        ("Sales were 9 last week and 7 the week before.", "the week before", "2025-W32"),
        ("The January-March quarter brought a loss of $3.", "The January-March quarter", "2025-Q1"),
        ("Third-quarter profit fell to $3 from $4 in the 2023 quarter.", "the 2023 quarter", "2023-Q3"),
    ],
)
def test_more_of_what_reports_write(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == value


def test_fourth_quarter_results_are_those_of_the_quarter_just_over() -> None:
    text = "It is to report fourth-quarter results this month and expects first-quarter sales of $3."
    assert list(found(text, "2008-01-09").values()) == ["2007-Q4", "2008-01", "2008-Q1"]
