"""Which way the words around a date look: ahead ("will meet on Friday"), back ("met on Friday"), or neither.

A cue is a verb group or a phrase of plans. The nearest cue before the date in its sentence decides; where the
date opens a clause ("and on Friday, he will meet") the nearest after it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline_tui.coverage.document import Span

_ADVERBS = r"(?:\s(?:not|also|then|now|still|only|first|again|soon|be|have|[a-z]{3,12}ly)){0,3}"
_PLAN = (
    r"ordered|summoned|plans?|planned|planning|hopes?|hoped|hoping|intends?|intended|intending|vow(?:s|ed)|promis"
    r"(?:es|ed)|"
    r"pledg(?:es|ed)|threaten(?:s|ed)|aims?|aimed|wants?|wanted|seeks?|expects?|expected|prepar"
    r"(?:es|ing)|"
    r"invited|likely|ready|reluctant|poised"
)
_ARRANGED = (
    r"expected|due|set|scheduled|slated|planned|likely|about|going|poised|supposed|meant|bound|on track|timed"
)
_REFUSED = (
    r"(?: not|n['’]t) (?:immediately )?(?:be reached|be (?:immediately )?verified|say|comment|confirm|"
    r"discuss|elaborate|provide|"
    r"respond|identify|explain|rule out|name)\b"
)
"""What "could not" and "would not" tell of the past: "He could not be reached for comment Saturday"."""
FUTURE_CUE = re.compile(
    rf"\b(?:(?:will|shall|won['’]t|would(?! have\b|{_REFUSED})|"
    rf"[A-Za-z]{{1,20}}['’]ll){_ADVERBS} (?!the\b|a\b|an\b)[a-z]{{2,20}}|"
    rf"(?:may|might|can(?!not|['’]t| be (?:seen|found|traced))|could(?!{_REFUSED})|must|"
    rf"should)(?! (?:not )?have (?!to\b))"
    rf"{_ADVERBS} [a-z]{{2,20}}|"
    rf"(?:is|are|was|were|be)(?:\s(?:not|now|also|still))? (?:{_ARRANGED})\b|"
    r"(?:is|are|was|were) to (?!have\b)(?:be )?[a-z]{2,20}|to be [a-z]{2,20}|"
    rf"(?:{_PLAN})(?: [a-z]{{2,12}})? to (?:be )?[a-z]{{2,20}}|"
    r"(?:due|set|slated|expected|scheduled|planned) to be [a-z]{2,20}|"
    r"set (?:for|to)|(?:planned|scheduled|due|slated|expected|billed) (?:for|on|in|by|to|at|before|"
    r"(?:early|late|next|this)\b)|"
    r"(?:postponed|delayed|adjourned|extended|suspended|deferred|rescheduled|remanded|put off|pushed back)"
    r"(?: [A-Za-z]{2,12}){0,3} (?:until|till|to|for|through)|(?:closed|shut|grounded|banned|barred|"
    r"halted|cancell?ed|scrapped)(?: [A-Za-z]{2,12}){0,3} (?:until|through)|"
    r"up for (?:re-?)?election|look(?:s|ed|ing)? forward to|"
    r"possible (?:on|in|by|at|through|over|during|until|before)|"
    r"(?:begin|resume|convene|reopen|reconvene|take place|get under way)|"
    r"(?:has|have|had) (?:until|till)|effective|"
    r"(?<!had )(?:set|called|scheduled|planned|fixed|listed|posted|booked) (?:an?|the|new|its|their) "
    r"[a-z-]{1,20}(?: [a-z-]{1,20}){0,2} for|"
    r"(?:plans|aims?|hopes?|prepar(?:es?|ing)|looks forward|countdown|deadlines?) (?:for|of)|"
    r"expects?(?! to\b)|payable|goe?s? on sale|candidates? for|upcoming|forthcoming|ahead of|await(?:s|"
    r"ed|ing)?|(?:wait|brac|prepar)(?:ed|ing) for|(?:gear(?:ed|ing) up|gird(?:s|ed|ing)) for|"
    r"lead[- ]?up to|run[- ]?up to|"
    r""
    r"launches|arrives|meets|hears|resumes|expires|concludes|"
    r"(?:begins|starts|runs|opens|ends)(?! of\b)|"
    r"(?i:leaders|ministers|officials|voters|lawmakers|presidents|members|delegates|negotiators|teams|workers|"
    r"polls|schools|banks|talks|elections|we) (?:gather|meet|vote|open|close|resume|begin|start|convene|play|"
    r"head|return|decide|go|are held)|"
    r"(?:is|are) (?:closed|open)|"
    r"(?:[Tt]hey|[Ww]e) (?:travel|play|face|host|visit|meet|speak|leave|return|testify|appear|go|open|begin|"
    r"start|vote|take|fly|move|sail|are (?:at home|away))|"
    r"(?:which|who|[Hh]e|[Ss]he|[Ii]t|they) (?:reports?|plays?|faces?|visits?|speaks?|travels?|hosts?|"
    r"leaves?|returns?|testif(?:y|ies)|appears?|goes|go|opens?|begins?|starts?|votes?|meets?|flies|sails?)|"
    r"takes (?:place|effect|over|office)|kicks off|goes (?:to|on|into|before)|comes into|holds (?:a|an|its)|"
    r"(?:are|is) (?:meeting|voting|holding|visiting|travell?ing|leaving|returning|arriving|hosting|"
    r"opening|closing|"
    r"starting|beginning|launching|releasing|joining|playing|flying|departing|retiring|quitting|ending|moving|heading|"
    r"airing|debuting|stepping down|(?:running|competing|standing) (?:in|for))|"
    r"(?:has|have) an? (?:[\w-]+ ){1,3}(?:scheduled|planned|booked))\b"
    r"|\b(?:scheduled|planned|due|slated|expected|possible|(?:is|are)(?: on)?)\s$",
)
"""What looks ahead: "will", "is due to", "plans to", "postponed until", "begins"."""

_IRREGULAR_PAST = (
    "was|were|had|did|said|told|met|took|came|went|began|left|made|gave|held|won|lost|fell|rose|led|saw|found|shot|"
    "hit|sent|spoke|wrote|broke|struck|flew|fought|got|became|brought|bought|built|kept|put|ran|set|sought|stood|"
    "caught|thought|drew|drove|grew|knew|paid|sold|wore|hurt|quit|cut|read|spread|died|been|has|have|sank|swept|slid|"
    "shut|threw|beat|hung|laid|fled|felt|heard|meant|dealt|slept|swore|stole|tore|woke|rode|chose|froze|withdrew|"
    "ate|drank|sat|sang|rang|hid|fed|blew|bent|crept|dug|forgot|lent|lit|overcame|shook|shrank|spent|split|"
    "sprang|stuck|swung|taught|understood|wept|"
    "taken|written|given|shown|driven|drawn|chosen|broken|stolen|gone|done|seen|fallen|sworn|beaten|risen"
)
_NO_PAST = (
    r"(?!(?:need|speed|hundred|indeed|feed|seed|breed|bleed|proceed|exceed|succeed|united|sacred|hatred|"
    r"weed|deed|"
    r"unprecedented|limited)\b)"
)
PAST_CUE = re.compile(
    rf"\b(?:(?:{_IRREGULAR_PAST})(?:n['’]t)?|{_NO_PAST}[a-z]{{2,}}ed|Asked|Pressed|Questioned|Announced|Released|Published|"
    rf"(?:could|would)(?:{_REFUSED})|would have)\b"
)
"""What looks back: past forms of verbs."""

_CUE = re.compile(rf"(?P<future>{FUTURE_CUE.pattern})|(?P<past>{PAST_CUE.pattern})")
_REACH = 160
_OPENS_CLAUSE = re.compile(
    r"(?:^|\b(?:and|but|that|which|who|when|where|because|while)\s)"
    r"[\"“‘'(]?(?:(?:[Oo]n|[Ii]n|[Bb]y|[Aa]s of|[Ff]rom|[Uu]ntil|[Ss]tarting|[Bb]eginning|"
    r"[Aa]t)\s)?(?:the\s)?"
    r"(?:(?:midnight|noon|\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?)\s)?"
    r"(?:[Ee]arly\s|[Ll]ate\s)?(?:on\s|in\s)?$"
)


_SINCE = re.compile(r"\b[Ss]ince\s(?:(?:late|early|mid|the|last)[\s-]){0,2}$")
_GIVEN_FOR = re.compile(
    r"\b(?i:sales|figures?|data|numbers|results|earnings|profits?|orders|prices|output|exports|imports|inflation|starts|"
    r"production|statistics|index|rate|bills?|salar(?:y|ies)) (?:for|in)\s$"
)
"""What is reported for a month that is over, whenever it is reported: "sales for December"."""
_AFTER_A_CHANGE = re.compile(
    r"\bafter\s[^,;]{0,24}\b(?:change|gain|rise|fall|drop|decline|increase|jump|growth|slump|surge|loss)\b[^,;]{0,48}\sin\s$"
)
"""What came before the figure in question: "a 0.3% rise, after no change in August"."""
_CHANGED_FROM = re.compile(
    r"\b(?:jump|rise|rose|drop|dropped|decline|declined|increase|increased|gain|gained|up|down|change|fall|fell|climbed|swing)"
    r"\s(?:[\w.%$-]{1,12}\s){0,4}from\s(?:(?:early|late|mid)[ -])?$"
)
"""What a figure is compared with: "a jump of 12 points from November"."""
_OUTCOME = re.compile(
    r"\b(?i:results?|outcome|aftermath|wake|winners?|victory|victories|defeat|loss(?:es)?|fallout) (?:of|"
    r"from|in)\s"
    r"(?:the\s|last\s)?$"
)
"""What can be told only of what has been: "The results of Tuesday's vote will please them"."""
_DONE = (
    r"(?:wins?|victor(?:y|ies)|loss(?:es)?|defeats?|assertions?|attacks?|slayings?|killings?|shootings?|massacre|arrests?|crash|"
    r"blasts?|explosions?|deaths?|resignation|earthquake|quake)"
)
_DONE_THEN = re.compile(
    rf"(?:\b(?:[Tt]he|a|an|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|['’]s?)\s(?:[\w-]{{2,14}}\s)?{_DONE}\s"
    r"(?:(?:in|at|of|near)\s(?:[A-Z][\w.’]+,?\s(?:and\s)?){1,5})?(?:(?:on|late|early)\s){0,2}$|"
    r"\b[Aa]fter [a-z]{3,}ing\b[^,;]{0,60}$"
)
"""Nouns that tell what has been: "the slaying in Chicago on Friday", "after losing in Tuesday's vote"."""
_DONE_ON = re.compile(rf"(?:['’]s)?\s{_DONE}\s(?:in|at|of|over|by|on)\b")
"""The same after the date: "his Tuesday wins in two states"."""
_CONTEST = re.compile(
    r"['’]s\s(?:[\w’.-]+\s){0,4}?(?:primar(?:y|ies)|vote|election|game|match|final|debate|summit|deadline|contests?|"
    r"caucus(?:es)?|run-?off|referendum|poll)\b"
)


_WEAK = re.compile(
    r"(?:would|could)\b|(?:hoped|intended|vowed|promised|pledged|threatened|aimed|wanted|planned|sought|expected|ordered|"
    r"invited|summoned)\b|(?:wait|brac|prepar)(?:ed|ing) for|(?:is|are) [a-z]+ing\b"
)


def is_weakly_ahead(text: str, sentence: Span, start: int) -> bool:
    """Whether only a promise or a wish looks ahead to a date: "vowed to", "could", not "will" or "until"."""
    found = None
    for cue in _CUE.finditer(text, max(sentence[0], start - _REACH), start):
        found = cue
    return found is not None and bool(found["future"]) and bool(_WEAK.match(found.group()))


_PLAINLY = re.compile(
    r"(?:\b(?:will|won['’]t|shall|(?:is|are|was|were) (?:to|set|due|scheduled|expected|slated|planned|"
    r"up)|scheduled|due|until|till|by|"
    r"through|ahead of|before|upcoming|plans?|planned|postponed|delayed|rescheduled|adjourned|deadline|"
    r"next|begins?|starts?|"
    r"opens?|ends?|expires?|effective|effect|takes?)|['’]ll)\b[^.;]*$"
)


def is_plainly_ahead(text: str, sentence: Span, start: int, end: int) -> bool:
    """Whether a plain word for what is to come stands before a date or its verb right after it."""
    first, last = sentence
    return bool(_PLAINLY.search(text, max(first, start - _REACH), start) or _WILL.match(text, end, last))


def is_contest(text: str, end: int) -> bool:
    """Whether a date that ends at ``end`` describes something set for it: "Tuesday's vote"."""
    return bool(_CONTEST.match(text, end, end + _REACH))


_BEFORE_IT = re.compile(r"\b(?:before|ahead of|winning|win|into)\s$")
"""What still lies ahead where no verb tells: "days before Tuesday's vote", "in winning Friday's match"."""
_ABOUT_TO = re.compile(
    r"(?:[a-z]s|[Tt]hey|[Ww]e|,)\s(?:close|open|end|start|begin|meet|vote|play|return|arrive|leave|depart|resume)\s"
    r"(?:again\s)?(?:(?:on|in|at|early|late)\s){0,2}$"
)
"""A plain verb right before a date is no past: "The Games, which opened in July, close on Sunday"."""
_NOW_CLAUSE = re.compile(
    r",?\s(?:and|but|while|though)\s(?:[\w'’-]+\s){1,5}(?:is|are)\s(?!said\b|believed\b)[^,;]{0,40}$"
)
"""A clause in the present after one in the past: "It signed a keeper, and its next match is on Saturday"."""
_WILL = re.compile(r"\s(?:will|won['’]t|shall|is to|are to|is due|are due|is expected|are expected)\s")
_DESCRIBES = re.compile(
    r"\b(?:who|which|that|whom)\b[^,;]*$|\b(?:[a-z]{2,}ed|made|held|set|met|given|taken|shown|begun|signed)\s"
    r"(?:(?:on|in|at|for|last|early|late)\s){0,2}$"
)
"""What parts a date from its verb: "those who met on Friday will", unlike "the race in May will"."""
_LED_TO = re.compile(
    r"(?:^|\b(?:on|for|until|till|by|in|from|to|of|at|the|and|or|that|since|late|early)\s)$", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"\b[Ii]f\s(?:(?!had\b|was\b|were\b|did\b|been\b)[^\s,;.]{1,20}(?<!ed)\s){2,14}$|"
    r"(?<!failed )(?<!managed )(?<!refused )(?<!continued )\bto (?:vote|turn out|caucus|tune in)\s(?:on\s)?$|"
    r"\bthere(?:['’]s| is| are)\s(?:[\w-]{1,20}\s){1,5}(?:on\s)?$"
)
"""What has not been: "if he wins on Tuesday", "urged them to vote Tuesday", "there is a vote on Tuesday"."""
_FROM_NOW = re.compile(r"\bnow\s(?:and|to|until|till|through)\s(?:the\s)?$")
_HAD_PLANNED = re.compile(r"\bhad (?:been |also |not |once )?$")
_BIDDEN = re.compile(
    r"\b(?:asked|told|urged|advised|ordered|instructed|warned|required|forced|allowed) (?:[a-z]{2,12} )?"
    r"(?:not )?to [a-z]{2,}[^,;]*$"
)
"""What has been asked for lies ahead as far as its limit: "They were told to boil water until Friday"."""
_LIMIT = re.compile(r"\b(?:[Bb]y|[Uu]ntil)\s(?:(?:noon|midnight|early|late|the end of)\s)?$")


_BEING = re.compile(r"\b(?:is|are|am|being)\s(?:(?:not|also|still|now|[a-z]{3,12}ly)\s)?$")
"""Before a participle: "what is left", "are held" tell of no past."""
_ASIDE = re.compile(r"\swith\s")
"""What leads to circumstances: "They are at home on Saturday, with the kick-off brought forward"."""
_AWAITED = re.compile(
    r"(?<!ed )\b(?:as (?:early|soon) as|no later than|until an? (?:[a-z]{3,14}\s){1,2})(?:on\s)?$"
)
"""What is hoped for, or waited for: "an attempt as early as Tuesday", "held until a hearing Wednesday"."""
_AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|up from|down from|"
    r"(?:more|less|higher|lower|fewer|better|worse) than)\s"
    r"[^,;]{0,40}\b(?:in|on|at)\s(?:the\s)?(?:(?:early|mid|late)[\s-])?$"
)
"""What figures are held against is known: "at 60 rupees, against 20 in May"."""


def _cues(words: str) -> Iterator[re.Match[str]]:
    """Yield the cues; a participle in the present passive is none."""
    for cue in _CUE.finditer(words):
        if cue["future"] or not _BEING.search(words, max(0, cue.start() - 20), cue.start()):
            yield cue


def direction(text: str, sentence: Span, start: int, end: int) -> int:
    """Return 1 where a sentence speaks of the future around ``start``–``end``, -1 of the past, else 0.

    >>> text = "She said Tuesday that on Friday the court will rule."
    >>> direction(text, (0, len(text)), 9, 16), direction(text, (0, len(text)), 25, 31)
    (-1, 1)
    """
    first, last = sentence
    ahead = text[end : max(end, min(last, end + _REACH))].partition("; ")[0]
    behind = text[max(first, start - _REACH) : start].rpartition("; ")[2]
    if (
        _SINCE.search(behind)
        or _DONE_THEN.search(behind)
        or _CHANGED_FROM.search(behind)
        or _OUTCOME.search(behind)
        or _GIVEN_FOR.search(behind)
        or _AFTER_A_CHANGE.search(behind)
        or _AGAINST.search(behind)
    ):
        return -1
    if _ABOUT_TO.search(behind) or _FROM_NOW.search(behind) or _AWAITED.search(behind):
        return 1
    if PAST_CUE.match(ahead, 1) and not _LED_TO.search(behind):
        return -1  # "The candidates Thursday lashed out"
    if _DONE_ON.match(ahead):
        return -1
    if _SUPPOSED.search(behind):
        return 1
    if _WILL.match(ahead) and not _DESCRIBES.search(behind):
        return 1
    if _LIMIT.search(behind) and (_BIDDEN.search(behind) or any(cue["future"] for cue in _cues(behind))):
        return 1
    if _OPENS_CLAUSE.search(behind):
        found = next(_cues(ahead), None)
        if found is not None:
            return 1 if found["future"] else -1
    found = None
    for cue in _cues(behind):
        if not (found and _goes_on(found, cue)):
            found = cue
    if _CONTEST.match(ahead) and not (found and found["past"]):
        present = found is None and _PRESENT.search(behind) and behind.endswith((" in ", " for ", " at "))
        if present or _BEFORE_IT.search(behind):
            return 1
    if found is None:
        found = next(_cues(ahead), None)
        if found and found["past"] and _ASIDE.search(ahead[: found.start()]) and _is_scheduled(behind, ahead):
            return 1
    if found is None:
        return 1 if _LIMIT.search(behind) or _is_scheduled(behind, ahead) else 0
    if found["past"] and _NOW_CLAUSE.search(behind[found.end() :] if found.string is behind else ""):
        return 1
    if found["future"] and _HAD_PLANNED.search(found.string, max(0, found.start() - 14), found.start()):
        return 0
    return 1 if found["future"] else -1


def _goes_on(before: re.Match[str], cue: re.Match[str]) -> bool:
    """Whether a participle shares the verb before it: "will be presented on Friday and published in May"."""
    return bool(
        before["future"]
        and cue["past"]
        and _BE.search(before.group())
        and cue.string[cue.start() - 4 :][:4] == "and "
    )


_BE = re.compile(r"\bbe\b")
_PRESENT_AHEAD = re.compile(
    r",?\s(?:[\w’'-]+,?\s){1,6}?(?:is|are|[a-z]{3,}(?<!s)s|vote|hold|meet|gather|play|face|host|hear|decide|convene|"
    r"travel|head|return|open|begin|start|launch|mark|celebrate)\s(?:[A-Za-z]|\d)"
)
_PRESENT = re.compile(r"\b(?:is|are|am|[a-z]{3,}s)\s")
_CLAIMS = re.compile(
    r"\b(?:puts?|says?|shows?|finds?|claims?|gives?|suggests?|indicates?|believes?|thinks?|argues?|cites?|reveals?|"
    r"confirms?|describes?|dates?|places?|blames?|recalls?|hails?|hailing|prais(?:es|ing)|slams?|slamming|welcom(?:es|ing)|"
    r"mourn(?:s|ing)|criticiz(?:es|ing)|criticis(?:es|ing)|react(?:s|ing) to|respond(?:s|ing) to|"
    r"(?:comes|come) after)\s"
)
"""What is told of the past in the present tense: "The report puts the landing at 10:50 on Friday"."""
_ADVERBIAL = re.compile(r"(?:\b(?:on|in|at|from|for|until|next|this)\s|[a-z]\s)(?:(?:early|late|mid)[\s-])?$")


def _is_scheduled(behind: str, ahead: str) -> bool:
    """Whether a sentence without any past form tells in the present what is to come: "It docks on Saturday".

    "Tuesday's ruling is a blow" names what has been: the date must not describe a noun.
    """
    if ahead.startswith(("'s", "’s")) or behind.endswith(("the ", "The ", "a ", "of ")):
        return False
    if _CLAIMS.search(behind) or _CLAIMS.search(ahead):
        return False
    if behind in {"On ", "on ", "And on ", "But on "} and _PRESENT_AHEAD.match(ahead):
        return True
    return bool(_ADVERBIAL.search(behind)) and bool(_PRESENT.search(behind))


_HAD = re.compile(
    r"\bhad(?! been (?:due|expected|scheduled|set|planned|supposed))(?:\s(?:not|also|already|never|been|"
    r"just|[a-z]{3,12}ly)){0,2}\s[a-z]{3,}"
    r"(?:\s(?!and\b|was\b|were\b|when\b|before\b|after\b|that\b)[^\s.,;:()]{1,20}){0,12}\s"
    r"(?:(?:in|on|since|that|the|early|late|during|between)"
    r"(?:\s(?:the|early|late|mid|night|morning|of|on)){0,4}[\s-])?(?<!\bby\s)(?<!\buntil\s)$"
)


def is_aside(text: str, sentence: Span, start: int) -> bool:
    """Whether a date tells what had been before: "Lettow, who had taken over the command in January, …".

    "By June they had …" goes on with the story: a limit is no aside.
    """
    return bool(_HAD.search(text, max(sentence[0], start - _REACH), start))
