"""A whole run: from source files to clean files, with its journal, its errors and its statistics."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from newsclean import __version__
from newsclean.cleaner import Cleaner
from newsclean.corpus.crew import Attempt, Begun, Crew, Event
from newsclean.corpus.formats import format_of, kind_of, target_kind
from newsclean.corpus.journal import Journal
from newsclean.corpus.plan import Plan, Shard
from newsclean.corpus.progress import Progress
from newsclean.corpus.ruleset import ruleset_version
from newsclean.corpus.stats import Stats
from newsclean.corpus.streams import compressor
from newsclean.corpus.worker import Advance, Broken, Finished
from newsclean.source import SourceError

SECONDS = 60.0
"""How long a record may take when nothing else is said. Most take a thousandth of one."""

PAGE_LIBRARIES = ("trafilatura", "htmldate", "lxml")
"""Their versions, too, decide what comes out of a page."""


@dataclass(slots=True)
class Summary:
    """What a run did.

    `shards` were cleaned, `resumed` had been before; `broken` could not be, each with the reason. `stats` counts
    all of them together. `errors` is the file that names the records that failed, None when there are none.
    """

    ruleset: str
    stats: Stats = field(default_factory=Stats)
    shards: int = 0
    resumed: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    errors: Path | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return {
            "newsclean": __version__,
            "ruleset": self.ruleset,
            "files": {"cleaned": self.shards, "resumed": self.resumed, "broken": dict(self.broken)},
            "seconds": round(self.seconds, 3),
            **self.stats.to_dict(),
        }


def clean_shards(
    shards: Sequence[Shard],
    journal: Path,
    errors: Path,
    *,
    cleaner: Cleaner | None = None,
    plan: Plan | None = None,
    jobs: int = 1,
    timeout: float | None = SECONDS,
    resume: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Clean files of many documents with worker processes.

    Every target is there whole or not at all. A record that fails, takes longer than `timeout` seconds or ends
    its worker's process is left out of the output and named in `errors`; a file that cannot be read to its
    beginning is named in the summary's `broken`.

    Args:
        shards: the files, each with its target.
        journal: the file that remembers what is done.
        errors: where failures go, as JSONL: `file`, `line`, `reason`.
        cleaner: the settings. Rules must be functions that worker processes can import.
        plan: which fields are read and written.
        jobs: how many worker processes; each takes a file at a time.
        timeout: seconds that a record may take; None for no limit.
        resume: leave out what the journal says is done.
        progress: the line on the terminal.

    Raises:
        MissingLibraryError: a format or compression needs a library that is not installed.
        JournalError: an earlier run had other settings, and `resume` is set.
        SourceError: something cannot be written; whatever was there before is as it was.
        ValueError: a target is its own source, is named twice, or is of another format.
        TypeError: the cleaner cannot be sent to another process.
    """
    cleaner, plan = cleaner or Cleaner(), plan or Plan()
    _check_shards(shards)
    if errors.resolve() in {path.resolve() for shard in shards for path in (shard.source, shard.target)}:
        raise ValueError(f"{errors}: is an input or output; name another file for the errors")
    _check_cleaner(cleaner)
    begun = time.monotonic()
    summary = Summary(ruleset_version(cleaner))
    again = journal.exists()
    opened = _open_journal(journal, run_settings(summary.ruleset, plan, shards), resume)
    with closing(opened):
        finished = {shard: stats for shard in shards if (stats := opened.stats(shard)) is not None}
        for stats in finished.values():
            summary.stats.add(stats)
        summary.resumed = len(finished)
        remaining = [shard for shard in shards if shard not in finished]
        _make_folders(remaining)
        crew = Crew(remaining, cleaner, plan, jobs=jobs, timeout=timeout)
        _follow(crew, remaining, opened, summary, progress)
        summary.errors = _write_errors(opened, errors, again)
    summary.seconds = time.monotonic() - begun
    return summary


