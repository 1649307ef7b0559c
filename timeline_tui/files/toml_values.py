r"""TOML values on one line: what any value a TOML reader can give looks like in our files.

Follows TOML 1.0 (no ``\e``, no line breaks in inline tables), so that every reader can read what is written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
# TOML asks for C0 and DEL. C1, line separators and bidirectional controls are escaped too, so that a pager, a
# diff or an editor shows the file as it is. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
_UNSAFE = "\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff"
_ESCAPED = re.compile(f'[{_UNSAFE}"\\\\]')
_ESCAPED_IN_LINES = re.compile(f'(?!\\n)[{_UNSAFE}\\\\]|"(?="")|"\\Z')
_SHORT = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    short = _SHORT.get(char)
    if short is not None:
        return short
    if "\ud800" <= char <= "\udfff":
        return "\\uFFFD"
    return f"\\u{ord(char):04X}"


def string(text: str) -> str:
    """Return ``text`` as a basic string on one line."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def lines_string(text: str) -> str:
    """Return ``text`` as a multi-line basic string if it has lines, else on one line."""
    if "\n" not in text:
        return string(text)
    return f'"""\n{_ESCAPED_IN_LINES.sub(_escape, text)}"""'


@lru_cache(maxsize=256)
def key(name: str) -> str:
    """Return ``name`` as a key: bare where TOML allows, else quoted."""
    return name if _BARE_KEY.fullmatch(name) else string(name)


def _float(number: float) -> str:
    if math.isnan(number):
        return "nan"
    if math.isinf(number):
        return "inf" if number > 0 else "-inf"
    return repr(number)


def value(item: object) -> str:
    """Return any value of TOML on one line.

    Raises:
        TypeError: TOML has no such type.
    """
    out: list[str] = []
    _write(item, out)
    return "".join(out)


def _write(item: object, out: list[str]) -> None:
    # One frame a level: a reader may give values nested some hundred levels deep.
    if isinstance(item, str):
        out.append(string(item))
    elif isinstance(item, Mapping):
        before = "{ "
        for name, part in item.items():
            out.append(f"{before}{key(name)} = ")
            _write(part, out)
            before = ", "
        out.append(" }" if item else "{}")
    elif isinstance(item, list | tuple):
        out.append("[")
        for number, part in enumerate(item):
            if number:
                out.append(", ")
            _write(part, out)
        out.append("]")
    else:
        out.append(_scalar(item))


def _scalar(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int):
        return str(item)
    if isinstance(item, float):
        return _float(item)
    if isinstance(item, datetime | date | time):
        return item.isoformat()
    raise TypeError(f"TOML has no {type(item).__name__}")
