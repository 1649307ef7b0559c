"""From candidates to the participants of a document: one kind by vote, one entity for all forms of a name.

Order of decisions: overlapping candidates (the longest wins, the heavier among equals) → kind of each
string by vote → persons with full names → surnames and given names alone → organisations with their
acronyms → states and places → further occurrences of every accepted form anywhere in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.entity import LONGEST_ACRONYM, Entity
from timeline_tui.normalize.names.mentions import PARTICLES, Mention
from timeline_tui.normalize.names.persons import Bearers, grouped, nearest, surname_of
from timeline_tui.normalize.names.tables import Kind, Known, demonyms, given_names, known_names
from timeline_tui.normalize.names.words import Word, fold, initials, words


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


SURE = 1.5
"""The weight of votes from which a full name is looked for everywhere."""


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
            if mention.rule == "dateline":  # "BENGALURU:" tells of "Bengaluru"
                self.by_form[form.title()][mention.kind] += mention.weight

    def kind(self, form: str) -> Kind:
        counts = self.by_form[form]
        if form in self.known and counts["person"] <= counts[self.known[form].kind]:
            return self.known[form].kind
        best = max(counts, key=lambda kind: (counts[kind], kind == "person", kind))
        if best == "person" and form.isupper() and form.isalpha() and 1 < len(form) <= LONGEST_ACRONYM:
            return "organisation"
        return best


def entities(
    text: str, found: Sequence[Word], candidates: Sequence[Mention], title: Span | None
) -> list[Entity]:
    """Return the participants of a document from the candidates found in it.

    ``title`` is the headline's span: its words are often capitalised and mislead every witness, so they
    count only where the body uses the same name.
    """
    body = [m for m in candidates if title is None or m.start >= title[1]]
    if not body:
        body = list(candidates)
    votes = _Votes(text, body)
    chosen = longest([*body, *_repeated(text, found, votes, title)])
    decided = [(m, text[m.start : m.end], votes.kind(text[m.start : m.end])) for m in chosen]
    full = [((m.start, m.end), form, m.rule) for m, form, kind in decided if kind == "person" and " " in form]
    out, partial = grouped(full)
    bearers = Bearers(out)
    # "Iodine is rare": a lone name that the text also writes small is a word at the head of a sentence.
    common = {word.text for word in found if word.text.islower()}
    others: dict[tuple[str, str], Entity] = {}
    for mention, form, kind in decided:
        span = (mention.start, mention.end)
        if kind == "person" and " " in form and form not in partial:
            continue
        # "Paris" is Valeska Paris where she is in the text and any witness takes the word for a person.
        if form not in votes.known or (" " not in form and votes.by_form[form]["person"] > 0):
            family = bearers.of(form)
            if family:
                rule = mention.rule if mention.kind == "person" else "part-of-name"
                nearest(family, mention.start).add(span, form, rule)
                continue
        if kind == "other" or len(form) < 2:
            continue
        if kind == "person" and form.casefold() in common and form not in given_names():
            continue
        known = votes.known.get(form) if kind != "person" else None
        key = (kind, known.name if known else fold_name(form))
        if key not in others:
            others[key] = Entity(kind, known=known)
            out.append(others[key])
        others[key].add(span, form, mention.rule)
    out = _joined_acronyms(text, out)
    _more_occurrences(text, found, out, chosen, bearers)
    return [entity for entity in out if entity.spans]


def _repeated(text: str, found: Sequence[Word], votes: _Votes, title: Span | None) -> list[Mention]:
    """Return every place where a full name stands that a witness took for a person's somewhere.

    The model sees "Valeska Paris" once and twice two towns.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    names: set[tuple[str, ...]] = set()
    for form in list(votes.by_form):
        if " " in form and votes.kind(form) == "person" and votes.by_form[form]["person"] >= SURE:
            parts = tuple(word.text for word in words(form))
            names.add(parts)
            lengths[parts[0]].add(len(parts))
    out = []
    for place, word in enumerate(found if names else ()):
        for length in lengths.get(word.text, ()):
            stretch = found[place : place + length]
            start, end = word.start, stretch[-1].end
            same = tuple(w.text for w in stretch) in names and text[start:end] in votes.by_form
            if same and (title is None or start >= title[1]):
                out.append(Mention(start, end, "person", 0.5, "again"))
    return out


