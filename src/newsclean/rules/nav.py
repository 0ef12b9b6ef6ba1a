"""Breadcrumbs, menu rows, section labels, tag lists, "back to top"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import cued, phrased, rule
from newsclean.segment import is_dump, outside

MENU_WORDS = 4
"""A menu item has at most this many words; longer lines outside the article are teasers."""

SECTION_WORDS = 3
"""The name of a section has at most so many words."""

_CRUMBS = re.compile(r"[^>›»|.!?]{1,40}(?:\s*[>›»]\s*[^>›»|.!?]{1,60}){1,6}$")


@rule(
    "nav.breadcrumbs",
    Kind.NAV,
    "a trail of section names with arrows between them",
    """\
- Home > News > Local politics
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def breadcrumbs(document: Document) -> Iterator[Finding]:
    for number in (*document.head, *document.tail):
        text = document.blocks[number].text
        if len(text) <= 160 and text.count(">") + text.count("›") + text.count("»") >= 2 and _CRUMBS.match(text):
            yield Finding(document.blocks[number].start, document.blocks[number].end, Kind.NAV)


_APART = re.compile(r"\s*[|›»•·]\s*|\s+/\s+")


@rule(
    "nav.sections",
    Kind.NAV,
    "a row of section names with bars or dots between them",
    """\
- Local | Politics | Sport | Weather
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def sections(document: Document) -> Iterator[Finding]:
    """Figures make a row a result or a table, and so may a colon."""
    for number in (*document.head, *document.tail):
        block = document.blocks[number]
        names = [name for name in _APART.split(block.text.strip(" |•·")) if name]
        if len(names) < 3 or len(block.text) > 200 or any(map(str.isdigit, block.text)) or ":" in block.text:
            continue
        if all(len(name.split()) <= SECTION_WORDS and not name[0].islower() for name in names):
            yield Finding(block.start, block.end, Kind.NAV, certainty=Certainty.LIKELY)


_HASHTAGS = re.compile(r"(?:#[^\s#,]{2,40}[\s,]*){2,30}$")


@rule(
    "nav.hashtags",
    Kind.NAV,
    "a line of nothing but hashtags, before or after the text",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- #trams #council #budget
""",
)
def hashtags(document: Document) -> Iterator[Finding]:
    for number in (*document.head, *document.tail):
        block = document.blocks[number]
        if block.text[0] == "#" and len(block.text) <= 300 and _HASHTAGS.match(block.text):
            yield Finding(block.start, block.end, Kind.NAV)


@rule(
    "nav.outside_article",
    Kind.NAV,
    "outside the article, in the text of a whole page with its menus and footers",
)
def outside_article(document: Document) -> Iterator[Finding]:
    if not is_dump(document):
        return
    for number in outside(document):
        block = document.blocks[number]
        few = len(document.short.get(number, ())) <= MENU_WORDS and number not in document.prose
        yield Finding(block.start, block.end, Kind.NAV if few else Kind.RELATED)


RULES = (
    phrased(Kind.NAV),
    cued(Kind.NAV, "Homepage Menu Search Sections Puzzles Obituaries"),
    breadcrumbs,
    sections,
    hashtags,
    outside_article,
)
