"""The facet pane on many values: work is counted, never timed, and nothing is cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.files import written
from tests.tui.bridge import (
    MEDIUM,
    SIZES,
    WIDE,
    bar,
    explorer,
    filtered,
    press,
    screen,
    settle,
)
from tests.tui.facet_steps import listed
from timeline_tui.search import facets as counting
from timeline_tui.search.building import build_index
from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query
from timeline_tui.tui.app import ExplorerApp
from timeline_tui.tui.facets import drawing
from timeline_tui.tui.facets.view import FacetList
from timeline_tui.tui.session import Session


def crowd(path: Path) -> Path:
    """Write 1,500 events of 300 people at 40 places, the first of them most often."""
    people = [{"id": f"p{number}", "name": f"Person {number}"} for number in range(300)]
    lines = [json.dumps({"format": "timeline/1", "title": "Harbour", "participants": people})]
    for number in range(1500):
        event = {
            "id": f"e{number}",
            "when": f"20{number % 90 + 10}-03-05",
            "title": f"Event number {number}",
            "place": f"Pier {number % 40}",
            "tags": [f"tag {number % 7}"],
            "participants": [{"who": f"p{number % 300}"}, {"who": f"p{number % 5}"}],
            "review": "accepted" if number % 3 else "pending",
        }
        lines.append(json.dumps(event))
    return written(path, "\n".join(lines) + "\n")


@pytest.fixture
def large(tmp_path: Path) -> Iterator[ExplorerApp]:
    source = crowd(tmp_path / "harbour.jsonl")
    index = Index.open(build_index(source, tmp_path / "cache").place)
    yield ExplorerApp(session=Session(index, source, ()))
    index.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is asked of the index: names of facets, and "curve"."""
    found: list[str] = []
    ask, draw = counting.facet, counting.curve_of
    monkeypatch.setattr(counting, "facet", lambda *a, **k: found.append(a[1]) or ask(*a, **k))
    monkeypatch.setattr(counting, "curve_of", lambda *a, **k: found.append("curve") or draw(*a, **k))
    return found


ALL_FACETS = [name for name, _ in counting.FACETS]


async def test_facets_are_asked_for_only_while_they_are_seen(path: Path, asked: list[str]) -> None:
    async with explorer(path).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filtered(pilot, "silva")
        assert asked == []
        await press(pilot, "f")
        assert [name for name in asked if name != "curve"] == ALL_FACETS
        asked.clear()
        await press(pilot, "down", "down", "tab", "down", "f", "f", "f")
        assert asked == [], "moving, closing and opening again ask nothing"
        await press(pilot, "f", "0")
        assert asked == []


async def test_curves_are_asked_for_once_and_only_for_what_is_on_screen(
    large: ExplorerApp, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_tui.tui.facets.counting._AT_ONCE", 0)
    async with large.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values = large.screen.query_one(FacetList)
        assert set(values.curves) >= {one.key for one in values.on_screen}
        assert asked.count("curve") <= len(values.on_screen) + 1
        asked.clear()
        await press(pilot, "end", "home")
        known = len(values.curves)
        assert asked.count("curve") <= known
        asked.clear()
        await press(pilot, "end", "home", "down", "up")
        assert asked == []


async def test_a_move_draws_two_lines_and_a_page_what_is_on_screen(
    large: ExplorerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with large.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "f", "end", "home")  # all curves that are to be seen are known now
        values = large.screen.query_one(FacetList)
        drawn: list[object] = []
        line_of = drawing.line_of
        monkeypatch.setattr(drawing, "line_of", lambda *a, **k: drawn.append(a[0]) or line_of(*a, **k))
        await pilot.press("down")
        await pilot.pause()
        assert len(drawn) == 2
        drawn.clear()
        await pilot.press("end")
        await pilot.pause()
        assert len(drawn) <= values.size.height + 2


async def test_an_older_answer_never_takes_the_place_of_a_newer(large: ExplorerApp) -> None:
    async with large.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        for text in ("", "number 7", "number", "number 77"):
            bar(pilot).value = text
            await pilot.pause(0.01)
        await settle(pilot)
        found = large.screen.query_one(FacetList)
        rows = large.session.index.search(parse_query("number 77"))
        states = [entry.value.count for entry in found.entries if entry.facet == "review" and entry.value]
        assert sum(states) == len(rows)


async def test_n_more_opens_the_rest_and_fewer_closes_it(large: ExplorerApp) -> None:
    async with large.run_test(size=MEDIUM) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values = large.screen.query_one(FacetList)
        short = len(values.entries)
        more = next(at for at, entry in enumerate(values.entries) if entry.kind == "more")
        while values._cursor != more:
            await pilot.press("down")
        await press(pilot, "enter")
        assert len(values.entries) > short
        assert values.value is not None, "on the first that was hidden"
        fewer = next(at for at, entry in enumerate(values.entries) if entry.kind == "fewer")
        while values._cursor != fewer:
            await pilot.press("down")
        await press(pilot, "space")
        assert len(values.entries) == short


@pytest.mark.parametrize("size", [*SIZES, (90, 24), (89, 24), (40, 12), (20, 6)])
async def test_no_number_is_cut_at_any_size(large: ExplorerApp, size: tuple[int, int]) -> None:
    async with large.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        values = large.screen.query_one(FacetList)
        shown = values.on_screen
        lines = [line for line in listed(pilot) if line.startswith("[")]
        assert [line.split()[-1] for line in lines] == [f"{one.count:,}" for one in shown]
        assert all(len(line) <= size[0] for line in screen(pilot).splitlines())
