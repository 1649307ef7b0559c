"""How long each kind of query takes, asked of the index in this process.

The first screen is there when the first 40 matches around the middle of the timeline are known and their
events read; the answer when all rows are known. Each query is asked once of each of N newly opened indexes,
so that nothing is answered from memory of the same question.

Usage: ``python benchmarks/queries.py FILE.jsonl [--runs N] [--json]``.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generate import NEEDLE, NEEDLE_PHRASE, person
from measure import Figure, index_of, peak_mb, report, warm

from timeline_tui.search.index import Index
from timeline_tui.search.parse import parse_query

SCREEN = 40
"""Rows on a screen."""

FIRST_SCREEN, ANSWER, ANSWER_SHORT = 50.0, 150.0, 450.0
"""Targets in ms: the first screen; all rows; all rows of a query of one or two letters."""


class Kind(NamedTuple):
    """A kind of query, an example, and the target for its answer in ms."""

    name: str
    text: str
    limit: float | None = ANSWER


KINDS = (
    Kind("1 letter", "s", ANSWER_SHORT),
    Kind("2 letters", "th", ANSWER_SHORT),
    Kind("2 letters, rare", "zq", ANSWER_SHORT),
    Kind("3 letters, frequent", "the"),
    Kind("3 letters, seldom", "qui"),
    Kind("4 letters, frequent", "said"),
    Kind("a word", "minister"),
    Kind("a rare word", NEEDLE.lower()),
    Kind("a word that never occurs", "zyzzyva"),
    Kind("two words", "minister strike"),
    Kind("four words", "the said on for"),
    Kind("phrase, frequent", '"said the"'),
    Kind("phrase, rare", f'"{NEEDLE_PHRASE}"'),
    Kind("who: the most frequent", f'who:"{person(0)}"'),
    Kind("who: a part of names", "who:mar"),
    Kind("speaker:", f'speaker:"{person(3)}"'),
    Kind("tag:", "tag:health"),
    Kind("place:", "place:lodz"),
    Kind("publisher:", "publisher:gazette"),
    Kind("said:", 'said:"the"'),
    Kind("when: a year", "when:2008"),
    Kind("when!: a month", "when!:2008-03"),
    Kind("after:", "after:2010"),
    Kind("has:conflict", "has:conflict"),
    Kind("is:accepted", "is:accepted"),
    Kind("is:undated", "is:undated"),
    Kind("pattern with a word", "/minister.*strike/"),
    Kind("pattern with a rare word", r"/quill\w+er/"),
    Kind("pattern without a word", r"/(a|e)\w+ .*(ee|oo|ou)\w* .*(s|d) /", None),
    Kind("either", "minister OR strike"),
    Kind("one but not the other", "minister -the"),
    Kind("all but", "-minister"),
    Kind("a mix", "(war OR peace) tag:health after:2010 -minister"),
    Kind("words in a year", "minister the when:2008"),
)


class Asked(NamedTuple):
    """How long one query took to its first screen and to its answer, in ms, and how many rows it found."""

    first: float
    whole: float
    rows: int


def ask(index: Index, text: str) -> Asked:
    """Ask one query."""
    query = parse_query(text, zone=index.zone)
    known: list[float] = []

    def some(rows: Sequence[int]) -> None:
        if not known and len(rows) >= SCREEN:
            known.append(time.perf_counter())

    start = time.perf_counter()
    rows = index.search(query, near=len(index) // 2, partial=some)
    whole = time.perf_counter()
    at = max(0, min(len(rows) // 2, len(rows) - SCREEN))
    shown = [index.rows[row].event.title for row in rows[at : at + SCREEN]]
    read = time.perf_counter() - whole
    assert len(shown) <= SCREEN
    first = (known[0] if known else whole) - start + read
    return Asked(first * 1000, (whole - start) * 1000, len(rows))


def measure(file: Path, runs: int) -> Iterator[Figure]:
    """Ask all kinds of queries."""
    asked: dict[str, list[Asked]] = {kind.name: [] for kind in KINDS}
    opening, preparing = [], []
    with warm(file) as env:
        for _ in range(runs):
            start = time.perf_counter()
            index = Index.open(index_of(env))
            opening.append(time.perf_counter() - start)
            start = time.perf_counter()
            index.prepare()
            preparing.append(time.perf_counter() - start)
            for kind in KINDS:
                asked[kind.name].append(ask(index, kind.text))
    yield Figure("Queries", "open the index", statistics.median(opening) * 1000, "ms")
    yield Figure("Queries", "prepare for the first search", statistics.median(preparing) * 1000, "ms")
    for kind in KINDS:
        name = f"{kind.name} `{kind.text}`".replace("|", "¦")
        first = statistics.median(one.first for one in asked[kind.name])
        whole = statistics.median(one.whole for one in asked[kind.name])
        note = f"{asked[kind.name][0].rows} rows"
        yield Figure("Queries: first screen", name, first, "ms", limit=FIRST_SCREEN)
        yield Figure("Queries: all rows", name, whole, "ms", limit=kind.limit, note=note)
    yield Figure("Queries", "peak memory of the process that asked", peak_mb("self"), "MB")


if __name__ == "__main__":
    report(measure, __doc__, runs=5)
