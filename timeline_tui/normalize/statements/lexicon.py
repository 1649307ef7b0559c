"""The cue lexicon: which verbs report speech, of what kind, and what may follow them as content.

``cues.tsv`` is the data. *Kinds*: speech ("said"), stance ("criticised"), denial ("rejected"), promise
("vowed"), demand ("urged"). *Patterns*: ``clause`` (a that-clause or question), ``object`` (its object is
the content: "denied the report"), ``to`` (an infinitive: "vowed to stay"), ``object-to`` ("urged Kyiv to
sign"), ``as`` ("described the meeting as …"), ``small`` ("called it a mistake"), ``/for`` (the phrase after
that preposition: "called for talks"), ``quote`` (with a quotation only). ``person`` asks for a
subject that can speak (not "the talks revealed rifts"), ``writing`` for one that tells in writing ("the poll
found that …").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

CueKind = Literal["speech", "stance", "denial", "promise", "demand"]

ADJECTIVE_CUES = frozenset(
    {
        "candid",
        "clear",
        "blunt",
        "frank",
        "explicit",
        "defiant",
        "adamant",
        "unequivocal",
        "scathing",
        "emphatic",
        "confident",
    }
)
"""Adjectives that announce speech before a colon or a that-clause: "was candid: “…”", "made clear that"."""

IRREGULAR: dict[str, str] = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "swore": "swear", "sworn": "swear",
    "thought": "think", "felt": "feel", "began": "begin", "begun": "begin", "pled": "plead",
    "forecast": "forecast",
    "lied": "lie", "found": "find", "shown": "show", "retold": "retell",
}  # fmt: skip

_DOUBLED = frozenset(
    {"admit", "commit", "brag", "beg", "rebut", "quip", "slam", "dub", "label", "signal", "refer"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb. ``patterns`` as in the module's description, ``prepositions`` what ``/…`` allowed."""

    lemma: str
    kind: CueKind
    patterns: frozenset[str]
    prepositions: frozenset[str]


def _forms(lemma: str) -> list[str]:
    """Return the regular forms of a verb."""
    if lemma in _DOUBLED and lemma not in ("label", "signal"):
        stem = lemma + lemma[-1]
        return [lemma, lemma + "s", stem + "ed", stem + "ing"]
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    more = [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"] if lemma in ("label", "signal") else []
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return [lemma, lemma + plural, lemma + "ed", lemma + "ing", *more]


@cache
def cues() -> dict[str, Cue]:
    """Return every form of every cue verb, in lower case."""
    text = (files(__package__) / "cues.tsv").read_text(encoding="utf-8")
    table: dict[str, Cue] = {}
    by_lemma: dict[str, Cue] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        lemma, kind, patterns = line.split("\t")
        items = patterns.split(",")
        cue = Cue(
            lemma,
            kind,  # type: ignore[arg-type]
            frozenset(item for item in items if not item.startswith("/")),
            frozenset(item[1:] for item in items if item.startswith("/")),
        )
        by_lemma.setdefault(lemma, cue)
        for form in _forms(lemma):
            table.setdefault(form, by_lemma[lemma])
    for form, lemma in IRREGULAR.items():
        if lemma in by_lemma:
            table[form] = by_lemma[lemma]
    return table
