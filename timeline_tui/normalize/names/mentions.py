"""Candidates for names, from four witnesses.

They are the tables, titles and given names, the words that end an organisation's name, and the language
model (:mod:`timeline_tui.normalize.names.model`). Each says what kind of thing it takes the words for; the
vote over a whole document is taken in :mod:`timeline_tui.normalize.names.entities`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from timeline_tui.normalize.names.tables import Kind, Known, demonyms, given_names, known_names, word_set
from timeline_tui.normalize.names.titles import (
    is_head,
    is_short_title,
    is_title_word,
    nationality,
    title_before,
)
from timeline_tui.normalize.names.words import Word, words

ORGANISATION_HEADS = word_set("organisation_heads")
"""Words that head the name of an organisation ("Baker Institute", "Ministry of Defence")."""

PLACE_HEADS = word_set("place_heads")

NEVER_NAMES = word_set("never_names")

PARTICLES = word_set("particles")
EVENT_HEADS = word_set("event_heads")
SPEAKING = word_set("speaking_verbs")
COMMON_ACRONYMS = word_set("common_acronyms")
POSTNOMINALS = word_set("postnominals")
SURNAME_ENDINGS = word_set("surname_endings")
PLACE_OPENERS = word_set("place_openers")
GROUP_OPENERS = word_set("group_openers")
_NO_PERSON = ORGANISATION_HEADS | PLACE_HEADS | EVENT_HEADS


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text taken for a name of ``kind`` by the witness ``rule`` with a weight in the vote."""

    start: int
    end: int
    kind: Kind
    weight: float
    rule: str
    known: Known | None = None


@cache
def _table_index() -> dict[str, list[tuple[tuple[str, ...], Known]]]:
    index: dict[str, list[tuple[tuple[str, ...], Known]]] = defaultdict(list)
    for form, known in known_names().items():
        parts = tuple(word.text for word in words(form))
        if parts:
            index[parts[0]].append((parts, known))
    for items in index.values():
        items.sort(key=lambda item: -len(item[0]))
    return dict(index)


def _close(text: str, one: Word, other: Word, gaps: tuple[str, ...] = (" ", ". ")) -> bool:
    """Whether two words follow each other in one name: a space, or the full stop of an initial."""
    gap = text[one.end : other.start]
    return gap in (" ", "\u00a0") or (gap in gaps and (gap != ". " or len(one.text) <= 2))


_TABLE_GAPS = (" ", ". ", ", ", " - ", "’", "'", "’ ", "' ")
"""What may stand between the words of a name in the tables: "Workers’ Party", "St. John's"."""


def from_tables(text: str, found: list[Word]) -> list[Mention]:
    """Return the longest table name at each place; one that may be part of another name weighs less."""
    index = _table_index()
    mentions: list[Mention] = []
    place = 0
    while place < len(found):
        for parts, known in index.get(found[place].text, ()):
            last = place + len(parts) - 1
            if last >= len(found) or any(found[place + i].text != part for i, part in enumerate(parts)):
                continue
            if any(not _close(text, found[i], found[i + 1], _TABLE_GAPS) for i in range(place, last)):
                continue
            end = found[last].end
            if text[end : end + 1] == "." and text[found[place].start : end + 1] in known_names():
                end += 1
            after = found[last + 1] if last + 1 < len(found) else None
            if known.table in ("capital", "place") and after and after.text in EVENT_HEADS:
                place = last  # "Rome Statute", "Alaska Summit" name a treaty and an event, no place
                break
            weight = 1.0 if _ambiguous(text, found, place, last, known) else 3.0
            mentions.append(
                Mention(found[place].start, end, known.kind, weight, f"table:{known.table}", known)
            )
            place = last
            break
        place += 1
    return mentions


