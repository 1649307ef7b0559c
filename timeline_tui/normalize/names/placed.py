"""Names that their place on the page tells: datelines, speakers' labels, acronyms in running text."""

from __future__ import annotations

import re
from collections import Counter

from timeline_tui.coverage.paragraphs import dateline_end, is_heading, paragraphs
from timeline_tui.normalize.dates.places import zone_of_place
from timeline_tui.normalize.names.mentions import COMMON_ACRONYMS, EVENT_HEADS, NEVER_NAMES, Mention
from timeline_tui.normalize.names.tables import demonyms, known_names
from timeline_tui.normalize.names.titles import is_title_word
from timeline_tui.normalize.names.words import Cover, Word, words

_PLACE = re.compile(r"\s*([^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,2}?)(?:,|\s?[(:]|\s?[—–-])")
_OPENING = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?: [—–] |: )(?=[A-Z“\"])")
_LABEL = re.compile(r"([A-Z][^\n:“”\"?!]{1,60}?)\s*(?:\([^()\n]{1,30}\))?:\s")
_CAPITALS = re.compile(r"(?:[A-Z][A-Z.’'-]+\s){0,3}[A-Z][A-Z’'-]+$")
_ACRONYM = re.compile(r"[A-Z]{2,6}\d?|[A-Z]+\d{1,2}")

FIRST_PARAGRAPHS = 4
"""A dateline opens one of a text's first paragraphs: headline, byline and caption may come before it."""


def from_place_on_page(text: str) -> list[Mention]:
    """Return places in datelines and speakers in labels.

    "LIMA, June 10 (Reuters) - ", "Accra — " if the tables know the town, "BENGALURU: " at the head of a
    report; "RAMOS: …" where paragraphs are labelled so more than once.
    """
    shown = paragraphs(text)
    return _datelines(text, shown) + _labels(text, shown)


def _datelines(text: str, shown: tuple[tuple[int, int], ...]) -> list[Mention]:
    mentions = []
    for paragraph in shown[:FIRST_PARAGRAPHS]:
        start, _ = paragraph
        end = dateline_end(text, paragraph)
        if end == start:
            opening = _OPENING.match(text, *paragraph)
            if opening is None or is_heading(text, paragraph):
                continue
            end = opening.end()
        found = _PLACE.match(text, start, end)
        if found is None:
            continue
        name = found[1]
        usual = name.title() if name.isupper() else name
        known = known_names().get(name) or known_names().get(usual)
        sure = end == dateline_end(text, paragraph) or (text[end - 2] == ":" and name.isupper())
        if known is None and zone_of_place(usual) is None and not (sure and name not in NEVER_NAMES):
            continue
        if known is not None and known.kind not in ("place", "state"):
            continue
        mentions.append(
            Mention(found.start(1), found.end(1), known.kind if known else "place", 3.0, "dateline", known)
        )
    return mentions


def _labels(text: str, shown: tuple[tuple[int, int], ...]) -> list[Mention]:
    """Return the names in capitals that label paragraphs of a transcript."""
    found: list[tuple[int, int]] = []
    for start, end in shown:
        label = _LABEL.match(text, start, min(end, start + 90))
        if label is None:
            continue
        name = _CAPITALS.search(label[1].partition(",")[0])
        if name is not None:
            parts = [w for w in words(name[0]) if not is_title_word(w.text)]
            if parts and not {w.text for w in parts} & COMMON_ACRONYMS:
                begin = label.start(1) + name.start()
                found.append((begin + parts[0].start, begin + parts[-1].end))
    surnames = Counter(text[start:end].rpartition(" ")[2] for start, end in found)
    return [
        Mention(start, end, "person", 2.0, "label")
        for start, end in found
        if surnames[text[start:end].rpartition(" ")[2]] > 1
    ]


def from_acronyms(found: list[Word], taken: Cover) -> list[Mention]:
    """Return acronyms in running text that no other witness saw: "the SNP’s candidate", "former MI6 chief".

    ``taken`` is what candidates cover. Beside another word in capitals it is no acronym but a shout.
    """
    mentions = []
    for number, word in enumerate(found):
        name = word.text
        if (not name[-1].isupper() and not name[-1].isdigit()) or not name[0].isupper():
            continue
        if len(name) < 3 or word.start in taken or not _ACRONYM.fullmatch(name):
            continue
        if name in NEVER_NAMES or name in COMMON_ACRONYMS or name in demonyms() or name in known_names():
            continue
        around = found[max(0, number - 1) : number] + found[number + 1 : number + 2]
        if any(w.text.isupper() and len(w.text) > 1 for w in around):
            continue
        if any(w.text == "New" or w.text.capitalize() in EVENT_HEADS for w in around):
            continue  # "the New START treaty"
        mentions.append(Mention(word.start, word.end, "organisation", 0.6, "acronym"))
    return mentions
