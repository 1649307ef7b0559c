"""What the narrated sentences of a document hold: dates, clauses, statements and the participants who act."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline_tui.coverage.document import Document, Span
from timeline_tui.coverage.paragraphs import is_heading, paragraphs
from timeline_tui.coverage.quotations import quotations
from timeline_tui.normalize.clauses import Clause, clause_at, main_verbs, surface_clause
from timeline_tui.normalize.event_titles import Names
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names.persons import called
from timeline_tui.normalize.names.titles import title_before
from timeline_tui.normalize.records import FoundParticipant, FoundStatement, TimeExpression

_WORDS = re.compile(r"[^\W\d_]+")

MOST_DATES = 50
MOST_MENTIONS = 200
"""Of a sentence with more dates or names than this (a table, a list) the first ones are looked at."""

PRONOUN = re.compile(r"(?:he|she|they|it|his|her|hers|him|their|them|we|i|us|our|its|who)", re.IGNORECASE)
_STARTS_WITH_PRONOUN = re.compile(r"[“\"‘']?(?:He|She|They)\b")
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "iobj", "dative"})
_WITH = frozenset({"with", "between", "against", "by", "among", "and", "from", "for", "to"})

_WHERE = frozenset({"at", "in", "on", "near", "outside", "inside", "aboard"})
_WHERE_BEFORE = re.compile(r"\b(?:at|in|on|near|outside|inside|aboard)\s(?:the\s)?$")
"""What heads an agency's report: "BOSTON (Reuters) - "."""


@dataclass(slots=True)
class Sentence:
    """One narrated sentence. ``said`` are the reported or quoted words in it, without their cue."""

    number: int
    span: Span
    paragraph: int
    heading: bool
    opens_with_pronoun: bool
    dates: list[TimeExpression]
    durations: list[TimeExpression]
    clauses: list[Clause]
    statements: list[int] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)


def inside(span: Span, regions: Sequence[Span]) -> bool:
    """Whether a span lies in one of the regions."""
    return any(start <= span[0] and span[1] <= end for start, end in regions)


