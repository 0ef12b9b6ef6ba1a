"""Lines of nothing but rules, stars, dots and dashes.

They divide parts of the page, and once the parts are gone they divide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model import Document, Finding, Kind
from newsclean.rule import phrased, rule


@rule(
    "separator.no_letters",
    Kind.SEPARATOR,
    "a line without a letter or a digit",
    """\
The ferry will run again from Monday, the harbour office said in a short statement on its website.
- ___
The crossing had been closed since the storm of last week, when two piers were damaged by the waves.
- * * *
""",
    """\
The ferry will run again from Monday, the harbour office said in a short statement on its website.
| Pier | Opens |
| --- | --- |
| North | Monday |
- ***
""",
)
def no_letters(document: Document) -> Iterator[Finding]:
    for number, found in document.short.items():
        block = document.blocks[number]
        if found or len(block.text) > 80 or any(map(str.isalnum, block.text)) or _rules_a_table(number, document):
            continue
        yield Finding(block.start, block.end, Kind.SEPARATOR)


def _rules_a_table(number: int, document: Document) -> bool:
    """Whether the line divides the head of a Markdown table from its rows."""
    line = document.blocks[number].text
    return (
        number > 0
        and "|" in line
        and not set(line) - set("|-: \t")
        and line.count("-") >= 2
        and "|" in document.blocks[number - 1].text
    )


RULES = (no_letters, phrased(Kind.SEPARATOR))
