"""Tip lines, editorial addresses, error reports: how to reach the newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import cued, phrased, rule

_MAIL = re.compile(
    r"[\s•*|–—-]*(?:e-?mail|mail|contact|kontakt|e-?post|correo|courriel)?[\s:|]*"
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[\s.,;|]*$",
    re.IGNORECASE,
)


@rule(
    "contact.mail",
    Kind.CONTACT,
    "a line of nothing but a mail address",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- E-mail: desk@example.com
""",
)
def mail(document: Document) -> Iterator[Finding]:
    for number in document.short:
        block = document.blocks[number]
        if "@" in block.text and len(block.text) < 120 and _MAIL.match(block.text):
            yield Finding(block.start, block.end, Kind.CONTACT, certainty=Certainty.LIKELY)


RULES = (
    phrased(Kind.CONTACT),
    cued(Kind.CONTACT, "Errors, typos or complaints about this page? Our newsroom reads your email"),
    mail,
)
