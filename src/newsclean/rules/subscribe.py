"""Subscription, registration, log-in, paywall, donation and support prompts.

They ask the reader for money or an account and say nothing about the news. A paywall notice also tells
that the text may be cut short, so it sets `access`.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import cued, phrased

RULES = (
    phrased(Kind.SUBSCRIBE),
    cued(Kind.SUBSCRIBE, "Our members and donors pay for this website with a monthly gift"),
)
