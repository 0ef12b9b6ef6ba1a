"""About-the-author boxes and blurbs about the publisher.

They describe the writer or the house, not the event, and are the same under every article.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import phrased

RULES = (phrased(Kind.BIO),)
