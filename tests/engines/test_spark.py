"""`clean_batch` in Spark, with the workers of its local mode."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("pyspark")

import pyarrow.parquet as pq
from pyspark.sql import SparkSession

import recipes

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def spark(crawl: None) -> Iterator[SparkSession]:
    """A session whose working folder, that of its Java machine, has the crawl."""
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.mark.usefixtures("spark")
def test_map_in_arrow(expected: list[dict[str, Any]]) -> None:
    recipes.run("Spark")
    rows = sorted(pq.read_table("clean").to_pylist(), key=lambda row: row["id"])
    assert rows == expected
