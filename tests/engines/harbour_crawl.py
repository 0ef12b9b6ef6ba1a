"""The articles that the engines clean, and what must come of them. The engines bring pyarrow along."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newsclean.arrow import clean_batch

PROSE = "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat from the islands."
FILES = 4
ROWS = 100


def articles(file: int) -> pa.Table:
    """A table of articles, one without a text."""
    numbers = range(file * ROWS, (file + 1) * ROWS)
    texts = [f"Boat {number} came in. {PROSE}\n\nSubscribe to our newsletter" for number in numbers]
    links = [f"https://example.com/{number}" for number in numbers]
    return pa.table({"id": list(numbers), "text": pa.array([*texts[:7], None, *texts[8:]]), "link": links})


def write(folder: Path) -> None:
    """Put a crawl of Parquet files into `folder`."""
    folder.mkdir()
    for file in range(FILES):
        pq.write_table(articles(file), folder / f"{file:03}.parquet")


def check(folder: Path) -> None:
    """Whether `folder` has just the rows that `clean_batch` itself makes of the articles."""
    expected = [row for file in range(FILES) for row in clean_batch(articles(file), url="link").to_pylist()]
    assert "newsletter" not in expected[0]["clean_text"]
    assert expected[0]["newsclean_metadata"]["url"] == "https://example.com/0"
    assert expected[7]["clean_text"] is None
    assert sorted(pq.read_table(folder).to_pylist(), key=lambda row: row["id"]) == expected
