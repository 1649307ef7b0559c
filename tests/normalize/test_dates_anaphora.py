"""Tables: words that point back to what the text named, anniversaries, and seasons that span two years."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates

WEDNESDAY = "2024-05-15"
VOTE = "The vote was held on 20 April. "
ATTACK = "The attack was on 5 May 2001. "


def values(text: str, published: str = WEDNESDAY) -> dict[str, str]:
    return {item.text: item.value for item in find_dates(text, published=published)}


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("They met on Tuesday. In the last match of the day, he won.", "the day", "2024-05-14"),
        ("They met on 3 May. On the day, it rained.", "the day", "2024-05-03"),
        ("It is the first storm of the year.", "the year", "2024"),
        ("It was her 19th goal of the year, and the best.", "the year", "2024"),
        ("He left on 12 April 1981. They put up a stone to mark the date.", "the date", "1981-04-12"),
        ("They vote on 20 May. The date was chosen by lot.", "The date", "2024-05-20"),
        ("It burned in 1986. Nobody was told at the time.", "the time", "1986"),
        ("It opened in May 2019. He was ill at the time.", "the time", "2019-05"),
        ("It closes on the last day of August.", "the last day of August", "2024-08-31"),
        ("It began on the first day of February 2023.", "the first day of February 2023", "2023-02-01"),
        (
            "It rose in April. He left on the last day of the month.",
            "the last day of the month",
            "2024-04-30",
        ),
        (f"{VOTE}He left on the eve of the vote.", "the eve of the vote", "2024-04-19"),
        ("The election is on 20 June. On election eve, he left.", "election eve", "2024-06-19"),
        (f"{VOTE}He left two days ahead of the vote.", "two days ahead of", "2024-04-18"),
        (f"{VOTE}He left three weeks prior to the vote.", "three weeks prior to", "2024-W13"),
        ("He left two days ahead of the vote.", "two days", "P2D"),
        # Nothing answers to these.
        ("It is the issue of the day.", "the day", None),
        ("For the first nine months of the year, it fell.", "the year", None),
        ("The date of the trial is open.", "The date", None),
        ("Nobody was told at the time.", "the time", None),
        ("They met on Tuesday. Nobody was told at the time.", "the time", None),
        ("He left on the eve of the vote.", "the eve of the vote", None),
    ],
)
def test_words_that_point_back(text: str, phrase: str, value: str | None) -> None:
    assert values(text).get(phrase) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was the 20th anniversary of his death in 1987.", "2007"),
        ("They marked the 50th anniversary of the 1968 uprising.", "2018"),
        (f"{ATTACK}They met on the tenth anniversary of the attack.", "2011-05-05"),
        # What would lie ahead of the text is the anniversary's own date.
        ("They met for the 30th anniversary of the launch on April 12, 2024.", "2024-04-12"),
        ("The tenth anniversary of the attack falls on Friday.", "2024-05-17"),
        ("The bicentenary of the battle of 1815 was wet.", "2015"),
        ("It burned on the 11th anniversary of 9/11.", "2012-09-11"),
        ("They marked the tenth anniversary of the attack.", None),
        ("They marked the tenth anniversary of the attack. The head of state spoke in 1999.", None),
        ("An attack came on Monday, days before the fifth anniversary of the attack.", None),
    ],
)
def test_anniversaries(text: str, value: str | None) -> None:
    found = find_dates(text, published=WEDNESDAY)
    assert next((item.value for item in found if item.rule == "anniversary"), None) == value


@pytest.mark.parametrize(
    ("text", "phrase", "value", "edtf"),
    [
        ("He scored in the 2015-16 season.", "2015-16", "2015", "2015/2016"),
        ("He scored in the 2015–2016 league season.", "2015–2016", "2015", "2015/2016"),
        ("It fell in 2015/16.", "2015/16", "2015", "2015/2016"),
        ("It rose in the 2014-15 school year.", "2014-15", "2014", "2014/2015"),
        ("It rose in the 1999/2000 season.", "1999/2000", "1999", "1999/2000"),
        ("He worked there in 2015-17.", "2015", "2015", "2015/2017"),
        ("He worked there in 2015-16.", "2015", "2015", "2015/2016"),
    ],
)
def test_seasons_of_two_years(text: str, phrase: str, value: str, edtf: str) -> None:
    found = {item.text: (item.value, item.edtf) for item in find_dates(text, published=WEDNESDAY)}
    assert found[phrase] == (value, edtf)


@pytest.mark.parametrize(
    "text",
    [
        "Smith, 38, had won before.",
        "The pilot, 41, and her son, 9, were unhurt.",
        "She came to the throne at 25.",
        "Anna Lee (52) and Jo Park (34) ran.",
        "He was 60 when he left.",
    ],
)
def test_ages_without_a_unit_are_no_dates(text: str) -> None:
    assert find_dates(text, published=WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The 1988 results were weak.", "1988", "1988"),
        ("The 2008 crisis cost them both.", "2008", "2008"),
        ("It is the deepest since at least 1960.", "1960", "1960"),
        ("In 1877 an earthquake shook it.", "1877", "1877"),
        ("It will fall over the next year.", "the next year", "P1Y"),
        ("It will grow in the next decade.", "the next decade", "P1DE"),
        ("It will begin early in the next decade.", "the next decade", "203"),
        ("They dug for a third day.", "a third day", "P3D"),
        ("He called every half-hour.", "every half-hour", "PT30M"),
        ("Minutes later, it fell.", "Minutes later", "PTXM"),
        ("He has waited since dawn.", "dawn", "2024-05-15TMO"),
        ("It stays shut until at least 1900 BST.", "1900 BST", "2024-05-15T19:00"),
        ("In the old days he walked.", "the old days", "PAST_REF"),
        ("The shares fell in midday trading.", "midday", "2024-05-15TMI"),
        ("They dug through the night and found him.", "the night", "2024-05-14TNI"),
        ("They spoke on Tuesday. In the evening they left.", "the evening", "2024-05-14TEV"),
        ("They spoke at half past six.", "half past six", "2024-05-15T06:30"),
        ("They spoke at ten to nine in the evening.", "ten to nine in the evening", "2024-05-15T20:50"),
        ("They spoke at a quarter to four p.m.", "a quarter to four p.m.", "2024-05-15T15:45"),
        ("It will open Monday week.", "Monday week", "2024-05-27"),
        ("It opens in two years' time.", "two years' time", "2026"),
        ("It opens in a month's time.", "a month's time", "2024-06"),
        ("They raced to board it up before dark.", "dark", "2024-05-15TNI"),
        ("It began Sunday. The rest came on day three.", "day three", None),
        ("The search began Sunday. They found him on day three.", "day three", "2024-05-14"),
        # What people are told to do lies ahead as far as its limit; what they did not want lies behind.
        ("They were told to boil water until Friday.", "Friday", "2024-05-17"),
        ("He may have to wait until Sunday.", "Sunday", "2024-05-19"),
        ("On Monday he didn't want to go.", "Monday", "2024-05-13"),
        ("It was the worst since 1935, when the Labor Day storm came.", "Labor Day", "1935-09-02"),
        ("The cup final there in August will not take place.", "August", "2024-08"),
        ("The lockdown announced on Monday will be reviewed.", "Monday", "2024-05-13"),
        ("Ministers, who agreed on Friday to help, meet again on Sunday.", "Sunday", "2024-05-19"),
        ("It took a quarter of an hour.", "a quarter of an hour", "PT15M"),
        ("It took three quarters of an hour.", "three quarters of an hour", "PT45M"),
        ("It is still weeks away.", "weeks", "PXW"),
        ("It raised its full-year forecast.", "full-year", "2024"),
        ("It was hit at 10:52 p.m. Monday and again before dawn.", "dawn", "2024-05-14TMO"),
        ("They march at 7 o'clock this evening.", "7 o'clock this evening", "2024-05-15T19:00"),
        (
            "They spoke Monday. She had left the day before. In the evening they ate.",
            "the evening",
            "2024-05-13TEV",
        ),
        ("It is celebrated on 8 September as a holiday.", "8 September", "XXXX-09-08"),
        ("They meet every year on 9 May.", "9 May", "XXXX-05-09"),
        ("It closed in July last year, and on 10 July he left.", "10 July", "2023-07-10"),
        ("They will be ready by the fall.", "the fall", "2024-FA"),
        ("Spring begins on Monday.", "Spring", "2024-SP"),
        ("Friday was to have been the day of the vote.", "Friday", "2024-05-10"),
        ("Friday will be a day of prayer.", "a day", None),
        ("Talks broke down at 9 p.m. on Monday, and by midnight he was out.", "midnight", "2024-05-13T24:00"),
        ("It sank on Monday night. After midnight nobody sang.", "midnight", "2024-05-13T24:00"),
        ("She was girding for a fight at the debate Friday night.", "Friday night", "2024-05-17TNI"),
        ("On Saturday, islanders vote in three counties.", "Saturday", "2024-05-18"),
        ("The results of Tuesday's vote will please them.", "Tuesday", "2024-05-14"),
        ("They are hailing her speech on Monday.", "Monday", "2024-05-13"),
        ("It may keep him from winning Tuesday's primary.", "Tuesday", "2024-05-21"),
        ("On Tuesday morning, leaders were to gather again.", "Tuesday morning", "2024-05-14TMO"),
        ("The schools were to open Monday.", "Monday", "2024-05-13"),
        ("The singer is departing on Nov. 24.", "Nov. 24", "2024-11-24"),
        ("In the fall of 2007 she led. By Jan. 18 she trailed.", "Jan. 18", "2008-01-18"),
        ("It is what's today called mercy.", "today", "PRESENT_REF"),
        ("He was a guest of “Today” at ten.", "Today", None),
        ("He was a guest of “Fox News Sunday,” she said.", "Sunday", None),
        ("He does not drink coffee in the morning.", "the morning", "XXXX-XX-XXTMO"),
        ("Nobody left on Tuesday.\n\n9:34 p.m.\n\nHe spoke.", "9:34 p.m.", "2024-05-15T21:34"),
        ('"Listen tonight at 9 p.m.," he said.', "tonight at 9 p.m.", "2024-05-15T21:00"),
        ("She will answer when she speaks later Tuesday.", "Tuesday", "2024-05-14"),
        ("He could not be reached for comment Tuesday.", "Tuesday", "2024-05-14"),
        ("He vowed to fight on Tuesday.", "Tuesday", "2024-05-14"),
        ("He will fight on Tuesday.", "Tuesday", "2024-05-21"),
        ("Asked on Monday whether he would run, he smiled.", "Monday", "2024-05-13"),
        ("Her wins on Sunday will help her.", "Sunday", "2024-05-12"),
        ("Friday's agreement could reset the clock.", "Friday", "2024-05-10"),
        ("Friday's vote could reset the clock.", "Friday", "2024-05-17"),
        ("It has doubled in the last decade.", "the last decade", "P1DE"),
        ("It will air over the next week.", "the next week", "P1W"),
        ("The candidates for mayor Thursday lashed out.", "Thursday", "2024-05-09"),
        ("He hoped to speak at the convention in July.", "July", "2024-07"),
        ("They said he had prepared for the July convention.", "July", "2024-07"),
        ("She won the election in November.", "November", "2023-11"),
        ("They said he could stay until August.", "August", "2024-08"),
        ("It was a jump of 12 points from November.", "November", "2023-11"),
        ("The survey might surprise those who liked that of early March.", "early March", "2024-03"),
        ("They tell voters to wait for Election Day.", "Election Day", "2024-11-05"),
        ("It became, virtually overnight, a success.", "overnight", None),
        ("It was shut a quarter-century ago.", "a quarter-century ago", "1999"),
        ("It took half a century.", "half a century", "P50Y"),
        ("A half-hour after the vote, it rained.", "A half-hour", "PT30M"),
        ("He was hurt in the 2001 attacks.", "2001", "2001"),
        ("They go to court after the November election.", "November", "2024-11"),
        ("In the months leading up to it, they trained.", "months", "PXM"),
        ("As 2015 comes to an end, they dance.", "2015", "2015"),
        ("It covers gifts from the years 2010 to 2013.", "2010", "2010"),
        ("It took half a dozen years.", "half a dozen years", "P6Y"),
        ("It held over the past four elections.", "the past", None),
        ("The Alto Weekly wrote of it.", "Weekly", None),
        ("If she wins the state on Tuesday, he loses.", "Tuesday", "2024-05-21"),
        ("He urged them to vote Tuesday.", "Tuesday", "2024-05-21"),
        ("He reminds them that there's an election on Tuesday.", "Tuesday", "2024-05-21"),
        ("She badly needs a win in Tuesday's primary.", "Tuesday", "2024-05-21"),
        ("We can win on Tuesday.", "Tuesday", "2024-05-21"),
        ("He praised a man who is running in Tuesday's primary.", "Tuesday", "2024-05-21"),
        ("On Monday, she has a speech scheduled.", "Monday", "2024-05-20"),
        ("If he follows up his Tuesday wins in two towns, he may stay.", "Tuesday", "2024-05-14"),
        # A part of a day gives it to no time of another part.
        ("It fell on Tuesday. It rose at 6pm, and by this morning it stood.", "6pm", "2024-05-14T18:00"),
    ],
)
def test_small_phrases(text: str, phrase: str, value: str | None) -> None:
    assert values(text).get(phrase) == value
