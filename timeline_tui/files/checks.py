"""What only shows when records are seen together: ids, references, aliases, dates against the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from timeline_tui.files.findings import Finding
from timeline_tui.files.nearest import Nearest, folded
from timeline_tui.files.records import Found, report_unknown_keys
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


@dataclass(slots=True)
class Known:
    """The ids that references may name. Suggestions are prepared when the first is needed."""

    participants: Sequence[tuple[int, Participant]]
    source_ids: set[str]
    participant_ids: set[str]
    _nearest: dict[str, Nearest] = field(default_factory=dict)
    _folded: dict[str, str] | None = None

    def suggest(self, word: str, *, source: bool) -> tuple[bool, str | None]:
        """Return whether ``word`` is merely misspelt, and the id that was probably meant."""
        key = "source" if source else "participant"
        if key not in self._nearest:
            self._nearest[key] = Nearest(self._words(source))
        same = self._nearest[key].same_letters(word)
        return same is not None, same or self._nearest[key].suggest(word)

    def same_id(self, word: str) -> str | None:
        """Return the participant's id that ``word`` is but for case, accents and hyphens."""
        if self._folded is None:
            self._folded = {folded(id_): id_ for id_ in sorted(self.participant_ids)}
            self._folded.pop("", None)
        return self._folded.get(folded(word))

    def _words(self, source: bool) -> list[tuple[str, str]]:
        if source:
            return [(id_, id_) for id_ in sorted(self.source_ids)]
        words = [(id_, id_) for id_ in sorted(self.participant_ids)]
        for _, participant in self.participants:
            words += [(name, participant.id) for name in (participant.name, *participant.aliases)]
        return words


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


def check_sources(sources: Sequence[tuple[int, Source]], zone: tzinfo, known: Known, found: Found) -> None:
    """Report unreadable publication dates, and reprints of unknown sources or of themselves."""
    parents = {source.id: source.derived_from for _, source in sources}
    for index, source in sources:
        path: Path = ("sources", index)
        _extra(source, path, source.id, found)
        if source.published is not None:
            check_date(source.published, zone, (*path, "published"), source.id, found)
        if source.derived_from is None:
            continue
        where = (*path, "derived_from")
        if source.derived_from not in known.source_ids:
            _unknown(source.derived_from, where, source.id, known, found, source=True)
        elif _leads_to_itself(source.id, parents):
            message = "following derived_from leads back to this source"
            found(Finding("error", "derived-circle", message, where, source.id, source.derived_from))


def _leads_to_itself(id_: str, parents: dict[str, str | None]) -> bool:
    at = parents.get(id_)
    for _ in range(100):
        if at is None or at == id_:
            return at == id_
        at = parents.get(at)
    return False


def check_participants(zone: tzinfo, known: Known, found: Found) -> None:
    """Report unknown affiliations, and aliases that two participants claim."""
    owners = {_words(participant.name): participant.id for _, participant in reversed(known.participants)}
    for index, participant in known.participants:
        path: Path = ("participants", index)
        id_ = participant.id
        _extra(participant, path, id_, found)
        for number, alias in enumerate(participant.aliases):
            owner = owners.setdefault(_words(alias), id_)
            if owner != id_:
                message = f"this alias already stands for “{owner}”"
                found(Finding("error", "alias-conflict", message, (*path, "aliases", number), id_, alias))
        for number, affiliation in enumerate(participant.affiliations):
            where = (*path, "affiliations", number)
            _extra(affiliation, where, id_, found)
            if affiliation.of not in known.participant_ids:
                _unknown(affiliation.of, (*where, "of"), id_, known, found)
            if affiliation.when is not None:
                check_date(affiliation.when, zone, (*where, "when"), id_, found)


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
            _unknown(part.who, (*path, "participants", number, "who"), id_, known, found)
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
            _unknown(item.source, (*path, "evidence", number, "source"), id_, known, found, source=True)
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
        _unknown(statement.speaker, (*path, "speaker"), id_, known, found)
    if statement.via is not None and statement.via not in ids:
        _unknown(statement.via, (*path, "via"), id_, known, found)
    for number, word in enumerate(statement.to):
        # Plain words are allowed here, so only what is an id or a name but for its spelling is worth a word.
        if word not in ids:
            guess = known.same_id(word)
            if guess is not None:
                message = "these words nearly are a participant's id"
                found(Finding("warning", "misspelt-id", message, (*path, "to", number), id_, word, guess))
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


def check_precision(events: Sequence[tuple[int, Event]], found: Found) -> None:
    """Warn if so many days are the first of a month that months were probably written as days."""
    days = firsts = 0
    first: tuple[int, Event] | None = None
    for index, event in events:
        when = event.when or ""
        if len(when) == len("2024-03-01") and when[4] == "-" and when[7:].lstrip("-").isdecimal():
            days += 1
            if when.endswith("-01"):
                firsts += 1
                first = first or (index, event)
    if first is None or firsts < _FEWEST_FIRSTS or firsts < days * _SUSPICIOUS_SHARE:
        return
    index, event = first
    message = (
        f"{firsts} of {days} days are the first of a month; where only the month is known, write the month"
    )
    when = event.when or ""
    found(Finding("warning", "first-of-month", message, ("events", index, "when"), event.id, when, when[:7]))


def _unknown(word: str, path: Path, id_: str, known: Known, found: Found, *, source: bool = False) -> None:
    misspelt, guess = known.suggest(word, source=source)
    if misspelt:
        found(Finding("error", "misspelt-id", "this id is spelt differently", path, id_, word, guess))
        return
    code, noun = ("unknown-source", "source") if source else ("unknown-id", "participant")
    found(Finding("error", code, f"no {noun} has this id", path, id_, word, guess))


def _extra(record: Record, path: Path, id_: str, found: Found) -> None:
    report_unknown_keys(record.__pydantic_extra__ or {}, type(record), path, id_, found)
