"""The English language model: found, checked, loaded once, and run in bounded pieces.

The model gives word classes, the dependency tree and named entities. It is spaCy's, an optional extra of the
package; everything that uses it also works without it and finds less. What comes out is plain tuples
(:class:`Parsed`), so nothing above this module sees a spaCy object and tests can build a parse by hand.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

from timeline_tui.coverage.document import Span
from timeline_tui.model.problems import InputError, Problem
from timeline_tui.normalize import model_files

if TYPE_CHECKING:
    from spacy.tokens import Doc

OFFICIAL_MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm")
"""Official models that a user may have installed, best first. Transformer models are too slow for this."""

UNUSED_COMPONENTS = ("lemmatizer", "attribute_ruler", "senter")

MISSING_NOTE = (
    "the language model is not installed: names and statements come from surface rules only "
    "(install timeline-tui[language])"
)
"""What an analysis says when :func:`load` returned None."""

BLOCK_CHARACTERS = 5_000
"""No block longer than this goes through the model: it bounds memory, whatever the document's length."""

LONGEST_SENTENCE = 4_000
"""A longer "sentence" (a table, a list without full stops) is cut at white space before it is parsed."""

_BATCH = 32
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNBROKEN = re.compile(r"\S{200,}")
_LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A loaded model: ``name`` and ``version`` for the notes, ``pipeline`` the spaCy object."""

    name: str
    version: str
    pipeline: Any


@dataclass(frozen=True)
class Parsed:
    """A parsed text as parallel tuples, one item a token; offsets count in the document's text.

    ``tags`` are Penn Treebank tags, ``deps`` ClearNLP dependency labels, ``heads`` token numbers (a root
    is its own head). ``entities`` are (first token, end token, OntoNotes label), ``sentences`` (first token,
    end token). White space tokens do not occur.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    entities: tuple[tuple[int, int, str], ...]
    sentences: tuple[tuple[int, int], ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in text order."""
        below: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                below[head].append(token)
        return tuple(tuple(items) for items in below)

    @cached_property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """First and last token of each token's subtree."""
        low, high = list(range(len(self.words))), list(range(len(self.words)))
        depth = [0] * len(self.words)
        order = sorted(range(len(self.words)), key=self._depths(depth).__getitem__, reverse=True)
        for token in order:
            head = self.heads[token]
            low[head] = min(low[head], low[token])
            high[head] = max(high[head], high[token])
        return tuple(zip(low, high, strict=True))

    def _depths(self, depth: list[int]) -> list[int]:
        known = [False] * len(depth)
        for token in range(len(depth)):
            path = []
            here = token
            while not known[here] and self.heads[here] != here:
                path.append(here)
                known[here] = True
                here = self.heads[here]
            level = depth[here]
            for step in reversed(path):
                level += 1
                depth[step] = level
        return depth

    def span(self, first: int, last: int) -> Span:
        """Return the character span of the tokens ``first`` to ``last``, both included."""
        return self.starts[first], self.ends[last]

    def token_at(self, offset: int) -> int:
        """Return the number of the first token that ends after ``offset`` (the number of tokens if none)."""
        return bisect_right(self.ends, offset)


def _readable(text: str) -> str:
    """Return a text of the same length that the model can read in fair time.

    Lone surrogates are no text. The tokenizer looks at every end of a word again and again: what goes on for
    hundreds of characters without white space (a row of quotation marks, encoded data) gets some.
    """
    safe = _SURROGATE.sub("\ufffd", text)
    return _UNBROKEN.sub(lambda found: re.sub(_EVERY, r"\1 ", found[0]), safe)


_EVERY = re.compile(rf"(.{{{_LONGEST_WORD - 1}}}).")


def _data_folder(package: str) -> Path | None:
    """Return the folder with a model package's ``config.cfg`` without running the package's code."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None:
        return None
    configs = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
    return configs[-1].parent if configs else None


def check_files(folder: Path) -> None:
    """Compare the bundled model's files with the known sums.

    Raises:
        InputError: a file is missing, was changed, or does not belong there.
    """
    for name, wanted in model_files.SHA256.items():
        file = folder / name
        try:
            found = hashlib.sha256(file.read_bytes()).hexdigest()
        except OSError:
            found = None
        if found != wanted:
            what = "is missing" if found is None else "is not the published one"
            raise InputError(
                Problem(
                    "error",
                    "model-changed",
                    f"a file of the language model {what}; install "
                    f"{model_files.PACKAGE} {model_files.VERSION} again",
                    file=str(file),
                )
            )


def _installed() -> tuple[str, Path] | None:
    """Return name and folder of the model to use: the user's own official one before the bundled one."""
    for package in (*OFFICIAL_MODELS, model_files.PACKAGE):
        folder = _data_folder(package)
        if folder is not None:
            return package, folder
    return None


@cache
def load() -> LanguageModel | None:
    """Return the language model, or None where spaCy or an English model is not installed.

    The first call takes about a second, later ones nothing.

    Raises:
        InputError: the model's files are not the published ones (``model-changed``) or cannot be read
            (``model-unreadable``).
    """
    if importlib.util.find_spec("spacy") is None:
        return None
    installed = _installed()
    if installed is None:
        return None
    name, folder = installed
    if name == model_files.PACKAGE:
        check_files(folder)
    from spacy.util import load_model_from_path

    try:
        pipeline = load_model_from_path(folder, exclude=list(UNUSED_COMPONENTS))
    except (OSError, ValueError, KeyError) as error:
        problem = Problem(
            "error", "model-unreadable", f"the language model cannot be read: {error}", file=str(folder)
        )
        raise InputError(problem) from error
    return LanguageModel(name, str(pipeline.meta.get("version", "")), pipeline)


def _pieces(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences; what is too long for the parser is cut at white space."""
    for start, end in sentences:
        while end - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
            cut = cut if cut > 0 else start + LONGEST_SENTENCE
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def _blocks(text: str, sentences: Sequence[Span]) -> Iterator[list[Span]]:
    """Group sentences of one paragraph (no line feed between them) up to the block length."""
    block: list[Span] = []
    for start, end in _pieces(text, sentences):
        if block and ("\n" in text[block[-1][1] : start] or end - block[0][0] > BLOCK_CHARACTERS):
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block


@dataclass(slots=True)
class _Columns:
    """The growing columns of a :class:`Parsed`."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[tuple[int, int, str]]
    sentences: list[tuple[int, int]]


def _add(columns: _Columns, doc: Doc, offset: int) -> None:
    """Append one block's tokens; white space tokens are left out and their dependents hang higher."""
    base = len(columns.words)
    number: dict[int, int] = {}
    kept = [token for token in doc if not token.is_space]
    for place, token in enumerate(kept):
        number[token.i] = base + place
    for token in kept:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        columns.words.append(intern(token.text))
        columns.starts.append(offset + token.idx)
        columns.ends.append(offset + token.idx + len(token.text))
        columns.tags.append(intern(token.tag_))
        columns.deps.append(intern(token.dep_))
        columns.heads.append(number.get(head.i, number[token.i]))
    for entity in doc.ents:
        inside = [number[i] for i in range(entity.start, entity.end) if i in number]
        if inside:
            columns.entities.append((inside[0], inside[-1] + 1, entity.label_))
    for sentence in doc.sents:
        inside = [number[i] for i in range(sentence.start, sentence.end) if i in number]
        if inside:
            columns.sentences.append((inside[0], inside[-1] + 1))


def parse(language: LanguageModel, text: str, sentences: Sequence[Span]) -> Parsed:
    """Parse the given sentences of a text; their boundaries are kept, text between them is left out.

    Without sentences every line of the text is parsed and the model finds the boundaries itself.
    Memory grows with the result only: the text goes through the model in blocks of a paragraph.
    """
    pipeline = language.pipeline
    safe = _readable(text)
    free = not sentences
    if free:
        sentences = [match.span() for match in re.finditer(r"[^\n]+", safe)]
    columns = _Columns([], [], [], [], [], [], [], [])
    with pipeline.memory_zone():

        def prepared() -> Iterator[tuple[Any, int]]:
            for block in _blocks(safe, sentences):
                offset = block[0][0]
                doc = pipeline.make_doc(safe[offset : block[-1][1]])
                if not free:
                    _force_boundaries(doc, [start - offset for start, _ in block])
                yield doc, offset

        for doc, offset in pipeline.pipe(prepared(), as_tuples=True, batch_size=_BATCH):
            _add(columns, doc, offset)
    return Parsed(
        text,
        tuple(columns.words),
        tuple(columns.starts),
        tuple(columns.ends),
        tuple(columns.tags),
        tuple(columns.deps),
        tuple(columns.heads),
        tuple(columns.entities),
        tuple(columns.sentences),
    )


def _force_boundaries(doc: Doc, starts: Sequence[int]) -> None:
    """Tell the parser where sentences start: at the first token at or after each offset, nowhere else."""
    wanted = 0
    for token in doc:
        begins = False
        while wanted < len(starts) and token.idx + len(token.text) > starts[wanted] and not token.is_space:
            begins = True
            wanted += 1
        token.is_sent_start = begins or token.i == 0
