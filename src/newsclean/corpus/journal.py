"""The journal of a run: its settings, the shards that are done, and the records that failed.

It lies beside the output, a JSON object a line, and only grows; so whenever a run ends, by whatever cause,
what it says is true.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsclean.corpus.plan import Shard
from newsclean.corpus.stats import Stats


class JournalError(Exception):
    """A run that cannot be resumed; the message is one line."""


class Journal:
    """Opens the journal at `path`: a new one, or with `resume` the one that is there.

    `done` has the statistics of the shards that need not be done again, by source.
    Raises JournalError when the earlier run had other settings, OSError when the file cannot be written.
    """

    def __init__(self, path: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        self.path = path
        self._done: dict[str, dict[str, Any]] = {}
        whole = 0
        if resume and path.exists():
            whole = self._load(settings)
        self._file = path.open("r+b" if whole else "wb", buffering=0)
        self._file.truncate(whole)
        self._file.seek(whole)
        if not whole:
            self._append({"settings": settings})

    def _load(self, settings: Mapping[str, Any]) -> int:
        """Read what is done. Returns the length of the whole lines: the last one may be half."""
        whole = 0
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                entry = json.loads(line)
                if whole == 0:
                    self._check(entry.get("settings", {}), settings)
                if "done" in entry:
                    self._done[entry["done"]] = entry
                whole += len(line)
        return whole

    def _check(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        now = json.loads(json.dumps(now))
        changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
        if changed:
            what = "; ".join(f"{name} was {before.get(name)!r} and is {now.get(name)!r}" for name in changed)
            raise JournalError(
                f"cannot resume: {what}. Run without --resume to clean all again, or choose a new output"
            )

    def stats(self, shard: Shard) -> Stats | None:
        """The statistics of a shard that is done: neither its source nor its target has changed since."""
        entry = self._done.get(str(shard.source))
        if entry is None or not shard.target.exists() or entry["files"] != _files(shard):
            return None
        return Stats.from_dict(entry["stats"])

    def started(self, shard: Shard) -> None:
        """The shard is read from its beginning; errors that were noted before do not count."""
        self._append({"started": str(shard.source)})

    def failed(self, shard: Shard, line: int | None, reason: str) -> None:
        """A record, or with no `line` the whole shard, could not be cleaned."""
        self._append({"file": str(shard.source), "line": line, "reason": reason})

    def done(self, shard: Shard, stats: Stats) -> None:
        """The shard's target is there."""
        self._append({"done": str(shard.source), "files": _files(shard), "stats": stats.to_dict()})

    def errors(self) -> Iterator[dict[str, Any]]:
        """Every failure that counts: `file`, `line`, `reason`."""
        started: dict[str, int] = {}
        for number, entry in enumerate(self._entries()):
            if "started" in entry:
                started[entry["started"]] = number
        for number, entry in enumerate(self._entries()):
            if "reason" in entry and number > started.get(entry["file"], -1):
                yield entry

    def close(self) -> None:
        self._file.close()

    def _entries(self) -> Iterator[dict[str, Any]]:
        with self.path.open("rb") as file:
            yield from map(json.loads, file)

    def _append(self, entry: Mapping[str, Any]) -> None:
        data = json.dumps(entry).encode() + b"\n"
        if self._file.write(data) != len(data):
            raise OSError(28, os.strerror(28), str(self.path))


def _files(shard: Shard) -> dict[str, Any]:
    """What tells a source and its output from others of the same names."""
    source = shard.source.stat()
    return {
        "source_size": source.st_size,
        "source_time": source.st_mtime_ns,
        "target": str(shard.target),
        "target_size": shard.target.stat().st_size,
    }
