from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tests.tui.small import TIMELINE, ZONE
from tests.tui.test_text import FAMILY, HOSTILE
from timeline_tui.model.edtf import parse
from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Claim, Event, Evidence, Participation, Statement
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.search.sections import UNDATED, Period, period
from timeline_tui.tui.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.tui.timeline import drawing
from timeline_tui.tui.timeline.drawing import Inks, Look, Standing
from timeline_tui.tui.timeline.lines import Gap, Share
from timeline_tui.tui.timeline.marks import Marks, Search, marks

HERE = zone(ZONE)
INKS = Inks(
    ground=Style(color="white", bgcolor="black"),
    head=Style(bgcolor="grey11"),
    cursor=Style(bgcolor="blue"),
    title=Style(color="white"),
    quiet=Style(color="grey50"),
    remark=Style(color="grey50", italic=True),
    time=Style(color="cyan"),
    said=Style(color="green"),
    match=Style(color="black", bgcolor="yellow"),
    dispute=Style(color="red", bold=True),
    rule=Style(color="grey30"),
    accent=Style(color="blue"),
)
INDEX = Index(TIMELINE)
SIZES = [(160, 92), (160, 74), (100, 99), (60, 60), (160, 30), (60, 24)]


def look(screen: int, cells: int, glyphs: Glyphs = UNICODE, *, focused: bool = True) -> Look:
    narrow = screen < 80
    where = drawing.columns(cells, narrow=narrow)
    return Look(where, INKS, glyphs, HERE, focused, narrow, screen <= 100, 0)


def words(line: list[Segment]) -> str:
    return "".join(segment.text for segment in line)


def event_line(event: Event, seen: Look, standing: Standing | None = None, query: str = "") -> list[Segment]:
    when = None if event.when is None else parse(event.when, HERE)
    search = Search(parse_query(query), INDEX.names) if query else None
    return drawing.event_line(Dated(event, when), period(when, HERE), standing or Standing(), seen, search)


def of(event_id: str) -> Event:
    return next(event for event in TIMELINE.events if event.id == event_id)


@pytest.mark.parametrize(
    ("event_id", "gutter", "title", "numbers"),
    [
        ("press", "      ~15:00 ○", "Both speak: “a very useful meeting”", {80: "2", 84: "“2", 90: "3"}),
        ("lands", "       10:54 ●", "Putin's plane lands", {75: "≠3", 80: "1", 90: "2"}),
        ("roses", "     all day ┃", "Putin stops in Magadan", {80: "1", 90: "2"}),
        ("ceasefire", "    by Aug 8 ○", "Ceasefire offered", {90: "1"}),
        ("call", " Aug 18 → 19 ┃", "Telephone call of 40 minutes", {}),
        ("memo", "             ┊", "Undated memorandum [sic]", {}),
    ],
)
def test_an_event_in_wide_columns(event_id: str, gutter: str, title: str, numbers: dict[int, str]) -> None:
    expected = f"{gutter}  {title}"
    for column, words_there in numbers.items():
        expected = expected.ljust(column) + words_there
    assert words(event_line(of(event_id), look(160, 92))) == expected.ljust(92)


@pytest.mark.parametrize(
    ("event_id", "gutter", "title", "numbers"),
    [
        ("press", "  ~15:00 ○", "Both speak: “a very useful meeting”", {57: "“2"}),
        ("lands", "   10:54 ●", "Putin's plane lands", {52: "≠3"}),
        ("ceasefire", " ≤Aug 8 ○", "Ceasefire offered", {}),
        ("call", " Aug 18→ ┃", "Telephone call of 40 minutes", {}),
    ],
)
def test_an_event_in_narrow_columns(event_id: str, gutter: str, title: str, numbers: dict[int, str]) -> None:
    expected = f"{gutter:>10}  {title}"
    for column, words_there in numbers.items():
        expected = expected.ljust(column) + words_there
    assert words(event_line(of(event_id), look(60, 60))) == expected.ljust(60)


@pytest.mark.parametrize(("screen", "cells"), SIZES)
@pytest.mark.parametrize("title", [*HOSTILE, "北京会談" * 20, FAMILY * 30, "e\u0301" * 100])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_columns_line_up_whatever_the_title(screen: int, cells: int, title: str, glyphs: Glyphs) -> None:
    seen = look(screen, cells, glyphs)
    event = of("press").model_copy(update={"title": title})
    line = event_line(event, seen, query="e")
    assert cell_len(words(line)) == cells
    if seen.columns.said:
        tail = words(line)[-(4 if not seen.columns.sources else 9) :]
        assert f"{glyphs.quote}2" in tail


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_shown_and_not_obeyed(title: str) -> None:
    line = words(event_line(of("press").model_copy(update={"title": title}), look(160, 92)))
    assert not set(line) & set("\x1b\x07\x9b\x85\x90\u202e\u202c\u200b\u2060\ufeff\n\t")
    if title.startswith("["):
        assert "[sic] [/] [red]x[/red] [@click=app.quit]x[/]"[:40] in line


