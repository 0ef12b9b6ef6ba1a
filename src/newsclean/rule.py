"""What a rule is: a function from a Document to Findings, with a name, a kind and the reason it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsclean.model import Document, Finding, Kind

Find = Callable[[Document], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule. Calling it yields its findings, each with the rule's name and reason.

    `examples` are small articles in the notation of a diff: lines that start with "- " are taken, all others
    stay. They are tests, and they stand in the documentation.
    """

    name: str
    kind: Kind
    why: str
    find: Find
    examples: tuple[str, ...] = ()

    def __call__(self, document: Document) -> list[Finding]:
        return [finding if finding.rule else finding.named(self.name, self.why) for finding in self.find(document)]


def rule(name: str, kind: Kind, why: str, *examples: str) -> Callable[[Find], Rule]:
    """Make a Rule of the function that follows.

    >>> @rule("other.shouting", Kind.OTHER, "a line of capitals")
    ... def shouting(document):
    ...     return [Finding(b.start, b.end, Kind.OTHER) for b in document.blocks if b.text.isupper()]
    >>> shouting.name
    'other.shouting'
    """

    def make(find: Find) -> Rule:
        return Rule(name, kind, why, find, examples)

    return make


def phrased(kind: Kind) -> Rule:
    """The rule that takes what the packs' phrases of `kind` matched. Its samples are those of the packs."""

    name = f"{kind.value}.phrase"

    def find(document: Document) -> Iterable[Finding]:
        return [
            Finding(
                match.start,
                match.end,
                kind,
                rule=name,
                why=f"{match.language}: {match.phrase}",
                certainty=match.certainty,
                facts=match.facts,
            )
            for match in document.matches
            if match.kind is kind
        ]

    return Rule(name, kind, f"a phrase of the packs for {kind.value}", find)


_PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours.\n"


def cued(kind: Kind, example: str) -> Rule:
    """The rule that takes blocks outside the prose in which cue words of `kind` stand densely, as in `example`."""

    name = f"{kind.value}.cues"

    def find(document: Document) -> Iterable[Finding]:
        return [
            Finding(
                match.start, match.end, kind, rule=name, why=f"cue words: {match.phrase}", certainty=match.certainty
            )
            for match in document.cued
            if match.kind is kind
        ]

    return Rule(
        name,
        kind,
        f"cue words of the packs for {kind.value} stand densely in a block outside the prose",
        find,
        (f"{_PROSE}- {example}\n",),
    )
