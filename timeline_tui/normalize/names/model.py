"""The language model as a witness for names: its entities, cleaned, and corrected where words tell better."""

from __future__ import annotations

import re

from timeline_tui.normalize.dates.places import zone_of_place
from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names.mentions import (
    COMMON_ACRONYMS,
    EVENT_HEADS,
    NEVER_NAMES,
    ORGANISATION_HEADS,
    PARTICLES,
    POSTNOMINALS,
    Mention,
)
from timeline_tui.normalize.names.tables import Kind, demonyms, given_names, known_names
from timeline_tui.normalize.names.titles import bare, is_title_word, nationality
from timeline_tui.normalize.names.words import words

_FAMILY_WORDS = frozenset(
    {"administration", "campaign", "team", "family", "government", "presidency", "camp"}
)

_LABELS: dict[str, Kind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "other", "LAW": "other", "WORK_OF_ART": "other", "PRODUCT": "other", "NORP": "other",
    "DATE": "other", "TIME": "other", "LANGUAGE": "other",
}  # fmt: skip

_BEFORE_NAMES = (
    "the ", "The ", "a ", "A ", "an ", "An ", "his ", "her ", "its ", "their ", "our ", "His ", "Her ",
)  # fmt: skip


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out articles, quotation marks, brackets, a possessive ending and line ends around a name."""
    cut = text.find("\n", start, end)
    end = cut if cut > start else end
    while start < end and not text[start].isalnum():
        start += 1
    for article in _BEFORE_NAMES:
        if text.startswith(article, start) and start + len(article) < end:
            start += len(article)
    for ending in ("’s", "'s", "’", "'"):
        if text.endswith(ending, start, end):
            end -= len(ending)
            break
    while end > start and not text[end - 1].isalnum() and not _dotted(text[start:end]):
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def _dotted(name: str) -> bool:
    return name.endswith(".") and (
        name in known_names() or name.endswith((".C.", "Jr.", "Sr.", "Inc.", "Corp.", ".S.", ".K."))
    )


def from_model(text: str, parsed: Parsed) -> list[Mention]:
    """Return the model's entities, cleaned: titles, articles and what follows a quotation mark left out."""
    mentions = []
    for first, end_token, label in parsed.entities:
        kind = _LABELS.get(label)
        if kind is None:
            continue
        stop = parsed.ends[end_token - 1]
        if kind == "person" and (hyphenated := _HYPHENATED.match(text, stop)):
            stop = hyphenated.end()
        for start, end in _cleaned(text, parsed.starts[first], stop, kind):
            if kind == "person" and (particles := _PARTICLES_BEFORE.search(text, max(0, start - 8), start)):
                start = particles.start()  # "de la Cruz said"
            name = text[start:end]
            if name in demonyms() or name in NEVER_NAMES or not _spelt_as_name(name, kind):
                continue
            if name in COMMON_ACRONYMS or is_title_word(name) or text.startswith("ecretary of ", start - 12):
                continue  # "Justice Ana Silva", "Secretary of State"
            mentions.append(Mention(start, end, _likelier(text, start, name, kind), 1.0, f"model:{label}"))
    return mentions


def _likelier(text: str, start: int, name: str, kind: Kind) -> Kind:
    """Return the kind of a model's entity, corrected where its words or the word before tell better.

    The model takes towns and bases for persons: what the time zone database has a city for, what begins
    with "Joint Base" or "Fort", and a single word after "in" or "near" is a place. "the Herald" is an
    organisation, "Air Force One" an aircraft.
    """
    if _CRAFT.fullmatch(name):
        return "other"
    if kind != "person":
        return kind
    if _BASE.match(name):
        return "place"
    if " " in name or name in given_names():
        return kind
    if name in ORGANISATION_HEADS:
        return "organisation"
    if zone_of_place(name) is not None:
        return "place"
    following = text[start + len(name) : start + len(name) + 16].split(" ")[1:2]
    if text[max(0, start - 4) : start].casefold() == "the " and not _FAMILY_WORDS.intersection(following):
        return "other"  # "the Sejm": persons have no article
    possessive = text[start + len(name) : start + len(name) + 2] in ("’s", "'s")
    return "place" if not possessive and _IN.search(text, max(0, start - 6), start) else kind