def test_titles_are_cut_and_numbers_are_not() -> None:
    event = of("lands").model_copy(update={"title": "A very long title " * 10})
    for screen, cells in ((160, 92), (100, 99), (60, 60)):
        line = words(event_line(event, look(screen, cells)))
        assert re.search("…  ?≠3 ", line)
        assert " 10:54 ● " in line


def test_more_than_nine_versions_take_their_room_from_the_title() -> None:
    claims = tuple(Claim(field="crowd", value=str(n)) for n in range(12))
    event = Event(id="x", when="2025-08-15", title="x" * 200, claims=claims)
    line = words(event_line(event, look(160, 92)))
    assert cell_len(line) == 92
    assert "… ≠12" in line


def test_large_numbers_are_rounded_to_fit() -> None:
    people = tuple(Participation(who=str(n)) for n in range(1200))
    line = words(event_line(Event(id="x", title="t", participants=people), look(160, 92)))
    assert cell_len(line) == 92
    assert " 1k " in line


def test_marks_leave_sources_first_then_people_then_statements() -> None:
    kept = [
        (where.sources, where.people, where.said)
        for where in (drawing.columns(cells, narrow=False) for cells in (92, 84, 60, 40))
    ]
    assert kept == [(True, True, True), (False, True, True), (False, False, True), (False, False, False)]


def style_of(line: list[Segment], text: str) -> Style:
    return next(segment.style for segment in line if text in segment.text and segment.style)


def test_direct_speech_has_its_colour_and_hits_their_ground() -> None:
    line = event_line(of("press"), look(160, 92), query="useful")
    assert style_of(line, "a very").color == INKS.said.color
    assert style_of(line, "useful").bgcolor == INKS.match.bgcolor
    assert style_of(line, "Both").color == INKS.title.color


def test_a_hit_elsewhere_is_named() -> None:
    line = event_line(of("talks"), look(160, 92), query="lavrov")
    assert "Three-on-three talks begin · who Sergey Lavrov" in words(line)
    assert style_of(line, "Lavrov").bgcolor == INKS.match.bgcolor
    # A field's term says itself where the hit is.
    assert " · " not in words(event_line(of("talks"), look(160, 92), query="who:lavrov"))
    assert " · " not in words(event_line(of("budapest"), look(160, 92), query="lavrov"))
    assert " · said deal " in words(event_line(of("press"), look(160, 92), query="said:deal"))


def test_the_words_of_a_hit_shrink_before_the_title_does() -> None:
    title = "Three-on-three talks begin behind doors"
    event = of("talks").model_copy(update={"title": title})
    assert f"{title} · who Lavrov" in words(event_line(event, look(160, 92), query="lavrov"))


def test_a_hit_that_was_cut_off_marks_the_cut() -> None:
    event = of("memo").model_copy(update={"title": "x" * 100 + " Lavrov"})
    assert style_of(event_line(event, look(160, 92), query="lavrov"), "…").bgcolor == INKS.match.bgcolor


def test_the_cursor_has_a_bar_a_ground_and_bold_words() -> None:
    line = event_line(of("press"), look(160, 92), Standing(cursor=True))
    assert line[0].text == "▌"
    assert {segment.style.bgcolor for segment in line if segment.style} == {INKS.cursor.bgcolor}
    assert style_of(line, "Both").bold
    assert style_of(line, "~15:00").bold
    blurred = event_line(of("press"), look(160, 92, focused=False), Standing(cursor=True))
    assert {segment.style.bgcolor for segment in blurred if segment.style} == {INKS.head.bgcolor}
    assert blurred[0].text == "▌"


def test_context_is_quiet_and_has_no_node() -> None:
    line = event_line(of("press"), look(160, 92), Standing(context=True))
    assert words(line)[13] == "│"
    assert style_of(line, "useful").color == INKS.quiet.color


def test_a_mark_stands_beside_the_node() -> None:
    assert words(event_line(of("press"), look(160, 92), Standing(marked=True)))[13:17] == "○◆ B"
    assert words(event_line(of("press"), look(160, 92, ASCII), Standing(marked=True)))[13:17] == "o+ B"


def test_ascii_only_signs() -> None:
    line = words(event_line(of("press"), look(160, 92, ASCII), Standing(cursor=True)))
    assert line.isascii()
    assert line.startswith('>     ~15:00 o  Both speak: "a very')


