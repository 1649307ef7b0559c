"""Titles before and after names: what is left out of a name and read as a role.

"US President Donald Trump" is the name "Donald Trump" with the role "President" of the United States;
"Ukraine's foreign minister, Dmytro Kuleba," the role "foreign minister" of Ukraine. Courtesy titles ("Mr",
"Dame") are left out too and tell the gender, but are no roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline_tui.normalize.names.tables import demonyms, known_names, word_set
from timeline_tui.normalize.records import FoundRole

COURTESY: dict[str, str] = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "prince": "m", "king": "m",
    "brother": "m", "father": "m", "viscount": "m", "monsignor": "m", "maulana": "m", "mullah": "m",
    "monsieur": "m", "herr": "m", "señor": "m", "senor": "m", "senhor": "m", "signor": "m", "sheikh": "m",
    "sheik": "m", "shaikh": "m", "emperor": "m", "duke": "m", "alhaji": "m", "shri": "m", "otumfuo": "m",
    "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "madame": "f", "lady": "f", "dame": "f", "queen": "f",
    "princess": "f", "sister": "f", "duchess": "f", "mother": "f", "frau": "f", "señora": "f", "mme": "f",
    "viscountess": "f", "senhora": "f", "signora": "f", "sheikha": "f", "hajia": "f", "alhaja": "f",
    "smt": "f", "shrimati": "f", "daw": "f",
    "kumari": "f",
    "dr": "", "doctor": "", "hon": "", "honourable": "", "honorable": "", "saint": "", "comrade": "",
    "datuk": "", "hajji": "", "nana": "", "justices": "",
}  # fmt: skip
"""Courtesy titles (lower case, without full stop) and the gender they tell."""

ABBREVIATED: dict[str, str] = {
    "pres": "President", "gov": "Governor", "sen": "Senator", "sens": "Senator", "rep": "Representative",
    "reps": "Representative", "gen": "General", "col": "Colonel", "capt": "Captain", "lt": "Lieutenant",
    "sgt": "Sergeant", "maj": "Major", "cmdr": "Commander", "adm": "Admiral", "prof": "Professor",
    "rev": "Reverend", "amb": "Ambassador", "atty": "Attorney", "supt": "Superintendent",
    "det": "Detective", "cpl": "Corporal", "pvt": "Private", "insp": "Inspector", "messrs": "",
}  # fmt: skip

HEADS = word_set("heads")
"""Common nouns that head a title (lower case)."""

MODIFIERS = word_set("modifiers")
"""Words that may stand between an adjective of nationality and the head of a title (lower case)."""

FEMALE_HEADS = word_set("female_heads")
MALE_HEADS = word_set("male_heads")

_WORD = re.compile(r"[^\W_][\w.’'&-]*")
_LONGEST = 90
_OF = re.compile(
    r"\b(?:of|for|to|at|with)\s+(?:the\s+)?((?:[A-ZÀ-Ý][\w.’'-]*)(?:\s+(?:(?:of|and|the|for|on)\s){0,2}[A-ZÀ-Ý][\w.’'-]*){0,5})"
)
_AFTER = re.compile(r",\s+(?:(?:the|a|an|its|his|her|their)\s+)?([^,.;:()\"“”\n]{3,80})(?=[,.;:)]|$)")


_NEVER = word_set("never_names")
_AUXILIARIES = frozenset({"will", "would", "to", "can", "could", "may", "might", "must", "should"})
_ONCE = frozenset({"as", "then", "now", "once", "later", "earlier", "formerly", "previously", "currently"})
_NO_APPOSITION = frozenset(
    {"who", "which", "said", "says", "is", "was", "and", "of", "as", "met", "told", "asked", "called", "saw"}
)


@dataclass(frozen=True, slots=True)
class Title:
    """The words before a name that belong to its title: where they start, the role, the gender they tell."""

    start: int
    role: FoundRole | None
    gender: str = ""


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """Return a word in lower case without full stop, possessive ending or "ex-"."""
    word = word.casefold().rstrip(".")
    for ending in ("’s", "'s"):
        word = word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def is_head(word: str) -> bool:
    """Whether a word is the head of a title: "minister", "Sen.", "vice-president"."""
    word = bare(word)
    return word in HEADS or word in ABBREVIATED or (("-" in word) and word.rpartition("-")[2] in HEADS)


def is_title_word(word: str) -> bool:
    """Whether a word at the head of a name is a title rather than a given name."""
    return is_head(word) or bare(word) in COURTESY


def is_short_title(word: str) -> bool:
    """Whether a word is a title that a full stop may follow: "Sen", "Dr"."""
    return bare(word) in ABBREVIATED or (bare(word) in COURTESY and len(word) < 5)


def nationality(word: str) -> str | None:
    """Return the state of an adjective, demonym or short state name ("US", "Russian", "Ukraine's")."""
    plain = word.rstrip(".,")
    for ending in ("’s", "'s"):
        plain = plain.removesuffix(ending)
    if plain in demonyms():
        return demonyms()[plain]
    known = known_names().get(plain) or known_names().get(word)
    return known.state if known and known.table in ("state", "metonym") else None


def gender_of_role(role: str) -> str:
    """Return "f" or "m" where the role's words tell it ("spokeswoman"), else ""."""
    words = role.casefold().split()
    if any(word in FEMALE_HEADS for word in words):
        return "f"
    return "m" if any(word in MALE_HEADS for word in words) else ""


