"""Follow, like and join prompts for networks, channels and news aggregators; bare handles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import cued, phrased, rule

_HANDLES = re.compile(r"\s*@[A-Za-z0-9_.]{2,30}(?:[\s,|/]+@[A-Za-z0-9_.]{2,30}){0,4}\s*$")


@rule(
    "follow.handle",
    Kind.FOLLOW,
    "a line of nothing but handles on a network",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- @harbourpost
""",
)
def handle(document: Document) -> Iterator[Finding]:
    for number in document.short:
        block = document.blocks[number]
        if block.text[0] == "@" and len(block.text) < 120 and _HANDLES.match(block.text):
            yield Finding(block.start, block.end, Kind.FOLLOW, certainty=Certainty.LIKELY)


RULES = (
    phrased(Kind.FOLLOW),
    cued(Kind.FOLLOW, "You will find our pages on Instagram, TikTok, Threads and Bluesky"),
    handle,
)
