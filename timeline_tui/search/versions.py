"""The versions of an event's disputed fields."""

from __future__ import annotations

from timeline_tui.model.timeline import Event

_FIELDS = frozenset({"when", "title", "summary", "place"})


def versions(event: Event) -> dict[str, tuple[str, ...]]:
    """Return the versions of each disputed field: the event's own value first, then the rivals, each once.

    A field is disputed if there are two versions at least; what no field of an event holds ("duration",
    "crowd") counts its claims alone.
    """
    found: dict[str, dict[str, None]] = {}
    for claim in event.claims:
        values = found.get(claim.field)
        if values is None:
            own = getattr(event, claim.field) if claim.field in _FIELDS else None
            values = found[claim.field] = {own: None} if isinstance(own, str) else {}
        values[claim.value] = None
    return {field: tuple(values) for field, values in found.items() if len(values) > 1}
