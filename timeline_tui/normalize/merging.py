"""When events from different documents are one happening, and what becomes of it then.

What is merged wrongly is harder to see than what stands twice, so little is. Two events are one if they lie
on the same day, share a participant and say nearly the same in their titles, or if one speaker says nearly
the same words on one day. Differing dates become claims, each with its own evidence; nothing is overwritten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from timeline_tui.model.display import local_day
from timeline_tui.model.edtf import EdtfError, When, parse
from timeline_tui.model.timeline import Claim, Event, Evidence, Statement
from timeline_tui.normalize.event_words import EVENT_NOUNS, event_group

ALIKE = 0.5
"""Titles are alike if this share of their words, names of people left out, is common to both."""

SAME_WORDS = 0.6
"""Statements are the same if this share of their words is common to both."""

MOST_COMPARED = 400
"""Of the events of one day with one participant, this many of the last are compared with a new one."""

REPRINTED = 40
"""A sentence of at least this many characters in two documents was copied from one to the other."""

_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    """the a an of in on at to for with by from and or but that as into his her its their was were is are be
    been had has have it he she they this these those not after before over about both
    between under near against until there during through while when where who which than more most also own
    """.split()  # noqa: SIM905
)


_BASE = {"began": "begin", "begun": "begin", "met": "meet", "held": "hold", "left": "leave", "said": "say"}
_BEGINS = frozenset({"begin", "start", "open"})
_ENDS = frozenset({"end", "finish", "conclud", "last"})


def content_words(words: str) -> frozenset[str]:
    """Return the words of a text that carry its meaning, folded and without their commonest endings."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c)
    )
    out = set()
    for word in _WORD.findall(plain):
        if word in _EMPTY or len(word) < 3:
            continue
        word = _BASE.get(word, word)
        out.add(event_group(word) or re.sub(r"(?:ing|ed|es|s|e)$", "", word) or word)
    return frozenset(out)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common words, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def read_when(when: str | None, where: tzinfo) -> When | None:
    """Return what a date means, None if it has none that can be read."""
    try:
        return parse(when, where) if when else None
    except EdtfError:
        return None


def day_of(when: str | None, where: tzinfo) -> tuple[int, int, int] | None:
    """Return the local day that a date lies on, None if it is coarser or open."""
    read = read_when(when, where)
    if read is None or read.earliest_start is None or read.latest_end is None or read.open_start:
        return None
    if read.precision not in {"day", "minute", "second"}:
        return None
    first = local_day(read.earliest_start, where)
    return first if first == local_day(max(read.earliest_start, read.latest_end - 1), where) else None


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is compared of an event."""

    words: frozenset[str]
    nouns: frozenset[str]
    who: frozenset[str]
    speakers: frozenset[str]
    said: tuple[frozenset[str], ...]


def _sketch(event: Event, names: frozenset[str]) -> _Sketch:
    words = content_words(event.title)
    return _Sketch(
        words=words - names,
        nouns=frozenset(words & _GROUPS),
        who=frozenset(part.who for part in event.participants),
        speakers=frozenset(s.speaker for s in event.statements if s.speaker),
        said=tuple(content_words(s.text) for s in event.statements),
    )


_GROUPS = frozenset(event_group(noun) or noun for noun in EVENT_NOUNS)


def _two_phases(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one telling is of the beginning and the other of the end or the length of something."""
    return bool((one & _BEGINS and other & _ENDS) or (one & _ENDS and other & _BEGINS))


def _one_happening(one: _Sketch, other: _Sketch) -> bool:
    common = one.who & other.who
    if not common or _two_phases(one.words, other.words):
        return False
    if (
        bool(one.said) == bool(other.said)
        and alike(one.words, other.words) >= ALIKE
        and len(one.words & other.words) > 1
    ):
        return True
    if one.speakers & other.speakers and any(alike(a, b) >= SAME_WORDS for a in one.said for b in other.said):
        return True
    # "Talks began" and "Three-on-three talks began at the base": the same people, the same kind of happening,
    # and more than that in common.
    same_kind = len(common) >= 2 and bool(one.nouns & other.nouns)
    more = (one.words - one.nouns) & (other.words - other.nouns)
    return same_kind and bool(more) and alike(one.words, other.words) >= ALIKE / 2


def _printed(event: Event) -> str | None:
    """Return title and sentence of an event, by which a reprint is known; None if they are too short."""
    words = " ".join(event.evidence[0].quote.split()) if event.evidence else ""
    return f"{event.title}\n{words}" if len(words) >= REPRINTED else None


