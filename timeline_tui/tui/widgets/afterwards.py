"""Work that waits until the reader pauses: what follows an answer must not hold up the next key."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.dom import DOMNode
from textual.timer import Timer

PAUSE = 0.12
"""Seconds without another answer that count as a pause: longer than between two letters typed at speed."""
_AT_MOST = 0.5
"""Seconds after which it is done even if there is no pause, as while a slow query finds more and more."""
_AT_LEAST = 0.001
"""Seconds that a timer is set to when it is late already: Textual divides by them."""


class Afterwards:
    """Does something once nothing more has been asked for a moment, and once for all that was asked."""

    def __init__(self, node: DOMNode, do: Callable[[], None]) -> None:
        self._node = node
        self._do = do
        self._timer: Timer | None = None
        self._since = 0.0

    @property
    def waiting(self) -> bool:
        """Whether it is still to be done."""
        return self._timer is not None

    def ask(self) -> None:
        """Do it after a pause; another call meanwhile begins the pause anew."""
        now = monotonic()
        if self._timer is None:
            self._since = now
        else:
            self._timer.stop()
        pause = max(_AT_LEAST, min(PAUSE, self._since + _AT_MOST - now))
        self._timer = self._node.set_timer(pause, self.settle)

    def settle(self) -> None:
        """Do it now, if it is still to be done."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._do()
