"""Statements as events: which of them can be one, and what it is called."""

from __future__ import annotations

import re

from timeline_tui.normalize.clauses import Clause
from timeline_tui.normalize.drafts import is_participle
from timeline_tui.normalize.event_titles import noun_title, surface_title
from timeline_tui.normalize.event_words import BEGINNINGS, EVENT_NOUNS, PUTS
from timeline_tui.normalize.narration import PRONOUN, Narration, Sentence, short_name
from timeline_tui.normalize.records import FoundStatement
from timeline_tui.normalize.wording import statement_title

_OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "ccomp", "xcomp", "agent", "auxpass", "dative"})
_LONGEST_NAME = 40
_DATELINE_END = re.compile(r"\s[-–—]{1,2}\s")


def can_be_event(narration: Narration, statement: FoundStatement) -> bool:
    """Whether a statement can be an event: somebody says it in a clause of its own or in quotes."""
    speaker = narration.by_id.get(statement.speaker or "")
    if speaker is None:
        return statement.mode == "direct"
    # "India faced tariffs, underlining …": of a state or body, a participle is the writer's view.
    return speaker.kind == "person" or statement.mode != "indirect" or not is_participle(statement.verb)


def has_name(narration: Narration, statement: FoundStatement) -> bool:
    """Whether the text calls the speaker something: a name, or words like "the letter", but no pronoun."""
    if statement.speaker in narration.by_id:
        return True
    span = statement.speaker_span
    return span is not None and not PRONOUN.fullmatch(narration.text[span[0] : span[1]])


def _speaker_name(narration: Narration, statement: FoundStatement) -> str:
    speaker = narration.by_id.get(statement.speaker or "")
    if speaker is not None:
        return short_name(speaker)
    if statement.speaker_span is not None:
        words = narration.text[statement.speaker_span[0] : statement.speaker_span[1]]
        words = _DATELINE_END.split(words)[-1]  # "CUPERTINO, Calif., July 21 - Apple Inc"
        if len(words) <= _LONGEST_NAME:
            return words[:1].upper() + words[1:]
    return "Unnamed speaker"


def _is_infinitive(narration: Narration, statement: FoundStatement) -> bool:
    """Whether a cue is a bare infinitive without the helping verb that it stands with."""
    parsed, cue = narration.parsed, statement.cue_span
    if parsed is None or cue is None or statement.mode == "direct":
        return False
    first = parsed.token_at(cue[0])
    return first < len(parsed.words) and parsed.starts[first] == cue[0] and parsed.tags[first] == "VB"


def title_of_statements(narration: Narration, numbers: list[int]) -> str:
    """Return a title from the first of several statements, one with a finite cue before one without."""
    said = [narration.statements[number] for number in numbers]
    statement = next((s for s in said if not is_participle(s.verb)), said[0])
    if _is_infinitive(narration, statement):  # "was the first to propose …": the cue is no verb of his
        at = statement.cue_span[0] if statement.cue_span else 0
        for sentence in narration.sentences:
            if sentence.span[0] <= at < sentence.span[1]:
                return surface_title(narration.text, sentence.span, (), narration.pronoun_name)
    name = _speaker_name(narration, statement)
    return statement_title(name, statement.verb, statement.text, quoted=statement.mode == "direct")


def cue_title(narration: Narration, sentence: Sentence, clause: Clause) -> str | None:
    """Return the title of a statement if the clause is its cue ("On Friday, Putin said …"), else None."""
    for number in sentence.statements:
        statement = narration.statements[number]
        cue = statement.cue_span
        if cue is None or clause.verb is None or not has_name(narration, statement):
            continue
        if cue[0] < clause.verb[1] and clause.verb[0] < cue[1]:
            return title_of_statements(narration, [number])
    # "Trump intimated before the summit that …": a verb without an object says nothing by itself.
    parsed = narration.parsed
    if parsed is None or clause.root < 0 or clause.kind != "happening" or clause.subject is None:
        return None
    if {parsed.deps[child] for child in parsed.children[clause.root]} & _OBJECTS:
        return None
    subjects = narration.subject_ids(clause)
    said = [n for n in sentence.statements if narration.statements[n].speaker in subjects[:1]]
    return title_of_statements(narration, said) if said else None


def put_at_a_time(narration: Narration, sentence: Sentence, clause: Clause) -> tuple[str, list[str]] | None:
    """Return the title and the reporters of "The Herald puts the landing at 10:50": a landing."""
    parsed = narration.parsed
    if parsed is None or clause.root < 0 or parsed.words[clause.root].casefold() not in PUTS:
        return None
    noun = next((t for t in parsed.children[clause.root] if parsed.deps[t] == "dobj"), None)
    if noun is None or parsed.words[noun].casefold() not in EVENT_NOUNS | BEGINNINGS:
        return None
    dates = [(date.start, date.end) for date in sentence.dates]
    title = noun_title(parsed, noun, dates, narration.names)
    return None if title is None else (title, narration.subject_ids(clause))
