"""`clean_batch` in Ray Data, and the datatrove step under its Ray executor, on a cluster of this one machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray")

import pyarrow.parquet as pq
import ray

import recipes

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(autouse=True)
def cluster(crawl: None) -> Iterator[None]:
    """A cluster whose workers' folder is the one with the crawl."""
    ray.init(address="local", num_cpus=2, include_dashboard=False, object_store_memory=128 * 2**20)
    yield
    ray.shutdown()


def test_map_batches(expected: list[dict[str, Any]]) -> None:
    recipes.run("Ray Data")
    rows = sorted(pq.read_table("clean").to_pylist(), key=lambda row: row["id"])
    assert rows == expected


def test_datatrove(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.executor.ray import RayPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from newsclean.integrations.datatrove import NewsClean

    (tmp_path / "documents").mkdir()
    for shard in range(2):
        line = json.dumps({"id": str(shard), "text": f"Boat {shard} came in.\n\nSubscribe to our newsletter"})
        (tmp_path / "documents" / f"{shard}.jsonl").write_text(line + "\n", encoding="utf-8")
    writer = JsonlWriter(str(tmp_path / "clean"), "${rank}.jsonl", compression=None)
    pipeline = [JsonlReader(str(tmp_path / "documents")), NewsClean(), writer]
    RayPipelineExecutor(pipeline, tasks=2, workers=2, mem_per_cpu_gb=0.2, logging_dir=str(tmp_path / "log")).run()
    paths = sorted((tmp_path / "clean").glob("*.jsonl"))
    assert [json.loads(path.read_text())["text"] for path in paths] == ["Boat 0 came in.", "Boat 1 came in."]
