"""Pages full of numbers that are no dates: sports results, prices, software versions, citations of law."""

from __future__ import annotations

import pytest

from timeline_tui.normalize.dates import find_dates

SPORT = """
Rovers beat United 3-1 after trailing 0-1 at the break. Smith, No. 14, scored twice in the first half and
Jones made it 2:1 from the penalty spot. City drew 2-2 with Albion; Town won 4-0. The Bulls won 103-98, with
21-14, 25-30, 31-28 and 26-26 by quarters; Green had 28 points, 11 rebounds and 9 assists on 11-19 shooting.
Tennis: Novak d. Murray 6-4, 7-5, 3-6, 7-6 (10-8). Golf: Woods shot 68-70-71-65 for a 14-under 274. Cricket:
England 312 and 245-6 dec; Australia 298 and 260-7 (88.2 overs). Rugby: 24-17, 45+2. He ran the 100 m in 9.98
and the 1500 metres in 3:29.46, the relay in 37.10. Lap 12/58, gap +1.204. Odds 10/1, 7/2 and 11-4.
Attendance 45,120. Seeds (1), (2), (12); record 12-3-1; batting .312, ERA 2.01; 9/11 from the line; 4x100 in
38.02; 15-love. Men's 1500: 1. B. Costa 3:51.2, 2. S. May 3:55.1. Bowls: Harriers 1908, Lions 1874. Long jump:
D. Friday 6.12. Booked: Winters, August, Knight. Judge Friday gave the prizes; "Monday Red" won the dressage.
"""
MARKETS = """
The index closed at 2,015.4, up 12.3 points or 0.6%. Shares of Norvell fell $1.25 to $43.75; Larkin was at
2025 pence, down 12. Gold rose to $1,945 an ounce, oil to $82.10; wheat at 1984.50. The euro bought $1.0825,
the pound 1.2710, the yen 149.85. Bonds: 4.25%, 3 7/8, 101-16. Volume was 1.9 billion shares; 1500 rose, 1234
fell. Revenue of $2,010 million against £1999m; P/E 20.25; 52-wk high 2100.00, low 1850.50. Bid 1812, ask
1815. Copper 8,450/8,455; Brent 81.20-81.35; lots of 1000 and 2000; 12-15% off; 2-for-1 split; EUR 1,914;
$2025. Calves sold from 1750 to 1995 a head and cows made up to 2050 a pair; sheep brought 1460 to 1710. The
dollar bought 1187 won. Traffic rose from 1760 to 1890 lorries. Orchard lost 19.90 to 2010.
"""
SOFTWARE = """
Version 1.2.3 follows 1.2.2-rc.1 and v2.0; upgrade from 3.11 to 3.12.4 or 20.04 LTS. Build 2015.4.1207 needs
OpenSSL 1.1.1w, glibc 2.31 and Python>=3.11,<4. See RFC 2119, ISO 8601, CVE-2021-44228 and PEP 0484. Port
8080, 127.0.0.1, 10.0.12.31/24, fe80::1, error 0x7E3, HTTP 404, SHA 1a2b3c4d. Windows 2000, Office 2019 and
Ubuntu 22.04.3 work; iOS 17.5.1, Chrome 120.0.6099.109 too. Commit 20240115 is tagged r1914. Resolution
1920x1080 at 60 Hz; 1024 MB; id 1999-AB; key 12/34. Builds 1909 and 2004 differ; the checksum ends with 2003.
"""
LAW = """
Under 42 U.S.C. 1983, 18 U.S.C. 1030 and 5 C.F.R. 2635, see also S. 2043, H.R. 1234, Public Law 117-58 and
P.L. 94-142. Article 1948, Section 230, Rule 2004, Act 1968, Directive 2016/679, Regulation 1907/2006, Law
No. 2009, Resolution 1973. 410 U.S. 113, 347 U.S. 483, 576 F.3d 1201, 1999-2 Trade Cas., 15 Cal. 4th 1012,
No. 21-1234, Case 1914, § 1981, ss. 12-15, para. 1776, pp. 1914-1918, p. 2001, Form 1040, Title 18, Chapter
11, Docket 20-1199, Order 1935, art. 6(1)(f), cl. 14.2.
"""
NUMBERS = """
Call 555-1234, +44 20 7946 0958, (202) 456-1414 or 1-800-555-2020. Flight MH17, BA 2490, Flight 1549 and AF1
left Gate 1815. Send it to 1600 Pennsylvania Avenue, 10 Downing Street or 1914 Main Street, Suite 2010, ZIP
20500; to 1812 Overture Close, or to the shop in March Road. ISBN 978-0-306-40615-7.
IBAN GB29 1999 6016 1331 9268 19. The B-2000, the A1914 road, Route 1945,
Highway 2020, Boeing 2707 and the Type 1936. It has 1500 men, 2000 people, 1945 votes, 1900 seats and 2000
km; 1,945 of 2,020; 1984% more. He may march on, they sat, she may fall; a second chance; sun and sat in the
second row; may I; march past; the fall of man.
"""


