"""Names of persons: when two are one person's, and by which part of a name somebody is called.

Surnames stand last in most names and first in others ("Wang Yi"), may be two ("Vargas Llosa"), may bring
particles ("de la Cruz", "Von der Leyen") or an article ("al-Tarhuni"), and stand before the mother's name in
Spanish ones ("Pedro Castellanos Ríos" is "Castellanos"). So every part of a full name is tried, the likelier
first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.entity import Entity
from timeline_tui.normalize.names.tables import given_names, word_set
from timeline_tui.normalize.names.words import fold, same_given_name, words
from timeline_tui.normalize.records import FoundParticipant

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = word_set("particles")


@lru_cache(maxsize=20_000)
def parts_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; "H.D." are two initials."""
    out: list[str] = []
    for word in words(name):
        initials = word.text.split(".")
        if len(initials) > 1 and all(len(part) < 2 for part in initials):
            out += [fold(part) for part in initials if part]
        else:
            out.append(fold(word.text))
    return tuple(out)


def _split(name: str) -> tuple[tuple[str, ...], str]:
    """Return the folded words of a name without "Jr." or "III", and that suffix."""
    parts = parts_of(name)
    if len(parts) > 1 and parts[-1] in SUFFIXES:
        return parts[:-1], parts[-1]
    return parts, ""


def surname_of(name: str) -> str:
    """Return the folded last word of a name; Jr. and III are no surnames."""
    parts, _ = _split(name)
    return parts[-1] if parts else ""


