"""Parquet files: columns, types, row groups, compression."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from articles import CLEAN, DIRTY, PAGE, clean_here
from hostile import raises

from newsclean import Cleaner, clean_page
from newsclean.arrow import METADATA_TYPE
from newsclean.corpus import parquet
from newsclean.corpus.plan import Plan


def write(path: Path, table: pa.Table, **options: object) -> Path:
    pq.write_table(table, path, **options)
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "clean.parquet"


def test_all_but_the_text_stays(tmp_path: Path, target: Path) -> None:
    schema = pa.schema([("id", pa.uint16()), ("text", pa.large_string()), ("tags", pa.list_(pa.string()))])
    schema = schema.with_metadata({"origin": "harbour"})
    rows = {"id": range(2500), "text": [DIRTY] * 2499 + [None], "tags": [["a"], None] * 1250}
    source = write(tmp_path / "a.parquet", pa.table(rows, schema=schema), row_group_size=1200, compression="zstd")
    assert clean_here(source, target) == []
    with pq.ParquetFile(source) as before, pq.ParquetFile(target) as after:
        assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
        assert [after.metadata.row_group(n).num_rows for n in range(3)] == [1200, 1200, 100]
        assert after.metadata.row_group(0).column(0).compression == "ZSTD"
        assert after.read().drop_columns("text").equals(before.read().drop_columns("text"))
        assert after.read()["text"].to_pylist() == [CLEAN] * 2499 + [None]


def test_added_columns(tmp_path: Path, target: Path) -> None:
    source = write(tmp_path / "a.parquet", pa.table({"doc": [{"text": DIRTY, "lang": "en"}]}))
    plan = Plan("doc.text", None, "doc.lang", into="clean", metadata=True, removals=True, ruleset="v1")
    assert clean_here(source, target, plan) == []
    (row,) = pq.read_table(target).to_pylist()
    assert (row["doc"]["text"], row["clean"], row["newsclean_ruleset"]) == (DIRTY, CLEAN, "v1")
    assert pq.read_schema(target).field("newsclean_metadata").type == METADATA_TYPE
    assert row["newsclean_metadata"]["language"] == "en"
    assert [removal["kind"] for removal in row["newsclean_removals"]] == ["newsletter"]


def test_pages_as_bytes(tmp_path: Path, target: Path) -> None:
    source = write(tmp_path / "a.parquet", pa.table({"html": [PAGE.encode()]}))
    assert clean_here(source, target, Plan("html", page=True)) == []
    assert pq.read_table(target)["html"].to_pylist() == [clean_page(PAGE).text]


def test_a_row_that_fails_is_left_out_and_named(tmp_path: Path, target: Path) -> None:
    source = write(tmp_path / "a.parquet", pa.table({"id": [1, 2, 3], "text": [DIRTY, "poison", DIRTY]}))
    failures = clean_here(source, target, cleaner=Cleaner().with_rules(raises))
    assert failures == [(2, "RuntimeError: no such luck")]
    assert pq.read_table(target).to_pylist() == [{"id": 1, "text": CLEAN}, {"id": 3, "text": CLEAN}]


def test_large_groups_are_written_in_pieces(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_BYTES", 50_000)
    source = write(tmp_path / "a.parquet", pa.table({"text": [DIRTY] * 5000}))
    assert clean_here(source, target) == []
    with pq.ParquetFile(target) as after:
        assert after.num_row_groups > 2
        assert after.metadata.num_rows == 5000


def test_no_rows(tmp_path: Path, target: Path) -> None:
    source = write(tmp_path / "a.parquet", pa.table({"text": pa.array([], pa.string())}))
    assert clean_here(source, target) == []
    assert pq.read_table(target).num_rows == 0


def test_files_that_cannot_be_cleaned(tmp_path: Path, target: Path) -> None:
    source = write(tmp_path / "a.parquet", pa.table({"id": [1]}))
    assert clean_here(source, target) == [(0, "no column 'text'; there are: id")]
    assert clean_here(source, target, Plan("id")) == [(0, "column 'id' holds int64, not strings")]
    source.write_bytes(b"PAR1 and nothing else")
    ((_, reason),) = clean_here(source, target)
    assert "\n" not in reason
    assert "Parquet" in reason
    assert not target.exists()
