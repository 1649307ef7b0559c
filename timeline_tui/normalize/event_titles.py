"""Short titles for events, made of the words of the sentence that tells them.

A title is the main clause without what leads up to it and what hangs on it. Words are left out, never put in,
but for the name of the person a pronoun stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from timeline_tui.coverage.document import Span
from timeline_tui.normalize.clauses import Clause, subject_of
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names.mentions import PARTICLES
from timeline_tui.normalize.wording import LONGEST, TRAILING, capitalised, closed, shortened

_LEADING = re.compile(
    r"(?:(?:[A-Z][A-Z .,'-]{2,40}(?:,[^—–]{1,40})?\s?(?:\([^)]{1,30}\)\s?)?[—–-]{1,2}\s)"  # a dateline
    r"|(?:however|meanwhile|moreover|also|then|later|internationally|for instance|in addition|furthermore"
    r"|instead|nevertheless|still|and|but|so|yet),?\s)",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"(?:on|in|at|by|after|before|during|since|from|following|despite|as|when|while|with|under|over|earlier|later"
    r"|last|next|this|early|late|that|until|between|through|throughout|around|about|with|just|only"
    r"|the (?:next|same|following|previous)|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d{1,2}(?::\d\d)?)\b[^,;:]{0,120},\s",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:,\s(?:which|who|whose|where|when|while|but|with|as|after|according|a|an|the)\b|;\s|\s[–—]\s|—|:\s).*$"
)
_DANGLING = re.compile(
    r"\s(?:local\s|[A-Z][\w-]*\s)?time\b(?:\s(?:on|in|at))?(?=$|\s(?:at|in|near|on)\b)|\s(?:on|at|in)$"
)

# Dependents that are left out at once, and the order in which others go while the title is too long.
_AT_ONCE = frozenset({"relcl", "advcl", "parataxis", "appos", "dep", "meta", "intj", "preconj", "cc"})
_ROUNDS: tuple[frozenset[str], ...] = (
    frozenset({"acl", "npadvmod"}),
    frozenset({"advmod"}),
    frozenset({"amod"}),
    frozenset({"prep"}),
)
_LOOSE = frozenset({"prep", "xcomp", "agent", "npadvmod"})
_UNDERSTOOD = 25
_TWO_WAYS = frozenset({"told", "asked", "left", "called", "said", "heard", "quoted"})
"""Without "was" these would say the opposite of who did what."""
_LEFT_OUT = frozenset({"was", "were", "had", "has", "have"})
_CORE = frozenset(
    {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "prt", "prep", "agent", "neg", "xcomp", "ccomp", "oprd",
     "dative",  "aux", "auxpass", "advmod", "pobj", "csubj", "npadvmod"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What persons are called in a text, by offsets.

    ``persons`` maps where a name starts to where it ends, ``titles`` where a name starts to where the role
    before it starts ("US President" Donald Trump), ``pronouns`` the span of a pronoun to the name it
    stands for.
    """

    persons: Mapping[int, int]
    titles: Mapping[int, int]
    pronouns: Mapping[Span, str]


def _join(parsed: Parsed, tokens: Sequence[int], names: Names) -> str:
    """Write tokens as text: spaces as in the source, pronouns as names, no articles at the beginning."""
    out: list[str] = []
    last = None
    for token in tokens:
        start, end = parsed.starts[token], parsed.ends[token]
        word = names.pronouns.get((start, end), parsed.words[token])
        if (start, end) in names.pronouns and parsed.tags[token] == "PRP$":
            word = parsed.words[token] if any(word in piece for piece in out) else f"{word}’s"
        glued = last is not None and parsed.ends[last] == start
        left_out = last is not None and token != last + 1
        opens = word[:1] in ",.;:)”’»!?%" or word in {"'s", "’s", "n't", "n’t", "'", "’"}
        if out and not glued and not (left_out and opens):
            out.append(" ")
        out.append(word)
        last = token
    return re.sub(r"\s+([,.;:!?)])", r"\1", "".join(out)).strip(" ,;:–—-.")


