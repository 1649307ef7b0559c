"""What is done after a pause: once for all that was asked, and in time however busy the program is."""

from __future__ import annotations

import asyncio
import time

from textual.app import App

from timeline_tui.tui.widgets.afterwards import Afterwards


async def test_what_is_overdue_is_still_done() -> None:
    done: list[str] = []
    app: App[None] = App()
    async with app.run_test():
        afterwards = Afterwards(app, lambda: done.append("done"))
        afterwards.ask()
        time.sleep(0.6)  # something holds up the loop for longer than it may be put off
        afterwards.ask()
        assert afterwards.waiting
        async with asyncio.timeout(20):
            while afterwards.waiting:
                await asyncio.sleep(0.01)
    assert done == ["done"]
