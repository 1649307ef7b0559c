"""One document, analysed: the pure step from a document to everything found in it."""

from __future__ import annotations

from typing import Any

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.sentences import sentences as split_sentences
from timeline_tui.normalize.dates import find_dates
from timeline_tui.normalize.events import find_events
from timeline_tui.normalize.language import MISSING_NOTE, LanguageModel, parse
from timeline_tui.normalize.names import find_participants
from timeline_tui.normalize.names.persons import shared_surnames
from timeline_tui.normalize.records import Analysis
from timeline_tui.normalize.report import as_report
from timeline_tui.normalize.statements import find_statements

__all__ = ["analyse", "as_object", "as_report"]

UNDATED_NOTE = "no publication date: relative dates hang on the text's own dates or stay open"


def analyse(document: Document, language: LanguageModel | None, *, zone: str = "UTC") -> Analysis:
    """Return what is found in a document: sentences, dates, participants, statements, events.

    A pure function of its arguments. Without a language model surface rules find less, and a note says so.
    ``zone`` is the IANA zone that times of day mean; "UTC" leaves them without an offset.
    """
    text = document.text
    sentences = split_sentences(text)
    parsed = None if language is None else parse(language, text, sentences)
    dates = find_dates(text, published=document.published, sentences=sentences, zone=zone)
    participants = find_participants(document, parsed)
    statements = find_statements(document, sentences, participants, parsed)
    events, notes = find_events(document, sentences, dates, participants, statements, parsed)
    missing = () if language is not None else (MISSING_NOTE,)
    undated = () if document.published is not None else (UNDATED_NOTE,)
    return Analysis(
        document=document,
        sentences=sentences,
        dates=dates,
        participants=participants,
        statements=statements,
        events=events,
        notes=(*missing, *undated, *shared_surnames(text, participants), *notes),
    )


def as_object(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as the JSON object that ``inspect --json`` prints.

    Offsets are half-open pairs of code points into ``text``, which is the document's text unchanged.
    """
    document = analysis.document
    return {
        "id": document.id,
        "published": document.published,
        "text": document.text,
        "dates": [
            {
                "start": date.start,
                "end": date.end,
                "text": date.text,
                "type": date.type,
                "timex": date.value,
                "edtf": date.edtf,
                "rule": date.rule,
            }
            for date in analysis.dates
        ],
        "participants": [
            {
                "id": participant.id,
                "name": participant.name,
                "kind": participant.kind,
                "mentions": [list(span) for span in participant.mentions],
                "aliases": list(participant.aliases),
                "roles": [{"role": role.role, "of": role.of} for role in participant.roles],
                "rule": participant.rule,
            }
            for participant in analysis.participants
        ],
        "statements": [
            {
                "mode": statement.mode,
                "speaker": statement.speaker,
                "speaker_span": list(statement.speaker_span) if statement.speaker_span else None,
                "cue_span": list(statement.cue_span) if statement.cue_span else None,
                "content_spans": [list(span) for span in statement.content_spans],
                "text": statement.text,
                "verb": statement.verb,
                "to": list(statement.to),
                "via": statement.via,
                "stage": statement.stage,
                "confidence": statement.confidence,
            }
            for statement in analysis.statements
        ],
        "events": [
            {
                "when": event.when,
                "title": event.title,
                "sentences": [list(span) for span in event.sentences],
                "participants": list(event.participants),
                "place": event.place,
                "tags": list(event.tags),
                "rule": event.rule,
            }
            for event in analysis.events
        ],
        "notes": list(analysis.notes),
    }
