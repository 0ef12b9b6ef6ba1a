"""Runs a pack's own samples: what the author says goes must go, what the author says stays must stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsclean.annotation import annotated
from newsclean.guards import Guards
from newsclean.model import Certainty, Finding, Match
from newsclean.packs import FOLDER, NEUTRAL, Pack, Sample, lexicon, read_pack, shares_words
from newsclean.phrasebook import Phrasebook
from newsclean.readers.text import read_text


class Failure(NamedTuple):
    """A sample that does not do what its author says."""

    at: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.at}: {self.why}: {self.text!r}"


def check(pack: Pack) -> Iterator[Failure]:
    """The failures of `pack`, in its order. Each sample is a whole block, matched by this pack and no other."""
    neutral = read_pack(FOLDER / f"{NEUTRAL}.toml")
    agencies, joiners = neutral.lists["agencies"], pack.lists.get("and", ())
    calendar = lexicon().phrasebook.calendar
    book = Phrasebook.of(pack.entries, agencies, joiners, calendar)
    guards = Guards((), frozenset(pack.lists.get("said", ())))
    counts: dict[str, int] = {}
    for sample in pack.samples:
        kind = sample.entry.kind
        counts[kind] = counts.get(kind, 0) + 1
        at = f"{kind} {counts[kind]} ({sample.entry.phrase})"
        if not sample.removes or not sample.keeps:
            yield Failure(at, "", "needs both removes and keeps")
        alone = Phrasebook.of([sample.entry], agencies, joiners, calendar)
        yield from _removes(at, sample, alone, guards)
        yield from _keeps(at, sample, book, guards)


def _removes(at: str, sample: Sample, book: Phrasebook, guards: Guards) -> Iterator[Failure]:
    for text in sample.removes:
        match, guard = _matched(text, book, guards)
        if match is None:
            yield Failure(at, text, "the phrase does not fit")
        elif guard:
            yield Failure(at, text, f"spared by {guard}")


def _keeps(at: str, sample: Sample, book: Phrasebook, guards: Guards) -> Iterator[Failure]:
    for text in sample.keeps:
        match, guard = _matched(text, book, guards)
        if match is not None and not guard and match.certainty is Certainty.SURE:
            yield Failure(at, text, f"taken by {match.kind.value}: {match.phrase}")
        if not shares_words(sample, text):
            yield Failure(at, text, "shares no word with the phrase, so it proves nothing")


def _matched(text: str, book: Phrasebook, guards: Guards) -> tuple[Match | None, str | None]:
    document = annotated(read_text(text, format="text"), book)
    if not document.matches:
        return None, None
    match = document.matches[0]
    finding = Finding(match.start, match.end, match.kind)
    return match, guards(finding, document, match)