@pytest.mark.parametrize(
    ("screen", "cells", "filtered", "expected"),
    [
        (160, 92, True, "▌ August 2025   22 of 95 events shown"),
        (160, 92, False, "▌ August 2025   95 events"),
        (100, 99, True, "▌ Fri 15 August 2025   22 of 95 events shown"),
        (60, 60, True, "▌ Fri 15 Aug 2025   22 of 95"),
        (60, 30, True, "▌ Fri 15 Aug 2025"),
    ],
)
def test_the_sticky_head(screen: int, cells: int, filtered: bool, expected: str) -> None:
    share = Share(22, 95) if filtered else Share(95, 95)
    line = words(drawing.head_line(Period(2025, 8, 15), share, look(screen, cells), filtered=filtered))
    assert cell_len(line) == cells
    names = line.split("≠", 1)
    assert names[0].rstrip() == expected
    assert cells < 92 or names[1].rstrip() == " who said  src"


def test_the_heads_of_columns_stand_over_the_numbers() -> None:
    for screen, cells in SIZES[:4]:
        seen = look(screen, cells)
        head = words(drawing.head_line(Period(2025, 8, 15), Share(1, 1), seen, filtered=False))
        claims = tuple(Claim(field="crowd", value=str(n)) for n in range(5))
        evidence = tuple(Evidence(source=str(n), quote="") for n in range(4))
        statements = tuple(Statement(text="x") for _ in range(3))
        event = Event(
            id="x",
            title="t",
            claims=claims,
            evidence=evidence,
            statements=statements,
            participants=(Participation(who="a"), Participation(who="b")),
        )
        line = words(event_line(event, seen))
        ends = {"≠5": "≠", "“3": "said"}
        if seen.columns.people:
            ends |= {" 2": "who"}
        if seen.columns.sources:
            ends |= {" 4": "src"}
        for number, name in ends.items():
            assert line.rindex(number) + len(number) == head.rindex(name) + len(name), (cells, name)


@pytest.mark.parametrize(
    ("gap", "filtered", "cells", "expected"),
    [
        (Gap(5, 15), True, 92, "5 days without matches · 15 events hidden by the filter"),
        (Gap(5, 15), True, 60, "5 days without matches · 15 events hidden"),
        (Gap(5, 15), True, 48, "5 days without matches"),
        (Gap(5, 0), True, 92, "5 days without events"),
        (Gap(2, 0), False, 92, "2 days without events"),
        (Gap(1, 7, 20317), True, 92, "Sun 17 without matches · 7 events hidden by the filter"),
        (Gap(1, 0, 20317), False, 92, "Sun 17 without events"),
        (Gap(0, 1), True, 92, "1 event hidden by the filter"),
        (Gap(125, 10), True, 92, "4 months without matches · 10 events hidden by the filter"),
        (Gap(57837, 0), False, 92, "158 years without events"),
    ],
)
def test_gaps(gap: Gap, filtered: bool, cells: int, expected: str) -> None:
    line = words(drawing.gap_line(gap, look(160, cells), filtered=filtered))
    assert line[:16] == " " * 13 + "┊  "
    assert line[16:].rstrip() == expected
    assert cell_len(line) == cells


def test_day_and_month_heads() -> None:
    seen = look(160, 92)
    line = words(drawing.day_line(Period(2025, 8, 6), Share(1, 3), seen, filtered=True))
    assert line.startswith("       Wed 6 ┼───")
    assert line.endswith("─── 1 of 3")
    assert cell_len(line) == 92
    assert words(drawing.day_line(Period(2025, 8, 6), Share(1, 1), seen, filtered=False)).endswith(" 1 event")
    assert words(drawing.month_line("October 2025", seen)).rstrip() == "  October 2025"
    assert words(drawing.month_line(UNDATED.month_words, seen)).rstrip() == "  Undated"


def test_the_end() -> None:
    seen = look(160, 92)
    last = Dated(of("call"), parse("2026-03-03", HERE))
    end = words(drawing.end_line(seen, filtered=True, empty=False, last=last))
    assert end[16:].rstrip() == "end of what the filter lets through · last of all: Tue 3 Mar 2026"
    assert words(drawing.end_line(seen, filtered=False, empty=False, last=None))[16:].rstrip() == (
        "end of the timeline"
    )
    assert "nothing" in words(drawing.end_line(seen, filtered=True, empty=True, last=None))


def test_marks() -> None:
    assert marks(of("lands")) == Marks(versions=3, people=1, statements=0, sources=2)
    assert marks(of("press")) == Marks(versions=0, people=2, statements=2, sources=3)
