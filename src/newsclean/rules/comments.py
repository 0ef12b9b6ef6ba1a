"""Comment prompts, counts, policies and forms."""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import cued, phrased

RULES = (
    phrased(Kind.COMMENTS),
    cued(Kind.COMMENTS, "Our moderators read all comments and replies before readers see them"),
)
