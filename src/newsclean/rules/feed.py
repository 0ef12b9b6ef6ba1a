"""Artefacts of feeds and excerpts: "appeared first on", "continue reading", a lone […]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Document, Finding, Kind
from newsclean.rule import phrased, rule

_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:…|\.\.\.|&hellip;|&#8230;)\s*[\])]\s*$")


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


RULES = (phrased(Kind.FEED), ellipsis)
