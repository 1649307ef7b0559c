"""What processes that work for this one are told, and tell it, over their standard streams.

Plain values with their length before them. Such a process ends when its standard input closes, however its
parent ends.
"""

from __future__ import annotations

import marshal
import subprocess
from typing import IO, Any

from timeline_tui.search import child


def start(module: str, function: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a process that runs a function of this package.

    Raises:
        OSError: it cannot be started.
    """
    # What it might complain of would be written over the screen.
    return subprocess.Popen(
        child.command(module, function, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def send(value: Any, stream: IO[bytes] | None) -> None:  # noqa: ANN401 -- what marshal takes
    """Write a value.

    Raises:
        OSError: nobody reads.
        ValueError: it is nothing that marshal takes, or the stream is closed.
    """
    assert stream is not None  # noqa: S101 -- all are pipes
    data = marshal.dumps(value)
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def received(stream: IO[bytes] | None) -> Any:  # noqa: ANN401
    """Read a value; wait for it.

    Raises:
        EOFError: there is none, or it is cut off.
        OSError, ValueError, TypeError: what comes is no value.
    """
    assert stream is not None  # noqa: S101
    # Read whole first: marshal asks a stream for a few bytes at a time.
    size = int.from_bytes(stream.read(8), "big")
    data = stream.read(size)
    if not size or len(data) < size:
        raise EOFError
    return marshal.loads(data)  # noqa: S302 -- from our own process
