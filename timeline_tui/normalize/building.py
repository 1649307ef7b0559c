"""A timeline in the making: its sources, its events so far, and which of them rest on which source."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.passages import find_passage
from timeline_tui.model.timeline import Event, Evidence, Source
from timeline_tui.normalize.merging import same_passage
from timeline_tui.normalize.registry import Registry

QUOTES_GONE = "quotes that are no longer in "


@dataclass(slots=True)
class Building:
    """A timeline in the making."""

    output: Path | None
    registry: Registry
    sources: dict[str, Source] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    written: int = 0  # how many of the events stood in the previous timeline
    by_source: dict[str, list[int]] = field(default_factory=dict)
    event_ids: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)  # SHA-256 of a text → the source that has it
    counts: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)

    # ---------------------------------------------------------- sources

    def unchanged(self, document: Document) -> bool:
        """Whether the earlier timeline was built from this very text."""
        known = self.sources.get(document.id)
        return known is not None and known.sha256 == document.sha256

    def source(self, document: Document) -> Source:
        """Add or renew the record of a document."""
        known = self.sources.get(document.id)
        sha256 = document.sha256
        found = {
            "publisher": document.publisher,
            "title": document.title,
            "url": document.url,
            "published": document.published,
            "language": document.language,
            "derived_from": document.derived_from,
            "document": self._relative(document.path),
            "sha256": sha256,
        }
        same_text = self.texts.setdefault(sha256, document.id)
        if same_text != document.id and found["derived_from"] is None:
            found["derived_from"] = same_text
        if known is None:
            made = Source(id=document.id, **found)
        else:
            self._relocate(document)
            # What a person wrote stays; only what says which text it is gets renewed.
            renewed = {key: value for key, value in found.items() if value and getattr(known, key) is None}
            made = known.model_copy(update={**renewed, "sha256": sha256})
        self.sources[document.id] = made
        return made

    def _relative(self, path: str | None) -> str | None:
        if path is None or self.output is None:
            return path
        try:
            return Path(os.path.relpath(path, self.output.parent)).as_posix()
        except ValueError:  # another drive
            return None

    def _relocate(self, document: Document) -> None:
        """Find the earlier quotes of a document anew, for its text has changed."""

        def moved(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
            out = []
            for item in evidence:
                if item.source == document.id and item.at is not None:
                    places = find_passage(document.text, item.quote, near=item.at)
                    if places and places[0] != item.at:
                        item = item.model_copy(update={"at": places[0]})
                    elif not places:
                        self.counts[f"{QUOTES_GONE}{document.id}"] += 1
                out.append(item)
            return tuple(out)

        for number in self.by_source.get(document.id, ()):
            event = self.events[number]
            self.events[number] = event.model_copy(
                update={
                    "evidence": moved(event.evidence),
                    "statements": tuple(
                        s.model_copy(update={"evidence": moved(s.evidence)}) for s in event.statements
                    ),
                    "claims": tuple(
                        c.model_copy(update={"evidence": moved(c.evidence)}) for c in event.claims
                    ),
                }
            )

    # ---------------------------------------------------------- events

    def keep(self, number: int, event: Event) -> None:
        """Remember which sources an event rests on."""
        for evidence in all_evidence(event):
            numbers = self.by_source.setdefault(evidence.source, [])
            if number not in numbers[-1:]:
                numbers.append(number)

    def told_before(self, event: Event, source: str) -> int | None:
        """Return the event that already rests on the same passage of the same source."""
        for number in self.by_source.get(source, ()):
            known = self.events[number]
            if any(same_passage(a, b) for a in all_evidence(known) for b in event.evidence):
                return number
        return None


def all_evidence(event: Event) -> Iterator[Evidence]:
    """Yield the evidence of an event, its statements and its claims."""
    yield from event.evidence
    for statement in event.statements:
        yield from statement.evidence
    for claim in event.claims:
        yield from claim.evidence
