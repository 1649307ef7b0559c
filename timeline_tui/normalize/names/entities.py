"""From candidates to the participants of a document: one kind by vote, one entity for all forms of a name.

Order of decisions: overlapping candidates (the longest wins, the heavier among equals) → kind of each
string by vote → persons with full names → surnames and given names alone → organisations with their
acronyms → states and places → further occurrences of every accepted form anywhere in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.mentions import PARTICLES, Mention
from timeline_tui.normalize.names.tables import Kind, Known, demonyms, known_names
from timeline_tui.normalize.names.words import Word, fold, initials, same_given_name, words

LONGEST_ACRONYM = 6
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass
class Entity:
    """A participant in the making. ``forms`` counts how often each form of the name occurs."""

    kind: Kind
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    known: Known | None = None

    @property
    def name(self) -> str:
        """The name shown.

        That of the table (an organisation's as the text has it), else the fullest form, of equals the most
        frequent.
        """
        if self.known is not None and self.known.table != "organisation":
            return self.known.name
        if self.known is not None:  # "CNN" where the text never spells it out
            written = Counter({form: count for form, count in self.forms.items() if count})
            if not written or written[self.known.name]:
                return self.known.name
            bare = [form for form in written if not form.startswith("The ")] or list(written)
            return max(bare, key=lambda form: (written[form], len(form), form))
        person, acronym = self.kind == "person", self.kind == "organisation"

        def rank(form: str) -> tuple[bool, int, int, int, str]:
            fullness = min(len(form.split()), 3) if person else 0
            return not (acronym and form.isupper()), fullness, self.forms[form], len(form), form

        return max(self.forms, key=rank)

    def add(self, mention: Mention, form: str) -> None:
        """Count one more mention."""
        self.forms[form] += 1
        self.spans.append((mention.start, mention.end))
        self.rules[mention.rule] += 1


def longest(candidates: Sequence[Mention]) -> list[Mention]:
    """Return candidates that do not overlap: the longest first, of equal ones the heaviest."""
    chosen: list[Mention] = []
    starts: list[int] = []
    ordered = sorted(candidates, key=lambda m: (m.start - m.end, -m.weight, m.start, m.rule))
    for mention in ordered:
        place = bisect_left(starts, mention.end)
        if place and chosen[place - 1].end > mention.start:
            continue
        starts.insert(place, mention.start)
        chosen.insert(place, mention)
    return chosen


def _surname(parts: Sequence[str]) -> str:
    """Return the folded surname of a full name's words; Jr. and III are no surnames."""
    while len(parts) > 1 and parts[-1].casefold().rstrip(".") in SUFFIXES:
        parts = parts[:-1]
    return fold(parts[-1])


def _suffix(parts: Sequence[str]) -> str:
    last = parts[-1].casefold().rstrip(".")
    return last if last in SUFFIXES else ""


def same_person(one: str, other: str) -> bool:
    """Whether two full names can be one person's: surname, suffix and given name agree."""
    a, b = one.split(), other.split()
    return _surname(a) == _surname(b) and _suffix(a) == _suffix(b) and same_given_name(a[0], b[0])


class _Votes:
    """The votes on what kind of thing each string is."""

    def __init__(self, text: str, candidates: Sequence[Mention]) -> None:
        self.by_form: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
        self.known: dict[str, Known] = {}
        for mention in candidates:
            form = text[mention.start : mention.end]
            self.by_form[form][mention.kind] += mention.weight
            if mention.known is not None:
                self.known[form] = mention.known

    def kind(self, form: str) -> Kind:
        counts = self.by_form[form]
        if form in self.known and counts["person"] <= counts[self.known[form].kind]:
            return self.known[form].kind
        best = max(counts, key=lambda kind: (counts[kind], kind == "person", kind))
        if best == "person" and form.isupper() and form.isalpha() and 1 < len(form) <= LONGEST_ACRONYM:
            return "organisation"
        return best


def entities(text: str, candidates: Sequence[Mention], title: Span | None) -> list[Entity]:
    """Return the participants of a document from the candidates found in it.

    ``title`` is the headline's span: its words are often capitalised and mislead every witness, so they
    count only where the body uses the same name.
    """
    body = [m for m in candidates if title is None or m.start >= title[1]]
    if not body:
        body = list(candidates)
    votes = _Votes(text, body)
    chosen = longest(body)
    decided = [(m, text[m.start : m.end], votes.kind(text[m.start : m.end])) for m in chosen]
    out: list[Entity] = []
    persons = _persons([d for d in decided if d[2] == "person" and len(d[1].split()) > 1], out)
    surnames: dict[str, list[Entity]] = defaultdict(list)
    given: dict[str, list[Entity]] = defaultdict(list)
    for person in persons:
        for form in person.forms:
            parts = form.split()
            if person not in surnames[_surname(parts)]:
                surnames[_surname(parts)].append(person)
            if person not in given[fold(parts[0])]:
                given[fold(parts[0])].append(person)
    others: dict[tuple[str, str], Entity] = {}
    for mention, form, kind in decided:
        if kind == "person" and len(form.split()) > 1:
            continue
        # "Paris" is Valeska Paris where she is in the text and any witness takes the word for a person.
        if len(form.split()) == 1 and (form not in votes.known or votes.by_form[form]["person"] > 0):
            family = surnames.get(fold(form)) or given.get(fold(form), [])
            if family:
                _nearest(family, mention.start).add(mention, form)
                continue
        if kind == "other" or len(form) < 2:
            continue
        known = votes.known.get(form) if kind != "person" else None
        key = (kind, known.name if known else fold_name(form))
        if key not in others:
            others[key] = Entity(kind, known=known)
            out.append(others[key])
        others[key].add(mention, form)
    out = _joined_acronyms(text, out)
    _more_occurrences(text, out, chosen, surnames)
    return [entity for entity in out if entity.spans]


def fold_name(form: str) -> str:
    """Return a name's words folded, without article: the key that its occurrences share."""
    return " ".join(fold(w.text) for w in words(form)) or form.casefold()


def _persons(decided: Sequence[tuple[Mention, str, Kind]], out: list[Entity]) -> list[Entity]:
    """Group the full names of persons."""
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    for mention, form, _ in decided:
        parts = form.split()
        family = by_surname[_surname(parts)]
        person = next((p for p in family if any(same_person(form, other) for other in p.forms)), None)
        if person is None:
            person = Entity("person")
            family.append(person)
            out.append(person)
        person.add(mention, form)
    return [person for family in by_surname.values() for person in family]


def _nearest(family: Sequence[Entity], at: int) -> Entity:
    """Return the bearer of a name last mentioned before ``at``, else the first one mentioned after.

    Mentions are in text order when this is asked; those added out of order since are not looked at.
    """
    if len(family) == 1:
        return family[0]
    last = {}
    for number, person in enumerate(family):
        place = bisect_left(person.spans, (at, 0))
        if place and person.spans[place - 1][0] < at:
            last[number] = person.spans[place - 1][0]
    if last:
        return family[max(last, key=lambda number: (last[number], number))]
    return min(family, key=lambda person: person.spans[0][0])


def _joined_acronyms(text: str, found: list[Entity]) -> list[Entity]:
    """Join an acronym to the organisation it stands for: "(ICC)" right after it, or its initials."""
    acronyms = {
        entity.name: entity
        for entity in found
        if entity.kind in ("organisation", "place")
        and entity.known is None
        and entity.name.isupper()
        and len(entity.name) > 1
    }
    full = [e for e in found if e.kind == "organisation" and " " in e.name]
    gone: set[int] = set()
    for entity in full:
        short: Entity | None = None
        for _, end in entity.spans:
            if text.startswith(" (", end):
                stop = text.find(")", end, end + 14)
                inside = text[end + 2 : stop] if stop > 0 else ""
                if inside in acronyms:
                    short = acronyms[inside]
                elif 2 <= len(inside) <= 10 and inside.isupper() and inside.isalpha():
                    entity.forms[inside] += 0
        if short is None:
            short = next(
                (acronyms[i] for i in sorted(initials(entity.name)) if len(i) > 2 and i in acronyms), None
            )
        if short is not None and id(short) not in gone:
            entity.forms.update(short.forms)
            entity.spans += short.spans
            entity.rules.update(short.rules)
            gone.add(id(short))
    return [entity for entity in found if id(entity) not in gone]


def _more_occurrences(
    text: str,
    found: Sequence[Entity],
    chosen: Sequence[Mention],
    surnames: dict[str, list[Entity]],
) -> None:
    """Add every further place where an accepted form stands and no accepted mention covers it."""
    index: dict[str, list[tuple[tuple[str, ...], Entity | None]]] = defaultdict(list)
    for entity in found:
        for form in entity.forms:
            parts = tuple(word.text for word in words(form))
            if parts and parts[0][0].isupper():
                index[parts[0]].append((parts, entity))
            if entity.kind == "person" and len(parts) > 1:
                last = parts[-1]
                if (
                    last[0].isupper()
                    and len(last) > 2
                    and last not in known_names()
                    and last not in demonyms()
                ):
                    index[last].append(((last,), None))
    for items in index.values():
        items.sort(key=lambda item: -len(item[0]))
    for entity in found:
        entity.spans.sort()
    taken = sorted(span for entity in found for span in entity.spans)
    blocked = sorted((m.start, m.end) for m in chosen)
    again: list[tuple[Entity, Mention]] = []
    all_words = words(text)
    place = 0
    while place < len(all_words):
        step = 1
        for parts, bearer in index.get(all_words[place].text, ()):
            end_word = place + len(parts)
            if tuple(word.text for word in all_words[place:end_word]) != parts:
                continue
            start, end = all_words[place].start, all_words[end_word - 1].end
            if "\n" in text[start:end]:
                continue
            if _covered(taken, start, end) or _covered(blocked, start, end):
                break
            family = [bearer] if bearer is not None else surnames.get(_surname(parts), [])
            if not family or (len(parts) == 1 and _inside_name(text, all_words, place)):
                break
            again.append((_nearest(family, start), Mention(start, end, "other", 0.5, "again")))
            step = len(parts)
            break
        place += step
    for owner, mention in again:
        owner.add(mention, text[mention.start : mention.end])
    for entity in found:
        entity.spans = sorted(set(entity.spans))


def _covered(spans: Sequence[Span], start: int, end: int) -> bool:
    place = bisect_left(spans, (end, 0))
    return any(s < end and e > start for s, e in spans[max(0, place - 2) : place])


def _inside_name(text: str, found: list[Word], place: int) -> bool:
    """Whether a single word is preceded by a capitalised given name or particle of somebody else's name."""
    if not place:
        return False
    before = found[place - 1]
    return text[before.end : found[place].start] == " " and before.text in PARTICLES
