"""Dates in whole texts: what they hang on, what is never a date, and that no input breaks the finder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.model.edtf import parse
from timeline_tui.normalize.dates import find_dates

NEVER = """
He may go. They march on, they sat, they fall. A second chance in the first place. May he rest in peace.
Theresa May said no. April said she would. June Smith met August Wilson and May Lee. The March on
Washington.
Mr March wed Jan Smith. Sun Yat-sen read The Sun. Mar del Plata. Summer school and a winter coat, spring
water.
Version 1.2.3, v2.0 and Python 3.11 need 2.5.1; build 20.04 runs Windows 95. Release 10.1-2 is out.
The score was 2-1, then 3:0, 21-14, 103-98, 6-4 7-5, 10:2 and 45+2; odds of 10:1; a 51-49 vote; 4x100;
24/7.
It costs $1,500, £2000, €1999, $2025, 1,500 crowns or 2000 dollars; up 1.5% to 4,500; a 1984% rise.
Call 555-1234 or +44 20 7946 0958. It has 1500 men, 2000 people, 1945 votes and 1,945 seats; 1500 metres;
2000 km.
A Boeing 747 and a Boeing 1747 followed Flight 1549, MH17, an F-35 and an A320. The G20 and the G7 met
the EU27.
Article 5, Article 1948, Section 230, Law 2009, Resolution 1973, Directive 2016/679, Public Law 117-58,
H.R. 1234.
42 U.S.C. 1983 and 18 U.S.C. 1030; S. 2043; No. 1984; #1984; ISO 8601; RFC 2119; page 1914;
pp. 1914-1918; Room 1408.
Write to 1600 Pennsylvania Avenue, 10 Downing Street or 1914 Main Street. The 5th Avenue, the 49th
parallel.
The 101st Airborne, the Second World War, the First Minister. IP 192.168.10.12, 2001:db8::1, ISBN
0-306-40615-2.
"""


@pytest.mark.parametrize("line", [line for line in NEVER.splitlines() if line])
def test_never_dates(line: str) -> None:
    assert [found.text for found in find_dates(line, published="2025-08-18")] == []


def test_news_hangs_on_its_dateline_before_its_publication() -> None:
    text = "Robots win\n\nFriday, July 21, 2017\n\nThe team won on Tuesday. Last week they had trained."
    values = [found.value for found in find_dates(text, published="2017-07-18")]
    assert values == ["2017-07-21", "2017-07-18", "2017-W28"]


def test_an_agency_dateline_takes_its_year_from_publication() -> None:
    text = "WASHINGTON, Aug. 12 (Reuters) - Trump said Tuesday he will meet Putin on Friday."
    values = [found.value for found in find_dates(text, published="2025-08-13")]
    assert values == ["2025-08-12", "2025-08-12", "2025-08-15"]


def test_a_narrative_hangs_on_its_story_not_on_its_publication() -> None:
    text = (
        "War broke out in September 1939. In November, the army attacked. On 9 April 1940 Denmark fell. "
        "In May, France was invaded. In June 1940 it surrendered.\n\n1941\n\nIn June, the east was invaded. "
        "By December 1941 it had failed."
    )
    values = [found.value for found in find_dates(text, published="2009-12-19")]
    assert values == ["1939-09", "1939-11", "1940-04-09", "1940-05", "1940-06", "1941", "1941-06", "1941-12"]


def test_a_short_history_is_told_by_distance_and_silence() -> None:
    story = (
        "The revolt broke out on 4 November 1780. By mid-December the rebels held the highlands. In February "
        "1781 troops arrived, and in April the leader was taken."
    )
    values = ["1780-11-04", "1780-12", "1781-02", "1781-04"]
    assert [found.value for found in find_dates(story, published="2009-12-19")] == values
    spoken = f"{story} The mayor said on Friday that a monument would open in March."
    assert [found.value for found in find_dates(spoken, published="2009-12-19")][-1] == "2010-03"


def test_what_tells_of_now_is_no_history() -> None:
    text = (
        "The party has changed since 1976. It is now a party that can win, and it does. Those who have led "
        "it since 1992 are gone; it will choose in March, and it may be slow. The rest is noise, as it is."
    )
    assert find_dates(text, published="2016-02-10")[-1].value == "2016-03"


def test_a_section_is_about_the_year_that_its_first_sentence_names() -> None:
    story = (
        "War broke out in September 1939. In November 1940 it spread, and in 1941 too.\n\nThe end\n\n"
        "The fleets met in 1944 off the cape. In June they met again."
    )
    assert find_dates(story, published="2009-12-19")[-1].value == "1944-06"


def test_a_year_named_in_passing_does_not_move_the_story() -> None:
    text = (
        "On 2 August 1964 the ship was hit. A report declassified in 2005 says nothing happened on 4 August."
    )
    assert [found.value for found in find_dates(text)] == ["1964-08-02", "2005", "1964-08-04"]


def test_an_older_story_within_news_keeps_its_year() -> None:
    text = "In 1950 he entered parliament. On 5 May he spoke.\n\nHe spoke again on 5 May."
    assert [found.value for found in find_dates(text, published="2025-08-18")] == [
        "1950",
        "1950-05-05",
        "2025-05-05",
    ]


def test_without_publication_nothing_comes_from_today() -> None:
    text = (
        "On Friday, he left. Last week it rained. Yesterday too. Two years ago, in March, on 5 May at 11 a.m."
    )
    found = find_dates(text)
    assert [item.value for item in found] == [
        "XXXX-WXX-5", "XXXX-WXX", "XXXX-XX-XX", "XXXX", "XXXX-03", "XXXX-05-05T11:00"
    ]  # fmt: skip
    assert all(item.edtf is None for item in found)


def test_without_publication_the_texts_own_dates_help() -> None:
    text = (
        "The summit was held on August 15, 2025. After the summit, they spoke. "
        "In the subsequent days, he left."
    )
    assert [(item.text, item.edtf) for item in find_dates(text)] == [
        ("August 15, 2025", "2025-08-15"),
        ("After the summit", "2025-08-15/.."),
        ("the subsequent days", "2025-08-16/.."),
    ]


@pytest.mark.parametrize(
    ("told", "asked", "edtf"),
    [
        ("The summit was held on August 15, 2025.", "Before the summit, he called.", "../2025-08-15"),
        ("On August 15, 2025, the summit opened.", "After the summit, he called.", "2025-08-15/.."),
        ("Friday's vote was close.", "Since the vote, he has called.", "2025-08-15/.."),
        ("The trial began on May 4.", "Ahead of the trial, he called.", "../2025-05-04"),
        ("The mayor said on Friday that the strike was over.", "After the strike, he called.", None),
    ],
)
def test_wording_that_hangs_on_a_happening(told: str, asked: str, edtf: str | None) -> None:
    found = find_dates(f"{told} {asked}", published="2025-08-18")
    assert [item.edtf for item in found[1:]] == ([edtf] if edtf else [])


def test_steps_from_a_happening_need_its_day() -> None:
    known = "The summit was held on August 15, 2025. He had called three days before the summit."
    assert [item.value for item in find_dates(known)] == ["2025-08-15", "2025-08-12"]
    unknown = "On August 15, 2025 they met. He had called three days before the vote."
    assert [item.edtf for item in find_dates(unknown)] == ["2025-08-15", None]


def test_names_of_rules_and_confidence_are_given() -> None:
    for item in find_dates(
        "On Friday, 15 August 2025, and again in March, for two days.", published="2025-08-18"
    ):
        assert item.rule
        assert 0 < item.confidence <= 1


def test_published_need_not_be_a_day() -> None:
    assert [item.value for item in find_dates("It fell last year.", published="2025")] == ["2024"]
    assert [item.value for item in find_dates("It fell last month.", published="2025-08")] == ["2025-07"]
    assert [item.value for item in find_dates("It fell on Friday.", published="2025")] == ["XXXX-WXX-5"]
    assert [item.value for item in find_dates("It fell on Friday.", published="unknown")] == ["XXXX-WXX-5"]
    assert [item.value for item in find_dates("It fell today.", published="2025-08-15T23:30-08:00")] == [
        "2025-08-15"
    ]


def test_the_ani_report(shared: Path) -> None:
    text = (shared / "coverage" / "ani-alaska-summit.txt").read_text(encoding="utf-8")
    found = {item.text: item.edtf for item in find_dates(text)}
    assert found["August 15, 2025"] == "2025-08-15"
    assert found["the subsequent days"] == "2025-08-16/.."
    assert found["2026"] == "2026"


_WORDS = """
on in at the of and to from between since until about early late mid- end of last next this that every
day week month year years days ago later before after Friday May March August 15 2025 1st 31 30 10:30
a.m. p.m. GMT noon Moscow time local summer quarter first half 1930s century BC AD - – / , . ( ) \n few
several two twenty-five weekend morning night Christmas Q3 3 to 5 summit now recently 1915-17 99999 0
00:00
"""
WORDS = _WORDS.split()


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    st.sampled_from([None, "2025-08-18", "2024-02-29", "2025", "2025-08", "0044-03-15", "9999-12-31", "x"]),
    st.sampled_from(["UTC", "America/Anchorage", "Asia/Kathmandu"]),
)
def test_any_text_gives_sound_spans_and_readable_edtf(text: str, published: str | None, zone: str) -> None:
    last = 0
    for item in find_dates(text, published=published, zone=zone):
        assert last <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        last = item.end
        if item.edtf is not None:
            parse(item.edtf)


@pytest.mark.parametrize(
    ("unit", "times", "dates"),
    [
        ("1", 100_000, 0),
        (" ", 100_000, 0),
        ("1 1 ", 25_000, 0),
        ("1-", 50_000, 0),
        ("a", 100_000, 0),
        ("the ", 25_000, 0),
        ("end of the ", 9_000, 0),
        ("May ", 10_000, 0),
        ("a'll ", 20_000, 0),
        ("1 May ", 1_000, 1_000),
        ("1 a.m. on Friday ", 1_000, 1_000),
        ("in 2020\n", 1_000, 1_000),
    ],
)
def test_long_monotonous_text_ends(unit: str, times: int, dates: int) -> None:
    # A pattern that backtracks would not come back from these.
    assert len(find_dates(unit * times, published="2025-08-18")) == dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # Told as past, a time is no day's that is to come, and none of a quotation's or an older story's.
        ("A jury met on Thursday. She is due in court on September 9. It rose at 15:40.", "1998-06-11T15:40"),
        (
            "The trial began on 4 May. It ended on Thursday. After 4 May it met. It rose at 15:40.",
            "1998-06-11T15:40",
        ),
        ("She is due in court on September 9. The hearing will begin at 15:40.", "1998-09-09T15:40"),
        # The zone told last in the paragraph goes on, but not one in brackets, nor past the paragraph.
        (
            "He landed at 2:22 a.m. in Moscow on Thursday. He left the plane at 02:45.",
            "1998-06-11T02:45+04:00",
        ),
        ("He landed at 2:22 a.m. (01:22 GMT) on Thursday. He left the plane at 02:45.", "1998-06-11T02:45"),
        ("He landed at 2:22 a.m. in Moscow on Thursday.\n\nHe left the plane at 02:45.", "1998-06-11T02:45"),
    ],
)
def test_which_day_and_zone_a_clock_means(text: str, edtf: str) -> None:
    assert find_dates(text, published="1998-06-12")[-1].edtf == edtf


@pytest.mark.parametrize("cue", ["pledged", "threatened", "vowed", "plans", "aims"])
def test_what_somebody_means_to_do_lies_ahead(cue: str) -> None:
    text = f"She {cue} to impose the tax on Jan. 20."
    assert [found.value for found in find_dates(text, published="2024-11-27")] == ["2025-01-20"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # The day beside another clock is that clock's, and the day on which it was told is nobody's.
        ("He left on Wednesday. One rose at 21:20 and one fell at 0:20 a.m. on Friday.", "1998-06-10T21:20"),
        ("On Wednesday it left. It vanished at 7:19 p.m., officials said Friday.", "1998-06-10T19:19"),
        ("On Wednesday she told them at 9 a.m. that she would not stand next Tuesday.", "1998-06-10T09:00"),
    ],
)
def test_a_clock_keeps_to_its_own_day(text: str, edtf: str) -> None:
    found = find_dates(text, published="1998-06-12")
    assert next(item.edtf for item in found if item.type == "TIME") == edtf