class Narration:
    """A document's sentences with what was found in them, for the rules that make events."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Span],
        dates: Sequence[TimeExpression],
        participants: Sequence[FoundParticipant],
        statements: Sequence[FoundStatement],
        parsed: Parsed | None,
    ) -> None:
        self.text = document.text
        self.parsed = parsed
        self.participants = participants
        self.statements = statements
        self.by_id = {participant.id: participant for participant in participants}
        mentions = [
            (span, participant)
            for participant in participants
            for span in participant.mentions
            if span[0] < span[1]
        ]
        self._mentions = sorted(mentions, key=lambda item: item[0])
        self._mention_starts = [span[0] for span, _ in self._mentions]
        self.names = self._names()
        self.sentences = self._sentences(sentences, dates)

    def _names(self) -> Names:
        persons: dict[int, int] = {}
        titles: dict[int, int] = {}
        pronouns: dict[Span, str] = {}
        for span, participant in self._mentions:
            words = self.text[span[0] : span[1]]
            if PRONOUN.fullmatch(words):
                pronouns[span] = short_name(participant)
            elif participant.kind == "person":
                persons[span[0]] = span[1]
                title = title_before(self.text, span[0])
                if title is not None and "," not in self.text[title.start : span[0]]:
                    titles[span[0]] = title.start
        return Names(persons, titles, pronouns)

    def _sentences(self, spans: Sequence[Span], dates: Sequence[TimeExpression]) -> list[Sentence]:
        all_paragraphs = paragraphs(self.text)
        paragraph_starts = [start for start, _ in all_paragraphs]
        date_starts = [date.start for date in dates]
        quoted = [quotation.inner for quotation in quotations(self.text) if quotation.depth == 0]
        quoted_starts = [start for start, _ in quoted]
        out = []
        for number, (start, end) in enumerate(spans):
            paragraph = max(0, bisect_right(paragraph_starts, start) - 1)
            first_date = bisect_left(date_starts, start)
            last_date = min(bisect_left(date_starts, end), first_date + MOST_DATES)
            here = dates[first_date:last_date]
            own = [date for date in here if date.edtf and date.type != "SET"]
            # A date that somebody names in a quotation is theirs: what "on Friday" means there is not told.
            near = max(0, bisect_right(quoted_starts, start) - 1)
            in_quotes = quoted[near : bisect_left(quoted_starts, end)]
            own = [date for date in own if not inside((date.start, date.end), in_quotes)]
            whole = (start, end) == all_paragraphs[paragraph] if all_paragraphs else False
            out.append(
                Sentence(
                    number=number,
                    span=(start, end),
                    paragraph=paragraph,
                    heading=whole and is_heading(self.text, (start, end)),
                    opens_with_pronoun=bool(_STARTS_WITH_PRONOUN.match(self.text, start, end)),
                    dates=own,
                    durations=[date for date in here if date.type == "DURATION" and not date.edtf],
                    clauses=self._clauses((start, end)),
                )
            )
        self._place_statements(out)
        return out

    def _clauses(self, span: Span) -> list[Clause]:
        if self.parsed is None:
            return [surface_clause(self.text, span)]
        verbs = main_verbs(self.parsed, span)
        return [clause_at(self.parsed, verb) for verb in verbs] or [Clause("none")]

    def _place_statements(self, sentences: list[Sentence]) -> None:
        starts = [sentence.span[0] for sentence in sentences]
        for number, statement in enumerate(self.statements):
            if not statement.content_spans:
                continue
            # A statement is told where its cue stands, or else where its words begin.
            at = statement.cue_span[0] if statement.cue_span else statement.content_spans[0][0]
            place = bisect_right(starts, at) - 1
            if place < 0 or at >= sentences[place].span[1]:
                continue
            sentences[place].statements.append(number)
            for span in statement.content_spans:
                for sentence in sentences[max(0, bisect_right(starts, span[0]) - 1) :]:
                    if sentence.span[0] >= span[1]:
                        break
                    sentence.said.append(span)

    def mentions_in(self, span: Span) -> list[tuple[Span, FoundParticipant]]:
        """Return the mentions of participants within a span, in order; no more than ``MOST_MENTIONS``."""
        first = bisect_left(self._mention_starts, span[0])
        last = min(bisect_left(self._mention_starts, span[1]), first + MOST_MENTIONS)
        return [item for item in self._mentions[first:last] if item[0][1] <= span[1]]

    def actors(self, span: Span, but: Sequence[Span] = ()) -> list[str]:
        """Return ids of those who take part in what a span tells; ``but`` are reported words in it."""
        out: list[str] = []
        for mention, participant in self.mentions_in(span):
            if participant.id in out or inside(mention, but):
                continue
            if participant.kind in {"state", "place"} and not self._acts(mention, participant):
                continue
            if participant.kind in {"organisation", "group"} and (
                self._modifies(mention) or self._stands_where(mention)
            ):
                continue
            out.append(participant.id)
        return out

    def _modifies(self, mention: Span) -> bool:
        """Whether a name only says which of something is meant: "Kremlin figures", "the UN’s charter"."""
        parsed = self.parsed
        if parsed is None:
            return self.text[mention[1] : mention[1] + 2] in {"’s", "'s"}
        token = parsed.token_at(mention[1] - 1)
        if token >= len(parsed.words) or parsed.deps[token] not in {"compound", "poss", "nmod", "amod"}:
            return False
        return parsed.starts[parsed.heads[token]] >= mention[1]

    def _stands_where(self, mention: Span) -> bool:
        """Whether an organisation's name only says where: "at 10 Downing Street", "wrote on Truth Social"."""
        parsed = self.parsed
        if parsed is None:
            return bool(_WHERE_BEFORE.search(self.text, max(0, mention[0] - 14), mention[0]))
        token = parsed.token_at(mention[1] - 1)
        if token >= len(parsed.words) or parsed.deps[token] != "pobj":
            return False
        return parsed.words[parsed.heads[token]].casefold() in _WHERE

    def _acts(self, mention: Span, participant: FoundParticipant) -> bool:
        """Whether this mention of a state or place is somebody who does or undergoes something."""
        if not participant.acts or self.text[mention[1] : mention[1] + 2] in {"’s", "'s"}:
            return False
        parsed = self.parsed
        if parsed is None:
            return participant.kind == "state"
        token = parsed.token_at(mention[1] - 1)
        for _ in range(4):
            if token >= len(parsed.words):
                return False
            if parsed.deps[token] != "conj":
                break
            token = parsed.heads[token]
        if parsed.deps[token] in _ACTING:
            return True
        head = parsed.heads[token]
        return parsed.deps[token] == "pobj" and parsed.words[head].casefold() in _WITH

    def subject_ids(self, clause: Clause) -> list[str]:
        """Return the participants that the subject of a clause names."""
        return [] if clause.subject is None else self.actors(clause.subject)

    def nouns(self, clause: Clause) -> list[str]:
        """Return the nouns that a clause may name its happening by: subject, object, "for talks"."""
        nouns = [clause.subject_noun] if clause.subject_noun else []
        parsed = self.parsed
        if parsed is not None and clause.root >= 0:
            nouns += [parsed.words[t] for t in parsed.children[clause.root] if parsed.deps[t] == "dobj"]
            for child in parsed.children[clause.root]:  # "met for talks", "arrived at the summit"
                if parsed.deps[child] == "prep":
                    nouns += [parsed.words[t] for t in parsed.children[child] if parsed.deps[t] == "pobj"]
        elif clause.subject is not None:
            nouns += _WORDS.findall(self.text[clause.subject[0] : clause.subject[1]])
        return nouns

    def pronoun_name(self, span: Span) -> str | None:
        """Return the name of the participant that a pronoun stands for."""
        return self.names.pronouns.get(span)


def short_name(participant: FoundParticipant) -> str:
    """Return what a title calls a participant: a person by surname."""
    if participant.kind != "person":
        return participant.name
    return called(participant.name, participant.aliases)
