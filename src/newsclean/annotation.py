"""Marks in a Document what all rules look at: which blocks are prose, and which phrases match where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsclean.folding import UNSPACED, needs_folding, rough_words, words
from newsclean.model import ASKS, Block, Certainty, Document, Kind, Match
from newsclean.phrases import Hit, Phrasebook, size

PROSE_LENGTH = 80
"""From this many characters on, a block that ends like a sentence is prose (40 in unspaced scripts)."""

LONG_PROSE = 220
"""From this many characters on, a block is prose however it ends."""

WHOLE_BLOCK = 320
"""Longer blocks are matched only by phrases that open them, and at their last sentences."""

SENTENCE = 320
"""A residue sentence at the end of a paragraph has at most this many characters."""

_BREAK = re.compile(r"""(?s:.*)(?:[.!?…؟।][\])"'”’»]*(?=\s+\S)|[。！？](?=.))""")
_PLAIN_ENDS = frozenset(".!?…。！？؟۔।॥")
_TERMINAL = re.compile(r"[.!?…。！？؟۔।॥።][\"'”’»›«“)\]）」』〟\s]*$")
_FIRST_WORDS = re.compile(r"[\W_]*([^\W_]+)(?:[\W_]+([^\W_]+))?")
_CUT_AS_SENTENCE = frozenset(kind.value for kind in ASKS | {Kind.RELATED})


def annotated(document: Document, phrasebook: Phrasebook) -> Document:
    """The same document with `matches`, `prose` and `short` filled in."""
    gate = _Gate(document.text, phrasebook)
    matches: list[Match] = []
    prose: list[int] = []
    short: dict[int, tuple[str, ...]] = {}
    under_teaser = False
    for number, block in enumerate(document.blocks):
        text = block.text
        shaped = is_prose(text)
        if shaped and _is_teaser(document.blocks, number, under_teaser):
            shaped = False
        under_teaser = not shaped and not under_teaser and says_itself_twice(text)
        if shaped and not gate.lets_block(text):
            prose.append(number)
            if gate.lets_closing(text):
                matches += _closing_sentences(number, block, phrasebook, document.language)
            continue
        found = words(text)
        match = _block_match(number, block, found, phrasebook, document.language)
        if match is not None:
            matches.append(match)
        else:
            matches += _closing_sentences(number, block, phrasebook, document.language)
            if shaped:
                prose.append(number)
                continue
        short[number] = tuple(found)
    return replace(document, matches=tuple(matches), prose=tuple(prose), short=short)


class _Gate:
    """Tells cheaply that no phrase can match, for all but a few paragraphs of a text."""

    __slots__ = ("anchored", "folds", "index", "phrasebook")

    def __init__(self, text: str, phrasebook: Phrasebook) -> None:
        self.phrasebook = phrasebook
        self.index = phrasebook.index
        self.folds = needs_folding(text)
        self.anchored = self.folds or not self.index.anchors.isdisjoint(rough_words(text))

    def lets_block(self, text: str) -> bool:
        """Whether a phrase may match `text` as a whole block."""
        if self.folds or self._opens(text, 0):
            return True
        return self.anchored and len(text) <= WHOLE_BLOCK and not self.index.anchors.isdisjoint(rough_words(text))

    def lets_closing(self, text: str) -> bool:
        """Whether a phrase may match the last sentence of `text`."""
        if self.folds:
            return True
        cut = _last_break(text, len(text))
        if cut is None:
            return False
        return self._opens(text, cut) or (self.anchored and not self.index.anchors.isdisjoint(rough_words(text[cut:])))

    def _opens(self, text: str, at: int) -> bool:
        found = _FIRST_WORDS.match(text, at)
        if found is None:
            return False
        first, second = found[1].lower(), found[2]
        if second is not None and f"{first} {second.lower()}" in self.index.pairs:
            return True
        return first in self.index.singles and self.phrasebook.may_go_on(first, text[at : at + WHOLE_BLOCK])


