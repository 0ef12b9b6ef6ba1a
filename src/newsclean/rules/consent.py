"""Cookie, privacy and embedded-content consent notices.

They are the page talking to its visitor.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import cued, phrased

RULES = (
    phrased(Kind.CONSENT),
    cued(Kind.CONSENT, "Your cookie settings keep this embedded content from loading"),
)
