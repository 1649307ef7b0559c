"""Events: what a document tells as having happened, each with its date, people, statements and sentences.

Sentence by sentence, in the order of the text:

- ``dated``: a clause that tells a happening and has a date of its own;
- ``named``: a noun for a happening with a date, told in passing ("since the invasion of 2022");
- ``statement``: reported words; they belong to the occasion of their passage if it is one to speak at, else
  they are an event of their own;
- ``told-of``: a sentence about a happening dated before ("the talks lasted three hours") adds to that event;
- ``anchored``: an undated happening whose subject is a participant, in a passage whose date is known.

What has no date and cannot be placed is left out and counted in the notes: precision goes before volume.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline_tui.coverage.document import Document, Span
from timeline_tui.normalize.anchors import Anchor, Relation, Story, about, placed
from timeline_tui.normalize.clauses import Clause
from timeline_tui.normalize.drafts import Draft, end_of, is_history, is_participle, read_when, salience
from timeline_tui.normalize.event_dates import DatedClause, dated_clauses, is_day_or_finer, words_of
from timeline_tui.normalize.event_places import place_of
from timeline_tui.normalize.event_titles import clause_title, noun_title, surface_title
from timeline_tui.normalize.event_words import EVENT_NOUNS, OCCASIONS
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.narration import Narration, Sentence, inside
from timeline_tui.normalize.records import (
    FoundClaim,
    FoundEvent,
    FoundParticipant,
    FoundStatement,
    TimeExpression,
)
from timeline_tui.normalize.speech_events import (
    can_be_event,
    cue_title,
    has_name,
    put_at_a_time,
    title_of_statements,
)
from timeline_tui.normalize.wording import is_broken

_WORD = re.compile(r"[^\W\d_]+")
RECENT = 21 * 86_400
"""How long before its publication a story's date may lie (seconds) for undated statements to hang on it."""
MOST_SENTENCES = 12
"""Sentences about an event dated before are added to it up to this number."""
_NEAR = 30
"""A duration is that of the verb if no more characters than this stand between them."""
_DATE_HEADING = 12
"""A heading with at most this many characters besides its date is a date heading of a chronology."""


