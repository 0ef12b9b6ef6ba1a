"""`clean_batch` in Spark, with the workers of its local mode."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyspark")

import harbour_crawl
from pyspark.sql import SparkSession

import recipes

pytestmark = [
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]


def test_map_in_arrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    harbour_crawl.write(tmp_path / "crawl")
    with builder.getOrCreate():
        recipes.run("Spark")
    harbour_crawl.check(tmp_path / "clean")
