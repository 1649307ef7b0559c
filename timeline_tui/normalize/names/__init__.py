"""Names: who and what a document speaks of.

:func:`find_participants` returns document-level entities: persons by full name, then surname and pronoun;
titles are stripped and read as roles; organisations with their acronyms; states, places and the seats of
government that stand for them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from timeline_tui.coverage.document import Document, Span
from timeline_tui.coverage.ids import slug, unused
from timeline_tui.coverage.paragraphs import title_span
from timeline_tui.coverage.quotations import quotations
from timeline_tui.coverage.sentences import sentences
from timeline_tui.model.timeline import ParticipantKind
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names.behaviour import from_behaviour, from_surnames
from timeline_tui.normalize.names.bodies import joined_bodies
from timeline_tui.normalize.names.descriptions import described
from timeline_tui.normalize.names.entities import entities
from timeline_tui.normalize.names.entity import Entity
from timeline_tui.normalize.names.mentions import (
    ORGANISATION_HEADS,
    Mention,
    from_surface,
    from_tables,
    runs,
)
from timeline_tui.normalize.names.model import from_model
from timeline_tui.normalize.names.placed import from_acronyms, from_place_on_page
from timeline_tui.normalize.names.pronouns import resolve
from timeline_tui.normalize.names.tables import given_names, word_set
from timeline_tui.normalize.names.titles import (
    MODIFIERS,
    bare,
    gender_of_role,
    is_head,
    role_after,
    title_before,
)
from timeline_tui.normalize.names.words import Cover, words
from timeline_tui.normalize.records import FoundParticipant, FoundRole

__all__ = ["find_participants"]

_PASSIVE_VERBS = word_set("passive_verbs")


def find_participants(document: Document, parsed: Parsed | None) -> tuple[FoundParticipant, ...]:
    """Return the participants of a document in the order of their first mention.

    Without a parse, tables, titles, given names and the endings of organisations' names decide alone.
    """
    text = document.text
    all_words = words(text)
    capitals = runs(text, all_words)
    candidates = from_tables(text, all_words) + from_surface(text, all_words, capitals, alone=parsed is None)
    candidates += from_behaviour(text, all_words, capitals, parsed) + from_place_on_page(text)
    if parsed is not None:
        candidates += from_model(text, parsed)
        candidates += from_acronyms(all_words, Cover((m.start, m.end) for m in candidates))
        candidates += from_surnames(text, all_words, capitals, candidates, parsed)
    candidates = _without_title_words(text, _without_quoted_words(text, candidates))
    found = joined_bodies(entities(text, all_words, candidates, title_span(text)))
    found = _with_metonyms(found, text, parsed)
    people = {i: (e.spans, _gender(text, e)) for i, e in enumerate(found) if e.kind == "person"}
    quoted = sorted(q.inner for q in quotations(text) if q.depth == 0)
    pronouns: dict[int, list[Span]] = {}
    if people:
        for span, number in resolve(text, sentences(text), quoted, people, parsed):
            pronouns.setdefault(number, []).append(span)
    bodies = sorted((span, e.name) for e in found if e.kind in ("organisation", "place") for span in e.spans)
    roles = {number: _roles(text, entity, bodies) for number, entity in enumerate(found)}
    offices = {number: (roles[number], found[number].spans[0][0]) for number in people}
    for span, number in described(all_words, offices):
        pronouns.setdefault(number, []).append(span)
    taken: set[str] = set()
    out = []
    for number, entity in sorted(enumerate(found), key=lambda item: item[1].spans[0]):
        if entity.kind == "other":
            continue
        out.append(_participant(entity, roles[number], pronouns.get(number, ()), taken, parsed))
    return tuple(out)


def _without_quoted_words(text: str, candidates: Sequence[Mention]) -> list[Mention]:
    """Take nicknames and titles of works for no names: what is never seen outside quotation marks of its own.

    "blaming the “Fake News” for …", "his essay “Perpetual Peace”".
    """
    own = {q.inner for q in quotations(text)}
    bare_forms = {text[m.start : m.end] for m in candidates if (m.start, m.end) not in own}
    return [m for m in candidates if m.known is not None or text[m.start : m.end] in bare_forms]


def _without_title_words(text: str, candidates: Sequence[Mention]) -> list[Mention]:
    """Leave out what the model took for a name inside a title: "Defense Minister Andrey Belousov".

    Bodies stay: "New Democratic Party leader Rui Costa", "IMF chief Ana Silva".
    """
    inside = Cover(
        (title.start, mention.start)
        for mention in candidates
        if mention.kind == "person" and (title := title_before(text, mention.start)) is not None
    )
    return [m for m in candidates if m.known is not None or not _title_word(text, m, inside)]


def _title_word(text: str, mention: Mention, inside: Cover) -> bool:
    """Whether a candidate is but a word of a title: "Home" in "the Home Secretary"."""
    name = text[mention.start : mention.end]
    if _TITLE_FOLLOWS.match(text, mention.end) and bare(name) in MODIFIERS:
        return is_head(text[mention.end + 1 : mention.end + 40].split(" ")[0].rstrip(".,:;’'s"))
    if mention.start not in inside or mention.kind == "person":
        return mention.start in inside
    body = name.isupper() or (" " in name and name.rpartition(" ")[2] in ORGANISATION_HEADS)
    return not (body and mention.kind == "organisation")


_TITLE_FOLLOWS = re.compile(r" [A-Z]")


def _participant(
    entity: Entity,
    roles: tuple[FoundRole, ...],
    others: Sequence[Span],
    taken: set[str],
    parsed: Parsed | None,
) -> FoundParticipant:
    name = entity.name
    short = slug(name)
    own = unused(short, taken)
    taken.add(own)
    forms = {*entity.forms, entity.known.name} if entity.known is not None else {*entity.forms}
    aliases = sorted(form for form in forms if form != name)
    kind: ParticipantKind = "organisation" if entity.kind == "other" else entity.kind
    acts = kind in ("person", "organisation", "group") or any(_acts(parsed, end) for _, end in entity.spans)
    return FoundParticipant(
        id=own,
        name=name,
        kind=kind,
        mentions=tuple(sorted({*entity.spans, *others})),
        aliases=tuple(aliases),
        roles=roles,
        rule=entity.rules.most_common(1)[0][0] if entity.rules else "",
        acts=acts,
    )


def _roles(text: str, entity: Entity, bodies: Bodies) -> tuple[FoundRole, ...]:
    """Return the roles that stand at a person's mentions; a seat's role is what it stands for."""
    if entity.known is not None and entity.known.table == "metonym":
        return (FoundRole("seat", entity.known.state),)
    if entity.kind != "person":
        return ()
    roles: Counter[FoundRole] = Counter()
    for start, end in entity.spans:
        before = title_before(text, start)
        if before is not None and before.role is not None:
            roles[_with_body(text, before.start, start, before.role, bodies)] += 1
        after = role_after(text, end)
        if after is not None:
            roles[after] += 1
    return tuple(role for role, _ in roles.most_common())


Bodies = Sequence[tuple[Span, str]]
"""Where organisations and places are mentioned, in text order, and their names."""


def _with_body(text: str, start: int, end: int, role: FoundRole, bodies: Bodies) -> FoundRole:
    """Return a role with the body that its title begins with or follows: "IMF chief Ana Silva"."""
    place = bisect_left(bodies, ((end, 0), "")) - 1
    if role.of is not None or place < 0:
        return role
    (_, stop), name = bodies[place]
    if stop < start - 1 or text[stop : stop + 1] != " ":
        return role
    own = text[max(stop, start) : end].strip(" ,")
    words_of = role.role.split()
    shown = words_of[-len(own.split()) :] if stop > start else words_of
    return FoundRole(" ".join(shown), name) if own and shown else role


def _gender(text: str, entity: Entity) -> str:
    """Return "f" or "m" by titles, roles and given names, "" where they are silent."""
    votes: Counter[str] = Counter()
    for start, end in entity.spans:
        before = title_before(text, start)
        if before is not None and before.gender:
            votes[before.gender] += 3
        after = role_after(text, end)
        if after is not None and (told := gender_of_role(after.role)):
            votes[told] += 3
    for form in entity.forms:
        parts = form.split()
        told = given_names().get(parts[0].title() if parts[0].isupper() else parts[0], "")
        if told in ("f", "m"):
            votes[told] += 1
    return max(sorted(votes), key=votes.__getitem__) if votes else ""


def _acts(parsed: Parsed | None, end: int) -> bool:
    """Whether the name that ends here is the subject of an active verb or the agent of a passive one."""
    if parsed is None:
        return False
    token = parsed.token_at(end - 1)
    if token >= len(parsed.words):
        return False
    head = parsed.heads[token]
    if parsed.deps[token] == "nsubj":
        return parsed.tags[head].startswith("VB") and parsed.words[head].casefold() not in _PASSIVE_VERBS
    return parsed.deps[token] == "pobj" and parsed.deps[head] == "agent"


def _dateline(text: str, span: Span) -> bool:
    """Whether a place opens a paragraph before a dash: "Accra — The president …"."""
    before = text[max(0, span[0] - 3) : span[0]].rstrip(" ")[-1:]
    return before in ("", "\n") and _DASH.match(text, span[1]) is not None


_DASH = re.compile(r"(?:,[^\n—–]{0,40})?\s[—–-]")


def _with_metonyms(found: list[Entity], text: str, parsed: Parsed | None) -> list[Entity]:
    """Give the mentions of a capital that acts to its state, if the document names the state too."""
    states = {e.known.name: e for e in found if e.known is not None and e.known.table == "state"}
    for entity in found:
        known = entity.known
        if known is None or known.table != "capital" or known.state not in states:
            continue
        acting = [span for span in entity.spans if _acts(parsed, span[1]) and not _dateline(text, span)]
        for start, end in acting:
            entity.spans.remove((start, end))
            entity.forms[text[start:end]] -= 1
            state = states[known.state]
            state.spans = sorted([*state.spans, (start, end)])
            state.forms[text[start:end]] += 1
            state.rules["metonym"] += 1
    return [entity for entity in found if entity.spans]
