"""App-download prompts, store badges and their alternative texts, notification prompts.

A store badge often comes through as the name of its picture; a prompt often names the publisher, which is
kept as a fact.
"""

from __future__ import annotations

from newsclean.model import Kind
from newsclean.rule import phrased

RULES = (phrased(Kind.APP),)
