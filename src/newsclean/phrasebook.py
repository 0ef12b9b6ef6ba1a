"""The matcher that tries thousands of phrases on a text at once.

Every phrase is filed under a few rare words or pairs of words, of which it cannot do without one. A text is
looked through once for these; only where they stand is a phrase tried, in full, on the block around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsclean.folding import LINE_BREAK, SENTENCE_BREAK, cased_words, token_lines
from newsclean.phrases import (
    KEEPS_ACCENTS,
    Cost,
    Entry,
    agencies_pattern,
    keys,
    named_slots,
    parse,
    pattern,
    size,
)

_ALONE, _WITH_LAST, _WITH_NEXT, _WITH_TWO = 1, 2, 4, 8
"""How a word stands in the keys that it is looked up for: alone, last or first of a pair, first of three."""


LAST_SENTENCES = 4
"""So many sentences at the end of a block may be residue behind prose."""

BREAKS = frozenset({LINE_BREAK, SENTENCE_BREAK})


class Hit(NamedTuple):
    """Where an entry fits a list of words: `start` to `end`, and the words in its slots."""

    entry: Entry
    start: int
    end: int
    slots: Mapping[str, str]


class Candidates(NamedTuple):
    """Numbers of the entries that may fit a text: the `whole` of it, or one of its `closing` sentences."""

    whole: set[int]
    closing: set[int]


class Index(NamedTuple):
    """Grams and the numbers of the entries filed under them: `opening` ones count at the start of a block or
    sentence only, `inside` ones anywhere. `anchors` leads from a word of the latter to how it stands in them."""

    opening: Mapping[str, Sequence[int]]
    inside: Mapping[str, Sequence[int]]
    anchors: Mapping[str, int]

    def plus(self, more: Index) -> Index:
        """Both indexes in one."""
        shapes = {word: self.anchors.get(word, 0) | shape for word, shape in more.anchors.items()}
        return Index(_joined(self.opening, more.opening), _joined(self.inside, more.inside), {**self.anchors, **shapes})


def _joined(one: Mapping[str, Sequence[int]], two: Mapping[str, Sequence[int]]) -> Mapping[str, Sequence[int]]:
    return {**one, **{gram: (*one.get(gram, ()), *numbers) for gram, numbers in two.items()}}


def index(entries: Iterable[Entry], counts: Mapping[str, int], offset: int = 0) -> Index:
    """The index of `entries`, numbered from `offset`. `counts` tells how common words are in news: rare ones
    make good keys. Raises PhraseError for a phrase that cannot be read."""
    opening: dict[str, list[int]] = {}
    inside: dict[str, list[int]] = {}

    def cost(word: str) -> float:
        return counts.get(word, 0)

    for number, entry in enumerate(entries, start=offset):
        found = keys(
            parse(entry.phrase),
            cost,
            accents=entry.language not in KEEPS_ACCENTS,
            anchored=entry.where in ("whole", "start"),
        )
        for gram in sorted(found.grams):
            (opening if found.opening else inside).setdefault(gram, []).append(number)
    anchors: dict[str, int] = {}
    for gram in inside:
        word, shape = _anchor(gram.split(" "), cost)
        anchors[word] = anchors.get(word, 0) | shape
    return Index(opening, inside, anchors)


def _anchor(gram: list[str], cost: Cost) -> tuple[str, int]:
    if len(gram) == 3:
        return gram[0], _WITH_TWO
    if len(gram) == 1:
        return gram[0], _ALONE
    first, second = gram
    return (first, _WITH_NEXT) if cost(first) < cost(second) else (second, _WITH_LAST)


class Fit(NamedTuple):
    """How an entry is tried: the pattern's method, and the names of its groups."""

    match: Callable[[str], re.Match[str] | None]
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Entries and their index. `agencies` and `joiners` serve the {agency} slot."""

    entries: tuple[Entry, ...]
    index: Index
    agencies: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    _fits: dict[int, Fit] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, entries: Iterable[Entry], agencies: Iterable[str] = (), joiners: Iterable[str] = ()) -> Phrasebook:
        """A phrasebook of `entries`; raises PhraseError for the first phrase that cannot be read."""
        kept = tuple(entries)
        return cls(kept, index(kept, {}), frozenset(agencies), frozenset(joiners))

    def plus(self, entries: Iterable[Entry]) -> Phrasebook:
        """A phrasebook with `entries` added; raises PhraseError like `of`."""
        more = tuple(entries)
        joined = self.index.plus(index(more, self.counts, len(self.entries)))
        return Phrasebook((*self.entries, *more), joined, self.agencies, self.joiners, self.counts)

    def candidates(self, texts: Sequence[str]) -> dict[int, Candidates]:
        """The entries that may fit, by the place of the text in `texts` where they may."""
        tokens = token_lines(texts)
        end = len(tokens)
        tokens += (LINE_BREAK, LINE_BREAK, LINE_BREAK)
        inside, anchors = self.index.inside, self.index.anchors
        found: dict[int, Candidates] = {}
        keyed: list[tuple[int, Sequence[int]]] = []
        starts = [0]
        place = 0
        for at in [i for i, word in enumerate(tokens) if word in anchors or word in BREAKS]:
            word = tokens[at]
            if word == SENTENCE_BREAK:
                starts.append(at + 1)
                continue
            if word == LINE_BREAK:
                candidates = self._candidates(tokens, starts, at, keyed)
                if candidates is not None:
                    found[place] = candidates
                if at == end:
                    break
                starts, keyed = [at + 1], []
                place += 1
                continue
            shape = anchors[word]
            if shape & _ALONE:
                keyed.append((at, inside[word]))
            if shape & _WITH_LAST:
                last = tokens[at - 1] if tokens[at - 1] != SENTENCE_BREAK else tokens[at - 2]
                if (numbers := inside.get(f"{last} {word}")) is not None:
                    keyed.append((at, numbers))
            if shape & _WITH_NEXT:
                following = tokens[at + 1] if tokens[at + 1] != SENTENCE_BREAK else tokens[at + 2]
                if (numbers := inside.get(f"{word} {following}")) is not None:
                    keyed.append((at, numbers))
            if shape & _WITH_TWO and (numbers := inside.get(f"{word} {tokens[at + 1]} {tokens[at + 2]}")) is not None:
                keyed.append((at, numbers))
        return found

    def _candidates(
        self, tokens: list[str], starts: list[int], end: int, keyed: list[tuple[int, Sequence[int]]]
    ) -> Candidates | None:
        """What may fit the text between `starts[0]` and `end`, by its opening words and the keys found in it."""
        entries = self.entries
        ends = [*(start - 1 for start in starts[1:]), end]
        numbers = self._numbers(tokens, starts[0], keyed)
        length = _least_size(tokens, starts[0], end - len(starts) + 1)
        whole = {n for n in numbers if entries[n].words >= length}
        closing: set[int] = set()
        for start, stop in zip(starts[-LAST_SENTENCES:], ends[-LAST_SENTENCES:], strict=True):
            if start != starts[0]:
                numbers = self._numbers(tokens, start, [key for key in keyed if start <= key[0] < stop])
                length = _least_size(tokens, start, stop)
                closing.update(n for n in numbers if entries[n].words >= length)
        return Candidates(whole, closing) if whole or closing else None

    def _numbers(self, tokens: list[str], start: int, keyed: list[tuple[int, Sequence[int]]]) -> list[int]:
        first = tokens[start]
        second = tokens[start + 1] if tokens[start + 1] != SENTENCE_BREAK else tokens[start + 2]
        opening = self.index.opening
        numbers = [*opening.get(first, ()), *opening.get(f"{first} {second}", ())]
        for _, filed in keyed:
            numbers += filed
        return numbers

    def hits(self, numbers: Iterable[int], found: list[str], text: str) -> list[Hit]:
        """The entries among `numbers` that fit `found`, the folded words of `text`, at their proper place."""
        count = size(found)
        plain = f" {' '.join(found)} "
        marked = ""
        hits: list[Hit] = []
        for number in sorted(numbers):
            entry = self.entries[number]
            if count > entry.words:
                continue
            matched, slots = self._fit(number)
            if slots and not marked:
                marked = _marked(found, text)
            match = matched(marked if slots else plain)
            if match is not None:
                hits.append(_hit(entry, match, slots, text))
        return hits

    def only_agencies(self, folded: list[str]) -> bool:
        """Whether the words name nothing but news agencies, joined as names are joined."""
        at, seen = 0, False
        while at < len(folded):
            for width in (3, 2, 1):
                if " ".join(folded[at : at + width]) in self.agencies:
                    at, seen = at + width, True
                    break
            else:
                if folded[at] not in self.joiners:
                    return False
                at += 1
        return seen

    def _fit(self, number: int) -> Fit:
        fit = self._fits.get(number)
        if fit is None:
            entry = self.entries[number]
            tree = parse(entry.phrase)
            agencies = agencies_pattern(self.agencies, self.joiners)
            written = " " + pattern(tree, entry.language, agencies) + (r"\Z" if entry.where == "end" else "")
            compiled = re.compile(written)
            ways = {"whole": compiled.fullmatch, "start": compiled.match}
            fit = Fit(ways.get(entry.where, compiled.search), tuple(named_slots(tree)))
            self._fits[number] = fit
        return fit


def _least_size(tokens: list[str], start: int, end: int) -> int:
    """The least number of words that a reader would count between `start` and `end`."""
    length = end - start
    return length // 2 if length and len(tokens[start]) == 1 else length


def _marked(found: list[str], text: str) -> str:
    """The words with an apostrophe behind those that are written with a capital, or have none to write."""
    marks = (f"{word}'" if _capital(cased[0]) else word for word, cased in zip(found, cased_words(text), strict=True))
    return f" {' '.join(marks)} "


def _capital(letter: str) -> bool:
    return letter.isupper() or letter.isdigit() or letter.lower() == letter.upper()


def _hit(entry: Entry, match: re.Match[str], slots: tuple[str, ...], text: str) -> Hit:
    line = match.string

    def word_at(place: int) -> int:
        return line.count(" ", 0, place) - 1

    read: dict[str, Any] = {}
    if slots:
        cased = cased_words(text)
        for group, name in enumerate(slots, start=1):
            if match.start(group) >= 0:
                read[name] = " ".join(cased[word_at(match.start(group)) : word_at(match.end(group))])
    return Hit(entry, word_at(match.start() + 1), word_at(match.end()), read)
