"""Newsletter and e-mail alert prompts.

They advertise a mailing, not the story.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import cued, phrased

RULES = (
    phrased(Kind.NEWSLETTER),
    cued(Kind.NEWSLETTER, "Our inbox letter for night owls: tick the box and tell us your email"),
)