def _ambiguous(text: str, found: list[Word], first: int, last: int, known: Known) -> bool:
    """Whether a table name may be part of another one: "Michael Jordan", "Jordan River"."""
    if known.table == "organisation" and last > first:
        return False
    before = found[first - 1] if first else None
    if before and before.capital and _close(text, before, found[first]) and before.text in given_names():
        return True
    after = found[last + 1] if last + 1 < len(found) else None
    return bool(after and _close(text, found[last], after) and after.text in PLACE_HEADS | ORGANISATION_HEADS)


Runs = list[list[int]]
"""Stretches of capitalised words that may be names, as numbers of words."""


def runs(text: str, found: list[Word]) -> Runs:
    """Return the runs of capitalised words (numbers of words); particles stand inside, weekdays end a run.

    A nickname in quotation marks stands inside, too: "Eleanor “Nell” Van Houten".
    """
    out: list[list[int]] = []
    run: list[int] = []
    nickname = -1
    for number, word in enumerate(found):
        joined = bool(run) and (number - 1 == nickname or _close(text, found[number - 1], word))
        if run and not joined and word.capital and _nickname(text, found, number):
            joined, nickname = True, number
        if word.capital and word.text not in NEVER_NAMES:
            if run and not joined:
                out.append(run)
                run = []
            run.append(number)
        elif joined and word.text in PARTICLES and _name_follows(found, number):
            run.append(number)
        else:
            if run:
                out.append(run)
            run = []
    if run:
        out.append(run)
    return [r for r in (_without_particles(r, found) for r in out) if r]


def _nickname(text: str, found: list[Word], number: int) -> bool:
    """Whether a word stands in quotation marks between a given name and the rest of a name."""
    if number + 1 >= len(found) or not found[number + 1].capital:
        return False
    before = text[found[number - 1].end : found[number].start]
    after = text[found[number].end : found[number + 1].start]
    return (before, after) in _NICKNAME_MARKS and found[number - 1].text in given_names()


_NICKNAME_MARKS = frozenset({(" “", "” "), (' "', '" '), (" ‘", "’ "), (" '", "' "), (" (", ") ")})


def _name_follows(found: list[Word], number: int) -> bool:
    """Whether a capitalised word follows a particle, at once or after another one ("von der Leyen")."""
    following = found[number + 1 : number + 3]
    if following and following[0].text in PARTICLES and not following[0].capital:
        following = following[1:]
    return bool(following) and following[0].capital


def _without_particles(run: list[int], found: list[Word]) -> list[int]:
    while run and not found[run[-1]].capital:
        run = run[:-1]
    return run


def from_surface(text: str, found: list[Word], shown_runs: Runs, *, alone: bool) -> list[Mention]:
    """Return names that their own words or the word before give away.

    A run of capitalised words after a title or beginning with a given name is a person; one that ends in a
    word like "Ministry" or "Institute" an organisation, in "River" or "Street" a place. ``alone`` (no
    language model): a run of capitals is an acronym, and one after "in" or "at" a place.
    """
    known = known_names()
    mentions: list[Mention] = []
    for run in shown_runs:
        shown = [found[i] for i in run]
        titles = [i for i, word in enumerate(shown[:-1]) if is_title_word(word.text)]
        begin = titles[-1] + 1 if titles else 0
        name = shown[begin:]
        while len(name) > 1 and name[-1].text in POSTNOMINALS:
            name = name[:-1]
        before = found[run[0] - 1] if run[0] else None
        start, end = name[0].start, name[-1].end
        end += name[-1].text in ("Jr", "Sr") and text.startswith(".", end)
        titled = bool(titles) or _titled(text, before, start, alone=len(name) == 1)
        words_of = text[start:end]
        last = name[-1].text
        if words_of in known or words_of in demonyms() or is_head(last):
            continue
        if last in ORGANISATION_HEADS:
            stop = _of_phrase(text, found, run[-1])
            if stop > end or (len(shown) > 1 and not (titled and len(name) == 1)):
                mentions.append(Mention(shown[0].start, stop, "organisation", 1.0, "ending"))
            continue
        if last in PLACE_HEADS and len(name) > 1:
            mentions.append(Mention(start, end, "place", 1.0, "ending"))
            continue
        capitals = sum(word.capital for word in name)
        if nationality(name[0].text) is not None or capitals > 4:
            continue
        if len(name) > 1 and name[0].text in GROUP_OPENERS:
            mentions.append(Mention(start, end, "organisation", 2.0, "group"))
        elif len(name) > 1 and (why := _person_by_words(name)):
            mentions.append(Mention(start, end, "person", 2.0, why))
        elif titled and last not in known and capitals <= 3:
            mentions.append(Mention(start, end, "person", 2.0, "title"))
        elif len(name) == 1 and not last.isupper() and _speaks(text, found, run[-1]):
            mentions.append(Mention(start, end, "person", 1.5, "speaks"))
        elif alone and len(name) == 1 and last.isupper() and 2 <= len(last) <= 6 and last.isalpha():
            mentions.append(Mention(start, end, "organisation", 1.0, "acronym"))
        elif alone and before and before.text in ("in", "at", "near", "from") and len(name) <= 3:
            mentions.append(Mention(start, end, "place", 1.0, "preposition"))
    return mentions