class _Teller:
    """Goes through the sentences of one document and collects drafts."""

    def __init__(self, narration: Narration, published: str | None) -> None:
        self.narration = narration
        self.text = narration.text
        self.latest = end_of(published)
        self.history = is_history(narration, self.latest)
        self.story = Story(None if self.history else published)
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.left_out = 0

    # -------------------------------------------------------------- one sentence

    def tell(self, sentence: Sentence) -> None:
        """Make events of one sentence, or add it to those it is about."""
        if sentence.heading:
            self._date_heading(sentence)
            return
        if self.current is not None and sentence.paragraph != self.current.paragraph:
            continues = sentence.opens_with_pronoun and sentence.paragraph - self.current.paragraph == 1
            self.current = self.current if continues else None
        dated = dated_clauses(self.text, sentence.span, sentence.dates, self.narration.parsed)
        told = [draft for item in dated if (draft := self._dated(sentence, item)) is not None]
        if any(draft.rule == "dated" for draft in told):
            first = next(draft for draft in told if draft.rule == "dated")
            self._give_statements(sentence, first)
            self.current = first
            return
        self._undated(sentence)

    def _date_heading(self, sentence: Sentence) -> None:
        """A line of its own that is little more than a date: the story goes there."""
        days = [date for date in sentence.dates if date.edtf]
        if len(days) != 1:
            return
        date = days[0]
        rest = _WORD.findall(
            self.text[sentence.span[0] : date.start] + self.text[date.end : sentence.span[1]]
        )
        if sum(map(len, rest)) <= _DATE_HEADING and date.edtf:
            self.story.here = Anchor(date.edtf, date.text, sentence.paragraph)

    # -------------------------------------------------------------- sentences with a date

    def _dated(self, sentence: Sentence, item: DatedClause) -> Draft | None:
        edtf, clause = item.date.edtf, item.clause
        if edtf is None or item.attachment == "passing":
            return None
        if item.attachment == "noun":
            return self._named(sentence, item, edtf)
        if clause.kind not in {"happening", "light", "planned", "composition", "extent"}:
            return None
        reported = clause.verb is not None and inside(clause.verb, sentence.said)
        planned = clause.kind == "planned" or (self._is_ahead(edtf) and not self._is_past(clause))
        title = cue_title(self.narration, sentence, clause) or self._title(
            sentence, clause, [(date.start, date.end) for date in sentence.dates]
        )
        words = words_of(self.text, item.date, sentence.dates)
        said = [] if reported else sentence.said
        actors = self.narration.actors(sentence.span, said)
        put = put_at_a_time(self.narration, sentence, clause)
        if put is not None:
            title, reporters = put
            actors = [who for who in actors if who not in reporters]
        draft = Draft(title, "dated", sentence.paragraph, edtf, words, planned=planned)
        draft.add(sentence, actors)
        draft.place = self._place(sentence, said)
        draft.occasion = self._is_occasion(sentence, clause)
        self._claim_extent(draft, sentence, clause)
        number = self._keep(draft)
        if not planned:
            anchor = Anchor(edtf, item.date.text, sentence.paragraph, number)
            # "before the summit" says where this sentence stands, not where the story goes on.
            if not edtf.startswith("..") and (not reported or self.story.main is None):
                self.story.tell(anchor)
                self.story.learn(self.narration.nouns(clause), anchor)
        return draft

    def _named(self, sentence: Sentence, item: DatedClause, edtf: str) -> Draft | None:
        parsed = self.narration.parsed
        if parsed is None or inside((item.date.start, item.date.end), sentence.said) or self._is_ahead(edtf):
            return None
        noun = parsed.words[item.noun]
        known = self.story.event_called(noun, sentence.paragraph)
        if known is not None and known.edtf == edtf and known.event is not None:
            self.drafts[known.event].add(sentence)
            return None
        title = noun_title(parsed, item.noun, [(item.date.start, item.date.end)], self.narration.names)
        if title is None:
            return None
        low, high = parsed.edges[item.noun]
        draft = Draft(title, "named", sentence.paragraph, edtf, item.date.text)
        draft.add(sentence, self.narration.actors(parsed.span(low, high)))
        self.story.learn([noun], Anchor(edtf, item.date.text, sentence.paragraph, self._keep(draft)))
        return draft

    # -------------------------------------------------------------- sentences without one

    def _undated(self, sentence: Sentence) -> None:
        reference = self.story.reference(self.text, sentence.span, sentence.said, sentence.paragraph)
        if reference is not None and reference[1] == "after":
            anchor, relation, words = reference
            self.story.here = Anchor(placed(anchor, relation), words, sentence.paragraph)
        clause = next((c for c in sentence.clauses if c.kind != "none"), Clause("none"))
        spoken = [
            n for n in sentence.statements if can_be_event(self.narration, self.narration.statements[n])
        ]
        if spoken:
            self._statements(sentence, spoken, reference)
        elif not self._told_of(sentence, clause, reference):
            self._anchored(sentence, clause, reference)

    def _statements(self, sentence: Sentence, spoken: list[int], reference: _Reference) -> None:
        if (
            self.current is not None
            and self.current.occasion
            and (reference is None or reference[1] != "before")
        ):
            self._give_statements(sentence, self.current)
            self.current.add(sentence)
            return
        when, words, exact = self._when(sentence, reference)
        if when is None and self.history:
            self.left_out += 1
            return
        by_speaker: dict[str | None, list[int]] = {}
        nameless = [
            number for number in spoken if not has_name(self.narration, self.narration.statements[number])
        ]
        if nameless:
            # Words that nobody is named for are kept with those told just before, or not at all.
            if self.current is not None and self.current.rule == "statement":
                for number in nameless:
                    self._add_statement(self.current, number)
                self.current.add(sentence)
            spoken = [number for number in spoken if number not in nameless]
        for number in spoken:
            by_speaker.setdefault(self.narration.statements[number].speaker, []).append(number)
        last = self.drafts[-1] if self.drafts else None
        for speaker, numbers in by_speaker.items():
            same = (
                last is not None
                and last.rule == "statement"
                and last.paragraph == sentence.paragraph
                and last.when == when
                and speaker in last.participants
                and len(by_speaker) == 1
            )
            draft = last if same and last is not None else self._new_statement(sentence, numbers, when, words)
            draft.add(sentence, [speaker] if speaker else [])
            for number in numbers:
                self._add_statement(draft, number)
            if exact:
                draft.place = draft.place or self._place(sentence, sentence.said)
            self.current = draft

    def _new_statement(
        self, sentence: Sentence, numbers: list[int], when: str | None, words: str | None
    ) -> Draft:
        draft = Draft(
            title_of_statements(self.narration, numbers), "statement", sentence.paragraph, when, words
        )
        self._keep(draft)
        return draft

    def _told_of(self, sentence: Sentence, clause: Clause, reference: _Reference) -> bool:
        """Add a sentence to the event it is about; False if there is none."""
        noun = clause.subject_noun or ""
        known = self.story.event_called(noun, sentence.paragraph) if noun.casefold() in EVENT_NOUNS else None
        target = known
        if target is None and clause.kind == "composition":
            target = self.story.nearby(sentence.paragraph) or self.story.main
        if target is None or target.event is None or clause.kind in {"none", "state", "planned", "light"}:
            return False
        if reference is not None and reference[1] != "at":
            return False
        draft = self.drafts[target.event]
        if len(draft.sentences) >= MOST_SENTENCES:
            return False
        draft.add(
            sentence,
            self.narration.actors(sentence.span, sentence.said) if clause.kind == "composition" else (),
        )
        self._claim_extent(draft, sentence, clause)
        self.story.here = Anchor(target.edtf, target.words, sentence.paragraph, target.event)
        return True

    def _claim_extent(self, draft: Draft, sentence: Sentence, clause: Clause) -> None:
        """Keep how long an event is said to have been: sources differ in it, and no field holds it."""
        if clause.kind != "extent" or clause.verb is None:
            return
        for duration in sentence.durations:
            if 0 <= duration.start - clause.verb[1] <= _NEAR:
                draft.claims.append(FoundClaim("duration", duration.text, sentence.span))
                return

    def _anchored(self, sentence: Sentence, clause: Clause, reference: _Reference) -> None:
        if clause.kind != "happening":
            return
        if clause.negated or clause.verb is None or inside(clause.verb, sentence.said):
            return
        subjects = self.narration.subject_ids(clause)
        occasion = self._is_occasion(sentence, clause)
        if not subjects and not (reference is not None and occasion):
            self.left_out += 1
            return
        anchor = self.story.here
        near = anchor is not None and anchor.paragraph == sentence.paragraph and is_day_or_finer(anchor.edtf)
        if reference is not None:
            when, words, exact = self._when(sentence, reference)
        elif near and anchor is not None:
            when, words, exact = about(anchor.edtf), anchor.words, False
        else:
            self.left_out += 1
            return
        draft = Draft(self._title(sentence, clause, []), "anchored", sentence.paragraph, when, words)
        draft.add(sentence, self.narration.actors(sentence.span, sentence.said))
        draft.place = self._place(sentence, sentence.said) if exact or reference is None else None
        draft.occasion = occasion
        self._keep(draft)
        self.current = draft

    def _when(self, sentence: Sentence, reference: _Reference) -> tuple[str | None, str | None, bool]:
        """Return the date of an undated sentence, the words that gave it, and whether those stand in it."""
        if reference is not None:
            anchor, relation, words = reference
            return placed(anchor, relation), words, True
        near = self.story.nearby(sentence.paragraph)
        # News hangs on its day: what is said beside a date long past is said about it, not then.
        if self.story.published is not None and (near is None or not self._is_recent(near.edtf)):
            return about(self.story.published), None, False
        near = near or (None if self.history else self.story.main)
        if near is not None:
            return about(near.edtf), near.words, False
        return None, None, False

    # -------------------------------------------------------------- parts of an event

    def _keep(self, draft: Draft) -> int:
        self.drafts.append(draft)
        return len(self.drafts) - 1

    def _give_statements(self, sentence: Sentence, draft: Draft) -> None:
        for number in sentence.statements:
            statement = self.narration.statements[number]
            clause_said = statement.stage.endswith("clause") and not is_participle(statement.verb)
            if can_be_event(self.narration, statement) or (statement.speaker is None and clause_said):
                self._add_statement(draft, number)

    def _add_statement(self, draft: Draft, number: int) -> None:
        statement = self.narration.statements[number]
        if number not in draft.statements:
            draft.statements.append(number)
        for who in (statement.speaker, statement.via, *statement.to):
            if who in self.narration.by_id and who not in draft.participants:
                draft.participants.append(who)

    def _is_recent(self, edtf: str) -> bool:
        """Whether a date lies within ``RECENT`` seconds before the day the document speaks from."""
        when = read_when(edtf)
        start = None if when is None else when.earliest_start
        return start is not None and self.latest is not None and start > self.latest - RECENT

    def _is_ahead(self, edtf: str) -> bool:
        """Whether a date lies after the day the document speaks from."""
        if self.latest is None:
            return False
        when = read_when(edtf)
        start = None if when is None else when.earliest_start
        return start is not None and start >= self.latest

    def _is_past(self, clause: Clause) -> bool:
        parsed = self.narration.parsed
        return parsed is not None and clause.root >= 0 and parsed.tags[clause.root] == "VBD"

    def _is_occasion(self, sentence: Sentence, clause: Clause) -> bool:
        if clause.verb is None:
            return False
        words = {self.text[clause.verb[0] : clause.verb[1]].casefold()}
        after_verb = self.text[clause.verb[1] : min(sentence.span[1], clause.verb[1] + 60)]
        words |= {word.casefold() for word in _WORD.findall(after_verb)}
        return bool(words & OCCASIONS)

    def _title(self, sentence: Sentence, clause: Clause, dates: list[Span]) -> str:
        narration = self.narration
        if narration.parsed is not None and clause.root >= 0 and clause.subject is not None:
            title = clause_title(narration.parsed, clause, dates, narration.names)
            if len(title) >= 8 and " " in title and not is_broken(title):
                return title
        return surface_title(self.text, sentence.span, dates, narration.pronoun_name)

    def _place(self, sentence: Sentence, said: Sequence[Span]) -> str | None:
        taken = [*said, *((date.start, date.end) for date in sentence.dates)]
        for span, participant in self.narration.mentions_in(sentence.span):
            if participant.kind in {"person", "organisation", "group"}:
                taken.append(span)
        return place_of(self.text, sentence.span, taken)


