"""Cookie, privacy and embedded-content consent notices.

They are the page talking to its visitor.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import phrased

RULES = (phrased(Kind.CONSENT),)
