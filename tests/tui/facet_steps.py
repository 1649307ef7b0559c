"""What tests of the facet pane read off it and do in it."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.tui.bridge import screen
from timeline_tui.tui.facets.view import FacetList


def listed(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the pane without curves: "[ ] Ana Silva 3"."""
    values = pilot.app.screen.query_one(FacetList)
    lines = []
    for y in range(values.size.height):
        words = values.render_line(y).text.lstrip(f"{values.glyphs.cursor} ")
        for sign in "_▁▂▃▄▅▆▇█":
            words = words.replace(sign, " ")
        lines.append(" ".join(words.split()))
    return [line for line in lines if line]


def value(pilot: Pilot[None]) -> str:
    """Return what the value under the cursor is called."""
    found = pilot.app.screen.query_one(FacetList).value
    return "" if found is None else found.words


async def go_to(pilot: Pilot[None], words: str, facet: str = "") -> None:
    """Move the cursor to a value as a person does."""
    values = pilot.app.screen.query_one(FacetList)
    await pilot.press("home")
    for _ in range(80):
        if values.value and values.value.words == words and facet in values.value.facet:
            return
        await pilot.press("down")
    raise AssertionError(f"no {words}:\n{screen(pilot)}")