_Reference = tuple[Anchor, Relation, str] | None


def find_events(
    document: Document,
    sentences: Sequence[Span],
    dates: Sequence[TimeExpression],
    participants: Sequence[FoundParticipant],
    statements: Sequence[FoundStatement],
    parsed: Parsed | None,
) -> tuple[tuple[FoundEvent, ...], tuple[str, ...]]:
    """Return the events of a document in the order of its text, and notes on what was left out."""
    narration = Narration(document, sentences, dates, participants, statements, parsed)
    teller = _Teller(narration, document.published)
    for sentence in narration.sentences:
        teller.tell(sentence)
    last = narration.sentences[-1].paragraph if narration.sentences else 0
    main = None if teller.story.main is None else teller.story.main.event
    found = tuple(
        FoundEvent(
            title=draft.title,
            sentences=tuple(sorted(draft.sentences)),
            when=draft.when,
            when_text=draft.when_text,
            participants=tuple(draft.participants),
            statements=tuple(draft.statements),
            place=draft.place,
            salience=salience(draft, last, main=number == main),
            rule=draft.rule,
            tags=("planned",) if draft.planned else (),
            claims=tuple(draft.claims),
        )
        for number, draft in enumerate(teller.drafts)
    )
    notes = []
    if teller.left_out:
        notes.append(f"happenings left out for want of a date: {teller.left_out}")
    return found, tuple(notes)
