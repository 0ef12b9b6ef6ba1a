"""The article's own headline, repeated as a line of its text.

It leaves the text and becomes `title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.annotation import ends_sentence
from newsclean.folding import UNSPACED, words
from newsclean.model import Certainty, Document, Finding, Kind, Role
from newsclean.phrases import size
from newsclean.rule import rule
from newsclean.rules.byline import signature


@rule(
    "title.given",
    Kind.TITLE,
    "a line that repeats the given title, or a wording of it that the page declares",
)
def given(document: Document) -> Iterator[Finding]:
    title = document.hints.get("title")
    if not title:
        return
    wordings = [words(str(text)) for text in dict.fromkeys((title, *document.hints.get("headlines", ())))]
    for number, block in enumerate(document.blocks):
        if len(block.text) > 300 or (document.prose and number > document.prose[0] and number not in document.tail):
            continue
        found = words(block.text)
        if any(_repeats(found, said) for said in wordings):
            yield Finding(block.start, block.end, Kind.TITLE, facts={"title": block.text.strip()})


def _repeats(found: list[str], said: list[str]) -> bool:
    """The same words, or the same with a site's name behind them on either side."""
    if len(found) < 2 or len(said) < 2:
        return found == said
    shorter, longer = sorted((found, said), key=len)
    return (longer[: len(shorter)] == shorter and len(shorter) >= max(4, len(longer) - 5)) or found == said


SHORTEST = 3
"""A headline has at least so many words; shorter lines above it are labels, or the site's name."""

CROSSHEAD = 10
"""A crosshead has at most so many words; set by hand on what several extractors leave of real pages."""

_NO_HEADLINE = re.compile(
    r"^(?:…|\.\.\.|[-•*#@])|www\.|https?:|@\w|[£€$]\s?\d|^[^:]{2,20} (?:by|von|par|por|di|door|av): "
)


@rule(
    "title.first_block",
    Kind.TITLE,
    "a first line that is plainly a headline: short, no full stop, the text right behind it",
    """\
- Council approves budget for the new tram line
By Ruth Amsel
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def first_block(document: Document) -> Iterator[Finding]:
    if len(document.prose) < 2 or document.hints.get("title"):
        return
    matched = {match.block for match in document.matches}
    for number in document.head:
        block = document.blocks[number]
        found = words(block.text)
        trail = block.text.count(">") + block.text.count("›") + block.text.count("»") >= 2
        if trail or number in matched or signature(block.text, found):
            continue
        count = size(found)
        if count < SHORTEST and block.role is not Role.HEADING:
            continue
        least = 8 if UNSPACED.search(block.text) else 18
        headline = (
            SHORTEST <= count <= 26 and least <= len(block.text) <= 200 and not ends_sentence(block.text.rstrip("?!"))
        )
        if headline and block.text[-1] not in ":,;" and not _NO_HEADLINE.search(block.text):
            other = _another_slug(document.url, found)
            # Short and right above the text it may be its first crosshead; else it is another article's headline.
            if other and number + 1 in document.prose and count <= CROSSHEAD:
                return
            certainty = Certainty.SURE if block.role is Role.HEADING and not other else Certainty.LIKELY
            facts = {} if other else {"title": block.text.strip(" *_")}
            yield Finding(block.start, block.end, Kind.TITLE, certainty=certainty, facts=facts)
        return


def _another_slug(url: str | None, found: list[str]) -> bool:
    """Whether the address ends in words (its slug, mostly made of the headline) of which `found` has none.

    Endings and umlauts differ between the two, so only their first letters are compared.

    >>> address = "https://example.com/2024/new-tram-line-delayed"
    >>> _another_slug(address, ["tram", "delayed", "again"]), _another_slug(address, ["cooking", "time", "minutes"])
    (False, True)
    """
    slug, told = _stems((url or "").lower().rstrip("/").rpartition("/")[2]), _stems(" ".join(found))
    return len(slug) >= SHORTEST and len(told) >= SHORTEST and slug.isdisjoint(told)


def _stems(text: str) -> set[str]:
    return {re.sub("([aou])e", r"\1", word)[:4] for word in re.findall(r"[a-z]{4,}", text) if word != "html"}


RULES = (given, first_block)
