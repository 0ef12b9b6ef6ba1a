"""Marks in a Document what all rules look at: which blocks are prose, and which phrases match where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from newsclean.folding import UNSPACED, words
from newsclean.model import ASKS, FACTS, LINKS, Block, Certainty, Document, Kind, Match
from newsclean.phrasebook import Candidates, Hit, Phrasebook
from newsclean.phrases import FACT_SLOTS, size

PROSE_LENGTH = 80
"""From this many characters on, a block that ends like a sentence is prose (40 in unspaced scripts and Korean)."""

_DENSE = re.compile(f"{UNSPACED.pattern}|[\uac00-\ud7a3]")

LONG_PROSE = 220
"""From this many characters on, a block is prose however it ends."""

UNSTOPPED_PROSE = 120
"""As LONG_PROSE, in the scripts of Thai, Lao, Burmese and Khmer, whose sentences need no mark at their end."""

_UNSTOPPED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")

WHOLE_BLOCK = 320
"""Longer blocks are matched only by phrases that open them, and at their last sentences."""

SENTENCE = 320
"""A residue sentence at the end of a paragraph has at most this many characters."""

_BREAK = re.compile(r"""(?s:.*)(?:[.!?…؟।][\])"'”’»]*(?=\s+\S)|[。！？](?=.))""")
_PLAIN_ENDS = frozenset(".!?…。！？؟۔।॥")
_TERMINAL = re.compile(r"[.!?…。！？؟۔।॥።][\"'”’»›«“)\]）」』〟\s]*$")
_LINK_KINDS = frozenset(kind.value for kind in LINKS)
_FACT_KINDS = frozenset(kind.value for kind in FACTS)
_CUT_AS_SENTENCE = frozenset(kind.value for kind in ASKS | {Kind.RELATED})


def annotated(document: Document, phrasebook: Phrasebook) -> Document:
    """The same document with `matches`, `prose` and `short` filled in."""
    lookup = phrasebook.look_up([block.text for block in document.blocks])
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
        tried = lookup.found.get(number)
        if tried is None and shaped:
            prose.append(number)
            continue
        found = lookup.words(number)
        if tried is not None:
            trial = _Trial(number, block, phrasebook, tried, document.language)
            match = trial.whole(found)
            if match is not None:
                matches.append(match)
            else:
                matches += trial.closing_sentences()
                if shaped:
                    prose.append(number)
                    continue
        short[number] = tuple(found)
    return replace(document, matches=tuple(matches), prose=tuple(prose), short=short)


def is_prose(text: str) -> bool:
    """Whether `text` has the shape of running text: long, or sentence-like and not short."""
    length = len(text)
    if length < 40:
        return False
    if length >= LONG_PROSE or (length >= UNSTOPPED_PROSE and _UNSTOPPED.search(text, 0, 20) is not None):
        return True
    if text[-1] not in _PLAIN_ENDS and _TERMINAL.search(text, length - 8) is None:
        return False
    return length >= PROSE_LENGTH or _DENSE.search(text, 0, 20) is not None


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


class _Trial(NamedTuple):
    """A block, and the entries of the phrasebook that may fit it or its last sentences."""

    number: int
    block: Block
    phrasebook: Phrasebook
    candidates: Candidates
    language: str | None

    def whole(self, found: list[str]) -> Match | None:
        """The match of the whole block, `found` being its words."""
        text = self.block.text
        hits = self.phrasebook.hits(self.candidates.whole, found, text) if self.candidates.whole else []
        if not hits:
            return None
        if all(hit.entry.where in ("anywhere", "end") for hit in hits):
            if len(text) > WHOLE_BLOCK:
                return None
            if _prose_stands_before(text) and any(self.closing_sentences()):
                return None
        return self._match(0, len(text), hits, found)

    def closing_sentences(self) -> Iterator[Match]:
        """Residue sentences at the end of the block, from the last one backwards."""
        text = self.block.text
        end = len(text)
        while self.candidates.closing:
            cut = _last_break(text, end)
            if cut is None:
                return
            sentence = text[cut:end]
            found = words(sentence)
            hits = [
                hit
                for hit in self.phrasebook.hits(self.candidates.closing, found, sentence)
                if hit.entry.certainty == "sure" and hit.entry.kind in _CUT_AS_SENTENCE
            ]
            if not hits:
                return
            yield self._match(cut, end, hits, found)
            end = cut

    def _match(self, start: int, end: int, hits: list[Hit], found: list[str]) -> Match:
        """The match of the best hit: the surest, then the one that covers most words, then the one that reads most
        facts where the kind is a fact, and fewest elsewhere, then the given language's, then the first."""
        hit = max(
            hits,
            key=lambda hit: (
                hit.entry.certainty == "sure",
                hit.end - hit.start,
                len(hit.slots) if hit.entry.kind in _FACT_KINDS else -len(hit.slots),
                hit.entry.language == self.language,
            ),
        )
        entry, at = hit.entry, self.block.start
        return Match(
            self.number,
            at + start,
            at + end,
            Kind(entry.kind),
            Certainty(entry.certainty),
            entry.language,
            entry.where,
            entry.phrase,
            hit.end - hit.start,
            size(found),
            {**entry.facts, **_facts(hit)},
        )


def _facts(hit: Hit) -> dict[str, str]:
    """What the slots say that is a fact. What heads a list of links names no publisher reliably, nor does a line that
    names an author or agency."""
    facts = {name: said for name, said in hit.slots.items() if name in FACT_SLOTS}
    if hit.entry.kind in _LINK_KINDS or (hit.entry.kind == Kind.BYLINE.value and len(facts) > 1):
        facts.pop("publisher", None)
    return facts


def _prose_stands_before(text: str) -> bool:
    cut = _last_break(text, len(text))
    return cut is not None and is_prose(text[:cut].rstrip())


def _last_break(text: str, end: int) -> int | None:
    """Where the last sentence before `end` begins: right behind the mark that ends the one before."""
    found = _BREAK.match(text, max(0, end - SENTENCE), end)
    return found.end() if found else None
