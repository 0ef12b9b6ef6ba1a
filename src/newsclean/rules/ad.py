"""Advertisement labels, "story continues below", affiliate disclosures, sponsored markers.

A sponsored marker also sets `sponsored` in the metadata.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import cued, phrased

RULES = (
    phrased(Kind.AD),
    cued(Kind.AD, "Our partner pays us a commission for orders from links here"),
)
