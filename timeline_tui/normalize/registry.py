"""The participants of a timeline: one record for everybody that several documents name.

Documents are read one after the other, so who was met first gets the shorter id; the order of documents is
the only thing that decides. Two persons are taken for one if their full names agree (spelling variants,
initials and usual short forms included), or if one of them is only called by a surname that nobody else
bears, which is noted. Nothing that a person wrote into an earlier timeline is changed; names and
affiliations are only added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline_tui.coverage.ids import slug, unused
from timeline_tui.model.timeline import Affiliation, Participant, ParticipantKind
from timeline_tui.normalize.names.mentions import PLACE_HEADS
from timeline_tui.normalize.names.persons import called, parts_of, same_person, surname_of
from timeline_tui.normalize.names.tables import given_names, known_names
from timeline_tui.normalize.names.words import fold, words
from timeline_tui.normalize.records import FoundParticipant

_COMPATIBLE: dict[str, frozenset[str]] = {
    "person": frozenset({"person"}),
    "organisation": frozenset({"organisation", "group"}),
    "group": frozenset({"organisation", "group"}),
    "state": frozenset({"state", "place"}),
    "place": frozenset({"state", "place"}),
}
_LONGEST_ACRONYM = 6


def name_key(name: str) -> tuple[str, ...]:
    """Return a name's words for comparison: without case, accents, articles, habits of transliteration."""
    parts = tuple(fold(word.text) for word in words(name))
    return parts[1:] if len(parts) > 1 and parts[0] == "the" else parts


@dataclass(slots=True, eq=False)
class _Entry:
    id: str
    name: str
    kind: ParticipantKind
    aliases: list[str] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    written: Participant | None = None  # as an earlier timeline has it

    def record(self) -> Participant:
        aliases, affiliations = tuple(self.aliases), tuple(self.affiliations)
        if self.written is None:
            return Participant(
                id=self.id, name=self.name, kind=self.kind, aliases=aliases, affiliations=affiliations
            )
        if (aliases, affiliations) == (self.written.aliases, self.written.affiliations):
            return self.written
        return self.written.model_copy(update={"aliases": aliases, "affiliations": affiliations})


