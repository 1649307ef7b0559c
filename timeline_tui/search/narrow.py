"""Narrow a query by one more term, as facets and names under the cursor do."""

from __future__ import annotations

from datetime import UTC, date, tzinfo

from timeline_tui.search.expressions import Field, Not, Or
from timeline_tui.search.parse import QueryError, parse_query
from timeline_tui.search.terms import Term


def with_term(text: str, added: str, *, today: date | None = None, zone: tzinfo = UTC) -> str:
    """Return the query ``text`` narrowed by the term ``added``, which is a query itself (see ``field_term``).

    A term that is there already is not added twice; its opposite is replaced. What cannot be read is kept.
    """
    added = added.strip()
    try:
        query = parse_query(text, today=today, zone=zone)
        new = parse_query(added, today=today, zone=zone).expression
    except QueryError:
        return f"{text.rstrip()} {added}".lstrip()
    if isinstance(new, Or):
        added = f"({added})"
    present = query.terms
    if any(one.expression == new for one in present):
        return text
    opposite = new.part if isinstance(new, Not) else Not(new)
    kept = [_grouped(text, one) for one in present if one.expression != opposite]
    return " ".join([*kept, added])


def _grouped(text: str, term: Term) -> str:
    words = text[term.span[0] : term.span[1]]
    is_bare_or = isinstance(term.expression, Or) and not words.startswith("(")
    return f"({words})" if is_bare_or else words


def field_term(name: str, value: str, *, negated: bool = False, exact: bool = True) -> str:
    """Return a field term as a query writes it, quoted as needed: ``-who:="J. D. Vance"``.

    Facets and names under the cursor ask for the whole id or name (``exact``): ``us`` is not "Russia".
    """
    return f"{'-' if negated else ''}{Field(name, value, exact)}"
