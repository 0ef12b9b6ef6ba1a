"""Cuts out of HTML what went from its text: the words, the pictures, and the elements that are empty then.

Nothing is added and nothing is rewritten. What is cut are spans of the source; all else stays as it was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from newsclean.model import Removal
from newsclean.readers.fragment import BREAKING, Break, Element, Fragment
from newsclean.readers.markup import within

Span = tuple[int, int]


def excisions(fragment: Fragment, removals: Sequence[Removal], images: Iterable[int]) -> tuple[Span, ...]:
    """The spans of `fragment.html` to cut for `removals` from its text and for its pictures of these numbers.

    The blocks of what is left, read again, are the text less its removals.
    """
    gone, texts = _texts(fragment, removals)
    spans = _merged([*texts, *(fragment.images[number] for number in images)])
    if not spans:
        return ()
    content = _Content(fragment.content, spans)
    runs = list(_removed_runs(gone, len(fragment.document.blocks)))
    lines = [_with_blanks(fragment, b) for b in _superfluous(fragment, runs) if _has_lost(fragment, b, content)]
    emptied = _outermost(e for e in fragment.elements if content.lost(e.start, e.end))
    spans = _merged([*spans, *lines, *_wholes(fragment, emptied)])
    return tuple(_less(spans, _kept_tags(fragment, list(_last_breaks(fragment, runs, spans)))))


def without(text: str, spans: Iterable[Span]) -> str:
    """`text` less `spans`, which are in order and do not overlap.

    >>> without("the old bridge", [(4, 8)])
    'the bridge'
    """
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _texts(fragment: Fragment, removals: Sequence[Removal]) -> tuple[set[int], list[Span]]:
    """The blocks that go as a whole, and where all removed text stands in the source."""
    blocks = fragment.document.blocks
    gone: set[int] = set()
    spans: list[Span] = []
    ends = [block.end for block in blocks]
    for removal in removals:
        for number in range(bisect_right(ends, removal.start), len(blocks)):
            block = blocks[number]
            if block.start >= removal.end:
                break
            start, end = max(block.start, removal.start), min(block.end, removal.end)
            if (start, end) == (block.start, block.end):
                gone.add(number)
                spans += ((piece.start, piece.end) for _, piece in fragment.runs[number])
            else:
                spans += within(fragment.runs[number], start, end)
    return gone, spans


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


class _Content:
    """How much content there was, and is, between two places of the source."""

    def __init__(self, content: Sequence[Span], cut: Sequence[Span]) -> None:
        self._starts = [start for start, _ in content]
        begins = [start for start, _ in cut]
        left: list[int] = []
        for start, end in content:
            at = bisect_right(begins, start) - 1
            left.append(0 if at >= 0 and end <= cut[at][1] else 1)
        self._left = [0, *accumulate(left)]

    def lost(self, start: int, end: int) -> bool:
        """Whether there was content from `start` to `end`, and none of it is left."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return first < last and self._left[first] == self._left[last]

    def had(self, start: int, end: int) -> bool:
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)


def _removed_runs(gone: set[int], count: int) -> Iterator[tuple[int, int, bool]]:
    """Runs of removed blocks, as first, one past the last, and whether blocks are left on both sides."""
    first: int | None = None
    for number in range(count + 1):
        if number in gone:
            first = number if first is None else first
        elif first is not None:
            yield first, number, first > 0 and number < count
            first = None


def _superfluous(fragment: Fragment, runs: Iterable[tuple[int, int, bool]]) -> Iterator[Break]:
    """The line breaks that stood about removed blocks; between blocks that stay, those before the first stay."""
    for first, last, between in runs:
        for found in _breaks(fragment, first + 1 if between else first, last):
            if found.line:
                yield found


def _breaks(fragment: Fragment, first: int, last: int) -> Sequence[Break]:
    """The breaks before the blocks `first` to `last`."""
    start = bisect_left(fragment.breaks, first, key=lambda found: found.number)
    end = bisect_right(fragment.breaks, last, key=lambda found: found.number)
    return fragment.breaks[start:end]


def _has_lost(fragment: Fragment, line: Break, content: _Content) -> bool:
    """Whether the element around a line break ever held content: a paragraph of nothing but a break stays."""
    at = bisect_left(fragment.elements, line.around, key=lambda element: element.start)
    return line.around < 0 or content.had(fragment.elements[at].start, fragment.elements[at].end)


def _outermost(elements: Iterable[Element]) -> list[Element]:
    found: list[Element] = []
    for element in elements:
        if not found or element.start >= found[-1].end:
            found.append(element)
    return found


def _with_blanks(fragment: Fragment, found: Break) -> Span:
    """A break with the blanks behind it, which do not show."""
    return found.start, _behind_blanks(fragment.html, found.end)


def _wholes(fragment: Fragment, emptied: Sequence[Element]) -> Iterator[Span]:
    """Where emptied elements stand; blocks go with the blanks behind them, if there are some before them, too."""
    html = fragment.html
    for start, end in _merged((e.start, e.end) for e in emptied if e.name in BREAKING):
        yield start, _behind_blanks(html, end) if start == 0 or html[start - 1].isspace() else end
    yield from ((element.start, element.end) for element in emptied if element.name not in BREAKING)


def _behind_blanks(html: str, at: int) -> int:
    while at < len(html) and html[at].isspace():
        at += 1
    return at


def _last_breaks(fragment: Fragment, runs: Iterable[tuple[int, int, bool]], cut: Sequence[Span]) -> Iterator[Break]:
    """The breaks that must stay because without them two blocks that stay would run into one."""
    begins = [start for start, _ in cut]
    for first, last, between in runs:
        if not between:
            continue
        breaks = _breaks(fragment, first, last)
        covered = (bisect_right(begins, found.start) - 1 for found in breaks)
        if all(at >= 0 and found.end <= cut[at][1] for at, found in zip(covered, breaks, strict=True)):
            yield breaks[0]


def _kept_tags(fragment: Fragment, breaks: Sequence[Break]) -> list[Span]:
    """The tags that `breaks` are: a start tag stays with its end tag."""
    starts = {found.start for found in breaks}
    ends = [(element.close, element.end) for element in fragment.elements if element.start in starts]
    return _merged([*((found.start, found.end) for found in breaks), *ends])


def _less(spans: Sequence[Span], kept: Sequence[Span]) -> Iterator[Span]:
    """`spans` without what `kept` covers; both are in order and do not overlap among themselves."""
    at = 0
    for start, end in spans:
        while at < len(kept) and kept[at][1] <= start:
            at += 1
        while at < len(kept) and kept[at][0] < end:
            if start < kept[at][0]:
                yield start, kept[at][0]
            start = kept[at][1]
            at += 1
        if start < end:
            yield start, end
