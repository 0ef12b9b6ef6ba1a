"""Editor's notes and corrections.

They belong to the article: they stay in the text unless asked for (`Cleaner().also("note")`), and are listed
in `metadata.notes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsclean.model import Document, Finding, Kind
from newsclean.rule import Rule, phrased

_PHRASED = phrased(Kind.NOTE)


def _with_text(document: Document) -> Iterator[Finding]:
    for finding in _PHRASED.find(document):
        yield replace(finding, facts={**finding.facts, "note": document.text[finding.start : finding.end]})


RULES = (Rule(_PHRASED.name, Kind.NOTE, _PHRASED.why, _with_text),)