def is_prose(text: str) -> bool:
    """Whether `text` has the shape of running text: long, or sentence-like and not short."""
    length = len(text)
    if length < 40:
        return False
    if length >= LONG_PROSE:
        return True
    if text[-1] not in _PLAIN_ENDS and _TERMINAL.search(text, length - 8) is None:
        return False
    return length >= PROSE_LENGTH or UNSPACED.search(text, 0, 20) is not None


def says_itself_twice(text: str) -> bool:
    """Whether `text` is the same words twice, as when a teaser's picture and heading run into one line.

    >>> says_itself_twice("Bridge opens again Bridge opens again"), says_itself_twice("Bye bye")
    (True, False)
    """
    half = len(text) // 2
    if not 12 <= len(text) <= 400 or (text[0] != text[half] and text[0] != text[-half]):
        return False
    found = text.split()
    middle = len(found) // 2
    return middle >= 2 and len(found) % 2 == 0 and found[:middle] == found[middle:]


def _is_teaser(blocks: tuple[Block, ...], number: int, under_teaser: bool) -> bool:
    """A doubled headline, or the summary right under one: shaped like prose, but another article's.

    With more prose right behind it, what stands under a doubled headline is the article going on.
    """
    text = blocks[number].text
    if len(text) > 400:
        return False
    if under_teaser:
        return number + 1 == len(blocks) or not is_prose(blocks[number + 1].text)
    return says_itself_twice(text)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with the punctuation of a sentence."""
    return _TERMINAL.search(text, max(0, len(text) - 8)) is not None


def _block_match(
    number: int, block: Block, found: list[str], phrasebook: Phrasebook, language: str | None
) -> Match | None:
    text = block.text
    hits = phrasebook.hits(found, text)
    if not hits:
        return None
    if all(hit.entry.where in ("anywhere", "end") for hit in hits):
        if len(text) > WHOLE_BLOCK:
            return None
        if _prose_stands_before(text) and any(_closing_sentences(number, block, phrasebook, language)):
            return None
    return _match(number, block.start, block.end, _best(hits, language), found)


def _prose_stands_before(text: str) -> bool:
    cut = _last_break(text, len(text))
    return cut is not None and is_prose(text[:cut].rstrip())


def _closing_sentences(number: int, block: Block, phrasebook: Phrasebook, language: str | None) -> Iterator[Match]:
    """Residue sentences at the end of the block, from the last one backwards."""
    text = block.text
    end = len(text)
    while True:
        cut = _last_break(text, end)
        if cut is None:
            return
        sentence = text[cut:end]
        found = words(sentence)
        hits = [
            hit
            for hit in phrasebook.hits(found, sentence)
            if hit.entry.certainty == "sure" and hit.entry.kind in _CUT_AS_SENTENCE
        ]
        if not hits:
            return
        yield _match(number, block.start + cut, block.start + end, _best(hits, language), found)
        end = cut


def _last_break(text: str, end: int) -> int | None:
    """Where the last sentence before `end` begins: right behind the mark that ends the one before."""
    found = _BREAK.match(text, max(0, end - SENTENCE), end)
    return found.end() if found else None


def _best(hits: list[Hit], language: str | None) -> Hit:
    """The surest hit, then the one that covers most words, then the given language's, then the first."""
    return max(
        hits,
        key=lambda hit: (hit.entry.certainty == "sure", hit.end - hit.start, hit.entry.language == language),
    )


def _match(number: int, start: int, end: int, hit: Hit, found: list[str]) -> Match:
    entry = hit.entry
    return Match(
        number,
        start,
        end,
        Kind(entry.kind),
        Certainty(entry.certainty),
        entry.language,
        entry.where,
        entry.phrase,
        hit.end - hit.start,
        size(found),
        {**entry.facts, **hit.slots},
    )
