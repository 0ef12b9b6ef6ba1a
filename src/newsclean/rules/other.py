"""Residue that fits no other kind: bare addresses of pages, notices about the browser, error texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import phrased, rule

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,2000}$", re.IGNORECASE)


@rule(
    "other.bare_address",
    Kind.OTHER,
    "a line that is nothing but the address of a page",
    """\
- https://www.example.com/news/harbour-reopens-48151
The harbour reopened on Tuesday, and the first ship to come in was the old mail boat from the islands.
""",
)
def bare_address(document: Document) -> Iterator[Finding]:
    for number in document.short:
        block = document.blocks[number]
        if block.link_share == 0 and len(block.text) < 2000 and _ADDRESS.match(block.text):
            yield Finding(block.start, block.end, Kind.OTHER, certainty=Certainty.LIKELY)


RULES = (phrased(Kind.OTHER), bare_address)
