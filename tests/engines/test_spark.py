"""`clean_batch` in Spark, with the workers of its local mode."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")

import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from newsclean.arrow import clean_batch

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


def test_map_in_arrow(spark: SparkSession, crawl: Path, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    articles = spark.read.parquet(str(crawl))
    cleaned = partial(clean_batch, url="link")
    schema = spark.createDataFrame(cleaned(articles.limit(0).toArrow())).schema
    articles.mapInArrow(lambda batches: map(cleaned, batches), schema).write.parquet(str(tmp_path / "clean"))
    rows = sorted(pq.read_table(tmp_path / "clean").to_pylist(), key=lambda row: row["id"])
    assert rows == expected