def same_person(one: str, other: str) -> bool:
    """Whether two full names can be one person's: surname, suffix, given and middle names agree.

    "Donald J. Trump" is "Donald Trump", but "George W. Bush" is not "George H. W. Bush"; "Kim Jong-un" is
    "Kim Jong Un".
    """
    (a, suffix), (b, other_suffix) = _split(one), _split(other)
    if not a or not b or suffix != other_suffix:
        return False
    if "".join(a).replace("-", "") == "".join(b).replace("-", ""):
        return True
    return a[-1] == b[-1] and same_given_name(a[0], b[0]) and _agree(a[1:-1], b[1:-1])


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether middle names do not contradict each other; the shorter list may leave words out."""
    short, long = sorted(([p for p in side if p not in PARTICLES] for side in (one, other)), key=len)
    if all(len(part) == 1 for part in short):
        return all(a[0] == b[0] for a, b in zip(short, long, strict=False))
    at = 0
    for part in short:
        while at < len(long) and not (
            part == long[at] or (1 in (len(part), len(long[at])) and part[0] == long[at][0])
        ):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def short_forms(name: str) -> Iterator[tuple[int, str]]:
    """Yield what somebody of this name may be called, folded, with a rank (the smaller the likelier).

    0: how the name ends ("llosa", "vargas llosa", "de la cruz"); 1: how it begins; 2: a word inside it that
    is neither a given name nor an initial.
    """
    parts, _ = _split(name)
    if len(parts) < 2:
        return
    for begin in range(1, len(parts)):
        yield 0, " ".join(parts[begin:])
    yield 1, parts[0]
    if len(parts) > 2:
        yield 1, " ".join(parts[:2])
    for part, word in zip(parts[1:-1], words(name)[1:], strict=False):
        if word.text.isupper():
            continue
        if len(part) > 2 and part not in PARTICLES and part not in _folded_given_names():
            yield 2, part


@cache
def _folded_given_names() -> frozenset[str]:
    return frozenset(map(fold, given_names()))


MOST_BEARERS = 50
"""A part of a name that more people bear than this tells nothing: the list of a parliament, of voters."""

MOST_COMPARED = 200
"""A full name is compared with those of this many last met people of its surname."""


class Bearers:
    """Who may be meant by a part of a full name."""

    def __init__(self, people: Iterable[Entity]) -> None:
        self._ranks: tuple[dict[str, list[Entity]], ...] = ({}, {}, {})
        for person in people:
            for form in person.forms:
                for rank, key in short_forms(form):
                    bearers = self._ranks[rank].setdefault(key, [])
                    if person not in bearers[-1:] and len(bearers) <= MOST_BEARERS:
                        bearers.append(person)

    def of(self, form: str) -> list[Entity]:
        """Return the persons that a short form may mean: those it fits best, in the order they were met."""
        key = " ".join(parts_of(form))
        bearers = next((ranked[key] for ranked in self._ranks if key in ranked), [])
        return bearers if len(bearers) <= MOST_BEARERS else []


def grouped(names: Iterable[tuple[Span, str, str]]) -> tuple[list[Entity], set[str]]:
    """Return the persons that full names name, and the forms that are but a part of a longer name.

    ``names`` are (span, form, rule) in text order. "Vargas Llosa" is a part where "Mario Vargas Llosa" is
    named.
    """
    full = list(names)
    shorter = {
        key
        for form in {form for _, form, _ in full}
        for rank, key in short_forms(form)
        if rank < 2 and " " in key
    }
    parts = {form for _, form, _ in full if " ".join(parts_of(form)) in shorter}
    families: dict[str, list[Entity]] = {}
    people: list[Entity] = []
    for span, form, rule in full:
        if form in parts:
            continue
        key = "".join(parts_of(form)).replace("-", "")
        family = families.setdefault(surname_of(form), [])
        person = next(
            (p for p in family[-MOST_COMPARED:] if any(same_person(form, other) for other in p.forms)), None
        )
        person = person or next(iter(families.get(f"={key}", ())), None)
        if person is None:
            person = Entity("person")
            people.append(person)
        if person not in family[-MOST_COMPARED:]:
            family.append(person)
        families.setdefault(f"={key}", [person])
        person.add(span, form, rule)
    return people, parts


SOON = 600
"""Within so many characters of a full name its surname alone means the same bearer."""


def nearest(family: Sequence[Entity], at: int) -> Entity:
    """Return the bearer of a name last mentioned shortly before ``at``, else the one most often mentioned.

    Before any was mentioned it is the first one mentioned after. Mentions are in text order when this is
    asked; those added out of order since are not looked at.
    """
    if len(family) == 1:
        return family[0]
    before = [bisect_left(person.spans, (at, 0)) for person in family]
    last = {n: family[n].spans[place - 1][0] for n, place in enumerate(before) if place}
    if not last:
        return min(family, key=lambda person: person.spans[0][0])
    latest = max(last, key=lambda number: (last[number], number))
    if at - last[latest] <= SOON:
        return family[latest]
    return family[max(last, key=lambda number: (before[number], last[number]))]


def called(name: str, aliases: Sequence[str]) -> str:
    """Return what a person is called for short: "Van Houten", "de la Cruz", "Brandt" for "Tucker Brandt Jr.".

    The surname, unless the texts only use another part of the name: "Xi", "Castellanos".
    """
    parts = [part for part in name.split() if fold(part) not in SUFFIXES and not _QUOTED.match(part)]
    if len(parts) < 2:
        return name
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1].casefold() in PARTICLES:
        begin -= 1
    surname = " ".join(parts[begin:])
    used = {" ".join(parts_of(alias)) for alias in aliases}
    if _family_first(parts):
        return parts[0]
    for at in range(1, begin):
        if " ".join(fold(part) for part in parts[at:]) in used and surname_of(name) not in used:
            return " ".join(parts[at:])  # "Vargas Llosa"
    if used & {" ".join(parts_of(surname)), surname_of(name)}:
        return surname
    return next((part for part in parts[:-1] if fold(part) in used and part not in given_names()), surname)


def _family_first(parts: Sequence[str]) -> bool:
    """Whether the family's name stands first: "Lee Jae-myung", "Kim Jong Un"."""
    if _TWO_SYLLABLES.fullmatch(parts[-1]):
        return True
    return len(parts) == 3 and parts[0] in FAMILY_FIRST and not any(p in given_names() for p in parts[1:])


_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}")
FAMILY_FIRST = word_set("family_first")
_QUOTED = re.compile(r"[\"'“‘(]")


def shared_surnames(text: str, people: Sequence[FoundParticipant]) -> tuple[str, ...]:
    """Return a note for each surname alone that two people of a document bear: whom it was taken for.

    It means the one last named in full, which is usual but not certain.
    """
    bearers: dict[str, list[str]] = {}
    alone: dict[str, set[str]] = {}
    for person in people:
        if person.kind != "person":
            continue
        surname = surname_of(person.name)
        if len(parts_of(person.name)) > 1:
            bearers.setdefault(surname, []).append(person.name)
        for form in {text[start:end] for start, end in person.mentions}:
            if form[0].isupper() and parts_of(form) == (surname,):
                alone.setdefault(surname, set()).add(form)
    return tuple(
        f"“{min(alone[surname])}” alone may be {' or '.join(names)}: it was taken for whoever was named last"
        for surname, names in bearers.items()
        if len(names) > 1 and surname in alone
    )
