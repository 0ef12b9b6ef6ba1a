"""The phrase language of the packs, and the matcher that tries thousands of phrases on a block at once.

A phrase is words with `(a|b)` choices, `[optional]` parts and slots:

    {publisher}  a newspaper, site or broadcaster: one to six words with a capital or a digit among them
    {name}       a person: one to five capitalised words
    {agency}     one or several news agencies, by the list in the neutral pack
    {number} {price} {date}   words with a digit among them
    {1,4}        from one to four words, whatever they are

The matcher indexes phrases by their first word and builds a trie for a first word when an article first
uses it, so that start-up costs reading one JSON file and an article costs one set look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from newsclean.folding import UNSPACED, cased_words, rough_words, without_accents, words

MOST_READINGS = 1500
"""A phrase with more readings than this is refused: it says too many things at once."""

WHERE = {"whole": 400, "start": 40, "end": 40, "anywhere": 25}
"""Where a phrase may stand, and how many words the block may have when the entry does not say."""


LONGEST_LEAD = 12
"""A leading slot takes at most this many words."""

LONGEST = 150
"""Blocks of more words than this are only tried at their first word."""


class Slot(NamedTuple):
    name: str
    least: int
    most: int


SLOTS = {
    "publisher": Slot("publisher", 1, 6),
    "name": Slot("name", 1, 5),
    "agency": Slot("agency", 1, 8),
    "number": Slot("number", 1, 3),
    "price": Slot("price", 1, 5),
    "date": Slot("date", 1, 10),
}
_COUNT = re.compile(r"(\d+),(\d+)$")
_PART = re.compile(r"\s+|[()\[\]|]|\{[^}]*\}|[^\s()\[\]|{}]+")

Step = str | Slot
Reading = tuple[Step, ...]


class PhraseError(ValueError):
    """A phrase that cannot be read; the message quotes it and says why."""


class Entry(NamedTuple):
    """One phrase of one pack, as the compiled packs store it."""

    kind: str
    language: str
    phrase: str
    where: str
    words: int
    certainty: str
    facts: Mapping[str, Any]


class Hit(NamedTuple):
    """Where an entry fits a list of words: `start` to `end`, and the words in its slots."""

    entry: Entry
    start: int
    end: int
    slots: Mapping[str, str]


@lru_cache(maxsize=8192)
def readings(phrase: str) -> tuple[Reading, ...]:
    """Every way to read `phrase`, each a sequence of folded words and slots.

    Raises PhraseError for unbalanced brackets, unknown slots, and a phrase that is empty, has too many
    readings, or has a reading with fewer than one fixed word in its first two steps.

    >>> readings("[please] (subscribe|sign up)")
    (('please', 'subscribe'), ('please', 'sign', 'up'), ('subscribe',), ('sign', 'up'))
    """
    parts = [part for part in _PART.findall(phrase) if not part.isspace()]
    found, rest = _choice(phrase, parts, 0)
    if rest != len(parts):
        raise PhraseError(f"unbalanced brackets in phrase {phrase!r}")
    unique = tuple(dict.fromkeys(found))
    for reading in unique:
        if not any(isinstance(step, str) for step in reading[:2]):
            raise PhraseError(f"phrase {phrase!r} must have a fixed word first or second in every reading")
    return unique


def _choice(phrase: str, parts: list[str], at: int) -> tuple[list[Reading], int]:
    alternatives: list[Reading] = []
    while True:
        sequence, at = _sequence(phrase, parts, at)
        alternatives += sequence
        if at < len(parts) and parts[at] == "|":
            at += 1
            continue
        return alternatives, at


def _sequence(phrase: str, parts: list[str], at: int) -> tuple[list[Reading], int]:
    steps: list[list[Reading]] = []
    while at < len(parts) and parts[at] not in ")]|":
        part = parts[at]
        if part in "([":
            inner, at = _choice(phrase, parts, at + 1)
            closing = ")" if part == "(" else "]"
            if at >= len(parts) or parts[at] != closing:
                raise PhraseError(f"missing {closing!r} in phrase {phrase!r}")
            steps.append(inner if part == "(" else [*inner, ()])
        elif part.startswith("{"):
            steps.append([(_slot(phrase, part[1:-1]),)])
        else:
            steps.append([tuple(words(part))])
        at += 1
    size = 1
    for choices in steps:
        size *= len(choices)
    if size > MOST_READINGS:
        raise PhraseError(f"phrase {phrase!r} has {size} readings, more than {MOST_READINGS}: split it")
    return [tuple(step for piece in pieces for step in piece) for pieces in product(*steps)], at


def _slot(phrase: str, name: str) -> Slot:
    if name in SLOTS:
        return SLOTS[name]
    count = _COUNT.match(name)
    if not count:
        raise PhraseError(f"unknown slot {{{name}}} in phrase {phrase!r}; known: {', '.join(SLOTS)} and {{1,4}}")
    least, most = int(count[1]), int(count[2])
    if not 0 <= least <= most <= 12 or most == 0:
        raise PhraseError(f"slot {{{name}}} in phrase {phrase!r} must count from at least 0 to at most 12 words")
    return Slot("", least, most)


KEEPS_ACCENTS = frozenset({"vi"})
"""Languages in which a word without its accents is another word, and capitals keep them."""


def _readings_of(entry: Entry) -> Iterator[Reading]:
    """The readings of an entry, and the same without accents: capitals are often printed so."""
    for reading in readings(entry.phrase):
        yield reading
        if entry.language in KEEPS_ACCENTS:
            continue
        bare = tuple(without_accents(step) if isinstance(step, str) else step for step in reading)
        if bare != reading:
            yield bare


_NODE = dict[Any, Any]
_END, _SLOT, _NEEDS = 0, 1, 2  # keys of a trie node that are no words
_OPENING, _INSIDE, _LED = 0, 1, 2  # places in an Index


class Index(NamedTuple):
    """Which entries can begin with which word, and the words by which to tell that none can.

    `opening` leads from a word to the entries that may begin with it at the start of a block, `inside` to
    those that may begin anywhere in it, `led` to those that may have it behind a leading slot. A block can
    match only if its first word is in `singles`, or its first two words in `pairs`, or if it has one of the
    `anchors`.
    """

    opening: dict[str, tuple[int, ...]]
    inside: dict[str, tuple[int, ...]]
    led: dict[str, tuple[int, ...]]
    singles: frozenset[str]
    pairs: frozenset[str]
    anchors: frozenset[str]

    def plus(self, more: Index) -> Index:
        """Both indexes in one."""
        return Index(
            _joined(self.opening, more.opening),
            _joined(self.inside, more.inside),
            _joined(self.led, more.led),
            self.singles | more.singles,
            self.pairs | more.pairs,
            self.anchors | more.anchors,
        )


def index(entries: Iterable[Entry], offset: int = 0, common: Collection[str] = ()) -> Index:
    """The index of `entries`, numbered from `offset`. `common` words make bad anchors and are avoided.

    Raises PhraseError for a phrase that cannot be read.
    """
    opening: dict[str, dict[int, None]] = {}
    inside: dict[str, dict[int, None]] = {}
    led: dict[str, dict[int, None]] = {}
    singles, pairs, anchors = set[str](), set[str](), set[str]()
    for number, entry in enumerate(entries, start=offset):
        anchored = entry.where in ("whole", "start")
        for reading in _readings_of(entry):
            lead = isinstance(reading[0], Slot)
            first, second = reading[0], reading[1] if len(reading) > 1 else None
            if isinstance(first, Slot):
                if not anchored:
                    raise PhraseError(f"phrase {entry.phrase!r} begins with a slot: its place must be whole or start")
                led.setdefault(str(second), {})[number] = None
            else:
                (opening if anchored else inside).setdefault(first, {})[number] = None
                if isinstance(second, str):
                    pairs.add(f"{first} {second}")
                else:
                    singles.add(first)
            if lead or not anchored:
                fixed = [step for step in reading if isinstance(step, str)]
                anchors.add(max(fixed, key=lambda word: (word not in common, len(word) > 2, len(word))))
    return Index(
        {word: tuple(numbers) for word, numbers in opening.items()},
        {word: tuple(numbers) for word, numbers in inside.items()},
        {word: tuple(numbers) for word, numbers in led.items()},
        frozenset(singles),
        frozenset(pairs),
        frozenset(anchors),
    )


def _joined(one: dict[str, tuple[int, ...]], two: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    return {**one, **{word: (*one.get(word, ()), *numbers) for word, numbers in two.items()}}


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases in the form the matcher wants."""

    entries: tuple[Entry, ...]
    index: Index
    agencies: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    _tries: dict[tuple[str, int], _NODE] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, entries: Iterable[Entry], agencies: Iterable[str] = (), joiners: Iterable[str] = ()) -> Phrasebook:
        """A phrasebook of `entries`; raises PhraseError for the first phrase that cannot be read."""
        kept = tuple(entries)
        return cls(kept, index(kept), frozenset(agencies), frozenset(joiners))

    def plus(self, entries: Iterable[Entry]) -> Phrasebook:
        """A phrasebook with `entries` added; raises PhraseError like `of`."""
        more = tuple(entries)
        joined = self.index.plus(index(more, len(self.entries)))
        return Phrasebook((*self.entries, *more), joined, self.agencies, self.joiners, self.common)

    def hits(self, found: list[str], text: str) -> list[Hit]:
        """The entries that fit `found`, the folded words of `text`, at their proper place."""
        if not found:
            return []
        opening, inside, led, _, _, anchors = self.index
        hits: list[Hit] = []
        if found[0] in opening:
            self._try(_OPENING, found, 0, text, hits)
        if len(found) <= LONGEST and not anchors.isdisjoint(found):
            for at, word in enumerate(found):
                if word in inside:
                    self._try(_INSIDE, found, at, text, hits)
            for at in range(1, min(len(found), LONGEST_LEAD + 1)):
                if found[at] in led:
                    self._try(_LED, found, at, text, hits)
        return hits

    def may_go_on(self, first: str, text: str) -> bool:
        """Whether a phrase that begins with the word `first` and goes on with a slot may fit prose `text`."""
        index = self.index
        for place, table in ((_OPENING, index.opening), (_INSIDE, index.inside)):
            if first not in table:
                continue
            trie = self._trie(first, place)
            if any(self.entries[number].where != "whole" for number, _ in trie.get(_END, ())):
                return True
            if _SLOT in trie and (_NEEDS not in trie or not trie[_NEEDS].isdisjoint(rough_words(text))):
                return True
        return False

    def _trie(self, word: str, place: int) -> _NODE:
        trie = self._tries.get((word, place))
        if trie is None:
            trie = self._build(word, (self.index.opening, self.index.inside, self.index.led)[place][word])
            self._tries[word, place] = trie
        return trie

    def _try(self, place: int, found: list[str], at: int, text: str, hits: list[Hit]) -> None:
        """Walk the trie of the word at `at`, unless it is plain that nothing in it can fit."""
        word = found[at]
        trie = self._trie(word, place)
        follows = at + 1 < len(found) and found[at + 1] in trie
        if _SLOT in trie and (_NEEDS not in trie or not trie[_NEEDS].isdisjoint(found)):
            self._walk(trie, found, at, text, hits)
        elif follows or _END in trie:
            # What goes on with a slot right after its first word needs another word of it to stand there.
            plain: _NODE = {_END: trie.get(_END, ())}
            if follows:
                plain[found[at + 1]] = trie[found[at + 1]]
            self._walk(plain, found, at, text, hits)

    def _build(self, word: str, numbers: Iterable[int]) -> _NODE:
        root: _NODE = {}
        needs: set[str] = set()
        for number in numbers:
            entry = self.entries[number]
            for reading in _readings_of(entry):
                lead = None
                steps = reading
                if isinstance(reading[0], Slot):
                    lead, steps = reading[0], reading[1:]
                if steps[0] != word:
                    continue
                if len(steps) > 1 and isinstance(steps[1], Slot):
                    rest = [step for step in steps[1:] if isinstance(step, str)]
                    needs.add(max(rest, key=lambda step: (step not in self.common, len(step)), default=""))
                node = root
                for step in steps[1:]:
                    if isinstance(step, Slot):
                        node = node.setdefault(_SLOT, {}).setdefault(step, {})
                    else:
                        node = node.setdefault(step, {})
                node.setdefault(_END, []).append((number, lead))
        if "" not in needs:
            root[_NEEDS] = frozenset(needs)
        return root

    def _walk(self, trie: _NODE, found: list[str], at: int, text: str, hits: list[Hit]) -> None:
        count = len(found)
        stack: list[tuple[_NODE, int, tuple[tuple[Slot, int, int], ...]]] = [(trie, at + 1, ())]
        while stack:
            node, here, slots = stack.pop()
            for number, lead in node.get(_END, ()):
                hit = self._hit(number, lead, at, here, slots, found, text)
                if hit is not None:
                    hits.append(hit)
            if here < count:
                follow = node.get(found[here])
                if follow is not None:
                    stack.append((follow, here + 1, slots))
            for slot, child in node.get(_SLOT, {}).items():
                most = min(slot.most, count - here)
                # A slot that ends the phrase is as good filled with the fewest words, or with all that are left.
                widths = range(most, slot.least - 1, -1)
                if len(child) == 1 and _END in child and most >= slot.least and len(widths) > 2:
                    widths = range(most, slot.least - 1, slot.least - most)
                for width in widths:
                    stack.append((child, here + width, (*slots, (slot, here, here + width))))

    def _hit(
        self,
        number: int,
        lead: Slot | None,
        at: int,
        end: int,
        slots: tuple[tuple[Slot, int, int], ...],
        found: list[str],
        text: str,
    ) -> Hit | None:
        entry = self.entries[number]
        start = at
        if lead is not None:
            if not lead.least <= at <= lead.most:
                return None
            start = 0
            slots = ((lead, 0, at), *slots)
        where, count = entry.where, len(found)
        if (where == "whole" or where == "start") and start != 0:
            return None
        if (where == "whole" or where == "end") and end != count:
            return None
        if size(found) > entry.words:
            return None
        read: dict[str, str] = {}
        if slots:
            cased = cased_words(text)
            for slot, first, last in slots:
                if slot.name:
                    said = " ".join(cased[first:last])
                    if not self._fits(slot.name, said, found[first:last]):
                        return None
                    read[slot.name] = said
        return Hit(entry, start, end, read)

    def _fits(self, name: str, said: str, folded: list[str]) -> bool:
        if name == "publisher":
            first = said[0]
            return first.isupper() or first.isdigit() or (first.lower() == first.upper())
        if name == "name":
            capitals = [w[0].isupper() or w.lower() == w.upper() for w in said.split(" ")]
            return any(capitals) and all(
                capital or w in PARTICLES for capital, w in zip(capitals, said.split(" "), strict=True)
            )
        if name == "agency":
            return self.only_agencies(folded)
        return any(c.isdigit() for c in said)

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


PARTICLES = frozenset("de da di du del della van von der den la le al bin ibn dos das el e y ten ter af zu".split())
"""Words that stand in names without a capital."""


def size(found: list[str]) -> int:
    """How many words a reader would count: two characters of an unspaced script are about one word."""
    single = sum(1 for word in found if len(word) == 1 and UNSPACED.match(word))
    return len(found) - single // 2
