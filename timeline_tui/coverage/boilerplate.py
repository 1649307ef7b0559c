"""What stands in an article's text but is not narrated: share bars, footers, credits, newsletter offers.

Each rule looks at a whole paragraph, never at a part of one, so prose that mentions a newsletter or an
advertisement stays. Rules whose words could be a sentence of a story apply in the last paragraphs only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline_tui.coverage.document import Span
from timeline_tui.coverage.paragraphs import paragraphs

LONGEST = 300
"""A paragraph longer than this (in characters) is never boilerplate."""

TAIL = 6
"""How many paragraphs at the end of a text count as its footer."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of boilerplate. ``pattern`` must match a whole paragraph; ``tail`` limits it to the footer."""

    name: str
    pattern: re.Pattern[str]
    tail: bool = False


def _rule(name: str, pattern: str, *, tail: bool = False) -> Rule:
    # Verbose: white space in a pattern only lays it out, a space in the text is ``\s``.
    return Rule(name, re.compile(pattern, re.IGNORECASE | re.VERBOSE), tail)


_NETWORK = r"""(?:facebook|twitter|x|whats\s?app|telegram|linked\s?in|reddit|pinterest|tumblr
    |e-?mail(?:\sthis)?|print|copy\slink|messenger|instagram|threads|bluesky|mastodon|pocket|flipboard|viber|vk|sms|blogthis!?
    |link|share|tweet|more)"""
_END = r"\s*[.:!…»>›→]*\s*"

