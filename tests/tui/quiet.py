"""Waiting until the explorer has nothing left to do, in the place of a wait for a quiet processor."""

from __future__ import annotations

import asyncio
from time import monotonic, process_time

from textual._context import active_app
from textual.app import App

_ROUND, _ROUNDS = 0.02, 2
"""Seconds of a round, and how many without work threads have to let pass to be taken for held up."""
_WORKING = 0.001
"""Seconds of the processor that a round takes at least while a thread works."""
_MOST_DRAWN = 20
"""Times that a screen is drawn at most: bars that come and go where there is no room for them never rest."""


async def wait_until_quiet(_at_least: float = 0.0, at_most: float = 5.0) -> None:
    """Wait until no message is left, the screen is drawn and no worker works.

    Textual looks at the processor every 20 ms instead, and takes a process that was given none of it, as on a
    loaded machine, for one that is done. A worker that is held up, as by a lock that a test holds, is not
    waited for.
    """
    app = active_app.get()
    until, without_work = monotonic() + at_most, 0
    while without_work < _ROUNDS and monotonic() < until:
        await _messages_handled(app, until)
        working = {worker._task for worker in app.workers if worker._task and not worker._task.done()}
        if not working:
            return
        before = process_time()
        done, _ = await asyncio.wait(working, timeout=_ROUND, return_when=asyncio.FIRST_COMPLETED)
        without_work = 0 if done or process_time() - before > _WORKING else without_work + 1


async def _messages_handled(app: App[object], until: float) -> None:
    """Let the loop go round until nobody but this waits in it, drawing what is to be drawn."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # the standard library has no name for it
    idle = drawn = 0
    while idle < 2 and drawn < _MOST_DRAWN and monotonic() < until:
        await asyncio.sleep(0)
        if ready or _resized(app):
            idle = 0
        elif _drawn(app):
            idle, drawn = 0, drawn + 1
        else:
            idle += 1


def _resized(app: App[object]) -> bool:
    """Give the screens a size that they would be given within a moment; return whether there was one."""
    waiting = app._resize_event is not None
    if waiting:
        app._check_resize()
    return waiting


def _drawn(app: App[object]) -> bool:
    """Draw what the screen would draw within a moment; return whether there was anything."""
    screen = app.screen_stack[-1] if app.screen_stack else None
    if screen is None or not screen.is_current or app._batch_count:
        return False
    dirty = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if dirty:
        screen._on_timer_update()
    return bool(dirty)
