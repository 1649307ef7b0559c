"""Parts of a month, year, decade or century: "early October 1941" is about its first third.

TIMEX3 keeps the value of the whole and says START, MID or END beside it; EDTF has an interval of thirds
whose ends are approximate: ``1941-10-01~/1941-10-10~``.
"""

from __future__ import annotations

from typing import Final

from timeline_tui.model.calendar import days_in_month

START: Final = "START"
MID: Final = "MID"
END: Final = "END"
_WORDS: Final = {
    "early": START, "beginning": START, "start": START, "onset": START, "opening": START, "early part": START,
    "first part": START, "mid": MID, "middle": MID, "late": END, "end": END, "close": END, "latter part": END,
    "later part": END, "last part": END,
}  # fmt: skip


def part_named(edge: str | None) -> str | None:
    """Return START, MID or END for "early", "middle", "latter part"; None for "rest" and no word."""
    return _WORDS.get(edge.lower()) if edge else None


def thirds(part: str, first: int, last: int) -> tuple[int, int]:
    """Return the first and last of a third of the numbers ``first`` to ``last``.

    >>> thirds(MID, 1, 31)
    (11, 20)
    """
    length = (last - first + 1) // 3
    if part == START:
        return first, first + length - 1
    if part == MID:
        return first + length, first + 2 * length - 1
    return first + 2 * length, last


def narrowed(part: str, unit: str, year: int, month: int | None, words: str) -> str | None:
    """Return the EDTF of a part of a month, year, decade or century, None for other units.

    ``words`` is what EDTF calls the whole ("1941-10", "1941", "194X"). Years before 1 stay whole.
    """
    if year < 1:
        return None
    if unit == "month" and month is not None:
        low, high = thirds(part, 1, days_in_month(year, month))
        return f"{words}-{low:02d}~/{words}-{high:02d}~"
    if unit == "year":
        low, high = thirds(part, 1, 12)
        return f"{words}-{low:02d}~/{words}-{high:02d}~"
    if unit in {"decade", "century"}:
        low, high = thirds(part, year, year + (9 if unit == "decade" else 99))
        return f"{low:04d}~/{high:04d}~"
    return None
