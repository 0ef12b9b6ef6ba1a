"""Worker processes, watched: they get shards, and are replaced when they die or take too long over a record."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from newsclean.cleaner import Cleaner
from newsclean.corpus.plan import Plan, Shard
from newsclean.corpus.stats import Stats
from newsclean.corpus.worker import IDLE, Advance, Broken, Finished, Pulse, Task, work

TICK = 0.2
"""Seconds between two looks at the clock."""

IDLE_DEATHS = 2
"""So often may workers die over a shard while they are not cleaning a record; then it is given up."""


@dataclass(slots=True)
class Attempt:
    """How far a shard is. `kept` counts what survives the death of its worker, `stats` all that was done."""

    shard: Shard
    done: int = 0
    offset: int = 0
    position: int = 0
    stats: Stats = field(default_factory=Stats)
    kept: Stats = field(default_factory=Stats)
    lost: dict[int, str] = field(default_factory=dict)
    idle_deaths: int = 0

    def task(self) -> Task:
        return Task(self.shard, self.done, self.offset, self.lost)

    def advance(self, step: Advance) -> None:
        self.stats.add(step.stats)
        self.position = step.position
        if step.offset is not None:
            self.kept.add(step.stats)
            self.done, self.offset = step.done, step.offset


@dataclass(frozen=True, slots=True)
class Begun:
    """A worker reads the shard from its beginning."""


Event = Begun | Advance | Finished | Broken


class Worker:
    """One process, and the attempt it is at."""

    def __init__(self, cleaner: Cleaner, plan: Plan) -> None:
        # A fresh interpreter: forking a process with threads, as Arrow's are, may hang.
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.pulse: Pulse = context.RawArray("d", 2)
        arguments = (theirs, self.pulse, cleaner, plan)
        self.process = context.Process(target=work, args=arguments, name="newsclean worker", daemon=True)
        self.process.start()
        theirs.close()
        self.attempt: Attempt | None = None

    def begin(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.connection.send(attempt.task())

    def messages(self) -> Iterator[Any]:
        """What it has sent. Raises EOFError or OSError after the last when it has died."""
        while self.connection.poll():
            yield self.connection.recv()

    def overdue(self, timeout: float | None) -> int | None:
        """The record it has been cleaning for longer than `timeout` seconds."""
        number, begun = self.pulse
        late = timeout is not None and number != IDLE and time.monotonic() - begun > timeout
        return int(number) if late else None

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Crew:
    """`jobs` workers over the shards. `run` yields what happens, in the order in which it does."""

    def __init__(self, shards: Sequence[Shard], cleaner: Cleaner, plan: Plan, *, jobs: int, timeout: float | None):
        self._waiting = deque(Attempt(shard) for shard in shards)
        self._cleaner, self._plan, self._timeout = cleaner, plan, timeout
        self._jobs = min(jobs, len(shards))
        self._workers: list[Worker] = []

    def run(self) -> Generator[tuple[Attempt, Event], None, None]:
        """Clean all shards. Workers are stopped when the iterator is closed, whatever the cause."""
        try:
            self._workers = [Worker(self._cleaner, self._plan) for _ in range(self._jobs)]
            while True:
                for worker in self._workers:
                    if worker.attempt is None and self._waiting:
                        yield from self._begin(worker, self._waiting.popleft())
                busy = [worker for worker in self._workers if worker.attempt is not None]
                if not busy:
                    return
                wait([worker.connection for worker in busy], timeout=TICK)
                for worker in busy:
                    yield from self._heard(worker)
        finally:
            for worker in self._workers:
                worker.stop()

    def _begin(self, worker: Worker, attempt: Attempt) -> Iterator[tuple[Attempt, Event]]:
        if not worker.process.is_alive():
            worker = self._hire(worker)
        if attempt.done == 0:
            yield attempt, Begun()
        worker.begin(attempt)

    def _heard(self, worker: Worker) -> Iterator[tuple[Attempt, Event]]:
        attempt = worker.attempt
        assert attempt is not None
        try:
            yield from self._received(worker, attempt)
        except (EOFError, OSError):
            worker.process.join()
            yield from self._replaced(worker, attempt, _cause_of_death(worker.process.exitcode))
            return
        late = worker.overdue(self._timeout)
        if late is not None:
            worker.process.kill()
            worker.process.join()
            # It may have gone on to the next record just before it was killed.
            reason = f"took longer than {self._timeout:g} s" if worker.pulse[0] == late else None
            yield from self._replaced(worker, attempt, reason)

    def _received(self, worker: Worker, attempt: Attempt) -> Iterator[tuple[Attempt, Event]]:
        for message in worker.messages():
            if isinstance(message, Advance):
                attempt.advance(message)
            else:
                worker.attempt = None
            yield attempt, message

    def _replaced(self, worker: Worker, attempt: Attempt, reason: str | None) -> Iterator[tuple[Attempt, Event]]:
        """Put a new worker in the place of a dead one, with the rest of its shard less the record it died of."""
        number = int(worker.pulse[0])
        self._hire(worker)
        attempt.stats = Stats()
        attempt.stats.add(attempt.kept)
        if reason is not None:
            if number == IDLE:
                attempt.idle_deaths += 1
            else:
                attempt.lost[number] = reason
        if attempt.idle_deaths >= IDLE_DEATHS:
            yield attempt, Broken(f"{reason} while reading or writing, {IDLE_DEATHS} times")
        else:
            self._waiting.appendleft(attempt)

    def _hire(self, dead: Worker) -> Worker:
        """A new worker in the place of a dead one."""
        dead.stop()
        worker = Worker(self._cleaner, self._plan)
        self._workers[self._workers.index(dead)] = worker
        return worker


def _cause_of_death(code: int | None) -> str:
    if code is None or code >= 0:
        return f"the worker process ended with {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"the worker process was ended by {name}"
