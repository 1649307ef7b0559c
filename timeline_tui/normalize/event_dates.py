"""Which of the dates in a sentence say when its clauses happened, and which are only mentioned in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from timeline_tui.coverage.document import Span
from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.normalize.clauses import Clause, clause_at, governing_verb, surface_clause
from timeline_tui.normalize.event_words import event_group
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.records import TimeExpression

Attachment = Literal["clause", "noun", "passing"]

_FINENESS = {"second": 0, "minute": 1, "day": 2, "month": 3, "quarter": 4, "season": 4, "half": 5, "year": 6}
_TURNED = frozenset({"since", "after", "before", "until", "following", "despite", "during"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PREPOSITIONS = re.compile(
    r"\b(?:on|in|at|by|of|from|until|before|after|around|about|early|late|during|between|through)\s(?:the\s)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|as of|for)\s(?:the\s|early\s|late\s|mid-)?$", re.IGNORECASE)
_POSSESSED = re.compile(r"\b(?:its|his|her|their|the|a|an|this|’s|'s)\s$", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"\s(?!and\b|or\b|to\b|in\b|at\b|on\b|by\b|for\b|with\b|when\b|as\b|that\b|after\b|before\b|during\b|from\b|near\b|while\b|but\b)[a-z]{3,}"
)


@dataclass(frozen=True, slots=True)
class DatedClause:
    """A clause or noun and the date that belongs to it. ``noun`` is a token number, -1 for a clause."""

    date: TimeExpression
    attachment: Attachment
    clause: Clause
    noun: int = -1


def fineness(edtf: str) -> int:
    """Return how coarse a date is, 0 for seconds; what cannot be read is coarsest."""
    try:
        return _FINENESS.get(parse(edtf).precision, 7)
    except EdtfError:
        return 9


def is_day_or_finer(edtf: str) -> bool:
    """Whether a date names a day or a time of day."""
    return fineness(edtf) <= 2


def _token_of(parsed: Parsed, date: TimeExpression) -> int | None:
    """Return the token of a date that its other tokens hang on."""
    first = parsed.token_at(date.start)
    tokens = []
    while first < len(parsed.words) and parsed.starts[first] < date.end:
        tokens.append(first)
        first += 1
    for token in tokens:
        if parsed.heads[token] not in tokens:
            return token
    return tokens[0] if tokens else None


def _attach(text: str, parsed: Parsed, date: TimeExpression) -> DatedClause | None:
    token = _token_of(parsed, date)
    if token is None:
        return None
    if _SINCE.search(text, max(0, date.start - 14), date.start):
        return None
    verb, path = governing_verb(parsed, token)
    with_preposition = bool(_PREPOSITIONS.search(text, max(0, date.start - 14), date.start))
    head = parsed.heads[token]
    # "its 2026 expiry", "the 2020 census": the date is part of a name for a thing.
    if parsed.deps[token] in {"nummod", "compound", "amod", "nmod", "poss"} and head != verb:
        group = event_group(parsed.words[head])
        if group is not None:
            return DatedClause(date, "noun", clause_at(parsed, verb), head)
        if not with_preposition:
            return DatedClause(date, "passing", clause_at(parsed, verb))
    for number, step in enumerate(path[1:], 1):
        if not parsed.tags[step].startswith("NN") or event_group(parsed.words[step]) is None:
            continue
        above = {
            parsed.words[t].casefold()
            for t in path[number + 1 :]
            if parsed.tags[t] in {"IN", "VBG", "RB", "TO"}
        }
        if above & _TURNED:
            return DatedClause(date, "noun", clause_at(parsed, verb), step)
    while parsed.deps[verb] == "xcomp" and parsed.tags[parsed.heads[verb]].startswith("VB"):
        verb = parsed.heads[verb]  # "are to begin at 11:30"
    if not parsed.tags[verb].startswith("VB"):
        return DatedClause(date, "passing", Clause("none"))
    held = parsed.heads[verb]
    if parsed.deps[verb] == "acl" and event_group(parsed.words[held]) and parsed.deps[held] == "pobj":
        # "won a majority in the election held on Thursday": the happening's day is the clause's.
        within = parsed.heads[held]
        if parsed.words[within].casefold() in {"in", "at", "during"}:
            verb, _ = governing_verb(parsed, within)
            if not parsed.tags[verb].startswith("VB"):
                return DatedClause(date, "passing", Clause("none"))
    clause = clause_at(parsed, verb)
    if parsed.deps[verb] in {"relcl", "acl"}:  # "the clock he had made on Monday": about a thing, in passing
        return DatedClause(date, "passing", clause)
    if clause.subject_noun is not None and clause.subject_noun.casefold() in _RELATIVE:
        return DatedClause(date, "passing", clause)
    if clause.subject is None and parsed.heads[verb] != verb and parsed.deps[verb] not in {"ccomp", "conj"}:
        # "marking the end of a war in 1945": the participle's clause hangs on the main one.
        return DatedClause(date, "passing", clause)
    return DatedClause(date, "clause", clause)


def _attach_by_surface(text: str, sentence: Span, date: TimeExpression) -> DatedClause | None:
    if _SINCE.search(text, max(sentence[0], date.start - 14), date.start):
        return None
    clause = surface_clause(text, sentence)
    prefixed = _POSSESSED.search(text, max(sentence[0], date.start - 8), date.start)
    if prefixed and _NOUN_AFTER.match(text, date.end, sentence[1]):
        return DatedClause(date, "passing", clause)
    return DatedClause(date, "clause", clause)


def dated_clauses(
    text: str, sentence: Span, dates: Sequence[TimeExpression], parsed: Parsed | None
) -> list[DatedClause]:
    """Return the dates of a sentence with what each belongs to; of several for one clause the finest first.

    ``dates`` are those with a place on the calendar; dates of a state that lasts ("since 2022") are left out.
    """
    found = []
    for date in dates:
        attached = (
            _attach(text, parsed, date) if parsed is not None else _attach_by_surface(text, sentence, date)
        )
        if attached is not None:
            found.append(attached)
    best: dict[tuple[Attachment, int], DatedClause] = {}
    for item in found:
        key = (item.attachment, item.noun if item.attachment == "noun" else item.clause.root)
        known = best.get(key)
        if known is None or fineness(item.date.edtf or "") < fineness(known.date.edtf or ""):
            best[key] = item
    chosen = {id(item) for item in best.values()}
    return [item for item in found if id(item) in chosen]


NEAR = 30
"""A day's words belong to a time's if no more characters than this stand between them."""


def words_of(text: str, date: TimeExpression, beside: Sequence[TimeExpression]) -> str:
    """Return the words that gave a date: for a time of day with those of its day, if they stand near."""
    start, end = date.start, date.end
    for other in beside:
        gap = max(other.start - end, start - other.end)
        if other.edtf and date.edtf and date.edtf.startswith(f"{other.edtf}T") and gap <= NEAR:
            start, end = min(start, other.start), max(end, other.end)
    return text[start:end]
