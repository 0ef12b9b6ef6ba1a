"""The matcher that tries thousands of phrases on a text at once.

Every phrase is filed under a few rare words or pairs of words, of which it cannot do without one. A text is
looked through once for these; only where they stand is a phrase tried, in full, on the block around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsclean.folding import LINE_BREAK, SENTENCE_BREAK, cased_words, token_lines, words, words_apart
from newsclean.phrases import (
    KEEPS_ACCENTS,
    Cost,
    Entry,
    Tree,
    edge_words,
    keys,
    named_slots,
    needed_words,
    parse,
    pattern,
    size,
    without_names,
)

_ALONE, _WITH_LAST, _WITH_NEXT, _WITH_TWO = 1, 2, 4, 8
"""How a word stands in the keys that it is looked up for: alone, last or first of a pair, first of three."""

_BEFORE_LABEL = "›»→▶>|–—-•·*[(【［ \u00a0"
"""What may stand before a label, besides emoji, which fold to nothing."""

_BREAKS = {LINE_BREAK: 0, SENTENCE_BREAK: 0}


LAST_SENTENCES = 3
"""So many sentences at the end of a block may be residue behind prose."""


DATE_WORDS = 5
"""So many words of a date at most to each with a digit: "Monday in March 2024", "am 4. März um 10 Uhr"."""


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


class Lookup(NamedTuple):
    """What was found out about several texts at once.

    `tokens` are the words of all of them with breaks between; `ends` says where each text ends in them; `found`
    leads from the place of a text to what may fit it.
    """

    tokens: list[str]
    ends: list[int]
    found: dict[int, Candidates]

    def words(self, place: int) -> list[str]:
        """The folded words of the text at `place`."""
        found = self.tokens[self.ends[place - 1] + 1 if place else 0 : self.ends[place]]
        return [word for word in found if word != SENTENCE_BREAK] if SENTENCE_BREAK in found else found


class Index(NamedTuple):
    """Grams and the numbers of the entries filed under them: `opening` ones count at the start of a block or
    sentence only, `inside` ones anywhere. `anchors` leads from a word of the latter to how it stands in them.
    The first word of an opening pair is an opening gram, too, if only of no entries.

    Numbers are written out, with spaces between: few of the lists are ever needed, and reading a file of strings
    is three times as fast as one of lists.
    """

    opening: Mapping[str, str]
    inside: Mapping[str, str]
    anchors: Mapping[str, int]

    def plus(self, more: Index) -> Index:
        """Both indexes in one."""
        shapes = {word: self.anchors.get(word, 0) | shape for word, shape in more.anchors.items()}
        return Index(_joined(self.opening, more.opening), _joined(self.inside, more.inside), {**self.anchors, **shapes})


def _joined(one: Mapping[str, str], two: Mapping[str, str]) -> Mapping[str, str]:
    return {**one, **{gram: f"{one[gram]} {numbers}" if gram in one else numbers for gram, numbers in two.items()}}


def _written_out(filed: Mapping[str, Sequence[int]]) -> dict[str, str]:
    return {gram: " ".join(map(str, numbers)) for gram, numbers in filed.items()}


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
            anchored=entry.where in ("whole", "label", "start"),
        )
        for gram in sorted(found.grams):
            (opening if found.opening else inside).setdefault(gram, []).append(number)
    for gram in list(opening):
        opening.setdefault(gram.partition(" ")[0], [])
    anchors: dict[str, int] = dict(_BREAKS)
    for gram in inside:
        word, shape = _anchor(gram.split(" "), cost)
        anchors[word] = anchors.get(word, 0) | shape
    return Index(_written_out(opening), _written_out(inside), anchors)


def _anchor(gram: list[str], cost: Cost) -> tuple[str, int]:
    if len(gram) == 3:
        return gram[0], _WITH_TWO
    if len(gram) == 1:
        return gram[0], _ALONE
    first, second = gram
    return (first, _WITH_NEXT) if cost(first) < cost(second) else (second, _WITH_LAST)


Matcher = Callable[[str], "re.Match[str] | None"]


class Planted(NamedTuple):
    """An entry with its phrase read.

    `first` and `last` are the words with one of which what it fits begins and ends, None where that may be any;
    of the words `needed` it has one, too. `slots` are its slots for names.
    """

    entry: Entry
    tree: Tree
    first: frozenset[str] | None
    last: frozenset[str] | None
    needed: frozenset[str]
    slots: tuple[str, ...]


def _plant(entry: Entry) -> Planted:
    tree, accents = parse(entry.phrase), entry.language not in KEEPS_ACCENTS
    return Planted(
        entry,
        tree,
        edge_words(tree, accents) if entry.where in ("whole", "label", "start") else None,
        edge_words(tree, accents, last=True) if entry.where in ("whole", "end") else None,
        needed_words(tree, accents),
        tuple(named_slots(tree)),
    )


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Entries and their index. `agencies` and `joiners` serve the {agency} slot, the words of the `calendar` (months,
    weekdays, units of time) the {date} slot."""

    entries: Sequence[Entry]
    index: Index
    limits: Sequence[int]
    agencies: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    calendar: frozenset[str] = frozenset()
    _agency_words: frozenset[str] = field(init=False, repr=False, compare=False)
    _planted: dict[int, Planted] = field(default_factory=dict, init=False, repr=False, compare=False)
    _matchers: dict[tuple[int, bool], Matcher] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = (word for name in (*self.agencies, *self.joiners) for word in name.split())
        object.__setattr__(self, "_agency_words", frozenset(named))

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        agencies: Iterable[str] = (),
        joiners: Iterable[str] = (),
        calendar: Iterable[str] = (),
    ) -> Phrasebook:
        """A phrasebook of `entries`; raises PhraseError for the first phrase that cannot be read."""
        kept = tuple(entries)
        limits = [entry.words for entry in kept]
        found = index(kept, {})
        return cls(kept, found, limits, frozenset(agencies), frozenset(joiners), {}, frozenset(calendar))

    def plus(self, entries: Iterable[Entry]) -> Phrasebook:
        """A phrasebook with `entries` added; raises PhraseError like `of`."""
        more = tuple(entries)
        joined = self.index.plus(index(more, self.counts, len(self.entries)))
        limits = [*self.limits, *(entry.words for entry in more)]
        kept = (*self.entries, *more)
        return Phrasebook(kept, joined, limits, self.agencies, self.joiners, self.counts, self.calendar)

    def look_up(self, texts: Sequence[str]) -> Lookup:
        """Which entries may fit which of `texts`."""
        tokens = token_lines(texts)
        end = len(tokens)
        tokens += (LINE_BREAK, LINE_BREAK, LINE_BREAK)
        inside, anchors = self.index.inside, self.index.anchors
        found: dict[int, Candidates] = {}
        keyed: list[tuple[int, str]] = []
        starts = [0]
        ends: list[int] = []
        for at in [i for i, word in enumerate(tokens) if word in anchors]:
            word = tokens[at]
            if word == SENTENCE_BREAK:
                starts.append(at + 1)
                continue
            if word == LINE_BREAK:
                candidates = self._candidates(tokens, starts, at, keyed)
                if candidates is not None:
                    found[len(ends)] = candidates
                ends.append(at)
                if at == end:
                    break
                starts, keyed = [at + 1], []
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
        return Lookup(tokens, ends, found)

    def _candidates(
        self, tokens: list[str], starts: list[int], end: int, keyed: list[tuple[int, str]]
    ) -> Candidates | None:
        """What may fit the text between `starts[0]` and `end`, by its opening words and the keys found in it."""
        limits = self.limits
        whole = self._opening(tokens, starts[0])
        for _, filed in keyed:
            whole += map(int, filed.split())
        if whole:
            length = _least_size(tokens, starts[0], end - len(starts) + 1)
            whole = [n for n in whole if limits[n] >= length]
        closing: list[int] = []
        stop = end
        for start in reversed(starts[1:][-LAST_SENTENCES:]):
            numbers = self._opening(tokens, start)
            for at, filed in keyed:
                if start <= at < stop:
                    numbers += map(int, filed.split())
            if numbers:
                length = _least_size(tokens, start, stop)
                closing += [n for n in numbers if limits[n] >= length]
            stop = start - 1
        return Candidates(set(whole), set(closing)) if whole or closing else None

    def _opening(self, tokens: list[str], start: int) -> list[int]:
        opening = self.index.opening
        first = tokens[start]
        alone = opening.get(first)
        if alone is None:
            return []
        second = tokens[start + 1] if tokens[start + 1] != SENTENCE_BREAK else tokens[start + 2]
        return [*map(int, alone.split()), *map(int, opening.get(f"{first} {second}", "").split())]

    def hits(self, numbers: Iterable[int], found: list[str], text: str) -> list[Hit]:
        """The entries among `numbers` that fit `found`, the folded words of `text`, at their proper place."""
        fitting = self._fitting(numbers, found)
        plain = f" {' '.join(found)} " if fitting else ""
        marked, cased = "", list[str]()
        hits: list[Hit] = []
        for number in fitting:
            entry, slots = self._planted[number].entry, self._planted[number].slots
            match = self._matcher(number, named=False)(_label(text) if entry.where == "label" else plain)
            if match is None or size(found) > entry.words:
                continue
            if slots:
                if not marked:
                    cased, apart = cased_words(text), words_apart(text)
                    folded = found if len(found) == len(cased) else words(text)
                    marked = _marked(folded, cased, apart, self._agency_words)
                match = self._matcher(number, named=True)(marked)
            hit = _hit(entry, match, slots, cased) if match is not None else None
            if hit is None or ("agency" in hit.slots and not self.only_agencies(words(hit.slots["agency"]))):
                continue
            if "date" not in hit.slots or self._is_date(words(hit.slots["date"])):
                hits.append(hit)
        return hits

    def _fitting(self, numbers: Iterable[int], found: list[str]) -> list[int]:
        """Those of `numbers` whose entries may fit `found`, by its first, its last and one more of its words."""
        if not found:
            return []
        first, last = found[0], found[-1]
        fitting: list[int] = []
        for number in numbers:
            planted = self._planted.get(number)
            if planted is None:
                planted = self._planted[number] = _plant(self.entries[number])
            if (planted.first is None or first in planted.first) and (planted.last is None or last in planted.last):
                fitting.append(number)
        if fitting:
            there = set(found)
            fitting = [n for n in fitting if not there.isdisjoint(self._planted[n].needed)]
        return sorted(fitting)

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

    def _is_date(self, found: list[str]) -> bool:
        """Whether of every DATE_WORDS words at least one has a digit, as a sentence that opens with a year has not, and
        a figure that stands alone is not of something else than time."""
        figures = sum(any(map(str.isdigit, word)) for word in found)
        timely = figures > 1 or len(found) == 1 or not self.calendar or not self.calendar.isdisjoint(found)
        return timely and DATE_WORDS * figures >= size(found)

    def _matcher(self, number: int, *, named: bool) -> Matcher:
        matcher = self._matchers.get((number, named))
        if matcher is None:
            entry, tree = self._planted[number].entry, self._planted[number].tree
            ends = entry.where in ("whole", "label", "end")
            written = pattern(tree if named else without_names(tree), entry.language, ends=ends)
            compiled = re.compile(" " + written + (r"\Z" if entry.where == "end" else ""))
            matchers = {"whole": compiled.fullmatch, "label": compiled.fullmatch, "start": compiled.match}
            matcher = self._matchers[number, named] = matchers.get(entry.where, compiled.search)
        return matcher


