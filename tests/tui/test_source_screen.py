"""A source in its context: its text, the marks beside it, and documents that are not what they should be."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from tests.tui.bridge import bridge, lit, press, screen, settle, until
from timeline_tui.files.toml_reader import read_timeline
from timeline_tui.model.timeline import Claim, Event, Evidence, Source, Statement, Timeline
from timeline_tui.model.zones import zone
from timeline_tui.search.index import Index
from timeline_tui.tui import theme
from timeline_tui.tui.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.tui.screens import source as source_module
from timeline_tui.tui.screens.source import SourceScreen
from timeline_tui.tui.source.layout import columns, lay_out
from timeline_tui.tui.source.reading import Reading, read

SIZES = [(160, 40), (120, 30), (100, 24), (60, 20), (24, 8)]
HOSTILE = "\x1b[31mred\x1b[0m [bold]x[/] [/] ‮drow‬ 漢字 👩‍👩‍👧 é ́\x00 end."


class Host(App[None]):
    """Nothing but the screen of a source."""

    def __init__(
        self,
        path: Path | None,
        index: Index,
        source: str,
        evidence: Evidence | None = None,
        glyphs: Glyphs = UNICODE,
    ):
        super().__init__()
        for one in theme.THEMES:
            self.register_theme(one)
        self.theme = "timeline-dark"
        self.source = SourceScreen(path, index, source, evidence, zone=zone("Europe/Lisbon"), glyphs=glyphs)
        self.results: list[str | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLE_DEFAULTS

    def on_mount(self) -> None:
        self.push_screen(self.source, self.results.append)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return bridge(tmp_path)


def opened(path: Path) -> Index:
    return Index(read_timeline(path).timeline)


def said(index: Index, number: int) -> Evidence:
    row = index.row_of("closed")
    assert row is not None
    return index.rows[row].event.statements[number].evidence[0]


def line_with(pilot: Pilot[None], words: str) -> str:
    return next(line for line in screen(pilot).split("\n") if words in line)


def current(pilot: Pilot[None]) -> str:
    """Return the passage that is highlighted, whatever lines it was wrapped to."""
    return "".join(text for text in lit(pilot) if text != "here").replace(" ", "")


def closed_up(words: str) -> str:
    return words.replace(" ", "")


async def test_the_document_opens_at_the_passage(path: Path) -> None:
    index = opened(path)
    host = Host(path, index, "gazette", said(index, 1))
    async with host.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        assert "source 1 of 2" in screen(pilot)
        assert "Bridge shut after crack found" in screen(pilot)
        assert "The Gazette  ·  published Wed 6 Mar 2024  ·  en" in screen(pilot)
        assert "coverage/gazette.md    sha256 matches" in screen(pilot)
        assert current(pilot) == closed_up("the repair could “take until the summer”")
        mark = line_with(pilot, "3 mixed")
        assert mark.startswith("▌ ┇ 3 mixed")
        assert "Engineer Rui Costa warned that the repair" in mark
        assert line_with(pilot, "closed shortly after").startswith("  ● 18:40")
        assert "mark 5 of 6" in screen(pilot)
        assert "mixed statement" in line_with(pilot, "This passage")
        assert "2 events · 3 statements" in line_with(pilot, "Found in this document")


async def test_next_and_previous_mark_and_enter(path: Path) -> None:
    index = opened(path)
    host = Host(path, index, "gazette")
    async with host.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "mark 1 of 6" in screen(pilot)
        assert current(pilot) == closed_up("closed shortly after 6.40pm")
        await press(pilot, "n")
        assert current(pilot) == closed_up("An inspector had found a crack")
        await press(pilot, "n", "n", "N")
        assert current(pilot) == closed_up("Nobody will cross until we know")
        await press(pilot, "N", "enter")
        assert host.results == ["crack"]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_goes_nowhere(path: Path, key: str) -> None:
    host = Host(path, opened(path), "wire")
    async with host.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await press(pilot, key)
        assert host.results == [None]


async def test_a_version_is_marked_with_its_value(path: Path) -> None:
    host = Host(path, opened(path), "wire")
    async with host.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        mark = line_with(pilot, "≠ 19:30")
        assert "The bridge closed at 7.30pm" in mark
        assert current(pilot) == closed_up("closed at 7.30pm")
        assert "a version" in line_with(pilot, "This passage")


async def test_clicks_choose_and_open_marks(path: Path) -> None:
    host = Host(path, opened(path), "gazette")
    async with host.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        line = line_with(pilot, "“Nobody will cross")
        y = screen(pilot).split("\n").index(line)
        offset = (line.index("Nobody") + 2, y)
        await pilot.click(offset=offset)
        await settle(pilot)
        assert current(pilot) == closed_up("Nobody will cross until we know")
        await pilot.click(offset=offset, times=2)
        await settle(pilot)
        assert host.results == ["closed"]


async def test_a_click_in_the_list_goes_to_the_events_first_mark(path: Path) -> None:
    host = Host(path, opened(path), "gazette")
    async with host.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        line = line_with(pilot, "Inspector finds a crack")
        y = screen(pilot).split("\n").index(line)
        await pilot.click(offset=(line.index("Inspector") + 2, y))
        await settle(pilot)
        assert current(pilot) == closed_up("An inspector had found a crack")


async def test_a_changed_document_says_so_and_is_searched_anew(path: Path) -> None:
    index = opened(path)
    document = path.parent / "coverage" / "gazette.md"
    text = document.read_text(encoding="utf-8").replace("The harbour", "Since Tuesday the harbour")
    document.write_text(text.replace("An inspector had", "Somebody has"), encoding="utf-8")
    host = Host(path, index, "gazette", said(index, 0))
    async with host.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "document changed" in screen(pilot)
        assert "1 quote of the timeline is not in this document." in screen(pilot)
        assert current(pilot) == closed_up("Nobody will cross until we know")


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda document: document.unlink(), "The document is missing."),
        (lambda document: document.write_bytes(b"\x00\x01\xff\xfe\x00"), ""),
        (lambda document: (document.unlink(), document.mkdir()), ""),
        (lambda document: document.write_text("---\nid: a\n---\n"), "the document has no text"),
    ],
)
async def test_without_its_document_the_quotes_are_shown(path: Path, break_it: object, words: str) -> None:
    index = opened(path)
    break_it(path.parent / "coverage" / "gazette.md")  # type: ignore[operator]
    host = Host(path, index, "gazette", said(index, 0))
    async with host.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        assert words in screen(pilot)
        assert "What the timeline quotes from it:" in screen(pilot)
        assert "closed shortly after 6.40pm" in screen(pilot)
        assert current(pilot) == closed_up("Nobody will cross until we know")
        assert "sha256 matches" not in screen(pilot)


def test_a_document_outside_the_folder_is_refused(path: Path) -> None:
    (path.parent.parent / "secret.txt").write_text("The secret word.", encoding="utf-8")
    evidence = (Evidence(source="s", quote="word"),)
    timeline = Timeline(
        sources=(Source(id="s", document="../secret.txt"),),
        events=(Event(id="e", title="E", evidence=evidence),),
    )
    reading = read(path, Index(timeline), "s")
    assert reading.failure is not None
    assert "outside" in reading.failure
    assert reading.text == "word"


def test_a_timeline_without_a_file_or_a_source_without_document_has_quotes_only(path: Path) -> None:
    index = opened(path)
    assert read(None, index, "gazette").failure == "The timeline names no document for this source."
    unknown = read(path, index, "nobody")
    assert (unknown.text, unknown.uses) == ("", ())


async def test_patience_is_asked_for_while_a_document_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(*arguments: object) -> Reading:
        go_on.wait(10)
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(source_module, "read", slow)
    monkeypatch.setattr(source_module, "_PATIENCE", 0.01)
    host = Host(path, opened(path), "wire")
    async with host.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "reading…" in screen(pilot))
        await pilot.press("n", "enter", "pagedown")
        go_on.set()
        await settle(pilot)
        assert "reading…" not in screen(pilot)
        assert "mark 1 of" in screen(pilot)


def hostile(folder: Path) -> tuple[Path, Index]:
    """Return a timeline whose source and document are hostile."""
    body = "\n\n".join([HOSTILE, "word " * 80, "x" * 300, "- one\n- two", HOSTILE * 4])
    (folder / "bad.txt").write_text(body, encoding="utf-8", newline="\n")
    told = (Evidence(source="s", quote="[bold]x[/]"), Evidence(source="s", quote="nowhere", at=(5, 12)))
    event = Event(
        id="e",
        title=HOSTILE,
        evidence=told,
        statements=(Statement(text="word " * 30, evidence=(Evidence(source="s", quote="word word"),)),),
        claims=(Claim(field=HOSTILE, value=HOSTILE, evidence=told),),
    )
    source = Source(
        id="s", title=HOSTILE, publisher=HOSTILE, published=HOSTILE, derived_from=HOSTILE, document="bad.txt"
    )
    path = folder / "t.toml"
    path.write_text("", encoding="utf-8")
    return path, Index(Timeline(title=HOSTILE, sources=(source,), events=(event,)))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_and_columns_stay(tmp_path: Path, size: tuple[int, int]) -> None:
    path, index = hostile(tmp_path)
    host = Host(path, index, "s", glyphs=ASCII if size[0] == 100 else UNICODE)
    async with host.run_test(size=size) as pilot:
        await settle(pilot)
        for keys in (("n",), ("n", "n"), ("pagedown",), ("end",), ("up", "home"), ("N",)):
            await press(pilot, *keys)
            for strip in pilot.app.screen._compositor.render_strips():
                assert "\x1b" not in strip.text
                assert "‮" not in strip.text
                assert cell_len(strip.text) == size[0]
        if size == (160, 40):
            await press(pilot, "home")
            assert "[bold]x[/]" in screen(pilot)
            assert current(pilot)


@pytest.mark.parametrize("cells", [40, 76, 100, 160])
def test_the_layout_keeps_every_word_and_every_mark(path: Path, cells: int) -> None:
    reading = read(path, opened(path), "gazette")
    where = columns(cells)
    done = lay_out(reading, where)
    shown = " ".join(reading.text[slice(*line.span)] for line in done.lines if not line.blank)
    assert shown.split() == reading.text.split()
    assert all(line.span[1] - line.span[0] <= where.text for line in done.lines)
    assert sorted(line.mark for line in done.lines if line.mark is not None) == list(range(len(reading.uses)))
    for use, line in enumerate(done.line_of_use):
        assert done.lines[line].span[0] <= reading.uses[use].span[0] <= done.lines[line].span[1]
        assert use in done.lines[line].inked
    assert [number for number in (line.number for line in done.lines) if number] == [1, 3, 5]


def test_used_sentences_are_counted_once(path: Path) -> None:
    reading = read(path, opened(path), "gazette")
    assert (reading.used, len(reading.sentences)) == (5, 5)
    assert read(path, opened(path), "wire").used == 2


async def test_only_lines_on_screen_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(f"Sentence {n} ends here." for n in range(3000)))
    source = Source(id="s", document="long.txt")
    event = Event(id="e", title="E", evidence=(Evidence(source="s", quote="Sentence 2000 ends here."),))
    host = Host(
        tmp_path / "t.toml", Index(Timeline(sources=(source,), events=(event,))), "s", event.evidence[0]
    )
    async with host.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert current(pilot) == closed_up("Sentence 2000 ends here.")
        third = next(at for at, line in enumerate(screen(pilot).split("\n")) if "Sentence 2000" in line)
        assert 8 <= third <= 14
        kind = type(host.source._document)
        render = kind.render_line
        drawn = []

        def counted(self: object, y: int) -> object:
            drawn.append(y)
            return render(self, y)  # type: ignore[arg-type]

        monkeypatch.setattr(kind, "render_line", counted)
        await press(pilot, "pagedown")
        assert 0 < len(drawn) <= 60


@pytest.mark.parametrize(("near", "rows"), [(0, range(4)), (10, range(8, 12)), (19, range(16, 20))])
def test_of_a_source_with_very_many_events_those_nearest_are_looked_up(
    monkeypatch: pytest.MonkeyPatch, near: int, rows: range
) -> None:
    monkeypatch.setattr("timeline_tui.tui.source.reading.MOST", 4)
    passages = (Evidence(source="wire", quote="a"),)
    events = tuple(
        Event(id=f"e{day}", when=f"2025-08-{day + 1:02}", title="x", evidence=passages) for day in range(20)
    )
    reading = read(None, Index(Timeline(events=events, sources=(Source(id="wire"),))), "wire", near)
    assert [use.row for use in reading.uses] == list(rows)
    assert reading.left_out == 16
