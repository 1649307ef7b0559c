"""Tables: what each class of time expression means, in texts published on Monday 2025-08-18 if not said."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates

PUBLISHED = "2025-08-18"


def read(
    text: str, published: str | None = PUBLISHED, zone: str = "UTC"
) -> list[tuple[str, str, str | None]]:
    return [
        (found.text, found.value, found.edtf) for found in find_dates(text, published=published, zone=zone)
    ]


def check(text: str, phrase: str, value: str, edtf: str | None, published: str | None = PUBLISHED) -> None:
    assert (phrase, value, edtf) in read(text, published)


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("On 14 August 1914 it began.", "14 August 1914", "1914-08-14"),
        ("On August 15, 2025, they met.", "August 15, 2025", "2025-08-15"),
        ("On the 5th of March, 1942, it fell.", "the 5th of March, 1942", "1942-03-05"),
        ("Signed on 3rd March 1918.", "3rd March 1918", "1918-03-03"),
        ("FRIDAY, AUGUST 15, 2025", "AUGUST 15, 2025", "2025-08-15"),
        ("Friday, August 15, 2025", "Friday, August 15, 2025", "2025-08-15"),
        ("On Aug. 15, 2025, they met.", "Aug. 15, 2025", "2025-08-15"),
        ("On Sept 5 2020 it rained.", "Sept 5 2020", "2020-09-05"),
        ("It fell on July 25 of 1861 at last.", "July 25 of 1861", "1861-07-25"),
        ("Dated 2025-08-15 in the file.", "2025-08-15", "2025-08-15"),
        ("Am 15.08.2025 in the file.", "15.08.2025", "2025-08-15"),
        ("On 15/08/2025 in the file.", "15/08/2025", "2025-08-15"),
        ("On 08/25/2025 in the file.", "08/25/2025", "2025-08-25"),
        ("On Christmas Eve 1776 he crossed.", "Christmas Eve 1776", "1776-12-24"),
        ("It was the fifth of November 1605.", "the fifth of November 1605", "1605-11-05"),
    ],
)
def test_explicit_days(text: str, phrase: str, day: str) -> None:
    check(text, phrase, day, day)


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert "30 February 2024" not in [phrase for phrase, _, _ in read("It was due on 30 February 2024.")]
    assert all("02-29" not in value for _, value, _ in read("It was due on 29 February 2023."))


@pytest.mark.parametrize(
    ("text", "phrase", "value", "edtf"),
    [
        ("In March 2024 it began.", "March 2024", "2024-03", "2024-03"),
        ("In early October 1941 it began.", "early October 1941", "1941-10", "1941-10-01~/1941-10-10~"),
        ("In mid-September 1942 it ended.", "mid-September 1942", "1942-09", "1942-09-11~/1942-09-20~"),
        ("By the end of April 2024 it ended.", "the end of April 2024", "2024-04", "../2024-04-30~"),
        ("In February of 1940 it began.", "February of 1940", "1940-02", "1940-02"),
        ("In August 480 BC it began.", "August 480 BC", "BC0480-08", "-0479-08"),
        ("In 2008 it began.", "2008", "2008", "2008"),
        ("The year 1950 was hard.", "The year 1950", "1950", "1950"),
        ("In early 1941 it began.", "early 1941", "1941", "1941-01~/1941-04~"),
        ("In 490 BC it began.", "490 BC", "BC0490", "-0489"),
        ("In AD 79 it fell.", "AD 79", "0079", "0079"),
        ("In the 1930s it grew.", "the 1930s", "193", "193X"),
        ("In the late 1980s it grew.", "the late 1980s", "198", "1986~/1989~"),
        ("In the '60s it grew.", "the '60s", "196", "196X"),
        ("In the sixties it grew.", "the sixties", "196", "196X"),
        ("In the 19th century it grew.", "the 19th century", "18", "18XX"),
        ("In the early twentieth century it grew.", "the early twentieth century", "19", "1900~/1932~"),
        ("In the summer of 2024 it grew.", "the summer of 2024", "2024-SU", "2024-22"),
        ("In autumn 1918 it ended.", "autumn 1918", "1918-FA", "1918-23"),
        ("In the winter of 1914 it froze.", "the winter of 1914", "1914-WI", "1914-24"),
        ("In the third quarter of 2025 it grew.", "the third quarter of 2025", "2025-Q3", "2025-35"),
        ("In Q1 2024 it grew.", "Q1 2024", "2024-Q1", "2024-33"),
        ("In the first half of 1944 it grew.", "the first half of 1944", "1944-H1", "1944-40"),
        ("In the latter half of 2008 it grew.", "the latter half of 2008", "2008-H2", "2008-41"),
    ],
)
def test_months_years_and_longer(text: str, phrase: str, value: str, edtf: str) -> None:
    check(text, phrase, value, edtf)


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("They met on Friday.", "Friday", "2025-08-15"),
        ("They met on Monday.", "Monday", "2025-08-18"),
        ("They met on Tuesday.", "Tuesday", "2025-08-12"),
        ("They will meet on Friday.", "Friday", "2025-08-22"),
        ("The talks are scheduled to resume on Wednesday.", "Wednesday", "2025-08-20"),
        ("They met last Friday.", "last Friday", "2025-08-15"),
        ("They left last Monday.", "last Monday", "2025-08-11"),
        ("They meet next Friday.", "next Friday", "2025-08-22"),
        ("They spoke yesterday.", "yesterday", "2025-08-17"),
        ("They spoke the day before yesterday.", "the day before yesterday", "2025-08-16"),
        ("They speak tomorrow.", "tomorrow", "2025-08-19"),
        ("They spoke today.", "today", "2025-08-18"),
        ("They left three days ago.", "three days ago", "2025-08-15"),
        ("They leave five days from now.", "five days from now", "2025-08-23"),
        ("They met on August 15.", "August 15", "2025-08-15"),
        ("They met on 29 November.", "29 November", "2024-11-29"),
        ("They will meet on 29 January.", "29 January", "2026-01-29"),
        ("They met on the 14th.", "the 14th", "2025-08-14"),
    ],
)
def test_days_near_publication(text: str, phrase: str, day: str) -> None:
    check(text, phrase, day, day)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "edtf"),
    [
        ("It fell last week.", "last week", "2025-W33", "2025-08-11/2025-08-17"),
        ("It falls this week.", "this week", "2025-W34", "2025-08-18/2025-08-24"),
        ("It fell last month.", "last month", "2025-07", "2025-07"),
        ("It falls next month.", "next month", "2025-09", "2025-09"),
        ("It fell this year.", "this year", "2025", "2025"),
        ("It fell last year.", "last year", "2024", "2024"),
        ("It fell last March.", "last March", "2025-03", "2025-03"),
        ("It fell last November.", "last November", "2024-11", "2024-11"),
        ("It falls next summer.", "next summer", "2026-SU", "2026-22"),
        ("It fell two years ago.", "two years ago", "2023", "2023"),
        ("It fell six months ago.", "six months ago", "2025-02", "2025-02"),
        ("It fell two weeks ago.", "two weeks ago", "2025-W32", "2025-08-04/2025-08-10"),
        ("It fell a decade ago.", "a decade ago", "201", "201X"),
        ("It fell in March.", "March", "2025-03", "2025-03"),
        ("It fell in November.", "November", "2024-11", "2024-11"),
        ("It will fall in November.", "November", "2025-11", "2025-11"),
        ("They met over the weekend.", "the weekend", "2025-W33-WE", "2025-08-16/2025-08-17"),
        ("It ended at the end of the month.", "the end of the month", "2025-08", "2025-08"),
    ],
)
def test_units_near_publication(text: str, phrase: str, value: str, edtf: str) -> None:
    check(text, phrase, value, edtf)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("It is now closed.", "now", "PRESENT_REF"),
        ("It is currently closed.", "currently", "PRESENT_REF"),
        ("These days it is closed.", "These days", "PRESENT_REF"),
        ("It closed recently.", "recently", "PAST_REF"),
        ("The recent floods did it.", "recent", "PAST_REF"),
        ("It closed years ago.", "years ago", "PAST_REF"),
        ("It may close in the future.", "the future", "FUTURE_REF"),
        ("It took 3 days.", "3 days", "P3D"),
        ("It took over a month.", "over a month", "P1M"),
        ("It took several weeks.", "several weeks", "PXW"),
        ("It took two and a half years.", "two and a half years", "P2.5Y"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("It was a three-day battle.", "three-day", "P3D"),
        ("It was a month-long fight.", "a month-long", "P1M"),
        ("He is 18 years old.", "18 years old", "P18Y"),
        ("It took less than three hours.", "less than three hours", "PT3H"),
        ("It took two decades.", "two decades", "P2DE"),
        ("It took ten or fifteen years.", "ten", "P10Y"),
        ("It took ten or fifteen years.", "fifteen years", "P15Y"),
        ("It took 2 1/2 hours.", "2 1/2 hours", "PT2.5H"),
        ("It began an hour earlier than planned.", "an hour", "PT1H"),
        ("It was the last week of a long strike.", "the last week", "P1W"),
        ("They meet every Friday.", "every Friday", "XXXX-WXX-5"),
        ("They meet every day.", "every day", "P1D"),
        ("They meet weekly.", "weekly", "P1W"),
        ("Ten died per month.", "per month", "P1M"),
        ("They move at night.", "night", "XXXX-XX-XXTNI"),
    ],
)
def test_what_has_no_place_on_the_calendar(text: str, phrase: str, value: str) -> None:
    check(text, phrase, value, None)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "edtf"),
    [
        ("Over the past two years, 300 died.", "the past two years", "P2Y", "2023/2025-08-18"),
        ("In the last three days, 30 died.", "the last three days", "P3D", "2025-08-15/2025-08-18"),
        ("In the next two weeks it will end.", "the next two weeks", "P2W", "2025-08-18/2025-09-07"),
        ("It grew in the past decade.", "the past decade", "P1DE", "201X/2025-08-18"),
        ("In the past few months it grew.", "the past few months", "PXM", "../2025-08-18"),
    ],
)
def test_anchored_durations(text: str, phrase: str, value: str, edtf: str) -> None:
    check(text, phrase, value, edtf)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "edtf"),
    [
        ("That day it rained.", "That day", "1940-05-10", "1940-05-10"),
        ("That same month it rained.", "That same month", "1940-05", "1940-05"),
        ("Later that year it rained.", "Later that year", "1940", "1940"),
        ("The next day it rained.", "The next day", "1940-05-11", "1940-05-11"),
        ("The day before, it rained.", "The day before", "1940-05-09", "1940-05-09"),
        ("The following morning it rained.", "The following morning", "1940-05-11TMO", "1940-05-11"),
        ("The following year it rained.", "The following year", "1941", "1941"),
        ("Twelve days later it rained.", "Twelve days later", "1940-05-22", "1940-05-22"),
        ("A year earlier it had rained.", "A year earlier", "1939", "1939"),
        ("Two months later it rained.", "Two months later", "1940-07", "1940-07"),
        ("That afternoon it rained.", "That afternoon", "1940-05-10TAF", "1940-05-10"),
        ("In the subsequent days it rained.", "the subsequent days", "PXD", "1940-05-11/.."),
        ("A few weeks later it rained.", "A few weeks later", "FUTURE_REF", "1940-05-10/.."),
        ("On 12 June it rained.", "12 June", "1940-06-12", "1940-06-12"),
        ("In July of that year it rained.", "July of that year", "1940-07", "1940-07"),
        ("On the 20th, it rained.", "the 20th", "1940-05-20", "1940-05-20"),
        ("Six days later, on 7 October, it rained.", "Six days later", "1940-10-07", "1940-10-07"),
    ],
)
@pytest.mark.parametrize("published", [None, PUBLISHED])
def test_what_hangs_on_the_story(
    text: str, phrase: str, value: str, edtf: str, published: str | None
) -> None:
    check(f"War came on 10 May 1940. {text}", phrase, value, edtf, published)


@pytest.mark.parametrize(
    ("text", "zone", "phrase", "value", "edtf"),
    [
        ("It began at 11:26 a.m. on Friday.", "UTC", "11:26 a.m. on Friday", "T11:26", "T11:26"),
        (
            "It began at 11:26 a.m. on Friday.",
            "America/Anchorage",
            "11:26 a.m. on Friday",
            "T11:26",
            "T11:26-08:00",
        ),
        ("On Friday, it began at 7pm.", "UTC", "7pm", "T19:00", "T19:00"),
        ("On Friday it began at 3 p.m. ET.", "UTC", "3 p.m. ET", "T15:00", "T15:00-04:00"),
        ("On Friday it began at 14:05 GMT.", "UTC", "14:05 GMT", "T14:05", "T14:05Z"),
        ("On Friday it began at 1405 GMT.", "UTC", "1405 GMT", "T14:05", "T14:05Z"),
        ("On Friday it began at 9:00 a.m. AKDT.", "UTC", "9:00 a.m. AKDT", "T09:00", "T09:00-08:00"),
        ("On Friday it began at 22:30 MSK.", "UTC", "22:30 MSK", "T22:30", "T22:30+03:00"),
        (
            "On Friday at 10:54 a.m. in Anchorage he landed.",
            "UTC",
            "Friday at 10:54 a.m.",
            "T10:54",
            "T10:54-08:00",
        ),
        ("On Friday it began at 10:30 p.m. Moscow time.", "UTC", "10:30 p.m.", "T22:30", "T22:30+03:00"),
        ("On Friday it began at noon.", "UTC", "noon", "T12:00", "T12:00"),
        ("On Friday it began at 3 o'clock.", "UTC", "3 o'clock", "T03:00", "T03:00"),
        ("On Friday it began at 5:30PM local time.", "Asia/Tokyo", "5:30PM", "T17:30", "T17:30+09:00"),
    ],
)
def test_clock_times(text: str, zone: str, phrase: str, value: str, edtf: str) -> None:
    assert (phrase, f"2025-08-15{value}", f"2025-08-15{edtf}") in read(text, zone=zone)


def test_two_clocks_for_one_instant_give_each_other_offset_and_day() -> None:
    found = read("On August 15, 2025, they began at 11:30 a.m. local time (22:30 Moscow).")
    assert ("11:30 a.m.", "2025-08-15T11:30", "2025-08-15T11:30-08:00") in found
    assert ("22:30", "2025-08-15T22:30", "2025-08-15T22:30+03:00") in found
    found = read("He left at 15:50 local time on Friday (02:50 on Saturday in Moscow).")
    assert ("15:50", "2025-08-15T15:50", "2025-08-15T15:50-08:00") in found
    found = read("The talks began at 11:30 a.m. local time on Friday, which is 22:30 in Moscow.")
    assert ("11:30 a.m.", "2025-08-15T11:30", "2025-08-15T11:30-08:00") in found
    found = read("On August 15, 2025, they left at 3 p.m. AKDT (02:00 Moscow).")
    assert ("02:00", "2025-08-16T02:00", "2025-08-16T02:00+03:00") in found


def test_local_time_is_that_of_the_dateline() -> None:
    found = read("ANCHORAGE, Alaska (AP) — They met at 11 a.m. local time on Friday.")
    assert ("11 a.m.", "2025-08-15T11:00", "2025-08-15T11:00-08:00") in found


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("On the night of August 15, they left.", "the night of August 15", "2025-08-15TNI"),
        ("On Friday evening they left.", "Friday evening", "2025-08-15TEV"),
        ("They left this morning.", "this morning", "2025-08-18TMO"),
        ("They left last night.", "last night", "2025-08-17TNI"),
        ("They leave tonight.", "tonight", "2025-08-18TNI"),
        ("They left yesterday afternoon.", "yesterday afternoon", "2025-08-17TAF"),
        (
            "Early in the morning of 16 August they left.",
            "Early in the morning of 16 August",
            "2025-08-16TMO",
        ),
    ],
)
def test_parts_of_day(text: str, phrase: str, value: str) -> None:
    check(text, phrase, value, value[:10])


@pytest.mark.parametrize(
    ("text", "values", "edtf"),
    [
        ("They met on 18–19 March 2024.", ["2024-03-18", "2024-03-19"], "2024-03-18/2024-03-19"),
        ("They met March 18-19, 2024.", ["2024-03-18", "2024-03-19"], "2024-03-18/2024-03-19"),
        ("It ran from 3 to 5 May 2024.", ["2024-05-03", "2024-05-05"], "2024-05-03/2024-05-05"),
        ("It ran between March and June 2024.", ["2024-03", "2024-06"], "2024-03/2024-06"),
        ("It ran from 1941 to 1945.", ["1941", "1945"], "1941/1945"),
        ("It ran 1915–17.", ["1915", "1917"], "1915/1917"),
        ("It ran from December to February 1942.", ["1941-12", "1942-02"], "1941-12/1942-02"),
        ("It ran from 30 May to 2 June 2024.", ["2024-05-30", "2024-06-02"], "2024-05-30/2024-06-02"),
        ("It ran from 480-479 BC.", ["BC0480", "BC0479"], "-0479/-0478"),
        ("It ran from 10:00 to 11:30 GMT.", None, "2025-08-18T10:00Z/2025-08-18T11:30Z"),
    ],
)
def test_both_ends_of_a_range_carry_the_whole(text: str, values: list[str] | None, edtf: str) -> None:
    found = find_dates(text, published=PUBLISHED)
    assert values is None or [item.value for item in found] == values
    assert {item.edtf for item in found} == {edtf}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Since 2014 it has been closed.", "2014/.."),
        ("It was open until March 2020.", "../2020-03"),
        ("It opened after 16 August 2025.", "2025-08-16/.."),
        ("It opened before 1900.", "../1900"),
        ("It opened about 1950.", "1950~"),
        ("It opened circa 1950.", "1950~"),
    ],
)
def test_words_before_a_date_qualify_it(text: str, edtf: str) -> None:
    assert [item.edtf for item in find_dates(text, published=PUBLISHED)] == [edtf]


def test_a_guessed_direction_is_marked_uncertain() -> None:
    (found,) = find_dates("Harvest festival, 1 November", published="2025-03-01")
    assert (found.value, found.edtf) == ("2024-11-01", "2024-11-01?")
    assert found.confidence < 1
