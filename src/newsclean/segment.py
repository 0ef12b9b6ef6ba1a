"""Where in the dump of a whole page the article is.

Every block votes with the logarithm of the odds that a block of its shape belongs to an article, and the
article is the run of blocks with the largest sum (Kadane's maximum subarray, one pass).
"""

from __future__ import annotations

from newsclean.annotation import ends_sentence
from newsclean.folding import words
from newsclean.model import Document
from newsclean.phrases import size

REACH, LONG = 8, 160
"""A paragraph of at least LONG characters within REACH blocks behind residue still belongs to the article."""

RESIDUE, SHORT = 20, 60
"""A text is a dump when phrases match at least so many whole blocks, and at least so many blocks are no prose."""

# Fitted: log-odds counted on the html-text dumps of 240 news pages with gold text, by length and ending of the
# block, rounded to a tenth. Votes of blocks that are no prose are scaled by DAMPING, because crossheads, lists
# and short lines inside an article must not split it; from 0.1 to 0.3 the F1 on the same pages changes by less
# than a hundredth. Neither was checked on pages that the fit had not seen.
DAMPING = 0.15
_UP_TO = (1, 2, 3, 5, 8, 12, 18, 30, 60)
_OPEN = (-7.2, -3.2, -3.1, -2.4, -1.8, -2.3, -2.3, -1.8, -0.7, -0.7)
_CLOSED = (-4.6, -2.6, -1.6, -1.4, -1.1, -0.4, -0.1, 0.0, 0.0, 0.0)
_PROSE_OPEN = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.5, -0.8, -0.1)
_PROSE_CLOSED = (0.0, 0.0, 0.0, 0.0, 0.0, -0.4, 0.0, 1.0, 2.4, 3.1)
_MATCHED = -1.0


def is_dump(document: Document) -> bool:
    """Whether `document` is a whole page's text with menus and footers, and not an extractor's output."""
    if len(document.short) < SHORT or len(document.short) <= len(document.prose) or not document.prose:
        return False
    return len(_matched(document)) >= RESIDUE


def article_span(document: Document) -> range:
    """The indexes of the blocks between the first and the last of the article."""
    matched, prose = _matched(document), set(document.prose)
    best = total = 0.0
    first = last = begin = 0
    for number in range(len(document.blocks)):
        if total <= 0:
            total, begin = 0.0, number
        total += _MATCHED if number in matched else _vote(document, number, number in prose)
        if total > best:
            best, first, last = total, begin, number + 1
    barrier = matched | _menus(document)
    return range(_widened(document, first - 1, -1, barrier) + 1, _widened(document, last, 1, barrier))


def _widened(document: Document, edge: int, step: int, barrier: set[int]) -> int:
    """From `edge` on, the first block in direction `step` that is not the article's.

    What follows the core up to the first residue or menu belongs to the article: lists, tables, short lines.
    A long paragraph not far behind that belongs to it, too, and what lies between.
    """
    prose = set(document.prose)
    count = len(document.blocks)
    while 0 <= edge < count:
        if edge not in barrier:
            edge += step
            continue
        reach = range(edge, min(count, max(-1, edge + step * REACH)), step)
        beyond = [n for n in reach if n in prose and len(document.blocks[n].text) >= LONG]
        if not beyond:
            return edge
        edge = beyond[-1] + step
    return edge


def _menus(document: Document) -> set[int]:
    """Blocks in runs of three or more lines of a word or two each."""
    found: set[int] = set()
    run: list[int] = []
    for number in (*document.short, -1):
        if number >= 0 and len(document.short[number]) <= 2 and (not run or run[-1] == number - 1):
            run.append(number)
            continue
        if len(run) >= 3:
            found.update(run)
        run = [number] if number >= 0 and len(document.short[number]) <= 2 else []
    return found


def _vote(document: Document, number: int, prose: bool) -> float:
    text = document.blocks[number].text
    count = size(list(document.short[number]) if number in document.short else words(text))
    place = next((i for i, most in enumerate(_UP_TO) if count <= most), len(_UP_TO))
    if prose:
        return (_PROSE_CLOSED if ends_sentence(text) else _PROSE_OPEN)[place]
    return DAMPING * (_CLOSED if ends_sentence(text) else _OPEN)[place]


def _matched(document: Document) -> set[int]:
    """The blocks that a phrase takes whole."""
    blocks = document.blocks
    return {m.block for m in document.matches if (m.start, m.end) == (blocks[m.block].start, blocks[m.block].end)}
