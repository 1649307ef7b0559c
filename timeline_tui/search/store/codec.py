"""Records as JSON and back, with nothing lost.

JSON has no dates and no infinite numbers, but TOML has, and unknown keys may hold them. They are written as
``{"$toml": "date", "value": "2024-01-01"}``; a key of a file that begins so gets a ``$`` at its end.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar

from timeline_tui.model.timeline import Event, Participant, Record

R = TypeVar("R", bound=Record)

TAG = "$toml"
"""What begins the keys that stand for what JSON cannot hold."""
_READERS: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "float": float,
}


def encode(record: Record) -> str:
    """Return a record as JSON; what was not set is left out."""
    if not _has_extra(record):
        return record.model_dump_json(exclude_unset=True)
    return encode_value(record.model_dump(exclude_unset=True))


def decode(kind: type[R], text: str) -> R:
    """Return the record that ``encode`` wrote.

    Raises:
        ValueError: the text is no such record.
    """
    if TAG not in text:
        return kind.model_validate_json(text)
    return kind.model_validate(decode_value(text))


def encode_value(value: object) -> str:
    """Return any value that TOML can hold as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)


def decode_value(text: str) -> Any:  # noqa: ANN401 -- any value that TOML can hold
    """Return the value that ``encode_value`` wrote."""
    return json.loads(text, object_hook=_untagged)


def _has_extra(record: Record) -> bool:
    """Return whether the record, or one within it, has a key that the format does not know."""
    if record.__pydantic_extra__:
        return True
    if isinstance(record, Event):
        # Asked of every event that is indexed, so that nothing is built for it.
        for parts in (record.participants, record.evidence, record.statements, record.claims):
            for part in parts:
                if part.__pydantic_extra__:
                    return True
        return any(one.__pydantic_extra__ for two in record.statements for one in two.evidence) or any(
            one.__pydantic_extra__ for two in record.claims for one in two.evidence
        )
    return isinstance(record, Participant) and any(one.__pydantic_extra__ for one in record.affiliations)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {f"{key}$" if key.startswith(TAG) else key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return {TAG: "datetime", "value": value.isoformat()}
    if isinstance(value, date):
        return {TAG: "date", "value": value.isoformat()}
    if isinstance(value, time):
        return {TAG: "time", "value": value.isoformat()}
    if isinstance(value, float) and not math.isfinite(value):
        return {TAG: "float", "value": repr(value)}
    return value


def _untagged(found: dict[str, Any]) -> Any:  # noqa: ANN401
    if found.keys() == {TAG, "value"} and found[TAG] in _READERS:
        return _READERS[found[TAG]](found["value"])
    return {key[:-1] if key.startswith(TAG) else key: item for key, item in found.items()}
