"""Marks in a Document what all rules look at: which blocks are prose, and which phrases match where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsclean.folding import UNSPACED, words
from newsclean.model import ASKS, Block, Certainty, Document, Kind, Match
from newsclean.phrases import Hit, Phrasebook, size

PROSE_LENGTH = 80
"""From this many characters on, a block that ends like a sentence is prose (40 in unspaced scripts)."""

LONG_PROSE = 220
"""From this many characters on, a block is prose however it ends."""

WHOLE_BLOCK = 320
"""Longer blocks are matched only at their first words and their last sentences."""

OPENING = 160
"""How many characters of a long block are read for phrases that open it."""

SENTENCE = 320
"""A residue sentence at the end of a paragraph has at most this many characters."""

_SENTENCE_BREAKS = (". ", "! ", "? ", "… ", ".” ", '." ', "。", "！", "？", "؟ ", "। ", ".\u00a0")
_TERMINAL = re.compile(r"[.!?…。！？؟۔।॥।།][\"'”’»›«“)\]）」』〟\s]*$")
_CUT_AS_SENTENCE = frozenset(kind.value for kind in ASKS | {Kind.RELATED})


def annotated(document: Document, phrasebook: Phrasebook) -> Document:
    """The same document with `matches` and `prose` filled in."""
    matches: list[Match] = []
    prose: list[int] = []
    for number, block in enumerate(document.blocks):
        found = _block_match(number, block, phrasebook, document.language)
        if found is not None:
            matches.append(found)
            continue
        matches += _closing_sentences(number, block, len(block.text), phrasebook, document.language)
        if is_prose(block.text) and not _is_teaser(document.blocks, number):
            prose.append(number)
    return replace(document, matches=tuple(matches), prose=tuple(prose))


def is_prose(text: str) -> bool:
    """Whether `text` has the shape of running text: long, or sentence-like and not short."""
    length = len(text)
    if length < 40:
        return False
    if length >= LONG_PROSE:
        return True
    if _TERMINAL.search(text, max(0, length - 8)) is None:
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


def _is_teaser(blocks: tuple[Block, ...], number: int) -> bool:
    """A doubled headline, or the summary right under one: shaped like prose, but another article's."""
    text = blocks[number].text
    if len(text) > 400:
        return False
    return says_itself_twice(text) or (number > 0 and says_itself_twice(blocks[number - 1].text))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with the punctuation of a sentence."""
    return _TERMINAL.search(text, max(0, len(text) - 8)) is not None


def _block_match(number: int, block: Block, phrasebook: Phrasebook, language: str | None) -> Match | None:
    text = block.text
    if len(text) > WHOLE_BLOCK:
        found = words(text[:OPENING])
        if not found or found[0] not in phrasebook.opening:
            return None
        found = words(text)
        hits = phrasebook.opening_hits(found, text)
    else:
        found = words(text)
        hits = phrasebook.hits(found, text)
    if not hits:
        return None
    if all(hit.entry.where in ("anywhere", "end") for hit in hits) and _prose_stands_before(text):
        closing = list(_closing_sentences(number, block, len(text), phrasebook, language))
        if closing:
            return None
    return _match(number, block.start, block.end, _best(hits, language), found)


def _prose_stands_before(text: str) -> bool:
    cut = _last_break(text, len(text))
    return cut is not None and is_prose(text[:cut].rstrip())


def _closing_sentences(
    number: int, block: Block, end: int, phrasebook: Phrasebook, language: str | None
) -> Iterator[Match]:
    """Residue sentences at the end of the block, from the last one backwards."""
    text = block.text
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
    low = max(0, end - SENTENCE)
    cut = -1
    for mark in _SENTENCE_BREAKS:
        found = text.rfind(mark, low, end - 1)
        if found > cut:
            cut = found + len(mark.rstrip()) - 1
    return cut + 1 if cut >= 0 and cut + 1 < end else None


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