def run_settings(ruleset: str, plan: Plan, shards: Sequence[Shard]) -> dict[str, Any]:
    """All that decides what an output looks like, by name."""
    pages = any(format_of(shard.source).fitted(plan).page for shard in shards)
    libraries = {name: _version(name) for name in PAGE_LIBRARIES} if pages else {}
    return {**asdict(plan), "ruleset": ruleset, "ruleset added": plan.ruleset is not None, **libraries}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _follow(crew: Crew, shards: Iterable[Shard], journal: Journal, summary: Summary, progress: Progress | None) -> None:
    """Note what happens, and give finished parts their names. Parts that are left over go."""
    running = Stats()
    positions: dict[Shard, int] = {}
    try:
        with closing(crew.run()) as events:
            for attempt, event in events:
                _note(attempt, event, journal, summary)
                if isinstance(event, Advance):
                    running.add(event.stats)
                    positions[attempt.shard] = attempt.position
                    if progress is not None:
                        progress.show(running, sum(positions.values()))
    except OSError as error:
        raise SourceError(f"{error.filename or journal.path}: cannot write: {error.strerror or error}") from None
    finally:
        if progress is not None:
            progress.clear()
        for shard in shards:
            shard.part.unlink(missing_ok=True)


def _note(attempt: Attempt, event: Event, journal: Journal, summary: Summary) -> None:
    shard = attempt.shard
    match event:
        case Begun():
            journal.started(shard)
        case Advance():
            for line, reason in event.failures:
                journal.failed(shard, line, reason)
        case Finished():
            shard.part.replace(shard.target)
            journal.done(shard, attempt.stats)
            summary.stats.add(attempt.stats)
            summary.shards += 1
        case Broken(reason, writing):
            if writing:
                raise SourceError(f"{shard.target}: cannot write: {reason}")
            journal.failed(shard, None, reason)
            summary.broken.append((str(shard.source), reason))


def _check_shards(shards: Sequence[Shard]) -> None:
    targets: dict[Path, Path] = {}
    for shard in shards:
        target = shard.target.resolve()
        if target == shard.source.resolve():
            raise ValueError(f"{shard.source}: would be overwritten; choose another output")
        if target in targets:
            raise ValueError(f"{shard.source} and {targets[target]} would both become {shard.target}")
        if kind_of(shard.target) != target_kind(shard.source):
            wanted = target_kind(shard.source)
            raise ValueError(f"{shard.source} becomes {wanted}, so {shard.target} must end in that (or {wanted}.gz)")
        targets[target] = shard.source
        compressor(shard.target)
    for source in {kind_of(s.source) + s.source.suffix: s.source for s in shards}.values():
        format_of(source).check_installed()
        compressor(source)


def _check_cleaner(cleaner: Cleaner) -> None:
    try:
        pickle.dumps(cleaner)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(f"worker processes cannot import a rule or setting of this cleaner: {error}") from None


def _open_journal(path: Path, settings: dict[str, Any], resume: bool) -> Journal:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Journal(path, settings, resume=resume)
    except OSError as error:
        raise SourceError(f"{path}: cannot write: {error.strerror or error}") from None


def _make_folders(shards: Iterable[Shard]) -> None:
    for folder in {shard.target.parent for shard in shards}:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SourceError(f"{folder}: cannot write: {error.strerror or error}") from None


def _write_errors(journal: Journal, path: Path, again: bool) -> Path | None:
    """Write the failures beside, then rename. With none, the file of an earlier run to the same place goes."""
    part = path.with_name(f".{path.name}.part")
    found = False
    try:
        with part.open("w", encoding="utf-8") as file:
            for entry in journal.errors():
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
                found = True
        if found:
            part.replace(path)
        else:
            part.unlink()
            if again:
                path.unlink(missing_ok=True)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SourceError(f"{path}: cannot write: {error.strerror or error}") from None
    return path if found else None
