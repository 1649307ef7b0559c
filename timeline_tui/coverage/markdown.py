"""Markdown as prose: the marks go, the words stay.

This is not a Markdown renderer. Coverage kept as Markdown is mostly plain paragraphs, and the clean text
should read as the article did, so that quotations can be found in it: lines of a paragraph are joined by a
space each, ``#``, ``>`` and emphasis marks are dropped, links keep their words, images and comments go, list
markers stay.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]")
_DEFINITION = re.compile(r"(?m)^ {0,3}\[[^\]\n]{1,200}\]:[ \t]+\S+.*$")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?\S|\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{0,1000}[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]{0,1000}[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"(`{1,3})([^`\n]{1,500})\1")
_TAG = re.compile(r"</?(?:br|em|strong|b|i|u|sup|sub|span|p|div|a)(?:\s[^<>\n]{0,500})?/?>", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+)[ \t]*")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_KEPT = {char: chr(0xE000 + number) for number, char in enumerate("\\`*_{}[]()#+-.!>~|")}
_RESTORE = {ord(kept): char for char, kept in _KEPT.items()}


def _inline(text: str) -> str:
    text = _ESCAPE.sub(lambda found: _KEPT[found[1]], text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _REFERENCE.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda found: found[1] or found[2], text)
    text = _TAG.sub("", text)
    return text.translate(_RESTORE)


def plain_text(markdown: str) -> str:
    """Return the prose of ``markdown`` (LF line ends).

    Each paragraph, heading and list item becomes one line; blank lines stay where they were, one at a time.
    """
    out: list[str] = []
    paragraph: list[str] = []

    def flush() -> None:
        if paragraph:
            out.append(" ".join(line.strip() for line in paragraph))
            paragraph.clear()

    fenced = False
    for line in _DEFINITION.sub("", _COMMENT.sub("", markdown)).split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
            flush()
            continue
        if fenced:
            out.append(line.strip())
            continue
        unquoted = line
        while found := _QUOTE.match(unquoted):
            unquoted = unquoted[found.end() :]
        line = unquoted
        heading = _HEADING.fullmatch(line)
        if not line.strip() or _RULE.fullmatch(line) or heading:
            flush()
            out.append("")
            if heading:
                out += [heading[1], ""]
        elif _ITEM.match(line):
            flush()
            paragraph.append(line)
        else:
            paragraph.append(line)
            if line.endswith(("  ", "\\")):  # a hard line break
                paragraph[-1] = line.rstrip("\\")
                flush()
    flush()
    body = _inline("\n".join(out))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in body.split("\n"))).strip("\n")
