"""Headings, labels and teasers that lead to other articles."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import phrased, rule


@rule(
    "related.linked_line",
    Kind.RELATED,
    "a line that is one link, after the text or under a heading of its kind",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- [Why the tram line was delayed for a year](https://example.com/a)
- [Three questions about the new timetable](https://example.com/b)
""",
)
def linked_line(document: Document) -> Iterator[Finding]:
    for number, block in enumerate(document.blocks):
        if block.link_share > 0.9 and len(block.text) < 300 and number not in document.prose:
            outside = number in document.tail or number in document.head
            yield Finding(
                block.start,
                block.end,
                Kind.RELATED,
                certainty=Certainty.SURE if outside else Certainty.LIKELY,
            )


RULES = (phrased(Kind.RELATED), linked_line)