def _kept(
    parsed: Parsed,
    root: int,
    dropped: frozenset[str],
    also: frozenset[int],
    names: frozenset[int] = frozenset(),
) -> list[int]:
    """Return the tokens of the clause of ``root`` without dependents of the kinds ``dropped``.

    ``names`` are tokens of persons' names, which stay where a name was taken for an apposition of its title.
    """
    keep: set[int] = set()
    queue = [root]
    subject = subject_of(parsed, root)
    two_ways = parsed.words[root].casefold() in _TWO_WAYS or (
        subject is not None and parsed.tags[subject] == "PRP"
    )
    if subject is not None and parsed.heads[subject] != root:
        queue.append(subject)
    while queue:
        here = queue.pop()
        if here in keep:
            continue
        keep.add(here)
        for child in parsed.children[here]:
            dep = parsed.deps[child]
            named = dep == "appos" and any(t in names for t in range(child, parsed.edges[child][1] + 1))
            # "Elmendorf–Richardson", "Trump—Putin": one name in two halves.
            low = parsed.edges[child][0]
            named |= (
                dep == "appos"
                and low > 1
                and parsed.starts[low] == parsed.ends[low - 1] == parsed.ends[low - 2] + 1
            )
            if child in also or (dep in _AT_ONCE and not named):
                continue
            if here == root:
                # What stands before the subject leads up to the clause; coordinated clauses are others.
                if dep not in _CORE or (
                    dep in {"prep", "advmod", "npadvmod"} and subject is not None and child < subject
                ):
                    continue
                if dep in {"aux", "auxpass"} and parsed.words[child].casefold() in _LEFT_OUT and not two_ways:
                    continue
                if dep == "advmod" and child < root:
                    continue
            elif dep == "conj" and parsed.tags[child].startswith("VB") and parsed.tags[here].startswith("VB"):
                continue
            if dep in dropped and here != root:
                continue
            queue.append(child)
        # Coordinated nouns keep their conjunction ("fighter jets and bombers").
        if any(parsed.deps[child] == "conj" and child in queue for child in parsed.children[here]):
            queue += [child for child in parsed.children[here] if parsed.deps[child] in {"cc", "punct"}]
    keep |= _glued(parsed, keep)
    return sorted(
        token for token in keep if parsed.deps[token] != "punct" or _punctuates(parsed, token, keep)
    )


def _glued(parsed: Parsed, keep: set[int]) -> set[int]:
    """Return the other parts of words with hyphens of which a part is kept ("denial-of-service")."""
    more: set[int] = set()
    for token in keep:
        for step in (-1, 1):
            here = token
            for _ in range(8):
                beside = here + step
                if not 0 <= beside < len(parsed.words):
                    break
                left, right = min(here, beside), max(here, beside)
                hyphen = parsed.words[left][-1] in "-–" or parsed.words[right][0] in "-–"
                if parsed.ends[left] != parsed.starts[right] or not hyphen:
                    break
                more.add(beside)
                here = beside
    return more


def _punctuates(parsed: Parsed, token: int, keep: set[int]) -> bool:
    """Whether a mark still stands between what it stood between before words were left out."""
    mark = parsed.words[token]
    if mark in {",", "(", ")"}:
        return {token - 1, token + 1} <= keep
    return mark in {"-", "–", "’", "'", "“", "”", '"', "‘"}


def _without_dates(parsed: Parsed, root: int, dates: Sequence[Span]) -> frozenset[int]:
    """Return the dependents of the clause that hold its date: the date stands beside the title."""
    gone = set()
    for child in parsed.children[root]:
        low, high = parsed.edges[child]
        start, end = parsed.span(low, high)
        inside = any(start <= date[0] and date[1] <= end for date in dates)
        if inside and parsed.deps[child] in {"prep", "npadvmod", "advmod"} and end - start < 60:
            gone.add(child)
    return frozenset(gone)


def clause_title(parsed: Parsed, clause: Clause, dates: Sequence[Span], names: Names) -> str:
    """Return a title from a parsed clause, at most ``LONGEST`` characters."""
    also = set(_without_dates(parsed, clause.root, dates))
    dated = _date_tokens(parsed, clause, dates)
    roles, given = _name_parts(parsed, clause, names)
    keeps = frozenset(token for token in given[1])

    def attempt(dropped: frozenset[str], gone: set[int]) -> str:
        tokens = _kept(parsed, clause.root, dropped, frozenset(also), keeps)
        return _join(parsed, [token for token in tokens if token not in gone | dated], names)

    dropped: frozenset[str] = frozenset()
    title = attempt(dropped, roles)
    if len(title) > LONGEST:
        roles = roles | given[0]
        title = attempt(dropped, roles)
    for more in _ROUNDS[:-1]:
        if len(title) <= LONGEST:
            break
        dropped |= more
        title = attempt(dropped, roles)
    # Then phrases that hang on the verb, last first, as long as enough is left to understand.
    for child in reversed(parsed.children[clause.root]):
        if len(title) <= LONGEST:
            break
        if parsed.deps[child] in _LOOSE and child > clause.root:
            also.add(child)
            shorter = attempt(dropped, roles)
            if len(shorter) < _UNDERSTOOD:
                also.discard(child)
            else:
                title = shorter
    if len(title) > LONGEST:
        title = attempt(dropped | _ROUNDS[-1], roles)
    title = _DANGLING.sub("", _DANGLING.sub("", title))
    return capitalised(closed(shortened(_bare(title), LONGEST - 1)))