_LABEL = re.compile(r"([^\n:：|｜ㅣ›»→▶=＝/／】］«]{1,80}?)(?:[:：|｜ㅣ›»→▶=＝/／】］]| [–—-] )\W*\w")


def _label(text: str) -> str:
    """The folded words of `text` before its first colon, arrow, bar, bracket or dash, when it labels something."""
    found = _LABEL.match(text.lstrip(_BEFORE_LABEL))
    return f" {' '.join(words(found[1]))} " if found else ""


def _least_size(tokens: list[str], start: int, end: int) -> int:
    """The least number of words that a reader would count between `start` and `end`."""
    length = end - start
    return length // 2 if length and len(tokens[start]) == 1 else length


def _marked(found: list[str], cased: list[str], apart: list[str], agency_words: frozenset[str]) -> str:
    """The words with an apostrophe behind those that are written with a capital, or have none to write, a tilde
    behind those of agencies' names, and what sets them apart from the next behind that."""
    marks: list[str] = []
    for word, written, stop in zip(found, cased, apart, strict=True):
        capital = "" if written[0].islower() else "'"
        agency = "~" if word in agency_words else ""
        marks.append(f"{word}{capital}{agency}{stop}")
    return f" {' '.join(marks)} "


def _hit(entry: Entry, match: re.Match[str], slots: tuple[str, ...], cased: list[str]) -> Hit:
    line = match.string

    def word_at(place: int) -> int:
        return line.count(" ", 0, place) - 1

    read: dict[str, str] = {}
    for group, name in enumerate(slots, start=1):
        if match.start(group) >= 0:
            read[name] = " ".join(cased[word_at(match.start(group)) : word_at(match.end(group))])
    return Hit(entry, word_at(match.start() + 1), word_at(match.end()), read)