class Registry:
    """Gives each found participant the id of its record, making the record if there is none yet.

    ``notes`` collects what was taken for granted, for the person who builds.
    """

    def __init__(self, previous: Iterable[Participant] = ()) -> None:
        self.notes: list[str] = []
        self._entries: dict[str, _Entry] = {}
        self._by_key: dict[tuple[str, ...], list[_Entry]] = {}
        self._by_surname: dict[str, list[_Entry]] = {}
        for known in previous:
            entry = _Entry(
                known.id, known.name, known.kind, list(known.aliases), list(known.affiliations), known
            )
            self._entries[known.id] = entry
            self._index(entry)

    def record(self, found: FoundParticipant, published: str | None = None) -> str:
        """Return the id of the record of a document's participant.

        ``published`` is when the document came out: who is called a former minister in it was one before.
        """
        entry = (
            self._person(found)
            if found.kind == "person"
            else self._thing(found.name, found.aliases, found.kind)
        )
        if entry is None:
            entry = self._new(found.name, found.kind, found.aliases)
        self._extend(entry, [found.name, *found.aliases])
        for role in found.roles:
            if role.of is not None:
                office, ended = _office(_without_body(role.role, role.of), published)
                self._affiliate(entry, role.of, office, ended)
        return entry.id

    def participants(self, used: Iterable[str]) -> tuple[Participant, ...]:
        """Return the records that are used or were there before, with those their affiliations name."""
        wanted = {id_ for id_, entry in self._entries.items() if entry.written is not None}
        queue = [id_ for id_ in used if id_ in self._entries]
        while queue:
            here = queue.pop()
            if here not in wanted:
                wanted.add(here)
                queue += [of.of for of in self._entries[here].affiliations if of.of in self._entries]
        for entry in list(self._entries.values()):
            if entry.written is not None:
                wanted |= {of.of for of in entry.affiliations if of.of in self._entries}
        kept = [entry for id_, entry in self._entries.items() if id_ in wanted]
        self._leave_out_shared_aliases(kept)
        return tuple(entry.record() for entry in kept)

    def _leave_out_shared_aliases(self, kept: Sequence[_Entry]) -> None:
        """An alias that stands for two of a timeline stands for none, unless a person wrote it."""
        owners: dict[tuple[str, ...], set[str]] = {}
        for entry in kept:
            for form in (entry.name, *entry.aliases):
                owners.setdefault(name_key(form), set()).add(entry.id)
        for entry in kept:
            written = entry.written.aliases if entry.written is not None else ()
            entry.aliases = [a for a in entry.aliases if a in written or len(owners[name_key(a)]) == 1]

    # -------------------------------------------------------------- finding

    def _person(self, found: FoundParticipant) -> _Entry | None:
        key = name_key(found.name)
        if not key:
            return None
        for entry in self._by_key.get(key, ()):
            if entry.kind == "person":
                return entry
        namesakes = self._by_surname.get(surname_of(found.name), [])
        if len(key) == 1:
            return self._by_bare_surname(found.name, namesakes)
        alike = [e for e in namesakes if len(name_key(e.name)) > 1 and _alike(e.name, found.name)]
        if len(alike) == 1:
            return alike[0]
        for word in sorted(_called(found.name, found.aliases) - {surname_of(found.name)}):
            namesakes = namesakes or self._by_surname.get(word, [])
        bare = [entry for entry in namesakes if len(name_key(entry.name)) == 1]
        if len(namesakes) == 1 and bare:
            entry = bare[0]
            self._note(f"“{entry.name}” was taken for {found.name}")
            if entry.written is None:
                entry.name = found.name
                self._index(entry)
            return entry
        return None

    def _by_bare_surname(self, name: str, namesakes: Sequence[_Entry]) -> _Entry | None:
        if len(namesakes) == 1:
            self._note(f"“{name}” was taken for {namesakes[0].name}")
            return namesakes[0]
        if namesakes:
            names = ", ".join(entry.name for entry in namesakes)
            self._note(f"“{name}” may be any of {names}; kept apart")
        return None

    def _thing(self, name: str, aliases: Sequence[str], kind: str) -> _Entry | None:
        for form in (name, *aliases):
            for entry in self._by_key.get(name_key(form), ()):
                if entry.kind in _COMPATIBLE[kind]:
                    return entry
        return None

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    # -------------------------------------------------------------- recording

    def _index(self, entry: _Entry) -> None:
        for form in (entry.name, *entry.aliases):
            key = name_key(form)
            # A surname alone is no key for a person: it is looked up by who bears it.
            if not key or (entry.kind == "person" and len(key) == 1 and form != entry.name):
                continue
            same = self._by_key.setdefault(key, [])
            if entry not in same:
                same.append(entry)
        for word in _called(entry.name, entry.aliases) if entry.kind == "person" else ():
            bearers = self._by_surname.setdefault(word, [])
            if entry not in bearers:
                bearers.append(entry)

    def _new(self, name: str, kind: ParticipantKind, aliases: Sequence[str]) -> _Entry:
        entry = _Entry(self._new_id(name, kind, aliases), name, kind)
        self._entries[entry.id] = entry
        self._index(entry)
        return entry

    def _new_id(self, name: str, kind: str, aliases: Sequence[str]) -> str:
        wanted = slug(name)
        if kind == "person":
            surname = slug(called(name, aliases))
            wanted = surname if surname not in self._entries else wanted
        elif kind == "organisation":
            acronyms = [a for a in aliases if a.isupper() and a.isalpha() and 1 < len(a) <= _LONGEST_ACRONYM]
            if acronyms and slug(acronyms[0]) not in self._entries:
                wanted = slug(acronyms[0])
        return unused(wanted, set(self._entries)) if wanted in self._entries else wanted

    def _extend(self, entry: _Entry, forms: Sequence[str]) -> None:
        known = {entry.name, *entry.aliases}
        for form in forms:
            if form not in known and form.strip():
                entry.aliases.append(form)
                known.add(form)
        self._index(entry)

    def _affiliate(self, entry: _Entry, of: str, role: str | None, ended: str | None) -> None:
        known = known_names().get(of)
        kind: ParticipantKind = "place" if of.rpartition(" ")[2] in PLACE_HEADS else "organisation"
        if known is not None and known.kind in {"state", "place", "organisation"}:
            kind = known.kind
        body = self._thing(of, (), kind) or self._new(of, kind, ())
        if body is entry:
            return
        made = Affiliation(of=body.id, role=role, when=ended)
        for number, there in enumerate(entry.affiliations):
            same = role is None or (there.role or "").casefold() == role.casefold()
            if there.of != body.id or not (same or there.role is None):
                continue
            if entry.written is None:
                made = made if there.role is None else there.model_copy(update={"when": _term(there, ended)})
                entry.affiliations[number] = made if role is not None else there
            if same or entry.written is None:
                return
        entry.affiliations.append(made)


def _without_body(role: str, of: str) -> str:
    """Return a role without the body that the affiliation names: "mayor" of Porto, not "mayor of Porto"."""
    for preposition in (" of ", " for ", " at ", " of the ", " for the ", " at the "):
        role = role.removesuffix(preposition + of)
    return role


_FORMER = ("former ", "ex-", "then-", "one-time ")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _office(role: str, published: str | None) -> tuple[str | None, str | None]:
    """Return an office and the time it was held, as far as the words and the day of publication tell.

    "former prime minister" in a report of 6 March 2024 is "prime minister" at some time up to that day;
    whoever is called prime minister held the office then, and nobody knows since when or until when.
    """
    if role == "seat":
        return None, None
    day = _DAY.match(published or "")
    for word in _FORMER:
        if role.casefold().startswith(word) and day is not None:
            return role[len(word) :], f"../{day[0]}"
    return role, None


def _term(there: Affiliation, ended: str | None) -> str | None:
    """Return the time of an office named again: the earlier end, open if it was said to be held still."""
    if ended is None or there.when is None:
        return None
    return min(there.when, ended)


def _alike(one: str, other: str) -> bool:
    """Whether two full names can be one person's; two that both begin with an initial tell too little."""
    return same_person(one, other) and len(parts_of(one)[0]) + len(parts_of(other)[0]) > 2


def _called(name: str, aliases: Sequence[str]) -> set[str]:
    """Return the single words that somebody is called by, folded: the surname, "Xi", "Lula".

    A common given name is nobody's own.
    """
    alone = {
        parts[0] for alias in aliases if len(parts := parts_of(alias)) == 1 and alias not in given_names()
    }
    return {surname_of(name), *alone} - {""}