RULES: tuple[Rule, ...] = (
    # "Share", "Share this article", "Share on Facebook"; "Facebook Twitter WhatsApp Email"
    _rule(
        "share-bar",
        rf"""(?:share|tweet|print|save|e-?mail)(?:\s(?:this|the))?
        (?:\s(?:article|story|post|page|on|via|with|to|{_NETWORK})){{0,4}}{_END}""",
    ),
    _rule("share-bar", rf"{_NETWORK}(?:[\s,|/·•]+{_NETWORK}){{1,14}}{_END}"),
    # "No comments:", "Post a Comment", "Comments (12)"
    _rule("comments", rf"(?:no|\d{{1,6}})\s(?:comments?|replies|responses){_END}"),
    _rule(
        "comments",
        rf"""(?:post|leave|add|write|show|view|hide|load|read)\s(?:a\s|all\s|the\s|more\s|\d{{1,6}}\s)?
        (?:comments?|reply){_END}""",
    ),
    _rule("comments", rf"comments?(?:\s\(\d{{1,6}}\)|\sare\sclosed|\soff)?{_END}"),
    # "Based on ANI Report", "With inputs from PTI", "Source: AFP"
    _rule(
        "credit",
        r"""(?:(?:based\son|from)\s(?:an?\s|the\s)?[\w .,&'’/-]{1,80}?\s(?:reports?|inputs?|agency|agencies)
        |with\s(?:agency\s)?inputs?(?:\sfrom\s.{1,80})?|source\s?:.{1,100})\.?""",
        tail=True,
    ),
    # "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)"
    _rule(
        "credit",
        r"""\(?(?:this|the)\s(?:story|report|article|copy|news\sitem)\s(?:has|was|is)\s(?:not\s|been\s|auto-?){0,3}
        (?:edited|generated|published|taken|sourced|syndicated|produced)\b.{0,220}""",
        tail=True,
    ),
    _rule("credit", r"\(?(?:additional\s)?(?:reporting|writing|editing)\sby\s.{1,200}", tail=True),
    _rule(
        "read-more",
        rf"""(?:also\s)?read\s(?:more|also|next|(?:the\s)?full\s(?:story|article))
        (?:\s(?:on|about|at|here)\s.{{0,120}}|\s?[:|»>→].{{0,160}})?{_END}""",
    ),
    _rule(
        "read-more",
        rf"""(?:also\sread|see\salso|related(?:\s(?:articles?|stories|news|posts|topics|coverage|content))?
        |more\son\sthis(?:\sstory|\stopic)?|you\smay\salso\slike|recommended(?:\sfor\syou)?
        |most\s(?:read|popular)|trending(?:\snow)?|up\snext|continue\sreading
        |click\shere(?:\s(?:to|for)\b.{{0,80}})?){_END}""",
    ),
    _rule("read-more", r"(?:also\sread|see\salso|related|watch(?:\snow)?|more)\s?[:|].{0,160}"),
    _rule(
        "newsletter",
        r"""(?:please\s)?(?:sign\sup|subscribe|register)\s(?:now\s|here\s|today\s)?(?:for|to(?!\svote)|now|here|and)\b
        .{0,160}""",
    ),
    _rule(
        "newsletter",
        rf"""(?:subscribe|sign\s(?:up|in)|log\sin|register|newsletter|follow\sus)
        (?:\s(?:now|here|today|on\s.{{1,80}}))?{_END}""",
    ),
    _rule(
        "newsletter",
        r"""(?:get|receive)\s(?:the|our|all\sthe)\s(?:latest|best|top|day[’']s|daily|free)\b.{0,140}
        \b(?:inbox|newsletter|updates|alerts)\b.{0,40}""",
    ),
    _rule("follow", r"(?:follow|like|join|find)\s(?:us|our\schannel)\s(?:on|at)\b.{0,140}"),
    _rule(
        "advertisement",
        rf"""[\[(—–-]*\s*(?:advertisement|advertising|advert|ad|sponsored(?:\scontent)?|promoted(?:\scontent)?
        |story\scontinues(?:\sbelow(?:\sthis)?(?:\sadvertisement|\sad)?)?|article\scontinues\s(?:below|after).{{0,40}}
        |scroll\sto\scontinue(?:\swith\scontent)?)\s*[\])—–-]*{_END}""",
    ),
    _rule(
        "cookies",
        r"""(?:we\suse\scookies|this\s(?:web)?site\suses\scookies|by\scontinuing\sto\s(?:use|browse)
        |accept\s(?:all\s)?cookies|manage\s(?:cookies|preferences))\b.{0,240}""",
    ),
    _rule(
        "cookies",
        rf"""(?:(?:(?:cookie|privacy)\s(?:policy|settings|preferences|notice)|terms\s(?:of\s(?:use|service)|and\sconditions))
        (?:\s?[|·•&,]\s?|\sand\s|\s)?){{1,6}}{_END}""",
    ),
    _rule(
        "copyright",
        r"""(?:copyright\s(?=©|\(c\)|\d{4}|by\b|reserved)|copyright\b(?=.{0,80}\ball\srights)|©|\(c\)\s?(?=\d{4})
        |all\srights\sreserved\b).{0,220}""",
    ),
    _rule(
        "photo-credit",
        r"""\(?(?:photo(?:graph)?s?|image|picture|video|illustration|graphic|file\sphoto|pic)
        \s?(?:credits?|source|courtesy(?:\sof)?|by)?\s?[:|/©]\s?.{1,160}""",
    ),
    _rule(
        "photo-credit",
        r"""\(?(?:(?:photo(?:graph)?|image|picture)\s(?:by|courtesy\sof|credit)\s[^.]{1,100}
        |(?:AP|AFP|Reuters|Getty(?:\sImages)?)\s(?:photo|images?)(?:/[\w .'’-]{1,60})?)\)?\.?""",
    ),
    _rule(
        "navigation",
        rf"""(?:back\sto\s(?:top|home)|skip\sto\s(?:main\s)?content|home|menu|search|next|previous
        |(?:newer|older)\s(?:posts?|articles?)|(?:tags?|labels?)\s?:.{{0,200}}|filed\sunder\s?:?.{{0,200}}){_END}""",
        tail=True,
    ),
)


def rule_for(text: str, paragraph: Span, *, tail: bool) -> Rule | None:
    """Return the rule that a paragraph matches as a whole, or None. ``tail``: it stands in the footer."""
    start, end = paragraph
    if end - start > LONGEST:
        return None
    for rule in RULES:
        if (tail or not rule.tail) and rule.pattern.fullmatch(text, start, end):
            return rule
    return None


def boilerplate(text: str, among: tuple[Span, ...] | None = None) -> tuple[Span, ...]:
    """Return the paragraphs of ``text`` that are not narrated, in order.

    ``among`` are its paragraphs if the caller has them already. The first paragraph never counts: it is the
    title or the beginning, whatever its words.
    """
    spans = paragraphs(text) if among is None else among
    # Offers and share bars at the end do not push a credit out of the footer.
    first_of_tail = max(1, len(spans) - TAIL)
    return tuple(
        span
        for number, span in enumerate(spans)
        if number and rule_for(text, span, tail=number >= first_of_tail) is not None
    )
