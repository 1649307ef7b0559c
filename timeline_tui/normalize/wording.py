"""The wording of titles: cut between words, quotation marks closed, and what a statement is called."""

from __future__ import annotations

import re

LONGEST = 70
"""A title has no more characters than this."""

_SPACE = re.compile(r"\s+")
TRAILING = re.compile(
    r"(?:[\s,;:–—-]|\b(?:the|a|an|of|in|on|at|to|for|with|by|from|and|or|but|that|which|as|into|between|its|their|his"
    r"|her|most|more|was|were|had|has|not|be|would|will|if|than|about|over|who|is|are|new|US)$)+$"
)
"""Words and marks that cannot end a title that was cut."""

_BROKEN = re.compile(
    r"\b(?:a|an|the)\s(?:over|of|in|on|at|to|by|for|with|from|and|or|but|about|under|than|the|an?)\b",
    re.IGNORECASE,
)
_ONLY_LEADS = re.compile(r"\b(?:to|at|on|of|the|an?|with|from|into|that|and|or)$")


def capitalised(words: str) -> str:
    """Return ``words`` with its first letter a capital, the rest as it is."""
    for at, char in enumerate(words):
        if char.isalpha():
            return words[:at] + char.upper() + words[at + 1 :]
        if not char.isspace() and char not in "“‘\"'«(":
            break
    return words


def shortened(words: str, longest: int = LONGEST) -> str:
    """Return ``words`` in at most ``longest`` characters, cut between words and marked with "…"."""
    words = _SPACE.sub(" ", words).strip()
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    if " " in cut[longest // 3 :]:
        cut = cut[: cut.rfind(" ")]
    cut = TRAILING.sub("", cut).rstrip(" ,;:.–—-“‘\"'(")
    return f"{cut}…"


def is_broken(title: str) -> bool:
    """Whether leaving words out broke a phrase: "lasted a over 12 minutes", "is expected to start at"."""
    return bool(_BROKEN.search(title) or _ONLY_LEADS.search(title))


_IRREGULAR = {
    "saying": "said",
    "telling": "told",
    "writing": "wrote",
    "speaking": "spoke",
    "swearing": "swore",
}


def _finite(cue: str) -> str:
    """Return a cue as a past tense where it is a participle: "insisting" → "insisted"."""
    first, _, rest = cue.partition(" ")
    if not first.endswith("ing") or len(first) < 6:
        return cue
    stem = first[:-3]
    past = (
        stem[:-1] + "ied"
        if stem[-1] == "y" and stem[-2] not in "aeiou"
        else stem + ("d" if stem[-1] == "e" else "ed")
    )
    return f"{_IRREGULAR.get(first, past)} {rest}".strip()


def statement_title(speaker: str, verb: str | None, words: str, *, quoted: bool) -> str:
    """Return a title for a statement: who, the cue, and the beginning of what was said."""
    words = _SPACE.sub(" ", words).strip().strip("“”\"‘’'").rstrip(".,;: ")
    if quoted:
        room = LONGEST - len(speaker) - 4
        return f"{speaker}: “{shortened(words, max(room, 20)).strip()}”"
    if verb is None or verb.casefold().startswith("according"):
        return shortened(f"{speaker}: {words}")
    cue = _finite(verb.strip().rstrip(",:"))
    if cue == "told" and words.startswith("that "):  # the listener is not in the title
        cue = "said"
    if _OWN_SENTENCE.match(words):
        cue += ":"
    return capitalised(closed(shortened(f"{speaker} {cue} {words}", LONGEST - 1)))


_OWN_SENTENCE = re.compile(r"(?:He|She|It|They|We|There|This|That|The|These|Those|If|When|A|An)\s")


def closed(title: str) -> str:
    """Return a title with the quotation mark that cutting or trimming took away.

    >>> closed("Kraus said that “justice was done")
    'Kraus said that “justice was done”'
    """
    if title.count("“") > title.count("”"):
        return f"{title}”"
    return f'{title}"' if title.count('"') % 2 else title
