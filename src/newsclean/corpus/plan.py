"""What is to be done: to each record (`Plan`), and to which files (`Shard`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from newsclean.corpus.record import Outcome, Record


@dataclass(frozen=True, slots=True)
class Plan:
    """Which fields are read and written. Paths are names, or names with dots for fields inside fields.

    Attributes:
        field: holds the text, or the page when `page` is true.
        url_field, language_field: hold each record's URL and ISO 639-1 code, if there are such.
        id_field: holds the id that attribute files repeat.
        into: takes the clean text; None for `field` itself.
        language: of records that do not say theirs.
        page: whether `field` holds HTML pages.
        metadata, removals: whether they are added to each record.
        ruleset: the version to add to each record; None to add none.
        spans: write attribute files with the removals' spans instead of cut texts.
    """

    field: str = "text"
    url_field: str | None = None
    language_field: str | None = None
    id_field: str = "id"
    into: str | None = None
    language: str | None = None
    page: bool = False
    metadata: bool = False
    removals: bool = False
    ruleset: str | None = None
    spans: bool = False

    @property
    def target(self) -> str:
        """The field that takes the clean text."""
        return self.into or self.field


@dataclass(frozen=True, slots=True)
class Shard:
    """One file to clean, and where the outcome goes."""

    source: Path
    target: Path

    @property
    def part(self) -> Path:
        """What is written before it gets its name."""
        return self.target.with_name(f".{self.target.name}.part")


class Batch(NamedTuple):
    """Some records read together, written together. `raw` is the format's own form of them; `position` how
    many bytes of the file had been read."""

    records: Sequence[Record]
    raw: Any
    position: int


class Writer(Protocol):
    """Writes outcomes to a shard's part."""

    def write(self, batch: Batch, outcomes: Sequence[Outcome]) -> None: ...

    def commit(self) -> int | None:
        """The length of what can be kept if the process dies now; None when nothing can."""

    def close(self) -> None:
        """Make the part whole, and see it on the disk."""


class Format(Protocol):
    """What a module of a format offers."""

    def check_installed(self) -> None:
        """Raises MissingLibraryError when a library is not installed."""

    def fitted(self, plan: Plan) -> Plan:
        """The plan with what the format itself decides."""

    def read(self, source: Path, plan: Plan, done: int) -> Iterator[Batch]:
        """The records in batches, leaving out the first `done`. A batch's bounds depend on nothing but the
        file. Raises ShardError, OSError."""

    def writer(self, shard: Shard, plan: Plan, offset: int) -> Writer:
        """A writer that goes on behind the first `offset` bytes of the shard's part."""


class ShardError(Exception):
    """A file that cannot be cleaned at all; the message is one line that does not name it."""


BATCH_RECORDS = 1000
BATCH_BYTES = 4 << 20
"""A batch ends at so many records or bytes, whichever comes first. It is what is lost when a worker dies, and
what lies in memory: 4 MiB of Latin text are about 30 MiB while they are worked on."""

LONGEST = 64 << 20
"""Records of more bytes than this are refused: they would have to lie in memory whole."""
