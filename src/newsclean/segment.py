"""Where in the dump of a whole page the article is.

Every block votes with the logarithm of the odds that a block of its shape belongs to an article, and the
article is the run of blocks with the largest sum (Kadane's maximum subarray, one pass).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from newsclean.annotation import ends_sentence
from newsclean.folding import words
from newsclean.model import Document, Kind
from newsclean.phrases import size

REACH, LONG = 8, 160
"""Within REACH blocks behind residue, a paragraph of at least LONG characters still belongs to the article, and so
do two paragraphs in a row. In lists of other stories a headline stands between."""

MENU = 4
"""At least so many lines in a row, of a word or two each, are a menu."""

BRIDGE, STORY = 40, 80
"""Paragraphs of at least STORY characters up to BRIDGE blocks behind the article go on with it when two or more,
not further apart than REACH, name someone or something that the article names: offers or other stories stand in its
middle. Single paragraphs, or such with headlines between, are teasers of stories on the same matter. Set by hand on
the pages of `tools/fit_segment.py`: body lines lost fell from 70 to 47 of 4,391, F1 rose from .916 to .917."""

STANDFIRST, LEAD = 14, 25
"""A line of at least STANDFIRST words within LEAD blocks before the article belongs to it."""

RESIDUE, SHORT = 20, 60
"""A text is a dump when phrases match at least so many whole blocks, and at least so many blocks are no prose."""

PARAGRAPHS = 3
"""A run with less prose than this is no article that could be told from the rest of the page: a list, a gallery."""


class Votes(NamedTuple):
    """What a block's shape says, as log-odds. `tools/fit_segment.py` counts them.

    The four tables go by the number of words, up to the sizes in UP_TO and beyond. "Closed" blocks end like a
    sentence; `matched` is the vote of a block that a phrase takes whole. Votes of blocks that are no prose are
    scaled by `damping`, because crossheads, lists and short lines inside an article must not split it.
    """

    open: tuple[float, ...]
    closed: tuple[float, ...]
    prose_open: tuple[float, ...]
    prose_closed: tuple[float, ...]
    damping: float
    matched: float


_MARKS = ".,;:!?\"“”‘’'()«»„"
_OPENING = '.!?:"“”«»„'
_POSSESSIVE = re.compile("[’']s$")

UP_TO = (1, 2, 3, 5, 8, 12, 18, 30, 60)

# What `python tools/fit_segment.py --votes` printed for the html-text dumps of 203 news pages of 112 publishers.
# Fitted on four fifths of the publishers, F1 on the others was .889 to .912 in the five folds; the votes below, which
# were fitted to all, have .892 to .921 on the same. The constants above were set by hand on all of those pages.
VOTES = Votes(
    open=(-6.4, -3.2, -3.1, -2.4, -1.7, -2.3, -2.2, -1.7, -0.5, 0.0),
    closed=(-2.3, -1.9, -1.3, -1.3, -1.2, -0.5, -0.2, -1.6, 0.0, 0.2),
    prose_open=(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.3, -0.8, -0.2),
    prose_closed=(0.0, 0.0, 0.0, 0.0, 0.0, -0.4, 0.0, 0.9, 2.3, 3.1),
    damping=0.15,
    matched=-0.5,
)


def is_dump(document: Document) -> bool:
    """Whether `document` is a whole page's text with menus and footers, and not an extractor's output."""
    if len(document.short) < SHORT or len(document.short) <= len(document.prose) or not document.prose:
        return False
    return len(matched_blocks(document)) >= RESIDUE


def outside(document: Document, votes: Votes = VOTES) -> list[int]:
    """The indexes of the blocks of a dump that are none of the article's; none when no article stands out.

    Prose before the article stays: as a rule it is the article's own standfirst, with the byline, the picture
    and the row of share buttons between. Other stories are told behind the article, not before it.
    """
    article = article_span(document, votes)
    prose = set(document.prose)
    if sum(number in prose for number in article) < PARAGRAPHS:
        return []
    notes = {match.block for match in document.matches if match.kind is Kind.NOTE}
    lead = prose | notes | _standfirst(document, article.start)
    before = [number for number in range(article.start) if number not in lead]
    kept = notes | _continued(document, article)
    after = [number for number in range(article.stop, len(document.blocks)) if number not in kept]
    return before + after


def _continued(document: Document, article: range) -> set[int]:
    """The blocks behind `article` in which its story goes on."""
    blocks = document.blocks
    named = set().union(*(names(blocks[number].text) for number in document.prose if number in article))
    runs: list[list[int]] = []
    for number in document.prose:
        text = blocks[number].text
        if number < article.stop or len(text) < STORY or not ends_sentence(text) or named.isdisjoint(names(text)):
            continue
        if runs and number - runs[-1][-1] <= REACH:
            runs[-1].append(number)
        else:
            runs.append([number])
    matched = matched_blocks(document)
    announced = {match.block for match in document.matches if match.kind is Kind.RELATED}
    edge, found = article.stop, set[int]()
    for run in runs:
        under = announced.intersection((run[0] - 1, run[0] - 2))
        if not under and run[0] - edge <= BRIDGE and _reads_on(document, run, matched):
            edge = run[-1] + 1
            found.update(number for number in range(run[0], edge) if _goes_on(document, number))
    return found


def _reads_on(document: Document, run: list[int], matched: set[int]) -> bool:
    """Whether two paragraphs of `run` follow each other with no headline between, as summaries in lists never do."""
    blocks = document.blocks
    return any(
        all(number in matched or ends_sentence(blocks[number].text) for number in range(one + 1, two))
        for one, two in pairwise(run)
    )


def _goes_on(document: Document, number: int) -> bool:
    """Whether a block between such paragraphs reads on: prose, a sentence, a crosshead with prose on both sides."""
    prose = document.prose
    return ends_sentence(document.blocks[number].text) or number in prose or {number - 1, number + 1} <= set(prose)


def names(text: str) -> set[str]:
    """The words of `text` that begin with a capital though no sentence begins there, in lower case.

    >>> sorted(names("The mayor met Rosa Amsel’s lawyer. Later the Senate rose."))
    ['amsel', 'rosa', 'senate']
    """
    found = set()
    before = "."
    for word in text.split():
        bare = word.strip(_MARKS)
        if len(bare) > 2 and bare[0].isupper() and before[-1] not in _OPENING:
            found.add(_POSSESSIVE.sub("", bare).casefold())
        before = word
    return found


def _standfirst(document: Document, start: int) -> set[int]:
    """The long lines shortly before block `start` that are no prose and no residue."""
    matched = matched_blocks(document)
    near = (number for number in range(max(0, start - LEAD), start) if number in document.short)
    return {n for n in near if n not in matched and size(list(document.short[n])) >= STANDFIRST}


def article_span(document: Document, votes: Votes = VOTES) -> range:
    """The indexes of the blocks between the first and the last of the article."""
    matched, prose = matched_blocks(document), set(document.prose)
    best = total = 0.0
    first = last = begin = 0
    for number in range(len(document.blocks)):
        if total <= 0:
            total, begin = 0.0, number
        total += votes.matched if number in matched else _vote(document, number, number in prose, votes)
        if total > best:
            best, first, last = total, begin, number + 1
    barrier = matched | _menus(document)
    return range(_widened(document, first - 1, -1, barrier) + 1, _widened(document, last, 1, barrier))


def _widened(document: Document, edge: int, step: int, barrier: set[int]) -> int:
    """From `edge` on, the first block in direction `step` that is not the article's.

    What follows the core up to the first residue or menu belongs to the article: lists, tables, short lines.
    Paragraphs not far behind that belong to it, too, and what lies between.
    """
    prose = set(document.prose)
    count = len(document.blocks)
    while 0 <= edge < count:
        if edge not in barrier:
            edge += step
            continue
        reach = range(edge, min(count, max(-1, edge + step * REACH)), step)
        beyond = [n for n in reach if n in prose and (len(document.blocks[n].text) >= LONG or n - step in prose)]
        if not beyond:
            return edge
        edge = beyond[-1] + step
    return edge


def _menus(document: Document) -> set[int]:
    """The blocks of all menus."""
    found: set[int] = set()
    run: list[int] = []
    for number in (*document.short, -1):
        if number >= 0 and len(document.short[number]) <= 2 and (not run or run[-1] == number - 1):
            run.append(number)
            continue
        if len(run) >= MENU:
            found.update(run)
        run = [number] if number >= 0 and len(document.short[number]) <= 2 else []
    return found


def shape(document: Document, number: int) -> tuple[str, int]:
    """The table of `Votes` in which block `number` is found, and its place there."""
    text = document.blocks[number].text
    short = document.short.get(number)
    count = size(list(short) if short is not None else words(text))
    place = next((i for i, most in enumerate(UP_TO) if count <= most), len(UP_TO))
    return ("prose_" if short is None else "") + ("closed" if ends_sentence(text) else "open"), place


def _vote(document: Document, number: int, prose: bool, votes: Votes) -> float:
    table, place = shape(document, number)
    vote: float = getattr(votes, table)[place]
    return vote if prose else votes.damping * vote


def matched_blocks(document: Document) -> set[int]:
    """The blocks that a phrase takes whole. Corrections and editor's notes are the article's."""
    blocks = document.blocks
    return {
        m.block
        for m in document.matches
        if m.kind is not Kind.NOTE and (m.start, m.end) == (blocks[m.block].start, blocks[m.block].end)
    }
