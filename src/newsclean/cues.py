"""Cue words: by what a prompt gives itself away, however it is worded.

It asks the reader to do something, says "we" and "you", speaks of "this article", and names what papers offer and
demand. The packs list such words in their `[cues]` table. Where they stand densely in a block outside the prose, the
block is residue although no phrase fits it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from newsclean.annotation import SENTENCE, ends_sentence, is_prose
from newsclean.folding import UNSPACED, without_accents, words
from newsclean.identification import Told
from newsclean.model import Certainty, Document, Kind, Match
from newsclean.packs import CUE_CLASSES, lexicon
from newsclean.phrases import KEEPS_ACCENTS, SHORTEST_BARE, size

EVERYWHERE = "en"
"""Prompts in this language stand on pages of all languages."""

MOST_WORDS = 60
"""Longer blocks are not looked at; in scripts without spaces, twice as many characters."""

STEM_HEAD = 2
"""The letters by which stems are looked for; no stem is shorter."""


class Weights(NamedTuple):
    """What the parts of a tally say, as log-odds; `things` go by their number, three and more together."""

    bias: float
    density: float
    ask: float
    we: float
    you: float
    page: float
    one_thing: float
    two_things: float
    three_things: float
    asked_thing: float
    covered: float


# Fitted by `python tools/fit_cues.py`, see there; lists were lengthened after, and a new fit differs by up to 0.2.
WEIGHTS = Weights(-1.68, 13.37, -1.23, 0.46, 0.46, 0.45, -0.85, -0.72, -0.81, 1.34, -2.13)

AFTER, BEFORE, PROSE, SENTENCE_MORE = 0.2, 0.7, 0.0, 1.0
"""From which strength on a block is taken that is no prose, behind the text or beside residue and before the text, and
one that has the shape of prose. Short blocks that end like sentences need SENTENCE_MORE. Set by hand, on lines that
were written for it without a look at the packs: of 2,035 that should go 61 % went without cue words and 72 % with
them, of 1,295 that look alike and should stay .3 % and 1.2 %."""

_QUESTIONS, _COLONS = ("?", "？", "؟", ";"), (":", "：")


class Tally(NamedTuple):
    """The cue words of a block: how many of its words there are and how many of them are cues, how often each class
    of cue stands there, and the cues themselves."""

    total: int
    covered: int
    classes: Mapping[str, int]
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of one language: terms of one or more words, and stems, with their classes.

    `joint` stands between the words of a term; `widths` says how many words the longest term has that begins with a
    word, `lengths` how long stems are that begin with the same two letters, the longest first.
    """

    language: str
    terms: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    joint: str
    widths: Mapping[str, int]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str]], code: str) -> Cues:
        """Of the lists of a pack, by class. A stem ends in an asterisk.

        >>> cues = Cues.of({"ask": ["sign up"], "newsletter": ["newsletter*"]}, "en")
        >>> cues.tally(["sign", "up", "for", "newsletters"]).seen
        ('sign up', 'newsletters')
        """
        terms: dict[str, tuple[str, ...]] = {}
        stems: dict[str, tuple[str, ...]] = {}
        unspaced = sum(UNSPACED.search(term) is not None for found in lists.values() for term in found)
        joint = "" if 2 * unspaced > sum(map(len, lists.values())) else " "
        widths: dict[str, int] = {}
        for name, found in lists.items():
            for term in found:
                into = stems if term.endswith("*") and " " not in term else terms
                for written in _spellings(term.rstrip("*"), code):
                    parts = written.split()
                    key = joint.join(parts)
                    if into is terms:
                        widths[parts[0]] = max(widths.get(parts[0], 0), len(parts))
                    into[key] = (*into.get(key, ()), name)
        lengths: dict[str, set[int]] = {}
        for stem in stems:
            lengths.setdefault(stem[:STEM_HEAD], set()).add(len(stem))
        ordered = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        return cls(code, terms, stems, joint, widths, ordered)

    def tally(self, found: Sequence[str]) -> Tally:
        """Counts the cues among the folded words `found`, the longest terms first."""
        classes: dict[str, int] = {}
        seen: list[str] = []
        at = covered = 0
        while at < len(found):
            term, width = self._cue(found, at)
            if width:
                for name in self.classes(term):
                    classes[name] = classes.get(name, 0) + 1
                seen.append(term)
                covered += width
            at += width or 1
        return Tally(len(found), covered, classes, tuple(seen))

    def classes(self, term: str) -> tuple[str, ...]:
        """The classes of a cue; none for other words."""
        return self.terms.get(term) or self._stem(term)

    def _cue(self, found: Sequence[str], at: int) -> tuple[str, int]:
        """The longest term that stands at `at`, and its width in words; 0 for none."""
        word = found[at]
        for width in range(min(self.widths.get(word, 0), len(found) - at), 0, -1):
            term = self.joint.join(found[at : at + width]) if width > 1 else word
            if term in self.terms:
                return term, width
        return word, int(bool(self._stem(word)))

    def _stem(self, word: str) -> tuple[str, ...]:
        for length in self.lengths.get(word[:STEM_HEAD], ()):
            if (classes := self.stems.get(word[:length])) is not None and len(word) >= length:
                return classes
        return ()


def _spellings(term: str, code: str) -> Iterator[str]:
    yield term
    if code not in KEEPS_ACCENTS and len(term) >= SHORTEST_BARE and (bare := without_accents(term)) != term:
        yield bare


@lru_cache(maxsize=64)
def cues_of(code: str) -> Cues | None:
    """The cue words of a built-in pack, None where it has none."""
    lists = lexicon().cues.get(code)
    return Cues.of({name: terms.split(",") for name, terms in lists.items()}, code) if lists else None


