"""Building an index in a process of its own, which the explorer starts and listens to.

The process works at low priority, hears nothing of the terminal's keys and ends by itself when its parent
goes away, however that ends: its standard input is a pipe that closes then. It says how far it is in lines of
JSON on its standard output, and at last where the index stands, or why there is none.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from timeline_tui.model.problems import InputError, Problem
from timeline_tui.search import child
from timeline_tui.search.building import Built, build_index
from timeline_tui.search.cache import CacheTrouble, Likeness
from timeline_tui.search.progress import Progress, progress_line, read_progress

_LAST_BREATH = 10
"""Seconds that a process which has said its last may take to end."""
_LIFELINE_LOST = 3
"""Exit code of a process whose parent is gone."""


class Stopped(Exception):  # noqa: N818 -- not an error: it was asked to stop
    """The process was stopped."""


class BuildProcess:
    """A process that makes the index of ``path`` in ``folder``. One thread runs it, any may stop it."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._command = child.command(__name__, main.__name__, str(path.absolute()), str(folder))
        self._path = path
        self._stopped = False
        self._starting = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process; None before it runs."""
        return None if self._process is None else self._process.pid

    def run(self, report: Callable[[Progress], None]) -> Built:
        """Run it to its end, and return where the index stands.

        Raises:
            CacheTrouble: there is no index; says why.
            InputError: nothing of the file can be shown.
            Stopped: ``stop`` was called.
        """
        try:
            with self._starting:
                if self._stopped:
                    raise Stopped
                process = self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                    errors="surrogateescape",
                    start_new_session=True,
                )
        except (OSError, ValueError) as error:
            raise CacheTrouble(f"its index cannot be made ({error})") from None
        assert process.stdout is not None  # noqa: S101 -- it is a pipe
        last: dict[str, Any] = {}
        try:
            for line in process.stdout:
                last = _object(line)
                progress = read_progress(last)
                if progress is not None:
                    report(progress)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LAST_BREATH)
        finally:
            self.stop(only_this=process)
        if self._stopped:
            raise Stopped
        if isinstance(last.get("index"), str):
            return Built(Path(last["index"]), Likeness(**last["looks"]))
        if isinstance(last.get("input_error"), dict):
            # What cannot be opened is named as the reader named it.
            raise InputError(Problem(**{**last["input_error"], "file": str(self._path)}))
        if isinstance(last.get("trouble"), str):
            raise CacheTrouble(last["trouble"])
        raise CacheTrouble(f"making its index was cut short ({_end(process.returncode)})")

    def stop(self, *, only_this: subprocess.Popen[str] | None = None) -> None:
        """End the process, if it still runs."""
        with self._starting:
            if only_this is None:
                self._stopped = True
            process = only_this or self._process
        if process is None:
            return
        if process.poll() is None:
            with contextlib.suppress(OSError):
                process.kill()
        process.wait()
        if only_this is not None:  # the thread that reads closes what it reads from
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _end(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"


def main(path: str, folder: str) -> None:
    """Build the index of ``path`` in ``folder``: what the process runs."""
    # Whatever else would be printed must not come between the lines.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", errors="surrogateescape")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os.umask(0o077)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(child.NICE)
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def say(line: str) -> None:
        out.write(line + "\n")
        out.flush()

    try:
        built = build_index(Path(path), Path(folder), lambda step: say(progress_line(step)))
    except InputError as error:
        say(json.dumps({"input_error": asdict(error.problem)}))
    except CacheTrouble as trouble:
        say(json.dumps({"trouble": str(trouble)}))
    except Exception as error:
        say(json.dumps({"trouble": f"making its index failed ({type(error).__name__}: {error})"}))
        raise
    else:
        say(json.dumps({"index": str(built.place), "looks": asdict(built.looks)}))


def _end_with_parent() -> None:
    """Wait until nobody holds the other end of standard input, then end at once.

    What is half made is left behind; the next process that looks sweeps it away.
    """
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            pass
    os._exit(_LIFELINE_LOST)
