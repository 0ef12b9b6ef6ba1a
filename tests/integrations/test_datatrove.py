"""The datatrove step, under the local executor and by itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("datatrove")

import dill
from datatrove.data import Document as TroveDocument
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from newsclean import Cleaner, Document, Finding, clean, clean_page
from newsclean.corpus.ruleset import ruleset_version
from newsclean.integrations.datatrove import NewsClean

PROSE = "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat from the islands. "
RESIDUE = "Subscribe to our newsletter"
PAGE = f"<html><body><article><p>{PROSE * 3}</p><p>{PROSE * 2}</p><p>{RESIDUE}</p></article></body></html>"


def breaks_on_eclipses(document: Document) -> list[Finding]:
    if "eclipse" in document.text:
        raise RuntimeError("no rule for eclipses")
    return []


def text(number: int) -> str:
    return f"Boat {number} came in. {PROSE.strip()}\n\n{RESIDUE}" + ("\n\nThe eclipse." if number % 10 == 7 else "")


def write_crawl(folder: Path, shards: int, each: int) -> None:
    folder.mkdir()
    for shard in range(shards):
        with gzip.open(folder / f"{shard:03}.jsonl.gz", "wt", encoding="utf-8") as out:
            for number in range(shard * each, (shard + 1) * each):
                record = {"id": str(number), "text": text(number), "url": f"https://example.com/{number}", "section": 4}
                out.write(json.dumps(record) + "\n")


@pytest.mark.parametrize("workers", [1, 2])
def test_local_executor(tmp_path: Path, workers: int) -> None:
    write_crawl(tmp_path / "crawl", shards=4, each=25)
    step = NewsClean(Cleaner().with_rules(breaks_on_eclipses))
    pipeline = [JsonlReader(str(tmp_path / "crawl")), step, JsonlWriter(str(tmp_path / "clean"))]
    stats = LocalPipelineExecutor(pipeline, tasks=4, workers=workers, logging_dir=str(tmp_path / "log")).run()
    found = {}
    for path in sorted((tmp_path / "clean").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found.update({record["id"]: record for record in map(json.loads, lines)})
    assert sorted(map(int, found)) == [number for number in range(100) if number % 10 != 7]
    expected = clean(text(3), url="https://example.com/3").to_dict()
    assert RESIDUE not in expected["text"]
    assert found["3"]["text"] == expected["text"]
    assert found["3"]["metadata"]["newsclean_metadata"] == expected["metadata"]
    assert found["3"]["metadata"]["newsclean_removals"] == expected["removals"]
    assert found["3"]["metadata"]["newsclean_ruleset"] == ruleset_version(step.cleaner)
    assert found["3"]["metadata"]["section"] == 4
    counts = {name: stat.total for name, stat in stats.stats[1].stats.items()}
    assert (counts["total"], counts["forwarded"], counts["dropped"], counts["failed"]) == (100, 90, 10, 10)
    assert counts["removed_newsletter"] == 90
    assert counts["characters_removed"] == 90 * len(f"\n\n{RESIDUE}")


def test_resume_does_only_what_is_missing(tmp_path: Path) -> None:
    write_crawl(tmp_path / "crawl", shards=2, each=5)
    pipeline = [JsonlReader(str(tmp_path / "crawl")), NewsClean(), JsonlWriter(str(tmp_path / "clean"))]
    for _ in range(2):
        LocalPipelineExecutor(pipeline, tasks=2, logging_dir=str(tmp_path / "log")).run()
    first, second = sorted((tmp_path / "clean").glob("*.jsonl.gz"))
    second.unlink()
    (tmp_path / "log" / "completions" / "00001").unlink()
    before = first.stat().st_mtime_ns
    LocalPipelineExecutor(pipeline, tasks=2, logging_dir=str(tmp_path / "log")).run()
    assert second.exists()
    assert first.stat().st_mtime_ns == before


def test_other_executors_can_ship_it() -> None:
    """The Slurm and Ray executors send the pipeline to their workers as dill makes it."""
    step = dill.loads(dill.dumps(NewsClean(Cleaner().without("app"))))
    assert step.cleaner == Cleaner().without("app")
    assert [document.text for document in step.run([TroveDocument(text=text(1), id="1")])] == [clean(text(1)).text]


def test_pages() -> None:
    document = TroveDocument(text=PAGE, id="1", metadata={"address": "https://example.com/1", "language": "en"})
    empty = TroveDocument(text="no page at all", id="2")
    step = NewsClean(page=True, url="address")
    assert list(step.run([document, empty])) == [document]
    expected = clean_page(PAGE, url="https://example.com/1", language="en").to_dict()
    assert document.text == expected["text"]
    assert document.metadata["newsclean_metadata"] == expected["metadata"]
    assert RESIDUE not in document.text


def test_a_document_of_nothing_but_residue_is_dropped() -> None:
    step = NewsClean()
    assert list(step.run([TroveDocument(text=RESIDUE, id="1")])) == []
    assert {"total", "dropped", "removed_newsletter"} <= step.stats.stats.keys()
    assert "failed" not in step.stats.stats
