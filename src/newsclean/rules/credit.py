"""Photo and video credits: who took the picture, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.annotation import ends_sentence
from newsclean.facts import agencies_in
from newsclean.folding import cased_words, words
from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.packs import listed_words, word_list
from newsclean.phrases import PARTICLES, size
from newsclean.rule import cued, phrased, rule

CASELESS_OWNER = 6
"""In scripts without capitals, a name has at most so many words, and an archive's no more."""

SAID_WORDS = 5
"""Longer words without capitals behind the label say what is to be seen."""

LONGEST = 140
"""A credit has at most this many characters."""

_SEPARATED = re.compile(r"[\s(\[*_]*[^\W\d_][^:：/／©|｜ㅣ=＝\n]{0,40}?\s?[:：/／©|｜ㅣ=＝]\s*\S")
_ARCHIVE_WORDS = frozenset(
    "getty shutterstock alamy unsplash istock wireimage imago reuters afp epa pixabay depositphotos wikimedia".split()
)
_CREDIT_SHAPE = re.compile(r"[^.!?]{2,60}\s?(?:/|via|\|)\s?[^.!?]{2,60}$")


@rule(
    "credit.label",
    Kind.CREDIT,
    "a line that opens with the word for a picture or its credit, and names its owner",
    """\
- Photo: Ruth Amsel / Coastline Images
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def label(document: Document) -> Iterator[Finding]:
    openers, opening_words = word_list("credit"), listed_words("credit")
    for number, found in document.short.items():
        block = document.blocks[number]
        text = block.text
        if not 2 <= len(found) <= 16 or len(text) > LONGEST or found[0] not in opening_words:
            continue
        lead = next((n for n in (3, 2, 1) if " ".join(found[:n]) in openers), 0)
        if not lead or not _SEPARATED.match(text):
            continue
        before, who = re.split(r"[:：/／©|｜ㅣ=＝]", text, maxsplit=1)
        who = who.strip(" )]*_")
        if not _names_owner(who):
            if ends_sentence(who) or len(words(before)) > lead or len(words(who)) > SAID_WORDS:
                continue
            who = ""
        yield Finding(
            block.start,
            block.end,
            Kind.CREDIT,
            facts={"credits": (who,), "agency": " ".join(agencies_in(who))} if who else {},
        )


def _names_owner(who: str) -> bool:
    """Whether the words could name people or an archive, and not say what is to be seen.

    >>> _names_owner("Ruth Amsel / Coastline Images"), _names_owner("How the bridge was moved")
    (True, False)
    """
    said = [word for word in cased_words(who) if word not in PARTICLES]
    small = sum(word[0].islower() for word in said)
    if said and not any(word[0].isupper() or word[0].islower() for word in said):
        return size(said) <= CASELESS_OWNER
    return bool(said) and (small <= len(said) / 2 or len(said) <= 2)


@rule(
    "credit.archive",
    Kind.CREDIT,
    "a line of names with a slash, one of them a picture archive",
    """\
- Ruth Amsel/Getty Images
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def archive(document: Document) -> Iterator[Finding]:
    for number, found in document.short.items():
        block = document.blocks[number]
        text = block.text.strip(" ()[]*_")
        if len(text) > 80 or _ARCHIVE_WORDS.isdisjoint(found):
            continue
        if len(text.split()) <= 8 and (_CREDIT_SHAPE.match(text) or text.lower() in ("getty images", "shutterstock")):
            yield Finding(
                block.start,
                block.end,
                Kind.CREDIT,
                certainty=Certainty.SURE if len(text.split()) <= 6 else Certainty.LIKELY,
                facts={"credits": (text,)},
            )


LONGEST_OWNER = 70
"""What stands behind the colon of a credit has fewer characters, and so has its label."""

CAPTION = 260
"""A caption has at most this many characters, its credit included."""

_CLOSING = re.compile(r"[\s(\[|]([^\s:：()\[\]|]+(?: [^\s:：()\[\]|]+){0,2})\s?[:：]\s?([^:：.!?()]{2,60})[)\]]?\.?$")


@rule(
    "credit.caption",
    Kind.CREDIT,
    "a short line that ends with the credit of a picture: its caption",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- The depot at the old gasworks in spring. Photo: Ruth Amsel
The first trams are to run in spring, when the depot at the old gasworks is finished and the drivers are trained.
""",
)
def caption(document: Document) -> Iterator[Finding]:
    openers = word_list("credit")
    for block in document.blocks:
        colon = max(block.text.rfind(":"), block.text.rfind("："))
        if len(block.text) > CAPTION or colon < 20 or len(block.text) - colon > LONGEST_OWNER:
            continue
        found = _CLOSING.search(block.text, max(0, colon - LONGEST_OWNER))
        if found is None or found.start() < 20:
            continue
        label_words = words(found[1])
        if any(" ".join(label_words[n:]) in openers for n in range(len(label_words))):
            who = found[2].strip(" )]")
            facts = {"credits": (who,), "agency": " ".join(agencies_in(who))}
            yield Finding(block.start, block.end, Kind.CREDIT, facts=facts)


RULES = (
    phrased(Kind.CREDIT),
    cued(Kind.CREDIT, "Photo and illustration: our archive, courtesy of readers"),
    label,
    archive,
    caption,
)
