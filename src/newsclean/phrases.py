"""The phrase language of the packs.

A phrase is words with `(a|b)` choices, `[optional]` parts and slots:

    {publisher}  a newspaper, site or broadcaster: one to six words, the first with a capital or a digit
    {name}       a person: one to five words with capitals, or the particles that stand in names
    {agency}     one or several news agencies, by the list in the neutral pack
    {number}     one to three words, each with a digit
    {price} {date}   at most five or ten words with a digit among them
    {1,4}        from one to four words, whatever they are

`parse` reads a phrase into a tree; `pattern` writes the tree as a regular expression over folded words; `keys`
finds the words by which to tell cheaply that a text cannot have the phrase.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple, overload

from newsclean.folding import UNSPACED, without_accents, words

WHERE = {"whole": 400, "label": 30, "start": 40, "end": 40, "anywhere": 25}
"""Where a phrase may stand, and how many words the block may have when the entry does not say."""

MOST_WAYS = 48
LONGEST_RUN = 4
"""A run of more parts, or with more readings, gives no keys: shorter runs and the words beside it do."""

PARTICLES = frozenset("de da di du del della van von der den la le al bin ibn dos das el e y ten ter af zu".split())
"""Words that stand in names without a capital."""


class Slot(NamedTuple):
    name: str
    least: int
    most: int


class Choice(NamedTuple):
    """One of several sequences; an empty one among them makes the part optional."""

    alternatives: tuple[Tree, ...]


Part = str | Slot | Choice
Tree = tuple[Part, ...]
Ways = list[tuple[str, ...]]

SLOTS = {
    "publisher": Slot("publisher", 1, 6),
    "name": Slot("name", 1, 5),
    "agency": Slot("agency", 1, 8),
    "number": Slot("number", 1, 3),
    "price": Slot("price", 1, 5),
    "date": Slot("date", 1, 10),
}
FACT_SLOTS = frozenset({"publisher", "name", "agency"})
"""Slots whose words are facts as they stand."""

_COUNT = re.compile(r"(\d+),(\d+)$")
_PART = re.compile(r"\s+|[()\[\]|]|\{[^}]*\}|[^\s()\[\]|{}]+")


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


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Entry]):
    """Entries as lines of text, each read when it is asked for: of thousands, a text needs a few dozen.

    >>> rows = Rows.of([Entry("app", "en", "get the app", "whole", 3, "sure", {})])
    >>> rows[0].phrase, len(rows)
    ('get the app', 1)
    """

    lines: Sequence[str]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Rows:
        return cls([json.dumps(entry, ensure_ascii=False) for entry in entries])

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Entry | Rows:
        return Rows(self.lines[at]) if isinstance(at, slice) else Entry._make(json.loads(self.lines[at]))

    def __len__(self) -> int:
        return len(self.lines)


def parse(phrase: str) -> Tree:
    """The tree of `phrase`, its words folded.

    Raises PhraseError for unbalanced brackets, unknown slots, parts without a letter or digit, and a phrase
    that can be read without one fixed word.

    >>> parse("[please] sign up")
    (Choice(alternatives=(('please',), ())), 'sign', 'up')
    """
    parts = [part for part in _PART.findall(phrase) if not part.isspace()]
    alternatives, rest = _choice(phrase, parts, 0)
    if rest != len(parts):
        raise PhraseError(f"unbalanced brackets in phrase {phrase!r}")
    tree: Tree = alternatives[0] if len(alternatives) == 1 else (Choice(tuple(alternatives)),)
    if not _fixed(tree):
        raise PhraseError(f"phrase {phrase!r} must have a fixed word in every reading")
    return tree


def _choice(phrase: str, parts: list[str], at: int) -> tuple[list[Tree], int]:
    alternatives: list[Tree] = []
    while True:
        sequence, at = _sequence(phrase, parts, at)
        alternatives.append(sequence)
        if at < len(parts) and parts[at] == "|":
            at += 1
            continue
        return alternatives, at


def _sequence(phrase: str, parts: list[str], at: int) -> tuple[Tree, int]:
    found: list[Part] = []
    while at < len(parts) and parts[at] not in ")]|":
        part = parts[at]
        if part in "([":
            inner, at = _choice(phrase, parts, at + 1)
            closing = ")" if part == "(" else "]"
            if at >= len(parts) or parts[at] != closing:
                raise PhraseError(f"missing {closing!r} in phrase {phrase!r}")
            found.append(Choice((*inner, ()) if part == "[" else tuple(inner)))
        elif part.startswith("{"):
            found.append(_slot(phrase, part[1:-1]))
        else:
            folded = words(part)
            if not folded:
                raise PhraseError(f"{part!r} in phrase {phrase!r} has no letter or digit: it would match nothing")
            found += folded
        at += 1
    return tuple(found), at


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


def _fixed(tree: Tree) -> bool:
    """Whether every reading of `tree` has a fixed word."""
    return any(
        isinstance(part, str) or (isinstance(part, Choice) and all(map(_fixed, part.alternatives))) for part in tree
    )


def fixed_words(tree: Iterable[Part]) -> Iterator[str]:
    """All fixed words in a tree, in any reading."""
    for part in tree:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Choice):
            for alternative in part.alternatives:
                yield from fixed_words(alternative)


def needed_words(tree: Tree, accents: bool) -> frozenset[str]:
    """The fewest words of which every reading of `tree` has one: enough to tell most texts that it cannot fit."""
    needed: list[frozenset[str]] = []
    for part in tree:
        if isinstance(part, str):
            needed.append(frozenset(_written(part, accents)))
        elif isinstance(part, Choice) and all(map(_fixed, part.alternatives)):
            inner = (needed_words(alternative, accents) for alternative in part.alternatives)
            needed.append(frozenset[str]().union(*inner))
    return min(needed, key=lambda found: (len(found), -max(map(len, found))))


def edge_words(tree: Tree, accents: bool, *, last: bool = False) -> frozenset[str] | None:
    """The words with one of which every reading of `tree` begins, or ends if `last`; None when it may be any word.

    >>> sorted(edge_words(parse("[please] sign (up|in)"), True))
    ['please', 'sign']
    >>> sorted(edge_words(parse("[please] sign (up|in)"), True, last=True))
    ['in', 'up']
    """
    found, empty = _edge(tree, accents, last)
    return None if found is None or empty else frozenset(found)


def _edge(tree: Tree, accents: bool, last: bool) -> tuple[set[str] | None, bool]:
    """The first words of all readings, None for any word, and whether a reading has no word at all."""
    found: set[str] = set()
    for part in reversed(tree) if last else tree:
        if isinstance(part, str):
            return found.union(_written(part, accents)), False
        if isinstance(part, Slot):
            return None, False
        optional = False
        for alternative in part.alternatives:
            inner, empty = _edge(alternative, accents, last)
            if inner is None:
                return None, False
            found |= inner
            optional = optional or empty
        if not optional:
            return found, False
    return found, True


def named_slots(tree: Iterable[Part]) -> Iterator[str]:
    """The names of the named slots in a tree, in the order of their groups in the pattern."""
    for part in tree:
        if isinstance(part, Slot) and part.name:
            yield part.name
        elif isinstance(part, Choice):
            for alternative in part.alternatives:
                yield from named_slots(alternative)


def without_names(tree: Tree) -> Tree:
    """The tree with its named slots as plain ones: what it fits is all that `tree` may fit, and more."""
    return tuple(
        Choice(tuple(map(without_names, part.alternatives)))
        if isinstance(part, Choice)
        else part._replace(name="")
        if isinstance(part, Slot)
        else part
        for part in tree
    )


# -- the pattern -------------------------------------------------------------------------------------------------
# Every word is followed by a space. Where the tree has named slots, a word that is written with a capital has an
# apostrophe behind it, one of which agencies' names are made a tilde, and one that punctuation sets apart from the
# next a comma or a full stop: a name crosses neither, and what a full stop ends is not what the phrase goes on with.

KEEPS_ACCENTS = frozenset({"vi"})
"""Languages in which a word without its accents is another word, and capitals keep them."""

SHORTEST_BARE = 3
"""Shorter words without their accents are other words: "és", "à", "é"."""


def _written(word: str, accents: bool) -> list[str]:
    """How `word` may be written: as it is, and if `accents` may be missing, without them."""
    bare = without_accents(word) if accents and len(word) >= SHORTEST_BARE else word
    return [word] if bare == word else [word, bare]


_ANY = "[^ ]+ "
_INNER = "[^ .,]+ "
_CAPITAL = "[^ .,]+'~? "
_LETTERS = r"[^ .,\d]+"
_END_CAPITAL = "[^ .,]+'~?[.,]? "
_DIGIT = r"[^ ]*\d[^ ]* "
_PARTICLE = f"(?:{'|'.join(sorted(PARTICLES))})~? "


def _with_digit(most: int) -> str:
    """At most so many words with a digit among them: one way for each place of the first such word."""
    ways = (f"(?:{_ANY}){{{before}}}{_DIGIT}(?:{_ANY}){{0,{most - 1 - before}}}" for before in range(most))
    return f"({'|'.join(ways)})"


_NAMED = {
    "publisher": f"({_END_CAPITAL}|{_CAPITAL}(?:{_INNER}){{0,4}}?{_ANY})",
    "name": f"((?:{_LETTERS}'~? |{_PARTICLE}){{0,4}}?{_LETTERS}'~?,? )",
    "agency": "((?:[^ ]+~[.,]? ){1,8})",
    "number": f"((?:{_DIGIT}){{1,3}})",
    "price": _with_digit(5),
    "date": _with_digit(10),
}
_AT_THE_END = {
    "publisher": f"({_CAPITAL}(?:{_INNER}){{0,4}}{_END_CAPITAL}|{_END_CAPITAL})",
    "name": f"((?:{_LETTERS}'~? |{_PARTICLE}){{0,4}}{_LETTERS}'~?[.,]? )",
}
"""With nothing of the phrase behind it to end it, a name goes on to its last capital, and a sentence may end there."""


def pattern(tree: Tree, language: str, *, ends: bool = False) -> str:
    """The regular expression of a tree; `ends` says that the text ends where the phrase does.

    Accents may be missing in the text: capitals are often printed so.
    """
    mark = "'?~?[.,]?" if any(named_slots(tree)) else ""
    accents = language not in KEEPS_ACCENTS

    def written(parts: Tree, last: bool) -> str:
        return "".join(one(part, _may_end(parts[at + 1 :], last)) for at, part in enumerate(parts))

    def one(part: Part, last: bool) -> str:
        if isinstance(part, Choice):
            # What may be empty comes last, so that a match covers as much as it can.
            return f"(?:{'|'.join(written(alternative, last) for alternative in part.alternatives)})"
        if isinstance(part, str):
            spellings = _written(part, accents)
            return f"{part}{mark} " if len(spellings) == 1 else f"(?:{'|'.join(spellings)}){mark} "
        if not part.name:
            return f"(?:{_ANY}){{{part.least},{part.most}}}?"
        return _AT_THE_END.get(part.name, _NAMED[part.name]) if last else _NAMED[part.name]

    return written(tree, not ends)


def _may_end(following: Tree, last: bool) -> bool:
    """Whether nothing of the phrase need come behind a part, and nothing else ends it."""
    optional = all(
        () in part.alternatives if isinstance(part, Choice) else isinstance(part, Slot) and part.least == 0
        for part in following
    )
    return optional and (last or bool(following))


# -- the keys: a few words by which to tell cheaply that a text cannot have the phrase ---------------------------

Cost = Callable[[str], float]

PER_KEY = 0.02
AT_START = 0.05
PAIRED = 0.2
"""What a key costs beside the frequency of its words, and by how much rarer a word is at a start, or a pair than the
rarer of its words. Rough estimates; they serve speed and the size of the compiled file, never the outcome."""


class Keys(NamedTuple):
    """Every reading of a phrase has one of the `grams` (one to three words in a row) somewhere, or, if `opening`,
    begins with one of them."""

    cost: float
    grams: frozenset[str]
    opening: bool = False


def keys(tree: Tree, cost: Cost, *, accents: bool = True, anchored: bool = False) -> Keys:
    """The cheapest keys of `tree`. `cost` says how often a word turns up in news that has none of the phrases;
    `accents` whether words may stand without theirs; `anchored` phrases stand at the start of a block or sentence."""
    inside = _inside(tree, cost, accents)
    opening = _opening(tree, cost, accents) if anchored else None
    best = min((found for found in (inside, opening) if found is not None), key=lambda found: found.cost, default=None)
    if best is None:
        raise PhraseError("a phrase must have a fixed word in every reading")
    return best


def _opening(tree: Tree, cost: Cost, accents: bool) -> Keys | None:
    """The words that readings begin with; of a word with many followers, only the word itself."""
    by_first: dict[str, set[str]] = {}
    for head, _ in _heads(tree, accents):
        if not head:
            return None
        by_first.setdefault(head[0], set()).add(" ".join(head))
    grams: set[str] = set()
    total = 0.0
    for first, heads in by_first.items():
        alone = AT_START * (cost(first) + 0.5) + PER_KEY
        each = sum(PER_KEY + (alone if " " not in head else PAIRED * alone) for head in heads)
        grams |= heads if each < alone else {first}
        total += min(each, alone)
    return Keys(total, frozenset(grams), opening=True)


def _heads(tree: Tree, accents: bool) -> set[tuple[tuple[str, ...], bool]]:
    """The first two words of all readings, fewer where a reading ends or a slot comes; and whether a slot came."""
    going: set[tuple[str, ...]] = {()}
    done: set[tuple[tuple[str, ...], bool]] = set()
    for part in tree:
        options: set[tuple[tuple[str, ...], bool]] = set()
        if isinstance(part, Slot):
            options = {((), True)} if part.least else {((), True), ((), False)}
        elif isinstance(part, str):
            options = {((word,), False) for word in _written(part, accents)}
        else:
            for alternative in part.alternatives:
                options |= _heads(alternative, accents)
        joined = {((head + more)[:2], slot) for head in going for more, slot in options}
        going = {head for head, slot in joined if not slot and len(head) < 2}
        done |= {(head, slot) for head, slot in joined if slot or len(head) == 2}
    return done | {(head, False) for head in going}


def _inside(tree: Tree, cost: Cost, accents: bool) -> Keys | None:
    """One gram for each way to read a run of fixed words, or for each alternative of a choice."""
    best: Keys | None = None
    for start in range(len(tree)):
        ways: Ways = [()]
        for part in tree[start : start + LONGEST_RUN]:
            more = _ways(part, accents)
            if more is None or len(ways) * len(more) > MOST_WAYS:
                break
            ways = [(*a, *b) for a, b in product(ways, more)]
            if all(ways):
                grams = dict(_gram(way, cost) for way in ways)
                best = _cheaper(best, Keys(sum(grams.values()), frozenset(grams)))
    for part in tree:
        if isinstance(part, Choice):
            found = [_inside(alternative, cost, accents) for alternative in part.alternatives]
            known = [one for one in found if one is not None]
            if len(known) == len(found):
                union = frozenset[str]().union(*(one.grams for one in known))
                best = _cheaper(best, Keys(sum(one.cost for one in known), union))
    return best


def _cheaper(one: Keys | None, two: Keys) -> Keys:
    return two if one is None or two.cost < one.cost else one


def _ways(part: Part, accents: bool) -> Ways | None:
    """All readings of a part that has no slot, or None when it has one or there are too many."""
    if isinstance(part, Slot):
        return None
    if isinstance(part, str):
        return [(word,) for word in _written(part, accents)]
    ways: Ways = []
    for alternative in part.alternatives:
        inner: Ways = [()]
        for piece in alternative:
            more = _ways(piece, accents)
            if more is None or len(inner) * len(more) > MOST_WAYS:
                return None
            inner = [(*a, *b) for a, b in product(inner, more)]
        ways += inner
    return ways if len(ways) <= MOST_WAYS else None


def _gram(way: tuple[str, ...], cost: Cost) -> tuple[str, float]:
    """The cheapest gram in a run of words, with its cost."""
    costs = [cost(word) + 0.5 for word in way]
    best = min(zip(costs, way, strict=True))
    for at in range(len(way) - 1):
        best = min(best, (PAIRED * min(costs[at : at + 2]), " ".join(way[at : at + 2])))
        triple = way[at : at + 3]
        if len(triple) == 3 and all(len(word) == 1 and UNSPACED.match(word) for word in triple):
            best = min(best, (PAIRED * PAIRED * costs[at], " ".join(triple)))
    return best[1], best[0] + PER_KEY


def most_words(tree: Iterable[Part]) -> int:
    """How many words the longest text has that the phrase fits wholly."""
    total = 0
    for part in tree:
        if isinstance(part, Slot):
            total += part.most
        elif isinstance(part, Choice):
            total += max(map(most_words, part.alternatives), default=0)
        else:
            total += 1
    return total


def size(found: list[str]) -> int:
    """How many words a reader would count: two characters of an unspaced script are about one word."""
    joined = "".join(found)
    if joined.isascii() or UNSPACED.search(joined) is None:
        return len(found)
    return len(found) - sum(1 for word in found if len(word) == 1 and UNSPACED.match(word)) // 2
