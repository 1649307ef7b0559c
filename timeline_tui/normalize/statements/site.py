"""A cue verb in its sentence: what every pattern of content looks at."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.statements.lexicon import Cue

ADDRESSING = frozenset({"tell", "ask", "inform", "assure", "remind", "warn", "advise", "urge"})
"""Cues whose object is the one spoken to."""

Tokens = tuple[tuple[int, int], ...]
"""Pairs of first and last token."""

Found = tuple[str, Tokens] | None
"""The name of the pattern that fitted, and the content."""


@dataclass(frozen=True, slots=True)
class Site:
    """A cue verb in its sentence (first token, end token), with the dependents that follow it."""

    parsed: Parsed
    verb: int
    entry: Cue
    sentence: tuple[int, int]

    def after(self, *deps: str) -> list[int]:
        """Return the dependents after the verb with one of these labels, label by label."""
        kids = self.parsed.children[self.verb]
        return [kid for dep in deps for kid in kids if kid > self.verb and self.parsed.deps[kid] == dep]

    def reach(self, token: int) -> tuple[int, int]:
        """Return the edges of a dependent, not before the verb."""
        low, high = self.parsed.edges[token]
        return max(low, self.verb + 1), high

    def word(self, token: int) -> str:
        """Return a word in lower case."""
        return self.parsed.words[token].casefold()


def marked(parsed: Parsed, verb: int, marks: tuple[str, ...]) -> bool:
    """Whether a clause is opened by one of these conjunctions."""
    return any(
        parsed.deps[k] == "mark" and parsed.words[k].casefold() in marks for k in parsed.children[verb]
    )
