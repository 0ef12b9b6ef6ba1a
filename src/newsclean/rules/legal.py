"""Copyright lines, rights and syndication notices, disclaimers.

A copyright line often names the publisher, which is kept as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Document, Finding, Kind
from newsclean.rule import cued, phrased, rule

LONGEST = 240
"""A copyright line has at most this many characters."""

_COPYRIGHT = re.compile(
    r"[\s<(\[*_•|-]*(?:copyright\b\s*[:©ⓒ@]?|[©ⓒ]|\(c\)\s)[\s:,]*(?:copyright\s*)?"
    r"(?:(?:19|20)\d\d(?:\s?[-–—/,]\s?(?:(?:19|20)?\d\d|present))?)?[\s,.:–—-]*(?:by\s)?(.{0,200})$",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OWNER = re.compile(r"[^.,;|<>()\[\]–—]{2,60}")
_LEGAL_FORM = re.compile(r",? (?:inc|llc|ltd|limited|gmbh|ag|s\.?a\.?|s\.?p\.?a\.?|plc|corp|co)\b\.?.*$", re.IGNORECASE)


@rule(
    "legal.copyright",
    Kind.LEGAL,
    "a line that opens with a copyright sign",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- © 2024 Harbour Post Ltd. All rights reserved.
""",
)
def copyright_line(document: Document) -> Iterator[Finding]:
    for number in document.short:
        block = document.blocks[number]
        text = block.text
        found = _COPYRIGHT.match(text) if len(text) <= LONGEST else None
        if not found:
            continue
        signed = any(sign in text[:40].lower() for sign in "©ⓒ@") or "(c)" in text[:20].lower()
        if not signed and not _YEAR.search(text[:40]):
            continue
        owner = _OWNER.match(_YEAR.sub("", found[1]).strip(" ,.-–—:")) if found[1] else None
        name = _LEGAL_FORM.sub("", owner[0]).strip() if owner else ""
        facts = {"publisher": name} if name[:1].isupper() and len(name.split()) <= 5 else {}
        yield Finding(block.start, block.end, Kind.LEGAL, facts=facts)


RULES = (
    phrased(Kind.LEGAL),
    cued(Kind.LEGAL, "Our copyright terms: no republishing without our permission"),
    copyright_line,
)
