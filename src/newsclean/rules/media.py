"""What players, galleries and slideshows say: counters, clocks, prompts to play and enlarge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import phrased, rule

_CLOCK = re.compile(r"[\s(]*-?\d{1,2}:\d\d(?::\d\d)?(?:\s*[/|]\s*-?\d{1,2}:\d\d(?::\d\d)?)?[\s)]*$")
_COUNTER = re.compile(r"[\s(\[]*\d{1,3}\s?(?:/|of|von|de|di|sur|van|из|av|af)\s?\d{1,3}[\s)\]]*$", re.IGNORECASE)


@rule(
    "media.clock",
    Kind.MEDIA,
    "a player's clock or a gallery's counter",
    """\
- 0:00 / 4:31
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- 3 of 12
""",
)
def clock(document: Document) -> Iterator[Finding]:
    for number, found in document.short.items():
        block = document.blocks[number]
        text = block.text
        if len(text) > 24 or not found or not any(map(str.isdigit, text)):
            continue
        if _CLOCK.match(text):
            sure = "/" in text or text.strip().startswith(("0:00", "00:00"))
        elif _COUNTER.match(text):
            sure = False
        else:
            continue
        yield Finding(block.start, block.end, Kind.MEDIA, certainty=Certainty.SURE if sure else Certainty.LIKELY)


RULES = (phrased(Kind.MEDIA), clock)
