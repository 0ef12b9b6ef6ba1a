"""Articles for the tests of corpora, and the cleaning of one file in this very process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsclean import Cleaner
from newsclean.corpus.plan import Plan, Shard
from newsclean.corpus.worker import Advance, Broken, Finished, Task, clean_shard

DIRTY = "It rained all day, said the harbour office.\n\nSubscribe to our newsletter"
CLEAN = "It rained all day, said the harbour office."
PAGE = (
    "<html><head><title>Rain</title></head><body><article><h1>Rain</h1>"
    + "".join(f"<p>It rained for {n} hours, said the office of the harbour in its note.</p>" for n in range(3, 12))
    + "<p>Subscribe to our newsletter</p></article></body></html>"
)


def clean_here(
    source: Path, target: Path, plan: Plan | None = None, cleaner: Cleaner | None = None
) -> list[tuple[int, str]]:
    """Clean a file without worker processes. Returns the failures; a broken file has the number 0."""
    shard = Shard(source, target)
    failures: list[tuple[int, str]] = []
    for message in clean_shard(Task(shard), [0.0, 0.0], cleaner or Cleaner(), plan or Plan()):
        match message:
            case Advance():
                failures += message.failures
            case Broken(reason):
                return [*failures, (0, reason)]
            case Finished():
                shard.part.replace(target)
    return failures


def write_jsonl(path: Path, records: list[Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def read_jsonl(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
