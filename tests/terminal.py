"""A real pseudo-terminal with a screen that can be read, for driving the explorer from outside."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pexpect
import pyte

_PASSED_ON = ("PYTHONPYCACHEPREFIX",)
PROGRAM = str(Path(sys.executable).with_name("timeline-tui"))


class Terminal:
    """The explorer in a pseudo-terminal of a given size; ``raw`` is every byte it sent, as text."""

    def __init__(self, *arguments: str, columns: int = 160, rows: int = 50, cwd: Path | None = None) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.process = pexpect.spawn(
            PROGRAM,
            list(arguments),
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            cwd=str(cwd) if cwd else None,
            env={
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "PATH": "/usr/bin:/bin",
                "LANG": "C.UTF-8",
                "HOME": str(cwd or Path.home()),
                **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            },
            timeout=30,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close(force=True)

    def _read(self, seconds: float) -> bool:
        try:
            text = self.process.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += text
        # pyte does not know these private sequences and would print their ends
        self.stream.feed(re.sub(r"\x1b\[[<>=?][0-9;:]*[a-zA-Z$]+[a-z]?|\x1bP.*?\x1b\\", _known, text))
        return True

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, pattern: str, seconds: float = 30) -> re.Match[str]:
        """Wait until the screen matches a regular expression."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._read(0.1)
            if found := re.search(pattern, self.text):
                return found
        raise AssertionError(f"{pattern!r} did not appear on the screen:\n{self.text}")

    def send(self, keys: str) -> None:
        """Type."""
        self.process.send(keys)

    def exit_code(self, seconds: float = 20) -> int | None:
        """Wait for the end of the program and return its exit code."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and (self._read(0.2) or self.process.isalive()):
            pass
        self.process.close()
        return self.process.exitstatus


def _known(found: re.Match[str]) -> str:
    return found[0] if re.fullmatch(r"\x1b\[\?[0-9;]+[hl]", found[0]) else ""
