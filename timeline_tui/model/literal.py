"""Text from files, made safe to show: nothing is interpreted by the terminal, nothing disappears.

Every dangerous code point is replaced by exactly one visible one, so that offsets into the text
stay true. Exports keep the original.
"""

from __future__ import annotations

import unicodedata

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BIDI_MARK = "⇄"
HIDDEN_MARK = "␦"
_KEPT_FORMAT = frozenset("\u200c\u200d")  # joiners: needed by Persian, Indic scripts and emoji


def _replacement(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if char in BIDI_CONTROLS:
        return BIDI_MARK
    if char in "\u2028\u2029":
        return "␤"
    return HIDDEN_MARK


def _is_dangerous(char: str) -> bool:
    category = unicodedata.category(char)
    if category in {"Cc", "Cs", "Zl", "Zp"}:
        return True
    if category == "Cn":
        return (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return category == "Cf" and char not in _KEPT_FORMAT


def literal(text: str, *, keep_newlines: bool = False) -> str:
    """Return ``text`` with control, escape, bidirectional and hidden characters made visible.

    The result has the same length in code points. Tabs become spaces; line feeds become spaces too unless
    ``keep_newlines`` is set.
    """
    if text.isascii() and text.isprintable():
        return text
    out = []
    for char in text:
        if char.isprintable():
            out.append(char)
        elif char == "\t":
            out.append(" ")
        elif char == "\n":
            out.append("\n" if keep_newlines else " ")
        else:
            out.append(_replacement(char) if _is_dangerous(char) else char)
    return "".join(out)
