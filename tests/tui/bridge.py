"""A small timeline with its coverage on disk, and eyes and hands for tests of the whole explorer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.quiet import wait_until_quiet
from timeline_tui.coverage.reading import read_document
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.timeline import (
    Affiliation,
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Source,
    Statement,
    Timeline,
)
from timeline_tui.tui.app import ExplorerApp
from timeline_tui.tui.detail import DetailView
from timeline_tui.tui.screens.explorer import ExplorerScreen

WIDE, MEDIUM, NARROW = (160, 50), (100, 30), (60, 20)
SIZES = (WIDE, MEDIUM, NARROW)

GAZETTE = """\
---
id: gazette
publisher: The Gazette
title: Bridge shut after crack found
published: 2024-03-06
language: en
---

The harbour bridge was closed shortly after 6.40pm on Tuesday. An inspector had found a crack in the pier.

“Nobody will cross until we know,” mayor Ana Silva said. She promised that the ferry would run all night.

Engineer Rui Costa warned that the repair could “take until the summer” and would not be cheap.
"""
WIRE = """\
---
id: wire
publisher: Coast Wire
title: Harbour bridge closed
published: 2024-03-05
language: en
---

The bridge closed at 7.30pm, the port authority said. Ana Silva visited the pier at night.
"""
_TEXTS = {"gazette": GAZETTE, "wire": WIRE}


def _who(*ids: str) -> tuple[Participation, ...]:
    return tuple(Participation(who=one) for one in ids)


def bridge(folder: Path) -> Path:
    """Write the timeline and its two documents into ``folder``; return the timeline's path."""
    (folder / "coverage").mkdir(parents=True)
    documents = {}
    for name, text in _TEXTS.items():
        path = folder / "coverage" / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        documents[name] = read_document(path)

    def found(source: str, quote: str) -> Evidence:
        at = documents[source].text.index(quote)
        return Evidence(source=source, quote=quote, at=(at, at + len(quote)))

    sources = tuple(
        Source(
            id=name,
            publisher=document.publisher,
            title=document.title,
            published=document.published,
            language=document.language,
            document=f"coverage/{name}.md",
            sha256=document.sha256,
        )
        for name, document in documents.items()
    )
    timeline = Timeline(
        title="Harbour bridge",
        timezone="Europe/Lisbon",
        sources=sources,
        participants=(
            Participant(
                id="silva",
                name="Ana Silva",
                aliases=("the mayor",),
                affiliations=(Affiliation(of="city", role="mayor", when="2021-10/.."),),
            ),
            Participant(id="costa", name="Rui Costa"),
            Participant(id="city", name="City Council", kind="organisation"),
            Participant(id="port", name="Port Authority", kind="organisation"),
        ),
        events=(
            Event(id="opened", when="1966-08-06", title="Bridge opened", participants=_who("city")),
            Event(
                id="crack",
                when="2024-03-05",
                title="Inspector finds a crack",
                evidence=(found("gazette", "An inspector had found a crack"),),
            ),
            Event(
                id="closed",
                when="2024-03-05T18:40+00:00",
                when_text="shortly after 6.40pm on Tuesday",
                title="Bridge closed to traffic",
                summary="The bridge was shut at once after an inspector had found a crack in a pier.",
                place="Harbour Bridge, Lisbon",
                tags=("safety", "transport"),
                salience=0.9,
                participants=(Participation(who="city", role="authority"), Participation(who="silva")),
                evidence=(found("gazette", "closed shortly after 6.40pm"),),
                statements=(
                    Statement(
                        speaker="silva",
                        verb="said",
                        mode="direct",
                        text="Nobody will cross until we know",
                        evidence=(found("gazette", "Nobody will cross until we know"),),
                    ),
                    Statement(
                        speaker="costa",
                        verb="warned",
                        mode="mixed",
                        text="that the repair could “take until the summer”",
                        evidence=(found("gazette", "the repair could “take until the summer”"),),
                    ),
                    Statement(
                        speaker="silva",
                        verb="promised",
                        mode="indirect",
                        text="that the ferry would run all night",
                        evidence=(found("gazette", "that the ferry would run all night"),),
                    ),
                ),
                claims=(
                    Claim(
                        field="when",
                        value="2024-03-05T19:30+00:00",
                        evidence=(found("wire", "closed at 7.30pm"),),
                    ),
                    Claim(field="cost", value="two million", evidence=(found("wire", "at night"),)),
                    Claim(
                        field="cost", value="five million", evidence=(found("gazette", "would not be cheap"),)
                    ),
                ),
            ),
            Event(
                id="visit",
                when="2024-03-05T22:00+00:00~",
                title="Silva visits the pier",
                participants=_who("silva"),
                evidence=(found("wire", "Ana Silva visited the pier at night"),),
            ),
            Event(id="ferry", when="2024-03-06", title="Ferry runs all night", participants=_who("port")),
            Event(id="repair", when="2024-04", title="Repair begins", participants=_who("costa")),
            Event(
                id="reopened",
                when="2024-06-30T08:00+01:00",
                title="Bridge open again",
                participants=_who("silva"),
            ),
            Event(id="memo", title="Undated memorandum [sic]"),
        ),
    )
    path = folder / "bridge.toml"
    path.write_text(write_timeline(timeline), encoding="utf-8")
    return path


def screen(pilot: Pilot[None]) -> str:
    """Return what stands on the topmost screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def explorer(path: Path | Sequence[Path], query: str = "") -> ExplorerApp:
    """Return the app on one file or several."""
    return ExplorerApp([path] if isinstance(path, Path) else path, query)


async def until(pilot: Pilot[None], is_so: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something has come to be."""
    late = monotonic() + seconds
    await pilot.pause()
    while not is_so():
        assert monotonic() < late, f"it did not come to be:\n{screen(pilot)}"
        await pilot.pause(0.01)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until threads have answered and everything is drawn."""
    await wait_until_quiet()
    await pilot.app.workers.wait_for_complete()
    await wait_until_quiet()
    explorer = pilot.app.screen_stack[0]
    if isinstance(explorer, ExplorerScreen):
        explorer.settle()  # overview and detail would wait for a pause
    for detail in explorer.query(DetailView):
        detail.settle()
    await wait_until_quiet()
    await pilot.app.workers.wait_for_complete()
    await wait_until_quiet()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys by their names and let everything settle."""
    await pilot.press(*keys)
    await settle(pilot)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type a text into what is focused."""
    await pilot.press(*(("space" if char == " " else char) for char in text))
    await settle(pilot)


def bar(pilot: Pilot[None]) -> Input:
    """Return where the filter is typed."""
    return pilot.app.screen_stack[0].query_one("#query", Input)


def query(pilot: Pilot[None]) -> str:
    """Return the text of the filter."""
    return bar(pilot).value


async def filtered(pilot: Pilot[None], text: str) -> None:
    """Filter as a person does, and leave the bar."""
    await pilot.press("slash")
    await type_text(pilot, text)
    await press(pilot, "enter")


def lit(pilot: Pilot[None]) -> list[str]:
    """Return the texts on the screen that are highlighted as hits."""
    colour = pilot.app.theme_variables["accent"].lower()
    found = []
    for strip in pilot.app.screen._compositor.render_strips():
        for text, style, _control in strip:
            ground = style.bgcolor if style else None
            if ground is not None and ground.triplet is not None and ground.triplet.hex.lower() == colour:
                found.append(text)
    return found
