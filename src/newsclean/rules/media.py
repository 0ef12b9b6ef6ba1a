"""What players, galleries and slideshows say: counters, clocks, prompts to play and enlarge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind, Role
from newsclean.rule import cued, phrased, rule

_CLOCK = re.compile(r"[\s(]*-?\d{1,2}:\d\d(?::\d\d)?(?:\s*[/|]\s*-?\d{1,2}:\d\d(?::\d\d)?)?[\s)]*$")
_TIME_OF_DAY = re.compile(r"[\s#]*(?:[01]?\d|2[0-3]):[0-5]\d\s*$")
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
    """\
The storm reached the coast on Monday evening, and the ferries to the islands were all called off before six.
18:40
Engineers have given up for the night on the line to the head, where three poles lie across the only road.
17:15
The village hall is open to anyone who has no heating, and there is soup enough for a hundred people or more.
- 0:00 / 4:31
""",
)
def clock(document: Document) -> Iterator[Finding]:
    for number, found in document.short.items():
        block = document.blocks[number]
        text = block.text
        if len(text) > 24 or not found or not any(map(str.isdigit, text)):
            continue
        if _CLOCK.match(text) and not _heads_entry(number, document):
            sure = "/" in text or text.strip().startswith(("0:00", "00:00"))
        elif _COUNTER.match(text):
            sure = False
        else:
            continue
        yield Finding(block.start, block.end, Kind.MEDIA, certainty=Certainty.SURE if sure else Certainty.LIKELY)


def _heads_entry(number: int, document: Document) -> bool:
    """Whether the line is a time of day over the entry of a live blog: prose follows, and another such line."""
    if document.blocks[number].role is not Role.HEADING and number in document.head:
        return False
    alike = [n for n in document.short if _TIME_OF_DAY.match(document.blocks[n].text)]
    return number in alike and number + 1 in document.prose and len(alike) >= 2


RULES = (phrased(Kind.MEDIA), cued(Kind.MEDIA, "Our video player needs your sound on"), clock)
