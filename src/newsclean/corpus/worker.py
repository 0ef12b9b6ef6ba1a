"""A worker process: cleans one shard after another, and tells after each batch what it has done."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Iterator, Mapping, MutableSequence
from multiprocessing.connection import Connection
from typing import NamedTuple

from newsclean.cleaner import Cleaner
from newsclean.corpus.formats import format_of
from newsclean.corpus.plan import Batch, Plan, Shard, ShardError, Writer
from newsclean.corpus.record import Failure, Outcome, Record, one_line, outcome_of
from newsclean.corpus.stats import Stats


class Task(NamedTuple):
    """A shard to clean, from behind the record `done`, with the first `offset` bytes of its part kept.

    `lost` names records not to be tried again, with the reason.
    """

    shard: Shard
    done: int = 0
    offset: int = 0
    lost: Mapping[int, str] = {}


class Advance(NamedTuple):
    """A batch is written: its counts, its failures, its last record's number.

    `offset` is how much of the part can be kept if the worker dies, None when nothing; `position` how much of
    the source has been read.
    """

    stats: Stats
    failures: list[tuple[int, str]]
    done: int
    offset: int | None
    position: int


class Finished(NamedTuple):
    """The shard's part is whole."""


class Broken(NamedTuple):
    """The shard cannot be cleaned; or when `writing`, nothing can be written."""

    reason: str
    writing: bool = False


IDLE = 0.0
Pulse = MutableSequence[float]
"""Two numbers in shared memory: which record is being cleaned (or IDLE), and since when by `time.monotonic`."""


def work(connection: Connection, pulse: Pulse, cleaner: Cleaner, plan: Plan) -> None:
    """Clean the shards that come through the connection until None comes, or nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What libraries have to say about single pages would bury the errors; those are told record by record.
    logging.getLogger().addHandler(logging.NullHandler())
    # The packs are loaded by the first text, and that is not to be one whose time is taken.
    Cleaner().clean("It rained all day, said the office.\n\nSubscribe to our newsletter")
    try:
        while (task := connection.recv()) is not None:
            for message in clean_shard(task, pulse, cleaner, plan):
                connection.send(message)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def clean_shard(task: Task, pulse: Pulse, cleaner: Cleaner, plan: Plan) -> Iterator[Advance | Finished | Broken]:
    """Clean one shard into its part. Ends with Finished or Broken."""
    format_ = format_of(task.shard.source)
    plan = format_.fitted(plan)
    writer = None
    try:
        for batch in format_.read(task.shard.source, plan, task.done):
            outcomes, stats = _cleaned(batch, task, pulse, cleaner, plan)
            try:
                writer = writer or format_.writer(task.shard, plan, task.offset)
                offset = _written(writer, batch, outcomes)
            except OSError as error:
                yield Broken(error.strerror or str(error), writing=True)
                return
            yield Advance(stats, _failures(batch, outcomes), batch.records[-1].number, offset, batch.position)
    except (ShardError, OSError) as error:
        yield Broken(_reason(error))
        return
    try:
        (writer or format_.writer(task.shard, plan, task.offset)).close()
    except OSError as error:
        yield Broken(error.strerror or str(error), writing=True)
        return
    yield Finished()


def _cleaned(batch: Batch, task: Task, pulse: Pulse, cleaner: Cleaner, plan: Plan) -> tuple[list[Outcome], Stats]:
    outcomes: list[Outcome] = []
    stats = Stats()
    file = str(task.shard.source)
    for record in batch.records:
        pulse[1] = begun = time.monotonic()
        pulse[0] = record.number
        outcome = _outcome(record, task, cleaner, plan)
        stats.count(record, outcome, time.monotonic() - begun, file)
        outcomes.append(outcome)
    pulse[0] = IDLE
    return outcomes, stats


def _outcome(record: Record, task: Task, cleaner: Cleaner, plan: Plan) -> Outcome:
    lost = task.lost.get(record.number)
    return Failure(lost) if lost is not None else outcome_of(record, cleaner, page=plan.page)


def _written(writer: Writer, batch: Batch, outcomes: list[Outcome]) -> int | None:
    writer.write(batch, outcomes)
    return writer.commit()


def _failures(batch: Batch, outcomes: list[Outcome]) -> list[tuple[int, str]]:
    pairs = zip(batch.records, outcomes, strict=True)
    return [(record.number, outcome.reason) for record, outcome in pairs if isinstance(outcome, Failure)]


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or one_line(error)
    return str(error)
