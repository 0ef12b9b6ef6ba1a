"""Headings, labels and teasers that lead to other articles.

What gives a teaser away, besides words: it is one link, it says its headline twice (once as a picture's text,
once as a heading), or it stands in a run of headlines under a heading that says so. A run ends with the first
block that is prose: no heading takes everything after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.annotation import ends_sentence, says_itself_twice
from newsclean.folding import words
from newsclean.model import Block, Certainty, Document, Finding, Kind, Role
from newsclean.phrases import size
from newsclean.rule import cued, phrased, rule

HEADLINE_WORDS = range(5, 31)
"""A headline has so many words; shorter lines may be crossheads."""

_GREEK_QUESTION = re.compile(r"[Α-ώ];$")

TAG_WORDS = 3
"""The most words of a topic listed under such a heading after the text."""

ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
"""A link that shows its own address is a source, not a teaser."""

LONGEST_RUN = 12
"""How many headlines one heading can head."""


def is_headline(block: Block) -> bool:
    """Whether the block could be the headline of another article: some words, no end of a sentence."""
    text = block.text.strip(" \"'”’»*_|")
    if not 20 <= len(text) <= 220 and not (10 <= len(text) <= 60 and not text.isascii()):
        return False
    if text[-1] in ".。,;:" and not _GREEK_QUESTION.search(text):
        return False
    if ends_sentence(text) and text[-1] not in "?!？！؟]…":
        return False
    return size(words(text)) in HEADLINE_WORDS


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
    headed = {match.block + 1 for match in document.matches if match.kind is Kind.RELATED}
    for number, found in document.short.items():
        block = document.blocks[number]
        outside = number in document.tail or number in document.head
        # A short linked item between paragraphs is as often one of the article's own list.
        if block.role is Role.ITEM and len(found) < HEADLINE_WORDS.start and not outside and number not in headed:
            continue
        if block.link_share > 0.9 and len(block.text) < 400 and not ADDRESS.match(block.text):
            yield Finding(
                block.start,
                block.end,
                Kind.RELATED,
                certainty=Certainty.SURE if outside else Certainty.LIKELY,
            )


@rule(
    "related.doubled",
    Kind.RELATED,
    "a headline that stands there twice in a row, and the summary under it",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- Why the tram line was delayed Why the tram line was delayed
- Engineers found an old well under the square and had to wait for a permit before they could go on.
- Three questions about the timetable Three questions about the timetable
""",
)
def doubled(document: Document) -> Iterator[Finding]:
    blocks = document.blocks
    twice = [n for n in document.short if says_itself_twice(blocks[n].text)]
    if len(twice) < 2:
        return
    for n in twice:
        yield Finding(blocks[n].start, blocks[n].end, Kind.RELATED)
        below = n + 1
        if below < len(blocks) and below not in twice and below not in document.prose and len(blocks[below].text) < 400:
            yield Finding(blocks[below].start, blocks[below].end, Kind.RELATED, certainty=Certainty.LIKELY)


@rule(
    "related.under_heading",
    Kind.RELATED,
    "a headline in the run under a heading that announces other articles",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- Related articles
- Why the new tram line was delayed for a year
- Three questions about the timetable and the fares
The first trams are to run in spring, when the depot at the old gasworks is finished and the drivers are trained.
""",
)
def under_heading(document: Document) -> Iterator[Finding]:
    blocks = document.blocks
    taken = {match.block for match in document.matches}
    for match in document.matches:
        block = blocks[match.block]
        heads = match.kind is Kind.RELATED or (match.kind is Kind.PROMO and match.block in document.tail)
        if not heads or match.start != block.start or match.end != block.end:
            continue
        if match.total - match.words > 2 or _labels_headline(block.text):
            continue
        n = match.block + 1
        while n < len(blocks) and n <= match.block + LONGEST_RUN and n not in document.prose:
            if n not in taken:
                if not is_headline(blocks[n]) and not (n in document.tail and _is_tag(document.short[n])):
                    break
                yield Finding(blocks[n].start, blocks[n].end, Kind.RELATED)
            n += 1


def _is_tag(found: Sequence[str]) -> bool:
    """Whether the words could be the name of a topic."""
    return 1 <= size(list(found)) <= TAG_WORDS


def _labels_headline(text: str) -> bool:
    """Whether the line has its headline with it, behind a colon, and so heads nothing.

    >>> _labels_headline("Read also: Why the tram was late"), _labels_headline("Read also:")
    (True, False)
    """
    return size(words(text.partition(":")[2])) >= HEADLINE_WORDS.start


@rule(
    "related.labelled_items",
    Kind.RELATED,
    "a run of list items, each a topic, a colon and a headline",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- • Transport: Why the new tram line was delayed for a year
- • Fares: What commuters will have to pay from next spring
The first trams are to run in spring, when the depot at the old gasworks is finished and the drivers are trained.
""",
)
def labelled_items(document: Document) -> Iterator[Finding]:
    items = [n for n in document.short if _labelled_item(document, n)]
    for n in items:
        if n - 1 in items or n + 1 in items:
            block = document.blocks[n]
            yield Finding(block.start, block.end, Kind.RELATED)


