"""clean_batch on batches and tables: types, places, nulls, and rows that fail."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import Cleaner, Document, Finding, clean, clean_page
from newsclean.arrow import METADATA_TYPE, REMOVALS_TYPE, clean_batch

DIRTY = "It rained all day, said the harbour office.\n\nSubscribe to our newsletter"
CLEAN = "It rained all day, said the harbour office."
ADDED = ["newsclean_metadata", "newsclean_removals", "newsclean_error"]
PAGE = "<html><body><article><h1>Rain</h1>" + "<p>It rained all day, said the office of the harbour.</p>" * 9


def grumpy(document: Document) -> Iterable[Finding]:
    if "poison" in document.text:
        raise RuntimeError("no such\nluck")
    return ()


def test_a_table_gains_typed_columns_and_keeps_its_own() -> None:
    table = pa.table({"id": [1, 2], "text": [DIRTY, CLEAN]})
    cleaned = clean_batch(table)
    assert cleaned.column_names == ["id", "text", "clean_text", *ADDED]
    assert cleaned.select(["id", "text"]).equals(table)
    assert cleaned["clean_text"].to_pylist() == [CLEAN, CLEAN]
    assert cleaned.schema.field("newsclean_metadata").type == METADATA_TYPE
    assert cleaned.schema.field("newsclean_removals").type == REMOVALS_TYPE
    (removal,) = cleaned["newsclean_removals"][0].as_py()
    assert DIRTY[removal["start"] : removal["end"]] == removal["text"]
    assert removal["kind"] == "newsletter"


def test_a_batch_stays_a_batch() -> None:
    batch = pa.RecordBatch.from_pydict({"text": [DIRTY]})
    assert isinstance(clean_batch(batch), pa.RecordBatch)


def test_in_place_keeps_the_column_where_it_stood() -> None:
    table = pa.table({"text": pa.array([DIRTY], pa.large_string()), "id": [1]})
    cleaned = clean_batch(table, into="text")
    assert cleaned.column_names == ["text", "id", *ADDED]
    assert cleaned["text"].to_pylist() == [CLEAN]
    assert cleaned.schema.field("text").type == pa.large_string()


def test_nested_columns() -> None:
    rows = [{"doc": {"body": DIRTY, "n": 1, "lang": "en"}}, {"doc": None}]
    cleaned = clean_batch(pa.Table.from_pylist(rows), text="doc.body", language="doc.lang", into="doc.clean")
    assert cleaned["doc"].to_pylist() == [{"body": DIRTY, "n": 1, "lang": "en", "clean": CLEAN}, None]
    assert cleaned["newsclean_metadata"][0].as_py()["language"] == "en"


def test_nulls_stay_null() -> None:
    cleaned = clean_batch(pa.table({"text": [None, DIRTY]}))
    assert cleaned["clean_text"].to_pylist() == [None, CLEAN]
    assert cleaned["newsclean_error"].to_pylist() == [None, None]
    assert cleaned["newsclean_removals"][0].as_py() is None


def test_a_row_that_fails_says_why_and_the_others_are_done() -> None:
    cleaner = Cleaner().with_rules(grumpy)
    cleaned = clean_batch(pa.table({"text": ["poison", DIRTY]}), cleaner=cleaner)
    assert cleaned["clean_text"].to_pylist() == [None, CLEAN]
    assert cleaned["newsclean_error"].to_pylist() == ["RuntimeError: no such luck", None]


@pytest.mark.parametrize("kind", [pa.string(), pa.binary()])
def test_pages(kind: pa.DataType) -> None:
    urls = ["https://harbour.example/rain", None]
    table = pa.table({"html": pa.array([PAGE, "no page"], kind), "url": urls})
    cleaned = clean_batch(table, text="html", url="url", page=True)
    assert cleaned["clean_text"].to_pylist() == [clean_page(PAGE).text, None]
    assert cleaned["newsclean_metadata"][0].as_py()["url"] == urls[0]
    assert "not HTML" in cleaned["newsclean_error"][1].as_py()


def test_the_schema_is_known_from_an_empty_table() -> None:
    table = pa.table({"text": [DIRTY], "id": [1]})
    assert clean_batch(table.schema.empty_table()).schema == clean_batch(table).schema


def test_several_batches_and_dictionaries() -> None:
    texts = pa.chunked_array([pa.array([DIRTY, DIRTY]).dictionary_encode(), pa.array([CLEAN]).dictionary_encode()])
    assert clean_batch(pa.table({"text": texts}))["clean_text"].to_pylist() == [CLEAN] * 3


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"text": "body"}, KeyError, "no column 'body'; there are: id, text, doc"),
        ({"text": "id"}, TypeError, "column 'id' holds int64, not strings"),
        ({"text": "doc.body"}, KeyError, "'body' is not in struct"),
        ({"url": "link"}, KeyError, "no column 'link'"),
        ({"into": "id.clean"}, TypeError, "int64 has no fields"),
    ],
)
def test_wrong_columns_are_named(options: dict[str, Any], error: type[Exception], says: str) -> None:
    table = pa.table({"id": [1], "text": [DIRTY], "doc": [{"a": 1}]})
    with pytest.raises(error, match=re.escape(says)):
        clean_batch(table, **options)


@settings(deadline=None)
@given(st.lists(st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=60), max_size=5))
def test_agrees_with_clean(texts: list[str | None]) -> None:
    table = pa.table({"text": pa.array(texts, pa.string())})
    expected = [None if text is None else clean(text).text for text in texts]
    assert clean_batch(table)["clean_text"].to_pylist() == expected


def test_without_pyarrow_the_error_says_what_to_install() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; import newsclean.arrow"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == (
        "ImportError: newsclean.arrow needs pyarrow: pip install 'newsclean[parquet]'"
    )