@pytest.mark.parametrize(
    "page", [SPORT, MARKETS, SOFTWARE, LAW, NUMBERS], ids=["sport", "markets", "software", "law", "numbers"]
)
@pytest.mark.parametrize("published", [None, "2025-08-18"])
def test_no_date_is_invented(page: str, published: str | None) -> None:
    assert [
        item.text for item in find_dates(page, published=published) if item.type in {"DATE", "TIME"}
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "Odds: Old Spring 7-2, April Rain 5-1, Sunday Bells 11-8, Friday's Girl 20-1, Monday Morning 33-1.",
        "W Monday, 3 and 2, beat F Winter; T March halved with J May; A Friday, 1 up, beat S June.",
        "Leaders after 54 holes: Spring 67-69-66, Knight 68-68-67, Fall 70-66-68, Winter 69-71-65.",
        "Bowling: March 24-6-71-3, Sunday 19-2-88-1, Green 22.2-5-66-4.",
        "She holed from 12 feet at the 17th, from 8 at the 18th, and won 3 and 2.",
        "Overall: 1, Jones 41:29:07; 2, at 1:39; 3, at 1:50; 4, at 2:15.",
        "Seats 1 to 2010 are in sections 101 to 134, rows 1 to 24.",
        "Ratings: 2843, 2787, 2012 and 1999.",
        "Ports 2000-2019 are reserved, 2020-2030 free, 8000 and up local.",
        "Modes 1440 x 900, 1600 x 1200 and 2010 x 1200 are in lines 19 to 21.",
        "Batch 1945, seed 2020, heads 12, layers 24, width 1024.",
        "Sunday Harbor 42, North Vernon 28, East Woolley 14; shots 28, 31 and 19.",
        "Part 12-25-0019 fits models 1990, 2000 and 2010 of the pump.",
        "FTSE 7353.94, DAX 12345.42, Nikkei 22258.73; volume 1,945,201, settle 1990.",
        "March Group 1.20, April Inc 14.60, Augusta Res 4.12, Sun Life 55.40, Mon Power 22.10.",
        "12 May Street, 19 Sunday Lane and 31 December Close have 3 flats each.",
        "In re Baker, 1999 WL 12345, 2001 U.S. App. LEXIS 1812, 24 F.3d 1992.",
        "Sections 1998 through 2012 of the Code apply to parcels 12, 14 and 1915.",
        "Wins: Friday 19, Winters 12, May 11; losses: Summers 9, Fall 8, Noon 4.",
        "Lot 1914, estimate 2000-3000; lot 1915, estimate 1800-2500; sold for 1,950.",
    ],
)
def test_a_line_of_figures_holds_no_dates(line: str) -> None:
    assert not find_dates(line, published="2018-06-04")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("The rookies of 1997 averaged 8.4 points, 3.1 assists and 2.0 steals.", "1997"),
        ("Her mark of 7.52, set on June 11, 1988, beat 7.45 and 7.44.", "1988-06-11"),
        ("Tickets, 10 to 45 euros, go on sale at 9 a.m. Tuesday at windows 4 to 12.", "2018-06-05T09:00"),
        ("They won 12 games in 2003, 14 in 2004 and 9 in 2005.", "2004"),
    ],
)
def test_what_words_of_time_lead_is_a_date_among_figures_too(line: str, day: str) -> None:
    assert day in {found.value for found in find_dates(line, published="2018-06-04")}
