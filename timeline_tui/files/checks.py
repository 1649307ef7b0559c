"""What only shows when records are seen together: ids, references, aliases, dates against the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from timeline_tui.files.findings import Finding
from timeline_tui.files.known import Called, Found, Known
from timeline_tui.files.records import report_unknown_keys
from timeline_tui.files.toml_blocks import Path
from timeline_tui.model.edtf import EdtfError, When, parse
from timeline_tui.model.timeline import Claim, Event, Evidence, Participant, Record, Source, Statement

_ID_WITH_DATE = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d([-_]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?:1[5-9]|20)\d\d[-_](?:0[1-9]|1[0-2])(?![\d])"
)
# Days are the first of a month one time in thirty. Where a quarter are, months were probably written as days.
_FEWEST_FIRSTS = 4
_SUSPICIOUS_SHARE = 0.25


def check_id(id_: str, seen: set[str], path: Path, found: Found, *, dated: bool = False) -> bool:
    """Report an id that is empty, taken, or (``dated``) holds a date; return whether it can be used."""
    where = (*path, "id")
    if not id_.strip():
        found(Finding("error", "empty-id", "the id is empty", where))
        return False
    if id_ in seen:
        found(Finding("error", "duplicate-id", "this id is taken; the first counts", where, id_, id_))
        return False
    seen.add(id_)
    match = _ID_WITH_DATE.search(id_) if dated else None
    if match is not None:
        message = "the id holds a date; dates get corrected, ids should stay"
        bare = re.sub(r"[-_]{2,}", "-", id_.replace(match[0], "")).strip("-_")
        found(Finding("warning", "id-with-date", message, where, id_, id_, bare or None))
    return True


def check_date(text: str, zone: tzinfo, path: Path, id_: str, found: Found) -> When | None:
    """Return the date, or report why there is none; warn where the zone's clock skips or repeats it."""
    try:
        when = parse(text, zone)
    except EdtfError as error:
        found(Finding("error", error.code, error.message, path, id_, text, error.suggestion, error.column))
        return None
    for note in when.notes:
        if note == "gap":
            message = "the clock of the timeline's zone skips this time; add an offset to say which is meant"
        else:
            message = (
                "the clock of the timeline's zone shows this time twice; add an offset to say which is meant"
            )
        found(Finding("warning", f"clock-{note}", message, path, id_, text))
    return when


def check_source(index: int, source: Source, zone: tzinfo, known: Known, found: Found) -> None:
    """Report an unreadable publication date, a reprint of an unknown source, unknown keys."""
    path: Path = ("sources", index)
    _extra(source, path, source.id, found)
    if source.published is not None:
        check_date(source.published, zone, (*path, "published"), source.id, found)
    if source.derived_from is not None and source.derived_from not in known.source_ids:
        known.unknown(source.derived_from, (*path, "derived_from"), source.id, found, source=True)


def check_reprints(reprints: Mapping[str, tuple[int, str]], found: Found) -> None:
    """Report sources that reprint themselves in the end; ``reprints``: id → its number, what it reprints."""
    parents = {id_: parent for id_, (_, parent) in reprints.items()}
    for id_, (index, parent) in reprints.items():
        if _leads_to_itself(id_, parents):
            message = "following derived_from leads back to this source"
            where = ("sources", index, "derived_from")
            found(Finding("error", "derived-circle", message, where, id_, parent))


def _leads_to_itself(id_: str, parents: Mapping[str, str]) -> bool:
    at = parents.get(id_)
    for _ in range(100):
        if at is None or at == id_:
            return at == id_
        at = parents.get(at)
    return False


def check_participant(index: int, participant: Participant, zone: tzinfo, known: Known, found: Found) -> None:
    """Report unknown affiliations and keys, and unreadable dates."""
    path: Path = ("participants", index)
    id_ = participant.id
    _extra(participant, path, id_, found)
    for number, affiliation in enumerate(participant.affiliations):
        where = (*path, "affiliations", number)
        _extra(affiliation, where, id_, found)
        if affiliation.of not in known.participant_ids:
            known.unknown(affiliation.of, (*where, "of"), id_, found)
        if affiliation.when is not None:
            check_date(affiliation.when, zone, (*where, "when"), id_, found)


def check_aliases(people: Sequence[Called], found: Found) -> None:
    """Report aliases that two participants claim; a name comes before any alias."""
    owners = {_words(one.name): one.id for one in reversed(people)}
    for one in people:
        for number, alias in enumerate(one.aliases):
            owner = owners.setdefault(_words(alias), one.id)
            if owner != one.id:
                message = f"this alias already stands for “{owner}”"
                where = ("participants", one.number, "aliases", number)
                found(Finding("error", "alias-conflict", message, where, one.id, alias))


