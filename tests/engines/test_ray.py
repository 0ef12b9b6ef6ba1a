"""`clean_batch` in Ray Data, and the datatrove step under its Ray executor, on a cluster of this one machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ray")

import harbour_crawl
import ray

import recipes

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which a cluster works."""
    monkeypatch.chdir(tmp_path)
    ray.init(address="local", num_cpus=2, include_dashboard=False, object_store_memory=128 * 2**20)
    yield tmp_path
    ray.shutdown()


def test_map_batches(folder: Path) -> None:
    harbour_crawl.write(folder / "crawl")
    recipes.run("Ray Data")
    harbour_crawl.check(folder / "clean")


def test_datatrove(folder: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.executor.ray import RayPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from newsclean.integrations.datatrove import NewsClean

    (folder / "crawl").mkdir()
    for shard in range(2):
        line = json.dumps({"id": str(shard), "text": f"Boat {shard} came in.\n\nSubscribe to our newsletter"})
        (folder / "crawl" / f"{shard}.jsonl").write_text(line + "\n", encoding="utf-8")
    writer = JsonlWriter(str(folder / "clean"), "${rank}.jsonl", compression=None)
    pipeline = [JsonlReader(str(folder / "crawl")), NewsClean(), writer]
    RayPipelineExecutor(pipeline, tasks=2, workers=2, mem_per_cpu_gb=0.2, logging_dir=str(folder / "log")).run()
    paths = sorted((folder / "clean").glob("*.jsonl"))
    assert [json.loads(path.read_text())["text"] for path in paths] == ["Boat 0 came in.", "Boat 1 came in."]