class Merger:
    """Finds the event that a new one is another telling of: on the same day, with a common participant."""

    def __init__(self, where: tzinfo) -> None:
        self._where = where
        self._sketches: dict[int, _Sketch] = {}
        self._by_words: dict[tuple[str | None, str], int] = {}
        self._by_day_and_who: dict[tuple[tuple[int, int, int], str], list[int]] = {}

    def learn(self, number: int, event: Event, names: frozenset[str]) -> None:
        """Remember an event under a number. ``names`` are words of names, which do not make titles alike."""
        words = _printed(event)
        if words is not None:
            self._by_words.setdefault((event.when, words), number)
        day = day_of(event.when, self._where)
        if day is None:
            return
        self._sketches[number] = _sketch(event, names)
        for part in event.participants:
            same = self._by_day_and_who.setdefault((day, part.who), [])
            if number not in same[-1:]:
                same.append(number)

    def same_as(self, event: Event, names: frozenset[str], but: Iterable[int] = ()) -> int | None:
        """Return the number of the event that this one is another telling of; ``but`` are not looked at."""
        printed = self._by_words.get((event.when, _printed(event) or ""))
        if printed is not None and printed not in set(but):
            return printed
        day = day_of(event.when, self._where)
        if day is None:
            return None
        sketch, skipped = _sketch(event, names), set(but)
        seen: set[int] = set()
        for who in sorted(sketch.who):
            for number in self._by_day_and_who.get((day, who), [])[-MOST_COMPARED:]:
                if number in seen or number in skipped:
                    continue
                seen.add(number)
                if _one_happening(self._sketches[number], sketch):
                    return number
        return None


def same_passage(one: Evidence, other: Evidence) -> bool:
    """Whether two pieces of evidence are the same words of the same source."""
    if one.source != other.source:
        return False
    if one.at is not None and other.at is not None and one.at[0] < other.at[1] and other.at[0] < one.at[1]:
        return True
    return one.quote in other.quote or other.quote in one.quote


def _added_evidence(there: Sequence[Evidence], new: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return (*there, *(e for e in new if not any(same_passage(e, known) for known in there)))


def _added_statements(there: Sequence[Statement], new: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return both lists as one; the same words of one speaker become one statement with all the evidence."""
    out = list(there)
    for statement in new:
        words = content_words(statement.text)
        for number, known in enumerate(out):
            if known.speaker == statement.speaker and alike(content_words(known.text), words) >= SAME_WORDS:
                evidence = _added_evidence(known.evidence, statement.evidence)
                out[number] = known.model_copy(update={"evidence": evidence})
                break
        else:
            out.append(statement)
    return tuple(out)


def _added_claims(there: Sequence[Claim], new: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return both lists as one; the same value of a field becomes one claim with all the evidence."""
    out = list(there)
    for claim in new:
        for number, known in enumerate(out):
            if (known.field, known.value) == (claim.field, claim.value):
                evidence = _added_evidence(known.evidence, claim.evidence)
                out[number] = known.model_copy(update={"evidence": evidence})
                break
        else:
            out.append(claim)
    return tuple(out)


def _when_claims(there: Event, new: Event, where: tzinfo) -> tuple[str | None, tuple[Claim, ...]]:
    """Return the date to keep and claims for a rival one. A finer date that fits replaces a coarser."""
    old, other = read_when(there.when, where), read_when(new.when, where)
    if other is None or new.when == there.when:
        return there.when, there.claims
    if old is None:
        return new.when, there.claims
    if there.when is not None and there.when.rstrip("~?%") == (new.when or "").rstrip("~?%"):
        exact = there.when if not old.approximate else new.when
        return exact, there.claims
    if there.when is not None and new.when is not None:
        # "11:30 local time" and 11:30-08:00: one names the zone that the other leaves open.
        if _OFFSET.sub("", there.when) == new.when:
            return there.when, there.claims
        if _OFFSET.sub("", new.when) == there.when:
            return new.when, there.claims
    if _holds(old, other):
        return new.when, there.claims
    if _holds(other, old) or any(c.field == "when" and c.value == new.when for c in there.claims):
        return there.when, there.claims
    rival = Claim(field="when", value=new.when or "", evidence=new.evidence[:1])
    return there.when, (*there.claims, rival)


def _holds(wide: When, narrow: When) -> bool:
    if None in {wide.earliest_start, wide.latest_end, narrow.earliest_start, narrow.latest_end}:
        return False
    return wide.earliest_start <= narrow.earliest_start and narrow.latest_end <= wide.latest_end  # type: ignore[operator]


def merged(there: Event, new: Event, where: tzinfo, *, written: bool) -> Event:
    """Return an event with what another telling of it adds.

    ``written``: it stood in an earlier timeline. Then its date, title, place and people stay as they are, a
    finer or other date becomes a claim. A rejected event gets nothing but evidence.
    """
    evidence = _added_evidence(there.evidence, new.evidence)
    if there.review == "rejected":
        return there.model_copy(update={"evidence": evidence})
    statements = _added_statements(there.statements, new.statements)
    when, claims = _when_claims(there, new, where)
    claims = _added_claims(claims, new.claims)
    if written:
        if when != there.when and not any(c.field == "when" and c.value == when for c in claims):
            claims = (*claims, Claim(field="when", value=when or "", evidence=new.evidence[:1]))
        return there.model_copy(update={"evidence": evidence, "statements": statements, "claims": claims})
    known = {part.who for part in there.participants}
    participants = (*there.participants, *(part for part in new.participants if part.who not in known))
    salience = max(there.salience or 0.0, new.salience or 0.0)
    return there.model_copy(
        update={
            "when": when,
            "when_text": there.when_text if when == there.when else new.when_text,
            "place": there.place or new.place,
            "evidence": evidence,
            "statements": statements,
            "claims": claims,
            "participants": tuple(participants),
            "salience": min(1.0, round(salience + 0.05, 2)),
        }
    )
