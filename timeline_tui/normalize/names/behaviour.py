"""What the words around a name tell of it: an age, an apposition, kin, or a pronoun that takes it up.

Witnesses that know no names: "Amneh Jafari, 23, said", "Valeska Paris, an Australian woman", "Byron sold his
house". Each is a vote for a person; the vote over the whole document is taken elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from timeline_tui.normalize.language import Parsed
from timeline_tui.normalize.names.mentions import ORGANISATION_HEADS, PLACE_HEADS, POSTNOMINALS, Mention, Runs
from timeline_tui.normalize.names.tables import demonyms, given_names, known_names
from timeline_tui.normalize.names.titles import MODIFIERS, bare, is_head, is_title_word, nationality
from timeline_tui.normalize.names.words import Word

_AGE = re.compile(r",\s(?:aged\s|age\s)?[1-9]\d(?:,|\sand\b|\.)")
_APPOSITION = re.compile(
    r",\s(?:an?|the|his|her|their|our)\s(?:[\w’'-]+\s){0,4}?"
    r"(?:woman|man|mother|father|son|daughter|brother|sister|wife|husband|widow|widower|resident|student|teacher"
    r"|activist|businessman|businesswoman|author|journalist|professor|voter|doctor|farmer|veteran|actor|actress)\b"
)
_KIN = re.compile(
    r"[’']s\s(?:wife|husband|mother|father|son|daughter|brother|sister|widow|parents|children)\b"
)
_WHO = re.compile(r",?\swho(?:se)?\s")
_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_STEPS = 8
_NEAR = 120


def from_behaviour(text: str, found: list[Word], shown: Runs, parsed: Parsed | None) -> list[Mention]:
    """Return the names that the words around them show to be persons'."""
    mentions = []
    for run in shown:
        name = [found[i] for i in run]
        while len(name) > 1 and (is_title_word(name[0].text) or nationality(name[0].text) is not None):
            name = name[1:]
        start, end = name[0].start, name[-1].end
        if not _fit(text, name):
            continue
        aged = _AGE.match(text, end, end + 16)
        if aged or (len(name) > 1 and _APPOSITION.match(text, end, end + 70)):
            mentions.append(Mention(start, end, "person", 2.0, "apposition"))
        elif _KIN.match(text, end, end + 14):
            mentions.append(Mention(start, end, "person", 1.5, "kin"))
        elif len(name) > 1 and _WHO.match(text, end, end + 8):
            mentions.append(Mention(start, end, "person", 1.0, "who"))
    mentions += _where(text, found, shown)
    return mentions + (_taken_up(text, found, parsed) if parsed is not None else [])


def from_surnames(
    text: str, found: list[Word], shown: Runs, candidates: Sequence[Mention], parsed: Parsed
) -> list[Mention]:
    """Return names that end in a word which another witness took for a person.

    "Dries Mertens" is one where "Mertens" alone is, if the model takes the word before for a name, too.
    """
    votes: defaultdict[tuple[str, bool], float] = defaultdict(float)
    for m in candidates:
        votes[text[m.start : m.end], m.kind == "person"] += m.weight
    mentions = []
    for run in shown:
        name = [found[i] for i in run]
        while len(name) > 2 and (is_title_word(name[0].text) or nationality(name[0].text) is not None):
            name = name[1:]
        while len(name) > 2 and name[-1].text in POSTNOMINALS:
            name = name[:-1]
        last = name[-1].text
        if not 2 <= len(name) <= 3 or votes[last, True] <= votes[last, False] or not _fit(text, name):
            continue
        if any(
            is_title_word(w.text) or bare(w.text) in MODIFIERS or nationality(w.text) is not None
            for w in name[:-1]
        ):
            continue
        token = parsed.token_at(name[0].start)
        if (
            token < len(parsed.words)
            and parsed.starts[token] == name[0].start
            and parsed.tags[token] == "NNP"
        ):
            mentions.append(Mention(name[0].start, name[-1].end, "person", 1.5, "surname"))
    return mentions


def _fit(text: str, name: list[Word]) -> bool:
    """Whether words can be a person's name: two to four without the words of bodies and places."""
    words = text[name[0].start : name[-1].end]
    return (
        len(name) <= 4
        and words not in known_names()
        and words not in demonyms()
        and not is_head(name[-1].text)
        and not any(w.text in ORGANISATION_HEADS | PLACE_HEADS or w.text.isupper() for w in name)
    )


def _where(text: str, found: list[Word], shown: Runs) -> list[Mention]:
    """Return single words that stand where a place does, or where a football club does.

    "captured Bakhmut", "near Zlatar", "from Zlatar to Brod" are votes for a place; "Everton beat Fulham 2-1"
    and "drew with Everton" for a body.
    """
    mentions = []
    often = Counter(word.text for word in found)
    for run in shown:
        word = found[run[0]]
        if len(run) > 1 or not _fit(text, [word]) or word.text in given_names():
            continue
        before = text[max(0, word.start - 16) : word.start]
        standing = _TAKEN.search(before) or _ROUTE.match(text, max(0, word.start - 5), word.end + 5)
        if standing or (often[word.text] == 1 and _VISITED.search(before)):
            mentions.append(Mention(word.start, word.end, "place", 1.5, "where"))
        line = text[max(0, word.start - _NEAR) : word.end + _NEAR]
        if _MATCH.search(line) and (_PLAYS.match(text, word.end) or _PLAYED.search(before)):
            mentions.append(Mention(word.start, word.end, "organisation", 2.0, "plays"))
    return mentions


_TAKEN = re.compile(
    r"\b(?:captured|seized|shelled|bombed|bombarded|stormed|besieged|occupied|liberated|recaptured|retook|fled"
    r"|near|outside|throughout|towards?|inside|around)\s$"
)
_VISITED = re.compile(r"\b(?:visited|entered|reached|hit|struck|left|visiting|leaving)\s$")
_ROUTE = re.compile(r"from\s[A-Z]\w+\sto\s[A-Z]")
_MATCH = re.compile(
    r"\b\d{1,2}[-–]\d{1,2}\b|\b(?:goals?|striker|midfielder|goalkeeper|league|penalty|kick-?off)\b"
)
_PLAYS = re.compile(r"\s(?:beat|defeated|thrashed|edged|drew|lost|scored|won|signed|host(?:ed)?)\b")
_PLAYED = re.compile(r"\b(?:beat|defeated|thrashed|edged|drew with|lost to|against|over)\s$")


def _taken_up(text: str, found: list[Word], parsed: Parsed) -> list[Mention]:
    """Return the subjects that a "he" or "she" of their own clause takes up: "Byron sold his house"."""
    starting = {word.start: word for word in found}
    out = []
    for token, word in enumerate(parsed.words):
        if word.casefold() not in _PRONOUNS:
            continue
        here = token
        for _ in range(_STEPS):
            if parsed.heads[here] == here:
                break
            here = parsed.heads[here]
            subject = next(
                (k for k in parsed.children[here] if parsed.deps[k] == "nsubj" and k < token), None
            )
            if subject is None:
                continue
            bare = starting.get(parsed.starts[subject])
            alone = parsed.edges[subject] == (subject, subject)
            if bare is not None and alone and parsed.tags[subject] == "NNP" and _fit(text, [bare]):
                out.append(Mention(bare.start, bare.end, "person", 2.5, "pronoun"))
            break
    return out
