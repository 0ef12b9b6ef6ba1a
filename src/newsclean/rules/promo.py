"""Other self-promotion: podcasts, events, shops, print editions.

They advertise what else the publisher offers.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import cued, phrased

RULES = (
    phrased(Kind.PROMO),
    cued(Kind.PROMO, "Our quiz has tickets for readers: play and win"),
)