def title_before(text: str, start: int, floor: int = 0) -> Title | None:
    """Return the title that ends right before ``start``, looking no further back than ``floor``.

    A comma between title and name is allowed when a determiner or possessive opens the title
    ("its president, Volodymyr Zelenskyy").
    """
    floor = max(floor, start - _LONGEST)
    before = text[floor:start]
    line = before.rfind("\n")
    if line >= 0:
        floor, before = floor + line + 1, before[line + 1 :]
    comma = before.rstrip().endswith(",")
    stripped = before.rstrip().rstrip(",") if comma else before.rstrip()
    if len(stripped) == len(before) and stripped:
        return None
    words = [(m.start(), m[0]) for m in _WORD.finditer(stripped)]
    if not words or not stripped.endswith(words[-1][1]):
        return None
    if words[-1][1].endswith(".") and not is_short_title(words[-1][1]):
        return None  # a sentence ends there: "… the minister. Ana Silva …"
    last = bare(words[-1][1])
    if not comma and last in COURTESY:
        inner = title_before(text, floor + words[-1][0], floor)
        return Title(
            inner.start if inner else floor + words[-1][0], inner.role if inner else None, COURTESY[last]
        )
    first, head_end = _head(words)
    if first is None:
        return None
    place = first
    state: str | None = None
    while place > 0 and _joined(stripped, words[place - 1], words[place][0]):
        word = words[place - 1][1]
        if word.endswith(".") and not is_short_title(word) and "." not in word[:-1]:
            break  # the sentence before ends there
        if word in _NEVER and bare(word) not in MODIFIERS:
            break  # "When Governor Ana Silva"
        here = nationality(word)
        if here is not None:
            state = here
        elif bare(word) == "under" and not bare(words[place][1]).startswith("secretar"):
            break  # "secretary of state under President Ana Silva"
        elif not (
            bare(word) in MODIFIERS or is_head(word) or (word[:1].isupper() and words[first][1][:1].isupper())
        ) or (word[:1].isupper() and place - 1 == 0 and bare(word) not in MODIFIERS and not is_head(word)):
            break
        place -= 1
    begin = words[place][0]
    preceding = words[place - 1][1].casefold() if place else ""
    if preceding in _AUXILIARIES:
        return None  # "will host Ana Silva"
    if comma and state is None and preceding not in ("the", "its", "their", "his", "her", "a", "an", "our"):
        return None
    shown = words[place:]
    while shown and (nationality(shown[0][1]) is not None or shown[0][1].endswith(("’s", "'s"))):
        shown = shown[1:]
    if not shown:
        return None
    role = " ".join(
        word
        for at, word in ((at, stripped[at : at + len(word)]) for at, word in shown)
        if at < head_end and nationality(word) is None
    )
    if not role:
        return None
    of = state or _of(role)
    expanded = " ".join(ABBREVIATED.get(bare(word), word) for word in role.split())
    return Title(floor + begin, FoundRole(expanded, of), gender_of_role(expanded))


