"""Organisations under more than one name: without their state, shortened, or by their head word alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from timeline_tui.normalize.names.entity import Entity
from timeline_tui.normalize.names.mentions import ORGANISATION_HEADS
from timeline_tui.normalize.names.titles import nationality


def joined_bodies(found: Sequence[Entity]) -> list[Entity]:
    """Join the names of one organisation.

    ============================================= =====================================================
    "UK Home Office", "Home Office"               the longer one adds a state or nationality in front
    "Warhol Foundation for the Arts", "Warhol     the longer one goes on after the head word
    Foundation"
    "Church of Scientology", "Scientology"        what the head word is "of", if it is nothing else
    "Supreme Court of Cassation", "the Court"     the head word alone: the one last named
    ============================================= =====================================================
    """
    gone: set[int] = set()
    bodies = [e for e in found if e.kind == "organisation"]
    long = [e for e in bodies if " " in _full_name(e)]
    for entity in found:
        if entity.kind not in ("organisation", "place") or entity.known is not None:
            continue
        if entity.kind == "organisation" and entity.name in ORGANISATION_HEADS:
            if _given_away(
                entity, [e for e in long if entity.name in _full_name(e).split() and id(e) not in gone]
            ):
                gone.add(id(entity))
            continue
        full = [e for e in long if e is not entity and id(e) not in gone and _short_for(entity, e)]
        if len(full) == 1:
            _merge(full[0], entity)
            gone.add(id(entity))
    return [e for e in found if id(e) not in gone]


def _full_name(entity: Entity) -> str:
    """Return the longest name of a body, that of the table included."""
    names = [entity.name, *entity.forms, *([entity.known.name] if entity.known is not None else [])]
    return max(names, key=lambda name: (len(name), name))


def _short_for(short: Entity, full: Entity) -> bool:
    """Whether one name is a usual short form of the other."""
    one, other = short.name.split(), full.name.split()
    if len(one) >= len(other):
        return False
    if short.kind == "organisation" and len(one) > 1:
        ahead = other[: len(other) - len(one)]
        if other[-len(one) :] == one and nationality(" ".join(ahead)) is not None:
            return True
        if (
            other[: len(one)] == one
            and one[-1] in ORGANISATION_HEADS
            and other[len(one)] in ("for", "of", "on")
        ):
            return True
    # "Church of Scientology": the word after "of" alone, unless the tables know it as something else.
    return len(one) == 1 and len(other) == 3 and other[0] == "Church" and other[1:] == ["of", one[0]]


def _merge(full: Entity, short: Entity) -> None:
    full.forms.update(short.forms)
    full.spans = sorted({*full.spans, *short.spans})
    full.rules.update(short.rules)


def _given_away(entity: Entity, full: Sequence[Entity]) -> bool:
    """Give each mention of a head word alone to the body last named before it; False if one has none."""
    starts = sorted((start, number) for number, e in enumerate(full) for start, _ in e.spans)
    owners = []
    for span in entity.spans:
        place = bisect_left(starts, (span[0], 0))
        if not place:
            return False
        owners.append((full[starts[place - 1][1]], span))
    for owner, span in owners:
        owner.spans = sorted({*owner.spans, span})
        owner.forms[entity.name] += 1
        owner.rules["head-word"] += 1
    return True
