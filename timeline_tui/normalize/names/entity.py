"""A participant in the making."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.names.tables import Kind, Known

LONGEST_ACRONYM = 6


@dataclass(eq=False)
class Entity:
    """A participant in the making. ``forms`` counts how often each form of the name occurs."""

    kind: Kind
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    known: Known | None = None

    @property
    def name(self) -> str:
        """The name shown.

        That of the table (an organisation's as the text has it), else the fullest form, of equals the most
        frequent.
        """
        if self.known is not None and self.known.table != "organisation":
            return self.known.name
        if self.known is not None:  # "CNN" where the text never spells it out
            written = Counter({form: count for form, count in self.forms.items() if count})
            if not written or written[self.known.name]:
                return self.known.name
            bare = [form for form in written if not form.startswith("The ")] or list(written)
            return max(bare, key=lambda form: (written[form], len(form), form))
        person, acronym = self.kind == "person", self.kind == "organisation"

        def rank(form: str) -> tuple[int, bool, int, int, str]:
            fullness = min(len(form.split()), 3) if person else 0
            shouted = form.isupper() and (acronym or (person and len(form) > LONGEST_ACRONYM))
            return fullness, not shouted, self.forms[form], len(form), form

        return max(self.forms, key=rank)

    def add(self, span: Span, form: str, rule: str) -> None:
        """Count one more mention."""
        self.forms[form] += 1
        self.spans.append(span)
        self.rules[rule] += 1
