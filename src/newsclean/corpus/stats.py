"""Counting what a run did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any, NamedTuple

from newsclean.corpus.record import Failure, Outcome, Record
from newsclean.model import Result

SLOWEST = 10
"""How many of the slowest documents are listed."""

_NUMBERS = ("documents", "changed", "empty", "errors", "characters_in", "characters_out")
_REMOVALS = ("by_kind", "by_rule", "by_language")


class Slow(NamedTuple):
    """How long a document took; `line` is its record's number."""

    seconds: float
    file: str
    line: int


@dataclass(slots=True)
class Stats:
    """Counts of a run or a part of one. They add up: `stats.add(other)`.

    `documents` were cleaned; `empty` had nothing to clean; `errors` could not be cleaned. Characters are those
    of the text, for pages of the text that was found in them. `near_misses` counts by guard what a rule found
    and something held back.
    """

    documents: int = 0
    changed: int = 0
    empty: int = 0
    errors: int = 0
    characters_in: int = 0
    characters_out: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    by_rule: Counter[str] = field(default_factory=Counter)
    by_language: Counter[str] = field(default_factory=Counter)
    near_misses: Counter[str] = field(default_factory=Counter)
    slowest: list[Slow] = field(default_factory=list)

    def count(self, record: Record, outcome: Outcome, seconds: float, file: str) -> None:
        """Count one record."""
        if isinstance(outcome, Failure):
            self.errors += 1
        elif outcome is None:
            self.empty += 1
        else:
            self._count_result(outcome)
            if len(self.slowest) < SLOWEST or seconds > self.slowest[-1].seconds:
                self._keep_slowest([Slow(round(seconds, 6), file, record.number)])

    def _count_result(self, result: Result) -> None:
        self.documents += 1
        self.characters_in += len(result.original)
        self.characters_out += len(result.text)
        self.changed += bool(result.removals)
        language = result.metadata.language or "unknown"
        for removal in result.removals:
            self.by_kind[removal.kind.value] += 1
            self.by_rule[removal.rule] += 1
            self.by_language[language] += 1
        for spared in result.spared:
            self.near_misses[spared.guard] += 1

    def add(self, other: Stats) -> None:
        """Add the counts of another part."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in (*_REMOVALS, "near_misses"):
            getattr(self, name).update(getattr(other, name))
        self._keep_slowest(other.slowest)

    def _keep_slowest(self, more: Sequence[Slow]) -> None:
        self.slowest = nlargest(SLOWEST, [*self.slowest, *more])

    @property
    def share_removed(self) -> float:
        """Which share of the characters went, 0 to 1."""
        return (self.characters_in - self.characters_out) / self.characters_in if self.characters_in else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; the commonest first."""
        return {
            **{name: getattr(self, name) for name in _NUMBERS},
            "removals": {name: dict(getattr(self, name).most_common()) for name in _REMOVALS},
            "near_misses": dict(self.near_misses.most_common()),
            "slowest": [slow._asdict() for slow in self.slowest],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Stats:
        """What `to_dict` gave, as Stats again."""
        stats = cls(
            near_misses=Counter(data["near_misses"]),
            slowest=[Slow(**slow) for slow in data["slowest"]],
        )
        for name in _NUMBERS:
            setattr(stats, name, data[name])
        for name in _REMOVALS:
            setattr(stats, name, Counter(data["removals"][name]))
        return stats