_CRAFT = re.compile(r"(?:Air Force|Marine|Army|Navy) (?:One|Two)|Space Shuttle(?: \w+)?")
_RESULT = re.compile(r"\s\d{1,2}[-–]\d{1,2}$")
_HYPHENATED = re.compile(r"-[^\W\d_]\w*")
_BASE = re.compile(r"(?:Joint Base|Air Base|Naval Base|Camp|Fort|Mount|Cape|Lake|Port|RAF) [A-Z]")
_PARTICLES_BEFORE = re.compile(r"(?<!\w)(?:de la|de los|del|de|da|dos|van der|van den|van|von der|von) $")
_COMPANY = re.compile(r"(?:Inc|LLC|Ltd|Corp|Co|LP|plc|D\.?C)\b")
_SIDE = re.compile(r"(?:[Pp]ro|[Aa]nti|[Nn]on|[Pp]ost|[Pp]re)-")
_OF = re.compile(r" (?:of|for|on) ")
_POSSESSOR = re.compile(r"^.*?[’']s ")
_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear) $")


def _spelt_as_name(name: str, kind: Kind) -> bool:
    """Whether a name is spelt like a participant's.

    "pro-Beijing" is an adjective, "IE6" neither a place nor a person, and "Rome Statute" or "Alaska
    Summit" names a treaty or an event.
    """
    if not any(c.isupper() for c in name):
        return False
    if kind != "other" and " " in name and _OF.split(name, 1)[0].rpartition(" ")[2] in EVENT_HEADS:
        return False
    if kind not in ("person", "place"):
        return True
    first = name.split()[0]
    if first[0].islower() and first.split("-")[0] not in PARTICLES:
        return False
    return first != name or not any(c.isdigit() for c in name)


def _cleaned(text: str, start: int, end: int, kind: Kind) -> list[tuple[int, int]]:
    if kind == "other":
        return [trimmed(text, start, end)]
    pieces = []
    at = start
    separators = '“”"()[]:;' + ("–—/," if kind == "person" else "—")
    for place in range(start, end):
        if text[place] in separators or text.startswith(" - ", place):
            pieces.append((at, place))
            at = place + 1
    pieces.append((at, end))
    out = []
    for begin, stop in pieces:
        owner = _POSSESSOR.match(text[begin:stop])
        if owner and (kind == "person" or nationality(owner[0].strip()) is not None):
            begin += owner.end()  # "Bolivia’s Evo Morales"
        begin, stop = trimmed(text, begin, stop)
        if kind == "person":
            begin, stop = _person_words(text, begin, stop)
        else:
            stop = _without_last(text, begin, stop)
        if stop - begin > 1:
            out.append((begin, stop))
    return out


def _without_last(text: str, start: int, end: int) -> int:
    """Cut words that end no name ("Washington D.C. Image") and results ("Fulham 2-1") off the end of one."""
    if (result := _RESULT.search(text, start, end)) is not None:
        end = result.start()
    comma = text.find(", ", start, end)
    if comma > 0 and " and " not in text[comma:end] and not _COMPANY.match(text, comma + 2, end):
        end = comma  # "State Duma, Ella Pamfilova"
    parts = words(text[start:end])
    last = len(parts)
    while last > 1 and (parts[last - 1].text in NEVER_NAMES or parts[last - 1].text in ("the", "and", "of")):
        last -= 1
    return end if last == len(parts) else start + parts[last - 1].end


def _person_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut titles and nationalities off the front of a person's name and small words off its end."""
    parts = words(text[start:end])
    first, last = 0, len(parts)
    while first < last and (
        is_title_word(parts[first].text)
        or _SIDE.match(parts[first].text)
        or (
            first + 1 < last
            and (nationality(parts[first].text) is not None or bare(parts[first].text) == "former")
        )
    ):
        first += 1
    while first < last and (
        not parts[last - 1].capital
        or parts[last - 1].text in NEVER_NAMES
        or (last - first > 1 and parts[last - 1].text in POSTNOMINALS)
    ):
        last -= 1
    while first < last and parts[first].text in NEVER_NAMES:
        first += 1
    if first >= last:
        return start, start
    stop = start + parts[last - 1].end
    if last == len(parts) and text[start:end].endswith("."):
        stop = end
    return start + parts[first].start, stop
