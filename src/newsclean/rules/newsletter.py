"""Newsletter and e-mail alert prompts.

They advertise a mailing, not the story.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import phrased

RULES = (phrased(Kind.NEWSLETTER),)