def _date_tokens(parsed: Parsed, clause: Clause, dates: Sequence[Span]) -> set[int]:
    """Return the tokens of dates in a clause and of prepositions that stand for nothing without them."""
    low, high = parsed.edges[clause.root]
    asides = _asides(parsed, low, high)
    gone = {
        token
        for token in range(low, high + 1)
        if any(start <= parsed.starts[token] and parsed.ends[token] <= end for start, end in dates)
    }
    for aside in asides:  # "(02:50 on Saturday in Moscow)"
        if gone & set(aside):
            gone |= set(aside)
    for token in range(low, high + 1):
        below = parsed.children[token]
        if parsed.deps[token] == "prep" and below and all(child in gone for child in below):
            gone.add(token)
    for token in range(low, high + 1):  # "the election held (on Friday)"
        below = parsed.children[token]
        if parsed.deps[token] == "acl" and parsed.tags[token] == "VBN" and below and gone.issuperset(below):
            gone.add(token)
    return gone


def _asides(parsed: Parsed, low: int, high: int) -> list[range]:
    """Return the tokens in each pair of brackets, with the brackets."""
    out: list[range] = []
    opened = None
    for token in range(low, high + 1):
        if parsed.words[token] == "(":
            opened = token
        elif parsed.words[token] == ")" and opened is not None:
            out.append(range(opened, token + 1))
            opened = None
    return out


def _name_parts(parsed: Parsed, clause: Clause, names: Names) -> tuple[set[int], tuple[set[int], set[int]]]:
    """Return the tokens of roles before persons' names in a clause; of given names; and of whole names."""
    low, high = parsed.edges[clause.root]
    roles: set[int] = set()
    given: set[int] = set()
    whole: set[int] = set()
    for token in range(low, high + 1):
        start = parsed.starts[token]
        title = names.titles.get(start)
        before = token - 1
        while title is not None and before >= low and parsed.starts[before] >= title:
            roles.add(before)
            before -= 1
        while (
            before >= low
            and parsed.deps[before] in {"compound", "amod", "poss"}
            and parsed.heads[before] in roles
        ):
            roles.add(before)  # "White" of "White House press secretary"
            before -= 1
        end = names.persons.get(start)
        if end is None:
            continue
        last = token
        while last < high and parsed.ends[last] < end and parsed.words[last] not in PARTICLES:
            given.add(last)
            last += 1
        while last < high and parsed.ends[last] < end:  # "von der Leyen" stays whole
            last += 1
        whole |= set(range(token, last + 1))
    return roles, (given, whole)


def _bare(title: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+(?=\w)", "", title)


def surface_title(
    text: str, sentence: Span, dates: Sequence[Span], pronoun: Callable[[Span], str | None]
) -> str:
    """Return a title from the words of a sentence alone: without dateline, leading adverbials and tail."""
    start, end = sentence
    words = text[start:end]
    for _ in range(3):
        found = _LEADING.match(words) or _ADVERBIAL.match(words)
        if not found or len(words) - found.end() < 15:
            break
        words = words[found.end() :]
    for date in dates:  # "On 3 May 2024 Silva opened …", "On Friday, …"
        leading = re.match(
            rf"(?:(?:On|In|At|By|Early on|Late on)\s)?{re.escape(text[date[0] : date[1]])},?\s", words, re.I
        )
        if leading and len(words) - leading.end() >= 15:
            words = words[leading.end() :]
    first = re.match(r"(?:He|She|They|It|His|Her)\b", words)
    if first:
        at = start + text[start:end].rfind(words)
        name = pronoun((at, at + first.end()))
        if name:
            words = (name if first[0] not in {"His", "Her"} else f"{name}’s") + words[first.end() :]
    cut = _TAIL.sub("", words)
    words = cut if len(cut) >= 20 else words
    for date in dates:
        as_written = re.escape(text[date[0] : date[1]])
        words = re.sub(rf",?\s(?:on|in|at|by)\s{as_written}(?=[\s,.]|$)", "", words)
    return capitalised(shortened(_bare(words.strip().rstrip(".,;:!"))))


def noun_title(parsed: Parsed, noun: int, dates: Sequence[Span], names: Names) -> str | None:
    """Return a title from a noun for a happening ("Putin’s invasion of Ukraine"); None if it is bare."""
    low, high = parsed.edges[noun]
    tokens = []
    for token in range(low, high + 1):
        start, end = parsed.starts[token], parsed.ends[token]
        if any(date[0] < end and start < date[1] for date in dates):
            continue
        tokens.append(token)
    kept: list[int] = []
    for token in tokens:
        if (
            parsed.deps[token] in {"relcl", "acl", "punct"}
            and token > noun
            and parsed.words[token] not in "-–’'"
        ):
            break
        kept.append(token)
    title = TRAILING.sub("", _bare(_join(parsed, kept, names)))
    return capitalised(shortened(title)) if " " in title else None
