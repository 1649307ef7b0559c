"""Plain data to one record, or what is wrong with it.

A sound record costs one call of the validator. A bare TOML date or number where text belongs is taken as
text, with a warning; everything else that is wrong leaves the record out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import ValidationError

from timeline_tui.files.findings import Finding
from timeline_tui.files.known import Found
from timeline_tui.files.nearest import nearest
from timeline_tui.files.toml_blocks import Path
from timeline_tui.model.timeline import (
    PARTICIPANT_KINDS,
    REVIEW_STATES,
    STATEMENT_MODES,
    Affiliation,
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Record,
    Source,
    Statement,
)

R = TypeVar("R", bound=Record)

_CHOICES = {"kind": PARTICIPANT_KINDS, "mode": STATEMENT_MODES, "review": REVIEW_STATES}
_NOUNS = {
    "events": "event",
    "sources": "source",
    "participants": "participant",
    "evidence": "piece of evidence",
    "statements": "statement",
    "claims": "claim",
    "affiliations": "affiliation",
}
_EXPECTED = {
    "string_type": "text in quotation marks",
    "tuple_type": "a list",
    "float_type": "a number",
    "int_type": "a whole number",
    "model_type": "a table",
}
_MOST_MENDINGS = 4
_DEEPEST = 100
_REQUIRED = frozenset(
    name
    for kind in (Event, Participant, Source, Affiliation, Claim, Evidence, Participation, Statement)
    for name, field in kind.model_fields.items()
    if field.is_required()
)
# What may be written as a bare TOML date: a key of the record, or a key of the tables in one of its lists.
_DATES: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Event: (("when",), ("claims", "value")),
    Participant: (("affiliations", "when"),),
    Source: (("published",),),
}


def read_record(kind: type[R], raw: object, path: Path, found: Found) -> R | None:
    """Return ``raw`` as a record, or None after reporting everything that is wrong with it."""
    try:
        return kind.__pydantic_validator__.validate_python(raw)  # type: ignore[no-any-return]
    except ValidationError:
        pass
    if not isinstance(raw, dict):
        noun = _NOUNS[str(path[0])]
        found(Finding("error", "wrong-type", f"the {noun} must be a table", path, value=_shown(raw)))
        return None
    fixed = _with_text_dates(kind, raw, path, found)
    try:
        return kind.__pydantic_validator__.validate_python(fixed)  # type: ignore[no-any-return]
    except ValidationError as error:
        first = error
    id_ = raw.get("id") if isinstance(raw.get("id"), str) else None
    for item in first.errors(include_url=False):
        found(_finding(kind, dict(item), fixed, path, id_))
    return None


def mended(kind: type[R], raw: object) -> R | None:
    """Return a broken record with what is wrong in it emptied or left out: the rest can be checked too."""
    try:
        fixed = _copy(raw)
    except RecursionError:
        return None
    if not isinstance(fixed, dict):
        return None
    fixed = _with_text_dates(kind, fixed, (), lambda _: None)
    for _ in range(_MOST_MENDINGS):
        try:
            return kind.__pydantic_validator__.validate_python(fixed)  # type: ignore[no-any-return]
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)
        for item in wrong:
            holder, key = _at(fixed, item["loc"][:-1]), item["loc"][-1]
            if isinstance(holder, dict) and (item["type"] == "missing" or key in _REQUIRED):
                holder[key] = ""
            elif isinstance(holder, dict):
                holder.pop(key, None)
            elif isinstance(holder, list) and isinstance(key, int) and key < len(holder):
                holder[key] = {} if "model" in item["type"] else ""
    return None


def _copy(raw: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(raw, dict):
        raw = dict(raw)
        for key in raw:
            raw[key] = _copy(raw[key])
    elif isinstance(raw, list):
        raw = list(raw)
        for number in range(len(raw)):
            raw[number] = _copy(raw[number])
    return raw


def report_unknown_keys(
    extra: Mapping[str, object], kind: type[Record], path: Path, id_: str | None, found: Found
) -> None:
    """Warn about each key that the format does not know, with the nearest that it does.

    A value nested so deeply that it could not be written again is an error.
    """
    for key, item in extra.items():
        if _is_deep(item):
            message = f"more than {_DEEPEST} levels of lists and tables"
            found(Finding("error", "too-deep", message, (*path, key), id_, key, on_key=True))
            continue
        message = "unknown key; it is kept, but means nothing here"
        guess = _nearest_key(key, kind)
        found(Finding("warning", "unknown-key", message, (*path, key), id_, key, guess, on_key=True))


@lru_cache(maxsize=1024)
def _nearest_key(key: str, kind: type[Record]) -> str | None:
    return nearest(key, kind.model_fields)  # the same key tends to stand in every record


def _is_deep(item: object) -> bool:
    level = [item]
    for _ in range(_DEEPEST):
        nested: list[object] = []
        for part in level:
            if isinstance(part, dict):
                nested += part.values()
            elif isinstance(part, list):
                nested += part
        if not nested:
            return False
        level = nested
    return True


def date_text(value: object) -> str | None:
    """Return a bare TOML date or number as the text it should have been, None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(value):04}" if abs(value) < 10**18 else None
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return None


