"""Residue that fits no other kind: bare addresses of pages, notices about the browser, error texts.

Of pictures, those that only count who reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.images import finding, is_small, leads_to, numbered
from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import cued, phrased, rule

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


COUNTERS = (
    "pixel.wp.com/",
    "stats.wordpress.com/",
    "feeds.wordpress.com/1.0/comments/",
    "feeds.feedburner.com/~r/",
    "medium.com/_/stat",
    "pixel.quantserve.com/",
    "b.scorecardresearch.com/",
    "google-analytics.com/",
    "ssl.google-analytics.com/",
    "vg07.met.vgwort.de/",
    "vg08.met.vgwort.de/",
    "vg09.met.vgwort.de/",
)
"""Where pictures lie that only count readers."""


@rule(
    "other.pixel",
    Kind.OTHER,
    "a picture of one pixel or none, which only counts who reads",
)
def pixel(document: Document) -> Iterator[Finding]:
    for number, image in numbered(document.images):
        if is_small(image, 1, 1) or leads_to(image.src, COUNTERS):
            yield finding(number, image, Kind.OTHER, "a picture that counts readers")


RULES = (phrased(Kind.OTHER), cued(Kind.OTHER, "Please see what we do here on this page"), bare_address, pixel)
