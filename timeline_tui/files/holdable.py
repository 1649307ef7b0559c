"""What a form of file has no word for, put into what it has, and counted: nothing is lost in silence.

Only unknown keys can hold such values. TOML has no null: the key (or the item of a list) is left out. JSON
has no dates, no infinity and no "not a number": they are written as text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Literal, get_args

from timeline_tui.model.timeline import Record

Form = Literal["toml", "jsonl"]
FORMS: tuple[Form, ...] = get_args(Form)
"""The forms of file that a timeline can be written in."""

DATES_AS_TEXT = "dates and times in unknown keys, written as text"
NUMBERS_AS_TEXT = "infinite or undefined numbers in unknown keys, written as text"
NULLS = "nulls in unknown keys, left out"


def holdable(item: object, form: Form, lost: Counter[str]) -> object:
    """Return a value as ``form`` can hold it; ``lost`` counts by words what it cannot."""
    if isinstance(item, Mapping):
        parts = {key: holdable(part, form, lost) for key, part in item.items()}
        if form == "jsonl" or None not in parts.values():
            return parts
        lost[NULLS] += sum(part is None for part in parts.values())
        return {key: part for key, part in parts.items() if part is not None}
    if isinstance(item, list | tuple):
        items = [holdable(part, form, lost) for part in item]
        if form == "jsonl" or None not in items:
            return items
        lost[NULLS] += sum(part is None for part in items)
        return [part for part in items if part is not None]
    if form == "jsonl" and isinstance(item, datetime | date | time):
        lost[DATES_AS_TEXT] += 1
        return item.isoformat()
    if form == "jsonl" and isinstance(item, float) and not math.isfinite(item):
        lost[NUMBERS_AS_TEXT] += 1
        return "nan" if math.isnan(item) else "inf" if item > 0 else "-inf"
    return item


def count_lost(record: Record, form: Form, lost: Counter[str]) -> None:
    """Count what ``form`` cannot hold of a record, as ``holdable`` does, without writing it."""
    if record.__pydantic_extra__:
        holdable(record.__pydantic_extra__, form, lost)
    for value in record.__dict__.values():
        if isinstance(value, tuple):
            for part in value:
                if isinstance(part, Record):
                    count_lost(part, form, lost)
