"""An analysis as lines to read: every decision with the rule that made it, text from files literally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from timeline_tui.model.literal import literal
from timeline_tui.normalize.records import Analysis, FoundParticipant, FoundStatement

_WIDEST = 100


def _shown(words: str, widest: int = _WIDEST) -> str:
    line = literal(" ".join(words.split()))
    return line if len(line) <= widest else line[: widest - 1] + "…"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _statement(analysis: Analysis, statement: FoundStatement) -> str:
    names = {participant.id: participant.name for participant in analysis.participants}
    text = analysis.document.text
    if statement.speaker is not None:
        who = names.get(statement.speaker, statement.speaker)
    elif statement.speaker_span is not None:
        who = f"“{_shown(text[slice(*statement.speaker_span)], 40)}” (no participant)"
    else:
        who = "(nobody named)"
    place = f"{statement.content_spans[0][0]}–{statement.content_spans[-1][1]}"
    said = [who, statement.verb or "—"]
    if statement.to:
        said.append("to " + ", ".join(names.get(to, to) for to in statement.to))
    if statement.via is not None:
        said.append(f"as {names.get(statement.via, statement.via)} tells it")
    line = f"{literal(' · '.join(said))} · {_shown(statement.text, 78)}  [{literal(statement.stage)}]"
    return f"{place:>13}  {statement.mode:<8} {line}"


def _participant(participant: FoundParticipant, text: str) -> str:
    """Return name, roles, and how often each form of the name and each pronoun stands for it."""
    roles = "; ".join(
        role.role + (f", {role.of}" if role.of and role.of not in role.role else "")
        for role in participant.roles
    )
    forms = Counter(text[slice(*span)] for span in participant.mentions)
    counted = [f"{form} ×{count}" if count > 1 else form for form, count in forms.most_common()]
    said = "" if [*forms] == [participant.name] and sum(forms.values()) == 1 else f": {', '.join(counted)}"
    return f"{participant.name}{f' ({roles})' if roles else ''}{said}"


def _lines(analysis: Analysis) -> Iterator[str]:
    document, text = analysis.document, analysis.document.text
    yield literal(document.id) + (f"  {_shown(document.title)}" if document.title else "")
    told = [
        literal(document.publisher or "no publisher"),
        literal(document.published or "no publication date"),
    ]
    yield f"  {' · '.join(told)} · {_plural(len(analysis.sentences), 'sentence')}"
    for note in analysis.notes:
        yield f"  note: {literal(note)}"
    yield ""
    yield f"  {_plural(len(analysis.dates), 'date')}"
    for date in analysis.dates:
        place = f"{date.start}–{date.end}"
        when = date.edtf or "not on the calendar"
        yield f"    {place:>13}  {_shown(date.text, 40)} = {date.value} ({when})  [{date.rule}]"
    yield f"  {_plural(len(analysis.participants), 'participant')}"
    for participant in analysis.participants:
        line = _shown(_participant(participant, text), 160)
        yield f"    {participant.kind:<12} {line}  [{participant.rule}]"
    yield f"  {_plural(len(analysis.statements), 'statement')}"
    for statement in analysis.statements:
        yield f"    {_statement(analysis, statement)}"
    yield f"  {_plural(len(analysis.events), 'event')}"
    for event in analysis.events:
        tags = f" ({', '.join(event.tags)})" if event.tags else ""
        yield f"    {event.when or 'undated':<22} {_shown(event.title)}{tags}  [{event.rule}]"
        details = [
            ", ".join(event.participants),
            f"at {event.place}" if event.place else "",
            _plural(len(event.statements), "statement") if event.statements else "",
            f"from “{event.when_text}”" if event.when_text else "",
            *(f"{claim.field}: {claim.value}" for claim in event.claims),
        ]
        if any(details):
            yield f"    {'':<22} {_shown(' · '.join(filter(None, details)), 120)}"
        for start, end in event.sentences:
            yield f"    {'':<22} {start}–{end} “{_shown(text[start:end], 80)}”"


def as_report(analysis: Analysis) -> str:
    """Return the readable report of ``inspect``, safe to print, a line feed at its end."""
    return "\n".join(_lines(analysis)) + "\n"
