"""Artefacts of feeds and excerpts: "appeared first on", "continue reading", a lone […]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Document, Finding, Kind
from newsclean.rule import phrased, rule

_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:…|\.\.\.)[\s\u200b]*[\])]\s*$")


@rule(
    "feed.ellipsis",
    Kind.FEED,
    "an ellipsis in brackets on a line of its own",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- […]
""",
)
def ellipsis(document: Document) -> Iterator[Finding]:
    for number, found in document.short.items():
        block = document.blocks[number]
        if not found and len(block.text) <= 12 and _ELLIPSIS.match(block.text):
            yield Finding(block.start, block.end, Kind.FEED)


@rule(
    "feed.broken_off",
    Kind.FEED,
    "an ellipsis in brackets where the excerpt breaks off, at the end of the last paragraph",
)
def broken_off(document: Document) -> Iterator[Finding]:
    if not document.prose:
        return
    block = document.blocks[document.prose[-1]]
    mark = _ELLIPSIS.search(block.text, max(0, len(block.text) - 24))
    if mark and mark.start():
        yield Finding(block.start + mark.start(), block.end, Kind.FEED)


RULES = (phrased(Kind.FEED), ellipsis, broken_off)