_SPEAKING = ("ask", "we", "you", "page")
_THINGS = tuple(name for name in CUE_CLASSES if name not in _SPEAKING)


def names_a_thing(tally: Tally) -> bool:
    """Whether something is asked for or offered by name, be it only "this page" or "us": crossheads ask, too."""
    classes = tally.classes
    return not classes.keys().isdisjoint(_THINGS) or ("ask" in classes and ("page" in classes or "we" in classes))


def parts(tally: Tally) -> tuple[float, ...]:
    """The parts of a tally that `Weights` weigh, in their order, without the bias."""
    classes = tally.classes
    things = sum(classes.get(name, 0) for name in _THINGS)
    return (
        tally.covered / max(1, tally.total),
        float("ask" in classes),
        float("we" in classes),
        float("you" in classes),
        float("page" in classes),
        float(things == 1),
        float(things == 2),
        float(things > 2),
        float("ask" in classes and things > 0),
        math.log(1 + tally.covered),
    )


def strength(found: Sequence[float], weights: Weights = WEIGHTS) -> float:
    """How much a block with these parts looks like a prompt, as log-odds."""
    return weights.bias + sum(weight * part for weight, part in zip(weights[1:], found, strict=True))


def cued(document: Document, told: Told, own: Sequence[Cues] = ()) -> Document:
    """The same document with the matches of cue words: in blocks that no phrase fits whole, before and behind the prose
    or next to residue. Of the prose itself, only what ends it may be a prompt, and not what told the language: what
    stays must be judged alike when it is cleaned again.

    Where the language is not known, only the user's `own` cue words count, as they do in texts of all languages.
    """
    codes = dict.fromkeys((told.language, EVERYWHERE)) if told.language else ()
    lexica = [*own, *(cues for code in codes if (cues := cues_of(code)) is not None)]
    if not lexica or not document.prose:
        return document
    search = _Search(document, lexica)
    prose, short = list(document.prose), dict(document.short)
    matches: list[Match] = []
    while len(prose) > max(1, told.read) and len(document.blocks[prose[-1]].text) <= SENTENCE:
        match = search.match(prose[-1], PROSE)
        if match is None:
            break
        matches.append(match)
        last = prose.pop()
        short[last] = tuple(words(document.blocks[last].text))
    head, tail = prose[0], prose[-1] + 1
    for number in document.short:
        beside = number >= tail or search.beside_sure(number, prose)
        if beside or number < head:
            match = search.match(number, AFTER if beside else BEFORE, spoken=head <= number < tail)
            matches += [match] if match is not None else []
    if not matches:
        return document
    return replace(document, cued=tuple(matches), prose=tuple(prose), short=dict(sorted(short.items())))


class _Search:
    """A document, the cue words of its languages, and what phrases have found there: blocks that are sure to go, and
    for the others where in them residue begins."""

    def __init__(self, document: Document, lexica: Sequence[Cues]) -> None:
        self.document, self.lexica = document, lexica
        self.begins: dict[int, int] = {}
        for match in document.matches:
            before = match.start - document.blocks[match.block].start
            self.begins[match.block] = min(before, self.begins.get(match.block, before))
        sure = (match.block for match in document.matches if match.certainty is Certainty.SURE)
        self.sure = {number for number in sure if self.begins[number] == 0}

    def beside_sure(self, number: int, prose: Sequence[int]) -> bool:
        return number + 1 in self.sure or (number - 1 in self.sure and number + 1 not in prose)

    def match(self, number: int, least: float, *, spoken: bool = False) -> Match | None:
        """The match of a block that is at least so strong; if `spoken`, one that speaks to the reader or of itself."""
        block = self.document.blocks[number]
        text = block.text[: self.begins.get(number, len(block.text))].rstrip()
        found = words(text)
        if not found or len(found) > 2 * MOST_WORDS:
            return None
        cues, tally = max(((cues, cues.tally(found)) for cues in self.lexica), key=lambda pair: pair[1].covered)
        if (len(tally.seen) < 2 and tally.total > 2) or not names_a_thing(tally):
            return None
        needed = least + SENTENCE_MORE * (ends_sentence(text) and not is_prose(text))
        spoken_to = not tally.classes.keys().isdisjoint(_SPEAKING) or not spoken
        if strength(parts(tally)) < needed or not spoken_to or self._leads_on(number, text, tally):
            return None
        return Match(
            block=number,
            start=block.start,
            end=block.end,
            kind=_kind(cues, tally),
            certainty=Certainty.LIKELY,
            language=cues.language,
            where="cues",
            phrase=", ".join(dict.fromkeys(tally.seen)),
            words=tally.covered,
            total=size(found),
            facts={},
        )

    def _leads_on(self, number: int, text: str, tally: Tally) -> bool:
        """Whether a block leads to the next one, and that is no residue: a colon, or an interviewer's question, which
        tells the reader nothing to do and does not speak of the page."""
        if number + 1 in self.sure:
            return False
        asks = "ask" in tally.classes or "page" in tally.classes
        return text.endswith(_COLONS) or (text.endswith(_QUESTIONS) and not asks)


def _kind(cues: Cues, tally: Tally) -> Kind:
    """The kind of whose things there are most, each shared among its kinds; of several the first in order."""
    shares = dict.fromkeys(_THINGS, 0.0)
    for term in tally.seen:
        kinds = [name for name in cues.classes(term) if name in shares]
        for name in kinds:
            shares[name] += 1 / len(kinds)
    best = max(_THINGS, key=lambda name: shares[name])
    return Kind(best) if shares[best] else Kind.OTHER
