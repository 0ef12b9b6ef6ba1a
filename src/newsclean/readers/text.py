"""Plain text and Markdown, as extractors write them: one block a line."""

from __future__ import annotations

import re
from html import unescape

from newsclean.model import Block, Document, Role

FORMATS = ("auto", "text", "markdown")

# What str.strip() leaves alone at the edges of a line.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "".join(sorted(_INVISIBLE))
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^>\s|!?\[[^\]\n]{0,500}\]\([^)\s\n]{1,2000}\)|^\*\*[^*\n]{1,300}\*\*\s*$", re.MULTILINE
)
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,500})\]"
    r"\(([^()\s\n]{0,2000}(?:\([^()\s\n]{0,500}\))?[^()\s\n]{0,500})(?: \"[^\"\n]{0,300}\")?\)"
)
_HEADING = re.compile(r"#{1,6}\s+")
_ITEM = re.compile(r"(?:[-*+•·–—▪■●◦‣►▶»]|\d{1,3}[.)])\s+")
_QUOTE = re.compile(r">\s?")


def read_text(text: str, *, url: str | None = None, language: str | None = None, format: str = "auto") -> Document:  # noqa: A002
    """A Document whose blocks are the non-blank lines of `text`.

    `format` is "text", "markdown", or "auto", which looks for Markdown's marks. Line breaks may be LF, CRLF
    or CR.
    """
    markdown = format == "markdown" or (format == "auto" and looks_like_markdown(text))
    entities = "&" in text
    blocks: list[Block] = []
    start = 0
    for line in _lines(text):
        shown = line.strip()
        if shown and (shown[0] in _INVISIBLE or shown[-1] in _INVISIBLE):
            shown = line.strip(_BLANK)
        if shown:
            begin = start if len(shown) == len(line) else start + line.index(shown)
            if markdown:
                blocks.append(_markdown_block(shown, begin))
            else:
                if entities and "&" in shown:
                    shown = _without_entities(shown)
                blocks.append(Block(begin, begin + len(shown), shown))
        start += len(line) + 1
    return Document(text, tuple(blocks), url, language)


def _lines(text: str) -> list[str]:
    if "\r" in text and "\n" not in text:
        return text.split("\r")
    return text.split("\n")


def looks_like_markdown(text: str) -> bool:
    """Whether `text` has headings, links, images, quotes or bold lines in Markdown's notation."""
    if "](" not in text and "# " not in text and "> " not in text and "**" not in text:
        return False
    return _MARKDOWN.search(text) is not None


def _without_entities(text: str) -> str:
    """Character references replaced by what they stand for, padded with invisible characters to their length."""

    def replaced(match: re.Match[str]) -> str:
        stands_for = unescape(match[0])
        if len(stands_for) > 1 or not stands_for.isprintable():
            stands_for = " "
        return stands_for + "\u200b" * (len(match[0]) - 1)

    return _ENTITY.sub(replaced, text)


def _markdown_block(shown: str, begin: int) -> Block:
    text = _without_entities(shown) if "&" in shown else shown
    role = Role.PARAGRAPH
    for pattern, found in ((_HEADING, Role.HEADING), (_QUOTE, Role.QUOTE), (_ITEM, Role.ITEM)):
        mark = pattern.match(text)
        if mark:
            text = " " * mark.end() + text[mark.end() :]
            role = found
            break
    linked = 0

    def opened(match: re.Match[str]) -> str:
        nonlocal linked
        label = match[2]
        if match[1]:
            return "  " + label + " " * (len(match[0]) - len(label) - 2)
        linked += len(label.strip())
        return " " + label + " " * (len(match[0]) - len(label) - 1)

    if "](" in text:
        # An image may stand inside a link, so the inner one is opened first.
        text = _LINK.sub(opened, text)
        if "](" in text:
            text = _LINK.sub(opened, text)
    if role is Role.PARAGRAPH and text.startswith("**") and text.endswith("**") and len(text) < 200:
        role = Role.HEADING
    visible = len(text.strip(" *_#")) or 1
    return Block(begin, begin + len(shown), text, role, min(1.0, linked / visible))
