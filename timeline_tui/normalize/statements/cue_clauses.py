"""Cue clauses: a cue with its speaker phrase as character spans, from the tree or from the surface alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.clauses import Frame, frames
from timeline_tui.normalize.statements.context import Context
from timeline_tui.normalize.statements.inverted import main_clause
from timeline_tui.normalize.statements.lexicon import ADJECTIVE_CUES, cues
from timeline_tui.normalize.statements.noun_cues import noun_frames
from timeline_tui.normalize.statements.tails import TIMES
from timeline_tui.normalize.statements.tree import FINITE, RELATIVE, noun_phrase, subject_of

_WORD = re.compile(r"[^\W_](?:[\w’'-]*\w)?")
_PRONOUN = re.compile(r"\b(?:he|she|they|it|I|we)\b", re.IGNORECASE)
_THAT = re.compile(r"\s+that\b")


@dataclass(frozen=True, slots=True)
class CueClause:
    """A cue outside quotation marks. ``head`` is the head noun of the ``speaker`` phrase.

    ``happened`` is False where the verb does not say that anything was said: "to urge", "would say".
    """

    cue: Span
    verb: str
    speaker: Span | None
    head: Span | None
    content: tuple[Span, ...]
    pattern: str
    to: tuple[Span, ...] = ()
    happened: bool = True


def cue_clauses(here: Context) -> list[CueClause]:
    """Return every cue clause outside full quotations, in text order."""
    if here.parsed is None:
        return _from_surface(here)
    found: list[CueClause | None] = [_from_frame(here, here.parsed, frame) for frame in frames(here.parsed)]
    found += _according(here, here.parsed) + _adjectives(here, here.parsed) + _nouns(here, here.parsed)
    return sorted(
        (c for c in found if c is not None and here.region_at(c.cue[0]) is None and not _in_markup(here, c)),
        key=lambda c: c.cue,
    )


def _in_markup(here: Context, clause: CueClause) -> bool:
    """Whether a cue is the name of an element or a tag: "<tweet …>", "#ask"."""
    return here.text[max(0, clause.cue[0] - 1) : clause.cue[0]] in ("<", "/", "#", "@")


def _from_frame(here: Context, parsed: Parsed, frame: Frame) -> CueClause | None:
    cue = parsed.span(frame.cue, frame.cue)
    speaker = head = None
    subject = frame.subject
    if subject is not None and here.region_at(parsed.starts[subject[2]]) is not None:
        subject = None
    if subject is None and (
        here.regions_in(*_sentence_of(here, cue)) or _right_after_name(parsed, frame.cue)
    ):
        subject = _neighbour(here, parsed, frame.cue)
    if subject is not None:
        speaker = parsed.span(subject[0], subject[1])
        head = parsed.span(subject[2], subject[2])
    content = tuple(parsed.span(a, b) for a, b in frame.content)
    to = tuple(parsed.span(token, token) for token in frame.to)
    verb = parsed.words[frame.cue].casefold()
    happened = _happened(parsed, frame.cue)
    return CueClause(cue, verb, speaker, head, content, frame.pattern, to, happened)


def _right_after_name(parsed: Parsed, cue: int) -> bool:
    """Whether a finite cue follows a name or pronoun: "On Friday Ana Silva said" (one name)."""
    finite = parsed.tags[cue] in ("VBD", "VBZ", "VBP")
    return finite and cue > 0 and parsed.tags[cue - 1] in ("NNP", "NNPS", "PRP")


def _happened(parsed: Parsed, verb: int) -> bool:
    """Whether a verb is finite without a modal, or a participle ("saying"): something was said."""
    auxiliaries = [k for k in parsed.children[verb] if k < verb and parsed.deps[k] in ("aux", "auxpass")]
    if any(parsed.tags[k] in ("MD", "TO") for k in auxiliaries) or parsed.tags[verb] == "VB":
        return False
    return parsed.tags[verb] != "VBN" or bool(auxiliaries)


def main_subject(here: Context, start: int, end: int) -> tuple[Span, Span] | None:
    """Return the subject phrase and its head of the main verb of a stretch of text, None without a parse."""
    parsed = here.parsed
    if parsed is None:
        return None
    for token in range(parsed.token_at(start), len(parsed.words)):
        if parsed.starts[token] >= end:
            return None
        subject = parsed.deps[token] == "nsubj" and parsed.words[token].casefold() not in RELATIVE
        if subject and here.region_at(parsed.starts[token]) is None:
            low, high, head = noun_phrase(parsed, token)
            return parsed.span(low, high), parsed.span(head, head)
    return None


def _sentence_of(here: Context, span: Span) -> Span:
    return here.sentence_at(span[0]) or span


def _neighbour(here: Context, parsed: Parsed, cue: int) -> tuple[int, int, int] | None:
    """Return the noun phrase next to a cue, for sentences whose quotation confused the parser."""
    nominal = ("NN", "PRP")
    after = cue + 1
    while after < len(parsed.words) and parsed.tags[after] in (
        "DT",
        "JJ",
        "PRP$",
        "NNP",
        "NN",
        "NNS",
        "NNPS",
        "PRP",
        "POS",
    ):
        after += 1
    before = cue - 1
    while (
        before >= 0 and parsed.tags[before] in ("RB", "MD", "VBD", "VBZ", "VBP", "VBN") and cue - before < 4
    ):
        before -= 1
    if (
        before >= 0
        and parsed.tags[before].startswith(nominal)
        and here.region_at(parsed.starts[before]) is None
    ):
        low = before
        while low > 0 and parsed.tags[low - 1] in ("DT", "JJ", "PRP$", "NNP", "NN", "NNS", "NNPS", "POS"):
            if here.region_at(parsed.starts[low - 1]) is not None:
                break
            low -= 1
        while low < before and parsed.words[low].casefold() in TIMES:
            low += 1
        return low, before, before
    if (
        after > cue + 1
        and parsed.tags[after - 1].startswith(nominal)
        and parsed.tags[cue] in ("VBD", "VBZ", "VBP")
    ):
        return cue + 1, after - 1, after - 1
    return None


def _according(here: Context, parsed: Parsed) -> list[CueClause | None]:
    """Return "according to X": the rest of its sentence is what X says."""
    out: list[CueClause | None] = []
    for token, word in enumerate(parsed.words[:-2]):
        if word.casefold() != "according" or parsed.words[token + 1].casefold() != "to":
            continue
        preposition = token + 1
        objects = [k for k in parsed.children[preposition] if parsed.deps[k] == "pobj"]
        objects = objects or [k for k in parsed.children[token] if parsed.deps[k] == "pobj"]
        if not objects:
            continue
        begin, end = _sentence_of(here, parsed.span(token, token))
        phrase = noun_phrase(parsed, objects[0])
        stop = parsed.ends[parsed.edges[objects[0]][1]]
        first = parsed.token_at(begin)
        opening = _attributed(parsed, first, token)
        pieces = []
        if here.text[begin : parsed.starts[token]].strip(' ,“"('):
            pieces.append((parsed.starts[opening], parsed.starts[token]))
        whole = main_clause(parsed, opening, token) and parsed.tags[token - 2] not in FINITE
        if not pieces or (here.text[stop : stop + 1] == "," and not whole):
            pieces.append((stop, end))
        out.append(
            CueClause(
                parsed.span(token, preposition),
                "according to",
                parsed.span(phrase[0], phrase[1]),
                parsed.span(objects[0], objects[0]),
                tuple(pieces),
                "according",
            )
        )
    return out


def _has_finite(parsed: Parsed, low: int, high: int) -> bool:
    """Whether a finite verb with its subject stands among some tokens."""
    return any(
        parsed.deps[t] in ("nsubj", "nsubjpass", "expl") and low <= parsed.heads[t] < high
        for t in range(low, high)
    )


def _attributed(parsed: Parsed, first: int, cue: int) -> int:
    """Return the token at which the clause begins that "according to" is about.

    "He runs the fund, and it lost money, according to Fitch": the last clause, or what follows a colon.
    """
    for token in range(cue - 4, first + 2, -1):
        if parsed.words[token] == ":" or (
            parsed.words[token] in ("and", "but")
            and parsed.words[token - 1] == ","
            and _has_finite(parsed, token + 1, cue)
            and _has_finite(parsed, first, token)
            and parsed.deps[token + 1] in ("nsubj", "nsubjpass", "expl", "det", "poss", "compound", "amod")
        ):
            return token + 1
    return first


def _nouns(here: Context, parsed: Parsed) -> list[CueClause | None]:
    """Return "X’s claim that …" and the like."""
    out: list[CueClause | None] = []
    for frame in noun_frames(parsed):
        low, high, head = frame.subject
        if here.region_at(parsed.starts[head]) is not None:
            continue
        out.append(
            CueClause(
                parsed.span(frame.cue, frame.cue), parsed.words[frame.cue].casefold(), parsed.span(low, high),
                parsed.span(head, head), (parsed.span(*frame.content),), frame.pattern,
            )
        )  # fmt: skip
    return out


def _adjectives(here: Context, parsed: Parsed) -> list[CueClause | None]:
    """Return "X was candid: …" and "X made clear that …"."""
    out: list[CueClause | None] = []
    for token, word in enumerate(parsed.words):
        if word.casefold() not in ADJECTIVE_CUES or parsed.deps[token] not in (
            "acomp",
            "oprd",
            "ccomp",
            "xcomp",
            "conj",
        ):
            continue
        end = parsed.ends[token]
        colon = here.text[end : end + 1] == ":"
        if not (colon or _THAT.match(here.text, end)):
            continue
        subject = subject_of(parsed, parsed.heads[token])
        if subject is None or here.region_at(parsed.starts[subject]) is not None:
            continue
        phrase = noun_phrase(parsed, subject)
        sentence = _sentence_of(here, (end - 1, end))
        content = () if colon else ((end, sentence[1]),)
        out.append(
            CueClause(
                parsed.span(token, token), word.casefold(), parsed.span(phrase[0], phrase[1]),
                parsed.span(subject, subject), content, "adjective",
            )
        )  # fmt: skip
    return out


def _from_surface(here: Context) -> list[CueClause]:
    """Return cue clauses without a parse: a cue next to a name or pronoun; content only after "that"."""
    table = cues()
    out = []
    starts = [start for start, _, _ in here.mentions]
    for begin, end in here.sentences:
        for found in _WORD.finditer(here.text, begin, end):
            entry = table.get(found[0].casefold())
            if entry is None or here.region_at(found.start()) is not None:
                continue
            speaker = _surface_speaker(here, starts, begin, end, found.span())
            content: tuple[Span, ...] = ()
            that = _THAT.match(here.text, found.end(), end)
            if that is not None and speaker is not None and "clause" in entry.patterns:
                content = ((found.end() + 1, end),)
            out.append(
                CueClause(
                    found.span(), found[0].casefold(), speaker, speaker, content, "clause" if content else ""
                )
            )
    return out


def _surface_speaker(here: Context, starts: Sequence[int], begin: int, end: int, cue: Span) -> Span | None:
    """Return the mention or pronoun right before a cue (an adverb may stand between) or after."""
    text = here.text
    place = bisect_right(starts, cue[0]) - 1
    for start, stop, _ in reversed(here.mentions[max(0, place - 2) : place + 1]):
        if (
            start >= begin
            and stop <= cue[0]
            and re.fullmatch(r"(?:\s+(?:has|have|had|also|later|then|\w+ly))*\s+", text[stop : cue[0]])
        ):
            return start, stop
    for start, stop, _ in here.mentions[place + 1 : place + 2]:
        if start < end and re.fullmatch(r"(?:\s+[^\W\d_][\w.]*){0,5}\s+", text[cue[1] : start]):
            return start, stop
    pronoun = None
    for found in _PRONOUN.finditer(text, max(begin, cue[0] - 30), cue[0]):
        pronoun = found
    if pronoun is not None and re.fullmatch(
        r"(?:\s+(?:has|have|had|also|later|then|\w+ly))*\s+", text[pronoun.end() : cue[0]]
    ):
        return pronoun.span()
    return None
