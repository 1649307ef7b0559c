"""Tables: lengths, repeated times, quarters and halves, years and longer, seasons, feasts."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates
from timeline_tui.normalize.dates.feasts import easter
from timeline_tui.normalize.dates.moon import feast_days
from timeline_tui.normalize.dates.point import day_point

MONDAY = "2025-08-18"
AUTUMN = "1989-10-26"


def found(text: str, published: str | None = MONDAY) -> dict[str, tuple[str, str]]:
    return {item.text: (item.type, item.value) for item in find_dates(text, published=published)}


def edtf(text: str, published: str | None = MONDAY) -> list[str | None]:
    return [item.edtf for item in find_dates(text, published=published)]


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("It took three days.", "three days", "P3D"),
        ("It took twenty-five years.", "twenty-five years", "P25Y"),
        ("It took more than 140 years.", "more than 140 years", "P140Y"),
        ("It took nearly two weeks.", "nearly two weeks", "P2W"),
        ("It took at least six months.", "at least six months", "P6M"),
        ("It took an hour.", "an hour", "PT1H"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("It took 45 minutes.", "45 minutes", "PT45M"),
        ("It took two and a half years.", "two and a half years", "P2.5Y"),
        ("It took two hours and 45 minutes.", "two hours and 45 minutes", "PT2H45M"),
        ("It took one year and six months.", "one year and six months", "P1Y6M"),
        ("It took a fortnight.", "a fortnight", "P2W"),
        ("It took two decades.", "two decades", "P2DE"),
        ("It took several weeks.", "several weeks", "PXW"),
        ("It took a few minutes.", "a few minutes", "PTXM"),
        ("It went on for years.", "years", "PXY"),
        ("They had waited decades.", "decades", "PXDE"),
        ("It may end within days.", "days", "PXD"),
        ("It was a 16-day shutdown.", "16-day", "P16D"),
        ("It was an eight-year term.", "eight-year", "P8Y"),
        ("It was a month-long fight.", "a month-long", "P1M"),
        ("She is 58 years old.", "58 years old", "P58Y"),
        ("Sales fell for a third straight month.", "a third straight month", "P3M"),
        ("It took 10 to 12 days.", "12 days", "P12D"),
    ],
)
def test_lengths(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == ("DURATION", value)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "interval"),
    [
        ("It grew in the past two years.", "the past two years", "P2Y", "2023/2025-08-18"),
        ("It grew over the last three months.", "the last three months", "P3M", "2025-05/2025-08-18"),
        ("It grew in the last week of talks.", "the last week", "P1W", None),
        ("It grew in the past year.", "the past year", "P1Y", "2024/2025-08-18"),
        ("It grew in the past decade.", "the past decade", "P1DE", "201X/2025-08-18"),
        ("It grew in the past few days.", "the past few days", "PXD", "../2025-08-18"),
        ("It grew in the past several months.", "the past several months", "PXM", "../2025-08-18"),
        ("It will grow in the next two weeks.", "the next two weeks", "P2W", "2025-08-18/2025-09-07"),
        ("It will grow in the next 20 years.", "the next 20 years", "P20Y", "2025-08-18/2045"),
        ("It will grow over the next few days.", "the next few days", "PXD", "2025-08-19/.."),
        ("It grew in the first nine months.", "the first nine months", "P9M", None),
        ("It will last 24 hours, the next 24 hours.", "the next 24 hours", "PT24H", None),
    ],
)
def test_anchored_lengths(text: str, phrase: str, value: str, interval: str | None) -> None:
    assert (phrase, value, interval) in [
        (item.text, item.value, item.edtf) for item in find_dates(text, published=MONDAY)
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("They meet every day.", "every day", "P1D"),
        ("They meet each year.", "each year", "P1Y"),
        ("They meet every two years.", "every two years", "P2Y"),
        ("They meet every other week.", "every other week", "P2W"),
        ("They meet every few days.", "every few days", "PXD"),
        ("They meet once a week.", "once a week", "P1W"),
        ("They meet twice a month.", "twice a month", "P1M"),
        ("They meet three times a day.", "three times a day", "P1D"),
        ("They meet daily.", "daily", "P1D"),
        ("The annual report is out.", "annual", "P1Y"),
        ("They meet every Friday.", "every Friday", "XXXX-WXX-5"),
        ("They meet on Sundays.", "Sundays", "XXXX-WXX-7"),
        ("They meet on Monday mornings.", "Monday mornings", "XXXX-WXX-1TMO"),
        ("They meet every March.", "every March", "XXXX-03"),
        ("They meet every summer.", "every summer", "XXXX-SU"),
        ("It costs $2 million a day.", "a day", "P1D"),
        ("It kills 500 people a year.", "a year", "P1Y"),
        ("It costs five euros per month.", "per month", "P1M"),
    ],
)
def test_repeated_times_in_news(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == ("SET", value)


def test_histories_write_what_repeats_as_an_open_date() -> None:
    story = (
        "The war began in 1914. In 1915 it spread. In 1916 it stalled. In 1917 they met daily, and annually."
    )
    assert [value for kind, value in found(story, "2009-12-19").values() if kind == "SET"] == [
        "XXXX-XX-XX", "XXXX"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("Profit in the third quarter of 1988 rose.", "the third quarter of 1988", "1988-Q3"),
        ("Profit for the third quarter rose.", "the third quarter", "1989-Q3"),
        ("Its third-quarter profit rose.", "third-quarter", "1989-Q3"),
        ("Its fourth-quarter profit rose.", "fourth-quarter", "1989-Q4"),
        ("It expects first-quarter profit to rise.", "first-quarter", "1990-Q1"),
        ("Profit in the year-earlier third quarter fell.", "the year-earlier third quarter", "1988-Q3"),
        ("Profit in last year's third quarter fell.", "last year's third quarter", "1988-Q3"),
        ("Profit in the 1987 fourth quarter fell.", "the 1987 fourth quarter", "1987-Q4"),
        ("Profit in Q2 1989 fell.", "Q2 1989", "1989-Q2"),
        ("Profit in 4Q 1988 fell.", "4Q 1988", "1988-Q4"),
        ("Revenue for the first half rose.", "the first half", "1989-H1"),
        ("Revenue for the second half of 1988 rose.", "the second half of 1988", "1988-H2"),
        ("Revenue for the current quarter will rise.", "the current quarter", "1989-Q4"),
        ("Sales in fiscal 1988 rose.", "fiscal 1988", "1988"),
        ("Sales in FY91 may rise.", "FY91", "1991"),
        ("Sales this fiscal year rose.", "this fiscal year", "1989"),
    ],
)
def test_quarters_halves_and_business_years(text: str, phrase: str, value: str) -> None:
    assert found(text, AUTUMN)[phrase] == ("DATE", value)


def test_an_earnings_report_carries_its_quarter() -> None:
    text = (
        "Net income for the third quarter rose to $5 million from $4 million a year earlier. "
        "For the quarter, sales fell. The year-earlier period included a gain. "
        "It expects fourth-quarter sales of $3 million."
    )
    assert [item.value for item in find_dates(text, published=AUTUMN)] == [
        "1989-Q3", "1988-Q3", "1989-Q3", "1988-Q3", "1989-Q4"
    ]  # fmt: skip


def test_a_month_is_compared_with_the_same_month() -> None:
    text = "Sales rose 4 percent in August from a year earlier. The plant opened a year ago."
    assert [item.value for item in find_dates(text, published=AUTUMN)] == ["1989-08", "1988-08", "1988"]


def test_quarters_of_a_match_are_none() -> None:
    text = (
        "He scored twice in the first half. The Bulls led by 12 points in the third quarter and kicked off."
    )
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "phrase", "value", "interval"),
    [
        ("In 2008 it grew.", "2008", "2008", "2008"),
        ("In the 1960s it grew.", "the 1960s", "196", "196X"),
        ("In the 90s it grew.", "the 90s", "199", "199X"),
        ("In the '90s it grew.", "the '90s", "199", "199X"),
        ("In the eighties it grew.", "the eighties", "198", "198X"),
        ("In the 470s BC it grew.", "the 470s BC", "BC047", "-0478/-0469"),
        ("In the 20th century it grew.", "the 20th century", "19", "19XX"),
        ("In the 5th century BC it grew.", "the 5th century BC", "BC04", "-0499/-0400"),
        ("In '89 it grew.", "'89", "1989", "1989"),
        ("In the summer of ’25 it grew.", "the summer of ’25", "2025-SU", "2025-22"),
        ("In autumn 1918 it grew.", "autumn 1918", "1918-FA", "1918-23"),
        ("In 490 BC it grew.", "490 BC", "BC0490", "-0489"),
        ("In 55 BCE it grew.", "55 BCE", "BC0055", "-0054"),
        ("In AD 79 it grew.", "AD 79", "0079", "0079"),
    ],
)
def test_years_and_longer(text: str, phrase: str, value: str, interval: str) -> None:
    assert (phrase, value, interval) in [
        (item.text, item.value, item.edtf) for item in find_dates(text, published=MONDAY)
    ]


def test_a_year_without_its_century_is_of_the_storys_time() -> None:
    assert [item.value for item in find_dates("In 1914 war came. It was worse than in '99.")] == [
        "1914",
        "1899",
    ]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("in early October 1941", "1941-10-01~/1941-10-10~"),
        ("in mid-October 1941", "1941-10-11~/1941-10-20~"),
        ("in late October 1941", "1941-10-21~/1941-10-31~"),
        ("in late February 2024", "2024-02-19~/2024-02-29~"),
        ("at the end of March 2024", "2024-03-21~/2024-03-31~"),
        ("in early 1941", "1941-01~/1941-04~"),
        ("in mid-1941", "1941-05~/1941-08~"),
        ("in late 1941", "1941-09~/1941-12~"),
        ("in the early 1980s", "1980~/1982~"),
        ("in the late 1980s", "1986~/1989~"),
        ("in the early 19th century", "1800~/1832~"),
        ("by late 1943", "../1943-12~"),
        ("since early 1943", "1943-01~/.."),
        ("by 2030", "../2030"),
        ("by Friday it was over", "../2025-08-15"),
    ],
)
def test_early_mid_late_and_by_narrow_the_bounds(text: str, interval: str) -> None:
    assert edtf(f"It was over {text}.") == [interval]


def test_a_guess_within_a_narrowed_month_is_uncertain_and_approximate() -> None:
    assert edtf("Harvest festival, early November", "2025-03-01") == ["2024-11-01%/2024-11-10%"]


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("On Christmas Eve 1776 he crossed.", "Christmas Eve 1776", "1776-12-24"),
        ("They met on New Year’s Day 2001.", "New Year’s Day 2001", "2001-01-01"),
        ("They met on Easter Sunday 2024.", "Easter Sunday 2024", "2024-03-31"),
        ("They met on Good Friday 1916.", "Good Friday 1916", "1916-04-21"),
        ("They met on Easter Monday.", "Easter Monday", "2025-04-21"),
        ("They met on Orthodox Easter 2024.", "Orthodox Easter 2024", "2024-05-05"),
        ("They met on Thanksgiving 2023.", "Thanksgiving 2023", "2023-11-23"),
        ("They will meet on Thanksgiving.", "Thanksgiving", "2025-11-27"),
        ("They will meet on Black Friday.", "Black Friday", "2025-11-28"),
        ("They met on Memorial Day.", "Memorial Day", "2025-05-26"),
        ("They will meet on Labor Day.", "Labor Day", "2025-09-01"),
        ("They met on Valentine's Day.", "Valentine's Day", "2025-02-14"),
        ("They met on the Fourth of July.", "the Fourth of July", "2025-07-04"),
        ("Election Day 2024 was long.", "Election Day 2024", "2024-11-05"),
        ("They landed on D-Day.", "D-Day", "1944-06-06"),
        ("It closed after 9/11.", "9/11", "2001-09-11"),
    ],
)
def test_feasts(text: str, phrase: str, value: str) -> None:
    assert found(text)[phrase] == ("DATE", value)


@pytest.mark.parametrize(
    "text",
    [
        "The Easter Offensive failed.",
        "They sailed to Easter Island and Christmas Island.",
        "He sold Christmas trees and Easter eggs.",
        "He went 9/11 from the field.",
    ],
)
def test_what_is_called_after_a_feast_is_none(text: str) -> None:
    assert found(text) == {}


WESTERN = [
    "1818-03-22",
    "1913-03-23",
    "1916-04-23",
    "1943-04-25",
    "1954-04-18",
    "1961-04-02",
    "1981-04-19",
    "2000-04-23",
    "2008-03-23",
    "2011-04-24",
    "2016-03-27",
    "2024-03-31",
    "2025-04-20",
    "2038-04-25",
]
ORTHODOX = [
    "1916-04-23",
    "2000-04-30",
    "2008-04-27",
    "2010-04-04",
    "2016-05-01",
    "2021-05-02",
    "2024-05-05",
    "2025-04-20",
]


@pytest.mark.parametrize(
    ("day", "julian"), [*((day, False) for day in WESTERN), *((day, True) for day in ORTHODOX)]
)
def test_easter(day: str, julian: bool) -> None:
    assert day_point(easter(int(day[:4]), julian=julian)).timex == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("passover", "1973-04-17"), ("passover", "1990-04-10"), ("passover", "2024-04-23"),
        ("hanukkah", "1995-12-18"), ("hanukkah", "2013-11-28"), ("hanukkah", "2024-12-26"),
        ("yom kippur", "1973-10-06"), ("rosh hashanah", "2023-09-16"), ("ramadan", "1991-03-17"),
        ("ramadan", "2016-06-06"), ("ramadan", "2023-03-23"), ("eid al-fitr", "2013-08-08"),
        ("eid al-fitr", "2024-04-10"), ("eid al-adha", "2019-08-11"), ("ashura", "2023-07-28"),
        ("lunar new year", "1968-01-30"), ("lunar new year", "1985-02-20"), ("lunar new year", "2024-02-10"),
        ("diwali", "1998-10-19"), ("diwali", "2014-10-23"), ("diwali", "2023-11-12"),
    ],
)  # fmt: skip
def test_feasts_that_follow_the_moon(name: str, day: str) -> None:
    assert [day_point(days).timex for days in feast_days(name, int(day[:4]))] == [day]


@pytest.mark.parametrize(
    ("text", "phrase", "value", "interval"),
    [
        ("Passover began last week.", "Passover", "2023-04-06", "2023-04-06"),
        ("They will march on Eid al-Adha.", "Eid al-Adha", "2023-06-28", "2023-06-28~"),
        ("Diwali was a quiet day.", "Diwali", "2022-10-24", "2022-10-24"),
        ("Shops close during Ramadan.", "Ramadan", "2023-03-23/2023-04-20", "2023-03-23~/2023-04-20~"),
        ("It fell on Lunar New Year 2020.", "Lunar New Year 2020", "2020-01-25", "2020-01-25"),
        ("It was attacked on Yom Kippur in 1973.", "Yom Kippur in 1973", "1973-10-06", "1973-10-06"),
    ],
)
def test_feasts_of_other_calendars_in_news(text: str, phrase: str, value: str, interval: str) -> None:
    items = find_dates(text, published="2023-04-15")
    assert (phrase, value, interval) in [(item.text, item.value, item.edtf) for item in items]


@pytest.mark.parametrize(
    "text",
    ["Noel Easter lost.", "Tariq Ramadan spoke.", "The Tet Offensive failed.", "The Yom Kippur War ended."],
)
def test_names_of_people_and_wars_are_no_feasts(text: str) -> None:
    assert not find_dates(text, published="2023-04-15")
