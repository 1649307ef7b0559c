"""Clause structure: subject, cue and content of each cue verb, read off the dependency tree.

Works on token numbers of a :class:`~timeline_tui.normalize.language.Parsed`; knows nothing of participants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.contents import content_of
from timeline_tui.normalize.statements.inverted import subject_beside
from timeline_tui.normalize.statements.lexicon import Cue, cues
from timeline_tui.normalize.statements.site import ADDRESSING, Tokens
from timeline_tui.normalize.statements.tree import noun_phrase, relative_subject, subject_of, without_aside

_FORBIDDING = frozenset({"decline", "refuse", "decide", "fail", "want", "need", "try", "able", "plan"})
_SILENT = frozenset(
    {"say", "tell", "comment", "elaborate", "mention", "answer", "respond", "specify", "disclose", "discuss"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue verb with what the tree gives it. ``subject`` is (first, last, head) token or None."""

    cue: int
    entry: Cue
    subject: tuple[int, int, int] | None
    content: Tokens
    pattern: str
    to: tuple[int, ...] = ()


def _denied(parsed: Parsed, verb: int, entry: Cue) -> bool:
    """Whether the verb says that nothing was said: "did not say", "declined to comment", "if he says"."""
    if entry.lemma == "refuse":
        inner = [k for k in parsed.children[verb] if k > verb and parsed.deps[k] in ("xcomp", "ccomp")]
        return any(parsed.words[k].casefold() in _SILENT for k in inner)
    if entry.lemma not in _SILENT:
        return False
    if any(parsed.deps[kid] == "neg" for kid in parsed.children[verb]):
        return True
    head = parsed.heads[verb]
    if parsed.deps[verb] != "xcomp":
        return False
    form = parsed.words[head].casefold()
    return any(form.startswith(stem.rstrip("e")) for stem in _FORBIDDING)


def frames(parsed: Parsed) -> Iterator[Frame]:
    """Yield a frame for each cue verb of the text that could have content or a quotation."""
    table = cues()
    for first, end in parsed.sentences:
        for token in range(first, end):
            tag = parsed.tags[token]
            entry = table.get(parsed.words[token].casefold()) if tag.startswith("VB") else None
            if entry is None or (
                parsed.deps[token] in ("amod", "compound", "aux")
                and parsed.words[token - 1] not in ("”", '"', "''")
            ):
                continue
            if _denied(parsed, token, entry) or _naming(parsed, token, entry) or _adjective(parsed, token):
                continue
            subject = subject_of(parsed, token)
            pattern, content = content_of(parsed, token, entry, (first, end))
            if pattern == "inverted" and subject is not None and content and subject <= content[0][1]:
                beside = subject_beside(parsed, token, (first, end))
                subject = beside[2] if beside is not None else subject
            if pattern not in ("clause", "inverted"):
                content = tuple((low, without_aside(parsed, low, high)) for low, high in content)
            phrase = noun_phrase(parsed, subject) if subject is not None else None
            relative = relative_subject(parsed, token)
            if phrase is not None and relative is not None:
                phrase = (relative, relative, phrase[2])
            yield Frame(token, entry, phrase, content, pattern, _recipients(parsed, token, entry))


def _naming(parsed: Parsed, verb: int, entry: Cue) -> bool:
    """Whether a verb gives a name: "a group called Sandy Hook Promise"."""
    naming = entry.lemma in ("call", "dub", "label")
    root = parsed.deps[parsed.heads[verb]] == "ROOT"
    return naming and parsed.tags[verb] == "VBN" and parsed.deps[verb] == "acl" and not root


def _adjective(parsed: Parsed, verb: int) -> bool:
    """Whether a participle stands before its noun: "60 pledged delegates", "the alleged attack"."""
    if parsed.tags[verb] not in ("VBN", "VBD") or not 0 < verb < len(parsed.words) - 1:
        return False
    before = parsed.tags[verb - 1]
    return before in ("CD", "JJ", "DT", "PRP$", "POS", "JJR") and parsed.tags[verb + 1] in ("NN", "NNS")


def _recipients(parsed: Parsed, verb: int, entry: Cue) -> tuple[int, ...]:
    """Return the tokens somebody is told: dative, object of tell, "to …"."""
    out = []
    for kid in parsed.children[verb]:
        dep = parsed.deps[kid]
        objects = ("dative", "dobj") if entry.lemma in ADDRESSING else ("dative",)
        if dep in objects and kid > verb and parsed.tags[kid].startswith(("NN", "PRP")):
            out.append(kid)
        elif dep in ("dative", "prep") and parsed.words[kid].casefold() == "to":
            out += [k for k in parsed.children[kid] if parsed.deps[k] == "pobj"]
    return tuple(out)