def _with_text_dates(kind: type[Record], raw: dict[str, Any], path: Path, found: Found) -> dict[str, Any]:
    fixed = dict(raw)
    id_ = raw.get("id") if isinstance(raw.get("id"), str) else None
    for keys in _DATES[kind]:
        if len(keys) == 1:
            _fix(fixed, keys[0], path, id_, found)
        elif isinstance(raw.get(keys[0]), list):
            fixed[keys[0]] = [dict(part) if isinstance(part, dict) else part for part in raw[keys[0]]]
            for number, part in enumerate(fixed[keys[0]]):
                if isinstance(part, dict):
                    _fix(part, keys[1], (*path, keys[0], number), id_, found)
    return fixed


def _fix(table: dict[str, Any], key: str, path: Path, id_: str | None, found: Found) -> None:
    text = date_text(table.get(key))
    if text is not None:
        message = f"{key} should be text in quotation marks; it is read as if it were"
        found(Finding("warning", "bare-date", message, (*path, key), id_, _shown(table[key]), f'"{text}"'))
        table[key] = text


def _finding(kind: type[Record], item: dict[str, Any], raw: object, path: Path, id_: str | None) -> Finding:
    loc: Path = item["loc"]
    names = [part for part in loc if isinstance(part, str)]
    key = names[-1] if names else ""
    type_, where = item["type"], (*path, *loc)
    if type_ == "missing" and isinstance(loc[-1], str):
        holder = _at(raw, loc[:-1])
        noun = _NOUNS.get(names[-2] if len(names) > 1 else str(path[0]), "table")
        others = (
            [name for name in holder if name not in kind.model_fields] if isinstance(holder, dict) else []
        )
        guess = nearest(key, others)
        value = guess and f"{guess} ="
        return Finding(
            "error", "missing-key", f"the {noun} has no {key}", where[:-1], id_, value, guess and f"{key} ="
        )
    value = _shown(item["input"])
    if type_ == "literal_error":
        choices = _CHOICES.get(key, ())
        guess = nearest(str(item["input"]), choices)
        return Finding(
            "error", "wrong-value", f"{key} must be one of {', '.join(choices)}", where, id_, value, guess
        )
    if key == "at":
        message = "at must be two whole numbers: where the quote starts and ends"
        return Finding("error", "wrong-at", message, where[:-1] if type_ == "missing" else where, id_, value)
    if type_ in {"greater_than_equal", "less_than_equal", "finite_number"}:
        return Finding("error", "out-of-range", f"{key} must be from 0 to 1", where, id_, value)
    expected = _EXPECTED.get(type_)
    message = f"{key} must be {expected}" if expected else f"{key}: {item['msg']}"
    return Finding("error", "wrong-type", message, where, id_, value, _as_text(item["input"], type_))


def _at(raw: object, loc: Path) -> object:
    for part in loc:
        try:
            raw = raw[part]  # type: ignore[index]
        except (LookupError, TypeError):
            return None
    return raw


def _as_text(value: object, type_: str) -> str | None:
    """Return what was probably meant by a value of the wrong type."""
    if type_ == "string_type" and isinstance(value, int | float):
        return f'"{value}"'
    if type_ == "tuple_type" and isinstance(value, str):
        return f'["{value[:60]}"]'
    return None


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, int) and abs(value) >= 10**18:
        return "a very large number"
    try:
        return (value.isoformat() if isinstance(value, date | time) else repr(value))[:80]
    except RecursionError:
        return "…"