def _head(words: list[tuple[int, str]]) -> tuple[int | None, int]:
    """Return the number of the head word nearest the name, and where the title ends."""
    last = len(words) - 1
    end = words[last][0] + len(words[last][1])
    if is_head(words[last][1]):
        return last, end
    # "Secretary of State John Kerry", "President of Ukraine Volodymyr Zelenskyy"
    for place in range(last - 1, max(last - 5, -1), -1):
        word = words[place][1]
        if bare(word) in ("of", "for") and place > 0 and is_head(words[place - 1][1]):
            rest = [w for _, w in words[place + 1 :]]
            if (
                rest
                and rest[-1][:1].isupper()
                and all(w[:1].isupper() or w in ("the", "and", "of") for w in rest)
            ):
                return place - 1, end
            return None, end
    return None, end


def _joined(text: str, word: tuple[int, str], following: int) -> bool:
    """Whether only spaces, a hyphen or a slash stand between a word and what follows."""
    return not text[word[0] + len(word[1]) : following].strip(" \u00a0-–/")


def _of(role: str) -> str | None:
    found = _OF.search(role)
    if found is None:
        return None
    named = found[1].strip()
    if named.endswith(("’s", "'s")):
        named = named[:-2]
    if named.casefold() in MODIFIERS or is_title_word(named) or len(named) < 2:
        return None  # "Secretary of State", "Chief of Staff": the office, not a body
    owner, mark, rest = named.partition("’s " if "’s " in named else "'s ")
    if mark and nationality(owner) is not None:
        named = rest
    known = known_names().get(named)
    return known.name if known and known.table == "state" else named


def role_after(text: str, end: int) -> FoundRole | None:
    """Return the role in an apposition after a name: ", the Russian foreign minister,"."""
    found = _AFTER.match(text, end, end + 100)
    if found is None:
        return None
    phrase = found[1].strip()
    words = [m[0] for m in _WORD.finditer(phrase)]
    while words and words[0].casefold() in _ONCE:
        words = words[1:]
    place = next((i for i, word in enumerate(words[:6]) if is_head(word)), None)
    if place is None:
        return None
    while words[place + 1 : place + 2] and is_head(words[place + 1]) and words[place + 1].islower():
        place += 1  # "general secretary"
    if any(word in _NO_APPOSITION for word in words[: place + 1]):
        return None
    if words[place + 1 : place + 2] and words[place + 1][0].isupper():
        return None  # the title of the next person in a list
    if any(word.endswith(("’s", "'s")) and word[0].islower() for word in words[: place + 1]):
        return None
    owned = next((i for i, word in enumerate(words[: place + 1]) if word.endswith(("’s", "'s"))), -1)
    if owned > 0 and words[0][0].islower():
        return None  # ", met Hungary’s foreign minister,"
    state = next((s for word in words[: place + 1] if (s := nationality(word))), None)
    of = state or _of(phrase)
    shown = [
        ABBREVIATED.get(bare(word), word.rstrip("."))
        for word in words[owned + 1 : place + 1]
        if nationality(word) is None and word not in ("a", "an")
    ]
    more = _OF.match(phrase, phrase.find(words[place]) + len(words[place]) + 1)
    role = " ".join(shown)
    if more is not None and words[place + 1 : place + 2] == ["of"] and more[1] not in known_names():
        role += f" of {more[1]}"
    return FoundRole(role, of) if role else None
