"""Lines that hold the article's date, its update or its reading time.

The date leaves the text and enters the metadata. Dates inside sentences are news.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.dates import is_date_line, read_date
from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import Rule, cued, phrased, rule

LONGEST = 90
"""A date line has at most this many characters."""


@rule(
    "date.line",
    Kind.DATE,
    "a line that says a date or a time and nothing else",
    """\
- 5 March 2024, 10:15
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def date_line(document: Document) -> Iterator[Finding]:
    for number in document.short:
        block = document.blocks[number]
        if len(block.text) > LONGEST or not is_date_line(block.text):
            continue
        day = read_date(block.text)
        above = number in document.head or number < 4
        if not above and (day is None or ":" not in block.text):
            continue
        sure = day is not None and above
        facts = {"date": day} if day else {}
        yield Finding(
            block.start, block.end, Kind.DATE, certainty=Certainty.SURE if sure else Certainty.LIKELY, facts=facts
        )


_PHRASED = phrased(Kind.DATE)


def _with_day(document: Document) -> Iterator[Finding]:
    """The packs' date phrases; what their date slot caught is read as a date."""
    from dataclasses import replace

    for finding in _PHRASED.find(document):
        day = read_date(document.text[finding.start : finding.end])
        facts = {**finding.facts, "date": day}
        if not day:
            facts.pop("date")
        yield replace(finding, facts=facts)


RULES = (
    Rule(_PHRASED.name, Kind.DATE, _PHRASED.why, _with_day),
    cued(Kind.DATE, "This article was first posted and last updated minutes ago"),
    date_line,
)
