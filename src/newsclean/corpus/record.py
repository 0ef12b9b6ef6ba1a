"""One record of a corpus, and what came of cleaning it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from newsclean.cleaner import Cleaner
from newsclean.model import Removal, Result

METADATA = "newsclean_metadata"
REMOVALS = "newsclean_removals"
RULESET = "newsclean_ruleset"
ERROR = "newsclean_error"
"""The fields that are added. The prefix keeps them from meeting a corpus's own `metadata`."""


class Record(NamedTuple):
    """What is cleaned of a record.

    `number` counts from 1: lines of JSONL, rows of Parquet, records of WARC. `text` is None when there is
    nothing to clean; `problem` says why the record cannot be read at all.
    """

    number: int
    text: str | bytes | None
    url: str | None = None
    language: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that could not be cleaned; `reason` is one line."""

    reason: str


Outcome = Result | Failure | None
"""None where there was nothing to clean."""


def outcome_of(record: Record, cleaner: Cleaner, *, page: bool) -> Outcome:
    """Clean one record. Whatever goes wrong with it comes back as a Failure, so that the others go on."""
    if record.problem is not None:
        return Failure(record.problem)
    if record.text is None:
        return None
    clean: Any = cleaner.clean_page if page else cleaner.clean
    try:
        result: Result = clean(record.text, url=record.url, language=record.language)
    except Exception as error:  # noqa: BLE001 - rules may be the user's own; the reason is reported
        return Failure(one_line(error))
    return result


def one_line(error: BaseException) -> str:
    """An error's type and message on one line."""
    message = " ".join(str(error).split())
    name = type(error).__name__
    return f"{name}: {message}" if message else name


def metadata_of(result: Result) -> dict[str, Any]:
    """The metadata as plain values, for JSON and Arrow."""
    return asdict(result.metadata)


def removals_of(result: Result) -> list[dict[str, Any]]:
    """The removals as plain values, for JSON and Arrow."""
    return [_plain(removal) for removal in result.removals]


def _plain(removal: Removal) -> dict[str, Any]:
    return {
        "start": removal.start,
        "end": removal.end,
        "text": removal.text,
        "kind": removal.kind.value,
        "rule": removal.rule,
        "why": removal.why,
    }