def fold_name(form: str) -> str:
    """Return a name's words folded, without article: the key that its occurrences share."""
    return " ".join(fold(w.text) for w in words(form)) or form.casefold()


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
    all_words: Sequence[Word],
    found: Sequence[Entity],
    chosen: Sequence[Mention],
    bearers: Bearers,
) -> None:
    """Add every further place where an accepted form stands and no accepted mention covers it.

    A person's name may be spelt with other accents or in capitals, and may be a usual part of the full one.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    bodies: dict[tuple[str, ...], Entity] = {}
    people: dict[tuple[str, ...], Entity | None] = {}
    for entity in found:
        person = entity.kind == "person"
        for form in [*entity.forms, *(_called(entity) if person else ())]:
            parts = tuple(word.text for word in words(form))
            if not parts or (not person and not parts[0][0].isupper()):
                continue
            folded = tuple(map(fold, parts))
            if person:
                people[folded] = None if bearers.of(form) else entity
            else:
                bodies[parts] = entity
            lengths[folded[0]].add(len(folded))
    longest_first = {first: sorted(known, reverse=True) for first, known in lengths.items()}
    for entity in found:
        entity.spans.sort()
    taken = sorted(span for entity in found for span in entity.spans)
    blocked = sorted((m.start, m.end) for m in chosen)
    again: list[tuple[Entity, Span]] = []
    place = 0
    while place < len(all_words):
        word = all_words[place]
        step = 1
        written = word.capital or word.text in PARTICLES
        for length in longest_first.get(fold(word.text), ()) if written else ():
            stretch = all_words[place : place + length]
            folded, exact = tuple(fold(w.text) for w in stretch), tuple(w.text for w in stretch)
            if folded not in people and exact not in bodies:
                continue
            start, end = word.start, stretch[-1].end
            if "\n" in text[start:end]:
                continue
            if _covered(taken, start, end) or _covered(blocked, start, end):
                break
            owner = bodies.get(exact)
            if owner is None and folded in people and _capitals(stretch):
                if len(folded) == 1 and _inside_name(text, all_words, place):
                    break
                family = bearers.of(text[start:end])
                owner = people[folded] or (nearest(family, start) if family else None)
            if owner is None:
                continue
            again.append((owner, (start, end)))
            step = len(folded)
            break
        place += step
    for owner, span in again:
        owner.add(span, text[slice(*span)], "again")
    for entity in found:
        entity.spans = sorted(set(entity.spans))


def _called(person: Entity) -> set[str]:
    """Return what else a person may be called: surname, that with particles, and a common given name.

    Of four names and more the last but one may be the father's, by which people are called in Spanish.
    """
    out = set()
    for form in person.forms:
        parts = [w.text for w in words(form)]
        surname = surname_of(form)
        if len(parts) < 2:
            continue
        last = max(i for i, part in enumerate(parts) if i == 0 or fold(part) == surname)
        begin = last
        while begin > 1 and parts[begin - 1].casefold() in PARTICLES:
            begin -= 1
        if begin < last:
            out.add(" ".join(parts[begin : last + 1]))
        fathers = parts[last - 1 : last] if last > 2 and parts[last - 1] not in given_names() else []
        for alone in (parts[last], *fathers, *([parts[0]] if parts[0] in given_names() else [])):
            if len(alone) > 2 and alone not in known_names() and alone not in demonyms():
                out.add(alone)
    return out


def _capitals(stretch: Sequence[Word]) -> bool:
    """Whether words can be a person's name by their capitals; a lone given name in capitals is none."""
    return stretch[-1].capital and (
        len(stretch) > 1 or not stretch[0].text.isupper() or stretch[0].text.title() not in given_names()
    )


def _covered(spans: Sequence[Span], start: int, end: int) -> bool:
    place = bisect_left(spans, (end, 0))
    return any(s < end and e > start for s, e in spans[max(0, place - 2) : place])


def _inside_name(text: str, found: Sequence[Word], place: int) -> bool:
    """Whether a word is a part of somebody else's name: after a particle or given name, before another."""
    before = found[place - 1] if place else None
    joined = before is not None and text[before.end : found[place].start] == " "
    if before is not None and joined and (before.text in PARTICLES or before.text in given_names()):
        return True
    after = found[place + 1] if place + 1 < len(found) else None
    return (
        found[place].text in given_names()
        and after is not None
        and after.capital
        and text[found[place].end : after.start] == " "
    )