def _words(name: str) -> str:
    return " ".join(name.casefold().split())


def check_event(index: int, event: Event, zone: tzinfo, known: Known, found: Found) -> None:
    """Report what is wrong inside a sound event: references, evidence, rival dates, unknown keys."""
    path: Path = ("events", index)
    id_ = event.id
    if event.__pydantic_extra__:
        _extra(event, path, id_, found)
    for number, part in enumerate(event.participants):
        if part.who not in known.participant_ids:
            known.unknown(part.who, (*path, "participants", number, "who"), id_, found)
        if part.__pydantic_extra__:
            _extra(part, (*path, "participants", number), id_, found)
    if event.evidence:
        _check_evidence(event.evidence, path, id_, known, found)
    elif not any(statement.evidence for statement in event.statements):
        found(Finding("warning", "event-without-evidence", "the event has no evidence", path, id_))
    for number, statement in enumerate(event.statements):
        _check_statement(statement, (*path, "statements", number), id_, known, found)
    for number, claim in enumerate(event.claims):
        _check_claim(claim, (*path, "claims", number), id_, zone, known, found)


def _check_evidence(evidence: Sequence[Evidence], path: Path, id_: str, known: Known, found: Found) -> None:
    for number, item in enumerate(evidence):
        if item.source not in known.source_ids:
            known.unknown(item.source, (*path, "evidence", number, "source"), id_, found, source=True)
        if (
            item.at is not None
            and item.quote
            and (item.at[0] < 0 or item.at[1] - item.at[0] != len(item.quote))
        ):
            message = f"at does not fit the quote, which is {len(item.quote)} characters long"
            start = max(item.at[0], 0)
            guess = f"[{start}, {start + len(item.quote)}]"
            where = (*path, "evidence", number, "at")
            found(Finding("error", "wrong-at", message, where, id_, f"[{item.at[0]}, {item.at[1]}]", guess))
        if item.__pydantic_extra__:
            _extra(item, (*path, "evidence", number), id_, found)


def _check_statement(statement: Statement, path: Path, id_: str, known: Known, found: Found) -> None:
    ids = known.participant_ids
    if statement.speaker is not None and statement.speaker not in ids:
        known.unknown(statement.speaker, (*path, "speaker"), id_, found)
    if statement.via is not None and statement.via not in ids:
        known.unknown(statement.via, (*path, "via"), id_, found)
    for number, word in enumerate(statement.to):
        # Plain words are allowed here, so only what is an id or a name but for its spelling is worth a word.
        if word not in ids:
            known.plain_words(word, (*path, "to", number), id_, found)
    if statement.evidence:
        _check_evidence(statement.evidence, path, id_, known, found)
    else:
        found(Finding("error", "statement-without-evidence", "the statement has no evidence", path, id_))
    if statement.__pydantic_extra__:
        _extra(statement, path, id_, found)


def _check_claim(claim: Claim, path: Path, id_: str, zone: tzinfo, known: Known, found: Found) -> None:
    if claim.field == "when":
        try:
            parse(claim.value, zone)
        except EdtfError as error:
            message = f"a claim about when should be a date: {error.message}"
            where = (*path, "value")
            found(
                Finding(
                    "warning",
                    "claim-not-edtf",
                    message,
                    where,
                    id_,
                    claim.value,
                    error.suggestion,
                    error.column,
                )
            )
    _check_evidence(claim.evidence, path, id_, known, found)
    if claim.__pydantic_extra__:
        _extra(claim, path, id_, found)


@dataclass(slots=True)
class FirstDays:
    """Counts the days that are the first of a month: too many, and months were probably written as days."""

    days: int = 0
    firsts: int = 0
    first: tuple[int, Event] | None = None

    def add(self, index: int, event: Event) -> None:
        """Take in the date of an event."""
        when = event.when or ""
        if len(when) == len("2024-03-01") and when[4] == "-" and when[7:].lstrip("-").isdecimal():
            self.days += 1
            if when.endswith("-01"):
                self.firsts += 1
                self.first = self.first or (index, event)

    def report(self, found: Found) -> None:
        """Warn at the first such event if they are suspiciously many."""
        if self.first is None or self.firsts < _FEWEST_FIRSTS or self.firsts < self.days * _SUSPICIOUS_SHARE:
            return
        index, event = self.first
        message = (
            f"{self.firsts} of {self.days} days are the first of a month; where only the month is known, "
            "write the month"
        )
        when, where = event.when or "", ("events", index, "when")
        found(Finding("warning", "first-of-month", message, where, event.id, when, when[:7]))


def _extra(record: Record, path: Path, id_: str, found: Found) -> None:
    report_unknown_keys(record.__pydantic_extra__ or {}, type(record), path, id_, found)
