"""About-the-author boxes and blurbs about the publisher.

They describe the writer or the house, not the event, and are the same under every article.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import cued, phrased

RULES = (
    phrased(Kind.BIO),
    cued(Kind.BIO, "Award-winning reporter, covers courts, joined the paper as an editor"),
)