def _titled(text: str, before: Word | None, start: int, *, alone: bool) -> bool:
    """Whether a title stands before a name: "Judge Silva"; "the finance minister, Ana Silva"."""
    if before is None:
        return False
    gap = text[before.end : start]
    if gap == " ":
        return is_title_word(before.text)
    if gap == ". ":
        return is_short_title(before.text)
    return gap == ", " and not alone and title_before(text, start) is not None


def _person_by_words(name: list[Word]) -> str:
    """Return what shows that several words are a person's name: a given name, a particle, a patronymic."""
    if any(word.text in _NO_PERSON for word in name) or name[0].text in PLACE_OPENERS:
        return ""
    if is_given(name[0].text):
        return "given-name"
    if any(not word.text[0].isupper() and word.text.split("-")[0] in _NOBLE for word in name[1:-1]):
        return "particle"
    last = name[-1].text
    if not last[0].isupper() or (len(name) < 4 and last.casefold().endswith(tuple(SURNAME_ENDINGS))):
        return "surname"
    return ""


def is_given(word: str) -> bool:
    """Whether a word is a common given name, perhaps in capitals ("PAIGE") or double ("Jean-Marc")."""
    names = given_names()
    if word in names or (word.isupper() and len(word) > 2 and word.title() in names):
        return True
    first, hyphen, second = word.partition("-")
    return bool(hyphen) and first in names and second in names


_NOBLE = frozenset({"von", "van", "bin", "ibn", "zu", "wa", "ole", "ould"})
"""Particles that stand in persons' names and hardly in others."""


def _speaks(text: str, found: list[Word], number: int) -> bool:
    """Whether a word has a verb of saying beside it: "Kasich said", "said Kasich,"."""
    if number and found[number - 1].text in ("the", "The"):
        return False  # "the Opposition said"
    following = [w.text for w in found[number + 1 : number + 3]]
    if following and following[0] in ("has", "had", "have", "also"):
        following = following[1:]
    if following and following[0] in SPEAKING and text[found[number].end : found[number].end + 1] == " ":
        return True
    before = found[number - 1] if number else None
    closed = text[found[number].end : found[number].end + 1] in (".", ",")
    return bool(
        before and closed and before.text in SPEAKING and text[before.end : found[number].start] == " "
    )


def _of_phrase(text: str, found: list[Word], number: int) -> int:
    """Return the end of an organisation's name that goes on with "of …" ("Ministry of Foreign Affairs")."""
    end = found[number].end
    if found[number].text in ("Times", "News", "Post") or [
        w.text for w in found[number + 1 : number + 2]
    ] not in (
        ["of"],
        ["for"],
    ):
        return end
    for place in range(number + 1, min(number + 8, len(found))):
        word = found[place]
        if text[found[place - 1].end : word.start] != " ":
            break
        if word.capital:
            end = word.end
        elif word.text not in ("of", "for", "the", "and"):
            break
    return end
