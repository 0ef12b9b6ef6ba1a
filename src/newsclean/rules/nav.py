"""Breadcrumbs, menu rows, section labels, tag lists, "back to top"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Document, Finding, Kind
from newsclean.rule import phrased, rule
from newsclean.segment import is_dump, outside

MENU_WORDS = 4
"""A menu item has at most this many words; longer lines outside the article are teasers."""

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


RULES = (phrased(Kind.NAV), breadcrumbs, outside_article)
