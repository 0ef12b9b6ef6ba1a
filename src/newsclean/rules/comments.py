"""Comment prompts, counts, policies and forms."""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import phrased

RULES = (phrased(Kind.COMMENTS),)
