"""What ``has:`` and ``is:`` ask of an event."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from timeline_tui.model.order import Dated
from timeline_tui.model.timeline import Event
from timeline_tui.search.expressions import State
from timeline_tui.search.parts import evidence
from timeline_tui.search.versions import versions


def has_own_note(event: Event) -> bool:
    """Return whether the file itself holds a note on the event, in a key that the format does not know."""
    extra = event.model_extra or {}
    return bool(extra.get("note") or extra.get("notes"))


_TESTS: Mapping[tuple[str, str], Callable[[Dated], bool]] = {
    ("has", "conflict"): lambda dated: bool(dated.event.claims) and bool(versions(dated.event)),
    ("has", "statement"): lambda dated: bool(dated.event.statements),
    ("has", "participant"): lambda dated: bool(dated.event.participants),
    ("has", "place"): lambda dated: bool(dated.event.place),
    ("has", "tag"): lambda dated: bool(dated.event.tags),
    ("has", "source"): lambda dated: any(True for _ in evidence(dated.event)),
    ("has", "summary"): lambda dated: bool(dated.event.summary),
    ("has", "date"): lambda dated: dated.when is not None,
    ("is", "undated"): lambda dated: dated.when is None,
    ("is", "pending"): lambda dated: dated.event.review == "pending",
    ("is", "accepted"): lambda dated: dated.event.review == "accepted",
    ("is", "rejected"): lambda dated: dated.event.review == "rejected",
}


def state_test(state: State, marked: Collection[str], noted: Collection[str]) -> Callable[[Dated], bool]:
    """Return the test whether ``state`` holds for an event.

    ``marked`` and ``noted`` are ids of events that the reader marked or wrote notes on, which is kept apart
    from the timeline file.
    """
    if (state.kind, state.name) == ("is", "marked"):
        return lambda dated: dated.event.id in marked
    if (state.kind, state.name) == ("has", "note"):
        return lambda dated: dated.event.id in noted or has_own_note(dated.event)
    return _TESTS[state.kind, state.name]
