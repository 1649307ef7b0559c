"""The explorer in a real pseudo-terminal, watched from outside: every byte with the time it came.

The terminal says that it knows synchronised output (mode 2026), as current terminals do, so each frame has
an end that can be seen. What a frame shows is worked out afterwards from the recorded bytes, so that the
measuring takes little of the processor while the explorer works.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyte
from measure import PROGRAM, family_mb, peak_mb

COLUMNS, LINES = 160, 50
KEYS = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "page down": "\x1b[6~",
    "page up": "\x1b[5~",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "enter": "\r",
    "escape": "\x1b",
}

_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_END = b"\x1b[?2026l"
# pyte does not know these private sequences and would print their ends.
_EVENT = re.compile(r".{12,15}[●○┃] +\S")
_PRIVATE = re.compile(r"\x1b\[[<>=?][0-9;:]*[a-zA-Z$]+[a-z]?|\x1bP.*?\x1b\\")


@dataclass(frozen=True, slots=True)
class Frame:
    """What came up to the end of one frame, and when that end came (``time.perf_counter``)."""

    at: float
    data: bytes


class Terminal:
    """A program in a pseudo-terminal of 160 × 50."""

    def __init__(self, arguments: Sequence[str], env: dict[str, str]) -> None:
        """Start the explorer with ``arguments``, or a script of this interpreter if the first is ``.py``."""
        script = bool(arguments) and arguments[0].endswith(".py")
        command = [sys.executable if script else PROGRAM, *arguments]
        size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": os.environ.get("HOME", "/"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            **env,
        }
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, size)
            os.execve(command[0], command, environment)  # noqa: S606
        self.frames: list[Frame] = []
        self._pending = bytearray()
        self._answered = False
        self.last_byte = self.started
        self.ended = False

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, seconds: float) -> bool:
        """Read what is there within ``seconds``; false if nothing came."""
        if self.ended or not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 20)
        except OSError:
            data = b""
        now = time.perf_counter()
        if not data:
            self.ended = True
            return False
        self.last_byte = now
        self._pending += data
        if not self._answered and _ASKED in self._pending:
            os.write(self._fd, _ANSWER)
            self._answered = True
        while (end := self._pending.find(_FRAME_END)) >= 0:
            end += len(_FRAME_END)
            self.frames.append(Frame(now, bytes(self._pending[:end])))
            del self._pending[:end]
        return True

    def watch(self, seconds: float) -> None:
        """Record for so many seconds."""
        until = time.perf_counter() + seconds
        while not self.ended and (left := until - time.perf_counter()) > 0:
            self._read(left)

    def settle(self, quiet: float = 0.12, at_most: float = 5.0) -> None:
        """Record until nothing has come for ``quiet`` seconds: under half a second, since the bar blinks."""
        until = time.perf_counter() + at_most
        while not self.ended and time.perf_counter() < until:
            if not self._read(quiet):
                return

    def press(self, key: str) -> float:
        """Type a key by its name, or text as it is; return when."""
        now = time.perf_counter()
        os.write(self._fd, KEYS.get(key, key).encode())
        return now

    def until(self, shows: Callable[[Screen], bool], at_most: float = 60.0) -> float:
        """Record until a frame shows something; return when its end came.

        Frames are drawn as they come: for what takes long, not for keystrokes.

        Raises:
            TimeoutError: none did.
        """
        screen, drawn = Screen(), 0
        until = time.perf_counter() + at_most
        while time.perf_counter() < until and not self.ended:
            self._read(0.05)
            while drawn < len(self.frames):
                screen.draw(self.frames[drawn])
                drawn += 1
                if shows(screen):
                    return self.frames[drawn - 1].at
        rest = re.sub(r"\x1b[^a-zA-Z]*[a-zA-Z]", "", self._pending.decode("utf-8", "replace"))
        raise TimeoutError(f"the screen never showed it:\n{screen.text}\n{rest[-600:].strip()}")

    def peak_mb(self) -> float:
        """Return the most memory the explorer has held so far, without the processes it started."""
        return peak_mb(self.pid)

    def family_mb(self) -> list[float]:
        """Return the same of the explorer and of each process it started that still runs."""
        return family_mb(self.pid)

    def close(self) -> None:
        """Leave the explorer; end it if it does not."""
        if not self.ended:
            os.write(self._fd, b"\x1b\x11")  # escape, then Ctrl+Q, which quits wherever one is
            self.settle(quiet=1.0, at_most=3)
        for _ in range(40):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            self._read(0.05)
        else:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        os.close(self._fd)


class Screen:
    """What a terminal shows after some frames."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    def draw(self, frame: Frame) -> None:
        """Draw one more frame."""
        text = _PRIVATE.sub("", frame.data.decode("utf-8", "replace"))
        self._stream.feed(text.encode())

    @property
    def lines(self) -> list[str]:
        """The lines of text."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line.rstrip() for line in self.lines)

    def listed(self) -> list[str]:
        """Return the lines that show an event, each with its mark for how exact the date is."""
        return [line for line in self.lines[4:-2] if _EVENT.match(line)]

    def looks(self, top: int, bottom: int, left: int, right: int) -> tuple[object, ...]:
        """Return characters and colours of a part of the screen, to be compared."""
        buffer = self._screen.buffer
        return tuple(buffer[y][x] for y in range(top, bottom) for x in range(left, right))


def drawn(frames: Sequence[Frame]) -> Iterator[tuple[Frame, Screen]]:
    """Yield each frame with the screen after it; the screen is the same object, drawn on."""
    screen = Screen()
    for frame in frames:
        screen.draw(frame)
        yield frame, screen


def shows_events(screen: Screen) -> bool:
    """Return whether the list is filled: eight events in it, not a note that they will come."""
    return len(screen.listed()) >= 8