def _labelled_item(document: Document, number: int) -> bool:
    block = document.blocks[number]
    if len(block.text) > 160:
        return False
    bulleted = block.role is Role.ITEM or block.text.startswith(("- ", "• ", "* ", "– ", "▪ ", "■ "))
    if not bulleted:
        return False
    label, colon, headline = block.text.lstrip("-•*–▪■ ").partition(": ")
    if (
        not colon
        or len(label.split()) > 5
        or (not headline[:1].strip("„“\"'»«").isupper() and headline[:1] not in "„“\"'»«")
    ):
        return False
    return len(headline.split()) >= 4 and headline.rstrip()[-1] not in ".;," and not any(map(str.isdigit, label))


@rule(
    "related.capitals",
    Kind.RELATED,
    "a whole line of capitals between two paragraphs, as long as a headline",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- TRAM BUILDER HIRES TWO HUNDRED FITTERS FOR ITS NEW HALL IN THE SOUTH
The first trams are to run in spring, when the depot at the old gasworks is finished and the drivers are trained.
""",
)
def capitals(document: Document) -> Iterator[Finding]:
    if not document.prose:
        return
    for number in document.short:
        block = document.blocks[number]
        text = block.text
        if not (40 <= len(text) <= 160 and text.isupper() and len(text.split()) >= 9) or ends_sentence(text):
            continue
        if number - 1 in document.prose and number + 1 in document.prose and block.role is Role.PARAGRAPH:
            yield Finding(block.start, block.end, Kind.RELATED)


@rule(
    "related.teaser_run",
    Kind.RELATED,
    "three or more headlines in a row after the text",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
The first trams are to run in spring, when the depot at the old gasworks is finished and the drivers are trained.
- Why the new tram line was delayed for a year
- Three questions about the timetable and the fares
- Minister defends plan to close two rural stations
""",
)
def teaser_run(document: Document) -> Iterator[Finding]:
    blocks = document.blocks
    links_known = any(block.link_share for block in blocks)
    announced = {match.block for match in document.matches}
    run: list[int] = []
    for n in (*document.tail, -1):
        if n >= 0 and _is_teaser(blocks[n]) and (blocks[n].link_share > 0.5 or not links_known):
            run.append(n)
            continue
        # What a line of the article announces with a colon is the article's own list.
        if len(run) >= 3 and (blocks[run[0] - 1].text[-1] not in ":：" or run[0] - 1 in announced):
            for at in run:
                yield Finding(blocks[at].start, blocks[at].end, Kind.RELATED, certainty=Certainty.LIKELY)
        run = []


_POINTERS = ("☞", "👉", ">>", "»»", "►", "▶", "➤", "➜")


@rule(
    "related.pointer",
    Kind.RELATED,
    "a headline behind a hand or an arrow, before or after the text",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- ☞ Why the new tram line was delayed for a year
""",
)
def pointer(document: Document) -> Iterator[Finding]:
    """Between paragraphs, and three in a row, they are as often the article's own list."""
    pointed = {n for n in document.short if document.blocks[n].text.startswith(_POINTERS)}
    for n in sorted(pointed.intersection((*document.head, *document.tail))):
        block = document.blocks[n]
        if {n - 1, n + 1} & pointed == set() and is_headline(block._replace(text=block.text.lstrip("☞👉>»►▶➤➜ "))):
            yield Finding(block.start, block.end, Kind.RELATED, certainty=Certainty.LIKELY)


_NO_TEASER = re.compile(r"\[\d|.*https?://")


def _is_teaser(block: Block) -> bool:
    """Whether the block could be a headline with no heading above it: no line of wrapped prose, no source's address.

    >>> from newsclean.readers.text import read_text
    >>> [_is_teaser(block) for block in read_text("Why the tram line was late\\nand had to wait for a permit").blocks]
    [True, False]
    """
    first = next((letter for letter in block.text if letter.isalpha()), "")
    return is_headline(block) and not first.islower() and not _NO_TEASER.match(block.text)


RULES = (
    phrased(Kind.RELATED),
    cued(Kind.RELATED, "Similar stories that our readers also read"),
    linked_line,
    doubled,
    under_heading,
    labelled_items,
    capitals,
    teaser_run,
    pointer,
)
