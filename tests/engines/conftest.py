"""The articles that the engines clean, and what must come of them. The engines bring pyarrow along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

PROSE = "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat from the islands."
FILES = 4
ROWS = 100


def articles(file: int) -> Any:
    """A table of articles, one without a text."""
    import pyarrow as pa

    numbers = range(file * ROWS, (file + 1) * ROWS)
    texts = [f"Boat {number} came in. {PROSE}\n\nSubscribe to our newsletter" for number in numbers]
    links = [f"https://example.com/{number}" for number in numbers]
    return pa.table({"id": list(numbers), "text": pa.array([*texts[:7], None, *texts[8:]]), "link": links})


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with Parquet files in crawl/."""
    import pyarrow.parquet as pq

    monkeypatch.chdir(tmp_path)
    Path("crawl").mkdir()
    for file in range(FILES):
        pq.write_table(articles(file), f"crawl/{file:03}.parquet")


@pytest.fixture(scope="session")
def expected() -> list[dict[str, Any]]:
    """The rows that `clean_batch` itself makes of the articles, in the order of their ids."""
    from newsclean.arrow import clean_batch

    rows = [row for file in range(FILES) for row in clean_batch(articles(file), url="link").to_pylist()]
    assert "newsletter" not in rows[0]["clean_text"]
    assert rows[0]["newsclean_metadata"]["url"] == "https://example.com/0"
    assert rows[7]["clean_text"] is None
    return rows
